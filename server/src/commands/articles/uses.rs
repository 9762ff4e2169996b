//! What readers do with articles: open them, say whether they helped, leave a form because one answered.

use caseport_shared::api::article::{ArticleRead, ArticleReport, ArticleVote};
use caseport_shared::api::draft::DraftKind;
use caseport_shared::article::{ArticleState, cited};
use caseport_shared::limits::{ARTICLES_PER_CASE, PAGE_DEFAULT, QUERY_CHARS, VOTE_CHARS};
use caseport_shared::person::Side;
use caseport_shared::text;
use uuid::Uuid;

use super::found;
use crate::commands::{Context, Error, draft, field};
use crate::domain::case::Case;
use crate::policy::articles::ArticleAct;
use crate::store::articles::uses::{self, Which};
use crate::store::articles::{self, Readable};
use crate::store::{Tx, drafts};

/// How long a published article holds before somebody should look at it again, in milliseconds: half a year.
const HOLDS: i64 = 182 * 24 * 60 * 60 * 1_000;
/// What readers had to say of an article, at most.
const WORDS: usize = 5;
/// Shortest words that were looked for in vain and are kept, in characters.
const MISS_MIN: usize = 3;

/// Notes that the actor opened an article.
pub fn read(tx: &mut Tx<'_>, context: &Context, slug: &str, read: &ArticleRead) -> Result<(), Error> {
    let article = found(tx, context, slug)?;
    let person_id = context.actor.person_id;
    if let Some(id) = read.draft {
        let draft = drafts::get(tx, (person_id, context.sign_in), id)?.filter(|draft| draft.kind == DraftKind::Case);
        let draft = draft.ok_or(Error::NotFound)?;
        uses::read_beside(tx, person_id, draft.id, article.id, ARTICLES_PER_CASE)?;
    }
    // Support reads what it wrote; that says nothing of readers.
    if context.actor.side() == Side::Customer {
        uses::read(tx, article.id, person_id, context.now_ms())?;
    }
    Ok(())
}

/// Notes whether an article helped the actor.
pub fn vote(tx: &mut Tx<'_>, context: &Context, slug: &str, vote: &ArticleVote) -> Result<(), Error> {
    let article = found(tx, context, slug)?;
    if article.state != ArticleState::Published {
        return Err(Error::NotAllowed);
    }
    let word = match vote.word.as_deref().map(str::trim).filter(|word| !word.is_empty()) {
        Some(word) => Some(field::line("word", word, VOTE_CHARS)?),
        None => None,
    };
    let said = ArticleVote { helpful: vote.helpful, word };
    Ok(uses::say(tx, article.id, context.actor.person_id, &said, context.now_ms())?)
}

/// Closes a draft of a case because an article that was opened beside it answered.
pub fn solved(tx: &mut Tx<'_>, context: &Context, id: Uuid, slug: &str) -> Result<(), Error> {
    let article = found(tx, context, slug)?;
    if !uses::was_read_beside(tx, context.actor.person_id, id, article.id)? {
        return Err(Error::NotFound);
    }
    // Refused where the draft is not the actor's.
    draft::delete(tx, context, id)?;
    uses::deflected(tx, article.id)?;
    Ok(())
}

/// Notes the articles that support cites in what customers read of a case.
pub(in crate::commands) fn note_cited(tx: &mut Tx<'_>, context: &Context, case: &Case, said: &str) -> Result<(), Error> {
    if context.actor.side() != Side::Support {
        return Ok(());
    }
    for slug in cited(said).into_iter().take(ARTICLES_PER_CASE) {
        if let Some(article) = articles::by_slug(tx, Readable::Everything, slug)? {
            uses::cite(tx, case.id, article.id, ARTICLES_PER_CASE)?;
        }
    }
    Ok(())
}

/// Notes words that the actor, a customer, looked for in vain.
pub fn missed(tx: &mut Tx<'_>, context: &Context, words: &str) -> Result<(), Error> {
    let words = text::line(words, QUERY_CHARS).to_lowercase();
    if words.chars().count() >= MISS_MIN && context.readable() != Readable::Everything {
        uses::miss(tx, context.actor.person_id, &words, context.now_ms())?;
    }
    Ok(())
}

/// What the knowledge base lacks and what it is good for; for support.
pub fn report(tx: &mut Tx<'_>, context: &Context) -> Result<ArticleReport, Error> {
    context.may_act(ArticleAct::Write)?;
    let mut of = |which| uses::report(tx, which, WORDS, PAGE_DEFAULT);
    let stale = of(Which::StaleSince(context.now_ms() - HOLDS))?;
    let (unhelpful, used) = (of(Which::Unhelpful)?, of(Which::Used)?);
    Ok(ArticleReport { misses: uses::misses(tx, PAGE_DEFAULT)?, stale, unhelpful, used })
}
