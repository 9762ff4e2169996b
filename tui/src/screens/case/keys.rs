//! The keys of a case: while it is read, and while something is written. Reply and note never share a key (C11).

use caseport_shared::api::timeline::TimelineEntry;
use caseport_shared::case::CaseAction;
use caseport_shared::request::RequestAction;

use super::writing::What;
use super::{Case, Mode};
use crate::app::Context;
use crate::keymap::{Binding, Hint, always, hints};
use crate::widgets::compose::Drafting;
use crate::widgets::scroll::Move;

/// What a key does while the case is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Write(What),
    AttachFile,
    SaveFile,
    Close,
    Reopen,
    Escalate,
    Priority,
    Severity,
    Watchers,
    Assign,
    Status,
    Earlier,
    Refresh,
    Move(Move),
    Back,
    Requester,
    Category,
    Redact,
    TakeBack,
    SendNow,
    CopyNumber,
    CopyCommand,
    People,
    Unfold,
    Apply,
    Decline,
    UndoRequest,
    Articles,
    ArticleDraft,
}

/// What a key does while something is written.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Write {
    Send,
    SendAs,
    /// Sends, and asks the customer for something.
    SendAsking,
    Edit,
    Leave,
    AttachFile,
    RemoveFile,
    RetryFiles,
    Articles,
    Move(Move),
}

macro_rules! can {
    ($name:ident, $action:ident) => {
        fn $name(case: &Case, _: &Context) -> bool {
            case.can(CaseAction::$action)
        }
    };
}
can!(reply, Reply);
can!(note, Note);
can!(attach, Attach);
can!(close, Close);
can!(reopen, Reopen);
can!(escalate, Escalate);
can!(set_priority, SetPriority);
can!(watchers, SetWatchers);
can!(assign, Assign);
can!(set_status, SetStatus);
can!(solve, Solve);
can!(set_category, SetCategory);
can!(set_requester, SetRequester);
can!(redact, Redact);

fn may_apply(case: &Case, _: &Context) -> bool {
    case.may_with_request(RequestAction::Apply)
}

fn may_decline(case: &Case, _: &Context) -> bool {
    case.may_with_request(RequestAction::Decline)
}

fn may_undo(case: &Case, _: &Context) -> bool {
    case.may_with_request(RequestAction::Undo)
}

fn severity(case: &Case, _: &Context) -> bool {
    case.can(CaseAction::RaiseSeverity) || case.can(CaseAction::LowerSeverity)
}

fn is_loaded(case: &Case, _: &Context) -> bool {
    case.view.is_some()
}

/// Whether an article can be made from the solution.
fn is_solved(case: &Case, cx: &Context) -> bool {
    let has = |solution: &String| !solution.trim().is_empty();
    cx.is_support() && case.can(CaseAction::Note) && case.view.as_ref().is_some_and(|view| view.summary.solution.as_ref().is_some_and(has))
}

/// Whether there is a file, as far as the case is here; earlier entries may have some too.
fn has_files(case: &Case, _: &Context) -> bool {
    let has = |entry: &TimelineEntry| match entry {
        TimelineEntry::Comment { comment, .. } => !comment.files.is_empty(),
        TimelineEntry::File { .. } => true,
        TimelineEntry::Event { .. } => false,
    };
    case.view.as_ref().is_some_and(|view| !view.files.is_empty()) || case.from > 0 || case.entries.iter().any(has)
}

fn has_earlier(case: &Case, _: &Context) -> bool {
    case.has_earlier()
}

fn has_failed(case: &Case, _: &Context) -> bool {
    matches!(&case.mode, Mode::Writing(writing) if writing.drafting.as_ref().is_some_and(Drafting::has_failed))
}

fn has_draft(case: &Case, _: &Context) -> bool {
    matches!(&case.mode, Mode::Writing(writing) if writing.drafting.is_some())
}

/// Whether the user's own programs are on this machine.
fn is_here(_: &Case, cx: &Context) -> bool {
    !cx.is_remote()
}

fn is_holding(case: &Case, _: &Context) -> bool {
    case.is_holding()
}

fn has_ways(case: &Case, _: &Context) -> bool {
    case.has_ways()
}

fn may_ask_back(case: &Case, _: &Context) -> bool {
    case.may_ask_back()
}

