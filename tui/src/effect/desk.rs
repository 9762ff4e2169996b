//! What screens ask the server for when support looks after the desk.

use caseport_shared::api::audit::AuditPage;
use caseport_shared::api::notice::{NewNotice, NoticePosted};
use caseport_shared::api::organization::{EditOrganization, OrganizationPage, OrganizationView};
use caseport_shared::api::plan::{PlanList, SavePlan};
use caseport_shared::api::product::{CategoryTree, EditCategory, EditProduct, NewCategory, NewProduct, ProductView, SaveContact};
use caseport_shared::api::region::{RegionHours, RegionList};
use caseport_shared::organization::Region;

use crate::api::Key;

/// A question about the desk. Those that change something hold the key under which a retry is the same request.
#[derive(Debug, Clone)]
pub enum DeskCall {
    /// All plans.
    Plans,
    /// Writes a plan again: its slug, the version that was seen, what it says.
    SavePlan(String, i64, SavePlan, Key),
    /// All regions.
    Regions,
    /// Writes a region's hours again, upon the version that was seen.
    SaveRegion(Region, i64, RegionHours, Key),
    /// A page of the organizations, after a cursor.
    Organizations(Option<String>),
    /// An organization, by its slug.
    Organization(String),
    /// Changes an organization, upon the version that was seen.
    EditOrganization(String, i64, EditOrganization, Key),
    /// A page of the audit: the query, after a cursor.
    Audit(String, Option<String>),
    /// Adds a product.
    CreateProduct(NewProduct, Key),
    /// Changes what is said of a product, upon the version that was seen.
    EditProduct(String, i64, EditProduct, Key),
    /// A product's whole tree of categories.
    Categories(String),
    /// Adds a category.
    AddCategory(String, NewCategory, Key),
    /// Changes a category.
    EditCategory(String, EditCategory, Key),
    /// Says who a contact of a product is, by address, and on which lists.
    SaveContact(String, String, SaveContact),
    /// Takes somebody off a product and its lists.
    RemoveContact(String, String, Key),
    /// Who would get a notice of a product.
    PreviewNotice(String, NewNotice),
    /// Writes a notice of a product and sends it.
    WriteNotice(String, NewNotice, Key),
    /// Takes a notice off a product's page.
    WithdrawNotice(String, i64, Key),
}

/// What the server answered.
#[derive(Debug, Clone)]
pub enum DeskAnswer {
    /// To [`DeskCall::Plans`].
    Plans(PlanList),
    /// To [`DeskCall::Regions`].
    Regions(RegionList),
    /// To [`DeskCall::Organizations`].
    Organizations(OrganizationPage),
    /// To [`DeskCall::Organization`].
    Organization(OrganizationView),
    /// To [`DeskCall::Audit`].
    Audit(AuditPage),
    /// To a product that is made or changed.
    Product(Box<ProductView>),
    /// To [`DeskCall::Categories`] and changes of categories.
    Categories(CategoryTree),
    /// To a notice that is looked at or written.
    Notice(NoticePosted),
}
