//! Lays an article out: its head, its text with the pictures in it, and what is near to it; bounded whatever its text is.

use std::ops::Range;
use std::sync::Arc;

use caseport_shared::api::article::ArticleView;
use caseport_shared::article::MARK_OPENS;
use caseport_shared::limits::ARTICLE_CHARS;
use caseport_shared::text::inline;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use ratatui::text::Line;

use super::super::names;
use super::pictures::{Pictures, Told};
use crate::app::Context;
use crate::preview::Preview;
use crate::widgets::markdown::{Ink, markdown};
use crate::widgets::text::{fit, span, wrap};
use crate::widgets::words;

/// Most lines that are laid out of a text.
const LINES_MAX: usize = 20_000;
/// Most cells of a line of words, which are hard to read on wider ones.
const MEASURE: usize = 100;
/// Most rows of a picture.
const PICTURE_ROWS: u16 = 24;
/// Rows of the screen that a picture leaves to words.
const WORDS_ROWS: u16 = 3;

/// Where a picture is on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) name: String,
    pub(super) rows: Range<usize>,
}

/// An article as it is drawn.
#[derive(Debug, Default)]
pub(in super::super) struct Page {
    pub(in super::super) lines: Vec<Line<'static>>,
    pub(super) pictures: Vec<Placed>,
    /// The first line with a mark that somebody has to decide about.
    pub(super) mark: Option<usize>,
}

/// The part of a text that is laid out, and whether that is all of it.
pub(super) fn bounded(body: &str) -> (&str, bool) {
    match body.char_indices().nth(ARTICLE_CHARS) {
        Some((end, _)) => (&body[..end], false),
        None => (body, true),
    }
}

/// A text with its pictures on an area of so many cells and rows.
pub(in super::super) fn text(body: &str, pictures: &Pictures, (cells, rows): (u16, u16), cx: &Context) -> Page {
    let ink = Ink { base: cx.theme.text, theme: &cx.theme, links: &cx.links, is_page: true };
    let (body, is_whole) = bounded(body);
    let measure = usize::from(cells).min(MEASURE);
    let mut page = Page::default();
    let mut from = 0;
    let words = |page: &mut Page, text: &str| {
        let text = text.trim_matches('\n');
        if !text.trim().is_empty() {
            page.lines.extend(markdown(text, measure, ink));
        }
    };
    for (range, name, alt) in shown(body, pictures) {
        words(&mut page, &body[from..range.start]);
        page.picture(name, &alt, pictures, (cells, rows), cx);
        from = range.end;
    }
    words(&mut page, &body[from..]);
    if !is_whole || page.lines.len() > LINES_MAX {
        page.lines.truncate(LINES_MAX);
        page.pictures.retain(|placed| placed.rows.end <= LINES_MAX);
        page.lines.extend(wrap(&cx.text("article-cut"), measure).into_iter().map(|line| Line::from(span(line, cx.theme.warning))));
    }
    page.mark = page.lines.iter().position(|line| line.iter().any(|part| part.content.contains(MARK_OPENS)));
    page
}

