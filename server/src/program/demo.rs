//! `caseportd demo`: a desk with believable cases, and the screens, with nothing to set up.

use std::fs::Permissions;
use std::io::IsTerminal as _;
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use caseport_tui::api::Api;
use caseport_tui::api::http::Http;
use caseport_tui::settings::Folder;
use caseport_tui::strings::Strings;
use caseport_tui::{LocalHost, Options, preferences};
use clap::ValueEnum;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::{EXIT_CODES, Failure, Installation, data, log, print, serve};
use crate::app::App;
use crate::blob::Files;
use crate::commands::{Error, session};
use crate::config::{self, Config, Environment, Metrics};
use crate::demo::{self, Account, Content, SignIn};
use crate::secret;
use crate::store::people;

/// Where the passwords of a kept demo are written down.
const ACCOUNTS: &str = "demo-accounts.toml";

/// A free port of this machine alone.
const ANY_PORT: SocketAddr = SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0));

/// What is written down of a kept demo.
#[derive(Serialize, Deserialize)]
struct Kept {
    account: Vec<Account>,
}

/// Shows Caseport with believable data.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub struct Demo {
    /// Whose screens open.
    #[arg(long = "as", value_name = "ROLE", default_value = "customer")]
    role: ScreenRole,
    /// Only serve, until SIGTERM or Ctrl-C; without a terminal, that is all it can do.
    #[arg(long)]
    no_screens: bool,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Keep the demo in a folder; a second start finds it as it was.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Whose screens the demo opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ScreenRole {
    /// Sees their own cases.
    Customer,
    /// Sees all cases of the same organization.
    Colleague,
    /// An agent of support.
    Agent,
    /// An administrator of support.
    Admin,
}

impl Demo {
    /// Runs until the screens are quit, or a signal comes.
    ///
    /// # Errors
    /// When it cannot begin.
    pub async fn run(self) -> Result<(), Failure> {
        let is_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        let has_screens = is_terminal && !self.no_screens;
        // Dropped last, and with it everything that was not to be kept.
        let temporary;
        let folder = if let Some(folder) = &self.data {
            folder.clone()
        } else {
            temporary = temporary_folder()?;
            temporary.path().to_owned()
        };
        let content = Content::read().map_err(|error| Failure::Input(error.to_string()))?;
        let mut config = Config::read(None, &Environment::of_process())?;
        config.data.clone_from(&folder);
        config.brand.clone_from(&content.support.brand);
        config.metrics = Metrics::Local;
        config.ideas_link = Some(content.support.ideas_link.clone());
        // Lines of the log would run across the screens.
        log::begin(&config.log, if has_screens { "off" } else { log::SERVING });
        let stop = serve::signalled()?;
        let place = Installation::of(&config)?;
        if self.data.is_none() && (place.database.file().is_none() || matches!(place.files, Files::S3(_))) {
            let why = "with a PostgreSQL database or a bucket, name a folder that keeps the rest: --data DIR";
            return Err(Failure::Input(why.to_owned()));
        }
        let _lock = place.lock()?;
        let listener = serve::bind(self.listen)?;
        let ssh = config.ssh.unwrap_or_else(|| config::Ssh { staff_passwords: true, ..config::Ssh::at(ANY_PORT) });
        let door = serve::bind(ssh.listen)?;
        let accounts = accounts(&folder, &content)?;
        let app = open(&place, &config, content, &accounts).await?;
        let listening = serve::listening(&listener, false)?;
        let lines = accounts.iter().map(|Account { role, email, password }| format!("sign in: {} {email} {password}\n", role.name()));
        let door = serve::open_door(&app, &place, &ssh, door)?;
        print(&format!("{}{}\n{listening}\n", lines.collect::<String>(), door.listening()?))?;
        if !has_screens {
            if !self.no_screens {
                tracing::warn!("the screens need a terminal, so the demo only serves");
            }
            return serve::run(app, listener, None, Some(door), serve::Mailing::default(), stop).await;
        }
        let account = accounts.iter().find(|account| account.role == self.role.account());
        let email = account.map(|account| account.email.clone()).unwrap_or_default();
        let token = sign_in(&app, email).await?;
        let server = listening.trim_start_matches("listening on ");
        let stopping = app.stopping().clone();
        let quit = stopping.clone();
        let serving =
            tokio::spawn(serve::run(app, listener, None, Some(door), serve::Mailing::default(), async move { quit.cancelled().await }));
        let shown = tokio::select! {
            shown = screens(server, &token, &folder) => shown,
            () = stop => Ok(()),
        };
        // The store is closed before its folder goes.
        stopping.cancel();
        stop_serving(serving).await?;
        shown
    }
}

