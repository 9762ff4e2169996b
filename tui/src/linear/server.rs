//! Calls to the server: away is said in one line and tried again, an ended sign-in is renewed, a refusal goes back to the caller.

use caseport_shared::api::problem::ErrorCode;

use super::{Desk, Step, Stop};
use crate::api::{Api, ApiError, ApiResult};
use crate::cli::{Door, Exit};
use crate::words;

impl Desk<'_> {
    /// Calls until there is an answer; a change is given its key by the caller, so that every attempt is the same change.
    pub(super) async fn call<T, F: Future<Output = ApiResult<T>>>(&mut self, call: impl Fn(Api) -> F) -> Step<T> {
        loop {
            match call(self.api.clone()).await {
                Ok(answer) => return Ok(answer),
                Err(error @ ApiError::Unreachable(_)) => self.away(&error).await?,
                Err(error) if error.code() == Some(ErrorCode::Unauthenticated) => self.ended(&error).await?,
                Err(error) => return Err(Stop::Refused(error)),
            }
        }
    }

    /// Says that the server is away, and waits for the word to try again.
    async fn away(&mut self, error: &ApiError) -> Step<()> {
        self.say_error(error).await?;
        loop {
            let typed = match self.ask("linear-retry").await {
                Err(Stop::Leave(_)) => return Err(Stop::Leave(Exit::UNREACHABLE)),
                typed => typed?.to_lowercase(),
            };
            match typed.as_str() {
                "" | "r" | "retry" => return Ok(()),
                "b" | "back" => return Err(Stop::Back),
                "q" | "quit" => return Err(Stop::Leave(Exit::UNREACHABLE)),
                _ => {}
            }
        }
    }

    /// The sign-in has ended: renews it where that can be done.
    async fn ended(&mut self, error: &ApiError) -> Step<()> {
        match &self.host.door {
            Door::Machine(machine) if machine.token.is_some() => {
                self.say_error(error).await?;
                self.say_text("cli-hint-token").await?;
                Err(Stop::Leave(Exit::NOT_SIGNED_IN))
            }
            Door::Machine(_) => {
                self.say_text("sign-in-again").await?;
                self.sign_in().await
            }
            Door::Given(_) => {
                self.say_error(error).await?;
                Err(Stop::Leave(Exit::NOT_SIGNED_IN))
            }
        }
    }

    /// Says what went wrong, as a sentence.
    pub(super) async fn say_error(&mut self, error: &ApiError) -> Step<()> {
        let words = words::api_error(&self.strings, self.api.server(), error);
        self.say(&ended(&sentence(&words))).await
    }
}

/// With a great letter first.
pub(super) fn sentence(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// With an end that is heard.
pub(super) fn ended(words: &str) -> String {
    let end = if words.ends_with(['.', '!', '?', '…', ':', ';']) { "" } else { "." };
    format!("{words}{end}")
}
