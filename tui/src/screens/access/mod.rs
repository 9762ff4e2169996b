//! Strangers who ask for access (S3), for support: looked at, granted in the organization and role that it confirms, declined.

#[cfg(test)]
mod tests;

use caseport_shared::api::access::{AccessRequestView, GrantAccess, NewAccessRequest};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::seat::SeatList;
use caseport_shared::limits::{NAME_CHARS, REASON_CHARS};
use caseport_shared::person::AccountRole;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::case::{leavers, with_error};
use crate::api::Key;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Route, Tone};
use crate::keymap::{Binding, Chord, Hint, Key as Pressed, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::dialog::{Choice, Dialog, Field, FieldKind, Form, Item, Pick};
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;
use crate::widgets::text::{column, fit, put, span, wrap};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Move(Move),
    Grant,
    Decline,
    Refresh,
    Back,
}

pub(super) const KEYS: &[Binding<Action, Access>] = &[
    Binding { keys: &["A"], action: Action::Grant, label: "access-key-grant", hint: "hint-grant", when: is_open },
    Binding { keys: &["D"], action: Action::Decline, label: "access-key-decline", hint: "hint-decline", when: is_open },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "access-key-back", hint: "hint-back", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "access-key-refresh", hint: "hint-refresh", when: always },
];

fn is_open(access: &Access, _: &Context) -> bool {
    access.selected().is_some()
}

/// Most requests listed.
const LISTED: usize = 1_000;

#[derive(Debug, Clone)]
enum Ask {
    List(Vec<AccessRequestView>),
    Granted(i64, GrantAccess),
    Declined,
    // Questions to the user.
    Organization(i64),
    Role(i64, GrantAccess),
    /// Who leaves for them.
    Leaver(i64, GrantAccess, Vec<String>),
    Reason(i64),
}

/// The screen.
#[derive(Debug, Default)]
pub struct Access {
    list: Option<Vec<AccessRequestView>>,
    selection: Selection,
    failed: Option<String>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Access {
    fn fetch(&mut self, known: Vec<AccessRequestView>, cursor: Option<String>, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::List(_)));
        self.asks.call(Ask::List(known), Call::AccessRequests { cursor }, cx)
    }

    fn selected(&self) -> Option<&AccessRequestView> {
        self.list.as_ref()?.get(self.selection.at())
    }

    fn key(&mut self, key: Pressed, cx: &Context) -> Vec<Effect> {
        let chosen = self.selected().map(|request| request.id);
        match (resolve(KEYS, &self.chord, key, self, cx), chosen) {
            (Some(Action::Move(step)), _) => {
                let count = self.list.as_ref().map_or(0, Vec::len);
                self.selection.step(step, count);
                Vec::new()
            }
            (Some(Action::Grant), Some(id)) => self.asks.dialog(Ask::Organization(id), organization_form(cx), cx),
            (Some(Action::Decline), Some(id)) => self.asks.dialog(Ask::Reason(id), reason_form(cx), cx),
            (Some(Action::Refresh), _) => self.fetch(Vec::new(), None, cx),
            (Some(Action::Back), _) => vec![Effect::Back],
            _ => Vec::new(),
        }
    }

    fn grant(&mut self, id: i64, how: GrantAccess, cx: &Context) -> Vec<Effect> {
        let call = Call::GrantAccess(id, Box::new(how.clone()), Key::fresh());
        self.asks.call(Ask::Granted(id, how), call, cx)
    }

    fn chose(&mut self, ask: Ask, choice: &Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::Organization(id), Choice::Typed(values)) => {
                let typed = |at: usize| values.get(at).map(|text| text.trim().to_owned()).unwrap_or_default();
                if typed(0).is_empty() {
                    return self.asks.dialog(
                        Ask::Organization(id),
                        with_error(organization_form(cx), cx.text("access-organization-missing")),
                        cx,
                    );
                }
                let how = GrantAccess {
                    organization: typed(0),
                    product: Some(typed(1)).filter(|slug| !slug.is_empty()),
                    role: AccountRole::Administrator,
                    account_wide: false,
                    is_shared: false,
                    instead_of: None,
                    hand_over_to: None,
                };
                let roles = AccountRole::ALL.iter().map(|role| cx.text(&format!("account-role-{role}")));
                let labels = roles.chain([cx.text("request-shared")]);
                let items = labels.map(|label| Item { label, detail: String::new() }).collect();
                let pick = Pick { title: cx.text("access-role-title"), items, at: 1 };
                self.asks.dialog(Ask::Role(id, how), Dialog::Pick(pick), cx)
            }
            (Ask::Role(id, how), Choice::Nth(at)) => {
                let role = AccountRole::ALL.get(*at).copied();
                self.grant(id, GrantAccess { role: role.unwrap_or(AccountRole::Member), is_shared: role.is_none(), ..how }, cx)
            }
            (Ask::Leaver(id, how, emails), Choice::Nth(at)) => {
                self.grant(id, GrantAccess { instead_of: emails.get(*at).cloned(), ..how }, cx)
            }
            (Ask::Reason(id), Choice::Typed(values)) => {
                let reason = values.first().cloned().unwrap_or_default();
                if reason.trim().is_empty() {
                    return self.asks.dialog(Ask::Reason(id), with_error(reason_form(cx), cx.text("decline-empty")), cx);
                }
                self.asks.call(Ask::Declined, Call::DeclineAccess(id, reason, Key::fresh()), cx)
            }
            _ => Vec::new(),
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::List(mut known), Ok(Answer::AccessRequests(page))) => {
                let page = *page;
                let is_stuck = page.requests.is_empty();
                known.extend(page.requests);
                match page.next {
                    Some(cursor) if !is_stuck && known.len() < LISTED => return self.fetch(known, Some(cursor), cx),
                    _ => {
                        self.selection.clamp(known.len());
                        (self.list, self.failed) = (Some(known), None);
                    }
                }
                Vec::new()
            }
            (Ask::List(_), Err(failure)) => {
                self.failed = Some(words::failure(&failure, cx));
                Vec::new()
            }
            (Ask::Granted(id, how), Err(Failure::Problem(problem))) if problem.code == ErrorCode::NoSeatLeft => {
                let seats = problem.current.clone().and_then(|current| serde_json::from_value::<SeatList>(current).ok());
                let Some(seats) = seats else { return vec![Effect::Say(Tone::Bad, inline(&problem.title).into_owned())] };
                let (items, emails) = leavers(&seats, cx);
                let title = cx.text_with("leaver-title", &[("total", seats.pool.total.into())]);
                self.asks.dialog(Ask::Leaver(id, how, emails), Dialog::Pick(Pick { title, items, at: 0 }), cx)
            }
            (Ask::Granted(..), Ok(Answer::Decided(decided))) => {
                let said = cx.text_with("access-granted", &[("number", decided.number.to_string().into())]);
                vec![Effect::Say(Tone::Good, said), Effect::Go(Route::Case(decided.number, None))]
            }
            (Ask::Declined, Ok(_)) => {
                let mut effects = vec![Effect::Say(Tone::Good, cx.text("access-was-declined"))];
                effects.extend(self.fetch(Vec::new(), None, cx));
                effects
            }
            (_, Err(failure)) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            (_, Ok(_)) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        }
    }
}

