//! Where answers to letters end (C9): it speaks just enough SMTP to reject every recipient with instructions, and takes nothing.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use caseport_shared::text;
use caseport_tui::strings::Strings;
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::Place;

/// Connections at once; further ones are closed.
const CONNECTIONS: usize = 50;
/// Longest line (RFC 5321 section 4.5.3.1.4 asks for 512), in bytes.
const LINE_BYTES: u64 = 1_024;
/// Most lines of a connection.
const LINES: usize = 100;
/// How long the next line may take.
const IDLE: Duration = Duration::from_secs(30);
/// How long a connection lasts at most.
const TOTAL: Duration = Duration::from_mins(2);
/// How long nobody is accepted after the system could not.
const BREATH: Duration = Duration::from_secs(1);
/// Longest line of a reply (RFC 5321 section 4.5.3.1.5) with its code, in characters.
const REPLY_CHARS: usize = 500;

/// Rejects answers until the server stops.
pub async fn serve(listener: TcpListener, place: Place, stopping: CancellationToken) {
    let listener = listener.set_nonblocking(true).and_then(|()| tokio::net::TcpListener::from_std(listener));
    let listener = match listener {
        Ok(listener) => listener,
        Err(error) => return tracing::error!(%error, "answers to letters are not rejected"),
    };
    let (turns, said) = (Arc::new(Semaphore::new(CONNECTIONS)), Arc::new(Said::of(&place)));
    let accepting = async {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => {
                    let Ok(turn) = Arc::clone(&turns).try_acquire_owned() else { continue };
                    let said = Arc::clone(&said);
                    tokio::spawn(async move {
                        let _turn = turn;
                        let (from, to) = stream.into_split();
                        // Whoever is gone or too slow is not told so.
                        let _ = timeout(TOTAL, talk(BufReader::new(from), to, &said)).await;
                    });
                }
                // As long as there are no descriptors left, the next try fails at once.
                Err(_) => tokio::time::sleep(BREATH).await,
            }
        }
    };
    stopping.run_until_cancelled(accepting).await;
}

/// What is said to whoever sends an answer.
struct Said {
    host: String,
    rejected: String,
}

impl Said {
    fn of(place: &Place) -> Self {
        let host = place.ssh.as_ref().map_or("caseport", |(reach, _)| reach.host.as_str());
        let strings = Strings::english();
        let brand = text::inline(&place.brand).into_owned();
        let commands = place.over_ssh(&["case", "list"]).into_iter().chain(["caseport case list".to_owned()]);
        let lines: Vec<String> = std::iter::once(strings.text_with("mail-rejected", &[("brand", brand.into())])).chain(commands).collect();
        let last = lines.len() - 1;
        let line = |(at, line): (usize, &String)| format!("550{}5.7.1 {}\r\n", if at == last { ' ' } else { '-' }, plain(line));
        Self { host: plain(host), rejected: lines.iter().enumerate().map(line).collect() }
    }

    /// The reply to a line, and whether it is the last.
    fn reply(&self, line: &str) -> (String, bool) {
        let verb: String = line.chars().take_while(char::is_ascii_alphabetic).collect();
        let simple = |reply: &str| (format!("{reply}\r\n"), false);
        match verb.to_ascii_uppercase().as_str() {
            "HELO" | "EHLO" => simple(&format!("250 {}", self.host)),
            "MAIL" | "RSET" | "NOOP" => simple("250 2.0.0 ok"),
            "RCPT" => (self.rejected.clone(), false),
            "DATA" => simple("503 5.5.1 no recipient is taken here"),
            "QUIT" => ("221 2.0.0 goodbye\r\n".to_owned(), true),
            _ => simple("502 5.5.1 not done here"),
        }
    }
}

/// Without what a reply may not hold: SMTP has ASCII alone, and one line for each.
fn plain(text: &str) -> String {
    let sign = |sign: char| if sign.is_ascii_graphic() || sign == ' ' { sign } else { '?' };
    text::line(text, REPLY_CHARS).chars().map(sign).collect()
}

/// One connection, from its greeting to its end.
async fn talk(mut from: impl AsyncBufRead + Unpin, mut to: impl AsyncWrite + Unpin, said: &Said) -> std::io::Result<()> {
    to.write_all(format!("220 {} answers are rejected here\r\n", said.host).as_bytes()).await?;
    for _ in 0..LINES {
        let mut line = Vec::new();
        let Ok(read) = timeout(IDLE, (&mut from).take(LINE_BYTES).read_until(b'\n', &mut line)).await else { break };
        if read? == 0 {
            return Ok(());
        }
        if line.last() != Some(&b'\n') {
            to.write_all(b"500 5.5.2 the line is too long\r\n").await?;
            return to.shutdown().await;
        }
        let (reply, is_last) = said.reply(&String::from_utf8_lossy(&line));
        to.write_all(reply.as_bytes()).await?;
        if is_last {
            return to.shutdown().await;
        }
    }
    to.write_all(b"421 4.7.0 goodbye\r\n").await?;
    to.shutdown().await
}

#[cfg(test)]
mod tests;
