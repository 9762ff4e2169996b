//! What a row of a terminal shows, kept in runs: a server holds the screens of a thousand people, and their cells would take most of
//! its memory.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// A row that is shown; whatever is beyond its runs is blank.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The symbols, one after the other.
    text: Box<str>,
    /// How many cells in a row have a symbol of so many bytes.
    lengths: Box<[(u16, u16)]>,
    /// How many cells in a row look like this.
    looks: Box<[(u16, Look)]>,
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

impl Look {
    const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, underline: cell.underline_color, modifier: cell.modifier }
    }
}

impl Row {
    /// The row that shows these cells.
    pub(super) fn of(cells: &[Cell]) -> Self {
        let blank = Cell::default();
        let end = cells.iter().rposition(|cell| *cell != blank).map_or(0, |last| last + 1);
        let (mut text, mut lengths, mut looks) = (String::new(), Vec::new(), Vec::new());
        for cell in &cells[..end] {
            text.push_str(cell.symbol());
            add(&mut lengths, u16::try_from(cell.symbol().len()).unwrap_or(u16::MAX));
            add(&mut looks, Look::of(cell));
        }
        Self { text: text.into(), lengths: lengths.into(), looks: looks.into() }
    }

    /// Each cell's symbol and look; it ends where the rest is blank.
    fn cells(&self) -> impl Iterator<Item = (&str, Look)> {
        let lengths = self.lengths.iter().flat_map(|(count, length)| std::iter::repeat_n(usize::from(*length), usize::from(*count)));
        let looks = self.looks.iter().flat_map(|(count, look)| std::iter::repeat_n(*look, usize::from(*count)));
        let symbols = lengths.scan(0, |at, length| {
            let start = *at;
            *at += length;
            Some(&self.text[start..*at])
        });
        symbols.zip(looks)
    }

    /// Whether these cells are what it shows.
    pub(super) fn is(&self, cells: &[Cell]) -> bool {
        let blank = Cell::default();
        let mut shown = self.cells();
        cells.iter().all(|cell| match shown.next() {
            Some((symbol, look)) => cell.symbol() == symbol && Look::of(cell) == look,
            None => *cell == blank,
        })
    }

    /// Puts the cells of a range where they are in a blank row.
    pub(super) fn put(&self, range: Range<usize>, cells: &mut [Cell]) {
        for (at, (symbol, look)) in self.cells().enumerate().take(range.end).skip(range.start) {
            let cell = &mut cells[at];
            cell.set_symbol(symbol);
            (cell.fg, cell.bg, cell.underline_color, cell.modifier) = (look.fg, look.bg, look.underline, look.modifier);
        }
    }

    /// The cells.
    pub(super) fn buffer(&self, area: Rect) -> Buffer {
        let mut buffer = Buffer::empty(area);
        self.put(0..usize::from(area.width), &mut buffer.content);
        buffer
    }
}

/// Makes the last run longer, or begins another.
fn add<T: PartialEq>(runs: &mut Vec<(u16, T)>, what: T) {
    match runs.last_mut() {
        Some((count, known)) if *known == what => *count += 1,
        _ => runs.push((1, what)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier};

    use super::Row;

    fn cell() -> impl Strategy<Value = Cell> {
        let color = prop_oneof![Just(Color::Reset), Just(Color::Red), any::<u8>().prop_map(Color::Indexed), Just(Color::Rgb(1, 2, 3))];
        let symbol = prop_oneof![
            Just(" ".to_owned()),
            "[a-z]",
            Just("\u{65e5}".to_owned()),
            Just("e\u{301}\u{302}".to_owned()),
            Just(String::new())
        ];
        (symbol, color.clone(), color.clone(), color, any::<bool>()).prop_map(|(symbol, fg, bg, underline_color, is_bold)| {
            let mut cell = Cell::default();
            cell.set_symbol(&symbol);
            (cell.fg, cell.bg, cell.underline_color) = (fg, bg, underline_color);
            cell.modifier = if is_bold { Modifier::BOLD } else { Modifier::empty() };
            cell
        })
    }

    proptest! {
        #[test]
        fn what_is_shown_comes_back_as_it_was(mut cells in prop::collection::vec(cell(), 1..40), blanks in 0_usize..10, start in 0_usize..40, at in 0_usize..40) {
            cells.extend(vec![Cell::default(); blanks]);
            let row = Row::of(&cells);
            prop_assert!(row.is(&cells));
            let area = Rect::new(0, 7, u16::try_from(cells.len()).unwrap(), 1);
            prop_assert_eq!(&row.buffer(area), &Buffer { area, content: cells.clone() });
            let mut part = vec![Cell::default(); cells.len()];
            let start = start.min(cells.len());
            row.put(start..cells.len(), &mut part);
            prop_assert_eq!(&part[start..], &cells[start..]);
            prop_assert!(part[..start].iter().all(|cell| *cell == Cell::default()));
            let at = at.min(cells.len() - 1);
            let mut other = cells.clone();
            other[at].modifier ^= Modifier::ITALIC;
            prop_assert!(!row.is(&other));
        }
    }

    #[test]
    fn a_blank_row_takes_nothing() {
        let row = Row::of(&vec![Cell::default(); 300]);
        assert!(row.text.is_empty() && row.lengths.is_empty() && row.looks.is_empty());
    }
}
