//! Sentences about service requests: what a case asks for, on one line and in full.

use caseport_shared::api::request::RequestView;
use caseport_shared::request::{RequestState, ServiceRequest};
use caseport_shared::text::inline;

use super::person;
use crate::strings::Strings;
use crate::times::Times;

/// What is asked for on one line, such as a case's subject.
pub fn subject(strings: &Strings, asks: &ServiceRequest) -> String {
    let who = match asks {
        ServiceRequest::GrantSeat(grant) => format!("{} <{}>", inline(&grant.name), inline(&grant.email)),
        ServiceRequest::PutContact(put) => format!("{} <{}>", inline(&put.name), inline(&put.email)),
        other => inline(other.email()).into_owned(),
    };
    strings.text_with(&format!("request-{}", asks.kind()), &[("who", who.into())])
}

/// What is asked for in full: names of fields, and what they hold.
pub fn fields(strings: &Strings, asks: &ServiceRequest) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut add = |key: &str, value: Option<String>| rows.extend(value.map(|value| (strings.text(key), value)));
    let clean = |text: &Option<String>| text.as_deref().map(|text| inline(text).into_owned());
    let product = |slug: &Option<String>| clean(slug).or_else(|| Some(strings.text("request-all-products")));
    let sees = |account_wide: bool| Some(strings.text(if account_wide { "request-sees-all" } else { "request-sees-own" }));
    match asks {
        ServiceRequest::GrantSeat(grant) => {
            add("request-name", Some(inline(&grant.name).into_owned()));
            add("request-email", Some(inline(&grant.email).into_owned()));
            add("request-title", clean(&grant.title));
            add("request-phone", clean(&grant.phone));
            add("request-product", product(&grant.product));
            add("request-role", Some(strings.text(&format!("account-role-{}", grant.role))));
            add("request-sees", sees(grant.account_wide));
            add("request-shared", grant.is_shared.then(|| strings.text("request-yes")));
            add("request-instead-of", clean(&grant.instead_of));
            add("request-hand-over-to", clean(&grant.hand_over_to));
        }
        ServiceRequest::RemoveUser(remove) => {
            add("request-email", Some(inline(&remove.email).into_owned()));
            add("request-hand-over-to", clean(&remove.hand_over_to).or_else(|| Some(strings.text("request-owners-follow"))));
        }
        ServiceRequest::ChangeSeat(change) => {
            add("request-email", Some(inline(&change.email).into_owned()));
            add("request-product", product(&change.product));
            add("request-sees", sees(change.account_wide));
        }
        ServiceRequest::ChangeRole(change) => {
            add("request-email", Some(inline(&change.email).into_owned()));
            add("request-role", Some(strings.text(&format!("account-role-{}", change.role))));
        }
        ServiceRequest::PutContact(put) => {
            add("request-product", Some(inline(&put.product).into_owned()));
            add("request-name", Some(inline(&put.name).into_owned()));
            add("request-email", Some(inline(&put.email).into_owned()));
            add("request-title", clean(&put.title));
            let told = match (put.maintenance, put.incidents) {
                (true, true) => "request-told-both",
                (true, false) => "request-told-maintenance",
                (false, true) => "request-told-incidents",
                (false, false) => "request-told-nothing",
            };
            add("request-told", Some(strings.text(told)));
        }
        ServiceRequest::RemoveContact(remove) => {
            add("request-product", Some(inline(&remove.product).into_owned()));
            add("request-email", Some(inline(&remove.email).into_owned()));
        }
    }
    rows
}

/// What is asked for as text for a description, a field on each line.
pub fn description(strings: &Strings, asks: &ServiceRequest) -> String {
    fields(strings, asks).into_iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}

/// Where a request stands, who decided when, and until when it can be taken back.
pub fn standing(strings: &Strings, request: &RequestView, times: &Times) -> String {
    let state = strings.text(match request.state {
        RequestState::Pending => "request-pending",
        RequestState::Applied => "request-applied",
        RequestState::Declined => "request-declined",
    });
    let decided = request.decided_at.zip(request.decided_by.as_ref()).map(|(at, by)| {
        let values = [("state", state.clone().into()), ("person", person(by).into()), ("date", times.stamp(at).into())];
        strings.text_with("request-decided", &values)
    });
    let undo = request.undo_until.map(|at| strings.text_with("request-undo-until", &[("date", times.stamp(at).into())]));
    decided.into_iter().chain(undo).reduce(|a, b| format!("{a}; {b}")).unwrap_or(state)
}

#[cfg(test)]
mod tests {
    use super::{description, subject};
    use crate::strings::Strings;

    #[test]
    fn a_request_is_said_in_full_and_commands_no_terminal() {
        let strings = Strings::english();
        let text =
            r#"{"kind":"grant-seat","name":"Nia\u001b[2J","email":"nia@acme.example","role":"owner","instead_of":"ada@acme.example"}"#;
        let asks = serde_json::from_str(text).unwrap();
        assert_eq!(subject(&strings, &asks), "Portal access for Nia <nia@acme.example>");
        insta::assert_snapshot!(description(&strings, &asks), @r"
        Name: Nia
        Email: nia@acme.example
        Product: all of the organization's
        Role: Owner
        Sees: the cases they filed or watch
        In place of: ada@acme.example
        ");
        for kind in ["remove-user", "change-seat", "change-role", "put-contact", "remove-contact"] {
            assert!(strings.has(&format!("request-{kind}")), "{kind}");
        }
    }
}
