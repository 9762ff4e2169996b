//! The topics as Admins arrange them: made, named anew, moved and removed.

use caseport_shared::api::article::{ArticleCategory, SaveArticleCategory};
use caseport_shared::limits::NAME_CHARS;
use caseport_shared::text::inline;

use super::{Articles, Part, ask};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, ArticlesAnswer, ArticlesCall, Effect, Failure, Tone};
use crate::widgets::dialog::{Choice, Confirm, Dialog, Field, FieldKind, Form, Item, Pick};
use crate::widgets::words;

/// A topic as it is going to be.
#[derive(Debug, Clone)]
pub(super) struct Topic {
    /// The one that there is; none of a new one.
    old: Option<ArticleCategory>,
    /// What was typed: its name, its short name, its place.
    typed: [String; 3],
}

/// What was asked about the topics.
#[derive(Debug, Clone)]
pub(super) enum Ask {
    Form(Topic),
    /// In which topic, by slug, with those that can be picked.
    Parent(Topic, Vec<Option<String>>),
    Save(Topic),
    Remove(ArticleCategory),
    Removed,
}

impl Topic {
    fn slug(&self) -> String {
        match &self.old {
            Some(old) => old.slug.clone(),
            None if self.typed[1].trim().is_empty() => short(&self.typed[0]),
            None => self.typed[1].trim().to_owned(),
        }
    }
}

/// A short name made of a name: its plain letters and digits.
fn short(name: &str) -> String {
    let words: Vec<String> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    words.join("-")
}

/// Whether the reader may arrange topics, and sees them.
pub(super) fn is_arranged(screen: &Articles, cx: &Context) -> bool {
    screen.part == Part::Topics && cx.is_admin()
}

/// The same, and there is one.
pub(super) fn has_topic(screen: &Articles, cx: &Context) -> bool {
    is_arranged(screen, cx) && screen.count() > 0
}

impl Articles {
    fn topic(&self) -> Option<&ArticleCategory> {
        self.categories.as_ref()?.get(self.selection.at())
    }

    /// Asks for the name of a new topic, or for that of the selected one anew.
    pub(super) fn name_topic(&mut self, is_new: bool, cx: &Context) -> Vec<Effect> {
        let all = self.categories.as_deref().unwrap_or_default();
        let old = self.topic().filter(|_| !is_new).cloned();
        let typed = old.as_ref().map_or_else(Default::default, |old| {
            let beside = all.iter().filter(|one| one.parent == old.parent);
            let place = beside.take_while(|one| one.slug != old.slug).count() + 1;
            [inline(&old.name).into_owned(), old.slug.clone(), place.to_string()]
        });
        self.topic_form(Topic { old, typed }, None, cx)
    }

    fn topic_form(&mut self, topic: Topic, error: Option<String>, cx: &Context) -> Vec<Effect> {
        let [name, slug, place] = topic.typed.clone();
        let line = |label: &str, value: String| Field { label: cx.text(label), value, kind: FieldKind::Line, limit: NAME_CHARS };
        let mut fields = vec![line("column-name", name), line("topic-slug", slug), line("topic-place", place)];
        if topic.old.is_some() {
            // Articles are found in it by its short name, which stays.
            fields.remove(1);
        }
        let title = cx.text(if topic.old.is_some() { "articles-topic-edit" } else { "articles-topic-add" });
        let form = Dialog::Form(Form { title, body: vec![cx.text("topic-means")], fields, error });
        self.asks.dialog(super::Ask::Topic(Ask::Form(topic)), form, cx)
    }

