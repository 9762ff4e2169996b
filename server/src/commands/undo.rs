//! What takes a decision back: kept with it as steps, and gone through from the last to the first. What somebody changed since
//! is not overwritten: then nothing is taken back.

use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Visibility;
use caseport_shared::event::Fact;
use caseport_shared::person::AccountRole;
use serde::{Deserialize, Serialize};

use super::{Context, Error, announce, announce_people, contacts, decided, invite, leave, roles, save, seats};
use crate::domain::case::{Command, Edit};
use crate::store::departures::Someone;
use crate::store::{Audience, Tx, cases, departures, events, organizations, people};

/// Somebody as they were before they came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Full name.
    pub name: String,
    /// What they were for their organization.
    pub role: AccountRole,
    /// Whether it was a mailbox or distribution list.
    pub is_shared: bool,
    /// Their title and phone; absent where neither was touched.
    #[serde(default)]
    pub reached: Option<(Option<String>, Option<String>)>,
}

/// One thing that was done, with what was before; ids and small values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "kebab-case")]
pub enum Step {
    /// A seat was given.
    Gave {
        /// To whom.
        person: i64,
        /// On which product, or on all of the organization's.
        product: Option<i64>,
    },
    /// Somebody came, or came back.
    Came {
        /// Who.
        person: i64,
        /// Who they were before they had left.
        was: Option<Known>,
    },
    /// Somebody left, who had these seats: product and whether they are account-wide.
    Left {
        /// Who.
        person: i64,
        /// Their seats.
        seats: Vec<(Option<i64>, bool)>,
        /// Whether they had yet to accept their invitation.
        was_expected: bool,
        /// When, in unix milliseconds.
        at: i64,
    },
    /// A seat sees more or less.
    Widened {
        /// Whose.
        person: i64,
        /// On which product, or on all of the organization's.
        product: Option<i64>,
        /// Whether it was account-wide.
        was: bool,
    },
    /// Somebody has another role.
    Role {
        /// Who.
        person: i64,
        /// Before.
        was: AccountRole,
        /// Since.
        is: AccountRole,
    },
    /// An open case went to another requester.
    HandedOver {
        /// Case.
        case: i64,
        /// Whose it was.
        from: i64,
        /// Whose it is.
        to: i64,
    },
    /// Somebody follows an open case since.
    Watched {
        /// Case.
        case: i64,
        /// Who.
        person: i64,
    },
    /// A contact of a product was put, changed or removed.
    Contact {
        /// Product.
        product: i64,
        /// Address.
        email: String,
        /// What was there before.
        was: Option<contacts::Contact>,
        /// What is there since.
        is: Option<contacts::Contact>,
    },
}

/// Takes everything back, from the last step to the first; open cases that nobody has any more.
pub(super) fn take_back(tx: &mut Tx<'_>, context: &Context, organization_id: i64, steps: Vec<Step>) -> Result<Vec<CaseNumber>, Error> {
    let before = seats::pool(tx, organization_id, context.now_ms())?;
    let mut left_open = Vec::new();
    for step in steps.into_iter().rev() {
        left_open.extend(one(tx, context, organization_id, step)?);
    }
    seats::check_no_more(tx, organization_id, &before, context.now_ms())?;
    announce_people(tx, Some(organization_id));
    Ok(left_open)
}

fn changed() -> Error {
    let title = "something of it was changed since, so that it is not taken back by a key; file a request of its own";
    Problem::new(ErrorCode::WrongState, title).into()
}

