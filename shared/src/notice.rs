//! What support tells the people behind a product.

/// What a notice is about, and so which of the product's notification lists it goes to (MISSION section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// Maintenance and upgrades.
    Maintenance,
    /// Incidents.
    Incident,
}
crate::slug_enum!(NoticeKind { Maintenance = "maintenance", Incident = "incident" });
