//! Carries out what the screens want: calls, timers, files, the terminal. The only place that does and waits.

mod articles;
mod calls;
mod changes;
mod desk;
mod endings;
mod keyboard;
mod line;
mod preview;
mod suggested;
mod terminal;
#[cfg(test)]
mod tests;
mod typing;
mod will;

use std::collections::HashMap;
use std::io::{self, Write as _};
use std::pin::pin;
use std::sync::Arc;

use caseport_shared::reader::Language;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use uuid::Uuid;

use self::calls::{carry_out, help_out};
use self::changes::Listening;
use self::line::Line;
pub use self::line::{Heir, Input, Remote};
use self::terminal::{Came, Local, Terminal};
use self::will::Will;
use crate::api::Api;
use crate::app::{App, Setting};
use crate::effect::{Answer, Effect, HostAnswer, HostOp, Ticket};
use crate::host::{Files, Host, Reach, RemoteHost};
use crate::msg::Msg;
use crate::preferences::Preferences;
use crate::strings::{Strings, language_of_environment};
use crate::term::{self, Guard};
use crate::times::Times;
use crate::widgets::link::Links;

/// How the screens look and where the reader is.
#[derive(Debug, Clone)]
pub struct Options {
    /// How the reader is told times who says nothing of it.
    pub times: Times,
    /// The language of whoever says nothing of it.
    pub language: Language,
    /// How the user wants the client.
    pub preferences: Preferences,
    /// Whether there are to be no colours, whatever the theme.
    pub is_plain: bool,
    /// Where what the user wants is written down, to be told.
    pub config: String,
    /// Whether the terminal can follow links.
    pub links: bool,
    /// Whether the terminal is asked how it draws pictures.
    pub asks: bool,
}

impl Options {
    /// The system's time zone and the environment's locale, what the user wants, and colours unless `NO_COLOR` is set.
    pub fn of_environment(preferences: Preferences) -> Self {
        Self::of(Times::of_environment(TimeZone::system(), |name| std::env::var(name).ok()), preferences)
    }

    /// How times are told, what the user wants, and colours unless `NO_COLOR` is set.
    fn of(times: Times, preferences: Preferences) -> Self {
        let config = crate::preferences::path().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        Self {
            config,
            ..Self::of_line(times, preferences, |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
        }
    }

    /// How times are told, what the user wants, and what the variables say of a terminal, wherever they come from; nothing is written down.
    pub fn of_line(times: Times, preferences: Preferences, variable: impl Fn(&str) -> Option<String>) -> Self {
        let is_plain = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        // Without colours there are no pictures.
        let asks = !is_plain && term::may_be_asked(&variable("TERM").unwrap_or_default());
        let language = language_of_environment(&variable);
        Self { times, language, preferences, is_plain, config: String::new(), links: term::follows_links(variable), asks }
    }

    fn setting(self, server: &str, links: Links, reach: Option<Reach>, strings: Arc<Strings>, now: Timestamp) -> Setting {
        Setting {
            strings,
            preferences: self.preferences,
            is_plain: self.is_plain,
            asks: self.asks,
            times: self.times,
            language: self.language,
            server: server.to_owned(),
            config: self.config,
            now,
            links,
            new_id: Uuid::now_v7,
            reach,
        }
    }
}

/// Most messages that wait to be handled; whoever has another one waits.
const QUEUE: usize = 256;
/// Most messages handled before the screen is drawn again.
const BATCH: usize = 256;
/// Most calls under way; what is typed meanwhile waits for one of them.
const CALLS_MAX: usize = 256;

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
    let (guard, screen) = Guard::take(links.clone())?;
    let setting = options.setting(server, links, None, strings, clock());
    let mut terminal = Local::new(screen)?;
    let Some(api) = first_frame(App::new(setting.clone(), true), clock, &mut terminal, opened).await? else {
        return Ok(());
    };
    let (farewell, ..) = Runtime::new(setting, api, host, clock, terminal).run().await;
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
    terminal: &mut Local,
    opened: impl Future<Output = io::Result<Api>>,
) -> io::Result<Option<Api>> {
    let mut opened = pin!(opened);
    loop {
        terminal.show(&app)?;
        let came = tokio::select! {
            biased;
            api = &mut opened => return api.map(Some),
            came = terminal.next() => came,
        };
        let msg = match came {
            Came::Msg(Msg::Leave) => return Ok(None),
            Came::Msg(msg) => msg,
            Came::Room => continue,
        };
        if matches!(msg, Msg::Resized) {
            terminal.resize();
        }
        if app.update(msg, clock()).iter().any(|effect| matches!(effect, Effect::Quit)) {
            return Ok(None);
        }
    }
}

