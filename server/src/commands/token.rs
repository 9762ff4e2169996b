//! Tokens by which programs sign in as their person; none of them makes another.

use caseport_shared::api::live::Hint;
use caseport_shared::api::token::{NewToken, TokenList, TokenView};
use caseport_shared::limits::{NAME_CHARS, TOKEN_DAYS, TOKENS_PER_PERSON};
use jiff::tz::TimeZone;

use super::error::{invalid, too_many};
use super::{Context, Error, field, session};
use crate::store::events::Did;
use crate::store::{Audience, Tx, events, tokens};

/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1_000;

/// The tokens of whoever asks.
pub fn list(tx: &mut Tx<'_>, context: &Context) -> Result<TokenList, Error> {
    Ok(TokenList { tokens: tokens::list(tx, context.actor.person_id, context.now_ms(), TOKENS_PER_PERSON)? })
}

/// Keeps a token under its hash, until the end of its last day.
pub fn create(tx: &mut Tx<'_>, context: &Context, new: &NewToken, token_hash: &str, address: &str) -> Result<TokenView, Error> {
    session::may_change(tx, context)?;
    let (person_id, now) = (context.actor.person_id, context.now_ms());
    let label = field::line("label", &new.label, NAME_CHARS)?;
    let wrong = || invalid("expires_on", format!("expires_on is a day from today on, at most {TOKEN_DAYS} days away"));
    let last = new.expires_on.tomorrow().and_then(|after| after.to_zoned(TimeZone::UTC)).map_err(|_| wrong())?;
    let expires_at = last.timestamp().as_millisecond();
    if expires_at <= now || expires_at > now + (TOKEN_DAYS + 1) * DAY {
        return Err(wrong());
    }
    if tokens::count(tx, person_id, now)? >= i64::try_from(TOKENS_PER_PERSON).unwrap_or(i64::MAX) {
        return Err(too_many("tokens", TOKENS_PER_PERSON));
    }
    let made = tokens::insert(tx, &tokens::NewToken { person_id, token_hash, label: &label, address, now, expires_at })?;
    events::append_other(tx, ("person", person_id), Did::by(person_id, now), "token-created")?;
    Ok(made)
}

/// Takes a token back; what it has open ends.
pub fn revoke(tx: &mut Tx<'_>, context: &Context, reference: &str) -> Result<(), Error> {
    session::may_change(tx, context)?;
    let person_id = context.actor.person_id;
    if !tokens::remove(tx, person_id, reference)? {
        return Err(Error::NotFound);
    }
    tx.hint(Audience::Rights(person_id), Hint::Reload);
    Ok(events::append_other(tx, ("person", person_id), context.did(), "token-revoked")?)
}
