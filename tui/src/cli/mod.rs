//! The commands, as a library: they take arguments, streams and surroundings, and give back an exit code.

mod access;
mod article;
mod auth;
mod case;
mod code;
mod desk;
mod failure;
mod help;
mod host;
mod io;
mod key;
mod mail;
mod notifications;
mod person;
mod product;
pub mod prompt;
mod render;
mod request;
mod settings;
#[cfg(test)]
pub(crate) mod tests;
mod text;
mod token;

use std::ffi::OsString;
use std::path::Path;

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::seat::SeatList;
use caseport_shared::case::CaseNumber;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use serde::Serialize;
use uuid::Uuid;

use crate::api::{Api, ApiError, Key, Unreachable};
use crate::host::{Command as Elsewhere, Reach};
use crate::strings::{FluentValue, Strings};
use crate::words;

pub use failure::Exit;
use failure::Failure;
pub use host::{Door, Given, Host, Machine, MachineError, Source};
pub use io::{Ask, Io};

/// The arguments; their words are in the locale files.
#[derive(Debug, Parser)]
#[command(name = "caseport", bin_name = "caseport", version)]
pub(crate) struct Args {
    #[arg(long, global = true, value_name = "URL", display_order = 900)]
    server: Option<String>,
    #[arg(long, global = true, display_order = 901)]
    json: bool,
    #[arg(long, global = true, overrides_with = "linear", display_order = 902)]
    linear: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(subcommand)]
    Auth(auth::AuthCommand),
    #[command(subcommand)]
    Case(Box<case::CaseCommand>),
    #[command(subcommand)]
    Article(Box<article::ArticleCommand>),
    #[command(subcommand)]
    Doc(article::DocCommand),
    #[command(subcommand)]
    Product(product::ProductCommand),
    #[command(subcommand)]
    Request(request::RequestCommand),
    #[command(subcommand)]
    Seat(person::SeatCommand),
    #[command(subcommand)]
    Person(person::PersonCommand),
    #[command(subcommand)]
    Key(key::KeyCommand),
    #[command(subcommand)]
    Access(access::AccessCommand),
    #[command(subcommand)]
    Notifications(notifications::NotificationsCommand),
    #[command(subcommand)]
    Mail(mail::MailCommand),
    #[command(subcommand)]
    Plan(desk::plan::PlanCommand),
    #[command(subcommand)]
    Region(desk::region::RegionCommand),
    #[command(subcommand)]
    Organization(desk::organization::OrganizationCommand),
    #[command(subcommand)]
    Audit(desk::audit::AuditCommand),
    Settings {
        #[command(subcommand)]
        command: Option<settings::SettingsCommand>,
    },
    Completions {
        shell: clap_complete::Shell,
    },
    Man,
}

/// The whole command line with its words, for parsing, completions and the manual.
pub fn command(strings: &Strings) -> clap::Command {
    help::with_words(Args::command(), strings).after_help(strings.text("help-after"))
}

/// Runs a command to its end, or until `interrupt` is done.
///
/// `args` begins with the name of the program. Everything is said through `io`; the exit code is all that comes back.
pub async fn run<T: Into<OsString>>(
    args: impl IntoIterator<Item = T>,
    io: &mut Io,
    host: &Host,
    interrupt: impl Future<Output = ()>,
) -> Exit {
    let mut command = command(&host.strings);
    let args = case::with_negated_terms(args.into_iter().map(Into::into).collect());
    let args = match command.try_get_matches_from_mut(args).and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => return say_usage(io, &error).await,
    };
    if args.server.is_some() && matches!(host.door, Door::Given(_)) {
        let words = host.strings.text("cli-this-server-only");
        let line = host.strings.text_with("cli-error", &[("message", words.into())]);
        return io.err(&format!("{line}\n")).await.map_or_else(|error| Failure::from(error).exit(), |()| Exit::USAGE);
    }
    if args.linear && args.command.is_none() {
        return Box::pin(crate::linear::run(io, host, args.server.as_deref(), interrupt)).await;
    }
    let mut cli = Cli { io, host, json: args.json, server: args.server, is_write: false, about_case: false, kept: None };
    let Some(wanted) = args.command else {
        let help = command.render_help().to_string();
        return match cli.io.out(&help).await {
            Ok(()) => Exit::DONE,
            Err(error) => Failure::from(error).exit(),
        };
    };
    let outcome = tokio::select! {
        outcome = Box::pin(dispatch(&mut cli, wanted, command)) => outcome,
        () = interrupt => Err(Failure::Interrupted),
    };
    match outcome {
        Ok(()) => Exit::DONE,
        Err(failure) => cli.report(&failure).await,
    }
}

