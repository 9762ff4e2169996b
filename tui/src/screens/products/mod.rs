//! "My products": every product with all that is known about it.

mod categories;
mod contacts;
mod create;
mod details;
mod facts;
mod keys;
mod notice;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use caseport_shared::api::live::Hint as Changed;
use caseport_shared::api::product::{ProductSummary, ProductView};
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use self::keys::Action;
use crate::app::{Asks, Context, Freshness, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Route, Tone};
use crate::keymap::{Chord, Hint, Key, Section, hints, resolve_counted, section, withheld};
use crate::msg::Msg;
use crate::screens::case::save_form;
use crate::widgets::dialog::Choice;
use crate::widgets::list::Selection;
use crate::widgets::scroll::Scroll;
use crate::widgets::text::{column, put, span, wrap};
use crate::widgets::words;

pub(super) use keys::KEYS;

/// Most products listed.
const PRODUCTS_MAX: usize = 500;
/// Most products held with their details.
const DETAILS_MAX: usize = 50;
/// Narrower than this, the details stand under the list.
const NARROW: u16 = 72;

#[derive(Debug)]
enum Ask {
    List(Vec<ProductSummary>),
    Details(String),
    SaveWindow(String),
    Saved,
    Notice(notice::Step),
    Facts(facts::Step),
    Contacts(contacts::Step),
    Categories(categories::Step),
    Create(create::Step),
}

/// The screen.
#[derive(Debug, Default)]
pub struct Products {
    list: Option<Vec<ProductSummary>>,
    details: HashMap<String, ProductView>,
    /// Whether the details that are held are older than the list that is fetched.
    is_old: bool,
    /// A product that is selected once the list has it.
    wanted: Option<String>,
    selection: Selection,
    scroll: Scroll,
    failed: Option<String>,
    freshness: Freshness,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Products {
    /// Fetches the products again, keeping those that are shown until the new ones are here.
    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.freshness.fetched();
        self.is_old = true;
        self.asks.forget(|ask| matches!(ask, Ask::List(_) | Ask::Details(_)));
        self.asks.call(Ask::List(Vec::new()), Call::Products { cursor: None }, cx)
    }

    fn selected(&self) -> Option<&ProductSummary> {
        self.list.as_ref()?.get(self.selection.at())
    }

    /// The selected product, where everything about it is here.
    fn detailed(&self) -> Option<&ProductView> {
        self.details.get(&self.selected()?.slug)
    }

