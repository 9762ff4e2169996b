//! The tree of categories that articles are browsed by.

use caseport_shared::api::article::ArticleCategory;

use super::Readable;
use crate::store::people::limit_value;
use crate::store::{StoreError, Tx};

/// A category's row.
pub struct Category {
    /// Internal.
    pub id: i64,
    /// The category it is in.
    pub parent_id: Option<i64>,
    /// What is shown of it.
    pub view: ArticleCategory,
}

/// The category with a name.
pub fn id_of(tx: &mut Tx<'_>, slug: &str) -> Result<Option<i64>, StoreError> {
    tx.first("SELECT id FROM article_categories WHERE slug = $1", &[slug.into()], |row| row.int(0))
}

/// All categories, by their places beside each other.
pub fn all(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<Category>, StoreError> {
    let sql = "SELECT c.id, c.parent_id, c.slug, c.name, p.slug FROM article_categories c \
         LEFT JOIN article_categories p ON p.id = c.parent_id ORDER BY c.position, c.id LIMIT $1";
    tx.query(sql, &[limit_value(limit)], |row| {
        let view = ArticleCategory { slug: row.text(2)?, name: row.text(3)?, parent: row.opt_text(4)? };
        Ok(Category { id: row.int(0)?, parent_id: row.opt_int(1)?, view })
    })
}

/// Whether a category itself has an article that may be seen.
pub fn has_articles(tx: &mut Tx<'_>, readable: Readable, category_id: i64) -> Result<bool, StoreError> {
    let mut values = vec![category_id.into()];
    let seen = readable.condition(&mut values);
    let sql = format!("SELECT 1 FROM articles a WHERE a.category_id = $1 AND {seen} LIMIT 1");
    Ok(tx.first(&sql, &values, |row| row.int(0))?.is_some())
}

/// Writes a category, new or not, at a place beside others.
pub fn save(tx: &mut Tx<'_>, slug: &str, name: &str, parent_id: Option<i64>, position: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO article_categories (slug, name, parent_id, position) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (slug) DO UPDATE SET name = $2, parent_id = $3, position = $4",
        &[slug.into(), name.into(), parent_id.into(), position.into()],
    )?;
    Ok(())
}

/// Gives a category another place beside others.
pub fn place(tx: &mut Tx<'_>, id: i64, position: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE article_categories SET position = $2 WHERE id = $1", &[id.into(), position.into()])?;
    Ok(())
}

/// Removes a category in which there is nothing.
pub fn remove(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM article_categories WHERE id = $1", &[id.into()])?;
    Ok(())
}
