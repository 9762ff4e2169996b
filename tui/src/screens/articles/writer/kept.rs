//! The text of an article as it is kept on this machine while it is written: it outlives the program, and is offered again.

use caseport_shared::api::article::{ArticleContent, NewArticle};
use caseport_shared::limits::{ARTICLE_CHARS, KEYWORD_CHARS, KEYWORDS_PER_ARTICLE, TITLE_CHARS};

use super::{Ask, Base, Context, Editor, Effect, HostAnswer, HostOp, Keeping, Mode, Msg, Tone, Writer};
use crate::effect::{LocalArticle, LocalDraft};

impl Writer {
    /// Asks for what there is to choose from, and for what was kept.
    pub(super) fn open(&mut self, cx: &Context) -> Vec<Effect> {
        self.keeping = Some(Keeping::new(None, cx));
        let mut effects = self.fetch_choices(cx);
        let ticket = self.asks.ticket(Ask::Kept, cx);
        effects.push(Effect::Host(ticket, HostOp::KeptDrafts));
        effects
    }

    fn local(&self) -> LocalArticle {
        let content = self.content();
        match &self.base {
            Base::New(new) => LocalArticle { version: 0, new: NewArticle { content, ..(**new).clone() } },
            Base::Version(slug, version) => {
                LocalArticle { version: *version, new: NewArticle { slug: Some(slug.clone()), case: None, content } }
            }
        }
    }

    /// Whether a text that was kept belongs into this form.
    fn is_of(&self, kept: &LocalArticle) -> bool {
        match &self.base {
            // One that begins with words of its own is not the one that was begun before, unless both come from the same case.
            Base::New(new) => {
                kept.version == 0 && kept.new.case == new.case && (new.case.is_some() || new.content == ArticleContent::default())
            }
            Base::Version(slug, _) => kept.version > 0 && kept.new.slug.as_ref() == Some(slug),
        }
    }

    /// The text changed: it will be kept in a moment.
    pub(super) fn touch(&mut self, cx: &Context) -> Vec<Effect> {
        self.keeping.as_mut().map_or_else(Vec::new, |keeping| keeping.touch(cx))
    }

    /// Keeps the text now, if anything of it was typed.
    pub(super) fn keep(&mut self, cx: &Context) -> Vec<Effect> {
        if !self.is_changed() || !self.keeping.as_ref().is_some_and(Keeping::is_begun) {
            return Vec::new();
        }
        let local = self.local();
        self.keeping.as_mut().map_or_else(Vec::new, |keeping| keeping.keep(local, cx))
    }

    /// Forgets what was kept: it is saved, or its writer threw it away.
    pub(super) fn forget(&mut self, cx: &Context) -> Vec<Effect> {
        self.keeping.as_mut().map_or_else(Vec::new, |keeping| keeping.forget(cx))
    }

    /// Takes a message that is about keeping the text.
    pub(super) fn take_kept(&mut self, msg: &Msg, cx: &Context) -> Option<Vec<Effect>> {
        if let Msg::Host(ticket, outcome) = msg
            && self.asks.find(*ticket).is_some_and(|ask| matches!(ask, Ask::Kept))
        {
            self.asks.take(*ticket);
            return Some(match outcome {
                Ok(HostAnswer::Drafts(drafts)) => self.go_on(drafts, cx),
                // Whatever is kept stays where it is.
                _ => Vec::new(),
            });
        }
        let mut keeping = self.keeping.take()?;
        let taken = keeping.take(msg, || self.local(), cx);
        self.keeping = Some(keeping);
        taken
    }

    /// Goes on with what was kept, unless something was typed meanwhile.
    fn go_on(&mut self, drafts: &[LocalDraft], cx: &Context) -> Vec<Effect> {
        let me = cx.me.as_ref().map(|me| me.email.as_str());
        let is_mine = |draft: &&LocalDraft| draft.server == cx.server && Some(draft.email.as_str()) == me;
        let article = |draft: &LocalDraft| draft.article.as_deref().filter(|kept| self.is_of(kept)).cloned();
        let found = drafts.iter().filter(is_mine).find_map(|draft| Some((draft, article(draft)?)));
        let is_typed = self.keeping.as_ref().is_some_and(Keeping::is_begun);
        let Some((draft, LocalArticle { version, new })) = found.filter(|_| !is_typed) else { return Vec::new() };
        self.title = Editor::line(&new.content.title, TITLE_CHARS);
        self.keywords = Editor::line(&new.content.keywords.join(", "), KEYWORDS_PER_ARTICLE * (KEYWORD_CHARS + 2));
        self.body = Editor::block(&new.content.body, ARTICLE_CHARS);
        self.chosen = new.content.clone();
        self.mode = Mode::Writing;
        match &mut self.base {
            Base::New(base) => **base = new,
            // If somebody wrote another version meanwhile, saving shows it first.
            Base::Version(_, upon) => *upon = version,
        }
        self.keeping = Some(Keeping::of(draft));
        vec![Effect::Say(Tone::Info, cx.text("article-kept"))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_a_case_belongs_to_it_and_what_begins_with_other_words_to_nothing_before() {
        let content = |body: &str| ArticleContent { body: body.to_owned(), ..ArticleContent::default() };
        let new = |case: Option<i64>, body: &str| NewArticle {
            case: case.map(|number| number.to_string().parse().unwrap()),
            content: content(body),
            ..NewArticle::default()
        };
        let kept = |case, body: &str| LocalArticle { version: 0, new: new(case, body) };
        let is_of = |begun: NewArticle, kept: LocalArticle| Writer::new(begun).is_of(&kept);
        assert!(is_of(new(Some(123_456), "proposed"), kept(Some(123_456), "proposed and mended")));
        assert!(!is_of(new(Some(123_456), "proposed"), kept(Some(234_567), "of another")));
        assert!(!is_of(new(Some(123_456), "proposed"), kept(None, "of none")));
        assert!(is_of(new(None, ""), kept(None, "begun")) && !is_of(new(None, "searched for in vain"), kept(None, "begun")));
    }
}
