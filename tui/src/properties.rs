//! What holds for any input whatever: held against it by `tests/fuzz`, and by the tests of this crate.

use std::sync::LazyLock;

use caseport_shared::text;

use crate::theme::Theme;
use crate::widgets::link::Links;
use crate::widgets::markdown::{Ink, markdown as lines};

/// Most lines that a character comes to, with what stands before and around it.
const LINES_EACH: usize = 8;

/// Markdown, whose first byte is the width of the screen, draws within it, shows nothing hostile and comes to an end.
///
/// # Panics
/// When it does not hold.
pub fn markdown(data: &[u8]) {
    static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::named("dark").expect("there is a dark theme"));
    let Some((cells, typed)) = data.split_first() else { return };
    let (cells, typed) = (usize::from(*cells).max(1), String::from_utf8_lossy(typed));
    let links = Links::new(true);
    let drawn = lines(&typed, cells, Ink { base: THEME.text, theme: &THEME, links: &links, is_page: false });
    assert!(drawn.len() <= LINES_EACH * (typed.chars().count() + 1), "{} lines of {typed:?} in {cells}", drawn.len());
    for line in drawn {
        assert!(line.width() <= cells, "{} > {cells}: {line:?} of {typed:?}", line.width());
        for span in &line.spans {
            // A joiner may stand alone where a line or a look ends between two characters that it joined.
            let parted = span.content.replace(['\u{200c}', '\u{200d}'], "");
            assert!(text::is_clean_line(&parted), "{:?} of {typed:?}", span.content);
            // Whatever can be followed leads to the web or to mail, in characters that no terminal takes for anything else.
            if let Some(address) = span.style.underline_color.and_then(|color| links.address(color)) {
                let is_open = ["https://", "http://", "mailto:"].iter().any(|scheme| address.to_ascii_lowercase().starts_with(scheme));
                assert!(is_open && address.bytes().all(|byte| byte.is_ascii_graphic()), "{address:?} of {typed:?}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::markdown;

    #[test]
    fn what_fuzzing_kept_is_drawn_as_it_should_be() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus/markdown");
        let entries = folder.read_dir().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let kept: Vec<_> = entries.map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect();
        assert!(!kept.is_empty());
        for data in kept {
            markdown(&data);
        }
    }

    proptest! {
        #[test]
        fn any_markdown_is_drawn_within_the_screen(
            cells in any::<u8>(),
            typed in "(\\PC|[\\x00-\\x20\\-*_`~>#|\\[\\]()!<&\\\\:.0-9a-z]|    |\n[>\\-|#] |https://a|article:a-b|\\]\\(|javascript:a|file:///a|\\|a\\||```\n|\\|-\\|-\\|\n|&#27;|&#x202e;|\u{202e}){0,120}"
        ) {
            markdown(&[&[cells][..], typed.as_bytes()].concat());
        }
    }
}
