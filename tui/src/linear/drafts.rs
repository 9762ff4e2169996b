//! Drafts: what was begun and not sent, to go on with or to throw away.

use caseport_shared::api::draft::{DraftKind, DraftView};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::text::line;
use uuid::Uuid;

use super::case::is_code;
use super::{Desk, Step, Stop};
use crate::api::Key;

/// Most of a draft's first line that is read out, in characters.
const FIRST_CHARS: usize = 80;

impl Desk<'_> {
    pub(super) async fn drafts(&mut self) -> Step<()> {
        loop {
            let drafts = self.call(|api| async move { api.drafts().await }).await?.drafts;
            if drafts.is_empty() {
                return self.say_text("drafts-none").await;
            }
            let options: Vec<String> = drafts.iter().map(|draft| self.draft_line(draft)).collect();
            let draft = drafts[self.pick(&self.text("drafts-title"), &options).await?].clone();
            let todo = [self.text("drafts-continue"), self.text("drafts-discard")];
            let outcome = match self.choose(&self.text("linear-what-then"), &todo, Some(0)).await {
                Ok(0) => self.go_on(draft).await,
                Ok(_) => self.discard_asked(draft.id).await,
                Err(stop) => Err(stop),
            };
            self.settle(outcome).await?;
        }
    }

    async fn go_on(&mut self, draft: DraftView) -> Step<()> {
        match (draft.kind, draft.case) {
            (DraftKind::Case, _) => self.new_case(Some(draft)).await,
            // The case is read first: that is what the text answers.
            (_, Some(number)) => self.case(number, Some(draft)).await,
            (_, None) => Ok(()),
        }
    }

    async fn discard_asked(&mut self, id: Uuid) -> Step<()> {
        let title = self.text("discard-title");
        if !self.confirm(&self.text_with("linear-yes-no", &[("question", title.into())])).await? {
            return self.say_text("linear-unchanged").await;
        }
        self.discard(id).await?;
        self.say_text("discard-done").await
    }

    /// Throws a draft away on the server and on the machine.
    pub(super) async fn discard(&mut self, id: Uuid) -> Step<()> {
        let key = Key::fresh();
        match self.call(|api| async move { api.delete_draft(id, key).await }).await {
            // What was never saved cannot be deleted.
            Err(Stop::Refused(error)) if is_code(&error, ErrorCode::NotFound) => {}
            outcome => outcome?,
        }
        self.forget(id).await;
        Ok(())
    }

    fn draft_line(&self, draft: &DraftView) -> String {
        let kind = self.text(&format!("draft-kind-{}", draft.kind));
        let mut parts = vec![kind];
        parts.extend(draft.case.map(|number| number.to_string()));
        let texts = [&draft.content.subject, &draft.content.body];
        let first = texts.into_iter().map(|text| line(text, FIRST_CHARS)).find(|text| !text.is_empty());
        parts.push(first.unwrap_or_else(|| self.text("drafts-no-subject")));
        parts.push(self.ago(draft.updated_at));
        parts.join(", ")
    }
}
