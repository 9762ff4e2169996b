//! Sends what waits: one server at a time under a lease, each letter at least once, and given up after a day of trying.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use super::post::{Outcome, Post};
use super::render::{Mail, Rendered, digest_due, render};
use super::{Letter, unsubscribe};
use crate::app::App;
use crate::secret;
use crate::store::outbox::{self, Kept};
use crate::store::{StoreError, Tx, housekeeping};

/// The lease's name.
const NAME: &str = "mail";
/// How long the lease lasts, and for how long nobody else is given a letter, in milliseconds; longer than sending one takes.
const CLAIM: i64 = 30 * 1_000;
/// How often a letter is tried.
const TRIES: i64 = 16;
/// After how long a letter is tried for the second time, in milliseconds; then after twice as long, and so on.
const RETRY_FIRST: i64 = 15 * 1_000;
/// Longest time between two tries, in milliseconds.
const RETRY_MAX: i64 = 4 * 60 * 60 * 1_000;
/// How old news may be when it is first tried, in milliseconds: it waits where no mail server was configured yet.
const NEWS_AGE: i64 = 3 * 24 * 60 * 60 * 1_000;
/// How often it is looked for letters that others left, or that are due again.
const POLL: Duration = Duration::from_secs(30);
/// How long a mail server that cannot be reached is left alone.
const AWAY: Duration = Duration::from_secs(15);
/// Shortest time between two looks.
const BREATH: Duration = Duration::from_millis(200);
/// How long the letter that is on its way is waited for when the server stops.
const GRACE: Duration = Duration::from_secs(5);

/// What came of looking for letters.
#[derive(Debug, PartialEq, Eq)]
enum Round {
    /// All that were due are settled; the next one is due after so long.
    Done(Option<Duration>),
    /// The mail server cannot be reached.
    Away,
    /// Another server has the turn.
    Held,
}

/// Sends letters until the server stops.
pub async fn run(app: App, post: Post) {
    let holder = format!("{:016x}", secret::random_u64());
    loop {
        let round = round(&app, &post, &holder).await;
        if app.stopping().is_cancelled() {
            break;
        }
        let pause = match round {
            Ok(Round::Done(next)) => next.unwrap_or(POLL).clamp(BREATH, POLL),
            Ok(Round::Held) => POLL,
            Ok(Round::Away) => {
                // Whoever cannot be reached is not asked for each letter that comes meanwhile.
                if app.stopping().run_until_cancelled(sleep(AWAY)).await.is_none() {
                    break;
                }
                BREATH
            }
            Err(error) => {
                tracing::warn!(%error, "letters wait, for the store does not do what they need");
                POLL
            }
        };
        tokio::select! {
            () = app.stopping().cancelled() => break,
            () = app.posted() => {}
            // Nobody tells of a letter that is due again, or that another server left.
            () = sleep(pause) => {}
        }
    }
    let released: Result<(), StoreError> = app.store().write(move |tx| housekeeping::release(tx, NAME, &holder)).await;
    if let Err(error) = released {
        tracing::debug!(%error, "the lease of mail runs out by itself");
    }
}

/// Sends what is due.
async fn round(app: &App, post: &Post, holder: &str) -> Result<Round, StoreError> {
    while !app.stopping().is_cancelled() {
        let (name, now) = (holder.to_owned(), app.clock().now().as_millisecond());
        let claimed = match app.store().write(move |tx| claim(tx, &name, now)).await? {
            None => return Ok(Round::Held),
            Some(Err(next)) => {
                let next = next.map(|next| Duration::from_millis(u64::try_from(next - now).unwrap_or(0)));
                let name = holder.to_owned();
                app.store().write(move |tx| housekeeping::release(tx, NAME, &name)).await?;
                return Ok(Round::Done(next));
            }
            Some(Ok(claimed)) => Arc::new(claimed),
        };
        if !deliver(app, post, claimed).await? {
            return Ok(Round::Away);
        }
    }
    Ok(Round::Done(None))
}

/// A letter that is due, or when the next one is; nothing while another server has the turn.
fn claim(tx: &mut Tx<'_>, holder: &str, now: i64) -> Result<Option<Result<Kept, Option<i64>>>, StoreError> {
    if !housekeeping::lease(tx, NAME, holder, now, now + CLAIM)? {
        return Ok(None);
    }
    Ok(Some(match outbox::claim(tx, now, now + CLAIM)? {
        Some(claimed) => Ok(claimed),
        None => Err(outbox::next_due(tx)?),
    }))
}