/// A folder that is gone once dropped and that nobody else of this machine looks into, for it holds passwords.
fn temporary_folder() -> std::io::Result<TempDir> {
    tempfile::Builder::new().prefix("caseport-demo-").permissions(Permissions::from_mode(0o700)).tempdir()
}

/// Opens the demo's installation, filled if it is empty.
async fn open(place: &Installation, config: &Config, content: Content, accounts: &[Account]) -> Result<App, Failure> {
    let app = place.open(config.settings()).await?;
    match demo::load(&app, content, accounts).await {
        Ok(_) => Ok(app),
        Err(error) => {
            app.close();
            Err(Failure::Input(error.to_string()))
        }
    }
}

impl ScreenRole {
    const fn account(self) -> SignIn {
        match self {
            Self::Customer => SignIn::Customer,
            Self::Colleague => SignIn::Colleague,
            Self::Agent => SignIn::Agent,
            Self::Admin => SignIn::Admin,
        }
    }
}

/// The accounts of a folder: the same at every start, once they are written down.
fn accounts(folder: &Path, content: &Content) -> Result<Vec<Account>, Failure> {
    let path = folder.join(ACCOUNTS);
    if let Ok(written) = std::fs::read_to_string(&path) {
        let kept: Kept = toml::from_str(&written).map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?;
        return Ok(kept.account);
    }
    let kept = Kept { account: demo::accounts(content, secret::password) };
    let written = toml::to_string(&kept).map_err(|error| Failure::Input(error.to_string()))?;
    data::write_private(&path, &written)?;
    Ok(kept.account)
}

/// Signs somebody in without asking for the password that stands on the line above.
async fn sign_in(app: &App, email: String) -> Result<String, Failure> {
    let token = secret::token();
    let (hash, now) = (secret::token_hash(&token), app.clock().now().as_millisecond());
    let begun: Result<i64, Error> = app
        .store()
        .write(move |tx| {
            let person = people::by_email(tx, &email)?.ok_or(Error::NotFound)?;
            session::begin(tx, person.id, &hash, "demo", "127.0.0.1", now)
        })
        .await;
    begun?;
    Ok(token)
}

/// Shows the screens until they are quit.
async fn screens(server: &str, token: &str, folder: &Path) -> Result<(), Failure> {
    let api = Api::new(Http::new(server).map_err(|error| Failure::Input(error.to_string()))?).signed_in(token);
    let host = LocalHost { folder: Some(Folder::at(folder.join("client"))), ..LocalHost::of_user(None) };
    let strings = Strings::of_environment(|name| std::env::var(name).ok());
    let preferences = preferences::load(host.config.as_deref(), &caseport_tui::screens::tables(), &strings).map_err(Failure::Input)?;
    let options = Options::of_environment(preferences);
    Ok(caseport_tui::run(api, Arc::new(host), Timestamp::now, strings, options).await?)
}

/// Ends the serving and waits until everything is written.
async fn stop_serving(serving: tokio::task::JoinHandle<Result<(), Failure>>) -> Result<(), Failure> {
    serving.await.unwrap_or_else(|error| Err(Failure::Input(error.to_string())))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::temporary_folder;

    #[test]
    fn nobody_else_looks_into_the_demos_folder() {
        let folder = temporary_folder().unwrap();
        assert_eq!(folder.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }
}
