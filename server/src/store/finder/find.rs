//! Looks for articles: which terms a question may mean, and which articles are most about them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::index::EVERY;
use super::plain::is_told;
use super::postings::{BLOCK, Postings, WEIGHT_MAX, article};
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
/// Articles that are looked at closely.
pub(super) const CLOSELY: usize = 200;

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
    /// Articles, the best first, at most [`CLOSELY`].
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
    for one in &mut wanted {
        mean(tx, reaches, one, &written)?;
    }
    let all: BTreeSet<&str> = wanted.iter().flat_map(|one| one.terms.keys().map(String::as_str)).chain([EVERY]).collect();
    let postings = postings(tx, reaches, &all)?;
    let hits = ranked(&wanted, &postings);
    let terms = wanted.into_iter().flat_map(|one| one.terms.into_keys()).collect();
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

/// By term, the postings of each block, of all reaches.
type Blocks = HashMap<String, Vec<(i64, Postings)>>;

fn postings(tx: &mut Tx<'_>, reaches: &[i64], terms: &BTreeSet<&str>) -> Result<Blocks, StoreError> {
    let terms: Vec<&str> = terms.iter().copied().collect();
    let mut found = Blocks::new();
    for some in terms.chunks(128) {
        let mut values = Vec::new();
        let within = bind_all(&mut values, reaches.iter().map(|reach| (*reach).into()));
        let places = bind_all(&mut values, some.iter().map(|term| Value::from(*term)));
        let sql = format!("SELECT term, block, postings FROM article_terms WHERE reach IN ({within}) AND term IN ({places})");
        tx.each(&sql, &values, |row| {
            let postings = Postings::read(&row.text(2)?).ok_or_else(|| StoreError::Corrupt("the index of articles".to_owned()))?;
            found.entry(row.text(0)?).or_default().push((row.int(1)?, postings));
            Ok(())
        })?;
    }
    Ok(found)
}

/// What the articles of a block have come to.
struct Sums {
    score: [f32; BLOCK],
    covered: [f32; BLOCK],
}

fn ranked(wanted: &[Wanted], postings: &Blocks) -> Vec<Hit> {
    let times = |term: &str| postings.get(term).map_or(0, |blocks| blocks.iter().map(|(_, postings)| postings.len()).sum::<usize>());
    let all = number_of(times(EVERY));
    let rarity = |term: &str| {
        let times = number_of(times(term));
        (1.0 + (all - times + 0.5).max(0.0) / (times + 0.5)).ln()
    };
    let (mut sums, mut total) = (HashMap::<i64, Box<Sums>>::new(), 0.0);
    for one in wanted {
        // Another word that is rarer than the one that was said does not make it say more.
        let own = one.terms.iter().filter(|(term, sure)| **sure >= 1.0 && times(term) > 0).map(|(term, _)| rarity(term)).reduce(f32::max);
        let rarity = |term: &str| rarity(term).min(own.unwrap_or(f32::MAX));
        let says = one.terms.iter().filter(|(term, _)| times(term) > 0).map(|(term, sure)| rarity(term) * sure).fold(0.0, f32::max);
        let says = one.weight * if says > 0.0 { says } else { (1.0 + all).ln() / 2.0 };
        total += says;
        let mut best = HashMap::<i64, Box<[f32; BLOCK]>>::new();
        for (term, sure) in &one.terms {
            let worth = rarity(term) * sure * one.weight;
            for (block, postings) in postings.get(term).into_iter().flatten() {
                let best = best.entry(*block).or_insert_with(|| Box::new([0.0; BLOCK]));
                for (at, weight) in postings.iter() {
                    let worth = worth * f32::from(weight) / f32::from(WEIGHT_MAX);
                    let place = &mut best[usize::from(at)];
                    *place = place.max(worth);
                }
            }
        }
        for (block, best) in best {
            let sums = sums.entry(block).or_insert_with(|| Box::new(Sums { score: [0.0; BLOCK], covered: [0.0; BLOCK] }));
            for (at, worth) in best.iter().enumerate().filter(|(_, worth)| **worth > 0.0) {
                sums.score[at] += worth;
                sums.covered[at] += says;
            }
        }
    }
    let mut hits = Vec::new();
    for (block, sums) in &sums {
        for (at, score) in sums.score.iter().enumerate().filter(|(_, score)| **score > 0.0) {
            let covered = (sums.covered[at] / total).min(1.0);
            let place = u16::try_from(at).unwrap_or(0);
            hits.push(Hit { article_id: article(*block, place), score: score * (0.25 + 0.75 * covered), covered });
        }
    }
    let order = |one: &Hit, other: &Hit| other.score.total_cmp(&one.score).then(other.article_id.cmp(&one.article_id));
    if hits.len() > CLOSELY {
        hits.select_nth_unstable_by(CLOSELY, order);
        hits.truncate(CLOSELY);
    }
    hits.sort_by(order);
    hits
}

#[expect(clippy::cast_precision_loss, reason = "numbers of articles, of which the order of size counts")]
fn number(count: i64) -> f32 {
    count as f32
}

#[expect(clippy::cast_precision_loss, reason = "numbers of articles, of which the order of size counts")]
fn number_of(count: usize) -> f32 {
    count as f32
}
