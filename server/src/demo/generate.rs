//! Expands the threads into the demo's cases: chooses where each shall stand, of whom it is, and when it was filed.

use std::collections::{BTreeMap, BTreeSet};

use caseport_shared::severity::Severity;
use caseport_shared::status::Status;
use jiff::{SignedDuration, Timestamp};

use super::calendar::{Calendar, Slot};
use super::case::DemoCase;
use super::content::{Content, Organization, Person, Product, SignIn, StaffPerson};
use super::random::Random;
use super::thread::{Thread, ThreadAction, Voice};
use super::write::{Cast, Times, UNTIL_CLOSED, write};

/// How many cases the demo has.
pub const CASES: usize = 400;

/// The oldest case, in days before now.
const OLDEST_DAYS: i64 = 270;

/// Where a case shall stand at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Aim {
    status: Status,
    /// Whether support has not touched it yet.
    untouched: bool,
    /// Whether it shall carry both a picture and a log.
    with_files: bool,
}

impl Aim {
    const fn at(status: Status) -> Self {
        Self { status, untouched: false, with_files: false }
    }

    const NEW: Self = Self { status: Status::Researching, untouched: true, with_files: false };
    const WITH_FILES: Self = Self { status: Status::Researching, untouched: false, with_files: true };

    /// How old the last step may be, in hours.
    const fn age_hours(self) -> (i64, i64) {
        match self.status {
            Status::Researching if self.untouched => (0, 30),
            Status::Researching => (1, 24 * 9),
            Status::PreparingForDeployment => (2, 24 * 9),
            Status::ScheduledForDeployment => (2, 24 * 6),
            Status::BugIdentified => (24, 24 * 60),
            Status::FixedScheduledForUpgrade => (24, 24 * 32),
            Status::Scoping => (24, 24 * 40),
            Status::PendingClosure => (2, 24 * 5),
            Status::PendingYourResponse => (3, 24 * 17),
            Status::Closed => (6, 24 * OLDEST_DAYS),
        }
    }
}

/// What the person has who signs in as a customer.
const CUSTOMER: [Aim; 14] = [
    Aim::NEW,
    Aim::WITH_FILES,
    Aim::at(Status::PendingYourResponse),
    Aim::at(Status::PendingYourResponse),
    Aim::at(Status::PendingClosure),
    Aim::at(Status::PendingClosure),
    Aim::at(Status::FixedScheduledForUpgrade),
    Aim::at(Status::ScheduledForDeployment),
    Aim::at(Status::BugIdentified),
    Aim::at(Status::Closed),
    Aim::at(Status::Closed),
    Aim::at(Status::Closed),
    Aim::at(Status::Closed),
    Aim::at(Status::Closed),
];

/// What everybody else has together; the rest is closed.
const OTHERS: [(Aim, usize); 9] = [
    (Aim::NEW, 18),
    (Aim::at(Status::Researching), 38),
    (Aim::at(Status::PreparingForDeployment), 14),
    (Aim::at(Status::ScheduledForDeployment), 16),
    (Aim::at(Status::BugIdentified), 21),
    (Aim::at(Status::FixedScheduledForUpgrade), 15),
    (Aim::at(Status::Scoping), 10),
    (Aim::at(Status::PendingClosure), 38),
    (Aim::at(Status::PendingYourResponse), 44),
];

/// The demo's cases, oldest first: [`CASES`] of them, the same for the same content, seed and time.
pub fn cases(content: &Content, seed: u64, now: Timestamp) -> Vec<DemoCase> {
    let mut generator = Generator::new(content, seed, now);
    let customer = generator.person(SignIn::Customer);
    let mut plan: Vec<(Aim, Option<&Person>)> = Vec::with_capacity(CASES);
    if customer.is_some() {
        plan.extend(CUSTOMER.iter().map(|aim| (*aim, customer)));
    }
    let mut rest: Vec<(Aim, Option<&Person>)> = Vec::new();
    for (aim, count) in OTHERS {
        rest.extend(std::iter::repeat_n((aim, None), count));
    }
    rest.resize(CASES - plan.len(), (Aim::at(Status::Closed), None));
    generator.random.shuffle(&mut rest);
    plan.extend(rest);
    let mut cases: Vec<DemoCase> = plan.into_iter().filter_map(|(aim, requester)| generator.case(aim, requester)).collect();
    cases.sort_by_key(|case| case.created_at);
    cases
}

