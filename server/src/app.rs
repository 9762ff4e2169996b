//! The application: everything that requests share, and the router that HTTP, SSH and tests call alike.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use axum::Router;
use caseport_shared::api::portal::{Limits, Portal};
use caseport_shared::limits::{BODY_CHARS, FILES_PER_DRAFT, SUBJECT_CHARS};
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use crate::blob::{BlobError, Blobs, Files};
use crate::clock::Clock;
use crate::commands::{self, Rules};
use crate::config::Metrics;
use crate::http::{self, Bounds};
use crate::live::Live;
use crate::outbox::Place;
use crate::store::{Aftermath, Database, Relay, Store, StoreError, alone};

/// Blobs that wait to be removed because nothing refers to them any more; the sweep takes what finds no room.
pub(crate) const FORGOTTEN: usize = 1_024;

/// What the installation's owner decides, beyond where it listens.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The vendor's name (C4).
    pub brand: String,
    /// Where feature requests go.
    pub ideas_link: Option<String>,
    /// The address that customers type.
    pub public_host: Option<String>,
    /// Rules of the cases.
    pub rules: Rules,
    /// Proxies whose word on a peer's address is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Whom `/metrics` is told.
    pub metrics: Metrics,
}

/// Everything that requests share; cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    blobs: Blobs,
    live: Live,
    bounds: Bounds,
    clock: Clock,
    settings: Settings,
    stopping: CancellationToken,
    data: PathBuf,
    /// Where people come in, once that is known.
    place: OnceLock<Place>,
    /// Wakes whoever sends letters.
    posted: Arc<Notify>,
}

/// Why an application could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The attachments.
    #[error(transparent)]
    Blobs(#[from] BlobError),
}

/// The folder of attachments in a data folder.
pub fn blob_folder(data: &Path) -> PathBuf {
    data.join("files")
}

impl App {
    /// Opens a database, the attachments and the data folder; call it within a tokio runtime.
    ///
    /// # Errors
    /// When database or attachments cannot be opened.
    pub fn open(database: &Database, files: &Files, data: &Path, settings: Settings, clock: Clock) -> Result<Self, OpenError> {
        let live = Live::default();
        let stopping = CancellationToken::new();
        let blobs = files.open()?;
        let (forget, forgotten) = mpsc::channel(FORGOTTEN);
        alone::write(database, commands::system::make_secrets)?;
        let teller = live.clone();
        let listener = live.clone();
        let posted = Arc::new(Notify::new());
        let wake = Arc::clone(&posted);
        let relay = Relay::start(database, move |hint| listener.tell(vec![hint]), &stopping);
        let after_commit = Arc::new(move |aftermath: Aftermath| {
            if let Some(relay) = &relay {
                relay.tell(&aftermath.hints);
            }
            teller.tell(aftermath.hints);
            if aftermath.has_mail {
                wake.notify_one();
            }
            for blob in aftermath.blobs {
                // The sweep takes what is left when there are too many, or nobody receives any more.
                drop(forget.try_send(blob));
            }
        });
        let store = Store::open(database, after_commit)?;
        tokio::spawn(forget_blobs(blobs.clone(), forgotten));
        let bounds = Bounds::default();
        let (data, place) = (data.to_owned(), OnceLock::new());
        let inner = Inner { store, blobs, live, bounds, clock, settings, stopping, data, place, posted };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The attachments' bytes.
    pub fn blobs(&self) -> &Blobs {
        &self.inner.blobs
    }

    /// The hints.
    pub fn live(&self) -> &Live {
        &self.inner.live
    }

    /// What bounds how much is done at once.
    pub(crate) fn bounds(&self) -> &Bounds {
        &self.inner.bounds
    }

    /// The time.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// The owner's decisions.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Cancelled when the server begins to stop: streams without an end of their own then end.
    pub fn stopping(&self) -> &CancellationToken {
        &self.inner.stopping
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.inner.data
    }

    /// Where people come in, as letters name it; without the door for SSH as long as nobody has opened it.
    pub fn place(&self) -> Place {
        self.inner.place.get().cloned().unwrap_or_else(|| {
            let Settings { brand, public_host, .. } = self.settings();
            Place { brand: brand.clone(), server: public_host.as_ref().map(|host| format!("https://{host}")), ssh: None }
        })
    }

    /// Says where people come in, once.
    pub fn come_in_at(&self, place: Place) {
        // The first word holds: a server does not move while it runs.
        drop(self.inner.place.set(place));
    }

    /// Waits until letters were left since this was called last.
    pub async fn posted(&self) {
        self.inner.posted.notified().await;
    }

    /// What everyone may know before signing in.
    pub fn portal(&self) -> Portal {
        let Settings { brand, ideas_link, public_host, rules, .. } = self.settings();
        Portal {
            brand: brand.clone(),
            ideas_link: ideas_link.clone(),
            public_host: public_host.clone(),
            auto_close_days: rules.auto_close_days,
            limits: Limits {
                attachment_bytes: rules.attachment_bytes,
                files_per_draft: FILES_PER_DRAFT,
                subject_chars: SUBJECT_CHARS,
                body_chars: BODY_CHARS,
            },
        }
    }

    /// Ends what has no end, finishes what is waiting and closes the store. Blocks.
    pub fn close(&self) {
        self.stopping().cancel();
        self.store().close();
    }
}

/// The whole API; a request carries its peer's address as an [`http::Peer`] extension.
pub fn router(app: App) -> Router {
    http::router(app)
}

async fn forget_blobs(blobs: Blobs, mut forgotten: mpsc::Receiver<String>) {
    while let Some(blob) = forgotten.recv().await {
        if let Err(error) = blobs.delete(&blob).await {
            tracing::warn!(%error, "a file's bytes could not be removed; the sweep will try again");
        }
    }
}

/// One round of the system's own work: closes what is due; a thorough one also clears what has outlived its time.
/// False while another process has the turn.
///
/// # Errors
/// The store's or the blobs'.
pub async fn housekeep(app: &App, holder: &str, is_thorough: bool) -> Result<bool, commands::Error> {
    let (now, rules) = (app.clock().now().as_millisecond(), app.settings().rules);
    let name = holder.to_owned();
    if !app.store().write(move |tx| commands::system::take_turn(tx, &name, now)).await? {
        return Ok(false);
    }
    loop {
        let closed = app.store().write(move |tx| commands::system::close_due(tx, rules, now)).await?;
        if closed.is_empty() {
            break;
        }
        tracing::info!(cases = closed.len(), "closed what nobody answered");
    }
    while app.store().write(commands::system::forget_redacted).await? {}
    if is_thorough {
        while app.store().write(move |tx| commands::system::purge(tx, now)).await? {}
        crate::sweep::sweep(app).await;
    }
    Ok(true)
}
