//! `caseportd`: reads the command line, runs one command, and says in one line why it failed.

use std::io::Write as _;
use std::process::ExitCode;

use caseport_server::program::{EXIT_CODES, Failure, admin, backup, check, demo, print, restore, seed, serve, ssh_fingerprint};
use caseport_shared::text;
use clap::{Parser, Subcommand};

/// Caseport's server.
#[derive(Debug, Parser)]
#[command(name = "caseportd", version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal.
    Serve(serve::Serve),
    /// Add people, organizations and products; reset passwords.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Show Caseport with believable data and nothing to set up.
    Demo(demo::Demo),
    /// Fill an empty data folder with bulk data, for measuring.
    Seed(seed::Seed),
    /// Check the database and every attachment.
    Check(check::Check),
    /// Copy an installation into a folder, beside a running server too.
    Backup(backup::Backup),
    /// Make an installation from a backup.
    Restore(restore::Restore),
    /// Print the fingerprint of the SSH door, to be published.
    SshFingerprint(ssh_fingerprint::SshFingerprint),
    /// Print the API's contract, which the server has at /openapi.json.
    Openapi,
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            // It repeats what was typed, or pasted.
            drop(std::io::stderr().write_all(text::block(&error.render().to_string()).as_bytes()));
            return ExitCode::from(2);
        }
        Err(help) => help.exit(),
    };
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is nobody else to tell when stderr is closed.
            drop(writeln!(std::io::stderr(), "caseportd: {}", text::block(&error.to_string())));
            error.downcast_ref::<Failure>().map_or(ExitCode::FAILURE, |failure| failure.exit_code().into())
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let provider = rustls::crypto::ring::default_provider().install_default();
    provider.map_err(|_| anyhow::anyhow!("the cryptography was set up twice"))?;
    match command {
        Command::Serve(serve) => runtime()?.block_on(serve.run())?,
        Command::Demo(demo) => runtime()?.block_on(demo.run())?,
        Command::Seed(seed) => seed.run()?,
        Command::Admin(admin) => print(&admin.run()?)?,
        Command::Check(check) => print(&runtime()?.block_on(check.run())?)?,
        Command::Backup(backup) => print(&runtime()?.block_on(backup.run())?)?,
        Command::Restore(restore) => print(&runtime()?.block_on(restore.run())?)?,
        Command::SshFingerprint(fingerprint) => print(&fingerprint.run()?)?,
        Command::Openapi => print(&caseport_server::http::openapi_document())?,
    }
    Ok(())
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| anyhow::anyhow!("there are no threads to run on: {error}"))
}
