//! Plans, hours, products, notices and the audit by commands.

use super::*;
use crate::times::Times;

fn product(under_way: bool) -> Value {
    let mut product = serde_json::to_value(crate::testing::data::product()).unwrap();
    product["maintenance_window"]["under_way"] = json!(under_way);
    product["version"] = json!(7);
    product["can_edit"] = json!(true);
    product
}

fn plan() -> Value {
    let promise = |severity: u8| json!({"severity": severity, "amount": 4, "unit": "business-hours", "hours": "24x5"});
    json!({
        "slug": "premium", "version": 3, "organizations": 2, "name": "Premium", "seats": 20, "counts": "user-per-product",
        "has_account_manager": true, "is_trial": false, "trial_seats": false, "seat_roles": ["owner", "administrator"],
        "first_response": [promise(1), promise(2), promise(3), promise(4)],
    })
}

#[tokio::test]
async fn a_script_waits_for_the_end_of_a_window() {
    for (under_way, exit) in [(true, 1), (false, 0)] {
        let server = Server::start(move |_, _| Answer::json(200, &product(under_way))).await;
        let ran = Shell::at(&server).run(&["product", "window", "northwind-community", "--check"]).await;
        assert_eq!(ran.exit, exit, "{ran:?}");
        assert_eq!(ran.err.contains("A maintenance window is under way: Tuesday 02:00"), under_way, "{ran:?}");
    }
}

#[tokio::test]
async fn a_window_is_printed_for_people_and_for_calendars() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "GET /v1/products/p/window.ics" => Answer::Full(200, Vec::new(), b"BEGIN:VCALENDAR\r\n".to_vec()),
        "GET /v1/products/p" => Answer::json(200, &product(false)),
        _ => not_expected(asked),
    })
    .await;
    let file = Shell::at(&server).run(&["product", "window", "p", "--ics"]).await;
    assert_eq!((file.exit, file.out.as_str()), (0, "BEGIN:VCALENDAR\r\n"));
    let words = Shell::at(&server).run(&["product", "window", "p"]).await;
    assert!(words.out.starts_with("Tuesday 02:00 (America/New_York), 120 minutes; next: 2026-03-17"), "{words:?}");
}

#[tokio::test]
async fn s1_a_plan_is_edited_upon_its_version_and_a_refusal_says_the_way_on() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "GET /v1/plans/premium" => Answer::json(200, &plan()),
        "PUT /v1/plans/premium" if asked.json()["over_pool_ok"] == true => Answer::json(200, &plan()),
        "PUT /v1/plans/premium" => problem(409, "over_pool"),
        _ => not_expected(asked),
    })
    .await;
    let edit = ["plan", "edit", "premium", "--seats", "5", "--respond", "2=1:business-days:9-to-5"];
    let refused = Shell::at(&server).run(&edit).await;
    assert_eq!(refused.exit, 1, "{refused:?}");
    assert!(refused.err.contains("--over-pool"), "{refused:?}");
    let asked = server.asked().pop().unwrap();
    assert_eq!(asked.header("if-match"), Some("\"3\""));
    let body = asked.json();
    assert_eq!((&body["seats"], &body["name"], &body["seat_roles"]), (&json!(5), &json!("Premium"), &json!(["owner", "administrator"])));
    let promised = json!({"severity": 2, "amount": 1, "unit": "business-days", "hours": "9-to-5"});
    assert_eq!((&body["first_response"][1], &body["first_response"][2]["amount"]), (&promised, &json!(4)));
    let confirmed = Shell::at(&server).run(&[edit.as_slice(), &["--over-pool"]].concat()).await;
    assert_eq!(confirmed.exit, 0, "{confirmed:?}");
    assert!(confirmed.out.contains("Owner, Administrator"), "{confirmed:?}");
}

