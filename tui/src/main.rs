//! The client program: gives the commands its streams, its environment and its exit code.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use caseport_tui::api::http;
use caseport_tui::cli::{self, Door, Exit, Host, Io, Machine, MachineError};
use caseport_tui::credentials::{Credentials, SystemKeyring};
use caseport_tui::settings::Folder;
use caseport_tui::strings::Strings;
use caseport_tui::times::Times;
use caseport_tui::{LocalHost, Options, preferences};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// How long a thread that has nothing to do stays; it is woken to end.
const THREADS_REST: Duration = Duration::from_secs(1);

fn main() -> anyhow::Result<ExitCode> {
    // Only another provider before this one could refuse, and there is none.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // One thread draws and talks to the server, so that neither waits for the other to wake; what blocks has threads of its own.
    let runtime = tokio::runtime::Builder::new_current_thread().thread_keep_alive(THREADS_REST).enable_all().build()?;
    let streams = &mut streams();
    let mut args: Vec<OsString> = std::env::args_os().collect();
    // Alone, on a terminal, it is the screens that are wanted; into a pipe it is the help.
    let is_alone = args.len() == 1 && streams.stdout_is_terminal && std::io::stdin().is_terminal();
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let is_linear = is_accessible() || (is_alone && is_dumb);
    if is_linear {
        args.insert(args.len().min(1), "--linear".into());
    }
    let exit = if is_alone && !is_linear {
        runtime.block_on(screens())?
    } else {
        runtime.block_on(cli::run(args, streams, &host(), interrupted()))
    };
    cli::prompt::restore();
    // A read of standard input that nobody waits for any more must not hold the program.
    runtime.shutdown_background();
    Ok(ExitCode::from(exit.0))
}

/// Whether the environment asks for lines instead of screens.
fn is_accessible() -> bool {
    std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0")
}

fn streams() -> Io {
    let stdout_is_terminal = std::io::stdout().is_terminal();
    let stderr_is_terminal = std::io::stderr().is_terminal();
    let can_ask = std::io::stdin().is_terminal() && stderr_is_terminal;
    Io {
        stdin: Box::new(tokio::io::stdin()),
        stdout: Box::new(tokio::io::stdout()),
        stderr: Box::new(tokio::io::stderr()),
        stdout_is_terminal,
        stderr_is_terminal,
        width: stdout_is_terminal.then(|| crossterm::terminal::size().ok()).flatten().map(|(columns, _)| usize::from(columns)),
        ask: can_ask.then(|| Box::new(cli::prompt::ask) as cli::Ask),
    }
}

fn host() -> Host {
    let environment = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let machine = Machine {
        credentials: Folder::of_user().map(|folder| Credentials::new(folder, SystemKeyring)),
        server: environment("CASEPORT_SERVER"),
        token: environment("CASEPORT_TOKEN").map(|token| token.trim().to_owned()),
    };
    let unsaid = Times::of_environment(TimeZone::system(), environment);
    let (strings, times) = match machine.reader() {
        // What they said, or what the environment says where they said nothing.
        Some(said) => (said.language.map_or_else(|| Strings::of_environment(environment), Strings::of), unsaid.said(&said)),
        None => (Strings::of_environment(environment), unsaid),
    };
    Host { door: Door::Machine(machine), strings, times, now: Timestamp::now() }
}

/// The screens, signed in where a sign-in is kept.
async fn screens() -> anyhow::Result<Exit> {
    let Host { door, strings, .. } = host();
    let preferences = match preferences::load(preferences::path().as_deref(), &caseport_tui::screens::tables(), &strings) {
        Ok(preferences) => preferences,
        Err(words) => return Ok(complain(&strings, &words).await),
    };
    let Door::Machine(machine) = door else { return Ok(Exit::FAILED) };
    let credentials = machine.credentials.clone();
    let server = machine.server(None)?;
    let shown = http::address(&server)?.as_str().trim_end_matches('/').to_owned();
    // The keyring may make its caller wait, and so do the system's certificates: the first frame comes before both.
    let opening = tokio::task::spawn_blocking(move || match machine.signed_in(Some(&server))? {
        Some((api, _)) => Ok::<_, MachineError>(api),
        None => machine.open(Some(&server)),
    });
    let opened = async move { opening.await.map_err(io::Error::other)?.map_err(io::Error::other) };
    let host = Arc::new(LocalHost::of_user(credentials));
    caseport_tui::run_when(&shown, opened, host, Timestamp::now, strings, Options::of_environment(preferences)).await?;
    Ok(Exit::DONE)
}

/// Says what is wrong with what the user wrote.
async fn complain(strings: &Strings, words: &str) -> Exit {
    let line = strings.text_with("cli-error", &[("message", words.to_owned().into())]);
    // Nobody is left to be told when this fails too.
    let _ = streams().err(&format!("{line}\n")).await;
    Exit::USAGE
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
