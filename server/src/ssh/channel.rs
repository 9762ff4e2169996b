//! One channel: what was asked for on it, from its beginning to its exit status.

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use caseport_tui::api::Api;
use caseport_tui::cli::{Exit, Given};
use russh::server::Msg;
use russh::{Channel, ChannelMsg, ChannelReadHalf, ChannelWriteHalf, Sig};
use tokio::sync::{Notify, OwnedSemaphorePermit, mpsc, oneshot};
use tokio::time::{sleep, timeout};
use tokio_util::task::AbortOnDropHandle;

use super::Door;
use super::command::{self, Surroundings};
use super::environment::{Environment, Terminal};
use super::files::{self, Copy, Way};
use super::life::Life;
use super::line::Line;
use super::output::{self, Piece, Pieces};
use super::reads::Reads;
use super::screens;

/// Pieces of what is typed or sent that wait at hand of whoever reads.
const WAITING: usize = 4;
/// Bytes beyond these that may wait before nothing more is heard on a channel.
const AHEAD: usize = 64 * 1024;

/// What was asked for before anything began.
pub(super) struct Asked {
    pub(super) terminal: Option<Terminal>,
    pub(super) environment: Environment,
    begin: oneshot::Sender<Begun>,
}

/// What has begun.
struct Begun {
    api: Api,
    wanted: Wanted,
    terminal: Option<Terminal>,
    environment: Environment,
}

impl Asked {
    /// A channel that has just been opened. It is heard from here on, for one that nobody hears stops its whole connection.
    pub(super) fn open(door: Door, channel: Channel<Msg>, room: OwnedSemaphorePermit, life: Life) -> Self {
        let (begin, begun) = oneshot::channel();
        let tasks = life.tasks.clone();
        tasks.spawn(async move {
            let (mut reading, writing) = channel.split();
            let attended = async {
                match awaited(&mut reading, begun, door.rules().patience.grace).await {
                    Some(begun) => attend(door, begun, (reading, &writing), &life).await,
                    // Nothing was wanted, or nobody is there any more.
                    None => drop(writing.close().await),
                }
            };
            life.cut.run_until_cancelled(attended).await;
            drop(room);
        });
        Self { terminal: None, environment: Environment::default(), begin }
    }

    /// Begins what is wanted.
    pub(super) fn begin(self, api: Api, wanted: Wanted) {
        let Self { terminal, environment, begin } = self;
        // A channel that is gone wants nothing.
        drop(begin.send(Begun { api, wanted, terminal, environment }));
    }
}

/// Waits until something begins, and drops what is sent before; `None` when it does not within a while, or cannot any more.
async fn awaited(reading: &mut ChannelReadHalf, begun: oneshot::Receiver<Begun>, patience: Duration) -> Option<Begun> {
    let (mut begun, mut late) = (pin!(begun), pin!(sleep(patience)));
    loop {
        tokio::select! {
            biased;
            begun = &mut begun => return begun.ok(),
            () = &mut late => return None,
            message = reading.wait() => {
                message?;
            }
        }
    }
}

/// What is to begin.
pub(super) enum Wanted {
    Screens,
    Command(Vec<u8>),
    Files,
}

/// Runs what is wanted to its end and says how it went, whatever happens in between: a client waits for that.
async fn attend(door: Door, begun: Begun, (reading, writing): (ChannelReadHalf, &ChannelWriteHalf<Msg>), life: &Life) {
    let Begun { api, wanted, terminal, environment } = begun;
    // Nothing is typed there, and its bytes are nobody's lines.
    let terminal = terminal.filter(|_| !matches!(wanted, Wanted::Files));
    let reads = Reads::of(&api, &environment).await;
    let exit = match (&wanted, &terminal) {
        (Wanted::Screens, Some(terminal)) if !terminal.is_dumb() => {
            screens::show(&door, api, (reading, writing), terminal, (&environment, reads), life).await
        }
        _ => speak(door, api, (reading, writing), terminal, (wanted, reads), life).await,
    };
    close(writing, exit).await;
}

/// Runs a command, or asks and answers line by line.
async fn speak(
    door: Door,
    api: Api,
    (reading, writing): (ChannelReadHalf, &ChannelWriteHalf<Msg>),
    terminal: Option<Terminal>,
    (wanted, reads): (Wanted, Reads),
    life: &Life,
) -> Exit {
    let (pieces, waiting) = output::pieces();
    let returns = terminal.is_some();
    let (stdin, read) = mpsc::channel(WAITING);
    let interrupted = Arc::new(Notify::new());
    // What is said about the end of a command ends with the command, whoever could still type.
    let aside = pieces.downgrade();
    let quiet = matches!(wanted, Wanted::Screens).then(|| (door.rules().idle, reads.strings.text("ssh-idle")));
    let _hearing = AbortOnDropHandle::new(tokio::spawn(hear(reading, stdin, (returns, aside), quiet, Arc::clone(&interrupted))));
    let working = AbortOnDropHandle::new(tokio::spawn(work(door, api, terminal, (wanted, reads), read, pieces, interrupted, life.clone())));
    let was_taken = output::send(writing, waiting, returns).await;
    // Whoever takes nothing any more is not worked for; a panic has been logged and is a failure.
    if !was_taken {
        working.abort();
    }
    working.await.unwrap_or(Exit::FAILED)
}

async fn close(writing: &ChannelWriteHalf<Msg>, exit: Exit) {
    // A client that is gone cannot be told.
    let _ = writing.exit_status(u32::from(exit.0)).await;
    let _ = writing.eof().await;
    let _ = writing.close().await;
}

