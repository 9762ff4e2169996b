//! Files: sent by path, saved by number, never over another file.

use std::path::Path;
use std::sync::Arc;

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::case::CaseNumber;
use caseport_shared::text::{file_name, inline};

use super::case::Reading;
use super::{Desk, Step, Stop};
use crate::api::{ApiError, FileError, Key, Progress, Upload};
use crate::host::{Files as _, Reach, place_for};

impl Desk<'_> {
    /// Puts a file on the case by itself.
    pub(super) async fn attach(&mut self, reading: &mut Reading, path: &str) -> Step<()> {
        let number = reading.number();
        if self.is_support() {
            self.say_text("attach-internal").await?;
        }
        if let Some(reach) = self.reach() {
            self.send_elsewhere(&reach, Some(number)).await?;
            return self.again(reading).await;
        }
        let upload = &self.upload(path).await?;
        let (key, progress) = (Key::fresh(), quiet());
        let progress = &progress;
        let file = self.call(|api| async move { api.attach(number, upload, key, progress).await }).await?;
        self.say(&self.text_with("attach-done", &[("name", inline(&file.name).into())])).await?;
        self.again(reading).await
    }

    /// Says how a file is sent from the person's own machine, and waits until they say that it was.
    pub(super) async fn send_elsewhere(&mut self, reach: &Reach, number: Option<CaseNumber>) -> Step<()> {
        let example = self.text("scp-send-example");
        let command = reach.send(&example, number).line();
        self.say(&self.text_with("scp-send-body", &[("example", example.into())])).await?;
        self.say_command(&command).await?;
        match self.ask("linear-sent").await?.as_str() {
            "b" => Err(Stop::Back),
            _ => Ok(()),
        }
    }

    /// A file to be sent, by its path or by asking for one.
    pub(super) async fn upload(&mut self, path: &str) -> Step<Upload> {
        let machine = self.machine().await?;
        let limit = self.portal.as_ref().map_or(caseport_shared::limits::ATTACHMENT_BYTES, |portal| portal.limits.attachment_bytes);
        let mut typed = path.to_owned();
        loop {
            if typed.is_empty() {
                let values = [("limit", crate::words::size(limit).into())];
                typed = self.ask_words(&self.text_with("linear-path", &values)).await?;
            }
            if typed.is_empty() || typed == "b" {
                return Err(Stop::Back);
            }
            match Upload::open(&machine.path(&typed), None, limit).await {
                Ok(upload) => return Ok(upload),
                Err(error) => self.say_error(&error.into()).await?,
            }
            typed.clear();
        }
    }

    /// Saves a file of the case: its number, and where to.
    pub(super) async fn save_file(&mut self, reading: &Reading, rest: &str) -> Step<()> {
        if reading.files.is_empty() {
            return self.say_text("files-none").await;
        }
        let (number, path) = rest.split_once(' ').unwrap_or((rest, ""));
        let at = match number.parse::<usize>() {
            Ok(number) if (1..=reading.files.len()).contains(&number) => number - 1,
            _ => {
                let options: Vec<String> = reading.files.iter().map(|file| self.file(None, file)).collect();
                self.pick(&self.text("save-pick"), &options).await?
            }
        };
        let file = &reading.files[at];
        if file.redacted.is_some() {
            return self.say(&self.file(None, file)).await;
        }
        if let Some(reach) = self.reach() {
            let command = reach.fetch(reading.number(), &file.name).line();
            self.say_text("scp-fetch-body").await?;
            return self.say_command(&command).await;
        }
        let machine = self.machine().await?;
        let own = file_name(&file.name);
        let mut typed = path.trim().to_owned();
        if typed.is_empty() {
            typed = self.ask_words(&self.text_with("linear-save-as", &[("name", own.as_str().into())])).await?;
        }
        if typed == "b" {
            return Err(Stop::Back);
        }
        let place = place_for(machine.path(if typed.is_empty() { &own } else { &typed }), &file.name);
        self.download(reading.number(), file, &place).await
    }

    /// Receives a file beside its place and moves it there once it is whole.
    async fn download(&mut self, number: CaseNumber, file: &AttachmentView, place: &Path) -> Step<()> {
        let shown = inline(&place.to_string_lossy()).into_owned();
        if place.symlink_metadata().is_ok() {
            return self.say(&self.text_with("save-exists", &[("path", shown.into())])).await;
        }
        let cannot = |error: std::io::Error| ApiError::from(FileError::Write { kind: error.kind(), detail: error.to_string() });
        let refused = |error: std::io::Error| Stop::Refused(cannot(error));
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let progress = &quiet();
        let partial = tempfile::Builder::new().prefix(".caseport-").tempfile_in(folder).map_err(refused)?;
        let path = partial.path();
        self.call(|api| async move {
            let mut out = tokio::fs::File::create(path).await.map_err(cannot)?;
            api.download(number, file, &mut out, progress).await?;
            out.sync_all().await.map_err(cannot)
        })
        .await?;
        partial.persist_noclobber(place).map_err(|error| refused(error.error))?;
        self.say(&self.text_with("save-done", &[("path", shown.into())])).await
    }
}

/// Nothing is said while a file is on its way: a line for each step would only be noise.
pub(super) fn quiet() -> Progress {
    Arc::new(|_| {})
}
