//! The API as each of its users meets it: the customer, another customer, an agent, nobody.

mod access;
mod article_quality;
mod articles;
mod bucket;
mod cases;
mod clock;
mod desk;
mod door;
mod drafts;
mod figures;
mod files;
mod keys;
mod lists;
mod live;
mod load;
mod mail;
mod privacy;
mod requests;
mod seats;
mod sessions;
mod settings;
mod shared;
mod timeline;
mod undo;
