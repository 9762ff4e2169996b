//! One-time codes: what they are for.

/// What a one-time code lets its holder do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodePurpose {
    /// Come in for the first time (I1).
    Invitation,
    /// Set a forgotten password anew (I2).
    Reset,
}
crate::slug_enum!(CodePurpose { Invitation = "invitation", Reset = "reset" });
