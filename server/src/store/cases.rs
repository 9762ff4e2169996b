//! Cases: loaded for decisions, saved with their facts, shown to readers.

use caseport_shared::api::attachment::Redaction;
use caseport_shared::api::case::{CaseSummary, LastReply, StatusDetail};
use caseport_shared::api::product::{CategoryRef, OrganizationRef, ProductRef};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::{Seen, Visibility};
use caseport_shared::event::Fact;
use caseport_shared::person::Side;
use caseport_shared::severity::Severity;
use caseport_shared::status::Status;
use jiff::Timestamp;

use super::events::{self, Did};
use super::people::{opt_reference_at, reference_at};
use super::{Row, Scope, StoreError, Tx, Value, search};
use crate::domain::case::Case;

/// A time of the database as the wire writes it.
pub fn time(ms: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(ms).map_err(|_| StoreError::Corrupt("a time".to_owned()))
}

fn severity(number: i64) -> Result<Severity, StoreError> {
    u8::try_from(number).ok().and_then(|number| Severity::try_from(number).ok()).ok_or_else(|| StoreError::Corrupt("a severity".to_owned()))
}

const CASE: &str = "SELECT c.id, c.number, c.organization_id, c.product_id, c.category_id, c.subcategory_id, c.requester_id, c.filed_by_id, \
     c.assignee_id, c.severity, c.priority, c.status, c.open_status, c.status_date, c.fixed_in, c.ticket, c.closes_at, c.solution, \
     c.escalated_at, c.last_side, c.last_reply_at, c.last_reply_by_id, c.first_answer_at, c.reply_count, c.note_count, c.created_at, \
     c.updated_at, c.public_updated_at, c.version, c.public_version, c.file_count FROM cases c";

fn read_case(row: &Row<'_>) -> Result<Case, StoreError> {
    Ok(Case {
        id: row.int(0)?,
        number: CaseNumber(row.int(1)?),
        organization_id: row.int(2)?,
        product_id: row.int(3)?,
        category_id: row.opt_int(4)?,
        subcategory_id: row.opt_int(5)?,
        requester_id: row.int(6)?,
        filed_by_id: row.int(7)?,
        assignee_id: row.opt_int(8)?,
        severity: severity(row.int(9)?)?,
        priority: row.parsed(10)?,
        status: row.parsed(11)?,
        open_status: row.parsed(12)?,
        detail: StatusDetail { date: row.opt_parsed(13)?, fixed_in: row.opt_text(14)?, ticket: row.opt_text(15)? },
        closes_at: row.opt_int(16)?,
        solution: row.opt_text(17)?,
        escalated_at: row.opt_int(18)?,
        last_side: row.parsed(19)?,
        last_reply_at: row.opt_int(20)?,
        last_reply_by_id: row.opt_int(21)?,
        first_answer_at: row.opt_int(22)?,
        latest: Seen { replies: row.int(23)?, notes: row.int(24)? },
        created_at: row.int(25)?,
        updated_at: row.int(26)?,
        public_updated_at: row.int(27)?,
        version: row.int(28)?,
        public_version: row.int(29)?,
        file_count: row.int(30)?,
    })
}

/// The case with a number, if the reader may see it.
pub fn get(tx: &mut Tx<'_>, scope: Scope, number: CaseNumber) -> Result<Option<Case>, StoreError> {
    let mut values: Vec<Value<'_>> = vec![number.0.into()];
    let condition = scope.check(&mut values);
    let locking = tx.locking(number.0);
    tx.first(&format!("{CASE} WHERE c.number = $1 AND {condition}{locking}"), &values, read_case)
}

/// A case by its id, for the system's own commands.
pub fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Case>, StoreError> {
    tx.first(&format!("{CASE} WHERE c.id = $1"), &[id.into()], read_case)
}

