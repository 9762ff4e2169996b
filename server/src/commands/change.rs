//! Changing a case: fields, closing and reopening, who follows it, how far it was read.

use caseport_shared::api::case::{CaseView, EditCase, SetStatus};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::{Seen, Visibility};
use caseport_shared::event::Fact;
use caseport_shared::limits::{REFERENCE_CHARS, SOLUTION_CHARS, WATCHERS_PER_CASE};

use super::articles::uses::note_cited;
use super::error::{invalid, too_many};
use super::{Context, Error, Loaded, decided, field, file_case, load, save, show};
use crate::domain::case::{Command, Edit};
use crate::store::{Tx, cases, categories, departures, people, products, reads};

/// Changes fields, if the case is still at the version that the editor saw.
pub fn edit(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, version: i64, edit: &EditCase) -> Result<CaseView, Error> {
    let loaded = load(tx, context, number, CaseAction::View)?;
    for action in asked(&loaded, edit) {
        loaded.check(action)?;
    }
    if version != loaded.case.version_for(context.actor.side()) {
        return Err(Error::Stale(Box::new(show::view(tx, context, &loaded)?)));
    }
    let command = Command::Edit(look_up(tx, &loaded, edit, context.now_ms())?);
    if let Some(solution) = &edit.solution {
        note_cited(tx, context, &loaded.case, solution)?;
    }
    apply(tx, context, &loaded, command)
}

/// The permissions that an edit needs.
fn asked(loaded: &Loaded, edit: &EditCase) -> Vec<CaseAction> {
    let severity = edit.severity.map(|severity| {
        // Lowering is refused by the decision, which says why, to those who may raise it (C8).
        if severity.is_worse_than(loaded.case.severity) { CaseAction::RaiseSeverity } else { CaseAction::View }
    });
    let fields = [
        (edit.priority.is_some(), CaseAction::SetPriority),
        (edit.category.is_some() || edit.subcategory.is_some(), CaseAction::SetCategory),
        (edit.requester.is_some(), CaseAction::SetRequester),
        (edit.assignee.is_some(), CaseAction::Assign),
        (edit.status.is_some(), CaseAction::SetStatus),
        (edit.solution.is_some(), CaseAction::Solve),
    ];
    severity.into_iter().chain(fields.into_iter().filter_map(|(is_asked, action)| is_asked.then_some(action))).collect()
}

/// Turns names into ids and checks the texts.
fn look_up(tx: &mut Tx<'_>, loaded: &Loaded, edit: &EditCase, now: i64) -> Result<Edit, Error> {
    let case = &loaded.case;
    let product = products::by_id(tx, case.product_id)?.ok_or(Error::NotFound)?;
    let category = if edit.category.is_some() || edit.subcategory.is_some() {
        let current = match case.category_id {
            Some(id) => categories::category_named(tx, id)?.map(|category| category.slug),
            None => None,
        };
        let category = edit.category.clone().or(current);
        Some(file_case::category(tx, product.id, category.as_deref(), edit.subcategory.as_deref())?)
    } else {
        None
    };
    let requester_id = match &edit.requester {
        Some(email) => {
            let found = people::by_email(tx, &field::email("requester", email)?)?;
            let found = found.filter(|person| person.is_active && person.organization_id == Some(case.organization_id));
            let person = found.ok_or_else(|| invalid("requester", "there is no such person in the case's organization"))?;
            if !people::reaches(tx, person.id, case.product_id, now)? {
                return Err(invalid("requester", "this person holds no seat that reaches the product"));
            }
            departures::hold(tx, person.id)?;
            Some(person.id)
        }
        None => None,
    };
    let assignee_id = match &edit.assignee {
        Some(Some(email)) => {
            let found = people::by_email(tx, &field::email("assignee", email)?)?;
            let found = found.filter(|person| person.is_active && person.organization_id.is_none());
            let agent = found.ok_or_else(|| invalid("assignee", "there is no such agent"))?.id;
            departures::hold(tx, agent)?;
            Some(Some(agent))
        }
        Some(None) => Some(None),
        None => None,
    };
    let solution = edit.solution.as_deref().map(|text| field::block("solution", text, SOLUTION_CHARS)).transpose()?;
    let status = edit.status.as_ref().map(clean_status).transpose()?;
    Ok(Edit {
        severity: edit.severity,
        priority: edit.priority,
        category,
        requester_id,
        assignee_id,
        status,
        upgrade: product.upgrade,
        solution,
    })
}

