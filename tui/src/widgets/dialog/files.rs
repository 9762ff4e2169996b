//! Picks files of the user's machine: a folder narrowed by typing, or paths as they are typed, pasted or dropped.

mod draw;
mod listed;
#[cfg(test)]
mod tests;

use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;

use self::listed::Listed;
use super::Choice;
use crate::app::{Context, Layer};
use crate::effect::{Effect, Found, HostAnswer, HostOp, Ticket};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::editor::Editor;
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;
use crate::widgets::words;

/// Files to pick; answered with their paths as [`Choice::Typed`].
#[derive(Debug, Clone)]
pub struct Files {
    /// What it is about.
    pub title: String,
    /// What there is to know.
    pub body: Vec<String>,
    /// Largest file that can be taken, in bytes.
    pub limit: u64,
    /// How many can be taken.
    pub most: usize,
    /// What went wrong the last time.
    pub error: Option<String>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Choose,
    Done,
    Mark,
    Complete,
    Above,
    Sort,
    Move(Move),
    Leave,
}

pub(super) const KEYS: &[Binding<Action, FilesLayer>] = &[
    Binding { keys: &["<enter>"], action: Action::Choose, label: "picker-choose", hint: "hint-choose", when: always },
    Binding { keys: &["<space>"], action: Action::Mark, label: "picker-mark", hint: "hint-mark", when: can_mark },
    Binding { keys: &["<c-s>", "<a-enter>"], action: Action::Done, label: "picker-done", hint: "hint-take-marked", when: has_marks },
    Binding { keys: &["<backspace>"], action: Action::Above, label: "picker-above", hint: "hint-folder-above", when: can_go_up },
    Binding { keys: &["<tab>"], action: Action::Complete, label: "picker-complete", hint: "hint-complete", when: is_path },
    Binding { keys: &["<c-t>"], action: Action::Sort, label: "picker-sort", hint: "hint-sort", when: always },
    Binding { keys: &["<esc>"], action: Action::Leave, label: "dialog-leave", hint: "hint-cancel", when: always },
    Binding { keys: &["<up>", "<c-p>", "<backtab>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["<down>", "<c-n>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["<pgup>"], action: Action::Move(Move::PageUp), label: "move-page-up", hint: "hint-page-up", when: always },
    Binding { keys: &["<pgdn>"], action: Action::Move(Move::PageDown), label: "move-page-down", hint: "hint-page-down", when: always },
];

fn can_mark(layer: &FilesLayer, cx: &Context) -> bool {
    layer.files.most > 1 && !is_path(layer, cx)
}

fn has_marks(layer: &FilesLayer, _: &Context) -> bool {
    !layer.marks.is_empty()
}

fn can_go_up(layer: &FilesLayer, _: &Context) -> bool {
    layer.typed.is_empty()
}

/// Whether what is typed is a path of its own and narrows nothing.
fn is_path(layer: &FilesLayer, _: &Context) -> bool {
    let typed = layer.typed.text();
    ["/", "~", "./", "../", "file://", "'", "\"", "\\\\"].iter().any(|start| typed.starts_with(start)) || typed.get(1..3) == Some(":\\")
}

/// Longest path that can be typed, in characters.
const PATH_CHARS: usize = 4_096;

/// A file that is marked to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    path: String,
    size: u64,
}

/// What the machine was asked for.
#[derive(Debug)]
enum Ask {
    List,
    Complete,
    /// What a text names; one that was pasted is typed where it names nothing.
    Find {
        pasted: Option<String>,
    },
}

pub(super) struct FilesLayer {
    files: Files,
    listed: Listed,
    typed: Editor,
    selection: Selection,
    marks: Vec<Mark>,
    /// Paths that go on from what is typed.
    completions: Vec<String>,
    error: Option<String>,
    asked: Option<(Ticket, Ask)>,
    chord: Chord,
}

impl FilesLayer {
    pub(super) fn new(files: Files) -> Self {
        Self {
            error: files.error.clone(),
            files,
            listed: Listed::default(),
            typed: Editor::line("", PATH_CHARS),
            selection: Selection::default(),
            marks: Vec::new(),
            completions: Vec::new(),
            asked: None,
            chord: Chord::default(),
        }
    }

    /// Asks the machine; an answer that still comes to an earlier question is no longer wanted.
    fn ask(&mut self, ask: Ask, op: HostOp, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.asked = Some((ticket, ask));
        vec![Effect::Host(ticket, op)]
    }

    fn list(&mut self, folder: Option<String>, cx: &Context) -> Vec<Effect> {
        self.ask(Ask::List, HostOp::List(folder), cx)
    }

    fn narrow(&mut self, cx: &Context) {
        let typed = self.typed.text();
        self.listed.narrow(if is_path(self, cx) { "" } else { &typed });
        self.selection.select(0);
        self.completions.clear();
        self.error = None;
    }

    fn clear(&mut self, cx: &Context) {
        self.typed.set("");
        self.narrow(cx);
    }

