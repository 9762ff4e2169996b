//! Hints as server-sent events, until the reader's rights end or the server stops.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Response, Sse};
use caseport_shared::api::live::{ALIVE, Hint};
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::Failure;
use super::actor::Caller;
use super::work::{Shed, on_its_way};
use crate::app::App;
use crate::live::Listener;

/// How often a stream's credentials are looked at again, for they may end in another process.
const LOOK: Duration = Duration::from_secs(30);

/// Hints within what one may see, after they are committed.
#[utoipa::path(get, path = "/v1/live", responses((status = 200, body = Hint, content_type = "text/event-stream")), security(("token" = [])))]
pub(super) async fn listen(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let actor = caller.look(&app).await?;
    let turn = app.bounds().streams.take(actor.person_id).ok_or_else(|| Failure::busy(Shed::Streams))?;
    let listener = app.live().listen(actor);
    // Its first tick is at once: the rights are read again now that listening has begun, so that no change falls in between.
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let stream = Hints { app, caller, listener, looks };
    let events = futures_util::stream::unfold(stream, async |mut stream| {
        let hint = stream.next().await?;
        let event = Event::default().json_data(&hint).unwrap_or_default();
        Some((Ok::<_, Infallible>(event), stream))
    });
    Ok(on_its_way(Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)).into_response(), turn))
}

struct Hints {
    app: App,
    caller: Caller,
    listener: Listener,
    /// Goes on whatever is heard meanwhile.
    looks: Interval,
}

impl Hints {
    async fn next(&mut self) -> Option<Hint> {
        loop {
            tokio::select! {
                biased;
                () = self.app.stopping().cancelled() => return None,
                // Before any hint, for it may be one that is no longer for them.
                _ = self.looks.tick() => {
                    let actor = self.caller.look(&self.app).await.ok()?;
                    if !self.listener.has_rights_of(&actor) {
                        return None;
                    }
                }
                hint = self.listener.next() => return hint,
            }
        }
    }
}
