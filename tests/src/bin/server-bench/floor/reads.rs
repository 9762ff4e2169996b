//! What is read for an answer, with as few queries as the answer needs, and the answer's JSON.

use jiff::Timestamp;
use serde::Serialize;

use super::link::{Columns, Link, Value};

/// Rows of a page.
const PAGE: usize = 50;

/// What is asked.
#[derive(Debug)]
pub(crate) enum Question {
    /// The newest cases.
    List { reader: i64 },
    /// One case.
    View { reader: i64, number: i64 },
    /// What happened on a case.
    Timeline { number: i64 },
    /// Cases that hold words: as the engine's index is asked, and for scoring.
    Search { reader: i64, matches: String, words: Vec<String> },
}

macro_rules! summary {
    ($from:literal, $reader:literal, $rest:literal) => {
        concat!(
            "SELECT c.number, c.subject, c.status, c.status_group, c.status_date, c.fixed_in, c.ticket, c.severity, c.priority, \
             p.slug, p.name, o.slug, o.name, r.name, r.email, r.staff_role, a.name, a.email, a.staff_role, c.created_at, c.updated_at, \
             c.last_reply_at, l.name, l.email, l.staff_role, c.reply_count, c.note_count, COALESCE(d.replies, 0), COALESCE(d.notes, 0), \
             c.file_count, COALESCE(d.files, 0), c.escalated_at, c.closes_at, SUBSTR(c.solution, 1, 200), c.id, c.description, c.version ",
            "FROM ",
            $from,
            " c JOIN products p ON p.id = c.product_id JOIN organizations o ON o.id = c.organization_id \
             JOIN people r ON r.id = c.requester_id LEFT JOIN people a ON a.id = c.assignee_id \
             LEFT JOIN people l ON l.id = c.last_reply_by_id LEFT JOIN reads d ON d.person_id = ",
            $reader,
            " AND d.case_id = c.id ",
            $rest
        )
    };
}

const LIST: &str = summary!("cases", "$1", "ORDER BY c.updated_at DESC, c.number DESC LIMIT 51");
const VIEW: &str = summary!("cases", "$1", "WHERE c.number = $2");
const SEARCH_SQLITE: &str = summary!(
    "(SELECT * FROM cases WHERE id IN (SELECT rowid FROM case_search WHERE case_search MATCH $1 ORDER BY rowid DESC LIMIT 400) LIMIT 400)",
    "$2",
    ""
);
const SEARCH_POSTGRES: &str = summary!(
    "(SELECT * FROM cases WHERE id IN (SELECT case_id FROM case_search WHERE words @@ CAST(CAST($1 AS TEXT) AS tsquery) \
     ORDER BY case_id DESC LIMIT 400) LIMIT 400)",
    "$2",
    ""
);
const WATCHERS: &str = "SELECT p.name, p.email, p.staff_role FROM watchers w JOIN people p ON p.id = w.person_id WHERE w.case_id = $1";
const FILES: &str = "SELECT a.public_id, a.name, a.size FROM attachments a WHERE a.case_id = $1 AND a.came_with_case = 1 ORDER BY a.id";
const EVENTS: &str = "SELECT e.at, e.payload, p.name, p.email, p.staff_role FROM events e LEFT JOIN people p ON p.id = e.actor_id \
     WHERE e.subject_kind = 'case' AND e.subject_id = (SELECT id FROM cases WHERE number = $1) AND e.visibility IN ('public', 'internal') \
     ORDER BY e.id LIMIT 50";
const COMMENTS: &str = "SELECT m.created_at, m.body, m.number, m.visibility, p.name, p.email, p.staff_role FROM comments m \
     JOIN people p ON p.id = m.author_id WHERE m.case_id = (SELECT id FROM cases WHERE number = $1) ORDER BY m.id LIMIT 50";

#[derive(Serialize)]
struct Named {
    slug: String,
    name: String,
}

#[derive(Serialize)]
struct Person {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    side: &'static str,
}

#[derive(Serialize)]
struct Reply {
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Person>,
}

#[derive(Serialize)]
struct Summary {
    number: i64,
    subject: String,
    status: String,
    group: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed_in: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket: Option<String>,
    severity: i64,
    priority: String,
    product: Named,
    organization: Named,
    #[serde(skip_serializing_if = "Option::is_none")]
    requester: Option<Person>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assignee: Option<Person>,
    created_at: Timestamp,
    updated_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reply: Option<Reply>,
    unread: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    escalated_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closes_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    solution: Option<String>,
}

