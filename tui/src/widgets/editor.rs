//! Text while it is typed: one line or many, bounded, wrapped at the width it is shown in.

mod place;
#[cfg(test)]
mod tests;
mod view;

use std::cell::{Cell, RefCell};
use std::ops::Range;

use caseport_shared::text;
use unicode_segmentation::UnicodeSegmentation as _;

use super::text::{rows, width};
use crate::app::Context;
use crate::keymap::{Binding, Chord, Key, always, resolve};

/// What a key does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// One character back.
    Left,
    /// One character on.
    Right,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One word back.
    WordLeft,
    /// One word on.
    WordRight,
    /// To the start of the line.
    Home,
    /// To the end of the line.
    End,
    /// A new line.
    Newline,
    /// Deletes to the left.
    Backspace,
    /// Deletes to the right.
    Delete,
    /// Deletes the word to the left.
    DeleteWord,
    /// Deletes to the start of the line.
    DeleteToStart,
    /// Deletes to the end of the line.
    DeleteToEnd,
    /// Takes the last deletion back.
    Undo,
}

/// The keys of every text.
pub const KEYS: &[Binding<Edit, Editor>] = &[
    bind(&["<left>", "<c-b>"], Edit::Left, "edit-left", "hint-left"),
    bind(&["<right>"], Edit::Right, "edit-right", "hint-right"),
    Binding { keys: &["<up>"], action: Edit::Up, label: "edit-up", hint: "hint-up", when: is_block },
    Binding { keys: &["<down>"], action: Edit::Down, label: "edit-down", hint: "hint-down", when: is_block },
    Binding { keys: &["<enter>"], action: Edit::Newline, label: "edit-newline", hint: "hint-newline", when: is_block },
    bind(&["<c-left>", "<a-left>", "<a-b>"], Edit::WordLeft, "edit-word-left", "hint-word-left"),
    bind(&["<c-right>", "<a-right>", "<a-f>"], Edit::WordRight, "edit-word-right", "hint-word-right"),
    bind(&["<home>", "<c-a>"], Edit::Home, "edit-home", "hint-home"),
    bind(&["<end>", "<c-e>"], Edit::End, "edit-end", "hint-end"),
    bind(&["<backspace>", "<c-h>"], Edit::Backspace, "edit-backspace", "hint-backspace"),
    bind(&["<delete>"], Edit::Delete, "edit-delete", "hint-delete"),
    bind(&["<c-w>", "<a-backspace>"], Edit::DeleteWord, "edit-delete-word", "hint-delete-word"),
    bind(&["<c-u>"], Edit::DeleteToStart, "edit-delete-to-start", "hint-delete-to-start"),
    bind(&["<c-k>"], Edit::DeleteToEnd, "edit-delete-to-end", "hint-delete-to-end"),
    bind(&["<c-z>"], Edit::Undo, "edit-undo", "hint-undo"),
];

const fn bind(keys: &'static [&'static str], action: Edit, label: &'static str, hint: &'static str) -> Binding<Edit, Editor> {
    Binding { keys, action, label, hint, when: always }
}

fn is_block(editor: &Editor, _: &Context) -> bool {
    editor.is_block
}

/// Most deletions that can be taken back.
const UNDO_STEPS: usize = 20;

/// What came of a key or a paste.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The text changed.
    Changed,
    /// Only the cursor moved, or nothing happened.
    Same,
    /// It would have become longer than it may be; nothing was taken.
    Full,
    /// The key means nothing to a text.
    Unknown,
}

/// Text and cursor.
#[derive(Debug)]
pub struct Editor {
    lines: Vec<String>,
    row: usize,
    col: usize,
    /// Cells from the left that moving up and down tries to keep.
    goal: Option<usize>,
    chars: usize,
    limit: usize,
    is_block: bool,
    is_hidden: bool,
    undo: Vec<(Vec<String>, usize, usize)>,
    chord: Chord,
    revision: u64,
    wrapped: RefCell<Wrapped>,
    shown_width: Cell<usize>,
    top: Cell<usize>,
}

/// The rows of every line, remembered for one width and one state of the text.
#[derive(Debug, Default)]
struct Wrapped {
    width: usize,
    revision: Option<u64>,
    rows: Vec<(usize, Range<usize>)>,
}

