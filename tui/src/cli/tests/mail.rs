//! `caseport notifications` and `caseport mail`.

use serde_json::{Value, json};

use super::{Shell, problem};
use crate::api::testing::{Answer, Server};

fn letter(more: &Value) -> Value {
    let mut letter = json!({
        "reference": "QmFzZTY0", "letter": "invitation", "to": "ada@acme.example", "state": "dead",
        "created_at": "2026-01-31T08:00:00Z", "tries": 16, "settled_at": "2026-01-31T09:00:00Z",
        "error": "550 nobody\u{1b}[2J here", "has_code": true,
    });
    letter.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    letter
}

#[tokio::test]
async fn what_one_is_told_of_is_listed_and_chosen() {
    let all =
        json!({"kinds": [{"kind": "assigned", "mode": "digest"}], "follows": [{"slug": "acme-social", "name": "Acme\u{1b}[2J Social"}]});
    let server = Server::start(move |_, _| Answer::json(200, &all)).await;
    let ran = Shell::at(&server).run(&["notifications", "list"]).await;
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("What customers write on cases that are assigned to you") && ran.out.contains("digest"), "{}", ran.out);
    assert!(ran.out.contains("acme-social") && !ran.out.contains('\u{1b}'), "{}", ran.out);
    for (arguments, line) in [
        (&["notifications", "set", "assigned", "off"][..], "PUT /v1/me/notifications"),
        (&["notifications", "follow", "acme-social"], "PUT /v1/me/follows/acme-social"),
        (&["notifications", "unfollow", "acme-social"], "DELETE /v1/me/follows/acme-social"),
    ] {
        let ran = Shell::at(&server).run(arguments).await;
        assert_eq!((ran.exit, server.asked().pop().unwrap().line.as_str()), (0, line), "{}", ran.err);
    }
    let set = server.asked().into_iter().find(|asked| asked.line == "PUT /v1/me/notifications").unwrap();
    assert_eq!(set.json(), json!({"kinds": [{"kind": "assigned", "mode": "off"}]}));
    let before = server.asked().len();
    for wrong in [&["notifications", "set", "everything", "now"][..], &["notifications", "set", "replies", "weekly"], &["notifications"]] {
        assert_eq!(Shell::at(&server).run(wrong).await.exit, 2, "{wrong:?}");
    }
    assert_eq!(server.asked().len(), before);
}

#[tokio::test]
async fn letters_are_listed_with_why_they_were_not_sent_and_read_without_commanding_the_terminal() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "GET /v1/mail?state=dead&limit=50" => Answer::json(200, &json!({"letters": [letter(&json!({}))]})),
        "GET /v1/mail/QmFzZTY0" => {
            Answer::json(200, &letter(&json!({"subject": "Hello\u{9b}31m", "text": "Your code is abcde.\n> a\u{1b}]0;x\u{7}b\n"})))
        }
        _ => problem(404, "not_found"),
    })
    .await;
    let ran = Shell::at(&server).run(&["mail", "list", "--state", "dead"]).await;
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("given up") && ran.out.contains("550 nobody") && !ran.out.contains('\u{1b}'), "{}", ran.out);
    let ran = Shell::at(&server).run(&["mail", "view", "QmFzZTY0"]).await;
    assert!(ran.out.contains("Your code is abcde.\n> a") && !ran.out.contains(['\u{1b}', '\u{9b}', '\u{7}']), "{}", ran.out);
    let ran = Shell::at(&server).run(&["mail", "view", "QmFzZTY0", "--json"]).await;
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap()["has_code"], true);
    let ran = Shell::at(&server).run(&["mail", "view", "other"]).await;
    assert!(ran.exit == 4 && ran.err.contains("caseport mail list"), "{}", ran.err);
}

#[tokio::test]
async fn a_letter_is_tried_again_and_an_organization_has_numbers_alone() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "POST /v1/mail/QmFzZTY0/retry" | "PUT /v1/organizations/acme/mail" => Answer::Full(204, Vec::new(), Vec::new()),
        _ => problem(403, "not_allowed"),
    })
    .await;
    assert_eq!(Shell::at(&server).run(&["mail", "retry", "QmFzZTY0"]).await.exit, 0);
    for (setting, numbers_only) in [("on", true), ("off", false)] {
        let ran = Shell::at(&server).run(&["mail", "numbers-only", "acme", setting]).await;
        assert_eq!((ran.exit, server.asked().pop().unwrap().json()), (0, json!({"numbers_only": numbers_only})), "{}", ran.err);
    }
    let ran = Shell::at(&server).run(&["mail", "list"]).await;
    assert!(ran.exit == 4 && ran.out.is_empty(), "{}", ran.err);
}