fn clean_status(set: &SetStatus) -> Result<SetStatus, Error> {
    let reference = |name: &str, text: &Option<String>| match text.as_deref() {
        Some(text) => field::line(name, text, REFERENCE_CHARS).map(Some),
        None => Ok(None),
    };
    Ok(SetStatus {
        status: set.status,
        date: set.date,
        fixed_in: reference("fixed_in", &set.fixed_in)?,
        ticket: reference("ticket", &set.ticket)?,
    })
}

fn apply(tx: &mut Tx<'_>, context: &Context, loaded: &Loaded, command: Command) -> Result<CaseView, Error> {
    let decision = decided(tx, context, &loaded.case, command)?;
    if !decision.facts.is_empty() {
        save(tx, context.did(), &decision)?;
    }
    show::view(tx, context, &Loaded { case: decision.case, relation: loaded.relation })
}

/// Closes a case.
pub fn close(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<CaseView, Error> {
    let loaded = load(tx, context, number, CaseAction::Close)?;
    apply(tx, context, &loaded, Command::Close)
}

/// Opens a case again (C5).
pub fn reopen(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<CaseView, Error> {
    let loaded = load(tx, context, number, CaseAction::Reopen)?;
    apply(tx, context, &loaded, Command::Reopen)
}

/// Lets somebody of the case's organization follow it (S9).
pub fn watch(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, email: &str) -> Result<CaseView, Error> {
    let loaded = load(tx, context, number, CaseAction::SetWatchers)?;
    let case = &loaded.case;
    let found = people::by_email(tx, &field::email("email", email)?)?;
    let found = found.filter(|person| person.is_active && person.organization_id == Some(case.organization_id));
    let person = found.ok_or_else(|| invalid("email", "there is no such person in the case's organization"))?;
    if !people::has_seat(tx, person.id, context.now_ms())? {
        return Err(invalid("email", "this person holds no seat, so they could not read the case"));
    }
    departures::hold(tx, person.id)?;
    if cases::watchers(tx, case.id, context.actor.side())?.len() >= WATCHERS_PER_CASE {
        return Err(too_many("watchers", WATCHERS_PER_CASE));
    }
    if !cases::add_watcher(tx, case.id, person.id, context.now_ms())? {
        return show::view(tx, context, &loaded);
    }
    followed(tx, context, &loaded, Fact::WatcherAdded { person: person.id })
}

/// Lets somebody no longer follow a case; one may always take oneself off.
pub fn unwatch(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, email: &str) -> Result<CaseView, Error> {
    let email = field::email("email", email)?;
    let action = if email == context.actor.email { CaseAction::View } else { CaseAction::SetWatchers };
    let loaded = load(tx, context, number, action)?;
    let watchers = cases::watchers(tx, loaded.case.id, caseport_shared::person::Side::Support)?;
    let watcher = watchers.into_iter().find(|(_, person)| person.email.as_ref() == Some(&email));
    let (person, _) = watcher.ok_or_else(|| invalid("email", "this person does not follow the case"))?;
    // Told before the person leaves, so that their own lists follow.
    super::announce(tx, &loaded.case, Visibility::Public)?;
    cases::remove_watcher(tx, loaded.case.id, person)?;
    followed(tx, context, &loaded, Fact::WatcherRemoved { person })
}

fn followed(tx: &mut Tx<'_>, context: &Context, loaded: &Loaded, fact: Fact<i64>) -> Result<CaseView, Error> {
    let mut decision = decided(tx, context, &loaded.case, Command::Watchers)?;
    decision.facts.push((Visibility::Public, fact));
    save(tx, context.did(), &decision)?;
    show::view(tx, context, &Loaded { case: decision.case, relation: loaded.relation })
}

/// Notes how far the actor has read.
pub fn seen(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, seen: Seen) -> Result<(), Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::View)?;
    if seen.replies < 0 || seen.notes < 0 {
        return Err(invalid("replies", "a number of comments is not negative"));
    }
    let latest = case.latest_for(context.actor.side());
    let seen = Seen { replies: seen.replies.min(latest.replies), notes: seen.notes.min(latest.notes) };
    reads::advance(tx, context.actor.person_id, case.id, seen)?;
    // Files have no number that a reader could send back: whoever has looked at the thread knows of those in it.
    Ok(reads::know_files(tx, context.actor.person_id, case.id, case.file_count)?)
}
