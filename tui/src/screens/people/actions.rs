//! What is done about people: their role, their invitation, their leaving (S5, S6, I1).

use caseport_shared::api::person::PersonView;
use caseport_shared::person::{AccountRole, Side};
use caseport_shared::text::inline;

use super::{Ask, People};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, Tone};
use crate::widgets::dialog::{Choice, Confirm, Dialog, Item, Pick};
use crate::widgets::words;

/// What is asked of the user about somebody, by address.
#[derive(Debug, Clone)]
pub(super) enum Question {
    Role(String),
    /// Who gets their open cases.
    Leave(String, Vec<PersonView>),
    Revoke(String),
}

/// Whether the selected person is a customer whose role the reader may change.
pub(super) fn may_change(people: &People, cx: &Context) -> bool {
    let is_owner = cx.me.as_ref().is_some_and(|me| me.account_role == Some(AccountRole::Owner));
    people.selected().is_some_and(|person| person.side == Side::Customer) && (cx.is_support() || is_owner)
}

/// Whether the selected person has yet to accept their invitation, which the reader may send again.
pub(super) fn may_invite(people: &People, cx: &Context) -> bool {
    may_change(people, cx) && people.selected().is_some_and(|person| person.is_invited)
}

/// Whether the reader may have the selected person leave.
pub(super) fn may_deactivate(people: &People, cx: &Context) -> bool {
    cx.is_support() && may_change(people, cx)
}

impl People {
    fn question(&mut self, question: Question, dialog: Dialog, cx: &Context) -> Vec<Effect> {
        self.asks.dialog(Ask::Question(question), dialog, cx)
    }

    pub(super) fn ask_role(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(person) = self.selected() else { return Vec::new() };
        let item = |role: &AccountRole| Item { label: cx.text(&format!("account-role-{role}")), detail: String::new() };
        let at = AccountRole::ALL.iter().position(|role| Some(*role) == person.account_role).unwrap_or(0);
        let title = cx.text_with("people-role-title", &[("name", inline(&person.name).into_owned().into())]);
        let question = Question::Role(person.email.clone());
        self.question(question, Dialog::Pick(Pick { title, items: AccountRole::ALL.iter().map(item).collect(), at }), cx)
    }

    pub(super) fn ask_leave(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(person) = self.selected().cloned() else { return Vec::new() };
        let others = self.list.iter().flatten().filter(|other| other.email != person.email && other.has_seat);
        let others: Vec<PersonView> = others.cloned().collect();
        let mut items = vec![Item { label: cx.text("request-owners-follow"), detail: String::new() }];
        items
            .extend(others.iter().map(|other| Item { label: inline(&other.name).into_owned(), detail: inline(&other.email).into_owned() }));
        let title = cx.text_with("people-leave-title", &[("name", inline(&person.name).into_owned().into())]);
        self.question(Question::Leave(person.email, others), Dialog::Pick(Pick { title, items, at: 0 }), cx)
    }

    pub(super) fn ask_revoke(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(person) = self.selected() else { return Vec::new() };
        let title = cx.text_with("people-revoke-title", &[("name", inline(&person.name).into_owned().into())]);
        let buttons = vec![cx.text("people-revoke-do"), cx.text("ask-leave")];
        let question = Question::Revoke(person.email.clone());
        self.question(question, Dialog::Confirm(Confirm { title, body: vec![cx.text("people-revoke-body")], buttons }), cx)
    }

    pub(super) fn invite_again(&mut self, cx: &Context) -> Vec<Effect> {
        match self.selected().map(|person| person.email.clone()) {
            Some(email) => self.asks.call(Ask::Done, Call::InviteAgain(email, Key::fresh()), cx),
            None => Vec::new(),
        }
    }

    pub(super) fn chose(&mut self, question: Question, choice: &Choice, cx: &Context) -> Vec<Effect> {
        let Choice::Nth(at) = choice else { return Vec::new() };
        match question {
            Question::Role(email) => match AccountRole::ALL.get(*at) {
                Some(role) => self.asks.call(Ask::Done, Call::SetRole(email, *role, Key::fresh()), cx),
                None => Vec::new(),
            },
            Question::Leave(email, others) => {
                let to = at.checked_sub(1).and_then(|at| others.get(at)).map(|person| person.email.clone());
                self.asks.call(Ask::Done, Call::Leave(email, to, Key::fresh()), cx)
            }
            Question::Revoke(email) if *at == 0 => self.asks.call(Ask::Done, Call::RevokeInvitation(email, Key::fresh()), cx),
            Question::Revoke(_) => Vec::new(),
        }
    }

    /// Says what came of it, and looks again.
    pub(super) fn done(&mut self, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        let said = match outcome {
            Err(failure) => return vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            Ok(Answer::Left(left)) if !left.left_open.is_empty() => {
                let numbers = left.left_open.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                Effect::Say(Tone::Bad, cx.text_with("cli-left-open", &[("numbers", numbers.into())]))
            }
            Ok(Answer::Left(_)) => Effect::Say(Tone::Good, cx.text("people-left")),
            Ok(Answer::Invited(invited)) => {
                let values =
                    [("email", inline(&invited.email).into_owned().into()), ("date", words::moment(invited.expires_at, cx).into())];
                Effect::Say(Tone::Good, cx.text_with("cli-invited", &values))
            }
            Ok(_) => Effect::Say(Tone::Good, cx.text("people-done")),
        };
        let mut effects = vec![said];
        effects.extend(self.fetch(cx));
        effects
    }
}
