//! The way to the mail server: a letter in words becomes a message, and what the server says of it becomes one of four answers.

use std::path::Path;
use std::time::{Duration, SystemTime};

use caseport_shared::text;
use jiff::Timestamp;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::Mail;

/// How long a mail server may take for one letter, from the connection on.
pub(super) const SEND: Duration = Duration::from_secs(20);
/// How long a connection is kept for the next letter.
const IDLE: Duration = Duration::from_secs(30);
/// Connections to the mail server.
const CONNECTIONS: u32 = 1;
/// Longest error that is kept, in characters.
const ERROR_CHARS: usize = 300;
/// What servers say of whoever signs in there (RFC 4954 section 6): the letter is not at fault.
const NOT_SIGNED_IN: [u16; 4] = [530, 534, 535, 538];

/// How the mail server is reached.
pub struct Setup<'a> {
    /// Its name or address.
    pub host: &'a str,
    /// Its port.
    pub port: u16,
    /// Whether and how the connection is encrypted.
    pub security: Security,
    /// Certificates, in PEM form, that alone are believed of it.
    pub authority: Option<&'a Path>,
    /// Name and password.
    pub credentials: Option<(String, String)>,
    /// Who writes.
    pub from: Mailbox,
    /// Where answers go, which rejects them.
    pub reply_to: Option<Mailbox>,
}

/// How a connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// From its first byte on.
    Tls,
    /// By STARTTLS, without which nothing is sent.
    StartTls,
    /// Not at all, to this machine.
    Plain,
}

/// The way to the mail server.
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    password: Option<String>,
}

/// What became of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Sent,
    /// The server does not take it now.
    Later(String),
    /// It will never be taken.
    Never(String),
    /// The server cannot be reached or does not let the program in.
    Away(String),
}

impl Post {
    /// Gets ready to send; connects to nobody yet.
    ///
    /// # Errors
    /// What is wrong with the certificates, in one clause.
    pub fn new(setup: Setup<'_>) -> Result<Self, String> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(setup.host)
            .port(setup.port)
            .timeout(Some(SEND))
            .hello_name(ClientId::Domain(setup.from.email.domain().to_owned()))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS).idle_timeout(IDLE));
        let tls = || believed(setup.host, setup.authority);
        builder = match setup.security {
            Security::Tls => builder.tls(Tls::Wrapper(tls()?)),
            Security::StartTls => builder.tls(Tls::Required(tls()?)),
            Security::Plain => builder,
        };
        let password = setup.credentials.as_ref().map(|(_, password)| password.clone());
        if let Some((name, password)) = setup.credentials {
            builder = builder.credentials(Credentials::new(name, password));
        }
        Ok(Self { transport: builder.build(), from: setup.from, reply_to: setup.reply_to, password })
    }

    /// Sends a letter under its name, which is in its Message-ID, so that a second copy can be told for one.
    pub async fn send(&self, reference: &str, address: &str, mail: &Mail, unsubscribe: Option<&str>, now: Timestamp) -> Outcome {
        let message = match self.message(reference, address, mail, unsubscribe, now) {
            Ok(message) => message,
            Err(why) => return Outcome::Never(why),
        };
        match tokio::time::timeout(SEND, self.transport.send(message)).await {
            Ok(Ok(_)) => Outcome::Sent,
            Ok(Err(error)) => {
                let said = self.cleaned(&error.to_string());
                let code = error.status().map(u16::from);
                if code.is_some_and(|code| NOT_SIGNED_IN.contains(&code)) {
                    Outcome::Away(said)
                } else if error.is_permanent() {
                    Outcome::Never(said)
                } else if error.is_transient() {
                    Outcome::Later(said)
                } else {
                    Outcome::Away(said)
                }
            }
            Err(_) => Outcome::Away("the mail server did not answer in time".to_owned()),
        }
    }

    /// One clean line without the password, which a server might repeat.
    fn cleaned(&self, error: &str) -> String {
        let error = match &self.password {
            Some(password) if !password.is_empty() => error.replace(password, "…"),
            _ => error.to_owned(),
        };
        text::line(&error, ERROR_CHARS)
    }

    /// A message in plain text. Whatever people typed is one clean line before it becomes part of a header.
    fn message(&self, reference: &str, address: &str, mail: &Mail, unsubscribe: Option<&str>, now: Timestamp) -> Result<Message, String> {
        let domain = self.from.email.domain();
        let address: Address = address.parse().map_err(|_| "this address cannot be written to".to_owned())?;
        let name = mail.to_name.as_deref().map(|name| text::inline(name).into_owned());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(name, address))
            .subject(text::inline(&mail.subject).into_owned())
            .date(SystemTime::from(now))
            .message_id(Some(format!("<{reference}@{domain}>")))
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("X-Auto-Response-Suppress", "All"))
            .header(ContentType::TEXT_PLAIN);
        if let Some(reply_to) = &self.reply_to {
            message = message.reply_to(reply_to.clone());
        }
        if let Some(number) = mail.thread {
            // All letters of a case answer one that was never sent, by which mail programs put them together.
            let root = format!("<case-{number}@{domain}>");
            message = message.in_reply_to(root.clone()).references(root);
        }
        if let Some(address) = unsubscribe {
            let address = format!("<{address}>");
            message = message
                .raw_header(header("List-Unsubscribe", &address))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        message.body(mail.text.clone()).map_err(|error| text::line(&error.to_string(), ERROR_CHARS))
    }
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// TLS that believes the certificates of a file alone, or those that this machine believes.
fn believed(host: &str, authority: Option<&Path>) -> Result<TlsParameters, String> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = authority {
        let failed = |why: String| format!("{}: {why}", path.display());
        let pem = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
        let certificate = Certificate::from_pem(&pem).map_err(|_| failed("it holds no certificate".to_owned()))?;
        builder = builder.certificate_store(CertificateStore::None).add_root_certificate(certificate);
    }
    builder.build_rustls().map_err(|error| text::line(&error.to_string(), ERROR_CHARS))
}

#[cfg(test)]
mod tests;
