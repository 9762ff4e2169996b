//! Commands: each loads, asks the policy, decides and saves, within one transaction.

pub mod access;
pub mod admin;
pub mod admit;
pub mod articles;
pub mod attach;
pub mod audit;
pub mod categories;
pub mod change;
mod changes;
pub mod codes;
pub mod comment;
pub mod contacts;
pub mod draft;
pub mod error;
pub mod field;
pub mod file_case;
pub mod import;
pub mod invite;
pub mod keys;
pub mod leave;
pub mod lock;
pub mod mail;
pub mod notices;
mod notify;
pub mod organizations;
pub mod plans;
pub mod products;
pub mod read;
pub mod regions;
pub mod replay;
pub mod requests;
pub mod roles;
pub mod seats;
pub mod session;
pub mod settings;
pub mod show;
pub mod signature;
pub mod system;
pub mod timeline;
pub mod token;
pub mod undo;

use caseport_shared::api::live::Hint;
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::Visibility;
use jiff::Timestamp;

pub use error::Error;

use crate::domain::case::{By, Case, Command, Decision};
use crate::domain::decide::decide;
use crate::policy::{self, Actor, Relation};
use crate::store::cases::Reader;
use crate::store::events::Did;
use crate::store::{Audience, Scope, Tx, cases, people};

/// The installation's own rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Days from Pending Closure to Closed (C6).
    pub auto_close_days: u32,
    /// Largest attachment, in bytes.
    pub attachment_bytes: u64,
    /// Whether agents publish articles, and not Admins alone.
    pub agents_publish: bool,
}

/// Who asks, when, under which rules.
#[derive(Debug, Clone)]
pub struct Context {
    /// Who.
    pub actor: Actor,
    /// The sign-in that they ask by, where it is one.
    pub sign_in: Option<i64>,
    /// When.
    pub now: Timestamp,
    /// Under which rules.
    pub rules: Rules,
}

impl Context {
    /// What the actor may see of cases.
    pub fn scope(&self) -> Scope {
        policy::scope(&self.actor)
    }

    /// Now, in unix milliseconds.
    pub fn now_ms(&self) -> i64 {
        self.now.as_millisecond()
    }

    /// The actor as a reader.
    pub fn reader(&self) -> Reader {
        Reader { person_id: self.actor.person_id, side: self.actor.side() }
    }

    fn did(&self) -> Did {
        Did { at: self.now_ms(), actor_id: Some(self.actor.person_id), on_behalf_of_id: None }
    }
}

/// A case that the actor may see, and how they stand to it.
pub(crate) struct Loaded {
    pub(crate) case: Case,
    pub(crate) relation: Relation,
}

impl Loaded {
    /// Whether the actor may do something else with it, too.
    pub(crate) fn check(&self, action: CaseAction) -> Result<(), Error> {
        Ok(policy::check(self.relation, action)?)
    }
}

/// Loads a case for an action.
pub(crate) fn load(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, action: CaseAction) -> Result<Loaded, Error> {
    let case = cases::get(tx, context.scope(), number)?.ok_or(Error::NotFound)?;
    let is_watcher = policy::sees_what_they_watch(&context.actor) && cases::is_watcher(tx, case.id, context.actor.person_id)?;
    let relation = policy::relation(&context.actor, &case, is_watcher);
    policy::check(relation, action)?;
    Ok(Loaded { case, relation })
}

/// Decides a command on a case.
pub(crate) fn decided(tx: &mut Tx<'_>, context: &Context, case: &Case, command: Command) -> Result<Decision, Error> {
    let is_assignee_active = match case.assignee_id {
        Some(id) => people::is_active(tx, id)?,
        None => true,
    };
    let by = By {
        person_id: context.actor.person_id,
        side: context.actor.side(),
        now: context.now_ms(),
        auto_close_days: context.rules.auto_close_days,
        is_assignee_active,
    };
    Ok(decide(case, by, command)?)
}

/// Saves what was decided, and tells those who may know.
pub(crate) fn save(tx: &mut Tx<'_>, did: Did, decision: &Decision) -> Result<(), Error> {
    cases::update(tx, &decision.case, did, &decision.facts)?;
    notify::changed(tx, did, decision)?;
    let is_public = decision.facts.iter().any(|(visibility, _)| *visibility == Visibility::Public);
    announce(tx, &decision.case, if is_public { Visibility::Public } else { Visibility::Internal })
}

/// Tells those who look on that people or seats of an organization changed, or without one people of support.
pub(crate) fn announce_people(tx: &mut Tx<'_>, organization_id: Option<i64>) {
    match organization_id {
        Some(id) => tx.hint(Audience::Organization(id), Hint::People),
        None => tx.hint(Audience::Support, Hint::People),
    }
}

/// Tells those who look on that what is said of an organization's products changed.
pub(crate) fn announce_products(tx: &mut Tx<'_>, organization_id: i64) {
    tx.hint(Audience::Organization(organization_id), Hint::Products);
}

/// Tells those who look on that a case changed in a way that readers of `visibility` see.
pub(crate) fn announce(tx: &mut Tx<'_>, case: &Case, visibility: Visibility) -> Result<(), Error> {
    let audience = match visibility {
        Visibility::Internal => Audience::Support,
        Visibility::Public => {
            let watchers = cases::watchers(tx, case.id, caseport_shared::person::Side::Support)?;
            let people = std::iter::once(case.requester_id).chain(watchers.into_iter().map(|(id, _)| id)).collect();
            Audience::Case { organization_id: case.organization_id, people }
        }
    };
    tx.hint(audience, Hint::Case { number: case.number });
    Ok(())
}
