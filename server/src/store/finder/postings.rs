//! Which articles of a block have a term and how much they are about it, as a text; pure.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// Articles of a block are those whose ids share everything but their last bits.
const BLOCK_BITS: u32 = 10;
/// How many articles a block has room for.
pub(super) const BLOCK: usize = 1 << BLOCK_BITS;
/// How much an article can be about a term, at most.
pub(super) const WEIGHT_MAX: u8 = 63;
/// Bits of a weight.
const WEIGHT_BITS: u32 = 6;

/// The block of an article, and its place in it.
pub(super) fn place(article_id: i64) -> (i64, u16) {
    (article_id >> BLOCK_BITS, u16::try_from(article_id & ((1 << BLOCK_BITS) - 1)).unwrap_or(0))
}

/// The article at a place of a block.
pub(super) const fn article(block: i64, at: u16) -> i64 {
    (block << BLOCK_BITS) | at as i64
}

/// Places of a block with how much each is about the term, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Postings(Vec<u16>);

impl Postings {
    /// What is kept; `None` when it is not what this writes.
    pub(super) fn read(text: &str) -> Option<Self> {
        let bytes = STANDARD_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() % 2 == 0)?;
        Some(Self(bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()))
    }

    /// As it is kept.
    pub(super) fn written(&self) -> String {
        let bytes: Vec<u8> = self.0.iter().flat_map(|entry| entry.to_be_bytes()).collect();
        STANDARD_NO_PAD.encode(bytes)
    }

    /// How many articles there are.
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    /// Sets what a place has, or that it has nothing.
    pub(super) fn set(&mut self, at: u16, weight: Option<u8>) {
        let found = self.0.binary_search_by_key(&at, |entry| entry >> WEIGHT_BITS);
        let entry = weight.map(|weight| (at << WEIGHT_BITS) | u16::from(weight.min(WEIGHT_MAX)));
        match (found, entry) {
            (Ok(index), Some(entry)) => self.0[index] = entry,
            (Ok(index), None) => drop(self.0.remove(index)),
            (Err(index), Some(entry)) => self.0.insert(index, entry),
            (Err(_), None) => {}
        }
    }

    /// Places with their weights.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u16, u8)> + '_ {
        let weight = |entry: u16| u8::try_from(entry & u16::from(WEIGHT_MAX)).unwrap_or(WEIGHT_MAX);
        self.0.iter().map(move |entry| (entry >> WEIGHT_BITS, weight(*entry)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_in_order() {
        let mut postings = Postings::default();
        for (at, weight) in [(1023, 63), (0, 0), (512, 7), (0, 9), (3, 200)] {
            postings.set(at, Some(weight));
        }
        postings.set(512, None);
        postings.set(511, None);
        let read = Postings::read(&postings.written()).unwrap();
        assert_eq!(read.iter().collect::<Vec<_>>(), [(0, 9), (3, 63), (1023, 63)]);
        assert_eq!(read.len(), 3);
        assert_eq!(Postings::read("?"), None);
        assert_eq!(Postings::read("AA"), None);
    }

    #[test]
    fn every_article_has_a_place() {
        for id in [1, 1023, 1024, 5_000_000_000] {
            let (block, at) = place(id);
            assert_eq!(article(block, at), id);
        }
    }
}
