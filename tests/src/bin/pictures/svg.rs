//! Draws a screen as SVG on a fixed grid: every run of text has its exact place and width, whatever font a browser takes.

use std::fmt::Write as _;

use crate::palette::{BACKGROUND, FOREGROUND, name};

/// Width of a cell, in tenths of a pixel, so that places are written short and exact.
const CELL: u32 = 84;
/// Height of a row in pixels.
const ROW: u32 = 17;
/// Size of the letters in pixels.
const LETTERS: u32 = 14;
/// From the top of a row to the line that letters stand on.
const BASE: u32 = 13;
/// Free space around the screen in pixels.
const MARGIN: u32 = 12;

/// Text that looks alike, in cells of one row.
struct Run {
    column: u16,
    /// The cell after the last one.
    end: u16,
    is_wide: bool,
    text: String,
    /// How it looks, as attributes.
    look: String,
}

/// Cells of one row with the same colour behind them.
struct Ground {
    column: u16,
    end: u16,
    color: String,
}

/// The picture of a screen.
pub(crate) fn picture(screen: &vt100::Screen, title: &str) -> String {
    let (rows, columns) = screen.size();
    let (width, height) = (u32::from(columns) * CELL / 10 + 2 * MARGIN, u32::from(rows) * ROW + 2 * MARGIN);
    let title = escaped(title);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" fill=\"{FOREGROUND}\" font-size=\"{LETTERS}\" xml:space=\"preserve\" \
         font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\">\n"
    );
    for row in 0..rows {
        let top = u32::from(row) * ROW;
        for Ground { column, end, color } in grounds(screen, row) {
            let (x, width) = (place(column), place(end - column));
            let _ = writeln!(out, "<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{ROW}\" fill=\"{color}\"/>");
        }
        for run in runs(screen, row) {
            let (x, y, length) = (place(run.column), top + BASE, place(run.end - run.column));
            let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\"");
            let _ = writeln!(out, "{}>{}</text>", run.look, escaped(&run.text));
        }
    }
    if !screen.hide_cursor() {
        let (row, column) = screen.cursor_position();
        let (x, y, width) = (place(column), u32::from(row) * ROW, place(1));
        let _ = writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{ROW}\" fill-opacity=\".6\"/>");
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// What is behind the cells of a row, where it is not the background of everything.
fn grounds(screen: &vt100::Screen, row: u16) -> Vec<Ground> {
    let mut out: Vec<Ground> = Vec::new();
    for column in 0..screen.size().1 {
        let Some(cell) = screen.cell(row, column) else { continue };
        let (_, color) = colors(cell);
        match out.last_mut() {
            Some(last) if last.end == column && last.color == color => last.end += 1,
            _ if color != BACKGROUND => out.push(Ground { column, end: column + 1, color }),
            _ => {}
        }
    }
    out
}

/// The text of a row. Blanks are nothing to draw and more than one of them ends a run, so that each word stands where it
/// should; wide letters are runs of their own, for they come from other fonts.
fn runs(screen: &vt100::Screen, row: u16) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for column in 0..screen.size().1 {
        let Some(cell) = screen.cell(row, column).filter(|cell| !cell.contents().trim().is_empty()) else { continue };
        let (look, is_wide) = (look(cell), cell.is_wide());
        let end = column + if is_wide { 2 } else { 1 };
        match out.last_mut() {
            Some(run) if run.look == look && !is_wide && !run.is_wide && column - run.end <= 1 => {
                if column > run.end {
                    run.text.push(' ');
                }
                run.text.push_str(cell.contents());
                run.end = end;
            }
            _ => out.push(Run { column, end, is_wide, text: cell.contents().to_owned(), look }),
        }
    }
    out
}

/// The colour of a cell's text and the one behind it.
fn colors(cell: &vt100::Cell) -> (String, String) {
    let (text, ground) = (name(cell.fgcolor(), FOREGROUND), name(cell.bgcolor(), BACKGROUND));
    if cell.inverse() { (ground, text) } else { (text, ground) }
}

/// The look of a cell's text as attributes of an element.
fn look(cell: &vt100::Cell) -> String {
    let (color, _) = colors(cell);
    let mut out = if color == FOREGROUND { String::new() } else { format!(" fill=\"{color}\"") };
    let emphases = [
        (cell.bold(), " font-weight=\"bold\""),
        (cell.dim(), " fill-opacity=\".6\""),
        (cell.italic(), " font-style=\"italic\""),
        (cell.underline(), " text-decoration=\"underline\""),
    ];
    out.extend(emphases.iter().filter(|(is_so, _)| *is_so).map(|(_, attribute)| *attribute));
    out
}

