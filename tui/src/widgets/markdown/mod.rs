//! What people wrote, as Markdown for a terminal: every line stays where it was typed, and what is marked gains its look.
//!
//! Most of what comes to support was typed as plain text, with pasted logs and paths in it. So a text is never laid out anew:
//! its source is written from the first byte to the last, and only marks that were surely meant are left out or replaced.
//! What the parser drops (definitions, escapes, spare cells) is written as it was typed. Nothing is lost.

mod blocks;
mod inline;
mod lines;
mod mark;
mod table;
#[cfg(test)]
mod tests;

use std::ops::Range;

use caseport_shared::text;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use self::lines::Page;
use self::table::Table;
use super::link::{Links, targets};
use crate::theme::Theme;

/// Longest text that is read as Markdown, in bytes; a longer one is only wrapped.
const MARKDOWN_BYTES: usize = 4 * caseport_shared::limits::BODY_CHARS;
/// Most bars before a line of a quotation within quotations; further marks stay as they were typed.
const QUOTES: usize = 8;

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub struct Ink<'a> {
    /// Words that are not marked.
    pub base: Style,
    /// Everything else.
    pub theme: &'a Theme,
    /// Where addresses are remembered.
    pub links: &'a Links,
    /// Whether it is a page, written to be read: marks of headings are left out, which elsewhere may be a pasted comment.
    pub is_page: bool,
}

