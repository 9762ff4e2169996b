//! A few fields to fill in, among them paths that complete themselves.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Choice;
use super::sheet::sheet;
use crate::app::{Context, Layer};
use crate::effect::{Effect, HostAnswer, HostOp, Ticket, Tone};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::editor::{Editor, Outcome};
use crate::widgets::text::{column, fit, inline, put, span, width, wrap};

/// Something to type.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is about.
    pub title: String,
    /// What there is to know.
    pub body: Vec<String>,
    /// What is asked for.
    pub fields: Vec<Field>,
    /// What went wrong with it the last time.
    pub error: Option<String>,
}

/// One thing that is asked for.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub label: String,
    /// What stands there already.
    pub value: String,
    /// What sort of text it takes.
    pub kind: FieldKind,
    /// Longest text, in characters.
    pub limit: usize,
}

/// A sort of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// Many lines.
    Block,
    /// A path, which the tabulator completes.
    Path,
    /// One line that nobody may read over the shoulder.
    Hidden,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Send,
    Leave,
    Next,
    Previous,
}

pub(super) const KEYS: &[Binding<Action, FormLayer>] = &[
    Binding { keys: &["<c-s>", "<a-enter>"], action: Action::Send, label: "form-send", hint: "hint-done", when: always },
    Binding { keys: &["<esc>"], action: Action::Leave, label: "dialog-leave", hint: "hint-cancel", when: always },
    Binding { keys: &["<tab>"], action: Action::Next, label: "form-next", hint: "hint-next", when: always },
    Binding { keys: &["<backtab>"], action: Action::Previous, label: "form-previous", hint: "hint-previous", when: always },
];

/// Rows of a text of many lines.
const BLOCK_ROWS: usize = 6;
/// Completions that are shown.
const PATH_ROWS: usize = 4;

pub(super) struct FormLayer {
    form: Form,
    editors: Vec<Editor>,
    at: usize,
    /// Whether the user was told that leaving throws away what is typed.
    is_warned: bool,
    asked: Option<Ticket>,
    paths: Vec<String>,
    chord: Chord,
}

impl FormLayer {
    pub(super) fn new(form: Form) -> Self {
        let editor = |field: &Field| match field.kind {
            FieldKind::Block => Editor::block(&field.value, field.limit),
            FieldKind::Line | FieldKind::Path => Editor::line(&field.value, field.limit),
            FieldKind::Hidden => Editor::hidden(field.limit),
        };
        let editors = form.fields.iter().map(editor).collect();
        Self { form, editors, at: 0, is_warned: false, asked: None, paths: Vec::new(), chord: Chord::default() }
    }

    /// Whether something readable was typed here, now or before it was refused, that is nowhere else.
    fn has_words(&self) -> bool {
        let is_again = self.form.error.is_some();
        let mut fields = self.form.fields.iter().zip(&self.editors).filter(|(field, _)| field.kind != FieldKind::Hidden);
        fields.any(|(field, editor)| !editor.is_blank() && (is_again || editor.text() != field.value))
    }

    fn act(&mut self, action: Action, cx: &Context) -> Vec<Effect> {
        let count = self.editors.len();
        match action {
            Action::Send => return vec![Effect::Chose(Choice::Typed(self.editors.iter().map(Editor::text).collect()))],
            Action::Leave if self.has_words() && !self.is_warned => {
                self.is_warned = true;
                return vec![Effect::Say(Tone::Info, cx.text("form-leave-again"))];
            }
            Action::Leave => return vec![Effect::Chose(Choice::Left)],
            Action::Next if self.form.fields[self.at].kind == FieldKind::Path => {
                let ticket = cx.ticket();
                self.asked = Some(ticket);
                return vec![Effect::Host(ticket, HostOp::Complete(self.editors[self.at].text()))];
            }
            Action::Next => self.at = (self.at + 1) % count,
            Action::Previous => self.at = (self.at + count - 1) % count,
        }
        Vec::new()
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if let Some(action) = resolve(KEYS, &self.chord, key, self, cx) {
            return self.act(action, cx);
        }
        self.is_warned = false;
        self.paths.clear();
        let is_last = self.at + 1 == self.editors.len();
        match self.editors[self.at].key(key, cx) {
            Outcome::Full => vec![full(&self.form.fields[self.at], cx)],
            Outcome::Unknown if key.code == crate::keymap::Code::Enter => self.act(if is_last { Action::Send } else { Action::Next }, cx),
            _ => Vec::new(),
        }
    }

