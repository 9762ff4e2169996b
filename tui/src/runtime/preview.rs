//! Fetches as much of a file as can be looked at, and has it decoded where that holds nobody up.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::case::CaseNumber;
use tokio::sync::OwnedSemaphorePermit;

use crate::api::{Api, ApiResult, Progress};
use crate::preview::{Kind, LOOK_BYTES, PICTURE_BYTES, Preview, TEXT_BYTES, is_text, kind, picture, text};
use crate::widgets::picture::Colours;

/// A file to look at, or why it is none.
pub(super) async fn preview(
    api: &Api,
    colours: Colours,
    turn: Option<OwnedSemaphorePermit>,
    number: CaseNumber,
    file: &AttachmentView,
    progress: &Progress,
) -> ApiResult<Preview> {
    match kind(&file.content_type) {
        Kind::Picture if file.size <= PICTURE_BYTES => {
            let mut bytes = Vec::new();
            api.download(number, file, &mut bytes, progress).await?;
            Ok(made(turn, move || picture(&bytes, colours)).await)
        }
        Kind::Unknown if !is_text(&api.beginning(number, file, LOOK_BYTES, progress).await?) => Ok(Preview::Other),
        Kind::Text | Kind::Unknown => {
            let bytes = api.beginning(number, file, TEXT_BYTES, progress).await?;
            Ok(made(turn, move || text(&bytes)).await)
        }
        Kind::Picture | Kind::Other => Ok(Preview::Other),
    }
}

/// Makes it, and only then gives the turn back: what nobody waits for any more is made to its end all the same.
async fn made(turn: Option<OwnedSemaphorePermit>, make: impl FnOnce() -> Preview + Send + 'static) -> Preview {
    let make = move || {
        let made = make();
        drop(turn);
        made
    };
    tokio::task::spawn_blocking(make).await.unwrap_or(Preview::Damaged)
}
