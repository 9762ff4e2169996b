mod articles;
mod request;

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::CaseFiled;
use caseport_shared::api::draft::{DraftKind, DraftList, DraftSaved, DraftView, Submitted};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::product::ProductPage;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Visibility;
use caseport_shared::severity::Severity;
use insta::assert_snapshot;

use crate::effect::{Answer, Call, Effect, Failure, Found, HostAnswer, HostOp};
use crate::msg::Msg;
use crate::testing::{Harness, data};

fn opened(mut harness: Harness, drafts: Vec<DraftView>) -> Harness {
    harness.keys("n");
    let products = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(products))));
    harness.reply(|call| matches!(call, Call::Drafts), Ok(Answer::Drafts(Box::new(DraftList { drafts }))));
    harness
}

/// Chooses the first product and its first category with its first subcategory.
fn chosen(mut harness: Harness) -> Harness {
    harness.keys("<enter><enter>");
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(data::product()))));
    harness.keys("<enter><enter><enter><enter>");
    harness
}

fn filled(harness: Harness) -> Harness {
    let mut harness = chosen(harness);
    harness.types("Members are signed out").keys("<tab>").types("Since yesterday at 17:00.\nIn every browser.");
    harness
}

fn saved(harness: &mut Harness) {
    saved_with(harness, Vec::new());
}

/// The draft is saved, and has these files.
fn saved_with(harness: &mut Harness, files: Vec<AttachmentView>) {
    let (ticket, call) = harness.call(|call| matches!(call, Call::SaveDraft(..)));
    let Call::SaveDraft(id, save) = call else { unreachable!() };
    let updated_at = data::at("03-12T10:00");
    let draft = DraftView { id, kind: save.kind, case: None, version: save.version + 1, updated_at, content: save.content, files };
    harness.send(Msg::Answer(ticket, Ok(Answer::Saved(Box::new(DraftSaved { draft, forked_from: None })))));
}

/// Picks a file of which the machine knows the path.
fn attaches(harness: &mut Harness, path: &str) {
    harness.keys("<c-f>").pastes(path);
    let name = path.rsplit('/').next().unwrap().to_owned();
    let found = vec![Found { path: path.to_owned(), name, is_folder: false, size: 48_200 }];
    harness.host(|op| matches!(op, HostOp::Find(_)), Ok(HostAnswer::Found(found)));
}

fn is_submit(call: &Call) -> bool {
    matches!(call, Call::Submit { .. })
}

#[test]
fn a_new_case_at_80_by_24() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.wakes();
    saved(&mut harness);
    attaches(&mut harness, "/home/ada/signed-out.png");
    harness.host(|op| matches!(op, HostOp::LookAt(_)), Ok(HostAnswer::File { name: "signed-out.png".into(), size: 48_200 }));
    let (ticket, _) = harness.call(|call| matches!(call, Call::UploadToDraft { .. }));
    harness.send(Msg::Progress(ticket, 24_000));
    assert_snapshot!(harness.frame());
}

#[test]
fn a_new_case_on_a_narrow_screen_with_errors() {
    let mut harness = opened(Harness::signed_in(data::agent(), 60, 20), Vec::new());
    harness.keys("<c-s>");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_new_case_on_a_wide_screen_with_a_picker() {
    let mut harness = chosen(opened(Harness::signed_in(data::customer(), 160, 50), Vec::new()));
    harness.keys("<backtab><enter>");
    assert_snapshot!(harness.frame());
}

#[test]
fn after_filing_everything_promised_is_told() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.keys("<c-s>");
    saved(&mut harness);
    let promise = data::product().promises.into_iter().find(|promise| promise.severity == Severity::Minor);
    let filed = CaseFiled { number: CaseNumber(205_113), files: vec![data::file("signed-out.png", Visibility::Public)], promise };
    harness.reply(is_submit, Ok(Answer::Submitted(Box::new(Submitted::Case { filed }))));
    assert_snapshot!(harness.frame());
    harness.keys("<enter>");
    harness.call(|call| matches!(call, Call::Case(CaseNumber(205_113))));
}

