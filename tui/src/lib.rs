//! Caseport's terminal client: the screens, the commands, and the API that both call.

pub mod api;
pub mod strings;
