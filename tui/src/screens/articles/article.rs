//! One article: read, voted on, gone on from; for support also published, archived and looked at in its versions.

use caseport_shared::api::article::{ArticleRead, ArticleVersion, ArticleVote};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::article::{ArticleAction, ArticleAudience, MARK_OPENS};
use caseport_shared::limits::VOTE_CHARS;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::call;
use super::keys::{READING, Read};
use super::reader::Reader;
use crate::api::{ArticleMove, Key as Idempotency};
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, ArticleAnswer, ArticleCall, Effect, Failure, Route, Tone};
use crate::keymap::{Chord, Hint, Key, Section, hints, resolve, section};
use crate::msg::Msg;
use crate::screens::case::copied;
use crate::widgets::dialog::{Choice, Confirm, Dialog, Field, FieldKind, Form, Item, Pick};
use crate::widgets::text::{put, span, wrap};
use crate::widgets::words;

#[derive(Debug)]
enum Ask {
    View,
    Read,
    Voted,
    /// What did not help.
    Word,
    /// Which of these articles to go on to.
    Follow(Vec<String>),
    /// Whether to do this to the article.
    Whether(ArticleMove),
    Moved,
    Versions,
    /// Which of these versions to bring back.
    Version(Vec<ArticleVersion>),
}

/// The screen.
#[derive(Debug)]
pub struct Article {
    slug: String,
    reader: Option<Reader>,
    failed: Option<String>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Article {
    /// The article with a name.
    pub fn new(slug: String) -> Self {
        Self { slug, reader: None, failed: None, asks: Asks::default(), chord: Chord::default() }
    }

    pub(super) fn can(&self, action: ArticleAction) -> bool {
        self.reader.as_ref().is_some_and(|reader| reader.article.can.contains(&action))
    }

    /// The newest version, for support.
    pub(super) fn version(&self) -> Option<i64> {
        Some(self.reader.as_ref()?.article.desk.as_ref()?.version)
    }

    pub(super) fn links(&self) -> Vec<(String, String)> {
        self.reader.as_ref().map(Reader::links).unwrap_or_default()
    }

    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::View));
        self.asks.call(Ask::View, call(ArticleCall::View(self.slug.clone())), cx)
    }

    fn vote(&mut self, vote: ArticleVote, cx: &Context) -> Vec<Effect> {
        self.asks.call(Ask::Voted, call(ArticleCall::Vote(self.slug.clone(), vote, Idempotency::fresh())), cx)
    }

    fn act(&mut self, action: Read, cx: &Context) -> Vec<Effect> {
        match action {
            Read::Move(step) => {
                if let Some(reader) = &self.reader {
                    reader.step(step);
                }
                Vec::new()
            }
            Read::Back => vec![Effect::Back],
            Read::Helpful => self.vote(ArticleVote { helpful: true, word: None }, cx),
            Read::Unhelpful => {
                let label = cx.text("article-word");
                let field = Field { label, value: String::new(), kind: FieldKind::Line, limit: VOTE_CHARS };
                let form = Form {
                    title: cx.text("article-helped-not"),
                    body: vec![cx.text("article-word-purpose")],
                    fields: vec![field],
                    error: None,
                };
                self.asks.dialog(Ask::Word, Dialog::Form(form), cx)
            }
            Read::Follow => {
                let links = self.links();
                let items = links.iter().map(|(slug, title)| Item { label: title.clone(), detail: slug.clone() }).collect();
                let pick = Pick { title: cx.text("article-follow"), items, at: 0 };
                self.asks.dialog(Ask::Follow(links.into_iter().map(|(slug, _)| slug).collect()), Dialog::Pick(pick), cx)
            }
            Read::Copy => copied(cx.shell(&["article", "view", &self.slug]), cx),
            Read::Edit => vec![Effect::Go(Route::WriteArticle(Some(self.slug.clone())))],
            Read::AskForReview => self.go(ArticleMove::AskForReview, cx),
            Read::Reopen => self.go(ArticleMove::Reopen, cx),
            Read::Publish => self.ask_whether(ArticleMove::Publish, cx),
            Read::Archive => self.ask_whether(ArticleMove::Archive, cx),
            Read::Versions => self.asks.call(Ask::Versions, call(ArticleCall::Versions(self.slug.clone())), cx),
        }
    }

    /// Asks once, telling who will see it or not any more.
    fn ask_whether(&mut self, step: ArticleMove, cx: &Context) -> Vec<Effect> {
        let Some(reader) = &self.reader else { return Vec::new() };
        let article = &reader.article;
        if step == ArticleMove::Publish && article.body.contains(MARK_OPENS) {
            return vec![Effect::Say(Tone::Bad, cx.text("article-undecided"))];
        }
        let audience = article.summary.audience.unwrap_or_default();
        let mut who = cx.text(&format!("article-audience-{audience}"));
        if audience == ArticleAudience::Organizations {
            let names = article.desk.as_ref().map(|desk| desk.organizations.join(", ")).unwrap_or_default();
            who = format!("{who}: {}", inline(&names));
        }
        let (question, button) = match step {
            ArticleMove::Archive => ("article-archive-question", "article-archive"),
            _ => ("article-publish-question", "article-publish"),
        };
        let body = vec![cx.text_with(question, &[("audience", who.into())])];
        let buttons = vec![cx.text(button), cx.text("dialog-leave")];
        let confirm = Confirm { title: inline(&article.summary.title.text).into_owned(), body, buttons };
        self.asks.dialog(Ask::Whether(step), Dialog::Confirm(confirm), cx)
    }

    fn go(&mut self, step: ArticleMove, cx: &Context) -> Vec<Effect> {
        let Some(version) = self.version() else { return Vec::new() };
        self.asks.call(Ask::Moved, call(ArticleCall::Move(self.slug.clone(), version, step, Idempotency::fresh())), cx)
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::Read, _) => Vec::new(),
            (Ask::Voted, Ok(_)) => {
                let mut effects = vec![Effect::Say(Tone::Good, cx.text("cli-article-thanks"))];
                effects.extend(self.fetch(cx));
                effects
            }
            (ask, Ok(Answer::Articles(answer))) => match (ask, *answer) {
                (Ask::View, ArticleAnswer::Article(article)) => self.show(*article),
                (Ask::Moved, ArticleAnswer::Article(article)) => {
                    let said = cx.text(&format!("article-is-{}", article.summary.state));
                    let mut effects = self.show(*article);
                    effects.push(Effect::Say(Tone::Good, said));
                    effects
                }
                (Ask::Versions, ArticleAnswer::Versions(versions)) => self.offer(versions.items, cx),
                _ => Vec::new(),
            },
            // Somebody else was faster: what there is now is shown before anything is asked again.
            (Ask::Moved, Err(Failure::Problem(problem))) if problem.code == ErrorCode::StaleVersion => {
                let mut effects = vec![Effect::Say(Tone::Bad, cx.text("article-stale"))];
                effects.extend(self.fetch(cx));
                effects
            }
            (Ask::View, Err(failure)) => {
                self.failed = Some(words::failure(&failure, cx));
                Vec::new()
            }
            (_, Err(failure)) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            (_, Ok(_)) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        }
    }

    fn show(&mut self, article: caseport_shared::api::article::ArticleView) -> Vec<Effect> {
        self.failed = None;
        match &mut self.reader {
            Some(reader) => reader.renew(article),
            None => self.reader = Some(Reader::new(article)),
        }
        Vec::new()
    }

    fn offer(&mut self, versions: Vec<ArticleVersion>, cx: &Context) -> Vec<Effect> {
        let item = |version: &ArticleVersion| {
            let published = if version.is_published { format!(" · {}", cx.text("article-state-published")) } else { String::new() };
            let at = words::moment(version.at, cx);
            Item {
                label: format!("{}  {}", version.version, inline(&version.title)),
                detail: format!("{} · {at}{published}", inline(&version.author.name)),
            }
        };
        let pick = Pick { title: cx.text("article-restore-which"), items: versions.iter().map(item).collect(), at: 0 };
        self.asks.dialog(Ask::Version(versions), Dialog::Pick(pick), cx)
    }

    fn chose(&mut self, ask: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::Word, Choice::Typed(typed)) => {
                let word = typed.into_iter().next().filter(|word| !word.trim().is_empty());
                self.vote(ArticleVote { helpful: false, word }, cx)
            }
            (Ask::Follow(slugs), Choice::Nth(at)) => match slugs.into_iter().nth(at) {
                Some(slug) => vec![Effect::Go(Route::Article(slug))],
                None => Vec::new(),
            },
            (Ask::Whether(step), Choice::Nth(0)) => self.go(step, cx),
            (Ask::Version(versions), Choice::Nth(at)) => match (versions.get(at), self.version()) {
                // The newest is there already.
                (Some(chosen), Some(newest)) if chosen.version != newest => {
                    let restore = ArticleCall::Restore(self.slug.clone(), newest, chosen.version, Idempotency::fresh());
                    self.asks.call(Ask::Moved, call(restore), cx)
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}

impl Layer for Article {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened => {
                let mut effects = self.fetch(cx);
                let read = ArticleCall::Read(self.slug.clone(), ArticleRead::default(), Idempotency::fresh());
                effects.extend(self.asks.call(Ask::Read, call(read), cx));
                effects
            }
            Msg::Shown | Msg::Back => {
                if let Some(reader) = &self.reader {
                    reader.forget_lines();
                }
                self.fetch(cx)
            }
            Msg::Key(key) => self.key(key, cx),
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match self.asks.take(ticket) {
                Some(ask) => self.chose(ask, choice, cx),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        match (&self.failed, &self.reader) {
            (None, Some(reader)) => reader.view(frame, area, cx),
            (failed, _) => {
                let (style, words) = match failed {
                    Some(words) => (cx.theme.danger, words.clone()),
                    None => (cx.theme.muted, cx.text("articles-loading")),
                };
                for (y, line) in (area.y..area.bottom()).zip(wrap(&words, usize::from(area.width).saturating_sub(2))) {
                    put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, style)));
                }
            }
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(READING, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-article", READING, self, cx)]
    }
}

impl Article {
    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(READING, &self.chord, key, self, cx) {
            Some(action) => self.act(action, cx),
            None => Vec::new(),
        }
    }
}
