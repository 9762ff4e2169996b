//! The tree of a product's categories: looked through, added to, renamed, ordered, and no longer filed under.

use caseport_shared::api::product::{CategoryBranch, CategoryTree, EditCategory, NewCategory};
use caseport_shared::limits::NAME_CHARS;
use caseport_shared::text::inline;

use super::{Ask, Products};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, DeskAnswer, DeskCall, Effect, Failure, Tone};
use crate::widgets::dialog::{Choice, Dialog, Field, FieldKind, Form, Item, Pick};
use crate::widgets::words;

/// A category of the tree, with what stands beside it.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Slug on the first level.
    top: String,
    /// Slug below it, where that is meant.
    below: Option<String>,
    name: String,
    is_retired: bool,
    /// Names of its level without it, and its place among them.
    level: Vec<String>,
    place: usize,
}

/// What can be done with a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Rename,
    Move,
    AddBelow,
    Retire,
    Restore,
}

impl What {
    const fn label(self) -> &'static str {
        match self {
            Self::Rename => "category-rename",
            Self::Move => "category-move",
            Self::AddBelow => "category-add-below",
            Self::Retire => "category-retire",
            Self::Restore => "category-restore",
        }
    }
}

/// What a name that is typed is for.
#[derive(Debug, Clone)]
pub(super) enum Naming {
    /// A new category, below one or on the first level.
    New(Option<String>),
    Rename(Node),
}

/// Where a change of categories is, each with the slug of the product.
#[derive(Debug)]
pub(super) enum Step {
    /// The tree is on its way.
    Fetched(String),
    /// Which category, or another one.
    Which(String, Vec<Node>),
    What(String, Node, Vec<What>),
    Name(String, Naming),
    Place(String, Node),
    /// What was sent, with the name that was typed for it.
    Sent(String, Option<(Naming, String)>),
}

impl Products {
    fn category(&mut self, step: Step, dialog: Dialog, cx: &Context) -> Vec<Effect> {
        self.asks.dialog(Ask::Categories(step), dialog, cx)
    }

    /// Asks for the whole tree.
    pub(super) fn categories(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(slug) = self.detailed().map(|product| product.summary.slug.clone()) else { return Vec::new() };
        let call = Call::Desk(Box::new(DeskCall::Categories(slug.clone())));
        self.asks.call(Ask::Categories(Step::Fetched(slug)), call, cx)
    }

    fn name_category(&mut self, slug: String, naming: Naming, typed: Option<String>, error: Option<String>, cx: &Context) -> Vec<Effect> {
        let (title, known) = match &naming {
            Naming::New(None) => ("category-add", ""),
            Naming::New(Some(_)) => ("category-add-below", ""),
            Naming::Rename(node) => ("category-rename", node.name.as_str()),
        };
        let value = typed.unwrap_or_else(|| inline(known).into_owned());
        let field = Field { label: cx.text("column-name"), value, kind: FieldKind::Line, limit: NAME_CHARS };
        let form = Form { title: cx.text(title), body: Vec::new(), fields: vec![field], error };
        self.category(Step::Name(slug, naming), Dialog::Form(form), cx)
    }

    fn send_category(&mut self, slug: String, call: DeskCall, typed: Option<(Naming, String)>, cx: &Context) -> Vec<Effect> {
        self.asks.call(Ask::Categories(Step::Sent(slug, typed)), Call::Desk(Box::new(call)), cx)
    }

