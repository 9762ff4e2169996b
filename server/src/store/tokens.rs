//! Tokens for programs: sign-ins that their person made by name and takes back by name.

use caseport_shared::api::token::TokenView;

use super::cases::time;
use super::people::limit_value;
use super::sessions::REFERENCE;
use super::{Row, StoreError, Tx};

/// A token to be kept.
pub struct NewToken<'a> {
    /// Whose.
    pub person_id: i64,
    /// SHA-256 of the token.
    pub token_hash: &'a str,
    /// What it is for.
    pub label: &'a str,
    /// Where it was made, by the network.
    pub address: &'a str,
    /// Now.
    pub now: i64,
    /// When it ends.
    pub expires_at: i64,
}

const COLUMNS: &str = "t.label, t.created_at, t.used_at, t.expires_at FROM sessions t";

fn view_of(row: &Row<'_>) -> Result<TokenView, StoreError> {
    let (created_at, used_at) = (row.int(2)?, row.int(3)?);
    Ok(TokenView {
        reference: row.text(0)?,
        label: row.text(1)?,
        created_at: time(created_at)?,
        used_at: (used_at != created_at).then(|| time(used_at)).transpose()?,
        expires_at: time(row.int(4)?)?,
    })
}

/// Keeps a token.
pub fn insert(tx: &mut Tx<'_>, new: &NewToken<'_>) -> Result<TokenView, StoreError> {
    let id = tx.insert(
        "INSERT INTO sessions (token_hash, person_id, label, address, created_at, used_at, expires_at, is_token) \
         VALUES ($1, $2, $3, $4, $5, $5, $6, 1) RETURNING id",
        &[new.token_hash.into(), new.person_id.into(), new.label.into(), new.address.into(), new.now.into(), new.expires_at.into()],
    )?;
    let made = tx.first(&format!("SELECT {REFERENCE}, {COLUMNS} WHERE t.id = $1"), &[id.into()], view_of)?;
    made.ok_or_else(|| StoreError::Corrupt("a token that was just made is not there".to_owned()))
}

/// The tokens of a person that have not ended, the newest first, at most `limit`.
pub fn list(tx: &mut Tx<'_>, person_id: i64, now: i64, limit: usize) -> Result<Vec<TokenView>, StoreError> {
    let sql = format!(
        "SELECT {REFERENCE}, {COLUMNS} WHERE t.person_id = $1 AND t.is_token = 1 AND t.expires_at > $2 ORDER BY t.id DESC LIMIT $3"
    );
    tx.query(&sql, &[person_id.into(), now.into(), limit_value(limit)], view_of)
}

/// How many tokens a person has that have not ended.
pub fn count(tx: &mut Tx<'_>, person_id: i64, now: i64) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM sessions WHERE person_id = $1 AND is_token = 1 AND expires_at > $2";
    Ok(tx.first(sql, &[person_id.into(), now.into()], |row| row.int(0))?.unwrap_or(0))
}

/// Takes the token of a person that a reference names away; whether there was one.
pub fn remove(tx: &mut Tx<'_>, person_id: i64, reference: &str) -> Result<bool, StoreError> {
    let sql = format!("DELETE FROM sessions AS t WHERE t.person_id = $1 AND t.is_token = 1 AND {REFERENCE} = $2");
    Ok(tx.execute(&sql, &[person_id.into(), reference.into()])? > 0)
}

/// Whether a session is a token's.
pub fn is_token(tx: &mut Tx<'_>, session_id: i64) -> Result<bool, StoreError> {
    Ok(tx.first("SELECT is_token FROM sessions WHERE id = $1", &[session_id.into()], |row| row.flag(0))?.unwrap_or(false))
}
