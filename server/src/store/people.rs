//! People and their seats.

use std::collections::{BTreeSet, HashMap};

use caseport_shared::api::person::{PersonRef, PersonView};
use caseport_shared::person::{AccountRole, Side, StaffRole};

use super::value::bind_all;
use super::{Row, StoreError, Tx, Value};
use crate::policy::{Actor, Role, Seat};

/// Of `people p`: whether they may come in at all. Every credential asks for it: passwords, sign-ins, keys, tokens, codes.
pub(super) const MAY_COME_IN: &str = "p.is_active = 1 AND p.locked_at IS NULL";

/// Columns that [`actor_of`] reads, from `people p`.
pub(super) const ACTOR: &str = "p.id, p.name, p.email, p.staff_role, p.organization_id, p.account_role, \
     COALESCE((SELECT MAX(s.account_wide) FROM seats s WHERE s.person_id = p.id), -1)";

/// Reads [`ACTOR`].
pub(super) fn actor_of(row: &Row<'_>) -> Result<Actor, StoreError> {
    let role = match (row.opt_parsed::<StaffRole>(3)?, row.opt_int(4)?) {
        (Some(role), _) => Role::Staff(role),
        (None, Some(organization_id)) => {
            let seat = match row.int(6)? {
                -1 => Seat::None,
                0 => Seat::Own,
                _ => Seat::AccountWide,
            };
            Role::Customer { organization_id, account_role: row.parsed::<AccountRole>(5)?, seat }
        }
        (None, None) => return Err(StoreError::Corrupt("a person without a role".to_owned())),
    };
    Ok(Actor { person_id: row.int(0)?, name: row.text(1)?, email: row.text(2)?, role })
}

/// Somebody who may sign in, by address.
#[derive(PartialEq, Eq)]
pub struct Credentials {
    /// Person.
    pub person_id: i64,
    /// Argon2id, absent until a password was set.
    pub password_hash: Option<String>,
}

/// The credentials of somebody who may come in.
pub fn credentials(tx: &mut Tx<'_>, email: &str) -> Result<Option<Credentials>, StoreError> {
    let sql = format!("SELECT p.id, p.password_hash FROM people p WHERE p.email = $1 AND {MAY_COME_IN}");
    tx.first(&sql, &[email.into()], |row| Ok(Credentials { person_id: row.int(0)?, password_hash: row.opt_text(1)? }))
}

/// Somebody who may come in, as an actor.
pub fn actor(tx: &mut Tx<'_>, person_id: i64) -> Result<Option<Actor>, StoreError> {
    tx.first(&format!("SELECT {ACTOR} FROM people p WHERE p.id = $1 AND {MAY_COME_IN}"), &[person_id.into()], actor_of)
}

/// Somebody found by address.
pub struct Found {
    /// Person.
    pub id: i64,
    /// Their organization, absent for support.
    pub organization_id: Option<i64>,
    /// Whether they may sign in.
    pub is_active: bool,
}

/// The person with an address.
pub fn by_email(tx: &mut Tx<'_>, email: &str) -> Result<Option<Found>, StoreError> {
    tx.first("SELECT id, organization_id, is_active FROM people WHERE email = $1", &[email.into()], |row| {
        Ok(Found { id: row.int(0)?, organization_id: row.opt_int(1)?, is_active: row.flag(2)? })
    })
}

/// Whether a person may sign in.
pub fn is_active(tx: &mut Tx<'_>, person_id: i64) -> Result<bool, StoreError> {
    Ok(tx.first("SELECT is_active FROM people WHERE id = $1", &[person_id.into()], |row| row.flag(0))?.unwrap_or(false))
}

/// Somebody whom support may lock.
pub struct Lockable {
    /// Person.
    pub id: i64,
    /// For people of support.
    pub staff_role: Option<StaffRole>,
    /// Whether they are locked already.
    pub is_locked: bool,
}

/// The active person with an address, as support locks them.
pub fn lockable(tx: &mut Tx<'_>, email: &str) -> Result<Option<Lockable>, StoreError> {
    tx.first("SELECT id, staff_role, locked_at FROM people WHERE email = $1 AND is_active = 1", &[email.into()], |row| {
        Ok(Lockable { id: row.int(0)?, staff_role: row.opt_parsed(1)?, is_locked: row.opt_int(2)?.is_some() })
    })
}

/// Locks a person from a moment on, or lets them in again.
pub fn lock(tx: &mut Tx<'_>, person_id: i64, since: Option<i64>) -> Result<(), StoreError> {
    tx.execute("UPDATE people SET locked_at = $1 WHERE id = $2", &[since.into(), person_id.into()])?;
    Ok(())
}

/// Makes the seats that an invitation holds for a person lasting; false where one of them is held no longer (S2).
pub fn keep_held_seats(tx: &mut Tx<'_>, person_id: i64, now: i64) -> Result<bool, StoreError> {
    tx.execute("UPDATE seats SET held_until = NULL WHERE person_id = $1 AND held_until > $2", &[person_id.into(), now.into()])?;
    let over = "SELECT 1 FROM seats WHERE person_id = $1 AND held_until IS NOT NULL LIMIT 1";
    Ok(tx.first(over, &[person_id.into()], |row| row.int(0))?.is_none())
}