/// Puts a letter into words, sends it and notes what became of it; false if the mail server cannot be reached.
async fn deliver(app: &App, post: &Post, claimed: Arc<Kept>) -> Result<bool, StoreError> {
    let now = app.clock().now();
    let (kept, place, ms) = (Arc::clone(&claimed), app.place(), now.as_millisecond());
    let rendered = app.store().read(move |tx| worded(tx, &kept, &place, ms)).await;
    let outcome = match rendered {
        Ok((Rendered::Mail(mail), link)) => match send(app, post, &claimed, &mail, link.as_deref()).await {
            Some(outcome) => outcome,
            // It is tried again once the claim has run out, under the same name.
            None => return Ok(false),
        },
        Ok((Rendered::Nothing, _)) => {
            tracing::debug!(letter = claimed.reference, "a letter of which nothing is left to say is not sent");
            return app.store().write(move |tx| forget(tx, &claimed)).await.map(|()| true);
        }
        Ok((Rendered::Late, _)) => Outcome::Never("its code expired before it could be sent".to_owned()),
        Err(StoreError::Corrupt(why)) => Outcome::Later(format!("it cannot be put into words: {why}")),
        Err(error) => return Err(error),
    };
    let is_away = matches!(outcome, Outcome::Away(_));
    if let Outcome::Away(why) | Outcome::Later(why) | Outcome::Never(why) = &outcome {
        tracing::warn!(letter = claimed.reference, tries = claimed.tries, why, "a letter was not sent");
    }
    let now = app.clock().now().as_millisecond();
    app.store().write(move |tx| settle(tx, &claimed, &outcome, now)).await?;
    Ok(!is_away)
}

/// A letter in words, with the address at which its recipient can choose not to be told.
fn worded(tx: &mut Tx<'_>, kept: &Kept, place: &super::Place, now: i64) -> Result<(Rendered, Option<String>), StoreError> {
    let is_news = matches!(Letter::read(&kept.letter)?, Letter::News { .. });
    if is_news && kept.error.is_none() && now - kept.created_at > NEWS_AGE {
        return Ok((Rendered::Nothing, None));
    }
    let rendered = render(tx, kept, place, now)?;
    let link = match &rendered {
        Rendered::Mail(mail) => unsubscribe::link(tx, place, mail)?,
        Rendered::Nothing | Rendered::Late => None,
    };
    Ok((rendered, link))
}

/// Sends a letter; nothing where the server stops before it is known what became of it.
async fn send(app: &App, post: &Post, claimed: &Kept, mail: &Mail, link: Option<&str>) -> Option<Outcome> {
    let stopped = async {
        app.stopping().cancelled().await;
        // What is on its way is most likely there in a moment, and is then not sent twice.
        sleep(GRACE).await;
    };
    tokio::select! {
        outcome = post.send(&claimed.reference, &claimed.address, mail, link, app.clock().now()) => Some(outcome),
        () = stopped => None,
    }
}

fn settle(tx: &mut Tx<'_>, claimed: &Kept, outcome: &Outcome, now: i64) -> Result<(), StoreError> {
    match outcome {
        Outcome::Sent => {
            outbox::sent(tx, claimed, &Letter::read(&claimed.letter)?.without_code().written()?, now)?;
            clear_digest(tx, claimed)
        }
        Outcome::Later(why) | Outcome::Away(why) => {
            outbox::failed(tx, claimed, (claimed.tries < TRIES).then(|| now + pause(claimed.tries)), why, now)
        }
        Outcome::Never(why) => outbox::failed(tx, claimed, None, why, now),
    }
}

fn forget(tx: &mut Tx<'_>, claimed: &Kept) -> Result<(), StoreError> {
    outbox::remove(tx, claimed)?;
    clear_digest(tx, claimed)
}

fn clear_digest(tx: &mut Tx<'_>, claimed: &Kept) -> Result<(), StoreError> {
    match (Letter::read(&claimed.letter)?, claimed.person_id) {
        (Letter::Digest, Some(person)) => outbox::clear_digest(tx, person, digest_due(claimed)),
        _ => Ok(()),
    }
}

/// How long after so many tries the next one is made, in milliseconds.
fn pause(tries: i64) -> i64 {
    let doublings = (tries - 1).clamp(0, TRIES);
    (RETRY_FIRST << doublings).min(RETRY_MAX)
}

#[cfg(test)]
mod tests;
