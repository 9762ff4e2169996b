//! Carries out what the screens want: calls, timers, files, the terminal. The only place that does and waits.

mod calls;
mod endings;
mod keyboard;
mod preview;
mod terminal;

use std::collections::HashMap;
use std::io::{self, Write as _};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use caseport_shared::api::problem::ErrorCode;
use futures_util::StreamExt as _;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinHandle};
use uuid::Uuid;

use self::calls::{carry_out, help_out};
use self::endings::Endings;
use self::keyboard::Keyboard;
use crate::api::Api;
use crate::app::{App, Setting};
use crate::effect::{Answer, Effect, HostOp, Ticket};
use crate::host::Host;
use crate::msg::Msg;
use crate::preferences::Preferences;
use crate::strings::Strings;
use crate::term::{self, Guard, Screen};
use crate::widgets::link::Links;

/// How the screens look and where the reader is.
#[derive(Debug, Clone)]
pub struct Options {
    /// The reader's time zone.
    pub zone: TimeZone,
    /// How the user wants the client.
    pub preferences: Preferences,
    /// Whether there are to be no colours, whatever the theme.
    pub is_plain: bool,
    /// Where what the user wants is written down, to be told.
    pub config: String,
    /// Whether the terminal can follow links.
    pub links: bool,
}

impl Options {
    /// The system's time zone, what the user wants, and colours unless `NO_COLOR` is set.
    pub fn of_environment(preferences: Preferences) -> Self {
        Self::of(TimeZone::system(), preferences)
    }

    /// A time zone, what the user wants, and colours unless `NO_COLOR` is set.
    pub fn of(zone: TimeZone, preferences: Preferences) -> Self {
        let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let config = crate::preferences::path().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        let links = term::follows_links(|name| std::env::var(name).ok());
        Self { zone, preferences, is_plain, config, links }
    }
}

/// Most messages that wait to be handled; whoever has another one waits.
const QUEUE: usize = 256;
/// Most messages handled before the screen is drawn again.
const BATCH: usize = 256;
/// Waits between tries to hear of changes, in seconds.
const RETRIES: [u64; 6] = [1, 2, 4, 8, 15, 30];

/// Shows the screens until the user quits, the terminal is gone, or the process is asked to end.
///
/// An API that holds a token goes straight in where the server accepts it; else the user signs in. The terminal is given
/// back in every case, also after a panic. `clock` tells the time; nothing else of the screens asks for it.
///
/// # Errors
/// When the terminal cannot be taken over.
pub async fn run(api: Api, host: Arc<dyn Host>, clock: fn() -> Timestamp, strings: Arc<Strings>, options: Options) -> io::Result<()> {
    let server = api.server().to_owned();
    run_when(&server, std::future::ready(Ok(api)), host, clock, strings, options).await
}

/// The same with an API of `server` that is not there yet: the first frame is drawn before, and one may leave before.
///
/// # Errors
/// When the terminal cannot be taken over, or the API's own.
pub async fn run_when(
    server: &str,
    opened: impl Future<Output = io::Result<Api>>,
    host: Arc<dyn Host>,
    clock: fn() -> Timestamp,
    strings: Arc<Strings>,
    options: Options,
) -> io::Result<()> {
    let links = Links::new(options.links);
    let (guard, mut screen) = Guard::take(links.clone())?;
    let setting = Setting {
        strings,
        preferences: options.preferences,
        is_plain: options.is_plain,
        zone: options.zone,
        server: server.to_owned(),
        config: options.config,
        now: clock(),
        links,
        new_id: Uuid::now_v7,
    };
    let mut keyboard = Keyboard::listen()?;
    let mut endings = Endings::listen();
    // Only from here on is a new size told.
    terminal::resize(&mut screen)?;
    let Some(api) = first_frame(App::new(setting.clone(), true), clock, &mut screen, &mut keyboard, &mut endings, opened).await? else {
        return Ok(());
    };
    let (sender, receiver) = mpsc::channel(QUEUE);
    let app = App::new(setting, api.is_signed_in());
    let under_way = HashMap::new();
    let runtime = Runtime { app, api, host, clock, screen, sender, receiver, live: None, under_way, editing: None, is_gone: false };
    let farewell = runtime.run(keyboard, endings).await;
    drop(guard);
    for line in farewell {
        // Nobody is left to be told when the terminal is gone.
        let _ = writeln!(io::stderr(), "{line}");
    }
    Ok(())
}

