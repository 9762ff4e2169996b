//! Draws the layers between the bar at the top and the two lines at the bottom.

use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{App, Link};
use crate::effect::Tone;
use crate::keymap::Hint;
use crate::widgets::stays::Left;
use crate::widgets::text::{column, fit, put, span, width};

/// A vendor that has not named itself is called like the program, which is not said twice.
const PRODUCT: &str = "Caseport";

impl App {
    /// Draws everything.
    pub fn view(&self, frame: &mut Frame<'_>) {
        self.draw(frame, None);
    }

    /// Draws what is not still there from the frame with the number before; gives what is.
    pub fn view_after(&self, frame: &mut Frame<'_>, number: u64) -> Left {
        self.draw(frame, Some(number));
        self.cx.stays.take()
    }

    fn draw(&self, frame: &mut Frame<'_>, number: Option<u64>) {
        let area = frame.buffer_mut().area;
        if area.height < 4 || area.width < 20 {
            return;
        }
        self.bar(frame, Rect { height: 1, ..area });
        let content = Rect { y: area.y + 1, height: area.height - 3, ..area };
        let first = self.layers.iter().rposition(|entry| !entry.layer.is_dialog()).unwrap_or(0);
        // Below a dialog nothing is there still.
        self.cx.stays.begin(number.filter(|_| first + 1 >= self.layers.len()));
        for (at, entry) in self.layers.iter().enumerate().skip(first) {
            // What lies below a dialog shows no cursor of its own.
            self.cx.focus(at + 1 == self.layers.len());
            entry.layer.view(frame, content, &self.cx);
        }
        if self.layers.is_empty() {
            let line =
                Line::from(span(self.cx.text_with("app-connecting", &[("server", self.cx.server.clone().into())]), self.cx.theme.muted));
            put(frame.buffer_mut(), 2, area.height / 2, area.width.saturating_sub(2), &line);
        }
        self.message(frame, Rect { y: area.bottom() - 2, height: 1, ..area });
        self.footer(frame, Rect { y: area.bottom() - 1, height: 1, ..area });
    }

    fn bar(&self, frame: &mut Frame<'_>, area: Rect) {
        let cx = &self.cx;
        let cells = usize::from(area.width);
        let who = cx.me.as_ref().map_or_else(String::new, |me| {
            let name = inline(&me.name);
            match &me.organization {
                Some(organization) => format!("{name} · {}", inline(&organization.name)),
                None => name.into_owned(),
            }
        });
        let who = fit(&who, cells / 2);
        let brand = cx.brand();
        let title = if brand == PRODUCT { brand } else { cx.text_with("app-title", &[("brand", brand.into())]) };
        let left = fit(&title, cells.saturating_sub(width(&who) + 4));
        let text = format!(" {}{who} ", column(&left, cells.saturating_sub(width(&who) + 2)));
        put(frame.buffer_mut(), area.x, area.y, area.width, &Line::from(span(column(&text, cells), cx.theme.bar)));
    }

    fn message(&self, frame: &mut Frame<'_>, area: Rect) {
        let cx = &self.cx;
        let (style, words) = match (&self.said, self.link) {
            (Some((tone, words)), _) => {
                let style = match tone {
                    Tone::Info => cx.theme.muted,
                    Tone::Good => cx.theme.good,
                    Tone::Bad => cx.theme.danger,
                };
                (style, words.clone())
            }
            (None, Link::Away { seconds }) => {
                let values = [("server", cx.server.clone().into()), ("seconds", seconds.into())];
                (cx.theme.warning, cx.text_with("app-away", &values))
            }
            (None, Link::Up) => return,
        };
        let words = fit(&inline(&words), usize::from(area.width).saturating_sub(2));
        put(frame.buffer_mut(), area.x + 1, area.y, area.width - 1, &Line::from(span(words, style)));
    }

    /// As many hints as fit, the first ones first, and always the way to the help. Where one that has a shorter word does not
    /// fit, all that have one say that.
    fn footer(&self, frame: &mut Frame<'_>, area: Rect) {
        let cx = &self.cx;
        let Some(top) = self.layers.last() else {
            let quit = vec![span(" ctrl-c", cx.theme.key), span(format!(" {}", cx.text("hint-quit")), cx.theme.muted)];
            return put(frame.buffer_mut(), area.x, area.y, area.width, &Line::from(quit));
        };
        let key = if top.layer.is_typing() { "F1" } else { "?" };
        let help = Hint { key: key.to_owned(), word: "hint-help" };
        let said = |hint: Hint| (hint.key, cx.text(hint.word));
        let short = |hint: &Hint| Some(format!("{}-short", hint.word)).filter(|word| cx.strings.has(word));
        let cells = |(key, word): &(String, String)| width(key) + 1 + width(word) + 2;
        let help = said(help);
        let mut room = usize::from(area.width).saturating_sub(1 + cells(&help));
        let hints = top.layer.hints(cx);
        let mut words: Vec<_> = hints.iter().cloned().map(said).collect();
        let wanted = hints.iter().rposition(|hint| short(hint).is_some()).map_or(0, |at| at + 1);
        if words.iter().take(wanted).map(cells).sum::<usize>() > room {
            for (hint, (_, word)) in hints.iter().zip(&mut words) {
                *word = short(hint).map_or_else(|| std::mem::take(word), |key| cx.text(&key));
            }
        }
        let mut shown = Vec::new();
        for hint in words {
            let taken = cells(&hint);
            if taken > room {
                break;
            }
            room -= taken;
            shown.push(hint);
        }
        shown.push(help);
        let mut spans = vec![span(" ", cx.theme.text)];
        for (key, word) in shown {
            spans.push(span(key, cx.theme.key));
            spans.push(span(format!(" {word}  "), cx.theme.muted));
        }
        put(frame.buffer_mut(), area.x, area.y, area.width, &Line::from(spans));
    }
}
