//! The people of an organization: who they are, who holds seats, and how many are left (S10).

mod actions;
#[cfg(test)]
mod tests;

use caseport_shared::api::person::PersonView;
use caseport_shared::api::product::SeatPool;
use caseport_shared::person::Side;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use self::actions::Question;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Route, Tone};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve_counted, section};
use crate::msg::Msg;
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;
use crate::widgets::text::{column, fit, put, span, wrap};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Move(Move),
    Copy,
    Request,
    Role,
    Leave,
    Invite,
    Revoke,
    Refresh,
    Back,
}

pub(super) const KEYS: &[Binding<Action, People>] = &[
    Binding { keys: &["R"], action: Action::Request, label: "people-request", hint: "hint-request", when: may_ask },
    Binding { keys: &["o"], action: Action::Role, label: "people-role", hint: "hint-role", when: actions::may_change },
    Binding { keys: &["I"], action: Action::Invite, label: "people-invite", hint: "hint-invite", when: actions::may_invite },
    Binding { keys: &["V"], action: Action::Revoke, label: "people-revoke", hint: "hint-revoke", when: actions::may_invite },
    Binding { keys: &["X"], action: Action::Leave, label: "people-leave", hint: "hint-has-left", when: actions::may_deactivate },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["y"], action: Action::Copy, label: "people-copy", hint: "hint-copy-email", when: has_people },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "people-back", hint: "hint-back", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "people-refresh", hint: "hint-refresh", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Action::Move(Move::PageDown),
        label: "move-page-down",
        hint: "hint-page-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Move(Move::PageUp),
        label: "move-page-up",
        hint: "hint-page-up",
        when: always,
    },
    Binding { keys: &["gg", "<home>"], action: Action::Move(Move::First), label: "move-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Action::Move(Move::Last), label: "move-last", hint: "hint-last", when: always },
];

fn has_people(people: &People, _: &Context) -> bool {
    people.selected().is_some()
}

/// Whether there is an organization that something can be asked for.
fn may_ask(people: &People, cx: &Context) -> bool {
    people.organization.is_some() || (!cx.is_support() && cx.me.as_ref().is_some_and(|me| me.can_file))
}

/// Most people listed.
const PEOPLE_MAX: usize = 1_000;
/// Narrower than this, there is no room for addresses beside names.
const NARROW: u16 = 72;

#[derive(Debug)]
enum Ask {
    People(Vec<PersonView>),
    Products,
    Pool,
    /// A question to the user.
    Question(Question),
    /// Something that was done.
    Done,
}

/// The screen.
#[derive(Debug)]
pub struct People {
    /// Slug of the organization; the reader's own, or support's, without one.
    organization: Option<String>,
    list: Option<Vec<PersonView>>,
    pool: Option<SeatPool>,
    selection: Selection,
    failed: Option<String>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl People {
    /// The people of an organization, by slug; without one, of the reader's own, or of support.
    pub fn new(organization: Option<String>) -> Self {
        Self {
            organization,
            list: None,
            pool: None,
            selection: Selection::default(),
            failed: None,
            asks: Asks::default(),
            chord: Chord::default(),
        }
    }

    fn ask(&mut self, known: Vec<PersonView>, cursor: Option<String>, cx: &Context) -> Vec<Effect> {
        let side = if self.organization.is_some() { Side::Customer } else { cx.side() };
        let call = Call::People { side, organization: self.organization.clone(), cursor };
        self.asks.call(Ask::People(known), call, cx)
    }

    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.clear();
        let mut effects = self.ask(Vec::new(), None, cx);
        // The pool is told with each of the organization's products; support itself has none.
        if cx.side() == Side::Customer {
            effects.extend(self.asks.call(Ask::Products, Call::Products { cursor: None }, cx));
        }
        effects
    }

