//! The settings of email: the server that takes it, who writes, and what is wrong with them.

use std::net::SocketAddr;
use std::path::PathBuf;

use caseport_shared::text;
use lettre::message::Mailbox;
use reqwest::Url;
use serde::Deserialize;

use super::{ConfigError, LINK_CHARS, Secret};
use crate::outbox::post::{Post, Security, Setup};

/// The port of SMTP over TLS (RFC 8314).
const SMTPS: u16 = 465;
/// The port of submission with STARTTLS (RFC 6409).
const SUBMISSION: u16 = 587;
/// The port of SMTP on this machine (RFC 5321).
const SMTP: u16 = 25;

/// How letters leave.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// `smtps://NAME:PASSWORD@HOST`, or `smtp://` for STARTTLS.
    pub server: Secret,
    /// Who writes, such as `Example Support <support@example.com>`.
    pub from: String,
    /// Where answers go, which should reject them with instructions (C9).
    pub reply_to: Option<String>,
    /// Certificates, in PEM form, that alone are believed of the server; this machine's without.
    pub ca: Option<PathBuf>,
    /// Where answers are rejected with instructions; nowhere without.
    pub rejects: Option<SocketAddr>,
}

/// What a server's address says.
struct Server {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<(String, String)>,
}

impl Mail {
    /// Looks at every setting without asking anybody.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.server()?;
        mailbox("from", &self.from)?;
        self.reply_to.as_deref().map(|address| mailbox("reply_to", address)).transpose()?;
        Ok(())
    }

    /// Gets ready to send.
    ///
    /// # Errors
    /// When a setting cannot be used.
    pub fn post(&self) -> Result<Post, ConfigError> {
        let Server { host, port, security, credentials } = self.server()?;
        let from = mailbox("from", &self.from)?;
        let reply_to = self.reply_to.as_deref().map(|address| mailbox("reply_to", address)).transpose()?;
        let authority = self.ca.as_deref();
        Post::new(Setup { host: &host, port, security, authority, credentials, from, reply_to })
            .map_err(|why| ConfigError(format!("mail.ca: {}", text::line(&why, LINK_CHARS))))
    }

    fn server(&self) -> Result<Server, ConfigError> {
        let wrong = |why: &str| ConfigError(format!("mail.server: {why}"));
        let url = Url::parse(&self.server.0).ok().filter(|url| matches!(url.scheme(), "smtp" | "smtps"));
        let url = url.ok_or_else(|| wrong("an address such as smtps://NAME:PASSWORD@smtp.example.com"))?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| wrong("it names no host"))?;
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("scheme, name, password, host and port alone; other signs of a password are written as in a URL, %40 for @"));
        }
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let is_here = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
        let (security, usual) = match url.scheme() {
            "smtps" => (Security::Tls, SMTPS),
            // Nothing on this machine reads what goes through it; whoever names certificates wants them asked for.
            _ if is_here && self.ca.is_none() => (Security::Plain, SMTP),
            _ => (Security::StartTls, SUBMISSION),
        };
        let plain = |text: &str| decoded(text).ok_or_else(|| wrong("name and password are written as in a URL, %40 for @"));
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (name, Some(password)) if !name.is_empty() => Some((plain(name)?, plain(password)?)),
            _ => return Err(wrong("a name goes with a password")),
        };
        Ok(Server { host, port: url.port().unwrap_or(usual), security, credentials })
    }
}

fn mailbox(setting: &str, text: &str) -> Result<Mailbox, ConfigError> {
    let is_line = text.chars().count() <= LINK_CHARS && text::line(text, LINK_CHARS) == text;
    let parsed = text.parse::<Mailbox>().ok().filter(|_| is_line);
    parsed.ok_or_else(|| ConfigError(format!("mail.{setting}: an address such as Example Support <support@example.com>")))
}

/// What stands percent-encoded in a URL; nothing where it is no text or holds what no name or password may.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.chars().any(char::is_control))
}
