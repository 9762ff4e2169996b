//! Caseport's terminal client: the screens, the commands, and the API that both call.

pub mod api;
pub mod app;
pub mod cli;
pub mod credentials;
pub mod effect;
pub mod host;
pub mod input;
pub mod keymap;
mod linear;
pub mod msg;
pub mod page;
pub mod preferences;
pub mod preview;
#[cfg(any(test, feature = "fuzzing"))]
pub mod properties;
pub mod runtime;
pub mod screens;
pub mod settings;
pub mod ssh_key;
pub mod strings;
pub mod term;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod times;
pub mod widgets;
pub mod words;

/// What both programs agree on, with the properties that fuzzing asks of it.
#[cfg(feature = "fuzzing")]
pub use caseport_shared;

pub use host::{Host, LocalHost, Reach, RemoteHost};
pub use runtime::{Heir, Input, Options, Remote, run, run_remote, run_when};
