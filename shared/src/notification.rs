//! What somebody can be told of by email, and how soon.

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotificationKind {
    /// Replies on the cases that one filed or watches.
    Replies,
    /// Changes of their status.
    Status,
    /// What customers write on the cases that are assigned to one; for people of support.
    Assigned,
    /// New cases of the products that one follows; for people of support.
    Followed,
    /// Outages and escalations; for people of support.
    Urgent,
}
crate::slug_enum!(NotificationKind {
    Replies = "replies",
    Status = "status",
    Assigned = "assigned",
    Followed = "followed",
    Urgent = "urgent",
});

impl NotificationKind {
    /// Whether it is for people of a side.
    pub const fn is_for(self, side: crate::person::Side) -> bool {
        match self {
            Self::Replies | Self::Status => matches!(side, crate::person::Side::Customer),
            Self::Assigned | Self::Followed | Self::Urgent => matches!(side, crate::person::Side::Support),
        }
    }
}

/// How soon something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum NotificationMode {
    /// At once.
    #[default]
    Now,
    /// Once a day, all together.
    Digest,
    /// Not at all.
    Off,
}
crate::slug_enum!(NotificationMode { Now = "now", Digest = "digest", Off = "off" });

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterState {
    /// It is to be sent.
    Waiting,
    /// A mail server took it.
    Sent,
    /// It was given up.
    Dead,
}
crate::slug_enum!(LetterState { Waiting = "waiting", Sent = "sent", Dead = "dead" });

#[cfg(test)]
mod tests {
    use super::NotificationKind;
    use crate::person::Side;

    #[test]
    fn every_kind_is_for_one_side() {
        for kind in NotificationKind::ALL {
            assert_ne!(kind.is_for(Side::Customer), kind.is_for(Side::Support), "{kind}");
        }
    }
}
