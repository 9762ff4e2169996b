//! Finding: a query is typed, and what is wrong with it is said with its place in words.

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::limits::QUERY_CHARS;
use caseport_shared::query::{KEYS, parse};
use caseport_shared::text::inline;

use super::server::sentence;
use super::{Desk, Step, Stop};

impl Desk<'_> {
    pub(super) async fn find(&mut self) -> Step<()> {
        self.say_text("linear-find-hint").await?;
        loop {
            let query = self.ask("linear-find-ask").await?;
            match query.as_str() {
                "" | "b" | "back" => return Ok(()),
                "?" | "help" => {
                    for (key, example) in KEYS {
                        let what = self.text(&format!("query-{key}"));
                        let values = [("key", (*key).into()), ("what", what.into()), ("example", (*example).into())];
                        self.say(&self.text_with("linear-find-key", &values)).await?;
                    }
                    continue;
                }
                _ if query.chars().count() > QUERY_CHARS => {
                    self.say(&self.text_with("linear-too-long", &[("limit", QUERY_CHARS.to_string().into())])).await?;
                    continue;
                }
                _ => {}
            }
            if let Err(error) = parse(&query) {
                self.say_wrong(&query, error.at, error.len, &error.message).await?;
                continue;
            }
            let title = self.text_with("linear-found", &[("query", inline(&query).into())]);
            match self.list(&title, &query).await {
                // Only the server knows the slugs of products and organizations.
                Err(Stop::Refused(crate::api::ApiError::Problem(problem))) if problem.code == ErrorCode::InvalidQuery => {
                    self.say_wrong(&query, problem.at.unwrap_or_default(), 1, &problem.title).await?;
                }
                outcome => return outcome,
            }
        }
    }

    /// Names the wrong part and where it stands.
    async fn say_wrong(&mut self, query: &str, at: usize, len: usize, message: &str) -> Step<()> {
        let wrong: String = query.chars().skip(at).take(len.max(1)).collect();
        let values = [
            ("message", sentence(&inline(message)).into()),
            ("place", (at + 1).to_string().into()),
            ("part", inline(wrong.trim()).into_owned().into()),
        ];
        let key = if wrong.trim().is_empty() { "linear-query-wrong-end" } else { "linear-query-wrong" };
        self.say(&self.text_with(key, &values)).await
    }
}
