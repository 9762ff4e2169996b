//! Marks within a line: emphasis, links, escapes.

use std::ops::Range;

use pulldown_cmark::LinkType;
use ratatui::style::{Modifier, Style};

use super::{Opened, Writer, mark};
use crate::widgets::link::{followable, is_article};

impl Writer<'_> {
    /// Leaves out a backslash before a mark that is meant to be seen.
    pub(super) fn escape(&mut self, to: usize) {
        let Some(before) = to.checked_sub(1).filter(|before| *before >= self.at && self.source.as_bytes()[*before] == b'\\') else {
            return self.write(to);
        };
        self.write(before);
        let is_pipe = self.table.is_some() && self.source[to..].starts_with('|');
        if is_pipe || mark::is_escape(self.source, before, self.escaped) {
            self.escaped = self.source[to..].chars().next();
            self.at = to;
        } else {
            self.write(to);
        }
    }

    pub(super) fn mark(&mut self, range: &Range<usize>, modifier: Modifier) {
        let mark = &self.source[range.start..=range.start];
        let wanted = if modifier == Modifier::ITALIC { 1 } else { 2 };
        let is_meant = mark::is_meant(self.source, range, wanted) && !self.is_in_address(range.start) && !self.is_in_address(range.end - 1);
        self.write(range.start);
        if !is_meant {
            return self.opened.push(Opened::Typed);
        }
        // Where a terminal cannot strike words out, they would say the opposite without their marks.
        if mark == "~" {
            self.opened.push(Opened::Kept);
        } else {
            self.at = range.start + wanted;
            self.opened.push(Opened::Mark(wanted));
        }
        self.patch(Style::new().add_modifier(modifier));
    }

    fn is_in_address(&self, at: usize) -> bool {
        let next = self.addresses.partition_point(|address| address.end <= at);
        self.addresses.get(next).is_some_and(|address| address.start <= at)
    }

    /// A link that leads somewhere shows its text and then its address; any other one stays as it was typed.
    pub(super) fn link(&mut self, kind: LinkType, address: &str, range: &Range<usize>, sign: usize) {
        self.write(range.start);
        let style = || self.ink.links.style(address, self.ink.theme.link);
        let has_text = !self.source[range.start + sign..].starts_with(']');
        let opened = match kind {
            _ if self.is_in_address(range.start) || (followable(address).is_none() && !is_article(address)) => None,
            LinkType::Inline if has_text => Some(Opened::Link(range.start + sign, address.to_owned())),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => Some(Opened::Kept),
            // An address that stands for itself is found without its brackets.
            _ => None,
        };
        let Some(opened) = opened else { return self.opened.push(Opened::Typed) };
        let style = style();
        if matches!(opened, Opened::Link(..)) {
            self.at = range.start + sign;
        }
        self.opened.push(opened);
        self.patch(style);
    }

    pub(super) fn end_mark(&mut self, range: &Range<usize>) {
        match self.opened.pop() {
            None | Some(Opened::Typed) => self.write(range.end),
            Some(Opened::Mark(bytes)) => {
                self.write(range.end - bytes);
                self.at = self.at.max(range.end);
                self.unpatch();
            }
            Some(Opened::Kept) => {
                self.write(range.end);
                self.unpatch();
            }
            Some(Opened::Link(start, address)) => {
                let bracket =
                    self.source.get(self.at..range.end).and_then(|rest| rest.find("](")).map_or(range.end, |found| self.at + found);
                self.write(bracket);
                self.unpatch();
                if self.source[start..bracket] == address {
                    self.at = range.end;
                } else if bracket < range.end {
                    self.push(" ");
                    self.at = bracket + 1;
                    self.write(range.end);
                }
            }
        }
    }

    fn push(&mut self, words: &str) {
        let style = self.style();
        match &mut self.table {
            Some(table) => table.push(words, style),
            None => self.page.push(words, style),
        }
    }
}
