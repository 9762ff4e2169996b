//! The people of an organization, or of support: who they are, who holds seats, and how many are left (S10).

mod actions;
mod keys;
#[cfg(test)]
mod tests;
mod view;

use caseport_shared::api::live::Hint as Changed;
use caseport_shared::api::organization::OrganizationSummary;
use caseport_shared::api::person::PersonView;
use caseport_shared::api::seat::SeatList;
use caseport_shared::case::CaseNumber;
use caseport_shared::person::Side;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;

use self::actions::Question;
use self::keys::Action;
use super::organizations::{self, Gathered};
use crate::app::{Asks, Context, Freshness, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Route, Tone};
use crate::keymap::{Chord, Hint, Key, Section, hints, resolve_counted, section, withheld};
use crate::msg::Msg;
use crate::widgets::dialog::Choice;
use crate::widgets::list::Selection;
use crate::widgets::words;

pub(super) use keys::KEYS;

/// Most people listed.
const PEOPLE_MAX: usize = 1_000;

#[derive(Debug)]
enum Ask {
    People(Vec<PersonView>),
    Seats,
    /// Organizations, after those that have come already.
    Organizations(Vec<OrganizationSummary>),
    /// Whose people are looked at.
    Others(Vec<OrganizationSummary>),
    /// A question to the user.
    Question(Question),
    /// Something that was done, and what is said of it.
    Done(&'static str),
    /// An invitation to support, with what was typed for it.
    Staff(Vec<String>),
}

/// The screen.
#[derive(Debug)]
pub struct People {
    /// Slug of the organization; the reader's own, or support's, without one.
    organization: Option<String>,
    list: Option<Vec<PersonView>>,
    seats: Option<SeatList>,
    /// Open cases of somebody who left that nobody was given.
    nobodys: Vec<CaseNumber>,
    selection: Selection,
    failed: Option<String>,
    freshness: Freshness,
    asks: Asks<Ask>,
    chord: Chord,
}

impl People {
    /// The people of an organization, by slug; without one, of the reader's own, or of support.
    pub fn new(organization: Option<String>) -> Self {
        Self {
            organization,
            list: None,
            seats: None,
            nobodys: Vec::new(),
            selection: Selection::default(),
            failed: None,
            freshness: Freshness::default(),
            asks: Asks::default(),
            chord: Chord::default(),
        }
    }

    fn ask(&mut self, known: Vec<PersonView>, cursor: Option<String>, cx: &Context) -> Vec<Effect> {
        let side = if self.organization.is_some() { Side::Customer } else { cx.side() };
        let call = Call::People { side, organization: self.organization.clone(), cursor };
        self.asks.call(Ask::People(known), call, cx)
    }

    /// Fetches the people again, keeping those that are shown until the new ones are here.
    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.freshness.fetched();
        self.asks.forget(|ask| matches!(ask, Ask::People(_) | Ask::Seats));
        let mut effects = self.ask(Vec::new(), None, cx);
        // Support itself has no seats.
        if cx.side() == Side::Customer || self.organization.is_some() {
            effects.extend(self.asks.call(Ask::Seats, Call::Seats(self.organization.clone()), cx));
        }
        effects
    }

    fn selected(&self) -> Option<&PersonView> {
        self.list.as_ref()?.get(self.selection.at())
    }

