//! Looks for articles: which terms a question may mean, and which articles are most about them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::index::EVERY;
use super::plain::is_told;
use super::postings::Postings;
use super::score::{Blocks, Word, ranked, rarity};
use super::words::{self, tokens};
use crate::store::value::bind_all;
use crate::store::{StoreError, Tx, Value};

/// Words of a question that are looked for; of more, those that say most.
const WORDS: usize = 16;
/// Words of a question that are looked at at all.
const WORDS_SEEN: usize = 200;
/// Words that a mistyped one can be.
const MISTYPED: usize = 8;
/// Words that one can be the beginning of.
const BEGUN: usize = 12;
/// Words with the same beginning that are looked at.
const BEGUN_SEEN: usize = 200;
/// Shortest beginning of a word, in characters.
const BEGUN_MIN: usize = 2;
/// Which part of what the word that says most says another one has to say, for its articles to be read.
const WORTH_READING: f32 = 0.05;

/// How sure it is that another word was meant: the same in other words.
const ALIKE: f32 = 0.55;
/// The same, with one slip, and with two.
const SLIPPED: [f32; 3] = [0.9, 0.75, 0.5];
/// The same, the word not being finished.
const UNFINISHED: f32 = 0.7;

/// A part of a question.
pub(in crate::store) struct Part<'a> {
    /// Its words.
    pub(in crate::store) text: &'a str,
    /// How much they count.
    pub(in crate::store) weight: f32,
    /// Whether its last word may not be finished.
    pub(in crate::store) is_typed: bool,
}

/// A word of a question with the terms it may mean.
struct Wanted {
    word: String,
    weight: f32,
    is_last: bool,
    terms: BTreeMap<String, f32>,
}

/// An article that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::store) struct Hit {
    /// Which.
    pub(in crate::store) article_id: i64,
    /// How well it answers, among those found by the same question.
    pub(in crate::store) score: f32,
    /// Which part of what the question says is in it, from 0 to 1.
    pub(in crate::store) covered: f32,
}

/// What was found.
#[derive(Default)]
pub(in crate::store) struct Found {
    /// Articles, the best first, at most [`super::score::CLOSELY`].
    pub(in crate::store) hits: Vec<Hit>,
    /// The terms that they were found by.
    pub(in crate::store) terms: BTreeSet<String>,
}

/// Finds what answers a question within some reaches.
pub(in crate::store) fn find(tx: &mut Tx<'_>, reaches: &[i64], parts: &[Part<'_>]) -> Result<Found, StoreError> {
    let mut wanted = wanted(parts);
    if wanted.is_empty() || reaches.is_empty() {
        return Ok(Found::default());
    }
    let written = written(tx, reaches, &wanted)?;
    if wanted.len() > WORDS {
        // What stands nowhere or everywhere says least.
        let says = |one: &Wanted| one.weight / (1.0 + number(written.get(&one.word).map_or(i64::MAX, |(uses, _)| *uses)).ln_1p());
        wanted.sort_by(|one, other| says(other).total_cmp(&says(one)));
        wanted.truncate(WORDS);
    }
    let all = number(articles(tx, reaches)?);
    // A word that nearly all articles have tells none from the others, and would be most of what is read.
    let says = |one: &Wanted| written.get(&one.word).map(|(uses, _)| one.weight * rarity(all, number(*uses)));
    let least = wanted.iter().filter_map(says).fold(0.0, f32::max) * WORTH_READING;
    let (mut wanted, everywhere): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|one| says(one).is_none_or(|says| says >= least));
    for one in &mut wanted {
        mean(tx, reaches, one, &written)?;
    }
    let terms: BTreeSet<&str> = wanted.iter().flat_map(|one| one.terms.keys().map(String::as_str)).collect();
    let postings = postings(tx, reaches, &terms)?;
    let words: Vec<Word<'_>> = wanted.iter().map(|one| Word { weight: one.weight, terms: &one.terms }).collect();
    let hits = ranked(&words, all, &postings);
    let terms = wanted.into_iter().flat_map(|one| one.terms.into_keys()).chain(everywhere.iter().flat_map(|one| words::terms(&one.word)));
    let terms = terms.collect();
    Ok(Found { hits, terms })
}