fn one(tx: &mut Tx<'_>, context: &Context, organization_id: i64, step: Step) -> Result<Vec<CaseNumber>, Error> {
    match step {
        Step::Gave { person, product } => {
            if crate::store::seats::take(tx, person, product)? {
                noted(tx, context, person, "seat-taken-back")?;
            }
        }
        Step::Came { person, was } => return came(tx, context, person, was),
        Step::Left { person, seats, was_expected, at } => {
            let someone = departures::by_id(tx, person)?.filter(|someone| !someone.is_active && someone.left_at == Some(at));
            back(tx, context, &someone.ok_or_else(changed)?, organization_id, (seats, was_expected))?;
        }
        Step::Widened { person, product, was } => {
            let found = people::seat(tx, person, product)?.filter(|(_, is)| *is != was);
            let (seat, _) = found.ok_or_else(changed)?;
            people::update_seat(tx, seat, was)?;
            noted(tx, context, person, "seat-changed")?;
        }
        Step::Role { person, was, is } => {
            let someone = departures::by_id(tx, person)?.filter(|someone| someone.account.map(|(_, role)| role) == Some(is));
            roles::change(tx, context, &someone.ok_or_else(changed)?, was)?;
        }
        Step::HandedOver { case, from, to } => {
            // Whoever has it by now may have been given it for another reason.
            if let Some(case) = cases::by_id(tx, case)?.filter(|case| case.requester_id == to) {
                let decision = decided(tx, context, &case, Command::Edit(Edit { requester_id: Some(from), ..Edit::default() }))?;
                save(tx, context.did(), &decision)?;
            }
        }
        Step::Watched { case, person } => {
            // Whoever was taken off since follows it no more.
            if let Some(case) = cases::by_id(tx, case)? {
                announce(tx, &case, Visibility::Public)?;
                if cases::remove_watcher(tx, case.id, person)? {
                    let mut decision = decided(tx, context, &case, Command::Watchers)?;
                    decision.facts.push((Visibility::Public, Fact::WatcherRemoved { person }));
                    save(tx, context.did(), &decision)?;
                }
            }
        }
        Step::Contact { product, email, was, is } => {
            if contacts::get(tx, product, organization_id, &email)? != is {
                return Err(changed());
            }
            let kind = if let Some(contact) = was {
                contacts::put(tx, product, organization_id, &contact)?;
                "contact-saved"
            } else {
                contacts::remove(tx, product, &email)?;
                "contact-removed"
            };
            events::append_other(tx, ("product", product), context.did(), kind)?;
        }
    }
    Ok(Vec::new())
}

/// Notes what was taken back about somebody, whose rights changed by it.
fn noted(tx: &mut Tx<'_>, context: &Context, person: i64, kind: &str) -> Result<(), Error> {
    tx.hint(Audience::Rights(person), Hint::Reload);
    Ok(events::append_other(tx, ("person", person), context.did(), kind)?)
}

/// Has somebody leave again who came, unless they hold another seat by now.
fn came(tx: &mut Tx<'_>, context: &Context, person: i64, was: Option<Known>) -> Result<Vec<CaseNumber>, Error> {
    let Some(someone) = departures::by_id(tx, person)?.filter(|someone| someone.is_active) else { return Ok(Vec::new()) };
    if !crate::store::seats::lasting(tx, person, context.now_ms())?.is_empty() {
        return Ok(Vec::new());
    }
    let left = leave::customer(tx, context, &someone, None)?;
    if let Some(was) = was {
        departures::rename(tx, person, &was.name, was.is_shared)?;
        departures::set_account_role(tx, person, was.role)?;
        if let Some((title, phone)) = was.reached {
            departures::set_title_and_phone(tx, person, title.as_deref(), phone.as_deref())?;
        }
    }
    Ok(left.nobodys)
}

/// Brings back somebody who left, with their seats as far as their plan still gives them any.
fn back(
    tx: &mut Tx<'_>,
    context: &Context,
    someone: &Someone,
    organization_id: i64,
    (held, was_expected): (Vec<(Option<i64>, bool)>, bool),
) -> Result<(), Error> {
    if let Some((_, role)) = someone.account.filter(|_| !held.is_empty()) {
        seats::may_hold(&organizations::plan_of(tx, organization_id)?, role, someone.is_shared)?;
    }
    departures::set_active(tx, someone.id, None)?;
    let until = if was_expected { Some(invite::send(tx, context, someone)?.expires_at) } else { None };
    for seat in held {
        crate::store::seats::give(tx, someone.id, seat, until, context.now_ms())?;
    }
    noted(tx, context, someone.id, "person-back")
}
