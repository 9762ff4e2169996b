//! The choices of the form: language, category, products, audience and organizations.

use caseport_shared::article::ArticleAudience;
use caseport_shared::limits::LINKS_PER_ARTICLE;
use caseport_shared::reader::Language;
use caseport_shared::text::inline;

use super::super::{ask, names};
use super::{Answer, ArticlesAnswer, ArticlesCall, Ask, Context, Effect, Field, Tone, Writer};
use crate::effect::{Call, DeskAnswer, DeskCall};
use crate::widgets::dialog::{Dialog, Item, Pick};

/// Most products and organizations that can be chosen from.
const CHOICES_MAX: usize = 2_000;

impl Writer {
    pub(super) fn fetch_choices(&mut self, cx: &Context) -> Vec<Effect> {
        let mut effects = self.asks.call(Ask::Categories, ask(ArticlesCall::Categories), cx);
        effects.extend(self.asks.call(Ask::Products(Vec::new()), Call::Products { cursor: None }, cx));
        let organizations = Call::Desk(Box::new(DeskCall::Organizations(None)));
        effects.extend(self.asks.call(Ask::Organizations(Vec::new()), organizations, cx));
        effects
    }

    /// What there is to choose from is known, or a page of it.
    pub(super) fn known(&mut self, ask_of: Ask, answer: Answer, cx: &Context) -> Vec<Effect> {
        match (ask_of, answer) {
            (Ask::Categories, Answer::Articles(answer)) => {
                if let ArticlesAnswer::Categories(list) = *answer {
                    self.categories = Some(list.items);
                }
            }
            (Ask::Products(mut known), Answer::Products(page)) => {
                known.extend(page.products);
                match page.next.filter(|_| known.len() < CHOICES_MAX) {
                    Some(cursor) => return self.asks.call(Ask::Products(known), Call::Products { cursor: Some(cursor) }, cx),
                    None => self.products = Some(known),
                }
            }
            (Ask::Organizations(mut known), Answer::Desk(answer)) => {
                if let DeskAnswer::Organizations(page) = *answer {
                    known.extend(page.organizations);
                    match page.next.filter(|_| known.len() < CHOICES_MAX) {
                        Some(cursor) => {
                            let call = Call::Desk(Box::new(DeskCall::Organizations(Some(cursor))));
                            return self.asks.call(Ask::Organizations(known), call, cx);
                        }
                        None => self.organizations = Some(known),
                    }
                }
            }
            _ => return vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        }
        Vec::new()
    }

    /// The choices of a field: what is sent, and what it is called.
    fn choices(&self, field: Field, cx: &Context) -> Option<Vec<(String, String)>> {
        let clean = |name: &str| inline(name).into_owned();
        Some(match field {
            Field::Language => Language::ALL.iter().map(|one| (one.slug().to_owned(), one.name().to_owned())).collect(),
            Field::Category => {
                let none = (String::new(), cx.text("article-no-category"));
                let all = self.categories.as_ref()?;
                std::iter::once(none).chain(all.iter().map(|one| (one.slug.clone(), clean(&one.name)))).collect()
            }
            Field::Products => {
                let all = self.products.as_ref()?;
                all.iter().map(|one| (one.slug.clone(), format!("{} · {}", clean(&one.name), clean(&one.organization.name)))).collect()
            }
            Field::Audience => ArticleAudience::ALL.iter().map(|one| (one.slug().to_owned(), names::audience(*one, cx))).collect(),
            Field::Organizations => {
                let all = self.organizations.as_ref()?;
                all.iter().map(|one| (one.organization.slug.clone(), clean(&one.organization.name))).collect()
            }
            Field::Title | Field::Keywords | Field::Body => return None,
        })
    }

    fn is_chosen(&self, field: Field, slug: &str) -> bool {
        match field {
            Field::Language => self.chosen.language.slug() == slug,
            Field::Category => self.chosen.category.as_deref().unwrap_or_default() == slug,
            Field::Audience => self.chosen.audience.slug() == slug,
            Field::Products => self.chosen.products.iter().any(|one| one == slug),
            Field::Organizations => self.chosen.organizations.iter().any(|one| one == slug),
            Field::Title | Field::Keywords | Field::Body => false,
        }
    }

