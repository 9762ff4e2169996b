//! Taking the next case: the oldest that nobody works on becomes the agent's own, or the one after it where somebody was faster.

use caseport_shared::api::case::EditCase;
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::case::CaseNumber;
use caseport_shared::status::Status;

use super::Cases;
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, Change, Effect, Failure, Route, Ticket, Tone};
use crate::widgets::words;

/// What is asked for to find it.
const QUERY: &str = "assignee:nobody -group:closed sort:oldest";
/// How often somebody else may be faster before the user is asked to try again.
const TRIES_MAX: usize = 5;

/// A case on its way to the agent.
#[derive(Debug)]
pub(super) struct Taking {
    pub(super) ticket: Ticket,
    tries: usize,
    number: Option<CaseNumber>,
}

impl Cases {
    pub(super) fn take_next(&mut self, tries: usize, cx: &Context) -> Vec<Effect> {
        if tries >= TRIES_MAX {
            self.taking = None;
            return vec![Effect::Say(Tone::Bad, cx.text("cases-take-raced"))];
        }
        self.taking(Call::Cases { query: QUERY.to_owned(), cursor: None, limit: 1 }, tries, None, cx)
    }

    fn taking(&mut self, call: Call, tries: usize, number: Option<CaseNumber>, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.taking = Some(Taking { ticket, tries, number });
        vec![Effect::Api(ticket, call)]
    }

    /// What came of a step of it.
    pub(super) fn took(&mut self, taking: &Taking, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (outcome, taking.number) {
            (Ok(Answer::Cases(page)), None) => match page.cases.first() {
                Some(case) => self.taking(Call::Case(case.number), taking.tries, None, cx),
                None => vec![Effect::Say(Tone::Info, cx.text("cases-nothing-to-take"))],
            },
            (Ok(Answer::Case(case)), None) => {
                if case.summary.assignee.is_some() || case.summary.status == Status::Closed {
                    return self.take_next(taking.tries + 1, cx);
                }
                let assignee = Some(cx.me.as_ref().map(|me| me.email.clone()));
                let change = Change::Edit(case.version, Box::new(EditCase { assignee, ..EditCase::default() }));
                let number = case.summary.number;
                self.taking(Call::Change { number, change, key: Key::fresh() }, taking.tries, Some(number), cx)
            }
            (Ok(_), Some(number)) => {
                let words = cx.text_with("cases-taken", &[("number", number.to_string().into())]);
                vec![Effect::Say(Tone::Good, words), Effect::Go(Route::Case(number, None))]
            }
            (Ok(_), None) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
            (Err(Failure::Problem(problem)), _) if matches!(problem.code, ErrorCode::StaleVersion | ErrorCode::NotFound) => {
                self.take_next(taking.tries + 1, cx)
            }
            (Err(failure), _) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
        }
    }
}
