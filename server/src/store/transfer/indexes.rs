//! The indexes of a PostgreSQL database that is being filled: put by before its rows come, and made of all of them at once.

use super::TABLES;
use crate::store::{StoreError, Tx};

/// The tables of search, which have indexes, too.
const SEARCH: [&str; 2] = ["case_search", "note_search"];

/// What the leases begin with that hold how an index is made, which a move makes last.
const INDEX: &str = "move-index ";

/// Notes how the indexes are made that stand for no promise, and takes them away: to make one of all rows takes much less than
/// to keep it up with each of them.
pub(super) fn put_by(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    if !tx.is_postgres() {
        return Ok(());
    }
    let ours = TABLES.iter().map(|(name, _)| *name).chain(SEARCH).map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT quote_ident(c.relname), pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
         JOIN pg_class t ON t.oid = i.indrelid WHERE t.relnamespace = to_regnamespace(current_schema()) \
           AND t.relname IN ({ours}) AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid) ORDER BY c.relname"
    );
    let found = tx.query(&sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))?;
    for (name, made_by) in found {
        tx.execute(
            "INSERT INTO leases (name, holder, until) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
            &[format!("{INDEX}{name}").into(), made_by.into(), i64::MAX.into()],
        )?;
        tx.execute(&format!("DROP INDEX {name}"), &[])?;
    }
    Ok(())
}

/// Makes one of the indexes that were put by; false when there is none.
pub(super) fn make_one(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let next = tx.first(
        "DELETE FROM leases WHERE name = (SELECT MIN(name) FROM leases WHERE name LIKE $1) RETURNING holder",
        &[format!("{INDEX}%").into()],
        |row| row.text(0),
    )?;
    let Some(made_by) = next else { return Ok(false) };
    tx.execute(&made_by, &[])?;
    Ok(true)
}
