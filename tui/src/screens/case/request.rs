//! What a case asks support to change: applied by one key, declined with words, taken back within the hour (S8).

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::request::{ApplyRequest, Decided};
use caseport_shared::api::seat::SeatList;
use caseport_shared::limits::REASON_CHARS;
use caseport_shared::person::AccountRole;
use caseport_shared::request::{RequestAction, ServiceRequest};
use caseport_shared::text::inline;

use super::forms::{with_error, with_values};
use super::{Ask, Case};
use crate::app::Context;
use crate::effect::{Change, Effect, Failure, Tone};
use crate::widgets::dialog::{Confirm, Dialog, Field, FieldKind, Form, Item, Pick};
use crate::words::request;

impl Case {
    /// Whether the reader may do something with the request that the case carries.
    pub(super) fn may_with_request(&self, action: RequestAction) -> bool {
        self.view.as_ref().and_then(|case| case.request.as_ref()).is_some_and(|request| request.can.contains(&action))
    }

    /// Shows what would be done, with the organization and the role that support confirms (S4).
    pub(super) fn ask_to_apply(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(case) = &self.view else { return Vec::new() };
        let Some(asked) = &case.request else { return Vec::new() };
        let organization = inline(&case.summary.organization.name).into_owned();
        let mut body = vec![cx.text_with("apply-organization", &[("organization", organization.into())])];
        body.extend(request::fields(&cx.strings, &asked.asks).into_iter().map(|(name, value)| format!("{name}: {value}")));
        let roles = match &asked.asks {
            ServiceRequest::GrantSeat(grant) if !grant.is_shared => other_roles(grant.role),
            _ => Vec::new(),
        };
        let mut buttons = vec![cx.text("apply-do")];
        buttons.extend(roles.iter().map(|role| {
            let role = cx.text(&format!("account-role-{role}"));
            cx.text_with("apply-as", &[("role", role.into())])
        }));
        buttons.push(cx.text("ask-leave"));
        let title = request::subject(&cx.strings, &asked.asks);
        self.asks.dialog(Ask::Apply(roles), Dialog::Confirm(Confirm { title, body, buttons }), cx)
    }

    /// The user answered a question about the request.
    pub(super) fn request_chose(&mut self, ask: Ask, nth: usize, typed: Option<String>, cx: &Context) -> Vec<Effect> {
        match ask {
            Ask::Apply(roles) if nth <= roles.len() => {
                let role = nth.checked_sub(1).and_then(|at| roles.get(at)).copied();
                self.change(Change::Apply(Box::new(ApplyRequest { role, ..ApplyRequest::default() })), None, cx)
            }
            Ask::Leaver(emails, how) => {
                let instead_of = emails.get(nth).cloned();
                self.change(Change::Apply(Box::new(ApplyRequest { instead_of, ..*how })), None, cx)
            }
            Ask::Decline => {
                let words = typed.unwrap_or_default();
                let form = with_values(decline_form(cx), std::slice::from_ref(&words));
                if words.trim().is_empty() {
                    return self.asks.dialog(Ask::Decline, with_error(form, cx.text("decline-empty")), cx);
                }
                self.change(Change::Decline(words), Some(Box::new(form)), cx)
            }
            Ask::UndoRequest if nth == 0 => self.change(Change::UndoRequest, None, cx),
            _ => Vec::new(),
        }
    }

    /// Asks who leaves for the newcomer, where no seat is left (S6).
    pub(super) fn no_seat_left(&mut self, how: &ApplyRequest, failure: &Failure, cx: &Context) -> Option<Vec<Effect>> {
        let Failure::Problem(problem) = failure else { return None };
        if problem.code != ErrorCode::NoSeatLeft {
            return None;
        }
        let seats: SeatList = serde_json::from_value(problem.current.clone()?).ok()?;
        let (items, emails) = leavers(&seats, cx);
        let values = [("taken", seats.pool.taken.into()), ("total", seats.pool.total.into())];
        let pick = Pick { title: cx.text_with("leaver-title", &values), items, at: 0 };
        Some(self.asks.dialog(Ask::Leaver(emails, Box::new(how.clone())), Dialog::Pick(pick), cx))
    }
}

/// Says which open cases of whoever left nobody was given.
pub(super) fn left_open(decided: &Decided, cx: &Context) -> Option<Effect> {
    if decided.left_open.is_empty() {
        return None;
    }
    let numbers = decided.left_open.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    Some(Effect::Say(Tone::Bad, cx.text_with("cli-left-open", &[("numbers", numbers.into())])))
}

/// The holders of seats to pick from, each once; nobody picks themselves.
pub(in crate::screens) fn leavers(seats: &SeatList, cx: &Context) -> (Vec<Item>, Vec<String>) {
    let mut emails: Vec<String> = Vec::new();
    let mut items = Vec::new();
    for holder in &seats.holders {
        if emails.contains(&holder.email) || cx.me.as_ref().is_some_and(|me| me.email == holder.email) {
            continue;
        }
        let product = holder.product.as_ref().map_or_else(|| cx.text("request-all-products"), |product| inline(&product.name).into_owned());
        let label = format!("{} <{}>", inline(&holder.name), inline(&holder.email));
        items.push(Item { label, detail: product });
        emails.push(holder.email.clone());
    }
    (items, emails)
}

/// The roles but one.
fn other_roles(role: AccountRole) -> Vec<AccountRole> {
    AccountRole::ALL.iter().copied().filter(|other| *other != role && *other != AccountRole::Member).collect()
}

/// Asks why a request is declined.
pub(super) fn decline_form(cx: &Context) -> Dialog {
    let field = Field { label: cx.text("decline-words"), value: String::new(), kind: FieldKind::Block, limit: REASON_CHARS };
    Dialog::Form(Form { title: cx.text("decline-title"), body: vec![cx.text("decline-body")], fields: vec![field], error: None })
}
