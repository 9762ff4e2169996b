use std::collections::{BTreeMap, BTreeSet};

use caseport_shared::limits::{BODY_CHARS, FILES_PER_DRAFT, NAME_CHARS, REASON_CHARS, SOLUTION_CHARS, SUBJECT_CHARS};
use caseport_shared::person::{AccountRole, StaffRole, email};
use caseport_shared::plan::SeatCount;
use caseport_shared::product::{ProductKind, is_slug};
use caseport_shared::severity::Severity;
use caseport_shared::status::Status;
use caseport_shared::text::{file_name, is_clean_block, is_clean_line};
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::plans::plans;

fn now() -> Timestamp {
    "2025-03-12T15:20:00Z".parse().unwrap()
}

fn made() -> (Content, Vec<DemoCase>) {
    let content = Content::read().unwrap();
    let cases = cases(&content, 7, now());
    (content, cases)
}

fn ends(content: &Content, case: &DemoCase) -> Outcome {
    outcome(case, |email| content.support.is_staff(email))
}

/// Every text of a case.
fn texts(case: &DemoCase) -> Vec<&str> {
    let mut all = vec![case.subject.as_str(), case.description.as_str()];
    for step in &case.steps {
        match &step.action {
            DemoAction::Reply { body, .. } | DemoAction::Note { body, .. } => all.push(body),
            DemoAction::Solve { solution } => all.push(solution),
            DemoAction::Escalate { reason } => all.push(reason),
            DemoAction::SetStatus { ticket: Some(ticket), .. } => all.push(ticket),
            _ => {}
        }
    }
    all
}

fn files(case: &DemoCase) -> Vec<&String> {
    let mut all: Vec<&String> = case.files.iter().collect();
    for step in &case.steps {
        match &step.action {
            DemoAction::Reply { files, .. } | DemoAction::Note { files, .. } => all.extend(files),
            DemoAction::Attach { file } => all.push(file),
            _ => {}
        }
    }
    all
}

#[test]
fn there_are_three_organizations_eight_products_forty_people_and_400_cases() {
    let (content, cases) = made();
    assert_eq!(content.organizations.len(), 3);
    let plans: BTreeSet<_> = content.organizations.iter().map(|o| &o.plan).collect();
    let regions: BTreeSet<_> = content.organizations.iter().map(|o| o.region).collect();
    assert_eq!((plans.len(), regions.len()), (3, 3));
    let products: Vec<_> = content.organizations.iter().flat_map(|o| &o.products).collect();
    assert_eq!(products.len(), 8);
    assert_eq!(products.iter().map(|p| p.kind).collect::<BTreeSet<_>>().len(), ProductKind::ALL.len());
    let customers: Vec<_> = content.organizations.iter().flat_map(|o| &o.people).collect();
    assert_eq!((customers.len(), content.support.people.len()), (32, 8));
    assert_eq!(content.support.people.iter().filter(|p| p.role == StaffRole::Admin).count(), 2);
    assert_eq!(cases.len(), CASES);
    assert!(content.threads.len() >= 70, "{}", content.threads.len());
}

#[test]
fn every_plan_promises_an_answer_at_every_severity() {
    let plans = plans().unwrap();
    assert_eq!(plans.iter().map(|p| p.slug.as_str()).collect::<Vec<_>>(), ["trial", "standard", "premium", "platinum", "flat"]);
    for plan in &plans {
        let severities: Vec<_> = plan.first_response.iter().map(|p| p.severity).collect();
        assert_eq!(severities, Severity::ALL, "{}", plan.slug);
        assert!(plan.first_response.iter().all(|p| p.target.amount > 0));
    }
}