struct Generator<'a> {
    content: &'a Content,
    now: Timestamp,
    random: Random,
    /// How often each thread was used, in all and by each requester.
    used: BTreeMap<(&'a str, Option<&'a str>), i64>,
    /// How many cases each requester or agent has.
    load: BTreeMap<&'a str, i64>,
    subjects: BTreeSet<(String, String)>,
}

impl<'a> Generator<'a> {
    fn new(content: &'a Content, seed: u64, now: Timestamp) -> Self {
        let random = Random::new(seed);
        Self { content, now, random, used: BTreeMap::new(), load: BTreeMap::new(), subjects: BTreeSet::new() }
    }

    fn person(&self, role: SignIn) -> Option<&'a Person> {
        self.content.organizations.iter().flat_map(|organization| &organization.people).find(|person| person.sign_in == Some(role))
    }

    /// One case; tries other products, people and threads until one fits.
    fn case(&mut self, aim: Aim, requester: Option<&'a Person>) -> Option<DemoCase> {
        (0..200).find_map(|_| self.attempt(aim, requester))
    }

    fn attempt(&mut self, aim: Aim, requester: Option<&'a Person>) -> Option<DemoCase> {
        let content = self.content;
        let (organization, product) = self.product(requester)?;
        let requester = match requester {
            Some(person) => person,
            None => self.requester(organization, product)?,
        };
        let (thread, steps) = self.thread(aim, product, requester)?;
        let calendar = Calendar::new(organization, product, self.now);
        let times = self.times(aim, thread, steps, &calendar)?;
        let cast = self.cast(organization, product, requester)?;
        let made = write(content, thread, cast, &calendar, &times, &mut self.random);
        if !self.subjects.insert((made.requester.clone(), made.subject.clone())) {
            return None;
        }
        for user in [None, Some(requester.email.as_str())] {
            *self.used.entry((&thread.id, user)).or_default() += 1;
        }
        *self.load.entry(&requester.email).or_default() += 1;
        if steps > 0 {
            *self.load.entry(&cast.agent.email).or_default() += 1;
        }
        Some(made)
    }

    /// A product by the shares of organizations and products, among those that the requester reaches.
    fn product(&mut self, requester: Option<&Person>) -> Option<(&'a Organization, &'a Product)> {
        let reaches = |product: &Product| requester.is_none_or(|person| person.seats.contains(&product.slug));
        let organizations: Vec<&Organization> =
            self.content.organizations.iter().filter(|organization| organization.products.iter().any(reaches)).collect();
        let organization = *self.random.weighted(&organizations, |organization| organization.share)?;
        let products: Vec<&Product> = organization.products.iter().filter(|product| reaches(product)).collect();
        Some((organization, *self.random.weighted(&products, |product| product.share)?))
    }

    /// One of the people who reach the product, but not the one whose cases are planned apart.
    fn requester(&mut self, organization: &'a Organization, product: &'a Product) -> Option<&'a Person> {
        let mut people: Vec<&Person> =
            organization.seated(&product.slug).filter(|person| person.sign_in != Some(SignIn::Customer)).collect();
        self.random.shuffle(&mut people);
        people.sort_by_key(|person| self.load.get(person.email.as_str()).copied().unwrap_or(0) / 4);
        let near = people.len().min(2);
        self.random.pick(&people[..near]).copied()
    }

    /// A thread that can end as wished, the least used first, and how many of its steps to take.
    fn thread(&mut self, aim: Aim, product: &Product, requester: &Person) -> Option<(&'a Thread, usize)> {
        let content = self.content;
        let mut fitting: Vec<(i64, &Thread, Vec<usize>)> = content
            .threads
            .iter()
            .filter(|thread| thread.kinds.contains(&product.kind) && (!aim.with_files || has_picture_and_log(thread)))
            .map(|thread| (self.uses(thread, requester), thread, cuts(aim, thread)))
            .filter(|(_, _, cuts)| !cuts.is_empty())
            .collect();
        self.random.shuffle(&mut fitting);
        fitting.sort_by_key(|(uses, _, _)| *uses);
        let near = fitting.len().min(4);
        let (_, thread, cuts) = self.random.pick(&fitting[..near])?;
        Some((thread, *self.random.pick(cuts)?))
    }

    fn uses(&self, thread: &Thread, requester: &Person) -> i64 {
        let count = |user| self.used.get(&(thread.id.as_str(), user)).copied().unwrap_or(0);
        count(None) + 6 * count(Some(requester.email.as_str()))
    }

    fn cast(&mut self, organization: &'a Organization, product: &'a Product, requester: &'a Person) -> Option<Cast<'a>> {
        let support = &self.content.support.people;
        let mut agents: Vec<&StaffPerson> = support.iter().filter(|person| person.kinds.contains(&product.kind)).collect();
        self.random.shuffle(&mut agents);
        agents.sort_by_key(|agent| self.load.get(agent.email.as_str()).copied().unwrap_or(0) / 8);
        let near = agents.len().min(2);
        let agent = *self.random.pick(&agents[..near])?;
        let others: Vec<&StaffPerson> = support.iter().filter(|person| person.email != agent.email).collect();
        let second = *self.random.pick(&others)?;
        let colleagues: Vec<&Person> = organization.seated(&product.slug).filter(|person| person.email != requester.email).collect();
        let colleague = *self.random.pick(&colleagues)?;
        Some(Cast { organization, product, requester, colleague, agent, second })
    }

    /// Times under which the case stands as wished now; `None` when none were found.
    fn times(&mut self, aim: Aim, thread: &Thread, steps: usize, calendar: &Calendar<'_>) -> Option<Times> {
        let (youngest, oldest) = aim.age_hours();
        let closes_by_itself = aim.status == Status::Closed && thread.statuses().get(steps) == Some(&Status::PendingClosure);
        let until_closed = if closes_by_itself { UNTIL_CLOSED } else { SignedDuration::ZERO };
        let first = self.now - SignedDuration::from_hours(24 * OLDEST_DAYS);
        let last_step = self.now - SignedDuration::from_mins(self.random.between(youngest * 60 + 7, oldest * 60));
        let mut created = last_step;
        for _ in 0..12 {
            if thread.severity != Severity::Outage && !aim.untouched {
                created = calendar.working(created, &mut self.random);
            }
            let slots = calendar.schedule(thread, steps, created, &mut self.random);
            let ended = slots.last().map_or(created, |slot| slot.at + SignedDuration::from_mins(2)) + until_closed;
            let age = self.now.duration_since(ended);
            let in_time = age >= SignedDuration::from_mins(youngest * 60 + 2) && age <= SignedDuration::from_hours(oldest);
            if in_time && created >= first && self.still_holds(aim, thread, &slots) {
                return Some(Times { created, slots, closes_by_itself });
            }
            let back = SignedDuration::from_mins(self.random.between(0, 600));
            created = created - ended.duration_since(last_step) - back;
            if created < first {
                return None;
            }
        }
        None
    }

    /// Whether the status is still right now: what it announces lies ahead, and it has not run out.
    fn still_holds(&self, aim: Aim, thread: &Thread, slots: &[Slot]) -> bool {
        let Some(slot) = slots.last() else { return true };
        match aim.status {
            Status::ScheduledForDeployment => slot.window.starts > self.now,
            Status::FixedScheduledForUpgrade => slot.release.at > self.now,
            Status::PendingClosure => {
                let solved = thread.steps.iter().zip(slots).rfind(|(step, _)| matches!(step.action, ThreadAction::Solve(_)));
                solved.is_some_and(|(_, slot)| self.now.duration_since(slot.at) < SignedDuration::from_hours(24 * 6))
            }
            _ => true,
        }
    }
}

fn has_picture_and_log(thread: &Thread) -> bool {
    ["png", "log"].iter().all(|wanted| thread.files.iter().any(|file| file.rsplit('.').next() == Some(wanted)))
}

/// After how many steps a thread stands as wished.
fn cuts(aim: Aim, thread: &Thread) -> Vec<usize> {
    if aim.untouched {
        // Support files a case for a customer in order to work on it, and does not leave an outage lying.
        let lies = !thread.filed_by_support && thread.severity != Severity::Outage;
        return if lies { vec![0] } else { Vec::new() };
    }
    let support_at = thread.steps.iter().position(|step| step.by == Voice::Support).unwrap_or(usize::MAX);
    let statuses = thread.statuses();
    (1..=thread.steps.len())
        .filter(|steps| {
            let solved = matches!(thread.steps[steps - 1].action, ThreadAction::Solve(_));
            let by_itself = aim.status == Status::Closed && solved;
            *steps > support_at && (statuses[*steps] == aim.status || by_itself)
        })
        .collect()
}
