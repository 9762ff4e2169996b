//! What articles come to by the words of a question that they have; pure.

use std::collections::{BTreeMap, HashMap};

use super::find::Hit;
use super::postings::{BLOCK, Postings, WEIGHT_MAX, article};

/// Articles that are looked at closely.
pub(super) const CLOSELY: usize = 200;

/// A word of a question: how much it counts, and the terms it may mean with how sure that is.
pub(super) struct Word<'a> {
    pub(super) weight: f32,
    pub(super) terms: &'a BTreeMap<String, f32>,
}

/// The postings of some terms, by block.
#[derive(Default)]
pub(super) struct Blocks {
    /// Terms with their numbers, which are places in `uses`.
    numbers: HashMap<String, usize>,
    /// How many articles have each term, of all reaches.
    uses: Vec<usize>,
    of: BTreeMap<i64, Vec<(usize, Postings)>>,
}

impl Blocks {
    pub(super) fn add(&mut self, term: String, block: i64, postings: Postings) {
        let next = self.uses.len();
        let term = *self.numbers.entry(term).or_insert(next);
        if term == next {
            self.uses.push(0);
        }
        self.uses[term] += postings.len();
        self.of.entry(block).or_default().push((term, postings));
    }
}

/// How much it says that an article has a term which so many of all have.
pub(super) fn rarity(all: f32, uses: f32) -> f32 {
    (1.0 + (all - uses + 0.5).max(0.0) / (uses + 0.5)).ln()
}

/// A word as it counts among these articles.
struct Meaning {
    /// What it says that an article has it.
    says: f32,
    /// Its terms with what each is worth at most.
    terms: Vec<(usize, f32)>,
}

fn meaning(word: &Word<'_>, all: f32, blocks: &Blocks) -> Meaning {
    let rarity = |term: usize| rarity(all, number(blocks.uses[term]));
    let known: Vec<(usize, f32)> =
        word.terms.iter().filter_map(|(term, sure)| blocks.numbers.get(term).map(|term| (*term, *sure))).collect();
    // Another word that is rarer than the one that was said does not make it say more.
    let own = known.iter().filter(|(_, sure)| *sure >= 1.0).map(|(term, _)| rarity(*term)).reduce(f32::max);
    let worth = |term: usize, sure: f32| rarity(term).min(own.unwrap_or(f32::MAX)) * sure;
    let says = known.iter().map(|(term, sure)| worth(*term, *sure)).fold(0.0, f32::max);
    Meaning {
        says: word.weight * if says > 0.0 { says } else { (1.0 + all).ln() / 2.0 },
        terms: known.into_iter().map(|(term, sure)| (term, worth(term, sure) * word.weight)).collect(),
    }
}

