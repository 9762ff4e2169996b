//! "My products": every product with all that is known about it.

mod details;
mod notice;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use caseport_shared::api::notice::NewNotice;
use caseport_shared::api::product::{ProductSummary, ProductView};
use caseport_shared::notice::NoticeKind;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::api::Key as Idempotency;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, Call, DeskAnswer, DeskCall, Effect, Failure, Route, Tone};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve_counted, section};
use crate::msg::Msg;
use crate::screens::case::save_form;
use crate::widgets::dialog::Choice;
use crate::widgets::list::Selection;
use crate::widgets::scroll::{Move, Scroll};
use crate::widgets::text::{column, put, span, wrap};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Select(Move),
    Scroll(Move),
    Refresh,
    NewCase,
    Request,
    SaveWindow,
    WriteNotice,
    WithdrawNotice,
    Back,
}

pub(super) const KEYS: &[Binding<Action, Products>] = &[
    Binding { keys: &["j", "<down>"], action: Action::Select(Move::Down), label: "products-next", hint: "hint-next", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Select(Move::Up), label: "products-previous", hint: "hint-previous", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Action::Scroll(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-read-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Scroll(Move::PageUp),
        label: "scroll-page-up",
        hint: "hint-read-up",
        when: always,
    },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "products-back", hint: "hint-back", when: always },
    Binding { keys: &["n"], action: Action::NewCase, label: "cases-new", hint: "hint-new-case", when: can_file },
    Binding { keys: &["R"], action: Action::Request, label: "products-request", hint: "hint-request", when: can_file },
    Binding { keys: &["s"], action: Action::SaveWindow, label: "products-save-window", hint: "hint-save-window", when: can_save_window },
    Binding { keys: &["N"], action: Action::WriteNotice, label: "products-notice", hint: "hint-notice", when: can_edit },
    Binding { keys: &["W"], action: Action::WithdrawNotice, label: "products-withdraw", hint: "hint-withdraw", when: can_withdraw },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "products-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["gg", "<home>"], action: Action::Select(Move::First), label: "products-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Action::Select(Move::Last), label: "products-last", hint: "hint-last", when: always },
];

fn can_file(_: &Products, cx: &Context) -> bool {
    cx.me.as_ref().is_some_and(|me| me.can_file)
}

fn can_save_window(screen: &Products, cx: &Context) -> bool {
    !cx.is_remote() && screen.detailed().is_some_and(|product| product.summary.maintenance_window.is_some())
}

fn can_edit(screen: &Products, _: &Context) -> bool {
    screen.detailed().is_some_and(|product| product.can_edit)
}

fn can_withdraw(screen: &Products, _: &Context) -> bool {
    screen.detailed().is_some_and(|product| product.can_edit && !product.notices.is_empty())
}

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
    Kind(String),
    /// The words of a notice of a product.
    Words(String, NoticeKind),
    /// Who would get it.
    Preview(String, NoticeKind, Vec<String>),
    /// Whether to send it.
    Send(String, Vec<String>, Box<NewNotice>),
    Written,
    Withdraw(String, Vec<i64>),
    Withdrawn,
}

