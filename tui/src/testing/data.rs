//! Believable cases, people and products for the tests.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::{CasePage, CaseSummary, CaseView, LastReply, StatusDetail};
use caseport_shared::api::comment::CommentView;
use caseport_shared::api::draft::{DraftContent, DraftKind, DraftView};
use caseport_shared::api::person::PersonRef;
use caseport_shared::api::product::{
    AccountManager, CategoryRef, CategoryView, ContactView, MaintenanceWindow, OrganizationRef, ProductRef, ProductSummary, ProductView,
    Promise, SeatPool, SeatView,
};
use caseport_shared::api::session::Me;
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::{CommentRef, Seen, Visibility};
use caseport_shared::event::Fact;
use caseport_shared::person::{AccountRole, Side};
use caseport_shared::plan::{SeatCount, SlaHours, SlaTarget, SlaUnit};
use caseport_shared::product::ProductKind;
use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::Status;
use jiff::Timestamp;
use uuid::Uuid;

pub(crate) fn at(text: &str) -> Timestamp {
    format!("2026-{text}:00Z").parse().unwrap()
}

pub(crate) fn customer() -> Me {
    Me {
        name: "Ada Lovelace".to_owned(),
        email: "ada@northwind.example".to_owned(),
        side: Side::Customer,
        staff_role: None,
        account_role: Some(AccountRole::Administrator),
        organization: Some(northwind()),
        account_wide: true,
        can_file: true,
        signature: None,
        settings: super::said(),
    }
}

pub(crate) fn agent() -> Me {
    super::staff("Grace Hopper")
}

pub(crate) fn northwind() -> OrganizationRef {
    OrganizationRef { slug: "northwind".to_owned(), name: "Northwind".to_owned() }
}

pub(crate) fn person(name: &str, side: Side) -> PersonRef {
    let email = match side {
        Side::Customer => Some(format!("{}@northwind.example", name.split(' ').next().unwrap_or(name).to_lowercase())),
        Side::Support => None,
    };
    PersonRef { name: name.to_owned(), email, side }
}

pub(crate) fn summary(number: i64, status: Status, subject: &str) -> CaseSummary {
    CaseSummary {
        number: CaseNumber(number),
        subject: subject.to_owned(),
        status,
        group: status.group(),
        detail: StatusDetail::default(),
        severity: Severity::Minor,
        priority: Priority::Medium,
        product: ProductRef { slug: "northwind-community".to_owned(), name: "Northwind Community".to_owned() },
        organization: northwind(),
        requester: person("Ada Lovelace", Side::Customer),
        assignee: Some(person("Grace Hopper", Side::Support)),
        created_at: at("03-09T08:30"),
        updated_at: at("03-12T08:00"),
        last_reply: Some(LastReply { at: at("03-12T08:00"), by: person("Grace Hopper", Side::Support) }),
        unread: false,
        escalated_at: None,
        closes_at: None,
        solution: None,
    }
}

/// Six cases in as many states.
pub(crate) fn page() -> CasePage {
    let mut cases = vec![
        summary(204_816, Status::PendingYourResponse, "Members are signed out after the certificate was renewed"),
        summary(204_790, Status::Researching, "Search finds nothing in the Spanish forum"),
        summary(204_655, Status::ScheduledForDeployment, "Please add our new domain to the allowed list"),
        summary(204_411, Status::FixedScheduledForUpgrade, "Digest emails are sent twice"),
        summary(203_980, Status::PendingClosure, "How do we export the members of a group?"),
        summary(203_007, Status::Closed, "Logo looks blurred on large screens"),
    ];
    cases[0].unread = true;
    cases[0].severity = Severity::Major;
    cases[1].severity = Severity::Outage;
    cases[1].assignee = None;
    cases[1].last_reply = None;
    cases[2].product.name = "Northwind Academy".to_owned();
    cases[3].last_reply = Some(LastReply { at: at("03-03T16:20"), by: person("Ada Lovelace", Side::Customer) });
    cases[5].severity = Severity::Cosmetic;
    CasePage { cases, next: None }
}

