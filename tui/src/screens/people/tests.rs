use caseport_shared::api::live::Hint;
use caseport_shared::api::organization::{OrganizationPage, OrganizationSummary};
use caseport_shared::api::person::{PeoplePage, PersonView};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::product::OrganizationRef;
use caseport_shared::api::seat::{Deactivated, Invited, SeatList};
use caseport_shared::api::session::Me;
use caseport_shared::case::CaseNumber;
use caseport_shared::organization::Region;
use caseport_shared::person::{AccountRole, Side, StaffRole};
use caseport_shared::reader::Language;
use insta::assert_snapshot;

use crate::effect::{Answer, Call, DeskAnswer, DeskCall, Effect, Failure};
use crate::msg::{Msg, Pointer};
use crate::testing::{Harness, data};
use crate::widgets::scroll::Move;

fn person(name: &str, email: &str, role: AccountRole, has_seat: bool) -> PersonView {
    PersonView {
        name: name.to_owned(),
        email: email.to_owned(),
        side: Side::Customer,
        account_role: Some(role),
        staff_role: None,
        has_seat,
        is_invited: false,
        is_locked: false,
    }
}

fn page() -> PeoplePage {
    let people = vec![
        person("Ada Lovelace", "ada@northwind.example", AccountRole::Administrator, true),
        person("Charles Babbage", "charles@northwind.example", AccountRole::Owner, true),
        person("井上 真改", "inoue@northwind.example", AccountRole::Member, false),
        person("Eve \u{1b}[31mred\u{202e}", "eve@northwind.example", AccountRole::Member, false),
    ];
    PeoplePage { people, next: None }
}

fn opened(mut harness: Harness) -> Harness {
    harness.keys("<c-p>").types("people of").keys("<enter>");
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(page()))));
    harness
}

fn seats() -> SeatList {
    SeatList { organization: data::northwind(), plan: "Standard".to_owned(), pool: data::product().pool, holders: Vec::new() }
}

fn with_pool(mut harness: Harness) -> Harness {
    harness.reply(|call| matches!(call, Call::Seats(None)), Ok(Answer::Seats(Box::new(seats()))));
    harness
}

#[test]
fn people_at_80_by_24() {
    assert_snapshot!(with_pool(opened(Harness::customer())).frame());
}

#[test]
fn people_on_a_narrow_screen() {
    assert_snapshot!(with_pool(opened(Harness::signed_in(data::customer(), 60, 20))).frame());
}

#[test]
fn people_on_a_wide_screen() {
    assert_snapshot!(with_pool(opened(Harness::signed_in(data::customer(), 160, 50))).frame());
}

#[test]
fn s10_who_holds_seats_and_how_many_are_left_is_seen() {
    let mut harness = with_pool(opened(Harness::customer()));
    harness.sees("2 left, 8 of 10 taken");
    let frame = harness.frame();
    let line = |name: &str| frame.lines().find(|line| line.contains(name)).unwrap_or_default().to_owned();
    assert!(line("ada@").trim_end().ends_with("seat") && !line("井上").contains("seat"), "{frame}");
}

#[test]
fn an_address_is_copied() {
    let mut harness = opened(Harness::customer());
    harness.keys("jy").sees("charles@northwind.example");
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Copy(text) if text == "charles@northwind.example")));
}

#[test]
fn support_sees_its_own_people_and_asks_for_no_seats() {
    let mut harness = Harness::agent();
    harness.keys("<c-p>").types("people").keys("<enter>").sees("People of support");
    let (_, call) = harness.call(|call| matches!(call, Call::People { .. }));
    assert!(matches!(call, Call::People { side: Side::Support, organization: None, cursor: None }));
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Seats(_))));
}

#[test]
fn that_people_cannot_be_fetched_is_said() {
    let mut harness = Harness::customer();
    harness.keys("<c-p>").types("people of").keys("<enter>");
    let failure = Failure::Other("No luck today.".to_owned());
    harness.reply(|call| matches!(call, Call::People { .. }), Err(failure)).sees("No luck today.");
}

