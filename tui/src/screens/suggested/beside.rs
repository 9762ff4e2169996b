//! Articles beside a form that is filled in (C2): looked for while it is typed, read over it, and the form left because one
//! answered. The form never waits for any of it.

use caseport_shared::api::article::AskSuggestions;
use caseport_shared::api::draft::DraftContent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use uuid::Uuid;

use super::found::Found;
use super::view;
use super::{Articles, Use, Wish};
use crate::api;
use crate::app::{Asks, Context};
use crate::effect::{Answer, Call, Effect, Failure, SuggestedAnswer, SuggestedCall, Tone};
use crate::keymap::Key;
use crate::msg::Msg;
use crate::widgets::compose::Drafting;
use crate::widgets::dialog::{Choice, Confirm, Dialog};
use crate::widgets::words;

/// What an answer is awaited for.
#[derive(Debug, Clone)]
enum Ask {
    Suggestions,
    Article(String),
    /// That an article was opened beside a draft.
    Read(Uuid, String),
    Solved,
    /// Whether it did, asked of the user.
    Sure(String),
}

/// What the form is to do after a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::screens) enum Next {
    Nothing,
    /// Say what it holds, should it have changed.
    Look,
    /// Give the draft to the server, for something is to be said about it.
    Save,
    /// Look whether what is to be said can be.
    GoOn,
    /// An article answered: the draft has ended, and so does the form.
    End,
    /// The draft has ended, and what was typed meanwhile is one of its own.
    Anew,
    /// It was not left after all.
    Stay,
}

/// The articles.
#[derive(Debug, Default)]
pub(in crate::screens) struct Beside {
    asks: Asks<Ask>,
    found: Found,
    articles: Option<Articles>,
    /// Opened, and the server not told of it yet.
    opened: Vec<String>,
    /// Drafts with the articles that the server knows to have been opened beside them.
    told: Vec<(Uuid, String)>,
    /// The article that answered, until the draft has ended.
    solving: Option<String>,
    /// Whether somebody went on typing meanwhile.
    goes_on: bool,
}

impl Beside {
    /// What the form holds has changed.
    pub(in crate::screens) fn changed(&mut self) {
        self.goes_on = self.solving.is_some();
        self.found.changed();
    }

    /// Whether what the form holds is wanted.
    pub(in crate::screens) fn is_due(&self) -> bool {
        self.found.is_due()
    }

    /// Looks for articles with what the form holds.
    pub(in crate::screens) fn look(&mut self, ask: AskSuggestions, cx: &Context) -> Vec<Effect> {
        let Some((ask, rest)) = self.found.next(ask, cx) else { return Vec::new() };
        let mut effects = self.ask(Ask::Suggestions, SuggestedCall::For(ask), cx);
        effects.push(rest);
        effects
    }

    fn ask(&mut self, ask: Ask, call: SuggestedCall, cx: &Context) -> Vec<Effect> {
        self.asks.call(ask, Call::Suggested(Box::new(call)), cx)
    }

    /// Whether the keys are for the articles.
    pub(in crate::screens) fn is_open(&self) -> bool {
        self.articles.is_some()
    }

    pub(in crate::screens) fn articles(&self) -> Option<&Articles> {
        self.articles.as_ref()
    }

    /// Puts what was found over the form, as it is now: what is found later changes nothing under the fingers.
    pub(in crate::screens) fn open(&mut self, cx: &Context) -> Vec<Effect> {
        if self.found.items().is_empty() {
            return vec![Effect::Say(Tone::Info, self.found.words(cx).1)];
        }
        self.articles = Some(Articles::new(Use::Form, self.found.items().to_vec()));
        Vec::new()
    }

    /// Takes the articles away.
    pub(in crate::screens) fn close(&mut self) {
        self.articles = None;
    }

    /// Takes a key while articles stand over the form.
    pub(in crate::screens) fn key(&mut self, key: Key, cx: &Context) -> (Vec<Effect>, Next) {
        let Some(articles) = &mut self.articles else { return (Vec::new(), Next::Nothing) };
        match articles.key(key, cx) {
            Wish::Leave => self.articles = None,
            Wish::Fetch(slug) => {
                let effects = self.ask(Ask::Article(slug.clone()), SuggestedCall::Article(slug), cx);
                return (effects, Next::Nothing);
            }
            Wish::Solved(slug) if self.solving.is_none() => {
                let confirm = Confirm {
                    title: cx.text("suggested-solved-title"),
                    body: vec![cx.text("suggested-solved-body")],
                    buttons: vec![cx.text("suggested-solved-do"), cx.text("suggested-solved-not")],
                };
                return (self.asks.dialog(Ask::Sure(slug), Dialog::Confirm(confirm), cx), Next::Nothing);
            }
            Wish::Nothing | Wish::Solved(_) | Wish::Link(..) | Wish::Excerpt => {}
        }
        (Vec::new(), Next::Nothing)
    }

