//! Pure decisions: a subject and a command in, the new state and what happened out. No I/O, no clock.

pub mod case;
pub mod decide;
pub mod number;
pub mod proposal;
pub mod seats;
#[cfg(test)]
pub(crate) mod tests;
pub mod window;
