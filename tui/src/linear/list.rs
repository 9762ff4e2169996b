//! A list of cases: ten at a time, each on one line, opened by number.

use caseport_shared::api::case::CaseSummary;
use caseport_shared::case::CaseNumber;

use super::prompt::{CHOICES_MAX, ROWS};
use super::{Desk, Step};

/// What has been fetched of a list.
#[derive(Default)]
struct Rows {
    cases: Vec<CaseSummary>,
    /// Asks for the rest; `None` when all is here.
    next: Option<String>,
    /// The first row of those that were read out last.
    first: usize,
}

impl Desk<'_> {
    /// Shows the cases that a query asks for until the person goes back.
    pub(super) async fn list(&mut self, title: &str, query: &str) -> Step<()> {
        let mut rows = self.first_rows(query).await?;
        self.say(title).await?;
        self.say_rows(&rows).await?;
        loop {
            let typed = self.ask("linear-list-ask").await?.to_lowercase();
            match typed.as_str() {
                "b" | "back" => return Ok(()),
                "?" | "help" => self.say_text("linear-list-help").await?,
                "r" | "refresh" => {
                    rows = self.first_rows(query).await?;
                    self.say_rows(&rows).await?;
                }
                "n" | "next" => self.next_rows(&mut rows, query).await?,
                "p" | "previous" if rows.first > 0 => {
                    rows.first -= ROWS;
                    self.say_rows(&rows).await?;
                }
                "p" | "previous" => self.say_text("linear-no-more").await?,
                "" => self.say_rows(&rows).await?,
                _ => match typed.parse::<CaseNumber>() {
                    Ok(number) => {
                        let outcome = self.case(meant(&rows.cases, number), None).await;
                        self.settle(outcome).await?;
                    }
                    Err(_) => self.say_text("linear-list-wrong").await?,
                },
            }
        }
    }

    async fn first_rows(&mut self, query: &str) -> Step<Rows> {
        let page = self.call(|api| async move { api.cases(query, None, Some(ROWS)).await }).await?;
        Ok(Rows { cases: page.cases, next: page.next, first: 0 })
    }

    async fn next_rows(&mut self, rows: &mut Rows, query: &str) -> Step<()> {
        let next = rows.first + ROWS;
        if next >= rows.cases.len() {
            if rows.cases.len() >= CHOICES_MAX {
                let values = [("count", rows.cases.len().to_string().into())];
                return self.say(&self.text_with("linear-list-full", &values)).await;
            }
            let Some(cursor) = rows.next.clone() else { return self.say_text("linear-no-more").await };
            let cursor = cursor.as_str();
            let page = self.call(|api| async move { api.cases(query, Some(cursor), Some(ROWS)).await }).await?;
            rows.next = page.next;
            rows.cases.extend(page.cases.into_iter().take(ROWS));
            if next >= rows.cases.len() {
                return self.say_text("linear-no-more").await;
            }
        }
        rows.first = next;
        self.say_rows(rows).await
    }

    async fn say_rows(&mut self, rows: &Rows) -> Step<()> {
        if rows.cases.is_empty() {
            return self.say_text("cases-none").await;
        }
        for (at, case) in rows.cases.iter().enumerate().skip(rows.first).take(ROWS) {
            self.say(&format!("{}. {}", at + 1, self.row(case))).await?;
        }
        let has_more = rows.next.is_some() || rows.first + ROWS < rows.cases.len();
        self.say_text(if has_more { "linear-list-more" } else { "linear-list-end" }).await
    }
}

/// The case in a row that has been read out, or the case with that number.
fn meant(cases: &[CaseSummary], typed: CaseNumber) -> CaseNumber {
    let row = usize::try_from(typed.0).ok().and_then(|number| number.checked_sub(1));
    row.and_then(|at| cases.get(at)).map_or(typed, |case| case.number)
}
