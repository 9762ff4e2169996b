//! Service requests that cases carry.

use caseport_shared::request::{RequestState, ServiceRequest};

use super::{StoreError, Tx};

/// A request as it is kept.
pub struct Kept {
    /// What is asked for.
    pub asks: ServiceRequest,
    /// Where it stands.
    pub state: RequestState,
    /// When support decided, and who.
    pub decided: Option<(i64, i64)>,
    /// What takes it back, as JSON.
    pub undo: Option<String>,
}

/// Puts a request on a case that has just been filed.
pub fn insert(tx: &mut Tx<'_>, case_id: i64, asks: &ServiceRequest) -> Result<(), StoreError> {
    let content = serde_json::to_string(asks).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    tx.execute(
        "INSERT INTO service_requests (case_id, content, state) VALUES ($1, $2, $3)",
        &[case_id.into(), content.into(), RequestState::Pending.slug().into()],
    )?;
    Ok(())
}

/// The request of a case, if it carries one.
pub fn get(tx: &mut Tx<'_>, case_id: i64) -> Result<Option<Kept>, StoreError> {
    tx.first("SELECT content, state, decided_at, decided_by_id, undo FROM service_requests WHERE case_id = $1", &[case_id.into()], |row| {
        let asks = serde_json::from_str(&row.text(0)?).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(Kept { asks, state: row.parsed(1)?, decided: row.opt_int(2)?.zip(row.opt_int(3)?), undo: row.opt_text(4)? })
    })
}

/// Notes a decision on a request, with what takes it back; a request that is pending again has none.
pub fn decide(
    tx: &mut Tx<'_>,
    case_id: i64,
    state: RequestState,
    decided: Option<(i64, i64)>,
    undo: Option<&str>,
) -> Result<(), StoreError> {
    let (at, by) = decided.unzip();
    tx.execute(
        "UPDATE service_requests SET state = $1, decided_at = $2, decided_by_id = $3, undo = $4 WHERE case_id = $5",
        &[state.slug().into(), at.into(), by.into(), undo.into(), case_id.into()],
    )?;
    Ok(())
}
