//! Measures, cuts and wraps text by the cells it takes on a terminal; what it is given must be clean.

use std::ops::Range;

use caseport_shared::text;
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Cells that a text takes.
pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.width() }
}

/// Whether every character is one byte, one cell, and no control.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// A text cut to `max` cells, with an ellipsis where something is missing.
pub fn fit(text: &str, max: usize) -> String {
    if width(text) <= max {
        return text.to_owned();
    }
    if is_plain(text) {
        let kept = text[..max.saturating_sub(1)].trim_end();
        return if max == 0 { String::new() } else { format!("{kept}…") };
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let cells = width(grapheme);
        if used + cells + 1 > max {
            break;
        }
        out.push_str(grapheme);
        used += cells;
    }
    if max > 0 {
        out.truncate(out.trim_end().len());
        out.push('…');
    }
    out
}

/// A foreign text made safe for one line, cut to `max` cells.
pub fn inline(text: &str, max: usize) -> String {
    fit(&text::inline(text), max)
}

/// A text of exactly `cells` cells: cut, or followed by blanks.
pub fn column(text: &str, cells: usize) -> String {
    let mut out = fit(text, cells);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(&out))));
    out
}

/// A text of exactly `cells` cells that ends at the right.
pub fn right(text: &str, cells: usize) -> String {
    let fitted = fit(text, cells);
    format!("{}{fitted}", " ".repeat(cells.saturating_sub(width(&fitted))))
}

/// Where the rows of a logical line begin and end, in bytes, when it is wrapped at blanks; at least one row.
///
/// Blanks may hang over the end of a row, so that every byte belongs to exactly one row.
pub fn rows(line: &str, max: usize) -> Vec<Range<usize>> {
    if line.is_ascii() && line.len() <= max {
        return vec![Range { start: 0, end: line.len() }];
    }
    let max = max.max(2);
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return ascii_rows(line.as_bytes(), max);
    }
    let (mut start, mut used, mut candidate, mut after) = (0, 0, 0, 0);
    let mut rows = Vec::new();
    for (at, grapheme) in line.grapheme_indices(true) {
        let cells = width(grapheme);
        let blank = grapheme == " ";
        if used + cells > max && !blank {
            let end = if candidate > start { candidate } else { at };
            let kept = if candidate > start { after } else { 0 };
            rows.push(start..end);
            start = end;
            used = kept;
        }
        used += cells;
        after += cells;
        if blank || cells > 1 {
            candidate = at + grapheme.len();
            after = 0;
        }
    }
    rows.push(start..line.len());
    rows
}

/// The same where every byte is one cell.
fn ascii_rows(line: &[u8], max: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    while line.len() - start > max {
        // Blanks that hang over the end belong to the row.
        let hanging = line[start + max..].iter().take_while(|byte| **byte == b' ').count();
        let end = match line[start..start + max].iter().rposition(|byte| *byte == b' ') {
            _ if hanging > 0 => start + max + hanging,
            Some(blank) => start + blank + 1,
            None => start + max,
        };
        if end >= line.len() {
            break;
        }
        rows.push(start..end);
        start = end;
    }
    rows.push(start..line.len());
    rows
}

/// A foreign text of several lines, made safe and wrapped to `max` cells.
pub fn wrap(text: &str, max: usize) -> Vec<String> {
    let clean = text::block(text);
    let mut out = Vec::new();
    for line in clean.trim_end().split('\n') {
        let line = line.replace('\t', "    ");
        out.extend(rows(&line, max).into_iter().map(|row| fit(line[row].trim_end(), max.max(2))));
    }
    out
}

/// Draws a line within `cells` cells of a row, never outside the buffer.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, cells: u16, line: &Line<'_>) {
    let area = buffer.area;
    if y >= area.bottom() || x >= area.right() || y < area.y {
        return;
    }
    let end = x + cells.min(area.right() - x);
    let mut at = x;
    for span in line {
        let (content, style) = (span.content.as_ref(), line.style.patch(span.style));
        // Most of what is drawn is this, and looking for graphemes in it was a fifth of a frame.
        let plain = plain_start(content);
        if at < end {
            let from = buffer.index_of(at, y);
            let cells = &mut buffer.content[from..from + usize::from(end - at)];
            for (place, cell) in (0..plain).zip(cells) {
                cell.set_symbol(&content[place..=place]).set_style(style);
            }
        }
        at = end.min(at.saturating_add(u16::try_from(plain).unwrap_or(u16::MAX)));
        if plain < content.len() {
            (at, _) = buffer.set_stringn(at, y, &content[plain..], usize::from(end - at), style);
        }
    }
}

