//! What the desk is made of: plans, regions, organizations, products as support edits them, notices, the audit.

use ::http::Method;
use caseport_shared::api::audit::AuditPage;
use caseport_shared::api::notice::{NewNotice, NoticePosted};
use caseport_shared::api::organization::{EditOrganization, NewOrganization, OrganizationPage, OrganizationView};
use caseport_shared::api::plan::{NewPlan, PlanList, PlanView, SavePlan};
use caseport_shared::api::product::{
    CategoryTree, ContactView, EditCategory, EditProduct, NewCategory, NewProduct, ProductView, SaveContact,
};
use caseport_shared::api::region::{RegionHours, RegionList, RegionView};
use caseport_shared::organization::Region;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Api, ApiResult, Call, Key, encode, read, with_query};

fn of_product(slug: &str, rest: &str) -> String {
    format!("/v1/products/{}/{rest}", encode(slug))
}

impl Api {
    /// Changes something that has this version.
    async fn upon<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        version: i64,
        body: &(impl Serialize + Sync),
        key: Key,
    ) -> ApiResult<T> {
        let call = Call::new(method, path).if_match(version).key(key).json(body);
        self.exchange(&call).await.and_then(|body| read(&body))
    }

    /// All plans.
    pub async fn plans(&self) -> ApiResult<PlanList> {
        self.get("/v1/plans").await
    }

    /// One plan, by its slug.
    pub async fn plan(&self, slug: &str) -> ApiResult<PlanView> {
        self.get(&format!("/v1/plans/{}", encode(slug))).await
    }

    /// Adds a plan.
    pub async fn create_plan(&self, new: &NewPlan, key: Key) -> ApiResult<PlanView> {
        self.post("/v1/plans", new, key).await
    }

    /// Writes a plan again that has this version.
    pub async fn save_plan(&self, slug: &str, version: i64, save: &SavePlan, key: Key) -> ApiResult<PlanView> {
        self.upon(Method::PUT, &format!("/v1/plans/{}", encode(slug)), version, save, key).await
    }

    /// All regions.
    pub async fn regions(&self) -> ApiResult<RegionList> {
        self.get("/v1/regions").await
    }

    /// Writes a region's hours again that has this version.
    pub async fn save_region(&self, region: Region, version: i64, hours: &RegionHours, key: Key) -> ApiResult<RegionView> {
        self.upon(Method::PUT, &format!("/v1/regions/{region}"), version, hours, key).await
    }

    /// A page of the organizations.
    pub async fn organizations(&self, cursor: Option<&str>) -> ApiResult<OrganizationPage> {
        self.get(&with_query("/v1/organizations", &[("cursor", cursor)])).await
    }

    /// One organization, by its slug.
    pub async fn organization(&self, slug: &str) -> ApiResult<OrganizationView> {
        self.get(&format!("/v1/organizations/{}", encode(slug))).await
    }

    /// Adds an organization.
    pub async fn create_organization(&self, new: &NewOrganization, key: Key) -> ApiResult<OrganizationView> {
        self.post("/v1/organizations", new, key).await
    }

    /// Changes an organization that has this version.
    pub async fn edit_organization(&self, slug: &str, version: i64, edit: &EditOrganization, key: Key) -> ApiResult<OrganizationView> {
        self.upon(Method::PATCH, &format!("/v1/organizations/{}", encode(slug)), version, edit, key).await
    }

    /// Adds a product.
    pub async fn create_product(&self, new: &NewProduct, key: Key) -> ApiResult<ProductView> {
        self.post("/v1/products", new, key).await
    }

    /// Changes a product that has this version.
    pub async fn edit_product(&self, slug: &str, version: i64, edit: &EditProduct, key: Key) -> ApiResult<ProductView> {
        self.upon(Method::PATCH, &format!("/v1/products/{}", encode(slug)), version, edit, key).await
    }

    /// The product's maintenance window as an iCalendar file.
    pub async fn window_file(&self, slug: &str) -> ApiResult<String> {
        let body = self.exchange(&Call::new(Method::GET, &of_product(slug, "window.ics"))).await?;
        Ok(String::from_utf8_lossy(&body).into_owned())
    }

    /// All categories of a product.
    pub async fn category_tree(&self, slug: &str) -> ApiResult<CategoryTree> {
        self.get(&of_product(slug, "categories")).await
    }

    /// Adds a category.
    pub async fn add_category(&self, slug: &str, new: &NewCategory, key: Key) -> ApiResult<CategoryTree> {
        self.post(&of_product(slug, "categories"), new, key).await
    }

    /// Changes a category.
    pub async fn edit_category(&self, slug: &str, edit: &EditCategory, key: Key) -> ApiResult<CategoryTree> {
        let path = of_product(slug, "categories");
        self.exchange(&Call::new(Method::PATCH, &path).key(key).json(edit)).await.and_then(|body| read(&body))
    }

    /// Says who a contact of a product is, and on which lists.
    pub async fn save_contact(&self, slug: &str, email: &str, save: &SaveContact) -> ApiResult<ContactView> {
        let path = of_product(slug, &format!("contacts/{}", encode(email)));
        self.exchange(&Call::new(Method::PUT, &path).json(save)).await.and_then(|body| read(&body))
    }

    /// Takes somebody off a product and its lists.
    pub async fn remove_contact(&self, slug: &str, email: &str, key: Key) -> ApiResult<()> {
        let path = of_product(slug, &format!("contacts/{}", encode(email)));
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.map(drop)
    }

    /// Who would get a notice.
    pub async fn preview_notice(&self, slug: &str, new: &NewNotice) -> ApiResult<NoticePosted> {
        let path = of_product(slug, "notices?preview=true");
        self.exchange(&Call::new(Method::POST, &path).json(new)).await.and_then(|body| read(&body))
    }

    /// Writes a notice and sends it.
    pub async fn write_notice(&self, slug: &str, new: &NewNotice, key: Key) -> ApiResult<NoticePosted> {
        self.post(&of_product(slug, "notices"), new, key).await
    }

    /// Takes a notice off the product's page.
    pub async fn withdraw_notice(&self, slug: &str, number: i64, key: Key) -> ApiResult<()> {
        let path = of_product(slug, &format!("notices/{number}"));
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.map(drop)
    }

    /// A page of the audit.
    pub async fn audit(&self, query: &str, cursor: Option<&str>, limit: Option<usize>) -> ApiResult<AuditPage> {
        let limit = limit.map(|limit| limit.to_string());
        self.get(&with_query("/v1/audit", &[("query", Some(query)), ("cursor", cursor), ("limit", limit.as_deref())])).await
    }
}
