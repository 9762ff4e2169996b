//! What happened: everything that can reach a screen.

use caseport_shared::api::live::Hint;
use jiff::Timestamp;

use crate::effect::{Answer, Failure, HostAnswer, Ticket};
use crate::keymap::Key;
use crate::widgets::dialog::Choice;
use crate::widgets::scroll::Move;
use crate::widgets::sharp::Told;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// The screen was opened; its first effects are wanted.
    Opened,
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Pointer(Pointer),
    /// The terminal has another size.
    Resized,
    /// The terminal told something of itself.
    Told(Told),
    /// An answer from the server, or why there is none.
    Answer(Ticket, Result<Answer, Failure>),
    /// What the server answered to the same question before, and when; the new answer is on its way.
    Remembered(Ticket, Answer, Timestamp),
    /// How far a transfer is, in bytes.
    Progress(Ticket, u64),
    /// An answer from the user's machine, or words for why there is none.
    Host(Ticket, Result<HostAnswer, String>),
    /// The time asked for has passed.
    Woke(Ticket),
    /// The user answered a dialog.
    Chose(Ticket, Choice),
    /// Something changed on the server.
    Changed(Hint),
    /// The server is heard again: fetch what is shown.
    Back,
    /// The server is not heard; the next try is after so many seconds.
    Away(u64),
    /// The server no longer knows who this is.
    SignedOut,
    /// The screen is on top again.
    Shown,
    /// Another screen was put above this one, or the program ends: keep what was typed.
    Covered,
    /// The program is asked to end: what waits to be sent goes now.
    Leave,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// The wheel was turned.
    Wheel(Move),
    /// The first button was pressed, at a column and row of the terminal.
    Press(u16, u16),
}
