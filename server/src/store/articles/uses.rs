//! What becomes of articles: who opened them, whether they helped, which cases they have to do with, what was looked for in vain.

use caseport_shared::api::article::{ArticleMiss, ArticleUse, ArticleVote};
use uuid::Uuid;

use super::Readable;
use super::list::summaries;
use crate::store::people::limit_value;
use crate::store::{StoreError, Tx};

/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000;
/// How long it is known who opened what, in milliseconds: two days.
pub const READS_KEPT: i64 = 2 * DAY;
/// How long words that were looked for in vain are kept, in milliseconds: 180 days.
pub const MISSES_KEPT: i64 = 180 * DAY;
/// Searches in vain that are kept of one person.
const MISSES_PER_PERSON: usize = 100;
/// Within which time a longer word is the same search, typed on, in milliseconds.
const TYPED_ON: i64 = 2 * 60 * 1_000;

/// Notes that somebody opened an article, which counts once a day.
pub fn read(tx: &mut Tx<'_>, article_id: i64, person_id: i64, now: i64) -> Result<(), StoreError> {
    let new = tx.execute(
        "INSERT INTO article_reads (day, article_id, person_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        &[(now - now % DAY).into(), article_id.into(), person_id.into()],
    )?;
    if new > 0 {
        tx.execute("UPDATE articles SET reads = reads + 1 WHERE id = $1", &[article_id.into()])?;
    }
    Ok(())
}

/// Notes that an article was opened beside a draft; at most `limit` of them.
pub fn read_beside(tx: &mut Tx<'_>, person_id: i64, draft: Uuid, article_id: i64, limit: usize) -> Result<(), StoreError> {
    let sql = "SELECT COUNT(*) FROM draft_articles WHERE person_id = $1 AND draft_id = $2";
    let count = tx.first(sql, &[person_id.into(), draft.to_string().into()], |row| row.int(0))?.unwrap_or(0);
    if usize::try_from(count).unwrap_or(usize::MAX) < limit {
        tx.execute(
            "INSERT INTO draft_articles (person_id, draft_id, article_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            &[person_id.into(), draft.to_string().into(), article_id.into()],
        )?;
    }
    Ok(())
}

/// Whether an article was opened beside a draft.
pub fn was_read_beside(tx: &mut Tx<'_>, person_id: i64, draft: Uuid, article_id: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM draft_articles WHERE person_id = $1 AND draft_id = $2 AND article_id = $3";
    Ok(tx.first(sql, &[person_id.into(), draft.to_string().into(), article_id.into()], |row| row.int(0))?.is_some())
}

/// Forgets what was opened beside a draft.
pub fn forget_beside(tx: &mut Tx<'_>, person_id: i64, draft: Uuid) -> Result<(), StoreError> {
    let sql = "DELETE FROM draft_articles WHERE person_id = $1 AND draft_id = $2";
    tx.execute(sql, &[person_id.into(), draft.to_string().into()])?;
    Ok(())
}

/// What was opened beside a draft stands on the case that it became.
pub fn move_to_case(tx: &mut Tx<'_>, person_id: i64, draft: Uuid, case_id: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO case_articles (case_id, article_id, was_read, is_cited) \
         SELECT $1, article_id, 1, 0 FROM draft_articles WHERE person_id = $2 AND draft_id = $3 \
         ON CONFLICT (case_id, article_id) DO UPDATE SET was_read = 1",
        &[case_id.into(), person_id.into(), draft.to_string().into()],
    )?;
    forget_beside(tx, person_id, draft)
}

/// Counts a form that was left because an article had answered.
pub fn deflected(tx: &mut Tx<'_>, article_id: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE articles SET deflected = deflected + 1 WHERE id = $1", &[article_id.into()])?;
    Ok(())
}

