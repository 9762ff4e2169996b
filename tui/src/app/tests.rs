use caseport_shared::api::draft::{DraftContent, DraftKind, SaveDraft};
use caseport_shared::api::session::SessionView;
use caseport_shared::case::CaseNumber;
use uuid::Uuid;

use crate::effect::{Answer, Call, Effect, Failure, HostAnswer, HostOp, LocalDraft, LocalStart, Question};
use crate::keymap::{Code, Key};
use crate::msg::Msg;
use crate::testing::{Harness, data};
use crate::widgets::sharp::Told;

fn local(email: &str, server: &str) -> LocalDraft {
    let content = DraftContent { body: "kept".into(), ..DraftContent::default() };
    let save = SaveDraft { kind: DraftKind::Reply, case: Some(CaseNumber(1)), version: 0, content };
    LocalDraft { id: Uuid::from_u128(9), server: server.into(), email: email.into(), save, is_solution: false, article: None }
}

#[test]
fn the_way_out_is_shown_before_the_server_answers() {
    let mut harness = Harness::start(true, 80, 24);
    harness.sees("Connecting to").sees("ctrl-c quit").keys("<c-c>");
    assert!(harness.has_quit());
}

#[test]
fn the_terminal_is_asked_once_and_only_one_that_draws_pixels_how() {
    let asked = |harness: &Harness| {
        let question = |effect: &Effect| if let Effect::Inquire(question) = effect { Some(*question) } else { None };
        harness.effects().iter().filter_map(question).collect::<Vec<_>>()
    };
    let mut harness = Harness::customer();
    harness.resize(90, 30).send(Msg::Told(Told::Cell(8, 16))).resize(100, 30);
    assert_eq!(asked(&harness), [Question::Kind]);
    harness.send(Msg::Told(Told::Sixels(false))).resize(90, 30);
    assert_eq!(asked(&harness), [Question::Kind]);
    // In another size of the window letters may have another size, too.
    harness.send(Msg::Told(Told::Sixels(true))).resize(100, 30);
    assert_eq!(asked(&harness), [Question::Kind, Question::Graphics, Question::Graphics]);
}

#[test]
fn what_was_kept_on_this_machine_is_sent_at_the_next_start_to_its_writer_alone() {
    let mut harness = Harness::customer();
    let kept = vec![
        local("somebody@else.example", "https://help.example.com"),
        local("ada@northwind.example", "https://other.example.com"),
        local("ada@northwind.example", "https://help.example.com"),
    ];
    harness.host(|op| matches!(op, HostOp::KeptDrafts), Ok(HostAnswer::Drafts(kept)));
    let count = harness.calls().into_iter().filter(|call| matches!(call, Call::SaveDraft(..))).count();
    assert_eq!(count, 1);
    let saved = Answer::Saved(Box::new(caseport_shared::api::draft::DraftSaved {
        draft: data::draft(DraftKind::Reply, "kept"),
        forked_from: None,
    }));
    harness.reply(|call| matches!(call, Call::SaveDraft(..)), Ok(saved));
    harness.host(|op| matches!(op, HostOp::ForgetDraft(id) if *id == Uuid::from_u128(9)), Ok(HostAnswer::Done));
}

#[test]
fn a_kept_draft_that_is_gone_from_the_server_is_given_to_it_anew() {
    let mut harness = Harness::customer();
    let mut draft = local("ada@northwind.example", "https://help.example.com");
    draft.save.version = 3;
    harness.host(|op| matches!(op, HostOp::KeptDrafts), Ok(HostAnswer::Drafts(vec![draft])));
    let problem = caseport_shared::api::problem::Problem::new(caseport_shared::api::problem::ErrorCode::NotFound, "No.");
    harness.reply(|call| matches!(call, Call::SaveDraft(_, save) if save.version == 3), Err(Failure::Problem(Box::new(problem))));
    harness.call(|call| matches!(call, Call::SaveDraft(_, save) if save.version == 0 && save.content.body == "kept"));
}

#[test]
fn a_sign_in_that_ends_leaves_nothing_of_its_list_on_this_machine() {
    let mut harness = Harness::customer();
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).send(Msg::SignedOut);
    harness.host(|op| matches!(op, HostOp::ForgetStart), Ok(HostAnswer::Done)).keys("<c-c>");
    assert!(!harness.effects().iter().any(|effect| matches!(effect, Effect::Host(_, HostOp::KeepStart(_)))));
}

#[test]
fn somebody_else_signing_in_finds_nothing_of_the_one_before() {
    let mut harness = Harness::customer();
    let problem = caseport_shared::api::problem::Problem::new(caseport_shared::api::problem::ErrorCode::Unauthenticated, "No.");
    harness.reply(|call| matches!(call, Call::Cases { .. }), Err(Failure::Problem(Box::new(problem)))).sees("Your sign-in has ended");
    harness.types("secret words").keys("<enter>");
    let session = SessionView { token: "t".into(), expires_at: data::at("04-12T10:00"), me: data::agent() };
    harness.reply(|call| matches!(call, Call::SignIn { .. }), Ok(Answer::Session(Box::new(session))));
    harness.sees("Grace Hopper").sees("1 Needs an answer").sees_no("Ada");
}

