//! The installation's configuration: one TOML file, `CASEPORT_…` variables over it, and what the command line says over both.

mod environment;
mod mail;
mod s3;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use caseport_shared::limits::{ATTACHMENT_BYTES, NAME_CHARS};
use caseport_shared::text;
use figment::Figment;
use figment::providers::{Format as _, Toml};
use serde::Deserialize;

use crate::app::Settings;
use crate::blob::Files;
use crate::commands::Rules;
use crate::ssh;
use crate::store::Database;

pub use self::environment::Environment;
use self::environment::VARIABLES;
pub use self::mail::Mail;
pub use self::s3::{S3, Secret};

/// Largest configuration file, in bytes.
const FILE_BYTES: u64 = 64 * 1024;
/// Longest time from Pending Closure to Closed, in days.
const AUTO_CLOSE_DAYS_MAX: u32 = 365;
/// Largest limit that can be set on attachments, in bytes.
const ATTACHMENT_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;
/// Longest time that screens stay open over SSH in which nothing is typed, in minutes; no connection lasts longer.
const IDLE_MINUTES_MAX: u32 = 24 * 60;
/// Most proxies that can be trusted.
const PROXIES: usize = 100;
/// Longest link or host name, in characters.
const LINK_CHARS: usize = 500;

/// A file with every setting, as `caseportd serve --help` shows it.
pub const EXAMPLE: &str = r#"brand = "Caseport"                       # the vendor's name, shown in statuses
ideas_link = "https://ideas.example.com" # where feature requests go
public_host = "support.example.com"      # the address that customers type
data = "caseport-data"                   # folder of the database and the attachments
database = "postgres://caseport@db.example.com/caseport" # instead of an SQLite file in the data folder
database_ca = "/etc/caseport/db-ca.pem"  # the certificates that alone are believed of the database
files = "s3://my-bucket/caseport"        # attachments in an S3-compatible store instead of the data folder
listen = "127.0.0.1:8025"                # port 0 takes a free one
auto_close_days = 7                      # from Pending Closure to Closed
agents_publish = false                   # true where agents may publish articles, and not Admins alone
trusted_proxies = ["10.0.0.2"]           # whose X-Forwarded-For is believed
metrics = "local"                        # whom /metrics is told: this machine, or nobody with "off"

[tls]                                    # without it, put a proxy in front
certificate = "/etc/caseport/chain.pem"
key = "/etc/caseport/key.pem"

[s3]                                     # how files are reached; what is not set here is taken from AWS_… variables
endpoint = "https://s3.example.com:9000" # MinIO, Ceph, Garage …; Amazon's own without
region = "eu-central-1"                  # us-east-1 unless set, at an endpoint
access_key_id = "caseport"
secret_access_key = "not-this-one"
session_token = "not-this-one"           # with a key for a while
ca = "/etc/caseport/s3-ca.pem"           # the certificates that alone are believed of the store
plain_http = false                       # true where an endpoint elsewhere may be http

[ssh]                                    # without it, nobody comes in over SSH
listen = "0.0.0.0:2222"                  # port 0 takes a free one
staff_passwords = false                  # true where people of support may come in without a key
idle_minutes = 240                       # how long screens stay open in which nothing is typed

[mail]                                   # without it, letters wait and Admins read them with `caseport mail`
server = "smtps://caseport:not-this-one@smtp.example.com" # smtp:// for STARTTLS, which this machine alone may do without
from = "Example Support <support@example.com>"
reply_to = "no-answers@support.example.com" # an address that rejects what it gets
ca = "/etc/caseport/mail-ca.pem"         # the certificates that alone are believed of the server
rejects = "0.0.0.0:2525"                 # rejects answers with instructions; the mail exchanger of reply_to

[limits]
attachment_bytes = 26214400              # the largest attachment

[log]
filter = "info"                          # as CASEPORT_LOG: "warn", "caseport_server=debug"
format = "text"                          # or "json"
"#;

/// Settings whose values are never shown.
const SECRETS: &[&str] = &["database", "secret_access_key", "session_token", "server"];

