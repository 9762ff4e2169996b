//! What support can be asked to change (S4, S8): the choice, one question after the other, and then the case filled in.

mod steps;
#[cfg(test)]
mod tests;

use caseport_shared::api::person::PersonView;
use caseport_shared::api::product::{ProductSummary, ProductView};
use caseport_shared::api::seat::SeatList;
use caseport_shared::person::Side;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use self::steps::{Asking, KINDS, Next};
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Route};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;
use crate::widgets::text::{column, fit, put, span, wrap};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Move(Move),
    Choose,
    Back,
}

pub(super) const KEYS: &[Binding<Action, Requests>] = &[
    Binding { keys: &["<enter>", "l"], action: Action::Choose, label: "requests-choose", hint: "hint-choose", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "requests-back", hint: "hint-back", when: always },
];

/// Most people fetched to pick from.
const PEOPLE_MAX: usize = 1_000;
/// Most products that are looked through for those of the organization.
const PRODUCTS_SEEN: usize = 2_000;

#[derive(Debug)]
enum Ask {
    Seats,
    People(Vec<PersonView>),
    /// The organization's so far, and how many of all were looked at.
    Products(Vec<ProductSummary>, usize),
    Product,
    /// A question to the user.
    Step(Box<Asking>),
}

/// What is known of the organization.
#[derive(Debug, Default)]
struct Known {
    seats: Option<SeatList>,
    people: Vec<PersonView>,
    products: Vec<ProductSummary>,
    /// The product whose contacts are picked from.
    product: Option<ProductView>,
}

/// The screen.
#[derive(Debug)]
pub struct Requests {
    /// Slug of the organization; the reader's own without one.
    organization: Option<String>,
    known: Known,
    selection: Selection,
    failed: Option<String>,
    /// What waits for a product's contacts.
    waiting: Option<Box<Asking>>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Requests {
    /// What can be asked for an organization, by slug; without one, for the reader's own.
    pub fn new(organization: Option<String>) -> Self {
        Self {
            organization,
            known: Known::default(),
            selection: Selection::default(),
            failed: None,
            waiting: None,
            asks: Asks::default(),
            chord: Chord::default(),
        }
    }

    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.clear();
        let mut effects = self.asks.call(Ask::Seats, Call::Seats(self.organization.clone()), cx);
        effects.extend(self.people(Vec::new(), None, cx));
        effects.extend(self.asks.call(Ask::Products(Vec::new(), 0), Call::Products { cursor: None }, cx));
        effects
    }

    fn people(&mut self, known: Vec<PersonView>, cursor: Option<String>, cx: &Context) -> Vec<Effect> {
        let call = Call::People { side: Side::Customer, organization: self.organization.clone(), cursor };
        self.asks.call(Ask::People(known), call, cx)
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::Move(step)) => {
                self.selection.step(step, KINDS.len());
                Vec::new()
            }
            Some(Action::Choose) if self.known.seats.is_some() => match KINDS.get(self.selection.at()) {
                Some(kind) => self.go_on(Asking::new(*kind), cx),
                None => Vec::new(),
            },
            Some(Action::Choose) | None => Vec::new(),
            Some(Action::Back) => vec![Effect::Back],
        }
    }

    /// Asks what is not known yet, or opens the form of the case.
    fn go_on(&mut self, asking: Asking, cx: &Context) -> Vec<Effect> {
        match asking.next(&self.known, cx) {
            Next::Ask(dialog) => self.asks.dialog(Ask::Step(Box::new(asking)), dialog, cx),
            Next::Fetch(slug) => {
                self.waiting = Some(Box::new(asking));
                self.asks.call(Ask::Product, Call::Product(slug), cx)
            }
            Next::File(content) => vec![Effect::Back, Effect::Go(Route::Request(content))],
            Next::Nothing(words) => {
                self.failed = Some(words);
                Vec::new()
            }
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::Seats, Ok(Answer::Seats(seats))) => (self.known.seats, self.failed) = (Some(*seats), None),
            (Ask::People(mut known), Ok(Answer::People(page))) => {
                let page = *page;
                let is_stuck = page.people.is_empty();
                known.extend(page.people);
                match page.next {
                    Some(cursor) if !is_stuck && known.len() < PEOPLE_MAX => return self.people(known, Some(cursor), cx),
                    _ => self.known.people = known,
                }
            }
            (Ask::Products(mut known, seen), Ok(Answer::Products(page))) => {
                let page = *page;
                let seen = seen + page.products.len();
                let is_more = !page.products.is_empty() && seen < PRODUCTS_SEEN;
                let is_whose = |product: &ProductSummary| self.organization.as_ref().is_none_or(|slug| *slug == product.organization.slug);
                known.extend(page.products.into_iter().filter(|product| product.can_file).filter(is_whose));
                match page.next.filter(|_| is_more) {
                    Some(cursor) => return self.asks.call(Ask::Products(known, seen), Call::Products { cursor: Some(cursor) }, cx),
                    None => self.known.products = known,
                }
            }
            (Ask::Product, Ok(Answer::Product(product))) => {
                self.known.product = Some(*product);
                if let Some(asking) = self.waiting.take() {
                    return self.go_on(*asking, cx);
                }
            }
            (_, Err(failure)) => self.failed = Some(words::failure(&failure, cx)),
            (_, Ok(_)) => self.failed = Some(cx.text("error-unexpected-answer")),
        }
        Vec::new()
    }
}

impl Layer for Requests {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back => self.fetch(cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match self.asks.take(ticket) {
                Some(Ask::Step(mut asking)) => {
                    if asking.take(&choice, &self.known, cx) {
                        self.go_on(*asking, cx)
                    } else {
                        Vec::new()
                    }
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width).saturating_sub(2);
        put(frame.buffer_mut(), area.x + 1, area.y, area.width, &Line::from(span(cx.text("requests-title"), cx.theme.strong)));
        let mut y = area.y + 1;
        let about = match &self.known.seats {
            Some(seats) => {
                let values = [
                    ("organization", inline(&seats.organization.name).into_owned().into()),
                    ("taken", seats.pool.taken.into()),
                    ("total", seats.pool.total.into()),
                    ("plan", inline(&seats.plan).into_owned().into()),
                ];
                (cx.text_with("requests-seats", &values), cx.theme.accent)
            }
            None => (cx.text("requests-loading"), cx.theme.muted),
        };
        let failed = self.failed.clone().map(|words| (words, cx.theme.danger));
        for (words, style) in std::iter::once(about).chain(failed) {
            for line in wrap(&words, cells) {
                put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, style)));
                y += 1;
            }
        }
        y += 1;
        let widest = KINDS.iter().map(|kind| crate::widgets::text::width(&cx.text(kind.label()))).max().unwrap_or(0).min(cells);
        for (y, (at, kind)) in (y..area.bottom()).zip(KINDS.iter().enumerate()) {
            let is_chosen = at == self.selection.at();
            let own = |style| if is_chosen { cx.theme.selection } else { style };
            let detail = cells.saturating_sub(widest + 3);
            let line = Line::from(vec![
                span(format!(" {}  ", column(&cx.text(kind.label()), widest)), own(cx.theme.text)),
                span(column(&fit(&cx.text(kind.detail()), detail), detail), own(cx.theme.muted)),
            ]);
            put(frame.buffer_mut(), area.x, y, area.width, &line);
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-requests", KEYS, self, cx)]
    }
}