    /// Fetches what is shown of the selected product, unless it is here; earlier wishes are forgotten.
    fn look(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::Details(_)));
        let Some(slug) = self.selected().map(|product| product.slug.clone()) else { return Vec::new() };
        if std::mem::take(&mut self.is_old) {
            // What is looked at stays until it is here anew; all others are fetched when they are looked at.
            self.details.retain(|known, _| *known == slug);
        } else if self.details.contains_key(&slug) {
            return Vec::new();
        }
        self.asks.call(Ask::Details(slug.clone()), Call::Product(slug), cx)
    }

    /// Shows the products that came; the one that was selected still is, wherever it stands now.
    fn show(&mut self, products: Vec<ProductSummary>, cx: &Context) -> Vec<Effect> {
        let kept = self.selected().map(|product| product.slug.clone());
        let wanted = self.wanted.take().filter(|slug| products.iter().any(|product| product.slug == *slug));
        let is_other = wanted.is_some() && wanted != kept;
        let slug = wanted.or(kept);
        match products.iter().position(|product| Some(&product.slug) == slug.as_ref()) {
            Some(at) => self.selection.select(at),
            None => self.selection.clamp(products.len()),
        }
        if is_other {
            self.scroll.to(0);
        }
        (self.list, self.failed) = (Some(products), None);
        self.look(cx)
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        let Some((action, count)) = resolve_counted(KEYS, &self.chord, key, self, cx) else {
            let why = withheld(KEYS, key, cx).and_then(|action| keys::why_not(action, self, cx));
            return why.map(|why| Effect::Say(Tone::Info, cx.text(why))).into_iter().collect();
        };
        match action {
            Action::Select(step) => {
                let products = self.list.as_ref().map_or(0, Vec::len);
                self.selection.step_by(step, count, products);
                self.scroll.to(0);
                self.look(cx)
            }
            Action::Scroll(step) => {
                self.scroll.step_by(step, count);
                Vec::new()
            }
            Action::Refresh => self.fetch(cx),
            Action::SaveWindow => {
                let Some(slug) = self.detailed().map(|product| product.summary.slug.clone()) else { return Vec::new() };
                let dialog = save_form(&format!("{slug}.ics"), cx);
                self.asks.dialog(Ask::SaveWindow(slug), dialog, cx)
            }
            Action::WriteNotice => self.write_notice(cx),
            Action::WithdrawNotice => self.withdraw_notice(cx),
            Action::Edit => self.edit(cx),
            Action::Contacts => self.contacts(cx),
            Action::Categories => self.categories(cx),
            Action::Create => self.create(cx),
            Action::NewCase => vec![Effect::Go(Route::NewCase(None))],
            Action::Request => vec![Effect::Go(Route::Requests(self.whose(cx)))],
            Action::People => vec![Effect::Go(Route::People(self.whose(cx)))],
            Action::Back => vec![Effect::Back],
        }
    }

    /// The organization of the selected product, where the reader does not belong to it.
    fn whose(&self, cx: &Context) -> Option<String> {
        self.selected().filter(|_| cx.is_support()).map(|product| product.organization.slug.clone())
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::List(mut known), Ok(Answer::Products(page))) => {
                let page = *page;
                let is_stuck = page.products.is_empty();
                known.extend(page.products);
                return match page.next {
                    Some(cursor) if !is_stuck && known.len() < PRODUCTS_MAX => {
                        self.asks.call(Ask::List(known), Call::Products { cursor: Some(cursor) }, cx)
                    }
                    _ => self.show(known, cx),
                };
            }
            (Ask::Details(slug), Ok(Answer::Product(product))) => {
                if self.details.len() >= DETAILS_MAX {
                    self.details.clear();
                }
                self.details.insert(slug, *product);
                self.failed = None;
            }
            (Ask::Saved, Ok(Answer::Downloaded(place))) => {
                return vec![Effect::Say(Tone::Good, cx.text_with("window-saved", &[("path", place.into())]))];
            }
            (Ask::Saved, Err(failure)) => return vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            (Ask::Notice(step), outcome) => return self.answered_notice(step, outcome, cx),
            (Ask::Facts(step), outcome) => return self.answered_facts(step, outcome, cx),
            (Ask::Contacts(step), outcome) => return self.answered_contacts(step, outcome, cx),
            (Ask::Categories(step), outcome) => return self.answered_categories(step, outcome, cx),
            (Ask::Create(step), outcome) => return self.answered_create(step, outcome, cx),
            // While the server is away, what was there is still worth reading.
            (Ask::List(_), Err(Failure::Away(_))) if self.list.is_some() => {}
            (Ask::Details(slug), Err(Failure::Away(_))) if self.details.contains_key(&slug) => {}
            (_, Err(failure)) => self.failed = Some(words::failure(&failure, cx)),
            (_, Ok(_)) => self.failed = Some(cx.text("error-unexpected-answer")),
        }
        Vec::new()
    }

    /// Says what is done, and fetches what there is now.
    fn changed(&mut self, said: &str, cx: &Context) -> Vec<Effect> {
        self.is_old = true;
        let mut effects = vec![Effect::Say(Tone::Good, cx.text(said))];
        effects.extend(self.look(cx));
        effects
    }

    /// Says what is done, shows the product as it is now, and fetches the list, where it may have another name or place.
    fn saved(&mut self, product: ProductView, said: &str, cx: &Context) -> Vec<Effect> {
        self.wanted = Some(product.summary.slug.clone());
        self.details.insert(product.summary.slug.clone(), product);
        let mut effects = vec![Effect::Say(Tone::Good, cx.text(said))];
        effects.extend(self.fetch(cx));
        effects
    }

    fn chose(&mut self, ask: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::SaveWindow(slug), Choice::Typed(typed)) => {
                let to = typed.into_iter().next().unwrap_or_default();
                self.asks.call(Ask::Saved, Call::SaveWindow(slug, to), cx)
            }
            (Ask::Notice(step), choice) => self.chose_notice(step, choice, cx),
            (Ask::Facts(step), choice) => self.chose_facts(step, choice, cx),
            (Ask::Contacts(step), choice) => self.chose_contacts(step, choice, cx),
            (Ask::Categories(step), choice) => self.chose_categories(step, choice, cx),
            (Ask::Create(step), choice) => self.chose_create(step, choice, cx),
            _ => Vec::new(),
        }
    }

    fn draw_list(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let products = self.list.as_deref().unwrap_or_default();
        let cells = usize::from(area.width).saturating_sub(2);
        for (y, at) in (area.y..).zip(self.selection.window(products.len(), usize::from(area.height))) {
            let style = if at == self.selection.at() { cx.theme.selection } else { cx.theme.text };
            // Whose it is goes without saying for its own people alone.
            let product = &products[at];
            let name = if cx.is_support() { &product.name } else { words::product(&product.name, &product.organization) };
            let name = inline(name);
            put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(format!(" {} ", column(&name, cells)), style)));
        }
    }
}