#[test]
fn people_and_products_are_what_the_portal_accepts() {
    let (content, _) = made();
    let plans = plans().unwrap();
    let mut emails = BTreeSet::new();
    for organization in &content.organizations {
        let plan = plans.iter().find(|plan| plan.slug == organization.plan).unwrap();
        assert!(is_slug(&organization.slug) && jiff::tz::TimeZone::get(&organization.time_zone).is_ok());
        for person in &organization.people {
            assert_eq!(email(&person.email).as_ref(), Some(&person.email));
            assert!(emails.insert(&person.email) && is_clean_line(&person.name) && person.name.chars().count() <= NAME_CHARS);
            assert!(person.seats.is_empty() || person.role != AccountRole::Member, "{} holds a seat", person.name);
            for seat in &person.seats {
                assert!(organization.products.iter().any(|product| product.slug == *seat), "{seat}");
            }
        }
        for product in &organization.products {
            assert!(is_slug(&product.slug) && product.environment.ends_with(".example"));
            assert_eq!(product.account_manager.is_some(), plan.has_account_manager, "{}", product.slug);
            assert!(product.account_manager.iter().all(|email| content.support.is_staff(email)));
            assert!(jiff::tz::TimeZone::get(&product.maintenance.time_zone).is_ok() && (1..=7).contains(&product.maintenance.weekday));
            assert!(product.maintenance.starts.parse::<jiff::civil::Time>().is_ok());
            assert!(product.contacts.iter().all(|contact| organization.people.iter().any(|person| person.email == contact.email)));
            assert!(organization.seated(&product.slug).count() > 1);
        }
    }
    for person in &content.support.people {
        assert!(email(&person.email).as_ref() == Some(&person.email) && emails.insert(&person.email));
    }
}

#[test]
fn no_organization_takes_more_seats_than_its_plan_gives() {
    let (content, _) = made();
    let plans = plans().unwrap();
    for organization in &content.organizations {
        let plan = plans.iter().find(|plan| plan.slug == organization.plan).unwrap();
        let seats = organization.people.iter().map(|person| person.seats.len());
        let taken: usize = match plan.counts {
            SeatCount::UserPerProduct => seats.sum(),
            SeatCount::User => seats.filter(|seats| *seats > 0).count(),
        };
        assert!(taken > 0 && u32::try_from(taken).unwrap() <= plan.seats, "{}: {taken}", organization.slug);
    }
}

#[test]
fn categories_are_a_tree_of_the_expected_size() {
    let (content, _) = made();
    assert!(!content.categories.contains_key(&ProductKind::Other));
    assert_eq!(content.categories.len(), 3);
    for (kind, tree) in &content.categories {
        assert!((4..=7).contains(&tree.len()), "{kind}");
        let slugs: BTreeSet<_> = tree.iter().map(|category| &category.slug).collect();
        assert!(slugs.len() == tree.len() && slugs.iter().all(|slug| is_slug(slug)));
        for category in tree {
            assert!((2..=5).contains(&category.subcategories.len()), "{kind} {}", category.slug);
            assert!(category.subcategories.iter().all(|subcategory| is_slug(&subcategory.slug)));
        }
    }
}

#[test]
fn each_role_is_one_person() {
    let (content, _) = made();
    let customers = content.organizations.iter().flat_map(|o| o.people.iter().map(move |p| (o, p)));
    let mut roles: BTreeMap<SignIn, Vec<&str>> = BTreeMap::new();
    for (organization, person) in customers {
        if let Some(role) = person.sign_in {
            roles.entry(role).or_default().push(&organization.slug);
            assert_eq!(person.account_wide, role == SignIn::Colleague);
            assert!(!person.seats.is_empty());
        }
    }
    for person in &content.support.people {
        if let Some(role) = person.sign_in {
            roles.entry(role).or_default().push("support");
            assert_eq!(person.role == StaffRole::Admin, role == SignIn::Admin);
        }
    }
    assert!(SignIn::ALL.iter().all(|role| roles[role].len() == 1), "{roles:?}");
    assert_eq!(roles[&SignIn::Customer], roles[&SignIn::Colleague]);
    assert_ne!(roles[&SignIn::Customer], roles[&SignIn::Stranger]);
}

#[test]
fn every_thread_and_file_is_used() {
    let (content, cases) = made();
    let used: BTreeSet<_> = cases.iter().flat_map(files).map(String::as_str).collect();
    for name in &used {
        assert!(content.file(name).is_some(), "{name} is missing");
    }
    for file in content.files {
        assert!(used.contains(file.name), "{} is not used", file.name);
        assert_eq!(file_name(file.name), file.name);
        let picture = file.name.rsplit('.').next() == Some("png");
        assert_eq!(picture, infer::is_image(file.bytes), "{}", file.name);
        assert!(file.bytes.len() > 500 && file.bytes.len() < if picture { 30_000 } else { 40_000 }, "{}", file.name);
    }
    let ids: BTreeSet<_> = content.threads.iter().map(|thread| &thread.id).collect();
    assert_eq!(ids.len(), content.threads.len());
    assert!(cases.iter().all(|case| case.files.len() <= FILES_PER_DRAFT));
}