#[test]
fn counts_move_by_as_many_rows_and_the_wheel_by_three() {
    let mut harness = opened(Harness::customer());
    let chosen = |harness: &mut Harness| {
        harness.keys("y");
        let copied =
            harness.effects().iter().rev().find_map(|effect| if let Effect::Copy(text) = effect { Some(text.clone()) } else { None });
        copied.unwrap()
    };
    assert_eq!(chosen(harness.keys("2j")), "inoue@northwind.example");
    assert_eq!(chosen(harness.keys("99k")), "ada@northwind.example");
    assert_eq!(chosen(harness.keys("2G")), "charles@northwind.example");
    assert_eq!(chosen(harness.keys("3gg")), "inoue@northwind.example");
    // A count ends with what it is no count for.
    assert_eq!(chosen(harness.keys("3zk")), "charles@northwind.example");
    harness.send(Msg::Pointer(Pointer::Wheel(Move::Up)));
    assert_eq!(chosen(&mut harness), "ada@northwind.example");
}

#[test]
fn s5_an_owner_changes_roles_and_sends_invitations_again() {
    let mut me = data::customer();
    me.account_role = Some(AccountRole::Owner);
    let mut harness = Harness::signed_in(me, 80, 24);
    harness.keys("<c-p>").types("people of").keys("<enter>");
    let mut page = page();
    page.people[1].is_invited = true;
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(page))));
    harness.sees("invited").keys("IVX").sees_no("invite again");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::InviteAgain(..))), "the first has come in");
    harness.keys("o").sees("What Ada Lovelace is from now on").keys("<up><enter>");
    let (_, call) = harness.call(|call| matches!(call, Call::SetRole(..)));
    assert!(matches!(call, Call::SetRole(email, AccountRole::Owner, _) if email == "ada@northwind.example"));
    harness.keys("j").sees("invite again").keys("V").sees("Take back the invitation of Charles Babbage?").keys("<enter>");
    harness.reply(|call| matches!(call, Call::RevokeInvitation(email, _) if email == "charles@northwind.example"), Ok(Answer::Done));
    harness.sees("Done.");
    harness.call(|call| matches!(call, Call::People { .. }));
}

#[test]
fn s6_support_has_somebody_leave_and_is_told_which_cases_are_nobodys() {
    let mut harness = Harness::agent();
    harness.keys("<c-p>").types("people").keys("<enter>");
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(page()))));
    harness.keys("X").sees("who gets their open cases?").keys("<down><enter>");
    let left = Deactivated { handed_over: Vec::new(), left_open: vec![CaseNumber(204_816), CaseNumber(204_790)] };
    let gives = |call: &Call| matches!(call, Call::Leave(email, Some(to), _) if email == "ada@northwind.example" && to == "charles@northwind.example");
    harness.reply(gives, Ok(Answer::Left(Box::new(left)))).sees("Nobody has these open cases now").sees("204816");
    // Opened one after the other, until each has been looked at.
    harness.keys("<enter>").call(|call| matches!(call, Call::Case(CaseNumber(204_816))));
    harness.keys("q").sees("Nobody has these open cases now").sees("204790").sees_no("204816").keys("<esc>").sees_no("204790");
}

#[test]
fn an_administrator_changes_nobody_and_is_told_why() {
    let mut harness = opened(Harness::customer());
    for (keys, why) in [
        ("o", "Only Owners and support may do this."),
        ("I", "Only Owners and support may do this."),
        ("X", "Only support does this; ask for it as a change."),
        ("L", "Only support does this; ask for it as a change."),
        ("N", "Only support does this; ask for it as a change."),
        ("O", "Only support looks at other organizations."),
    ] {
        harness.keys(keys).sees(why).sees_no("from now on").sees_no("leaves:");
    }
    assert!(harness.calls().iter().all(|call| !matches!(call, Call::Lock(..) | Call::SetRole(..) | Call::Leave(..))));
}

