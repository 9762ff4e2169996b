//! Hints that something changed, sent as server-sent events: fetch again what they name.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::case::CaseNumber;

// It wakes whoever listens, and is for what stands in between alone: nginx and Apache end what is silent for 60 s, HAProxy as
// Debian sets it up for 50 s. That the other side is gone is found out by the systems themselves (TCP keepalive).
/// How often a stream of hints says that it is alive while there is nothing to tell.
pub const ALIVE: Duration = Duration::from_secs(45);

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
    /// People or seats that the reader may list changed.
    People,
    /// What is said of a product that the reader may see changed, or there is another one.
    Products,
    /// More happened than could be told: fetch everything again.
    Reload,
}
