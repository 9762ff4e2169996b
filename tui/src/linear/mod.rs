//! The linear mode: the daily work as questions and answers, line after line, for screen readers and dumb terminals.
//!
//! It appends lines and never moves the cursor, colours or redraws; what may be done is what the server says.

mod act;
mod case;
mod change;
mod code;
mod decide;
mod draft;
mod drafts;
mod facts;
mod file;
mod first_things;
mod list;
mod new_case;
mod notifications;
mod people;
mod products;
mod prompt;
mod query;
mod read;
mod requests;
mod send;
mod server;
mod sign_in;
#[cfg(test)]
mod tests;
mod write;

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use caseport_shared::api::portal::Portal;
use caseport_shared::api::session::Me;
use caseport_shared::case::CaseNumber;
use caseport_shared::person::Side;
use caseport_shared::text::inline;
use caseport_shared::view::views;
use jiff::Timestamp;

use crate::LocalHost;
use crate::api::{Api, ApiError};
use crate::cli::{Door, Exit, Host, Io};
use crate::host::Reach;
use crate::strings::{FluentValue, Strings};
use crate::times::Times;
use draft::Writing;
use prompt::Lines;

/// How long leaving may wait for what was typed last to reach the server; it is kept on the machine before that.
const LEAVE_LIMIT: Duration = Duration::from_secs(2);

/// Why a question is not asked any further.
#[derive(Debug)]
enum Stop {
    /// Back to where the person came from.
    Back,
    /// Out of the program.
    Leave(Exit),
    /// The server, or a file, says no.
    Refused(ApiError),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Leave(if error.kind() == io::ErrorKind::BrokenPipe { Exit::DONE } else { Exit::FAILED })
    }
}

/// The outcome of a question or of a call.
type Step<T> = Result<T, Stop>;

/// One person at work, from the first line to the last.
struct Desk<'a> {
    io: &'a mut Io,
    host: &'a Host,
    /// The words, and how times are told, once the person is known.
    strings: Arc<Strings>,
    times: Times,
    lines: Lines,
    api: Api,
    /// The machine of the user; `None` where the files around belong to somebody else.
    machine: Option<LocalHost>,
    me: Option<Me>,
    portal: Option<Portal>,
    began: Instant,
    /// What is being written, kept here so that leaving in its middle finds it.
    writing: Option<Writing>,
}

/// Works until the person leaves, or until `interrupt` is done.
pub(crate) async fn run(io: &mut Io, host: &Host, server: Option<&str>, interrupt: impl Future<Output = ()>) -> Exit {
    let (api, machine) = match sign_in::door(host, server).await {
        Ok(found) => found,
        Err((words, exit)) => {
            // Nobody is left to be told when this fails too.
            let _ = io.err(&format!("{words}\n")).await;
            return exit;
        }
    };
    let began = Instant::now();
    let (strings, times) = (Arc::clone(&host.strings), host.times.clone());
    let mut desk = Desk { io, host, strings, times, lines: Lines::default(), api, machine, me: None, portal: None, began, writing: None };
    let outcome = tokio::select! {
        outcome = desk.work() => outcome,
        () = interrupt => Err(Stop::Leave(Exit::INTERRUPTED)),
    };
    desk.leave(outcome).await
}

/// Something in the main menu.
#[derive(Clone, Copy)]
enum Item {
    View(usize),
    Find,
    NewCase,
    Products,
    People,
    Drafts,
    /// Asking support for a change of seats, people or contacts; of customers.
    Requests,
    Notifications,
    Quit,
}

/// The words and letters that choose in the main menu, beside the numbers.
const MENU: &[(Item, &str, &str)] = &[
    (Item::Find, "find", "linear-menu-find"),
    (Item::NewCase, "new", "linear-menu-new"),
    (Item::Products, "products", "linear-menu-products"),
    (Item::People, "people", "linear-menu-people"),
    (Item::Drafts, "drafts", "linear-menu-drafts"),
    (Item::Requests, "requests", "linear-menu-requests"),
    (Item::Notifications, "notifications", "linear-menu-notifications"),
    (Item::Quit, "quit", "linear-menu-quit"),
];

