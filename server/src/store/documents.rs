//! Help documents: links to the manual, by product and language.

use caseport_shared::api::document::{Document, DocumentGroup};

use super::people::limit_value;
use super::{StoreError, Tx};

/// All documents of everybody and of the products of an organization (of all products where none is given), in their order.
pub fn list(tx: &mut Tx<'_>, organization_id: Option<i64>, product: Option<&str>, limit: usize) -> Result<Vec<DocumentGroup>, StoreError> {
    let mut groups: Vec<DocumentGroup> = Vec::new();
    let sql = "SELECT p.slug, d.language, d.title, d.url FROM documents d LEFT JOIN products p ON p.id = d.product_id \
         WHERE (d.product_id IS NULL OR $1 = 0 OR p.organization_id = $1) AND (d.product_id IS NULL OR $2 = '' OR p.slug = $2) \
         ORDER BY COALESCE(p.name, ''), COALESCE(p.slug, ''), d.language, d.place, d.id LIMIT $3";
    tx.each(sql, &[organization_id.unwrap_or(0).into(), product.unwrap_or_default().into(), limit_value(limit)], |row| {
        let (product, language) = (row.opt_text(0)?, row.parsed(1)?);
        let document = Document { title: row.text(2)?, url: row.text(3)? };
        match groups.last_mut().filter(|last| last.product == product && last.language == language) {
            Some(last) => last.documents.push(document),
            None => groups.push(DocumentGroup { product, language, documents: vec![document] }),
        }
        Ok(())
    })?;
    Ok(groups)
}

/// How many documents there are beside those of a group.
pub fn count_others(tx: &mut Tx<'_>, product_id: Option<i64>, language: &str) -> Result<usize, StoreError> {
    let sql = "SELECT COUNT(*) FROM documents WHERE COALESCE(product_id, 0) <> $1 OR language <> $2";
    let count = tx.first(sql, &[product_id.unwrap_or(0).into(), language.into()], |row| row.int(0))?;
    Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(usize::MAX))
}

/// Puts documents in the place of those that a product, or everybody, had in a language.
pub fn replace(tx: &mut Tx<'_>, product_id: Option<i64>, group: &DocumentGroup) -> Result<(), StoreError> {
    let language = group.language.slug();
    tx.execute(
        "DELETE FROM documents WHERE COALESCE(product_id, 0) = $1 AND language = $2",
        &[product_id.unwrap_or(0).into(), language.into()],
    )?;
    for (place, document) in (1_i64..).zip(&group.documents) {
        tx.execute(
            "INSERT INTO documents (product_id, language, place, title, url) VALUES ($1, $2, $3, $4, $5)",
            &[product_id.into(), language.into(), place.into(), (&document.title).into(), (&document.url).into()],
        )?;
    }
    Ok(())
}
