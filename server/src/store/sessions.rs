//! Sign-ins: tokens are kept as hashes, so that a stolen database signs nobody in.

use caseport_shared::api::session::SignInView;

use super::cases::time;
use super::people::{ACTOR, MAY_COME_IN, actor_of, limit_value};
use super::{StoreError, Tx};
use crate::policy::Actor;

/// Somebody signed in, with the session that says so.
pub struct SignedIn {
    /// Who.
    pub actor: Actor,
    /// Session.
    pub session_id: i64,
    /// When it was last used.
    pub used_at: i64,
}

/// The person behind a token's hash, who may come in, unless the session has ended.
pub fn signed_in(tx: &mut Tx<'_>, token_hash: &str, now: i64) -> Result<Option<SignedIn>, StoreError> {
    let sql = format!(
        "SELECT {ACTOR}, t.id, t.used_at FROM sessions t JOIN people p ON p.id = t.person_id \
         WHERE t.token_hash = $1 AND t.expires_at > $2 AND {MAY_COME_IN}"
    );
    tx.first(&sql, &[token_hash.into(), now.into()], |row| {
        Ok(SignedIn { actor: actor_of(row)?, session_id: row.int(7)?, used_at: row.int(8)? })
    })
}

/// A new sign-in.
pub struct NewSignIn<'a> {
    /// Who.
    pub person_id: i64,
    /// SHA-256 of the token.
    pub token_hash: &'a str,
    /// Where from, in the person's words.
    pub label: &'a str,
    /// Where from, by the network.
    pub address: &'a str,
    /// Now.
    pub now: i64,
    /// When it ends.
    pub expires_at: i64,
    /// The SSH key that it was made with.
    pub ssh_key_id: Option<i64>,
}

/// Keeps a new sign-in.
pub fn insert(tx: &mut Tx<'_>, new: &NewSignIn<'_>) -> Result<i64, StoreError> {
    tx.insert(
        "INSERT INTO sessions (token_hash, person_id, label, address, created_at, used_at, expires_at, ssh_key_id) \
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7) RETURNING id",
        &[
            new.token_hash.into(),
            new.person_id.into(),
            new.label.into(),
            new.address.into(),
            new.now.into(),
            new.expires_at.into(),
            new.ssh_key_id.into(),
        ],
    )
}

/// Ends the sessions of a person but for `count`, those used last. Those of SSH keys end with their connections, tokens by name.
pub fn keep(tx: &mut Tx<'_>, person_id: i64, count: usize) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM sessions WHERE person_id = $1 AND ssh_key_id IS NULL AND is_token = 0 AND id NOT IN \
           (SELECT id FROM sessions WHERE person_id = $1 AND ssh_key_id IS NULL AND is_token = 0 ORDER BY used_at DESC, id DESC LIMIT $2)",
        &[person_id.into(), limit_value(count)],
    )?;
    Ok(())
}

/// Notes that a session is in use.
pub fn touch(tx: &mut Tx<'_>, session_id: i64, now: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE sessions SET used_at = $1 WHERE id = $2", &[now.into(), session_id.into()])?;
    Ok(())
}

/// Letters of a token's hash that name its session to its person.
pub(super) const REFERENCE: &str = "SUBSTR(t.token_hash, 1, 16)";

/// The sessions of a person that have not ended, the last used first, at most `limit`; `current` is the one that asks.
pub fn list(tx: &mut Tx<'_>, person_id: i64, current: Option<i64>, now: i64, limit: usize) -> Result<Vec<SignInView>, StoreError> {
    let sql = format!(
        "SELECT {REFERENCE}, COALESCE(k.label, t.label), t.address, t.created_at, t.used_at, t.expires_at, k.fingerprint, t.id \
         FROM sessions t LEFT JOIN ssh_keys k ON k.id = t.ssh_key_id \
         WHERE t.person_id = $1 AND t.is_token = 0 AND t.expires_at > $2 ORDER BY t.used_at DESC, t.id DESC LIMIT $3"
    );
    tx.query(&sql, &[person_id.into(), now.into(), limit_value(limit)], |row| {
        Ok(SignInView {
            reference: row.text(0)?,
            label: row.text(1)?,
            address: row.text(2)?,
            created_at: time(row.int(3)?)?,
            used_at: time(row.int(4)?)?,
            expires_at: time(row.int(5)?)?,
            ssh_key: row.opt_text(6)?,
            is_current: Some(row.int(7)?) == current,
        })
    })
}

/// Ends the session of a person that a reference names; whether there was one.
pub fn end_named(tx: &mut Tx<'_>, person_id: i64, reference: &str) -> Result<bool, StoreError> {
    let sql = format!("DELETE FROM sessions AS t WHERE t.person_id = $1 AND t.is_token = 0 AND {REFERENCE} = $2");
    Ok(tx.execute(&sql, &[person_id.into(), reference.into()])? > 0)
}

/// Ends all sign-ins of a person but one, tokens apart; returns how many.
pub fn end_others(tx: &mut Tx<'_>, person_id: i64, kept: Option<i64>) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM sessions WHERE person_id = $1 AND is_token = 0 AND id <> $2", &[person_id.into(), kept.unwrap_or(0).into()])
}

/// Ends one session.
pub fn end(tx: &mut Tx<'_>, session_id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sessions WHERE id = $1", &[session_id.into()])?;
    Ok(())
}

/// Ends the session of a token.
pub fn end_by_token(tx: &mut Tx<'_>, token_hash: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sessions WHERE token_hash = $1", &[token_hash.into()])?;
    Ok(())
}

/// Ends all sign-ins and tokens of a person; returns how many.
pub fn end_all(tx: &mut Tx<'_>, person_id: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM sessions WHERE person_id = $1", &[person_id.into()])
}

/// How many sessions have a label.
#[cfg(test)]
pub(crate) fn count_labelled(tx: &mut Tx<'_>, label: &str) -> Result<i64, StoreError> {
    Ok(tx.first("SELECT COUNT(*) FROM sessions WHERE label = $1", &[label.into()], |row| row.int(0))?.unwrap_or(0))
}

/// How many sessions were made with SSH keys.
#[cfg(test)]
pub(crate) fn count_of_keys(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    Ok(tx.first("SELECT COUNT(*) FROM sessions WHERE ssh_key_id IS NOT NULL", &[], |row| row.int(0))?.unwrap_or(0))
}
