//! Carries requests over HTTP.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::{StreamExt as _, TryStreamExt as _};
use reqwest::Url;

use super::transport::{Body, Pieces, Transport, Unreachable};

/// How long a connection may take to come about.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);
/// How long an unused connection is kept.
const KEPT: Duration = Duration::from_secs(30);

/// Silence of a connection after which the system asks the server's whether it is there, which wakes neither program.
pub(super) const PROBED_AFTER: Duration = Duration::from_secs(20);
/// How long the server's system may take to answer before it is asked again.
const PROBED_EACH: Duration = Duration::from_secs(5);
/// How often it is asked before the connection is lost.
const PROBES: u32 = 4;

/// A server's address that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no address.
    #[error("\"{0}\" is not the address of a server, such as https://support.example.com")]
    Invalid(String),
    /// The system's certificates cannot be read.
    #[error("no secure connections: {0}")]
    Certificates(String),
}

/// Requests over HTTP to one server; over TLS with the certificates that the system trusts.
#[derive(Debug, Clone)]
pub struct Http {
    client: reqwest::Client,
    base: Url,
    server: Arc<str>,
}

/// Reads a server's address: `http` or `https`, a host, perhaps a port and a path, nothing else.
pub fn address(text: &str) -> Result<Url, AddressError> {
    let invalid = || AddressError::Invalid(caseport_shared::text::line(text, 200));
    let mut url = Url::parse(text.trim()).map_err(|_| invalid())?;
    let plain = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    if !plain || !url.has_host() || url.query().is_some() || url.fragment().is_some() {
        return Err(invalid());
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}

/// Whether the server is this machine, reached without leaving it.
pub fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl Http {
    /// Requests to a server; the process must have a default provider for rustls.
    pub fn new(server: &str) -> Result<Self, AddressError> {
        let base = address(server)?;
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("caseport/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_LIMIT)
            .pool_idle_timeout(KEPT)
            .tcp_keepalive(PROBED_AFTER)
            .tcp_keepalive_interval(PROBED_EACH)
            .tcp_keepalive_retries(PROBES)
            .redirect(reqwest::redirect::Policy::none());
        if is_loopback(&base) {
            builder = builder.no_proxy();
        }
        if base.scheme() == "http" {
            // Reading the system's certificates takes longer than a first frame may, and is for nothing here.
            let none = rustls::ClientConfig::builder().with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
            builder = builder.tls_backend_preconfigured(none);
        }
        let client = builder.build().map_err(|error| AddressError::Certificates(innermost(&error)))?;
        let server = base.as_str().trim_end_matches('/').into();
        Ok(Self { client, base, server })
    }

    fn request(&self, request: http::Request<Body>) -> Result<reqwest::Request, Unreachable> {
        let (head, body) = request.into_parts();
        let path = head.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
        let whole = format!("{}{path}", self.base.as_str().trim_end_matches('/'));
        let url = Url::parse(&whole).map_err(|error| Unreachable::Connect(error.to_string()))?;
        let mut out = reqwest::Request::new(head.method, url);
        *out.headers_mut() = head.headers;
        match body {
            Body::Empty => {}
            Body::Whole(bytes) => *out.body_mut() = Some(bytes.into()),
            Body::Stream { len, pieces } => {
                out.headers_mut().extend(len.map(|len| (http::header::CONTENT_LENGTH, len.into())));
                *out.body_mut() = Some(reqwest::Body::wrap_stream(pieces));
            }
        }
        Ok(out)
    }
}

impl Transport for Http {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<http::Response<Pieces>, Unreachable>> {
        let client = self.client.clone();
        let request = self.request(request);
        Box::pin(async move {
            let answer = client.execute(request?).await.map_err(|error| reason(&error))?;
            let (status, headers) = (answer.status(), answer.headers().clone());
            let pieces: Pieces = answer.bytes_stream().map_err(|error| reason(&error)).boxed();
            let mut out = http::Response::new(pieces);
            *out.status_mut() = status;
            *out.headers_mut() = headers;
            Ok(out)
        })
    }

    fn server(&self) -> &str {
        &self.server
    }
}

fn reason(error: &reqwest::Error) -> Unreachable {
    let detail = innermost(error);
    if !error.is_connect() {
        return Unreachable::Lost(detail);
    }
    let mut source = error.source();
    while let Some(inner) = source {
        let wrapped = inner.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        if inner.is::<rustls::Error>() || wrapped.is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>) {
            return Unreachable::Tls(detail);
        }
        source = inner.source();
    }
    Unreachable::Connect(detail)
}

/// The last cause in a chain: the one that tells a person something. It may quote the other side, so it is made safe.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(inner) = last.source() {
        last = inner;
    }
    caseport_shared::text::line(&last.to_string(), 300)
}

#[cfg(test)]
mod tests {
    use super::{address, is_loopback};

    #[test]
    fn an_address_is_scheme_and_host_and_no_more() {
        assert_eq!(address(" https://help.example.com/portal/ ").unwrap().as_str(), "https://help.example.com/portal");
        for text in ["", "help.example.com", "ftp://a.example", "https://me:secret@a.example", "https://a.example/?x=1", "file:///etc"] {
            assert!(address(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_this_machine_is_loopback() {
        for (text, expected) in [
            ("http://127.0.0.1:8025", true),
            ("http://[::1]:8025", true),
            ("http://localhost", true),
            ("http://127.0.0.1.example.com", false),
            ("http://10.0.0.1", false),
        ] {
            assert_eq!(is_loopback(&address(text).unwrap()), expected, "{text}");
        }
    }
}