impl Layer for Products {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back => self.fetch(cx),
            // A product says who holds its seats.
            Msg::Changed(Changed::Products | Changed::People) => self.freshness.hear(cx),
            Msg::Woke(ticket) if self.freshness.woke(ticket) => self.fetch(cx),
            Msg::Covered => {
                self.freshness.covered();
                Vec::new()
            }
            Msg::Shown if self.freshness.shown() => self.fetch(cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Remembered(_, Answer::Products(page), _) if self.list.is_none() && page.next.is_none() => {
                self.list = Some(page.products);
                self.look(cx)
            }
            Msg::Remembered(_, Answer::Product(product), _) => {
                self.details.entry(product.summary.slug.clone()).or_insert(*product);
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
        put(frame.buffer_mut(), area.x + 1, area.y, area.width, &Line::from(span(cx.text("products-title"), cx.theme.strong)));
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        let note = match (&self.failed, &self.list) {
            (Some(words), _) => Some((cx.theme.danger, words.clone())),
            (None, None) => Some((cx.theme.muted, cx.text("products-loading"))),
            (None, Some(products)) if products.is_empty() => Some((cx.theme.muted, cx.text("products-none"))),
            _ => None,
        };
        if let Some((style, words)) = note {
            for (y, line) in (body.y..body.bottom()).zip(wrap(&words, usize::from(area.width).saturating_sub(2))) {
                put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, style)));
            }
            return;
        }
        let count = u16::try_from(self.list.as_ref().map_or(0, Vec::len)).unwrap_or(u16::MAX);
        let (list, rest) = if area.width < NARROW {
            let height = count.min(body.height / 4).max(1);
            let below = Rect {
                x: body.x + 1,
                y: body.y + height + 1,
                width: body.width.saturating_sub(1),
                height: body.height.saturating_sub(height + 1),
            };
            (Rect { height, ..body }, below)
        } else {
            let width = (body.width / 3).min(40);
            (Rect { width, ..body }, Rect { x: body.x + width + 2, width: body.width - width - 2, ..body })
        };
        self.draw_list(frame, list, cx);
        let Some(product) = self.selected() else { return };
        let lines = match self.details.get(&product.slug) {
            Some(product) => details::lines(product, usize::from(rest.width), cx),
            None => vec![Line::from(span(cx.text("products-loading"), cx.theme.muted))],
        };
        let top = self.scroll.draw(lines.len(), usize::from(rest.height));
        for (y, line) in (rest.y..rest.bottom()).zip(lines.iter().skip(top)) {
            put(frame.buffer_mut(), rest.x, y, rest.width, line);
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-products", KEYS, self, cx)]
    }
}
