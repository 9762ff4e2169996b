//! Hints as server-sent events, until the reader's rights end or the server stops.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use futures_util::Stream;
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::Failure;
use super::actor::Caller;
use crate::app::App;
use crate::live::Listener;
use crate::turns::{Turn, Turns};

/// Streams at once.
const STREAMS: usize = 4_096;
/// Streams at once of one person, who may have that many windows open.
const STREAMS_EACH: usize = 16;
/// How often a stream shows that it is alive.
const ALIVE: Duration = Duration::from_secs(15);
/// How often a stream's credentials are looked at again, for they may end in another process.
const LOOK: Duration = Duration::from_secs(30);

/// Turns at listening, by person.
pub(crate) fn turns() -> Turns<i64> {
    Turns::new(STREAMS, STREAMS_EACH)
}

/// Hints within what one may see, after they are committed.
#[utoipa::path(get, path = "/v1/live", responses((status = 200, body = Hint, content_type = "text/event-stream"), (status = 503, body = Problem)), security(("token" = [])))]
pub(super) async fn listen(
    State(app): State<App>,
    caller: Caller,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>> + use<>>, Failure> {
    let actor = caller.read(&app, |_, context| Ok(context.actor.clone())).await?;
    let Some(turn) = app.streams().take(actor.person_id) else {
        let title = format!("too many are listening, or one person more than {STREAMS_EACH} times; end another and try again");
        return Err(Problem::new(ErrorCode::Overloaded, title).into());
    };
    let listener = app.live().listen(actor);
    // Its first tick is at once: the rights are read again now that listening has begun, so that no change falls in between.
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let stream = Hints { app, caller, listener, looks, _turn: turn };
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
    /// Goes on whatever is heard meanwhile.
    looks: Interval,
    _turn: Turn<i64>,
}

impl Hints {
    async fn next(&mut self) -> Option<Hint> {
        loop {
            tokio::select! {
                biased;
                () = self.app.stopping().cancelled() => return None,
                // Before any hint, for it may be one that is no longer for them.
                _ = self.looks.tick() => {
                    let actor = self.caller.read(&self.app, |_, context| Ok(context.actor.clone())).await.ok()?;
                    if !self.listener.has_rights_of(&actor) {
                        return None;
                    }
                }
                hint = self.listener.next() => return hint,
            }
        }
    }
}
