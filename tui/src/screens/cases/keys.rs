//! The keys of the list of cases.

use super::Cases;
use crate::app::Context;
use crate::keymap::{Binding, always};
use crate::widgets::scroll::Move;

/// What a key does in the list.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Open,
    NewCase,
    Products,
    Drafts,
    Find,
    View(usize),
    NextView,
    PreviousView,
    Refresh,
    Sort,
    TakeNext,
    CopyNumber,
    CopyCommand,
    People,
    Preview,
    Read(Move),
    Move(Move),
    Leave,
    Quit,
}

/// What a key does while a query is typed.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Find {
    Go,
    Complete,
    Next,
    Previous,
    Leave,
}

pub(in crate::screens) const KEYS: &[Binding<Action, Cases>] = &[
    Binding { keys: &["<enter>", "l", "<right>"], action: Action::Open, label: "cases-open", hint: "hint-open", when: can_open },
    Binding { keys: &["n"], action: Action::NewCase, label: "cases-new", hint: "hint-new-case", when: can_file },
    Binding { keys: &["/"], action: Action::Find, label: "cases-find", hint: "hint-find", when: always },
    Binding { keys: &["<tab>"], action: Action::NextView, label: "cases-next-view", hint: "hint-next-view", when: always },
    Binding { keys: &["d"], action: Action::Drafts, label: "cases-drafts", hint: "hint-drafts", when: always },
    Binding { keys: &["p"], action: Action::Products, label: "cases-products", hint: "hint-products", when: always },
    Binding { keys: &["q"], action: Action::Quit, label: "cases-quit", hint: "hint-quit", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "cases-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["s"], action: Action::Sort, label: "cases-sort", hint: "hint-order", when: always },
    Binding { keys: &["N"], action: Action::TakeNext, label: "cases-take-next", hint: "hint-take-next", when: is_support },
    Binding { keys: &["v"], action: Action::Preview, label: "cases-preview", hint: "hint-preview", when: is_wide },
    Binding { keys: &["J"], action: Action::Read(Move::Down), label: "cases-read-down", hint: "hint-read-down", when: has_preview },
    Binding { keys: &["K"], action: Action::Read(Move::Up), label: "cases-read-up", hint: "hint-read-up", when: has_preview },
    Binding { keys: &["P"], action: Action::People, label: "cases-people", hint: "hint-people", when: always },
    Binding { keys: &["y"], action: Action::CopyNumber, label: "cases-copy-number", hint: "hint-copy", when: has_rows },
    Binding { keys: &["Y"], action: Action::CopyCommand, label: "cases-copy-command", hint: "hint-copy-command", when: has_rows },
    Binding { keys: &["<backtab>"], action: Action::PreviousView, label: "cases-previous-view", hint: "hint-previous-view", when: always },
    Binding { keys: &["g1"], action: Action::View(0), label: "cases-view-1", hint: "hint-view", when: always },
    Binding { keys: &["g2"], action: Action::View(1), label: "cases-view-2", hint: "hint-view", when: always },
    Binding { keys: &["g3"], action: Action::View(2), label: "cases-view-3", hint: "hint-view", when: always },
    Binding { keys: &["g4"], action: Action::View(3), label: "cases-view-4", hint: "hint-view", when: always },
    Binding { keys: &["g5"], action: Action::View(4), label: "cases-view-5", hint: "hint-view", when: has_five_views },
    Binding { keys: &["<esc>"], action: Action::Leave, label: "cases-leave-query", hint: "hint-leave-query", when: has_query },
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

pub(in crate::screens) const FINDING: &[Binding<Find, Cases>] = &[
    Binding { keys: &["<enter>"], action: Find::Go, label: "find-go", hint: "hint-find", when: always },
    Binding { keys: &["<tab>"], action: Find::Complete, label: "find-complete", hint: "hint-complete", when: always },
    Binding { keys: &["<down>"], action: Find::Next, label: "find-next", hint: "hint-down", when: always },
    Binding { keys: &["<up>"], action: Find::Previous, label: "find-previous", hint: "hint-up", when: always },
    Binding { keys: &["<esc>"], action: Find::Leave, label: "find-leave", hint: "hint-cancel", when: always },
];

fn has_rows(cases: &Cases, _: &Context) -> bool {
    cases.rows.selected().is_some()
}

/// Enter on rows that are still on their way opens the first of them.
fn can_open(cases: &Cases, cx: &Context) -> bool {
    has_rows(cases, cx) || cases.asked.is_some()
}

fn is_wide(cases: &Cases, _: &Context) -> bool {
    cases.preview.is_wide()
}

fn has_preview(cases: &Cases, _: &Context) -> bool {
    cases.preview.is_shown()
}

fn is_support(_: &Cases, cx: &Context) -> bool {
    cx.is_support()
}

fn can_file(_: &Cases, cx: &Context) -> bool {
    cx.me.as_ref().is_some_and(|me| me.can_file)
}

fn has_five_views(cases: &Cases, _: &Context) -> bool {
    cases.views.len() > 4
}

fn has_query(cases: &Cases, _: &Context) -> bool {
    cases.view.is_none()
}
