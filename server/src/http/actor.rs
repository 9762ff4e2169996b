//! Who is asking: credentials are read here, looked up within the transaction that they allow.

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, IF_MATCH};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use caseport_shared::api::IDEMPOTENCY_KEY;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::limits::IDEMPOTENCY_KEY_CHARS;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::json::{json, json_text, no_content};
use super::work::{Asker, Shed};
use super::{Failure, Peer};
use crate::app::App;
use crate::commands::replay::{Receipt, replay};
use crate::commands::{Context, Error};
use crate::policy::Actor;
use crate::secret::{hex, token_hash};
use crate::store::sessions::{self, SignedIn};
use crate::store::{Tx, idempotency};

/// A session counts as used again after so many milliseconds.
const USED_AGAIN: i64 = 60_000;

/// A request's sender, whose credentials are yet to be looked up.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    token_hash: Option<String>,
    key: Option<String>,
    /// Method and address, for telling requests apart.
    target: String,
    if_match: Option<Result<i64, ()>>,
    /// Whether what is changed is one case with what belongs to it.
    is_on_case: bool,
    /// Where from.
    pub(super) peer: Peer,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let header = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let key = match parts.headers.get(IDEMPOTENCY_KEY) {
            Some(value) => Some(checked_key(value.to_str().unwrap_or_default())?),
            None => None,
        };
        Ok(Self {
            token_hash: token_of(&parts.headers).map(token_hash),
            key,
            target: format!("{} {}", parts.method, parts.uri.path_and_query().map_or("/", PathAndQuery::as_str)),
            is_on_case: false,
            if_match: header(IF_MATCH).map(|value| value.trim().trim_matches('"').parse().map_err(|_| ())),
            peer: Peer::of(&parts.extensions),
        })
    }
}