async fn dispatch(cli: &mut Cli<'_>, wanted: Command, mut command: clap::Command) -> Result<(), Failure> {
    match wanted {
        Command::Auth(wanted) => auth::run(cli, wanted).await,
        Command::Case(wanted) => case::run(cli, *wanted).await,
        Command::Article(wanted) => article::run(cli, *wanted).await,
        Command::Doc(wanted) => article::documents(cli, wanted).await,
        Command::Product(wanted) => product::run(cli, wanted).await,
        Command::Request(wanted) => request::run(cli, wanted).await,
        Command::Seat(wanted) => person::seats(cli, wanted).await,
        Command::Person(wanted) => person::people(cli, wanted).await,
        Command::Key(wanted) => key::run(cli, wanted).await,
        Command::Access(wanted) => access::run(cli, wanted).await,
        Command::Notifications(wanted) => notifications::run(cli, wanted).await,
        Command::Mail(wanted) => mail::run(cli, wanted).await,
        Command::Plan(wanted) => desk::plan::run(cli, wanted).await,
        Command::Region(wanted) => desk::region::run(cli, wanted).await,
        Command::Organization(wanted) => desk::organization::run(cli, wanted).await,
        Command::Audit(wanted) => desk::audit::run(cli, wanted).await,
        Command::Settings { command } => settings::run(cli, command).await,
        Command::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut command, "caseport", &mut out);
            Ok(cli.io.out(&String::from_utf8_lossy(&out)).await?)
        }
        Command::Man => {
            let mut out = Vec::new();
            write_manual(&command, &mut out)?;
            Ok(cli.io.out(&String::from_utf8_lossy(&out)).await?)
        }
    }
}

/// One page for the program and all its commands, in the format of `man`.
fn write_manual(command: &clap::Command, out: &mut Vec<u8>) -> std::io::Result<()> {
    let mut command = command.clone();
    command.build();
    clap_mangen::Man::new(command.clone()).render(out)?;
    let mut rest: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    rest.reverse();
    while let Some(next) = rest.pop() {
        if next.get_name() == "help" {
            continue;
        }
        let title = next.get_bin_name().unwrap_or(next.get_name()).to_uppercase();
        out.extend_from_slice(format!(".SH {title}\n").as_bytes());
        let page = clap_mangen::Man::new(next.clone());
        page.render_description_section(out)?;
        page.render_synopsis_section(out)?;
        if next.get_arguments().next().is_some() {
            page.render_options_section(out)?;
        }
        rest.extend(next.get_subcommands().cloned().collect::<Vec<_>>().into_iter().rev());
    }
    Ok(())
}

/// Runs what waits for the machine on a thread of its own, so that Ctrl-C is heard meanwhile.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("nothing here panics")
}

/// What the vendor calls itself.
async fn brand(api: &Api) -> Result<String, Failure> {
    Ok(api.portal().await?.brand)
}

async fn say_usage(io: &mut Io, error: &clap::Error) -> Exit {
    // It repeats what was typed, or pasted.
    let text = caseport_shared::text::block(&error.render().to_string()).into_owned();
    let said = if error.use_stderr() { io.err(&text).await } else { io.out(&text).await };
    match (said, error.use_stderr()) {
        (Err(error), _) => Failure::from(error).exit(),
        (Ok(()), true) => Exit::USAGE,
        (Ok(()), false) => Exit::DONE,
    }
}

/// One command on its way.
pub(crate) struct Cli<'a> {
    io: &'a mut Io,
    host: &'a Host,
    json: bool,
    server: Option<String>,
    /// Whether something was sent that may have taken effect.
    is_write: bool,
    /// Whether "not found" means a case.
    about_case: bool,
    /// The draft that holds what has been written so far.
    kept: Option<Uuid>,
}