#[test]
fn what_is_filed_is_what_was_typed() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.wakes();
    let (_, call) = harness.call(|call| matches!(call, Call::SaveDraft(..)));
    let Call::SaveDraft(_, save) = call else { unreachable!() };
    let content = save.content;
    assert_eq!((save.kind, content.product.as_str(), content.category.as_str()), (DraftKind::Case, "northwind-community", "sign-in"));
    assert_eq!((content.subcategory.as_str(), content.subject.as_str()), ("sso", "Members are signed out"));
    assert_eq!(content.body, "Since yesterday at 17:00.\nIn every browser.");
}

#[test]
fn the_servers_error_stands_beside_its_field_and_nothing_is_lost() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.keys("<c-s>");
    saved(&mut harness);
    let problem = Problem::new(ErrorCode::InvalidField, "a subject says more than that").field("subject");
    harness.reply(is_submit, Err(Failure::Problem(Box::new(problem))));
    let frame = harness.frame();
    let at = frame.lines().position(|line| line.contains("Members are signed out")).unwrap();
    assert!(frame.lines().nth(at + 1).unwrap().contains("A subject says more than that"), "{frame}");
    harness.sees("Since yesterday");
}

#[test]
fn a_missing_choice_is_asked_for() {
    let mut harness = opened(Harness::customer(), Vec::new());
    harness.keys("<c-s>").sees("This is needed.");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::SaveDraft(..) | Call::Submit { .. })));
}

#[test]
fn another_product_forgets_the_category() {
    let mut harness = chosen(opened(Harness::customer(), Vec::new()));
    harness
        .sees("Single sign-on")
        .keys("<backtab><backtab><backtab><backtab><enter><down><enter>")
        .sees("Northwind Academy")
        .sees_no("Sign-in");
}

#[test]
fn a_case_that_was_begun_is_offered_again() {
    let mut draft = data::draft(DraftKind::Case, "Half a description");
    draft.content.subject = "Begun yesterday".into();
    draft.content.product = "northwind-community".into();
    let mut harness = opened(Harness::customer(), vec![draft.clone()]);
    harness.sees("You began a case before").sees("Begun yesterday").keys("<enter>").sees("Half a description");
    opened(Harness::customer(), vec![draft]).keys("<esc>").sees_no("Half a description").sees("New case");
}

#[test]
fn leaving_saves_at_once_and_keeps_the_text_when_that_fails() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.keys("<esc>").sees("1 Mine");
    harness.reply(|call| matches!(call, Call::SaveDraft(..)), Err(Failure::Away("gone".into())));
    harness
        .host(|op| matches!(op, HostOp::KeepDraft(draft) if draft.save.content.subject == "Members are signed out"), Ok(HostAnswer::Done));
}

#[test]
fn limits_are_shown_before_they_bite() {
    let mut harness = opened(Harness::customer(), Vec::new());
    harness.sees("20 at most, 25 MB each").keys("<tab><tab>").types(&"x".repeat(199)).sees("199 of 200 characters");
    harness.pastes("yz").sees("Subject holds 200 characters at most").sees("199 of 200");
}

#[test]
fn the_field_in_use_is_seen_on_the_smallest_screens() {
    for (columns, rows) in [(30, 5), (30, 8), (60, 12)] {
        let mut harness = opened(Harness::signed_in(data::customer(), columns, rows), Vec::new());
        assert_eq!(harness.frame().lines().nth(usize::from(rows) - 2), Some(""), "the row for messages is left alone");
        harness.sees("Product").keys("<tab><tab>").types("Signed out").sees("Signed out").keys("<tab>").types("Since").sees("Since");
    }
}

#[test]
fn a_paste_that_does_not_fit_is_told_in_one_row() {
    let mut harness = opened(Harness::customer(), Vec::new());
    harness.keys("<tab><tab><tab>").pastes(&"x".repeat(200_000)).sees("not taken. A file can hold more.");
}

fn looked_at(harness: &mut Harness, name: &str) {
    harness.host(|op| matches!(op, HostOp::LookAt(_)), Ok(HostAnswer::File { name: name.into(), size: 48_200 }));
}