#[test]
fn every_reference_of_a_case_resolves() {
    let (content, cases) = made();
    for case in &cases {
        let organization = content.organizations.iter().find(|o| o.products.iter().any(|p| p.slug == case.product)).unwrap();
        let product = organization.products.iter().find(|p| p.slug == case.product).unwrap();
        let requester = organization.seated(&product.slug).find(|p| p.email == case.requester);
        assert!(requester.is_some(), "{} has no seat on {}", case.requester, case.product);
        let tree = content.categories(product);
        assert_eq!(case.category.is_some(), !tree.is_empty(), "{}", case.subject);
        if let Some(category) = &case.category {
            let category = tree.iter().find(|c| c.slug == *category).unwrap_or_else(|| panic!("{category}: {}", case.subject));
            let subcategory = case.subcategory.as_ref().unwrap();
            assert!(category.subcategories.iter().any(|s| s.slug == *subcategory), "{subcategory}: {}", case.subject);
        }
        assert!(case.filed_by.iter().all(|email| content.support.is_staff(email)));
        let mut readers = BTreeSet::from([case.requester.as_str()]);
        readers.extend(organization.people.iter().filter(|p| p.account_wide).map(|p| p.email.as_str()));
        for step in &case.steps {
            match &step.action {
                DemoAction::Assign { to: Some(to) } => assert!(content.support.is_staff(to)),
                DemoAction::Watch { email } => {
                    assert!(organization.people.iter().any(|p| p.email == *email));
                    readers.insert(email);
                }
                _ => {}
            }
            match &step.actor {
                Some(actor) => assert!(content.support.is_staff(actor) || readers.contains(actor.as_str()), "{actor}"),
                None => assert_eq!(step.action, DemoAction::CloseByItself),
            }
        }
    }
}

#[test]
fn what_only_support_may_do_is_done_by_support() {
    let (content, cases) = made();
    for (case, step) in cases.iter().flat_map(|case| case.steps.iter().map(move |step| (case, step))) {
        let staff = step.actor.as_deref().is_some_and(|email| content.support.is_staff(email));
        match &step.action {
            DemoAction::Note { .. } | DemoAction::Assign { .. } | DemoAction::SetStatus { .. } | DemoAction::Solve { .. } => {
                assert!(staff, "{}", case.subject);
            }
            DemoAction::Escalate { .. } | DemoAction::SetPriority { .. } | DemoAction::Watch { .. } => assert!(!staff),
            _ => {}
        }
        if let DemoAction::SetStatus { status, date, fixed_in, ticket } = &step.action {
            assert!(!matches!(status, Status::PendingClosure | Status::Closed), "{}", case.subject);
            assert_eq!((date.is_some(), fixed_in.is_some()), (status.needs_date(), status.needs_version()));
            assert!(ticket.is_none() || status.takes_ticket());
            assert_eq!(*status == Status::BugIdentified, ticket.is_some() && !status.needs_version());
        }
    }
}