/// Draws the first frame and waits for the API; `None` when the user or the system wants to leave before it is there.
async fn first_frame(
    mut app: App,
    clock: fn() -> Timestamp,
    screen: &mut Screen,
    keyboard: &mut Keyboard,
    endings: &mut Endings,
    opened: impl Future<Output = io::Result<Api>>,
) -> io::Result<Option<Api>> {
    let mut opened = pin!(opened);
    loop {
        screen.draw(|frame, number| app.view_after(frame, number))?;
        let msg = tokio::select! {
            biased;
            api = &mut opened => return api.map(Some),
            typed = keyboard.next() => match typed {
                Some(msg) => msg,
                None => return Ok(None),
            },
            () = endings.next() => return Ok(None),
        };
        if matches!(msg, Msg::Resized) {
            terminal::resize(screen)?;
        }
        if app.update(msg, clock()).iter().any(|effect| matches!(effect, Effect::Quit)) {
            return Ok(None);
        }
    }
}

struct Runtime {
    app: App,
    api: Api,
    host: Arc<dyn Host>,
    clock: fn() -> Timestamp,
    screen: Screen,
    sender: mpsc::Sender<Msg>,
    receiver: mpsc::Receiver<Msg>,
    live: Option<JoinHandle<()>>,
    /// Calls that may be stopped.
    under_way: HashMap<Ticket, AbortHandle>,
    /// A text that is to be edited in the user's own editor.
    editing: Option<(Ticket, String)>,
    /// Whether the terminal no longer takes anything.
    is_gone: bool,
}

impl Runtime {
    async fn run(mut self, mut keyboard: Keyboard, mut endings: Endings) -> Vec<String> {
        let first = self.app.start();
        self.draw();
        if self.do_all(first) {
            return Vec::new();
        }
        loop {
            let msg = tokio::select! {
                typed = keyboard.next(), if !self.is_gone => {
                    self.is_gone |= typed.is_none();
                    typed.or(Some(Msg::Leave))
                },
                msg = self.receiver.recv() => msg,
                () = endings.next() => Some(Msg::Leave),
            };
            if self.handle(msg) || self.handle_waiting(&mut keyboard).await {
                break;
            }
            if let Some((ticket, text)) = self.editing.take() {
                // Nobody but the editor reads the terminal meanwhile.
                let edited = self.edit(text).await;
                endings.overlook_interrupt();
                self.handle(Some(Msg::Host(ticket, edited)));
            }
            self.draw();
        }
        if let Some(live) = self.live {
            live.abort();
        }
        self.app.farewell()
    }

    /// Handles whatever has come in the meantime, so that many keys cost one frame.
    async fn handle_waiting(&mut self, keyboard: &mut Keyboard) -> bool {
        for _ in 0..BATCH {
            let msg = tokio::select! {
                biased;
                typed = keyboard.next(), if !self.is_gone => typed,
                msg = self.receiver.recv() => msg,
                () = std::future::ready(()) => return false,
            };
            if self.handle(msg) {
                return true;
            }
            // What is typed from here on is for the editor.
            if self.editing.is_some() {
                return false;
            }
        }
        false
    }

