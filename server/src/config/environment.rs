//! Variables of the environment that are settings: which they are, and how the text of each is read.

use std::collections::BTreeMap;

use figment::value::{Dict, Map, Value};
use figment::{Metadata, Profile, Provider};

use super::s3;

/// Variables over the file, with the setting that each stands for and how its text is read.
pub(super) const VARIABLES: &[(&str, &[&str], Kind)] = &[
    ("CASEPORT_BRAND", &["brand"], Kind::Text),
    ("CASEPORT_IDEAS_LINK", &["ideas_link"], Kind::Text),
    ("CASEPORT_PUBLIC_HOST", &["public_host"], Kind::Text),
    ("CASEPORT_DATA", &["data"], Kind::Text),
    ("CASEPORT_DATABASE", &["database"], Kind::Text),
    ("CASEPORT_DATABASE_CA", &["database_ca"], Kind::Text),
    ("CASEPORT_FILES", &["files"], Kind::Text),
    ("CASEPORT_S3_ENDPOINT", &["s3", "endpoint"], Kind::Text),
    ("CASEPORT_S3_REGION", &["s3", "region"], Kind::Text),
    ("CASEPORT_S3_ACCESS_KEY_ID", &["s3", "access_key_id"], Kind::Text),
    ("CASEPORT_S3_SECRET_ACCESS_KEY", &["s3", "secret_access_key"], Kind::Text),
    ("CASEPORT_S3_SESSION_TOKEN", &["s3", "session_token"], Kind::Text),
    ("CASEPORT_S3_CA", &["s3", "ca"], Kind::Text),
    ("CASEPORT_S3_PLAIN_HTTP", &["s3", "plain_http"], Kind::Truth),
    ("CASEPORT_LISTEN", &["listen"], Kind::Text),
    ("CASEPORT_AUTO_CLOSE_DAYS", &["auto_close_days"], Kind::Number),
    ("CASEPORT_AGENTS_PUBLISH", &["agents_publish"], Kind::Truth),
    ("CASEPORT_TRUSTED_PROXIES", &["trusted_proxies"], Kind::List),
    ("CASEPORT_METRICS", &["metrics"], Kind::Text),
    ("CASEPORT_TLS_CERTIFICATE", &["tls", "certificate"], Kind::Text),
    ("CASEPORT_TLS_KEY", &["tls", "key"], Kind::Text),
    ("CASEPORT_SSH_LISTEN", &["ssh", "listen"], Kind::Text),
    ("CASEPORT_SSH_STAFF_PASSWORDS", &["ssh", "staff_passwords"], Kind::Truth),
    ("CASEPORT_SSH_IDLE_MINUTES", &["ssh", "idle_minutes"], Kind::Number),
    ("CASEPORT_MAIL_SERVER", &["mail", "server"], Kind::Text),
    ("CASEPORT_MAIL_FROM", &["mail", "from"], Kind::Text),
    ("CASEPORT_MAIL_REPLY_TO", &["mail", "reply_to"], Kind::Text),
    ("CASEPORT_MAIL_CA", &["mail", "ca"], Kind::Text),
    ("CASEPORT_MAIL_REJECTS", &["mail", "rejects"], Kind::Text),
    ("CASEPORT_LIMITS_ATTACHMENT_BYTES", &["limits", "attachment_bytes"], Kind::Number),
    ("CASEPORT_LOG", &["log", "filter"], Kind::Text),
    ("CASEPORT_LOG_FORMAT", &["log", "format"], Kind::Text),
];

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    Number,
    /// true or false.
    Truth,
    /// Separated by commas.
    List,
}

/// Variables of the environment that are settings.
#[derive(Debug, Clone, Default)]
pub struct Environment(pub(super) BTreeMap<String, String>);

impl Environment {
    /// The process's own.
    pub fn of_process() -> Self {
        let names = VARIABLES.iter().map(|(name, _, _)| *name).chain(s3::USUAL);
        let text = |name: &str| Some((name.to_owned(), std::env::var_os(name)?.to_string_lossy().into_owned()));
        Self(names.filter_map(text).collect())
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Environment {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Self(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
    }
}

impl Provider for Environment {
    fn metadata(&self) -> Metadata {
        Metadata::named("environment")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let mut all = Dict::new();
        for (name, path, kind) in VARIABLES {
            let Some(given) = self.0.get(*name).filter(|given| !given.is_empty()) else { continue };
            let value = match kind {
                Kind::Text => Value::from(given.as_str()),
                Kind::Number => given.trim().parse::<u64>().map_or_else(|_| Value::from(given.as_str()), Value::from),
                Kind::Truth => given.trim().parse::<bool>().map_or_else(|_| Value::from(given.as_str()), Value::from),
                Kind::List => Value::from(given.split(',').map(str::trim).collect::<Vec<_>>()),
            };
            match path {
                [key] => all.insert((*key).to_owned(), value),
                [table, key, ..] => {
                    let entry = all.entry((*table).to_owned()).or_insert_with(|| Value::from(Dict::new()));
                    if let Value::Dict(_, table) = entry {
                        table.insert((*key).to_owned(), value);
                    }
                    None
                }
                [] => None,
            };
        }
        Ok(Map::from([(Profile::Default, all)]))
    }
}