/// The token that a request carries.
pub(super) fn token_of(headers: &HeaderMap) -> Option<&str> {
    let (kind, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    kind.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn checked_key(key: &str) -> Result<String, Failure> {
    let is_plain = !key.is_empty() && key.len() <= IDEMPOTENCY_KEY_CHARS && key.bytes().all(|b| b.is_ascii_graphic());
    if is_plain {
        return Ok(key.to_owned());
    }
    let title = format!("Idempotency-Key is 1 to {IDEMPOTENCY_KEY_CHARS} visible ASCII characters");
    Err(Problem::new(ErrorCode::InvalidField, title).field(IDEMPOTENCY_KEY).into())
}

/// Looks up who is signed in.
fn signed_in(tx: &mut Tx<'_>, app: &App, token_hash: Option<&str>) -> Result<(Context, SignedIn), Error> {
    let now = app.clock().now();
    let token_hash = token_hash.ok_or(Error::Unauthenticated)?;
    let found = sessions::signed_in(tx, token_hash, now.as_millisecond())?.ok_or(Error::Unauthenticated)?;
    Ok((Context { actor: found.actor.clone(), sign_in: Some(found.session_id), now, rules: app.settings().rules }, found))
}

impl Caller {
    /// The same, for a change of one case and of nothing but what belongs to it and to whoever asks.
    pub(super) fn on_case(self) -> Self {
        Self { is_on_case: true, ..self }
    }

    /// Reads something as whoever is asking, when it is their turn.
    pub(super) async fn read<T, F>(&self, app: &App, query: F) -> Result<T, Failure>
    where
        F: FnOnce(&mut Tx<'_>, &Context) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let (inner, token_hash) = (app.clone(), self.token_hash.clone());
        let asker = app.bounds().asker(self.token_hash.as_deref(), self.peer);
        let pass = app.bounds().reads.enter(asker).await.ok_or_else(|| Failure::busy(Shed::Reads))?;
        let (found, session, stale) = app
            .store()
            .read(move |tx| {
                // Until it is read, whether or not somebody still waits for it.
                let _pass = pass;
                let (context, session) = signed_in(tx, &inner, token_hash.as_deref())?;
                if let (Asker::Network(_), Some(hash)) = (asker, &token_hash) {
                    inner.bounds().know(hash, context.actor.person_id);
                }
                let stale = context.now_ms() - session.used_at > USED_AGAIN;
                Ok::<_, Error>((query(tx, &context)?, session.session_id, stale))
            })
            .await?;
        if stale {
            let (store, now) = (app.store().clone(), app.clock().now().as_millisecond());
            tokio::spawn(async move { store.write(move |tx| sessions::touch(tx, session, now)).await });
        }
        Ok(found)
    }

    /// Looks up who is asking and nothing else, which is quick and waits for no turn.
    pub(super) async fn look(&self, app: &App) -> Result<Actor, Failure> {
        let (inner, token_hash) = (app.clone(), self.token_hash.clone());
        let found: Result<Actor, Error> = app.store().read(move |tx| Ok(signed_in(tx, &inner, token_hash.as_deref())?.0.actor)).await;
        Ok(found?)
    }

    /// The same as [`Self::read`], answered in JSON.
    pub(super) async fn show<T, F>(&self, app: &App, query: F) -> Result<Response, Failure>
    where
        F: FnOnce(&mut Tx<'_>, &Context) -> Result<T, Error> + Send + 'static,
        T: Serialize + Send + 'static,
    {
        Ok(json(StatusCode::OK, &self.read(app, query).await?))
    }

    /// Changes something as whoever is asking, once for each idempotency key. `body` is what makes two requests the same;
    /// `receipt` says what was made, so that a retry is shown it as it is then.
    pub(super) async fn write<B, T, F>(
        &self,
        app: &App,
        status: StatusCode,
        body: &B,
        receipt: impl Fn(&T) -> Receipt + Send + 'static,
        command: F,
    ) -> Result<Written, Failure>
    where
        B: Serialize + Sync,
        F: Fn(&mut Tx<'_>, &Context) -> Result<T, Error> + Send + 'static,
        T: Serialize + Send + 'static,
    {
        let (inner, token_hash, key) = (app.clone(), self.token_hash.clone(), self.key.clone());
        let request_hash = self.request_hash(body);
        let run = move |tx: &mut Tx<'_>| {
            let (context, _) = signed_in(tx, &inner, token_hash.as_deref())?;
            let (person, now) = (context.actor.person_id, context.now_ms());
            if let Some(key) = &key
                && let Some(before) = idempotency::get(tx, person, key, now)?
            {
                if before.request_hash != request_hash {
                    return Err(Error::KeyReused);
                }
                return Ok(Outcome::Before(before.status, replay(tx, &context, before.receipt)?));
            }
            let done = command(tx, &context)?;
            if let Some(key) = &key {
                let done = idempotency::Done { request_hash: request_hash.clone(), status: status.as_u16(), receipt: receipt(&done) };
                idempotency::insert(tx, person, key, &done, now)?;
            }
            Ok(Outcome::Now(done))
        };
        let outcome: Result<Outcome<T>, Error> =
            if self.is_on_case { app.store().change_case(run).await } else { app.store().write(run).await };
        Ok(match outcome? {
            Outcome::Now(_) if status == StatusCode::NO_CONTENT => Written { response: no_content(), is_replay: false },
            Outcome::Now(done) => Written { response: json(status, &done), is_replay: false },
            Outcome::Before(204, _) => Written { response: no_content(), is_replay: true },
            Outcome::Before(status, shown) => {
                Written { response: json_text(StatusCode::from_u16(status).unwrap_or(StatusCode::OK), shown), is_replay: true }
            }
        })
    }

    /// Changes something as whoever is asking, as often as they ask: for saves that carry a version of their own.
    pub(super) async fn save<T, F>(&self, app: &App, command: F) -> Result<Response, Failure>
    where
        F: Fn(&mut Tx<'_>, &Context) -> Result<T, Error> + Send + 'static,
        T: Serialize + Send + 'static,
    {
        let (inner, token_hash) = (app.clone(), self.token_hash.clone());
        let done: Result<T, Error> = app
            .store()
            .write(move |tx| {
                let (context, _) = signed_in(tx, &inner, token_hash.as_deref())?;
                command(tx, &context)
            })
            .await;
        Ok(json(StatusCode::OK, &done?))
    }

    fn request_hash<B: Serialize>(&self, body: &B) -> String {
        let mut hash = Sha256::new();
        hash.update(&self.target);
        hash.update([0]);
        hash.update(serde_json::to_vec(body).unwrap_or_default());
        hash.update([0]);
        hash.update(format!("{:?}", self.if_match));
        hex(&hash.finalize())
    }

    /// The version that an edit was made upon.
    pub(super) fn version(&self) -> Result<i64, Failure> {
        match self.if_match {
            Some(Ok(version)) => Ok(version),
            Some(Err(())) => Err(Problem::new(ErrorCode::InvalidField, "If-Match holds a version in quotes").field("if-match").into()),
            None => Err(Problem::new(ErrorCode::VersionRequired, "send the version that you saw as If-Match").into()),
        }
    }

    /// Ends the session that the request came with.
    pub(super) async fn sign_out(&self, app: &App) -> Result<(), Failure> {
        let (inner, token_hash) = (app.clone(), self.token_hash.clone());
        let ended: Result<(), Error> = app
            .store()
            .write(move |tx| {
                let (context, session) = signed_in(tx, &inner, token_hash.as_deref())?;
                tx.hint(crate::store::Audience::Rights(context.actor.person_id), caseport_shared::api::live::Hint::Reload);
                Ok(sessions::end(tx, session.session_id)?)
            })
            .await;
        Ok(ended?)
    }
}

/// What came of a change within its transaction.
enum Outcome<T> {
    Now(T),
    Before(u16, String),
}

/// What a change is answered with.
pub(super) struct Written {
    pub(super) response: Response,
    /// Whether nothing was changed, for it had been before.
    pub(super) is_replay: bool,
}

impl IntoResponse for Written {
    fn into_response(self) -> Response {
        self.response
    }
}
