//! People who come and leave: what is written about them, and the open cases that they leave behind.

use caseport_shared::person::{AccountRole, Side, StaffRole};
use caseport_shared::status::StatusGroup;

use super::people::limit_value;
use super::{StoreError, Tx};

/// A person as those who decide about people see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Someone {
    /// Person.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Their organization and role there; absent for support.
    pub account: Option<(i64, AccountRole)>,
    /// What they may do at support.
    pub staff_role: Option<StaffRole>,
    /// Whether they may sign in.
    pub is_active: bool,
    /// Whether they were invited and have not come yet.
    pub is_expected: bool,
    /// Whether it is a mailbox or distribution list (S7).
    pub is_shared: bool,
    /// What they do.
    pub title: Option<String>,
    /// Where they can be called.
    pub phone: Option<String>,
    /// When they left, if they have.
    pub left_at: Option<i64>,
}

/// The person with an address, whether or not they have left.
pub fn someone(tx: &mut Tx<'_>, email: &str) -> Result<Option<Someone>, StoreError> {
    find(tx, "email = $1", email.into())
}

/// The person with an id, whether or not they have left.
pub fn by_id(tx: &mut Tx<'_>, person_id: i64) -> Result<Option<Someone>, StoreError> {
    find(tx, "id = $1", person_id.into())
}

fn find(tx: &mut Tx<'_>, condition: &str, value: super::Value<'_>) -> Result<Option<Someone>, StoreError> {
    let sql = format!(
        "SELECT id, name, email, organization_id, account_role, staff_role, is_active, \
           CASE WHEN password_hash IS NULL THEN 1 ELSE 0 END, is_shared, left_at, title, phone FROM people WHERE {condition}"
    );
    tx.first(&sql, &[value], |row| {
        Ok(Someone {
            id: row.int(0)?,
            name: row.text(1)?,
            email: row.text(2)?,
            account: row.opt_int(3)?.zip(row.opt_parsed(4)?),
            staff_role: row.opt_parsed(5)?,
            is_active: row.flag(6)?,
            is_expected: row.flag(7)?,
            is_shared: row.flag(8)?,
            left_at: row.opt_int(9)?,
            title: row.opt_text(10)?,
            phone: row.opt_text(11)?,
        })
    })
}

/// A customer who is invited: new, or back after they had left. They have no password until they accept. What is said of somebody
/// who is back takes the place of what was known, and what is not said leaves it.
pub struct Newcomer<'a> {
    /// Their organization.
    pub organization_id: i64,
    /// Address.
    pub email: &'a str,
    /// First and last name.
    pub name: &'a str,
    /// What they may do.
    pub role: AccountRole,
    /// What they do.
    pub title: Option<&'a str>,
    /// Where they can be called.
    pub phone: Option<&'a str>,
    /// Whether it is a mailbox or distribution list.
    pub is_shared: bool,
    /// Now.
    pub now: i64,
}

/// Adds somebody who is invited, or brings back who had left; what is known of them by then stays.
pub fn welcome(tx: &mut Tx<'_>, new: &Newcomer<'_>) -> Result<i64, StoreError> {
    tx.insert(
        "INSERT INTO people (email, name, organization_id, account_role, title, phone, is_shared, is_active, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8) \
         ON CONFLICT (email) DO UPDATE SET name = $2, account_role = $4, \
           title = COALESCE($5, people.title), phone = COALESCE($6, people.phone), is_shared = $7, is_active = 1, \
           left_at = NULL, password_hash = NULL RETURNING id",
        &[
            new.email.into(),
            new.name.into(),
            new.organization_id.into(),
            new.role.slug().into(),
            new.title.into(),
            new.phone.into(),
            new.is_shared.into(),
            new.now.into(),
        ],
    )
}

/// Gives somebody back the title and the phone they had.
pub fn set_title_and_phone(tx: &mut Tx<'_>, person_id: i64, title: Option<&str>, phone: Option<&str>) -> Result<(), StoreError> {
    tx.execute("UPDATE people SET title = $1, phone = $2 WHERE id = $3", &[title.into(), phone.into(), person_id.into()])?;
    Ok(())
}

