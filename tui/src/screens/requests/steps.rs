//! The questions behind each kind of request, one after the other, and the case that their answers make.

use caseport_shared::api::draft::DraftContent;
use caseport_shared::limits::{EMAIL_CHARS, NAME_CHARS};
use caseport_shared::person::AccountRole;
use caseport_shared::severity::Severity;
use caseport_shared::text::inline;

use super::questions::Known;
use crate::app::Context;
use crate::screens::case::{leavers, with_error};
use crate::widgets::dialog::{Choice, Dialog, Field, FieldKind, Form, Item, Pick};
use crate::words::request;

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    NewUser,
    RemoveUser,
    ChangeSeat,
    ChangeRole,
    PutContact,
    RemoveContact,
}

/// Everything that can be asked for, in the order in which it is shown.
pub(super) const KINDS: [Kind; 6] =
    [Kind::NewUser, Kind::RemoveUser, Kind::ChangeSeat, Kind::ChangeRole, Kind::PutContact, Kind::RemoveContact];

impl Kind {
    /// The key of its name.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::NewUser => "requests-new-user",
            Self::RemoveUser => "requests-remove-user",
            Self::ChangeSeat => "requests-change-seat",
            Self::ChangeRole => "requests-change-role",
            Self::PutContact => "requests-put-contact",
            Self::RemoveContact => "requests-remove-contact",
        }
    }

    /// The key of what it is for.
    pub(super) const fn detail(self) -> &'static str {
        match self {
            Self::NewUser => "requests-new-user-detail",
            Self::RemoveUser => "requests-remove-user-detail",
            Self::ChangeSeat => "requests-change-seat-detail",
            Self::ChangeRole => "requests-change-role-detail",
            Self::PutContact => "requests-put-contact-detail",
            Self::RemoveContact => "requests-remove-contact-detail",
        }
    }

    const fn steps(self) -> &'static [Step] {
        match self {
            Self::NewUser => &[Step::Newcomer, Step::Product, Step::Role, Step::Sees, Step::Leaver],
            Self::RemoveUser => &[Step::Person, Step::Heir],
            Self::ChangeSeat => &[Step::Seat],
            Self::ChangeRole => &[Step::Person, Step::Role],
            Self::PutContact => &[Step::Product, Step::Contact, Step::Told],
            Self::RemoveContact => &[Step::Product, Step::OldContact],
        }
    }
}

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Newcomer,
    Product,
    Role,
    Sees,
    /// Who leaves, where no seat is left.
    Leaver,
    Person,
    /// Who gets the open cases of whoever leaves.
    Heir,
    Seat,
    Contact,
    Told,
    OldContact,
}

/// What comes next.
pub(super) enum Next {
    Ask(Dialog),
    /// A product's contacts have to be known.
    Fetch(String),
    File(Box<DraftContent>),
    /// There is nothing to pick from, in words.
    Nothing(String),
}

/// A request on its way: the answers so far.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    pub kind: Kind,
    pub at: usize,
    /// Texts that were typed, in the order of their fields.
    pub typed: Vec<String>,
    pub error: Option<&'static str>,
    pub email: String,
    pub product: Option<String>,
    pub role: AccountRole,
    pub is_shared: bool,
    pub account_wide: bool,
    pub instead_of: Option<String>,
    pub hand_over_to: Option<String>,
    pub told: (bool, bool),
}

