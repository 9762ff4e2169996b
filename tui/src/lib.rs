//! Caseport's terminal client: the screens, the commands, and the API that both call.

pub mod api;
pub mod cli;
pub mod credentials;
pub mod settings;
pub mod strings;
pub mod words;
