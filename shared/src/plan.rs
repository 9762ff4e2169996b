//! Support plans: how many seats they give, and how soon a first answer is promised.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What takes one seat of the pool (S2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SeatCount {
    /// A person on a product.
    UserPerProduct,
    /// A person, however many products they reach.
    User,
}
crate::slug_enum!(SeatCount { UserPerProduct = "user-per-product", User = "user" });

/// The unit in which a first response is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlaUnit {
    /// Minutes by the clock.
    Minutes,
    /// Hours that count within the plan's hours.
    BusinessHours,
    /// Days that count within the plan's hours.
    BusinessDays,
}
crate::slug_enum!(SlaUnit { Minutes = "minutes", BusinessHours = "business-hours", BusinessDays = "business-days" });

/// The hours during which a promise's clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlaHours {
    /// Around the clock, every day, holidays too.
    EveryDay,
    /// Around the clock, Monday to Friday, the region's holidays excluded.
    Weekdays,
    /// 9 to 5, Monday to Friday, the region's holidays excluded.
    NineToFive,
}
crate::slug_enum!(SlaHours { EveryDay = "24x7", Weekdays = "24x5", NineToFive = "9-to-5" });

/// The promise of a first response at one severity (MISSION section 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct SlaTarget {
    /// How many units, at least 1.
    pub amount: u32,
    /// What is counted.
    pub unit: SlaUnit,
    /// When it counts.
    pub hours: SlaHours,
}