/// Why a case's description is gone, if it is.
pub fn description_redacted(tx: &mut Tx<'_>, id: i64) -> Result<Option<Redaction>, StoreError> {
    let sql = "SELECT description_redacted_at, description_redaction_reason FROM cases WHERE id = $1";
    Ok(tx.first(sql, &[id.into()], |row| redaction_at(row, 0))?.flatten())
}

/// Reads when and why something was taken away from two columns.
fn redaction_at(row: &Row<'_>, column: usize) -> Result<Option<Redaction>, StoreError> {
    let Some(at) = row.opt_int(column)? else { return Ok(None) };
    Ok(Some(Redaction { at: time(at)?, reason: row.opt_text(column + 1)?.unwrap_or_default() }))
}

/// Takes a case's description away; whoever does saves the case then, so that search forgets it too.
pub fn redact_description(tx: &mut Tx<'_>, id: i64, by_id: i64, reason: &str, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cases SET description = '', description_redacted_at = $1, description_redacted_by_id = $2, \
           description_redaction_reason = $3 WHERE id = $4",
        &[now.into(), by_id.into(), reason.into(), id.into()],
    )?;
    Ok(())
}

/// Files a new case with its first fact; `case.id` is not looked at. Returns the id, or nothing when its number is taken.
pub fn insert(tx: &mut Tx<'_>, case: &Case, subject: &str, description: &str, did: Did) -> Result<Option<i64>, StoreError> {
    let inserted = tx.first(
        "INSERT INTO cases (number, organization_id, product_id, category_id, subcategory_id, requester_id, filed_by_id, assignee_id, severity, \
           priority, status, status_group, open_status, subject, description, last_side, reply_count, note_count, created_at, updated_at, \
           public_updated_at, version, public_version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 0, $17, $17, $17, $18, $19) \
         ON CONFLICT (number) DO NOTHING RETURNING id",
        &[
            case.number.0.into(),
            case.organization_id.into(),
            case.product_id.into(),
            case.category_id.into(),
            case.subcategory_id.into(),
            case.requester_id.into(),
            case.filed_by_id.into(),
            case.assignee_id.into(),
            case.severity.number().into(),
            case.priority.slug().into(),
            case.status.slug().into(),
            case.status.group().slug().into(),
            case.open_status.slug().into(),
            subject.into(),
            description.into(),
            case.last_side.slug().into(),
            case.created_at.into(),
            case.version.into(),
            case.public_version.into(),
        ],
        |row| row.int(0),
    )?;
    let Some(id) = inserted else { return Ok(None) };
    events::append(tx, id, did, &[(Visibility::Public, Fact::Filed)])?;
    search::filed(tx, id, case, (subject, description))?;
    Ok(Some(id))
}

/// Saves a case together with the facts that changed it.
pub fn update(tx: &mut Tx<'_>, case: &Case, did: Did, facts: &[(Visibility, Fact<i64>)]) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cases SET category_id = $2, subcategory_id = $3, requester_id = $4, assignee_id = $5, severity = $6, priority = $7, status = $8, \
           status_group = $9, open_status = $10, status_date = $11, fixed_in = $12, ticket = $13, closes_at = $14, solution = $15, \
           escalated_at = $16, last_side = $17, last_reply_at = $18, last_reply_by_id = $19, first_answer_at = $20, reply_count = $21, \
           note_count = $22, updated_at = $23, public_updated_at = $24, version = $25, public_version = $26, file_count = $27 WHERE id = $1",
        &[
            case.id.into(),
            case.category_id.into(),
            case.subcategory_id.into(),
            case.requester_id.into(),
            case.assignee_id.into(),
            case.severity.number().into(),
            case.priority.slug().into(),
            case.status.slug().into(),
            case.status.group().slug().into(),
            case.open_status.slug().into(),
            case.detail.date.map(|date| date.to_string()).into(),
            (&case.detail.fixed_in).into(),
            (&case.detail.ticket).into(),
            case.closes_at.into(),
            (&case.solution).into(),
            case.escalated_at.into(),
            case.last_side.slug().into(),
            case.last_reply_at.into(),
            case.last_reply_by_id.into(),
            case.first_answer_at.into(),
            case.latest.replies.into(),
            case.latest.notes.into(),
            case.updated_at.into(),
            case.public_updated_at.into(),
            case.version.into(),
            case.public_version.into(),
            case.file_count.into(),
        ],
    )?;
    events::append(tx, case.id, did, facts)?;
    tx.case_changed(case.id);
    Ok(())
}

