//! Somebody who comes in over SSH and looks at the screens.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use russh::ChannelMsg;
use russh::client::{self, Handle, Msg};
use russh::keys::ssh_key::PrivateKey;
use russh::keys::{PrivateKeyWithHashAlg, PublicKeyOrCertificate};
use tokio::net::TcpSocket;
use tokio::sync::mpsc;

/// Columns and rows of each window.
const SIZE: (u32, u32) = (120, 40);
/// Silence after which what a key changed is all there.
const QUIET: Duration = Duration::from_millis(30);

struct Anyone;

impl client::Handler for Anyone {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }
}

/// One connection with its screens open; everything that it is sent is read.
pub(crate) struct Guest {
    pub(crate) signed_in_after: Duration,
    pub(crate) frame_after: Duration,
    channel: russh::ChannelWriteHalf<Msg>,
    frames: mpsc::UnboundedReceiver<Instant>,
    _handle: Handle<Anyone>,
}

impl Guest {
    /// Comes in from one of this machine's addresses.
    pub(crate) async fn come_in(port: u16, address: usize, key: PrivateKey) -> Self {
        let began = Instant::now();
        let socket = TcpSocket::new_v4().expect("a socket");
        let from = Ipv4Addr::new(127, 0, 1, u8::try_from(address % 250).unwrap_or_default() + 1);
        socket.bind((from, 0).into()).expect("an address of this machine");
        let stream = socket.connect((Ipv4Addr::LOCALHOST, port).into()).await.expect("the door is open");
        let config = Arc::new(client::Config { nodelay: true, ..client::Config::default() });
        let mut handle = client::connect_stream(config, stream, Anyone).await.expect("a connection");
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
        let outcome = handle.authenticate_publickey("cases", key).await.expect("an answer");
        assert!(outcome.success(), "the key signs nobody in");
        let signed_in = Instant::now();
        let channel = handle.channel_open_session().await.expect("a channel");
        channel.request_pty(false, "xterm-256color", SIZE.0, SIZE.1, 0, 0, &[]).await.expect("a terminal");
        channel.request_shell(false).await.expect("the screens");
        let (reading, channel) = channel.split();
        let (tell, mut frames) = mpsc::unbounded_channel();
        tokio::spawn(read(reading, tell));
        let first = frames.recv().await.expect("a frame");
        Self { signed_in_after: signed_in - began, frame_after: first - signed_in, channel, frames, _handle: handle }
    }

    /// Presses keys one after the other; how long each took until the last that came of it.
    pub(crate) async fn keys(&mut self, count: usize) -> Vec<Duration> {
        self.settle().await;
        let mut spans = Vec::new();
        for at in 0..count {
            let pressed = Instant::now();
            let key: &[u8] = if at % 20 < 10 { b"j" } else { b"k" };
            self.channel.data(key).await.expect("the key is sent");
            if let Some(last) = self.settle().await {
                spans.push(last - pressed);
            }
        }
        spans
    }

    /// Waits until nothing comes any more; when the last came.
    async fn settle(&mut self) -> Option<Instant> {
        let mut last = None;
        while let Ok(Some(at)) = tokio::time::timeout(QUIET, self.frames.recv()).await {
            last = Some(at);
        }
        last
    }
}

async fn read(mut reading: russh::ChannelReadHalf, tell: mpsc::UnboundedSender<Instant>) {
    while let Some(message) = reading.wait().await {
        if matches!(message, ChannelMsg::Data { .. }) && tell.send(Instant::now()).is_err() {
            return;
        }
    }
}
