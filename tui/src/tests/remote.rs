//! The screens for somebody at the other end of a connection: files go by their own `scp`, and nothing local is offered.

use caseport_shared::api::draft::{DraftKind, DraftList, DraftSaved, DraftView};
use caseport_shared::api::live::Hint;
use caseport_shared::api::product::ProductPage;
use caseport_shared::comment::Visibility;
use insta::assert_snapshot;
use uuid::Uuid;

use crate::effect::{Answer, Call, Effect, Failure, HostOp};
use crate::msg::Msg;
use crate::testing::{Harness, data};

/// The id of every draft that is begun here.
const DRAFT: Uuid = Uuid::from_u128(0xD1);

/// A case, open and read.
fn on_a_case(mut harness: Harness) -> Harness {
    harness.reply(|call| matches!(call, Call::Cases { .. }), Ok(Answer::Cases(Box::new(data::page()))));
    harness.keys("<enter>");
    let (case, timeline) = if harness.context().is_support() {
        (data::case_for_agent(), data::timeline_for_agent())
    } else {
        (data::case(), data::timeline())
    };
    harness.reply(|call| matches!(call, Call::Case(_)), Ok(Answer::Case(Box::new(case))));
    harness.reply(|call| matches!(call, Call::Timeline { .. }), Ok(Answer::Timeline(Box::new(timeline))));
    harness.reply(|call| matches!(call, Call::Drafts), Ok(Answer::Drafts(Box::new(DraftList { drafts: Vec::new() }))));
    harness
}

/// The form for a new case, its first field in use.
fn on_a_new_case(mut harness: Harness) -> Harness {
    harness.reply(|call| matches!(call, Call::Cases { .. }), Ok(Answer::Cases(Box::new(data::page()))));
    harness.keys("n");
    let products = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(products))));
    harness.reply(|call| matches!(call, Call::Drafts), Ok(Answer::Drafts(Box::new(DraftList { drafts: Vec::new() }))));
    harness
}

/// The server saves the draft as it was sent, with these files.
fn saved(harness: &mut Harness, files: &[&str]) -> DraftView {
    let (ticket, call) = harness.call(|call| matches!(call, Call::SaveDraft(..)));
    let Call::SaveDraft(id, save) = call else { unreachable!() };
    let files = files.iter().map(|name| data::file(name, Visibility::Public)).collect();
    let draft = DraftView {
        id,
        kind: save.kind,
        case: save.case,
        version: save.version + 1,
        updated_at: data::at("03-12T10:00"),
        content: save.content,
        files,
    };
    harness.send(Msg::Answer(ticket, Ok(Answer::Saved(Box::new(DraftSaved { draft: draft.clone(), forked_from: None })))));
    draft
}

/// The server tells that the draft changed, and which files it has.
fn told(harness: &mut Harness, kind: DraftKind, files: &[&str]) {
    harness.send(Msg::Changed(Hint::Draft { id: DRAFT }));
    looked(harness, kind, files);
}

fn looked(harness: &mut Harness, kind: DraftKind, files: &[&str]) {
    let files = files.iter().map(|name| data::file(name, Visibility::Public)).collect();
    let draft = DraftView { id: DRAFT, version: 9, files, ..data::draft(kind, "") };
    harness.reply(|call| matches!(call, Call::Draft(DRAFT)), Ok(Answer::Draft(Box::new(draft))));
}

fn copied(harness: &Harness) -> Option<&str> {
    harness.effects().iter().rev().find_map(|effect| if let Effect::Copy(text) = effect { Some(text.as_str()) } else { None })
}

#[test]
fn attaching_to_a_reply_at_80_by_24() {
    let mut harness = on_a_case(Harness::remote(data::customer(), 80, 24));
    harness.keys("r").types("Here is what I see").keys("<c-f>");
    assert_snapshot!(harness.frame());
    // The server knows the draft before a file can come for it.
    assert_eq!(saved(&mut harness, &[]).content.body, "Here is what I see");
    harness.keys("<enter>");
    assert_eq!(copied(&harness), Some("scp -P 2222 screenshot.png cases@support.acme.example:204816/"));
}

#[test]
fn attaching_to_a_new_case_on_a_narrow_screen() {
    let mut harness = on_a_new_case(Harness::remote(data::customer(), 60, 20));
    harness.keys("<c-f>");
    assert_snapshot!(harness.frame());
    assert_eq!(saved(&mut harness, &[]).kind, DraftKind::Case);
    harness.keys("<enter>");
    assert_eq!(copied(&harness), Some("scp -P 2222 screenshot.png cases@support.acme.example:new/"));
}