#[tokio::test]
async fn a_product_is_edited_by_what_is_said_alone() {
    let server = Server::start(|_, _| Answer::json(200, &product(false))).await;
    let window = "sun 02:00 90 Europe/Berlin";
    let args = ["product", "edit", "p", "--window", window, "--upgrade-on", "none", "--account-manager", "Mary S <mary@example.com>"];
    let ran = Shell::at(&server).run(&args).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    let asked = server.asked().pop().unwrap();
    assert_eq!((asked.line.as_str(), asked.header("if-match")), ("PATCH /v1/products/p", Some("\"7\"")));
    let expected = json!({
        "account_manager": {"name": "Mary S", "email": "mary@example.com"}, "upgrade_on": null,
        "maintenance_window": {"weekday": 7, "starts": "02:00", "minutes": 90, "time_zone": "Europe/Berlin"},
    });
    assert_eq!(asked.json(), expected);
    let wrong = Shell::at(&server).run(&["product", "edit", "p", "--window", "someday"]).await;
    assert_eq!(wrong.exit, 2, "{wrong:?}");
}

#[tokio::test]
async fn a_holiday_is_added_and_another_removed() {
    let region = json!({
        "region": "emea", "version": 2, "time_zone": "Europe/London", "opens": "09:00", "closes": "17:00",
        "holidays": [{"day": "2026-04-06", "name": "Easter Monday"}, {"day": "2026-12-25", "name": "Christmas Day"}],
    });
    let server = Server::start(move |_, asked| match asked.line.as_str() {
        "GET /v1/regions" => Answer::json(200, &json!({"regions": [region]})),
        _ => Answer::json(200, &region),
    })
    .await;
    let args = ["region", "edit", "emea", "--remove-holiday", "2026-04-06", "--add-holiday", "2026-12-24=Christmas Eve"];
    let ran = Shell::at(&server).run(&args).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    let asked = server.asked().pop().unwrap();
    assert_eq!((asked.line.as_str(), asked.header("if-match")), ("PUT /v1/regions/emea", Some("\"2\"")));
    let days: Vec<String> =
        asked.json()["holidays"].as_array().unwrap().iter().map(|one| one["day"].as_str().unwrap().to_owned()).collect();
    assert_eq!(days, ["2026-12-25", "2026-12-24"]);
}

#[tokio::test]
async fn a_notice_says_who_gets_it_and_until_when_in_the_writers_zone() {
    let recipients = json!([{"name": "Ada", "email": "ada@example.com", "has_seat": true}, {"name": "Eve\u{1b}[2J", "email": "eve@example.com", "has_seat": false}]);
    let server = Server::start(move |_, _| Answer::json(200, &json!({"recipients": recipients}))).await;
    let mut shell = Shell::at(&server).stdin(b"Half an hour.\n");
    shell.host.times = Times::unsaid(TimeZone::get("Europe/Berlin").unwrap());
    let args = [
        "product",
        "notice",
        "p",
        "--kind",
        "maintenance",
        "--subject",
        "Upgrade",
        "--message-file",
        "-",
        "--until",
        "2026-03-30T18:00",
        "--preview",
    ];
    let ran = shell.run(&args).await;
    let asked = server.asked().pop().unwrap();
    assert_eq!(asked.line, "POST /v1/products/p/notices?preview=true");
    let sent = json!({"kind": "maintenance", "subject": "Upgrade", "body": "Half an hour.\n", "ends_at": "2026-03-30T16:00:00Z"});
    assert_eq!(asked.json(), sent);
    let expected = "Nothing was written. It would go to 2 people:\n  Ada <ada@example.com>\n  Eve <eve@example.com> (no seat: is told how to ask for access)\n";
    assert_eq!(ran.out, expected, "{ran:?}");
}

fn entry(at: u8, kind: &str) -> Value {
    json!({
        "at": format!("2026-01-31T08:00:{at:02}Z"), "actor": person("Ada"), "subject": {"kind": "plan", "name": "premium"}, "kind": kind,
        "detail": {"name": {"from": "=A", "to": "\"B\""}},
    })
}

async fn journal() -> Server {
    Server::start(|_, asked| match asked.line.as_str() {
        "GET /v1/audit?query=-kind%3Afiled&limit=100" => Answer::json(200, &json!({"entries": [entry(2, "b")], "next": "more"})),
        "GET /v1/audit?query=-kind%3Afiled&cursor=more&limit=100" => Answer::json(200, &json!({"entries": [entry(1, "a")]})),
        _ => not_expected(asked),
    })
    .await
}

