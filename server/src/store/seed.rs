//! Writes bulk data fast: one connection, one transaction, indexes made anew at the end.

use std::path::Path;

use caseport_shared::status::Status;
use rusqlite::{Connection, Transaction, params};

use super::engine::sqlite::{end_seeding, open_for_seeding};
use super::{StoreError, database_path};

/// A person of the bulk data.
pub struct SeedPerson<'a> {
    /// Address.
    pub email: &'a str,
    /// Full name.
    pub name: &'a str,
    /// Their organization; absent for support.
    pub organization_id: Option<i64>,
    /// Whether a customer sees all cases of the organization.
    pub account_wide: bool,
}

/// A case of the bulk data.
pub struct SeedCase<'a> {
    /// Public number.
    pub number: i64,
    /// Whose.
    pub organization_id: i64,
    /// About what.
    pub product_id: i64,
    /// For whom.
    pub requester_id: i64,
    /// Who works on it.
    pub assignee_id: Option<i64>,
    /// Where it stands.
    pub status: Status,
    /// 1 to 4.
    pub severity: i64,
    /// Filed at.
    pub created_at: i64,
    /// Subject.
    pub subject: &'a str,
    /// Description.
    pub description: &'a str,
    /// Replies, in order: who, whether support, when, what.
    pub replies: &'a [SeedReply],
}

/// A reply of the bulk data.
pub struct SeedReply {
    /// Who.
    pub author_id: i64,
    /// Whether they are of support.
    pub is_support: bool,
    /// When.
    pub at: i64,
    /// What.
    pub body: String,
}

/// A database that is being filled.
pub struct Seeding {
    connection: Connection,
}

/// The open transaction of a [`Seeding`].
pub struct Filling<'c> {
    transaction: Transaction<'c>,
    indexes: Vec<String>,
}

impl Seeding {
    /// Opens or creates the database of a data folder.
    ///
    /// # Errors
    /// When it cannot be opened, or holds cases already.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        let connection = open_for_seeding(&database_path(data))?;
        let cases: i64 = connection.query_row("SELECT COUNT(*) FROM cases", [], |row| row.get(0))?;
        if cases > 0 {
            return Err(StoreError::Exists("data".to_owned()));
        }
        Ok(Self { connection })
    }

    /// Makes what was filled durable.
    ///
    /// # Errors
    /// The database's.
    pub fn end(self) -> Result<(), StoreError> {
        end_seeding(&self.connection)
    }

    /// Begins to fill it.
    ///
    /// # Errors
    /// The database's.
    pub fn begin(&mut self) -> Result<Filling<'_>, StoreError> {
        let transaction = self.connection.transaction()?;
        let mut names = Vec::new();
        let mut indexes = Vec::new();
        {
            let mut statement =
                transaction.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('cases', 'comments', 'events')")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                names.push(row.get::<_, String>(0)?);
                indexes.push(row.get::<_, String>(1)?);
            }
        }
        for name in names {
            transaction.execute_batch(&format!("DROP INDEX {name}"))?;
        }
        Ok(Filling { transaction, indexes })
    }
}

