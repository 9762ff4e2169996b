//! The keys of writing an article, and of looking at what it becomes or at what somebody else wrote.

use super::{Field, Mode, Writer};
use crate::app::Context;
use crate::keymap::{Binding, always};
use crate::widgets::scroll::Move;

/// What a key does while an article is written.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Save,
    Next,
    Previous,
    Choose,
    Preview,
    NextMark,
    Edit,
    Picture,
    Leave,
}

/// What a key does while something is looked at.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Look {
    Scroll(Move),
    Back,
    SaveOver,
    Copy,
}

pub(in crate::screens) const WRITING: &[Binding<Action, Writer>] = &[
    Binding { keys: &["<c-s>", "<a-enter>"], action: Action::Save, label: "article-save", hint: "hint-article-save", when: always },
    Binding { keys: &["<tab>"], action: Action::Next, label: "form-next-field", hint: "hint-next", when: always },
    Binding { keys: &["<enter>", "<space>"], action: Action::Choose, label: "article-choose", hint: "hint-choose", when: is_choice },
    Binding { keys: &["<a-v>"], action: Action::Preview, label: "article-preview", hint: "hint-article-preview", when: always },
    Binding { keys: &["<c-g>"], action: Action::NextMark, label: "article-mark", hint: "hint-article-mark", when: has_marks },
    Binding { keys: &["<c-o>"], action: Action::Edit, label: "article-own-editor", hint: "hint-own-editor", when: is_own_body },
    Binding { keys: &["<esc>"], action: Action::Leave, label: "article-leave", hint: "hint-back", when: always },
    Binding { keys: &["<c-f>"], action: Action::Picture, label: "article-picture-add", hint: "hint-article-picture", when: always },
    Binding { keys: &["<backtab>"], action: Action::Previous, label: "form-previous", hint: "hint-previous", when: always },
    Binding { keys: &["<down>"], action: Action::Next, label: "form-next-field", hint: "hint-next", when: is_choice },
    Binding { keys: &["<up>"], action: Action::Previous, label: "form-previous", hint: "hint-previous", when: is_choice },
];

pub(in crate::screens) const LOOKING: &[Binding<Look, Writer>] = &[
    Binding { keys: &["<esc>", "q", "<a-v>"], action: Look::Back, label: "article-write-on", hint: "hint-article-write-on", when: always },
    Binding { keys: &["<c-s>"], action: Look::SaveOver, label: "article-save-over", hint: "hint-article-save-over", when: is_conflict },
    Binding { keys: &["y"], action: Look::Copy, label: "article-copy-theirs", hint: "hint-article-copy-theirs", when: is_conflict },
    Binding {
        keys: &["<space>", "<pgdn>", "<c-d>", "<c-f>"],
        action: Look::Scroll(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-read-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Look::Scroll(Move::PageUp),
        label: "scroll-page-up",
        hint: "hint-read-up",
        when: always,
    },
    Binding { keys: &["j", "<down>"], action: Look::Scroll(Move::Down), label: "scroll-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Look::Scroll(Move::Up), label: "scroll-up", hint: "hint-up", when: always },
    Binding { keys: &["gg", "<home>"], action: Look::Scroll(Move::First), label: "scroll-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Look::Scroll(Move::Last), label: "scroll-last", hint: "hint-last", when: always },
];

fn is_choice(screen: &Writer, _: &Context) -> bool {
    screen.focus.is_choice()
}

fn has_marks(screen: &Writer, _: &Context) -> bool {
    screen.marked().is_some()
}

fn is_own_body(screen: &Writer, cx: &Context) -> bool {
    screen.focus == Field::Body && !cx.is_remote()
}

fn is_conflict(screen: &Writer, _: &Context) -> bool {
    matches!(screen.mode, Mode::Conflict(_))
}
