//! Who may read, write and publish articles (MISSION section 5).

use caseport_shared::article::{ArticleAction, ArticleState};
use caseport_shared::person::StaffRole;

use super::{Actor, Denied, Role, Seat};
use crate::store::articles::{Article, Readable};

/// Something that is done to the knowledge base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleAct {
    /// Write drafts and new versions, ask for review, see what is read and what is looked for in vain.
    Write,
    /// Show readers something, or take it away from them: articles and help documents.
    Publish,
    /// Look after the tree of categories.
    Arrange,
}

impl ArticleAct {
    /// All of them.
    #[cfg(test)]
    const ALL: [Self; 3] = [Self::Write, Self::Publish, Self::Arrange];
}

/// The articles that an actor may read.
pub const fn readable(actor: &Actor) -> Readable {
    match actor.role {
        Role::Staff(_) => Readable::Everything,
        Role::Customer { seat: Seat::None, .. } => Readable::Nothing,
        Role::Customer { organization_id, .. } => Readable::Of { organization_id },
    }
}

/// Whether an actor may do something to the knowledge base; agents publish where the installation lets them.
///
/// # Errors
/// [`Denied::Invisible`] for customers, for whom there is nothing but what is published; [`Denied::NotAllowed`] for agents.
pub const fn may_act(actor: &Actor, act: ArticleAct, agents_publish: bool) -> Result<(), Denied> {
    match (&actor.role, act) {
        (Role::Customer { .. }, _) => Err(Denied::Invisible),
        (Role::Staff(StaffRole::Admin), _) | (Role::Staff(StaffRole::Agent), ArticleAct::Write) => Ok(()),
        (Role::Staff(StaffRole::Agent), ArticleAct::Publish) if agents_publish => Ok(()),
        (Role::Staff(StaffRole::Agent), _) => Err(Denied::NotAllowed),
    }
}

/// Everything that an actor may do with an article as it stands.
pub fn can_with(actor: &Actor, article: &Article, agents_publish: bool) -> Vec<ArticleAction> {
    let writes = may_act(actor, ArticleAct::Write, agents_publish).is_ok();
    let publishes = may_act(actor, ArticleAct::Publish, agents_publish).is_ok();
    let state = article.state;
    let is = |action: &ArticleAction| match action {
        ArticleAction::Edit => writes && state != ArticleState::Archived,
        ArticleAction::AskForReview => writes && state == ArticleState::Draft,
        ArticleAction::Publish | ArticleAction::Archive => publishes && state != ArticleState::Archived,
        ArticleAction::Reopen => writes && state == ArticleState::Archived,
        ArticleAction::Vote => state == ArticleState::Published,
    };
    ArticleAction::ALL.iter().copied().filter(is).collect()
}

#[cfg(test)]
mod tests {
    use caseport_shared::person::AccountRole;

    use super::*;

    fn actor(role: Role) -> Actor {
        Actor { person_id: 1, name: String::new(), email: String::new(), role }
    }

    #[test]
    fn i5_agents_write_and_admins_publish_unless_agents_may() {
        for act in ArticleAct::ALL {
            for agents_publish in [false, true] {
                assert_eq!(may_act(&actor(Role::Staff(StaffRole::Admin)), act, agents_publish), Ok(()));
                let agent = match act {
                    ArticleAct::Write => Ok(()),
                    ArticleAct::Publish if agents_publish => Ok(()),
                    ArticleAct::Publish | ArticleAct::Arrange => Err(Denied::NotAllowed),
                };
                assert_eq!(may_act(&actor(Role::Staff(StaffRole::Agent)), act, agents_publish), agent);
                for account_role in AccountRole::ALL.iter().copied() {
                    for seat in [Seat::None, Seat::Own, Seat::AccountWide] {
                        let customer = actor(Role::Customer { organization_id: 1, account_role, seat });
                        assert_eq!(may_act(&customer, act, agents_publish), Err(Denied::Invisible));
                    }
                }
            }
        }
    }

    #[test]
    fn customers_read_with_a_seat_and_support_reads_everything() {
        let customer = |seat| actor(Role::Customer { organization_id: 7, account_role: AccountRole::Owner, seat });
        assert_eq!(readable(&customer(Seat::None)), Readable::Nothing);
        assert_eq!(readable(&customer(Seat::Own)), Readable::Of { organization_id: 7 });
        assert_eq!(readable(&actor(Role::Staff(StaffRole::Agent))), Readable::Everything);
    }
}