    fn pick_parent(&mut self, topic: Topic, cx: &Context) -> Vec<Effect> {
        let all = self.categories.as_deref().unwrap_or_default();
        let own = topic.old.as_ref().map(|old| old.slug.as_str());
        // What lies in a topic comes after it: one below itself cannot be picked.
        let is_below = |one: &ArticleCategory| {
            let mut up = Some(one);
            while let Some(here) = up {
                if Some(here.slug.as_str()) == own {
                    return true;
                }
                up = here.parent.as_ref().and_then(|parent| all.iter().find(|other| other.slug == *parent));
            }
            false
        };
        let others: Vec<&ArticleCategory> = all.iter().filter(|one| !is_below(one)).collect();
        let label = |one: &&ArticleCategory| Item {
            label: format!("{}{}", "  ".repeat(self.depth(one)), inline(&one.name)),
            detail: String::new(),
        };
        let none = Item { label: cx.text("topic-top"), detail: String::new() };
        let items = std::iter::once(none).chain(others.iter().map(label)).collect();
        let slugs: Vec<Option<String>> = std::iter::once(None).chain(others.iter().map(|one| Some(one.slug.clone()))).collect();
        let at = topic.old.as_ref().and_then(|old| slugs.iter().position(|slug| *slug == old.parent)).unwrap_or(0);
        let pick = Pick { title: cx.text("topic-parent"), items, at };
        self.asks.dialog(super::Ask::Topic(Ask::Parent(topic, slugs)), Dialog::Pick(pick), cx)
    }

    /// Asks whether the selected topic is to go.
    pub(super) fn remove_topic(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(topic) = self.topic().cloned() else { return Vec::new() };
        let body = vec![inline(&topic.name).into_owned(), cx.text("topic-remove-means")];
        let buttons = vec![cx.text("topic-keep"), cx.text("topic-remove")];
        let confirm = Confirm { title: cx.text("articles-topic-remove"), body, buttons };
        self.asks.dialog(super::Ask::Topic(Ask::Remove(topic)), Dialog::Confirm(confirm), cx)
    }

    /// Takes what the Admin chose or typed.
    pub(super) fn chose_topic(&mut self, asked: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (asked, choice) {
            (Ask::Form(mut topic), Choice::Typed(typed)) => {
                match (&topic.old, typed.as_slice()) {
                    (Some(_), [name, place]) => (topic.typed[0], topic.typed[2]) = (name.clone(), place.clone()),
                    (None, [name, slug, place]) => topic.typed = [name.clone(), slug.clone(), place.clone()],
                    _ => return Vec::new(),
                }
                let place = topic.typed[2].trim();
                if topic.typed[0].trim().is_empty() {
                    return self.topic_form(topic, Some(cx.text("topic-needs-name")), cx);
                }
                if topic.slug().is_empty() {
                    return self.topic_form(topic, Some(cx.text("topic-needs-slug")), cx);
                }
                if !place.is_empty() && !place.parse::<u32>().is_ok_and(|place| place > 0) {
                    return self.topic_form(topic, Some(cx.text("topic-needs-place")), cx);
                }
                self.pick_parent(topic, cx)
            }
            (Ask::Parent(topic, slugs), Choice::Nth(at)) => {
                let parent = slugs.get(at).cloned().flatten();
                let save =
                    SaveArticleCategory { name: topic.typed[0].trim().to_owned(), parent, position: topic.typed[2].trim().parse().ok() };
                let call = ArticlesCall::SaveCategory(topic.slug(), save);
                self.asks.call(super::Ask::Topic(Ask::Save(topic)), ask(call), cx)
            }
            // Back to what was typed.
            (Ask::Parent(topic, _), _) => self.topic_form(topic, None, cx),
            (Ask::Remove(topic), Choice::Nth(1)) => {
                self.asks.call(super::Ask::Topic(Ask::Removed), ask(ArticlesCall::RemoveCategory(topic.slug, Key::fresh())), cx)
            }
            _ => Vec::new(),
        }
    }

    /// Takes what the server says of it.
    pub(super) fn arranged(&mut self, asked: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (asked, outcome) {
            (Ask::Save(topic), Ok(Answer::Articles(answer))) => {
                if let ArticlesAnswer::Categories(list) = *answer {
                    let slug = topic.slug();
                    self.selection.select(list.items.iter().position(|one| one.slug == slug).unwrap_or(0));
                    self.categories = Some(list.items);
                }
                vec![Effect::Say(Tone::Good, cx.text("topic-saved"))]
            }
            (Ask::Save(topic), Err(failure)) => self.topic_form(topic, Some(words::failure(&failure, cx)), cx),
            (Ask::Removed, Ok(_)) => {
                let mut effects = vec![Effect::Say(Tone::Good, cx.text("topic-removed"))];
                effects.extend(self.look(cx));
                effects
            }
            (_, Err(failure)) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            (_, Ok(_)) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        }
    }
}
