//! A generated case as plain data, for a loader to turn into commands.

use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::Status;
use jiff::Timestamp;
use jiff::civil::Date;

/// A case and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCase {
    /// Slug of the product.
    pub product: String,
    /// Slug of the category, wherever the product has categories.
    pub category: Option<String>,
    /// Slug of the subcategory, wherever the product has categories.
    pub subcategory: Option<String>,
    /// Impact when it was filed.
    pub severity: Severity,
    /// "Your priority" when it was filed.
    pub priority: Priority,
    /// Email of the customer's person for whom it was filed.
    pub requester: String,
    /// Email of the agent who filed it for the requester.
    pub filed_by: Option<String>,
    /// Subject.
    pub subject: String,
    /// Description.
    pub description: String,
    /// Names of the files that came with the description.
    pub files: Vec<String>,
    /// When it was filed.
    pub created_at: Timestamp,
    /// What happened afterwards, each step later than the one before.
    pub steps: Vec<DemoStep>,
}

/// Something that happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoStep {
    /// When.
    pub at: Timestamp,
    /// Email of who did it; absent for what the portal does by itself.
    pub actor: Option<String>,
    /// What.
    pub action: DemoAction,
}

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DemoAction {
    /// A reply.
    Reply {
        /// Its text.
        body: String,
        /// Names of the files that came with it.
        files: Vec<String>,
        /// On Pending Closure and Closed: whether it opens the case again (C5).
        reopen: bool,
    },
    /// An internal note.
    Note {
        /// Its text.
        body: String,
        /// Names of the files that came with it.
        files: Vec<String>,
    },
    /// A file by itself; internal when support put it there (C11).
    Attach {
        /// Its name.
        file: String,
    },
    /// The case was assigned.
    Assign {
        /// Email of the agent, or nobody.
        to: Option<String>,
    },
    /// The status was set.
    SetStatus {
        /// Which.
        status: Status,
        /// Present exactly where the status needs a date.
        date: Option<Date>,
        /// Present exactly where the status needs a version.
        fixed_in: Option<String>,
        /// Reference of the internal ticket, where there is one.
        ticket: Option<String>,
    },
    /// The solution was written, which sets Pending Closure (C7).
    Solve {
        /// The solution.
        solution: String,
    },
    /// The case was closed by the actor.
    Close,
    /// Nobody answered for seven days, so it closed by itself (C6); has no actor.
    CloseByItself,
    /// The case was opened again.
    Reopen,
    /// More attention was asked for (C8).
    Escalate {
        /// The reason.
        reason: String,
    },
    /// The impact was changed.
    SetSeverity {
        /// To this.
        severity: Severity,
    },
    /// "Your priority" was changed.
    SetPriority {
        /// To this.
        priority: Priority,
    },
    /// Somebody of the organization follows the case from now on.
    Watch {
        /// Their email.
        email: String,
    },
}