/// What a list shows of cases, from `cases c`; `$READER` stands for the reader's parameter.
const SUMMARY: &str = "SELECT c.id, c.number, c.subject, c.status, c.status_date, c.fixed_in, c.ticket, c.severity, c.priority, \
     p.slug, p.name, o.slug, o.name, r.name, r.email, r.staff_role, a.name, a.email, a.staff_role, c.created_at, c.updated_at, \
     c.public_updated_at, c.last_reply_at, l.name, l.email, l.staff_role, c.reply_count, c.note_count, COALESCE(d.replies, 0), \
     COALESCE(d.notes, 0), c.escalated_at, c.closes_at, SUBSTR(c.solution, 1, $LENGTH), c.file_count > COALESCE(d.files, 0) \
     FROM cases c JOIN products p ON p.id = c.product_id JOIN organizations o ON o.id = c.organization_id \
     JOIN people r ON r.id = c.requester_id LEFT JOIN people a ON a.id = c.assignee_id LEFT JOIN people l ON l.id = c.last_reply_by_id \
     LEFT JOIN reads d ON d.person_id = $READER AND d.case_id = c.id";

/// Who reads a list of cases.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Who.
    pub person_id: i64,
    /// Side.
    pub side: Side,
}

/// The text of [`SUMMARY`] for a reader whose id is parameter `place`, with at most `solution` characters of solutions.
pub(super) fn summary_sql(place: usize, solution: usize) -> String {
    SUMMARY.replace("$READER", &format!("${place}")).replace("$LENGTH", &solution.to_string())
}

/// A row of a list with the id behind it.
pub struct Listed {
    /// Internal; never leaves the server.
    pub id: i64,
    /// Last change that the reader may see, in unix milliseconds.
    pub updated_at: i64,
    /// When it was filed.
    pub created_at: i64,
    /// As its reader sees it.
    pub summary: CaseSummary,
}

/// How far its reader has read the case of a row of [`SUMMARY`].
fn seen_at(row: &Row<'_>) -> Result<Seen, StoreError> {
    Ok(Seen { replies: row.int(28)?, notes: row.int(29)? })
}

pub(super) fn read_summary(row: &Row<'_>, reader: Side) -> Result<Listed, StoreError> {
    let status: Status = row.parsed(3)?;
    let is_staff = reader == Side::Support;
    let updated_at = row.int(if is_staff { 20 } else { 21 })?;
    let last_reply = match row.opt_int(22)? {
        Some(at) => Some(LastReply { at: time(at)?, by: reference_at(row, 23, reader)? }),
        None => None,
    };
    let seen = seen_at(row)?;
    let latest = Seen { replies: row.int(26)?, notes: if is_staff { row.int(27)? } else { 0 } };
    let summary = CaseSummary {
        number: CaseNumber(row.int(1)?),
        subject: row.text(2)?,
        status,
        group: status.group(),
        detail: StatusDetail {
            date: if status.needs_date() { row.opt_parsed(4)? } else { None },
            fixed_in: if status.needs_version() { row.opt_text(5)? } else { None },
            ticket: if is_staff { row.opt_text(6)? } else { None },
        },
        severity: severity(row.int(7)?)?,
        priority: row.parsed(8)?,
        product: ProductRef { slug: row.text(9)?, name: row.text(10)? },
        organization: OrganizationRef { slug: row.text(11)?, name: row.text(12)? },
        requester: reference_at(row, 13, reader)?,
        assignee: opt_reference_at(row, 16, reader)?,
        created_at: time(row.int(19)?)?,
        updated_at: time(updated_at)?,
        last_reply,
        unread: seen.is_behind(latest) || row.flag(33)?,
        escalated_at: row.opt_int(30)?.map(time).transpose()?,
        closes_at: row.opt_int(31)?.map(time).transpose()?,
        solution: row.opt_text(32)?,
    };
    Ok(Listed { id: row.int(0)?, updated_at, created_at: row.int(19)?, summary })
}

