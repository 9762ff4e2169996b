//! What is done about people: their role, their invitation, their lock, their leaving (S5, S6, I1, I2, I5).

use caseport_shared::api::person::PersonView;
use caseport_shared::api::seat::{Deactivated, NewStaff};
use caseport_shared::case::CaseNumber;
use caseport_shared::limits::{EMAIL_CHARS, NAME_CHARS};
use caseport_shared::person::{AccountRole, Side, StaffRole};
use caseport_shared::text::inline;

use super::{Ask, People};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, Route, Tone};
use crate::screens::case::with_error;
use crate::widgets::dialog::{Choice, Confirm, Dialog, Field, FieldKind, Form, Item, Pick};
use crate::widgets::words;

/// What is asked of the user about somebody, by address.
#[derive(Debug, Clone)]
pub(super) enum Question {
    Role(String),
    StaffRole(String),
    /// Who gets their open cases.
    Leave(String, Vec<PersonView>),
    Revoke(String),
    Lock(String),
    /// Name and address of somebody who is invited to support.
    NewStaff,
    /// What they may do there.
    NewRole(Vec<String>),
    /// Whether the reader takes something from themselves.
    Own(Box<Call>, &'static str),
    /// Which of the cases that are nobody's is looked at.
    Nobodys,
}

impl People {
    fn question(&mut self, question: Question, dialog: Dialog, cx: &Context) -> Vec<Effect> {
        self.asks.dialog(Ask::Question(question), dialog, cx)
    }

    fn change(&mut self, call: Call, said: &'static str, cx: &Context) -> Vec<Effect> {
        self.asks.call(Ask::Done(said), call, cx)
    }

    /// Asks what the selected person is from now on.
    pub(super) fn ask_role(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(person) = self.selected() else { return Vec::new() };
        let item = |label: String| Item { label, detail: String::new() };
        let (question, items, at): (_, Vec<Item>, _) = if person.side == Side::Support {
            let at = StaffRole::ALL.iter().position(|role| Some(*role) == person.staff_role);
            (Question::StaffRole(person.email.clone()), staff_roles(cx), at)
        } else {
            let at = AccountRole::ALL.iter().position(|role| Some(*role) == person.account_role);
            let items = AccountRole::ALL.iter().map(|role| item(cx.text(&format!("account-role-{role}")))).collect();
            (Question::Role(person.email.clone()), items, at)
        };
        let title = titled("people-role-title", person, cx);
        self.question(question, Dialog::Pick(Pick { title, items, at: at.unwrap_or(0) }), cx)
    }

    /// Asks who gets the open cases of the selected person, who leaves.
    pub(super) fn ask_leave(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(person) = self.selected().cloned() else { return Vec::new() };
        let is_staff = person.side == Side::Support;
        let can_take = |other: &&PersonView| if is_staff { !other.is_invited && !other.is_locked } else { other.has_seat };
        let others = self.list.iter().flatten().filter(|other| other.email != person.email).filter(can_take);
        let others: Vec<PersonView> = others.cloned().collect();
        let follows = cx.text(if is_staff { "people-nobody-listed" } else { "people-nobody-owners" });
        let mut items = vec![Item { label: cx.text("people-nobody"), detail: follows }];
        items
            .extend(others.iter().map(|other| Item { label: inline(&other.name).into_owned(), detail: inline(&other.email).into_owned() }));
        let title = titled("people-leave-title", &person, cx);
        self.question(Question::Leave(person.email, others), Dialog::Pick(Pick { title, items, at: 0 }), cx)
    }

    /// Asks whether the invitation of the selected person is taken back.
    pub(super) fn ask_revoke(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(person) = self.selected().cloned() else { return Vec::new() };
        let dialog = confirm(titled("people-revoke-title", &person, cx), ["people-revoke-body", "people-revoke-do", "ask-leave"], cx);
        self.question(Question::Revoke(person.email), dialog, cx)
    }

    /// Asks whether the selected person is kept out.
    pub(super) fn ask_lock(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(person) = self.selected().cloned() else { return Vec::new() };
        let dialog = confirm(titled("people-lock-title", &person, cx), ["people-lock-body", "people-lock-do", "ask-leave"], cx);
        self.question(Question::Lock(person.email), dialog, cx)
    }

