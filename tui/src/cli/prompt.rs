//! Asks a person on a terminal; what they type can stay unseen.

use std::io::{self, Write as _};

use crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal;

/// Longest line that is taken, in characters.
const LINE_CHARS: usize = 2_000;

/// The terminal as it was, however the question ends.
struct Raw;

impl Raw {
    fn enter() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // There is nobody to tell, and nothing else to try.
        let _ = terminal::disable_raw_mode();
    }
}

/// Asks on the terminal of this process; waits until it is answered.
///
/// # Errors
/// `Interrupted` when the person gives up with Ctrl-C or Ctrl-D.
pub fn ask(question: &str, is_secret: bool) -> io::Result<String> {
    let mut out = io::stderr();
    // Raw mode rather than no echo: Ctrl-C arrives as a key, so the terminal is always put right. It begins before the
    // question is there to be answered, for whoever is quick would see the answer.
    let raw = is_secret.then(Raw::enter).transpose()?;
    write!(out, "{question}")?;
    out.flush()?;
    if !is_secret {
        let mut line = String::new();
        if io::stdin().read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        return Ok(line.trim().to_owned());
    }
    let answer = secret();
    drop(raw);
    writeln!(out)?;
    answer
}

/// Puts the terminal right when a question was left behind unanswered; does nothing otherwise.
pub fn restore() {
    // As above: nobody to tell, nothing else to try.
    let _ = terminal::disable_raw_mode();
}

fn secret() -> io::Result<String> {
    let mut line = String::new();
    loop {
        let key = match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => key,
            _ => continue,
        };
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => return Ok(line),
            // The end of a line that was typed ahead, before raw mode.
            KeyCode::Char('j') if is_control => return Ok(line),
            KeyCode::Char('c' | 'd') if is_control => return Err(io::ErrorKind::Interrupted.into()),
            KeyCode::Char('u') if is_control => line.clear(),
            KeyCode::Char(c) if !is_control && line.chars().count() < LINE_CHARS => line.push(c),
            KeyCode::Backspace => {
                line.pop();
            }
            _ => {}
        }
    }
}