impl Filling<'_> {
    /// Adds an organization with one product; returns both ids.
    pub fn organization(&self, slug: &str, name: &str, plan_id: i64) -> Result<(i64, i64), StoreError> {
        let tx = &self.transaction;
        tx.prepare_cached("INSERT INTO organizations (slug, name, plan_id, region, created_at) VALUES (?1, ?2, ?3, 'emea', 0)")?
            .execute(params![slug, name, plan_id])?;
        let organization = tx.last_insert_rowid();
        tx.prepare_cached("INSERT INTO products (organization_id, slug, name, kind, created_at) VALUES (?1, ?2, ?3, 'community', 0)")?
            .execute(params![organization, format!("{slug}-community"), format!("{name} Community")])?;
        Ok((organization, tx.last_insert_rowid()))
    }

    /// The id of a plan.
    pub fn plan(&self, slug: &str) -> Result<i64, StoreError> {
        Ok(self.transaction.query_row("SELECT id FROM plans WHERE slug = ?1", [slug], |row| row.get(0))?)
    }

    /// Adds a person with a seat.
    pub fn person(&self, person: &SeedPerson<'_>) -> Result<i64, StoreError> {
        let tx = &self.transaction;
        let (staff, account) = if person.organization_id.is_some() { (None, Some("member")) } else { (Some("agent"), None) };
        tx.prepare_cached("INSERT INTO people (email, name, organization_id, staff_role, account_role, is_active, created_at) VALUES (?1, ?2, ?3, ?4, ?5, 1, 0)")?
            .execute(params![person.email, person.name, person.organization_id, staff, account])?;
        let id = tx.last_insert_rowid();
        // Nobody sits before the screens who could answer the questions of a first sign-in.
        tx.prepare_cached("INSERT INTO person_settings (person_id, asked_at) VALUES (?1, 0)")?.execute([id])?;
        if person.organization_id.is_some() {
            tx.prepare_cached("INSERT INTO seats (person_id, account_wide, created_at) VALUES (?1, ?2, 0)")?
                .execute(params![id, person.account_wide])?;
        }
        Ok(id)
    }

    /// Adds published articles for all customers: name, title and text of each.
    pub fn articles(&self, author_id: i64, now: i64, articles: &[(String, String, String)]) -> Result<(), StoreError> {
        let mut tx = super::Tx::on_sqlite(&self.transaction);
        super::articles::insert_published(&mut tx, author_id, now, articles)
    }

    /// Adds a case with its replies, facts and search row.
    pub fn case(&self, case: &SeedCase<'_>) -> Result<(), StoreError> {
        let tx = &self.transaction;
        let last = case.replies.last();
        let updated = last.map_or(case.created_at, |reply| reply.at);
        let group = case.status.group().slug();
        let side = if last.is_some_and(|reply| reply.is_support) { "support" } else { "customer" };
        let first_answer = case.replies.iter().find(|reply| reply.is_support).map(|reply| reply.at);
        // The far future, so that nothing of the bulk data closes while it is measured.
        let closes = (case.status == Status::PendingClosure).then_some(253_370_764_800_000_i64);
        let solution = (case.status == Status::PendingClosure).then_some("Cleared the cache and renewed the certificate.");
        tx.prepare_cached(
            "INSERT INTO cases (number, organization_id, product_id, requester_id, filed_by_id, assignee_id, severity, priority, status, \
               status_group, open_status, closes_at, subject, description, solution, last_side, last_reply_at, last_reply_by_id, \
               first_answer_at, reply_count, note_count, created_at, updated_at, public_updated_at, version, public_version) \
             VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, 'medium', ?7, ?8, 'researching', ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 0, ?18, ?19, ?19, 1, 1)",
        )?
        .execute(params![
            case.number,
            case.organization_id,
            case.product_id,
            case.requester_id,
            case.assignee_id,
            case.severity,
            case.status.slug(),
            group,
            closes,
            case.subject,
            case.description,
            solution,
            side,
            last.map(|reply| reply.at),
            last.map(|reply| reply.author_id),
            first_answer,
            i64::try_from(case.replies.len()).unwrap_or(i64::MAX),
            case.created_at,
            updated
        ])?;
        let id = tx.last_insert_rowid();
        let mut event = tx.prepare_cached(
            "INSERT INTO events (at, actor_id, subject_kind, subject_id, visibility, kind, payload) VALUES (?1, ?2, 'case', ?3, 'public', ?4, ?5)",
        )?;
        event.execute(params![case.created_at, case.requester_id, id, "filed", r#"{"fact":"filed"}"#])?;
        let mut body = format!("{} \u{e000} {} \u{e000} ", case.description, solution.unwrap_or_default());
        for (number, reply) in (1_i64..).zip(case.replies) {
            tx.prepare_cached(
                "INSERT INTO comments (case_id, visibility, number, author_id, body, is_escalation, created_at) VALUES (?1, 'public', ?2, ?3, ?4, 0, ?5)",
            )?
            .execute(params![id, number, reply.author_id, reply.body, reply.at])?;
            event.execute(params![
                reply.at,
                reply.author_id,
                id,
                "commented",
                format!(r#"{{"fact":"commented","comment":"reply-{number}"}}"#)
            ])?;
            body.push_str(&reply.body);
            body.push_str(" \u{e000} ");
        }
        let scope = format!("o{} p{} g{}", case.organization_id, case.requester_id, group.replace('-', ""));
        tx.prepare_cached("INSERT INTO case_search (rowid, subject, body, scope) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            id,
            case.subject,
            body,
            scope
        ])?;
        Ok(())
    }

    /// Makes the indexes and commits.
    ///
    /// # Errors
    /// The database's.
    pub fn finish(self) -> Result<(), StoreError> {
        for index in &self.indexes {
            self.transaction.execute_batch(index)?;
        }
        self.transaction.commit()?;
        Ok(())
    }
}