#[derive(Serialize)]
struct Page {
    cases: Vec<Summary>,
}

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    summary: Summary,
    version: i64,
    description: String,
    watchers: Vec<Option<Person>>,
    files: Vec<Named>,
}

#[derive(Serialize)]
struct Entry {
    at: Timestamp,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Person>,
}

#[derive(Serialize)]
struct Timeline {
    entries: Vec<Entry>,
}

/// Reads an answer and writes it as JSON.
pub(crate) fn answer(link: &mut Link, question: &Question) -> Vec<u8> {
    match question {
        Question::List { reader } => {
            let mut cases = link.rows(LIST, &[Value::Int(*reader)], summary);
            cases.truncate(PAGE);
            json(&Page { cases })
        }
        Question::View { reader, number } => json(&view(link, *reader, *number)),
        Question::Timeline { number } => json(&timeline(link, *number)),
        Question::Search { reader, matches, words } => {
            let sql = if matches!(link, Link::Sqlite(_)) { SEARCH_SQLITE } else { SEARCH_POSTGRES };
            let mut cases = link.rows(sql, &[Value::Text(matches), Value::Int(*reader)], summary);
            let score = |case: &Summary| {
                let subject = case.subject.to_lowercase();
                words.iter().filter(|word| subject.split(' ').any(|found| found == word.as_str())).count()
            };
            cases.sort_by_cached_key(|case| std::cmp::Reverse((score(case), case.updated_at)));
            cases.truncate(PAGE);
            json(&Page { cases })
        }
    }
}

fn view(link: &mut Link, reader: i64, number: i64) -> View {
    let read = |row: &dyn Columns| (summary(row), int(row, 34), text(row, 35), int(row, 36));
    let found = link.rows(VIEW, &[Value::Int(reader), Value::Int(number)], read).pop();
    let (summary, id, description, version) = found.expect("a case");
    View {
        summary,
        version,
        description,
        watchers: link.rows(WATCHERS, &[Value::Int(id)], |row| person(row, 0)),
        files: link.rows(FILES, &[Value::Int(id)], |row| Named { slug: text(row, 0), name: text(row, 1) }),
    }
}

fn timeline(link: &mut Link, number: i64) -> Timeline {
    let event = |row: &dyn Columns| Entry { at: time(int(row, 0)), text: text(row, 1), reference: None, by: person(row, 2) };
    let mut entries = link.rows(EVENTS, &[Value::Int(number)], event);
    entries.extend(link.rows(COMMENTS, &[Value::Int(number)], |row| Entry {
        at: time(int(row, 0)),
        text: text(row, 1),
        reference: Some(format!("{}-{}", text(row, 3), int(row, 2))),
        by: person(row, 4),
    }));
    Timeline { entries }
}

fn summary(row: &dyn Columns) -> Summary {
    Summary {
        number: int(row, 0),
        subject: text(row, 1),
        status: text(row, 2),
        group: text(row, 3),
        date: row.text(4),
        fixed_in: row.text(5),
        ticket: row.text(6),
        severity: int(row, 7),
        priority: text(row, 8),
        product: Named { slug: text(row, 9), name: text(row, 10) },
        organization: Named { slug: text(row, 11), name: text(row, 12) },
        requester: person(row, 13),
        assignee: person(row, 16),
        created_at: time(int(row, 19)),
        updated_at: time(int(row, 20)),
        last_reply: row.int(21).map(|at| Reply { at: time(at), by: person(row, 22) }),
        unread: int(row, 25) > int(row, 27) || int(row, 26) > int(row, 28) || int(row, 29) > int(row, 30),
        escalated_at: row.int(31).map(time),
        closes_at: row.int(32).map(time),
        solution: row.text(33),
    }
}

fn person(row: &dyn Columns, at: usize) -> Option<Person> {
    let side = if row.text(at + 2).is_some() { "support" } else { "customer" };
    Some(Person { name: row.text(at)?, email: row.text(at + 1), side })
}

fn int(row: &dyn Columns, at: usize) -> i64 {
    row.int(at).unwrap_or_default()
}

fn text(row: &dyn Columns, at: usize) -> String {
    row.text(at).unwrap_or_default()
}

fn time(at: i64) -> Timestamp {
    Timestamp::from_millisecond(at).unwrap_or_default()
}

fn json(answer: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(answer).expect("an answer is JSON")
}
