//! The journal as Admins look through it.

use std::collections::BTreeSet;

use caseport_shared::api::audit::{AuditEntry, AuditSubject};
use caseport_shared::event::Fact;
use caseport_shared::organization::Region;
use caseport_shared::person::Side;
use caseport_shared::query::{AuditCondition, AuditFilter, Who};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::people::{self, limit_value};
use super::value::bind_all;
use super::{StoreError, Tx, Value, regions};

/// Kinds of subjects that have a name, with the table and column that hold it.
const NAMED: [(&str, &str, &str); 8] = [
    ("case", "cases", "CAST(number AS TEXT)"),
    ("person", "people", "email"),
    ("organization", "organizations", "slug"),
    ("product", "products", "slug"),
    ("contact", "contacts", "email"),
    ("plan", "plans", "slug"),
    ("article", "articles", "slug"),
    ("article-category", "article_categories", "slug"),
];

/// What is asked of the journal.
pub struct Asked<'a> {
    /// Every one must hold.
    pub filters: &'a [AuditFilter],
    /// Whoever asks.
    pub me: i64,
    /// Facts before this one.
    pub before: Option<i64>,
    /// Most facts.
    pub limit: usize,
    /// Now.
    pub now: Timestamp,
}

/// A fact as the journal keeps it.
struct Kept {
    id: i64,
    at: i64,
    actor: Option<i64>,
    behalf: Option<i64>,
    subject: (String, i64),
    kind: String,
    payload: String,
}

/// Facts, the newest first, each with its place in the journal.
pub fn list(tx: &mut Tx<'_>, asked: &Asked<'_>) -> Result<Vec<(i64, AuditEntry)>, StoreError> {
    let mut values: Vec<Value<'_>> = vec![asked.before.unwrap_or(i64::MAX).into(), limit_value(asked.limit)];
    let mut conditions = vec!["e.id < $1".to_owned()];
    for filter in asked.filters {
        let condition = condition(&filter.condition, asked, &mut values);
        conditions.push(if filter.negated { format!("NOT ({condition})") } else { condition });
    }
    let sql = format!(
        "SELECT e.id, e.at, e.actor_id, e.on_behalf_of_id, e.subject_kind, e.subject_id, e.kind, e.payload FROM events e \
         WHERE {} ORDER BY e.id DESC LIMIT $2",
        conditions.join(" AND ")
    );
    tx.plan_for_values()?;
    let kept = tx.query(&sql, &values, |row| {
        Ok(Kept {
            id: row.int(0)?,
            at: row.int(1)?,
            actor: row.opt_int(2)?,
            behalf: row.opt_int(3)?,
            subject: (row.text(4)?, row.int(5)?),
            kind: row.text(6)?,
            payload: row.text(7)?,
        })
    })?;
    shown(tx, kept)
}

/// A condition that is never NULL, so that it may be negated.
fn condition<'v>(condition: &'v AuditCondition, asked: &Asked<'_>, values: &mut Vec<Value<'v>>) -> String {
    match condition {
        AuditCondition::Actor(people) => who("e.actor_id", people, asked.me, values),
        AuditCondition::Behalf(people) => who("e.on_behalf_of_id", people, asked.me, values),
        AuditCondition::Kind(kinds) => {
            format!("e.kind IN ({})", bind_all(values, kinds.iter().map(Value::from)))
        }
        AuditCondition::Subject(kind, name) => {
            values.push(kind.into());
            let of_kind = format!("e.subject_kind = ${}", values.len());
            match name {
                None => of_kind,
                Some(name) => format!("{of_kind} AND {}", subject(kind, name, values)),
            }
        }
        AuditCondition::At(when) => {
            let span = when.resolve(asked.now, &TimeZone::UTC);
            values.push(span.start.into());
            values.push(span.end.into());
            format!("e.at >= ${} AND e.at < ${}", values.len() - 1, values.len())
        }
    }
}

fn who<'v>(column: &str, people: &'v [Who], me: i64, values: &mut Vec<Value<'v>>) -> String {
    let one = |who: &'v Who, values: &mut Vec<Value<'v>>| match who {
        Who::Nobody => format!("{column} IS NULL"),
        Who::Me => {
            values.push(me.into());
            format!("COALESCE({column}, 0) = ${}", values.len())
        }
        Who::Email(email) => {
            values.push(email.into());
            format!("COALESCE({column}, 0) = COALESCE((SELECT id FROM people WHERE email = ${}), -1)", values.len())
        }
    };
    format!("({})", people.iter().map(|who| one(who, values)).collect::<Vec<_>>().join(" OR "))
}

fn subject<'v>(kind: &str, name: &'v str, values: &mut Vec<Value<'v>>) -> String {
    if let Some((_, table, column)) = NAMED.iter().find(|(known, ..)| *known == kind) {
        values.push(name.into());
        return format!("e.subject_id IN (SELECT id FROM {table} WHERE {column} = ${})", values.len());
    }
    let region = if kind == "region" { name.parse::<Region>().ok() } else { None };
    values.push(region.map_or(-1, |region| regions::subject(region).1).into());
    format!("e.subject_id = ${}", values.len())
}

/// The facts with names in the place of ids.
fn shown(tx: &mut Tx<'_>, kept: Vec<Kept>) -> Result<Vec<(i64, AuditEntry)>, StoreError> {
    let ids: BTreeSet<i64> = kept.iter().flat_map(|fact| [fact.actor, fact.behalf]).flatten().collect();
    let people = people::refs(tx, &ids, Side::Support)?;
    let mut out = Vec::with_capacity(kept.len());
    for fact in kept {
        let name = name_of(tx, &fact.subject.0, fact.subject.1)?;
        let of = |id: Option<i64>| id.and_then(|id| people.get(&id).cloned());
        let entry = AuditEntry {
            at: Timestamp::from_millisecond(fact.at).map_err(|_| StoreError::Corrupt("a time of the journal".to_owned()))?,
            actor: of(fact.actor),
            on_behalf_of: of(fact.behalf),
            detail: detail(tx, &fact)?,
            subject: AuditSubject { kind: fact.subject.0, name },
            kind: fact.kind,
        };
        out.push((fact.id, entry));
    }
    Ok(out)
}

fn name_of(tx: &mut Tx<'_>, kind: &str, id: i64) -> Result<Option<String>, StoreError> {
    if kind == "region" {
        return Ok(usize::try_from(id).ok().and_then(|place| Region::ALL.get(place)).map(|region| region.slug().to_owned()));
    }
    let Some((_, table, column)) = NAMED.iter().find(|(known, ..)| *known == kind) else { return Ok(None) };
    tx.first(&format!("SELECT {column} FROM {table} WHERE id = $1"), &[id.into()], |row| row.text(0))
}

/// What belongs to a fact; of a case's, people are named, for their ids tell nothing.
fn detail(tx: &mut Tx<'_>, fact: &Kept) -> Result<serde_json::Value, StoreError> {
    let corrupt = |error: serde_json::Error| StoreError::Corrupt(error.to_string());
    let mut detail = if fact.subject.0 == "case" && fact.payload.contains("\"fact\"") {
        let told: Fact<i64> = serde_json::from_str(&fact.payload).map_err(corrupt)?;
        let told = told.try_map(|id| people::named(tx, id, Side::Support))?;
        serde_json::to_value(told).map_err(corrupt)?
    } else {
        serde_json::from_str(&fact.payload).map_err(corrupt)?
    };
    // It says again what kind of fact it is.
    if let Some(detail) = detail.as_object_mut() {
        detail.remove("fact");
    }
    Ok(detail)
}
