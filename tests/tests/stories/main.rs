//! Stories told by the real programs over real sockets and terminals, and the rules of the house.

mod answers;
mod backups;
mod bad_input;
mod buckets;
mod crowds;
mod disks;
mod door;
mod files;
mod hostile;
mod journeys;
mod limits;
mod linear;
mod mail;
mod notes;
mod postgres;
mod power;
mod programs;
mod reading;
mod screens;
mod shape;
mod ssh;
mod ssh_files;
mod strangers;
mod support;
mod together;
mod upgrades;
