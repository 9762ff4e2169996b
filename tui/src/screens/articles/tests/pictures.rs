//! A picture put on the article that is written: sent, shown where the cursor is, and what is said where it cannot be.

use super::writing::{editing, is_saved, new, saved};
use super::*;
use crate::effect::{Failure, HostAnswer, HostOp};

fn sent(call: &Call) -> Option<(&str, &str)> {
    match call {
        Call::AddPicture { slug, path, .. } => Some((slug, path)),
        _ => None,
    }
}

fn is_sent(call: &Call) -> bool {
    sent(call).is_some()
}

fn picture(name: &str) -> Result<Answer, Failure> {
    let view = PictureView { name: name.to_owned(), content_type: "image/png".to_owned(), size: 9, sha256: "0".repeat(64) };
    answer(ArticlesAnswer::Picture(view))
}

/// The form of an article with the cursor in its text, and a picture on its way.
fn sending(body: &str, keys: &str) -> Harness {
    let mut harness = editing(Harness::agent(), body);
    harness.keys(&format!("<backtab>{keys}<c-f>")).sees("PNG, JPEG, GIF or WebP, 5.0 MB at most.");
    harness.pastes("/tmp/shot.png");
    let found = vec![crate::effect::Found { path: "/tmp/shot.png".into(), name: "shot.png".into(), is_folder: false, size: 9 }];
    harness.host(|op| matches!(op, HostOp::Find(_)), Ok(HostAnswer::Found(found)));
    harness
}

/// The text that would be saved.
fn body_of(harness: &mut Harness) -> String {
    harness.keys("<c-s>");
    let (_, call) = harness.call(is_saved);
    saved(&call).unwrap().1.body
}

#[test]
fn a_picture_is_sent_and_shown_where_the_cursor_is() {
    let mut harness = sending("Before.\n\nAfter.", "<up>");
    assert!(harness.calls().into_iter().any(|call| sent(call) == Some(("renew-saml-certificate", "/tmp/shot.png"))));
    harness.sees("The picture is being sent").reply(is_sent, picture("login-page.png"));
    harness.sees("![login page](login-page.png)").sees("login-page.png is added");
    assert_snapshot!(harness.frame());
    // What is typed goes on behind it, and it is kept like whatever is typed.
    harness.wakes();
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Host(_, HostOp::KeepDraft(_)))));
    assert_eq!(body_of(&mut harness), "Before.\n![login page](login-page.png)\nAfter.");
}

#[test]
fn within_a_line_a_picture_stands_on_one_of_its_own() {
    let mut harness = sending("Before. After.", "<home><c-right>");
    harness.reply(is_sent, picture("a.png"));
    let body = body_of(&mut harness);
    assert!(body.contains("\n\n![a](a.png)\n\n") && body.replace("\n\n![a](a.png)\n\n", "") == "Before. After.", "{body}");
}

#[test]
fn the_preview_shows_a_picture_that_was_just_added() {
    let mut harness = sending("", "");
    harness.reply(is_sent, picture("a.png")).keys("<a-v>").draws();
    harness.call(|call| matches!(call, Call::ArticlePicture { name, .. } if name == "a.png"));
}

#[test]
fn a_picture_that_is_refused_changes_nothing_of_the_text() {
    for failure in [
        Failure::Other("shot.png is larger than 5242880 bytes".to_owned()),
        Failure::Away("The server is away.".to_owned()),
        Failure::Problem(Box::new(caseport_shared::api::problem::Problem::new(
            caseport_shared::api::problem::ErrorCode::InvalidField,
            "a picture is a PNG, JPEG, GIF or WebP",
        ))),
    ] {
        let mut harness = sending("Text.", "");
        harness.types(" More.").reply(is_sent, Err(failure)).sees("Not added: ");
        assert_eq!(body_of(&mut harness), "Text. More.");
    }
}

#[test]
fn nothing_is_saved_while_a_picture_is_on_its_way() {
    let mut harness = sending("Text.", "");
    harness.types("!").keys("<c-s>").sees("The picture is being sent");
    assert!(!harness.calls().into_iter().any(is_saved));
    harness.keys("<c-f>").sees("The picture is being sent").sees_no("PNG, JPEG");
    // Whoever throws the text away does not get it back by what arrives late.
    harness.keys("<esc><esc>").reply(is_sent, picture("a.png")).sees_no("a.png").wakes();
    assert!(!harness.effects().iter().any(|effect| matches!(effect, Effect::Host(_, HostOp::KeepDraft(_)))));
}

#[test]
fn a_new_article_is_saved_before_it_has_pictures() {
    let mut harness = new(Harness::agent());
    harness.keys("<c-f>").sees("Save the article first").sees_no("PNG, JPEG");
}

#[test]
fn over_ssh_the_exact_command_is_said() {
    let mut harness = editing(Harness::remote(data::agent(), 80, 24), "Text.");
    harness.keys("<c-f>").sees("Run this on your own machine");
    assert_snapshot!(harness.frame());
    harness.keys("<enter>");
    let copied = harness.effects().iter().find_map(|effect| if let Effect::Copy(text) = effect { Some(text.clone()) } else { None });
    let command = "article picture add renew-saml-certificate - --name screenshot.png < screenshot.png";
    assert!(copied.as_deref().is_some_and(|copied| copied.starts_with("ssh ") && copied.ends_with(command)), "{copied:?}");
}
