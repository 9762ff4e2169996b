//! What the desk is made of: plans, hours and holidays, organizations, and the audit of all of it.

mod edit;
mod lines;
#[cfg(test)]
mod tests;

use caseport_shared::api::audit::AuditEntry;
use caseport_shared::api::organization::{OrganizationSummary, OrganizationView};
use caseport_shared::api::plan::PlanView;
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::region::RegionView;
use caseport_shared::limits::QUERY_CHARS;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, Call, DeskAnswer, DeskCall, Effect, Failure, Route, Tone};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve_counted, section};
use crate::msg::Msg;
use crate::widgets::dialog::{Choice, Confirm, Dialog, Field, FieldKind, Form};
use crate::widgets::list::Selection;
use crate::widgets::scroll::{Move, Scroll};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Select(Move),
    Scroll(Move),
    Next,
    Previous,
    Edit,
    Find,
    More,
    People,
    Refresh,
    Back,
}

pub(super) const KEYS: &[Binding<Action, Desk>] = &[
    Binding { keys: &["<tab>", "l"], action: Action::Next, label: "desk-next", hint: "hint-desk-next", when: always },
    Binding { keys: &["e", "<enter>"], action: Action::Edit, label: "desk-edit", hint: "hint-desk-edit", when: can_edit },
    Binding { keys: &["P"], action: Action::People, label: "desk-people", hint: "hint-people", when: has_people },
    Binding { keys: &["/"], action: Action::Find, label: "desk-find", hint: "hint-desk-find", when: is_audit },
    Binding { keys: &["m"], action: Action::More, label: "desk-more", hint: "hint-desk-more", when: has_more },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "desk-back", hint: "hint-back", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "desk-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Select(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Select(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["<backtab>"], action: Action::Previous, label: "desk-previous", hint: "hint-desk-previous", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>"],
        action: Action::Scroll(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-read-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>"],
        action: Action::Scroll(Move::PageUp),
        label: "scroll-page-up",
        hint: "hint-read-up",
        when: always,
    },
];

fn can_edit(screen: &Desk, cx: &Context) -> bool {
    is_admin(cx) && screen.part != Part::Audit && screen.count() > 0
}

/// Whether an organization is selected, whose people can be looked at.
fn has_people(screen: &Desk, _: &Context) -> bool {
    screen.part == Part::Organizations && screen.count() > 0
}

fn is_audit(screen: &Desk, _: &Context) -> bool {
    screen.part == Part::Audit
}

fn has_more(screen: &Desk, _: &Context) -> bool {
    screen.next.is_some()
}

fn is_admin(cx: &Context) -> bool {
    cx.is_admin()
}

/// A part of the desk, each a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Plans,
    Regions,
    Organizations,
    Audit,
}

impl Part {
    const ALL: [Self; 4] = [Self::Plans, Self::Regions, Self::Organizations, Self::Audit];

    const fn title(self) -> &'static str {
        match self {
            Self::Plans => "desk-plans",
            Self::Regions => "desk-regions",
            Self::Organizations => "desk-organizations",
            Self::Audit => "desk-audit",
        }
    }

    /// The parts that a person may look at.
    fn of(cx: &Context) -> &'static [Self] {
        if is_admin(cx) { &Self::ALL } else { &Self::ALL[..3] }
    }
}

/// Most entries that are held of a list.
const ENTRIES_MAX: usize = 2_000;
#[derive(Debug)]
enum Ask {
    List,
    More,
    Organization,
    Find,
    /// A form, and what is changed by it.
    Form(edit::Subject),
    /// What was sent, and the words of the form in case it is refused.
    Saved(edit::Subject, Vec<String>),
    /// Whether organizations may come to hold more than their pool.
    OverPool(edit::Subject, Vec<String>),
}

/// The screen.
#[derive(Debug)]
pub struct Desk {
    part: Part,
    plans: Vec<PlanView>,
    regions: Vec<RegionView>,
    organizations: Vec<OrganizationSummary>,
    organization: Option<OrganizationView>,
    entries: Vec<AuditEntry>,
    query: String,
    next: Option<String>,
    is_loading: bool,
    failed: Option<String>,
    selection: Selection,
    scroll: Scroll,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            part: Part::Plans,
            plans: Vec::new(),
            regions: Vec::new(),
            organizations: Vec::new(),
            organization: None,
            entries: Vec::new(),
            query: String::new(),
            next: None,
            is_loading: false,
            failed: None,
            selection: Selection::default(),
            scroll: Scroll::default(),
            asks: Asks::default(),
            chord: Chord::default(),
        }
    }
}

