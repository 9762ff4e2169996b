//! Looks for what should not be: damage to the database, cases that do not agree with their history, rows that search lacks.

use super::people::limit_value;
use super::{StoreError, Tx};

/// Most findings of one kind that a check lists.
const LISTED: usize = 20;

/// What the engine itself finds wrong with the database, in its words; empty when it is whole.
pub fn integrity(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    if tx.is_postgres() {
        return postgres_integrity(tx);
    }
    let mut found = tx.query(&format!("PRAGMA integrity_check({LISTED})"), &[], |row| row.text(0))?;
    found.retain(|line| line != "ok");
    tx.each("PRAGMA foreign_key_check", &[], |row| {
        if found.len() < 2 * LISTED {
            found.push(format!("a row of {} refers to a row of {} that is not there", row.text(0)?, row.text(2)?));
        }
        Ok(())
    })?;
    Ok(found)
}

/// PostgreSQL looks after itself and says what it noticed; what is stored is read whole by whoever dumps or moves it.
fn postgres_integrity(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let mut found = tx.query(
        "SELECT CAST(c.relname AS TEXT) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
         WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace ORDER BY 1 LIMIT $1",
        &[limit_value(LISTED)],
        |row| Ok(format!("the index {} is not valid", row.text(0)?)),
    )?;
    let failures = "SELECT COALESCE(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()";
    if let Some(failures) = tx.first(failures, &[], |row| row.int(0))?.filter(|failures| *failures > 0) {
        found.push(format!("{failures} pages did not have their checksums"));
    }
    Ok(found)
}

/// What is wrong with cases: their journal, their counts, their rows for search.
pub fn cases(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    let unfiled = "NOT EXISTS (SELECT 1 FROM events e WHERE e.subject_kind = 'case' AND e.subject_id = c.id AND e.kind = 'filed')";
    which(tx, unfiled, "its journal does not say that it was filed", &mut found)?;
    let comments = |visibility| format!("(SELECT COUNT(*) FROM comments m WHERE m.case_id = c.id AND m.visibility = '{visibility}')");
    which(tx, &format!("c.reply_count <> {}", comments("public")), "its number of replies is not how many there are", &mut found)?;
    which(tx, &format!("c.note_count <> {}", comments("internal")), "its number of notes is not how many there are", &mut found)?;
    let id = if tx.is_postgres() { "case_id" } else { "rowid" };
    which(tx, &format!("c.id NOT IN (SELECT {id} FROM case_search)"), "search does not know it", &mut found)?;
    let noted = format!("c.note_count > 0 AND c.id NOT IN (SELECT {id} FROM note_search)");
    which(tx, &noted, "search does not know its notes", &mut found)?;
    for table in ["case_search", "note_search"] {
        let orphans = tx.first(&format!("SELECT COUNT(*) FROM {table} WHERE {id} NOT IN (SELECT id FROM cases)"), &[], |row| row.int(0))?;
        if let Some(orphans) = orphans.filter(|orphans| *orphans > 0) {
            found.push(format!("search knows {orphans} cases that are not there ({table})"));
        }
    }
    Ok(found)
}

fn which(tx: &mut Tx<'_>, condition: &str, what: &str, found: &mut Vec<String>) -> Result<(), StoreError> {
    let sql = format!("SELECT c.number FROM cases c WHERE {condition} ORDER BY c.id LIMIT $1");
    let numbers = tx.query(&sql, &[limit_value(LISTED + 1)], |row| row.int(0))?;
    found.extend(numbers.iter().take(LISTED).map(|number| format!("case {number}: {what}")));
    if numbers.len() > LISTED {
        found.push(format!("more cases: {what}"));
    }
    Ok(())
}

/// What is wrong with the index of articles: those that it lacks, and those that are not there.
pub fn articles(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    if !super::articles::are_there(tx)? {
        return Ok(Vec::new());
    }
    let sql = "SELECT s.reach, s.listed, COALESCE(t.indexed, 0) FROM \
           (SELECT -1 AS reach, CAST(COUNT(*) AS BIGINT) AS listed FROM articles WHERE state <> 'archived' \
            UNION ALL SELECT reach, CAST(COUNT(*) AS BIGINT) FROM article_readers GROUP BY reach) s \
         LEFT JOIN (SELECT reach, CAST(SUM(uses) AS BIGINT) AS indexed FROM article_terms WHERE term = '' GROUP BY reach) t ON t.reach = s.reach \
         WHERE s.listed <> COALESCE(t.indexed, 0) ORDER BY s.reach LIMIT $1";
    tx.query(sql, &[limit_value(LISTED)], |row| {
        let (listed, indexed) = (row.int(1)?, row.int(2)?);
        Ok(format!("search knows {indexed} articles instead of {listed} (readers {})", row.int(0)?))
    })
}

/// How many cases there are.
pub fn count_cases(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    Ok(tx.first("SELECT COUNT(*) FROM cases", &[], |row| row.int(0))?.unwrap_or(0))
}

/// A file whose bytes must be there.
pub struct Expected {
    /// Internal; files are handed over in its order.
    pub id: i64,
    /// The case it is on; absent for a draft's.
    pub case: Option<i64>,
    /// The article that shows it.
    pub article: Option<String>,
    /// What people call it.
    pub name: String,
    /// Name of its bytes.
    pub blob: String,
    /// Bytes.
    pub size: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
}

/// From here on ids are those of pictures of articles: more files than there can be.
const PICTURES: i64 = 1 << 62;

/// Files after an id that are not redacted, and pictures of articles after them; at most `limit`.
pub fn files(tx: &mut Tx<'_>, after: i64, limit: usize) -> Result<Vec<Expected>, StoreError> {
    let mut found = if after < PICTURES { attached(tx, after, limit)? } else { Vec::new() };
    if !super::articles::are_there(tx)? {
        return Ok(found);
    }
    let pictures = tx.query(
        "SELECT p.id, a.slug, p.name, p.blob, p.size, p.sha256 FROM article_pictures p JOIN articles a ON a.id = p.article_id \
         WHERE p.id > $1 ORDER BY p.id LIMIT $2",
        &[(after - PICTURES).max(0).into(), limit_value(limit - found.len())],
        |row| {
            let size = u64::try_from(row.int(4)?).map_err(|_| StoreError::Corrupt("a size".to_owned()))?;
            let (id, article) = (PICTURES + row.int(0)?, Some(row.text(1)?));
            Ok(Expected { id, case: None, article, name: row.text(2)?, blob: row.text(3)?, size, sha256: row.text(5)? })
        },
    )?;
    found.extend(pictures);
    Ok(found)
}

fn attached(tx: &mut Tx<'_>, after: i64, limit: usize) -> Result<Vec<Expected>, StoreError> {
    tx.query(
        "SELECT a.id, c.number, a.name, a.blob, a.size, a.sha256 FROM attachments a LEFT JOIN cases c ON c.id = a.case_id \
         WHERE a.id > $1 AND a.blob IS NOT NULL ORDER BY a.id LIMIT $2",
        &[after.into(), limit_value(limit)],
        |row| {
            let size = u64::try_from(row.int(4)?).map_err(|_| StoreError::Corrupt("a size".to_owned()))?;
            let (id, case) = (row.int(0)?, row.opt_int(1)?);
            Ok(Expected { id, case, article: None, name: row.text(2)?, blob: row.text(3)?, size, sha256: row.text(5)? })
        },
    )
}