/// Everything that the owner of an installation sets.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The vendor's name (C4).
    pub brand: String,
    /// Where feature requests go.
    pub ideas_link: Option<String>,
    /// The address that customers type.
    pub public_host: Option<String>,
    /// Folder of the database and the attachments.
    pub data: PathBuf,
    /// A PostgreSQL database instead of an SQLite file in the data folder.
    pub database: Option<DatabaseUrl>,
    /// Certificates, in PEM form, that alone are believed of the database; this machine's without.
    pub database_ca: Option<PathBuf>,
    /// A bucket of an S3-compatible store instead of a folder in the data folder.
    pub files: Option<String>,
    /// How that bucket is reached.
    pub s3: S3,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Days from Pending Closure to Closed (C6), 1 to 365.
    pub auto_close_days: u32,
    /// Whether agents publish articles, and not Admins alone.
    pub agents_publish: bool,
    /// Proxies whose word on a peer's address is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whom `/metrics` is told.
    pub metrics: Metrics,
    /// Certificate and key; plain HTTP without.
    pub tls: Option<Tls>,
    /// The door for those who come in over SSH; none without.
    pub ssh: Option<Ssh>,
    /// How letters leave; they wait without.
    pub mail: Option<Mail>,
    /// What may be how large.
    pub limits: Limits,
    /// The log on stderr.
    pub log: Log,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            brand: "Caseport".to_owned(),
            ideas_link: None,
            public_host: None,
            data: PathBuf::from("caseport-data"),
            database: None,
            database_ca: None,
            files: None,
            s3: S3::default(),
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8_025),
            auto_close_days: 7,
            agents_publish: false,
            trusted_proxies: Vec::new(),
            metrics: Metrics::Local,
            tls: None,
            ssh: None,
            mail: None,
            limits: Limits::default(),
            log: Log::default(),
        }
    }
}

/// The URL of a database, which may hold a password and is never shown.
#[derive(Clone, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct DatabaseUrl(String);

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("DatabaseUrl(not shown)")
    }
}

/// Whom `/metrics` is told. A proxy on this machine that adds no `X-Forwarded-For` looks like this machine itself: its
/// owner tells nobody.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Metrics {
    /// Nobody.
    Off,
    /// This machine.
    #[default]
    Local,
}

/// Files in PEM form.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The certificate with its chain.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// The door for those who come in over SSH.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Ssh {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Whether people of support may sign in with a password.
    #[serde(default)]
    pub staff_passwords: bool,
    /// How long screens stay open in which nothing is typed, in minutes, 1 to 1,440.
    #[serde(default = "Ssh::idle_minutes")]
    pub idle_minutes: u32,
}

impl Ssh {
    /// Four hours: longer than a meeting, shorter than a night.
    const fn idle_minutes() -> u32 {
        240
    }

    /// A door at an address with everything else as it is unless set.
    pub const fn at(listen: SocketAddr) -> Self {
        Self { listen, staff_passwords: false, idle_minutes: Self::idle_minutes() }
    }

    /// The part that connections share.
    pub fn rules(&self) -> ssh::Rules {
        let idle = Duration::from_mins(u64::from(self.idle_minutes));
        ssh::Rules { staff_passwords: self.staff_passwords, idle, patience: ssh::Patience::default() }
    }
}

/// What may be how large.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// The largest attachment, in bytes.
    pub attachment_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { attachment_bytes: ATTACHMENT_BYTES }
    }
}

/// The log on stderr.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// What is told, as `tracing` filters are written; `info` while serving and `warn` in other commands unless set.
    pub filter: Option<String>,
    /// How.
    pub format: LogFormat,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// Lines for machines.
    Json,
}

/// A configuration that cannot be used; says where and which setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

impl Config {
    /// Reads the file, if one is named, and the environment.
    ///
    /// # Errors
    /// When the file cannot be read, a setting is unknown or its value cannot be used; names file or variable and setting.
    pub fn read(file: Option<&Path>, environment: &Environment) -> Result<Self, ConfigError> {
        let mut figment = Figment::new();
        if let Some(path) = file {
            figment = figment.merge(Toml::string(&contents(path)?));
        }
        let mut config: Self = figment.merge(environment.clone()).extract().map_err(|error| described(error, file))?;
        config.s3.fill(environment);
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let wrong = |setting: &str, why: String| Err(ConfigError(format!("{setting}: {why}")));
        let is_line = |text: &str, max: usize| !text.is_empty() && text.chars().count() <= max && text::line(text, max) == text;
        if !is_line(&self.brand, NAME_CHARS) {
            return wrong("brand", format!("one line of 1 to {NAME_CHARS} characters"));
        }
        if let Some(link) = &self.ideas_link
            && !(is_line(link, LINK_CHARS) && (link.starts_with("https://") || link.starts_with("http://")))
        {
            return wrong("ideas_link", "an address that begins with https:// or http://".to_owned());
        }
        if let Some(host) = &self.public_host
            && (!is_line(host, LINK_CHARS) || host.contains(char::is_whitespace))
        {
            return wrong("public_host", "a host name without blanks".to_owned());
        }
        if self.data.as_os_str().is_empty() {
            return wrong("data", "the path of a folder".to_owned());
        }
        if let Some(url) = &self.database {
            Database::check_url(&url.0).map_err(|wrong| ConfigError(format!("database: {wrong}")))?;
        }
        if let Some(files) = &self.files {
            self.s3.check(files)?;
        }
        if !(1..=AUTO_CLOSE_DAYS_MAX).contains(&self.auto_close_days) {
            return wrong("auto_close_days", format!("a number of days from 1 to {AUTO_CLOSE_DAYS_MAX}"));
        }
        if !(1..=ATTACHMENT_BYTES_MAX).contains(&self.limits.attachment_bytes) {
            return wrong("limits.attachment_bytes", format!("a number of bytes from 1 to {ATTACHMENT_BYTES_MAX}"));
        }
        if let Some(ssh) = &self.ssh
            && !(1..=IDLE_MINUTES_MAX).contains(&ssh.idle_minutes)
        {
            return wrong("ssh.idle_minutes", format!("a number of minutes from 1 to {IDLE_MINUTES_MAX}"));
        }
        if let Some(mail) = &self.mail {
            mail.check()?;
        }
        if self.trusted_proxies.len() > PROXIES {
            return wrong("trusted_proxies", format!("at most {PROXIES} addresses"));
        }
        if let Some(filter) = &self.log.filter
            && filter.parse::<tracing_subscriber::EnvFilter>().is_err()
        {
            return wrong("log.filter", "a filter such as info or caseport_server=debug".to_owned());
        }
        Ok(())
    }