impl Desk {
    /// The desk, with the organizations open.
    pub fn at_organizations() -> Self {
        Self { part: Part::Organizations, ..Self::default() }
    }

    fn call(&mut self, ask: Ask, call: DeskCall, cx: &Context) -> Vec<Effect> {
        self.asks.call(ask, Call::Desk(Box::new(call)), cx)
    }

    fn count(&self) -> usize {
        match self.part {
            Part::Plans => self.plans.len(),
            Part::Regions => self.regions.len(),
            Part::Organizations => self.organizations.len(),
            Part::Audit => self.entries.len(),
        }
    }

    /// Asks for the list of the part, or for more of it.
    fn fetch(&mut self, more: bool, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::List | Ask::More | Ask::Organization));
        let cursor = if more { self.next.take() } else { None };
        let call = match self.part {
            Part::Plans => DeskCall::Plans,
            Part::Regions => DeskCall::Regions,
            Part::Organizations => DeskCall::Organizations(cursor),
            Part::Audit => DeskCall::Audit(self.query.clone(), cursor),
        };
        self.is_loading = true;
        self.call(if more { Ask::More } else { Ask::List }, call, cx)
    }

    /// Turns to another part.
    fn turn(&mut self, back: bool, cx: &Context) -> Vec<Effect> {
        let parts = Part::of(cx);
        let at = parts.iter().position(|part| *part == self.part).unwrap_or(0);
        let step = if back { parts.len() - 1 } else { 1 };
        self.part = parts[(at + step) % parts.len()];
        (self.selection, self.scroll, self.failed, self.next) = (Selection::default(), Scroll::default(), None, None);
        self.fetch(false, cx)
    }

    /// Fetches what is shown of the organization that is looked at.
    fn look(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::Organization));
        if self.part != Part::Organizations {
            return Vec::new();
        }
        let Some(slug) = self.organizations.get(self.selection.at()).map(|one| one.organization.slug.clone()) else { return Vec::new() };
        if self.organization.as_ref().is_some_and(|known| known.summary.organization.slug == slug) {
            return Vec::new();
        }
        self.call(Ask::Organization, DeskCall::Organization(slug), cx)
    }

    /// What is looked at, as it can be edited.
    fn subject(&self) -> Option<edit::Subject> {
        let at = self.selection.at();
        match self.part {
            Part::Plans => self.plans.get(at).cloned().map(Box::new).map(edit::Subject::Plan),
            Part::Regions => self.regions.get(at).cloned().map(Box::new).map(edit::Subject::Region),
            Part::Organizations => self.organization.clone().map(Box::new).map(edit::Subject::Organization),
            Part::Audit => None,
        }
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        let found = resolve_counted(KEYS, &self.chord, key, self, cx);
        let count = found.and_then(|(_, count)| count);
        match found.map(|(action, _)| action) {
            Some(Action::Select(step)) => {
                let entries = self.count();
                self.selection.step_by(step, count, entries);
                self.scroll.to(0);
                self.look(cx)
            }
            Some(Action::Scroll(step)) => {
                self.scroll.step_by(step, count);
                Vec::new()
            }
            Some(Action::Next) => self.turn(false, cx),
            Some(Action::Previous) => self.turn(true, cx),
            Some(Action::Edit) => match self.subject() {
                Some(subject) => self.form(subject, None, cx),
                None => Vec::new(),
            },
            Some(Action::Find) => {
                let field = Field { label: cx.text("desk-query"), value: self.query.clone(), kind: FieldKind::Line, limit: QUERY_CHARS };
                let form =
                    Form { title: cx.text("desk-find-title"), body: vec![cx.text("desk-find-means")], fields: vec![field], error: None };
                self.asks.dialog(Ask::Find, Dialog::Form(form), cx)
            }
            Some(Action::People) => {
                let slug = self.organizations.get(self.selection.at()).map(|one| one.organization.slug.clone());
                slug.map(|slug| Effect::Go(Route::People(Some(slug)))).into_iter().collect()
            }
            Some(Action::More) => self.fetch(true, cx),
            Some(Action::Refresh) => {
                self.organization = None;
                self.fetch(false, cx)
            }
            Some(Action::Back) => vec![Effect::Back],
            None => Vec::new(),
        }
    }

    /// Asks for the fields, with what was typed before and what went wrong with it.
    fn form(&mut self, subject: edit::Subject, wrong: Option<(Vec<String>, String)>, cx: &Context) -> Vec<Effect> {
        let dialog = edit::form(&subject, wrong, cx);
        self.asks.dialog(Ask::Form(subject), dialog, cx)
    }

    fn send(&mut self, subject: edit::Subject, typed: Vec<String>, over_pool_ok: bool, cx: &Context) -> Vec<Effect> {
        match edit::call(&subject, &typed, over_pool_ok, cx) {
            Ok(call) => self.call(Ask::Saved(subject, typed), call, cx),
            Err(words) => self.form(subject, Some((typed, words)), cx),
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::Saved(..), Ok(Answer::Done)) => {
                self.organization = None;
                let mut effects = vec![Effect::Say(Tone::Good, cx.text("desk-saved"))];
                effects.extend(self.fetch(false, cx));
                effects
            }
            (Ask::Saved(subject, typed), Err(Failure::Problem(problem))) if problem.code == ErrorCode::OverPool => {
                let mut body = vec![cx.text("desk-over-pool")];
                body.extend(edit::over(&problem, cx));
                let buttons = vec![cx.text("desk-over-pool-leave"), cx.text("desk-over-pool-do")];
                let confirm = Confirm { title: cx.text("desk-over-pool-title"), body, buttons };
                self.asks.dialog(Ask::OverPool(subject, typed), Dialog::Confirm(confirm), cx)
            }
            (Ask::Saved(subject, typed), Err(failure)) => self.form(subject, Some((typed, words::failure(&failure, cx))), cx),
            (ask, Ok(Answer::Desk(answer))) => self.arrived(matches!(ask, Ask::More), *answer, cx),
            (_, Err(failure)) => {
                (self.failed, self.is_loading) = (Some(words::failure(&failure, cx)), false);
                Vec::new()
            }
            (_, Ok(_)) => {
                (self.failed, self.is_loading) = (Some(cx.text("error-unexpected-answer")), false);
                Vec::new()
            }
        }
    }

    fn arrived(&mut self, more: bool, answer: DeskAnswer, cx: &Context) -> Vec<Effect> {
        (self.is_loading, self.failed) = (false, None);
        match answer {
            DeskAnswer::Plans(list) => self.plans = list.plans,
            DeskAnswer::Regions(list) => self.regions = list.regions,
            DeskAnswer::Organizations(page) => {
                join(&mut self.organizations, page.organizations, more);
                self.next = page.next.filter(|_| self.organizations.len() < ENTRIES_MAX);
            }
            DeskAnswer::Audit(page) => {
                join(&mut self.entries, page.entries, more);
                self.next = page.next.filter(|_| self.entries.len() < ENTRIES_MAX);
            }
            DeskAnswer::Organization(view) => self.organization = Some(view),
            DeskAnswer::Notice(_) | DeskAnswer::Product(_) | DeskAnswer::Categories(_) => {}
        }
        let count = self.count();
        self.selection.clamp(count);
        self.look(cx)
    }

    fn chose(&mut self, ask: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::Form(subject), Choice::Typed(typed)) => self.send(subject, typed, false, cx),
            (Ask::OverPool(subject, typed), Choice::Nth(1)) => self.send(subject, typed, true, cx),
            (Ask::OverPool(subject, typed), _) => self.form(subject, Some((typed, cx.text("desk-over-pool-left"))), cx),
            (Ask::Find, Choice::Typed(typed)) => {
                self.query = typed.into_iter().next().unwrap_or_default();
                (self.selection, self.next) = (Selection::default(), None);
                self.fetch(false, cx)
            }
            _ => Vec::new(),
        }
    }
}

fn join<T>(known: &mut Vec<T>, found: Vec<T>, more: bool) {
    if more { known.extend(found) } else { *known = found }
}

impl Layer for Desk {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back => self.fetch(false, cx),
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
        lines::draw(self, frame, area, cx);
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-desk", KEYS, self, cx)]
    }
}
