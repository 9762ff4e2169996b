//! The index of articles: one for each reach, so that what somebody may not read changes nothing of what they find.

use std::collections::{BTreeMap, BTreeSet};

use caseport_shared::api::article::ArticleContent;

use super::plain::Indexed;
use super::postings::{Postings, place};
use super::words;
use crate::store::value::bind_all;
use crate::store::{StoreError, Tx, Value};

/// The term that every article has.
pub(super) const EVERY: &str = "";
/// Rows that one statement reads or writes.
const TOGETHER: usize = 64;

/// An article in the index of a reach, and what it is found by.
pub(in crate::store) struct Entry<'a> {
    /// An organization, 0 for all customers, -1 for support.
    pub(in crate::store) reach: i64,
    /// The article.
    pub(in crate::store) article_id: i64,
    /// Its name.
    pub(in crate::store) slug: &'a str,
    /// What is written.
    pub(in crate::store) content: &'a ArticleContent,
}

/// Articles at their places of a block, each with its weight or none.
type Places = BTreeMap<u16, Option<u8>>;

/// What becomes of the index.
#[derive(Default)]
struct Changes {
    /// By reach, block and term: the weight of an article at a place, or none.
    terms: BTreeMap<(i64, i64), BTreeMap<String, Places>>,
    /// By reach, how many more articles have a word with a term.
    words: BTreeMap<i64, BTreeMap<(String, String), i64>>,
}

impl Changes {
    fn note(&mut self, entry: &Entry<'_>, indexed: &Indexed, is_added: bool) {
        let (block, at) = place(entry.article_id);
        let terms = self.terms.entry((entry.reach, block)).or_default();
        let every = std::iter::once((EVERY, 1));
        for (term, weight) in every.chain(indexed.terms.iter().map(|(term, weight)| (term.as_str(), *weight))) {
            terms.entry(term.to_owned()).or_default().insert(at, Some(weight).filter(|_| is_added));
        }
        let words = self.words.entry(entry.reach).or_default();
        for (word, term) in &indexed.words {
            *words.entry((word.clone(), term.clone())).or_default() += if is_added { 1 } else { -1 };
        }
    }
}

/// Takes articles out of the index and puts articles into it; what is taken out must be as it was put in.
pub(in crate::store) fn change(tx: &mut Tx<'_>, removed: &[Entry<'_>], added: &[Entry<'_>]) -> Result<(), StoreError> {
    let mut changes = Changes::default();
    // The same text is cut once, however many reaches it has.
    let mut cut: Vec<(&ArticleContent, Indexed)> = Vec::new();
    for (entry, is_added) in removed.iter().map(|entry| (entry, false)).chain(added.iter().map(|entry| (entry, true))) {
        let known = cut.iter().position(|(content, _)| std::ptr::eq(*content, entry.content));
        let known = known.unwrap_or_else(|| {
            cut.push((entry.content, Indexed::of(entry.slug, entry.content)));
            cut.len() - 1
        });
        changes.note(entry, &cut[known].1, is_added);
    }
    for ((reach, block), terms) in &changes.terms {
        let terms: Vec<_> = terms.iter().collect();
        for some in terms.chunks(TOGETHER) {
            write_terms(tx, *reach, *block, some)?;
        }
    }
    for (reach, words) in changes.words {
        let words: Vec<_> = words.into_iter().filter(|(_, more)| *more != 0).collect();
        for some in words.chunks(TOGETHER) {
            write_words(tx, reach, some)?;
        }
    }
    Ok(())
}