fn admin() -> Me {
    Me { staff_role: Some(StaffRole::Admin), ..data::agent() }
}

fn colleague(name: &str, email: &str, role: StaffRole) -> PersonView {
    PersonView { side: Side::Support, account_role: None, staff_role: Some(role), ..person(name, email, AccountRole::Member, false) }
}

fn staff() -> PeoplePage {
    let people = vec![
        colleague("Grace Hopper", "grace@acme.example", StaffRole::Admin),
        colleague("Linus Pauling", "linus@acme.example", StaffRole::Agent),
        colleague("Rosalind Franklin", "rosalind@acme.example", StaffRole::Admin),
    ];
    PeoplePage { people, next: None }
}

/// Support's own people, as somebody of support sees them.
fn of_support(me: Me) -> Harness {
    let mut harness = Harness::signed_in(me, 80, 24);
    harness.keys("P");
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(staff()))));
    harness
}

/// The people of an organization, as somebody of support sees them.
fn of_northwind(me: Me, columns: u16, rows: u16) -> Harness {
    let mut harness = Harness::signed_in(me, columns, rows);
    harness.keys("P");
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(staff()))));
    harness.keys("O");
    let organization = |slug: &str, name: &str| OrganizationSummary {
        organization: OrganizationRef { slug: slug.to_owned(), name: name.to_owned() },
        plan: "standard".to_owned(),
        region: Region::Emea,
    };
    let pages = [(organization("brook", "Brook"), Some("2".to_owned())), (organization("northwind", "Northwind"), None)];
    for (one, next) in pages {
        let answer = DeskAnswer::Organizations(OrganizationPage { organizations: vec![one], next });
        let is_it = |call: &Call| matches!(call, Call::Desk(call) if matches!(**call, DeskCall::Organizations(_)));
        harness.reply(is_it, Ok(Answer::Desk(Box::new(answer))));
    }
    harness.keys("<down><enter>");
    let is_it = |call: &Call| matches!(call, Call::People { side: Side::Customer, organization: Some(slug), .. } if slug == "northwind");
    harness.reply(is_it, Ok(Answer::People(Box::new(page()))));
    harness.reply(|call| matches!(call, Call::Seats(Some(slug)) if slug == "northwind"), Ok(Answer::Seats(Box::new(seats()))));
    harness
}

#[test]
fn s10_support_reaches_the_people_of_any_organization() {
    let mut harness = of_northwind(data::agent(), 80, 24);
    harness.sees("People of Northwind").sees("2 left, 8 of 10 taken").sees("Ada Lovelace");
    assert_snapshot!(harness.frame());
}

#[test]
fn i2_support_locks_somebody_and_lets_them_in_again() {
    let mut harness = of_northwind(data::agent(), 80, 24);
    harness.keys("U").sees("They are not locked.").keys("L").sees("Lock Ada Lovelace?").sees("Everything of theirs ends at once");
    assert_snapshot!(harness.frame());
    harness.keys("<esc>");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Lock(..))), "who leaves it leaves them in");
    harness.keys("L<enter>");
    harness.reply(|call| matches!(call, Call::Lock(email, true, _) if email == "ada@northwind.example"), Ok(Answer::Done));
    harness.sees("Locked: nothing signs them in.");
    let mut locked = page();
    locked.people[0].is_locked = true;
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(locked)))).sees("locked");
    assert_snapshot!(harness.frame());
    harness.keys("L").sees("They are locked already.").keys("U");
    harness.reply(|call| matches!(call, Call::Lock(email, false, _) if email == "ada@northwind.example"), Ok(Answer::Done));
    harness.sees("Unlocked");
}

