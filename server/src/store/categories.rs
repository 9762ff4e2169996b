//! Trees of categories: what a case of a product can be about.

use caseport_shared::api::product::{CategoryBranch, CategoryRef, CategoryView};

use super::people::limit_value;
use super::{StoreError, Tx};

/// The categories of a product that are filed under, in their order, with their subcategories.
pub fn categories(tx: &mut Tx<'_>, product_id: i64) -> Result<Vec<CategoryView>, StoreError> {
    let rows = tx.query(
        "SELECT id, parent_id, slug, name FROM categories WHERE product_id = $1 AND retired_at IS NULL ORDER BY position, id",
        &[product_id.into()],
        |row| Ok((row.int(0)?, row.opt_int(1)?, CategoryRef { slug: row.text(2)?, name: row.text(3)? })),
    )?;
    let of = |parent: i64| rows.iter().filter(move |(_, of, _)| *of == Some(parent)).map(|(_, _, category)| category.clone());
    let top = rows.iter().filter(|(_, parent, _)| parent.is_none());
    Ok(top
        .map(|(id, _, category)| CategoryView {
            slug: category.slug.clone(),
            name: category.name.clone(),
            subcategories: of(*id).collect(),
        })
        .collect())
}

/// A category of a product by slug, under a parent or at the top.
pub fn category(tx: &mut Tx<'_>, product_id: i64, parent_id: Option<i64>, slug: &str) -> Result<Option<i64>, StoreError> {
    tx.first(
        "SELECT id FROM categories WHERE product_id = $1 AND COALESCE(parent_id, 0) = $2 AND slug = $3",
        &[product_id.into(), parent_id.unwrap_or(0).into(), slug.into()],
        |row| row.int(0),
    )
}

/// The same, if it is filed under.
pub fn open_category(tx: &mut Tx<'_>, product_id: i64, parent_id: Option<i64>, slug: &str) -> Result<Option<i64>, StoreError> {
    tx.first(
        "SELECT id FROM categories WHERE product_id = $1 AND COALESCE(parent_id, 0) = $2 AND slug = $3 AND retired_at IS NULL",
        &[product_id.into(), parent_id.unwrap_or(0).into(), slug.into()],
        |row| row.int(0),
    )
}

/// Slugs of a product's categories that are filed under, below a parent or at the top, in their order, at most `limit`.
pub fn category_slugs(tx: &mut Tx<'_>, product_id: i64, parent_id: Option<i64>, limit: usize) -> Result<Vec<String>, StoreError> {
    tx.query(
        "SELECT slug FROM categories WHERE product_id = $1 AND COALESCE(parent_id, 0) = $2 AND retired_at IS NULL ORDER BY position, id LIMIT $3",
        &[product_id.into(), parent_id.unwrap_or(0).into(), limit_value(limit)],
        |row| row.text(0),
    )
}

/// How many categories and subcategories a product has.
pub fn count_categories(tx: &mut Tx<'_>, product_id: i64) -> Result<usize, StoreError> {
    let count = tx.first("SELECT COUNT(*) FROM categories WHERE product_id = $1", &[product_id.into()], |row| row.int(0))?;
    Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(usize::MAX))
}

/// Adds a category.
pub fn insert_category(
    tx: &mut Tx<'_>,
    product_id: i64,
    parent_id: Option<i64>,
    category: &CategoryRef,
    position: i64,
) -> Result<i64, StoreError> {
    tx.insert(
        "INSERT INTO categories (product_id, parent_id, slug, name, position) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        &[product_id.into(), parent_id.into(), (&category.slug).into(), (&category.name).into(), position.into()],
    )
}

/// The place after the last category of a product, or of a category of it.
pub fn next_position(tx: &mut Tx<'_>, product_id: i64, parent_id: Option<i64>) -> Result<i64, StoreError> {
    let last = tx.first(
        "SELECT MAX(position) FROM categories WHERE product_id = $1 AND COALESCE(parent_id, 0) = $2",
        &[product_id.into(), parent_id.unwrap_or(0).into()],
        |row| row.opt_int(0),
    )?;
    Ok(last.flatten().map_or(0, |last| last + 1))
}

/// Gives a category another name; its slug stays.
pub fn rename_category(tx: &mut Tx<'_>, id: i64, name: &str) -> Result<(), StoreError> {
    tx.execute("UPDATE categories SET name = $1 WHERE id = $2", &[name.into(), id.into()])?;
    Ok(())
}

/// All categories of a product, those too that nobody files under any more, in their order.
pub fn tree(tx: &mut Tx<'_>, product_id: i64) -> Result<Vec<CategoryBranch>, StoreError> {
    let rows = tx.query(
        "SELECT id, parent_id, slug, name, retired_at FROM categories WHERE product_id = $1 ORDER BY position, id",
        &[product_id.into()],
        |row| {
            let branch =
                CategoryBranch { slug: row.text(2)?, name: row.text(3)?, retired: row.opt_int(4)?.is_some(), subcategories: Vec::new() };
            Ok((row.int(0)?, row.opt_int(1)?, branch))
        },
    )?;
    let below = |id: i64| rows.iter().filter(move |(_, of, _)| *of == Some(id)).map(|(_, _, branch)| branch.clone()).collect();
    let top = rows.iter().filter(|(_, of, _)| of.is_none());
    Ok(top.map(|(id, _, branch)| CategoryBranch { subcategories: below(*id), ..branch.clone() }).collect())
}

/// Ids of the categories below a parent or at the top, in their order.
pub fn level(tx: &mut Tx<'_>, product_id: i64, parent_id: Option<i64>) -> Result<Vec<i64>, StoreError> {
    tx.query(
        "SELECT id FROM categories WHERE product_id = $1 AND COALESCE(parent_id, 0) = $2 ORDER BY position, id",
        &[product_id.into(), parent_id.unwrap_or(0).into()],
        |row| row.int(0),
    )
}

/// Puts a category in a place among its level.
pub fn place_category(tx: &mut Tx<'_>, id: i64, position: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE categories SET position = $1 WHERE id = $2", &[position.into(), id.into()])?;
    Ok(())
}

/// Has nobody file under a category any more, or has them again.
pub fn retire_category(tx: &mut Tx<'_>, id: i64, retired_at: Option<i64>) -> Result<(), StoreError> {
    tx.execute("UPDATE categories SET retired_at = $1 WHERE id = $2", &[retired_at.into(), id.into()])?;
    Ok(())
}

/// Slug and name of a category.
pub fn category_named(tx: &mut Tx<'_>, id: i64) -> Result<Option<CategoryRef>, StoreError> {
    tx.first("SELECT slug, name FROM categories WHERE id = $1", &[id.into()], |row| {
        Ok(CategoryRef { slug: row.text(0)?, name: row.text(1)? })
    })
}
