//! Takes the keys that an action is to have: whatever is pressed, until it is kept or left.

use super::Settings;
use crate::app::Context;
use crate::effect::Effect;
use crate::keymap::{Binding, Key, Keys, always, resolve};

/// What a key does while keys are taken.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Take {
    Keep,
    Again,
    Leave,
}

pub(in crate::screens) const CAPTURING: &[Binding<Take, Settings>] = &[
    Binding { keys: &["<enter>"], action: Take::Keep, label: "capture-keep", hint: "hint-keep", when: always },
    Binding { keys: &["<backspace>"], action: Take::Again, label: "capture-again", hint: "hint-again", when: always },
    Binding { keys: &["<esc>"], action: Take::Leave, label: "capture-leave", hint: "hint-cancel", when: always },
];

/// Most keys of a binding.
const KEYS_MAX: usize = 2;

/// An action that waits for its keys.
#[derive(Debug)]
pub(super) struct Capture {
    pub(super) name: &'static str,
    pub(super) pressed: Vec<Key>,
}

impl Capture {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, pressed: Vec::new() }
    }
}

impl Settings {
    /// Takes a key; those that end the taking can be bound in the configuration.
    pub(super) fn captured(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        let action = resolve(CAPTURING, &self.chord, key, self, cx);
        let Some(capture) = &mut self.capture else { return Vec::new() };
        match action {
            Some(Take::Leave) => self.capture = None,
            Some(Take::Again) => capture.pressed.clear(),
            Some(Take::Keep) if capture.pressed.is_empty() => self.capture = None,
            Some(Take::Keep) => {
                let (name, keys) = (capture.name, Keys(capture.pressed.clone()));
                return self.bind(name, Some(vec![keys]), cx);
            }
            None if capture.pressed.len() < KEYS_MAX => capture.pressed.push(key),
            None => capture.pressed = vec![key],
        }
        Vec::new()
    }
}
