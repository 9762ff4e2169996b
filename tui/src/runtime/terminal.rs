//! What the runtime needs of a terminal, and the process's own: drawing, copying, stepping aside for an editor.

use std::io;

use caseport_shared::text::inline;

use super::endings::Endings;
use super::keyboard::Keyboard;
use crate::app::App;
use crate::effect::{HostAnswer, Question};
use crate::msg::Msg;
use crate::strings::Strings;
use crate::term::{self, Guard, Screen};

/// Longest edited text that is read back, in bytes.
const EDITED_MAX: u64 = 1024 * 1024;

/// What came from a terminal.
pub(super) enum Came {
    /// Something for the screens.
    Msg(Msg),
    /// A frame that had to wait can be drawn.
    Room,
}

/// A terminal: the process's own, or one at the other end of a line. Once it is gone, it takes everything and shows nothing.
pub(super) trait Terminal {
    /// What comes next; [`Msg::Leave`] once when it is gone. Nothing is lost when it is no longer waited for.
    async fn next(&mut self) -> Came;
    /// Has another size, as it said itself; the next frame is drawn anew.
    fn resize(&mut self);
    /// Draws a frame, now or as soon as there is room for one.
    fn draw(&mut self, app: &App);
    /// Keeps a text as copied.
    fn copy(&mut self, text: &str);
    /// Tells of the mouse, or does not.
    fn hear_mouse(&mut self, is_heard: bool);
    /// Asks it about itself; what it answers is a message.
    fn inquire(&mut self, question: Question);
    /// Lets a text be edited by a program, which has the terminal to itself meanwhile.
    async fn edit(&mut self, editor: &str, text: String, strings: &Strings, hears_mouse: bool) -> Result<HostAnswer, String>;
}

/// The process's own terminal.
pub(super) struct Local {
    screen: Screen,
    keyboard: Keyboard,
    endings: Endings,
    is_gone: bool,
}

impl Local {
    /// The terminal that was taken for a screen.
    pub(super) fn new(screen: Screen) -> io::Result<Self> {
        let (keyboard, endings) = (Keyboard::listen()?, Endings::listen());
        let mut local = Self { screen, keyboard, endings, is_gone: false };
        // Only from here on is a new size told.
        local.take_size()?;
        Ok(local)
    }

    /// Draws a frame.
    pub(super) fn show(&mut self, app: &App) -> io::Result<()> {
        self.screen.draw(|frame, number| app.view_after(frame, number))
    }

    /// Takes the window's size and draws everything anew next time: a window that shrank and grew again has lost what it showed.
    fn take_size(&mut self) -> io::Result<()> {
        self.screen.resize(term::size()?)
    }
}

impl Terminal for Local {
    async fn next(&mut self) -> Came {
        let msg = tokio::select! {
            biased;
            typed = self.keyboard.next(), if !self.is_gone => {
                self.is_gone |= typed.is_none();
                typed.unwrap_or(Msg::Leave)
            },
            () = self.endings.next() => Msg::Leave,
        };
        Came::Msg(msg)
    }

    fn resize(&mut self) {
        self.is_gone |= self.take_size().is_err();
    }

    fn draw(&mut self, app: &App) {
        self.is_gone = self.is_gone || self.show(app).is_err();
    }

    fn copy(&mut self, text: &str) {
        self.is_gone |= term::copy(text).is_err();
    }

    fn hear_mouse(&mut self, is_heard: bool) {
        self.is_gone |= term::hear_mouse(is_heard).is_err();
    }

    fn inquire(&mut self, question: Question) {
        self.keyboard.expect();
        self.is_gone |= term::inquire(question).is_err();
    }

    async fn edit(&mut self, editor: &str, text: String, strings: &Strings, hears_mouse: bool) -> Result<HostAnswer, String> {
        let fails =
            |error: &io::Error| strings.text_with("own-editor-failed", &[("reason", inline(&error.to_string()).into_owned().into())]);
        let file = tempfile::Builder::new().prefix("caseport-").suffix(".md").tempfile().map_err(|error| fails(&error))?;
        // Editors and scripts expect the last line to have its end.
        let whole = if text.is_empty() || text.ends_with('\n') { text.clone() } else { format!("{text}\n") };
        std::fs::write(file.path(), &whole).map_err(|error| fails(&error))?;
        Guard::step_aside();
        // The user's own setting may hold options, as in `code --wait`; the path is an argument of its own and never part of it.
        let mut command = std::process::Command::new("sh");
        command.arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(file.path());
        let status = tokio::task::spawn_blocking(move || command.status()).await.unwrap_or_else(|error| Err(io::Error::other(error)));
        self.is_gone |= Guard::step_back(hears_mouse).is_err();
        self.is_gone |= self.take_size().is_err();
        self.endings.overlook_interrupt();
        let status = status.map_err(|error| fails(&error))?;
        if !status.success() {
            // What was written before it went wrong is worth keeping; what was not touched is in the screen still.
            if std::fs::read(file.path()).is_ok_and(|written| written != whole.as_bytes()) {
                let (_, path) = file.keep().map_err(|error| fails(&error.error))?;
                let path = inline(&path.to_string_lossy()).into_owned();
                return Err(strings.text_with("own-editor-left-text", &[("path", path.into())]));
            }
            return Err(strings.text("own-editor-left"));
        }
        let size = std::fs::metadata(file.path()).map_err(|error| fails(&error))?.len();
        if size > EDITED_MAX {
            // What was written is worth keeping though it cannot be shown.
            let (_, path) = file.keep().map_err(|error| fails(&error.error))?;
            let path = inline(&path.to_string_lossy()).into_owned();
            return Err(strings.text_with("own-editor-too-long", &[("path", path.into())]));
        }
        let edited = std::fs::read(file.path()).map_err(|error| fails(&error))?;
        let edited = String::from_utf8_lossy(&edited).into_owned();
        // Editors end the last line; what was typed without an end keeps none.
        let edited = if text.ends_with('\n') { edited } else { edited.trim_end_matches('\n').to_owned() };
        Ok(HostAnswer::Edited(edited))
    }
}
