//! Questions that a screen asks in a sheet at the bottom: pick one, press a button, fill in a few fields.

mod confirm;
mod form;
mod pick;
mod sheet;

pub use confirm::Confirm;
pub use form::{Field, FieldKind, Form};
pub use pick::{Item, Pick};
pub use sheet::dialog_layer;

/// A question, as the screen that asks it writes it; every word in it is safe to draw.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// One of many.
    Pick(Pick),
    /// One of few.
    Confirm(Confirm),
    /// Something to type.
    Form(Form),
}

/// What the user answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The item or button with this number.
    Nth(usize),
    /// What was typed, field by field.
    Typed(Vec<String>),
    /// Nothing: they left.
    Left,
}

#[cfg(test)]
mod tests {
    use crate::keymap::faults;
    use crate::strings::Strings;

    #[test]
    fn the_keys_of_every_dialog_are_sound() {
        let strings = Strings::english();
        let has = |key: &str| strings.has(key);
        let all = [faults(super::pick::KEYS, has), faults(super::confirm::KEYS, has), faults(super::form::KEYS, has)];
        assert!(all.iter().all(Vec::is_empty), "{all:?}");
    }
}
