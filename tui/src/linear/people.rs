//! The people of the reader's organization, or of support: roles and seats.

use caseport_shared::api::person::PersonView;
use caseport_shared::person::Side;
use caseport_shared::text::inline;

use super::prompt::{CHOICES_MAX, ROWS};
use super::{Desk, Step};

impl Desk<'_> {
    /// People of a side or of an organization.
    pub(super) async fn everybody(&mut self, side: Option<Side>, organization: Option<&str>) -> Step<Vec<PersonView>> {
        let mut people = Vec::new();
        let mut next: Option<String> = None;
        while people.len() < CHOICES_MAX {
            let cursor = next.as_deref();
            let page = self.call(|api| async move { api.people(side, organization, cursor).await }).await?;
            let is_stuck = page.people.is_empty();
            people.extend(page.people);
            next = page.next;
            if next.is_none() || is_stuck {
                break;
            }
        }
        people.truncate(CHOICES_MAX);
        Ok(people)
    }

    pub(super) async fn people(&mut self) -> Step<()> {
        let organization = self.me.as_ref().and_then(|me| me.organization.as_ref()).map(|one| one.slug.clone());
        let side = organization.is_none().then(|| self.side());
        let people = self.everybody(side, organization.as_deref()).await?;
        self.say(&self.text_with("linear-people", &[("count", people.len().into())])).await?;
        for (at, person) in people.iter().enumerate() {
            if at > 0 && at % ROWS == 0 {
                let left = [("count", (people.len() - at).into())];
                if !self.ask_words(&self.text_with("linear-read-on", &left)).await?.is_empty() {
                    return Ok(());
                }
            }
            let words = self.person_line(person);
            self.say(&format!("{}. {words}", at + 1)).await?;
        }
        Ok(())
    }

    fn person_line(&self, person: &PersonView) -> String {
        let mut parts = vec![inline(&person.name).into_owned(), inline(&person.email).into_owned()];
        parts.extend(person.account_role.map(|role| self.text(&format!("account-role-{role}"))));
        parts.extend(person.staff_role.map(|role| self.text(&format!("staff-role-{role}"))));
        if person.side == Side::Customer {
            parts.push(self.text(if person.has_seat { "linear-seat" } else { "linear-no-seat" }));
        }
        parts.join(", ")
    }
}
