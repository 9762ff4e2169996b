//! What a reader is asked before a case is changed: yes or no, or one of many.

use caseport_shared::api::person::PersonView;
use caseport_shared::case::CaseAction;
use caseport_shared::person::Side;
use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::Status;
use caseport_shared::text::inline;

use super::{Ask, Case};
use crate::app::Context;
use crate::effect::{Call, Effect, Tone};
use crate::widgets::dialog::{Confirm, Dialog, Item, Pick};
use crate::widgets::words;

impl Case {
    pub(super) fn confirm(&mut self, ask: Ask, what: &str, cx: &Context) -> Vec<Effect> {
        let number = [("number", self.number.to_string().into())];
        let confirm = Confirm {
            title: cx.text_with(&format!("{what}-ask-title"), &number),
            body: vec![cx.text(&format!("{what}-ask-body"))],
            buttons: vec![cx.text(&format!("{what}-ask-do")), cx.text("ask-leave")],
        };
        self.asks.dialog(ask, Dialog::Confirm(confirm), cx)
    }

    pub(super) fn pick_priority(&mut self, cx: &Context) -> Vec<Effect> {
        let item = |priority: &Priority| Item { label: words::priority(*priority, cx), detail: String::new() };
        let now = self.view.as_ref().map(|case| case.summary.priority);
        let at = Priority::ALL.iter().position(|priority| Some(*priority) == now).unwrap_or(0);
        let pick = Pick { title: cx.text("priority-title"), items: Priority::ALL.iter().map(item).collect(), at };
        self.asks.dialog(Ask::Priority, Dialog::Pick(pick), cx)
    }

    pub(super) fn pick_severity(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(now) = self.view.as_ref().map(|case| case.summary.severity) else { return Vec::new() };
        let may = |severity: Severity| {
            severity != now && self.can(if severity.is_worse_than(now) { CaseAction::RaiseSeverity } else { CaseAction::LowerSeverity })
        };
        let allowed: Vec<Severity> = Severity::ALL.iter().copied().filter(|severity| may(*severity)).collect();
        if allowed.is_empty() {
            return vec![Effect::Say(Tone::Info, cx.text("severity-none"))];
        }
        let items =
            allowed.iter().map(|severity| Item { label: words::severity(*severity, cx), detail: words::severity_meaning(*severity, cx) });
        let pick = Pick { title: cx.text("severity-title"), items: items.collect(), at: 0 };
        self.asks.dialog(Ask::Severity(allowed.iter().map(|severity| severity.number()).collect()), Dialog::Pick(pick), cx)
    }

    pub(super) fn pick_watcher(&mut self, cx: &Context) -> Vec<Effect> {
        let mut items = vec![Item { label: cx.text("watchers-add"), detail: String::new() }];
        for watcher in self.view.iter().flat_map(|case| &case.watchers) {
            items.push(Item { label: words::person_address(watcher), detail: cx.text("watchers-remove") });
        }
        self.asks.dialog(Ask::Watchers, Dialog::Pick(Pick { title: cx.text("watchers-title"), items, at: 0 }), cx)
    }

    pub(super) fn pick_status(&mut self, cx: &Context) -> Vec<Effect> {
        let now = self.view.as_ref().map(|case| case.summary.status);
        let may: Vec<Status> = Status::ALL.iter().copied().filter(|status| *status != Status::Closed && Some(*status) != now).collect();
        let items = may.iter().map(|status| Item { label: words::status(*status, cx), detail: words::meaning(*status, cx) });
        let pick = Pick { title: cx.text("status-title"), items: items.collect(), at: 0 };
        self.asks.dialog(Ask::Status(may), Dialog::Pick(pick), cx)
    }

    /// Fetches the people of support, or of the customer's organization.
    pub(super) fn people(&mut self, side: Side, known: Vec<PersonView>, cursor: Option<String>, cx: &Context) -> Vec<Effect> {
        let organization = self.view.as_ref().filter(|_| side == Side::Customer).map(|case| case.summary.organization.slug.clone());
        self.asks.call(Ask::People(side, known), Call::People { side, organization, cursor }, cx)
    }

    pub(super) fn pick_assignee(&mut self, people: Vec<PersonView>, cx: &Context) -> Vec<Effect> {
        let mut items = vec![
            Item { label: cx.text("assign-me"), detail: String::new() },
            Item { label: cx.text("assign-nobody"), detail: String::new() },
        ];
        let agent = |person: &PersonView| Item { label: inline(&person.name).into_owned(), detail: inline(&person.email).into_owned() };
        items.extend(people.iter().map(agent));
        let pick = Pick { title: cx.text("assign-title"), items, at: 0 };
        self.asks.dialog(Ask::Assign(people), Dialog::Pick(pick), cx)
    }
}
