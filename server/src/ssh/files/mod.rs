//! Files over SSH: `sftp` and `scp` on the same API as everything else, so that limits, rights, names and refusals are the same.
//!
//! The protocol is spoken here and not by russh-sftp's server, whose loop has no end to wait for, writes a line into the log for
//! each bad packet, and answers a name that is no UTF-8 under a number that nobody waits for.

mod fault;
mod incoming;
mod outgoing;
mod path;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod properties;
mod scp;
mod session;
mod source;
#[cfg(test)]
mod tests;
mod tree;
mod wire;

use std::sync::Arc;

use bytes::Bytes;
use caseport_shared::text::inline;
use caseport_tui::api::Api;
use caseport_tui::cli::Exit;
use caseport_tui::strings::Strings;
use tokio::sync::mpsc;

pub(super) use self::scp::Copy;

use self::fault::Fault;
use self::incoming::{Kept, Unkept};
use self::source::Source;
use self::wire::Code;
use super::output::{Piece, Pieces};

/// Lines that one channel says beside its protocol; after them only codes tell what cannot be.
const LINES: usize = 100;

/// How files come and go.
pub(super) enum Way {
    /// The subsystem `sftp`.
    Sftp,
    /// `scp -O`.
    Scp(Copy),
}

/// The client's side of a channel, beside what a protocol says on it.
struct Line {
    strings: Arc<Strings>,
    server: String,
    pieces: Pieces,
    /// Lines that may still be said.
    left: usize,
}

impl Line {
    /// Sends what a protocol says; false when nobody takes it.
    async fn answer(&self, bytes: Bytes) -> bool {
        self.pieces.send(Piece::Out(bytes)).await.is_ok()
    }

    /// Says something to the person: OpenSSH's clients show of an answer its code alone, and pass on what comes as an error.
    async fn say(&mut self, words: &str) {
        if self.left > 0 {
            self.left -= 1;
            // Whoever is gone is told nothing.
            let _ = self.pieces.send(Piece::Err(format!("{}\n", inline(words)).into())).await;
        }
    }

    fn fault(&self, error: &caseport_tui::api::ApiError) -> Fault {
        Fault::of(&self.strings, &self.server, error)
    }

    fn unkept(&self, why: &Unkept) -> Fault {
        match why {
            Unkept::Api(error) => self.fault(error),
            Unkept::Gap => Fault::said(Code::Unsupported, &self.strings, "ssh-files-gap"),
            Unkept::Failed => Fault::said(Code::Failure, &self.strings, "ssh-files-failed"),
        }
    }

    /// What there is to say of a file that was kept: on which draft it is, or that it has another name than was asked for.
    fn about(&self, asked: &str, kept: &Kept) -> Option<String> {
        let (name, strings) = (&kept.view.name, &self.strings);
        match &kept.draft {
            Some(subject) if subject.is_empty() => Some(strings.text_with("ssh-files-on-draft", &[("name", name.as_str().into())])),
            Some(subject) => {
                let values = [("name", name.as_str().into()), ("subject", subject.as_str().into())];
                Some(strings.text_with("ssh-files-on-draft-of", &values))
            }
            None if name == asked => None,
            None => Some(strings.text_with("ssh-files-named", &[("name", name.as_str().into())])),
        }
    }
}

/// Serves files on a channel until its client has no further wish.
pub(super) async fn serve(way: Way, api: Api, strings: Arc<Strings>, stdin: mpsc::Receiver<Bytes>, pieces: Pieces) -> Exit {
    let line = Line { strings, server: api.server().to_owned(), pieces, left: LINES };
    let source = Source::new(stdin);
    match way {
        Way::Sftp => session::Session::new(api, line).run(source).await,
        Way::Scp(copy) => scp::run(copy, api, line, source).await,
    }
}
