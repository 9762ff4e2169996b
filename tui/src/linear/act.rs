//! What can be typed at a case: one table of words and letters; the server's list of what may be done decides what is offered.

use caseport_shared::api::case::CaseView;
use caseport_shared::case::CaseAction;
use caseport_shared::request::RequestAction;

/// What a person does at a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Reply,
    Note,
    Attach,
    Save,
    Close,
    Reopen,
    Escalate,
    Priority,
    Severity,
    Watch,
    Status,
    Assign,
    Solve,
    Apply,
    Decline,
    Undo,
    All,
    Refresh,
    Help,
    Back,
}

/// A word that does something.
pub(super) struct Command {
    pub(super) word: &'static str,
    pub(super) letter: &'static str,
    pub(super) act: Act,
    /// One of these must be allowed; nothing is needed where there is none.
    needs: &'static [CaseAction],
    /// What must be allowed with the request that the case carries.
    asks: Option<RequestAction>,
    /// What it does, in the locale files.
    pub(super) label: &'static str,
}

impl Command {
    pub(super) fn is_allowed(&self, case: &CaseView) -> bool {
        let is_asked = |action| case.request.as_ref().is_some_and(|request| request.can.contains(&action));
        self.asks.is_none_or(is_asked) && (self.needs.is_empty() || self.needs.iter().any(|needed| case.can.contains(needed)))
    }
}

const fn command(word: &'static str, letter: &'static str, act: Act, needs: &'static [CaseAction], label: &'static str) -> Command {
    Command { word, letter, act, needs, asks: None, label }
}

const fn decision(word: &'static str, letter: &'static str, act: Act, asks: RequestAction, label: &'static str) -> Command {
    Command { word, letter, act, needs: &[], asks: Some(asks), label }
}

/// Every command, in the order in which they are told.
pub(super) const COMMANDS: &[Command] = &[
    command("reply", "r", Act::Reply, &[CaseAction::Reply], "case-key-reply"),
    command("note", "i", Act::Note, &[CaseAction::Note], "case-key-note"),
    command("attach", "f", Act::Attach, &[CaseAction::Attach], "linear-do-attach"),
    command("save", "d", Act::Save, &[], "linear-do-save"),
    command("close", "c", Act::Close, &[CaseAction::Close], "case-key-close"),
    command("reopen", "o", Act::Reopen, &[CaseAction::Reopen], "case-key-reopen"),
    command("escalate", "e", Act::Escalate, &[CaseAction::Escalate], "case-key-escalate"),
    command("priority", "p", Act::Priority, &[CaseAction::SetPriority], "case-key-priority"),
    command("severity", "v", Act::Severity, &[CaseAction::RaiseSeverity, CaseAction::LowerSeverity], "case-key-severity"),
    command("watch", "w", Act::Watch, &[CaseAction::SetWatchers], "linear-do-watch"),
    command("status", "s", Act::Status, &[CaseAction::SetStatus], "case-key-status"),
    command("assign", "g", Act::Assign, &[CaseAction::Assign], "case-key-assign"),
    command("solve", "l", Act::Solve, &[CaseAction::Solve], "case-key-solve"),
    decision("apply", "y", Act::Apply, RequestAction::Apply, "linear-do-apply"),
    decision("decline", "n", Act::Decline, RequestAction::Decline, "decline-title"),
    decision("undo", "z", Act::Undo, RequestAction::Undo, "linear-do-undo"),
    command("all", "a", Act::All, &[], "linear-do-all"),
    command("refresh", "u", Act::Refresh, &[], "linear-do-refresh"),
    command("help", "?", Act::Help, &[], "linear-do-help"),
    command("back", "b", Act::Back, &[], "linear-do-back"),
];

/// The command that was typed, and what stands behind it.
pub(super) fn find(typed: &str) -> Option<(&'static Command, &str)> {
    let (word, rest) = typed.split_once(' ').unwrap_or((typed, ""));
    let word = word.to_lowercase();
    COMMANDS.iter().find(|command| command.word == word || command.letter == word).map(|command| (command, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_and_letter_means_one_thing() {
        let mut names: Vec<&str> = COMMANDS.iter().flat_map(|command| [command.word, command.letter]).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(find("Save 2 /tmp/a b").is_some_and(|(command, rest)| command.act == Act::Save && rest == "2 /tmp/a b"));
        assert!(find("explode").is_none());
    }
}