    /// Shows the people who came; whoever was selected still is, wherever they stand now.
    fn show(&mut self, people: Vec<PersonView>) {
        let at = self.selected().and_then(|person| people.iter().position(|other| other.email == person.email));
        match at {
            Some(at) => self.selection.select(at),
            None => self.selection.clamp(people.len()),
        }
        (self.list, self.failed) = (Some(people), None);
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve_counted(KEYS, &self.chord, key, self, cx) {
            Some((Action::Move(step), count)) => {
                let people = self.list.as_ref().map_or(0, Vec::len);
                self.selection.step_by(step, count, people);
                Vec::new()
            }
            Some((Action::Copy, _)) => match self.selected() {
                Some(person) => {
                    let email = inline(&person.email).into_owned();
                    vec![Effect::Copy(email.clone()), Effect::Say(Tone::Info, cx.text_with("copied", &[("text", email.into())]))]
                }
                None => Vec::new(),
            },
            Some((Action::Request, _)) => vec![Effect::Go(Route::Requests(self.organization.clone()))],
            Some((Action::Others, _)) => self.asks.call(Ask::Organizations(Vec::new()), organizations::call(None), cx),
            Some((Action::NewStaff, _)) => self.ask_staff(cx),
            Some((Action::Role, _)) => self.ask_role(cx),
            Some((Action::Leave, _)) => self.ask_leave(cx),
            Some((Action::Lock, _)) => self.ask_lock(cx),
            Some((Action::Unlock, _)) => self.unlock(cx),
            Some((Action::Invite, _)) => self.invite_again(cx),
            Some((Action::Revoke, _)) => self.ask_revoke(cx),
            Some((Action::Refresh, _)) => self.fetch(cx),
            Some((Action::Back, _)) => vec![Effect::Back],
            None => {
                let why = withheld(KEYS, key, cx).and_then(|action| keys::why_not(action, self, cx));
                why.map(|why| Effect::Say(Tone::Info, cx.text(why))).into_iter().collect()
            }
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::People(mut known), Ok(Answer::People(page))) => {
                let page = *page;
                let is_stuck = page.people.is_empty();
                known.extend(page.people);
                match page.next {
                    Some(cursor) if !is_stuck && known.len() < PEOPLE_MAX => return self.ask(known, Some(cursor), cx),
                    _ => self.show(known),
                }
            }
            (Ask::Seats, Ok(Answer::Seats(seats))) => self.seats = Some(*seats),
            (Ask::Organizations(known), Ok(answer)) => return self.organizations(known, answer, cx),
            (Ask::Done(said), outcome) => return self.done(said, outcome, cx),
            (Ask::Staff(typed), outcome) => return self.invited(&typed, outcome, cx),
            (Ask::Organizations(_), Err(failure)) => return vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            // While the server is away, who was there is still worth reading.
            (Ask::People(_), Err(Failure::Away(_))) if self.list.is_some() => {}
            (Ask::People(_), Err(failure)) => self.failed = Some(words::failure(&failure, cx)),
            (Ask::People(_), Ok(_)) => self.failed = Some(cx.text("error-unexpected-answer")),
            // Without the seats the list is still worth reading.
            (Ask::Seats | Ask::Question(_) | Ask::Others(_), _) => {}
        }
        Vec::new()
    }

    /// Takes a page of organizations; asks whose people are looked at once all are here.
    fn organizations(&mut self, known: Vec<OrganizationSummary>, answer: Answer, cx: &Context) -> Vec<Effect> {
        let Some(page) = organizations::page(answer) else {
            return vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))];
        };
        match organizations::gather(known, page) {
            Gathered::More(known, cursor) => self.asks.call(Ask::Organizations(known), organizations::call(Some(cursor)), cx),
            Gathered::Whole(known) => {
                let dialog = organizations::dialog("people-others-title", &known, self.organization.as_deref(), cx);
                self.asks.dialog(Ask::Others(known), dialog, cx)
            }
        }
    }

    fn chose(&mut self, ask: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::Question(question), choice) => self.chose_about(question, choice, cx),
            (Ask::Others(known), Choice::Nth(at)) => match known.get(at) {
                Some(one) => {
                    self.organization = Some(one.organization.slug.clone());
                    (self.list, self.seats, self.failed) = (None, None, None);
                    self.selection = Selection::default();
                    self.fetch(cx)
                }
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}

impl Layer for People {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back => self.fetch(cx),
            Msg::Changed(Changed::People) => self.freshness.hear(cx),
            Msg::Woke(ticket) if self.freshness.woke(ticket) => self.fetch(cx),
            Msg::Covered => {
                self.freshness.covered();
                Vec::new()
            }
            Msg::Shown => {
                let mut effects = if self.freshness.shown() { self.fetch(cx) } else { Vec::new() };
                effects.extend(self.ask_nobodys(cx));
                effects
            }
            Msg::Key(key) => self.key(key, cx),
            Msg::Remembered(_, Answer::People(page), _) if self.list.is_none() && page.next.is_none() => {
                self.list = Some(page.people);
                Vec::new()
            }
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match self.asks.take(ticket) {
                Some(ask) => self.chose(ask, choice, cx),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-people", KEYS, self, cx)]
    }
}
