//! The keys of an article.

use caseport_shared::article::ArticleAction;

use super::Reader;
use crate::app::Context;
use crate::keymap::{Binding, always};
use crate::widgets::scroll::Move;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Scroll(Move),
    Follow,
    Vote(bool),
    Cite,
    Edit,
    AskForReview,
    Publish,
    Archive,
    Reopen,
    Versions,
    Refresh,
    Back,
}

pub(in crate::screens) const KEYS: &[Binding<Action, Reader>] = &[
    Binding {
        keys: &["<space>", "<pgdn>", "<c-d>", "<c-f>"],
        action: Action::Scroll(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-read-down",
        when: always,
    },
    Binding { keys: &["f", "<enter>", "l"], action: Action::Follow, label: "article-follow", hint: "hint-article-follow", when: has_links },
    Binding { keys: &["+"], action: Action::Vote(true), label: "article-helpful", hint: "hint-article-helpful", when: can_vote },
    Binding { keys: &["-"], action: Action::Vote(false), label: "article-unhelpful", hint: "hint-article-unhelpful", when: can_vote },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "article-back", hint: "hint-back", when: always },
    Binding { keys: &["e"], action: Action::Edit, label: "article-edit", hint: "hint-desk-edit", when: can_edit },
    Binding { keys: &["P"], action: Action::Publish, label: "article-publish", hint: "hint-article-publish", when: can_publish },
    Binding { keys: &["R"], action: Action::AskForReview, label: "article-review", hint: "hint-article-review", when: can_ask },
    Binding { keys: &["V"], action: Action::Versions, label: "article-versions", hint: "hint-article-versions", when: is_support },
    Binding { keys: &["A"], action: Action::Archive, label: "article-archive", hint: "hint-article-archive", when: can_archive },
    Binding { keys: &["O"], action: Action::Reopen, label: "article-reopen", hint: "hint-article-reopen", when: can_reopen },
    Binding { keys: &["y"], action: Action::Cite, label: "article-cite", hint: "hint-articles-copy", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "article-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Scroll(Move::Down), label: "scroll-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Scroll(Move::Up), label: "scroll-up", hint: "hint-up", when: always },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Scroll(Move::PageUp),
        label: "scroll-page-up",
        hint: "hint-read-up",
        when: always,
    },
    Binding { keys: &["gg", "<home>"], action: Action::Scroll(Move::First), label: "scroll-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Action::Scroll(Move::Last), label: "scroll-last", hint: "hint-last", when: always },
];

fn can(screen: &Reader, action: ArticleAction) -> bool {
    screen.article().is_some_and(|article| article.can.contains(&action))
}

fn has_links(screen: &Reader, _: &Context) -> bool {
    !screen.links().is_empty()
}

fn can_vote(screen: &Reader, _: &Context) -> bool {
    can(screen, ArticleAction::Vote)
}

fn can_edit(screen: &Reader, _: &Context) -> bool {
    can(screen, ArticleAction::Edit)
}

fn can_publish(screen: &Reader, _: &Context) -> bool {
    can(screen, ArticleAction::Publish)
}

fn can_ask(screen: &Reader, _: &Context) -> bool {
    can(screen, ArticleAction::AskForReview)
}

fn can_archive(screen: &Reader, _: &Context) -> bool {
    can(screen, ArticleAction::Archive)
}

fn can_reopen(screen: &Reader, _: &Context) -> bool {
    can(screen, ArticleAction::Reopen)
}

fn is_support(screen: &Reader, cx: &Context) -> bool {
    cx.is_support() && screen.article().is_some()
}