impl Cli<'_> {
    fn text(&self, key: &str) -> String {
        self.host.strings.text(key)
    }

    fn text_with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.host.strings.text_with(key, values)
    }

    /// The key of a change that is about to be sent.
    fn key(&mut self) -> Key {
        self.is_write = true;
        Key::fresh()
    }

    fn machine(&self) -> Result<&Machine, Failure> {
        match &self.host.door {
            Door::Machine(machine) => Ok(machine),
            Door::Given(_) => Err(Failure::Usage(self.text("cli-only-on-a-machine"))),
        }
    }

    /// Lets a local path through only where the files around are the user's own; elsewhere `instead` is said, where there is any.
    fn path<'p>(&self, path: &'p Path, instead: impl FnOnce(&Reach) -> Option<Elsewhere>) -> Result<&'p Path, Failure> {
        match &self.host.door {
            Door::Machine(_) => Ok(path),
            Door::Given(given) => Err(Failure::Usage(match instead(&given.reach) {
                Some(command) => self.text_with("cli-scp-instead", &[("command", command.line().into())]),
                None => self.text("cli-no-files-here"),
            })),
        }
    }

    /// The API with nobody signed in; at the other end of a connection the one that is there.
    fn open(&self) -> Result<Api, Failure> {
        match &self.host.door {
            Door::Given(given) => Ok(given.api.clone()),
            Door::Machine(machine) => Ok(machine.open(self.server.as_deref())?),
        }
    }

    /// The API with somebody signed in.
    async fn api(&mut self) -> Result<Api, Failure> {
        Ok(self.signed_in().await?.0)
    }

    /// The same, and where the token came from; nowhere, where the API was given.
    async fn signed_in(&mut self) -> Result<(Api, Option<Source>), Failure> {
        let machine = match &self.host.door {
            Door::Given(given) => return Ok((given.api.clone(), None)),
            Door::Machine(machine) => machine.clone(),
        };
        let server = self.server.clone();
        let found = blocking(move || machine.signed_in(server.as_deref())).await?;
        found.map(|(api, source)| (api, Some(source))).ok_or(Failure::NotSignedIn)
    }

    async fn print_json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        Ok(self.io.out(&render::json(value)).await?)
    }

    async fn line(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.io.out(&format!("{text}\n")).await?)
    }

    /// Says something beside the result.
    async fn aside(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.io.err(&format!("{text}\n")).await?)
    }

    async fn report(&mut self, failure: &Failure) -> Exit {
        let exit = failure.exit();
        if failure.is_closed_pipe() {
            return exit;
        }
        let mut text = self.failure_words(failure);
        if let Failure::Query(query, error) = failure {
            text = format!("{}\n{}{text}", self.text("cli-query-wrong"), render::underlined(query, error.at, error.len));
        }
        let mut lines = vec![self.text_with("cli-error", &[("message", text.into())])];
        if let Some(hint) = self.hint(failure) {
            lines.push(hint);
        }
        if let Some(draft) = self.kept {
            let key = if self.is_outcome_unknown(failure) { "cli-draft-perhaps-kept" } else { "cli-draft-kept" };
            lines.push(self.text_with(key, &[("draft", draft.to_string().into())]));
        }
        // Nobody is left to be told when this fails too.
        let _ = self.io.err(&format!("{}\n", lines.join("\n"))).await;
        exit
    }

    fn failure_words(&self, failure: &Failure) -> String {
        match failure {
            Failure::Api(error) if self.about_case && error.code() == Some(ErrorCode::NotFound) => self.text("error-case-not-found"),
            Failure::Api(error) => {
                let server = match &self.host.door {
                    Door::Given(given) => given.api.server().to_owned(),
                    Door::Machine(machine) => machine.server(self.server.as_deref()).unwrap_or_default(),
                };
                words::api_error(&self.host.strings, &server, error)
            }
            Failure::Usage(words) | Failure::NotFound(words) | Failure::Said(words) => words.clone(),
            Failure::NotSignedIn => self.text("error-unauthenticated"),
            Failure::Query(_, error) => error.message.clone(),
            Failure::Interrupted => self.text("cli-interrupted"),
            Failure::Stream(error) => caseport_shared::text::inline(&error.to_string()).into_owned(),
        }
    }

    /// Whether something was sent of which nobody here knows whether it took effect.
    fn is_outcome_unknown(&self, failure: &Failure) -> bool {
        let is_silent = matches!(failure, Failure::Api(ApiError::Unreachable(Unreachable::Lost(_) | Unreachable::Silent)));
        self.is_write && (is_silent || matches!(failure, Failure::Interrupted))
    }

    fn sign_in_hint(&self) -> String {
        self.text(match &self.host.door {
            Door::Machine(machine) if machine.token.is_some() => "cli-hint-token",
            Door::Machine(_) => "cli-hint-sign-in",
            Door::Given(_) => "cli-hint-connect",
        })
    }

    /// How to come back to a case.
    fn come_back(&self, number: CaseNumber) -> String {
        let words = ["case", "view", &number.to_string()].map(str::to_owned);
        let command = match &self.host.door {
            Door::Given(given) => given.reach.run(&words.each_ref().map(String::as_str)).line(),
            Door::Machine(_) => format!("caseport {}", words.join(" ")),
        };
        self.text_with("cli-come-back", &[("command", command.into())])
    }

    /// What to do next.
    fn hint(&self, failure: &Failure) -> Option<String> {
        match failure {
            failure if self.is_outcome_unknown(failure) => Some(self.text("cli-hint-outcome-unknown")),
            Failure::NotSignedIn => Some(self.sign_in_hint()),
            Failure::Api(ApiError::Problem(problem)) => match problem.code {
                ErrorCode::Unauthenticated => Some(self.sign_in_hint()),
                ErrorCode::NoSeatLeft => {
                    let seats: SeatList = serde_json::from_value(problem.current.clone()?).ok()?;
                    let holders: Vec<_> = seats.holders.iter().map(|holder| caseport_shared::text::inline(&holder.email)).collect();
                    Some(self.text_with("cli-seats-full", &[("holders", holders.join(", ").into())]))
                }
                ErrorCode::OverPool => Some(self.text("cli-hint-over-pool")),
                ErrorCode::StaleVersion => Some(self.text("cli-hint-stale")),
                ErrorCode::NewerComments => {
                    let seen = problem.current_seen?;
                    let names = [("replies", seen.replies.to_string().into()), ("notes", seen.notes.to_string().into())];
                    Some(self.text_with(if seen.notes > 0 { "cli-hint-newer-notes" } else { "cli-hint-newer" }, &names))
                }
                _ => None,
            },
            _ => None,
        }
    }
}
