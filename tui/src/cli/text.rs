//! Text that is given to a command: on the command line, in a file, or on standard input.

use std::path::{Path, PathBuf};

use tokio::io::AsyncReadExt as _;

use super::Cli;
use super::failure::Failure;
use crate::api::FileError;

/// Most bytes that a character takes in UTF-8.
const BYTES_PER_CHAR: usize = 4;

impl Cli<'_> {
    /// The text itself, or that of a file (`-` is standard input); at most `limit` characters.
    pub(super) async fn given_text(
        &mut self,
        field: &str,
        text: Option<String>,
        file: Option<&PathBuf>,
        limit: usize,
    ) -> Result<String, Failure> {
        let text = match (text, file) {
            (Some(text), _) => text,
            (None, Some(file)) => self.text_of(field, file, limit).await?,
            (None, None) => String::new(),
        };
        if text.trim().is_empty() {
            return Err(Failure::Usage(self.text_with("cli-text-empty", &[("field", field.into())])));
        }
        if text.chars().count() > limit {
            return Err(self.too_long(field, limit));
        }
        Ok(text)
    }

    async fn text_of(&mut self, field: &str, file: &Path, limit: usize) -> Result<String, Failure> {
        // No text within the limit is longer, so a flood is cut off early; one byte more shows that it is one.
        let bound = limit.saturating_mul(BYTES_PER_CHAR);
        let bytes = if file.as_os_str() == "-" {
            self.io.read_all(bound).await?
        } else {
            let file = self.path(file, |_| None)?;
            let name = caseport_shared::text::inline(&file.to_string_lossy()).into_owned();
            let unreadable = |error: std::io::Error| FileError::Open { name: name.clone(), detail: error.to_string() };
            let mut bytes = Vec::new();
            let opened = tokio::fs::File::open(file).await.map_err(unreadable)?;
            opened.take(bound as u64 + 1).read_to_end(&mut bytes).await.map_err(unreadable)?;
            (bytes.len() <= bound).then_some(bytes)
        };
        let bytes = bytes.ok_or_else(|| self.too_long(field, limit))?;
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to().to_string();
            Failure::Usage(self.text_with("cli-text-not-utf8", &[("field", field.into()), ("at", at.into())]))
        })
    }

    fn too_long(&self, field: &str, limit: usize) -> Failure {
        Failure::Usage(self.text_with("cli-text-too-long", &[("field", field.into()), ("limit", limit.to_string().into())]))
    }
}
