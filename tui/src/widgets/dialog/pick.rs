//! Picks one of many, narrowed by typing.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Choice;
use super::sheet::sheet;
use crate::app::{Context, Layer};
use crate::effect::Effect;
use crate::keymap::{Binding, Chord, Hint, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::editor::Editor;
use crate::widgets::fuzzy::ranked;
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;
use crate::widgets::text::{column, fit, put, span, width};

/// One of many.
#[derive(Debug, Clone)]
pub struct Pick {
    /// What it is about.
    pub title: String,
    /// What there is to pick from.
    pub items: Vec<Item>,
    /// The one that is picked unless the user moves.
    pub at: usize,
}

/// Something to pick.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its name.
    pub label: String,
    /// What it means.
    pub detail: String,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Move(Move),
    Choose,
    Leave,
}

pub(super) const KEYS: &[Binding<Action, PickLayer>] = &[
    Binding { keys: &["<enter>"], action: Action::Choose, label: "dialog-choose", hint: "hint-choose", when: always },
    Binding { keys: &["<esc>"], action: Action::Leave, label: "dialog-leave", hint: "hint-cancel", when: always },
    Binding { keys: &["<up>", "<c-p>", "<backtab>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["<down>", "<c-n>", "<tab>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["<pgup>"], action: Action::Move(Move::PageUp), label: "move-page-up", hint: "hint-page-up", when: always },
    Binding { keys: &["<pgdn>"], action: Action::Move(Move::PageDown), label: "move-page-down", hint: "hint-page-down", when: always },
];

/// Longest text to narrow by, in characters.
const FILTER_CHARS: usize = 100;
/// Most items seen at once.
const ROWS: usize = 12;

pub(super) struct PickLayer {
    pick: Pick,
    filter: Editor,
    selection: Selection,
    chord: Chord,
}

impl PickLayer {
    /// The same with something typed already.
    pub(super) fn narrowed(pick: Pick, typed: &str) -> Self {
        let mut layer = Self::new(Pick { at: 0, ..pick });
        layer.filter.set(typed);
        layer
    }

    pub(super) fn new(pick: Pick) -> Self {
        let mut selection = Selection::default();
        selection.select(pick.at);
        Self { pick, filter: Editor::line("", FILTER_CHARS), selection, chord: Chord::default() }
    }

    /// The items that fit what was typed, by their numbers.
    fn found(&self) -> Vec<usize> {
        let texts: Vec<String> = self.pick.items.iter().map(|item| format!("{} {}", item.label, item.detail)).collect();
        ranked(&self.filter.text(), texts.iter().map(String::as_str))
    }
}

impl Layer for PickLayer {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => match resolve(KEYS, &self.chord, key, self, cx) {
                Some(Action::Move(step)) => {
                    let count = self.found().len();
                    self.selection.step(step, count);
                }
                Some(Action::Choose) => {
                    if let Some(at) = self.found().get(self.selection.at()) {
                        return vec![Effect::Chose(Choice::Nth(*at))];
                    }
                }
                Some(Action::Leave) => return vec![Effect::Chose(Choice::Left)],
                None => {
                    let before = self.filter.revision();
                    self.filter.key(key, cx);
                    if self.filter.revision() != before {
                        self.selection.select(0);
                    }
                }
            },
            Msg::Paste(text) => {
                self.filter.insert(&text);
                self.selection.select(0);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let found = self.found();
        let room = usize::from(area.height).saturating_sub(4).min(ROWS);
        let rows = self.pick.items.len().min(room);
        let inner = sheet(frame, area, rows + 1, &self.pick.title, cx);
        let field = Rect { x: inner.x + 2, width: inner.width.saturating_sub(2), height: 1, ..inner };
        put(frame.buffer_mut(), inner.x, inner.y, 2, &Line::from(span("/ ", cx.theme.muted)));
        if self.filter.is_blank() {
            put(frame.buffer_mut(), field.x, field.y, field.width, &Line::from(span(cx.text("pick-narrow"), cx.theme.muted)));
        }
        self.filter.view(frame, field, cx.theme.text, true);
        if found.is_empty() {
            put(frame.buffer_mut(), field.x, inner.y + 1, field.width, &Line::from(span(cx.text("pick-nothing"), cx.theme.muted)));
        }
        let widest = self.pick.items.iter().map(|item| width(&item.label)).max().unwrap_or(0);
        let label = widest.min(usize::from(inner.width).saturating_sub(4));
        let detail = usize::from(inner.width).saturating_sub(label + 6);
        for (y, at) in (inner.y + 1..inner.bottom()).zip(self.selection.window(found.len(), rows)) {
            let item = &self.pick.items[found[at]];
            let is_chosen = at == self.selection.at();
            let style = if is_chosen { cx.theme.selection } else { cx.theme.text };
            let muted = if is_chosen { cx.theme.selection } else { cx.theme.muted };
            let line = Line::from(vec![
                span(if is_chosen { " › " } else { "   " }, style),
                span(column(&item.label, label), style),
                span(format!("  {}", column(&fit(&item.detail, detail), detail)), muted),
            ]);
            put(frame.buffer_mut(), inner.x, y, inner.width, &line);
        }
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-picking", KEYS, self, cx)]
    }
}