impl Editor {
    fn new(text: &str, limit: usize, is_block: bool) -> Self {
        let mut editor = Self {
            lines: vec![String::new()],
            row: 0,
            col: 0,
            goal: None,
            chars: 0,
            limit,
            is_block,
            is_hidden: false,
            undo: Vec::new(),
            chord: Chord::default(),
            revision: 0,
            wrapped: RefCell::default(),
            shown_width: Cell::new(80),
            top: Cell::new(0),
        };
        editor.set(text);
        editor
    }

    /// A text of many lines.
    pub fn block(text: &str, limit: usize) -> Self {
        Self::new(text, limit, true)
    }

    /// A text of one line.
    pub fn line(text: &str, limit: usize) -> Self {
        Self::new(text, limit, false)
    }

    /// A text of one line that nobody may read over the shoulder.
    pub fn hidden(limit: usize) -> Self {
        Self { is_hidden: true, ..Self::new("", limit, false) }
    }

    /// Replaces the text, the cursor at its end.
    pub fn set(&mut self, text: &str) {
        let clean = if self.is_block { text::block(text) } else { text::inline(text) };
        self.lines = clean.split('\n').map(str::to_owned).collect();
        self.chars = clean.chars().count();
        self.row = self.lines.len() - 1;
        self.col = self.lines[self.row].len();
        self.goal = None;
        self.revision += 1;
    }

    /// Where the cursor is in its line, in bytes.
    pub fn cursor(&self) -> usize {
        self.col
    }

    /// Puts a text in place of a part of the line, the cursor behind it; nothing changes where it does not fit.
    pub fn replace(&mut self, part: Range<usize>, text: &str) {
        let line = &self.lines[self.row];
        let (Some(old), true) = (line.get(part.clone()), part.start <= part.end) else { return };
        if self.chars - old.chars().count() + text.chars().count() > self.limit {
            return;
        }
        self.lines[self.row].replace_range(part.clone(), text);
        self.col = part.start + text.len();
        self.recount();
    }

