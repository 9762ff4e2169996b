//! Pasted text that may name files: offered as attachments, else typed as it was; nothing pasted is lost.

use caseport_shared::text::inline;

use super::{Drafting, Event};
use crate::app::Context;
use crate::effect::{Effect, Found, HostAnswer, HostOp, Ticket};
use crate::msg::Msg;
use crate::widgets::dialog::{Choice, Confirm, Dialog};
use crate::widgets::words;

/// Longest paste that may be nothing but paths, in bytes.
const TEXT_MAX: usize = 16 * 1024;
/// Most names told one by one.
const NAMES_TOLD: usize = 5;

/// A paste that waits for the machine, and then for the user.
#[derive(Debug)]
pub(super) struct Paste {
    ticket: Ticket,
    text: String,
    found: Vec<Found>,
}

impl Drafting {
    /// Looks whether a pasted text names files; `None` where it is text and nothing else, as it always is from another machine.
    pub fn pasted(&mut self, text: &str, cx: &Context) -> Option<Vec<Effect>> {
        let start = text.trim_start();
        let is_drive = start.get(1..3) == Some(":\\");
        let may_name = ["/", "~/", "'/", "\"/", "file://", "\\\\"].iter().any(|sign| start.starts_with(sign));
        if cx.is_remote() || text.len() > TEXT_MAX || !(may_name || is_drive) {
            return None;
        }
        let ticket = cx.ticket();
        self.pastes.push(Paste { ticket, text: text.to_owned(), found: Vec::new() });
        Some(vec![Effect::Host(ticket, HostOp::Find(text.to_owned()))])
    }

    /// Takes what the machine or the user says about a paste, if it is one of these.
    pub(super) fn looked(&mut self, msg: &Msg, cx: &Context) -> Option<(Vec<Effect>, Event)> {
        let (Msg::Host(ticket, _) | Msg::Chose(ticket, _)) = msg else { return None };
        let at = self.pastes.iter().position(|paste| paste.ticket == *ticket)?;
        let mut paste = self.pastes.remove(at);
        match msg {
            Msg::Host(_, Ok(HostAnswer::Found(found))) if !found.is_empty() && found.iter().all(|found| !found.is_folder) => {
                paste.ticket = cx.ticket();
                paste.found.clone_from(found);
                let effects = vec![Effect::Ask(paste.ticket, offer(found, cx))];
                self.pastes.push(paste);
                Some((effects, Event::Nothing))
            }
            Msg::Chose(_, Choice::Nth(0)) => {
                let effects = paste.found.iter().flat_map(|found| self.attach(&found.path, cx)).collect();
                Some((effects, Event::Nothing))
            }
            _ => Some((Vec::new(), Event::Text(paste.text))),
        }
    }
}

/// Asks whether the files are to be added.
fn offer(found: &[Found], cx: &Context) -> Dialog {
    let limit = cx.limits().attachment_bytes;
    let told = |found: &Found| {
        let about = if found.size > limit {
            let values = [("size", words::size(found.size).into()), ("limit", words::size(limit).into())];
            cx.text_with("files-too-large", &values)
        } else {
            words::size(found.size)
        };
        format!("{}  {about}", inline(&found.name))
    };
    let mut body: Vec<String> = found.iter().take(NAMES_TOLD).map(told).collect();
    if found.len() > NAMES_TOLD {
        body.push(cx.text_with("paste-more", &[("count", (found.len() - NAMES_TOLD).into())]));
    }
    let title = match found {
        [only] => cx.text_with("paste-title", &[("name", inline(&only.name).into_owned().into())]),
        several => cx.text_with("paste-title-many", &[("count", several.len().into())]),
    };
    let buttons = vec![cx.text_with("paste-add", &[("count", found.len().into())]), cx.text("paste-keep")];
    Dialog::Confirm(Confirm { title, body, buttons })
}
