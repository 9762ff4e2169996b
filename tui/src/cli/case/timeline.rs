//! The entries of a timeline as text.

use caseport_shared::api::comment::CommentView;
use caseport_shared::api::timeline::TimelineEntry;
use caseport_shared::comment::Visibility;

use super::super::{Cli, render};
use super::view::{file_line, taken_away};
use crate::words;

/// An entry, of one or more lines.
pub(super) fn entry(cli: &Cli<'_>, brand: &str, entry: &TimelineEntry) -> String {
    match entry {
        TimelineEntry::Comment { comment, escalation } => of_comment(cli, comment, *escalation),
        TimelineEntry::File { file } => {
            let by = file.by.as_ref().map(words::person).unwrap_or_default();
            let values = [("at", cli.host.times.stamp(file.at).into()), ("actor", by.into()), ("file", file_line(cli, file).into())];
            cli.text_with(internal("entry-file", "entry-file-internal", file.visibility), &values)
        }
        TimelineEntry::Event { at, actor, on_behalf_of, fact } => {
            let fact = words::fact((&cli.host.strings, &cli.host.times), brand, actor.as_ref(), on_behalf_of.as_ref(), fact);
            cli.text_with("entry-event", &[("at", cli.host.times.stamp(*at).into()), ("fact", fact.into())])
        }
    }
}

fn of_comment(cli: &Cli<'_>, comment: &CommentView, is_escalation: bool) -> String {
    let values = [
        ("at", cli.host.times.stamp(comment.at).into()),
        ("actor", words::author(comment).into()),
        ("comment", comment.reference.to_string().into()),
    ];
    let key = if is_escalation { "entry-escalation" } else { internal("entry-reply", "entry-note", comment.visibility) };
    let mut out = format!("{}\n", cli.text_with(key, &values));
    match &comment.redacted {
        Some(redaction) => out.push_str(&render::indented(&taken_away(cli, redaction))),
        None => out.push_str(&render::indented(&comment.body)),
    }
    for file in &comment.files {
        out.push_str(&render::indented(&cli.text_with("entry-attached", &[("file", file_line(cli, file).into())])));
    }
    out
}

const fn internal(public: &'static str, internal: &'static str, visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => public,
        Visibility::Internal => internal,
    }
}
