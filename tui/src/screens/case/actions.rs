//! What a reader does to a case apart from writing: questions to the user, and what is sent for their answers.

use caseport_shared::limits::PAGE_MAX;
use caseport_shared::person::Side;

use super::forms::{attach_form, escalation};
use super::keys::Action;
use super::run::run_to_attach;
use super::{Ask, Case, Events};
use crate::app::Context;
use crate::effect::{Call, Effect, Route, Tone};
use crate::widgets::dialog::{Confirm, Dialog};

impl Case {
    pub(super) fn act(&mut self, action: Action, count: Option<usize>, cx: &Context) -> Vec<Effect> {
        match action {
            Action::Write(what) => self.write(what, cx),
            Action::AttachFile => match run_to_attach(cx, Some(self.number)) {
                Some((line, dialog)) => self.asks.dialog(Ask::Run(line), dialog, cx),
                None => self.asks.dialog(Ask::AttachFile, attach_form(cx, true, 1), cx),
            },
            Action::SaveFile => self.asks.call(Ask::Files, Call::Files(self.number), cx),
            Action::Close => self.confirm(Ask::Close, "close", cx),
            Action::Reopen => self.confirm(Ask::Reopen, "reopen", cx),
            Action::Escalate => {
                let form = escalation(self.view.as_ref(), cx);
                self.asks.dialog(Ask::Escalate, form, cx)
            }
            Action::Priority => self.pick_priority(cx),
            Action::Severity => self.pick_severity(cx),
            Action::Watchers => self.pick_watcher(cx),
            Action::Assign => self.people(Side::Support, Vec::new(), None, cx),
            Action::Requester => self.people(Side::Customer, Vec::new(), None, cx),
            Action::Category => self.categories(cx),
            Action::Redact => self.pick_content(cx),
            Action::Status => self.pick_status(cx),
            Action::Earlier => {
                let from = self.from.saturating_sub(u32::try_from(PAGE_MAX).unwrap_or(u32::MAX));
                let limit = (self.from - from) as usize;
                self.asks.call(Ask::Earlier(Vec::new()), Call::Timeline { number: self.number, from: Some(from), limit }, cx)
            }
            Action::Refresh => self.reload(cx),
            Action::Move(step) => {
                self.scroll.step_by(step, count);
                Vec::new()
            }
            Action::Back if self.would_lose_solution() => {
                let confirm = Confirm {
                    title: cx.text("drop-solution-title"),
                    body: vec![cx.text("drop-solution-body")],
                    buttons: vec![cx.text("drop-solution-keep"), cx.text("drop-solution-leave")],
                };
                self.asks.dialog(Ask::DropSolution, Dialog::Confirm(confirm), cx)
            }
            Action::Back => self.leave(cx),
            Action::TakeBack => self.take_back(cx),
            Action::SendNow => self.send_now(cx),
            Action::Unfold => {
                self.events = if self.events == Events::Folded { Events::Unfolded } else { Events::Folded };
                self.changed();
                Vec::new()
            }
            Action::Apply => self.ask_to_apply(cx),
            Action::Decline => self.asks.dialog(Ask::Decline, super::request::decline_form(cx), cx),
            Action::UndoRequest => self.confirm(Ask::UndoRequest, "undo-request", cx),
            Action::Articles => self.show_articles(cx),
            Action::ArticleDraft => self.draft_article(cx),
            Action::CopyNumber => copied(self.number.to_string(), cx),
            Action::CopyCommand => copied(cx.command(self.number), cx),
            Action::People => {
                let organization = self.view.as_ref().filter(|_| cx.is_support()).map(|case| case.summary.organization.slug.clone());
                vec![Effect::Go(Route::People(organization))]
            }
        }
    }

    /// Goes back; what may still be taken back is sent at once, and says so.
    pub(super) fn leave(&mut self, cx: &Context) -> Vec<Effect> {
        self.is_leaving = true;
        let was_holding = self.is_holding();
        let mut effects = self.send_now(cx);
        if was_holding {
            effects.push(Effect::Say(Tone::Info, cx.text_with("sending-left", &[("number", self.number.to_string().into())])));
        }
        effects.push(Effect::Back);
        effects
    }
}

/// Copies a text, and says so.
pub(in crate::screens) fn copied(text: String, cx: &Context) -> Vec<Effect> {
    let words = cx.text_with("copied", &[("text", text.clone().into())]);
    vec![Effect::Copy(text), Effect::Say(Tone::Info, words)]
}
