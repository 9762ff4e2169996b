//! Pictures of articles: what is known of them; their bytes are blobs.

use caseport_shared::api::article::PictureView;

use crate::store::people::limit_value;
use crate::store::{Row, StoreError, Tx};

/// A picture with the name of its bytes.
pub struct Picture {
    /// Internal.
    pub id: i64,
    /// What is known of it.
    pub view: PictureView,
    /// Name of its bytes.
    pub blob: String,
}

const COLUMNS: &str = "id, name, content_type, size, sha256, blob";

fn read(row: &Row<'_>) -> Result<Picture, StoreError> {
    let size = u64::try_from(row.int(3)?).map_err(|_| StoreError::Corrupt("a size".to_owned()))?;
    let view = PictureView { name: row.text(1)?, content_type: row.text(2)?, size, sha256: row.text(4)? };
    Ok(Picture { id: row.int(0)?, view, blob: row.text(5)? })
}

/// The pictures of an article, by name.
pub fn all(tx: &mut Tx<'_>, article_id: i64, limit: usize) -> Result<Vec<Picture>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM article_pictures WHERE article_id = $1 ORDER BY name LIMIT $2");
    tx.query(&sql, &[article_id.into(), limit_value(limit)], read)
}

/// A picture of an article.
pub fn get(tx: &mut Tx<'_>, article_id: i64, name: &str) -> Result<Option<Picture>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM article_pictures WHERE article_id = $1 AND name = $2");
    tx.first(&sql, &[article_id.into(), name.into()], read)
}

/// Keeps what is known of a picture whose bytes are safe, in the place of one with the same name.
pub fn save(tx: &mut Tx<'_>, article_id: i64, view: &PictureView, blob: &str) -> Result<(), StoreError> {
    let size = i64::try_from(view.size).map_err(|_| StoreError::Corrupt("a size".to_owned()))?;
    tx.execute(
        "INSERT INTO article_pictures (article_id, name, content_type, size, sha256, blob) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (article_id, name) DO UPDATE SET content_type = $3, size = $4, sha256 = $5, blob = $6",
        &[article_id.into(), (&view.name).into(), (&view.content_type).into(), size.into(), (&view.sha256).into(), blob.into()],
    )?;
    Ok(())
}

/// Forgets a picture.
pub fn remove(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM article_pictures WHERE id = $1", &[id.into()])?;
    Ok(())
}