#[test]
fn i2_nobody_locks_themselves_and_an_agent_no_admin() {
    let mut harness = of_support(data::agent());
    harness.keys("L").sees("Nobody locks themselves.").keys("jjL").sees("Only an Admin may do this.").sees_no("Lock Rosalind");
    harness.keys("kL").sees("Lock Linus Pauling?");
    let mut harness = of_support(admin());
    harness.keys("L").sees("Nobody locks themselves.").keys("jjL").sees("Lock Rosalind Franklin?");
}

#[test]
fn i5_an_admin_invites_somebody_to_support() {
    let mut harness = of_support(admin());
    harness.keys("N").types("Marie Curie").keys("<c-s>").sees("A name and an email address are needed.").sees("Marie Curie");
    harness.keys("<tab>").types("marie@acme.example").keys("<c-s>").sees("What they may do");
    // Whoever looks back finds what they typed.
    harness.keys("<esc>").sees("Marie Curie").sees("marie@acme.example").keys("<c-s><down><enter>");
    let is_it = |call: &Call| matches!(call, Call::InviteStaff(new, _) if (new.name.as_str(), new.email.as_str(), new.role) == ("Marie Curie", "marie@acme.example", StaffRole::Admin));
    let taken = Failure::Problem(Box::new(Problem::new(ErrorCode::InvalidField, "a person with this email exists already")));
    harness.reply(is_it, Err(taken)).sees("exists already").sees("Marie Curie").keys("<c-s><down><enter>");
    let invited = Invited { email: "marie@acme.example".to_owned(), expires_at: data::at("03-19T10:00") };
    harness.reply(is_it, Ok(Answer::Invited(Box::new(invited)))).sees("Invited marie@acme.example");
    harness.call(|call| matches!(call, Call::People { side: Side::Support, .. }));
    let mut agent = of_support(data::agent());
    agent
        .keys("N")
        .sees("Only an Admin may do this.")
        .keys("jo")
        .sees("Only an Admin may do this.")
        .keys("X")
        .sees("Only an Admin may do this.");
}

#[test]
fn i5_staff_are_offboarded_from_the_screens() {
    let mut harness = of_support(admin());
    harness.keys("jX").sees("Linus Pauling leaves: who gets their open cases?").sees("they are listed to be given on");
    assert_snapshot!(harness.frame());
    harness.keys("<down><down><enter>");
    let gives =
        |call: &Call| matches!(call, Call::Leave(email, Some(to), _) if email == "linus@acme.example" && to == "rosalind@acme.example");
    let left = Deactivated { handed_over: vec![CaseNumber(204_816)], left_open: Vec::new() };
    harness.reply(gives, Ok(Answer::Left(Box::new(left)))).sees("They have left; handed over: 1.");
}

#[test]
fn i5_an_admin_changes_staff_roles_and_is_asked_about_their_own() {
    let mut harness = of_support(admin());
    harness.keys("jo<down><enter>");
    harness.call(|call| matches!(call, Call::SetStaffRole(email, StaffRole::Admin, _) if email == "linus@acme.example"));
    harness.keys("ko<up><enter>").sees("You would no longer be an Admin.").keys("<enter>");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::SetStaffRole(..))), "staying comes first");
    harness.keys("o<up><enter>").keys("<down><enter>");
    harness.call(|call| matches!(call, Call::SetStaffRole(email, StaffRole::Agent, _) if email == "grace@acme.example"));
    harness.keys("X<enter>").sees("You would leave, and come in no more.").keys("<esc>");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Leave(..))));
}

#[test]
fn s5_an_owner_who_steps_down_is_asked_first() {
    let me = Me { account_role: Some(AccountRole::Owner), email: "charles@northwind.example".to_owned(), ..data::customer() };
    let mut harness = opened(Harness::signed_in(me, 80, 24));
    harness.keys("jo").keys("<down><enter>").sees("You would no longer be an Owner.");
    assert_snapshot!(harness.frame());
    harness.keys("<enter>");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::SetRole(..))), "staying comes first");
    harness.keys("o").keys("<down><enter>").keys("<down><enter>");
    harness.call(|call| matches!(call, Call::SetRole(email, AccountRole::Administrator, _) if email == "charles@northwind.example"));
    // Staying an Owner, and somebody else's role, need no question.
    harness.keys("o<enter>").sees_no("You would no longer").keys("ko<up><enter>").sees_no("You would no longer");
}

