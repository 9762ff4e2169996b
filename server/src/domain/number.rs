//! Case numbers: drawn by lot, so that a number says nothing about how many cases there are (C13).

use caseport_shared::case::CaseNumber;

/// Digits of the shortest case numbers.
const SHORTEST: u32 = 6;
/// Digits of the longest case numbers.
const LONGEST: u32 = 15;
/// Case numbers drawn at one length before a longer one is tried.
const TRIES: u32 = 3;

/// Numbers to try in turn until one is free; `random` gives 64 random bits a call.
///
/// They grow by a digit only when those of a length are nearly used up, so short numbers stay the rule.
pub fn candidates(mut random: impl FnMut() -> u64) -> impl Iterator<Item = CaseNumber> {
    (SHORTEST..=LONGEST).flat_map(|digits| std::iter::repeat_n(digits, TRIES as usize)).map(move |digits| {
        let first = 10_i64.pow(digits - 1);
        let count = first.unsigned_abs() * 9;
        // Fewer than 10^15, which is far from where the sign begins.
        CaseNumber(first + (random() % count).cast_signed())
    })
}
