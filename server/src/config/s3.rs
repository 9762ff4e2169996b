//! The settings of an S3-compatible store: what is said, what the usual variables of such stores say, and what is wrong with it.

use std::fmt;
use std::path::PathBuf;

use caseport_shared::text;
use object_store::path::Path as Key;
use reqwest::Url;
use serde::Deserialize;

use super::{ConfigError, Environment, LINK_CHARS};
use crate::blob::{Bucket, Patience, Setup};

/// Where a bucket is unless said, for stores that know no regions.
const REGION: &str = "us-east-1";
/// Shortest name of a bucket, in characters.
const BUCKET_CHARS_MIN: usize = 3;
/// Longest name of a bucket, in characters.
const BUCKET_CHARS: usize = 63;

/// Variables that hold where nothing is configured.
pub(super) const USUAL: [&str; 6] =
    ["AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/// A text that is never shown.
#[derive(Clone, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Secret(pub(super) String);

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(not shown)")
    }
}

/// How the bucket that `files` names is reached.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct S3 {
    /// Scheme, host and port; Amazon's own without.
    pub endpoint: Option<String>,
    /// Where the bucket is.
    pub region: Option<String>,
    /// The name of the key.
    pub access_key_id: Option<String>,
    /// The key.
    pub secret_access_key: Option<Secret>,
    /// A token that goes with a key for a while.
    pub session_token: Option<Secret>,
    /// Certificates, in PEM form, that alone are believed of the store; this machine's without.
    pub ca: Option<PathBuf>,
    /// Whether an endpoint elsewhere may be plain HTTP.
    pub plain_http: bool,
}

/// Bucket and folder of `s3://BUCKET/FOLDER`.
fn place(url: &str) -> Result<(&str, &str), ConfigError> {
    let wrong = |why: &str| ConfigError(format!("files: {why}"));
    let place = url
        .strip_prefix("s3://")
        .ok_or_else(|| wrong("a bucket such as s3://my-bucket/caseport; without it, a folder of the data folder"))?;
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, '-' | '.');
    if !(BUCKET_CHARS_MIN..=BUCKET_CHARS).contains(&bucket.len())
        || !bucket.chars().all(is_sign)
        || !bucket.starts_with(char::is_alphanumeric)
    {
        return Err(wrong("the name of a bucket has 3 to 63 small letters, digits, dots and hyphens"));
    }
    let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
    let is_plain = Key::parse(prefix).is_ok_and(|key| key.as_ref() == prefix) && text::line(prefix, LINK_CHARS) == prefix;
    if is_plain { Ok((bucket, prefix)) } else { Err(wrong("a folder in a bucket is named without . and .. and blank parts")) }
}

impl S3 {
    /// Fills in what the usual variables say. A key is taken as a whole from one of both.
    pub(super) fn fill(&mut self, environment: &Environment) {
        let usual = |name: &str| environment.0.get(name).filter(|given| !given.is_empty()).cloned();
        self.endpoint = self.endpoint.take().or_else(|| usual("AWS_ENDPOINT_URL"));
        self.region = self.region.take().or_else(|| usual("AWS_REGION")).or_else(|| usual("AWS_DEFAULT_REGION"));
        if self.access_key_id.is_none() && self.secret_access_key.is_none() && self.session_token.is_none() {
            self.access_key_id = usual("AWS_ACCESS_KEY_ID");
            self.secret_access_key = usual("AWS_SECRET_ACCESS_KEY").map(Secret);
            self.session_token = usual("AWS_SESSION_TOKEN").map(Secret);
        }
    }

    /// Looks at every setting without asking anybody.
    pub(super) fn check(&self, files: &str) -> Result<(), ConfigError> {
        self.setup(files).map(|_| ())
    }

    /// The bucket that `files` names.
    pub(super) fn bucket(&self, files: &str) -> Result<Bucket, ConfigError> {
        Bucket::new(&self.setup(files)?).map_err(|why| ConfigError(format!("s3: {}", text::line(&why, LINK_CHARS))))
    }

    fn setup<'a>(&'a self, files: &'a str) -> Result<Setup<'a>, ConfigError> {
        let wrong = |setting: &str, why: &str| ConfigError(format!("s3.{setting}: {why}"));
        let (bucket, prefix) = place(files)?;
        let is_here = match &self.endpoint {
            Some(endpoint) => self.check_endpoint(endpoint)?,
            None => false,
        };
        let region = match (&self.region, &self.endpoint) {
            (Some(region), _) => region,
            (None, Some(_)) => REGION,
            (None, None) => {
                return Err(wrong("region", "the region of the bucket, such as eu-central-1, or an endpoint elsewhere than Amazon"));
            }
        };
        let is_word = |text: &str| !text.is_empty() && text.len() <= LINK_CHARS && text.chars().all(|sign| sign.is_ascii_graphic());
        if !is_word(region) {
            return Err(wrong("region", "one word, such as eu-central-1"));
        }
        let secret = |setting: &'static str, secret: &'a Secret| {
            if secret.0.chars().all(|sign| sign.is_ascii_graphic()) && !secret.0.is_empty() {
                Ok(secret.0.as_str())
            } else {
                Err(wrong(setting, "one word without blanks"))
            }
        };
        let given = self.access_key_id.as_deref().filter(|id| is_word(id));
        let access_key_id = given.ok_or_else(|| wrong("access_key_id", "the name of a key; AWS_ACCESS_KEY_ID may hold it"))?;
        let given = self.secret_access_key.as_ref().ok_or_else(|| wrong("secret_access_key", "the key; AWS_SECRET_ACCESS_KEY may hold it"));
        let secret_access_key = secret("secret_access_key", given?)?;
        let session_token = self.session_token.as_ref().map(|token| secret("session_token", token)).transpose()?;
        let endpoint = self.endpoint.as_deref().map(|endpoint| endpoint.trim_end_matches('/'));
        let authority = self.ca.as_deref();
        Ok(Setup {
            bucket,
            prefix,
            endpoint,
            is_here,
            region,
            access_key_id,
            secret_access_key,
            session_token,
            authority,
            patience: Patience::default(),
        })
    }

    /// Whether an endpoint is this machine; refused where it is none, or plain without having been said so.
    fn check_endpoint(&self, endpoint: &str) -> Result<bool, ConfigError> {
        let wrong = |why: &str| ConfigError(format!("s3.endpoint: {why}"));
        let url = Url::parse(endpoint).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        let url = url.ok_or_else(|| wrong("an address such as https://s3.example.com:9000"))?;
        if !url.username().is_empty() || url.password().is_some() || url.path() != "/" || url.query().is_some() || url.fragment().is_some()
        {
            return Err(wrong("scheme, host and port alone; what follows belongs to files, and a key to access_key_id"));
        }
        let host = url.host_str().unwrap_or_default();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let is_here = host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
        if url.scheme() == "http" && !is_here && !self.plain_http {
            return Err(wrong("anybody on the way could read files over http; use https, or set s3.plain_http"));
        }
        Ok(is_here)
    }
}
