//! Letters that wait to be sent, and what became of them.

use caseport_shared::notification::LetterState;

use super::people::limit_value;
use super::{Row, StoreError, Tx};

/// A letter to be kept until it is sent.
pub struct NewLetter<'a> {
    /// Stable, for its Message-ID.
    pub reference: &'a str,
    /// For whom, where they are a person of the portal.
    pub person_id: Option<i64>,
    /// Where to.
    pub address: &'a str,
    /// What it says, as JSON.
    pub letter: &'a str,
    /// Whether it holds a code that signs somebody in.
    pub has_code: bool,
    /// Now.
    pub now: i64,
}

/// Keeps a letter that is due at once.
pub fn insert(tx: &mut Tx<'_>, new: &NewLetter<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO outbox (reference, person_id, address, letter, has_code, created_at, due_at, tries, state) \
         VALUES ($1, $2, $3, $4, $5, $6, $6, 0, 'waiting')",
        &[new.reference.into(), new.person_id.into(), new.address.into(), new.letter.into(), new.has_code.into(), new.now.into()],
    )?;
    tx.posted();
    Ok(())
}

/// A letter as it is kept.
pub struct Kept {
    /// Internal; never leaves the server.
    pub id: i64,
    /// Its name.
    pub reference: String,
    /// For whom, where they are a person of the portal.
    pub person_id: Option<i64>,
    /// Where to.
    pub address: String,
    /// What it says, as JSON.
    pub letter: String,
    /// Whether it holds a code that signs somebody in.
    pub has_code: bool,
    /// When it was written.
    pub created_at: i64,
    /// When it is tried next.
    pub due_at: i64,
    /// How often it was tried.
    pub tries: i64,
    /// What became of it.
    pub state: LetterState,
    /// When it was sent or given up.
    pub settled_at: Option<i64>,
    /// Why it was not sent the last time.
    pub error: Option<String>,
}

const KEPT: &str = "id, reference, person_id, address, letter, has_code, created_at, due_at, tries, state, settled_at, error";

fn read(row: &Row<'_>) -> Result<Kept, StoreError> {
    Ok(Kept {
        id: row.int(0)?,
        reference: row.text(1)?,
        person_id: row.opt_int(2)?,
        address: row.text(3)?,
        letter: row.text(4)?,
        has_code: row.flag(5)?,
        created_at: row.int(6)?,
        due_at: row.int(7)?,
        tries: row.int(8)?,
        state: row.parsed(9)?,
        settled_at: row.opt_int(10)?,
        error: row.opt_text(11)?,
    })
}

/// Takes the letter that has been due for longest; nobody else is given it before `until`.
pub fn claim(tx: &mut Tx<'_>, now: i64, until: i64) -> Result<Option<Kept>, StoreError> {
    let next = "SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT 1";
    tx.first(
        &format!(
            "UPDATE outbox SET due_at = $2, tries = tries + 1 WHERE state = 'waiting' AND due_at <= $1 AND id = ({next}) RETURNING {KEPT}"
        ),
        &[now.into(), until.into()],
        read,
    )
}

/// When the next letter is due.
pub fn next_due(tx: &mut Tx<'_>) -> Result<Option<i64>, StoreError> {
    tx.first("SELECT due_at FROM outbox WHERE state = 'waiting' ORDER BY due_at LIMIT 1", &[], |row| row.int(0))
}

/// Notes that a claimed letter was sent, and what is left of it. Whoever was too late with it changes nothing: it was claimed anew.
pub fn sent(tx: &mut Tx<'_>, claimed: &Kept, letter: &str, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE outbox SET state = 'sent', letter = $1, settled_at = $2, error = NULL WHERE id = $3 AND tries = $4 AND state = 'waiting'",
        &[letter.into(), now.into(), claimed.id.into(), claimed.tries.into()],
    )?;
    Ok(())
}

/// Notes that a claimed letter was not sent, to be tried again at a time or never.
pub fn failed(tx: &mut Tx<'_>, claimed: &Kept, again_at: Option<i64>, error: &str, now: i64) -> Result<(), StoreError> {
    let (state, settled_at) = if again_at.is_some() { (LetterState::Waiting, None) } else { (LetterState::Dead, Some(now)) };
    tx.execute(
        "UPDATE outbox SET state = $1, due_at = $2, settled_at = $3, error = $4 WHERE id = $5 AND tries = $6 AND state = 'waiting'",
        &[
            state.slug().into(),
            again_at.unwrap_or(claimed.due_at).into(),
            settled_at.into(),
            error.into(),
            claimed.id.into(),
            claimed.tries.into(),
        ],
    )?;
    Ok(())
}