#[test]
fn texts_fit_their_limits_and_have_no_placeholder_left() {
    let (_, cases) = made();
    for case in &cases {
        assert!(is_clean_line(&case.subject) && (10..=SUBJECT_CHARS).contains(&case.subject.chars().count()), "{}", case.subject);
        for text in texts(case) {
            assert!(!text.is_empty() && is_clean_block(text) && text.chars().count() <= BODY_CHARS, "{text}");
            let placeholder = text.split('{').skip(1).find_map(|rest| {
                let (inside, _) = rest.split_once('}')?;
                let name = inside.split(':').next().unwrap_or_default();
                (!name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')).then_some(inside)
            });
            assert_eq!(placeholder, None, "{text}");
        }
        for step in &case.steps {
            match &step.action {
                DemoAction::Solve { solution } => assert!(solution.chars().count() <= SOLUTION_CHARS),
                DemoAction::Escalate { reason } => assert!(reason.chars().count() <= REASON_CHARS),
                _ => {}
            }
        }
    }
}

#[test]
fn times_increase_and_end_before_now() {
    let (content, cases) = made();
    let oldest = now() - SignedDuration::from_hours(24 * 275);
    for case in &cases {
        assert!(case.created_at >= oldest);
        let mut last = case.created_at;
        for step in &case.steps {
            assert!(step.at > last, "{}: {step:?}", case.subject);
            last = step.at;
        }
        assert!(last < now());
        let status = ends(&content, case).status;
        let solved = case.steps.iter().rev().find(|step| matches!(step.action, DemoAction::Solve { .. }));
        if status == Status::PendingClosure {
            assert!(now().duration_since(solved.unwrap().at) < SignedDuration::from_hours(24 * 7), "{}", case.subject);
        }
        if let Some(DemoAction::SetStatus { date: Some(date), .. }) = case
            .steps
            .iter()
            .map(|step| &step.action)
            .rfind(|action| matches!(action, DemoAction::SetStatus { .. }))
            .filter(|_| status.needs_date())
        {
            assert!(*date >= now().to_zoned(jiff::tz::TimeZone::UTC).date(), "{}: {date}", case.subject);
        }
    }
    assert!(cases.is_sorted_by_key(|case| case.created_at));
}

#[test]
fn nothing_waits_on_pending_closure_for_longer_than_it_lasts() {
    let (_, cases) = made();
    for case in &cases {
        for (at, step) in case.steps.iter().enumerate() {
            let next = case.steps.get(at + 1);
            if let (DemoAction::Solve { .. }, Some(next)) = (&step.action, next) {
                let limit = SignedDuration::from_hours(24 * 7);
                let waited = next.at.duration_since(step.at);
                assert!(if next.action == DemoAction::CloseByItself { waited == limit } else { waited < limit }, "{}", case.subject);
            }
        }
    }
}

#[test]
fn statuses_are_spread_as_on_a_real_desk() {
    let (content, cases) = made();
    let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
    for case in &cases {
        *counts.entry(ends(&content, case).status).or_default() += 1;
    }
    assert!(Status::ALL.iter().all(|status| counts[status] >= 8), "{counts:?}");
    assert!((160..=200).contains(&counts[&Status::Closed]), "{counts:?}");
    assert!((30..=50).contains(&counts[&Status::PendingClosure]), "{counts:?}");
    assert!((38..=58).contains(&counts[&Status::PendingYourResponse]), "{counts:?}");
    let open: Vec<_> = cases.iter().map(|case| ends(&content, case)).filter(|end| end.status != Status::Closed).collect();
    let customer_last = |end: &&Outcome| end.last_reply_by.as_deref().is_some_and(|email| !content.support.is_staff(email));
    assert!(open.iter().filter(|end| end.assignee.is_none()).count() >= 10);
    assert!(open.iter().filter(customer_last).count() >= 20);
    assert!(open.iter().filter(|end| end.escalated).count() >= 3);
    assert!(cases.iter().filter(|case| case.filed_by.is_some()).count() >= 5);
}

#[test]
fn the_customer_finds_something_of_everything() {
    let (content, cases) = made();
    let customer = content.organizations.iter().flat_map(|o| &o.people).find(|p| p.sign_in == Some(SignIn::Customer)).unwrap();
    let own: Vec<_> = cases.iter().filter(|case| case.requester == customer.email).collect();
    assert_eq!(own.len(), 14);
    let ended = |status| own.iter().map(|case| ends(&content, case)).filter(|end| end.status == status).collect::<Vec<_>>();
    assert!(!ended(Status::PendingYourResponse).is_empty());
    assert!(ended(Status::PendingClosure).iter().any(|end| end.solved));
    assert!(!ended(Status::FixedScheduledForUpgrade).is_empty());
    assert!(own.iter().map(|case| case.product.as_str()).collect::<BTreeSet<_>>().len() > 1);
    assert!(own.iter().any(|case| [".png", ".log"].iter().all(|end| case.files.iter().any(|file| file.ends_with(end)))));
}

#[test]
fn nobody_files_the_same_subject_twice() {
    let (_, cases) = made();
    let subjects: BTreeSet<_> = cases.iter().map(|case| (&case.requester, &case.subject)).collect();
    assert_eq!(subjects.len(), cases.len());
}

#[test]
fn the_same_seed_and_time_give_the_same_cases_and_any_time_gives_all() {
    let content = Content::read().unwrap();
    assert_eq!(cases(&content, 7, now()), cases(&content, 7, now()));
    for (seed, at) in
        [(1, "2024-12-31T23:59:30Z"), (2, "2026-02-28T00:00:00Z"), (3, "2026-07-05T11:11:11Z"), (u64::MAX, "2031-10-26T01:30:00Z")]
    {
        let cases = cases(&content, seed, at.parse().unwrap());
        assert_eq!(cases.len(), CASES, "{seed} {at}");
    }
}