    fn complete(&mut self, paths: Vec<String>) {
        let Some(first) = paths.first() else { return };
        let mut common = first.clone();
        for path in &paths {
            let same = common.chars().zip(path.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            common.truncate(same);
        }
        if common.len() >= self.editors[self.at].text().len() {
            self.editors[self.at].set(&common);
        }
        self.paths = if paths.len() > 1 { paths } else { Vec::new() };
    }

    fn height_of(&self, at: usize) -> usize {
        if self.form.fields[at].kind == FieldKind::Block { BLOCK_ROWS } else { 1 }
    }
}

fn full(field: &Field, cx: &Context) -> Effect {
    let values = [("field", field.label.clone().into()), ("limit", field.limit.into())];
    Effect::Say(Tone::Bad, cx.text_with("field-full", &values))
}

impl Layer for FormLayer {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => return self.key(key, cx),
            Msg::Paste(text) => {
                let outcome = self.editors[self.at].insert(text.trim_end_matches('\n'));
                let is_full = outcome == Outcome::Full;
                return is_full.then(|| full(&self.form.fields[self.at], cx)).into_iter().collect();
            }
            Msg::Host(ticket, Ok(HostAnswer::Paths(paths))) if self.asked == Some(ticket) => self.complete(paths),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width).saturating_sub(4);
        let mut text: Vec<Line<'_>> = Vec::new();
        for paragraph in &self.form.body {
            text.extend(wrap(paragraph, cells).into_iter().map(|line| Line::from(span(line, cx.theme.text))));
        }
        if let Some(error) = &self.form.error {
            text.extend(wrap(error, cells).into_iter().map(|line| Line::from(span(line, cx.theme.danger))));
        }
        let fields: usize = (0..self.editors.len()).map(|at| self.height_of(at)).sum();
        text.truncate(usize::from(area.height).saturating_sub(fields + 4));
        let rows = text.len() + usize::from(!text.is_empty()) + fields + self.paths.len().min(PATH_ROWS);
        let inner = sheet(frame, area, rows, &self.form.title, cx);
        let mut y = inner.y;
        for line in &text {
            put(frame.buffer_mut(), inner.x, y, inner.width, line);
            y += 1;
        }
        y += u16::from(!text.is_empty());
        let widest = self.form.fields.iter().map(|field| width(&field.label)).max().unwrap_or(0);
        let label = u16::try_from(widest.min(cells / 2)).unwrap_or(0);
        for (at, editor) in self.editors.iter().enumerate() {
            let height = u16::try_from(self.height_of(at)).unwrap_or(1).min(inner.bottom().saturating_sub(y));
            let style = if at == self.at { cx.theme.accent } else { cx.theme.muted };
            let name = column(&self.form.fields[at].label, usize::from(label));
            put(frame.buffer_mut(), inner.x, y, label, &Line::from(span(name, style)));
            let room = Rect { x: inner.x + label + 2, y, width: inner.width.saturating_sub(label + 2), height };
            editor.view(frame, room, cx.theme.text, at == self.at);
            y += height;
        }
        for path in self.paths.iter().take(PATH_ROWS) {
            let name = fit(&inline(path, cells), usize::from(inner.width.saturating_sub(label + 2)));
            put(frame.buffer_mut(), inner.x + label + 2, y, inner.width, &Line::from(span(name, cx.theme.muted)));
            y += 1;
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
        vec![section("keys-form", KEYS, self, cx), section("keys-editing", crate::widgets::editor::KEYS, &self.editors[self.at], cx)]
    }
}
