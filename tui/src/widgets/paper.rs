//! A long text to read: cut into pieces that are cheap to draw, numbered by its lines, searched as a whole.

use std::borrow::Cow;

use caseport_shared::text::block;
use unicode_segmentation::UnicodeSegmentation as _;

use super::text::rows;

/// Longest piece of a line, in bytes; a longer line goes on in the next piece.
const PIECE_BYTES: usize = 1_000;
/// Most pieces; what comes after them is not shown.
const PIECES_MAX: usize = 1_000_000;
/// Most matches that are held.
const MATCHES_MAX: usize = 100_000;

/// A text, safe to draw.
#[derive(Debug)]
pub struct Paper {
    text: String,
    /// Where each piece begins, and the number of its line.
    pieces: Vec<(usize, usize)>,
    is_whole: bool,
}

/// A row at the top of a page: a piece, and a row of it where it is wrapped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which piece.
    pub piece: usize,
    /// Which of its rows.
    pub row: usize,
}

impl Paper {
    /// A text of whatever sort, made safe.
    pub fn new(text: &str) -> Self {
        let mut text = block(text).into_owned();
        let (mut pieces, mut start) = (Vec::new(), 0);
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            pieces.push((start, number));
            if line.len() > PIECE_BYTES {
                let mut next = PIECE_BYTES;
                for (at, _) in line.trim_end_matches('\n').grapheme_indices(true) {
                    if at >= next {
                        pieces.push((start + at, number));
                        next = at + PIECE_BYTES;
                    }
                }
            }
            start += line.len();
            if pieces.len() > PIECES_MAX {
                break;
            }
        }
        let is_whole = pieces.len() <= PIECES_MAX;
        if let Some((end, _)) = pieces.get(PIECES_MAX) {
            text.truncate(*end);
            pieces.truncate(PIECES_MAX);
        }
        Self { text, pieces, is_whole }
    }

    /// How many lines there are.
    pub fn lines(&self) -> usize {
        self.pieces.last().map_or(0, |(_, number)| *number)
    }

    /// Whether every line is here.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The number of the line that a piece is of.
    pub fn number(&self, piece: usize) -> usize {
        self.pieces.get(piece).map_or(0, |(_, number)| *number)
    }

    /// Whether a piece goes on with a line that began before it.
    pub fn goes_on(&self, piece: usize) -> bool {
        piece > 0 && self.number(piece) == self.number(piece - 1)
    }

    /// The piece with which a line begins, or the last.
    pub fn piece_of(&self, line: usize) -> usize {
        self.pieces.partition_point(|(_, number)| *number < line).min(self.pieces.len().saturating_sub(1))
    }

    fn raw(&self, piece: usize) -> &str {
        let Some((start, _)) = self.pieces.get(piece) else { return "" };
        let end = self.pieces.get(piece + 1).map_or(self.text.len(), |(next, _)| *next);
        self.text[*start..end].trim_end_matches('\n')
    }

    /// A piece as it is drawn.
    pub fn shown(&self, piece: usize) -> Cow<'_, str> {
        let raw = self.raw(piece);
        if raw.contains('\t') { Cow::Owned(raw.replace('\t', TAB)) } else { Cow::Borrowed(raw) }
    }

    fn rows_of(&self, piece: usize, cells: Option<usize>) -> usize {
        cells.map_or(1, |cells| rows(&self.shown(piece), cells).len())
    }

    /// The place so many rows on, the last at most; `cells` are those to wrap at.
    pub fn after(&self, mut place: Place, mut count: usize, cells: Option<usize>) -> Place {
        loop {
            let left = self.rows_of(place.piece, cells).saturating_sub(place.row + 1);
            if count <= left || place.piece + 1 >= self.pieces.len() {
                return Place { row: place.row + count.min(left), ..place };
            }
            count -= left + 1;
            place = Place { piece: place.piece + 1, row: 0 };
        }
    }

    /// The place so many rows back, the first at most.
    pub fn before(&self, mut place: Place, mut count: usize, cells: Option<usize>) -> Place {
        loop {
            if count <= place.row {
                return Place { row: place.row - count, ..place };
            }
            if place.piece == 0 {
                return Place::default();
            }
            count -= place.row + 1;
            let piece = place.piece - 1;
            place = Place { piece, row: self.rows_of(piece, cells) - 1 };
        }
    }

    /// The place from which a page shows the end.
    pub fn end(&self, page: usize, cells: Option<usize>) -> Place {
        let piece = self.pieces.len().saturating_sub(1);
        let last = Place { piece, row: self.rows_of(piece, cells).saturating_sub(1) };
        self.before(last, page.saturating_sub(1), cells)
    }

    /// Where a text occurs, upper and lower case of ASCII taken as the same.
    pub fn find(&self, needle: &str) -> Vec<usize> {
        occurrences(&self.text, needle).take(MATCHES_MAX).collect()
    }

    /// The place with a byte of the text.
    pub fn place_of(&self, byte: usize, cells: Option<usize>) -> Place {
        let piece = self.pieces.partition_point(|(start, _)| *start <= byte).saturating_sub(1);
        let Some(cells) = cells else { return Place { piece, row: 0 } };
        let inside = byte - self.pieces.get(piece).map_or(0, |(start, _)| *start);
        let tabs = self.raw(piece).bytes().take(inside).filter(|byte| *byte == b'\t').count();
        let at = inside + tabs * (TAB.len() - 1);
        let row = rows(&self.shown(piece), cells).iter().position(|row| at < row.end).unwrap_or(0);
        Place { piece, row }
    }

    /// The first byte of the row at a place, roughly: of its piece.
    pub fn byte_of(&self, place: Place) -> usize {
        self.pieces.get(place.piece).map_or(0, |(start, _)| *start)
    }
}