#[test]
fn the_last_screen_closes_the_program() {
    let mut harness = Harness::customer();
    assert!(!harness.has_quit());
    assert!(harness.keys("q").has_quit());
}

#[test]
fn the_help_opens_above_and_closes_again() {
    let mut harness = Harness::customer();
    harness.keys("?").sees("List of cases").keys("?").keys("<esc>").sees("g1 Mine").sees_no("List of cases");
}

#[test]
fn a_sign_in_that_cannot_be_kept_says_so() {
    let mut harness = Harness::start(false, 80, 24);
    harness.types("ada@northwind.example").keys("<enter>").types("secret words").keys("<enter>");
    let session = SessionView { token: "t".into(), expires_at: data::at("04-12T10:00"), me: data::customer() };
    harness.reply(|call| matches!(call, Call::SignIn { .. }), Ok(Answer::Session(Box::new(session))));
    harness.host(|op| matches!(op, HostOp::KeepToken(_)), Err("It could not be kept.".into())).sees("It could not be kept.");
}

#[test]
fn a_session_that_was_ended_elsewhere_asks_to_sign_in_once() {
    let mut harness = Harness::customer();
    harness.send(Msg::SignedOut).send(Msg::SignedOut).sees("Your sign-in has ended").keys("<esc>");
    assert!(harness.has_quit());
}

fn is_list(call: &Call) -> bool {
    matches!(call, Call::Cases { .. })
}

/// What the last time left of Ada's.
fn start() -> HostAnswer {
    let mut page = data::page();
    page.cases.truncate(1);
    page.cases[0].subject = "As it was the last time".into();
    let at = data::at("03-12T09:00");
    let server = "https://help.example.com".into();
    HostAnswer::Start(Some(Box::new(LocalStart { server, me: data::customer(), query: "requester:me".into(), limit: 50, page, at })))
}

#[test]
fn the_list_of_the_last_time_is_shown_until_the_server_answers() {
    let mut harness = Harness::start(true, 80, 24);
    harness.host(|op| matches!(op, HostOp::KeptStart), Ok(start()));
    // The list does not take a page of the last time for the new one.
    harness.sees("Ada Lovelace").sees("As it was the last").sees("1 Mine");
    harness.reply(|call| matches!(call, Call::Me), Ok(Answer::Me(Box::new(data::customer()))));
    while harness.calls().into_iter().any(is_list) {
        harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page()))));
    }
    harness.sees("Members are signed").sees_no("As it was the last");
    harness.keys("q");
    let kept = harness.effects().iter().find_map(|effect| match effect {
        Effect::Host(_, HostOp::KeepStart(start)) => Some(start.page.cases.len()),
        _ => None,
    });
    assert_eq!(kept, Some(data::page().cases.len()));
}

#[test]
fn a_sign_in_that_has_ended_shows_nothing_of_the_last_time() {
    let mut harness = Harness::start(true, 80, 24);
    harness.host(|op| matches!(op, HostOp::KeptStart), Ok(start()));
    let problem = caseport_shared::api::problem::Problem::new(caseport_shared::api::problem::ErrorCode::Unauthenticated, "No.");
    harness.reply(|call| matches!(call, Call::Me), Err(Failure::Problem(Box::new(problem))));
    harness.sees("Sign in to").sees_no("As it was the last").sees_no("Ada");
    harness.host(|op| matches!(op, HostOp::ForgetStart), Ok(HostAnswer::Done));
}

#[test]
fn the_list_of_another_server_or_of_somebody_else_is_not_shown_for_long() {
    let mut harness = Harness::start(true, 80, 24);
    let HostAnswer::Start(Some(mut other)) = start() else { panic!("a start") };
    other.server = "https://other.example.com".into();
    harness.host(|op| matches!(op, HostOp::KeptStart), Ok(HostAnswer::Start(Some(other)))).sees("Connecting to");
    let mut harness = Harness::start(true, 80, 24);
    harness.host(|op| matches!(op, HostOp::KeptStart), Ok(start()));
    harness.reply(|call| matches!(call, Call::Me), Ok(Answer::Me(Box::new(data::agent()))));
    harness.sees("Grace Hopper").sees_no("As it was the last");
}