/// The best articles, of so many that there are.
pub(super) fn ranked(words: &[Word<'_>], all: f32, blocks: &Blocks) -> Vec<Hit> {
    let meanings: Vec<Meaning> = words.iter().map(|word| meaning(word, all, blocks)).collect();
    let total: f32 = meanings.iter().map(|one| one.says).sum();
    let mut best = Best::default();
    for (block, postings) in &blocks.of {
        let (mut score, mut covered) = ([0.0_f32; BLOCK], [0.0_f32; BLOCK]);
        for one in &meanings {
            // Of the terms that a word may mean, the one counts that says most.
            let mut most = [0.0_f32; BLOCK];
            let mut is_here = false;
            for (term, worth) in &one.terms {
                for (_, postings) in postings.iter().filter(|(here, _)| here == term) {
                    is_here = true;
                    for (at, weight) in postings.iter() {
                        let place = &mut most[usize::from(at) % BLOCK];
                        *place = place.max(worth * f32::from(weight) / f32::from(WEIGHT_MAX));
                    }
                }
            }
            if is_here {
                for (at, most) in most.iter().enumerate() {
                    score[at] += most;
                    covered[at] += if *most > 0.0 { one.says } else { 0.0 };
                }
            }
        }
        for (at, score) in score.iter().enumerate().filter(|(_, score)| **score > 0.0) {
            let covered = (covered[at] / total).min(1.0);
            let article_id = article(*block, u16::try_from(at).unwrap_or(0));
            best.offer(Hit { article_id, score: score * (0.25 + 0.75 * covered), covered });
        }
    }
    best.ended()
}

/// The best of those that are offered.
#[derive(Default)]
struct Best {
    hits: Vec<Hit>,
    /// What the last of the best came to when they were looked through.
    least: f32,
}

impl Best {
    fn offer(&mut self, hit: Hit) {
        if hit.score < self.least {
            return;
        }
        self.hits.push(hit);
        if self.hits.len() >= 8 * CLOSELY {
            self.cut();
            self.least = self.hits.iter().map(|hit| hit.score).fold(f32::MAX, f32::min);
        }
    }

    fn cut(&mut self) {
        if self.hits.len() > CLOSELY {
            self.hits.select_nth_unstable_by(CLOSELY, order);
            self.hits.truncate(CLOSELY);
        }
    }

    fn ended(mut self) -> Vec<Hit> {
        self.cut();
        self.hits.sort_by(order);
        self.hits
    }
}

/// The better one first, and of two alike the newer one.
fn order(one: &Hit, other: &Hit) -> std::cmp::Ordering {
    other.score.total_cmp(&one.score).then(other.article_id.cmp(&one.article_id))
}

#[expect(clippy::cast_precision_loss, reason = "numbers of articles, of which the order of size counts")]
fn number(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::finder::postings::place;

    #[test]
    fn of_many_that_are_alike_the_newest_are_kept_and_a_better_one_that_comes_last_is_first() {
        let mut blocks = Blocks::default();
        let count = i64::try_from(20 * CLOSELY).unwrap();
        for (weight, ids) in [(9, 1..count), (60, count..count + 1)] {
            let mut all = BTreeMap::<i64, Postings>::new();
            for id in ids {
                let (block, at) = place(id);
                all.entry(block).or_default().set(at, Some(weight));
            }
            for (block, postings) in all {
                blocks.add("a".to_owned(), block, postings);
            }
        }
        let terms = BTreeMap::from([("a".to_owned(), 1.0)]);
        let hits = ranked(&[Word { weight: 1.0, terms: &terms }], 1_000_000.0, &blocks);
        let ids: Vec<i64> = hits.iter().map(|hit| hit.article_id).collect();
        let newest: Vec<i64> = (count + 1 - i64::try_from(CLOSELY).unwrap()..=count).rev().collect();
        assert_eq!(ids, newest);
        assert!(hits[0].score > hits[1].score && (hits[0].covered - 1.0).abs() < 1e-6);
    }

    #[test]
    fn of_the_terms_of_a_word_the_best_counts_and_words_add_up() {
        let mut blocks = Blocks::default();
        for (term, id) in [("a", 1), ("b", 1), ("b", 2), ("c", 2), ("c", 3)] {
            let mut postings = Postings::default();
            postings.set(place(id).1, Some(WEIGHT_MAX));
            blocks.add(term.to_owned(), place(id).0, postings);
        }
        let [first, second] = [[("a", 1.0), ("b", 0.5)].as_slice(), [("c", 1.0)].as_slice()]
            .map(|terms| terms.iter().map(|(term, sure)| ((*term).to_owned(), *sure)).collect::<BTreeMap<_, _>>());
        let words = [Word { weight: 1.0, terms: &first }, Word { weight: 1.0, terms: &second }];
        let hits = ranked(&words, 100.0, &blocks);
        let found: HashMap<i64, Hit> = hits.iter().map(|hit| (hit.article_id, *hit)).collect();
        assert_eq!(hits[0].article_id, 2, "it has something of both");
        let expected = rarity(100.0, 1.0) * (0.25 + 0.75 * found[&1].covered);
        assert!((found[&1].score - expected).abs() < 1e-5, "{} {expected}", found[&1].score);
        assert!(found[&3].covered < found[&1].covered && (found[&2].covered - 1.0).abs() < 1e-6);
    }
}
