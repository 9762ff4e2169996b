//! What holds for any input whatever: held against it by `tests/fuzz`, and by the tests of this crate.

use std::sync::LazyLock;

use caseport_shared::text;

use crate::page::Page;
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

/// A file is an article or is refused in one clean line; an article is the same after it was written and read again.
///
/// # Panics
/// When it does not hold.
pub fn page(data: &[u8]) {
    let file = String::from_utf8_lossy(data);
    match Page::read(&file) {
        Ok(page) => assert_eq!(Page::read(&page.write()), Ok(page), "{file:?}"),
        Err(error) => assert!(text::is_clean_line(&error.to_string()), "{error:?} of {file:?}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::{markdown, page};

    fn kept(target: &str, property: impl Fn(&[u8])) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus").join(target);
        let entries = folder.read_dir().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let kept: Vec<_> = entries.map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect();
        assert!(!kept.is_empty());
        for data in &kept {
            property(data);
        }
    }

    #[test]
    fn what_fuzzing_kept_is_drawn_as_it_should_be() {
        kept("markdown", markdown);
    }

    #[test]
    fn what_fuzzing_kept_is_an_article_or_refused() {
        kept("page", page);
    }

    proptest! {
        #[test]
        fn any_markdown_is_drawn_within_the_screen(
            cells in any::<u8>(),
            typed in "(\\PC|[\\x00-\\x20\\-*_`~>#|\\[\\]()!<&\\\\:.0-9a-z]|    |\n[>\\-|#] |https://a|article:a-b|\\]\\(|javascript:a|file:///a|\\|a\\||```\n|\\|-\\|-\\|\n|&#27;|&#x202e;|\u{202e}){0,120}"
        ) {
            markdown(&[&[cells][..], typed.as_bytes()].concat());
        }

        #[test]
        fn any_file_is_an_article_or_refused(
            front in "(title|state|language|keywords|products|audience|category|organizations| = |\"a\"|\"published\"|\\[\"a\"\\]|[\n\r]|\\PC){0,30}",
            body in "(\\PC|[\n\r\t\\x00]|\\+\\+\\+){0,40}",
        ) {
            page(front.as_bytes());
            page(format!("+++\ntitle = \"a\"\n{front}\n+++\n{body}").as_bytes());
            page(format!("+++\r\ntitle = \"a\"\r\n+++\r\n{body}").as_bytes());
        }
    }
}
