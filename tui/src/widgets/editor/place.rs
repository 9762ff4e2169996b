//! Where the cursor is, and what stands beside it.

use super::Editor;

impl Editor {
    /// Puts the cursor where a text stands first; whether it stands anywhere.
    pub fn go_to(&mut self, text: &str) -> bool {
        let found = self.lines.iter().enumerate().find_map(|(row, line)| Some((row, line.find(text)?)));
        found.map(|place| (self.row, self.col) = place).is_some()
    }

    /// The line that the cursor is in, before it and after it.
    pub fn around(&self) -> (&str, &str) {
        self.lines[self.row].split_at(self.col)
    }
}
