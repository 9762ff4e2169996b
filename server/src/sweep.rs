//! Takes bytes of attachments that nothing refers to: what an interrupted upload or removal left behind.

use std::pin::pin;

use futures_util::StreamExt as _;
use jiff::ToSpan as _;

use crate::app::App;
use crate::commands::Error;
use crate::store::attachments;

/// How old lost bytes must be, in hours: an upload that is under way is never taken.
const AGE_HOURS: i64 = 24;

/// Takes lost bytes; what cannot be taken now is left for the next time.
pub(crate) async fn sweep(app: &App) {
    let before = app.clock().now() - AGE_HOURS.hours();
    let mut old = pin!(app.blobs().older_than(before));
    while let Some(blob) = old.next().await {
        let blob = match blob {
            Ok(blob) => blob,
            Err(error) => return tracing::warn!(%error, "the attachments could not be listed"),
        };
        let name = blob.clone();
        let is_lost = app.store().read(move |tx| Ok::<_, Error>(!attachments::is_referenced(tx, &name)?)).await;
        if matches!(is_lost, Ok(true)) {
            match app.blobs().delete(&blob).await {
                Ok(()) => tracing::info!(blob, "took lost bytes"),
                Err(error) => tracing::warn!(%error, "lost bytes could not be taken"),
            }
        }
    }
}
