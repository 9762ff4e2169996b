//! A file of a case, looked at: a picture in half-blocks or as the terminal draws it, a text to page through and search, or what
//! it is.

mod keys;
mod reading;
#[cfg(test)]
mod tests;
mod view;

use std::cell::RefCell;
use std::sync::Arc;

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::case::CaseNumber;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub(super) use keys::{FINDING, KEYS};

use self::keys::{Action, Finding};
use self::reading::Reading;
use super::case::{copied, run_to_save, save_form, with_error};
use crate::app::{Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Ticket, Tone};
use crate::keymap::{Chord, Hint, Key, Section, hints, resolve, resolve_counted, section};
use crate::msg::Msg;
use crate::preview::{KEPT, KEPT_SHARP, Kind, PICTURE_BYTES, Preview, kind};
use crate::widgets::dialog::Choice;
use crate::widgets::editor::{self, Editor};
use crate::widgets::pixels::Pixels;
use crate::widgets::words;

/// Longest text to find, in characters.
const FIND_CHARS: usize = 200;

/// How far it is.
#[derive(Debug)]
enum State {
    /// It is fetched; so many bytes are here.
    Fetching(Ticket, u64),
    Here(Arc<Preview>),
    /// It is not fetched at all, for it cannot be looked at.
    Kept,
    Failed(String),
}