pub(crate) fn file(name: &str, visibility: Visibility) -> AttachmentView {
    AttachmentView {
        id: Uuid::from_u128(u128::from(name.len() as u64)),
        name: name.to_owned(),
        size: 48_200,
        content_type: "image/png".to_owned(),
        sha256: String::new(),
        visibility,
        at: at("03-09T08:30"),
        by: Some(person("Ada Lovelace", Side::Customer)),
        redacted: None,
    }
}

/// A case that waits for the customer, as a customer sees it.
pub(crate) fn case() -> CaseView {
    CaseView {
        request: None,
        summary: CaseSummary { unread: true, severity: Severity::Major, ..summary(204_816, Status::PendingYourResponse, "Members are signed out after the certificate was renewed") },
        version: 4,
        description: "Since we renewed the certificate of our identity provider yesterday at 17:00, members are signed out after about \
                      five minutes.\n\nIt happens in every browser. Nothing else was changed. The screenshot shows the message that they get."
            .to_owned(),
        description_redacted: None,
        files: vec![file("signed-out.png", Visibility::Public)],
        category: Some(CategoryRef { slug: "sign-in".to_owned(), name: "Sign-in".to_owned() }),
        subcategory: Some(CategoryRef { slug: "sso".to_owned(), name: "Single sign-on".to_owned() }),
        filed_by: None,
        watchers: vec![person("Charles Babbage", Side::Customer)],
        promise: None,
        latest: Seen { replies: 2, notes: 0 },
        seen: Seen { replies: 1, notes: 0 },
        can: vec![
            CaseAction::View,
            CaseAction::Reply,
            CaseAction::Attach,
            CaseAction::Close,
            CaseAction::Escalate,
            CaseAction::RaiseSeverity,
            CaseAction::SetPriority,
            CaseAction::SetWatchers,
        ],
    }
}

/// The same case as an agent sees it.
pub(crate) fn case_for_agent() -> CaseView {
    let mut case = case();
    case.latest.notes = 1;
    case.can.extend([CaseAction::Note, CaseAction::Assign, CaseAction::SetStatus, CaseAction::Solve, CaseAction::LowerSeverity]);
    case
}

pub(crate) fn reply(number: i64, author: &str, side: Side, body: &str) -> TimelineEntry {
    TimelineEntry::Comment {
        comment: CommentView {
            signed: None,
            reference: CommentRef { visibility: Visibility::Public, number },
            visibility: Visibility::Public,
            author: person(author, side),
            at: if number == 1 { at("03-10T09:15") } else { at("03-12T08:00") },
            body: body.to_owned(),
            files: Vec::new(),
            redacted: None,
        },
        escalation: false,
    }
}

pub(crate) fn note(number: i64, author: &str, body: &str) -> TimelineEntry {
    TimelineEntry::Comment {
        comment: CommentView {
            signed: None,
            reference: CommentRef { visibility: Visibility::Internal, number },
            visibility: Visibility::Internal,
            author: person(author, Side::Support),
            at: at("03-10T11:40"),
            body: body.to_owned(),
            files: vec![file("idp-trace.log", Visibility::Internal)],
            redacted: None,
        },
        escalation: false,
    }
}

pub(crate) fn fact(at_text: &str, fact: Fact<PersonRef>) -> TimelineEntry {
    TimelineEntry::Event { at: at(at_text), actor: Some(person("Grace Hopper", Side::Support)), on_behalf_of: None, fact }
}

/// What happened on the case, as a customer sees it.
pub(crate) fn timeline() -> TimelinePage {
    let entries = vec![
        fact("03-09T08:52", Fact::Assigned { to: Some(person("Grace Hopper", Side::Support)) }),
        reply(
            1,
            "Grace Hopper",
            Side::Support,
            "Thank you, the screenshot helps. The new certificate has another issuer. I am looking at the trust settings.",
        ),
        fact("03-12T07:58", Fact::StatusSet { from: Status::Researching, to: Status::PendingYourResponse, date: None, fixed_in: None }),
        reply(2, "Grace Hopper", Side::Support, "Could you send us the new metadata file of your identity provider?"),
    ];
    TimelinePage { from: 0, total: 4, entries }
}