    fn selected(&self) -> Option<&PersonView> {
        self.list.as_ref()?.get(self.selection.at())
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
            Some((Action::Role, _)) => self.ask_role(cx),
            Some((Action::Leave, _)) => self.ask_leave(cx),
            Some((Action::Invite, _)) => self.invite_again(cx),
            Some((Action::Revoke, _)) => self.ask_revoke(cx),
            Some((Action::Refresh, _)) => self.fetch(cx),
            Some((Action::Back, _)) => vec![Effect::Back],
            None => Vec::new(),
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
                    _ => {
                        self.selection.clamp(known.len());
                        (self.list, self.failed) = (Some(known), None);
                    }
                }
            }
            (Ask::Products, Ok(Answer::Products(page))) => {
                if let Some(product) = page.products.first() {
                    return self.asks.call(Ask::Pool, Call::Product(product.slug.clone()), cx);
                }
            }
            (Ask::Pool, Ok(Answer::Product(product))) => self.pool = Some(product.pool),
            // Without the pool the list is still worth reading.
            (Ask::Done, outcome) => return self.done(outcome, cx),
            (Ask::Products | Ask::Pool | Ask::Question(_), _) => {}
            (Ask::People(_), Err(failure)) => self.failed = Some(words::failure(&failure, cx)),
            (Ask::People(_), Ok(_)) => self.failed = Some(cx.text("error-unexpected-answer")),
        }
        Vec::new()
    }

    fn title(&self, cx: &Context) -> String {
        match (&self.organization, cx.is_support()) {
            (Some(slug), _) => cx.text_with("people-title-of", &[("organization", inline(slug).into_owned().into())]),
            (None, true) => cx.text("people-title-support"),
            (None, false) => cx.text("people-title"),
        }
    }

    /// How many seats are left, in words.
    fn left(&self, cx: &Context) -> Option<String> {
        let pool = self.pool.as_ref()?;
        let counts = cx.text(&format!("seats-{}", pool.counts));
        let left = pool.total.saturating_sub(pool.taken);
        let values = [("left", left.into()), ("taken", pool.taken.into()), ("total", pool.total.into()), ("counts", counts.into())];
        Some(cx.text_with("people-pool", &values))
    }
}

/// What somebody is on their side.
fn role(person: &PersonView, cx: &Context) -> String {
    match (person.account_role, person.staff_role) {
        (Some(role), _) => cx.text(&format!("account-role-{role}")),
        (None, Some(role)) => cx.text(&format!("staff-role-{role}")),
        (None, None) => String::new(),
    }
}

impl Layer for People {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back => self.fetch(cx),
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
                Some(Ask::Question(question)) => self.chose(question, &choice, cx),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width);
        put(frame.buffer_mut(), area.x + 1, area.y, area.width, &Line::from(span(self.title(cx), cx.theme.strong)));
        let mut body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        if let Some(words) = self.left(cx) {
            put(frame.buffer_mut(), area.x + 1, area.y + 1, area.width, &Line::from(span(fit(&words, cells - 2), cx.theme.accent)));
            body = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
        }
        let note = match (&self.failed, &self.list) {
            (Some(words), _) => Some((cx.theme.danger, words.clone())),
            (None, None) => Some((cx.theme.muted, cx.text("people-loading"))),
            (None, Some(people)) if people.is_empty() => Some((cx.theme.muted, cx.text("people-none"))),
            _ => None,
        };
        if let Some((style, words)) = note {
            for (y, line) in (body.y..body.bottom()).zip(wrap(&words, cells.saturating_sub(2))) {
                put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, style)));
            }
            return;
        }
        let people = self.list.as_deref().unwrap_or_default();
        let (seat, invited) = (cx.text("people-seat"), cx.text("people-invited"));
        let role_cells = 14;
        let name_cells = if area.width < NARROW { cells.saturating_sub(role_cells + 10) } else { (cells / 3).min(32) };
        let email_cells = if area.width < NARROW { 0 } else { cells.saturating_sub(name_cells + role_cells + 14).min(48) };
        for (y, at) in (body.y..).zip(self.selection.window(people.len(), usize::from(body.height))) {
            let person = &people[at];
            let is_chosen = at == self.selection.at();
            let own = |style| if is_chosen { cx.theme.selection } else { style };
            let mut spans = vec![
                span(format!(" {}  ", column(&inline(&person.name), name_cells)), own(cx.theme.text)),
                span(format!("{}  ", column(&role(person, cx), role_cells)), own(cx.theme.muted)),
            ];
            if email_cells > 0 {
                spans.push(span(format!("{}  ", column(&inline(&person.email), email_cells)), own(cx.theme.muted)));
            }
            let holds = person.has_seat && person.side == Side::Customer;
            let standing = match (person.is_invited, holds) {
                (true, _) => &invited,
                (false, true) => &seat,
                (false, false) => "",
            };
            spans.push(span(column(standing, 8), own(cx.theme.good)));
            put(frame.buffer_mut(), area.x, y, area.width, &Line::from(spans));
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-people", KEYS, self, cx)]
    }
}
