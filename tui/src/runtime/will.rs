//! What somebody typed over a line and the server would not take, once they are gone: it is offered again, for a while.

use std::time::Duration;

use caseport_shared::api::problem::ErrorCode;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Fuse, FusedFuture as _};

use super::line::Heir;
use crate::api::{Api, ApiError, Key};
use crate::effect::{LocalArticle, LocalDraft};

/// Waits between tries, in seconds.
const RETRIES: [u64; 6] = [1, 2, 4, 8, 15, 30];
/// How long the end waits to tell whether it was taken; the tries go on.
const FAREWELL: Duration = Duration::from_secs(2);

/// Drafts that are being saved.
pub(super) struct Will {
    has_drafts: bool,
    has_solution: bool,
    has_article: bool,
    /// Whether all were saved, once it is known.
    saving: Fuse<BoxFuture<'static, bool>>,
}

impl Will {
    /// Offers the server what was kept for a connection; the heir is asked where nobody is signed in any more.
    ///
    /// A solution is no draft of the server's and becomes a note that was begun, so that it is found again; an article becomes a
    /// version that no reader sees.
    pub(super) fn of(drafts: Vec<LocalDraft>, api: Api, heir: Heir) -> Self {
        let (has_drafts, has_solution) = (!drafts.is_empty(), drafts.iter().any(|draft| draft.is_solution));
        let has_article = drafts.iter().any(|draft| draft.article.is_some());
        let saving = async move {
            let mut are_saved = true;
            for mut draft in drafts {
                are_saved &= match draft.article.take() {
                    Some(article) => save_article(&api, *article, draft, &heir).await,
                    None => save(&api, draft, &heir).await,
                };
            }
            are_saved
        };
        Self { has_drafts, has_solution, has_article, saving: saving.boxed().fuse() }
    }

    /// What there is to be said of them, after a short while; [`Will::done`] goes on.
    pub(super) async fn words(&mut self) -> Option<&'static str> {
        if !self.has_drafts {
            return None;
        }
        match (tokio::time::timeout(FAREWELL, &mut self.saving).await, self.has_solution) {
            (Ok(true), _) if self.has_article => Some("line-article-saved"),
            (Ok(true), false) => None,
            (Ok(true), true) => Some("line-solution-noted"),
            (Ok(false), _) => Some("line-refused"),
            (Err(_), _) => Some("line-not-saved"),
        }
    }

    /// Until everything was saved or refused.
    pub(super) async fn done(self) {
        if !self.saving.is_terminated() {
            self.saving.await;
        }
    }
}

/// Tries until an article is saved, or refused for good. Where it cannot be what it was written for, because somebody else
/// changed that meanwhile or something is missing yet, it becomes an article of its own.
async fn save_article(api: &Api, article: LocalArticle, draft: LocalDraft, heir: &Heir) -> bool {
    let (mut key, mut apart) = (Key::fresh(), None);
    for seconds in std::iter::once(0).chain(RETRIES) {
        // As with drafts.
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        loop {
            let saved = match (&apart, article.upon()) {
                (Some(apart), _) => api.create_article(apart, key).await,
                (None, Some((slug, version))) => api.save_article(slug, version, &article.new.content, key).await,
                (None, None) => api.create_article(&article.new, key).await,
            };
            match saved {
                Ok(_) => return true,
                Err(error) if error.code() == Some(ErrorCode::Unauthenticated) => {
                    return heir(LocalDraft { article: Some(Box::new(article)), ..draft }).await;
                }
                Err(ApiError::Problem(problem)) if problem.status < 500 && problem.code != ErrorCode::RateLimited => {
                    if apart.is_some() {
                        return false;
                    }
                    (apart, key) = (Some(article.apart()), Key::fresh());
                }
                Err(_) => break,
            }
        }
    }
    false
}

/// Tries until it is saved, or refused for good.
async fn save(api: &Api, mut draft: LocalDraft, heir: &Heir) -> bool {
    for seconds in std::iter::once(0).chain(RETRIES) {
        // Nothing tells when a server has room again; the wait grows, and there are few tries.
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        match api.save_draft(draft.id, &draft.save).await {
            Ok(_) => return true,
            // It was sent or thrown away elsewhere, but not with what was typed last.
            Err(error) if error.code() == Some(ErrorCode::NotFound) && draft.save.version > 0 => draft.save.version = 0,
            Err(error) if error.code() == Some(ErrorCode::Unauthenticated) => return heir(draft).await,
            Err(ApiError::Problem(problem)) if problem.status < 500 && problem.code != ErrorCode::RateLimited => return false,
            Err(_) => {}
        }
    }
    false
}

#[cfg(test)]
mod tests;
