//! `caseport request`, `seat` and `person`.

use serde_json::{Value, json};

use super::{Shell, not_expected};
use crate::api::testing::{Answer, Server};

fn seats() -> Value {
    let holder = json!({"name": "Ada\u{1b}[2J", "email": "ada@acme.example", "role": "owner", "account_wide": true, "is_shared": false});
    let held = json!({
        "name": "Nia", "email": "nia@acme.example", "role": "administrator", "account_wide": false, "is_shared": false,
        "product": {"slug": "acme-social", "name": "Acme Social"}, "held_until": "2026-02-07T12:00:00Z",
    });
    json!({
        "organization": {"slug": "acme", "name": "Acme"}, "plan": "Flat", "pool": {"total": 4, "taken": 2, "counts": "user"},
        "holders": [holder, held],
    })
}

fn decided(state: &str) -> Value {
    let asks = json!({"kind": "remove-user", "email": "ada@acme.example"});
    json!({"number": 204_816, "request": {"asks": asks, "state": state, "undo_until": "2026-01-31T13:00:00Z"}, "left_open": [7]})
}

#[tokio::test]
async fn s10_seats_are_listed_with_who_holds_them_and_how_many_there_are() {
    let server = Server::start(|_, _| Answer::json(200, &seats())).await;
    let ran = Shell::at(&server).run(&["seat", "list"]).await;
    assert_eq!((ran.exit, ran.err.trim_end()), (0, "2 of 4 seats of the plan Flat are taken, counted per person"));
    assert!(ran.out.contains("nia@acme.example") && ran.out.contains("invited, until 2026-02-07 13:00 CET"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "{:?}", ran.out);
    let ran = Shell::at(&server).run(&["seat", "list", "--organization", "acme", "--json"]).await;
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap(), seats());
    assert_eq!(server.lines().last().unwrap(), "GET /v1/seats?organization=acme");
}

#[tokio::test]
async fn s4_a_seat_is_asked_for_by_a_case_of_the_least_impact_that_says_everything() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "GET /v1/products" => {
            let product = json!({
                "slug": "acme-community", "name": "Acme Community", "kind": "community", "can_file": true,
                "organization": {"slug": "acme", "name": "Acme"},
            });
            Answer::json(200, &json!({"products": [product]}))
        }
        "POST /v1/cases" => Answer::json(201, &json!({"number": 204_816, "files": []})),
        _ => not_expected(asked),
    })
    .await;
    let asked = ["request", "new-user", "--name", "Nia", "--email", "nia@acme.example", "--role", "owner", "--words", "She is new."];
    let ran = Shell::at(&server).run(&asked).await;
    assert_eq!((ran.exit, ran.out.as_str()), (0, "204816\n"), "{}", ran.err);
    let sent = server.asked().pop().unwrap().json();
    assert_eq!((&sent["product"], &sent["severity"]), (&json!("acme-community"), &json!(4)));
    assert_eq!((&sent["request"]["kind"], &sent["request"]["role"]), (&json!("grant-seat"), &json!("owner")));
    assert!(sent["description"].as_str().unwrap().starts_with("She is new.\n\nName: Nia\n"), "{sent}");
    let ran = Shell::at(&server).run(&["request", "remove-user", "ada@acme.example", "--for", "bob@acme.example"]).await;
    assert_eq!(ran.exit, 2, "whose product it is has to be said");
}

#[tokio::test]
async fn s6_whoever_finds_no_seat_is_told_who_holds_them() {
    let mut problem = json!({"type": "about:blank", "status": 409, "code": "no_seat_left", "title": "No seat is left."});
    problem["current"] = seats();
    let server = Server::start(move |_, _| Answer::json(409, &problem)).await;
    let asked = ["request", "new-user", "--name", "Nia", "--email", "n@acme.example", "--product", "acme-social"];
    let ran = Shell::at(&server).run(&asked).await;
    assert!(ran.exit != 0 && ran.err.contains("ada@acme.example, nia@acme.example"), "{}", ran.err);
}

#[tokio::test]
async fn s8_support_decides_and_is_told_what_is_left_to_do() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "POST /v1/cases/204816/request/apply" => Answer::json(200, &decided("applied")),
        "POST /v1/cases/204816/request/decline" => Answer::json(200, &decided("declined")),
        "POST /v1/cases/204816/request/undo" => Answer::json(200, &decided("pending")),
        _ => not_expected(asked),
    })
    .await;
    let ran = Shell::at(&server).run(&["request", "apply", "204816", "--role", "owner", "--instead-of", "bob@acme.example"]).await;
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("until 2026-01-31 14:00 CET") && ran.err.contains("open cases: 7"), "{}{}", ran.out, ran.err);
    assert_eq!(server.asked()[0].json(), json!({"role": "owner", "instead_of": "bob@acme.example"}));
    assert_eq!(Shell::at(&server).run(&["request", "decline", "204816", "--words", " "]).await.exit, 2);
    assert_eq!(Shell::at(&server).run(&["request", "decline", "204816", "--words", "Ask your Owner."]).await.exit, 0);
    assert_eq!(Shell::at(&server).run(&["request", "undo", "204816"]).await.exit, 0);
    assert_eq!(server.asked().len(), 3);
}

#[tokio::test]
async fn people_are_looked_after_by_their_address_whatever_is_in_it() {
    let server = Server::start(|_, asked| match asked.line.split('/').next_back().unwrap_or_default() {
        "deactivate" => Answer::json(200, &json!({"handed_over": [1, 2], "left_open": [3]})),
        "invitation" if asked.line.starts_with("POST") => {
            Answer::json(200, &json!({"email": "a@acme.example", "expires_at": "2026-02-07T12:00:00Z"}))
        }
        _ => Answer::Full(204, Vec::new(), Vec::new()),
    })
    .await;
    let ran = Shell::at(&server).run(&["person", "leave", "a/../b@acme.example", "--hand-over-to", "bob@acme.example"]).await;
    assert!(ran.exit == 0 && ran.err.contains("Handed over: 1, 2") && ran.err.contains("open cases: 3"), "{}", ran.err);
    assert_eq!(server.lines()[0], "POST /v1/people/a%2F..%2Fb%40acme.example/deactivate");
    for arguments in [
        &["person", "role", "a@acme.example", "owner"][..],
        &["person", "staff-role", "a@acme.example", "admin"],
        &["person", "invite", "a@acme.example"],
        &["person", "revoke", "a@acme.example"],
    ] {
        assert_eq!(Shell::at(&server).run(arguments).await.exit, 0, "{arguments:?}");
    }
    assert_eq!(
        server.lines()[1..],
        [
            "PUT /v1/people/a%40acme.example/role",
            "PUT /v1/staff/a%40acme.example/role",
            "POST /v1/people/a%40acme.example/invitation",
            "DELETE /v1/people/a%40acme.example/invitation",
        ]
    );
}
