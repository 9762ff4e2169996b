//! What takes a decision back: kept with it as steps, and gone through from the last to the first.

use caseport_shared::api::live::Hint;
use caseport_shared::person::AccountRole;
use serde::{Deserialize, Serialize};

use super::{Context, Error, contacts, decided, invite, leave, save, seats};
use crate::domain::case::{Command, Edit};
use crate::store::{Audience, Tx, cases, departures, events};

/// One thing that was done, with what was before; ids and small values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "kebab-case")]
pub enum Step {
    /// A seat was given.
    Gave {
        /// Seat.
        seat: i64,
        /// Whose.
        person: i64,
    },
    /// Somebody came, or came back.
    Came {
        /// Who.
        person: i64,
    },
    /// Somebody left, who had these seats: product and whether they are account-wide.
    Left {
        /// Who.
        person: i64,
        /// Their seats.
        seats: Vec<(Option<i64>, bool)>,
        /// Whether they had yet to accept their invitation.
        was_expected: bool,
    },
    /// A seat sees more or less.
    Widened {
        /// Seat.
        seat: i64,
        /// Whose.
        person: i64,
        /// Whether it was account-wide.
        was: bool,
    },
    /// Somebody has another role.
    Role {
        /// Who.
        person: i64,
        /// Before.
        was: AccountRole,
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
    /// A contact of a product was put, changed or removed.
    Contact {
        /// Product.
        product: i64,
        /// Address.
        email: String,
        /// What was there before.
        was: Option<contacts::Contact>,
    },
}

/// Takes everything back, from the last step to the first.
pub(super) fn take_back(tx: &mut Tx<'_>, context: &Context, organization_id: i64, steps: Vec<Step>) -> Result<(), Error> {
    for step in steps.into_iter().rev() {
        one(tx, context, organization_id, step)?;
    }
    seats::check_pool(tx, organization_id, context.now_ms())
}

fn one(tx: &mut Tx<'_>, context: &Context, organization_id: i64, step: Step) -> Result<(), Error> {
    match step {
        Step::Gave { seat, person } => {
            crate::store::seats::take(tx, seat)?;
            tx.hint(Audience::Rights(person), Hint::Reload);
        }
        Step::Came { person } => {
            if let Some(someone) = departures::by_id(tx, person)?.filter(|someone| someone.is_active) {
                leave::customer(tx, context, &someone, None)?;
            }
        }
        Step::Left { person, seats, was_expected } => {
            let Some(someone) = departures::by_id(tx, person)? else { return Ok(()) };
            departures::set_active(tx, person, None)?;
            let until = if was_expected { Some(invite::send(tx, context, &someone)?.expires_at) } else { None };
            for seat in seats {
                crate::store::seats::give(tx, person, seat, until, context.now_ms())?;
            }
        }
        Step::Widened { seat, person, was } => {
            crate::store::people::update_seat(tx, seat, was)?;
            tx.hint(Audience::Rights(person), Hint::Reload);
        }
        Step::Role { person, was } => {
            departures::set_account_role(tx, person, was)?;
            tx.hint(Audience::Rights(person), Hint::Reload);
        }
        Step::HandedOver { case, from, to } => {
            // Whoever has it by now may have been given it for another reason.
            if let Some(case) = cases::by_id(tx, case)?.filter(|case| case.requester_id == to) {
                let decision = decided(tx, context, &case, Command::Edit(Edit { requester_id: Some(from), ..Edit::default() }))?;
                save(tx, context.did(), &decision)?;
            }
        }
        Step::Contact { product, was: Some(contact), .. } => {
            contacts::put(tx, product, organization_id, &contact)?;
            events::append_other(tx, ("product", product), context.did(), "contact-saved")?;
        }
        Step::Contact { product, email, was: None } => {
            contacts::remove(tx, product, &email)?;
            events::append_other(tx, ("product", product), context.did(), "contact-removed")?;
        }
    }
    Ok(())
}
