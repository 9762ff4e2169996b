//! Organizations to pick one from: fetched page by page, and asked about in a dialog; what is done with it is the screen's own.

use caseport_shared::api::organization::{OrganizationPage, OrganizationSummary};
use caseport_shared::text::inline;

use crate::app::Context;
use crate::effect::{Answer, Call, DeskAnswer, DeskCall};
use crate::widgets::dialog::{Dialog, Item, Pick};

/// Most organizations to pick from.
const ORGANIZATIONS_MAX: usize = 2_000;

/// What came of a page.
pub(super) enum Gathered {
    /// There is more, after a cursor.
    More(Vec<OrganizationSummary>, String),
    /// That is all of them.
    Whole(Vec<OrganizationSummary>),
}

/// Asks for a page.
pub(super) fn call(cursor: Option<String>) -> Call {
    Call::Desk(Box::new(DeskCall::Organizations(cursor)))
}

/// The page that an answer holds.
pub(super) fn page(answer: Answer) -> Option<OrganizationPage> {
    match answer {
        Answer::Desk(answer) => match *answer {
            DeskAnswer::Organizations(page) => Some(page),
            _ => None,
        },
        _ => None,
    }
}

/// Takes a page after those that have come already.
pub(super) fn gather(mut known: Vec<OrganizationSummary>, page: OrganizationPage) -> Gathered {
    let is_stuck = page.organizations.is_empty();
    known.extend(page.organizations);
    match page.next {
        Some(cursor) if !is_stuck && known.len() < ORGANIZATIONS_MAX => Gathered::More(known, cursor),
        _ => Gathered::Whole(known),
    }
}

/// Asks which one; the one with the slug `at` is marked.
pub(super) fn dialog(title: &str, known: &[OrganizationSummary], at: Option<&str>, cx: &Context) -> Dialog {
    let item = |one: &OrganizationSummary| Item {
        label: inline(&one.organization.name).into_owned(),
        detail: cx.text(&format!("region-{}", one.region)),
    };
    let at = known.iter().position(|one| Some(one.organization.slug.as_str()) == at).unwrap_or(0);
    Dialog::Pick(Pick { title: cx.text(title), items: known.iter().map(item).collect(), at })
}
