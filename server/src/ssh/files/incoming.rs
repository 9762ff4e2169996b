//! A file on its way in: its pieces go to the API as they come, and only its whole is kept. What breaks off leaves nothing.

use std::io;

use bytes::Bytes;
use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::draft::{DraftContent, DraftKind, DraftView, SaveDraft};
use caseport_shared::text;
use caseport_tui::api::{Api, ApiError, Flow, Key};
use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::path::Folder;
use super::tree::last_draft;

/// Pieces that wait for the API; until there is room, nothing further is read.
const AHEAD: usize = 4;

/// A piece of a file, or that it is whole.
enum Piece {
    Bytes(Bytes),
    End,
}

/// What became of a file.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) view: AttachmentView,
    /// The subject of the draft that it is on, where it is on one.
    pub(super) draft: Option<String>,
}

/// Why a file cannot be taken.
#[derive(Debug, Clone)]
pub(super) enum Unkept {
    Api(ApiError),
    /// What was sent does not follow what came before.
    Gap,
    /// The server failed.
    Failed,
}

impl From<ApiError> for Unkept {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

/// A file that is being sent.
pub(super) struct Incoming {
    pub(super) folder: Folder,
    /// The name that was asked for.
    pub(super) name: String,
    /// Without it the file is over.
    pieces: Option<mpsc::Sender<Piece>>,
    sending: JoinHandle<Result<Kept, ApiError>>,
    /// How many bytes came so far.
    pub(super) size: u64,
    why: Option<Unkept>,
}

impl Incoming {
    /// Begins to send a file, whose length may be known before. The API has looked at everything but the bytes when this is done.
    pub(super) async fn begin(api: &Api, folder: Folder, name: &str, len: Option<u64>) -> Result<Self, Unkept> {
        let (pieces, waiting) = mpsc::channel(AHEAD);
        let (wanted, is_wanted) = oneshot::channel();
        let flow = Flow { name: text::file_name(name), len, pieces: stream(waiting, wanted) };
        let mut sending = tokio::spawn(send(api.clone(), folder, flow));
        tokio::select! {
            biased;
            outcome = &mut sending => Err(outcome.map_or(Unkept::Failed, |outcome| outcome.map_or_else(Unkept::Api, |_| Unkept::Failed))),
            Ok(()) = is_wanted => Ok(Self { folder, name: name.to_owned(), pieces: Some(pieces), sending, size: 0, why: None }),
        }
    }

    /// Whether it was refused already.
    pub(super) const fn has_failed(&self) -> bool {
        self.why.is_some()
    }

    /// Takes the next bytes, which must follow those before.
    pub(super) async fn write(&mut self, offset: u64, data: Bytes) -> Result<(), Unkept> {
        if let Some(why) = &self.why {
            return Err(why.clone());
        }
        let end = offset.checked_add(data.len() as u64);
        let (Some(pieces), Some(end)) = (&self.pieces, end.filter(|_| offset == self.size)) else {
            return Err(self.give_up(Unkept::Gap));
        };
        if !data.is_empty() && pieces.send(Piece::Bytes(data)).await.is_err() {
            let why = self.outcome().await.err().unwrap_or(Unkept::Failed);
            return Err(self.give_up(why));
        }
        self.size = end;
        Ok(())
    }

    /// What follows of a file that cannot be taken any more.
    fn give_up(&mut self, why: Unkept) -> Unkept {
        self.pieces = None;
        self.why = Some(why.clone());
        why
    }

    /// Says that the file is whole, and waits until it is kept.
    pub(super) async fn finish(mut self) -> Result<Kept, Unkept> {
        if let Some(why) = self.why {
            return Err(why);
        }
        if let Some(pieces) = self.pieces.take() {
            // Who does not listen any more has an outcome.
            let _ = pieces.send(Piece::End).await;
        }
        self.outcome().await
    }

    async fn outcome(&mut self) -> Result<Kept, Unkept> {
        match (&mut self.sending).await {
            Ok(outcome) => outcome.map_err(Unkept::Api),
            Err(_) => Err(Unkept::Failed),
        }
    }
}

/// The pieces for the API, which tells `wanted` when it asks for the first; without an end they end in an error.
fn stream(waiting: mpsc::Receiver<Piece>, wanted: oneshot::Sender<()>) -> BoxStream<'static, io::Result<Bytes>> {
    let state = Some((waiting, Some(wanted)));
    let pieces = futures_util::stream::unfold(state, |state| async move {
        let (mut waiting, wanted) = state?;
        if let Some(wanted) = wanted {
            // Nobody waits for it when the client is gone already.
            let _ = wanted.send(());
        }
        match waiting.recv().await {
            Some(Piece::Bytes(bytes)) => Some((Ok(bytes), Some((waiting, None)))),
            Some(Piece::End) => None,
            None => Some((Err(io::Error::from(io::ErrorKind::UnexpectedEof)), None)),
        }
    });
    pieces.boxed()
}

async fn send(api: Api, folder: Folder, flow: Flow) -> Result<Kept, ApiError> {
    let number = match folder {
        Folder::Case(number) => number,
        Folder::New => return send_to_draft(&api, flow).await,
    };
    let view = api.attach_flow(number, flow, Key::fresh()).await?;
    Ok(Kept { view, draft: None })
}

/// Puts a file on the draft of a new case that was edited last, or on a new one, which is there only if the file is.
async fn send_to_draft(api: &Api, flow: Flow) -> Result<Kept, ApiError> {
    let last = last_draft(api).await?;
    let is_new = last.is_none();
    let draft = match last {
        Some(draft) => draft,
        None => begun(api).await?,
    };
    match api.attach_flow_to_draft(draft.id, flow, Key::fresh()).await {
        Ok(view) => Ok(Kept { view, draft: Some(draft.content.subject) }),
        Err(error) => {
            if is_new {
                // One that cannot be thrown away now is empty, and its writer sees it.
                let _ = discard(api, draft.id).await;
            }
            Err(error)
        }
    }
}

async fn begun(api: &Api) -> Result<DraftView, ApiError> {
    let empty = SaveDraft { kind: DraftKind::Case, case: None, version: 0, content: DraftContent::default() };
    api.save_draft(Uuid::now_v7(), &empty).await.map(|saved| saved.draft)
}

/// Throws a draft away on which nothing has been put meanwhile.
async fn discard(api: &Api, id: Uuid) -> Result<(), ApiError> {
    let draft = api.draft(id).await?;
    if draft.files.is_empty() && draft.content == DraftContent::default() {
        api.delete_draft(id, Key::fresh()).await?;
    }
    Ok(())
}
