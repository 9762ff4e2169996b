//! Takes the terminal over and gives it back, whatever happens in between.

mod links;
mod page;
mod screen;

use std::fmt::Display;
use std::io::{self, BufWriter, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::style::Colored;
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, queue};
use ratatui::backend::IntoCrossterm as _;
use ratatui::layout::Position;
use ratatui::style::Color;

use self::links::Linked;
pub use self::links::follows_links;
pub(crate) use self::page::Page;
use crate::effect::Question;
use crate::widgets::link::Links;
use crate::widgets::stays::Moved;

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Where the screens are drawn.
pub type Screen = screen::Screen<BufWriter<Stdout>>;
/// Where they are drawn for a terminal that somebody else carries the bytes to.
pub(crate) type PagedScreen = screen::Screen<Page>;

/// Holds the terminal; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal: raw keys, the other screen, pastes marked as such. A panic gives it back before it is told.
    pub fn take(links: Links) -> io::Result<(Self, Screen)> {
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                restore();
                before(panic);
            }));
        });
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self(());
        send(enter)?;
        let out = Linked::new(BufWriter::with_capacity(16 * 1024, io::stdout()), links);
        let screen = Screen::new(out, size()?);
        Ok((guard, screen))
    }

    /// Gives the terminal to another program for a while.
    pub fn step_aside() {
        restore();
    }

    /// Takes the terminal back, as it was.
    pub fn step_back(hears_mouse: bool) -> io::Result<()> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        send(enter)?;
        if hears_mouse { hear_mouse(true) } else { Ok(()) }
    }
}

/// Hears the mouse, or leaves it to the terminal, which selects text with it.
pub fn hear_mouse(is_heard: bool) -> io::Result<()> {
    send(|out| write_mouse(out, is_heard))
}

/// Puts text where the terminal keeps what was copied, if it lets programs do that.
pub fn copy(text: &str) -> io::Result<()> {
    send(|out| write_copy(out, text))
}

/// Sends what is written.
fn send(write: impl FnOnce(&mut Stdout) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::stdout();
    write(&mut out)?;
    out.flush()
}

/// A screen for another terminal than the process's own, and the page on which what must be sent is found.
pub(crate) fn paged(links: Links, size: (u16, u16)) -> (PagedScreen, Page) {
    let page = Page::default();
    (PagedScreen::new(Linked::new(page.clone(), links), size), page)
}

/// Takes a terminal: the other screen, pastes marked as such, no cursor until a frame has one.
pub(crate) fn enter(out: &mut impl Write) -> io::Result<()> {
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)
}

/// Has a terminal tell of the mouse, or not.
pub(crate) fn write_mouse(out: &mut impl Write, is_heard: bool) -> io::Result<()> {
    if is_heard { queue!(out, EnableMouseCapture) } else { queue!(out, DisableMouseCapture) }
}

/// Whether a terminal of this name takes a question for nothing else, and can draw more than text.
pub fn may_be_asked(name: &str) -> bool {
    !matches!(name, "" | "dumb" | "linux")
}

/// Asks the terminal about itself; it answers among the keys, if ever.
pub(crate) fn inquire(question: Question) -> io::Result<()> {
    send(|out| write_question(out, question))
}

/// Asks a terminal about itself.
pub(crate) fn write_question(out: &mut impl Write, question: Question) -> io::Result<()> {
    out.write_all(match question {
        // DA1.
        Question::Kind => b"\x1b[c",
        // The number of its colours, the largest picture at all and that of its window (XTSMGRAPHICS), the size of its cells
        // (XTWINOPS), which some do not tell, and what they all do tell, as the end of it.
        Question::Graphics => b"\x1b[?1;1;0S\x1b[?2;4;0S\x1b[?2;1;0S\x1b[16t\x1b[c",
    })
}

/// Has a terminal keep a text as copied (OSC 52).
pub(crate) fn write_copy(out: &mut impl Write, text: &str) -> io::Result<()> {
    write!(out, "\x1b]52;c;{}\x07", STANDARD.encode(text))
}

/// Gives a terminal back, whatever was sent to it before.
fn leave(out: &mut impl Write) -> io::Result<()> {
    queue!(out, DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show)
}

/// What gives a terminal back whose screens were broken off, by a panic or by whoever drops them.
#[expect(clippy::missing_panics_doc, reason = "memory takes everything")]
pub fn restoring() -> Bytes {
    let mut out = Vec::new();
    leave(&mut out).expect("memory takes everything");
    out.into()
}

/// Columns and rows of the window.
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Shows the cursor at a place, or hides it, with what is sent next.
fn cursor(out: &mut impl Write, at: Option<Position>) -> io::Result<()> {
    if let Some(at) = at { queue!(out, cursor::Show, cursor::MoveTo(at.x, at.y)) } else { queue!(out, cursor::Hide) }
}

/// A colour of what is written, as SGR has it.
fn ink(color: Color) -> impl Display {
    Colored::ForegroundColor(color.into_crossterm())
}

/// A colour behind what is written, as SGR has it.
fn ground(color: Color) -> impl Display {
    Colored::BackgroundColor(color.into_crossterm())
}

/// Moves rows with what is sent next, those that follow them being blank, and leaves the cursor anywhere.
///
/// Lines are taken out or put in at the top of a region (DECSTBM, DL, IL): a VT102 knew them, and unlike the newer ways to
/// scroll (SU, SD), the console of Linux does too. The region is there for these bytes alone.
fn scroll(out: &mut impl Write, moved: &Moved) -> io::Result<()> {
    let (top, by) = (moved.rows.start + 1, moved.up.unsigned_abs());
    let way = if moved.up > 0 { 'M' } else { 'L' };
    write!(out, "\x1b[{top};{}r\x1b[{top};1H\x1b[{by}{way}\x1b[r", moved.rows.end)
}

/// Clears everything with what is sent next.
fn clear(out: &mut impl Write) -> io::Result<()> {
    queue!(out, Clear(ClearType::All))
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, once; a terminal that has gone cannot be told.
fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = send(leave);
        let _ = disable_raw_mode();
    }
}
