//! Listing, viewing, filing, answering, editing.

use super::*;

fn listed(asked: &Asked) -> Answer {
    match asked.line.as_str() {
        "GET /v1/portal" => portal(),
        line if line.contains("cursor=two") => Answer::json(200, &json!({"cases": [summary()], "next": "three"})),
        line if line.starts_with("GET /v1/cases?") => Answer::json(200, &json!({"cases": [summary()], "next": "two"})),
        _ => not_expected(asked),
    }
}

#[tokio::test]
async fn a_list_follows_pages_up_to_its_limit() {
    let server = Server::start(|_, asked| listed(asked)).await;
    let ran = Shell::at(&server).run(&["case", "list", "login", "--limit", "2"]).await;
    insta::assert_snapshot!(ran.out, @r"
    Number  New  Status           Severity  Product         Subject                  Last reply
    204816  *    Pending Closure  2         acme-community  Sign-in fails on phones  2026-01-31 10:30 CET
            Solution: Clear the cache. Then sign in.
    204816  *    Pending Closure  2         acme-community  Sign-in fails on phones  2026-01-31 10:30 CET
            Solution: Clear the cache. Then sign in.
    ");
    assert_eq!(ran.err, "There are more; use --limit, or narrow the query.\n");
    assert_eq!(server.lines()[..2], ["GET /v1/cases?query=login&limit=2", "GET /v1/cases?query=login&cursor=two&limit=1"]);
}

#[tokio::test]
async fn json_is_the_contracts_own_and_harmless() {
    let server = Server::start(|_, asked| listed(asked)).await;
    let ran = Shell::at(&server).run(&["case", "list", "--json", "--limit", "1"]).await;
    assert!(!ran.out.contains('\u{1b}'));
    let page: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&page["next"], &page["cases"][0]["subject"]), (&json!("two"), &summary()["subject"]));
}

fn one(asked: &Asked) -> Answer {
    match asked.line.as_str() {
        "GET /v1/portal" => portal(),
        "GET /v1/cases/204816" | "POST /v1/cases/204816/close" => Answer::json(200, &view()),
        "PATCH /v1/cases/204816" if asked.header("if-match") == Some("\"4\"") => Answer::json(200, &view()),
        "PATCH /v1/cases/204816" => problem(412, "stale_version"),
        "PUT /v1/cases/204816/seen" => Answer::Full(204, Vec::new(), Vec::new()),
        "GET /v1/cases/204816/timeline?limit=100" => {
            let note = json!({"reference": "note-1", "visibility": "internal", "author": person("Bob"), "at": "2026-01-31T09:00:00Z", "body": "Look."});
            let reply = json!({
                "reference": "reply-1", "visibility": "public", "author": person("Bob"), "at": "2026-01-31T09:30:00Z",
                "body": "Try this.\u{1b}]0;owned\u{7}", "files": [file("how.png", 2, b"x")],
            });
            let entries = json!([
                {"entry": "event", "at": "2026-01-31T08:00:00Z", "actor": person("Bob"), "on_behalf_of": person("Ada"), "fact": "filed"},
                {"entry": "comment", "comment": note},
                {"entry": "comment", "comment": reply},
                {"entry": "event", "at": "2026-01-31T09:31:00Z", "fact": "status-set", "from": "researching", "to": "pending-closure"},
            ]);
            Answer::json(200, &json!({"from": 3, "total": 7, "entries": entries}))
        }
        line if line.starts_with("POST /v1/cases/204816/") => commented("researching"),
        _ => not_expected(asked),
    }
}

