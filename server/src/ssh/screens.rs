//! `ssh HOST`: the client's own screens, in process, on the terminal at the other end of a channel.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use caseport_tui::api::Api;
use caseport_tui::cli::Exit;
use caseport_tui::effect::LocalArticle;
use caseport_tui::preferences::Preferences;
use caseport_tui::widgets::picture::Colours;
use caseport_tui::{Heir, Input, Options, Remote, RemoteHost, run_remote, term};
use futures_util::FutureExt as _;
use jiff::Timestamp;
use russh::server::Msg;
use russh::{ChannelMsg, ChannelReadHalf, ChannelWriteHalf};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until, timeout};

use super::Door;
use super::environment::{Environment, Terminal, fitting};
use super::life::Life;
use super::line::returned;
use super::listen::Ending;
use super::output::{PIECE_BYTES, STALL};
use super::reads::Reads;
use crate::commands::articles::write;
use crate::commands::{Context, Error, draft};
use crate::store::{Tx, people};

/// Pieces of what is typed that wait to be read.
const TYPED: usize = 8;

/// Why the terminal is no longer heard.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Silence {
    /// It has gone, or its screens have ended.
    Gone,
    /// Nothing was typed for too long.
    Idle,
    /// The connection ends.
    Ending(Ending),
}

/// Shows the screens until they end, and says how it went.
pub(super) async fn show(
    door: &Door,
    api: Api,
    (mut reading, writing): (ChannelReadHalf, &ChannelWriteHalf<Msg>),
    terminal: &Terminal,
    (environment, reads): (&Environment, Reads),
    life: &Life,
) -> Exit {
    let mut ending = life.ending.clone();
    let Reads { strings, unsaid, .. } = reads;
    let colours = if environment.has_true_colours() { Colours::True } else { Colours::Palette };
    let host = Arc::new(RemoteHost::new(door.address().clone(), colours, door.looks()));
    let options = Options::of_line(unsaid, Preferences::default(), |name| environment.variable(name));
    let options = Options { asks: !options.is_plain && term::may_be_asked(&terminal.name), ..options };
    let (typed, input) = mpsc::channel(TYPED);
    let (output, frames) = mpsc::channel(1);
    let (farewell, mut told) = oneshot::channel();
    let remote = Remote { input, output, size: terminal.size, farewell, heir: heir(door, life) };
    // It goes on when the connection is gone, to save what was typed.
    let (showing, over) = (run_remote(remote, api, host, Timestamp::now, Arc::clone(&strings), options), life.over.clone());
    life.tasks.spawn(async move { over.run_until_cancelled(showing).await });
    let mut sending = Box::pin(send(writing, frames));
    let mut why = Silence::Gone;
    let mut heard = Box::pin(hear(&mut reading, typed, door.rules().idle, &mut ending));
    let (mut is_hearing, mut is_sending) = (true, true);
    let told = loop {
        tokio::select! {
            told = &mut told => break told,
            silence = &mut heard, if is_hearing => {
                why = silence;
                is_hearing = false;
            }
            () = &mut sending, if is_sending => is_sending = false,
        }
    };
    if is_sending {
        // What was sent last gives the terminal back.
        sending.await;
    }
    let (exit, mut lines) = if let Ok(lines) = told {
        (Exit::DONE, lines)
    } else {
        put(writing, &term::restoring()).await;
        (Exit::FAILED, vec![strings.text("ssh-failed")])
    };
    match why {
        Silence::Gone => {}
        Silence::Idle => lines.push(strings.text("ssh-idle")),
        Silence::Ending(ending) => lines.push(strings.text(ending.key())),
    }
    let farewell: String = lines.into_iter().map(|line| line + "\n").collect();
    put(writing, &returned(farewell.as_bytes())).await;
    exit
}

/// Keeps what was typed last for a person whose sign-in has ended, as long as they are somebody here: a key that is taken away
/// takes no text with it.
pub(super) fn heir(door: &Door, life: &Life) -> Heir {
    let (app, person) = (door.app().clone(), life.person());
    Box::new(move |draft| {
        let app = app.clone();
        let kept = async move {
            let rules = app.settings().rules;
            let kept = app.store().write({
                let app = app.clone();
                move |tx| {
                    let actor = person.map(|person| people::actor(tx, person)).transpose()?.flatten();
                    // Somebody else may have signed in within the screens.
                    let actor = actor.filter(|actor| actor.email == draft.email).ok_or(Error::Unauthenticated)?;
                    let context = Context { actor, sign_in: None, now: app.clock().now(), rules };
                    match &draft.article {
                        Some(article) => keep_article(tx, &context, article),
                        None => draft::save(tx, &context, draft.id, &draft.save).map(drop),
                    }
                }
            });
            kept.await.inspect_err(|error| tracing::info!(%error, "what was typed last could not be kept")).is_ok()
        };
        kept.boxed()
    })
}

/// Keeps what was written of an article as a version that no reader sees; where it cannot be that, as an article of its own.
fn keep_article(tx: &mut Tx<'_>, context: &Context, article: &LocalArticle) -> Result<(), Error> {
    let kept = match article.upon() {
        Some((slug, version)) => write::edit(tx, context, slug, version, &article.new.content),
        None => write::create(tx, context, &article.new),
    };
    match kept {
        Err(Error::Invalid(_) | Error::NotFound) => write::create(tx, context, &article.apart()).map(drop),
        kept => kept.map(drop),
    }
}

/// Hears what is typed until nobody may type any more.
async fn hear(
    reading: &mut ChannelReadHalf,
    typed: mpsc::Sender<Input>,
    idle: Duration,
    ending: &mut watch::Receiver<Option<Ending>>,
) -> Silence {
    let mut until = Instant::now() + idle;
    loop {
        let message = tokio::select! {
            message = reading.wait() => message,
            // Nothing but time tells that nobody is there any more.
            () = sleep_until(until) => return Silence::Idle,
            Ok(why) = ending.wait_for(Option::is_some) => return why.map_or(Silence::Gone, Silence::Ending),
        };
        let input = match message {
            Some(ChannelMsg::Data { data }) => Input::Bytes(data),
            Some(ChannelMsg::WindowChange { col_width, row_height, .. }) => {
                let (columns, rows) = fitting(col_width, row_height);
                Input::Size(columns, rows)
            }
            Some(ChannelMsg::Eof | ChannelMsg::Close) | None => return Silence::Gone,
            Some(_) => continue,
        };
        if matches!(input, Input::Bytes(_)) {
            until = Instant::now() + idle;
        }
        if typed.send(input).await.is_err() {
            return Silence::Gone;
        }
    }
}

/// Sends frames as fast as they are taken; a client that takes nothing for too long is gone.
async fn send(writing: &ChannelWriteHalf<Msg>, mut frames: mpsc::Receiver<Bytes>) {
    let mut out = writing.make_writer();
    while let Some(frame) = frames.recv().await {
        // A frame with a picture takes its time on a slow line, which is not the same as to take nothing.
        for piece in frame.chunks(PIECE_BYTES) {
            if !matches!(timeout(STALL, out.write_all(piece)).await, Ok(Ok(()))) {
                return;
            }
        }
    }
}

async fn put(writing: &ChannelWriteHalf<Msg>, bytes: &[u8]) {
    // A client that is gone cannot be told.
    let _ = timeout(STALL, writing.make_writer().write_all(bytes)).await;
}