    pub(super) fn chose_categories(&mut self, step: Step, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (step, choice) {
            (Step::Which(slug, _), Choice::Nth(0)) => self.name_category(slug, Naming::New(None), None, None, cx),
            (Step::Which(slug, nodes), Choice::Nth(at)) => match nodes.into_iter().nth(at - 1) {
                Some(node) => {
                    let whats = whats(&node);
                    let items = whats.iter().map(|what| Item { label: cx.text(what.label()), detail: String::new() }).collect();
                    let pick = Pick { title: inline(&node.name).into_owned(), items, at: 0 };
                    self.category(Step::What(slug, node, whats), Dialog::Pick(pick), cx)
                }
                None => Vec::new(),
            },
            (Step::What(slug, node, whats), Choice::Nth(at)) => match whats.get(at) {
                Some(What::Rename) => self.name_category(slug, Naming::Rename(node), None, None, cx),
                Some(What::AddBelow) => self.name_category(slug, Naming::New(Some(node.top)), None, None, cx),
                Some(What::Move) => {
                    let pick = places(&node, cx);
                    self.category(Step::Place(slug, node), pick, cx)
                }
                Some(what @ (What::Retire | What::Restore)) => {
                    let edit = EditCategory { retired: Some(*what == What::Retire), ..named(&node) };
                    self.send_category(slug.clone(), DeskCall::EditCategory(slug, edit, Key::fresh()), None, cx)
                }
                None => Vec::new(),
            },
            (Step::Place(slug, node), Choice::Nth(at)) => {
                let edit = EditCategory { position: u32::try_from(at + 1).ok(), ..named(&node) };
                self.send_category(slug.clone(), DeskCall::EditCategory(slug, edit, Key::fresh()), None, cx)
            }
            (Step::Name(slug, naming), Choice::Typed(typed)) => {
                let typed = typed.into_iter().next().unwrap_or_default();
                let name = typed.trim().to_owned();
                if name.is_empty() {
                    let wrong = cx.text_with("desk-wrong", &[("field", cx.text("column-name").into())]);
                    return self.name_category(slug, naming, Some(typed), Some(wrong), cx);
                }
                let call = match &naming {
                    Naming::New(parent) => DeskCall::AddCategory(slug.clone(), NewCategory { name, parent: parent.clone() }, Key::fresh()),
                    Naming::Rename(node) => {
                        DeskCall::EditCategory(slug.clone(), EditCategory { name: Some(name), ..named(node) }, Key::fresh())
                    }
                };
                self.send_category(slug, call, Some((naming, typed)), cx)
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn answered_categories(&mut self, step: Step, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (step, outcome) {
            (Step::Fetched(slug), Ok(Answer::Desk(answer))) => match *answer {
                DeskAnswer::Categories(tree) => self.show_tree(slug, &tree, cx),
                _ => Vec::new(),
            },
            // A tree is seldom changed in one place alone: it is shown again, as it is now.
            (Step::Sent(slug, _), Ok(Answer::Desk(answer))) => {
                let mut effects = self.changed("category-saved", cx);
                if let DeskAnswer::Categories(tree) = *answer {
                    effects.extend(self.show_tree(slug, &tree, cx));
                }
                effects
            }
            (Step::Sent(slug, Some((naming, typed))), Err(failure)) => {
                self.name_category(slug, naming, Some(typed), Some(words::failure(&failure, cx)), cx)
            }
            (_, Err(failure)) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            _ => Vec::new(),
        }
    }

    fn show_tree(&mut self, slug: String, tree: &CategoryTree, cx: &Context) -> Vec<Effect> {
        let nodes = nodes(tree);
        let item = |node: &Node| Item {
            label: format!("{}{}", if node.below.is_some() { "  " } else { "" }, inline(&node.name)),
            detail: if node.is_retired { cx.text("category-is-retired") } else { String::new() },
        };
        let mut items = vec![Item { label: cx.text("category-add"), detail: String::new() }];
        items.extend(nodes.iter().map(item));
        let pick = Pick { title: cx.text("product-categories"), items, at: 0 };
        self.category(Step::Which(slug, nodes), Dialog::Pick(pick), cx)
    }
}

/// The tree in the order in which it is shown.
fn nodes(tree: &CategoryTree) -> Vec<Node> {
    let node = |level: &[CategoryBranch], place: usize, top: &str, below: Option<&str>| Node {
        top: top.to_owned(),
        below: below.map(str::to_owned),
        name: level[place].name.clone(),
        is_retired: level[place].retired,
        level: level.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, one)| one.name.clone()).collect(),
        place,
    };
    let mut out = Vec::new();
    for (place, top) in tree.categories.iter().enumerate() {
        out.push(node(&tree.categories, place, &top.slug, None));
        out.extend(top.subcategories.iter().enumerate().map(|(at, below)| node(&top.subcategories, at, &top.slug, Some(&below.slug))));
    }
    out
}

fn whats(node: &Node) -> Vec<What> {
    let mut whats = vec![What::Rename];
    if node.below.is_none() {
        whats.push(What::AddBelow);
    }
    if !node.level.is_empty() {
        whats.push(What::Move);
    }
    whats.push(if node.is_retired { What::Restore } else { What::Retire });
    whats
}

/// Asks for a place among the others of its level.
fn places(node: &Node, cx: &Context) -> Dialog {
    let mut items = vec![Item { label: cx.text("category-first"), detail: String::new() }];
    items.extend(
        node.level.iter().map(|name| Item {
            label: cx.text_with("category-after", &[("name", inline(name).into_owned().into())]),
            detail: String::new(),
        }),
    );
    Dialog::Pick(Pick { title: cx.text("category-move"), items, at: node.place })
}

/// An edit of a category that changes nothing yet.
fn named(node: &Node) -> EditCategory {
    EditCategory { category: node.top.clone(), subcategory: node.below.clone(), ..EditCategory::default() }
}
