//! Writes one case: a thread, filled for a product, people and times.

use caseport_shared::product::ProductKind;
use caseport_shared::status::Status;
use jiff::{SignedDuration, Timestamp};

use super::calendar::{Calendar, Slot};
use super::case::{DemoAction, DemoCase, DemoStep};
use super::content::{Content, Organization, Person, Product, StaffPerson};
use super::random::Random;
use super::thread::{Thread, ThreadAction, ThreadStep, Voice};
use super::words::Words;

/// How long Pending Closure lasts before a case closes by itself (C6).
pub(super) const UNTIL_CLOSED: SignedDuration = SignedDuration::from_hours(24 * 7);

/// The people and the product of a case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cast<'a> {
    pub(super) organization: &'a Organization,
    pub(super) product: &'a Product,
    pub(super) requester: &'a Person,
    pub(super) colleague: &'a Person,
    pub(super) agent: &'a StaffPerson,
    /// Support's other person, who writes some of the notes and hands out some of the cases.
    pub(super) second: &'a StaffPerson,
}

/// When the case was filed, when its steps happen, and whether it then closes by itself.
#[derive(Debug, Clone)]
pub(super) struct Times {
    pub(super) created: Timestamp,
    pub(super) slots: Vec<Slot>,
    pub(super) closes_by_itself: bool,
}

/// A case from a thread's first steps, as many as there are times.
pub(super) fn write(
    content: &Content,
    thread: &Thread,
    cast: Cast<'_>,
    calendar: &Calendar<'_>,
    times: &Times,
    random: &mut Random,
) -> DemoCase {
    let mut words = Words::new([&thread.words, &cast.organization.words, &content.words]);
    introduce(&mut words, content, cast, calendar, times.created);
    if let Some(slot) = times.slots.first() {
        announce(&mut words, slot);
    } else {
        // A case without steps may still name what is ahead.
        for slot in calendar.schedule(thread, 1, times.created, random) {
            announce(&mut words, &slot);
        }
    }
    // The description says what the numbers are, the subject only repeats some of them.
    let description = words.fill(&thread.description, random);
    let subject = random.pick(&thread.subjects).map_or_else(String::new, |subject| words.fill(subject, random));
    let mut script = Script { cast, words, random, steps: Vec::new(), assigned: false, last: times.created };
    for (step, slot) in thread.steps.iter().zip(&times.slots) {
        script.step(step, slot);
    }
    let mut steps = script.steps;
    if times.closes_by_itself
        && let Some(last) = steps.last()
    {
        steps.push(DemoStep { at: last.at + UNTIL_CLOSED, actor: None, action: DemoAction::CloseByItself });
    }
    let category = thread.category.as_deref().filter(|_| cast.product.kind != ProductKind::Other).and_then(|path| path.split_once('/'));
    DemoCase {
        product: cast.product.slug.clone(),
        category: category.map(|(category, _)| category.to_owned()),
        subcategory: category.map(|(_, subcategory)| subcategory.to_owned()),
        severity: thread.severity,
        priority: thread.priority,
        requester: cast.requester.email.clone(),
        filed_by: thread.filed_by_support.then(|| cast.agent.email.clone()),
        subject,
        description,
        files: thread.files.clone(),
        created_at: times.created,
        steps,
    }
}

