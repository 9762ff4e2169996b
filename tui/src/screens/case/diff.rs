//! What somebody else changed on a case, in words.

use caseport_shared::api::case::CaseView;
use caseport_shared::api::person::PersonRef;
use caseport_shared::text::inline;

use crate::app::Context;
use crate::widgets::words;

/// The fields that differ, each with what it is now.
pub(super) fn changes(before: &CaseView, now: &CaseView, cx: &Context) -> Vec<String> {
    let (old, new) = (&before.summary, &now.summary);
    let mut out = Vec::new();
    let mut tell = |key: &str, is_changed: bool, value: String| {
        if is_changed {
            out.push(cx.text_with("conflict-field", &[("field", cx.text(key).into()), ("value", value.into())]));
        }
    };
    let name = |person: Option<&PersonRef>| person.map_or_else(|| cx.text("nobody"), words::person);
    tell("conflict-status", (old.status, &old.detail) != (new.status, &new.detail), words::status(new.status, cx));
    tell("conflict-severity", old.severity != new.severity, words::severity(new.severity, cx));
    tell("conflict-priority", old.priority != new.priority, words::priority(new.priority, cx));
    tell("conflict-assignee", old.assignee != new.assignee, name(new.assignee.as_ref()));
    tell("conflict-requester", old.requester != new.requester, name(Some(&new.requester)));
    let category = [now.category.as_ref(), now.subcategory.as_ref()];
    let category: Vec<String> = category.into_iter().flatten().map(|category| inline(&category.name).into_owned()).collect();
    tell("conflict-category", (&before.category, &before.subcategory) != (&now.category, &now.subcategory), category.join(" › "));
    let watchers: Vec<String> = now.watchers.iter().map(words::person).collect();
    tell("conflict-watchers", before.watchers != now.watchers, watchers.join(", "));
    let solution = new.solution.as_deref().unwrap_or_default();
    tell("conflict-solution", old.solution != new.solution, inline(solution).chars().take(200).collect());
    if out.is_empty() {
        out.push(cx.text("conflict-unknown"));
    }
    out
}