/// Gives somebody back the name they had, and whether they were a shared mailbox.
pub fn rename(tx: &mut Tx<'_>, person_id: i64, name: &str, is_shared: bool) -> Result<(), StoreError> {
    tx.execute("UPDATE people SET name = $1, is_shared = $2 WHERE id = $3", &[name.into(), is_shared.into(), person_id.into()])?;
    Ok(())
}

/// Brings back somebody of support who had left; they have no password until they accept.
pub fn welcome_staff(tx: &mut Tx<'_>, person_id: i64, name: &str, role: StaffRole) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE people SET name = $1, staff_role = $2, is_active = 1, left_at = NULL, password_hash = NULL WHERE id = $3",
        &[name.into(), role.slug().into(), person_id.into()],
    )?;
    Ok(())
}

/// Notes that somebody has left, or is back.
pub fn set_active(tx: &mut Tx<'_>, person_id: i64, left_at: Option<i64>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE people SET is_active = $1, left_at = $2 WHERE id = $3",
        &[left_at.is_none().into(), left_at.into(), person_id.into()],
    )?;
    Ok(())
}

/// Has a change of this person's rights that is made at the same time begin again, and so come after or before.
///
/// Changes of a case see people as they were when they began, and do not meet those that only read them.
pub fn hold(tx: &mut Tx<'_>, person_id: i64) -> Result<(), StoreError> {
    if tx.is_postgres() {
        tx.execute("UPDATE people SET is_active = is_active WHERE id = $1", &[person_id.into()])?;
    }
    Ok(())
}

/// Sets what somebody may do for their organization.
pub fn set_account_role(tx: &mut Tx<'_>, person_id: i64, role: AccountRole) -> Result<(), StoreError> {
    tx.execute("UPDATE people SET account_role = $1 WHERE id = $2", &[role.slug().into(), person_id.into()])?;
    Ok(())
}

/// Sets what somebody may do at support.
pub fn set_staff_role(tx: &mut Tx<'_>, person_id: i64, role: StaffRole) -> Result<(), StoreError> {
    tx.execute("UPDATE people SET staff_role = $1 WHERE id = $2", &[role.slug().into(), person_id.into()])?;
    Ok(())
}

/// Owners of an organization who have come in and are not kept out, with their addresses and whether they hold a seat.
pub fn owners(tx: &mut Tx<'_>, organization_id: i64) -> Result<Vec<(i64, String, bool)>, StoreError> {
    tx.query(
        "SELECT p.id, p.email, CASE WHEN EXISTS (SELECT 1 FROM seats s WHERE s.person_id = p.id) THEN 1 ELSE 0 END \
         FROM people p WHERE p.organization_id = $1 AND p.account_role = 'owner' AND p.is_active = 1 AND p.password_hash IS NOT NULL \
           AND p.locked_at IS NULL ORDER BY p.id",
        &[organization_id.into()],
        |row| Ok((row.int(0)?, row.text(1)?, row.flag(2)?)),
    )
}

/// How many Admins there are who have come in and are not kept out.
pub fn count_admins(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    Ok(tx
        .first(
            "SELECT COUNT(*) FROM people WHERE staff_role = 'admin' AND is_active = 1 AND password_hash IS NOT NULL AND locked_at IS NULL",
            &[],
            |row| row.int(0),
        )?
        .unwrap_or(0))
}

/// Ids of the open cases that a customer is the requester of, or an agent works on, the oldest first, at most `limit`.
pub fn open_cases(tx: &mut Tx<'_>, person_id: i64, side: Side, limit: usize) -> Result<Vec<i64>, StoreError> {
    let column = match side {
        Side::Customer => "requester_id",
        Side::Support => "assignee_id",
    };
    tx.query(
        &format!("SELECT id FROM cases WHERE {column} = $1 AND status_group <> $2 ORDER BY id LIMIT $3"),
        &[person_id.into(), StatusGroup::Closed.slug().into(), limit_value(limit)],
        |row| row.int(0),
    )
}
