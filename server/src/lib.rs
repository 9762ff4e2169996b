//! Caseport's server: one store, one API, and the commands of `caseportd`.

pub mod app;
pub mod blob;
pub mod clock;
pub mod commands;
pub mod config;
pub mod cursor;
pub mod demo;
pub mod domain;
mod gate;
pub mod http;
pub mod live;
pub mod outbox;
pub mod plans;
pub mod policy;
pub mod program;
#[cfg(any(test, feature = "fuzzing"))]
pub mod properties;
pub mod secret;
pub mod ssh;
pub mod store;
mod sweep;
#[cfg(test)]
mod testing;
mod trust;
mod turns;
