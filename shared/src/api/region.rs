//! Regions with their hours and holidays, as Admins edit them (MISSION section 8).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::organization::Region;

/// A day on which a region's support stays closed for all but severity 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// When.
    pub day: Date,
    /// What it is called.
    pub name: String,
}

/// A region's hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RegionHours {
    /// IANA name of the zone in which days and hours count.
    pub time_zone: String,
    /// When support opens on business days, local `HH:MM`.
    pub opens: String,
    /// When it closes, later than it opens.
    pub closes: String,
    /// Days on which it stays closed, in order.
    pub holidays: Vec<Holiday>,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RegionView {
    /// Which one.
    pub region: Region,
    /// Grows with every edit; send it as `If-Match` with the next.
    pub version: i64,
    /// When it is open.
    #[serde(flatten)]
    pub hours: RegionHours,
}

/// All regions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RegionList {
    /// The regions.
    pub regions: Vec<RegionView>,
}