    /// Where the database is.
    ///
    /// # Errors
    /// When the setting does not name one.
    pub fn database(&self) -> Result<Database, ConfigError> {
        match &self.database {
            None => Ok(Database::in_folder(&self.data)),
            Some(url) => Database::at(&url.0, self.database_ca.as_deref()).map_err(|wrong| ConfigError(format!("database: {wrong}"))),
        }
    }

    /// Where the attachments are.
    ///
    /// # Errors
    /// When the settings name no place.
    pub fn files(&self) -> Result<Files, ConfigError> {
        self.files.as_ref().map_or_else(|| Ok(Files::in_folder(&self.data)), |files| self.s3.bucket(files).map(Files::S3))
    }

    /// The part that requests share.
    pub fn settings(&self) -> Settings {
        let Self { auto_close_days, agents_publish, .. } = *self;
        Settings {
            brand: self.brand.clone(),
            ideas_link: self.ideas_link.clone(),
            public_host: self.public_host.clone(),
            rules: Rules { auto_close_days, attachment_bytes: self.limits.attachment_bytes, agents_publish },
            trusted_proxies: self.trusted_proxies.clone(),
            metrics: self.metrics,
        }
    }
}

fn contents(path: &Path) -> Result<String, ConfigError> {
    use std::io::Read as _;
    let failed = |error: std::io::Error| ConfigError(format!("{}: {error}", path.display()));
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(FILE_BYTES + 1).read_to_string(&mut text).map_err(failed)?;
    if text.len() as u64 > FILE_BYTES {
        return Err(ConfigError(format!("{}: a configuration has at most {FILE_BYTES} bytes", path.display())));
    }
    Ok(text)
}

/// One line that names where the mistake is: the variable, or the file and the setting.
fn described(error: figment::Error, file: Option<&Path>) -> ConfigError {
    // What a parser of TOML says has a picture of the line after its first sentence.
    let error = error.into_iter().next();
    let Some(error) = error else { return ConfigError("the configuration cannot be read".to_owned()) };
    let what = error.kind.to_string();
    // A secret that is no text would be repeated as what was found there.
    let is_secret = error.path.last().is_some_and(|last| SECRETS.contains(&last.as_str()));
    let what = if is_secret { "a text is needed, in quotes".to_owned() } else { what };
    let what = what.lines().map(str::trim).filter(|line| !line.is_empty() && !line.contains('|')).collect::<Vec<_>>().join(" ");
    let path: Vec<&str> = error.path.iter().map(String::as_str).collect();
    let from_environment = error.metadata.as_ref().is_some_and(|metadata| metadata.name == "environment");
    let variable = VARIABLES.iter().find(|(_, setting, _)| path.starts_with(setting)).map(|(name, _, _)| *name);
    let place = match (from_environment.then_some(variable).flatten(), file) {
        (Some(variable), _) => variable.to_owned(),
        (None, Some(file)) if path.is_empty() => file.display().to_string(),
        (None, Some(file)) => format!("{}: {}", file.display(), path.join(".")),
        (None, None) => path.join("."),
    };
    ConfigError(text::line(&format!("{place}: {what}"), LINK_CHARS))
}

#[cfg(test)]
mod tests;