    fn act(&mut self, action: Action, cx: &Context) -> Vec<Effect> {
        match action {
            Action::Leave => return vec![Effect::Chose(Choice::Left)],
            Action::Move(step) => self.selection.step(step, self.listed.count()),
            Action::Sort => {
                self.listed.turn();
                self.selection.select(0);
            }
            Action::Mark => {
                self.mark(cx);
                self.selection.step(Move::Down, self.listed.count());
            }
            Action::Done => return self.take(self.marks.clone(), cx),
            Action::Above => {
                if let Some(parent) = self.listed.parent() {
                    return self.list(Some(parent), cx);
                }
            }
            Action::Complete => {
                let typed = self.absolute(&self.typed.text());
                return self.ask(Ask::Complete, HostOp::Complete(typed), cx);
            }
            Action::Choose if is_path(self, cx) => {
                let text = self.absolute(&self.typed.text());
                return self.ask(Ask::Find { pasted: None }, HostOp::Find(text), cx);
            }
            Action::Choose => match self.listed.get(self.selection.at()) {
                Some(entry) if entry.is_folder => {
                    let path = self.listed.path_of(&entry.name);
                    return self.list(Some(path), cx);
                }
                Some(_) if !self.marks.is_empty() => return self.take(self.marks.clone(), cx),
                Some(entry) => {
                    let mark = Mark { path: self.listed.path_of(&entry.name), size: entry.size };
                    return self.take(vec![mark], cx);
                }
                None => {}
            },
        }
        Vec::new()
    }

    /// A path from here, where it is written so.
    fn absolute(&self, typed: &str) -> String {
        if typed.starts_with("./") || typed.starts_with("../") { self.listed.path_of(typed) } else { typed.to_owned() }
    }

    /// Marks the selected file, or takes its mark away.
    fn mark(&mut self, cx: &Context) {
        self.error = None;
        let Some(entry) = self.listed.get(self.selection.at()).filter(|entry| !entry.is_folder) else { return };
        let mark = Mark { path: self.listed.path_of(&entry.name), size: entry.size };
        if let Some(at) = self.marks.iter().position(|known| known.path == mark.path) {
            self.marks.remove(at);
        } else if self.marks.len() >= self.files.most {
            self.error = Some(cx.text_with("files-too-many", &[("limit", self.files.most.into())]));
        } else if mark.size > self.files.limit {
            self.error = Some(self.too_large(&mark, cx));
        } else {
            self.marks.push(mark);
        }
    }

    fn too_large(&self, mark: &Mark, cx: &Context) -> String {
        let values = [("size", words::size(mark.size).into()), ("limit", words::size(self.files.limit).into())];
        let name = mark.path.rsplit('/').next().unwrap_or_default();
        format!("{}: {}", inline(name), cx.text_with("files-too-large", &values))
    }

    /// Answers with these, unless they cannot be taken.
    fn take(&mut self, marks: Vec<Mark>, cx: &Context) -> Vec<Effect> {
        if marks.len() > self.files.most {
            self.error = Some(cx.text_with("files-too-many", &[("limit", self.files.most.into())]));
        } else if let Some(large) = marks.iter().find(|mark| mark.size > self.files.limit) {
            self.error = Some(self.too_large(large, cx));
        } else if !marks.is_empty() {
            return vec![Effect::Chose(Choice::Typed(marks.into_iter().map(|mark| mark.path).collect()))];
        }
        Vec::new()
    }

    fn answered(&mut self, ask: Ask, answer: HostAnswer, cx: &Context) -> Vec<Effect> {
        match (ask, answer) {
            (Ask::List, HostAnswer::Listing(listing)) => {
                let from = self.listed.path().to_owned();
                self.listed.put(*listing);
                self.clear(cx);
                // Whoever comes up out of a folder finds it under the mark.
                self.selection.select(self.listed.find_path(&from).unwrap_or(0));
            }
            (Ask::Complete, HostAnswer::Paths(paths)) => self.complete(paths),
            (Ask::Find { .. }, HostAnswer::Found(found)) if !found.is_empty() => return self.found(found, cx),
            (Ask::Find { pasted: Some(text) }, _) => {
                self.typed.insert(&text);
                self.narrow(cx);
            }
            (Ask::Find { pasted: None }, _) => self.error = Some(cx.text("picker-no-such-file")),
            _ => self.error = Some(cx.text("error-unexpected-answer")),
        }
        Vec::new()
    }

    fn found(&mut self, found: Vec<Found>, cx: &Context) -> Vec<Effect> {
        if let [folder] = &found[..]
            && folder.is_folder
        {
            return self.list(Some(folder.path.clone()), cx);
        }
        if found.iter().any(|found| found.is_folder) {
            self.error = Some(cx.text("picker-no-folders"));
            return Vec::new();
        }
        let found = found.into_iter().map(|found| Mark { path: found.path, size: found.size });
        let mut marks = self.marks.clone();
        marks.extend(found.filter(|mark| !self.marks.contains(mark)));
        self.take(marks, cx)
    }

    fn complete(&mut self, paths: Vec<String>) {
        let Some(first) = paths.first() else { return };
        let mut common = first.clone();
        for path in &paths {
            let same = common.chars().zip(path.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            common.truncate(same);
        }
        if common.len() >= self.typed.text().len() {
            self.typed.set(&common);
        }
        self.completions = if paths.len() > 1 { paths } else { Vec::new() };
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if let Some(action) = resolve(KEYS, &self.chord, key, self, cx) {
            return self.act(action, cx);
        }
        let before = self.typed.revision();
        self.typed.key(key, cx);
        if self.typed.revision() != before {
            self.narrow(cx);
        }
        Vec::new()
    }
}

impl Layer for FilesLayer {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened => return self.list(None, cx),
            Msg::Key(key) => return self.key(key, cx),
            Msg::Paste(text) => return self.ask(Ask::Find { pasted: Some(text.clone()) }, HostOp::Find(text), cx),
            Msg::Host(ticket, outcome) => {
                let Some((_, ask)) = self.asked.take_if(|(asked, _)| *asked == ticket) else { return Vec::new() };
                match outcome {
                    Ok(answer) => return self.answered(ask, answer, cx),
                    Err(words) => self.error = Some(words),
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        draw::draw(self, frame, area, cx);
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
        vec![section("keys-picker", KEYS, self, cx), section("keys-editing", crate::widgets::editor::KEYS, &self.typed, cx)]
    }
}
