//! What the stories are told with: the real programs, an HTTP client that can misbehave, and a terminal.
//!
//! Every wait has a deadline, every process ends with its handle, and every folder is the story's own.

pub mod client;
pub mod desk;
pub mod disk;
pub mod http;
pub mod postgres;
pub mod process;
pub mod programs;
pub mod s3;
pub mod smtp;
pub mod ssh;
pub mod terminal;