    /// What has been typed.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Whether nothing has been typed at all.
    pub fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// Whether nothing but blanks has been typed.
    pub fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.trim().is_empty())
    }

    /// How many characters there are.
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// How many there may be.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Grows with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What stands on the line before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.lines[self.row][..self.col]
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key, cx: &Context) -> Outcome {
        if let Some(c) = key.typed() {
            return self.insert(c.encode_utf8(&mut [0; 4]));
        }
        let Some(edit) = resolve(KEYS, &self.chord, key, self, cx) else { return Outcome::Unknown };
        let before = self.revision;
        if edit == Edit::Newline {
            return self.insert("\n");
        }
        self.edit(edit);
        if self.revision == before { Outcome::Same } else { Outcome::Changed }
    }

    /// Takes pasted text whole, or nothing of it where it does not fit.
    pub fn insert(&mut self, text: &str) -> Outcome {
        let clean = if self.is_block { text::block(text) } else { text::inline(text) };
        let more = clean.chars().count();
        if more == 0 {
            return Outcome::Same;
        }
        if self.chars + more > self.limit {
            return Outcome::Full;
        }
        let tail = self.lines[self.row].split_off(self.col);
        let mut pieces = clean.split('\n');
        self.lines[self.row].push_str(pieces.next().unwrap_or_default());
        let rest: Vec<String> = pieces.map(str::to_owned).collect();
        let added = rest.len();
        let below = self.row + 1;
        self.lines.splice(below..below, rest);
        self.row += added;
        self.col = self.lines[self.row].len();
        self.lines[self.row].push_str(&tail);
        self.changed();
        self.chars += more;
        Outcome::Changed
    }

    fn changed(&mut self) {
        self.revision += 1;
        self.goal = None;
    }

    fn edit(&mut self, edit: Edit) {
        let goal = self.goal.take();
        match edit {
            Edit::Left => (self.row, self.col) = self.before(),
            Edit::Right => (self.row, self.col) = self.after(),
            Edit::Up => self.vertical(-1, goal),
            Edit::Down => self.vertical(1, goal),
            Edit::WordLeft => (self.row, self.col) = self.word_before(),
            Edit::WordRight => (self.row, self.col) = self.word_after(),
            Edit::Home => self.col = 0,
            Edit::End => self.col = self.lines[self.row].len(),
            Edit::Newline => {}
            Edit::Backspace => self.delete_to(self.before(), false),
            Edit::Delete => self.delete_to(self.after(), false),
            Edit::DeleteWord => self.delete_to(self.word_before(), true),
            Edit::DeleteToStart => self.delete_to((self.row, 0), true),
            Edit::DeleteToEnd => self.delete_to((self.row, self.lines[self.row].len()), true),
            Edit::Undo => self.undo(),
        }
    }

    fn before(&self) -> (usize, usize) {
        match self.lines[self.row][..self.col].grapheme_indices(true).next_back() {
            Some((at, _)) => (self.row, at),
            None if self.row > 0 => (self.row - 1, self.lines[self.row - 1].len()),
            None => (0, 0),
        }
    }

    fn after(&self) -> (usize, usize) {
        match self.lines[self.row][self.col..].graphemes(true).next() {
            Some(grapheme) => (self.row, self.col + grapheme.len()),
            None if self.row + 1 < self.lines.len() => (self.row + 1, 0),
            None => (self.row, self.col),
        }
    }

    fn word_before(&self) -> (usize, usize) {
        let line = &self.lines[self.row][..self.col];
        if line.is_empty() {
            return self.before();
        }
        let word = line.unicode_word_indices().next_back();
        (self.row, word.map_or(0, |(at, _)| at))
    }

    fn word_after(&self) -> (usize, usize) {
        let line = &self.lines[self.row][self.col..];
        if line.is_empty() {
            return self.after();
        }
        let word = line.unicode_word_indices().next();
        (self.row, word.map_or(self.lines[self.row].len(), |(at, word)| self.col + at + word.len()))
    }

    fn delete_to(&mut self, other: (usize, usize), can_undo: bool) {
        let here = (self.row, self.col);
        let (from, to) = if other < here { (other, here) } else { (here, other) };
        if from == to {
            return;
        }
        if can_undo {
            self.undo.push((self.lines.clone(), self.row, self.col));
            if self.undo.len() > UNDO_STEPS {
                self.undo.remove(0);
            }
        }
        let tail = self.lines[to.0][to.1..].to_owned();
        self.lines[from.0].truncate(from.1);
        self.lines[from.0].push_str(&tail);
        self.lines.drain(from.0 + 1..=to.0);
        (self.row, self.col) = from;
        self.recount();
    }

    fn undo(&mut self) {
        if let Some((lines, row, col)) = self.undo.pop() {
            (self.lines, self.row, self.col) = (lines, row, col);
            self.recount();
        }
    }

    fn recount(&mut self) {
        self.chars = self.lines.iter().map(|line| line.chars().count() + 1).sum::<usize>() - 1;
        self.changed();
    }

    fn vertical(&mut self, by: isize, goal: Option<usize>) {
        let (rows, at, cells) = self.place(self.shown_width.get());
        let goal = goal.unwrap_or(cells);
        let Some((line, row)) = at.checked_add_signed(by).and_then(|at| rows.get(at)) else {
            self.col = if by < 0 { 0 } else { self.lines[self.row].len() };
            return;
        };
        let text = &self.lines[*line][row.clone()];
        let mut col = row.start;
        let mut used = 0;
        let is_last = row.end == self.lines[*line].len();
        for (index, grapheme) in text.grapheme_indices(true) {
            let next = row.start + index + grapheme.len();
            if used + width(grapheme) > goal || (next == row.end && !is_last) {
                break;
            }
            used += width(grapheme);
            col = next;
        }
        (self.row, self.col, self.goal) = (*line, col, Some(goal));
    }

    /// The rows at a width, the one with the cursor, and the cells to the left of the cursor.
    fn place(&self, cells: usize) -> (Vec<(usize, Range<usize>)>, usize, usize) {
        let mut wrapped = self.wrapped.borrow_mut();
        if wrapped.revision != Some(self.revision) || wrapped.width != cells {
            wrapped.rows.clear();
            for (line, text) in self.lines.iter().enumerate() {
                wrapped.rows.extend(rows(text, cells).into_iter().map(|row| (line, row)));
            }
            (wrapped.revision, wrapped.width) = (Some(self.revision), cells);
        }
        let holds = |(line, row): &(usize, Range<usize>)| {
            *line == self.row && row.start <= self.col && (self.col < row.end || row.end == self.lines[*line].len())
        };
        let at = wrapped.rows.iter().position(holds).unwrap_or(0);
        let start = wrapped.rows[at].1.start;
        let left = width(&self.lines[self.row][start..self.col].replace('\t', " "));
        (wrapped.rows.clone(), at, left)
    }
}
