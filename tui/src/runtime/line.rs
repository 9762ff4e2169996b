//! A terminal at the other end of a line, of which only bytes are known: they come and go over channels of somebody else's.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

use super::terminal::{Came, Terminal};
use super::typing::Typing;
use crate::app::App;
use crate::effect::{HostAnswer, LocalDraft, Question};
use crate::msg::Msg;
use crate::strings::Strings;
use crate::term::{self, Page, PagedScreen};
use crate::widgets::link::Links;

/// Silence after which what may be the beginning of a key is one; packets of a far terminal come unevenly.
const SILENCE: Duration = Duration::from_millis(50);
/// Bytes that are made messages of at once; the rest waits as bytes, which takes less room.
const FEED: usize = 512;
/// How long a terminal that takes nothing may keep the end from whoever waits for it.
const LEAVE_LIMIT: Duration = Duration::from_secs(2);
/// The size of a terminal that knows none.
const USUAL: (u16, u16) = (80, 24);
/// The least size that anything is drawn on.
pub(super) const LEAST: (u16, u16) = (20, 4);
/// The greatest size that is drawn on, for cells cost memory; beyond it a window stays empty.
pub(super) const GREATEST: (u16, u16) = (300, 100);

/// A terminal at the other end of a line.
pub struct Remote {
    /// What it sends, in order; that nothing more can come means that it is gone.
    pub input: mpsc::Receiver<Input>,
    /// What it is sent, each time a whole frame. Give it room for one: a frame is only drawn once the one before was taken.
    pub output: mpsc::Sender<Bytes>,
    /// Columns and rows of its window at the beginning, as it said.
    pub size: (u16, u16),
    /// Told what is to be said once the terminal was given back; what was typed may still be on its way to the server then.
    pub farewell: oneshot::Sender<Vec<String>>,
    /// Who keeps what was typed when the sign-in is no more.
    pub heir: Heir,
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remote").field("size", &self.size).finish_non_exhaustive()
    }
}

/// Keeps a draft for somebody whose sign-in has ended, where they still may have one; tells whether it is kept.
pub type Heir = Box<dyn Fn(LocalDraft) -> BoxFuture<'static, bool> + Send + Sync>;

/// What a terminal at the other end of a line sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// What was typed or pasted, cut anywhere.
    Bytes(Bytes),
    /// Its window has other columns and rows from now on.
    Size(u16, u16),
}

/// The line to it.
pub(super) struct Line {
    input: mpsc::Receiver<Input>,
    output: mpsc::Sender<Bytes>,
    typing: Typing,
    /// Bytes that have come and are not made messages of.
    rest: Bytes,
    screen: PagedScreen,
    page: Page,
    /// A size that the next frame will have.
    size: Option<(u16, u16)>,
    /// A text that was copied and is to be sent with the next frame.
    copied: Option<String>,
    /// Whether the mouse is to be told of, where the terminal does not know yet.
    mouse: Option<bool>,
    /// What the terminal is to be asked after the next frame.
    question: Option<Question>,
    /// Whether a frame waits for room.
    is_due: bool,
    is_gone: bool,
}

impl Line {
    /// The first bytes take the terminal.
    pub(super) fn new((input, output): (mpsc::Receiver<Input>, mpsc::Sender<Bytes>), size: (u16, u16), links: Links) -> Self {
        let (screen, mut page) = term::paged(links, fitted(size));
        term::enter(&mut page).expect("memory takes everything");
        Self {
            input,
            output,
            typing: Typing::new(SILENCE),
            rest: Bytes::new(),
            screen,
            page,
            size: None,
            copied: None,
            mouse: None,
            question: None,
            is_due: false,
            is_gone: false,
        }
    }

