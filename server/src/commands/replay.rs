//! Answers a request that was carried out before: what it made is shown as it is now, to whoever may see it now.

use caseport_shared::api::draft::Submitted;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::CommentRef;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Context, Error, attach, comment, draft, file_case, keys, settings, show};
use crate::store::{StoreError, Tx};

/// What a request made. Receipts are kept instead of answers, for an answer holds words that may be taken away later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Receipt {
    /// Nothing that an answer shows.
    Nothing,
    /// A change of a case.
    Case(CaseNumber),
    /// A case.
    Filed(CaseNumber),
    /// A comment.
    Comment(CaseNumber, CommentRef),
    /// A case, from a draft.
    SubmittedCase(CaseNumber),
    /// A comment, from a draft.
    SubmittedComment(CaseNumber, CommentRef),
    /// A file on a case.
    File(CaseNumber, Uuid),
    /// A file on a draft.
    DraftFile(Uuid, Uuid),
    /// An SSH key, by its fingerprint.
    SshKey(String),
    /// How the person reads.
    Settings,
}

/// Shows what a request made, in JSON.
///
/// # Errors
/// [`Error::NotFound`] when it may no longer be seen, or is gone.
pub fn replay(tx: &mut Tx<'_>, context: &Context, receipt: Receipt) -> Result<String, Error> {
    let shown = match receipt {
        Receipt::Nothing => Ok(String::new()),
        Receipt::Case(number) => serde_json::to_string(&show::case(tx, context, number)?),
        Receipt::Filed(number) => serde_json::to_string(&file_case::filed_before(tx, context, number)?),
        Receipt::Comment(number, reference) => serde_json::to_string(&comment::commented(tx, context, number, reference)?),
        Receipt::SubmittedCase(number) => {
            let filed = file_case::filed_before(tx, context, number)?;
            serde_json::to_string(&Submitted::Case { filed })
        }
        Receipt::SubmittedComment(number, reference) => {
            serde_json::to_string(&Submitted::Comment { commented: comment::commented(tx, context, number, reference)? })
        }
        Receipt::File(number, id) => serde_json::to_string(&attach::find(tx, context, number, id)?.view),
        Receipt::SshKey(fingerprint) => serde_json::to_string(&keys::view(tx, context, &fingerprint)?),
        Receipt::Settings => serde_json::to_string(&settings::view(tx, context)?),
        Receipt::DraftFile(draft, id) => serde_json::to_string(&draft::file(tx, context, draft, id)?),
    };
    Ok(shown.map_err(|error| StoreError::Corrupt(error.to_string()))?)
}
