//! Signing in and out.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::session::{ChangePassword, Me, NewSession, NewSignature, SessionView, SignInList};
use caseport_shared::limits::PASSWORD_BYTES;

use super::actor::{Caller, Written};
use super::json::{At, Json, json};
use super::work::Shed;
use super::{Failure, network};
use crate::app::App;
use crate::commands::replay::Receipt;
use crate::commands::session::Attempt;
use crate::commands::{Context, Error, admin, session, signature};
use crate::secret;
use crate::store::{Tx, people};

/// Signs in. A known and an unknown address cost the same and are answered alike.
#[utoipa::path(post, path = "/v1/sessions", request_body = NewSession,
    responses((status = 201, body = SessionView), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub(super) async fn create(State(app): State<App>, caller: Caller, Json(new): Json<NewSession>) -> Result<Response, Failure> {
    let wrong = || Failure::from(session::wrong_credentials());
    let Some(email) = caseport_shared::person::email(&new.email) else { return Err(wrong()) };
    if new.password.len() > PASSWORD_BYTES {
        return Err(wrong());
    }
    let (now, address) = (app.clock().now().as_millisecond(), caller.peer.address.to_string());
    let (account, from) = (email.clone(), network(caller.peer.address));
    let _turn = app.bounds().sign_ins.take(from).ok_or_else(|| Failure::busy(Shed::SignIns))?;
    if let Attempt::Refused { wait } = app.store().write(move |tx| session::attempt(tx, &account, from, now)).await? {
        return Err(Failure::wait(wait.max(0).unsigned_abs() / 1_000 + 1));
    }
    let account = email.clone();
    let known = app.store().read(move |tx| Ok::<_, Error>(people::credentials(tx, &account)?)).await?;
    let hash = known.as_ref().and_then(|known| known.password_hash.clone());
    let is_right = secret::verify_slowly(new.password.clone(), hash).await?;
    let Some(known) = known.filter(|_| is_right) else { return Err(wrong()) };
    let token = secret::token();
    let token_hash = secret::token_hash(&token);
    let (expires_at, me) = app
        .store()
        .write(move |tx| {
            session::check_still(tx, &email, &known)?;
            session::succeeded(tx, &email, from)?;
            let expires_at = session::begin(tx, known.person_id, &token_hash, &new.label, &address, now)?;
            let actor = people::actor(tx, known.person_id)?.ok_or(Error::Unauthenticated)?;
            Ok::<_, Error>((crate::store::cases::time(expires_at)?, signature::me_at_first(tx, &actor)?))
        })
        .await?;
    Ok(json(StatusCode::CREATED, &SessionView { token, expires_at, me }))
}

/// Signs out.
#[utoipa::path(delete, path = "/v1/sessions/current", responses((status = 204)), security(("token" = [])))]
pub(super) async fn end(State(app): State<App>, caller: Caller) -> Result<StatusCode, Failure> {
    caller.sign_out(&app).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who is signed in.
#[utoipa::path(get, path = "/v1/me", responses((status = 200, body = Me)), security(("token" = [])))]
pub(super) async fn me(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, signature::me).await
}

/// Chooses the name by which whoever is signed in at a shared mailbox writes (S7).
#[utoipa::path(put, path = "/v1/me/signature", request_body = NewSignature,
    responses((status = 200, body = Me), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn sign(State(app): State<App>, caller: Caller, Json(new): Json<NewSignature>) -> Result<Response, Failure> {
    caller.save(&app, move |tx, context| signature::choose(tx, context, &new.name)).await
}

/// The sign-ins of one's own, the last used first (I2).
#[utoipa::path(get, path = "/v1/me/sign-ins", responses((status = 200, body = SignInList)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, session::list).await
}

/// Ends one of them, and what it has open.
#[utoipa::path(delete, path = "/v1/me/sign-ins/{reference}", params(("reference" = String, Path)), responses((status = 204)), security(("token" = [])))]
pub(super) async fn revoke(State(app): State<App>, caller: Caller, At(reference): At<String>) -> Result<Written, Failure> {
    let command = move |tx: &mut Tx<'_>, context: &Context| session::revoke(tx, context, &reference);
    caller.write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, command).await
}

/// Ends all of them but the one that asks.
#[utoipa::path(delete, path = "/v1/me/sign-ins", responses((status = 204)), security(("token" = [])))]
pub(super) async fn revoke_others(State(app): State<App>, caller: Caller) -> Result<Written, Failure> {
    caller.write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, session::revoke_others).await
}

/// Changes the password and ends every other sign-in. A wrong one counts as a guess.
#[utoipa::path(put, path = "/v1/me/password", request_body = ChangePassword,
    responses((status = 204), (status = 422, body = Problem), (status = 429, body = Problem)), security(("token" = [])))]
pub(super) async fn change_password(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<ChangePassword>,
) -> Result<StatusCode, Failure> {
    let actor = caller.look(&app).await?;
    let wrong = || Failure::from(Problem::new(ErrorCode::InvalidField, "this is not your password so far").field("current"));
    admin::check_password("new", &new.new)?;
    if new.current.len() > PASSWORD_BYTES {
        return Err(wrong());
    }
    let from = network(caller.peer.address);
    let _turn = app.bounds().sign_ins.take(from).ok_or_else(|| Failure::busy(Shed::SignIns))?;
    let (now, account) = (app.clock().now().as_millisecond(), actor.email.clone());
    if let Attempt::Refused { wait } = app.store().write(move |tx| session::attempt(tx, &account, from, now)).await? {
        return Err(Failure::wait(wait.max(0).unsigned_abs() / 1_000 + 1));
    }
    let account = actor.email.clone();
    let known = app.store().read(move |tx| Ok::<_, Error>(people::credentials(tx, &account)?)).await?;
    if !secret::verify_slowly(new.current, known.and_then(|known| known.password_hash)).await? {
        return Err(wrong());
    }
    let hash = secret::hash_slowly(new.new).await?;
    let change = move |tx: &mut Tx<'_>, context: &Context| {
        session::succeeded(tx, &actor.email, from)?;
        session::change_password(tx, context, &hash)
    };
    caller.save(&app, change).await?;
    Ok(StatusCode::NO_CONTENT)
}
