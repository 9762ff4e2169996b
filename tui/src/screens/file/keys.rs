//! The keys while a file is looked at, and while one types what to find in it.

use super::{File, State};
use crate::app::Context;
use crate::keymap::{Binding, always};
use crate::preview::Preview;
use crate::widgets::scroll::Move;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Back,
    Save,
    Again,
    Find,
    NextMatch,
    PreviousMatch,
    Wrap,
    Numbers,
    Left,
    Right,
    Move(Move),
}

/// What a key does while one types what to find.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Finding {
    Go,
    Leave,
}

pub(in crate::screens) const KEYS: &[Binding<Action, File>] = &[
    Binding { keys: &["q", "<esc>"], action: Action::Back, label: "file-back", hint: "hint-back", when: always },
    Binding { keys: &["s", "d"], action: Action::Save, label: "file-save", hint: "hint-save", when: always },
    Binding { keys: &["/"], action: Action::Find, label: "file-find", hint: "hint-find", when: is_text },
    Binding { keys: &["n"], action: Action::NextMatch, label: "file-next-match", hint: "hint-next-match", when: has_matches },
    Binding { keys: &["N"], action: Action::PreviousMatch, label: "file-previous-match", hint: "hint-previous-match", when: has_matches },
    Binding { keys: &["w"], action: Action::Wrap, label: "file-wrap", hint: "hint-wrap", when: is_text },
    Binding { keys: &["#"], action: Action::Numbers, label: "file-numbers", hint: "hint-numbers", when: is_text },
    Binding { keys: &["h", "<left>"], action: Action::Left, label: "file-left", hint: "hint-left", when: is_cut },
    Binding { keys: &["l", "<right>"], action: Action::Right, label: "file-right", hint: "hint-right", when: is_cut },
    Binding { keys: &["<c-r>"], action: Action::Again, label: "file-again", hint: "hint-refresh", when: has_failed },
    Binding { keys: &["j", "<down>", "<enter>"], action: Action::Move(Move::Down), label: "scroll-down", hint: "hint-down", when: is_text },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "scroll-up", hint: "hint-up", when: is_text },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Action::Move(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-page-down",
        when: is_text,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Move(Move::PageUp),
        label: "scroll-page-up",
        hint: "hint-page-up",
        when: is_text,
    },
    Binding { keys: &["gg", "<home>"], action: Action::Move(Move::First), label: "scroll-first", hint: "hint-first", when: is_text },
    Binding { keys: &["G", "<end>"], action: Action::Move(Move::Last), label: "scroll-last", hint: "hint-last", when: is_text },
];

pub(in crate::screens) const FINDING: &[Binding<Finding, File>] = &[
    Binding { keys: &["<enter>"], action: Finding::Go, label: "file-find-go", hint: "hint-find", when: always },
    Binding { keys: &["<esc>"], action: Finding::Leave, label: "file-find-leave", hint: "hint-cancel", when: always },
];

fn is_text(file: &File, _: &Context) -> bool {
    matches!(&file.state, State::Here(preview) if matches!(**preview, Preview::Text { .. }))
}

fn is_cut(file: &File, cx: &Context) -> bool {
    is_text(file, cx) && !file.reading.wraps()
}

fn has_matches(file: &File, cx: &Context) -> bool {
    is_text(file, cx) && file.reading.has_matches()
}

fn has_failed(file: &File, _: &Context) -> bool {
    matches!(file.state, State::Failed(_))
}