/// A number that looks random and is the same in every run.
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[test]
fn any_keys_on_any_answers_at_any_size_never_panic_nor_draw_what_they_must_not() {
    const CODES: [Code; 14] = [
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::Delete,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::PageUp,
        Code::PageDown,
        Code::Home,
        Code::End,
    ];
    for round in 1..40_u64 {
        let mut seed = round.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let me = if round % 2 == 0 { data::agent() } else { data::customer() };
        let mut size = |most: u64, least: u64| u16::try_from(least + next(&mut seed) % (most - least)).unwrap();
        let (columns, rows) = (size(300, 20), size(100, 4));
        let mut harness = Harness::signed_in(me, columns, rows);
        for _ in 0..250 {
            let roll = next(&mut seed);
            let code = match roll % 3 {
                0 => CODES[usize::try_from(roll >> 8).unwrap_or(0) % CODES.len()],
                _ => Code::Char(char::from(u8::try_from(32 + (roll >> 8) % 95).unwrap())),
            };
            harness.send(Msg::Key(Key {
                code,
                ctrl: roll.is_multiple_of(11) && code != Code::Char('c') && code != Code::Char('q'),
                alt: roll.is_multiple_of(17),
            }));
            if roll.is_multiple_of(5) {
                answer_something(&mut harness, roll);
            }
            if roll.is_multiple_of(23) {
                harness.wakes();
            }
            if roll.is_multiple_of(29) {
                harness.resize(u16::try_from(20 + (roll >> 16) % 280).unwrap(), u16::try_from(4 + (roll >> 32) % 96).unwrap());
            }
            if roll.is_multiple_of(31) {
                harness.pastes(&strange(roll));
            }
            if roll.is_multiple_of(4) {
                is_whole(&harness.frame(), roll);
            }
            if harness.has_quit() {
                break;
            }
        }
    }
}

/// Text such as nobody would expect, and somebody will send.
fn strange(roll: u64) -> String {
    const PIECES: [&str; 12] = [
        "日本語のテキスト",
        "e\u{301}e\u{301}\u{301}",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "שלום עולם",
        "\u{202e}evil\u{2066}",
        "\u{1b}[2J\u{1b}]0;owned\u{7}",
        "\u{200b}\u{feff}",
        "…§±·ａｂｃ",
        "word ",
        "\n\t",
        "/no/such/file.png ",
        "averylongwordwithoutanyblankinitatallaverylongwordwithoutanyblank",
    ];
    (0..roll % 40).map(|at| PIECES[usize::try_from((roll >> (at % 40)) % 12).unwrap()]).collect()
}

/// Whether what is drawn keeps to its lines: nothing raw, the bar and the last row where they belong.
fn is_whole(frame: &str, roll: u64) {
    assert!(!frame.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{2066}' | '\u{200b}')), "{roll}\n{frame}");
    assert!(frame.lines().next().is_some_and(|bar| bar.starts_with(" C")), "{roll}\n{frame}");
}

/// A page of cases with strange words.
fn strange_page(roll: u64) -> caseport_shared::api::case::CasePage {
    let mut page = data::page();
    for (at, case) in (0_u64..).zip(&mut page.cases) {
        let roll = roll.rotate_left(u32::try_from(at).unwrap() * 7);
        case.subject = strange(roll);
        case.product.name = strange(roll >> 3);
        case.organization.name = strange(roll >> 5);
        case.solution = Some(strange(roll >> 9));
        if let Some(last) = &mut case.last_reply {
            last.by.name = strange(roll >> 11);
        }
    }
    page
}

/// A thread with strange words.
fn strange_thread(roll: u64) -> caseport_shared::api::timeline::TimelinePage {
    let mut page = data::timeline_for_agent();
    for entry in &mut page.entries {
        if let caseport_shared::api::timeline::TimelineEntry::Comment { comment, .. } = entry {
            comment.body = strange(roll.rotate_left(13));
            comment.author.name = strange(roll.rotate_left(29));
        }
    }
    page
}

fn answer_something(harness: &mut Harness, roll: u64) {
    if !harness.effects().iter().any(|effect| matches!(effect, Effect::Api(..))) {
        return;
    }
    let answer = match roll % 13 {
        0 => Err(Failure::Away("gone".into())),
        1 => Err(Failure::Other("odd".into())),
        2..4 => Ok(Answer::Cases(Box::new(strange_page(roll >> 4)))),
        4..6 => Ok(Answer::Case(Box::new(data::case_for_agent()))),
        6 => Ok(Answer::Timeline(Box::new(data::timeline_for_agent()))),
        7 => Ok(Answer::Timeline(Box::new(strange_thread(roll >> 4)))),
        8 => Ok(Answer::Product(Box::new(data::product()))),
        9 => Ok(Answer::Files(vec![data::file("a.png", caseport_shared::comment::Visibility::Public)])),
        10 => Ok(Answer::Products(Box::new(caseport_shared::api::product::ProductPage { products: data::products(), next: None }))),
        11 => Ok(Answer::Drafts(Box::new(caseport_shared::api::draft::DraftList {
            drafts: vec![data::draft(DraftKind::Reply, "x"), data::draft(DraftKind::Case, "y")],
        }))),
        _ => Ok(Answer::Done),
    };
    harness.reply(|_| true, answer);
}
