//! How much a case hurts the customer, and how soon they wish for an answer.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Customer impact of a case, from 1 (outage) to 4 (cosmetic); MISSION section 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Severity {
    /// Production outage, severe degradation, major security incident.
    Outage,
    /// A subsystem or primary function fails.
    Major,
    /// Minor defect, product question, configuration request.
    #[default]
    Minor,
    /// Cosmetic, documentation, portal access.
    Cosmetic,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: &'static [Self] = &[Self::Outage, Self::Major, Self::Minor, Self::Cosmetic];

    /// The number that people use, 1 to 4.
    pub const fn number(self) -> u8 {
        match self {
            Self::Outage => 1,
            Self::Major => 2,
            Self::Minor => 3,
            Self::Cosmetic => 4,
        }
    }

    /// Whether this is a greater impact than `other` (a smaller number).
    pub const fn is_worse_than(self, other: Self) -> bool {
        self.number() < other.number()
    }
}

/// A severity outside 1 to 4.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a severity is a number from 1 (outage) to 4 (cosmetic)")]
pub struct NoSuchSeverity;

impl TryFrom<u8> for Severity {
    type Error = NoSuchSeverity;
    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::ALL.iter().copied().find(|severity| severity.number() == number).ok_or(NoSuchSeverity)
    }
}

impl From<Severity> for u8 {
    fn from(severity: Severity) -> Self {
        severity.number()
    }
}

impl std::str::FromStr for Severity {
    type Err = NoSuchSeverity;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<u8>().map_err(|_| NoSuchSeverity)?.try_into()
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number())
    }
}

impl utoipa::PartialSchema for Severity {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::schema::Type::Integer).minimum(Some(1)).maximum(Some(4)).into()
    }
}

impl utoipa::ToSchema for Severity {}

/// The customer's own wish for how soon a case is taken up, "your priority" (C8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Priority {
    /// Can wait.
    Low,
    /// The default.
    #[default]
    Medium,
    /// Soon.
    High,
}
crate::slug_enum!(Priority { Low = "low", Medium = "medium", High = "high" });
