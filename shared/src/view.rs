//! The lists that everyone finds ready: named queries.

use crate::person::Side;

/// A named query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Stable name, also the key of its title in the locale files (`view-SLUG`).
    pub slug: &'static str,
    /// What it asks for, in the query language.
    pub query: &'static str,
}

/// The views of a side, in the order in which they are shown.
pub const fn views(side: Side) -> &'static [View] {
    match side {
        Side::Customer => &[
            View { slug: "mine", query: "requester:me" },
            View { slug: "account", query: "" },
            View { slug: "action-needed", query: "group:action-needed" },
            View { slug: "open", query: "group:open" },
            View { slug: "closed", query: "group:closed" },
        ],
        Side::Support => &[
            View { slug: "customer-answered", query: "last:customer group:open" },
            View { slug: "unassigned", query: "assignee:nobody -group:closed" },
            View { slug: "assigned-to-me", query: "assignee:me -group:closed" },
            View { slug: "requests", query: "request:pending -group:closed" },
            View { slug: "all", query: "" },
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::views;
    use crate::person::Side;

    #[test]
    fn every_view_is_a_query_that_parses() {
        for view in views(Side::Customer).iter().chain(views(Side::Support)) {
            crate::query::parse(view.query).unwrap_or_else(|error| panic!("{}: {error}", view.slug));
        }
    }
}