/// Shows the screens on a terminal at the other end of a line until its user quits or it is gone; ends once everything typed is
/// saved, or cannot be.
///
/// Nothing of this process but its memory is touched: no stream, signal, variable or file of its own. What was typed is
/// kept as it is on a terminal of one's own, and what the server would not take is offered to it again for a minute. Where the
/// future ends otherwise, by a panic or because it is dropped, the terminal is still taken: send it [`term::restoring`].
pub async fn run_remote(
    remote: Remote,
    api: Api,
    host: Arc<RemoteHost>,
    clock: fn() -> Timestamp,
    strings: Arc<Strings>,
    options: Options,
) {
    let links = Links::new(options.links);
    let Remote { input, output, size, farewell, heir } = remote;
    let line = Line::new((input, output), size, links.clone());
    let server = api.server().to_owned();
    let setting = options.setting(&server, links, Some(host.reach().clone()), Arc::clone(&strings), clock());
    let runtime = Runtime::new(setting, api, Arc::clone(&host) as Arc<dyn Host>, clock, line);
    let (mut said, line, api) = runtime.run().await;
    let mut will = Will::of(host.take_drafts(), api, heir);
    said.extend(will.words().await.map(|key| strings.text(key)));
    line.leave().await;
    // Whoever left is not told any more.
    let _ = farewell.send(said);
    will.done().await;
}

struct Runtime<T> {
    app: App,
    api: Api,
    host: Arc<dyn Host>,
    clock: fn() -> Timestamp,
    terminal: T,
    sender: mpsc::Sender<Msg>,
    receiver: mpsc::Receiver<Msg>,
    live: Option<Listening>,
    /// Calls that may be stopped.
    under_way: HashMap<Ticket, AbortHandle>,
    /// A text that is to be edited in the user's own editor.
    editing: Option<(Ticket, String)>,
}

impl<T: Terminal> Runtime<T> {
    fn new(setting: Setting, api: Api, host: Arc<dyn Host>, clock: fn() -> Timestamp, terminal: T) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let app = App::new(setting, api.is_signed_in());
        Self { app, api, host, clock, terminal, sender, receiver, live: None, under_way: HashMap::new(), editing: None }
    }

    /// Works until the end; gives what is to be said then, the terminal, and the API as who was signed in last.
    async fn run(mut self) -> (Vec<String>, T, Api) {
        let first = self.app.start();
        self.terminal.draw(&self.app);
        let mut is_over = self.do_all(first);
        while !is_over {
            let came = tokio::select! {
                came = self.terminal.next(), if self.under_way.len() < CALLS_MAX => came,
                Some(msg) = self.receiver.recv() => Came::Msg(msg),
            };
            is_over = self.take(came) || self.take_waiting().await;
            if let Some((ticket, text)) = self.editing.take() {
                let edited = self.edit(text).await;
                is_over |= self.handle(Msg::Host(ticket, edited));
            }
            if !is_over {
                self.terminal.draw(&self.app);
                let wanted = self.app.drawn();
                is_over = self.do_all(wanted);
            }
        }
        (self.app.farewell(), self.terminal, self.api)
    }

    /// Takes whatever has come in the meantime, so that many keys cost one frame.
    async fn take_waiting(&mut self) -> bool {
        for _ in 0..BATCH {
            // What is typed from here on is for the editor.
            if self.editing.is_some() {
                return false;
            }
            let came = tokio::select! {
                biased;
                came = self.terminal.next(), if self.under_way.len() < CALLS_MAX => came,
                Some(msg) = self.receiver.recv() => Came::Msg(msg),
                () = std::future::ready(()) => return false,
            };
            if self.take(came) {
                return true;
            }
        }
        false
    }

    fn take(&mut self, came: Came) -> bool {
        match came {
            Came::Msg(msg) => self.handle(msg),
            Came::Room => false,
        }
    }

    /// Lets a text be edited in the user's own editor; nobody but the editor reads the terminal meanwhile.
    async fn edit(&mut self, text: String) -> Result<HostAnswer, String> {
        let (strings, mouse) = (Arc::clone(&self.app.context().strings), self.app.context().preferences.mouse);
        let editor = self.host.files().and_then(Files::editor);
        match editor {
            Some(editor) => self.terminal.edit(&editor, text, &strings, mouse).await,
            None => Err(strings.text("own-editor-none")),
        }
    }

    /// Gives a message to the screens and does what they want; tells whether to leave.
    fn handle(&mut self, msg: Msg) -> bool {
        if matches!(msg, Msg::Resized) {
            self.terminal.resize();
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
                Effect::Copy(text) => self.terminal.copy(&text),
                Effect::Mouse(is_heard) => self.terminal.hear_mouse(is_heard),
                Effect::Inquire(question) => self.terminal.inquire(question),
                Effect::Host(ticket, op) => {
                    let (host, strings, server) =
                        (Arc::clone(&self.host), Arc::clone(&self.app.context().strings), self.api.server().to_owned());
                    tokio::spawn(async move {
                        // Where there are no files, there is nothing to wait for.
                        let done = if host.files().is_none() {
                            help_out(&*host, &strings, &server, op)
                        } else {
                            let done = tokio::task::spawn_blocking(move || help_out(&*host, &strings, &server, op)).await;
                            done.unwrap_or_else(|error| Err(error.to_string()))
                        };
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
                    // Who listened before stops first: there are few places for each person.
                    self.live = None;
                    self.live = Some(Listening::begin(self.api.clone(), sender));
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
                | Effect::Read(_)
                | Effect::SignedIn(_) => {}
            }
        }
        false
    }
}
