//! `caseport auth accept` and `forgot`: coming in by a one-time code, and having one sent.

use caseport_shared::api::code::{AcceptCode, CodeKey, CodeView, chosen_keys};
use caseport_shared::code::CodePurpose;
use caseport_shared::text::inline;

use super::Cli;
use super::auth::{ask, before, keep, label, name, passwords_from_stdin};
use super::failure::Failure;
use crate::words;

/// Uses a code: sets the password, and keeps the sign-in.
pub(super) async fn accept(
    cli: &mut Cli<'_>,
    code: Option<String>,
    password_stdin: bool,
    keep_keys: Option<String>,
    insecure: bool,
) -> Result<(), Failure> {
    let (api, credentials) = before(cli, insecure)?;
    let code = match code {
        Some(code) => code,
        None => ask(cli, "cli-ask-code", false, "CODE").await?,
    };
    let about = api.look_at_code(&code).await?;
    cli.aside(&words::code(&cli.host.strings, &about)).await?;
    let keep_keys = kept(cli, &about, keep_keys, password_stdin).await?;
    let [password, again] = if password_stdin {
        passwords_from_stdin(cli).await?
    } else {
        let password = ask(cli, "cli-ask-new-password", true, "--password-stdin").await?;
        [password, ask(cli, "cli-ask-new-password-again", true, "--password-stdin").await?]
    };
    if password != again {
        return Err(Failure::Usage(cli.text("cli-passwords-differ")));
    }
    let session = api.accept_code(&AcceptCode { code, password, label: label(), keep_keys }).await?;
    keep(cli, &api, credentials, &session).await?;
    name(cli, &api, &session, None).await
}

/// The keys that stay after a reset: as said, as answered, or none where nobody can be asked.
async fn kept(cli: &mut Cli<'_>, about: &CodeView, said: Option<String>, is_script: bool) -> Result<Vec<String>, Failure> {
    if about.purpose != CodePurpose::Reset || about.keys.is_empty() {
        return Ok(Vec::new());
    }
    for (at, CodeKey { fingerprint, label }) in about.keys.iter().enumerate() {
        cli.aside(&format!("{}. {} {}", at + 1, inline(fingerprint), inline(label))).await?;
    }
    let typed = match said {
        Some(said) => said,
        None if is_script => String::new(),
        None => ask(cli, "code-ask-keys", false, "--keep-keys").await?,
    };
    chosen_keys(&typed, &about.keys).ok_or_else(|| Failure::Usage(cli.text("code-keys-wrong")))
}

/// Has a code sent; what is said is the same whoever is named.
pub(super) async fn forgot(cli: &mut Cli<'_>, email: Option<String>) -> Result<(), Failure> {
    let email = match email {
        Some(email) => email,
        None => ask(cli, "cli-ask-email", false, "EMAIL").await?,
    };
    cli.open()?.forgot_password(&email).await?;
    if cli.json { Ok(()) } else { cli.line(&cli.text("cli-forgot")).await }
}
