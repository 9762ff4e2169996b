//! Files of the floor: written, synced and named before a row says so, and read piece by piece.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::CONTENT_LENGTH;
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::writes::Change;
use super::{Floor, json, now};

/// What is read of a file at once.
const PIECE: usize = 64 * 1024;

/// Takes a file in.
pub(super) async fn attach(State(floor): State<Arc<Floor>>, Path((author, number)): Path<(i64, i64)>, body: Body) -> Response {
    let name = format!("floor-{}", floor.next());
    let size = write(&floor, &name, body).await.expect("a file is written");
    floor.threads.change(Change::Attach { number, author, name: name.clone(), size, at: now() }).await;
    json(format!(r#"{{"id":"{name}"}}"#))
}

async fn write(floor: &Floor, name: &str, body: Body) -> std::io::Result<i64> {
    let unnamed = floor.files.join(format!("{name}-unnamed"));
    let (mut file, mut size, mut pieces) = (File::create(&unnamed).await?, 0, body.into_data_stream());
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(std::io::Error::other)?;
        size += piece.len();
        file.write_all(&piece).await?;
    }
    file.sync_all().await?;
    fs::rename(&unnamed, floor.files.join(name)).await?;
    File::open(&floor.files).await?.sync_all().await?;
    i64::try_from(size).map_err(std::io::Error::other)
}

/// Gives a file out.
pub(super) async fn download(State(floor): State<Arc<Floor>>, Path(name): Path<String>) -> Response {
    let file = File::open(floor.files.join(name)).await.expect("the file is there");
    let size = file.metadata().await.expect("the file is there").len();
    let pieces = futures_util::stream::unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).await.ok().filter(|read| *read > 0)?;
        piece.truncate(read);
        Some((Ok::<_, std::io::Error>(Bytes::from(piece)), file))
    });
    ([(CONTENT_LENGTH, size.to_string())], Body::from_stream(pieces)).into_response()
}