#[tokio::test]
async fn a_case_is_shown_with_all_that_it_says() {
    let server = Server::start(|_, asked| one(asked)).await;
    let ran = Shell::at(&server).run(&["case", "view", "204816"]).await;
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out, @r"
    Case 204816: Sign-in fails on phones
    Status         Pending Closure, closes on 2026-02-07 10:30 CET
                   Resolved or answered; may be commented at any time; closes on the date shown.
    Severity       2 Major (A subsystem or primary function fails)
    Your priority  High
    Product        Acme Community (acme-community)
    Category       Sign-in
    Organization   Acme
    Requester      Ada <ada@example.com>
    Watchers       Cleo <cleo@example.com>
    Filed          2026-01-31 09:00 CET
    Updated        2026-01-31 10:30 CET
    Version        4

    Description
      Since Friday.

    Files
      shot.png  7 B  image/png

    Solution
      Clear the cache.
      Then sign in.

    Timeline
      3 earlier entries; --all shows them
      2026-01-31 09:00 CET  Bob filed the case for Ada

      2026-01-31 10:00 CET  INTERNAL NOTE by Bob, note-1
        Look.

      2026-01-31 10:30 CET  Bob wrote reply-1
        Try this.
        File: how.png  1 B  image/png

      2026-01-31 10:31 CET  The system changed the status from Acme Researching to Pending Closure
    ");
    let seen = server.asked().pop().unwrap();
    assert_eq!((seen.line.as_str(), seen.json()), ("PUT /v1/cases/204816/seen", json!({"replies": 3, "notes": 0})));
}

#[tokio::test]
async fn a_case_as_json_has_its_timeline_and_marks_nothing_as_seen() {
    let server = Server::start(|_, asked| one(asked)).await;
    let ran = Shell::at(&server).run(&["case", "view", "204816", "--json"]).await;
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&value["version"], &value["timeline"]["total"]), (&json!(4), &json!(7)));
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn a_case_that_may_not_be_seen_has_its_own_words() {
    let server = Server::start(|_, _| problem(404, "not_found")).await;
    for args in [&["case", "view", "1"][..], &["case", "reply", "1", "--message", "m"], &["case", "download", "1", "a"]] {
        let ran = Shell::at(&server).run(args).await;
        assert_eq!(ran.exit, 4);
        assert_eq!(ran.err, "caseport: No such case, or it is not shared with you; ask your account's owner.\n");
    }
}

#[tokio::test]
async fn filing_prints_the_number_alone() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "POST /v1/cases" => {
            let promise = json!({"severity": 2, "amount": 4, "unit": "business-hours", "hours": "24x5"});
            Answer::json(201, &json!({"number": 204_816, "files": [], "promise": promise}))
        }
        _ => not_expected(asked),
    })
    .await;
    let args =
        ["case", "file", "--product", "acme", "--subject", "S", "--severity", "2", "--for", "ada@example.com", "--description-file", "-"];
    let ran = Shell::at(&server).stdin(b"It broke.\n").run(&args).await;
    assert_eq!((ran.exit, ran.out.as_str()), (0, "204816\n"));
    assert_eq!(
        ran.err,
        "First response: within 4 business hours, around the clock from Monday to Friday.\n\
         Come back to it with: caseport case view 204816\n"
    );
    let sent = server.asked()[0].json();
    assert_eq!(
        sent,
        json!({"product": "acme", "severity": 2, "subject": "S", "description": "It broke.\n", "requester": "ada@example.com"})
    );
}

#[tokio::test]
async fn a_reply_says_how_far_its_writer_read() {
    let server = Server::start(|_, asked| one(asked)).await;
    let args = ["case", "reply", "204816", "--message", "m", "--no-reopen", "--last-seen", "reply-2"];
    let ran = Shell::at(&server).run(&args).await;
    assert_eq!((ran.exit, ran.out.as_str()), (0, "Sent reply-4 on case 204816. Status: Acme Researching.\n"));
    let sent = server.asked().into_iter().find(|asked| asked.line.ends_with("/replies")).unwrap().json();
    assert_eq!(sent, json!({"body": "m", "send": {"reopen": false, "seen": {"replies": 2, "notes": 0}}}));
}

#[tokio::test]
async fn a_newer_comment_stops_a_reply_and_is_named() {
    let server = Server::start(|_, _| {
        let seen = json!({"replies": 5, "notes": 0});
        let problem = json!({"type": "about:blank", "status": 409, "code": "newer_comments", "title": "x", "current_seen": seen});
        Answer::json(409, &problem)
    })
    .await;
    let ran = Shell::at(&server).run(&["case", "reply", "1", "--message", "m"]).await;
    assert_eq!(ran.exit, 5);
    assert!(ran.err.contains("--last-seen reply-5"), "{}", ran.err);
}