/// Notes that support cited an article on a case; at most `limit` of a case are noted.
pub fn cite(tx: &mut Tx<'_>, case_id: i64, article_id: i64, limit: usize) -> Result<(), StoreError> {
    let count = tx.first("SELECT COUNT(*) FROM case_articles WHERE case_id = $1", &[case_id.into()], |row| row.int(0))?.unwrap_or(0);
    if usize::try_from(count).unwrap_or(usize::MAX) < limit {
        tx.execute(
            "INSERT INTO case_articles (case_id, article_id, was_read, is_cited) VALUES ($1, $2, 0, 1) \
             ON CONFLICT (case_id, article_id) DO UPDATE SET is_cited = 1",
            &[case_id.into(), article_id.into()],
        )?;
    }
    Ok(())
}

/// What a case has to do with an article.
pub struct OfCase {
    /// The article.
    pub article_id: i64,
    /// Opened before it was filed.
    pub was_read: bool,
    /// Cited by support.
    pub is_cited: bool,
}

/// Articles that a case has to do with and that may be seen, cited ones first.
pub fn of_case(tx: &mut Tx<'_>, readable: Readable, case_id: i64, limit: usize) -> Result<Vec<OfCase>, StoreError> {
    let mut values = vec![case_id.into(), limit_value(limit)];
    let seen = readable.condition(&mut values);
    let sql = format!(
        "SELECT k.article_id, k.was_read, k.is_cited FROM case_articles k JOIN articles a ON a.id = k.article_id \
         WHERE k.case_id = $1 AND {seen} ORDER BY k.is_cited DESC, k.article_id LIMIT $2"
    );
    tx.query(&sql, &values, |row| Ok(OfCase { article_id: row.int(0)?, was_read: row.flag(1)?, is_cited: row.flag(2)? }))
}

