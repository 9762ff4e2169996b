//! Answers a request that was carried out before: what it made is shown as it is now, to whoever may see it now.

use caseport_shared::api::draft::Submitted;
use caseport_shared::api::seat::{Deactivated, Invited};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::CommentRef;
use caseport_shared::organization::Region;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Context, Error, articles, attach, categories, comment, draft, file_case, keys, notices, organizations, plans, read, regions, requests,
    settings, show,
};
use crate::store::cases::time;
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
    /// A decision about a case's request, with the open cases that nobody was given.
    Decided(CaseNumber, Vec<CaseNumber>),
    /// Somebody has left: cases that were handed over, and those that were not.
    Left(Vec<CaseNumber>, Vec<CaseNumber>),
    /// An invitation: to whom, and until when in unix milliseconds.
    Invited(String, i64),
    /// An SSH key, by its fingerprint.
    SshKey(String),
    /// A plan, by its slug.
    Plan(String),
    /// A region.
    Region(Region),
    /// An organization, by its slug.
    Organization(String),
    /// A product, by its slug.
    Product(String),
    /// The categories of a product, by its slug.
    Categories(String),
    /// A notice of a product, by its slug and number.
    Notice(String, i64),
    /// How the person reads.
    Settings,
    /// An article, by its slug.
    Article(String),
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
        Receipt::Decided(number, left_open) => serde_json::to_string(&requests::decided_before(tx, context, number, left_open)?),
        Receipt::Left(handed_over, left_open) => serde_json::to_string(&Deactivated { handed_over, left_open }),
        Receipt::Invited(email, expires_at) => serde_json::to_string(&Invited { email, expires_at: time(expires_at)? }),
        Receipt::SshKey(fingerprint) => serde_json::to_string(&keys::view(tx, context, &fingerprint)?),
        Receipt::Plan(slug) => serde_json::to_string(&plans::view(tx, context, &slug)?),
        Receipt::Region(region) => serde_json::to_string(&regions::view(tx, context, region)?),
        Receipt::Organization(slug) => serde_json::to_string(&organizations::view(tx, context, &slug)?),
        Receipt::Product(slug) => serde_json::to_string(&read::product(tx, context, &slug)?),
        Receipt::Categories(slug) => serde_json::to_string(&categories::tree(tx, context, &slug)?),
        Receipt::Notice(slug, number) => serde_json::to_string(&notices::written_before(tx, context, &slug, number)?),
        Receipt::Article(slug) => serde_json::to_string(&articles::view(tx, context, &slug)?),
        Receipt::Settings => serde_json::to_string(&settings::view(tx, context)?),
        Receipt::DraftFile(draft, id) => serde_json::to_string(&draft::file(tx, context, draft, id)?),
    };
    Ok(shown.map_err(|error| StoreError::Corrupt(error.to_string()))?)
}
