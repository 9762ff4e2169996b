//! Questions that a screen asks in a sheet at the bottom: pick one, press a button, fill in a few fields.

mod confirm;
mod files;
mod form;
mod pick;
mod sheet;

pub use confirm::Confirm;
pub use files::Files;
pub use form::{Field, FieldKind, Form};
pub use pick::{Item, Pick};
pub use sheet::dialog_layer;
pub(crate) use sheet::sheet;

use crate::host::Command;
use crate::keymap::{Table, table};

/// A question, as the screen that asks it writes it; every word in it is safe to draw.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// One of many.
    Pick(Pick),
    /// One of many, narrowed by what was typed already.
    Narrowed(Pick, String),
    /// One of few.
    Confirm(Confirm),
    /// One of few, about a command that is run elsewhere.
    Run(Confirm, Command),
    /// Something to type.
    Form(Form),
    /// Files of the user's machine.
    Files(Files),
}

/// What the user answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The item or button with this number.
    Nth(usize),
    /// What was typed, field by field; or the paths of the files that were picked.
    Typed(Vec<String>),
    /// Nothing: they left.
    Left,
}

/// The keys of the dialogs.
pub(crate) fn tables() -> [Table; 4] {
    [
        table("keys-picking", pick::KEYS),
        table("keys-picker", files::KEYS),
        table("keys-dialog", confirm::KEYS),
        table("keys-form", form::KEYS),
    ]
}