/// Somebody who may come in and has done so before: the only ones who can have forgotten a password.
pub fn who_forgot(tx: &mut Tx<'_>, email: &str) -> Result<Option<i64>, StoreError> {
    let sql = format!("SELECT p.id FROM people p WHERE p.email = $1 AND p.password_hash IS NOT NULL AND {MAY_COME_IN}");
    tx.first(&sql, &[email.into()], |row| row.int(0))
}

/// Whether a person holds a seat that reaches a product, or an invitation holds one for them.
pub fn reaches(tx: &mut Tx<'_>, person_id: i64, product_id: i64, now: i64) -> Result<bool, StoreError> {
    let found = tx.first(
        "SELECT 1 FROM seats WHERE person_id = $1 AND (product_id IS NULL OR product_id = $2) \
           AND (held_until IS NULL OR held_until > $3) LIMIT 1",
        &[person_id.into(), product_id.into(), now.into()],
        |row| row.int(0),
    )?;
    Ok(found.is_some())
}

/// Whether a person holds any seat, or an invitation holds one for them.
pub fn has_seat(tx: &mut Tx<'_>, person_id: i64, now: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM seats WHERE person_id = $1 AND (held_until IS NULL OR held_until > $2) LIMIT 1";
    Ok(tx.first(sql, &[person_id.into(), now.into()], |row| row.int(0))?.is_some())
}

/// A person as readers of a side see them: customers are not told the addresses of support.
pub fn reference(name: String, email: String, is_staff: bool, reader: Side) -> PersonRef {
    let side = if is_staff { Side::Support } else { Side::Customer };
    PersonRef { name, email: (side == Side::Customer || reader == Side::Support).then_some(email), side }
}

/// Reads name, address and staff role from three columns.
pub(super) fn reference_at(row: &Row<'_>, column: usize, reader: Side) -> Result<PersonRef, StoreError> {
    Ok(reference(row.text(column)?, row.text(column + 1)?, row.opt_text(column + 2)?.is_some(), reader))
}

/// The same, where there may be nobody.
pub(super) fn opt_reference_at(row: &Row<'_>, column: usize, reader: Side) -> Result<Option<PersonRef>, StoreError> {
    if row.opt_text(column)?.is_none() { Ok(None) } else { reference_at(row, column, reader).map(Some) }
}

/// Somebody by id.
pub fn named(tx: &mut Tx<'_>, person_id: i64, reader: Side) -> Result<PersonRef, StoreError> {
    tx.first("SELECT name, email, staff_role FROM people WHERE id = $1", &[person_id.into()], |row| reference_at(row, 0, reader))?
        .ok_or_else(|| StoreError::Corrupt("somebody who does not exist".to_owned()))
}

/// Some people by their ids.
pub fn refs(tx: &mut Tx<'_>, ids: &BTreeSet<i64>, reader: Side) -> Result<HashMap<i64, PersonRef>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut values = Vec::new();
    let these = bind_all(&mut values, ids.iter().map(|id| Value::from(*id)));
    let sql = format!("SELECT id, name, email, staff_role FROM people WHERE id IN ({these})");
    let found = tx.query(&sql, &values, |row| Ok((row.int(0)?, reference_at(row, 1, reader)?)))?;
    Ok(found.into_iter().collect())
}

/// Active people of support (`organization_id` absent) or of an organization, by name, after `after` (name and address).
pub fn list(
    tx: &mut Tx<'_>,
    organization_id: Option<i64>,
    after: Option<(&str, &str)>,
    limit: usize,
) -> Result<Vec<PersonView>, StoreError> {
    let (name, email) = after.unwrap_or_default();
    let mut values: Vec<Value<'_>> = vec![name.into(), email.into(), limit_value(limit)];
    let whose = match organization_id {
        Some(id) => {
            values.push(id.into());
            "p.organization_id = $4"
        }
        None => "p.organization_id IS NULL",
    };
    let sql = format!(
        "SELECT p.name, p.email, p.account_role, p.staff_role, \
           CASE WHEN EXISTS (SELECT 1 FROM seats s WHERE s.person_id = p.id) THEN 1 ELSE 0 END, \
           CASE WHEN p.password_hash IS NULL THEN 1 ELSE 0 END, CASE WHEN p.locked_at IS NULL THEN 0 ELSE 1 END \
         FROM people p WHERE {whose} AND p.is_active = 1 AND (p.name, p.email) > ($1, $2) ORDER BY p.name, p.email LIMIT $3"
    );
    tx.query(&sql, &values, |row| {
        let staff_role = row.opt_parsed(3)?;
        let side = if staff_role.is_some() { Side::Support } else { Side::Customer };
        Ok(PersonView {
            name: row.text(0)?,
            email: row.text(1)?,
            side,
            account_role: row.opt_parsed(2)?,
            staff_role,
            has_seat: row.flag(4)?,
            is_invited: row.flag(5)?,
            is_locked: row.flag(6)?,
        })
    })
}

