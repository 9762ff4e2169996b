//! Tells those who look on that something changed, each within what they may see.

use caseport_shared::api::live::Hint;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::policy::{Actor, Role, Seat, may_list_people_of};
use crate::store::{Addressed, Audience};

/// Hints that a slow listener may be behind before it is told to fetch everything again.
const BEHIND: usize = 256;

/// Where hints are told; cheap to clone.
#[derive(Clone)]
pub struct Live {
    sender: broadcast::Sender<Addressed>,
}

impl Default for Live {
    fn default() -> Self {
        Self { sender: broadcast::channel(BEHIND).0 }
    }
}

impl Live {
    /// Tells hints to whoever listens.
    pub fn tell(&self, hints: Vec<Addressed>) {
        for hint in hints {
            // Nobody may be listening.
            drop(self.sender.send(hint));
        }
    }

    /// Listens for an actor.
    pub fn listen(&self, actor: Actor) -> Listener {
        Listener { receiver: self.sender.subscribe(), actor }
    }
}

/// Hints for one actor.
pub struct Listener {
    receiver: broadcast::Receiver<Addressed>,
    actor: Actor,
}

impl Listener {
    /// Whether an actor, read again, may still be told what this listener hears.
    pub fn has_rights_of(&self, actor: &Actor) -> bool {
        self.actor.person_id == actor.person_id && self.actor.role == actor.role
    }

    /// The next hint, or `None` once the actor's rights have changed and they must sign in again.
    pub async fn next(&mut self) -> Option<Hint> {
        loop {
            match self.receiver.recv().await {
                Ok(Addressed { audience: Audience::Rights(person), .. }) if person == self.actor.person_id => return None,
                Ok(Addressed { audience, hint }) if may_know(&self.actor, &audience) => return Some(hint),
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return Some(Hint::Reload),
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

fn may_know(actor: &Actor, audience: &Audience) -> bool {
    match (audience, &actor.role) {
        (Audience::Person(person), _) => *person == actor.person_id,
        (Audience::Organization(organization_id), _) => may_list_people_of(actor, Some(*organization_id)),
        (Audience::Rights(_), _) | (Audience::Support, Role::Customer { .. }) => false,
        (Audience::Everyone, _) | (Audience::Support | Audience::Case { .. }, Role::Staff(_)) => true,
        (Audience::Case { organization_id, people }, Role::Customer { organization_id: own, seat, .. }) => {
            organization_id == own
                && match seat {
                    Seat::None => false,
                    Seat::Own => people.contains(&actor.person_id),
                    Seat::AccountWide => true,
                }
        }
    }
}

#[cfg(test)]
mod tests {
    use caseport_shared::api::live::Hint;
    use caseport_shared::case::CaseNumber;
    use caseport_shared::person::{AccountRole, StaffRole};

    use super::{BEHIND, Live};
    use crate::policy::{Actor, Role, Seat};
    use crate::store::{Addressed, Audience};

    fn actor(person_id: i64, role: Role) -> Actor {
        Actor { person_id, name: String::new(), email: String::new(), role }
    }

    fn customer(person_id: i64, organization_id: i64, seat: Seat) -> Actor {
        actor(person_id, Role::Customer { organization_id, account_role: AccountRole::Member, seat })
    }

    fn case(number: i64, audience: Audience) -> Addressed {
        Addressed { audience, hint: Hint::Case { number: CaseNumber(number) } }
    }

    #[tokio::test]
    async fn each_is_told_what_they_may_see() {
        let live = Live::default();
        let told = |who: Actor| {
            let mut listener = live.listen(who);
            async move {
                let mut heard = Vec::new();
                while let Some(Hint::Case { number }) = listener.next().await {
                    heard.push(number.0);
                    if number.0 == 9 {
                        break;
                    }
                }
                heard
            }
        };
        let listeners = [
            told(actor(1, Role::Staff(StaffRole::Agent))),
            told(customer(10, 1, Seat::Own)),
            told(customer(11, 1, Seat::AccountWide)),
            told(customer(12, 1, Seat::None)),
            told(customer(20, 2, Seat::AccountWide)),
        ];
        let filed = Audience::Case { organization_id: 1, people: vec![10] };
        live.tell(vec![case(1, filed), case(2, Audience::Support), case(3, Audience::Case { organization_id: 1, people: vec![99] })]);
        live.tell(vec![case(4, Audience::Organization(1))]);
        // A last hint for each, so that everyone has heard everything before it.
        live.tell([1, 10, 11, 12, 20].map(|person| case(9, Audience::Person(person))).to_vec());
        let heard = futures_util::future::join_all(listeners).await;
        assert_eq!(heard, [vec![1, 2, 3, 4, 9], vec![1, 4, 9], vec![1, 3, 4, 9], vec![9], vec![9]]);
    }

    #[tokio::test]
    async fn a_slow_listener_fetches_again_and_a_changed_one_signs_in_again() {
        let live = Live::default();
        let mut slow = live.listen(actor(1, Role::Staff(StaffRole::Agent)));
        live.tell((0..).take(BEHIND + 1).map(|number| case(number, Audience::Support)).collect());
        assert_eq!(slow.next().await, Some(Hint::Reload));
        let mut changed = live.listen(customer(10, 1, Seat::Own));
        live.tell(vec![Addressed { audience: Audience::Rights(10), hint: Hint::Reload }]);
        assert_eq!(changed.next().await, None);
    }
}