/// Asks for the organization, which the stranger may have named in their own words.
fn organization_form(cx: &Context) -> Dialog {
    let field = |label: &str| Field { label: cx.text(label), value: String::new(), kind: FieldKind::Line, limit: NAME_CHARS };
    let fields = vec![field("access-organization"), field("access-product")];
    Dialog::Form(Form { title: cx.text("access-grant-title"), body: vec![cx.text("access-grant-body")], fields, error: None })
}

fn reason_form(cx: &Context) -> Dialog {
    let field = Field { label: cx.text("decline-words"), value: String::new(), kind: FieldKind::Block, limit: REASON_CHARS };
    Dialog::Form(Form {
        title: cx.text("access-decline-title"),
        body: vec![cx.text("access-decline-body")],
        fields: vec![field],
        error: None,
    })
}

/// What a stranger said, a field on each line.
fn said(asked: &NewAccessRequest, cx: &Context) -> Vec<String> {
    let fields = [
        ("request-email", &asked.email),
        ("access-company", &asked.company),
        ("access-username", &asked.username),
        ("request-product", &asked.product),
        ("request-title", &asked.title),
        ("request-phone", &asked.phone),
    ];
    let fields = fields.iter().filter(|(_, value)| !value.is_empty());
    fields.map(|(label, value)| format!("{}: {}", cx.text(label), inline(value))).collect()
}

impl Layer for Access {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back | Msg::Shown => self.fetch(Vec::new(), None, cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match self.asks.take(ticket) {
                Some(ask) => self.chose(ask, &choice, cx),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width).saturating_sub(2);
        put(frame.buffer_mut(), area.x + 1, area.y, area.width, &Line::from(span(cx.text("access-title"), cx.theme.strong)));
        let note = match (&self.failed, &self.list) {
            (Some(words), _) => Some((cx.theme.danger, words.clone())),
            (None, None) => Some((cx.theme.muted, cx.text("requests-loading"))),
            (None, Some(list)) if list.is_empty() => Some((cx.theme.muted, cx.text("access-nobody"))),
            _ => None,
        };
        if let Some((style, words)) = note {
            for (y, line) in (area.y + 2..area.bottom()).zip(wrap(&words, cells)) {
                put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, style)));
            }
            return;
        }
        let list = self.list.as_deref().unwrap_or_default();
        let about = self.selected().map(|request| said(&request.asked, cx)).unwrap_or_default();
        let below = u16::try_from(about.len() + 1).unwrap_or(0).min(area.height / 2);
        let rows = usize::from(area.height.saturating_sub(2 + below));
        for (y, at) in (area.y + 2..).zip(self.selection.window(list.len(), rows)) {
            let request = &list[at];
            let is_chosen = at == self.selection.at();
            let own = |style| if is_chosen { cx.theme.selection } else { style };
            let (name, when) = ((cells / 3).min(28), cx.times.stamp(request.created_at));
            let company = cells.saturating_sub(name + crate::widgets::text::width(&when) + 5);
            let line = Line::from(vec![
                span(format!(" {}  ", column(&inline(&request.asked.name), name)), own(cx.theme.text)),
                span(format!("{}  ", column(&fit(&inline(&request.asked.company), company), company)), own(cx.theme.muted)),
                span(when, own(cx.theme.muted)),
            ]);
            put(frame.buffer_mut(), area.x, y, area.width, &line);
        }
        let top = area.bottom().saturating_sub(below.saturating_sub(1));
        for (y, line) in (top..area.bottom()).zip(about) {
            put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(fit(&line, cells), cx.theme.muted)));
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-access", KEYS, self, cx)]
    }
}
