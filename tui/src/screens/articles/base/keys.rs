//! The keys of the knowledge base, and of typing words to find in it.

use super::Articles;
use super::topics::{has_topic, is_arranged};
use crate::app::Context;
use crate::keymap::{Binding, always};
use crate::widgets::scroll::Move;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Open,
    Find,
    Next,
    Previous,
    State,
    Language,
    New,
    Report,
    AddTopic,
    EditTopic,
    RemoveTopic,
    Copy,
    Refresh,
    Widen,
    Back,
    Move(Move),
}

/// What a key does while words are typed.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Find {
    Open,
    Leave,
    Move(Move),
}

pub(in crate::screens) const KEYS: &[Binding<Action, Articles>] = &[
    Binding { keys: &["<enter>", "l", "<right>"], action: Action::Open, label: "articles-open", hint: "hint-open", when: has_rows },
    Binding { keys: &["a"], action: Action::AddTopic, label: "articles-topic-add", hint: "hint-topic-add", when: is_arranged },
    Binding { keys: &["e"], action: Action::EditTopic, label: "articles-topic-edit", hint: "hint-topic-edit", when: has_topic },
    Binding { keys: &["/"], action: Action::Find, label: "articles-find", hint: "hint-find", when: always },
    Binding { keys: &["<tab>"], action: Action::Next, label: "articles-next", hint: "hint-articles-next", when: always },
    Binding { keys: &["<esc>"], action: Action::Widen, label: "articles-widen", hint: "hint-articles-widen", when: always },
    Binding { keys: &["q", "h"], action: Action::Back, label: "articles-back", hint: "hint-back", when: always },
    Binding { keys: &["n"], action: Action::New, label: "articles-new", hint: "hint-articles-new", when: is_support },
    Binding { keys: &["s"], action: Action::State, label: "articles-state", hint: "hint-articles-state", when: is_support },
    Binding { keys: &["L"], action: Action::Language, label: "articles-language", hint: "hint-articles-language", when: always },
    Binding { keys: &["R"], action: Action::Report, label: "articles-report", hint: "hint-articles-report", when: is_support },
    Binding { keys: &["D"], action: Action::RemoveTopic, label: "articles-topic-remove", hint: "hint-topic-remove", when: has_topic },
    Binding { keys: &["y"], action: Action::Copy, label: "articles-copy", hint: "hint-articles-copy", when: has_rows },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "articles-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["<backtab>"], action: Action::Previous, label: "articles-previous", hint: "hint-articles-previous", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Action::Move(Move::PageDown),
        label: "move-page-down",
        hint: "hint-page-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Move(Move::PageUp),
        label: "move-page-up",
        hint: "hint-page-up",
        when: always,
    },
    Binding { keys: &["gg", "<home>"], action: Action::Move(Move::First), label: "move-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Action::Move(Move::Last), label: "move-last", hint: "hint-last", when: always },
];

pub(in crate::screens) const FINDING: &[Binding<Find, Articles>] = &[
    Binding { keys: &["<enter>"], action: Find::Open, label: "articles-find-open", hint: "hint-open", when: always },
    Binding { keys: &["<esc>"], action: Find::Leave, label: "articles-find-leave", hint: "hint-done", when: always },
    Binding { keys: &["<down>", "<tab>", "<c-n>"], action: Find::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["<up>", "<backtab>"], action: Find::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["<pgdn>"], action: Find::Move(Move::PageDown), label: "move-page-down", hint: "hint-page-down", when: always },
    Binding { keys: &["<pgup>"], action: Find::Move(Move::PageUp), label: "move-page-up", hint: "hint-page-up", when: always },
];

fn has_rows(screen: &Articles, _: &Context) -> bool {
    screen.count() > 0
}

fn is_support(_: &Articles, cx: &Context) -> bool {
    cx.is_support()
}