pub(in crate::screens) const READING: &[Binding<Action, Case>] = &[
    Binding { keys: &["u"], action: Action::TakeBack, label: "case-key-take-back", hint: "hint-take-back", when: is_holding },
    Binding { keys: &["<c-s>"], action: Action::SendNow, label: "case-key-send-now", hint: "hint-send-now", when: is_holding },
    Binding { keys: &["A"], action: Action::Apply, label: "case-key-apply", hint: "hint-apply", when: may_apply },
    Binding { keys: &["D"], action: Action::Decline, label: "case-key-decline", hint: "hint-decline", when: may_decline },
    Binding { keys: &["U"], action: Action::UndoRequest, label: "case-key-undo-request", hint: "hint-undo-request", when: may_undo },
    Binding { keys: &["r"], action: Action::Write(What::Reply), label: "case-key-reply", hint: "hint-reply", when: reply },
    Binding { keys: &["i"], action: Action::Write(What::Note), label: "case-key-note", hint: "hint-note", when: note },
    Binding { keys: &["a"], action: Action::Assign, label: "case-key-assign", hint: "hint-assign", when: assign },
    Binding { keys: &["s"], action: Action::Status, label: "case-key-status", hint: "hint-status", when: set_status },
    Binding { keys: &["S"], action: Action::Write(What::Solution), label: "case-key-solve", hint: "hint-solve", when: solve },
    Binding { keys: &["c"], action: Action::Close, label: "case-key-close", hint: "hint-close", when: close },
    Binding { keys: &["o"], action: Action::Reopen, label: "case-key-reopen", hint: "hint-reopen", when: reopen },
    Binding { keys: &["f"], action: Action::AttachFile, label: "case-key-attach", hint: "hint-attach", when: attach },
    Binding { keys: &["d"], action: Action::SaveFile, label: "case-key-save-file", hint: "hint-save-file", when: has_files },
    Binding { keys: &["e"], action: Action::Escalate, label: "case-key-escalate", hint: "hint-escalate", when: escalate },
    Binding { keys: &["q", "<esc>", "h", "<left>"], action: Action::Back, label: "case-key-back", hint: "hint-back", when: always },
    Binding { keys: &["p"], action: Action::Priority, label: "case-key-priority", hint: "hint-priority", when: set_priority },
    Binding { keys: &["v"], action: Action::Severity, label: "case-key-severity", hint: "hint-severity", when: severity },
    Binding { keys: &["w"], action: Action::Watchers, label: "case-key-watchers", hint: "hint-watchers", when: watchers },
    Binding { keys: &["C"], action: Action::Category, label: "case-key-category", hint: "hint-category", when: set_category },
    Binding { keys: &["R"], action: Action::Requester, label: "case-key-requester", hint: "hint-requester", when: set_requester },
    Binding { keys: &["x"], action: Action::Redact, label: "case-key-redact", hint: "hint-redact", when: redact },
    Binding { keys: &["B"], action: Action::Articles, label: "case-key-articles", hint: "hint-articles-beside", when: is_loaded },
    Binding { keys: &["M"], action: Action::ArticleDraft, label: "case-key-article-draft", hint: "hint-article-draft", when: is_solved },
    Binding { keys: &["y"], action: Action::CopyNumber, label: "case-key-copy-number", hint: "hint-copy-number", when: always },
    Binding { keys: &["Y"], action: Action::CopyCommand, label: "case-key-copy-command", hint: "hint-copy-command", when: always },
    Binding { keys: &["P"], action: Action::People, label: "case-key-people", hint: "hint-people", when: is_loaded },
    Binding { keys: &["E"], action: Action::Unfold, label: "case-key-unfold", hint: "hint-unfold", when: is_loaded },
    Binding { keys: &["["], action: Action::Earlier, label: "case-key-earlier", hint: "hint-earlier", when: has_earlier },
    Binding { keys: &["<c-r>"], action: Action::Refresh, label: "case-key-refresh", hint: "hint-refresh", when: always },
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

pub(in crate::screens) const WRITING: &[Binding<Write, Case>] = &[
    Binding { keys: &["<c-s>", "<a-enter>"], action: Write::Send, label: "write-send", hint: "hint-send", when: always },
    Binding { keys: &["<a-p>"], action: Write::SendAsking, label: "write-send-asking", hint: "hint-send-asking", when: may_ask_back },
    Binding { keys: &["<a-s>"], action: Write::SendAs, label: "write-send-as", hint: "hint-send-as", when: has_ways },
    Binding { keys: &["<esc>"], action: Write::Leave, label: "write-leave", hint: "hint-leave-draft", when: always },
    Binding { keys: &["<c-f>"], action: Write::AttachFile, label: "write-attach", hint: "hint-attach", when: has_draft },
    Binding { keys: &["<c-r>"], action: Write::RemoveFile, label: "write-remove-file", hint: "hint-remove-file", when: has_draft },
    Binding { keys: &["<a-r>"], action: Write::RetryFiles, label: "write-retry-files", hint: "hint-retry-files", when: has_failed },
    Binding { keys: &["<c-o>"], action: Write::Edit, label: "write-own-editor", hint: "hint-own-editor", when: is_here },
    Binding { keys: &["<f2>", "<a-a>"], action: Write::Articles, label: "write-articles", hint: "hint-articles-beside", when: is_loaded },
    Binding { keys: &["<pgup>"], action: Write::Move(Move::PageUp), label: "write-scroll-up", hint: "hint-read-up", when: always },
    Binding { keys: &["<pgdn>"], action: Write::Move(Move::PageDown), label: "write-scroll-down", hint: "hint-read-down", when: always },
];

/// The hints while the case is read.
pub(super) fn reading_hints(case: &Case, cx: &Context) -> Vec<Hint> {
    hints(READING, case, cx)
}

/// The hints while something is written; a solution is saved with the case and has no draft.
pub(super) fn writing_hints(case: &Case, cx: &Context) -> Vec<Hint> {
    let mut hints = hints(WRITING, case, cx);
    if matches!(&case.mode, Mode::Writing(writing) if writing.what == What::Solution) {
        for hint in &mut hints {
            hint.word = match hint.word {
                "hint-send" => "hint-save",
                "hint-leave-draft" => "hint-leave",
                word => word,
            };
        }
    }
    hints
}
