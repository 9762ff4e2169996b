//! Draws a text of one line with the words in it that were looked for.

use caseport_shared::api::article::Marked;
use caseport_shared::text::inline;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::Context;
use crate::widgets::text::{fit, span, width};

/// How much of a line may stand before the first word that fits, in parts of three.
const LEAD_PARTS: usize = 2;
/// Characters that stay before that word where more are left out.
const LEAD_CHARS: usize = 20;

/// How words look that were looked for: also without colours unlike those around them.
pub(super) fn found(base: Style, cx: &Context) -> Style {
    base.patch(cx.theme.accent).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
}

/// The text on at most `cells` cells, so that the first word that fits is seen.
pub(super) fn spans(marked: &Marked, cells: usize, base: Style, cx: &Context) -> Vec<Span<'static>> {
    let mut parts = parts(marked);
    let lead: usize = parts.iter().take_while(|(_, is_found)| !is_found).map(|(text, _)| width(text)).sum();
    if lead * 3 > cells * LEAD_PARTS
        && parts.iter().any(|(_, is_found)| *is_found)
        && let Some((first, _)) = parts.first_mut()
    {
        let kept = first.chars().count().saturating_sub(LEAD_CHARS);
        *first = format!("…{}", first.chars().skip(kept).collect::<String>().trim_start());
    }
    let mut out = Vec::new();
    let mut room = cells;
    let count = parts.len();
    for (at, (text, is_found)) in parts.into_iter().enumerate() {
        let style = if is_found { found(base, cx) } else { base };
        let cells = width(&text);
        // What follows is said to be there.
        if cells > room || (cells == room && at + 1 < count) {
            out.push(span(fit(&format!("{text}…"), room), style));
            break;
        }
        room -= cells;
        out.push(span(text, style));
    }
    out
}

/// The pieces of the text, made safe, each with whether it was looked for; marks that are not in order are none.
fn parts(marked: &Marked) -> Vec<(String, bool)> {
    let starts: Vec<usize> = marked.text.char_indices().map(|(at, _)| at).chain([marked.text.len()]).collect();
    let mut out = Vec::new();
    let mut push = |text: &str, is_found: bool| {
        let text = inline(text);
        if !text.is_empty() {
            out.push((text.into_owned(), is_found));
        }
    };
    let mut from = 0;
    for (start, end) in &marked.marks {
        let (Some(start), Some(end)) = (starts.get(*start).copied(), starts.get(*end).copied()) else { continue };
        if start >= from && start < end {
            push(&marked.text[from..start], false);
            push(&marked.text[start..end], true);
            from = end;
        }
    }
    push(&marked.text[from..], false);
    out
}

#[cfg(test)]
mod tests {
    use caseport_shared::api::article::Marked;

    use super::parts;

    #[test]
    fn marks_that_lie_are_none() {
        let marked = |marks: &[(usize, usize)]| Marked { text: "Größe \u{7}zurück".to_owned(), marks: marks.to_vec() };
        let whole = vec![("Größe zurück".to_owned(), false)];
        for lie in [&[(3, 2)][..], &[(90, 99)], &[(0, usize::MAX)]] {
            assert_eq!(parts(&marked(lie)), whole, "{lie:?}");
        }
        let found = parts(&marked(&[(0, 5), (2, 4), (7, 13)]));
        assert_eq!(found, [("Größe".to_owned(), true), (" ".to_owned(), false), ("zurück".to_owned(), true)]);
    }
}
