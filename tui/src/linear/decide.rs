//! What a case asks support to change: done, declined with words, or taken back within the hour (S8).

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::request::{ApplyRequest, Decided, DeclineRequest};
use caseport_shared::api::seat::SeatList;
use caseport_shared::limits::REASON_CHARS;
use caseport_shared::person::AccountRole;
use caseport_shared::request::ServiceRequest;

use super::case::{Reading, is_code};
use super::{Desk, Step, Stop};
use crate::api::{ApiError, Key};

impl Desk<'_> {
    /// Reads out what would be done, lets the role be confirmed, and does it; where no seat is left, asks who leaves.
    pub(super) async fn apply_request(&mut self, reading: &mut Reading) -> Step<()> {
        let Some(request) = reading.case.request.clone() else { return Ok(()) };
        self.say_request(&request.asks).await?;
        let mut how = ApplyRequest::default();
        let mut roles: Vec<AccountRole> = Vec::new();
        if let ServiceRequest::GrantSeat(grant) = &request.asks
            && !grant.is_shared
        {
            roles.extend(AccountRole::ALL.iter().copied().filter(|role| *role != grant.role && *role != AccountRole::Member));
        }
        let mut options = vec![self.text("apply-do")];
        options.extend(roles.iter().map(|role| {
            let role = self.text(&format!("account-role-{role}"));
            self.text_with("apply-as", &[("role", role.into())])
        }));
        let chosen = self.choose(&self.text("linear-what-then"), &options, None).await?;
        how.role = chosen.checked_sub(1).map(|at| roles[at]);
        let number = reading.number();
        loop {
            let (given, key) = (&how, Key::fresh());
            match self.call(|api| async move { api.apply_request(number, given, key).await }).await {
                Err(Stop::Refused(error)) if is_code(&error, ErrorCode::NoSeatLeft) && how.instead_of.is_none() => {
                    let Some(seats) = taken(&error) else { return Err(Stop::Refused(error)) };
                    self.say_error(&error).await?;
                    how.instead_of = Some(self.leaver(&seats).await?);
                }
                outcome => return self.decided(reading, outcome?, "cli-request-done").await,
            }
        }
    }

    /// Declines with words that the customer reads as a reply.
    pub(super) async fn decline_request(&mut self, reading: &mut Reading) -> Step<()> {
        self.say_text("decline-body").await?;
        let question = self.text_with("linear-request-field", &[("label", self.text("decline-words").into())]);
        let words = self.ask_field(&question, REASON_CHARS, false).await?;
        let (number, decline, key) = (reading.number(), &DeclineRequest { words }, Key::fresh());
        let decided = self.call(|api| async move { api.decline_request(number, decline, key).await }).await?;
        self.decided(reading, decided, "cli-request-declined").await
    }

    /// Takes back what was done.
    pub(super) async fn undo_request(&mut self, reading: &mut Reading) -> Step<()> {
        let question = self.text("linear-do-undo");
        if !self.confirm(&self.text_with("linear-yes-no", &[("question", format!("{question}?").into())])).await? {
            return self.say_text("linear-unchanged").await;
        }
        let (number, key) = (reading.number(), Key::fresh());
        let decided = self.call(|api| async move { api.undo_request(number, key).await }).await?;
        self.decided(reading, decided, "cli-request-undone").await
    }

    async fn decided(&mut self, reading: &mut Reading, decided: Decided, words: &str) -> Step<()> {
        let until = decided.request.undo_until.map(|at| self.times.stamp(at)).unwrap_or_default();
        self.say(&self.text_with(words, &[("number", decided.number.to_string().into()), ("date", until.into())])).await?;
        if !decided.left_open.is_empty() {
            let numbers = decided.left_open.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            self.say(&self.text_with("cli-left-open", &[("numbers", numbers.into())])).await?;
        }
        self.again(reading).await
    }
}

/// The seats that a refusal tells of.
fn taken(error: &ApiError) -> Option<SeatList> {
    let ApiError::Problem(problem) = error else { return None };
    serde_json::from_value(problem.current.clone()?).ok()
}