/// A limit as a parameter.
pub(super) fn limit_value(limit: usize) -> Value<'static> {
    Value::Int(i64::try_from(limit).unwrap_or(i64::MAX))
}

/// Adds a person of support.
pub fn insert_staff(
    tx: &mut Tx<'_>,
    email: &str,
    name: &str,
    role: StaffRole,
    password_hash: Option<&str>,
    now: i64,
) -> Result<i64, StoreError> {
    tx.insert(
        "INSERT INTO people (email, name, staff_role, password_hash, is_active, created_at) VALUES ($1, $2, $3, $4, 1, $5) RETURNING id",
        &[email.into(), name.into(), role.slug().into(), password_hash.into(), now.into()],
    )
}

/// Adds a person of an organization.
pub fn insert_customer(
    tx: &mut Tx<'_>,
    organization_id: i64,
    email: &str,
    name: &str,
    role: AccountRole,
    password_hash: Option<&str>,
    now: i64,
) -> Result<i64, StoreError> {
    tx.insert(
        "INSERT INTO people (email, name, organization_id, account_role, password_hash, is_active, created_at) \
         VALUES ($1, $2, $3, $4, $5, 1, $6) RETURNING id",
        &[email.into(), name.into(), organization_id.into(), role.slug().into(), password_hash.into(), now.into()],
    )
}

/// A person as they are written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Person.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// Organization and role there; absent for support.
    pub account: Option<(i64, AccountRole)>,
}

/// The person with an address, as they are written down.
pub fn written(tx: &mut Tx<'_>, email: &str) -> Result<Option<Written>, StoreError> {
    tx.first("SELECT id, name, organization_id, account_role FROM people WHERE email = $1", &[email.into()], |row| {
        Ok(Written { id: row.int(0)?, name: row.text(1)?, account: row.opt_int(2)?.zip(row.opt_parsed(3)?) })
    })
}

/// Writes name and role of a customer's person again.
pub fn update_customer(tx: &mut Tx<'_>, id: i64, name: &str, role: AccountRole) -> Result<(), StoreError> {
    tx.execute("UPDATE people SET name = $1, account_role = $2 WHERE id = $3", &[name.into(), role.slug().into(), id.into()])?;
    Ok(())
}

/// A person's seat on a product, or on all of the organization's: its id and whether it is account-wide.
pub fn seat(tx: &mut Tx<'_>, person_id: i64, product_id: Option<i64>) -> Result<Option<(i64, bool)>, StoreError> {
    tx.first(
        "SELECT id, account_wide FROM seats WHERE person_id = $1 AND COALESCE(product_id, 0) = $2",
        &[person_id.into(), product_id.unwrap_or(0).into()],
        |row| Ok((row.int(0)?, row.flag(1)?)),
    )
}

/// Makes a seat account-wide, or not.
pub fn update_seat(tx: &mut Tx<'_>, id: i64, account_wide: bool) -> Result<(), StoreError> {
    tx.execute("UPDATE seats SET account_wide = $1 WHERE id = $2", &[account_wide.into(), id.into()])?;
    Ok(())
}

/// Sets a person's password.
pub fn set_password(tx: &mut Tx<'_>, person_id: i64, password_hash: &str) -> Result<(), StoreError> {
    tx.execute("UPDATE people SET password_hash = $1 WHERE id = $2", &[password_hash.into(), person_id.into()])?;
    Ok(())
}

/// Gives a person a seat on a product, or on all of the organization's.
pub fn insert_seat(tx: &mut Tx<'_>, person_id: i64, product_id: Option<i64>, account_wide: bool, now: i64) -> Result<i64, StoreError> {
    tx.insert(
        "INSERT INTO seats (person_id, product_id, account_wide, created_at) VALUES ($1, $2, $3, $4) RETURNING id",
        &[person_id.into(), product_id.into(), account_wide.into(), now.into()],
    )
}

/// Whether there is anybody of support.
pub fn has_staff(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.first("SELECT 1 FROM people WHERE staff_role IS NOT NULL AND is_active = 1 LIMIT 1", &[], |row| row.int(0))?.is_some())
}

/// Makes of a person somebody who was invited and has not come: no password, and seats that are held until a moment.
#[cfg(test)]
pub(crate) fn hold_seats(tx: &mut Tx<'_>, person_id: i64, until: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE people SET password_hash = NULL WHERE id = $1", &[person_id.into()])?;
    tx.execute("UPDATE seats SET held_until = $1 WHERE person_id = $2", &[until.into(), person_id.into()])?;
    Ok(())
}

/// How many seats of a person are theirs for good.
#[cfg(test)]
pub(crate) fn lasting_seats(tx: &mut Tx<'_>, person_id: i64) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM seats WHERE person_id = $1 AND held_until IS NULL";
    Ok(tx.first(sql, &[person_id.into()], |row| row.int(0))?.unwrap_or(0))
}

/// Whether several people are behind a person (S7).
pub fn is_shared(tx: &mut Tx<'_>, person_id: i64) -> Result<bool, StoreError> {
    Ok(tx.first("SELECT is_shared FROM people WHERE id = $1", &[person_id.into()], |row| row.flag(0))?.unwrap_or(false))
}