/// The words of a question that say something, each once.
fn wanted(parts: &[Part<'_>]) -> Vec<Wanted> {
    let mut found: Vec<Wanted> = Vec::new();
    for part in parts {
        let mut words: Vec<String> = tokens(part.text).into_iter().take(WORDS_SEEN).map(|token| token.word).collect();
        let last = words.last().cloned().filter(|_| part.is_typed && part.text.ends_with(char::is_alphanumeric));
        // Of a question of nothing but silent words, the last one may be the beginning of another.
        words.retain(|word| is_told(word) || last.as_ref() == Some(word));
        for word in words {
            let is_last = last.as_ref() == Some(&word);
            match found.iter_mut().find(|one| one.word == word) {
                Some(one) => one.is_last |= is_last,
                None => found.push(Wanted { word, weight: part.weight, is_last, terms: BTreeMap::new() }),
            }
        }
    }
    found
}

/// Which words of a question stand in articles: in how many, and by which terms.
fn written(tx: &mut Tx<'_>, reaches: &[i64], wanted: &[Wanted]) -> Result<HashMap<String, (i64, Vec<String>)>, StoreError> {
    let mut found: HashMap<String, (i64, Vec<String>)> = HashMap::new();
    for some in wanted.chunks(64) {
        let mut values = Vec::new();
        let within = bind_all(&mut values, reaches.iter().map(|reach| (*reach).into()));
        let places = bind_all(&mut values, some.iter().map(|one| Value::from(&one.word)));
        let sql = format!("SELECT word, term, uses FROM article_words WHERE reach IN ({within}) AND word IN ({places})");
        tx.each(&sql, &values, |row| {
            let (uses, terms) = found.entry(row.text(0)?).or_default();
            *uses += row.int(2)?;
            terms.push(row.text(1)?);
            Ok(())
        })?;
    }
    Ok(found)
}

/// Finds the terms that a word may mean, and how sure that is.
fn mean(tx: &mut Tx<'_>, reaches: &[i64], one: &mut Wanted, written: &HashMap<String, (i64, Vec<String>)>) -> Result<(), StoreError> {
    let own = words::terms(&one.word);
    let mut means = BTreeMap::new();
    let mut say = |term: String, sure: f32| {
        let known = means.entry(term).or_insert(0.0_f32);
        *known = known.max(sure);
    };
    for term in words::alike(&own) {
        say(term, ALIKE);
    }
    let known = written.get(&one.word);
    own.into_iter().chain(known.into_iter().flat_map(|(_, terms)| terms.clone())).for_each(|term| say(term, 1.0));
    if one.is_last && one.word.chars().count() >= BEGUN_MIN {
        begun(tx, reaches, &one.word)?.into_iter().for_each(|term| say(term, UNFINISHED));
    }
    if known.is_none() && words::is_spelt(&one.word) {
        for (term, slips) in mistyped(tx, reaches, &one.word)? {
            say(term, SLIPPED[slips.min(SLIPPED.len() - 1)]);
        }
    }
    one.terms = means;
    Ok(())
}

/// Terms of the words that begin like one, the most used first.
fn begun(tx: &mut Tx<'_>, reaches: &[i64], word: &str) -> Result<Vec<String>, StoreError> {
    let mut values: Vec<Value<'_>> = vec![word.into(), format!("{word}\u{10ffff}").into(), crate::store::people::limit_value(BEGUN_SEEN)];
    let within = bind_all(&mut values, reaches.iter().map(|reach| (*reach).into()));
    let sql = format!("SELECT term, uses FROM article_words WHERE reach IN ({within}) AND word > $1 AND word < $2 ORDER BY word LIMIT $3");
    let mut found = tx.query(&sql, &values, |row| Ok((row.int(1)?, row.text(0)?)))?;
    found.sort_by(|one, other| other.cmp(one));
    found.truncate(BEGUN);
    Ok(found.into_iter().map(|(_, term)| term).collect())
}

/// Terms of the words that somebody meant who mistyped one, with how many slips.
fn mistyped(tx: &mut Tx<'_>, reaches: &[i64], word: &str) -> Result<Vec<(String, usize)>, StoreError> {
    let (mut values, spellings) = (Vec::new(), words::spellings(word));
    let within = bind_all(&mut values, reaches.iter().map(|reach| (*reach).into()));
    let places = bind_all(&mut values, spellings.iter().map(Value::from));
    let sql = format!(
        "SELECT w.word, w.term, w.uses FROM article_spellings s JOIN article_words w ON w.reach = s.reach AND w.word = s.word \
         WHERE s.reach IN ({within}) AND s.spelling IN ({places})"
    );
    let mut found = Vec::new();
    tx.each(&sql, &values, |row| {
        if let Some(slips) = words::slips(word, &row.text(0)?) {
            found.push((slips, -row.int(2)?, row.text(1)?));
        }
        Ok(())
    })?;
    found.sort();
    // Nobody means a word with two slips where there is one with fewer.
    let fewest = found.first().map_or(0, |(slips, ..)| *slips);
    found.retain(|(slips, ..)| *slips == fewest);
    found.truncate(MISTYPED);
    Ok(found.into_iter().map(|(slips, _, term)| (term, slips)).collect())
}

fn postings(tx: &mut Tx<'_>, reaches: &[i64], terms: &BTreeSet<&str>) -> Result<Blocks, StoreError> {
    let terms: Vec<&str> = terms.iter().copied().collect();
    let mut found = Blocks::default();
    for some in terms.chunks(128) {
        let mut values = Vec::new();
        let within = bind_all(&mut values, reaches.iter().map(|reach| (*reach).into()));
        let places = bind_all(&mut values, some.iter().map(|term| Value::from(*term)));
        let sql = format!("SELECT term, block, postings FROM article_terms WHERE reach IN ({within}) AND term IN ({places})");
        tx.each(&sql, &values, |row| {
            let postings = Postings::read(&row.text(2)?).ok_or_else(|| StoreError::Corrupt("the index of articles".to_owned()))?;
            found.add(row.text(0)?, row.int(1)?, postings);
            Ok(())
        })?;
    }
    Ok(found)
}

/// How many articles there are within some reaches.
fn articles(tx: &mut Tx<'_>, reaches: &[i64]) -> Result<i64, StoreError> {
    let mut values: Vec<Value<'_>> = vec![EVERY.into()];
    let within = bind_all(&mut values, reaches.iter().map(|reach| (*reach).into()));
    let sql = format!("SELECT CAST(COALESCE(SUM(uses), 0) AS BIGINT) FROM article_terms WHERE reach IN ({within}) AND term = $1");
    Ok(tx.first(&sql, &values, |row| row.int(0))?.unwrap_or(0))
}

#[expect(clippy::cast_precision_loss, reason = "numbers of articles, of which the order of size counts")]
fn number(count: i64) -> f32 {
    count as f32
}
