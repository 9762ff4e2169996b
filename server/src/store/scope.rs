//! The cases that a reader may see, as a condition that every query of cases carries.

use super::Value;

/// Which cases are seen; made by the policy alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All, with everything internal.
    Everything,
    /// Those of an organization.
    Organization {
        /// Which one.
        organization_id: i64,
    },
    /// Those that a person filed or follows, within their organization.
    Own {
        /// Which organization.
        organization_id: i64,
        /// Which person.
        person_id: i64,
    },
    /// None.
    Nothing,
}

impl Scope {
    /// Whether internal notes, files and facts are seen.
    pub const fn sees_internal(self) -> bool {
        matches!(self, Self::Everything)
    }

    /// A condition on the table of cases, named `c`, for finding rows; its parameters are pushed to `values`.
    pub(super) fn condition(self, values: &mut Vec<Value<'_>>) -> String {
        self.written(values, |person| {
            format!(
                "c.id IN (SELECT id FROM cases WHERE requester_id = {person} UNION SELECT case_id FROM watchers WHERE person_id = {person})"
            )
        })
    }

    /// The same condition for looking at rows that have been found: it reads nothing but what belongs to each.
    pub(super) fn check(self, values: &mut Vec<Value<'_>>) -> String {
        self.written(values, |person| {
            format!("(c.requester_id = {person} OR EXISTS (SELECT 1 FROM watchers w WHERE w.case_id = c.id AND w.person_id = {person}))")
        })
    }

    fn written(self, values: &mut Vec<Value<'_>>, own: impl Fn(&str) -> String) -> String {
        let mut bind = |value: i64| {
            values.push(value.into());
            values.len()
        };
        match self {
            Self::Everything => "1 = 1".to_owned(),
            Self::Nothing => "1 = 0".to_owned(),
            Self::Organization { organization_id } => format!("c.organization_id = ${}", bind(organization_id)),
            Self::Own { organization_id, person_id } => {
                let (organization, person) = (bind(organization_id), bind(person_id));
                format!("c.organization_id = ${organization} AND {}", own(&format!("${person}")))
            }
        }
    }

    /// Words that a case's search row must hold to be seen.
    pub(super) fn tokens(self) -> Vec<String> {
        match self {
            Self::Everything => Vec::new(),
            Self::Organization { organization_id } => vec![format!("o{organization_id}")],
            Self::Own { organization_id, person_id } => vec![format!("o{organization_id}"), format!("p{person_id}")],
            Self::Nothing => vec!["none".to_owned()],
        }
    }
}
