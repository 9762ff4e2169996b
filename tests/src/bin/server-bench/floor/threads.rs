//! The threads of the floor: four that read, and one that commits many changes at once, or eight that commit one each on PostgreSQL.

use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};
use tokio::sync::oneshot;

use super::link::{Link, Place};
use super::reads::{Question, answer};
use super::writes::{Change, Indexed, index, write};

/// Reading threads, as many as the server's.
const READERS: usize = 4;
/// Writing threads on PostgreSQL, as many as the server's.
const WRITERS: usize = 8;
/// Changes that share a commit, as many as the server's.
const BATCH: usize = 256;
/// Questions and changes that may wait.
const WAITING: usize = 1_024;

type Asked = (Question, oneshot::Sender<Vec<u8>>);
type Wanted = (Change, oneshot::Sender<()>);

/// Where questions and changes are handed in.
#[derive(Clone)]
pub(crate) struct Threads {
    questions: Sender<Asked>,
    changes: Sender<Wanted>,
}

impl Threads {
    /// Starts them.
    pub(crate) fn start(place: &Place) -> Self {
        let (questions, asked) = bounded::<Asked>(WAITING);
        let (changes, wanted) = bounded::<Wanted>(WAITING);
        let place = Arc::new(place.clone());
        for _ in 0..READERS {
            let (place, asked) = (Arc::clone(&place), asked.clone());
            thread::spawn(move || read_loop(Link::open(&place), &asked));
        }
        let writers = if matches!(*place, Place::Sqlite(_)) { 1 } else { WRITERS };
        for _ in 0..writers {
            let (place, wanted) = (Arc::clone(&place), wanted.clone());
            thread::spawn(move || write_loop(Link::open(&place), &wanted));
        }
        Self { questions, changes }
    }

    /// Asks.
    pub(crate) async fn ask(&self, question: Question) -> Vec<u8> {
        let (send, receive) = oneshot::channel();
        self.questions.try_send((question, send)).expect("few ask at once");
        receive.await.expect("a reader answers")
    }

    /// Has something written, and waits until it is durable.
    pub(crate) async fn change(&self, change: Change) {
        let (send, receive) = oneshot::channel();
        self.changes.try_send((change, send)).expect("few change at once");
        receive.await.expect("a writer answers");
    }
}

fn read_loop(mut link: Link, asked: &Receiver<Asked>) {
    for (question, send) in asked {
        drop(send.send(answer(&mut link, &question)));
    }
}

fn write_loop(mut link: Link, wanted: &Receiver<Wanted>) {
    let batch = if matches!(link, Link::Sqlite(_)) { BATCH } else { 1 };
    let [begin, commit] = if matches!(link, Link::Sqlite(_)) { ["BEGIN IMMEDIATE", "COMMIT"] } else { ["BEGIN", "COMMIT"] };
    while let Ok(first) = wanted.recv() {
        let mut done = Vec::new();
        link.run(begin, &[]);
        let mut indexed: Vec<Indexed> = Vec::new();
        for (change, send) in std::iter::once(first).chain(wanted.try_iter().take(batch - 1)) {
            indexed.extend(write(&mut link, &change));
            done.push(send);
        }
        indexed.sort_by_key(Indexed::case);
        for row in &indexed {
            index(&mut link, row);
        }
        link.run(commit, &[]);
        for send in done {
            let _ = send.send(());
        }
    }
}
