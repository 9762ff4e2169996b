//! Seats: who holds them, given and taken away.

use caseport_shared::api::product::ProductRef;
use caseport_shared::api::seat::SeatHolder;

use super::cases::time;
use super::people::limit_value;
use super::{StoreError, Tx};

/// A seat as it is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Seat.
    pub id: i64,
    /// Whose.
    pub person_id: i64,
    /// For which product; all of the organization's where it is for none.
    pub product_id: Option<i64>,
    /// Whether all cases of the organization are seen (S9).
    pub account_wide: bool,
}

/// The seats of a person.
pub fn of_person(tx: &mut Tx<'_>, person_id: i64) -> Result<Vec<Seat>, StoreError> {
    tx.query("SELECT id, product_id, account_wide FROM seats WHERE person_id = $1 ORDER BY id", &[person_id.into()], |row| {
        Ok(Seat { id: row.int(0)?, person_id, product_id: row.opt_int(1)?, account_wide: row.flag(2)? })
    })
}

/// The seats of a person but for those that an invitation held too long.
pub fn lasting(tx: &mut Tx<'_>, person_id: i64, now: i64) -> Result<Vec<Seat>, StoreError> {
    tx.query(
        "SELECT id, product_id, account_wide FROM seats WHERE person_id = $1 AND (held_until IS NULL OR held_until > $2) ORDER BY id",
        &[person_id.into(), now.into()],
        |row| Ok(Seat { id: row.int(0)?, person_id, product_id: row.opt_int(1)?, account_wide: row.flag(2)? }),
    )
}

/// Gives a person a seat, which an invitation holds until a moment, or in the place of one that such an invitation held too long.
pub fn give(
    tx: &mut Tx<'_>,
    person_id: i64,
    (product_id, account_wide): (Option<i64>, bool),
    held_until: Option<i64>,
    now: i64,
) -> Result<i64, StoreError> {
    tx.execute("DELETE FROM seats WHERE person_id = $1 AND held_until IS NOT NULL AND held_until <= $2", &[person_id.into(), now.into()])?;
    tx.insert(
        "INSERT INTO seats (person_id, product_id, account_wide, created_at, held_until) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        &[person_id.into(), product_id.into(), account_wide.into(), now.into(), held_until.into()],
    )
}

/// Takes a person's seat on a product, or on all of the organization's, away; whether there was one.
pub fn take(tx: &mut Tx<'_>, person_id: i64, product_id: Option<i64>) -> Result<bool, StoreError> {
    let sql = "DELETE FROM seats WHERE person_id = $1 AND COALESCE(product_id, 0) = $2";
    Ok(tx.execute(sql, &[person_id.into(), product_id.unwrap_or(0).into()])? > 0)
}

/// Takes all seats of a person away.
pub fn take_all(tx: &mut Tx<'_>, person_id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM seats WHERE person_id = $1", &[person_id.into()])?;
    Ok(())
}

/// Has an invitation hold the seats of a person until a moment; how many there are.
pub fn hold(tx: &mut Tx<'_>, person_id: i64, until: i64) -> Result<usize, StoreError> {
    tx.execute("UPDATE seats SET held_until = $1 WHERE person_id = $2 AND held_until IS NOT NULL", &[until.into(), person_id.into()])
}

/// Who holds the seats of an organization, by name, at most `limit`.
pub fn holders(tx: &mut Tx<'_>, organization_id: i64, now: i64, limit: usize) -> Result<Vec<SeatHolder>, StoreError> {
    tx.query(
        "SELECT p.name, p.email, p.account_role, r.slug, r.name, s.account_wide, p.is_shared, s.held_until \
         FROM people p JOIN seats s ON s.person_id = p.id LEFT JOIN products r ON r.id = s.product_id \
         WHERE p.organization_id = $1 AND p.is_active = 1 AND (s.held_until IS NULL OR s.held_until > $2) \
         ORDER BY p.name, p.email, s.id LIMIT $3",
        &[organization_id.into(), now.into(), limit_value(limit)],
        |row| {
            let product = row.opt_text(3)?.zip(row.opt_text(4)?).map(|(slug, name)| ProductRef { slug, name });
            Ok(SeatHolder {
                name: row.text(0)?,
                email: row.text(1)?,
                role: row.parsed(2)?,
                product,
                account_wide: row.flag(5)?,
                is_shared: row.flag(6)?,
                held_until: row.opt_int(7)?.map(time).transpose()?,
            })
        },
    )
}
