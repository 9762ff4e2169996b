//! The pictures of an article: fetched when they are seen, few at a time, and held as long as there is room.

use std::collections::HashMap;
use std::sync::Arc;

use caseport_shared::api::article::PictureView;
use ratatui::layout::Rect;

use super::page::Placed;
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, Ticket};
use crate::preview::{KEPT, KEPT_SHARP, Preview};
use crate::widgets::pixels::Pixels;

/// Most pictures that are held.
const HELD_MAX: usize = 12;
/// Most pictures that are fetched at once.
const FETCHED_AT_ONCE: usize = 2;

/// What is said in the place of a picture.
pub(in super::super) enum Told {
    Fetching,
    Unshown,
}

/// The pictures that a text may show.
#[derive(Debug, Default)]
pub(in super::super) struct Pictures {
    slug: String,
    names: Vec<String>,
    held: HashMap<String, Arc<Preview>>,
    failed: Vec<String>,
    asked: Vec<(Ticket, String)>,
    /// The one that the terminal draws pixel by pixel, for it draws one at a time.
    pixels: Pixels,
    sharp: Option<String>,
}

impl Pictures {
    /// Those of an article.
    pub(in super::super) fn of(slug: &str, pictures: &[PictureView]) -> Self {
        Self { slug: slug.to_owned(), names: pictures.iter().map(|picture| picture.name.clone()).collect(), ..Self::default() }
    }

    /// Keeps what is held of an article that was fetched anew.
    pub(in super::super) fn again(&mut self, pictures: &[PictureView]) {
        self.names = pictures.iter().map(|picture| picture.name.clone()).collect();
        self.failed.clear();
    }

    /// There is one more.
    pub(in super::super) fn add(&mut self, name: &str) {
        if !self.has(name) {
            self.names.push(name.to_owned());
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Arc<Preview>> {
        self.held.get(name).filter(|preview| matches!(***preview, Preview::Picture { .. }))
    }

    /// Why a picture is not there.
    pub(super) fn state(&self, name: &str, cx: &Context) -> Told {
        let is_known = self.held.contains_key(name) || self.failed.iter().any(|failed| failed == name);
        if is_known || !cx.theme.has_colours() { Told::Unshown } else { Told::Fetching }
    }

    /// Asks for what is seen and not here, and has one of those that are drawn sharpened.
    pub(super) fn drawn(&mut self, seen: &[Placed], whole: Option<&Placed>, cx: &Context) -> Vec<Effect> {
        if !cx.theme.has_colours() {
            return Vec::new();
        }
        let mut effects = Vec::new();
        for placed in seen {
            let is_here = self.held.contains_key(&placed.name) || self.failed.contains(&placed.name);
            let is_asked = self.asked.iter().any(|(_, name)| *name == placed.name);
            if is_here || is_asked || self.asked.len() >= FETCHED_AT_ONCE {
                continue;
            }
            let ticket = cx.ticket();
            self.asked.push((ticket, placed.name.clone()));
            let kept = if cx.graphics.is_known() { KEPT_SHARP } else { KEPT };
            effects.push(Effect::Api(ticket, Call::ArticlePicture { slug: self.slug.clone(), name: placed.name.clone(), kept }));
        }
        let whole = whole.map(|placed| placed.name.clone());
        if self.sharp != whole {
            effects.extend(self.pixels.stop().map(Effect::Cancel));
            (self.pixels, self.sharp) = (Pixels::default(), whole);
        } else if let Some(preview) = self.sharp.as_ref().and_then(|name| self.held.get(name)) {
            effects.extend(self.pixels.drawn(preview, cx));
        }
        effects
    }

    /// Whether the terminal draws a picture there by itself.
    pub(super) fn is_sharp(&self, name: &str, frame: &mut ratatui::Frame<'_>, area: Rect, cx: &Context) -> bool {
        self.sharp.as_deref() == Some(name) && self.pixels.view(frame, area, cx)
    }

    /// Takes a picture that was asked for; whether the page has to be laid out anew.
    pub(super) fn take(&mut self, ticket: Ticket, outcome: Result<Answer, Failure>, seen: &[Placed]) -> bool {
        let Some(at) = self.asked.iter().position(|(asked, _)| *asked == ticket) else {
            self.pixels.take(ticket, outcome);
            return false;
        };
        let (_, name) = self.asked.remove(at);
        if let Ok(Answer::Preview(preview)) = outcome {
            if self.held.len() >= HELD_MAX {
                self.held.retain(|held, _| seen.iter().any(|placed| placed.name == *held));
            }
            self.held.insert(name, preview);
        } else {
            self.failed.push(name);
        }
        true
    }
}
