//! Ways in for whoever is not signed in: one-time codes, forgotten passwords, access asked for.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use caseport_shared::api::access::{AccessRequestPage, AccessState, DeclineAccess, GrantAccess, NewAccessRequest};
use caseport_shared::api::code::{AcceptCode, CodeView, ForgotPassword, LookCode};
use caseport_shared::api::problem::Problem;
use caseport_shared::api::request::Decided;
use caseport_shared::api::session::SessionView;
use caseport_shared::limits::SSH_KEYS_PER_PERSON;
use serde::Deserialize;
use utoipa::IntoParams;

use super::actor::{Caller, Written};
use super::json::{Asked, At, Json, json};
use super::work::Shed;
use super::{Failure, network};
use crate::app::App;
use crate::commands::error::{invalid, too_many};
use crate::commands::read::Ask;
use crate::commands::replay::Receipt;
use crate::commands::session::{self, Attempt};
use crate::commands::{Error, access, admin, admit, codes, signature};
use crate::secret;
use crate::store::Tx;

fn allowed(attempt: Attempt) -> Result<(), Failure> {
    match attempt {
        Attempt::Allowed => Ok(()),
        Attempt::Refused { wait } => Err(Failure::wait(wait.max(0).unsigned_abs() / 1_000 + 1)),
    }
}

/// What a code is for. One that cannot be used counts as a guess.
#[utoipa::path(post, path = "/v1/codes/look", request_body = LookCode,
    responses((status = 200, body = CodeView), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub(super) async fn look(State(app): State<App>, caller: Caller, Json(asked): Json<LookCode>) -> Result<Response, Failure> {
    let (now, from) = (app.clock().now().as_millisecond(), network(caller.peer.address));
    let attempt = move |tx: &mut Tx<'_>| match codes::attempt_to_look(tx, from, now)? {
        Attempt::Allowed => session::attempt_from(tx, from, now),
        refused @ Attempt::Refused { .. } => Ok(refused),
    };
    allowed(app.store().write(attempt).await?)?;
    let look = move |tx: &mut Tx<'_>| {
        let found = codes::look(tx, &asked.code, now)?;
        session::succeeded_from(tx, from)?;
        Ok::<_, Error>(found)
    };
    Ok(json(StatusCode::OK, &app.store().write(look).await?))
}

/// Uses a code: sets the password, and signs in. The password is hashed before the code is looked at, so that any code
/// takes as long.
#[utoipa::path(post, path = "/v1/codes/accept", request_body = AcceptCode,
    responses((status = 201, body = SessionView), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub(super) async fn accept(State(app): State<App>, caller: Caller, Json(asked): Json<AcceptCode>) -> Result<Response, Failure> {
    admin::check_password("password", &asked.password)?;
    if asked.keep_keys.len() > SSH_KEYS_PER_PERSON {
        return Err(too_many("keep_keys", SSH_KEYS_PER_PERSON).into());
    }
    let (now, from, address) = (app.clock().now().as_millisecond(), network(caller.peer.address), caller.peer.address.to_string());
    let _turn = app.bounds().sign_ins.take(from).ok_or_else(|| Failure::busy(Shed::SignIns))?;
    allowed(app.store().write(move |tx| session::attempt_from(tx, from, now)).await?)?;
    let AcceptCode { code, password, label, keep_keys } = asked;
    let password_hash = secret::hash_slowly(password).await?;
    let token = secret::token();
    let token_hash = secret::token_hash(&token);
    let accept = move |tx: &mut Tx<'_>| {
        let actor = codes::accept(tx, &codes::Accept { code: &code, password_hash: &password_hash, keep_keys: &keep_keys, now })?;
        session::succeeded_from(tx, from)?;
        let expires_at = session::begin(tx, actor.person_id, &token_hash, &label, &address, now)?;
        Ok::<_, Error>((crate::store::cases::time(expires_at)?, signature::me_at_first(tx, &actor)?))
    };
    let (expires_at, me) = app.store().write(accept).await?;
    Ok(json(StatusCode::CREATED, &SessionView { token, expires_at, me }))
}

/// Has a code sent to somebody who forgot their password. Whether there is such a person is not told: what comes of it is
/// done after the answer.
#[utoipa::path(post, path = "/v1/password-resets", request_body = ForgotPassword,
    responses((status = 202), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub(super) async fn forgot(State(app): State<App>, caller: Caller, Json(asked): Json<ForgotPassword>) -> Result<StatusCode, Failure> {
    let (now, from) = (app.clock().now().as_millisecond(), network(caller.peer.address));
    let email = caseport_shared::person::email(&asked.email).ok_or_else(|| invalid("email", "email is not an email address"))?;
    allowed(app.store().write(move |tx| codes::attempt_to_reset(tx, from, now)).await?)?;
    tokio::spawn(async move {
        let sent: Result<(), Error> = app.store().write(move |tx| codes::forgot(tx, &email, now)).await;
        if let Err(error) = sent {
            tracing::warn!(%error, "a code for a forgotten password could not be sent");
        }
    });
    Ok(StatusCode::ACCEPTED)
}

/// Asks for access (S3). Nothing is told of who or what exists.
#[utoipa::path(post, path = "/v1/access-requests", request_body = NewAccessRequest,
    responses((status = 202), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub(super) async fn ask(State(app): State<App>, caller: Caller, Json(asked): Json<NewAccessRequest>) -> Result<StatusCode, Failure> {
    let asked = access::checked(&asked)?;
    let (now, from, address) = (app.clock().now().as_millisecond(), network(caller.peer.address), caller.peer.address.to_string());
    allowed(app.store().write(move |tx| access::ask(tx, &asked, from, &address, now)).await?)?;
    Ok(StatusCode::ACCEPTED)
}

/// Which requests.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Those in one state; all unless said.
    state: Option<AccessState>,
    /// Where the page begins.
    cursor: Option<String>,
    /// How many, 1 to 100.
    limit: Option<usize>,
}

/// Access asked for, the oldest first; for support.
#[utoipa::path(get, path = "/v1/access-requests", params(Which), responses((status = 200, body = AccessRequestPage)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller, Asked(which): Asked<Which>) -> Result<Response, Failure> {
    let Which { state, cursor, limit } = which;
    let ask = Ask { query: String::new(), cursor, limit };
    caller.show(&app, move |tx, context| access::list(tx, context, state, &ask)).await
}

/// Gives whoever asked a seat; the case that says so is theirs.
#[utoipa::path(post, path = "/v1/access-requests/{id}/grant", params(("id" = i64, Path)), request_body = GrantAccess,
    responses((status = 200, body = Decided), (status = 409, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn grant(
    State(app): State<App>,
    caller: Caller,
    At(id): At<i64>,
    Json(how): Json<GrantAccess>,
) -> Result<Written, Failure> {
    let body = how.clone();
    let receipt = |decided: &Decided| Receipt::Decided(decided.number, decided.left_open.clone());
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| admit::grant(tx, context, id, &how)).await
}

/// Declines a request; whoever asked is told why.
#[utoipa::path(post, path = "/v1/access-requests/{id}/decline", params(("id" = i64, Path)), request_body = DeclineAccess,
    responses((status = 204), (status = 409, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn decline(
    State(app): State<App>,
    caller: Caller,
    At(id): At<i64>,
    Json(decline): Json<DeclineAccess>,
) -> Result<Written, Failure> {
    let body = decline.clone();
    let command = move |tx: &mut Tx<'_>, context: &_| access::decline(tx, context, id, &decline.reason);
    caller.write(&app, StatusCode::NO_CONTENT, &body, |()| Receipt::Nothing, command).await
}