#[test]
fn a_file_that_comes_before_anything_is_typed_is_on_the_open_form() {
    let mut harness = on_a_new_case(Harness::remote(data::customer(), 80, 24));
    assert_eq!(saved(&mut harness, &[]).kind, DraftKind::Case);
    told(&mut harness, DraftKind::Case, &["shot.png"]);
    harness.sees("shot.png");
}

#[test]
fn attaching_to_a_case_by_itself_says_who_reads_it() {
    let mut harness = on_a_case(Harness::remote(data::agent(), 80, 24));
    harness.keys("f").sees("a file of support's is internal").sees("cases@support.acme.example:204816/");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::SaveDraft(..))));
}

#[test]
fn fetching_a_file_at_80_by_24_and_on_a_narrow_screen() {
    for (columns, rows) in [(80, 24), (60, 20)] {
        let mut harness = on_a_case(Harness::remote(data::customer(), columns, rows));
        harness.keys("d");
        let files = vec![data::file("Bob's error rate (1).png", Visibility::Public)];
        harness.reply(|call| matches!(call, Call::Files(_)), Ok(Answer::Files(files)));
        harness.keys("<enter><down><enter>");
        assert_snapshot!(format!("fetching_a_file_at_{columns}_by_{rows}"), harness.frame());
        harness.keys("<enter>");
        assert_eq!(copied(&harness), Some(r"scp -P 2222 'cases@support.acme.example:204816/Bob'\''s error rate (1).png' ."));
        // The same from where it is looked at.
        harness.keys("d");
        let files = vec![data::file("a.log", Visibility::Public)];
        harness.reply(|call| matches!(call, Call::Files(_)), Ok(Answer::Files(files)));
        harness.keys("<enter><enter>s").sees("cases@support.acme.example:204816/a.log").keys("<enter>");
        assert_eq!(copied(&harness), Some("scp -P 2222 cases@support.acme.example:204816/a.log ."));
    }
}

#[test]
fn a_file_that_arrives_is_shown_and_no_letter_is_lost() {
    let mut harness = on_a_case(Harness::remote(data::customer(), 80, 24));
    harness.keys("r").types("Here is").keys("<c-f>");
    saved(&mut harness, &[]);
    harness.keys("<esc>").types(" what");
    harness.send(Msg::Changed(Hint::Draft { id: Uuid::from_u128(7) })).send(Msg::Changed(Hint::Draft { id: DRAFT }));
    // The server is asked once although it tells twice, and what is typed meanwhile is typed.
    harness.send(Msg::Changed(Hint::Draft { id: DRAFT })).types(" I");
    assert_eq!(harness.calls().iter().filter(|call| matches!(call, Call::Draft(_))).count(), 1);
    looked(&mut harness, DraftKind::Reply, &["shot.png"]);
    harness.sees("shot.png has arrived.").sees("+ shot.png");
    looked(&mut harness, DraftKind::Reply, &["shot.png"]);
    harness.types(" see").sees("Here is what I see").sees("+ shot.png");
    harness.wakes();
    // The text is saved upon the version that it was typed on, for nobody else changed it.
    let (_, call) = harness.call(|call| matches!(call, Call::SaveDraft(..)));
    let Call::SaveDraft(_, save) = call else { unreachable!() };
    assert_eq!((save.version, save.content.body.as_str()), (1, "Here is what I see"));
}

#[test]
fn a_file_that_arrives_while_the_text_is_saved_is_not_forgotten() {
    let mut harness = on_a_case(Harness::remote(data::customer(), 80, 24));
    harness.keys("r").types("Here").keys("<c-f>").keys("<esc>");
    harness.send(Msg::Changed(Hint::Draft { id: DRAFT }));
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Draft(_))), "the save is under way");
    saved(&mut harness, &[]);
    looked(&mut harness, DraftKind::Reply, &["shot.png"]);
    harness.sees("+ shot.png").sees("Here");
}

#[test]
fn an_empty_draft_that_is_left_goes_unless_a_file_has_come() {
    for (files, goes) in [(&["shot.png"][..], false), (&[], true)] {
        for is_case in [false, true] {
            let (mut harness, kind) = if is_case {
                (on_a_new_case(Harness::remote(data::customer(), 80, 24)), DraftKind::Case)
            } else {
                let mut harness = on_a_case(Harness::remote(data::customer(), 80, 24));
                harness.keys("r");
                (harness, DraftKind::Reply)
            };
            harness.keys("<c-f>");
            saved(&mut harness, &[]);
            harness.keys("<esc><esc>");
            looked(&mut harness, kind, files);
            let is_thrown_away = harness.calls().iter().any(|call| matches!(call, Call::DiscardDraft(..)));
            assert_eq!(is_thrown_away, goes, "{kind:?}");
            if goes && !is_case {
                // Nothing of it is left to go on with.
                harness.sees_no("You began");
            }
        }
    }
}

