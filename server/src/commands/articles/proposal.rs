//! A draft of an article from a solved case, in which everything that may tell of the customer is marked.

use std::fmt::Write as _;

use caseport_shared::api::article::{ArticleContent, NewArticle};
use caseport_shared::article::{ArticleAudience, MARK_CLOSES, MARK_OPENS};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::Visibility;
use caseport_shared::limits::{ARTICLE_CHARS, TITLE_CHARS};
use caseport_shared::person::Side;

use crate::commands::{Context, Error, Loaded, load};
use crate::domain::proposal::{marked, names_of};
use crate::policy::articles::ArticleAct;
use crate::store::comments::{self, Run};
use crate::store::{Tx, cases};

/// Newest replies of a case that a draft is made from.
const REPLIES: i64 = 20;
/// Bytes of replies after which no more are read.
const ROOM: usize = 40_000;

/// What an article from a case could say; nothing is written. Everything in it is for somebody to keep or to take out: what may tell
/// of the customer is marked, and so is the conversation as a whole.
pub fn of_case(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<NewArticle, Error> {
    context.may_act(ArticleAct::Write)?;
    let Loaded { case, .. } = load(tx, context, number, CaseAction::Note)?;
    let shown = cases::shown(tx, &case, context.reader())?;
    let last = case.latest.replies;
    let run = Run { visibility: Visibility::Public, first: (last - REPLIES + 1).max(1), last: last.max(1), room: ROOM };
    let replies = if last > 0 { comments::list(tx, case.id, run, context.actor.side())? } else { Vec::new() };
    let mut people = vec![shown.summary.requester.name.clone(), shown.summary.organization.name.clone()];
    people.extend(shown.summary.assignee.iter().map(|person| person.name.clone()));
    people.extend(cases::watchers(tx, case.id, Side::Support)?.into_iter().map(|(_, person)| person.name));
    for reply in &replies {
        people.push(reply.view.author.name.clone());
        people.extend(reply.view.signed.clone());
    }
    let mut names: Vec<String> = people.iter().flat_map(|name| names_of(name)).collect();
    names.push(shown.summary.organization.slug.clone());
    names.sort();
    names.dedup();
    let say = |text: &str| marked(text.trim(), &names);
    let mut body = format!("## Problem\n\n{}\n\n## Solution\n\n", say(&shown.description));
    body.push_str(&shown.summary.solution.as_deref().map_or_else(String::new, say));
    let talk: Vec<&comments::Comment> = replies.iter().filter(|reply| reply.view.redacted.is_none()).collect();
    if !talk.is_empty() {
        body.push_str("\n\n## From the conversation\n\n");
        // One mark around all of it would hide those within, so it stands by itself.
        let _ = writeln!(body, "{MARK_OPENS}Keep what helps of the following, and take out the rest.{MARK_CLOSES}");
        for reply in talk {
            let side = if reply.view.author.side == Side::Support { "Support" } else { "Customer" };
            let _ = write!(body, "\n{side}:\n");
            for line in say(&reply.view.body).lines() {
                let _ = writeln!(body, "> {line}");
            }
        }
    }
    let content = ArticleContent {
        title: say(&shown.summary.subject).chars().take(TITLE_CHARS).collect(),
        body: body.chars().take(ARTICLE_CHARS).collect(),
        audience: ArticleAudience::Customers,
        ..ArticleContent::default()
    };
    Ok(NewArticle { slug: None, case: Some(number), content })
}
