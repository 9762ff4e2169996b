//! Statuses of a case and their groups, exactly those of MISSION section 7.

/// Where a case stands (C4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Under investigation; a new case starts here.
    Researching,
    /// The fix, task or configuration is being prepared for production.
    PreparingForDeployment,
    /// Confirmed for a maintenance window; requires its date.
    ScheduledForDeployment,
    /// A core product bug with an internal ticket, whose reference only staff see.
    BugIdentified,
    /// Resolved in a later version; requires the version and when the product gets it.
    FixedScheduledForUpgrade,
    /// Outside the product's abilities; feature requests belong to the ideas link.
    Scoping,
    /// Resolved or answered; closes by itself on the date shown (C6).
    PendingClosure,
    /// Support cannot go on without the customer; the response clock is paused.
    PendingYourResponse,
    /// Closed; may be reopened at any time.
    Closed,
}
crate::slug_enum!(Status {
    Researching = "researching",
    PreparingForDeployment = "preparing-for-deployment",
    ScheduledForDeployment = "scheduled-for-deployment",
    BugIdentified = "bug-identified",
    FixedScheduledForUpgrade = "fixed-scheduled-for-upgrade",
    Scoping = "scoping",
    PendingClosure = "pending-closure",
    PendingYourResponse = "pending-your-response",
    Closed = "closed",
});

impl Status {
    /// The group that the status belongs to.
    pub const fn group(self) -> StatusGroup {
        match self {
            Self::PendingYourResponse => StatusGroup::ActionNeeded,
            Self::Closed => StatusGroup::Closed,
            _ => StatusGroup::Open,
        }
    }

    /// Whether a writer is asked "send and reopen" or "send only" (C5).
    pub const fn asks_to_reopen(self) -> bool {
        matches!(self, Self::PendingClosure | Self::Closed)
    }

    /// Whether the status must carry a date.
    pub const fn needs_date(self) -> bool {
        matches!(self, Self::ScheduledForDeployment | Self::FixedScheduledForUpgrade)
    }

    /// Whether the status must carry the version that holds the fix.
    pub const fn needs_version(self) -> bool {
        matches!(self, Self::FixedScheduledForUpgrade)
    }

    /// Whether the status may carry a reference to an internal ticket.
    pub const fn takes_ticket(self) -> bool {
        matches!(self, Self::BugIdentified | Self::FixedScheduledForUpgrade)
    }
}

/// Statuses by what they ask of the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusGroup {
    /// Support is at work.
    Open,
    /// The customer is asked.
    ActionNeeded,
    /// Done.
    Closed,
}
crate::slug_enum!(StatusGroup { Open = "open", ActionNeeded = "action-needed", Closed = "closed" });
