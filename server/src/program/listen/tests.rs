use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::routing::get;
use caseport_shared::api::live::ALIVE;
use futures_util::stream;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, duplex};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_util::sync::CancellationToken;

use super::{CONNECTIONS_EACH, PREFACE, PROBED_AFTER, PROBED_EACH, PROBES, Patient, Speaker, builder, serve, tls};
use crate::config::Tls;
use crate::testing::{CERTIFICATE, KEY};

/// Something that listens until it is told to stop.
struct Listening {
    address: SocketAddr,
    stop: CancellationToken,
    ended: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Listening {
    fn new(tls: Option<Arc<rustls::ServerConfig>>) -> Self {
        Self::trusting(tls, Vec::new())
    }

    fn trusting(tls: Option<Arc<rustls::ServerConfig>>, trusted: Vec<IpAddr>) -> Self {
        let endless = async || Body::from_stream(stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 4_096]))));
        let peer = async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.ip().to_string();
        let router = Router::new().route("/peer", get(peer)).route("/endless", get(endless));
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
        let stopped = stop.clone().cancelled_owned();
        let ended = tokio::spawn(async move { serve(listener, tls, router, &trusted, stopped, || {}).await });
        Self { address, stop, ended }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn end(self) {
        self.stop.cancel();
        self.ended.await.unwrap().unwrap();
        // A program that another test starts holds the listener too, from its fork to its exec.
        let closed = async { while TcpStream::connect(self.address).await.is_ok() {} };
        tokio::time::timeout(Duration::from_secs(30), closed).await.unwrap();
    }
}

/// Says something and reads until the other side ends the connection.
async fn heard(mut stream: impl AsyncRead + AsyncWrite + Unpin, said: &[u8]) -> String {
    // A reset is an end as well.
    drop(stream.write_all(said).await);
    let mut heard = Vec::new();
    drop(stream.read_to_end(&mut heard).await);
    String::from_utf8_lossy(&heard).into_owned()
}

#[tokio::test]
async fn a_request_is_answered_and_knows_its_peer() {
    let listening = Listening::new(None);
    let answer = heard(listening.connect().await, b"GET /peer HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\n127.0.0.1"), "{answer}");
    listening.end().await;
}

#[tokio::test]
async fn no_network_takes_all_connections_but_a_trusted_proxy_may() {
    const ASKED: &[u8] = b"GET /peer HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    for trusted in [vec![], vec!["127.0.0.1".parse().unwrap()]] {
        let is_trusted = !trusted.is_empty();
        let listening = Listening::trusting(None, trusted);
        let mut held = Vec::new();
        for _ in 0..CONNECTIONS_EACH {
            held.push(listening.connect().await);
        }
        // They are accepted in the order in which they come.
        let answer = heard(listening.connect().await, ASKED).await;
        assert_eq!(answer.starts_with("HTTP/1.1 200 OK\r\n"), is_trusted, "{answer}");
        held.clear();
        // That those have gone is noticed a little later.
        let noticed = async { while heard(listening.connect().await, ASKED).await.is_empty() {} };
        tokio::time::timeout(Duration::from_secs(30), noticed).await.unwrap();
        listening.end().await;
    }
}

/// In how many hundredths of a second Linux asks, for the other end of a connection, whether this one is there.
#[cfg(target_os = "linux")]
fn asked_in(stream: &TcpStream) -> Option<u64> {
    let port = |address: SocketAddr| format!(":{:04X}", address.port());
    let (near, far) = (port(stream.local_addr().unwrap()), port(stream.peer_addr().unwrap()));
    let table = std::fs::read_to_string("/proc/self/net/tcp").unwrap();
    let rows = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let row = rows.into_iter().find(|row| row[1].ends_with(&far) && row[2].ends_with(&near)).unwrap();
    // Of the kinds of timers it is the second.
    u64::from_str_radix(row[5].strip_prefix("02:")?, 16).ok()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_system_finds_out_whether_a_silent_peer_is_gone() {
    let listening = Listening::new(None);
    let mut stream = listening.connect().await;
    stream.write_all(b"GET /peer HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    stream.read_exact(&mut [0; 12]).await.unwrap();
    // The answer is confirmed a little later.
    let is_asked = async {
        while asked_in(&stream).is_none_or(|left| left > PROBED_AFTER.as_secs() * 100) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), is_asked).await.unwrap();
    assert!(PROBED_AFTER + PROBED_EACH * PROBES < ALIVE, "a stream of hints would hold it up");
    drop(stream);
    listening.end().await;
}

/// Time goes on by itself while everybody waits.
#[tokio::test(start_paused = true)]
async fn whoever_is_silent_or_slow_is_cut_off() {
    let router = Router::new().route("/peer", get(async || "here"));
    let speaker = Speaker { tls: None, builder: builder(), router, stopping: CancellationToken::new() };
    for (said, answer) in [
        (&b""[..], ""),
        (&PREFACE[..1], ""),
        (&PREFACE[..PREFACE.len() - 1], ""),
        (b"GET", ""),
        (b"GET /peer HTTP/1.1\r\nhost: x\r\nx-slow: ", ""),
        // Between requests, too.
        (b"GET /peer HTTP/1.1\r\nhost: x\r\n\r\n", "here"),
    ] {
        let (near, far) = duplex(4_096);
        let speaking = speaker.clone();
        tokio::spawn(async move { speaking.converse(far, ([192, 0, 2, 1], 1).into()).await });
        let heard = heard(near, said).await;
        assert!(heard.ends_with(answer) && heard.is_empty() == answer.is_empty(), "{heard}");
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_takes_nothing_is_cut_off() {
    let (_near, far) = duplex(16);
    let mut patient = Patient::new(far);
    patient.write_all(&[0; 16]).await.unwrap();
    assert_eq!(patient.write_all(&[0; 16]).await.unwrap_err().kind(), std::io::ErrorKind::TimedOut);
}

#[tokio::test(start_paused = true)]
async fn what_does_not_end_in_time_is_cut_off() {
    let listening = Listening::new(None);
    let mut stream = listening.connect().await;
    stream.write_all(b"GET /endless HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    listening.end().await;
}

#[tokio::test]
async fn tls_is_spoken_with_the_files_of_the_configuration() {
    drop(rustls::crypto::ring::default_provider().install_default());
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let (certificate, key) = (put("chain.pem", CERTIFICATE), put("key.pem", KEY));
    let listening = Listening::new(Some(tls(&Tls { certificate: certificate.clone(), key: key.clone() }).unwrap()));
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(CERTIFICATE.as_bytes()).unwrap()).unwrap();
    let config = Arc::new(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth());
    let stream = listening.connect().await;
    let mut stream = TlsConnector::from(config).connect(ServerName::try_from("localhost").unwrap(), stream).await.unwrap();
    stream.write_all(b"GET /peer HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("127.0.0.1"), "{answer}");
    // Someone who does not greet does not hold up the end.
    let _silent = listening.connect().await;
    listening.end().await;

    let refused = |certificate: &Path, key: &Path| {
        let failure = tls(&Tls { certificate: certificate.to_owned(), key: key.to_owned() }).unwrap_err();
        assert_eq!(failure.exit_code(), 3);
        failure.to_string()
    };
    assert!(refused(&folder.path().join("none.pem"), &key).contains("none.pem"));
    assert!(refused(&key, &key).contains("there is no certificate in it"));
    assert!(refused(&certificate, &certificate).starts_with(&format!("configuration: tls: {}", certificate.display())));
}