#[test]
fn a_file_may_be_taken_off_again() {
    let mut harness = on_a_new_case(Harness::remote(data::customer(), 80, 24));
    harness.keys("<c-f>");
    saved(&mut harness, &[]);
    harness.keys("<esc>");
    told(&mut harness, DraftKind::Case, &["shot.png", "a.log"]);
    harness.sees("shot.png").sees("a.log").keys("<c-r><enter>").sees_no("+ shot.png");
    // A look while it is taken off would bring it back.
    harness.send(Msg::Changed(Hint::Draft { id: DRAFT }));
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Draft(_))));
    harness.reply(|call| matches!(call, Call::DropFile { .. }), Ok(Answer::Done));
    looked(&mut harness, DraftKind::Case, &["a.log"]);
    harness.sees_no("+ shot.png").sees("+ a.log");
}

#[test]
fn a_path_that_is_pasted_is_text() {
    let mut harness = on_a_case(Harness::remote(data::customer(), 80, 24));
    harness.keys("r").pastes("/home/ada/shot.png").sees("/home/ada/shot.png");
    let mut harness = on_a_new_case(Harness::remote(data::customer(), 80, 24));
    harness.keys("<tab><tab>").pastes("/home/ada/shot.png").sees("/home/ada/shot.png");
}

/// Whether something is asked of a machine that is not here.
fn is_local(effect: &Effect) -> bool {
    match effect {
        Effect::Host(_, op) => matches!(op, HostOp::LookAt(_) | HostOp::Complete(_) | HostOp::List(_) | HostOp::Find(_) | HostOp::Edit(_)),
        Effect::Api(_, call) => matches!(call, Call::UploadToDraft { .. } | Call::UploadToCase { .. } | Call::Download { .. }),
        _ => false,
    }
}

#[test]
fn nothing_is_offered_that_needs_a_machine_of_ones_own() {
    let on = |screen: usize| match screen {
        0 => on_a_case(Harness::remote(data::agent(), 100, 60)),
        1 => {
            let mut harness = on_a_case(Harness::remote(data::agent(), 100, 60));
            harness.keys("i").types("Words");
            harness
        }
        2 => {
            let mut harness = on_a_case(Harness::remote(data::agent(), 100, 60));
            harness.keys("S").types("Words");
            harness
        }
        _ => {
            let mut harness = on_a_new_case(Harness::remote(data::customer(), 100, 60));
            // To the description, where one's own editor would be.
            harness.keys("<tab><tab><tab>").types("Words");
            harness
        }
    };
    for screen in 0..4 {
        let mut harness = on(screen);
        harness.keys("<f1>").sees_no("own editor").sees_no("drop a file");
        let mut harness = on(screen);
        harness.keys("<c-o>").sees_no("Path");
        harness.keys("<c-f>");
        harness.keys("<enter>");
        harness.keys("<a-r>");
        assert!(!harness.effects().iter().any(is_local), "{screen}: {:#?}", harness.effects());
    }
}

#[test]
fn settings_hold_until_the_line_ends() {
    let mut harness = Harness::remote(data::customer(), 80, 200);
    harness.keys(",").sees("until you disconnect").sees_no("own editor").sees_no("Complete the path").sees_no("config.toml");
}

#[test]
fn the_way_back_to_a_case_is_by_ssh() {
    let mut harness = on_a_case(Harness::remote(data::customer(), 80, 24));
    harness.keys("Y");
    assert_eq!(copied(&harness), Some("ssh -p 2222 cases@support.acme.example case view 204816"));
}

#[test]
fn what_the_server_would_not_take_is_not_said_to_be_on_a_machine() {
    let mut harness = on_a_case(Harness::remote(data::agent(), 80, 24));
    harness.keys("r").types("Words").wakes();
    harness.reply(|call| matches!(call, Call::SaveDraft(..)), Err(Failure::Away("gone".into())));
    harness.sees("kept until the server takes it").sees_no("machine");
    let mut harness = on_a_case(Harness::remote(data::agent(), 80, 24));
    harness.keys("S").types("Words").wakes();
    harness.host(|op| matches!(op, HostOp::KeepDraft(_)), Ok(crate::effect::HostAnswer::Done));
    harness.sees("Kept until you disconnect").sees_no("machine");
}
