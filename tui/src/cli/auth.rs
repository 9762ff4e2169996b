//! `caseport auth`: signing in and out, who is signed in and where else, and the password.

use std::io;

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::session::{ChangePassword, Me, NewSession, SessionView};
use caseport_shared::limits::PASSWORD_BYTES;
use caseport_shared::text::inline;
use clap::Subcommand;

use super::failure::Failure;
use super::render::{self, Table};
use super::{Cli, Source, blocking, code, settings, token};
use crate::api::http::{address, is_loopback};
use crate::api::{Api, ApiError, Key};
use crate::credentials::Credentials;
use crate::settings::Backend;

#[derive(Debug, Subcommand)]
pub(super) enum AuthCommand {
    Login {
        #[arg(long)]
        email: Option<String>,
        #[arg(long)]
        password_stdin: bool,
        #[arg(long = "as", value_name = "NAME")]
        signs_as: Option<String>,
        #[arg(long)]
        insecure: bool,
    },
    Logout,
    Status,
    List,
    Revoke {
        #[arg(required_unless_present = "others", conflicts_with = "others")]
        sign_in: Option<String>,
        #[arg(long)]
        others: bool,
    },
    Password {
        #[arg(long)]
        password_stdin: bool,
    },
    Accept {
        code: Option<String>,
        #[arg(long)]
        password_stdin: bool,
        #[arg(long, value_name = "KEYS")]
        keep_keys: Option<String>,
        #[arg(long)]
        insecure: bool,
    },
    SignAs {
        name: String,
    },
    Forgot {
        email: Option<String>,
    },
    #[command(subcommand)]
    Token(token::TokenCommand),
}

pub(super) async fn run(cli: &mut Cli<'_>, command: AuthCommand) -> Result<(), Failure> {
    match command {
        AuthCommand::Login { email, password_stdin, signs_as, insecure } => login(cli, email, password_stdin, signs_as, insecure).await,
        AuthCommand::SignAs { name } => sign_as(cli, &name).await,
        AuthCommand::Logout => logout(cli).await,
        AuthCommand::Status => status(cli).await,
        AuthCommand::List => list(cli).await,
        AuthCommand::Revoke { sign_in, .. } => revoke(cli, sign_in).await,
        AuthCommand::Password { password_stdin } => password(cli, password_stdin).await,
        AuthCommand::Accept { code, password_stdin, keep_keys, insecure } => {
            code::accept(cli, code, password_stdin, keep_keys, insecure).await
        }
        AuthCommand::Forgot { email } => code::forgot(cli, email).await,
        AuthCommand::Token(command) => token::run(cli, command).await,
    }
}

async fn login(
    cli: &mut Cli<'_>,
    email: Option<String>,
    password_stdin: bool,
    signs_as: Option<String>,
    insecure: bool,
) -> Result<(), Failure> {
    let (api, credentials) = before(cli, insecure)?;
    let email = match email {
        Some(email) => email,
        None => ask(cli, "cli-ask-email", false, "--email").await?,
    };
    let password = if password_stdin {
        passwords_from_stdin::<1>(cli).await?.concat()
    } else {
        ask(cli, "cli-ask-password", true, "--password-stdin").await?
    };
    let label = label();
    let session = api.sign_in(&NewSession { email, password, label }).await?;
    keep(cli, &api, credentials, &session).await?;
    name(cli, &api, &session, signs_as).await
}

/// Has somebody at a shared mailbox choose the name by which they write (S7): as said, as answered, or by a command later.
pub(super) async fn name(cli: &mut Cli<'_>, api: &Api, session: &SessionView, said: Option<String>) -> Result<(), Failure> {
    let is_shared = session.me.signature.is_some();
    let name = match said {
        Some(said) => said,
        None if is_shared && cli.io.ask.is_some() => ask(cli, "cli-ask-name", false, "--as").await?,
        None if is_shared => return cli.aside(&cli.text("cli-name-later")).await,
        None => return Ok(()),
    };
    api.signed_in(&session.token).sign_as(&name).await.map(drop)?;
    Ok(())
}

async fn sign_as(cli: &mut Cli<'_>, name: &str) -> Result<(), Failure> {
    let me = cli.api().await?.sign_as(name).await?;
    if cli.json {
        return cli.print_json(&me).await;
    }
    let name = me.signature.and_then(|signature| signature.name).unwrap_or_default();
    let words = cli.text_with("signature-chosen", &[("name", inline(&name).into_owned().into())]);
    cli.line(&words).await
}

