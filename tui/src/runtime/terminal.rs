//! What the screens want of the terminal itself: drawing, copying, stepping aside for an editor.

use std::io::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caseport_shared::text::inline;

use super::Runtime;
use crate::effect::HostAnswer;
use crate::term::{Guard, Screen};

/// Longest edited text that is read back, in bytes.
const EDITED_MAX: u64 = 1024 * 1024;

impl Runtime {
    pub(super) fn draw(&mut self) {
        if !self.is_gone && self.screen.draw(|frame, number| self.app.view_after(frame, number)).is_err() {
            self.is_gone = true;
        }
    }

    /// Lets a text be edited in the user's own editor, which has the terminal to itself meanwhile.
    pub(super) async fn edit(&mut self, text: String) -> Result<HostAnswer, String> {
        let strings = std::sync::Arc::clone(&self.app.context().strings);
        let fails =
            |error: &io::Error| strings.text_with("own-editor-failed", &[("reason", inline(&error.to_string()).into_owned().into())]);
        let Some(editor) = self.host.editor() else { return Err(strings.text("own-editor-none")) };
        let file = tempfile::Builder::new().prefix("caseport-").suffix(".md").tempfile().map_err(|error| fails(&error))?;
        // Editors and scripts expect the last line to have its end.
        let whole = if text.is_empty() || text.ends_with('\n') { text.clone() } else { format!("{text}\n") };
        std::fs::write(file.path(), &whole).map_err(|error| fails(&error))?;
        Guard::step_aside();
        // The user's own setting may hold options, as in `code --wait`; the path is an argument of its own and never part of it.
        let mut command = std::process::Command::new("sh");
        command.arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(file.path());
        let status = tokio::task::spawn_blocking(move || command.status()).await.unwrap_or_else(|error| Err(io::Error::other(error)));
        self.is_gone |= Guard::step_back(self.app.context().preferences.mouse).is_err();
        self.is_gone |= resize(&mut self.screen).is_err();
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

/// Takes the window's size and draws everything anew next time: a window that shrank and grew again has lost what it showed.
pub(super) fn resize(screen: &mut Screen) -> io::Result<()> {
    screen.resize(crate::term::size()?)
}

/// Puts text where the terminal keeps what was copied, if it lets programs do that.
pub(super) fn copy(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "\x1b]52;c;{}\x07", STANDARD.encode(text))?;
    out.flush()
}