/// The screen.
#[derive(Debug, Default)]
pub struct Products {
    list: Option<Vec<ProductSummary>>,
    details: HashMap<String, ProductView>,
    selection: Selection,
    scroll: Scroll,
    failed: Option<String>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Products {
    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
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
        match self.selected().map(|product| product.slug.clone()) {
            Some(slug) if !self.details.contains_key(&slug) => self.asks.call(Ask::Details(slug.clone()), Call::Product(slug), cx),
            _ => Vec::new(),
        }
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        let found = resolve_counted(KEYS, &self.chord, key, self, cx);
        let count = found.and_then(|(_, count)| count);
        match found.map(|(action, _)| action) {
            Some(Action::Select(step)) => {
                let products = self.list.as_ref().map_or(0, Vec::len);
                self.selection.step_by(step, count, products);
                self.scroll.to(0);
                self.look(cx)
            }
            Some(Action::Scroll(step)) => {
                self.scroll.step_by(step, count);
                Vec::new()
            }
            Some(Action::Refresh) => {
                self.details.clear();
                self.fetch(cx)
            }
            Some(Action::SaveWindow) => {
                let Some(slug) = self.detailed().map(|product| product.summary.slug.clone()) else { return Vec::new() };
                let dialog = save_form(&format!("{slug}.ics"), cx);
                self.asks.dialog(Ask::SaveWindow(slug), dialog, cx)
            }
            Some(Action::WriteNotice) => {
                let Some(slug) = self.detailed().map(|product| product.summary.slug.clone()) else { return Vec::new() };
                self.asks.dialog(Ask::Kind(slug), notice::kinds(cx), cx)
            }
            Some(Action::WithdrawNotice) => {
                let Some(product) = self.detailed() else { return Vec::new() };
                let slug = product.summary.slug.clone();
                let numbers = product.notices.iter().map(|notice| notice.number).collect();
                let dialog = notice::standing(product, cx);
                self.asks.dialog(Ask::Withdraw(slug, numbers), dialog, cx)
            }
            Some(Action::NewCase) => vec![Effect::Go(Route::NewCase(None))],
            Some(Action::Request) => {
                let organization = self.selected().filter(|_| cx.is_support()).map(|product| product.organization.slug.clone());
                vec![Effect::Go(Route::Requests(organization))]
            }
            Some(Action::Back) => vec![Effect::Back],
            None => Vec::new(),
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::List(mut known), Ok(Answer::Products(page))) => {
                let page = *page;
                let is_stuck = page.products.is_empty();
                known.extend(page.products);
                match page.next {
                    Some(cursor) if !is_stuck && known.len() < PRODUCTS_MAX => {
                        self.asks.call(Ask::List(known), Call::Products { cursor: Some(cursor) }, cx)
                    }
                    _ => {
                        self.selection.clamp(known.len());
                        (self.list, self.failed) = (Some(known), None);
                        self.look(cx)
                    }
                }
            }
            (Ask::Details(slug), Ok(Answer::Product(product))) => {
                if self.details.len() >= DETAILS_MAX {
                    self.details.clear();
                }
                self.details.insert(slug, *product);
                self.failed = None;
                Vec::new()
            }
            (Ask::Saved, Ok(Answer::Downloaded(place))) => {
                vec![Effect::Say(Tone::Good, cx.text_with("window-saved", &[("path", place.into())]))]
            }
            (Ask::Preview(slug, kind, typed), Ok(Answer::Desk(answer))) => {
                let (DeskAnswer::Notice(posted), Ok(new)) = (*answer, notice::read(kind, &typed, cx)) else { return Vec::new() };
                let dialog = notice::sending(&posted, cx);
                self.asks.dialog(Ask::Send(slug, typed, Box::new(new)), dialog, cx)
            }
            (Ask::Written, Ok(Answer::Desk(_))) => self.changed("notice-written", cx),
            (Ask::Withdrawn, Ok(Answer::Done)) => self.changed("notice-withdrawn", cx),
            (Ask::Preview(slug, kind, typed), Err(failure)) => {
                let dialog = notice::form(kind, &typed, Some(words::failure(&failure, cx)), cx);
                self.asks.dialog(Ask::Words(slug, kind), dialog, cx)
            }
            (Ask::Saved | Ask::Written | Ask::Withdrawn, Err(failure)) => {
                vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))]
            }
            (_, Err(failure)) => {
                self.failed = Some(words::failure(&failure, cx));
                Vec::new()
            }
            (_, Ok(_)) => {
                self.failed = Some(cx.text("error-unexpected-answer"));
                Vec::new()
            }
        }
    }

    /// Says what is done, and fetches what there is now.
    fn changed(&mut self, said: &str, cx: &Context) -> Vec<Effect> {
        self.details.clear();
        let mut effects = vec![Effect::Say(Tone::Good, cx.text(said))];
        effects.extend(self.look(cx));
        effects
    }

    fn chose(&mut self, ask: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        let desk = |call: DeskCall| Call::Desk(Box::new(call));
        match (ask, choice) {
            (Ask::SaveWindow(slug), Choice::Typed(typed)) => {
                let to = typed.into_iter().next().unwrap_or_default();
                self.asks.call(Ask::Saved, Call::SaveWindow(slug, to), cx)
            }
            (Ask::Kind(slug), Choice::Nth(at)) => match NoticeKind::ALL.get(at) {
                Some(kind) => self.asks.dialog(Ask::Words(slug, *kind), notice::form(*kind, &[], None, cx), cx),
                None => Vec::new(),
            },
            (Ask::Words(slug, kind), Choice::Typed(typed)) => match notice::read(kind, &typed, cx) {
                Ok(new) => {
                    let call = desk(DeskCall::PreviewNotice(slug.clone(), new));
                    self.asks.call(Ask::Preview(slug, kind, typed), call, cx)
                }
                Err(words) => self.asks.dialog(Ask::Words(slug, kind), notice::form(kind, &typed, Some(words), cx), cx),
            },
            (Ask::Send(slug, _, new), Choice::Nth(0)) => {
                self.asks.call(Ask::Written, desk(DeskCall::WriteNotice(slug, *new, Idempotency::fresh())), cx)
            }
            // Nothing of what was typed is lost by looking at who would get it.
            (Ask::Send(slug, typed, new), _) => self.asks.dialog(Ask::Words(slug, new.kind), notice::form(new.kind, &typed, None, cx), cx),
            (Ask::Withdraw(slug, numbers), Choice::Nth(at)) => match numbers.get(at) {
                Some(number) => self.asks.call(Ask::Withdrawn, desk(DeskCall::WithdrawNotice(slug, *number, Idempotency::fresh())), cx),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn draw_list(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let products = self.list.as_deref().unwrap_or_default();
        let cells = usize::from(area.width).saturating_sub(2);
        for (y, at) in (area.y..).zip(self.selection.window(products.len(), usize::from(area.height))) {
            let style = if at == self.selection.at() { cx.theme.selection } else { cx.theme.text };
            let name = inline(words::product(&products[at].name, &products[at].organization));
            put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(format!(" {} ", column(&name, cells)), style)));
        }
    }
}

impl Layer for Products {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened => self.fetch(cx),
            Msg::Back => {
                self.details.clear();
                self.fetch(cx)
            }
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