impl Asking {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            at: 0,
            typed: Vec::new(),
            error: None,
            email: String::new(),
            product: None,
            // What most are; Owners answer for the account.
            role: AccountRole::Administrator,
            is_shared: false,
            account_wide: false,
            instead_of: None,
            hand_over_to: None,
            told: (true, true),
        }
    }

    fn step(&self) -> Option<Step> {
        self.kind.steps().get(self.at).copied()
    }

    /// The next question, or the case.
    pub(super) fn next(&self, known: &Known, cx: &Context) -> Next {
        let Some(step) = self.step().filter(|step| *step != Step::Leaver || !is_free(known)) else { return self.file(known, cx) };
        if step == Step::OldContact {
            let slug = self.product.clone().unwrap_or_default();
            if known.product.as_ref().is_none_or(|product| product.summary.slug != slug) {
                return Next::Fetch(slug);
            }
        }
        let title = cx.text(self.kind.label());
        match step {
            Step::Newcomer | Step::Contact => Next::Ask(self.form(step, &title, cx)),
            _ => {
                let items = self.items(step, known, cx);
                if items.is_empty() {
                    return Next::Nothing(cx.text("requests-nothing"));
                }
                let title = format!("{title}: {}", cx.text(question(step)));
                let at = self.place(step, known, cx);
                Next::Ask(Dialog::Pick(Pick { title, items, at }))
            }
        }
    }

    fn form(&self, step: Step, title: &str, cx: &Context) -> Dialog {
        let fields: &[(&str, usize)] = if step == Step::Newcomer {
            &[
                ("request-full-name", NAME_CHARS),
                ("request-email", EMAIL_CHARS),
                ("request-title", NAME_CHARS),
                ("request-phone", NAME_CHARS),
            ]
        } else {
            &[("request-name", NAME_CHARS), ("request-email", EMAIL_CHARS), ("request-title", NAME_CHARS)]
        };
        let field = |(at, (label, limit)): (usize, &(&str, usize))| Field {
            label: cx.text(label),
            value: self.typed.get(at).cloned().unwrap_or_default(),
            kind: FieldKind::Line,
            limit: *limit,
        };
        let fields = fields.iter().enumerate().map(field).collect();
        let form = Dialog::Form(Form { title: title.to_owned(), body: Vec::new(), fields, error: None });
        match self.error {
            Some(key) => with_error(form, cx.text(key)),
            None => form,
        }
    }

    /// What there is to pick from.
    fn items(&self, step: Step, known: &Known, cx: &Context) -> Vec<Item> {
        let plain = |key: &str| Item { label: cx.text(key), detail: String::new() };
        let person = |name: &str, email: &str| Item { label: inline(name).into_owned(), detail: inline(email).into_owned() };
        match step {
            Step::Product => {
                let all = (self.kind == Kind::NewUser).then(|| plain("request-all-products"));
                let products = known.products.iter().map(|product| person(&product.name, &product.slug));
                all.into_iter().chain(products).collect()
            }
            Step::Role => {
                let roles = AccountRole::ALL.iter().map(|role| plain(&format!("account-role-{role}")));
                let shared = (self.kind == Kind::NewUser).then(|| plain("request-shared"));
                roles.chain(shared).collect()
            }
            Step::Sees => vec![plain("request-sees-own"), plain("request-sees-all")],
            Step::Leaver => known.seats.as_ref().map(|seats| leavers(seats, cx).0).unwrap_or_default(),
            Step::Person => known.people.iter().map(|one| person(&one.name, &one.email)).collect(),
            Step::Heir => {
                let others = known.people.iter().filter(|one| one.email != self.email && one.has_seat);
                std::iter::once(plain("request-owners-follow")).chain(others.map(|one| person(&one.name, &one.email))).collect()
            }
            Step::Seat => known
                .seats
                .iter()
                .flat_map(|seats| &seats.holders)
                .map(|holder| {
                    let product =
                        holder.product.as_ref().map_or_else(|| cx.text("request-all-products"), |one| inline(&one.name).into_owned());
                    let sees = cx.text(if holder.account_wide { "requests-narrow" } else { "requests-widen" });
                    Item { label: format!("{} ({product})", inline(&holder.name)), detail: sees }
                })
                .collect(),
            Step::Told => {
                ["request-told-both", "request-told-maintenance", "request-told-incidents", "request-told-nothing"].map(plain).to_vec()
            }
            Step::OldContact => {
                known.product.iter().flat_map(|product| &product.contacts).map(|one| person(&one.name, &one.email)).collect()
            }
            Step::Newcomer | Step::Contact => Vec::new(),
        }
    }

    /// Takes an answer; whether to go on, for whoever leaves the first question leaves all.
    pub(super) fn take(&mut self, choice: &Choice, known: &Known, cx: &Context) -> bool {
        let Some(step) = self.step() else { return false };
        self.error = None;
        match (step, choice) {
            (Step::Newcomer | Step::Contact, Choice::Typed(values)) => {
                self.typed.clone_from(values);
                self.email = values.get(1).map(|email| email.trim().to_owned()).unwrap_or_default();
                let is_named = values.first().is_some_and(|name| !name.trim().is_empty());
                self.error = match caseport_shared::person::email(&self.email) {
                    _ if !is_named || self.email.is_empty() => Some("requests-name-and-email"),
                    None => Some("join-no-email"),
                    Some(_) => None,
                };
                if self.error.is_some() {
                    return true;
                }
            }
            (_, Choice::Nth(at)) => self.pick(step, *at, known, cx),
            // Back to the question before, with the answer that it has.
            (_, Choice::Left) if self.at > 0 => {
                self.at -= 1;
                return true;
            }
            (_, Choice::Typed(_) | Choice::Left) => return false,
        }
        self.at += 1;
        true
    }

    fn pick(&mut self, step: Step, at: usize, known: &Known, cx: &Context) {
        let email = |at: Option<usize>| at.and_then(|at| known.people.get(at)).map(|person| person.email.clone());
        match step {
            Step::Product => {
                let shift = usize::from(self.kind == Kind::NewUser);
                self.product = at.checked_sub(shift).and_then(|at| known.products.get(at)).map(|product| product.slug.clone());
            }
            Step::Role => {
                let role = AccountRole::ALL.get(at).copied();
                (self.role, self.is_shared) = (role.unwrap_or(AccountRole::Member), role.is_none());
            }
            Step::Sees => self.account_wide = at == 1,
            Step::Leaver => {
                self.instead_of = known.seats.as_ref().and_then(|seats| leavers(seats, cx).1.get(at).cloned());
            }
            Step::Person => self.email = email(Some(at)).unwrap_or_default(),
            Step::Heir => {
                let mut others = known.people.iter().filter(|one| one.email != self.email && one.has_seat);
                self.hand_over_to = at.checked_sub(1).and_then(|at| others.nth(at)).map(|person| person.email.clone());
            }
            Step::Seat => {
                if let Some(holder) = known.seats.as_ref().and_then(|seats| seats.holders.get(at)) {
                    self.email.clone_from(&holder.email);
                    self.product = holder.product.as_ref().map(|product| product.slug.clone());
                    self.account_wide = !holder.account_wide;
                }
            }
            Step::Told => self.told = (at <= 1, at == 0 || at == 2),
            Step::OldContact => {
                let contact = known.product.as_ref().and_then(|product| product.contacts.get(at));
                self.email = contact.map(|contact| contact.email.clone()).unwrap_or_default();
            }
            Step::Newcomer | Step::Contact => {}
        }
    }

    /// The case, with what is asked for in words, too.
    fn file(&self, known: &Known, cx: &Context) -> Next {
        let asks = self.asks(is_free(known));
        let named = asks.product().map(str::to_owned);
        let product = named.or_else(|| known.products.first().map(|product| product.slug.clone())).unwrap_or_default();
        Next::File(Box::new(DraftContent {
            product,
            severity: Severity::Cosmetic,
            subject: request::subject(&cx.strings, &asks),
            body: request::description(&cx.strings, &asks),
            request: Some(asks),
            ..DraftContent::default()
        }))
    }
}

/// Whether a seat is free, as far as that is known.
fn is_free(known: &Known) -> bool {
    known.seats.as_ref().is_none_or(|seats| seats.pool.taken < seats.pool.total)
}

const fn question(step: Step) -> &'static str {
    match step {
        Step::Newcomer | Step::Contact | Step::Person | Step::OldContact => "requests-who",
        Step::Product => "request-product",
        Step::Role => "request-role",
        Step::Sees => "request-sees",
        Step::Leaver => "requests-leaver",
        Step::Heir => "request-hand-over-to",
        Step::Seat => "requests-seat",
        Step::Told => "request-told",
    }
}