    /// Gives the terminal back, and waits for a while until it takes that; what it sends meanwhile is passed over.
    pub(super) async fn leave(mut self) {
        let output = self.output;
        // A frame with a picture may take longer than anybody waits here; whoever sends it sends this after it.
        let mut given_back = tokio::spawn(async move {
            // Nobody is left to be told when this fails.
            let _ = output.send(term::restoring()).await;
        });
        let hung_up = async { while self.input.recv().await.is_some() {} };
        tokio::select! {
            biased;
            _ = &mut given_back => {}
            () = hung_up => given_back.abort(),
            // It may never take anything again, and never say so.
            () = tokio::time::sleep(LEAVE_LIMIT) => {}
        }
    }

    /// All that the next frame changes, in the order in which a terminal needs it.
    fn frame(&mut self, app: &App) -> std::io::Result<Vec<u8>> {
        if let Some(is_heard) = self.mouse.take() {
            term::write_mouse(&mut self.page, is_heard)?;
        }
        if let Some(text) = self.copied.take() {
            term::write_copy(&mut self.page, &text)?;
        }
        if let Some(size) = self.size.take() {
            self.screen.resize(size)?;
        }
        self.screen.draw(|frame, number| app.view_after(frame, number))?;
        if let Some(question) = self.question.take() {
            term::write_question(&mut self.page, question)?;
            self.typing.expect();
        }
        Ok(self.page.take())
    }
}

impl Terminal for Line {
    async fn next(&mut self) -> Came {
        // Whoever sends much must not keep a thread from the others at whose terminals a server is, too.
        tokio::task::consume_budget().await;
        loop {
            if let Some(msg) = self.typing.pop() {
                return Came::Msg(msg);
            }
            if !self.rest.is_empty() {
                let part = self.rest.split_to(self.rest.len().min(FEED));
                self.typing.feed(&part);
                continue;
            }
            if self.is_gone {
                return std::future::pending().await;
            }
            tokio::select! {
                biased;
                input = self.input.recv() => match input {
                    Some(Input::Bytes(bytes)) => self.rest = bytes,
                    Some(Input::Size(columns, rows)) => {
                        self.size = Some(fitted((columns, rows)));
                        return Came::Msg(Msg::Resized);
                    }
                    None => {
                        self.is_gone = true;
                        return Came::Msg(Msg::Leave);
                    }
                },
                () = self.output.closed() => {
                    self.is_gone = true;
                    return Came::Msg(Msg::Leave);
                }
                () = self.typing.silence() => self.typing.decide(),
                _ = self.output.reserve(), if self.is_due => return Came::Room,
            }
        }
    }

    /// What is drawn next has the size that was told last; a window that changes many times costs one frame.
    fn resize(&mut self) {}

    fn draw(&mut self, app: &App) {
        if self.is_gone {
            return;
        }
        let room = match self.output.clone().try_reserve_owned() {
            Ok(room) => room,
            Err(TrySendError::Full(_)) => {
                self.is_due = true;
                return;
            }
            // The next wait tells.
            Err(TrySendError::Closed(_)) => return,
        };
        self.is_due = false;
        let frame = self.frame(app).expect("memory takes everything");
        if !frame.is_empty() {
            room.send(frame.into());
        }
    }

    fn copy(&mut self, text: &str) {
        self.copied = Some(text.to_owned());
    }

    fn hear_mouse(&mut self, is_heard: bool) {
        self.mouse = Some(is_heard);
    }

    fn inquire(&mut self, question: Question) {
        self.question = Some(question);
    }

    async fn edit(&mut self, _: &str, text: String, _: &Strings, _: bool) -> Result<HostAnswer, String> {
        // A far machine's programs are out of reach: the text stays as it is.
        Ok(HostAnswer::Edited(text))
    }
}

/// A size that can be drawn on.
pub(super) fn fitted((columns, rows): (u16, u16)) -> (u16, u16) {
    let fit = |told: u16, usual, least, greatest| if told == 0 { usual } else { told.clamp(least, greatest) };
    (fit(columns, USUAL.0, LEAST.0, GREATEST.0), fit(rows, USUAL.1, LEAST.1, GREATEST.1))
}