/// The pictures that stand on lines of their own: where, their name, and what they show.
fn shown(body: &str, pictures: &Pictures) -> Vec<(Range<usize>, String, String)> {
    if pictures.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<(Range<usize>, String, String)> = Vec::new();
    let mut depth = 0_usize;
    let mut image: Option<(Range<usize>, String, String)> = None;
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => image = Some((range, dest_url.into_string(), String::new())),
            Event::End(TagEnd::Image) => {
                // Within lists, quotations and tables it stays where it was typed.
                if let Some((range, name, alt)) = image.take()
                    && depth == 1
                    && pictures.has(&name)
                    && let Some(line) = own_line(body, &range)
                {
                    out.push((line, name, alt));
                }
            }
            Event::Text(words) if image.is_some() => {
                if let Some((.., alt)) = &mut image {
                    alt.push_str(&words);
                }
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    out
}

/// The line on which nothing else stands.
fn own_line(body: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let start = body[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = body[range.end..].find('\n').map_or(body.len(), |at| range.end + at + 1);
    (body[start..range.start].trim().is_empty() && body[range.end..end].trim().is_empty()).then_some(start..end)
}

impl Page {
    fn picture(&mut self, name: String, alt: &str, pictures: &Pictures, (cells, rows): (u16, u16), cx: &Context) {
        let start = self.lines.len();
        if start > 0 {
            self.lines.push(Line::default());
        }
        let from = self.lines.len();
        let seen = pictures.get(&name).filter(|_| cx.theme.has_colours());
        if let Some(Preview::Picture { picture, colours, .. }) = seen.map(Arc::as_ref) {
            let rows = PICTURE_ROWS.min(rows.saturating_sub(WORDS_ROWS)).max(1);
            self.lines.extend(picture.lines(cells, rows, *colours));
        } else {
            let key = match pictures.state(&name, cx) {
                Told::Fetching => "article-picture-fetching",
                Told::Unshown => "article-picture-unshown",
            };
            let what = if alt.trim().is_empty() { inline(&name).into_owned() } else { inline(alt.trim()).into_owned() };
            let words = fit(&cx.text_with(key, &[("what", what.into())]), usize::from(cells));
            self.lines.push(Line::from(span(words, cx.theme.muted)));
        }
        self.pictures.push(Placed { name, rows: from..self.lines.len() });
        if !alt.trim().is_empty() && seen.is_some() {
            self.lines.push(Line::from(span(fit(&inline(alt.trim()), usize::from(cells)), cx.theme.muted)));
        }
        self.lines.push(Line::default());
    }

    /// Puts lines before those that are there.
    fn head(&mut self, lines: Vec<Line<'static>>) {
        let shift = lines.len();
        self.lines.splice(0..0, lines);
        for placed in &mut self.pictures {
            placed.rows = placed.rows.start + shift..placed.rows.end + shift;
        }
        self.mark = self.mark.map(|line| line + shift);
    }
}

/// A whole article on an area of so many cells and rows.
pub(super) fn article(article: &ArticleView, pictures: &Pictures, area: (u16, u16), cx: &Context) -> Page {
    let cells = usize::from(area.0).min(MEASURE);
    let mut page = text(&article.body, pictures, area, cx);
    page.head(head(article, cells, cx));
    let say = |page: &mut Page, words: &str, style| {
        page.lines.extend(wrap(words, cells).into_iter().map(|line| Line::from(span(line, style))));
    };
    page.lines.push(Line::default());
    if let Some(vote) = &article.vote {
        say(&mut page, &cx.text(if vote.helpful { "article-voted-helpful" } else { "article-voted-unhelpful" }), cx.theme.muted);
    } else if article.can.contains(&caseport_shared::article::ArticleAction::Vote) {
        say(&mut page, &cx.text("article-vote-ask"), cx.theme.muted);
    }
    if !article.related.is_empty() {
        page.lines.push(Line::default());
        say(&mut page, &cx.text("article-related"), cx.theme.strong);
        for near in &article.related {
            page.lines.push(Line::from(span(fit(&format!("• {}", inline(&near.title.text)), cells), cx.theme.text)));
        }
    }
    page
}

/// The title and what there is to know before the text.
fn head(article: &ArticleView, cells: usize, cx: &Context) -> Vec<Line<'static>> {
    let summary = &article.summary;
    let mut lines: Vec<Line<'static>> =
        wrap(&inline(&summary.title.text), cells).into_iter().map(|line| Line::from(span(line, cx.theme.accent))).collect();
    let mut say = |parts: Vec<String>, style| {
        lines.extend(wrap(&parts.join(" · "), cells).into_iter().map(|line| Line::from(span(line, style))));
    };
    let mut about = vec![cx.text_with("article-updated", &[("date", words::day(summary.updated_at, cx).into())])];
    if summary.helpful > 0 {
        about.push(cx.text_with("article-helped", &[("count", summary.helpful.into())]));
    }
    if !article.products.is_empty() {
        about.push(article.products.iter().map(|slug| inline(slug).into_owned()).collect::<Vec<_>>().join(", "));
    }
    say(about, cx.theme.muted);
    if let Some(desk) = &article.desk {
        let mut parts = vec![names::state(summary.state, cx)];
        if summary.has_changes {
            parts.push(cx.text("article-has-changes"));
        }
        parts.extend(summary.audience.map(|audience| names::audience(audience, cx)));
        let values = [("version", desk.version.into()), ("author", words::person(&desk.author).into())];
        parts.push(cx.text_with("article-version-by", &values));
        let values = [("reads", desk.reads.into()), ("solved", desk.solved.into()), ("deflected", desk.deflected.into())];
        parts.push(cx.text_with("article-uses", &values));
        if summary.unhelpful > 0 {
            parts.push(cx.text_with("article-did-not-help", &[("count", summary.unhelpful.into())]));
        }
        parts.extend(desk.case.map(|number| cx.text_with("article-from-case", &[("number", number.to_string().into())])));
        say(parts, cx.theme.internal);
    }
    lines.push(Line::default());
    lines
}