impl Desk<'_> {
    async fn work(&mut self) -> Step<()> {
        self.say(&self.text("linear-hello")).await?;
        let welcome = self.welcome().await;
        match welcome {
            // There is nothing behind the first question to go back to.
            Err(Stop::Back) => return Err(Stop::Leave(Exit::UNREACHABLE)),
            Err(Stop::Refused(error)) => {
                self.say_error(&error).await?;
                return Err(Stop::Leave(Exit::FAILED));
            }
            outcome => outcome?,
        }
        loop {
            let outcome = self.menu().await;
            self.settle(outcome).await?;
        }
    }

    /// Who they are, where and in which zone, once.
    async fn welcome(&mut self) -> Step<()> {
        let portal = self.call(|api| async move { api.portal().await }).await?;
        self.portal = Some(portal);
        if !self.api.is_signed_in() {
            self.sign_in().await?;
        }
        let me = self.call(|api| async move { api.me().await }).await?;
        let organization = me.organization.as_ref().map(|one| inline(&one.name).into_owned());
        let place = organization.unwrap_or_else(|| self.text("side-support"));
        let values = [("name", inline(&me.name).into_owned().into()), ("place", place.into()), ("brand", self.brand().into())];
        self.me = Some(me);
        self.read_as_said();
        self.say(&self.text_with("linear-signed-in", &values)).await?;
        self.first_things().await?;
        let zone = self.zone_name();
        self.say(&self.text_with("linear-zone", &[("zone", zone.into())])).await?;
        self.bring_kept().await
    }

    async fn menu(&mut self) -> Step<()> {
        let side = self.side();
        let mut items: Vec<(Item, String)> =
            views(side).iter().enumerate().map(|(at, view)| (Item::View(at), self.text(&format!("view-{}", view.slug)))).collect();
        // Support finds what it is asked among its lists.
        let is_listed = |item: &Item| side == Side::Customer || !matches!(item, Item::Requests);
        items.extend(MENU.iter().filter(|(item, _, _)| is_listed(item)).map(|(item, _, key)| (*item, self.text(key))));
        self.say("").await?;
        self.say(&self.text("linear-menu")).await?;
        for (at, (_, words)) in items.iter().enumerate() {
            self.say(&format!("{}. {words}", at + 1)).await?;
        }
        let item = loop {
            let typed = self.ask("linear-menu-ask").await?.to_lowercase();
            let by_number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            if let Some((item, _)) = by_number.and_then(|at| items.get(at)) {
                break *item;
            }
            if let Ok(number) = typed.parse::<CaseNumber>() {
                return self.case(number, None).await;
            }
            let by_word = |word: &str| word == typed || (typed.len() == 1 && word.starts_with(&typed));
            match MENU.iter().find(|(_, word, _)| by_word(word)) {
                Some((item, _, _)) if typed != "p" => break *item,
                _ if matches!(typed.as_str(), "?" | "help") => self.say(&self.text("linear-menu-help")).await?,
                _ if typed.is_empty() => return Ok(()),
                _ => self.say(&self.text("linear-menu-wrong")).await?,
            }
        };
        match item {
            Item::View(at) => {
                let view = views(side)[at];
                self.list(&self.text(&format!("view-{}", view.slug)), view.query).await
            }
            Item::Find => self.find().await,
            Item::NewCase => self.new_case(None).await,
            Item::Products => self.products().await,
            Item::People => self.people().await,
            Item::Drafts => self.drafts().await,
            Item::Requests if side == Side::Support => {
                let view = views(side).iter().find(|view| view.slug == "requests").expect("support has a list of requests");
                self.list(&self.text("view-requests"), view.query).await
            }
            Item::Requests => self.requests().await,
            Item::Notifications => self.notifications().await,
            Item::Quit => Err(Stop::Leave(Exit::DONE)),
        }
    }

    /// Ends what was begun: going back is no failure, a refusal is said, and only leaving goes further.
    async fn settle(&mut self, outcome: Step<()>) -> Step<()> {
        match outcome {
            Ok(()) | Err(Stop::Back) => Ok(()),
            Err(Stop::Refused(error)) => self.say_error(&error).await,
            Err(leave) => Err(leave),
        }
    }

    /// The last words; what was being written is kept first.
    async fn leave(&mut self, outcome: Step<()>) -> Exit {
        let exit = match outcome {
            Err(Stop::Leave(exit)) => exit,
            Ok(()) | Err(Stop::Back) => Exit::DONE,
            Err(Stop::Refused(_)) => Exit::FAILED,
        };
        let had_draft = self.writing.as_ref().is_some_and(|writing| !writing.is_empty());
        let kept = match tokio::time::timeout(LEAVE_LIMIT, self.keep_all()).await {
            Ok(kept) => kept,
            Err(_) => self.is_kept_here(),
        };
        // What was typed last has no end of line.
        let mut words = String::from(if exit == Exit::INTERRUPTED { "\n" } else { "" });
        if had_draft {
            words.push_str(&self.text(if kept { "linear-kept" } else { "linear-not-kept" }));
            words.push('\n');
        }
        words.push_str(&self.text("linear-bye"));
        // Nobody is left to be told when this fails.
        let _ = self.say(&words).await;
        exit
    }

    fn text(&self, key: &str) -> String {
        self.strings.text(key)
    }

    fn text_with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.strings.text_with(key, values)
    }

    fn brand(&self) -> String {
        self.portal.as_ref().map_or_else(|| self.text("brand-unknown"), |portal| inline(&portal.brand).into_owned())
    }

    fn side(&self) -> Side {
        self.me.as_ref().map_or(Side::Customer, |me| me.side)
    }

    fn is_support(&self) -> bool {
        self.side() == Side::Support
    }

    /// The time: when the program was started, and what has gone by since.
    fn now(&self) -> Timestamp {
        let gone = jiff::SignedDuration::try_from(self.began.elapsed()).unwrap_or_default();
        self.host.now.checked_add(gone).unwrap_or(self.host.now)
    }

    /// How somebody at the other end of a connection reaches the server; nothing where the files around are the person's own.
    fn reach(&self) -> Option<Reach> {
        match &self.host.door {
            Door::Given(given) => Some(given.reach.clone()),
            Door::Machine(_) => None,
        }
    }

    /// The machine's files, or the words that there are none here.
    async fn machine(&mut self) -> Step<LocalHost> {
        if let Some(machine) = &self.machine {
            return Ok(machine.clone());
        }
        self.say_text("cli-no-files-here").await?;
        Err(Stop::Back)
    }
}
