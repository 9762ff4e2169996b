//! The keys while articles stand over a form or a case, in a list or opened.

use super::opened::Opened;
use super::{Articles, Use};
use crate::app::Context;
use crate::keymap::{Binding, always};
use crate::widgets::scroll::Move;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Open,
    Solved,
    Link,
    Excerpt,
    Named,
    Next,
    Previous,
    Again,
    Move(Move),
    Back,
}

pub(in crate::screens) const KEYS: &[Binding<Action, Articles>] = &[
    Binding { keys: &["<enter>", "l", "<right>"], action: Action::Open, label: "suggested-open", hint: "hint-open", when: is_listing },
    Binding { keys: &["s"], action: Action::Solved, label: "suggested-solved", hint: "hint-solved", when: may_solve },
    Binding { keys: &["i"], action: Action::Link, label: "suggested-link", hint: "hint-insert-link", when: may_link },
    Binding { keys: &["e"], action: Action::Excerpt, label: "suggested-excerpt", hint: "hint-insert-excerpt", when: may_quote },
    Binding { keys: &["q", "<esc>", "h", "<left>"], action: Action::Back, label: "suggested-back", hint: "hint-back", when: always },
    Binding { keys: &["o"], action: Action::Named, label: "suggested-see-also", hint: "hint-see-also", when: names_others },
    Binding { keys: &["n"], action: Action::Next, label: "suggested-next", hint: "hint-next", when: has_others },
    Binding { keys: &["N"], action: Action::Previous, label: "suggested-previous", hint: "hint-previous", when: has_others },
    Binding { keys: &["<c-r>"], action: Action::Again, label: "suggested-again", hint: "hint-refresh", when: has_failed },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "scroll-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "scroll-up", hint: "hint-up", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Action::Move(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-page-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Move(Move::PageUp),
        label: "scroll-page-up",
        hint: "hint-page-up",
        when: always,
    },
    Binding { keys: &["gg", "<home>"], action: Action::Move(Move::First), label: "scroll-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Action::Move(Move::Last), label: "scroll-last", hint: "hint-last", when: always },
];

fn is_listing(articles: &Articles, _: &Context) -> bool {
    articles.open.is_none() && !articles.items.is_empty()
}

/// Whether an article is read beside a form that it may make needless.
fn may_solve(articles: &Articles, _: &Context) -> bool {
    articles.used == Use::Form && articles.article().is_some()
}

fn may_link(articles: &Articles, cx: &Context) -> bool {
    articles.used == Use::Reply && (articles.article().is_some() || is_listing(articles, cx))
}

fn may_quote(articles: &Articles, _: &Context) -> bool {
    articles.used == Use::Reply && articles.article().is_some()
}

fn names_others(articles: &Articles, _: &Context) -> bool {
    !articles.named().is_empty()
}

fn has_others(articles: &Articles, _: &Context) -> bool {
    articles.open.is_some() && articles.items.len() > 1
}

fn has_failed(articles: &Articles, _: &Context) -> bool {
    articles.open.as_ref().is_some_and(Opened::has_failed)
}
