//! The keys of the knowledge base: its list, an article, and writing one.

use caseport_shared::article::ArticleAction;

use super::article::Article;
use super::write::Write;
use super::{Articles, Tab};
use crate::app::Context;
use crate::keymap::{Binding, always};
use crate::widgets::scroll::Move;

/// What a key does in the list.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Open,
    NextTab,
    Category,
    State,
    New,
    Move(Move),
    Leave,
}

pub(in crate::screens) const KEYS: &[Binding<Action, Articles>] = &[
    Binding { keys: &["<enter>"], action: Action::Open, label: "articles-open", hint: "hint-open", when: always },
    Binding { keys: &["<tab>"], action: Action::NextTab, label: "articles-next-tab", hint: "hint-next-tab", when: always },
    Binding { keys: &["<c-g>"], action: Action::Category, label: "articles-category", hint: "hint-category", when: is_articles },
    Binding { keys: &["<c-t>"], action: Action::State, label: "articles-state", hint: "hint-state", when: is_support },
    Binding { keys: &["<c-n>"], action: Action::New, label: "articles-new", hint: "hint-new-article", when: is_support },
    Binding { keys: &["<esc>"], action: Action::Leave, label: "articles-leave", hint: "hint-back", when: always },
    Binding { keys: &["<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["<pgdn>"], action: Action::Move(Move::PageDown), label: "move-page-down", hint: "hint-page-down", when: always },
    Binding { keys: &["<pgup>"], action: Action::Move(Move::PageUp), label: "move-page-up", hint: "hint-page-up", when: always },
];

fn is_articles(screen: &Articles, _: &Context) -> bool {
    screen.tab != Tab::Manual
}

fn is_support(screen: &Articles, cx: &Context) -> bool {
    cx.is_support() && is_articles(screen, cx)
}

/// What a key does while an article is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Read {
    Move(Move),
    Helpful,
    Unhelpful,
    Follow,
    Copy,
    Edit,
    AskForReview,
    Publish,
    Archive,
    Reopen,
    Versions,
    Back,
}

pub(in crate::screens) const READING: &[Binding<Read, Article>] = &[
    Binding { keys: &["q", "<esc>", "h", "<left>"], action: Read::Back, label: "article-back", hint: "hint-back", when: always },
    Binding { keys: &["<enter>", "l"], action: Read::Follow, label: "article-follow", hint: "hint-follow", when: has_links },
    Binding { keys: &["+"], action: Read::Helpful, label: "article-helped", hint: "hint-helped", when: may_vote },
    Binding { keys: &["-"], action: Read::Unhelpful, label: "article-helped-not", hint: "hint-helped-not", when: may_vote },
    Binding { keys: &["e"], action: Read::Edit, label: "article-edit", hint: "hint-edit", when: may_edit },
    Binding { keys: &["R"], action: Read::AskForReview, label: "article-ask-for-review", hint: "hint-review", when: may_ask },
    Binding { keys: &["P"], action: Read::Publish, label: "article-publish", hint: "hint-publish", when: may_publish },
    Binding { keys: &["v"], action: Read::Versions, label: "article-versions", hint: "hint-versions", when: is_desk },
    Binding { keys: &["A"], action: Read::Archive, label: "article-archive", hint: "hint-archive", when: may_archive },
    Binding { keys: &["O"], action: Read::Reopen, label: "article-reopen", hint: "hint-reopen", when: may_reopen },
    Binding { keys: &["Y", "y"], action: Read::Copy, label: "article-copy", hint: "hint-copy-command", when: always },
    Binding { keys: &["j", "<down>"], action: Read::Move(Move::Down), label: "scroll-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Read::Move(Move::Up), label: "scroll-up", hint: "hint-up", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Read::Move(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-page-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Read::Move(Move::PageUp),
        label: "scroll-page-up",
        hint: "hint-page-up",
        when: always,
    },
    Binding { keys: &["gg", "<home>"], action: Read::Move(Move::First), label: "scroll-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Read::Move(Move::Last), label: "scroll-last", hint: "hint-last", when: always },
];

fn has_links(screen: &Article, _: &Context) -> bool {
    !screen.links().is_empty()
}

fn may_vote(screen: &Article, _: &Context) -> bool {
    screen.can(ArticleAction::Vote)
}

fn may_edit(screen: &Article, _: &Context) -> bool {
    screen.can(ArticleAction::Edit)
}

fn may_ask(screen: &Article, _: &Context) -> bool {
    screen.can(ArticleAction::AskForReview)
}

fn may_publish(screen: &Article, _: &Context) -> bool {
    screen.can(ArticleAction::Publish)
}

fn may_archive(screen: &Article, _: &Context) -> bool {
    screen.can(ArticleAction::Archive)
}

fn may_reopen(screen: &Article, _: &Context) -> bool {
    screen.can(ArticleAction::Reopen)
}

fn is_desk(screen: &Article, _: &Context) -> bool {
    screen.version().is_some()
}

/// What a key does while an article is written.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Writing {
    Save,
    Preview,
    OwnEditor,
    Move(Move),
    Leave,
}

pub(in crate::screens) const WRITING: &[Binding<Writing, Write>] = &[
    Binding { keys: &["<c-s>"], action: Writing::Save, label: "article-save", hint: "hint-save", when: always },
    Binding { keys: &["<f7>"], action: Writing::Preview, label: "article-preview", hint: "hint-preview", when: always },
    Binding { keys: &["<c-o>"], action: Writing::OwnEditor, label: "article-own-editor", hint: "hint-own-editor", when: is_here },
    Binding { keys: &["<esc>"], action: Writing::Leave, label: "article-leave", hint: "hint-back", when: always },
    Binding {
        keys: &["<pgdn>"],
        action: Writing::Move(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-page-down",
        when: is_preview,
    },
    Binding { keys: &["<pgup>"], action: Writing::Move(Move::PageUp), label: "scroll-page-up", hint: "hint-page-up", when: is_preview },
];

fn is_here(_: &Write, cx: &Context) -> bool {
    !cx.is_remote()
}

fn is_preview(screen: &Write, _: &Context) -> bool {
    screen.is_preview()
}
