//! Blocks: what marks a list, a heading, code, a table, and what of it is seen.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use ratatui::style::Style;

use super::{Code, Writer};

/// Longest name of a language after a fence, in characters; it says nothing to a reader and is left out.
const LANGUAGE_CHARS: usize = 20;
/// Shortest line under a heading, in characters; a shorter one is more likely the beginning of a signature.
const UNDERLINE_CHARS: usize = 3;

impl Writer<'_> {
    /// An item's mark: a dot, or its number.
    pub(super) fn item(&mut self, range: &Range<usize>) {
        let rest = &self.source[range.start.max(self.at)..];
        let is_outer = self.lists.len() == 1;
        let Some(list) = self.lists.last_mut() else { return };
        let is_alone = is_outer && list.items == 0 && self.source[range.end.min(list.end)..list.end].trim().is_empty();
        list.items += 1;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if let Ok(typed) = rest[..digits].parse::<u64>() {
            // Whoever types the same number again leaves the counting to the program.
            let shown = list.number.filter(|(before, _)| *before == typed).map_or(typed, |(_, shown)| shown.saturating_add(1));
            list.number = Some((typed, shown));
            let number = if shown == typed { rest[..digits].to_owned() } else { shown.to_string() };
            let sign = rest[digits..].chars().next().filter(|sign| matches!(sign, '.' | ')')).map_or("", |_| &rest[digits..=digits]);
            self.page.margin(&format!("{number}{sign}"), self.ink.base.patch(self.ink.theme.accent));
            self.at += digits + sign.len();
        } else if rest.starts_with(['*', '-', '+']) {
            // One dash alone is a signature as likely as a list, and the marks of a comparison say what was changed.
            let is_dot = !is_alone && !self.is_diff && !rest.starts_with('+');
            self.page.margin(if is_dot { "•" } else { &rest[..1] }, self.ink.base.patch(self.ink.theme.accent));
            self.at += 1;
        }
    }

    /// The first line of fenced code, which is left out but for what is no name of a language.
    pub(super) fn fence(&mut self, info: &CowStr<'_>, range: &Range<usize>) {
        self.write(range.start);
        self.page.drop_margin();
        let end = self.source[self.at..range.end].find('\n').map_or(range.end, |found| self.at + found);
        let is_language = info.chars().count() <= LANGUAGE_CHARS && info.chars().all(|c| c.is_alphanumeric() || "+#._-".contains(c));
        self.code = Code::Fenced;
        if is_language {
            self.at = (end + 1).min(self.source.len());
        } else {
            self.write_as(end, self.ink.theme.muted);
            self.write((end + 1).min(range.end));
        }
        self.patch(self.ink.theme.code);
    }

    pub(super) fn end_code(&mut self, range: &Range<usize>) {
        let was = std::mem::replace(&mut self.code, Code::None);
        let rest = self.source.get(self.at..range.end).unwrap_or_default().trim_start_matches([' ', '>']);
        if was == Code::Fenced && !self.page.has_body() && rest.starts_with(['`', '~']) {
            self.page.drop_margin();
            self.skip_line(range);
        }
        self.unpatch();
    }

    /// Leaves out what is left of a block, with the end of its last line.
    fn skip_line(&mut self, range: &Range<usize>) {
        self.at = range.start + self.source[range.clone()].trim_end_matches(['\n', ' ']).len();
        if let Some(found) = self.source[self.at..].find(|c| c != ' ')
            && self.source[self.at + found..].starts_with('\n')
        {
            self.at += found + 1;
        }
    }

    pub(super) fn heading(&mut self, range: &Range<usize>) {
        self.write(range.start);
        let typed = self.source[range.clone()].trim_end();
        let signs = typed.bytes().take_while(|byte| *byte == b'#').count();
        let (title, underline) = typed.rsplit_once('\n').unwrap_or((typed, ""));
        let is_heading = signs > 0 || (!title.contains('\n') && underline.trim_start_matches([' ', '>']).len() >= UNDERLINE_CHARS);
        let lead = if signs > 0 { typed.len() - typed[signs..].trim_start_matches(' ').len() } else { 0 };
        if self.ink.is_page && signs > 0 && lead < typed.len() {
            self.at = range.start + lead;
        } else {
            self.write_as(range.start + lead, self.ink.theme.muted);
        }
        self.patch(if is_heading { self.ink.theme.strong } else { Style::new() });
    }

    /// What a table adds to the events; whether that was all.
    pub(super) fn cell_event(&mut self, event: &Event<'_>, range: &Range<usize>) -> bool {
        let Some(table) = &mut self.table else { return false };
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => table.start_row(),
            Event::Start(Tag::TableCell) => {
                table.start_cell();
                self.at = self.at.max(range.start);
            }
            Event::End(TagEnd::TableCell) => {}
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                // Cells beyond the last column are no part of the table to the parser.
                table.is_ragged |=
                    self.source.get(self.at..range.end).is_some_and(|rest| rest.contains(|c: char| c != '|' && !c.is_whitespace()));
                self.at = self.at.max(range.end);
            }
            Event::End(TagEnd::Table) => self.end_table(range),
            _ => {
                if table.is_fresh() {
                    self.at = self.at.max(range.start);
                }
                return false;
            }
        }
        true
    }

    fn end_table(&mut self, range: &Range<usize>) {
        let Some(table) = self.table.take() else { return };
        if table.is_bounded() {
            self.page.table(&table, self.ink);
            self.skip_line(range);
        } else {
            self.at = table.start;
            self.next_address = 0;
            self.write(range.start + self.source[range.clone()].trim_end().len());
        }
    }
}