/// Cells in pixels.
fn place(cells: u16) -> String {
    let tenths = u32::from(cells) * CELL;
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// Text as XML may hold it: no markup, and none of the characters that XML forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::picture;

    fn drawn(rows: u16, columns: u16, bytes: &[u8]) -> String {
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        terminal.process(bytes);
        picture(terminal.screen(), "A <picture> & \"more\"")
    }

    /// The names of the elements, after a look at what XML asks for: they nest, and nothing between them is markup.
    fn elements(svg: &str) -> Vec<String> {
        let (mut open, mut seen) = (Vec::new(), Vec::new());
        for (at, part) in svg.split('<').enumerate() {
            let Some((tag, text)) = part.split_once('>') else {
                assert_eq!((at, part), (0, ""), "a bracket that is never closed");
                continue;
            };
            assert!(!text.contains('>'), "a bracket in {text}");
            for (_, rest) in text.match_indices('&').map(|(at, _)| text.split_at(at)) {
                assert!(["&amp;", "&lt;", "&gt;", "&quot;"].iter().any(|entity| rest.starts_with(entity)), "no entity: {rest}");
            }
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop().as_deref(), Some(name), "elements nest");
                continue;
            }
            let name = tag.split([' ', '/']).next().unwrap_or_default().to_owned();
            assert_eq!(tag.matches('"').count() % 2, 0, "an attribute without its end: {tag}");
            seen.push(name.clone());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        assert_eq!(open, Vec::<String>::new());
        seen
    }

    #[test]
    fn whatever_stands_on_the_screen_is_well_formed_and_runs_nothing() {
        let svg = drawn(4, 40, "<script>alert(1)</script> & \"x\" 'y' ]]>\r\n\x1b]0;t\x07\x01\u{7f}\u{85}\u{fffe}end".as_bytes());
        let seen = elements(&svg);
        assert!(seen.iter().all(|name| ["svg", "title", "rect", "g", "text"].contains(&name.as_str())), "{seen:?}");
        assert!(svg.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;"), "{svg}");
        assert!(svg.contains("<title>A &lt;picture&gt; &amp; &quot;more&quot;</title>"), "{svg}");
        assert!(svg.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{fffe}'), "{svg:?}");
        assert!(!svg.contains("href") && !svg.contains(" on"), "{svg}");
    }

    #[test]
    fn every_word_has_its_place_on_the_grid() {
        let svg = drawn(2, 20, "ab 漢字 e\u{301}x   end\r\n  next".as_bytes());
        for expected in [
            "<text x=\"0\" y=\"13\" textLength=\"16.8\">ab</text>",
            "<text x=\"25.2\" y=\"13\" textLength=\"16.8\">漢</text>",
            "<text x=\"42\" y=\"13\" textLength=\"16.8\">字</text>",
            "<text x=\"67.2\" y=\"13\" textLength=\"16.8\">e\u{301}x</text>",
            "<text x=\"109.2\" y=\"13\" textLength=\"25.2\">end</text>",
            "<text x=\"16.8\" y=\"30\" textLength=\"33.6\">next</text>",
        ] {
            assert!(svg.contains(expected), "{expected}\n{svg}");
        }
    }

    #[test]
    fn colours_and_emphasis_are_those_of_the_screen() {
        let svg = drawn(1, 30, b"\x1b[1;38;5;80mbold\x1b[0m \x1b[7mback\x1b[0m \x1b[48;2;1;2;3m  \x1b[0m\x1b[2mdim");
        assert!(svg.contains("fill=\"#5fd7d7\" font-weight=\"bold\">bold</text>"), "{svg}");
        assert!(svg.contains("<rect x=\"42\" y=\"0\" width=\"33.6\" height=\"17\" fill=\"#d5d9e0\"/>"), "{svg}");
        assert!(svg.contains("fill=\"#16181d\">back</text>"), "{svg}");
        assert!(svg.contains("fill=\"#010203\"/>") && svg.contains("fill-opacity=\".6\">dim</text>"), "{svg}");
    }
}