/// A foreign text in lines of at most `cells` cells, made safe.
pub fn markdown(text: &str, cells: usize, ink: Ink<'_>) -> Vec<Line<'static>> {
    let clean = text::block(text).trim_end().replace('\t', "    ");
    let mut writer = Writer {
        source: &clean,
        at: 0,
        ink,
        page: Page::new(cells, ink.theme.muted),
        patches: vec![Style::new()],
        opened: Vec::new(),
        quotes: 0,
        lists: Vec::new(),
        code: Code::None,
        table: None,
        escaped: None,
        addresses: targets(&clean),
        next_address: 0,
        is_diff: clean.lines().any(|line| line.starts_with("+ ") || line.starts_with("@@ ") || line.starts_with("+++ ")),
    };
    if clean.len() <= MARKDOWN_BYTES {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        for (event, range) in Parser::new_ext(&clean, options).into_offset_iter() {
            writer.event(event, range);
        }
    }
    writer.write(clean.len());
    writer.page.finish()
}

/// A list that is being written.
struct List {
    end: usize,
    items: usize,
    /// The number that the last item was typed with, and the one that it was given.
    number: Option<(u64, u64)>,
}

/// What a mark's end has to do.
enum Opened {
    /// The mark was not meant as one.
    Typed,
    /// So many bytes at the end are left out.
    Mark(usize),
    /// The bytes at the end are kept.
    Kept,
    /// A link whose text begins there, with its address.
    Link(usize, String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    None,
    Fenced,
    Indented,
}

struct Writer<'a> {
    source: &'a str,
    /// How far the source is written.
    at: usize,
    ink: Ink<'a>,
    page: Page,
    /// What the marks that are open change about the base, each with those around it.
    patches: Vec<Style>,
    opened: Vec<Opened>,
    quotes: usize,
    lists: Vec<List>,
    code: Code,
    table: Option<Table>,
    /// A character that was escaped on this line, whose partner may be.
    escaped: Option<char>,
    addresses: Vec<Range<usize>>,
    next_address: usize,
    /// Whether marks at the beginning of lines say what was added and removed.
    is_diff: bool,
}

impl Writer<'_> {
    fn patch(&mut self, patch: Style) {
        let around = self.patches.last().copied().unwrap_or_default();
        self.patches.push(around.patch(patch));
    }

    fn unpatch(&mut self) {
        if self.patches.len() > 1 {
            self.patches.pop();
        }
    }

    fn style(&self) -> Style {
        let base = if self.page.is_quoted() { self.ink.base.patch(self.ink.theme.muted) } else { self.ink.base };
        base.patch(self.patches.last().copied().unwrap_or_default())
    }

    /// Writes the source up to there.
    fn write(&mut self, to: usize) {
        while self.at < to {
            if self.at_line_start() {
                self.margin(to);
                continue;
            }
            let end = self.source[self.at..to].find('\n').map_or(to, |found| self.at + found);
            self.words(end);
            if self.at < to {
                self.at += 1;
                self.escaped = None;
                self.page.end_line();
            }
        }
    }

    fn at_line_start(&self) -> bool {
        self.table.is_none() && !self.page.has_body() && !self.source[self.at..].starts_with('\n')
    }

    /// Writes what stands before the words of a line: blanks, and marks of quotations as bars.
    fn margin(&mut self, to: usize) {
        let rest = &self.source[self.at..to];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        if blanks > 0 {
            self.page.margin(&rest[..blanks], self.ink.base);
            self.at += blanks;
        } else if rest.starts_with('>') && self.page.bars() < self.quotes.min(QUOTES) {
            let is_close = !self.source[self.at + 1..].starts_with([' ', '>', '\n']) && self.at + 1 < self.source.len();
            self.page.bar(if is_close { "│ " } else { "│" });
            self.at += 1;
        } else {
            if self.code == Code::Fenced {
                self.page.margin("  ", self.ink.base);
            }
            self.page.begin_body(self.code != Code::None);
        }
    }

    /// Writes words of one line, with addresses in them as such.
    fn words(&mut self, to: usize) {
        while self.at < to {
            while self.addresses.get(self.next_address).is_some_and(|address| address.end <= self.at) {
                self.next_address += 1;
            }
            let (end, style) = match self.addresses.get(self.next_address) {
                Some(address) if address.start <= self.at => {
                    let style = self.style().patch(self.ink.theme.link);
                    (address.end.min(to), self.ink.links.style(&self.source[address.clone()], style))
                }
                Some(address) => (address.start.min(to), self.style()),
                None => (to, self.style()),
            };
            let words = &self.source[self.at..end];
            match &mut self.table {
                Some(table) => table.push(words, style),
                None => self.page.push(words, style),
            }
            self.at = end;
        }
    }

    /// Writes the source up to there in a look of its own.
    fn write_as(&mut self, to: usize, patch: Style) {
        self.patch(patch);
        self.write(to);
        self.unpatch();
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.table.is_some() && self.cell_event(&event, &range) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(_) => {
                self.escape(range.start);
                self.write(range.end);
            }
            Event::Code(_) => {
                self.write(range.start);
                self.write_as(range.end, self.ink.theme.code);
            }
            Event::TaskListMarker(is_done) => {
                self.write(range.start);
                self.write_as(range.end, if is_done { self.ink.theme.good } else { self.ink.theme.accent });
            }
            Event::Rule => {
                self.write(range.start);
                let typed = self.source[range.clone()].trim_end();
                let groups: Vec<&str> = typed.split_whitespace().collect();
                // Several groups of different marks are what stands under the names of columns.
                if groups.len() == 1 || groups.iter().all(|group| group.len() == 1) {
                    self.page.rule();
                    self.at = range.start + typed.len();
                }
            }
            _ => self.write(range.end),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::BlockQuote(_) => {
                self.write(range.start);
                self.quotes += 1;
            }
            Tag::List(_) => self.lists.push(List { end: range.end, items: 0, number: None }),
            Tag::Item => {
                self.write(range.start);
                self.item(&range);
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.fence(&info, &range),
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.write(range.start);
                self.code = Code::Indented;
                self.patch(self.ink.theme.code);
            }
            Tag::Heading { .. } => self.heading(&range),
            Tag::Table(alignments) => {
                self.write(range.start);
                self.table = Some(Table::new(range.start, alignments));
            }
            Tag::Emphasis => self.mark(&range, Modifier::ITALIC),
            Tag::Strong => self.mark(&range, Modifier::BOLD),
            Tag::Strikethrough => self.mark(&range, Modifier::CROSSED_OUT),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, &range, 1),
            Tag::Image { link_type, dest_url, .. } => self.link(link_type, &dest_url, &range, 2),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.write(range.end);
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::CodeBlock => self.end_code(range),
            TagEnd::Heading(_) => {
                self.unpatch();
                self.write_as(range.start + self.source[range.clone()].trim_end().len(), self.ink.theme.muted);
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => self.end_mark(range),
            _ => {}
        }
    }
}
