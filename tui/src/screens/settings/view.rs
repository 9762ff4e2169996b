//! Draws what can be changed and how it is now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::reader::said;
use super::{Row, Settings};
use crate::app::Context;
use crate::keymap::{Keys, pressed};
use crate::preferences::Dates;
use crate::widgets::text::{column, fit, inline, put, span, width};

pub(super) fn draw(screen: &Settings, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let cells = usize::from(area.width);
    put(frame.buffer_mut(), area.x + 1, area.y, area.width, &Line::from(span(cx.text("settings-title"), cx.theme.strong)));
    let place = match (cx.is_remote(), cx.config.is_empty()) {
        (true, _) => cx.text("settings-line"),
        (false, true) => String::new(),
        (false, false) => cx.text_with("settings-place", &[("path", cx.config.clone().into())]),
    };
    let place = Line::from(span(fit(&place, cells.saturating_sub(2)), cx.theme.muted));
    put(frame.buffer_mut(), area.x + 1, area.y + 1, area.width, &place);
    let below = u16::from(screen.capture.is_some()) * 2;
    let list = Rect { y: area.y + 3, height: area.height.saturating_sub(3 + below), ..area };
    // A table's title stands above its first row, so rows and lines are counted apart.
    let lines = lines(screen, cx);
    let at = lines.iter().position(|line| line.row == Some(screen.selection.at())).unwrap_or(0);
    let page = usize::from(list.height);
    let top = (at + 1).saturating_sub(page.saturating_sub(page / 4)).min(lines.len().saturating_sub(page));
    // Moving by pages goes by what is seen.
    screen.selection.window(screen.rows.len(), page);
    let label = lines.iter().map(|line| width(&line.label)).max().unwrap_or(0).min(cells / 2);
    for (y, line) in (list.y..list.bottom()).zip(lines.iter().skip(top)) {
        let is_chosen = line.row == Some(screen.selection.at());
        let drawn = if line.row.is_none() {
            Line::from(span(format!(" {}", line.label), cx.theme.accent))
        } else {
            let (style, muted) = if is_chosen { (cx.theme.selection, cx.theme.selection) } else { (cx.theme.text, cx.theme.key) };
            let mark = if line.is_own { "*" } else { " " };
            let value = column(&line.value, cells.saturating_sub(label + 6));
            Line::from(vec![span(format!(" {mark} {}  ", column(&line.label, label)), style), span(value, muted)])
        };
        put(frame.buffer_mut(), list.x, y, list.width, &drawn);
    }
    if let Some(capture) = &screen.capture {
        let shown = if capture.pressed.is_empty() { "…".to_owned() } else { Keys(capture.pressed.clone()).to_string() };
        let words = cx.text_with("settings-press", &[("name", cx.text(capture.name).into()), ("keys", shown.into())]);
        let line = Line::from(span(fit(&words, cells.saturating_sub(2)), cx.theme.warning));
        put(frame.buffer_mut(), area.x + 1, area.bottom() - 1, area.width, &line);
    }
}

/// One line: a title, or something that can be changed.
struct Shown {
    row: Option<usize>,
    label: String,
    value: String,
    /// Whether the user changed it.
    is_own: bool,
}

fn language(cx: &Context) -> String {
    let name = cx.strings.language().name();
    match said(cx).language {
        Some(_) => name.to_owned(),
        None => cx.text_with("settings-unsaid-language", &[("language", name.into())]),
    }
}

fn locale(cx: &Context) -> String {
    match said(cx).locale {
        Some(tag) => inline(&tag, 20),
        None => cx.text_with("settings-unsaid-locale", &[("locale", cx.times.locale().unwrap_or("none").into())]),
    }
}

fn zone(cx: &Context) -> String {
    match said(cx).time_zone {
        Some(_) => cx.times.zone_name(),
        None => cx.text_with("settings-unsaid-zone", &[("zone", cx.times.zone_name().into())]),
    }
}

fn lines(screen: &Settings, cx: &Context) -> Vec<Shown> {
    let wants = &cx.preferences;
    let mut out = Vec::new();
    let mut title = None;
    for (at, row) in screen.rows.iter().enumerate() {
        let of = |key: &str, value: String| Shown { row: Some(at), label: cx.text(key), value, is_own: false };
        let line = match row {
            Row::Language => of("settings-language", language(cx)),
            Row::Locale => of("settings-locale", locale(cx)),
            Row::Zone => of("settings-zone", zone(cx)),
            Row::Theme => of("settings-theme", cx.text(&format!("theme-{}", cx.theme_name()))),
            Row::Dates => of(
                "settings-dates",
                cx.text(if wants.dates == Dates::Relative { "settings-dates-relative" } else { "settings-dates-absolute" }),
            ),
            Row::Mouse => of("settings-mouse", cx.text(if wants.mouse { "settings-mouse-on" } else { "settings-mouse-off" })),
            Row::Recall => of("settings-recall", cx.text_with("settings-recall-value", &[("seconds", wants.recall_seconds.into())])),
            Row::Keys(table, row) => {
                let table = &screen.tables[*table];
                if title != Some(table.title) {
                    title = Some(table.title);
                    out.push(Shown { row: None, label: String::new(), value: String::new(), is_own: false });
                    out.push(Shown { row: None, label: cx.text(table.title), value: String::new(), is_own: false });
                }
                let (name, keys) = table.rows[*row];
                let keys: Vec<String> = pressed(name, keys, &wants.remap).iter().map(Keys::to_string).collect();
                Shown { row: Some(at), label: cx.text(name), value: keys.join("  "), is_own: wants.remap.0.contains_key(name) }
            }
        };
        out.push(line);
    }
    out
}
