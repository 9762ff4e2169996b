//! A machine that is not here: somebody at the other end of an SSH connection, whose files and programs cannot be reached.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use caseport_shared::api::settings::SettingsView;
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::{Files, Host, Reach};
use crate::effect::{LocalDraft, LocalStart};
use crate::preferences::Preference;
use crate::widgets::picture::Colours;

/// Most drafts kept for a connection.
const DRAFTS_MAX: usize = 20;

/// The far end of a connection. What is kept for it lasts no longer than the connection does.
#[derive(Debug)]
pub struct RemoteHost {
    reach: Reach,
    colours: Colours,
    looks: Arc<Semaphore>,
    drafts: Mutex<Vec<LocalDraft>>,
}

impl RemoteHost {
    /// The far end of a connection to a server that is reached like this, with a terminal of these colours.
    ///
    /// Pictures and texts are fetched and decoded for it while it has one of the turns that all connections share: each
    /// may take some 300 MB meanwhile.
    pub fn new(reach: Reach, colours: Colours, looks: Arc<Semaphore>) -> Self {
        Self { reach, colours, looks, drafts: Mutex::default() }
    }

    /// How its user reaches the server.
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// Takes out what was typed and is nowhere else.
    pub(crate) fn take_drafts(&self) -> Vec<LocalDraft> {
        std::mem::take(&mut *self.drafts())
    }

    fn drafts(&self) -> MutexGuard<'_, Vec<LocalDraft>> {
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Host for RemoteHost {
    fn keep_token(&self, _: &str, _: &str, _: &str) -> io::Result<()> {
        Ok(())
    }

    fn files(&self) -> Option<&dyn Files> {
        None
    }

    fn keep_start(&self, _: &LocalStart) -> io::Result<()> {
        Ok(())
    }

    fn kept_start(&self) -> Option<LocalStart> {
        None
    }

    fn forget_start(&self) -> io::Result<()> {
        Ok(())
    }

    fn keep_reader(&self, _: &str, _: &SettingsView) -> io::Result<()> {
        Ok(())
    }

    fn keep_preference(&self, _: &Preference) -> io::Result<()> {
        Ok(())
    }

    fn colours(&self) -> Colours {
        self.colours
    }

    fn looks(&self) -> Option<Arc<Semaphore>> {
        Some(Arc::clone(&self.looks))
    }

    fn keep_draft(&self, draft: &LocalDraft) -> io::Result<()> {
        let mut drafts = self.drafts();
        drafts.retain(|kept| kept.id != draft.id);
        if drafts.len() >= DRAFTS_MAX {
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, "there are too many already"));
        }
        drafts.push(draft.clone());
        Ok(())
    }

    fn forget_draft(&self, id: Uuid) -> io::Result<()> {
        self.drafts().retain(|kept| kept.id != id);
        Ok(())
    }

    fn kept_drafts(&self) -> io::Result<Vec<LocalDraft>> {
        Ok(self.drafts().clone())
    }
}