/// Closed cases in which support cited an article.
pub fn solved(tx: &mut Tx<'_>, article_id: i64) -> Result<u32, StoreError> {
    let sql = "SELECT COUNT(*) FROM case_articles k JOIN cases c ON c.id = k.case_id \
         WHERE k.article_id = $1 AND k.is_cited = 1 AND c.status = 'closed'";
    let count = tx.first(sql, &[article_id.into()], |row| row.int(0))?.unwrap_or(0);
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Counts, deflections and readers of an article.
pub fn counted(tx: &mut Tx<'_>, article_id: i64) -> Result<(u32, u32), StoreError> {
    let sql = "SELECT deflected, reads FROM articles WHERE id = $1";
    let found = tx.first(sql, &[article_id.into()], |row| Ok((row.int(0)?, row.int(1)?)))?.unwrap_or_default();
    Ok((u32::try_from(found.0).unwrap_or(u32::MAX), u32::try_from(found.1).unwrap_or(u32::MAX)))
}

/// What somebody said of an article.
pub fn vote(tx: &mut Tx<'_>, article_id: i64, person_id: i64) -> Result<Option<ArticleVote>, StoreError> {
    let sql = "SELECT helpful, word FROM article_votes WHERE article_id = $1 AND person_id = $2";
    tx.first(sql, &[article_id.into(), person_id.into()], |row| Ok(ArticleVote { helpful: row.flag(0)?, word: row.opt_text(1)? }))
}

/// Notes what somebody says of an article, in the place of what they said before.
pub fn say(tx: &mut Tx<'_>, article_id: i64, person_id: i64, said: &ArticleVote, now: i64) -> Result<(), StoreError> {
    let before = vote(tx, article_id, person_id)?;
    tx.execute(
        "INSERT INTO article_votes (article_id, person_id, helpful, word, voted_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (article_id, person_id) DO UPDATE SET helpful = $3, word = $4, voted_at = $5",
        &[article_id.into(), person_id.into(), said.helpful.into(), (&said.word).into(), now.into()],
    )?;
    let change = |is: bool| i64::from(said.helpful == is) - i64::from(before.as_ref().is_some_and(|before| before.helpful == is));
    tx.execute(
        "UPDATE articles SET helpful = helpful + $2, unhelpful = unhelpful + $3 WHERE id = $1",
        &[article_id.into(), change(true).into(), change(false).into()],
    )?;
    Ok(())
}

/// Notes that somebody looked for words in vain; words that are being typed on are one search.
pub fn miss(tx: &mut Tx<'_>, person_id: i64, words: &str, now: i64) -> Result<(), StoreError> {
    let sql = "SELECT id, words, missed_at FROM article_misses WHERE person_id = $1 ORDER BY id DESC LIMIT 1";
    let last = tx.first(sql, &[person_id.into()], |row| Ok((row.int(0)?, row.text(1)?, row.int(2)?)))?;
    if let Some((id, before, at)) = last
        && now - at < TYPED_ON
        && (words.starts_with(&before) || before.starts_with(words))
    {
        let sql = "UPDATE article_misses SET words = $2, missed_at = $3 WHERE id = $1";
        tx.execute(sql, &[id.into(), words.into(), now.into()])?;
        return Ok(());
    }
    let sql = "INSERT INTO article_misses (person_id, words, missed_at) VALUES ($1, $2, $3)";
    tx.execute(sql, &[person_id.into(), words.into(), now.into()])?;
    // Nobody fills the report alone.
    let newest = "SELECT id FROM article_misses WHERE person_id = $1 ORDER BY id DESC LIMIT $2";
    let sql = format!("DELETE FROM article_misses WHERE person_id = $1 AND id NOT IN ({newest})");
    tx.execute(&sql, &[person_id.into(), limit_value(MISSES_PER_PERSON)])?;
    Ok(())
}

/// Searches that found nothing, the most frequent first.
pub fn misses(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<ArticleMiss>, StoreError> {
    let sql = "SELECT words, COUNT(*), MAX(missed_at) FROM article_misses GROUP BY words ORDER BY 2 DESC, 3 DESC LIMIT $1";
    tx.query(sql, &[limit_value(limit)], |row| {
        let times = u32::try_from(row.int(1)?).unwrap_or(u32::MAX);
        Ok(ArticleMiss { words: row.text(0)?, times, last_at: crate::store::cases::time(row.int(2)?)? })
    })
}

/// Which articles a report lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that nobody looked through since a moment, the oldest first.
    StaleSince(i64),
    /// Those of which more say that they do not help than that they do.
    Unhelpful,
    /// Those that are read most.
    Used,
}

/// Published articles for a report.
pub fn report(tx: &mut Tx<'_>, which: Which, words: usize, limit: usize) -> Result<Vec<ArticleUse>, StoreError> {
    let mut values = vec![limit_value(limit)];
    let (condition, order) = match which {
        Which::StaleSince(at) => {
            values.push(at.into());
            ("AND a.reviewed_at < $2", "a.reviewed_at, a.id")
        }
        Which::Unhelpful => ("AND a.unhelpful > a.helpful", "a.unhelpful - a.helpful DESC, a.id"),
        Which::Used => ("AND a.reads > 0", "a.reads DESC, a.id DESC"),
    };
    let sql = format!(
        "SELECT a.id, a.reads, a.deflected, a.reviewed_at FROM articles a WHERE a.state = 'published' {condition} ORDER BY {order} LIMIT $1"
    );
    let rows = tx.query(&sql, &values, |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?, row.int(3)?)))?;
    let mut found = Vec::new();
    for (id, reads, deflected, reviewed_at) in rows {
        let Some(article) = summaries(tx, Readable::Everything, &[id], &std::collections::BTreeSet::new())?.pop() else { continue };
        let sql =
            "SELECT word FROM article_votes WHERE article_id = $1 AND helpful = 0 AND word IS NOT NULL ORDER BY voted_at DESC LIMIT $2";
        let words = tx.query(sql, &[id.into(), limit_value(words)], |row| row.text(0))?;
        let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
        let reviewed_at = crate::store::cases::time(reviewed_at)?;
        found.push(ArticleUse { article, reads: number(reads), deflected: number(deflected), reviewed_at, words });
    }
    Ok(found)
}
