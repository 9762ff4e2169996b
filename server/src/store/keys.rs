//! The SSH keys of people. One that is proven is one person's; one that was only named can be anybody's.

use caseport_shared::api::code::CodeKey;
use caseport_shared::api::key::SshKeyView;

use super::cases::time;
use super::people::{MAY_COME_IN, limit_value};
use super::value::bind_all;
use super::{Row, StoreError, Tx};

const COLUMNS: &str = "fingerprint, algorithm, label, is_proven, created_at, used_at";

fn view_of(row: &Row<'_>) -> Result<SshKeyView, StoreError> {
    Ok(SshKeyView {
        fingerprint: row.text(0)?,
        algorithm: row.text(1)?,
        label: row.text(2)?,
        is_proven: row.flag(3)?,
        created_at: time(row.int(4)?)?,
        used_at: row.opt_int(5)?.map(time).transpose()?,
    })
}

/// The keys of a person, the newest first, at most `limit`.
pub fn list(tx: &mut Tx<'_>, person_id: i64, limit: usize) -> Result<Vec<SshKeyView>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM ssh_keys WHERE person_id = $1 ORDER BY id DESC LIMIT $2");
    tx.query(&sql, &[person_id.into(), limit_value(limit)], view_of)
}

/// A key of a person.
pub fn get(tx: &mut Tx<'_>, person_id: i64, fingerprint: &str) -> Result<Option<SshKeyView>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM ssh_keys WHERE person_id = $1 AND fingerprint = $2");
    tx.first(&sql, &[person_id.into(), fingerprint.into()], view_of)
}

/// How many keys a person has.
pub fn count(tx: &mut Tx<'_>, person_id: i64) -> Result<i64, StoreError> {
    Ok(tx.first("SELECT COUNT(*) FROM ssh_keys WHERE person_id = $1", &[person_id.into()], |row| row.int(0))?.unwrap_or(0))
}

/// A new key.
pub struct NewKey<'a> {
    /// Whose.
    pub person_id: i64,
    /// As OpenSSH writes it.
    pub fingerprint: &'a str,
    /// Its kind.
    pub algorithm: &'a str,
    /// What it is called.
    pub label: &'a str,
    /// Now.
    pub now: i64,
}

/// Keeps a key that signs nobody in yet; one that the person has already is called anew.
pub fn insert(tx: &mut Tx<'_>, new: &NewKey<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO ssh_keys (person_id, fingerprint, algorithm, label, is_proven, created_at) VALUES ($1, $2, $3, $4, 0, $5) \
         ON CONFLICT (person_id, fingerprint) DO UPDATE SET label = $4",
        &[new.person_id.into(), new.fingerprint.into(), new.algorithm.into(), new.label.into(), new.now.into()],
    )?;
    Ok(())
}

/// The person whom a proven key signs in, whether or not they may come in.
pub fn owner(tx: &mut Tx<'_>, fingerprint: &str) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT person_id FROM ssh_keys WHERE fingerprint = $1 AND is_proven = 1";
    tx.first(sql, &[fingerprint.into()], |row| row.int(0))
}

/// Has a key sign its person in from now on; others who only named it no longer have it.
pub fn prove(tx: &mut Tx<'_>, person_id: i64, fingerprint: &str) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM ssh_keys WHERE fingerprint = $1 AND person_id <> $2 AND is_proven = 0",
        &[fingerprint.into(), person_id.into()],
    )?;
    tx.execute("UPDATE ssh_keys SET is_proven = 1 WHERE fingerprint = $1 AND person_id = $2", &[fingerprint.into(), person_id.into()])?;
    Ok(())
}

/// Notes that a proven key signed its person in; tells its id and whose it is, where there is one and its person may come in.
pub fn used(tx: &mut Tx<'_>, fingerprint: &str, now: i64) -> Result<Option<(i64, i64)>, StoreError> {
    let sql = format!(
        "UPDATE ssh_keys SET used_at = $1 WHERE fingerprint = $2 AND is_proven = 1 \
           AND person_id IN (SELECT p.id FROM people p WHERE p.password_hash IS NOT NULL AND {MAY_COME_IN}) RETURNING id, person_id"
    );
    tx.first(&sql, &[now.into(), fingerprint.into()], |row| Ok((row.int(0)?, row.int(1)?)))
}

/// Takes a key away with the sign-ins that it made; whether there was one.
pub fn remove(tx: &mut Tx<'_>, person_id: i64, fingerprint: &str) -> Result<bool, StoreError> {
    let values = [person_id.into(), fingerprint.into()];
    let of_key = "SELECT id FROM ssh_keys WHERE person_id = $1 AND fingerprint = $2";
    tx.execute(&format!("DELETE FROM sessions WHERE ssh_key_id IN ({of_key})"), &values)?;
    Ok(tx.execute("DELETE FROM ssh_keys WHERE person_id = $1 AND fingerprint = $2", &values)? > 0)
}

/// The keys that sign a person in, the newest first, at most `limit`.
pub fn proven(tx: &mut Tx<'_>, person_id: i64, limit: usize) -> Result<Vec<CodeKey>, StoreError> {
    let sql = "SELECT fingerprint, label FROM ssh_keys WHERE person_id = $1 AND is_proven = 1 ORDER BY id DESC LIMIT $2";
    tx.query(sql, &[person_id.into(), limit_value(limit)], |row| Ok(CodeKey { fingerprint: row.text(0)?, label: row.text(1)? }))
}

/// Takes all keys of a person away but those with these fingerprints, whether or not they were proven.
pub fn keep_only(tx: &mut Tx<'_>, person_id: i64, fingerprints: &[String]) -> Result<(), StoreError> {
    let mut values = vec![person_id.into()];
    let kept = if fingerprints.is_empty() {
        String::new()
    } else {
        let these = bind_all(&mut values, fingerprints.iter().map(|fingerprint| fingerprint.as_str().into()));
        format!(" AND fingerprint NOT IN ({these})")
    };
    tx.execute(&format!("DELETE FROM ssh_keys WHERE person_id = $1{kept}"), &values)?;
    Ok(())
}
