//! Takes the terminal over and gives it back, whatever happens in between.

mod links;
mod screen;

use std::fmt::Display;
use std::io::{self, BufWriter, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::style::Colored;
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute, queue};
use ratatui::backend::IntoCrossterm as _;
use ratatui::layout::Position;
use ratatui::style::Color;

use self::links::Linked;
pub use self::links::follows_links;
use crate::widgets::link::Links;
use crate::widgets::stays::Moved;

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Where the screens are drawn.
pub type Screen = screen::Screen<BufWriter<Stdout>>;

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
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
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
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        if hears_mouse { hear_mouse(true) } else { Ok(()) }
    }
}

/// Hears the mouse, or leaves it to the terminal, which selects text with it.
pub fn hear_mouse(is_heard: bool) -> io::Result<()> {
    if is_heard { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) }
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
        let mut out = io::stdout();
        let _ = execute!(out, DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = out.flush();
        let _ = disable_raw_mode();
    }
}