#[tokio::test]
async fn the_audit_is_exported_whole_page_by_page() {
    let server = journal().await;
    let csv = Shell::at(&server).run(&["audit", "export", "-kind:filed", "--format", "csv"]).await;
    let expected = "at,actor,on_behalf_of,kind,subject,detail\r\n\
        \"2026-01-31T08:00:02Z\",\"ada@example.com\",\"\",\"b\",\"plan:premium\",\"{\"\"name\"\":{\"\"from\"\":\"\"=A\"\",\"\"to\"\":\"\"\\\"\"B\\\"\"\"\"}}\"\r\n\
        \"2026-01-31T08:00:01Z\",\"ada@example.com\",\"\",\"a\",\"plan:premium\",\"{\"\"name\"\":{\"\"from\"\":\"\"=A\"\",\"\"to\"\":\"\"\\\"\"B\\\"\"\"\"}}\"\r\n";
    assert_eq!((csv.exit, csv.out.as_str()), (0, expected), "{csv:?}");
    let json = Shell::at(&server).run(&["audit", "export", "-kind:filed", "--format", "json"]).await;
    let read: Vec<Value> = serde_json::from_str(&json.out).unwrap();
    assert_eq!(read, [entry(2, "b"), entry(1, "a")]);
}

#[tokio::test]
async fn a_wrong_query_of_the_audit_is_marked_and_never_sent() {
    let server = journal().await;
    let ran = Shell::at(&server).run(&["audit", "list", "status:closed"]).await;
    assert_eq!((ran.exit, server.asked().len()), (2, 0), "{ran:?}");
    assert!(ran.err.contains("status:closed\n^^^^^^\n"), "{ran:?}");
}

#[tokio::test]
async fn lists_are_printed_page_by_page_and_a_page_that_fails_leaves_those_before() {
    let row = |slug: &str| json!({"slug": slug, "name": "N", "plan": "Premium", "region": "emea"});
    let server = Server::start(move |_, asked| match asked.line.as_str() {
        "GET /v1/organizations" => Answer::json(200, &json!({"organizations": [row("acme")], "next": "two"})),
        "GET /v1/organizations?cursor=two" => Answer::json(200, &json!({"organizations": [row("a-much-longer-slug")], "next": "three"})),
        _ => problem(403, "not_allowed"),
    })
    .await;
    let table = Shell::at(&server).run(&["organization", "list"]).await;
    assert_ne!(table.exit, 0);
    let rows: Vec<&str> = table.out.lines().collect();
    assert!(rows.len() == 3 && rows[1].starts_with("acme ") && rows[2].starts_with("a-much-longer-slug "), "{table:?}");
    let server = Server::start(move |_, asked| match asked.line.as_str() {
        "GET /v1/organizations" => Answer::json(200, &json!({"organizations": [row("acme")], "next": "two"})),
        _ => Answer::json(200, &json!({"organizations": [row("brook")]})),
    })
    .await;
    let all = Shell::at(&server).run(&["organization", "list", "--json"]).await;
    let all: serde_json::Value = serde_json::from_str(&all.out).unwrap();
    assert_eq!(all["organizations"], json!([row("acme"), row("brook")]));
}

#[tokio::test]
async fn a_calendar_file_commands_no_terminal() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "GET /v1/products/p/window.ics" => Answer::Full(200, Vec::new(), b"BEGIN:VCALENDAR\r\nSUMMARY:\x1b[2Jx\r\n".to_vec()),
        "GET /v1/products/p" => Answer::json(200, &product(false)),
        _ => not_expected(asked),
    })
    .await;
    let mut shell = Shell::at(&server);
    shell.io.stdout_is_terminal = true;
    let ran = shell.run(&["product", "window", "p", "--ics"]).await;
    assert!(ran.out.contains("SUMMARY:") && ran.out.chars().all(|c| c == '\n' || !c.is_control()), "{ran:?}");
}
