//! Fetches as much of a file as can be looked at, and has it decoded where that holds nobody up.

use std::sync::Arc;

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::case::CaseNumber;
use tokio::sync::OwnedSemaphorePermit;

use crate::api::{Api, ApiResult, Progress};
use crate::preview::{Kind, LOOK_BYTES, PICTURE_BYTES, Preview, TEXT_BYTES, is_text, kind, picture, text};
use crate::widgets::picture::{Colours, Picture};
use crate::widgets::sharp::{Room, Sharp};

/// A file to look at, a picture no larger than `kept`, or why it is none.
pub(super) async fn preview(
    api: &Api,
    colours: Colours,
    turn: Option<OwnedSemaphorePermit>,
    number: CaseNumber,
    file: &AttachmentView,
    kept: (u32, u32),
    progress: &Progress,
) -> ApiResult<Preview> {
    match kind(&file.content_type) {
        Kind::Picture if file.size <= PICTURE_BYTES => {
            let mut bytes = Vec::new();
            api.download(number, file, &mut bytes, progress).await?;
            Ok(made(turn, move || picture(&bytes, colours, kept)).await.unwrap_or(Preview::Damaged))
        }
        Kind::Unknown if !is_text(&api.beginning(number, file, LOOK_BYTES, progress).await?) => Ok(Preview::Other),
        Kind::Text | Kind::Unknown => {
            let bytes = api.beginning(number, file, TEXT_BYTES, progress).await?;
            Ok(made(turn, move || text(&bytes)).await.unwrap_or(Preview::Damaged))
        }
        Kind::Picture | Kind::Other => Ok(Preview::Other),
    }
}

/// A picture of an article, no larger than `kept`, or why it is none.
pub(super) async fn pictured(
    api: &Api,
    colours: Colours,
    turn: Option<OwnedSemaphorePermit>,
    (slug, name): (&str, &str),
    kept: (u32, u32),
) -> ApiResult<Preview> {
    let bytes = api.picture(slug, name).await?;
    Ok(made(turn, move || picture(&bytes, colours, kept)).await.unwrap_or(Preview::Damaged))
}

/// A picture as a terminal takes it; nothing where there is none.
pub(super) async fn sharpened(turn: Option<OwnedSemaphorePermit>, picture: Arc<Picture>, room: Room) -> Option<Sharp> {
    made(turn, move || Sharp::new(&picture, room)).await.flatten()
}

/// Makes it, and only then gives the turn back: what nobody waits for any more is made to its end all the same.
async fn made<T: Send + 'static>(turn: Option<OwnedSemaphorePermit>, make: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let make = move || {
        let made = make();
        drop(turn);
        made
    };
    tokio::task::spawn_blocking(make).await.ok()
}