fn first_name(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

/// Sets what a case is about from its beginning.
fn introduce(words: &mut Words<'_>, content: &Content, cast: Cast<'_>, calendar: &Calendar<'_>, created: Timestamp) {
    let local = created.to_zoned(calendar.office.clone());
    let noticed = (created - SignedDuration::from_mins(50)).to_zoned(calendar.office.clone());
    let host = cast.product.environment.trim_start_matches("https://");
    let domain = cast.requester.email.split_once('@').map_or(host, |(_, domain)| domain);
    words.set("first", first_name(&cast.requester.name));
    words.set("requester", &cast.requester.name);
    words.set("email", &cast.requester.email);
    words.set("colleague", first_name(&cast.colleague.name));
    words.set("colleague_full", &cast.colleague.name);
    words.set("agent", first_name(&cast.agent.name));
    words.set("org", &cast.organization.name);
    words.set("domain", domain);
    words.set("product", &cast.product.name);
    words.set("env", &cast.product.environment);
    words.set("host", host);
    words.set("brand", &content.support.brand);
    words.set("ideas", &content.support.ideas_link);
    words.set("version", calendar.version_at(created));
    words.set("time", noticed.strftime("%H:%M").to_string());
    words.set("day", local.strftime("%Y-%m-%d").to_string());
    words.set("year", local.strftime("%Y").to_string());
    let yesterday = (created - SignedDuration::from_hours(24)).to_zoned(calendar.office.clone());
    words.set("yesterday", yesterday.strftime("%-d %B").to_string());
}

/// Sets what lies ahead of a step.
fn announce(words: &mut Words<'_>, slot: &Slot) {
    words.set("window", slot.window.date.strftime("%A, %-d %B").to_string());
    words.set("next_version", &slot.release.version);
    words.set("upgrade_date", slot.release.date.strftime("%-d %B").to_string());
}

/// The steps that are written so far.
struct Script<'a, 'r> {
    cast: Cast<'a>,
    words: Words<'a>,
    random: &'r mut Random,
    steps: Vec<DemoStep>,
    assigned: bool,
    last: Timestamp,
}

impl Script<'_, '_> {
    fn push(&mut self, at: Timestamp, actor: &str, action: DemoAction) {
        self.last = at;
        self.steps.push(DemoStep { at, actor: Some(actor.to_owned()), action });
    }

    fn step(&mut self, step: &ThreadStep, slot: &Slot) {
        announce(&mut self.words, slot);
        let cast = self.cast;
        if step.by == Voice::Support && !self.assigned {
            self.assign(slot.at);
        }
        let actor = match step.by {
            Voice::Requester => &cast.requester.email,
            Voice::Colleague => &cast.colleague.email,
            Voice::Support => &cast.agent.email,
        };
        match &step.action {
            ThreadAction::Reply(text, reopen) => {
                let body = self.fill(text);
                self.push(slot.at, actor, DemoAction::Reply { body, files: step.files.clone(), reopen: *reopen });
            }
            ThreadAction::Note(text) => {
                let body = self.fill(text);
                let author = if self.random.chance(25) { &cast.second.email } else { actor };
                self.push(slot.at, author, DemoAction::Note { body, files: step.files.clone() });
            }
            ThreadAction::Solve(text) => {
                let solution = self.fill(text);
                self.push(slot.at, actor, DemoAction::Solve { solution });
            }
            ThreadAction::Escalate(text) => {
                let reason = self.fill(text);
                self.push(slot.at, actor, DemoAction::Escalate { reason });
            }
            ThreadAction::Attach => {
                for (file, later) in step.files.iter().zip(0..) {
                    self.push(slot.at + SignedDuration::from_secs(9 * later), actor, DemoAction::Attach { file: file.clone() });
                }
            }
            ThreadAction::Watch => self.push(slot.at, actor, DemoAction::Watch { email: cast.colleague.email.clone() }),
            ThreadAction::Severity(severity) => self.push(slot.at, actor, DemoAction::SetSeverity { severity: *severity }),
            ThreadAction::Priority(priority) => self.push(slot.at, actor, DemoAction::SetPriority { priority: *priority }),
            ThreadAction::Close => self.push(slot.at, actor, DemoAction::Close),
            ThreadAction::Reopen => self.push(slot.at, actor, DemoAction::Reopen),
            ThreadAction::Status => {}
        }
        if let Some(status) = step.status {
            let ticket = step.ticket.as_deref().map(|ticket| self.fill(ticket));
            let at = self.last.max(slot.at - SignedDuration::from_secs(20)) + SignedDuration::from_secs(20);
            self.push(at, actor, set_status(status, slot, ticket));
        }
    }

    /// Gives the case to its agent at some moment between the last step and support's first.
    fn assign(&mut self, before: Timestamp) {
        self.assigned = true;
        let gap = before.duration_since(self.last).as_secs();
        let at = before - SignedDuration::from_secs((gap * self.random.between(8, 70) / 100).clamp(5, 9_000));
        let cast = self.cast;
        let actor = if self.random.chance(30) { &cast.second.email } else { &cast.agent.email };
        self.push(at, actor, DemoAction::Assign { to: Some(cast.agent.email.clone()) });
    }

    fn fill(&mut self, text: &str) -> String {
        self.words.fill(text, self.random)
    }
}

fn set_status(status: Status, slot: &Slot, ticket: Option<String>) -> DemoAction {
    let date = match status {
        Status::ScheduledForDeployment => Some(slot.window.date),
        Status::FixedScheduledForUpgrade => Some(slot.release.date),
        _ => None,
    };
    let fixed_in = status.needs_version().then(|| slot.release.version.clone());
    DemoAction::SetStatus { status, date, fixed_in, ticket: ticket.filter(|_| status.takes_ticket()) }
}
