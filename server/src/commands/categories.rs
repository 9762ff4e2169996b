//! Trees of categories: added to, renamed, ordered, and no longer filed under; cases that were keep theirs.

use caseport_shared::api::product::{CategoryTree, EditCategory, NewCategory};
use caseport_shared::limits::NAME_CHARS;
use serde_json::json;

use super::admin::add_category;
use super::error::invalid;
use super::products::edited;
use super::{Context, Error, announce_products, field};
use crate::store::{Tx, categories, events};

/// The whole tree.
pub fn tree(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<CategoryTree, Error> {
    let product = edited(tx, context, slug)?;
    Ok(CategoryTree { categories: categories::tree(tx, product.id)? })
}

fn find(tx: &mut Tx<'_>, product_id: i64, parent_id: Option<i64>, name: &str, slug: &str) -> Result<i64, Error> {
    categories::category(tx, product_id, parent_id, slug)?.ok_or_else(|| invalid(name, format!("there is no such {name}")))
}

/// Adds a category, the last of its level.
pub fn add(tx: &mut Tx<'_>, context: &Context, slug: &str, new: &NewCategory) -> Result<CategoryTree, Error> {
    let product = edited(tx, context, slug)?;
    let parent = new.parent.as_deref().map(|parent| find(tx, product.id, None, "parent", parent)).transpose()?;
    let position = categories::next_position(tx, product.id, parent)?;
    add_category(tx, product.id, parent, &new.name, position)?;
    announce_products(tx, product.organization_id);
    let detail = json!({"parent": new.parent, "name": field::line("name", &new.name, NAME_CHARS)?});
    events::append_detail(tx, ("product", product.id), context.did(), "category-added", &detail)?;
    tree(tx, context, slug)
}

/// Changes a category or subcategory.
pub fn edit(tx: &mut Tx<'_>, context: &Context, slug: &str, edit: &EditCategory) -> Result<CategoryTree, Error> {
    let product = edited(tx, context, slug)?;
    let top = find(tx, product.id, None, "category", &edit.category)?;
    let (parent, id) = match edit.subcategory.as_deref() {
        Some(below) => (Some(top), find(tx, product.id, Some(top), "subcategory", below)?),
        None => (None, top),
    };
    if let Some(name) = &edit.name {
        categories::rename_category(tx, id, &field::line("name", name, NAME_CHARS)?)?;
    }
    if let Some(retired) = edit.retired {
        categories::retire_category(tx, id, retired.then(|| context.now_ms()))?;
    }
    if let Some(position) = edit.position {
        let mut level = categories::level(tx, product.id, parent)?;
        level.retain(|one| *one != id);
        let place = usize::try_from(position).unwrap_or(usize::MAX).saturating_sub(1).min(level.len());
        level.insert(place, id);
        for (place, one) in (0..).zip(level) {
            categories::place_category(tx, one, place)?;
        }
    }
    announce_products(tx, product.organization_id);
    let detail = serde_json::to_value(edit).unwrap_or_default();
    events::append_detail(tx, ("product", product.id), context.did(), "category-edited", &detail)?;
    tree(tx, context, slug)
}