    /// What is chosen in a field, in words.
    pub(super) fn value(&self, field: Field, cx: &Context) -> String {
        let name = |slug: &str| match self.choices(field, cx).into_iter().flatten().find(|(known, _)| known == slug) {
            Some((_, name)) => name,
            None => inline(slug).into_owned(),
        };
        let names = |slugs: &[String], none: &str| match slugs {
            [] => cx.text(none),
            slugs => slugs.iter().map(|slug| name(slug)).collect::<Vec<_>>().join(", "),
        };
        match field {
            Field::Category => self.chosen.category.as_deref().map_or_else(|| cx.text("article-no-category"), name),
            Field::Products => names(&self.chosen.products, "article-all-products"),
            Field::Organizations => names(&self.chosen.organizations, "form-choose"),
            Field::Language => name(self.chosen.language.slug()),
            Field::Audience => name(self.chosen.audience.slug()),
            Field::Title | Field::Keywords | Field::Body => String::new(),
        }
    }

    /// Opens the picker of the field in use.
    pub(super) fn choose(&mut self, typed: Option<char>, cx: &Context) -> Vec<Effect> {
        self.pick(self.focus, None, typed, cx)
    }

    fn pick(&mut self, field: Field, at: Option<usize>, typed: Option<char>, cx: &Context) -> Vec<Effect> {
        let Some(choices) = self.choices(field, cx) else { return vec![Effect::Say(Tone::Info, cx.text("articles-loading"))] };
        let chosen = choices.iter().position(|(slug, _)| self.is_chosen(field, slug)).unwrap_or(0);
        let is_many = matches!(field, Field::Products | Field::Organizations);
        let item = |(slug, name): &(String, String)| {
            let mark = if self.is_chosen(field, slug) { "✓ " } else { "  " };
            Item { label: if is_many { format!("{mark}{name}") } else { name.clone() }, detail: String::new() }
        };
        let items = choices.iter().map(item).collect();
        let title =
            if is_many { cx.text_with("article-choose-many", &[("field", cx.text(field.label()).into())]) } else { cx.text(field.label()) };
        let pick = Pick { title, items, at: at.unwrap_or(chosen) };
        let dialog = match typed {
            Some(typed) => Dialog::Narrowed(pick, typed.to_string()),
            None => Dialog::Pick(pick),
        };
        self.asks.dialog(Ask::Choose(field), dialog, cx)
    }

    /// Takes what was picked; where many can be, asks on until that is left.
    pub(super) fn chosen(&mut self, field: Field, at: usize, cx: &Context) -> Vec<Effect> {
        let Some((slug, _)) = self.choices(field, cx).and_then(|choices| choices.into_iter().nth(at)) else { return Vec::new() };
        self.is_warned = false;
        let mut effects = self.touch(cx);
        self.error = self.error.take().filter(|(wrong, _)| *wrong != Some(field));
        match field {
            Field::Language => self.chosen.language = slug.parse().unwrap_or_default(),
            Field::Category => self.chosen.category = Some(slug).filter(|slug| !slug.is_empty()),
            Field::Audience => self.chosen.audience = slug.parse().unwrap_or_default(),
            Field::Products | Field::Organizations => {
                let list = if field == Field::Products { &mut self.chosen.products } else { &mut self.chosen.organizations };
                match list.iter().position(|one| *one == slug) {
                    Some(at) => {
                        list.remove(at);
                    }
                    None if list.len() >= LINKS_PER_ARTICLE => {
                        let values = [("limit", LINKS_PER_ARTICLE.into())];
                        return vec![Effect::Say(Tone::Bad, cx.text_with("article-too-many", &values))];
                    }
                    None => list.push(slug),
                }
                effects.extend(self.pick(field, Some(at), None, cx));
                return effects;
            }
            Field::Title | Field::Keywords | Field::Body => return Vec::new(),
        }
        self.step(1);
        effects
    }
}
