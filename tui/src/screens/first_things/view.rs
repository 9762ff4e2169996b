//! Draws the questions in the language that is chosen, with the time that it is in the zone that is chosen.

use caseport_shared::reader;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{FirstThings, ROWS, Row};
use crate::app::Context;
use crate::theme::Theme;
use crate::times::Times;
use crate::widgets::text::{column, put, span, width, wrap};

pub(super) fn draw(screen: &FirstThings, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    // What is chosen is shown at once: the theme too, except where there are to be no colours.
    let theme = if cx.theme == Theme::plain() { cx.theme } else { Theme::named(&screen.theme).unwrap_or(cx.theme) };
    let words = &screen.words;
    let cells = usize::from(area.width).saturating_sub(2);
    let mut lines = vec![Line::from(span(words.text("first-title"), theme.strong)), Line::default()];
    lines.extend(wrap(&words.text("first-means"), cells).into_iter().map(|line| Line::from(span(line, theme.muted))));
    lines.push(Line::default());
    let label = |row: Row| {
        words.text(match row {
            Row::Language => "first-language",
            Row::Zone => "first-zone",
            Row::Theme => "first-theme",
            Row::Done => "first-done",
        })
    };
    let room = ROWS[..3].iter().map(|row| width(&label(*row))).max().unwrap_or(0).min(cells / 2);
    for row in ROWS {
        let is_chosen = screen.chosen() == row;
        let (style, muted) = if is_chosen { (theme.selection, theme.selection) } else { (theme.text, theme.key) };
        let value = match row {
            Row::Language => screen.language.name().to_owned(),
            Row::Zone => screen.zone.clone(),
            Row::Theme => words.text(&format!("theme-{}", screen.theme)),
            Row::Done => String::new(),
        };
        if row == Row::Done {
            lines.push(Line::default());
            lines.push(Line::from(span(column(&format!("  {}  ", label(row)), cells.min(width(&label(row)) + 4)), style)));
        } else {
            let value = column(&value, cells.saturating_sub(room + 6));
            lines.push(Line::from(vec![span(format!("  {}  ", column(&label(row), room)), style), span(value, muted)]));
        }
    }
    lines.push(Line::default());
    let zone = reader::zone(&screen.zone).unwrap_or_else(|| cx.times.zone.clone());
    let mut there = Times::unsaid(zone);
    if let Some(tag) = cx.times.locale().or(screen.language.locale()) {
        there = there.written(tag);
    }
    let now = words.text_with("first-now", &[("time", there.moment(cx.now, cx.now).into())]);
    for (text, style) in [(now, theme.text), (words.text("first-later"), theme.muted)] {
        lines.extend(wrap(&text, cells).into_iter().map(|line| Line::from(span(line, style))));
    }
    if let Some(failed) = &screen.failed {
        lines.extend(wrap(failed, cells).into_iter().map(|line| Line::from(span(line, theme.danger))));
    }
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(1), line);
    }
}
