//! The rows of a filing and of a reply, written with as few statements as there are rows.

use super::link::{Link, Value};

/// Something to be written.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// A case.
    File(Filing),
    /// A reply on the case with a number.
    Reply { number: i64, author: i64, key: String, body: String, at: i64 },
    /// A file on the case with a number.
    Attach { number: i64, author: i64, name: String, size: i64, at: i64 },
}

/// A case to be filed.
#[derive(Debug, Clone)]
pub(crate) struct Filing {
    /// Public number, which must be free.
    pub(crate) number: i64,
    /// Requester, organization and product.
    pub(crate) person: Filer,
    /// Of the request.
    pub(crate) key: String,
    /// Subject.
    pub(crate) subject: String,
    /// Description.
    pub(crate) description: String,
    /// Unix milliseconds.
    pub(crate) at: i64,
}

/// Who files, and what for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filer {
    /// Person.
    pub(crate) id: i64,
    /// Organization.
    pub(crate) organization: i64,
    /// Product.
    pub(crate) product: i64,
}

/// The row of the index of search that a change leaves to be written before the commit.
pub(crate) struct Indexed {
    case: i64,
    subject: String,
    body: String,
    scope: String,
}

const CASE: &str = "INSERT INTO cases (number, organization_id, product_id, requester_id, filed_by_id, severity, priority, status, \
     status_group, open_status, subject, description, last_side, reply_count, note_count, created_at, updated_at, public_updated_at, \
     version, public_version) VALUES ($1, $2, $3, $4, $4, 3, 'medium', 'researching', 'open', 'researching', $5, $6, 'customer', 0, 0, \
     $7, $7, $7, 1, 1) RETURNING id";
const EVENT: &str = "INSERT INTO events (at, actor_id, subject_kind, subject_id, visibility, kind, payload) \
     VALUES ($1, $2, 'case', $3, 'public', $4, $5)";
const RECEIPT: &str =
    "INSERT INTO idempotency (person_id, key, request_hash, status, receipt, created_at) VALUES ($1, $2, $3, 201, $4, $5)";
const COUNTED: &str = "UPDATE cases SET reply_count = reply_count + 1, last_side = 'support', last_reply_at = $1, last_reply_by_id = $2, \
     first_answer_at = COALESCE(first_answer_at, $1), updated_at = $1, public_updated_at = $1 WHERE number = $3 \
     RETURNING id, reply_count, subject, description, organization_id, requester_id";
const COMMENT: &str = "INSERT INTO comments (case_id, visibility, number, author_id, body, is_escalation, created_at) \
     VALUES ($1, 'public', $2, $3, $4, 0, $5)";
const READ: &str = "INSERT INTO reads (person_id, case_id, replies, notes) VALUES ($1, $2, $3, 0) \
     ON CONFLICT (person_id, case_id) DO UPDATE SET replies = excluded.replies";
const BODIES: &str = "SELECT body FROM comments WHERE case_id = $1 AND visibility = 'public' ORDER BY number DESC";
const FILE: &str = "INSERT INTO attachments (public_id, case_id, came_with_case, visibility, name, size, content_type, sha256, blob, \
     uploaded_by_id, created_at) SELECT $1, c.id, 0, 'internal', $1, $2, 'application/octet-stream', '', $1, $3, $4 FROM cases c \
     WHERE c.number = $5";
const FORGET: &str = "DELETE FROM case_search WHERE rowid = $1";
const INDEX_SQLITE: &str = "INSERT INTO case_search (rowid, subject, body, scope) VALUES ($1, $2, $3, $4)";
const INDEX_POSTGRES: &str = "INSERT INTO case_search (case_id, words) VALUES ($1, to_tsvector('simple', $2)) \
     ON CONFLICT (case_id) DO UPDATE SET words = excluded.words";

/// Writes the rows of a change but for the index.
pub(crate) fn write(link: &mut Link, change: &Change) -> Option<Indexed> {
    match change {
        Change::File(filing) => Some(file(link, filing)),
        Change::Reply { number, author, key, body, at } => Some(reply(link, *number, *author, key, body, *at)),
        Change::Attach { number, author, name, size, at } => {
            let values = [Value::Text(name), Value::Int(*size), Value::Int(*author), Value::Int(*at), Value::Int(*number)];
            link.run(FILE, &values);
            None
        }
    }
}

fn file(link: &mut Link, filing: &Filing) -> Indexed {
    let Filing { number, person, key, subject, description, at } = filing;
    let [organization, product, id] = [person.organization, person.product, person.id].map(Value::Int);
    let case = link
        .insert(CASE, &[Value::Int(*number), organization, product, id, Value::Text(subject), Value::Text(description), Value::Int(*at)]);
    link.run(EVENT, &[Value::Int(*at), id, Value::Int(case), Value::Text("filed"), Value::Text(r#"{"fact":"filed"}"#)]);
    receipt(link, person.id, key, *number, *at);
    let scope = format!("o{} p{} gopen", person.organization, person.id);
    Indexed { case, subject: subject.clone(), body: description.clone(), scope }
}

fn reply(link: &mut Link, number: i64, author: i64, key: &str, body: &str, at: i64) -> Indexed {
    let [by, when] = [author, at].map(Value::Int);
    let counted = link.rows(COUNTED, &[when, by, Value::Int(number)], |row| {
        let [case, count, organization, requester] = [0, 1, 4, 5].map(|column| row.int(column).expect("a number"));
        let [subject, description] = [2, 3].map(|column| row.text(column).expect("a text"));
        (case, count, subject, description, format!("o{organization} p{requester} gopen"))
    });
    let (case, count, subject, description, scope) = counted.into_iter().next().expect("a case");
    link.run(COMMENT, &[Value::Int(case), Value::Int(count), by, Value::Text(body), when]);
    let payload = format!(r#"{{"fact":"commented","comment":"reply-{count}"}}"#);
    link.run(EVENT, &[when, by, Value::Int(case), Value::Text("commented"), Value::Text(&payload)]);
    link.run(READ, &[by, Value::Int(case), Value::Int(count)]);
    receipt(link, author, key, number, at);
    let bodies = link.rows(BODIES, &[Value::Int(case)], |row| row.text(0).expect("a text"));
    Indexed { case, subject, body: format!("{description} {}", bodies.join(" ")), scope }
}

fn receipt(link: &mut Link, person: i64, key: &str, number: i64, at: i64) {
    let (hash, receipt) = ("0".repeat(64), format!(r#"{{"filed":{number}}}"#));
    link.run(RECEIPT, &[Value::Int(person), Value::Text(key), Value::Text(&hash), Value::Text(&receipt), Value::Int(at)]);
}

/// Writes a row of the index of search.
pub(crate) fn index(link: &mut Link, row: &Indexed) {
    let Indexed { case, subject, body, scope } = row;
    if matches!(link, Link::Sqlite(_)) {
        link.run(FORGET, &[Value::Int(*case)]);
        link.run(INDEX_SQLITE, &[Value::Int(*case), Value::Text(subject), Value::Text(body), Value::Text(scope)]);
    } else {
        link.run(INDEX_POSTGRES, &[Value::Int(*case), Value::Text(&format!("{subject} {body} {scope}"))]);
    }
}

impl Indexed {
    /// The case's id, by which rows are sorted before they are written.
    pub(crate) const fn case(&self) -> i64 {
        self.case
    }
}
