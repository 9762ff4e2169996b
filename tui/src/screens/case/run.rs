//! What a reader at the other end of a connection runs on their own machine, to send a file or to fetch one.

use caseport_shared::case::CaseNumber;
use caseport_shared::text::inline;

use crate::app::Context;
use crate::host::Command;
use crate::widgets::dialog::{Confirm, Dialog};
use crate::widgets::words;

/// How to send a file to a case, or to the one that is being begun, and the command on one line; nothing where files are here.
///
/// A file for a reply or a note goes to its case, too, and is there before they are sent.
pub(in crate::screens) fn run_to_attach(cx: &Context, number: Option<CaseNumber>) -> Option<(String, Dialog)> {
    let example = cx.text("scp-send-example");
    let command = cx.reach.as_ref()?.send(&example, number);
    let limit = [("limit", words::size(cx.limits().attachment_bytes).into())];
    let mut body = vec![cx.text_with(if number.is_some() { "scp-send-case" } else { "scp-send-form" }, &limit)];
    if number.is_some() {
        body.push(cx.text(if cx.is_support() { "attach-internal" } else { "scp-send-public" }));
    }
    body.push(cx.text_with("scp-send-body", &[("example", example.into())]));
    Some(asked(cx.text("attach-title"), body, command, cx))
}

/// How to fetch a file of a case, and the command on one line; nothing where files are here.
pub(in crate::screens) fn run_to_save(cx: &Context, number: CaseNumber, name: &str) -> Option<(String, Dialog)> {
    let command = cx.reach.as_ref()?.fetch(number, name);
    let title = cx.text_with("scp-fetch-title", &[("name", inline(name).into_owned().into())]);
    Some(asked(title, vec![cx.text("scp-fetch-body")], command, cx))
}

fn asked(title: String, body: Vec<String>, command: Command, cx: &Context) -> (String, Dialog) {
    let buttons = vec![cx.text("scp-copy"), cx.text("scp-close")];
    (command.line(), Dialog::Run(Confirm { title, body, buttons }, command))
}