#[test]
fn people_follow_what_changes_and_whoever_was_selected_stays_so() {
    let mut harness = with_pool(opened(Harness::customer()));
    harness.keys("jj").send(Msg::Changed(Hint::People)).send(Msg::Changed(Hint::People)).wakes();
    let mut newer = page();
    newer.people.insert(0, person("Aaron", "aaron@northwind.example", AccountRole::Member, false));
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(newer)))).sees("Aaron");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::People { .. })), "hints are gathered");
    harness.keys("y").sees("inoue@northwind.example");
    // While another screen is above, nothing is fetched; what was heard then is fetched on the way back.
    harness.keys(",").send(Msg::Changed(Hint::People)).wakes();
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::People { .. })));
    harness.keys("q").call(|call| matches!(call, Call::People { .. }));
}

#[test]
fn a_question_outlives_what_is_fetched_meanwhile() {
    let mut harness = of_northwind(data::agent(), 80, 24);
    harness.keys("L").send(Msg::Changed(Hint::People)).wakes();
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(page()))));
    harness.sees("Lock Ada Lovelace?").keys("<enter>");
    harness.call(|call| matches!(call, Call::Lock(email, true, _) if email == "ada@northwind.example"));
}

#[test]
fn the_organization_of_a_case_leads_to_its_people() {
    let mut harness = Harness::agent();
    harness.reply(|call| matches!(call, Call::Cases { .. }), Ok(Answer::Cases(Box::new(data::page()))));
    harness.keys("<enter>");
    harness.reply(|call| matches!(call, Call::Case(_)), Ok(Answer::Case(Box::new(data::case_for_agent()))));
    harness.reply(|call| matches!(call, Call::Timeline { .. }), Ok(Answer::Timeline(Box::new(data::timeline_for_agent()))));
    harness.keys("P");
    harness.call(|call| matches!(call, Call::People { side: Side::Customer, organization: Some(slug), .. } if slug == "northwind"));
    harness
        .keys("q")
        .sees("Members are signed out")
        .keys("<c-p>")
        .types("organizations and their")
        .sees("Organizations and their people")
        .keys("<enter>");
    harness.call(|call| matches!(call, Call::Desk(call) if matches!(**call, DeskCall::Organizations(None))));
}

#[test]
fn an_address_that_has_no_room_stands_below_the_list() {
    let mut harness = Harness::customer();
    harness.keys("P");
    let long = person("Camille Fontaine-Roy", "camille.fontaine-roy@northwind-industries.example", AccountRole::Member, true);
    let people =
        PeoplePage { people: vec![person("Ada Lovelace", "ada@northwind.example", AccountRole::Administrator, true), long], next: None };
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(people))));
    harness.sees("Ada Lovelace <ada@northwind.example>").keys("j");
    harness.sees("Camille Fontaine-Roy <camille.fontaine-roy@northwind-industries.example>");
}

/// Nothing of ours is cut, whatever the language; nobody's name is so long here.
#[test]
fn i3_no_words_about_people_are_cut_in_any_language() {
    for language in Language::ALL.iter().copied() {
        for (columns, rows) in [(80, 24), (60, 20)] {
            for keys in ["r", "o", "X", "L", "V", "jU", "jL", "I", "N", "O"] {
                let mut me = admin();
                me.settings.language = Some(language);
                let mut harness = of_northwind(me, columns, rows);
                let mut known = page();
                (known.people[0].is_invited, known.people[1].is_locked) = (true, true);
                known.people.truncate(2);
                harness.keys("r");
                harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(known))));
                let frame = harness.keys(keys).frame();
                assert!(!frame.contains('…'), "{language} {columns} {keys}:\n{frame}");
            }
        }
    }
}
