//! What is said of products, as support edits it (MISSION section 6).

use caseport_shared::api::product::{EditProduct, NewProduct, ProductView, SetWindow};
use serde_json::{Value, json};

use super::admin::{check_product, create_product};
use super::error::{invalid, stale};
use super::{Context, Error, announce_products, changes, read};
use crate::policy::desk::{DeskAction, may};
use crate::store::products::{Found, NewProduct as Written, Window};
use crate::store::{Tx, events, organizations, products};

/// A product that support edits.
pub(super) fn edited(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<Found, Error> {
    may(&context.actor, DeskAction::EditProducts)?;
    products::by_slug(tx, None, slug)?.ok_or(Error::NotFound)
}

/// Adds a product.
pub fn create(tx: &mut Tx<'_>, context: &Context, new: &NewProduct) -> Result<ProductView, Error> {
    may(&context.actor, DeskAction::Administer)?;
    let written =
        Written { slug: new.slug.clone().unwrap_or_default(), name: new.name.clone(), kind: Some(new.kind), ..Written::default() };
    let (_, slug) = create_product(tx, &new.organization, &written, &[], context.did())?;
    let made = edited(tx, context, &slug)?;
    announce_products(tx, made.organization_id);
    read::product(tx, context, &slug)
}

/// Changes what is said of a product, if it is still at the version that the editor saw.
pub fn edit(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64, edit: &EditProduct) -> Result<ProductView, Error> {
    let found = edited(tx, context, slug)?;
    let shown = read::product(tx, context, slug)?;
    if shown.version != version {
        return Err(stale("the product", &shown));
    }
    let before = products::written(tx, found.id)?.ok_or(Error::NotFound)?;
    let plan = organizations::plan_of(tx, found.organization_id)?;
    if matches!(edit.account_manager, Some(Some(_))) && !plan.has_account_manager {
        return Err(invalid("account_manager", format!("the plan {} has no technical account manager", plan.name)));
    }
    let after = check_product(&written_over(before.clone(), edit))?;
    if after == before {
        return Ok(shown);
    }
    products::update(tx, found.id, &after)?;
    announce_products(tx, found.organization_id);
    let detail = changes::between(&told(&before), &told(&after));
    events::append_detail(tx, ("product", found.id), context.did(), "product-edited", &detail)?;
    read::product(tx, context, slug)
}

fn written_over(before: Written, edit: &EditProduct) -> Written {
    let window = |window: &SetWindow| Window {
        weekday: window.weekday,
        starts: window.starts.clone(),
        minutes: window.minutes,
        time_zone: window.time_zone.clone(),
    };
    let manager = |manager: &caseport_shared::api::product::AccountManager| (manager.name.clone(), manager.email.clone());
    Written {
        name: edit.name.clone().unwrap_or(before.name),
        kind: edit.kind.or(before.kind),
        environment: edit.environment.clone().unwrap_or(before.environment),
        account_manager: edit.account_manager.as_ref().map_or(before.account_manager, |given| given.as_ref().map(manager)),
        current_version: edit.current_version.clone().unwrap_or(before.current_version),
        upgrade_version: edit.upgrade_version.clone().unwrap_or(before.upgrade_version),
        upgrade_on: edit.upgrade_on.unwrap_or(before.upgrade_on),
        window: edit.maintenance_window.as_ref().map_or(before.window, |given| given.as_ref().map(window)),
        slug: before.slug,
    }
}

/// A product's fields as the journal tells them.
fn told(product: &Written) -> Value {
    let window = product.window.as_ref().map(|window| {
        let Window { weekday, starts, minutes, time_zone } = window;
        json!({"weekday": weekday, "starts": starts, "minutes": minutes, "time_zone": time_zone})
    });
    json!({
        "name": product.name, "kind": product.kind, "environment": product.environment, "account_manager": product.account_manager,
        "current_version": product.current_version, "upgrade_version": product.upgrade_version, "upgrade_on": product.upgrade_on,
        "maintenance_window": window,
    })
}