    pub(super) fn unlock(&mut self, cx: &Context) -> Vec<Effect> {
        match self.selected().map(|person| person.email.clone()) {
            Some(email) => self.change(Call::Lock(email, false, Key::fresh()), "people-unlocked", cx),
            None => Vec::new(),
        }
    }

    pub(super) fn invite_again(&mut self, cx: &Context) -> Vec<Effect> {
        match self.selected().map(|person| person.email.clone()) {
            Some(email) => self.change(Call::InviteAgain(email, Key::fresh()), "people-done", cx),
            None => Vec::new(),
        }
    }

    /// Asks who is invited to support.
    pub(super) fn ask_staff(&mut self, cx: &Context) -> Vec<Effect> {
        self.question(Question::NewStaff, staff_form(&[], cx), cx)
    }

    pub(super) fn chose_about(&mut self, question: Question, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (question, choice) {
            (Question::Role(email), Choice::Nth(at)) => match AccountRole::ALL.get(at) {
                Some(role) => self.set_role(email, *role, cx),
                None => Vec::new(),
            },
            (Question::StaffRole(email), Choice::Nth(at)) => match StaffRole::ALL.get(at) {
                Some(role) => self.set_staff_role(email, *role, cx),
                None => Vec::new(),
            },
            (Question::Leave(email, others), Choice::Nth(at)) => {
                let to = at.checked_sub(1).and_then(|at| others.get(at)).map(|person| person.email.clone());
                let call = Call::Leave(email.clone(), to, Key::fresh());
                if cx.me.as_ref().is_some_and(|me| me.email == email) {
                    return self.ask_own("people-own-leave", call, "people-left", cx);
                }
                self.change(call, "people-left", cx)
            }
            (Question::Revoke(email), Choice::Nth(0)) => self.change(Call::RevokeInvitation(email, Key::fresh()), "people-done", cx),
            (Question::Lock(email), Choice::Nth(0)) => self.change(Call::Lock(email, true, Key::fresh()), "people-locked", cx),
            (Question::NewStaff, Choice::Typed(typed)) => {
                if typed.iter().any(|text| text.trim().is_empty()) {
                    let dialog = with_error(staff_form(&typed, cx), cx.text("requests-name-and-email"));
                    return self.question(Question::NewStaff, dialog, cx);
                }
                let pick = Pick { title: cx.text("people-new-role"), items: staff_roles(cx), at: 0 };
                self.question(Question::NewRole(typed), Dialog::Pick(pick), cx)
            }
            (Question::NewRole(typed), Choice::Nth(at)) => match (typed.as_slice(), StaffRole::ALL.get(at)) {
                ([name, email], Some(role)) => {
                    let new = NewStaff { name: name.trim().to_owned(), email: email.trim().to_owned(), role: *role };
                    self.asks.call(Ask::Staff(typed), Call::InviteStaff(new, Key::fresh()), cx)
                }
                _ => Vec::new(),
            },
            // Nothing of what was typed is lost by looking at the roles.
            (Question::NewRole(typed), _) => self.question(Question::NewStaff, staff_form(&typed, cx), cx),
            // Staying as one is comes first.
            (Question::Own(call, said), Choice::Nth(1)) => self.change(*call, said, cx),
            (Question::Nobodys, Choice::Nth(at)) if at < self.nobodys.len() => {
                let number = self.nobodys.remove(at);
                vec![Effect::Go(Route::Case(number, None))]
            }
            (Question::Nobodys, _) => {
                self.nobodys.clear();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn set_role(&mut self, email: String, role: AccountRole, cx: &Context) -> Vec<Effect> {
        let is_own = cx.me.as_ref().is_some_and(|me| me.email == email && me.account_role == Some(AccountRole::Owner));
        let call = Call::SetRole(email, role, Key::fresh());
        if is_own && role != AccountRole::Owner {
            return self.ask_own("people-own-owner", call, "people-done", cx);
        }
        self.change(call, "people-done", cx)
    }

    fn set_staff_role(&mut self, email: String, role: StaffRole, cx: &Context) -> Vec<Effect> {
        let is_own = cx.me.as_ref().is_some_and(|me| me.email == email && me.staff_role == Some(StaffRole::Admin));
        let call = Call::SetStaffRole(email, role, Key::fresh());
        if is_own && role != StaffRole::Admin {
            return self.ask_own("people-own-admin", call, "people-done", cx);
        }
        self.change(call, "people-done", cx)
    }

    /// Asks before the reader takes from themselves what they cannot give back.
    fn ask_own(&mut self, body: &str, call: Call, said: &'static str, cx: &Context) -> Vec<Effect> {
        let dialog = confirm(cx.text("people-own-title"), [body, "people-own-stay", "people-own-do"], cx);
        self.question(Question::Own(Box::new(call), said), dialog, cx)
    }

    /// Lists the open cases that nobody was given, to be opened one after the other.
    pub(super) fn ask_nobodys(&mut self, cx: &Context) -> Vec<Effect> {
        if self.nobodys.is_empty() {
            return Vec::new();
        }
        let item = |number: &CaseNumber| Item { label: number.to_string(), detail: String::new() };
        let pick = Pick { title: cx.text("people-nobodys-title"), items: self.nobodys.iter().map(item).collect(), at: 0 };
        self.question(Question::Nobodys, Dialog::Pick(pick), cx)
    }

    /// Says what came of it, and looks again.
    pub(super) fn done(&mut self, said: &str, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        let mut effects = match outcome {
            Err(failure) => return vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            Ok(Answer::Left(left)) => self.has_left(*left, cx),
            Ok(Answer::Invited(invited)) => {
                let email = inline(&invited.email).into_owned();
                let values = [("email", email.into()), ("date", words::moment(invited.expires_at, cx).into())];
                vec![Effect::Say(Tone::Good, cx.text_with("people-invitation-sent", &values))]
            }
            Ok(_) => vec![Effect::Say(Tone::Good, cx.text(said))],
        };
        effects.extend(self.fetch(cx));
        effects
    }

    fn has_left(&mut self, left: Deactivated, cx: &Context) -> Vec<Effect> {
        let said = match left.handed_over.len() {
            0 => cx.text("people-left"),
            count => cx.text_with("people-left-handed", &[("count", count.into())]),
        };
        self.nobodys = left.left_open;
        let mut effects = vec![Effect::Say(Tone::Good, said)];
        effects.extend(self.ask_nobodys(cx));
        effects
    }

    /// What came of inviting somebody to support; what was typed stays until it is taken.
    pub(super) fn invited(&mut self, typed: &[String], outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match outcome {
            Err(failure) => {
                let dialog = with_error(staff_form(typed, cx), words::failure(&failure, cx));
                self.question(Question::NewStaff, dialog, cx)
            }
            outcome => self.done("people-done", outcome, cx),
        }
    }
}

fn staff_roles(cx: &Context) -> Vec<Item> {
    let item =
        |role: &StaffRole| Item { label: cx.text(&format!("staff-role-{role}")), detail: cx.text(&format!("staff-role-{role}-means")) };
    StaffRole::ALL.iter().map(item).collect()
}

fn staff_form(typed: &[String], cx: &Context) -> Dialog {
    let field = |at: usize, label: &str, limit: usize| Field {
        label: cx.text(label),
        value: typed.get(at).cloned().unwrap_or_default(),
        kind: FieldKind::Line,
        limit,
    };
    let fields = vec![field(0, "column-name", NAME_CHARS), field(1, "column-email", EMAIL_CHARS)];
    Dialog::Form(Form { title: cx.text("people-new-staff"), body: vec![cx.text("people-new-staff-body")], fields, error: None })
}

fn titled(key: &str, person: &PersonView, cx: &Context) -> String {
    cx.text_with(key, &[("name", inline(&person.name).into_owned().into())])
}

fn confirm(title: String, [body, first, second]: [&str; 3], cx: &Context) -> Dialog {
    Dialog::Confirm(Confirm { title, body: vec![cx.text(body)], buttons: vec![cx.text(first), cx.text(second)] })
}