/// The API to sign in at, and where the sign-in is to be kept; both are looked at before anything secret is asked for.
pub(super) fn before(cli: &Cli<'_>, insecure: bool) -> Result<(Api, Credentials), Failure> {
    let machine = cli.machine()?.clone();
    let api = machine.open(cli.server.as_deref())?;
    let is_open = address(api.server()).is_ok_and(|url| url.scheme() == "http" && !is_loopback(&url));
    if is_open && !insecure {
        return Err(Failure::Usage(cli.text_with("cli-login-insecure", &[("server", inline(api.server()).into())])));
    }
    let Some(credentials) = machine.credentials else {
        return Err(Failure::Said(cli.text("cli-login-no-home")));
    };
    Ok((api, credentials))
}

/// Keeps a sign-in on the machine, and says whose it is.
pub(super) async fn keep(cli: &mut Cli<'_>, api: &Api, credentials: Credentials, session: &SessionView) -> Result<(), Failure> {
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
    settings::keep(cli, api, &session.me.settings).await?;
    if cli.json {
        return cli.print_json(&session.me).await;
    }
    let words = who(cli, api, &session.me);
    cli.line(&words).await
}

/// Asks a person; `option` is what a script says instead.
pub(super) async fn ask(cli: &mut Cli<'_>, question: &str, is_secret: bool, option: &'static str) -> Result<String, Failure> {
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

/// Passwords of standard input, one on each line; the last needs no line end.
pub(super) async fn passwords_from_stdin<const COUNT: usize>(cli: &mut Cli<'_>) -> Result<[String; COUNT], Failure> {
    // Room for a line end after the longest passwords.
    let bytes = cli.io.read_all(COUNT * (PASSWORD_BYTES + 2)).await?;
    let bytes = bytes.ok_or_else(|| {
        Failure::Usage(cli.text_with("cli-text-too-long", &[("field", "password".into()), ("limit", PASSWORD_BYTES.to_string().into())]))
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to().to_string();
        Failure::Usage(cli.text_with("cli-text-not-utf8", &[("field", "password".into()), ("at", at.into())]))
    })?;
    let mut lines = text.trim_end_matches(['\r', '\n']).splitn(COUNT, '\n').map(|line| line.trim_end_matches('\r').to_owned());
    Ok(std::array::from_fn(|_| lines.next().unwrap_or_default()))
}

/// What tells this sign-in from others in a list of them.
pub(super) fn label() -> String {
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

async fn list(cli: &mut Cli<'_>) -> Result<(), Failure> {
    let all = cli.api().await?.sign_ins().await?;
    if cli.json {
        return cli.print_json(&all).await;
    }
    let headings = ["column-sign-in", "column-name", "column-from", "column-since", "column-last-used"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[1]);
    for sign_in in &all.sign_ins {
        let [since, used] = [sign_in.created_at, sign_in.used_at].map(|at| cli.host.times.stamp(at));
        let used = if sign_in.is_current { cli.text("sign-in-current") } else { used };
        table.row(vec![sign_in.reference.clone(), sign_in.label.clone(), sign_in.address.clone(), since, used], None);
    }
    Ok(cli.io.out(&table.render(cli.io.width)).await?)
}

/// Ends the sign-in with a reference, or all others without one.
async fn revoke(cli: &mut Cli<'_>, sign_in: Option<String>) -> Result<(), Failure> {
    let api = cli.api().await?;
    let (key, words) = (cli.key(), if sign_in.is_some() { "cli-sign-in-ended" } else { "cli-sign-ins-ended" });
    match sign_in {
        Some(reference) => match api.end_sign_in(&reference, key).await {
            Err(error) if error.code() == Some(ErrorCode::NotFound) => return Err(Failure::NotFound(cli.text("cli-no-such-sign-in"))),
            ended => ended?,
        },
        None => api.end_other_sign_ins(key).await?,
    }
    if cli.json { Ok(()) } else { cli.line(&cli.text(words)).await }
}

/// Changes the password of whoever is signed in.
async fn password(cli: &mut Cli<'_>, is_on_stdin: bool) -> Result<(), Failure> {
    let api = cli.api().await?;
    let [current, new] = if is_on_stdin {
        passwords_from_stdin(cli).await?
    } else {
        let current = ask(cli, "cli-ask-current-password", true, "--password-stdin").await?;
        let new = ask(cli, "cli-ask-new-password", true, "--password-stdin").await?;
        if ask(cli, "cli-ask-new-password-again", true, "--password-stdin").await? != new {
            return Err(Failure::Usage(cli.text("cli-passwords-differ")));
        }
        [current, new]
    };
    api.change_password(&ChangePassword { current, new }).await?;
    if cli.json { Ok(()) } else { cli.line(&cli.text("cli-password-changed")).await }
}

fn who(cli: &Cli<'_>, api: &Api, me: &Me) -> String {
    let values = [("server", inline(api.server()).into()), ("name", inline(&me.name).into()), ("email", inline(&me.email).into())];
    cli.text_with("cli-signed-in", &values)
}