/// The same as an agent sees it, with a note.
pub(crate) fn timeline_for_agent() -> TimelinePage {
    let mut page = timeline();
    page.entries.insert(2, note(1, "Linus Pauling", "The trace says that the audience no longer matches.\nDo not promise a date yet."));
    page.total = 5;
    page
}

pub(crate) fn draft(kind: DraftKind, body: &str) -> DraftView {
    DraftView {
        id: Uuid::from_u128(0x51),
        kind,
        case: (kind != DraftKind::Case).then_some(CaseNumber(204_816)),
        version: 3,
        updated_at: at("03-12T09:30"),
        content: DraftContent { body: body.to_owned(), ..DraftContent::default() },
        files: Vec::new(),
    }
}

pub(crate) fn product_summary(slug: &str, name: &str) -> ProductSummary {
    ProductSummary {
        slug: slug.to_owned(),
        name: name.to_owned(),
        kind: ProductKind::Community,
        organization: northwind(),
        current_version: Some("24.2".to_owned()),
        maintenance_window: Some(MaintenanceWindow {
            weekday: 2,
            starts: "02:00".to_owned(),
            minutes: 120,
            time_zone: "America/New_York".to_owned(),
            next: "2026-03-17T06:00:00Z".parse().unwrap(),
            under_way: false,
        }),
        can_file: true,
    }
}

pub(crate) fn products() -> Vec<ProductSummary> {
    let mut academy = product_summary("northwind-academy", "Northwind Academy");
    academy.kind = ProductKind::Learning;
    vec![product_summary("northwind-community", "Northwind Community"), academy]
}

pub(crate) fn product() -> ProductView {
    let promise = |severity, amount, unit, hours| Promise { severity, target: SlaTarget { amount, unit, hours }, due_at: None };
    let category = |slug: &str, name: &str| CategoryRef { slug: slug.to_owned(), name: name.to_owned() };
    ProductView {
        summary: product_summary("northwind-community", "Northwind Community"),
        plan: "Premium".to_owned(),
        promises: vec![
            promise(Severity::Outage, 15, SlaUnit::Minutes, SlaHours::EveryDay),
            promise(Severity::Major, 2, SlaUnit::BusinessHours, SlaHours::Weekdays),
            promise(Severity::Minor, 4, SlaUnit::BusinessHours, SlaHours::Weekdays),
            promise(Severity::Cosmetic, 8, SlaUnit::BusinessHours, SlaHours::Weekdays),
        ],
        environment: Some("https://community.northwind.example".to_owned()),
        account_manager: Some(AccountManager { name: "Mary Somerville".to_owned(), email: "mary@acme.example".to_owned() }),
        upgrade_version: Some("24.4".to_owned()),
        upgrade_on: Some(jiff::civil::date(2026, 4, 14)),
        categories: vec![
            CategoryView {
                slug: "sign-in".to_owned(),
                name: "Sign-in".to_owned(),
                subcategories: vec![category("sso", "Single sign-on"), category("passwords", "Passwords")],
            },
            CategoryView { slug: "email".to_owned(), name: "Email".to_owned(), subcategories: Vec::new() },
        ],
        contacts: vec![ContactView {
            name: "Ada Lovelace".to_owned(),
            email: "ada@northwind.example".to_owned(),
            title: Some("Community lead".to_owned()),
            maintenance: true,
            incidents: true,
        }],
        seats: vec![SeatView {
            name: "Ada Lovelace".to_owned(),
            email: "ada@northwind.example".to_owned(),
            account_wide: true,
            held_until: None,
        }],
        pool: SeatPool { total: 10, taken: 8, counts: SeatCount::UserPerProduct },
        version: 1,
        notices: Vec::new(),
        can_edit: false,
    }
}
