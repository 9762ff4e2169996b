//! The questions behind a request and what has to be known for them, for whoever shows them.

use caseport_shared::api::draft::DraftContent;
use caseport_shared::api::person::PersonView;
use caseport_shared::api::product::{ProductSummary, ProductView};
use caseport_shared::api::seat::SeatList;
use caseport_shared::person::Side;
use caseport_shared::request::ServiceRequest;

use super::steps::{Asking, Kind, Next};
use crate::app::{Asks, Context};
use crate::effect::{Answer, Call, Effect, Failure};
use crate::msg::Msg;
use crate::widgets::words;

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
pub(super) struct Known {
    pub seats: Option<SeatList>,
    pub people: Vec<PersonView>,
    pub products: Vec<ProductSummary>,
    /// The product whose contacts are picked from.
    pub product: Option<ProductView>,
}

/// What came of a message.
pub(in crate::screens) enum Event {
    /// Nothing that its shower has to do something about.
    Nothing,
    /// The questions were left.
    Left,
    /// Everything is answered: the case, filled in.
    Done(Box<DraftContent>),
    /// It does not go on, in words.
    Failed(String),
}

/// The questions, one after the other.
#[derive(Debug)]
pub(in crate::screens) struct Questions {
    /// Slug of the organization; the reader's own without one.
    organization: Option<String>,
    known: Known,
    /// What waits for something to be known.
    waiting: Option<Box<Asking>>,
    asks: Asks<Ask>,
}

impl Questions {
    /// Questions about an organization, by slug; without one, about the reader's own.
    pub(super) fn new(organization: Option<String>) -> Self {
        Self { organization, known: Known::default(), waiting: None, asks: Asks::default() }
    }

    /// The questions of a request again, each with the answer that it has; they begin once what they need is known.
    pub(in crate::screens) fn again(organization: Option<String>, asks: &ServiceRequest) -> Self {
        Self { waiting: Some(Box::new(Asking::again(asks))), ..Self::new(organization) }
    }

    /// The seats, once they are known.
    pub(super) const fn seats(&self) -> Option<&SeatList> {
        self.known.seats.as_ref()
    }

    /// Asks the first question of a kind.
    pub(super) fn begin(&mut self, kind: Kind, cx: &Context) -> (Vec<Effect>, Event) {
        self.go_on(Asking::new(kind), cx)
    }

    /// Asks what has to be known; a question to the user stays.
    pub(in crate::screens) fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| !matches!(ask, Ask::Step(_)));
        let mut effects = self.asks.call(Ask::Seats, Call::Seats(self.organization.clone()), cx);
        effects.extend(self.people(Vec::new(), None, cx));
        effects.extend(self.asks.call(Ask::Products(Vec::new(), 0), Call::Products { cursor: None }, cx));
        effects
    }

    fn people(&mut self, known: Vec<PersonView>, cursor: Option<String>, cx: &Context) -> Vec<Effect> {
        let call = Call::People { side: Side::Customer, organization: self.organization.clone(), cursor };
        self.asks.call(Ask::People(known), call, cx)
    }

    /// Takes a message, if it is for these questions.
    pub(in crate::screens) fn take(&mut self, msg: &Msg, cx: &Context) -> Option<(Vec<Effect>, Event)> {
        match msg {
            Msg::Answer(ticket, outcome) => {
                let ask = self.asks.take(*ticket)?;
                Some(self.answer(ask, outcome.clone(), cx))
            }
            Msg::Chose(ticket, choice) => match self.asks.take(*ticket)? {
                Ask::Step(mut asking) => {
                    let is_answered = asking.take(choice, &self.known, cx);
                    Some(if is_answered { self.go_on(*asking, cx) } else { (Vec::new(), Event::Left) })
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Asks what is not known yet, or opens the form of the case.
    fn go_on(&mut self, asking: Asking, cx: &Context) -> (Vec<Effect>, Event) {
        match asking.next(&self.known, cx) {
            Next::Ask(dialog) => (self.asks.dialog(Ask::Step(Box::new(asking)), dialog, cx), Event::Nothing),
            Next::Fetch(slug) => {
                self.waiting = Some(Box::new(asking));
                (self.asks.call(Ask::Product, Call::Product(slug), cx), Event::Nothing)
            }
            Next::File(content) => (Vec::new(), Event::Done(content)),
            Next::Nothing(words) => (Vec::new(), Event::Failed(words)),
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> (Vec<Effect>, Event) {
        match (ask, outcome) {
            (Ask::Seats, Ok(Answer::Seats(seats))) => self.known.seats = Some(*seats),
            (Ask::People(mut known), Ok(Answer::People(page))) => {
                let page = *page;
                let is_stuck = page.people.is_empty();
                known.extend(page.people);
                match page.next {
                    Some(cursor) if !is_stuck && known.len() < PEOPLE_MAX => return (self.people(known, Some(cursor), cx), Event::Nothing),
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
                    Some(cursor) => {
                        return (self.asks.call(Ask::Products(known, seen), Call::Products { cursor: Some(cursor) }, cx), Event::Nothing);
                    }
                    None => self.known.products = known,
                }
            }
            (Ask::Product, Ok(Answer::Product(product))) => self.known.product = Some(*product),
            (_, Err(failure)) => return (Vec::new(), Event::Failed(words::failure(&failure, cx))),
            (_, Ok(_)) => return (Vec::new(), Event::Failed(cx.text("error-unexpected-answer"))),
        }
        // What is asked depends on all of it.
        if self.asks.any(|ask| !matches!(ask, Ask::Step(_))) {
            return (Vec::new(), Event::Nothing);
        }
        match self.waiting.take() {
            Some(asking) => self.go_on(*asking, cx),
            None => (Vec::new(), Event::Nothing),
        }
    }
}
