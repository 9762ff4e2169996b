//! An S3-compatible store: how it is reached and for how long it is waited for; it is asked nowhere but where it was said.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::client::{HttpClient, HttpConnector};
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};
use reqwest::redirect::Policy;
use rustls::{ClientConfig, RootCertStore};

use super::Blobs;
use crate::trust::believed;

/// How `object_store` names this store in its errors.
pub(super) const STORE: &str = "S3";
/// What such stores answer, among more, where there is no bucket.
pub(super) const NO_BUCKET: &str = "<Code>NoSuchBucket</Code>";
/// Bytes of a file that are sent to a bucket in one request; smaller parts are refused by such stores, and each file that is
/// on its way takes as much memory.
pub(super) const BUCKET_PART: usize = 5 * 1024 * 1024;
/// How long a connection to a bucket may take to be made.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a bucket may take to answer, the sending of a part included, and be silent within an answer.
const SILENCE: Duration = Duration::from_secs(30);
/// How long a connection to a bucket is kept that nobody uses.
const KEPT: Duration = Duration::from_mins(1);
/// How often a bucket is asked again that did not answer or had too much to do.
pub(super) const RETRIES: usize = 3;
/// How long after the first time a bucket is asked again.
const RETRIED_FOR: Duration = Duration::from_secs(20);
/// How long is waited before a bucket is asked again for the first time.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// How long is waited at most before a bucket is asked again.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// How long a bucket is waited for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    pub(crate) connect: Duration,
    pub(crate) silence: Duration,
    pub(crate) retries: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: CONNECT, silence: SILENCE, retries: RETRIES }
    }
}

/// What has to be known of a bucket; every setting was looked at before.
#[derive(Clone)]
pub(crate) struct Setup<'a> {
    pub(crate) bucket: &'a str,
    /// Folder of the blobs in the bucket; may be empty.
    pub(crate) prefix: &'a str,
    /// Scheme, host and port; Amazon's own without.
    pub(crate) endpoint: Option<&'a str>,
    /// Whether the endpoint is this machine, which no proxy knows.
    pub(crate) is_here: bool,
    pub(crate) region: &'a str,
    pub(crate) access_key_id: &'a str,
    pub(crate) secret_access_key: &'a str,
    pub(crate) session_token: Option<&'a str>,
    /// Certificates that alone are believed; this machine's without.
    pub(crate) authority: Option<&'a Path>,
    pub(crate) patience: Patience,
}

/// A bucket, or a folder in one; cheap to clone.
#[derive(Clone)]
pub struct Bucket {
    store: Arc<dyn ObjectStore>,
    shown: Arc<str>,
}

impl Bucket {
    /// Makes everything ready to ask a bucket, and asks nothing yet; in one clause why not.
    pub(crate) fn new(setup: &Setup<'_>) -> Result<Self, String> {
        let Patience { retries, .. } = setup.patience;
        let backoff = BackoffConfig { init_backoff: FIRST_PAUSE, max_backoff: LONGEST_PAUSE, ..BackoffConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(setup.bucket)
            .with_region(setup.region)
            .with_access_key_id(setup.access_key_id)
            .with_secret_access_key(setup.secret_access_key)
            .with_retry(RetryConfig { backoff, max_retries: retries, retry_timeout: RETRIED_FOR })
            .with_http_connector(Connector(client(setup)?));
        if let Some(endpoint) = setup.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        if let Some(token) = setup.session_token {
            builder = builder.with_token(token);
        }
        let store = builder.build().map_err(|error| error.to_string())?;
        let store: Arc<dyn ObjectStore> =
            if setup.prefix.is_empty() { Arc::new(store) } else { Arc::new(PrefixStore::new(store, setup.prefix)) };
        let shown = if setup.prefix.is_empty() { String::new() } else { format!("/{}", setup.prefix) };
        Ok(Self { store, shown: format!("s3://{}{shown}", setup.bucket).into() })
    }

    /// The blobs in it.
    pub(super) fn blobs(&self) -> Blobs {
        Blobs { store: Arc::clone(&self.store), part: BUCKET_PART }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.shown)
    }
}

impl fmt::Debug for Bucket {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Bucket({})", self.shown)
    }
}

/// Asks by one client, whatever else `object_store` would do.
#[derive(Debug)]
struct Connector(reqwest::Client);

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.0.clone()))
    }
}

/// What asks: it follows nobody elsewhere, for whatever it sends is signed.
fn client(setup: &Setup<'_>) -> Result<reqwest::Client, String> {
    let is_plain = setup.endpoint.is_some_and(|endpoint| endpoint.starts_with("http://"));
    let tls = if is_plain {
        ClientConfig::builder().with_root_certificates(RootCertStore::empty()).with_no_client_auth()
    } else {
        believed(setup.authority)?
    };
    // No limit of the whole: a file may be large, and whoever downloads it slow.
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("caseportd/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(setup.patience.connect)
        .read_timeout(setup.patience.silence)
        .pool_idle_timeout(KEPT)
        .redirect(Policy::none())
        .https_only(!is_plain)
        .tls_backend_preconfigured(tls);
    if setup.is_here {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| error.to_string())
}
