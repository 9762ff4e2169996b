//! A case's state as decisions see it, and what can be asked of it.

use caseport_shared::api::case::{SetStatus, StatusDetail};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::{Seen, Visibility};
use caseport_shared::event::Fact;
use caseport_shared::person::Side;
use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::Status;
use jiff::civil::Date;

/// Everything about a case that decisions look at; times are unix milliseconds, people are ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Internal; never leaves the server.
    pub id: i64,
    /// Public.
    pub number: CaseNumber,
    /// Whose it is.
    pub organization_id: i64,
    /// What it is about.
    pub product_id: i64,
    /// Category.
    pub category_id: Option<i64>,
    /// Subcategory.
    pub subcategory_id: Option<i64>,
    /// For whom it was filed.
    pub requester_id: i64,
    /// Who filed it.
    pub filed_by_id: i64,
    /// Who works on it.
    pub assignee_id: Option<i64>,
    /// Customer impact.
    pub severity: Severity,
    /// "Your priority".
    pub priority: Priority,
    /// Where it stands.
    pub status: Status,
    /// The last status of the open group, to which a customer's answer returns (C5).
    pub open_status: Status,
    /// What the status says beyond its name.
    pub detail: StatusDetail,
    /// When it closes by itself.
    pub closes_at: Option<i64>,
    /// The solution.
    pub solution: Option<String>,
    /// When it was last escalated.
    pub escalated_at: Option<i64>,
    /// Which side wrote last.
    pub last_side: Side,
    /// When the last reply was written.
    pub last_reply_at: Option<i64>,
    /// By whom.
    pub last_reply_by_id: Option<i64>,
    /// When support first answered.
    pub first_answer_at: Option<i64>,
    /// Replies and notes so far.
    pub latest: Seen,
    /// Files that customers sent by themselves so far; those that came with a text count with it, those of support are internal.
    pub file_count: i64,
    /// When it was filed.
    pub created_at: i64,
    /// Last change of any kind.
    pub updated_at: i64,
    /// Last change that customers may see.
    pub public_updated_at: i64,
    /// Grows with every edit.
    pub version: i64,
    /// Grows with every edit that customers may see.
    pub public_version: i64,
}

impl Case {
    /// The version that a reader of a side sees and sends back with an edit.
    pub const fn version_for(&self, side: Side) -> i64 {
        match side {
            Side::Customer => self.public_version,
            Side::Support => self.version,
        }
    }

    /// The newest comments that a reader of a side knows of.
    pub const fn latest_for(&self, side: Side) -> Seen {
        match side {
            Side::Customer => Seen { replies: self.latest.replies, notes: 0 },
            Side::Support => self.latest,
        }
    }
}

/// Who asks, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    /// Person.
    pub person_id: i64,
    /// Side.
    pub side: Side,
    /// Now, in unix milliseconds.
    pub now: i64,
    /// Days from Pending Closure to Closed (C6).
    pub auto_close_days: u32,
    /// Whether the case's assignee, if any, still works here; one who does not is taken off on reopening (C5).
    pub is_assignee_active: bool,
}

/// What is asked of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Write to everyone on the case.
    Reply {
        /// Whether to open a case that is closed or about to be.
        reopen: bool,
        /// Status to set with it.
        status: Option<Status>,
    },
    /// Write to support alone.
    Note,
    /// Put a file on the case by itself.
    Attach(Visibility),
    /// Close.
    Close,
    /// Close because nobody answered in time.
    CloseByItself,
    /// Open again.
    Reopen,
    /// Ask for more attention; the reason is written as a reply.
    Escalate,
    /// Change fields.
    Edit(Edit),
    /// Change who follows it.
    Watchers,
    /// Take a comment or a file away.
    Redact(Visibility),
    /// Take the description away.
    RedactDescription,
    /// Note that support did what the case asks for (S8), which answers it.
    RequestApplied,
    /// Note that support took back what it had done.
    RequestUndone,
}

/// Fields to change, with every name already looked up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edit {
    /// Impact.
    pub severity: Option<Severity>,
    /// "Your priority".
    pub priority: Option<Priority>,
    /// Category and subcategory.
    pub category: Option<(Option<i64>, Option<i64>)>,
    /// Requester.
    pub requester_id: Option<i64>,
    /// Assignee, or nobody.
    pub assignee_id: Option<Option<i64>>,
    /// Status with what it asks for.
    pub status: Option<SetStatus>,
    /// When the product gets a version, for a status that asks for a date.
    pub upgrade: Option<(String, Date)>,
    /// Solution.
    pub solution: Option<String>,
}

/// What came of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The case afterwards.
    pub case: Case,
    /// What happened, and who may know.
    pub facts: Vec<(Visibility, Fact<i64>)>,
}

/// Why a command was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reject {
    /// It is closed already.
    #[error("the case is closed already")]
    AlreadyClosed,
    /// It is open already.
    #[error("the case is open already")]
    AlreadyOpen,
    /// Only staff lower the severity once the case is filed (C8).
    #[error("after filing only support lowers the severity; write a reply to ask for it")]
    OnlyStaffLowersSeverity,
    /// The status must carry its date.
    #[error("this status needs a date: when it happens for this product")]
    DateRequired,
    /// The status must carry its version.
    #[error("this status needs the version that holds the fix")]
    VersionRequired,
    /// The status takes no such detail; names the field.
    #[error("this status takes no {0}")]
    DetailNotTaken(&'static str),
}
