//! What the server answered lately, so that it can be shown at once when it is asked for again.

use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;

use crate::effect::{Answer, Call, Ticket};

/// Most answers held.
const ANSWERS_MAX: usize = 48;

/// Answers by what was asked, the latest last.
#[derive(Debug, Default)]
pub(super) struct Cache {
    asked: HashMap<Ticket, String>,
    answers: VecDeque<(String, Answer, Timestamp)>,
}

impl Cache {
    /// Notes what is asked; gives what was answered before.
    pub(super) fn ask(&mut self, ticket: Ticket, call: &Call) -> Option<(Answer, Timestamp)> {
        let name = call.remembered_as()?;
        let before = self.get(call).map(|(answer, at)| (answer.clone(), at));
        self.asked.insert(ticket, name);
        before
    }

    /// Takes an answer, or notes that none came.
    pub(super) fn answer<E>(&mut self, ticket: Ticket, answer: &Result<Answer, E>, now: Timestamp) {
        let Some(name) = self.asked.remove(&ticket) else { return };
        // What failed may be gone, or hidden by now; it is not shown again.
        self.answers.retain(|(known, ..)| *known != name);
        if let Ok(answer) = answer {
            if self.answers.len() >= ANSWERS_MAX {
                self.answers.pop_front();
            }
            self.answers.push_back((name, answer.clone(), now));
        }
    }

    /// Takes an answer of the last time.
    pub(super) fn put(&mut self, call: &Call, answer: Answer, at: Timestamp) {
        if let Some(name) = call.remembered_as() {
            self.answers.push_back((name, answer, at));
        }
    }

    /// What was answered last to a question.
    pub(super) fn get(&self, call: &Call) -> Option<(&Answer, Timestamp)> {
        let name = call.remembered_as()?;
        self.answers.iter().find(|(known, ..)| *known == name).map(|(_, answer, at)| (answer, *at))
    }

    /// Forgets everything: somebody else is signed in.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use caseport_shared::case::CaseNumber;
    use jiff::Timestamp;

    use super::{ANSWERS_MAX, Cache};
    use crate::effect::{Answer, Call, Failure, Ticket};

    fn ask(cache: &mut Cache, ticket: u64, number: i64) -> bool {
        cache.ask(Ticket(ticket), &Call::Case(CaseNumber(number))).is_some()
    }

    fn answer(cache: &mut Cache, ticket: u64, is_good: bool) {
        let answer = if is_good { Ok(Answer::Done) } else { Err(Failure::Other(String::new())) };
        cache.answer(Ticket(ticket), &answer, Timestamp::UNIX_EPOCH);
    }

    #[test]
    fn what_was_answered_is_there_again_until_it_fails() {
        let mut cache = Cache::default();
        assert!(!ask(&mut cache, 1, 7));
        answer(&mut cache, 1, true);
        assert!(ask(&mut cache, 2, 7) && !ask(&mut cache, 3, 8));
        answer(&mut cache, 2, false);
        assert!(!ask(&mut cache, 4, 7));
        answer(&mut cache, 4, true);
        cache.clear();
        assert!(!ask(&mut cache, 5, 7));
    }

    #[test]
    fn only_the_latest_are_held_and_changes_never() {
        let mut cache = Cache::default();
        for number in 0..=ANSWERS_MAX {
            let number = i64::try_from(number).unwrap();
            ask(&mut cache, number.unsigned_abs(), number);
            answer(&mut cache, number.unsigned_abs(), true);
        }
        assert!(!ask(&mut cache, 1_000, 0) && ask(&mut cache, 1_001, 1));
        assert_eq!(cache.answers.len(), ANSWERS_MAX);
        assert!(cache.ask(Ticket(1_002), &Call::Drafts).is_none());
    }
}