/// How many bytes of a text are characters of one byte and one cell that nothing can join.
fn plain_start(text: &str) -> usize {
    match text.bytes().position(|byte| !matches!(byte, b' '..=b'~')) {
        Some(at) => at.saturating_sub(1),
        None => text.len(),
    }
}

/// A piece of text of our own.
pub fn span(text: impl Into<String>, style: Style) -> Span<'static> {
    Span::styled(text.into(), style)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};
    use ratatui::text::Line;

    use super::{column, fit, put, right, rows, span, width, wrap};

    #[test]
    fn plain_text_is_drawn_as_any_other_text_is() {
        let (red, bold) = (Style::new().fg(Color::Red), Style::new().bold());
        let parts: [&[(&str, Style)]; 6] = [
            &[("plain", red), (" and ", bold), ("more of it", red)],
            &[("日本", red), ("ab", bold), ("é", red), ("cdefghij", bold)],
            &[("abcdefghijk", red), ("日本", bold), ("x", red)],
            &[("", red), ("tab\there", bold), ("end", red)],
            &[("ae\u{301}x…  ", red), ("cut…", bold), ("\u{301}", red), ("end", bold)],
            &[("abcdefghijklm", red)],
        ];
        for parts in parts {
            let line =
                Line::from(parts.iter().map(|(text, style)| span(*text, *style)).collect::<Vec<_>>()).style(Style::new().bg(Color::Blue));
            for (x, cells) in (0..14).flat_map(|x| [0, 1, 2, 5, 9, 12, 40].map(|cells| (x, cells))) {
                let area = Rect::new(0, 0, 12, 2);
                let [mut ours, mut theirs] = [Buffer::empty(area), Buffer::empty(area)];
                put(&mut ours, x, 1, cells, &line);
                if x < 12 {
                    theirs.set_line(x, 1, &line, cells.min(12 - x));
                }
                assert_eq!(ours, theirs, "{line:?} at {x} in {cells}");
            }
        }
    }

    #[test]
    fn a_cut_text_says_so_and_never_takes_more_cells() {
        assert_eq!(fit("Pending Your Response", 10), "Pending Y…");
        assert_eq!(fit("日本語のテキスト", 7), "日本語…");
        assert_eq!(fit("abc", 0), "");
        for cells in 0..12 {
            assert!(width(&fit("a日b👩‍💻 c", cells)) <= cells);
            assert_eq!(width(&column("日本", cells)), cells);
        }
        assert_eq!(right("2h", 4), "  2h");
    }

    #[test]
    fn text_wraps_at_blanks_and_between_wide_characters() {
        assert_eq!(wrap("the quick brown fox\n\tjumps", 10), ["the quick", "brown fox", "    jumps"]);
        assert_eq!(wrap("日本語のテキスト", 6), ["日本語", "のテキ", "スト"]);
        assert_eq!(wrap("abcdefghijkl", 5), ["abcde", "fghij", "kl"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn plain_text_wraps_as_any_other() {
        for text in ["the quick  brown fox ", "aaaaaaaaaaaaaaaa b", "ab   cd", "  a  bcdefgh", "abcd efgh    ", "abcde fghij", " abcdefghi"]
        {
            for cells in 2..12 {
                // A character of one cell that is not ASCII takes the long way.
                let other = text.replace('a', "ä");
                let long: Vec<String> = rows(&other, cells).into_iter().map(|row| other[row].replace('ä', "a")).collect();
                let short: Vec<&str> = rows(text, cells).into_iter().map(|row| &text[row]).collect();
                assert_eq!(short, long, "{text:?} {cells}");
            }
        }
    }

    #[test]
    fn every_byte_belongs_to_one_row() {
        for text in ["the quick  brown fox ", "日本 語のテキ", "aaaaaaaaaaaaaaaa b", "    ", "", "e\u{301}e\u{301}e\u{301}e\u{301}"] {
            for cells in 2..9 {
                let rows = rows(text, cells);
                assert_eq!(rows.first().map(|row| row.start), Some(0));
                assert_eq!(rows.last().map(|row| row.end), Some(text.len()));
                assert!(rows.windows(2).all(|pair| pair[0].end == pair[1].start), "{text:?} {cells}");
                assert!(rows.iter().all(|row| width(text[row.clone()].trim_end()) <= cells), "{text:?} {cells}");
            }
        }
    }
}