fn is_upload(call: &Call) -> bool {
    matches!(call, Call::UploadToDraft { .. })
}

fn upload_key(call: &Call) -> String {
    match call {
        Call::UploadToDraft { key, .. } => format!("{key:?}"),
        _ => unreachable!(),
    }
}

#[test]
fn a_file_whose_sending_was_cut_is_sent_again_by_itself_under_the_same_key() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.wakes();
    saved(&mut harness);
    attaches(&mut harness, "/home/ada/a.png");
    looked_at(&mut harness, "a.png");
    let (ticket, first) = harness.call(is_upload);
    harness.keys("<c-s>").send(Msg::Answer(ticket, Err(Failure::Away("gone".into()))));
    harness.sees("connection lost; sent anew").sees("Since yesterday");
    assert!(!harness.calls().iter().any(|call| is_submit(call)), "nothing is filed without its file");
    harness.send(Msg::Back);
    let (ticket, again) = harness.call(is_upload);
    assert_eq!(upload_key(&first), upload_key(&again));
    let file = data::file("a.png", Visibility::Public);
    harness.send(Msg::Answer(ticket, Ok(Answer::Uploaded(Box::new(file.clone()))))).sees("a.png");
    assert_eq!(harness.frame().matches("a.png").count(), 1, "one file of two attempts");
    harness.keys("<c-s>");
    saved_with(&mut harness, vec![file]);
    assert_eq!(harness.calls().iter().filter(|call| is_submit(call)).count(), 1);
}

#[test]
fn a_refused_file_says_why_and_is_tried_again_on_a_key_as_another_request() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.wakes();
    saved(&mut harness);
    attaches(&mut harness, "/home/ada/a.png");
    looked_at(&mut harness, "a.png");
    let (ticket, first) = harness.call(is_upload);
    let problem = Problem::new(ErrorCode::Overloaded, "too many files are on their way");
    harness.send(Msg::Answer(ticket, Err(Failure::Problem(Box::new(problem))))).sees("Too many files are on their way").keys("<a-r>");
    let (_, again) = harness.call(is_upload);
    assert_ne!(upload_key(&first), upload_key(&again));
}

#[test]
fn a_file_under_way_is_stopped_and_taken_off_where_it_had_arrived_all_the_same() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.wakes();
    saved(&mut harness);
    attaches(&mut harness, "/home/ada/a.png");
    looked_at(&mut harness, "a.png");
    let (ticket, _) = harness.call(is_upload);
    harness.keys("<c-r><enter>").sees_no("a.png");
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Cancel(stopped) if *stopped == ticket)));
    harness.keys("<c-s>");
    let mut late = data::file("a.png", Visibility::Public);
    late.size = 48_200;
    saved_with(&mut harness, vec![late.clone()]);
    assert!(!harness.calls().iter().any(|call| is_submit(call)), "it is not filed with a file that nobody wants");
    harness.reply(|call| matches!(call, Call::DropFile { file, .. } if *file == late.id), Ok(Answer::Done));
    saved(&mut harness);
    harness.call(is_submit);
}

#[test]
fn dropped_files_are_offered_and_several_are_picked_at_once() {
    let mut harness = opened(Harness::customer(), Vec::new());
    harness.keys("<tab><tab>").pastes("/tmp/a.png\n/tmp/b.png\n");
    let found = ["a.png", "b.png"].map(|name| Found { path: format!("/tmp/{name}"), name: name.into(), is_folder: false, size: 7 });
    harness.host(|op| matches!(op, HostOp::Find(_)), Ok(HostAnswer::Found(found.to_vec())));
    harness.sees("Add 2 files?").keys("<enter>");
    looked_at(&mut harness, "a.png");
    looked_at(&mut harness, "b.png");
    harness.sees("a.png  waiting").sees("b.png  waiting").sees("2 of 20 files, 94 kB");
}

