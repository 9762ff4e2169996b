//! `caseport auth`: signing in and out, and who is signed in.

use std::io;

use caseport_shared::api::session::{Me, NewSession};
use caseport_shared::limits::PASSWORD_BYTES;
use caseport_shared::text::inline;
use clap::Subcommand;

use super::failure::Failure;
use super::{Cli, Source, blocking, render};
use crate::api::http::{address, is_loopback};
use crate::api::{Api, ApiError, Key};
use crate::settings::Backend;

#[derive(Debug, Subcommand)]
pub(super) enum AuthCommand {
    Login {
        #[arg(long)]
        email: Option<String>,
        #[arg(long)]
        password_stdin: bool,
        #[arg(long)]
        insecure: bool,
    },
    Logout,
    Status,
}

pub(super) async fn run(cli: &mut Cli<'_>, command: AuthCommand) -> Result<(), Failure> {
    match command {
        AuthCommand::Login { email, password_stdin, insecure } => login(cli, email, password_stdin, insecure).await,
        AuthCommand::Logout => logout(cli).await,
        AuthCommand::Status => status(cli).await,
    }
}

async fn login(cli: &mut Cli<'_>, email: Option<String>, password_stdin: bool, insecure: bool) -> Result<(), Failure> {
    let machine = cli.machine()?.clone();
    let api = machine.open(cli.server.as_deref())?;
    let is_open = address(api.server()).is_ok_and(|url| url.scheme() == "http" && !is_loopback(&url));
    if is_open && !insecure {
        return Err(Failure::Usage(cli.text_with("cli-login-insecure", &[("server", inline(api.server()).into())])));
    }
    let Some(credentials) = machine.credentials else {
        return Err(Failure::Said(cli.text("cli-login-no-home")));
    };
    let email = match email {
        Some(email) => email,
        None => ask(cli, "cli-ask-email", false, "--email").await?,
    };
    let password =
        if password_stdin { password_from_stdin(cli).await? } else { ask(cli, "cli-ask-password", true, "--password-stdin").await? };
    let label = label();
    let session = api.sign_in(&NewSession { email, password, label }).await?;
    let (server, token) = (api.server().to_owned(), session.token.clone());
    let kept_for = session.me.email.clone();
    let kept = blocking(move || credentials.keep(&server, &kept_for, &token)).await;
    let backend = match kept {
        Ok(backend) => backend,
        Err(error) => {
            // A session whose token is nowhere would only stay open; if this fails too, it ends by itself.
            let _ = api.signed_in(&session.token).sign_out(Key::fresh()).await;
            return Err(Failure::Said(cli.text_with("cli-login-not-kept", &[("detail", inline(&error.to_string()).into())])));
        }
    };
    if backend == Backend::File {
        cli.aside(&cli.text("cli-login-file")).await?;
    }
    if cli.json {
        return cli.print_json(&session.me).await;
    }
    let words = who(cli, &api, &session.me);
    cli.line(&words).await
}

async fn ask(cli: &mut Cli<'_>, question: &str, is_secret: bool, option: &'static str) -> Result<String, Failure> {
    let question = cli.text(question);
    let Some(mut ask) = cli.io.ask.take() else {
        return Err(Failure::Usage(cli.text_with("cli-login-nobody-to-ask", &[("option", option.into())])));
    };
    let (ask, answer) = blocking(move || {
        let answer = ask(&question, is_secret);
        (ask, answer)
    })
    .await;
    cli.io.ask = Some(ask);
    answer.map_err(|error| if error.kind() == io::ErrorKind::Interrupted { Failure::Interrupted } else { error.into() })
}

async fn password_from_stdin(cli: &mut Cli<'_>) -> Result<String, Failure> {
    // Room for a line end after the longest password.
    let bytes = cli.io.read_all(PASSWORD_BYTES + 2).await?;
    let bytes = bytes.ok_or_else(|| {
        Failure::Usage(cli.text_with("cli-text-too-long", &[("field", "password".into()), ("limit", PASSWORD_BYTES.to_string().into())]))
    })?;
    let mut password = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to().to_string();
        Failure::Usage(cli.text_with("cli-text-not-utf8", &[("field", "password".into()), ("at", at.into())]))
    })?;
    password.truncate(password.trim_end_matches(['\r', '\n']).len());
    Ok(password)
}

/// What tells this sign-in from others in a list of them.
fn label() -> String {
    let host = std::env::var("HOSTNAME").ok().or_else(|| std::fs::read_to_string("/etc/hostname").ok());
    caseport_shared::text::line(&host.unwrap_or_default(), 60)
}

async fn logout(cli: &mut Cli<'_>) -> Result<(), Failure> {
    let machine = cli.machine()?.clone();
    let (api, source) = cli.signed_in().await?;
    let ended = api.sign_out(cli.key()).await;
    if let (Some(Source::Kept(_)), Some(credentials)) = (source, machine.credentials) {
        let server = api.server().to_owned();
        blocking(move || credentials.forget(&server)).await?;
    }
    match ended {
        // The token is forgotten either way; only a session that may still be open is worth a word.
        Err(ApiError::Problem(problem)) if problem.status == 401 => {}
        Err(error) => return Err(error.into()),
        Ok(()) => {}
    }
    if cli.json {
        return Ok(());
    }
    let words = cli.text_with("cli-signed-out", &[("server", inline(api.server()).into())]);
    cli.line(&words).await
}

async fn status(cli: &mut Cli<'_>) -> Result<(), Failure> {
    let (api, source) = cli.signed_in().await?;
    let me = api.me().await?;
    if cli.json {
        return cli.print_json(&me).await;
    }
    let place = match source {
        None => cli.text("cli-token-connection"),
        Some(Source::Environment) => cli.text("cli-token-environment"),
        Some(Source::Kept(sign_in)) if sign_in.backend == Backend::Keyring => cli.text("cli-token-keyring"),
        Some(Source::Kept(_)) => cli.text("cli-token-file"),
    };
    let organization = me.organization.as_ref().map(|organization| inline(&organization.name).into_owned());
    let role = match (me.staff_role, me.account_role) {
        (Some(role), _) => Some(cli.text(&format!("staff-role-{role}"))),
        (None, Some(role)) => Some(cli.text(&format!("account-role-{role}"))),
        (None, None) => None,
    };
    let sees = if me.account_wide { "cli-sees-all" } else { "cli-sees-own" };
    let mut pairs = vec![
        (cli.text("label-server"), inline(api.server()).into_owned()),
        (cli.text("label-person"), format!("{} <{}>", inline(&me.name), inline(&me.email))),
    ];
    pairs.extend(organization.map(|name| (cli.text("label-organization"), name)));
    pairs.extend(role.map(|role| (cli.text("label-role"), role)));
    pairs.push((cli.text("label-cases"), cli.text(sees)));
    pairs.push((cli.text("label-token"), place));
    Ok(cli.io.out(&render::pairs(&pairs)).await?)
}

fn who(cli: &Cli<'_>, api: &Api, me: &Me) -> String {
    let values = [("server", inline(api.server()).into()), ("name", inline(&me.name).into()), ("email", inline(&me.email).into())];
    cli.text_with("cli-signed-in", &values)
}