/// A picture as it was last drawn, for an area of so many cells and rows.
type Drawn = RefCell<Option<((u16, u16), Vec<Line<'static>>)>>;

/// The screen.
#[derive(Debug)]
pub struct File {
    number: CaseNumber,
    about: Box<AttachmentView>,
    state: State,
    reading: Reading,
    finding: Option<Editor>,
    /// The question where to save it, and the saving.
    asked: Option<Ticket>,
    saving: Option<(Ticket, String)>,
    /// Bytes of it that are saved so far.
    saved: u64,
    chord: Chord,
    drawn: Drawn,
    pixels: Pixels,
}

impl File {
    /// A file of a case.
    pub fn new(number: CaseNumber, file: Box<AttachmentView>) -> Self {
        Self {
            number,
            about: file,
            state: State::Kept,
            reading: Reading::default(),
            finding: None,
            asked: None,
            saving: None,
            saved: 0,
            chord: Chord::default(),
            drawn: Drawn::default(),
            pixels: Pixels::default(),
        }
    }

    fn is_large(&self) -> bool {
        kind(&self.about.content_type) == Kind::Picture && self.about.size > PICTURE_BYTES
    }

    /// Whether it is a picture that cannot be drawn for want of colours.
    fn is_colourless(&self, cx: &Context) -> bool {
        kind(&self.about.content_type) == Kind::Picture && !cx.theme.has_colours()
    }

    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        if self.is_large() || self.is_colourless(cx) || kind(&self.about.content_type) == Kind::Other {
            self.state = State::Kept;
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.state = State::Fetching(ticket, 0);
        let kept = if cx.graphics.is_known() { KEPT_SHARP } else { KEPT };
        vec![Effect::Api(ticket, Call::Preview { number: self.number, file: self.about.clone(), kept })]
    }

    fn act(&mut self, action: Action, count: Option<usize>, cx: &Context) -> Vec<Effect> {
        let here = if let State::Here(preview) = &self.state { Some(Arc::clone(preview)) } else { None };
        let paper = here.as_deref().and_then(|preview| if let Preview::Text { paper, .. } = preview { Some(paper) } else { None });
        match (action, paper) {
            (Action::Back, _) => {
                let fetching = if let State::Fetching(ticket, _) = self.state { Some(ticket) } else { None };
                let stopped = fetching.into_iter().chain(self.pixels.stop());
                return stopped.map(Effect::Cancel).chain([Effect::Back]).collect();
            }
            (Action::Save, _) => return self.ask_where(&self.about.name.clone(), None, cx),
            (Action::Again, _) => return self.fetch(cx),
            (Action::Find, _) => self.finding = Some(Editor::line("", FIND_CHARS)),
            (Action::Wrap, _) => self.reading.turn_wrap(),
            (Action::Numbers, _) => self.reading.turn_numbers(),
            (Action::Left | Action::Right, _) => {
                let steps = isize::try_from(count.unwrap_or(1)).unwrap_or(1);
                self.reading.shift_by(if matches!(action, Action::Left) { -steps } else { steps });
            }
            (Action::Move(step), Some(paper)) => self.reading.step(paper, step, count),
            (Action::NextMatch | Action::PreviousMatch, Some(paper)) => {
                self.reading.go(paper, matches!(action, Action::PreviousMatch), count.unwrap_or(1));
            }
            _ => {}
        }
        Vec::new()
    }

    fn find(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(typed) = self.finding.take() else { return Vec::new() };
        let State::Here(preview) = &self.state else { return Vec::new() };
        let Preview::Text { paper, .. } = &**preview else { return Vec::new() };
        if self.reading.find(paper, &typed.text()) {
            return Vec::new();
        }
        vec![Effect::Say(Tone::Info, cx.text_with("file-no-match", &[("text", typed.text().into())]))]
    }

    fn ask_where(&mut self, name: &str, error: Option<String>, cx: &Context) -> Vec<Effect> {
        if let Some((_, dialog)) = run_to_save(cx, self.number, &self.about.name) {
            let ticket = cx.ticket();
            self.asked = Some(ticket);
            return vec![Effect::Ask(ticket, dialog)];
        }
        let form = save_form(name, cx);
        let form = if let Some(error) = error { with_error(form, error) } else { form };
        let ticket = cx.ticket();
        self.asked = Some(ticket);
        vec![Effect::Ask(ticket, form)]
    }

    fn save(&mut self, to: String, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        (self.saving, self.saved) = (Some((ticket, to.clone())), 0);
        vec![Effect::Api(ticket, Call::Download { number: self.number, file: self.about.clone(), to })]
    }

    fn has_saved(&mut self, to: &str, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match outcome {
            Ok(Answer::Downloaded(path)) => {
                let path = inline(&path).into_owned();
                vec![Effect::Say(Tone::Good, cx.text_with("save-done", &[("path", path.into())]))]
            }
            Ok(_) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
            Err(failure) => self.ask_where(to, Some(words::failure(&failure, cx)), cx),
        }
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if self.finding.is_none() {
            return match resolve_counted(KEYS, &self.chord, key, self, cx) {
                Some((action, count)) => self.act(action, count, cx),
                None => Vec::new(),
            };
        }
        match resolve(FINDING, &self.chord, key, self, cx) {
            Some(Finding::Go) => self.find(cx),
            Some(Finding::Leave) => {
                self.finding = None;
                Vec::new()
            }
            None => {
                if let Some(typed) = &mut self.finding {
                    typed.key(key, cx);
                }
                Vec::new()
            }
        }
    }
}

impl Layer for File {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened => return self.fetch(cx),
            Msg::Back if matches!(self.state, State::Failed(_)) => return self.fetch(cx),
            // Another theme may have colours to draw with.
            Msg::Resized | Msg::Shown if matches!(self.state, State::Kept) => return self.fetch(cx),
            Msg::Key(key) => return self.key(key, cx),
            Msg::Paste(text) => {
                if let Some(typed) = &mut self.finding {
                    typed.insert(&text);
                }
            }
            Msg::Progress(ticket, bytes) if self.saving.as_ref().is_some_and(|(saving, _)| *saving == ticket) => self.saved = bytes,
            Msg::Progress(ticket, bytes) => {
                if let State::Fetching(asked, sent) = &mut self.state
                    && *asked == ticket
                {
                    *sent = bytes;
                }
            }
            Msg::Answer(ticket, outcome) => {
                if let Some((_, to)) = self.saving.take_if(|(saving, _)| *saving == ticket) {
                    return self.has_saved(&to, outcome, cx);
                }
                let Some(outcome) = self.pixels.take(ticket, outcome) else { return Vec::new() };
                if matches!(self.state, State::Fetching(asked, _) if asked == ticket) {
                    self.state = match outcome {
                        Ok(Answer::Preview(preview)) => State::Here(preview),
                        Ok(_) => State::Failed(cx.text("error-unexpected-answer")),
                        Err(failure) => State::Failed(words::failure(&failure, cx)),
                    };
                }
            }
            Msg::Chose(ticket, Choice::Typed(values)) if self.asked.take_if(|asked| *asked == ticket).is_some() => {
                return self.save(values.into_iter().next().unwrap_or_default(), cx);
            }
            Msg::Chose(ticket, Choice::Nth(0)) if self.asked.take_if(|asked| *asked == ticket).is_some() => {
                return run_to_save(cx, self.number, &self.about.name).map_or_else(Vec::new, |(line, _)| copied(line, cx));
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn drawn(&mut self, cx: &Context) -> Vec<Effect> {
        match &self.state {
            State::Here(preview) if !self.is_colourless(cx) => self.pixels.drawn(preview, cx),
            _ => Vec::new(),
        }
    }

    fn is_typing(&self) -> bool {
        self.finding.is_some()
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        if self.finding.is_some() { hints(FINDING, self, cx) } else { hints(KEYS, self, cx) }
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        match &self.finding {
            Some(typed) => vec![section("keys-file-finding", FINDING, self, cx), section("keys-editing", editor::KEYS, typed, cx)],
            None => vec![section("keys-file", KEYS, self, cx)],
        }
    }
}
