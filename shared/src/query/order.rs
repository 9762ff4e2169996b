//! Rewrites the order that a query asks for; everything else in it stays as it was typed.

use super::Sort;
use super::parse::terms;

/// The query with this order in place of its own, or with none; unchanged where its quotes do not match.
pub fn with_sort(query: &str, sort: Option<Sort>) -> String {
    let Ok(terms) = terms(query) else { return query.to_owned() };
    let kept = terms.iter().map(|term| term.text).filter(|text| !text.starts_with("sort:")).map(str::to_owned);
    kept.chain(sort.map(|sort| format!("sort:{sort}"))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Sort, with_sort};

    #[test]
    fn an_order_is_replaced_and_nothing_else_is() {
        assert_eq!(with_sort("group:open  sort:oldest \"sort:x  y\"", Some(Sort::Created)), "group:open \"sort:x  y\" sort:created");
        assert_eq!(with_sort("sort:oldest login", None), "login");
        assert_eq!(with_sort("", Some(Sort::Severity)), "sort:severity");
        assert_eq!(with_sort("\"no end sort:oldest", None), "\"no end sort:oldest");
    }
}
