//! What somebody typed over a line and the server would not take, once they are gone: it is offered again, for a while.

use std::sync::Arc;
use std::time::Duration;

use caseport_shared::api::draft::SaveDraft;
use caseport_shared::api::problem::ErrorCode;
use tokio::sync::oneshot;

use crate::api::{Api, ApiError};
use crate::effect::LocalDraft;
use crate::host::RemoteHost;
use crate::strings::Strings;

/// Waits between tries, in seconds.
const RETRIES: [u64; 6] = [1, 2, 4, 8, 15, 30];
/// How long the end waits to tell whether it was taken; the tries go on.
const FAREWELL: Duration = Duration::from_secs(2);

/// Offers the server what was kept for the connection; gives what is to be said of it.
///
/// A solution is no draft of the server's and becomes a note that was begun, so that it is found again.
pub(super) async fn bequeath(api: &Api, host: &Arc<RemoteHost>, strings: &Strings) -> Vec<String> {
    let drafts = host.take_drafts();
    if drafts.is_empty() {
        return Vec::new();
    }
    let has_solution = drafts.iter().any(|draft| draft.is_solution);
    let (sender, receiver) = oneshot::channel();
    let api = api.clone();
    tokio::spawn(async move {
        let mut are_saved = true;
        for draft in drafts {
            are_saved &= save(&api, draft).await;
        }
        // Whoever left is not told any more.
        let _ = sender.send(are_saved);
    });
    let are_saved = matches!(tokio::time::timeout(FAREWELL, receiver).await, Ok(Ok(true)));
    let key = match (are_saved, has_solution) {
        (true, false) => return Vec::new(),
        (true, true) => "line-solution-noted",
        (false, _) => "line-not-saved",
    };
    vec![strings.text(key)]
}

/// Tries until it is saved, or refused for good.
async fn save(api: &Api, draft: LocalDraft) -> bool {
    let LocalDraft { id, mut save, .. } = draft;
    for seconds in std::iter::once(0).chain(RETRIES) {
        // Nothing tells when a server has room again; the wait grows, and there are few tries.
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        match api.save_draft(id, &save).await {
            Ok(_) => return true,
            // It was sent or thrown away elsewhere, but not with what was typed last.
            Err(error) if error.code() == Some(ErrorCode::NotFound) && save.version > 0 => save = SaveDraft { version: 0, ..save },
            Err(ApiError::Problem(problem)) if problem.status < 500 && problem.code != ErrorCode::RateLimited => return false,
            Err(_) => {}
        }
    }
    false
}
