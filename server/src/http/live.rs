//! Hints as server-sent events, until the reader's rights end or the server stops.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use futures_util::Stream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Failure;
use super::actor::Caller;
use crate::app::App;
use crate::live::Listener;

/// Streams at once.
const STREAMS: usize = 4_096;
/// How often a stream shows that it is alive.
const ALIVE: Duration = Duration::from_secs(15);
/// How often a stream's credentials are looked at again, for they may end in another process.
const LOOK: Duration = Duration::from_secs(30);

/// Hints within what one may see, after they are committed.
#[utoipa::path(get, path = "/v1/live", responses((status = 200, body = Hint, content_type = "text/event-stream"), (status = 503, body = Problem)), security(("token" = [])))]
pub(super) async fn listen(
    State(app): State<App>,
    caller: Caller,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>> + use<>>, Failure> {
    static TURNS: std::sync::LazyLock<std::sync::Arc<Semaphore>> =
        std::sync::LazyLock::new(|| std::sync::Arc::new(Semaphore::new(STREAMS)));
    let turn = std::sync::Arc::clone(&TURNS).try_acquire_owned();
    let turn = turn.map_err(|_| Failure::from(Problem::new(ErrorCode::Overloaded, "too many are listening; try again")))?;
    // Listening begins before the rights are read, so that no change of them falls in between.
    let actor = caller.read(&app, |_, context| Ok(context.actor.clone())).await?;
    let listener = app.live().listen(actor);
    caller.read(&app, |_, _| Ok(())).await?;
    let stream = Hints { app, caller, listener, _turn: turn };
    let events = futures_util::stream::unfold(stream, async |mut stream| {
        let hint = stream.next().await?;
        let event = Event::default().json_data(&hint).unwrap_or_default();
        Some((Ok(event), stream))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)))
}

struct Hints {
    app: App,
    caller: Caller,
    listener: Listener,
    _turn: OwnedSemaphorePermit,
}

impl Hints {
    async fn next(&mut self) -> Option<Hint> {
        loop {
            tokio::select! {
                hint = self.listener.next() => return hint,
                () = self.app.stopping().cancelled() => return None,
                () = tokio::time::sleep(LOOK) => {
                    self.caller.read(&self.app, |_, _| Ok(())).await.ok()?;
                }
            }
        }
    }
}
