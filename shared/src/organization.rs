//! The customers' organizations and where they are.

/// The part of the world whose hours and holidays count for an organization (MISSION section 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// North, Central and South America.
    Americas,
    /// Europe, the Middle East and Africa.
    Emea,
    /// Asia and the Pacific.
    Apac,
}
crate::slug_enum!(Region { Americas = "americas", Emea = "emea", Apac = "apac" });