/// Removes a claimed letter of which there is nothing to say any more.
pub fn remove(tx: &mut Tx<'_>, claimed: &Kept) -> Result<(), StoreError> {
    tx.execute("DELETE FROM outbox WHERE id = $1 AND tries = $2 AND state = 'waiting'", &[claimed.id.into(), claimed.tries.into()])?;
    Ok(())
}

/// Has a letter that waits or was given up tried at once, as if it had never been; whether there was one.
pub fn retry(tx: &mut Tx<'_>, reference: &str, now: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE outbox SET state = 'waiting', due_at = $1, tries = 0, settled_at = NULL WHERE reference = $2 AND state IN ('waiting', 'dead')",
        &[now.into(), reference.into()],
    )?;
    tx.posted();
    Ok(changed > 0)
}

/// Letters, the newest first, before an id.
pub fn list(tx: &mut Tx<'_>, state: Option<LetterState>, before: Option<i64>, limit: usize) -> Result<Vec<Kept>, StoreError> {
    let mut values = vec![before.unwrap_or(i64::MAX).into(), limit_value(limit)];
    let of = match state {
        Some(state) => {
            values.push(state.slug().into());
            "state = $3"
        }
        None => "1 = 1",
    };
    tx.query(&format!("SELECT {KEPT} FROM outbox WHERE id < $1 AND {of} ORDER BY id DESC LIMIT $2"), &values, read)
}

/// The letter with a name.
pub fn get(tx: &mut Tx<'_>, reference: &str) -> Result<Option<Kept>, StoreError> {
    tx.first(&format!("SELECT {KEPT} FROM outbox WHERE reference = $1"), &[reference.into()], read)
}

/// Keeps something for the digest of a person that is due at a time, and the letter that will hold it.
pub fn insert_into_digest(
    tx: &mut Tx<'_>,
    (person_id, address): (i64, &str),
    due_at: i64,
    (digest, entry): (&str, &str),
    now: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO digest_entries (person_id, due_at, letter) VALUES ($1, $2, $3)",
        &[person_id.into(), due_at.into(), entry.into()],
    )?;
    tx.execute(
        "INSERT INTO outbox (reference, person_id, address, letter, has_code, created_at, due_at, tries, state) \
         VALUES ($1, $2, $3, $4, 0, $5, $6, 0, 'waiting') ON CONFLICT (reference) DO NOTHING",
        &[format!("digest-{person_id}-{due_at}").into(), person_id.into(), address.into(), digest.into(), now.into(), due_at.into()],
    )?;
    Ok(())
}

/// What was kept for a digest, oldest first, at most `limit`, with how many there are.
pub fn digest(tx: &mut Tx<'_>, person_id: i64, due_at: i64, limit: usize) -> Result<(Vec<String>, i64), StoreError> {
    let values = [person_id.into(), due_at.into(), limit_value(limit)];
    let found =
        tx.query("SELECT letter FROM digest_entries WHERE person_id = $1 AND due_at = $2 ORDER BY id LIMIT $3", &values, |row| {
            row.text(0)
        })?;
    let all = tx.first("SELECT COUNT(*) FROM digest_entries WHERE person_id = $1 AND due_at = $2", &values[..2], |row| row.int(0))?;
    Ok((found, all.unwrap_or(0)))
}

/// Forgets what was kept for a digest that is settled.
pub fn clear_digest(tx: &mut Tx<'_>, person_id: i64, due_at: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM digest_entries WHERE person_id = $1 AND due_at = $2", &[person_id.into(), due_at.into()])?;
    Ok(())
}

/// The kind of each letter, and where to, in their order.
#[cfg(test)]
pub(crate) fn kinds(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    tx.query("SELECT letter, address FROM outbox ORDER BY id", &[], |row| {
        let letter: serde_json::Value = serde_json::from_str(&row.text(0)?).unwrap_or_default();
        Ok((letter["letter"].as_str().unwrap_or_default().to_owned(), row.text(1)?))
    })
}

/// Every letter that waits, the oldest first: where to, and what it says as JSON.
#[cfg(test)]
pub(crate) fn waiting(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    tx.query("SELECT address, letter FROM outbox ORDER BY id", &[], |row| Ok((row.text(0)?, row.text(1)?)))
}