/// Hears everything that comes on a channel, for as long as it is open: what nobody hears would hold up the whole connection.
async fn hear(
    mut reading: ChannelReadHalf,
    stdin: mpsc::Sender<Bytes>,
    (is_typed, aside): (bool, mpsc::WeakSender<Piece>),
    quiet: Option<(Duration, String)>,
    interrupted: Arc<Notify>,
) {
    let mut ahead = Ahead { stdin: Some(stdin), pieces: VecDeque::new(), bytes: 0, is_over: false };
    let mut line = Line::default();
    loop {
        let heard = async {
            match &quiet {
                None => Ok(reading.wait().await),
                Some((idle, words)) => timeout(*idle, reading.wait()).await.map_err(|_| words),
            }
        };
        let message = tokio::select! {
            biased;
            () = ahead.pass_on(), if !ahead.pieces.is_empty() => continue,
            heard = heard, if ahead.bytes < AHEAD => heard,
        };
        let message = match message {
            Ok(Some(message)) => message,
            Ok(None) => break,
            Err(words) => {
                say(&aside, Piece::Err(format!("\n{words}\n").into())).await;
                break;
            }
        };
        match message {
            ChannelMsg::Data { data } if is_typed => {
                let typed = line.feed(&data);
                if typed.is_interrupted {
                    interrupted.notify_one();
                }
                say(&aside, Piece::Out(typed.echo.into())).await;
                ahead.add(typed.lines.into());
                ahead.is_over |= typed.is_over;
            }
            ChannelMsg::Data { data } => ahead.add(data),
            ChannelMsg::Eof => ahead.is_over = true,
            ChannelMsg::Signal { signal: Sig::INT | Sig::TERM | Sig::HUP } => interrupted.notify_one(),
            ChannelMsg::Close => break,
            _ => {}
        }
        ahead.end();
    }
    interrupted.notify_one();
}

/// What was sent and is not read yet. What comes behind it, such as Ctrl-C, is heard all the same as long as it has room.
struct Ahead {
    /// Where it is read; nothing once nobody reads, or nothing more comes.
    stdin: Option<mpsc::Sender<Bytes>>,
    pieces: VecDeque<Bytes>,
    bytes: usize,
    /// Whether nothing more comes.
    is_over: bool,
}

impl Ahead {
    fn add(&mut self, piece: Bytes) {
        // What is sent to somebody who does not read any more is dropped.
        if self.stdin.is_some() && !self.is_over && !piece.is_empty() {
            self.bytes += piece.len();
            self.pieces.push_back(piece);
        }
    }

    /// Passes the first piece on once there is room.
    async fn pass_on(&mut self) {
        if let Some(stdin) = &self.stdin
            && let Ok(room) = stdin.reserve().await
        {
            let piece = self.pieces.pop_front().unwrap_or_default();
            self.bytes -= piece.len();
            room.send(piece);
        } else {
            // Nobody reads any more.
            self.pieces.clear();
            self.bytes = 0;
            self.stdin = None;
        }
        self.end();
    }

    /// Tells the reader when nothing more comes.
    fn end(&mut self) {
        if self.is_over && self.pieces.is_empty() {
            self.stdin = None;
        }
    }
}

/// Says something as long as a command runs; nobody is left to see it afterwards.
async fn say(aside: &mpsc::WeakSender<Piece>, piece: Piece) {
    if let Some(pieces) = aside.upgrade() {
        let _ = pieces.send(piece).await;
    }
}

#[expect(clippy::too_many_arguments, reason = "all of a channel's ends, once")]
async fn work(
    door: Door,
    api: Api,
    terminal: Option<Terminal>,
    (wanted, reads): (Wanted, Reads),
    stdin: mpsc::Receiver<Bytes>,
    pieces: Pieces,
    interrupted: Arc<Notify>,
    life: Life,
) -> Exit {
    let (mut ending, spooling) = (life.ending.clone(), Arc::clone(&life.spooling));
    let Reads { strings, said, .. } = reads;
    let (arguments, way) = match wanted {
        Wanted::Screens => (Ok(Vec::new()), None),
        Wanted::Files => (Ok(Vec::new()), Some(Way::Sftp)),
        Wanted::Command(command) => {
            let arguments = command::arguments(&command);
            let way = arguments.as_deref().ok().and_then(Copy::asked).map(Way::Scp);
            (arguments, way)
        }
    };
    let arguments = match arguments {
        Ok(arguments) => arguments,
        Err(why) => {
            let _ = pieces.send(Piece::Err(format!("{}\n", strings.text(why)).into())).await;
            return Exit::USAGE;
        }
    };
    let width = terminal.as_ref().map(|terminal| usize::from(terminal.size.0));
    let now = door.app().clock().now();
    let farewell = pieces.clone();
    let interrupt = async {
        tokio::select! {
            () = interrupted.notified() => {}
            _ = ending.wait_for(Option::is_some) => {}
        }
    };
    let exit = if let Some(way) = way {
        tokio::select! {
            exit = files::serve(way, api, Arc::clone(&strings), stdin, pieces) => exit,
            () = interrupt => Exit::INTERRUPTED,
        }
    } else {
        let given = Given { api, reach: door.address().clone(), spool: door.spool().to_owned(), spooling };
        command::run(arguments, Surroundings { given, reads: (Arc::clone(&strings), said), now, width, stdin, pieces }, interrupt).await
    };
    let why = *ending.borrow();
    if let Some(why) = why {
        let words = format!("{}\n", strings.text(why.key()));
        let _ = farewell.send(Piece::Err(words.into())).await;
    }
    exit
}