#[tokio::test]
async fn an_edit_builds_on_the_version_it_names_or_the_newest() {
    let server = Server::start(|_, asked| one(asked)).await;
    let ran = Shell::at(&server).run(&["case", "edit", "204816", "--severity", "1", "--priority", "high"]).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert_eq!(server.asked()[1].json(), json!({"severity": 1, "priority": "high"}));
    let ran = Shell::at(&server).run(&["case", "edit", "204816", "--severity", "1", "--if-version", "3"]).await;
    assert_eq!(ran.exit, 5);
    assert!(ran.err.starts_with("caseport: Somebody changed it first; nothing was saved.\n"), "{}", ran.err);
}

#[tokio::test]
async fn support_assigns_sets_the_status_and_solves() {
    for (args, sent) in [
        (&["case", "assign", "204816", "nobody"][..], json!({"assignee": null})),
        (&["case", "assign", "204816", "bob@example.com"], json!({"assignee": "bob@example.com"})),
        (
            &["case", "status", "204816", "fixed-scheduled-for-upgrade", "--date", "2026-03-01", "--fixed-in", "4.2", "--ticket", "B-1"],
            json!({"status": {"status": "fixed-scheduled-for-upgrade", "date": "2026-03-01", "fixed_in": "4.2", "ticket": "B-1"}}),
        ),
        (&["case", "solve", "204816", "--solution", "Done."], json!({"solution": "Done."})),
    ] {
        let server = Server::start(|_, asked| one(asked)).await;
        let ran = Shell::at(&server).run(args).await;
        assert_eq!(ran.exit, 0, "{ran:?}");
        let patch = server.asked().into_iter().find(|asked| asked.line.starts_with("PATCH")).unwrap();
        assert_eq!(patch.json(), sent);
    }
}

#[tokio::test]
async fn an_escalation_on_the_first_day_is_sent_with_a_warning() {
    let server = Server::start(|_, asked| one(asked)).await;
    let ran = Shell::at(&server).run(&["case", "escalate", "204816", "--reason", "r"]).await;
    assert_eq!(ran.exit, 0);
    assert!(ran.err.contains("opened today"), "{}", ran.err);
    assert!(ran.out.starts_with("Case 204816 is escalated; your reason is reply-"), "{}", ran.out);
    let mut later = Shell::at(&server);
    later.host.now = "2026-02-01T12:00:00Z".parse().unwrap();
    assert_eq!(later.run(&["case", "escalate", "204816", "--reason", "r"]).await.err, "");
}

#[tokio::test]
async fn a_lost_answer_to_a_write_says_that_it_may_have_arrived() {
    let server = Server::start(|_, _| Answer::Nothing).await;
    let ran = Shell::at(&server).run(&["case", "close", "1"]).await;
    assert_eq!(ran.exit, 6);
    assert!(ran.err.contains("look before you send it again"), "{}", ran.err);
}

#[tokio::test]
async fn the_whole_timeline_is_read_from_pages_of_any_length() {
    let event = |minute: u32| json!({"entry": "event", "at": format!("2026-01-31T08:{minute:02}:00Z"), "fact": "filed"});
    let page = move |from: u32, to: u32| json!({"from": from, "total": 7, "entries": (from..to).map(event).collect::<Vec<_>>()});
    let server = Server::start(move |_, asked| match asked.line.as_str() {
        "GET /v1/cases/204816/timeline?limit=100" => Answer::json(200, &page(5, 7)),
        "GET /v1/cases/204816/timeline?from=0&limit=5" => Answer::json(200, &page(0, 3)),
        "GET /v1/cases/204816/timeline?from=3&limit=2" => Answer::json(200, &page(3, 5)),
        _ => one(asked),
    })
    .await;
    let ran = Shell::at(&server).run(&["case", "view", "204816", "--all", "--json"]).await;
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["timeline"]["from"], 0);
    let minutes: Vec<&Value> = value["timeline"]["entries"].as_array().unwrap().iter().map(|entry| &entry["at"]).collect();
    assert_eq!(minutes, (0..7).map(|minute| event(minute)["at"].clone()).collect::<Vec<_>>().iter().collect::<Vec<_>>());
}
