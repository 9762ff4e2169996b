//! Ranks texts by how well they fit what was typed.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The places of the texts that fit, the best first; all of them, in their order, where nothing was typed.
///
/// Every word must fit: its letters in order, accents and case aside.
pub fn ranked<'a>(typed: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    if typed.trim().is_empty() {
        return texts.enumerate().map(|(at, _)| at).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    // No letter has a meaning of its own, as `!` or `^` would in a search language.
    let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, nucleo_matcher::pattern::AtomKind::Fuzzy);
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, usize)> = texts
        .enumerate()
        .filter_map(|(at, text)| {
            buffer.clear();
            pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher).map(|score| (score, at))
        })
        .collect();
    found.sort_by(|(a, first), (b, second)| b.cmp(a).then(first.cmp(second)));
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::ranked;

    #[test]
    fn the_best_fit_comes_first() {
        let texts = ["Northwind Community", "Northwind Academy", "Ünder Construction"];
        let found = |typed: &str| ranked(typed, texts.into_iter());
        assert_eq!(found(""), [0, 1, 2]);
        assert_eq!(found("acad"), [1]);
        assert_eq!(found("nwcom"), [0]);
        assert_eq!(found("academy north"), [1]);
        assert_eq!(found("UNDER"), [2]);
        assert_eq!(found("!north"), Vec::<usize>::new());
    }
}