/// What is shown of one case.
pub struct Shown {
    /// What a list would show, with the whole solution.
    pub summary: CaseSummary,
    /// What was written when it was filed.
    pub description: String,
    /// Why the description is gone.
    pub description_redacted: Option<Redaction>,
    /// How far the reader has read.
    pub seen: Seen,
}

/// What is shown of one case; whoever asks has loaded it within a scope.
pub fn shown(tx: &mut Tx<'_>, case: &Case, reader: Reader) -> Result<Shown, StoreError> {
    let more = ", c.description, c.description_redacted_at, c.description_redaction_reason FROM cases c JOIN";
    let sql = summary_sql(2, caseport_shared::limits::SOLUTION_CHARS).replacen(" FROM cases c JOIN", more, 1);
    let found = tx.first(&format!("{sql} WHERE c.id = $1"), &[case.id.into(), reader.person_id.into()], |row| {
        Ok(Shown {
            summary: read_summary(row, reader.side)?.summary,
            description: row.text(34)?,
            description_redacted: redaction_at(row, 35)?,
            seen: seen_at(row)?,
        })
    })?;
    found.ok_or_else(|| StoreError::Corrupt("a case that does not exist".to_owned()))
}

/// Category and subcategory of a case, where it has them.
pub fn categories(tx: &mut Tx<'_>, case: &Case) -> Result<[Option<CategoryRef>; 2], StoreError> {
    let ids = [case.category_id, case.subcategory_id];
    let mut found = [None, None];
    if ids == [None, None] {
        return Ok(found);
    }
    tx.each("SELECT id, slug, name FROM categories WHERE id IN ($1, $2)", &ids.map(Value::from), |row| {
        let place = usize::from(ids[0] != Some(row.int(0)?));
        found[place] = Some(CategoryRef { slug: row.text(1)?, name: row.text(2)? });
        Ok(())
    })?;
    Ok(found)
}

/// People who follow a case, the first first.
pub fn watchers(tx: &mut Tx<'_>, case_id: i64, reader: Side) -> Result<Vec<(i64, caseport_shared::api::person::PersonRef)>, StoreError> {
    tx.query(
        "SELECT p.id, p.name, p.email, p.staff_role FROM watchers w JOIN people p ON p.id = w.person_id WHERE w.case_id = $1 \
         ORDER BY w.added_at, p.id",
        &[case_id.into()],
        |row| Ok((row.int(0)?, reference_at(row, 1, reader)?)),
    )
}

/// Whether a person follows a case.
pub fn is_watcher(tx: &mut Tx<'_>, case_id: i64, person_id: i64) -> Result<bool, StoreError> {
    let found =
        tx.first("SELECT 1 FROM watchers WHERE case_id = $1 AND person_id = $2", &[case_id.into(), person_id.into()], |row| row.int(0))?;
    Ok(found.is_some())
}

/// Lets a person follow a case; false when they did before.
pub fn add_watcher(tx: &mut Tx<'_>, case_id: i64, person_id: i64, now: i64) -> Result<bool, StoreError> {
    let added = tx.execute(
        "INSERT INTO watchers (case_id, person_id, added_at) VALUES ($1, $2, $3) ON CONFLICT (case_id, person_id) DO NOTHING",
        &[case_id.into(), person_id.into(), now.into()],
    )?;
    Ok(added > 0)
}

/// Lets a person no longer follow a case; false when they did not.
pub fn remove_watcher(tx: &mut Tx<'_>, case_id: i64, person_id: i64) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM watchers WHERE case_id = $1 AND person_id = $2", &[case_id.into(), person_id.into()])? > 0)
}