#[test]
fn the_description_is_edited_in_the_users_own_editor() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.keys("<c-o>");
    let said = |op: &HostOp| matches!(op, HostOp::Edit(text) if text.starts_with("Since yesterday"));
    harness.host(said, Ok(HostAnswer::Edited("Since Monday.\nOn every device.\n".into())));
    harness.sees("Since Monday.").sees("On every device.").sees_no("Since yesterday").wakes();
    let (_, call) = harness.call(|call| matches!(call, Call::SaveDraft(..)));
    assert!(matches!(call, Call::SaveDraft(_, save) if save.content.body == "Since Monday.\nOn every device."));
    harness.keys("<c-o>").host(|op| matches!(op, HostOp::Edit(_)), Ok(HostAnswer::Edited("x".repeat(70_000))));
    harness.sees("70,000 characters, more than the 65,536").sees("xxxx").keys("<c-s>").sees("70,000 characters, more than the 65,536");
    assert!(!harness.calls().iter().any(|call| is_submit(call)), "it is kept, and not sent");
}

#[test]
fn what_was_promised_is_told_on_every_size() {
    for (columns, rows) in [(60, 20), (160, 50)] {
        let mut harness = filled(opened(Harness::signed_in(data::customer(), columns, rows), Vec::new()));
        harness.keys("<c-s>");
        saved(&mut harness);
        let promise = data::product().promises.into_iter().find(|promise| promise.severity == Severity::Minor);
        let filed = CaseFiled { number: CaseNumber(205_113), files: vec![data::file("signed-out.png", Visibility::Public)], promise };
        harness.reply(is_submit, Ok(Answer::Submitted(Box::new(Submitted::Case { filed }))));
        harness.sees("Case 205113 is filed").sees("signed-out.png").sees("within 4 business hours").sees("caseport case view 205113");
        harness.sees("y copy number").sees("Y copy command").sees("enter open");
    }
}

#[test]
fn number_and_command_of_a_filed_case_are_copied() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.keys("<c-s>");
    saved(&mut harness);
    let filed = CaseFiled { number: CaseNumber(205_113), files: Vec::new(), promise: None };
    harness.reply(is_submit, Ok(Answer::Submitted(Box::new(Submitted::Case { filed }))));
    harness.keys("yY").sees("caseport case view 205113");
    let copied: Vec<&str> =
        harness.effects().iter().filter_map(|effect| if let Effect::Copy(text) = effect { Some(text.as_str()) } else { None }).collect();
    assert_eq!(copied, ["205113", "caseport case view 205113"]);
}

#[test]
fn a_new_case_on_a_narrow_screen_while_a_file_is_sent() {
    let mut harness = filled(opened(Harness::signed_in(data::customer(), 60, 20), Vec::new()));
    harness.wakes();
    saved(&mut harness);
    for name in ["signed-out.png", "evil\u{1b}[31m\u{202e}.log"] {
        attaches(&mut harness, &format!("/home/ada/{name}"));
    }
    looked_at(&mut harness, "signed-out.png");
    harness.host(|op| matches!(op, HostOp::LookAt(_)), Ok(HostAnswer::File { name: "evil.log".into(), size: 26 * 1024 * 1024 }));
    let (ticket, _) = harness.call(is_upload);
    harness.send(Msg::Progress(ticket, 24_000));
    assert_snapshot!(harness.frame());
}

#[test]
fn files_that_were_dropped_on_a_wide_screen() {
    let mut harness = filled(opened(Harness::signed_in(data::customer(), 160, 50), Vec::new()));
    harness.pastes("/tmp/a.png /tmp/b.mov");
    let found = |name: &str, size| Found { path: format!("/tmp/{name}"), name: name.into(), is_folder: false, size };
    let found = vec![found("a.png", 48_200), found("b.mov", 80 * 1024 * 1024)];
    harness.host(|op| matches!(op, HostOp::Find(_)), Ok(HostAnswer::Found(found)));
    assert_snapshot!(harness.frame());
}

#[test]
fn a_letter_on_a_choice_narrows_it_and_picking_goes_on_to_what_is_empty() {
    let mut harness = opened(Harness::customer(), Vec::new());
    harness.types("acad").sees("› Northwind Academy").sees_no("› Northwind Community").keys("<esc>").types("com").keys("<enter>");
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(data::product()))));
    harness.types("mail").keys("<enter>").types("Straight into the subject").sees("Straight into the subject");
}