    /// Takes a message, if it is for the articles.
    pub(in crate::screens) fn take(&mut self, msg: &Msg, cx: &Context) -> Option<(Vec<Effect>, Next)> {
        match msg {
            Msg::Woke(ticket) => self.found.rested(*ticket).then_some((Vec::new(), Next::Look)),
            Msg::Answer(ticket, outcome) => {
                let ask = self.asks.take(*ticket)?;
                Some(self.answer(ask, outcome.clone(), cx))
            }
            Msg::Chose(ticket, choice) => match self.asks.take(*ticket)? {
                Ask::Sure(slug) if *choice == Choice::Nth(0) => {
                    (self.solving, self.goes_on) = (Some(slug), false);
                    Some((Vec::new(), Next::Save))
                }
                _ => Some((Vec::new(), Next::Nothing)),
            },
            Msg::Resized => {
                self.articles.iter_mut().for_each(Articles::resized);
                None
            }
            _ => None,
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> (Vec<Effect>, Next) {
        match ask {
            Ask::Suggestions => {
                let outcome = match outcome {
                    Ok(Answer::Suggested(answer)) => match *answer {
                        SuggestedAnswer::List(list) => Ok(list),
                        _ => Err(Failure::Other(cx.text("error-unexpected-answer"))),
                    },
                    Ok(_) => Err(Failure::Other(cx.text("error-unexpected-answer"))),
                    Err(failure) => Err(failure),
                };
                self.found.came(outcome, cx);
                (Vec::new(), Next::Look)
            }
            Ask::Article(slug) => {
                // What cannot be read was not opened.
                let is_here = outcome.is_ok();
                if let Some(articles) = &mut self.articles {
                    articles.came(&slug, outcome, cx);
                }
                if !is_here {
                    return (Vec::new(), Next::Nothing);
                }
                self.opened.push(slug);
                (Vec::new(), Next::Save)
            }
            Ask::Read(draft, slug) => match outcome {
                Ok(_) => {
                    self.told.push((draft, slug));
                    (Vec::new(), Next::GoOn)
                }
                // Whoever reads on is not told that nobody noticed.
                Err(failure) => (self.not_solved(&failure, cx), Next::Nothing),
            },
            Ask::Solved => match outcome {
                Ok(_) => {
                    (self.solving, self.articles) = (None, None);
                    (Vec::new(), if self.goes_on { Next::Anew } else { Next::End })
                }
                Err(failure) => (self.not_solved(&failure, cx), Next::Stay),
            },
            Ask::Sure(_) => (Vec::new(), Next::Nothing),
        }
    }

    fn not_solved(&mut self, failure: &Failure, cx: &Context) -> Vec<Effect> {
        if self.solving.take().is_some() { vec![Effect::Say(Tone::Bad, words::failure(failure, cx))] } else { Vec::new() }
    }

    /// Has the draft saved first where it never was, and says what there is to say about it.
    pub(in crate::screens) fn save(&mut self, drafting: &mut Drafting, content: &DraftContent, cx: &Context) -> Vec<Effect> {
        let mut effects = drafting.save_first(content, cx);
        effects.extend(self.go_on(drafting, cx));
        effects
    }

    /// Says what there is to say about the draft, once the server has it.
    pub(in crate::screens) fn go_on(&mut self, drafting: &mut Drafting, cx: &Context) -> Vec<Effect> {
        if self.opened.is_empty() && self.solving.is_none() {
            return Vec::new();
        }
        if !drafting.is_saved() {
            let is_hopeless = self.solving.is_some() && !drafting.is_under_way();
            return if is_hopeless { self.not_solved(&Failure::Other(cx.text("suggested-not-saved")), cx) } else { Vec::new() };
        }
        let draft = drafting.id();
        let mut effects = Vec::new();
        for slug in std::mem::take(&mut self.opened) {
            effects.extend(self.read(draft, slug, cx));
        }
        let is_waiting = drafting.is_under_way() || self.asks.any(|ask| matches!(ask, Ask::Read(..) | Ask::Solved));
        let Some(slug) = self.solving.clone().filter(|_| !is_waiting) else { return effects };
        if self.told.contains(&(draft, slug.clone())) {
            drafting.hold();
            effects.extend(self.ask(Ask::Solved, SuggestedCall::Solved { draft, slug, key: api::Key::fresh() }, cx));
        } else {
            effects.extend(self.read(draft, slug, cx));
        }
        effects
    }

    fn read(&mut self, draft: Uuid, slug: String, cx: &Context) -> Vec<Effect> {
        if self.told.contains(&(draft, slug.clone())) {
            return Vec::new();
        }
        let call = SuggestedCall::Read { slug: slug.clone(), draft: Some(draft), key: api::Key::fresh() };
        self.ask(Ask::Read(draft, slug), call, cx)
    }

    /// What is said in one line, with the key that shows the articles.
    pub(in crate::screens) fn line(&self, key: &str, cx: &Context) -> Option<(Style, String)> {
        self.found.line(key, cx)
    }

    /// Draws the pane beside the form; the list in it once it has the keys.
    pub(in crate::screens) fn pane(&self, frame: &mut Frame<'_>, area: Rect, key: &str, cx: &Context) {
        if let Some(articles) = &self.articles {
            return articles.view(frame, area, area, cx);
        }
        let (style, mut words) = self.found.words(cx);
        if words.is_empty() {
            words = cx.text_with("suggested-pane-key", &[("key", key.to_owned().into())]);
        }
        view::pane(self.found.items(), frame, area, (style, &words), cx);
    }
}