/// What a tabulator is drawn as.
const TAB: &str = "    ";

/// Where a text occurs in another, upper and lower case of ASCII taken as the same; none for an empty one.
pub fn occurrences<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let mut next = 0;
    std::iter::from_fn(move || {
        let (first, rest) = needle.split_first()?;
        while next + needle.len() <= text.len() {
            let at = next;
            next += 1;
            if text[at].eq_ignore_ascii_case(first) && text[at + 1..at + needle.len()].eq_ignore_ascii_case(rest) {
                next = at + needle.len();
                return Some(at);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::{Paper, Place};

    #[test]
    fn a_long_line_goes_on_in_pieces_under_one_number() {
        let paper = Paper::new(&format!("one\n{}\nthree", "x".repeat(1_000_000)));
        assert_eq!((paper.lines(), paper.pieces.len(), paper.is_whole()), (3, 1_002, true));
        assert!(paper.goes_on(2) && !paper.goes_on(1) && paper.number(1_000) == 2);
        assert_eq!(paper.shown(paper.piece_of(3)), "three");
        assert!((0..paper.pieces.len()).all(|piece| paper.shown(piece).len() <= 1_000));
    }

    #[test]
    fn what_is_too_much_is_cut_and_said_to_be() {
        let paper = Paper::new(&"a\n".repeat(1_000_002));
        assert_eq!((paper.lines(), paper.is_whole(), paper.shown(999_999).as_ref()), (1_000_000, false, "a"));
        assert_eq!(paper.end(1, None), Place { piece: 999_999, row: 0 });
    }

    #[test]
    fn rows_are_walked_both_ways() {
        let paper = Paper::new("a\nbbbb cccc dddd\n\ne");
        let wrapped = Some(4);
        let at = |piece, row| Place { piece, row };
        assert_eq!(paper.after(at(0, 0), 3, wrapped), at(1, 2));
        assert_eq!(paper.after(at(0, 0), 99, wrapped), at(3, 0));
        assert_eq!(paper.before(at(3, 0), 2, wrapped), at(1, 2));
        assert_eq!(paper.before(at(3, 0), 99, wrapped), at(0, 0));
        assert_eq!(paper.end(2, wrapped), at(2, 0));
        assert_eq!(paper.after(at(0, 0), 2, None), at(2, 0));
        assert_eq!(Paper::new("").end(5, wrapped), at(0, 0));
    }

    #[test]
    fn a_match_is_found_in_any_case_and_where_it_is_drawn() {
        let paper = Paper::new("\tfirst\nthe ERROR is\there, an error\nüError");
        let found = paper.find("error");
        assert_eq!(found.iter().map(|byte| paper.place_of(*byte, None).piece).collect::<Vec<_>>(), [1, 1, 2]);
        assert_eq!(paper.place_of(found[1], Some(10)), Place { piece: 1, row: 3 });
        assert!(paper.find("").is_empty() && paper.find("nowhere").is_empty());
    }

    #[test]
    fn what_a_terminal_would_obey_is_gone() {
        let paper = Paper::new("a\u{1b}[31mred\u{1b}[0m\0b\u{7}\r\nnext\u{202e}");
        assert_eq!((paper.shown(0).as_ref(), paper.shown(1).as_ref()), ("aredb", "next"));
    }
}
