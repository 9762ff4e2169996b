//! Answers and the request that they make, both ways: a request that was refused is asked for again with the answers that it has.

use caseport_shared::person::AccountRole;
use caseport_shared::request::{ChangeRole, ChangeSeat, GrantSeat, PutContact, RemoveContact, RemoveUser, ServiceRequest};

use super::questions::Known;
use super::steps::{Asking, Kind, Step};
use crate::app::Context;
use crate::screens::case::leavers;

impl Asking {
    /// A request that was made already: every answer is the one that it has.
    pub(super) fn again(asks: &ServiceRequest) -> Self {
        let texts = |texts: &[Option<&str>]| texts.iter().map(|text| text.unwrap_or_default().to_owned()).collect();
        let kind = match asks {
            ServiceRequest::GrantSeat(_) => Kind::NewUser,
            ServiceRequest::RemoveUser(_) => Kind::RemoveUser,
            ServiceRequest::ChangeSeat(_) => Kind::ChangeSeat,
            ServiceRequest::ChangeRole(_) => Kind::ChangeRole,
            ServiceRequest::PutContact(_) => Kind::PutContact,
            ServiceRequest::RemoveContact(_) => Kind::RemoveContact,
        };
        let product = asks.product().map(str::to_owned);
        let asking = Self { email: asks.email().to_owned(), product, ..Self::new(kind) };
        match asks {
            ServiceRequest::GrantSeat(grant) => Self {
                typed: texts(&[Some(&grant.name), Some(&grant.email), grant.title.as_deref(), grant.phone.as_deref()]),
                role: grant.role,
                is_shared: grant.is_shared,
                account_wide: grant.account_wide,
                instead_of: grant.instead_of.clone(),
                hand_over_to: grant.hand_over_to.clone(),
                ..asking
            },
            ServiceRequest::RemoveUser(remove) => Self { hand_over_to: remove.hand_over_to.clone(), ..asking },
            ServiceRequest::ChangeSeat(change) => Self { account_wide: change.account_wide, ..asking },
            ServiceRequest::ChangeRole(change) => Self { role: change.role, ..asking },
            ServiceRequest::PutContact(put) => Self {
                typed: texts(&[Some(&put.name), Some(&put.email), put.title.as_deref()]),
                told: (put.maintenance, put.incidents),
                ..asking
            },
            ServiceRequest::RemoveContact(_) => asking,
        }
    }

    /// The place of the answer that a question has already, among what there is to pick from; the first one's without one.
    pub(super) fn place(&self, step: Step, known: &Known, cx: &Context) -> usize {
        let is_it = |email: &str| email == self.email;
        let at = match step {
            Step::Product => {
                let shift = usize::from(self.kind == Kind::NewUser);
                known.products.iter().position(|product| Some(&product.slug) == self.product.as_ref()).map(|at| at + shift)
            }
            Step::Role if self.is_shared => Some(AccountRole::ALL.len()),
            Step::Role => AccountRole::ALL.iter().position(|role| *role == self.role),
            Step::Sees => Some(usize::from(self.account_wide)),
            Step::Leaver => {
                let emails = known.seats.as_ref().map(|seats| leavers(seats, cx).1).unwrap_or_default();
                emails.iter().position(|email| Some(email) == self.instead_of.as_ref())
            }
            Step::Person => known.people.iter().position(|person| is_it(&person.email)),
            Step::Heir => {
                let mut others = known.people.iter().filter(|one| one.email != self.email && one.has_seat);
                others.position(|one| Some(&one.email) == self.hand_over_to.as_ref()).map(|at| at + 1)
            }
            Step::Seat => {
                let mut holders = known.seats.iter().flat_map(|seats| &seats.holders);
                holders.position(|one| is_it(&one.email) && one.product.as_ref().map(|product| &product.slug) == self.product.as_ref())
            }
            Step::Told => [(true, true), (true, false), (false, true), (false, false)].iter().position(|told| *told == self.told),
            Step::OldContact => {
                let mut contacts = known.product.iter().flat_map(|product| &product.contacts);
                contacts.position(|contact| is_it(&contact.email))
            }
            Step::Newcomer | Step::Contact => None,
        };
        at.unwrap_or(0)
    }

    /// What the answers ask for; nobody leaves for a newcomer for whom a seat is free.
    pub(super) fn asks(&self, is_free: bool) -> ServiceRequest {
        let typed = |at: usize| self.typed.get(at).map(|text| text.trim().to_owned()).unwrap_or_default();
        let given = |at: usize| Some(typed(at)).filter(|text| !text.is_empty());
        let (email, product) = (self.email.clone(), self.product.clone());
        match self.kind {
            Kind::NewUser => ServiceRequest::GrantSeat(GrantSeat {
                name: typed(0),
                email,
                title: given(2),
                phone: given(3),
                product,
                role: self.role,
                account_wide: self.account_wide,
                is_shared: self.is_shared,
                instead_of: self.instead_of.clone().filter(|_| !is_free),
                hand_over_to: self.hand_over_to.clone().filter(|_| !is_free),
            }),
            Kind::RemoveUser => ServiceRequest::RemoveUser(RemoveUser { email, hand_over_to: self.hand_over_to.clone() }),
            Kind::ChangeSeat => ServiceRequest::ChangeSeat(ChangeSeat { email, product, account_wide: self.account_wide }),
            Kind::ChangeRole => ServiceRequest::ChangeRole(ChangeRole { email, role: self.role }),
            Kind::PutContact => {
                let (maintenance, incidents) = self.told;
                let product = product.unwrap_or_default();
                ServiceRequest::PutContact(PutContact { product, email, name: typed(0), title: given(2), maintenance, incidents })
            }
            Kind::RemoveContact => ServiceRequest::RemoveContact(RemoveContact { product: product.unwrap_or_default(), email }),
        }
    }
}
