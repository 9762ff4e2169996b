//! Chooses the few colours that stand for all colours of a picture (median cut), and finds them again.

use std::ops::Range;

/// Bits of each part of a colour by which colours are told apart: finer than the hundredths in which sixels name them.
const BITS: u32 = 6;
/// How many colours can be told apart.
const KINDS: usize = 1 << (3 * BITS);

/// Colours in place of all others.
pub(super) struct Palette {
    pub(super) colours: Vec<[u8; 3]>,
    /// For each kind of colour the place of the one that stands for it.
    places: Vec<u8>,
}

/// Colours that are not told apart, with their mean and how many pixels have them.
struct Kind {
    number: usize,
    mean: [u64; 3],
    count: u64,
}

/// Kinds that one colour is to stand for.
struct Group {
    kinds: Range<usize>,
    mean: [u64; 3],
    /// The part of the colour in which they differ most, and the sum of the squares by which they do.
    part: usize,
    spread: u64,
}

impl Palette {
    /// At most so many colours for the pixels, 256 at most.
    pub(super) fn of(pixels: &[[u8; 3]], most: usize) -> Self {
        let mut kinds = kinds(pixels);
        let mut groups = vec![Group::of(&kinds, 0..kinds.len())];
        while groups.len() < most.min(256) {
            let Some(widest) = (0..groups.len()).max_by_key(|at| groups[*at].spread).filter(|at| groups[*at].spread > 0) else { break };
            let Group { kinds: range, mean, part, .. } = groups.swap_remove(widest);
            kinds[range.clone()].sort_unstable_by_key(|kind| kind.mean[part]);
            let middle = range.start + kinds[range.clone()].partition_point(|kind| kind.mean[part] <= mean[part]);
            groups.extend([range.start..middle, middle..range.end].map(|range| Group::of(&kinds, range)));
        }
        let mut places = vec![0; KINDS];
        for (place, group) in (0..=u8::MAX).zip(&groups) {
            for kind in &kinds[group.kinds.clone()] {
                places[kind.number] = place;
            }
        }
        let byte = |part: u64| u8::try_from(part).unwrap_or(u8::MAX);
        Self { colours: groups.iter().map(|group| group.mean.map(byte)).collect(), places }
    }

    /// The place of the colour that stands for a pixel's.
    pub(super) fn place(&self, pixel: [u8; 3]) -> u8 {
        self.places[number(pixel)]
    }
}

impl Group {
    fn of(all: &[Kind], kinds: Range<usize>) -> Self {
        let members = &all[kinds.clone()];
        let count = members.iter().map(|kind| kind.count).sum::<u64>().max(1);
        let sum = |part: usize| members.iter().map(|kind| kind.mean[part] * kind.count).sum::<u64>();
        let mean = [0, 1, 2].map(|part| sum(part) / count);
        let spread = |part: usize| members.iter().map(|kind| kind.mean[part].abs_diff(mean[part]).pow(2) * kind.count).sum::<u64>();
        let (part, spread) = [0, 1, 2].map(|part| (part, spread(part))).into_iter().max_by_key(|(_, spread)| *spread).unwrap_or_default();
        Self { kinds, mean, part, spread }
    }
}

/// The kinds of colour that there are.
fn kinds(pixels: &[[u8; 3]]) -> Vec<Kind> {
    let mut all = vec![([0_u32; 3], 0_u32); KINDS];
    for pixel in pixels {
        let (sums, count) = &mut all[number(*pixel)];
        for (sum, part) in sums.iter_mut().zip(pixel) {
            *sum += u32::from(*part);
        }
        *count += 1;
    }
    let met = all.into_iter().enumerate().filter(|(_, (_, count))| *count > 0);
    met.map(|(number, (sums, count))| Kind { number, mean: sums.map(|sum| u64::from(sum / count)), count: count.into() }).collect()
}

/// The number of the kind to which a colour belongs.
fn number(pixel: [u8; 3]) -> usize {
    pixel.iter().fold(0, |number, part| number << BITS | usize::from(part >> (8 - BITS)))
}
