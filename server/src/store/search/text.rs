//! What of a case may be found, gathered for the engine's index.

use crate::domain::case::Case;
use crate::store::people::limit_value;
use crate::store::{StoreError, Tx};

/// Most characters of a case that are indexed, and as many of its notes.
const INDEXED_CHARS: usize = 100_000;
/// Newest comments of a case that are indexed, and as many of its notes: each change of a case reads them all.
const INDEXED_COMMENTS: usize = 2_000;
/// A token that nobody can look for keeps texts apart, so that no phrase reaches from one into the next.
pub(super) const APART: char = '\u{e000}';

/// The words of a case, and who may find them.
pub(in crate::store) struct Indexed {
    /// Its subject.
    pub(super) subject: String,
    /// Everything else that customers may read.
    pub(super) body: String,
    /// Its internal notes, where there are any.
    pub(super) notes: Option<String>,
    /// oORGANIZATION, pPARTICIPANT, gGROUP.
    pub(super) scope: Vec<String>,
}

impl Indexed {
    /// What it takes in memory.
    pub(in crate::store) fn bytes(&self) -> usize {
        self.subject.len() + self.body.len() + self.notes.as_ref().map_or(0, String::len)
    }

    /// A case with nothing but what it was filed with: subject and description.
    pub(super) fn filed(case: &Case, (subject, description): (&str, &str)) -> Self {
        let scope = scope_of(case.organization_id, case.requester_id, case.status.group().slug());
        Self { subject: subject.to_owned(), body: body_of(description, "").text, notes: None, scope }
    }
}

fn scope_of(organization: i64, requester: i64, group: &str) -> Vec<String> {
    vec![format!("o{organization}"), format!("p{requester}"), format!("g{}", group.replace('-', ""))]
}

fn body_of(description: &str, solution: &str) -> Capped {
    let mut body = Capped::new();
    body.push(description);
    body.push(solution);
    body
}

/// Gathers a case, unless it is gone.
pub(in crate::store) fn gather(tx: &mut Tx<'_>, case_id: i64) -> Result<Option<Indexed>, StoreError> {
    let case = tx.first(
        "SELECT c.subject, c.description, COALESCE(c.solution, ''), c.organization_id, c.requester_id, c.status_group, c.note_count FROM cases c WHERE c.id = $1",
        &[case_id.into()],
        |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?, row.int(3)?, row.int(4)?, row.text(5)?, row.int(6)?)),
    )?;
    let Some((subject, description, solution, organization, requester, group, notes)) = case else { return Ok(None) };
    let mut body = body_of(&description, &solution);
    comments(tx, case_id, "public", &mut body)?;
    let mut scope = scope_of(organization, requester, &group);
    tx.each("SELECT person_id FROM watchers WHERE case_id = $1", &[case_id.into()], |row| {
        scope.push(format!("p{}", row.int(0)?));
        Ok(())
    })?;
    let notes = if notes > 0 {
        let mut body = Capped::new();
        comments(tx, case_id, "internal", &mut body)?;
        Some(body.text)
    } else {
        None
    };
    Ok(Some(Indexed { subject, body: body.text, notes, scope }))
}

/// Adds a case's comments, the newest first, so that what is cut is old.
fn comments(tx: &mut Tx<'_>, case_id: i64, visibility: &str, body: &mut Capped) -> Result<(), StoreError> {
    tx.each(
        "SELECT body FROM comments WHERE case_id = $1 AND visibility = $2 ORDER BY number DESC LIMIT $3",
        &[case_id.into(), visibility.into(), limit_value(INDEXED_COMMENTS)],
        |row| {
            if body.room > 0 {
                body.push(&row.text(0)?);
            }
            Ok(())
        },
    )
}

struct Capped {
    text: String,
    room: usize,
}

impl Capped {
    const fn new() -> Self {
        Self { text: String::new(), room: INDEXED_CHARS }
    }

    fn push(&mut self, more: &str) {
        let taken = more.char_indices().nth(self.room).map_or(more, |(end, _)| &more[..end]);
        self.room -= taken.chars().count();
        self.text.push_str(taken);
        self.text.push(' ');
        self.text.push(APART);
        self.text.push(' ');
    }
}