fn write_terms(tx: &mut Tx<'_>, reach: i64, block: i64, terms: &[(&String, &Places)]) -> Result<(), StoreError> {
    let mut values: Vec<Value<'_>> = vec![reach.into(), block.into()];
    let places = bind_all(&mut values, terms.iter().map(|(term, _)| Value::from(*term)));
    let sql = format!("SELECT term, postings FROM article_terms WHERE reach = $1 AND block = $2 AND term IN ({places})");
    let mut before = BTreeMap::new();
    tx.each(&sql, &values, |row| {
        let postings = Postings::read(&row.text(1)?).ok_or_else(|| StoreError::Corrupt("the index of articles".to_owned()))?;
        before.insert(row.text(0)?, postings);
        Ok(())
    })?;
    let (mut written, mut gone) = (Vec::new(), Vec::new());
    for (term, changed) in terms {
        let mut postings = before.remove(*term).unwrap_or_default();
        for (at, weight) in *changed {
            postings.set(*at, *weight);
        }
        if postings.len() == 0 { gone.push(Value::from(*term)) } else { written.push((*term, postings)) }
    }
    let rows = written
        .iter()
        .map(|(term, postings)| [reach.into(), (*term).into(), block.into(), count(postings.len()).into(), postings.written().into()]);
    upsert(
        tx,
        "article_terms (reach, term, block, uses, postings)",
        rows,
        "(reach, term, block) DO UPDATE SET uses = excluded.uses, postings = excluded.postings",
    )?;
    if !gone.is_empty() {
        let mut values: Vec<Value<'_>> = vec![reach.into(), block.into()];
        let places = bind_all(&mut values, gone.into_iter());
        tx.execute(&format!("DELETE FROM article_terms WHERE reach = $1 AND block = $2 AND term IN ({places})"), &values)?;
    }
    Ok(())
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// Writes many rows with one statement.
fn upsert<'v, const N: usize>(
    tx: &mut Tx<'_>,
    into: &str,
    rows: impl Iterator<Item = [Value<'v>; N]>,
    conflict: &str,
) -> Result<(), StoreError> {
    let (mut values, mut places) = (Vec::new(), Vec::new());
    for row in rows {
        let first = values.len() + 1;
        places.push(format!("({})", (first..first + N).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")));
        values.extend(row);
    }
    if values.is_empty() {
        return Ok(());
    }
    tx.execute(&format!("INSERT INTO {into} VALUES {} ON CONFLICT {conflict}", places.join(", ")), &values)?;
    Ok(())
}

fn write_words(tx: &mut Tx<'_>, reach: i64, words: &[((String, String), i64)]) -> Result<(), StoreError> {
    let names: BTreeSet<&String> = words.iter().map(|((word, _), _)| word).collect();
    let before = uses(tx, reach, &names)?;
    let known: BTreeSet<&String> = before.keys().map(|(word, _)| word).collect();
    let mut after = before.clone();
    for (key, more) in words {
        *after.entry(key.clone()).or_default() += more;
    }
    let is_used = |uses: &i64| *uses > 0;
    let rows =
        after.iter().filter(|(_, uses)| is_used(uses)).map(|((word, term), uses)| [reach.into(), word.into(), term.into(), (*uses).into()]);
    upsert(tx, "article_words (reach, word, term, uses)", rows, "(reach, word, term) DO UPDATE SET uses = excluded.uses")?;
    for (word, term) in after.iter().filter(|(_, uses)| !is_used(uses)).map(|(key, _)| key) {
        tx.execute("DELETE FROM article_words WHERE reach = $1 AND word = $2 AND term = $3", &[reach.into(), word.into(), term.into()])?;
    }
    let left: BTreeSet<&String> = after.iter().filter(|(_, uses)| is_used(uses)).map(|((word, _), _)| word).collect();
    let new: Vec<(String, &String)> = left
        .difference(&known)
        .filter(|word| words::is_spelt(word))
        .flat_map(|word| words::spellings(word).into_iter().map(move |spelling| (spelling, *word)))
        .collect();
    for some in new.chunks(TOGETHER) {
        let rows = some.iter().map(|(spelling, word)| [reach.into(), spelling.into(), (*word).into()]);
        upsert(tx, "article_spellings (reach, spelling, word)", rows, "DO NOTHING")?;
    }
    for word in known.difference(&left).filter(|word| words::is_spelt(word)) {
        let mut values: Vec<Value<'_>> = vec![reach.into(), (*word).into()];
        let spellings = words::spellings(word);
        let places = bind_all(&mut values, spellings.iter().map(Value::from));
        tx.execute(&format!("DELETE FROM article_spellings WHERE reach = $1 AND word = $2 AND spelling IN ({places})"), &values)?;
    }
    Ok(())
}

/// In how many articles of a reach some words stand, by their terms.
fn uses(tx: &mut Tx<'_>, reach: i64, words: &BTreeSet<&String>) -> Result<BTreeMap<(String, String), i64>, StoreError> {
    let mut values: Vec<Value<'_>> = vec![reach.into()];
    let places = bind_all(&mut values, words.iter().map(|word| Value::from(*word)));
    let sql = format!("SELECT word, term, uses FROM article_words WHERE reach = $1 AND word IN ({places})");
    Ok(tx.query(&sql, &values, |row| Ok(((row.text(0)?, row.text(1)?), row.int(2)?)))?.into_iter().collect())
}
