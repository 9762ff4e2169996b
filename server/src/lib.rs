//! Caseport's server: one store, one API, and the commands of `caseportd`.

pub mod app;
pub mod blob;
pub mod clock;
pub mod commands;
pub mod cursor;
pub mod domain;
pub mod http;
pub mod live;
pub mod policy;
pub mod secret;
pub mod store;
mod sweep;
