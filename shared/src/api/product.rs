//! Products under support, as "My products" shows them (MISSION section 6).

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::notice::NoticeView;
use crate::plan::{SeatCount, SlaTarget};
use crate::product::ProductKind;
use crate::severity::Severity;

/// A product, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProductRef {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// An organization, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganizationRef {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// A category or subcategory, named; the slug is unique among its siblings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CategoryRef {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// A category with its subcategories; a case must name one wherever there are any (C1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CategoryView {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// The second level.
    #[serde(default)]
    pub subcategories: Vec<CategoryRef>,
}

/// The weekly time in which the product may be down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MaintenanceWindow {
    /// Day of the week on which it starts, 1 (Monday) to 7 (Sunday), in `time_zone`.
    pub weekday: u8,
    /// Local time at which it starts, `HH:MM`.
    pub starts: String,
    /// How long it lasts, in minutes.
    pub minutes: u32,
    /// IANA name of the zone that it is set in.
    pub time_zone: String,
    /// When the next one starts, or the one that is under way did.
    pub next: Timestamp,
    /// Whether one is under way.
    #[serde(default)]
    pub under_way: bool,
}

/// A person of the customer who stands behind a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContactView {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether they are told of maintenance and upgrades.
    pub maintenance: bool,
    /// Whether they are told of incidents.
    pub incidents: bool,
}

/// Somebody who holds a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeatView {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Whether they see all cases of the organization, or those they created or watch (S9).
    pub account_wide: bool,
    /// Until when an invitation that was not accepted yet holds the seat (S2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<Timestamp>,
}

/// The organization's pool of seats (S10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeatPool {
    /// How many there are.
    pub total: u32,
    /// How many are taken.
    pub taken: u32,
    /// What takes one.
    pub counts: SeatCount,
}

/// What the plan promises at one severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Promise {
    /// For cases of this impact.
    pub severity: Severity,
    /// A first answer within this.
    #[serde(flatten)]
    pub target: SlaTarget,
    /// Of a case: until when, by the hours and holidays of the organization's region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

/// A product in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProductSummary {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// What sort of product.
    pub kind: ProductKind,
    /// Whose it is.
    pub organization: OrganizationRef,
    /// What runs now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_version: Option<String>,
    /// The weekly window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintenance_window: Option<MaintenanceWindow>,
    /// Whether the reader may file cases for it.
    pub can_file: bool,
}

/// A product with all that is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProductView {
    /// What the list shows.
    #[serde(flatten)]
    pub summary: ProductSummary,
    /// Name of the plan.
    pub plan: String,
    /// First-response promises, the worst severity first.
    pub promises: Vec<Promise>,
    /// Where it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// Technical account manager, on plans that have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_manager: Option<AccountManager>,
    /// The version it will get next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upgrade_version: Option<String>,
    /// When it gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upgrade_on: Option<Date>,
    /// What a case can be about; empty where the product has no categories.
    pub categories: Vec<CategoryView>,
    /// Who stands behind it, and on which notification lists they are.
    pub contacts: Vec<ContactView>,
    /// Who holds seats that reach it.
    pub seats: Vec<SeatView>,
    /// The organization's pool.
    pub pool: SeatPool,
    /// Grows with every edit; send it as `If-Match` with the next.
    #[serde(default)]
    pub version: i64,
    /// What support tells those behind the product, the newest first.
    #[serde(default)]
    pub notices: Vec<NoticeView>,
    /// Whether the reader may change what is said of it.
    #[serde(default)]
    pub can_edit: bool,
}

/// The vendor's person for one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountManager {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
}

/// Products, by organization and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProductPage {
    /// The products.
    pub products: Vec<ProductSummary>,
    /// Asks for the rest; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A weekly window as it is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetWindow {
    /// Day of the week on which it starts, 1 (Monday) to 7 (Sunday), in `time_zone`.
    pub weekday: u8,
    /// Local time at which it starts, `HH:MM`.
    pub starts: String,
    /// How long it lasts, in minutes.
    pub minutes: u32,
    /// IANA name of the zone that it is set in.
    pub time_zone: String,
}

/// Asks for a new product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProduct {
    /// Slug of the organization.
    pub organization: String,
    /// Stable name; made from the name unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Name.
    pub name: String,
    /// What sort of product.
    pub kind: ProductKind,
}

/// Changes what is said of a product; absent fields stay, `null` empties one. Needs `If-Match`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EditProduct {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What sort of product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ProductKind>,
    /// Where it runs.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "super::present")]
    #[schema(value_type = Option<String>)]
    pub environment: Option<Option<String>>,
    /// Technical account manager.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "super::present")]
    #[schema(value_type = Option<AccountManager>)]
    pub account_manager: Option<Option<AccountManager>>,
    /// What runs now.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "super::present")]
    #[schema(value_type = Option<String>)]
    pub current_version: Option<Option<String>>,
    /// What comes next.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "super::present")]
    #[schema(value_type = Option<String>)]
    pub upgrade_version: Option<Option<String>>,
    /// And when.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "super::present")]
    #[schema(value_type = Option<Date>)]
    pub upgrade_on: Option<Option<Date>>,
    /// The weekly window.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "super::present")]
    #[schema(value_type = Option<SetWindow>)]
    pub maintenance_window: Option<Option<SetWindow>>,
}

/// A category or subcategory as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CategoryBranch {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Whether nobody files under it any more; cases that were keep it.
    pub retired: bool,
    /// The second level; empty below it.
    #[serde(default)]
    #[schema(no_recursion)]
    pub subcategories: Vec<Self>,
}

/// All categories of a product, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CategoryTree {
    /// The first level.
    pub categories: Vec<CategoryBranch>,
}

/// Asks for a new category, the last of its level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCategory {
    /// Name.
    pub name: String,
    /// Slug of the category that it is below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// Changes a category or a subcategory; absent fields stay. Its slug stays too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditCategory {
    /// Slug of the category.
    pub category: String,
    /// Slug of the subcategory of it that is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subcategory: Option<String>,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Place among its level, from 1; the others make room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    /// Whether nobody files under it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
}

/// Says who a contact of a product is, and on which notification lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveContact {
    /// Full name.
    pub name: String,
    /// What they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether they are told of maintenance and upgrades.
    #[serde(default)]
    pub maintenance: bool,
    /// Whether they are told of incidents.
    #[serde(default)]
    pub incidents: bool,
}
