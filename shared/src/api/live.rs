//! Hints that something changed, sent as server-sent events: fetch again what they name.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::case::CaseNumber;

/// One hint; it holds no content, so nothing is lost when one is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Hint {
    /// The case changed.
    Case {
        /// Which.
        number: CaseNumber,
    },
    /// One of the reader's drafts changed.
    Draft {
        /// Which.
        id: Uuid,
    },
    /// More happened than could be told: fetch everything again.
    Reload,
}
