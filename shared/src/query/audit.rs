//! The query language of the audit: `actor:ada@example.com kind:plan-edited since:7d`, in the spirit of the language of cases.

use super::parse::{each, people, slugs, span, terms};
use super::{Moment, QueryError, When, Who};
use crate::limits::{QUERY_CHARS, QUERY_TERMS};
use crate::text;

/// The keys of the audit with an example of each, for help.
pub const AUDIT_KEYS: &[(&str, &str)] = &[
    ("actor", "actor:ada@example.com"),
    ("behalf", "behalf:ada@example.com"),
    ("subject", "subject:plan:premium"),
    ("kind", "kind:plan-edited"),
    ("since", "since:7d"),
    ("until", "until:2026-01-31"),
];

/// A condition on a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditFilter {
    /// Whether it must not hold.
    pub negated: bool,
    /// The condition.
    pub condition: AuditCondition,
}

/// A field of a fact and the values of which it must hold one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditCondition {
    /// `actor:`, who did it; `nobody` is the system.
    Actor(Vec<Who>),
    /// `behalf:`, on whose behalf.
    Behalf(Vec<Who>),
    /// `subject:KIND` or `subject:KIND:NAME`.
    Subject(String, Option<String>),
    /// `kind:`
    Kind(Vec<String>),
    /// `since:` and `until:`, days being those of UTC.
    At(When),
}

/// Reads a query of the audit; what it finds must hold all at once.
///
/// # Errors
/// Says where and why: an unknown key, a value that the key does not take, a word without a key, too much of anything.
pub fn parse_audit(query: &str) -> Result<Vec<AuditFilter>, QueryError> {
    let chars = query.chars().count();
    if chars > QUERY_CHARS {
        let message = format!("a query has at most {QUERY_CHARS} characters");
        return Err(QueryError { at: QUERY_CHARS, len: chars - QUERY_CHARS, message });
    }
    let mut out = Vec::new();
    for term in terms(query)? {
        if out.len() == QUERY_TERMS {
            return Err(term.error(0..term.text.len(), format!("a query has at most {QUERY_TERMS} terms")));
        }
        let negated = term.text.len() > 1 && term.text.starts_with('-');
        let skipped = usize::from(negated);
        let known = || AUDIT_KEYS.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(", ");
        let Some((key, value)) = term.text[skipped..].split_once(':') else {
            return Err(term.error(0..term.text.len(), format!("the audit is asked by keys: {}", known())));
        };
        let values = skipped + key.len() + 1..term.text.len();
        if value.is_empty() {
            return Err(term.error(skipped..values.end, format!("{}: needs a value", text::line(key, 40))));
        }
        let when = || span(value).ok_or_else(|| term.error(values.clone(), "write a day such as 2026-01-31, or an age such as 7d or 12h"));
        let condition = match key {
            "actor" => AuditCondition::Actor(people(&term, value, values)?),
            "behalf" => AuditCondition::Behalf(people(&term, value, values)?),
            "kind" => AuditCondition::Kind(slugs(&term, value, values)?),
            "subject" => {
                let (kind, name) = value.split_once(':').map_or((value, None), |(kind, name)| (kind, Some(name)));
                let kind = each::<KindOfSubject>(&term, kind, values, |()| "write a kind such as case, person or plan".to_owned())?;
                let [KindOfSubject(kind)] = kind.as_slice() else {
                    return Err(term.error(0..term.text.len(), "one subject at a time"));
                };
                AuditCondition::Subject(kind.clone(), name.map(str::to_owned))
            }
            "since" => AuditCondition::At(When { from: Some(when()?.start), until: None }),
            // Until a day means until its end, and until an age ago means until then.
            "until" => {
                let span = when()?;
                let is_age = matches!(span.start, Moment::HoursAgo(_));
                AuditCondition::At(When { from: None, until: Some(if is_age { span.start } else { span.end }) })
            }
            _ => {
                let message = format!("there is no key \"{}\"; keys are: {}", text::line(key, 40), known());
                return Err(term.error(skipped..skipped + key.len().max(1), message));
            }
        };
        out.push(AuditFilter { negated, condition });
    }
    Ok(out)
}

/// A kind of subject as it is written; it need not exist.
struct KindOfSubject(String);

impl std::str::FromStr for KindOfSubject {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        if crate::product::is_slug(text) { Ok(Self(text.to_owned())) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_audit_is_asked_by_who_what_and_when() {
        let found = parse_audit("actor:ada@example.com,nobody -kind:filed subject:plan:premium since:7d until:2026-01-31").unwrap();
        let conditions: Vec<(bool, AuditCondition)> = found.into_iter().map(|filter| (filter.negated, filter.condition)).collect();
        let day = jiff::civil::date(2026, 2, 1);
        assert_eq!(
            conditions,
            [
                (false, AuditCondition::Actor(vec![Who::Email("ada@example.com".to_owned()), Who::Nobody])),
                (true, AuditCondition::Kind(vec!["filed".to_owned()])),
                (false, AuditCondition::Subject("plan".to_owned(), Some("premium".to_owned()))),
                (false, AuditCondition::At(When { from: Some(Moment::HoursAgo(168)), until: None })),
                (false, AuditCondition::At(When { from: None, until: Some(Moment::Day(day)) })),
            ]
        );
        assert_eq!(parse_audit("  ").unwrap(), []);
        let person = parse_audit("subject:person:ada@example.com").unwrap().remove(0).condition;
        assert_eq!(person, AuditCondition::Subject("person".to_owned(), Some("ada@example.com".to_owned())));
    }

    #[test]
    fn what_the_audit_cannot_be_asked_says_where() {
        for (query, at) in
            [("words", 0), ("actor:", 0), ("kind:filed since:soon", 17), ("status:closed", 0), ("-subject:A", 9), ("actor:x", 6)]
        {
            let error = parse_audit(query).unwrap_err();
            assert_eq!(error.at, at, "{query}: {error}");
        }
        assert!(parse_audit(&"kind:a ".repeat(QUERY_TERMS + 1)).is_err() && parse_audit(&"a".repeat(QUERY_CHARS + 1)).is_err());
    }
}
