//! Strangers who ask for access (S3): one open request for each address.

use caseport_shared::api::access::{AccessRequestView, AccessState, NewAccessRequest};
use caseport_shared::case::CaseNumber;
use caseport_shared::person::Side;

use super::cases::time;
use super::people::{limit_value, opt_reference_at};
use super::{Row, StoreError, Tx, Value};

/// A request to be kept; its words are clean.
pub struct NewRequest<'a> {
    /// What was said.
    pub asked: &'a NewAccessRequest,
    /// From where, by the network.
    pub address: &'a str,
    /// Now.
    pub now: i64,
}

/// Keeps a request, or counts one more of an address whose request is open: the first words count, so that nobody changes
/// what somebody else asked for. `None` where so many are open that no more are kept.
pub fn insert(tx: &mut Tx<'_>, new: &NewRequest<'_>, limit: usize) -> Result<Option<i64>, StoreError> {
    let content = serde_json::to_string(new.asked).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    // One statement whoever asks, so that it takes as long.
    tx.first(
        "INSERT INTO access_requests (content, email, address, created_at, state) SELECT $1, $2, $3, $4, 'open' \
         WHERE (SELECT COUNT(*) FROM access_requests WHERE state = 'open') < $5 \
         ON CONFLICT (email) WHERE state = 'open' DO UPDATE SET repeats = access_requests.repeats + 1 RETURNING id",
        &[content.into(), new.asked.email.as_str().into(), new.address.into(), new.now.into(), limit_value(limit)],
        |row| row.int(0),
    )
}

const REQUEST: &str = "SELECT r.id, r.state, r.content, r.address, r.created_at, r.repeats, r.decided_at, p.name, p.email, p.staff_role, \
     c.number FROM access_requests r LEFT JOIN people p ON p.id = r.decided_by_id LEFT JOIN cases c ON c.id = r.case_id";

fn view_of(row: &Row<'_>) -> Result<AccessRequestView, StoreError> {
    let asked: NewAccessRequest = serde_json::from_str(&row.text(2)?).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(AccessRequestView {
        id: row.int(0)?,
        state: row.parsed(1)?,
        asked,
        address: row.text(3)?,
        created_at: time(row.int(4)?)?,
        repeats: row.int(5)?,
        decided_at: row.opt_int(6)?.map(time).transpose()?,
        decided_by: opt_reference_at(row, 7, Side::Support)?,
        case: row.opt_int(10)?.map(CaseNumber),
    })
}

/// Requests in a state, or all of them, the oldest first, after one with an id.
pub fn list(tx: &mut Tx<'_>, state: Option<AccessState>, after: i64, limit: usize) -> Result<Vec<AccessRequestView>, StoreError> {
    let mut values: Vec<Value<'_>> = vec![after.into(), limit_value(limit)];
    let which = if let Some(state) = state {
        values.push(state.slug().into());
        " AND r.state = $3"
    } else {
        ""
    };
    tx.query(&format!("{REQUEST} WHERE r.id > $1{which} ORDER BY r.id LIMIT $2"), &values, view_of)
}

/// One request.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<Option<AccessRequestView>, StoreError> {
    tx.first(&format!("{REQUEST} WHERE r.id = $1"), &[id.into()], view_of)
}

/// Decides an open request, by somebody of support and on a case where there is one; whether it was open.
pub fn settle(tx: &mut Tx<'_>, id: i64, state: AccessState, by: i64, case_id: Option<i64>, now: i64) -> Result<bool, StoreError> {
    let settled = tx.execute(
        "UPDATE access_requests SET state = $1, decided_at = $2, decided_by_id = $3, case_id = $4 WHERE id = $5 AND state = 'open'",
        &[state.slug().into(), now.into(), by.into(), case_id.into(), id.into()],
    )?;
    Ok(settled > 0)
}
