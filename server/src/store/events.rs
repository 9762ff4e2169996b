//! The journal: facts about cases, appended and never changed.

use caseport_shared::comment::Visibility;
use caseport_shared::event::Fact;

use super::people::limit_value;
use super::{Scope, StoreError, Tx};

/// A fact as the journal keeps it.
pub struct Recorded {
    /// When, in unix milliseconds.
    pub at: i64,
    /// Who; absent where the system acted.
    pub actor_id: Option<i64>,
    /// For whom.
    pub on_behalf_of_id: Option<i64>,
    /// What.
    pub fact: Fact<i64>,
}

/// Who did something, and when.
#[derive(Debug, Clone, Copy)]
pub struct Did {
    /// When, in unix milliseconds.
    pub at: i64,
    /// Who; absent where the system acts.
    pub actor_id: Option<i64>,
    /// For whom.
    pub on_behalf_of_id: Option<i64>,
}

impl Did {
    /// Done by somebody who is no person of the portal, or not yet.
    pub const fn of_nobody(at: i64) -> Self {
        Self { at, actor_id: None, on_behalf_of_id: None }
    }

    /// Done by a person, for themselves.
    pub const fn by(person_id: i64, at: i64) -> Self {
        Self { at, actor_id: Some(person_id), on_behalf_of_id: None }
    }

    /// Done by a command on the server's own machine, whose owner is no person of the portal.
    pub const fn on_the_machine(at: i64) -> Self {
        Self { at, actor_id: None, on_behalf_of_id: None }
    }
}

/// Appends facts about a case.
pub fn append(tx: &mut Tx<'_>, case_id: i64, did: Did, facts: &[(Visibility, Fact<i64>)]) -> Result<(), StoreError> {
    for (visibility, fact) in facts {
        let payload = serde_json::to_value(fact).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let kind = payload.get("fact").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        tx.execute(
            "INSERT INTO events (at, actor_id, on_behalf_of_id, subject_kind, subject_id, visibility, kind, payload) \
             VALUES ($1, $2, $3, 'case', $4, $5, $6, $7)",
            &[
                did.at.into(),
                did.actor_id.into(),
                did.on_behalf_of_id.into(),
                case_id.into(),
                visibility.slug().into(),
                kind.into(),
                payload.to_string().into(),
            ],
        )?;
    }
    Ok(())
}

/// Part of what happened to a case.
pub struct Told {
    /// How many facts of the case the reader may see.
    pub total: u32,
    /// Those that were asked for.
    pub facts: Vec<Recorded>,
}

/// Facts of a case that a reader may see: from the `from`th on, oldest first, or the newest, newest first.
pub fn list(tx: &mut Tx<'_>, scope: Scope, case_id: i64, from: Option<u32>, limit: usize) -> Result<Told, StoreError> {
    let all = format!("FROM events WHERE subject_kind = 'case' AND subject_id = $1 AND {}", visible(scope));
    let direction = if from.is_none() { " DESC" } else { "" };
    let sql =
        format!("SELECT at, actor_id, on_behalf_of_id, payload, (SELECT COUNT(*) {all}) {all} ORDER BY id{direction} LIMIT $2 OFFSET $3");
    let mut total = None;
    let facts = tx.query(&sql, &[case_id.into(), limit_value(limit), from.unwrap_or(0).into()], |row| {
        total = Some(row.int(4)?);
        let fact = serde_json::from_str(&row.text(3)?).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(Recorded { at: row.int(0)?, actor_id: row.opt_int(1)?, on_behalf_of_id: row.opt_int(2)?, fact })
    })?;
    // Without a row nobody has counted.
    let total = match total {
        Some(total) => total,
        None => tx.first(&format!("SELECT COUNT(*) {all}"), &[case_id.into()], |row| row.int(0))?.unwrap_or(0),
    };
    let total = u32::try_from(total).map_err(|_| StoreError::Corrupt("a timeline without end".to_owned()))?;
    Ok(Told { total, facts })
}

const fn visible(scope: Scope) -> &'static str {
    if scope.sees_internal() { "visibility IN ('public', 'internal')" } else { "visibility = 'public'" }
}

/// Notes something done outside any case, such as an edit of a plan.
pub fn append_other(tx: &mut Tx<'_>, subject: (&str, i64), did: Did, kind: &str) -> Result<(), StoreError> {
    append_detail(tx, subject, did, kind, &serde_json::json!({}))
}

/// The same with small values that belong to it; never what somebody wrote, nor a secret.
pub fn append_detail(tx: &mut Tx<'_>, subject: (&str, i64), did: Did, kind: &str, detail: &serde_json::Value) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO events (at, actor_id, on_behalf_of_id, subject_kind, subject_id, visibility, kind, payload) \
         VALUES ($1, $2, $3, $4, $5, 'internal', $6, $7)",
        &[
            did.at.into(),
            did.actor_id.into(),
            did.on_behalf_of_id.into(),
            subject.0.into(),
            subject.1.into(),
            kind.into(),
            detail.to_string().into(),
        ],
    )?;
    Ok(())
}

/// The kinds of all facts about subjects of a kind.
#[cfg(test)]
pub(crate) fn kinds(tx: &mut Tx<'_>, subject_kind: &str) -> Result<Vec<String>, StoreError> {
    tx.query("SELECT kind FROM events WHERE subject_kind = $1 ORDER BY id", &[subject_kind.into()], |row| row.text(0))
}

/// How many things of a kind somebody did outside any case.
#[cfg(test)]
pub(crate) fn count_of(tx: &mut Tx<'_>, kind: &str) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM events WHERE kind = $1 AND actor_id IS NOT NULL";
    Ok(tx.first(sql, &[kind.into()], |row| row.int(0))?.unwrap_or(0))
}
