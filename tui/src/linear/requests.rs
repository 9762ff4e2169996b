//! What support can be asked to change (S4, S8), question after question; a refused request is corrected without typing it again.

use caseport_shared::api::case::NewCase;
use caseport_shared::api::product::ProductSummary;
use caseport_shared::api::seat::SeatList;
use caseport_shared::limits::{EMAIL_CHARS, NAME_CHARS};
use caseport_shared::person::{AccountRole, email};
use caseport_shared::request::{ChangeRole, ChangeSeat, GrantSeat, PutContact, RemoveContact, RemoveUser, ServiceRequest};
use caseport_shared::severity::Severity;
use caseport_shared::text::inline;

use super::{Desk, Step, Stop};
use crate::api::{ApiError, Key};
use crate::words::request as sentences;

/// What can be asked for, by the keys of its names.
const KINDS: [&str; 6] = [
    "requests-new-user",
    "requests-remove-user",
    "requests-change-seat",
    "requests-change-role",
    "requests-put-contact",
    "requests-remove-contact",
];

/// What was typed for a newcomer or a contact; it stands in for an answer that is only Enter the next time.
#[derive(Debug, Default, Clone)]
struct Typed {
    name: String,
    email: String,
    title: String,
    phone: String,
}

impl Desk<'_> {
    /// Lets one kind of change be chosen, asks what belongs to it and files it as a case.
    pub(super) async fn requests(&mut self) -> Step<()> {
        let mut seats = self.call(|api| async move { api.seats(None).await }).await?;
        let values = [
            ("organization", inline(&seats.organization.name).into_owned().into()),
            ("taken", seats.pool.taken.into()),
            ("total", seats.pool.total.into()),
            ("plan", inline(&seats.plan).into_owned().into()),
        ];
        self.say(&self.text_with("requests-seats", &values)).await?;
        let kinds = KINDS.map(|key| self.text(key));
        let kind = self.choose(&self.text("requests-title"), &kinds, None).await?;
        let mut products = self.all_products().await?;
        products.retain(|product| product.can_file);
        let Some(first) = products.first().map(|product| product.slug.clone()) else {
            return self.say_text("cli-request-no-product").await;
        };
        let mut typed = Typed::default();
        loop {
            let asks = self.ask_what(kind, &seats, &products, &mut typed).await?;
            match self.send_request(&asks, &first).await {
                Err(Stop::Refused(error)) if is_correctable(&error) => {
                    self.say_error(&error).await?;
                    self.say_text("linear-request-again").await?;
                    // The last seat may have been taken in the meantime.
                    seats = self.call(|api| async move { api.seats(None).await }).await?;
                }
                outcome => return outcome,
            }
        }
    }

    /// Reads the request out, and files it when that is what they want.
    async fn send_request(&mut self, asks: &ServiceRequest, first: &str) -> Step<()> {
        self.say_request(asks).await?;
        if !self.confirm(&self.text_with("linear-yes-no", &[("question", self.text("linear-request-send").into())])).await? {
            return self.say_text("linear-unchanged").await;
        }
        let case = NewCase {
            product: asks.product().unwrap_or(first).to_owned(),
            // What is asked of support about access is of the least impact (MISSION section 8).
            severity: Severity::Cosmetic,
            subject: sentences::subject(&self.strings, asks),
            description: sentences::description(&self.strings, asks),
            request: Some(asks.clone()),
            ..NewCase::default()
        };
        let (case, key) = (&case, Key::fresh());
        let filed = self.call(|api| async move { api.file_case(case, key).await }).await?;
        self.say(&self.text_with("linear-request-filed", &[("number", filed.number.to_string().into())])).await
    }

    /// Says what is asked for, a line for each field.
    pub(super) async fn say_request(&mut self, asks: &ServiceRequest) -> Step<()> {
        self.say(&sentences::subject(&self.strings, asks)).await?;
        for (label, value) in sentences::fields(&self.strings, asks) {
            self.say(&self.text_with("linear-fact", &[("label", label.into()), ("value", value.into())])).await?;
        }
        Ok(())
    }

    async fn ask_what(&mut self, kind: usize, seats: &SeatList, products: &[ProductSummary], typed: &mut Typed) -> Step<ServiceRequest> {
        Ok(match kind {
            0 => self.newcomer(seats, products, typed).await?,
            1 => {
                let email = self.whom("requests-who").await?;
                let hand_over_to = self.heir(&email, seats).await?;
                ServiceRequest::RemoveUser(RemoveUser { email, hand_over_to })
            }
            2 => {
                let holder = &seats.holders[self.holder("requests-seat", seats).await?];
                let product = holder.product.as_ref().map(|product| product.slug.clone());
                ServiceRequest::ChangeSeat(ChangeSeat { email: holder.email.clone(), product, account_wide: !holder.account_wide })
            }
            3 => {
                let email = self.whom("requests-who").await?;
                let roles = AccountRole::ALL.iter().map(|role| self.text(&format!("account-role-{role}"))).collect::<Vec<_>>();
                let role = AccountRole::ALL[self.choose(&self.text("request-role"), &roles, None).await?];
                ServiceRequest::ChangeRole(ChangeRole { email, role })
            }
            4 => {
                let product = self.product_of(products, false).await?.unwrap_or_default();
                self.identity("request-name", typed).await?;
                let told = ["request-told-both", "request-told-maintenance", "request-told-incidents", "request-told-nothing"];
                let told = told.map(|key| self.text(key));
                let at = self.choose(&self.text("request-told"), &told, None).await?;
                let (name, email, title) = (typed.name.clone(), typed.email.clone(), given(&typed.title));
                let (maintenance, incidents) = (at <= 1, at == 0 || at == 2);
                ServiceRequest::PutContact(PutContact { product, email, name, title, maintenance, incidents })
            }
            _ => {
                let product = self.product_of(products, false).await?.unwrap_or_default();
                let slug = product.as_str();
                let contacts = self.call(|api| async move { api.product(slug).await }).await?.contacts;
                let options: Vec<String> = contacts.iter().map(|one| named(&one.name, &one.email)).collect();
                let at = self.one_of("requests-who", &options).await?;
                ServiceRequest::RemoveContact(RemoveContact { email: contacts[at].email.clone(), product })
            }
        })
    }

    async fn newcomer(&mut self, seats: &SeatList, products: &[ProductSummary], typed: &mut Typed) -> Step<ServiceRequest> {
        self.identity("request-full-name", typed).await?;
        typed.phone = self.again_or("request-phone", &typed.phone, NAME_CHARS, true).await?;
        let product = self.product_of(products, true).await?;
        let mut roles: Vec<String> = AccountRole::ALL.iter().map(|role| self.text(&format!("account-role-{role}"))).collect();
        roles.push(self.text("request-shared"));
        let role = AccountRole::ALL.get(self.choose(&self.text("request-role"), &roles, None).await?).copied();
        let sees = ["request-sees-own", "request-sees-all"].map(|key| self.text(key));
        let account_wide = self.choose(&self.text("request-sees"), &sees, None).await? == 1;
        let instead_of = if seats.pool.taken < seats.pool.total { None } else { Some(self.leaver(seats).await?) };
        Ok(ServiceRequest::GrantSeat(GrantSeat {
            name: typed.name.clone(),
            email: typed.email.clone(),
            title: given(&typed.title),
            phone: given(&typed.phone),
            product,
            role: role.unwrap_or(AccountRole::Member),
            account_wide,
            is_shared: role.is_none(),
            instead_of,
            hand_over_to: None,
        }))
    }

    /// Name, email and title of somebody new.
    async fn identity(&mut self, name: &str, typed: &mut Typed) -> Step<()> {
        typed.name = self.again_or(name, &typed.name, NAME_CHARS, false).await?;
        loop {
            typed.email = self.again_or("request-email", &typed.email, EMAIL_CHARS, false).await?;
            if email(&typed.email).is_some() {
                break;
            }
            self.say_text("join-no-email").await?;
        }
        typed.title = self.again_or("request-title", &typed.title, NAME_CHARS, true).await?;
        Ok(())
    }

    /// A line, where Enter keeps what was typed the time before.
    async fn again_or(&mut self, key: &str, before: &str, limit: usize, is_optional: bool) -> Step<String> {
        let label = self.text(key);
        if before.is_empty() {
            let key = if is_optional { "linear-request-field-optional" } else { "linear-request-field" };
            return self.ask_field(&self.text_with(key, &[("label", label.into())]), limit, is_optional).await;
        }
        let values = [("label", label.into()), ("before", inline(before).into_owned().into())];
        let typed = self.ask_field(&self.text_with("linear-request-field-again", &values), limit, true).await?;
        Ok(if typed.is_empty() { before.to_owned() } else { typed })
    }

    /// A product, or all of the organization's.
    async fn product_of(&mut self, products: &[ProductSummary], is_all_offered: bool) -> Step<Option<String>> {
        let mut options: Vec<String> = is_all_offered.then(|| self.text("request-all-products")).into_iter().collect();
        let shift = options.len();
        options.extend(products.iter().map(|product| inline(&product.name).into_owned()));
        let at = self.one_of("request-product", &options).await?;
        Ok(at.checked_sub(shift).map(|at| products[at].slug.clone()))
    }

    /// Somebody of the organization.
    async fn whom(&mut self, title: &str) -> Step<String> {
        let organization = self.me.as_ref().and_then(|me| me.organization.as_ref()).map(|one| one.slug.clone());
        let people = self.everybody(None, organization.as_deref()).await?;
        let options: Vec<String> = people.iter().map(|one| named(&one.name, &one.email)).collect();
        let at = self.one_of(title, &options).await?;
        Ok(people[at].email.clone())
    }

    /// Who gets the open cases of whoever leaves; nobody, where the Owners follow them.
    async fn heir(&mut self, leaving: &str, seats: &SeatList) -> Step<Option<String>> {
        let others = each_once(seats, leaving);
        let mut options = vec![self.text("request-owners-follow")];
        options.extend(others.iter().map(|(words, _)| words.clone()));
        let at = self.one_of("request-hand-over-to", &options).await?;
        Ok(at.checked_sub(1).map(|at| others[at].1.clone()))
    }

    /// Who leaves where no seat is left; nobody picks themselves.
    pub(super) async fn leaver(&mut self, seats: &SeatList) -> Step<String> {
        let me = self.me.as_ref().map(|me| me.email.clone()).unwrap_or_default();
        let others = each_once(seats, &me);
        let options: Vec<String> = others.iter().map(|(words, _)| words.clone()).collect();
        let at = self.one_of("requests-leaver", &options).await?;
        Ok(others[at].1.clone())
    }

    async fn holder(&mut self, title: &str, seats: &SeatList) -> Step<usize> {
        let line = |holder: &caseport_shared::api::seat::SeatHolder| {
            let product = holder.product.as_ref().map_or_else(|| self.text("request-all-products"), |one| inline(&one.name).into_owned());
            let then = self.text(if holder.account_wide { "requests-narrow" } else { "requests-widen" });
            format!("{} ({product}), {then}", inline(&holder.name))
        };
        let options: Vec<String> = seats.holders.iter().map(line).collect();
        self.one_of(title, &options).await
    }

    /// One of those that there are; going back where there are none.
    async fn one_of(&mut self, title: &str, options: &[String]) -> Step<usize> {
        if options.is_empty() {
            self.say_text("requests-nothing").await?;
            return Err(Stop::Back);
        }
        self.pick(&self.text(title), options).await
    }
}

/// Whether another answer could make the server take it.
fn is_correctable(error: &ApiError) -> bool {
    matches!(error, ApiError::Problem(problem) if matches!(problem.status, 409 | 422))
}

fn given(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn named(name: &str, email: &str) -> String {
    format!("{}, {}", inline(name), inline(email))
}

/// The holders of seats, each once, but one.
fn each_once(seats: &SeatList, but: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for holder in seats.holders.iter().filter(|holder| holder.email != but) {
        if out.iter().all(|(_, email)| *email != holder.email) {
            out.push((named(&holder.name, &holder.email), holder.email.clone()));
        }
    }
    out
}