    /// Gives a message to the screens and does what they want; tells whether to leave.
    fn handle(&mut self, msg: Option<Msg>) -> bool {
        let Some(msg) = msg else { return false };
        if matches!(msg, Msg::Resized) {
            self.is_gone |= terminal::resize(&mut self.screen).is_err();
        }
        if let Msg::Answer(ticket, outcome) = &msg {
            self.under_way.remove(ticket);
            if let Ok(Answer::Session(session)) = outcome {
                self.api = self.api.signed_in(&session.token);
            }
        }
        let effects = self.app.update(msg, (self.clock)());
        self.do_all(effects)
    }

    fn do_all(&mut self, effects: Vec<Effect>) -> bool {
        for effect in effects {
            let sender = self.sender.clone();
            match effect {
                Effect::Api(ticket, call) => {
                    let (api, host, strings) = (self.api.clone(), Arc::clone(&self.host), Arc::clone(&self.app.context().strings));
                    let limit = self.app.context().limits().attachment_bytes;
                    let task = tokio::spawn(async move {
                        let answer = carry_out(&api, &host, &strings, limit, ticket, call, &sender).await;
                        let _ = sender.send(Msg::Answer(ticket, answer)).await;
                    });
                    self.under_way.insert(ticket, task.abort_handle());
                }
                Effect::Cancel(ticket) => {
                    if let Some(task) = self.under_way.remove(&ticket) {
                        task.abort();
                    }
                }
                Effect::Host(ticket, HostOp::Edit(text)) => self.editing = Some((ticket, text)),
                Effect::Copy(text) => self.is_gone |= terminal::copy(&text).is_err(),
                Effect::Mouse(is_heard) => self.is_gone |= crate::term::hear_mouse(is_heard).is_err(),
                Effect::Host(ticket, op) => {
                    let (host, strings, server) =
                        (Arc::clone(&self.host), Arc::clone(&self.app.context().strings), self.api.server().to_owned());
                    tokio::spawn(async move {
                        let done = tokio::task::spawn_blocking(move || help_out(&*host, &strings, &server, op)).await;
                        let done = done.unwrap_or_else(|error| Err(error.to_string()));
                        let _ = sender.send(Msg::Host(ticket, done)).await;
                    });
                }
                Effect::Wake(ticket, after) => {
                    tokio::spawn(async move {
                        // The time is what the screen asked for: the end of a recall, the next look, a save.
                        tokio::time::sleep(after).await;
                        let _ = sender.send(Msg::Woke(ticket)).await;
                    });
                }
                Effect::Listen => {
                    if let Some(before) = self.live.replace(tokio::spawn(listen(self.api.clone(), sender))) {
                        before.abort();
                    }
                }
                Effect::Quit => return true,
                // The list of layers has dealt with these.
                Effect::Ask(..)
                | Effect::Chose(_)
                | Effect::Go(_)
                | Effect::Back
                | Effect::Run(_)
                | Effect::Say(..)
                | Effect::Prefer(_)
                | Effect::SignedIn(_) => {}
            }
        }
        false
    }
}

/// Hears of changes, and connects again after a loss, each time a little later.
async fn listen(api: Api, sender: mpsc::Sender<Msg>) {
    let mut step = 0;
    let mut is_first = true;
    loop {
        let opened = api.live().await;
        if matches!(&opened, Err(error) if error.code() == Some(ErrorCode::Unauthenticated)) {
            let _ = sender.send(Msg::SignedOut).await;
            return;
        }
        if let Ok(mut hints) = opened {
            step = 0;
            // What changed before the connection stood is only found by fetching.
            if !std::mem::take(&mut is_first) && sender.send(Msg::Back).await.is_err() {
                return;
            }
            while let Some(Ok(hint)) = hints.next().await {
                if sender.send(Msg::Changed(hint)).await.is_err() {
                    return;
                }
            }
        }
        is_first = false;
        let seconds = RETRIES[step.min(RETRIES.len() - 1)];
        step += 1;
        if sender.send(Msg::Away(seconds)).await.is_err() {
            return;
        }
        // Nothing tells when a server is back but asking it; the wait grows so that many clients do not keep it down.
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }
}
