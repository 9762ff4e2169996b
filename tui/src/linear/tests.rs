//! The linear mode told by scripts: what is typed goes in, what is read aloud comes out.

use std::sync::{Arc, Mutex};

use caseport_shared::api::draft::{DraftContent, DraftKind, SaveDraft};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::testing::{Answer, Asked, Server};
use crate::cli::tests::{Ran, Shell, file, not_expected, person, portal, problem, summary, view};
use crate::effect::LocalDraft;
use crate::host::{Host as _, LocalHost};
use crate::settings::Folder;

/// What the server of a test holds.
struct World {
    me: Value,
    case: Value,
    entries: Vec<Value>,
    drafts: Vec<Value>,
    products: Vec<Value>,
    /// How many requests from now on find nobody.
    away: usize,
    /// A reply that somebody writes just before the next draft is sent.
    meanwhile: Option<Value>,
    /// What the next edit or draft is refused with.
    refusal: Option<Answer>,
    /// Whether no seat is left.
    is_full: bool,
    /// Files that come for the next draft that is looked at.
    arriving: Vec<Value>,
}

type Shared = Arc<Mutex<World>>;

fn customer() -> Value {
    json!({
        "name": "Ada", "email": "ada@example.com", "side": "customer", "account_role": "owner",
        "organization": {"slug": "acme", "name": "Acme"}, "account_wide": true, "can_file": true,
    })
}

fn agent() -> Value {
    json!({"name": "Grace", "email": "grace@desk.example", "side": "support", "staff_role": "agent", "account_wide": true, "can_file": true})
}

fn reply(number: i64, by: &str, body: &str) -> Value {
    let at = format!("2026-01-31T0{}:00:00Z", number % 10);
    json!({
        "entry": "comment",
        "comment": {"reference": format!("reply-{number}"), "visibility": "public", "author": person(by), "at": at, "body": body},
    })
}

fn note(number: i64, by: &str, body: &str) -> Value {
    let mut entry = reply(number, by, body);
    entry["comment"]["reference"] = json!(format!("note-{number}"));
    entry["comment"]["visibility"] = json!("internal");
    entry
}

/// A case on which two replies were written, of which the reader has seen one, in this status.
fn world(me: Value, status: &str, can: &[&str]) -> Shared {
    let mut case = view();
    case["status"] = json!(status);
    case["latest"] = json!({"replies": 2, "notes": 0});
    case["can"] = json!(can);
    let entries = vec![reply(1, "Ada", "Since Friday."), reply(2, "Bob", "Try this.\u{1b}[2J\u{7}")];
    Arc::new(Mutex::new(World {
        me,
        case,
        entries,
        drafts: Vec::new(),
        products: vec![product()],
        away: 0,
        meanwhile: None,
        refusal: None,
        is_full: false,
        arriving: Vec::new(),
    }))
}

async fn serve(world: &Shared) -> Server {
    let world = Arc::clone(world);
    Server::start(move |_, asked| answer(&mut world.lock().unwrap(), asked)).await
}

fn answer(world: &mut World, asked: &Asked) -> Answer {
    if world.away > 0 {
        world.away -= 1;
        return Answer::Nothing;
    }
    let (method, path) = asked.line.split_once(' ').unwrap();
    let path = path.split('?').next().unwrap();
    let parts: Vec<&str> = path.trim_start_matches("/v1/").split('/').collect();
    match (method, &parts[..]) {
        ("GET", ["portal"]) => portal(),
        ("GET", ["me"]) => Answer::json(200, &world.me),
        ("PUT", ["me", "settings"]) => {
            let mut said = asked.json();
            said["proposed_time_zone"] = json!("Asia/Tokyo");
            world.me["settings"] = said;
            Answer::json(200, &world.me["settings"])
        }
        ("GET", ["cases"]) if asked.line.contains("cursor=two") => Answer::json(200, &json!({"cases": [summary()]})),
        ("GET", ["cases"]) => Answer::json(200, &json!({"cases": vec![summary(); 10], "next": "two"})),
        ("GET", ["cases", "204816"]) => Answer::json(200, &world.case),
        ("GET", ["cases", "204816", "files"]) => Answer::json(200, &json!({"files": world.case["files"]})),
        ("GET", ["cases", "204816", "timeline"]) => timeline(world, &asked.line),
        ("GET", ["cases", "204816", "files", _]) => {
            Answer::Full(200, vec![("content-type", "application/octet-stream".to_owned())], b"picture".to_vec())
        }
        ("PUT", ["cases", "204816", "seen"]) => Answer::Full(204, Vec::new(), Vec::new()),
        ("GET", ["cases", ..]) => problem(404, "not_found"),
        ("POST", ["cases", "204816", "close"]) => {
            world.case["status"] = json!("closed");
            Answer::json(200, &world.case)
        }
        ("PATCH", ["cases", "204816"]) => world.refusal.take().unwrap_or_else(|| Answer::json(200, &world.case)),
        ("POST", ["cases", "204816", "escalate"]) => commented(world, "reply", "Escalated."),
        ("GET", ["people"]) => {
            let row = json!({"name": "Grace", "email": "grace@desk.example", "side": "support", "staff_role": "agent", "has_seat": false});
            Answer::json(200, &json!({"people": [row]}))
        }
        ("GET", ["seats"]) => Answer::json(200, &seats_now(world)),
        ("POST", ["cases"]) => filed(world, &asked.json()),
        ("POST", ["cases", "204816", "request", how]) => decide(world, how),
        ("GET", ["me", "notifications"]) => Answer::json(200, &notifications("now")),
        ("PUT", ["me", "notifications"]) => Answer::json(200, &notifications(asked.json()["kinds"][0]["mode"].as_str().unwrap())),
        ("POST", ["codes", "look"]) if asked.json()["code"] == "abcde-fghij" => {
            let about = json!({
                "purpose": "reset", "name": "Ada", "email": "ada@example.com", "organization": "Acme", "expires_at": "2026-02-01T00:00:00Z",
                "keys": [{"fingerprint": "SHA256:one", "label": "laptop"}, {"fingerprint": "SHA256:two", "label": "phone"}],
            });
            Answer::json(200, &about)
        }
        ("POST", ["codes", "look"]) => problem(403, "wrong_code"),
        ("POST", ["codes", "accept"]) => Answer::json(200, &json!({"token": "t", "expires_at": "2026-03-01T00:00:00Z", "me": world.me})),
        ("POST", ["password-resets"]) => Answer::Full(202, Vec::new(), Vec::new()),
        ("GET", ["products"]) => Answer::json(200, &json!({"products": world.products})),
        ("GET", ["products", slug]) => Answer::json(200, world.products.iter().find(|product| product["slug"] == *slug).unwrap()),
        ("GET", ["drafts"]) => Answer::json(200, &json!({"drafts": world.drafts})),
        ("GET", ["drafts", id]) => match world.drafts.iter_mut().find(|draft| draft["id"] == *id) {
            Some(draft) => {
                draft["files"].as_array_mut().unwrap().append(&mut world.arriving);
                Answer::json(200, draft)
            }
            None => problem(404, "not_found"),
        },
        ("PUT", ["drafts", id]) => save(world, id, &asked.json()),
        ("DELETE", ["drafts", id]) => {
            world.drafts.retain(|draft| draft["id"] != *id);
            Answer::Full(204, Vec::new(), Vec::new())
        }
        ("POST", ["drafts", id, "files"]) => {
            let sent = file("log.txt", 7, &asked.body);
            let draft = world.drafts.iter_mut().find(|draft| draft["id"] == *id).unwrap();
            draft["version"] = json!(draft["version"].as_i64().unwrap() + 1);
            draft["files"].as_array_mut().unwrap().push(sent.clone());
            Answer::json(201, &sent)
        }
        ("POST", ["drafts", id, "submit"]) => submit(world, id, &asked.json()),
        ("POST", ["sessions"]) => match asked.json()["password"].as_str() {
            Some("right") => Answer::json(201, &json!({"token": "t", "expires_at": "2026-03-01T00:00:00Z", "me": world.me})),
            _ => problem(401, "wrong_credentials"),
        },
        _ => not_expected(asked),
    }
}

fn seats() -> Value {
    let holder = |name: &str, email: &str, wide: bool| json!({"name": name, "email": email, "role": "owner", "account_wide": wide, "is_shared": false});
    json!({
        "organization": {"slug": "acme", "name": "Acme"}, "plan": "Premium", "pool": {"total": 5, "taken": 2, "counts": "user"},
        "holders": [holder("Ada", "ada@example.com", true), holder("Bob", "bob@example.com", false)],
    })
}

fn seats_now(world: &World) -> Value {
    let mut seats = seats();
    if world.is_full {
        seats["pool"]["taken"] = seats["pool"]["total"].clone();
    }
    seats
}

fn filed(world: &mut World, case: &Value) -> Answer {
    if world.is_full && case["request"].get("instead_of").is_none() {
        return problem(409, "no_seat_left");
    }
    world.refusal.take().unwrap_or_else(|| Answer::json(201, &json!({"number": 204_818, "files": []})))
}

fn notifications(mode: &str) -> Value {
    json!({"kinds": [{"kind": "replies", "mode": mode}, {"kind": "status", "mode": "now"}]})
}

/// A case that asks for a seat of somebody new.
fn asking(state: &str, can: &[&str]) -> Value {
    let asks = json!({"kind": "grant-seat", "name": "Nia", "email": "nia@example.com", "role": "administrator"});
    json!({"asks": asks, "state": state, "can": can})
}

fn decide(world: &mut World, how: &str) -> Answer {
    if let Some(refusal) = world.refusal.take() {
        return refusal;
    }
    let (state, can): (&str, &[&str]) = match how {
        "apply" => ("applied", &["undo"]),
        "decline" => ("declined", &[]),
        _ => ("pending", &["apply", "decline"]),
    };
    world.case["request"] = asking(state, can);
    Answer::json(200, &json!({"number": 204_816, "request": world.case["request"]}))
}

fn timeline(world: &World, line: &str) -> Answer {
    let value = |name: &str| line.split(name).nth(1).and_then(|rest| rest.split('&').next()).and_then(|value| value.parse::<usize>().ok());
    let (total, limit) = (world.entries.len(), value("limit=").unwrap());
    let from = value("from=").unwrap_or(total.saturating_sub(limit));
    let entries: Vec<&Value> = world.entries.iter().skip(from).take(limit).collect();
    Answer::json(200, &json!({"from": from, "total": total, "entries": entries}))
}

fn save(world: &mut World, id: &str, asked: &Value) -> Answer {
    let version = world.drafts.iter().find(|draft| draft["id"] == id).map_or(0, |draft| draft["version"].as_i64().unwrap());
    if version == 0 && asked["version"] != 0 {
        return problem(404, "not_found");
    }
    let files = world.drafts.iter().find(|draft| draft["id"] == id).map_or(json!([]), |draft| draft["files"].clone());
    let mut draft = json!({
        "id": id, "kind": asked["kind"], "version": version + 1, "updated_at": "2026-01-31T11:55:00Z", "content": asked["content"],
        "files": files,
    });
    if let Some(case) = asked.get("case") {
        draft["case"] = case.clone();
    }
    world.drafts.retain(|draft| draft["id"] != id);
    world.drafts.push(draft.clone());
    Answer::json(200, &json!({"draft": draft}))
}

fn submit(world: &mut World, id: &str, asked: &Value) -> Answer {
    if let Some(newer) = world.meanwhile.take() {
        world.entries.push(newer);
        world.case["latest"]["replies"] = json!(3);
    }
    let seen = asked["send"]["seen"]["replies"].as_i64();
    if seen.is_some_and(|seen| seen < world.case["latest"]["replies"].as_i64().unwrap()) {
        let body =
            json!({"type": "about:blank", "status": 409, "code": "newer_comments", "title": "x", "current_seen": world.case["latest"]});
        return Answer::json(409, &body);
    }
    if let Some(refusal) = world.refusal.take() {
        return refusal;
    }
    let at = world.drafts.iter().position(|draft| draft["id"] == id).unwrap();
    let draft = world.drafts.remove(at);
    let body = draft["content"]["body"].as_str().unwrap().to_owned();
    match draft["kind"].as_str() {
        Some("case") => {
            let promise = json!({"severity": 2, "amount": 4, "unit": "business-hours", "hours": "24x5"});
            Answer::json(201, &json!({"became": "case", "number": 204_817, "files": draft["files"], "promise": promise}))
        }
        Some(kind) => commented(world, kind, &body),
        None => problem(404, "not_found"),
    }
}

fn commented(world: &mut World, kind: &str, body: &str) -> Answer {
    let count = if kind == "note" { "notes" } else { "replies" };
    let number = world.case["latest"][count].as_i64().unwrap() + 1;
    world.case["latest"][count] = json!(number);
    let entry = if kind == "note" { note(number, "Grace", body) } else { reply(number, "Ada", body) };
    world.entries.push(entry.clone());
    Answer::json(201, &json!({"became": "comment", "comment": entry["comment"], "status": "researching", "version": 5}))
}

fn product() -> Value {
    json!({
        "slug": "acme-community", "name": "Acme Community", "kind": "community", "organization": {"slug": "acme", "name": "Acme"},
        "can_file": true, "plan": "Premium", "promises": [{"severity": 1, "amount": 30, "unit": "minutes", "hours": "24x7"}],
        "categories": [{"slug": "sign-in", "name": "Sign-in", "subcategories": [{"slug": "saml", "name": "SAML"}]}, {"slug": "other", "name": "Other"}],
        "contacts": [], "seats": [], "pool": {"total": 5, "taken": 2, "counts": "user"},
        "maintenance_window": {"weekday": 3, "starts": "02:00", "minutes": 60, "time_zone": "UTC", "next": "2026-02-04T02:00:00Z"},
    })
}

/// Types a script, and asserts that nothing but text and line ends came out.
async fn told(shell: Shell, script: &str) -> Ran {
    let ran = shell.stdin(script.as_bytes()).run(&["--linear"]).await;
    assert_plain(&ran);
    ran
}

fn assert_plain(ran: &Ran) {
    let is_plain = |text: &str| text.chars().all(|c| c == '\n' || !c.is_control());
    assert!(is_plain(&ran.out) && is_plain(&ran.err), "{ran:?}");
}

/// The bodies of the requests with this method and end of their path.
fn sent(server: &Server, method: &str, end: &str) -> Vec<Value> {
    let fits = |asked: &&Asked| asked.line.starts_with(method) && asked.line.ends_with(end);
    server.asked().iter().filter(fits).map(Asked::json).collect()
}

const CUSTOMER_CAN: &[&str] = &["view", "reply", "attach", "close", "escalate"];
const AGENT_CAN: &[&str] = &["view", "reply", "note", "set-status", "assign", "solve", "raise-severity", "set-priority"];

#[tokio::test]
async fn a_customer_reads_what_is_new_replies_and_closes() {
    let world = world(customer(), "pending-your-response", CUSTOMER_CAN);
    let server = serve(&world).await;
    let ran = told(Shell::at(&server), "1\n3\nreply\nIt works.\n..dots\n.\n1\nclose\nyes\nnote\nb\nb\nquit\n").await;
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
    let submitted = sent(&server, "POST", "/submit");
    assert_eq!(submitted[0]["send"]["seen"], json!({"replies": 2, "notes": 0}));
    assert_eq!(world.lock().unwrap().entries.last().unwrap()["comment"]["body"], "It works.\n.dots\n");
    assert!(world.lock().unwrap().drafts.is_empty());
}

#[tokio::test]
async fn a_list_goes_on_and_back_and_ends() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let ran = told(Shell::at(&server), "2\nn\nn\np\np\nx\n?\nr\nb\nq\n").await;
    assert_eq!(ran.exit, 0);
    assert!(ran.out.contains("\n11. 204816, Pending Closure, severity 2, Acme Community, unread: Sign-in fails on phones. Last reply by Bob 2 hours ago.\nEnd of the list.\n"), "{}", ran.out);
    assert_eq!(ran.out.matches("There are no more.").count(), 2);
    let lists: Vec<String> = server.lines().into_iter().filter(|line| line.starts_with("GET /v1/cases?")).collect();
    assert_eq!(lists, ["GET /v1/cases?query=&limit=10", "GET /v1/cases?query=&cursor=two&limit=10", "GET /v1/cases?query=&limit=10"]);
}

#[tokio::test]
async fn a_wrong_query_is_told_with_its_place_and_never_sent() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let ran = told(Shell::at(&server), "find\nlogin group:opne\n?\nlogin\nb\nquit\n").await;
    assert!(ran.out.contains("It begins at character 13: opne\n"), "{}", ran.out);
    assert!(ran.out.contains("severity: Impact, 1 to 4. For example severity:1,2\n"), "{}", ran.out);
    assert_eq!(server.lines().iter().filter(|line| line.contains("/cases?")).count(), 1);
}

#[tokio::test]
async fn a_case_is_filed_with_a_file_and_a_wrong_answer_is_asked_again() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    let wrong = json!({"type": "about:blank", "status": 422, "code": "invalid_field", "title": "say more", "field": "subject"});
    world.lock().unwrap().refusal = Some(Answer::json(422, &wrong));
    let server = serve(&world).await;
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("log.txt");
    std::fs::write(&path, "line\n").unwrap();
    let script = format!("new\n1\n1\n1\n2\nBroken\nSince Friday\nnothing works.\n.\n{}\n\n1\nSign-in is broken\nquit\n", path.display());
    let ran = told(Shell::at(&server), &script).await;
    assert_eq!(ran.exit, 0);
    insta::assert_snapshot!(ran.out.replace(&place.path().display().to_string(), "PLACE"));
    let last = sent(&server, "PUT", "").pop().unwrap();
    let content = json!({
        "product": "acme-community", "category": "sign-in", "subcategory": "saml", "severity": 2, "subject": "Sign-in is broken",
        "body": "Since Friday\nnothing works.\n",
    });
    assert_eq!(last["content"], content);
    assert!(world.lock().unwrap().drafts.is_empty());
}

#[tokio::test]
async fn support_writes_a_note_sets_a_status_with_its_date_and_assigns() {
    let world = world(agent(), "researching", AGENT_CAN);
    world.lock().unwrap().entries.push(note(1, "Bob", "Look at the cache."));
    world.lock().unwrap().case["latest"]["notes"] = json!(1);
    let server = serve(&world).await;
    let script = "204816\nnote\nChecked.\n.\n1\nstatus\n3\ntomorrow\n2026-02-14\nassign\n3\nsolve\nRestart.\n.\nescalate\n?\nb\nquit\n";
    let ran = told(Shell::at(&server), script).await;
    assert_eq!(ran.exit, 0);
    assert!(
        ran.out.contains("\nInternal note, only support reads this. Note 1 by Bob, 11 hours ago.\n  Look at the cache.\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Your note is on the case; only support reads it."), "{}", ran.out);
    assert!(ran.out.contains("Write the date as 2026-01-31."), "{}", ran.out);
    assert!(ran.out.contains("That cannot be done with this case now."), "what `can` does not list is not done: {}", ran.out);
    let edits = [
        json!({"status": {"status": "scheduled-for-deployment", "date": "2026-02-14"}}),
        json!({"assignee": "grace@desk.example"}),
        json!({"solution": "Restart."}),
    ];
    assert_eq!(sent(&server, "PATCH", "/cases/204816"), edits);
    assert_eq!(sent(&server, "POST", "/submit")[0]["send"], json!({"seen": {"replies": 2, "notes": 1}}));
    assert!(world.lock().unwrap().drafts.is_empty(), "the solution is saved and its draft is gone");
}

#[tokio::test]
async fn a_reply_on_a_closed_case_asks_whether_to_reopen() {
    for (typed, reopen) in [("", true), ("2", false)] {
        let world = world(agent(), "closed", AGENT_CAN);
        let server = serve(&world).await;
        let ran = told(Shell::at(&server), &format!("204816\nr\nOne more thing.\n.\n1\n{typed}\nb\nquit\n")).await;
        assert!(ran.out.contains("The case is Closed. Shall support look at it again?\n1. Send and reopen\n2. Send only\n"), "{}", ran.out);
        assert_eq!(sent(&server, "POST", "/submit")[0]["send"]["reopen"], json!(reopen));
    }
}

#[tokio::test]
async fn a_newer_comment_is_read_first_and_sending_asks_again() {
    let world = world(agent(), "researching", AGENT_CAN);
    world.lock().unwrap().meanwhile = Some(reply(3, "Ada", "It solved itself."));
    let server = serve(&world).await;
    let ran = told(Shell::at(&server), "204816\nreply\nTry that.\n.\n1\n1\nb\nquit\n").await;
    let (newer, asked) = (ran.out.find("It solved itself."), ran.out.find("Send yours all the same?"));
    assert!(newer.is_some() && newer < asked, "{}", ran.out);
    let seen: Vec<Value> = sent(&server, "POST", "/submit").into_iter().map(|body| body["send"]["seen"]["replies"].clone()).collect();
    assert_eq!(seen, [2, 3]);
    assert_eq!(world.lock().unwrap().entries.len(), 4);
}

#[tokio::test]
async fn a_case_that_may_not_be_seen_has_its_own_words() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let ran = told(Shell::at(&server), "#1\nquit\n").await;
    assert!(ran.exit == 0 && ran.out.contains("No such case, or it is not shared with you; ask your account's owner.\n"), "{ran:?}");
}

#[tokio::test]
async fn an_edit_that_comes_second_says_what_is_so_now_and_asks_again() {
    let world = world(agent(), "researching", AGENT_CAN);
    world.lock().unwrap().refusal = Some(problem(412, "stale_version"));
    let server = serve(&world).await;
    let ran = told(Shell::at(&server), "204816\npriority\n1\nyes\nb\nquit\n").await;
    assert!(ran.out.contains("Somebody changed it first; nothing was saved."), "{}", ran.out);
    assert_eq!(sent(&server, "PATCH", "/cases/204816").len(), 2);
    assert!(ran.out.contains("Changed. Status:"), "{}", ran.out);
}

#[tokio::test]
async fn a_server_that_is_away_is_said_and_asked_again_with_the_same_change() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    let server = serve(&world).await;
    world.lock().unwrap().away = 6;
    let ran = told(Shell::at(&server), "\nretry\n204816\nb\nquit\n").await;
    assert_eq!(ran.exit, 0);
    assert_eq!(ran.out.matches("cannot be reached").count(), 2, "{}", ran.out);
    assert!(ran.out.contains("Case 204816: Sign-in fails on phones"), "{}", ran.out);
    // Leaving while it is away has the exit code of the commands.
    world.lock().unwrap().away = 3;
    assert_eq!(told(Shell::at(&server), "").await.exit, 6);
}

#[tokio::test]
async fn a_retried_submission_is_one_and_the_same() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    let server = Server::start({
        let (world, lost) = (Arc::clone(&world), Mutex::new(3));
        move |_, asked| {
            let mut lost = lost.lock().unwrap();
            if asked.line.ends_with("/submit") && *lost > 0 {
                *lost -= 1;
                return Answer::Nothing;
            }
            answer(&mut world.lock().unwrap(), asked)
        }
    })
    .await;
    let ran = told(Shell::at(&server), "204816\nreply\nHello.\n.\n1\n\nb\nquit\n").await;
    assert!(ran.out.contains("Your reply is on the case."), "{}", ran.out);
    let asked = server.asked();
    let keys: Vec<_> = asked.iter().filter(|asked| asked.line.ends_with("/submit")).map(|asked| asked.header("idempotency-key")).collect();
    assert_eq!(keys.len(), 4);
    assert!(keys[0].is_some() && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[tokio::test]
async fn the_end_of_input_while_writing_keeps_a_draft_that_is_offered_again() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    let server = serve(&world).await;
    let ran = told(Shell::at(&server), "204816\nreply\nFirst line.\nSecond li").await;
    assert_eq!(ran.exit, 0);
    assert!(ran.out.ends_with("What you wrote is kept as a draft.\nGood bye.\n"), "{}", ran.out);
    let ran = told(Shell::at(&server), "204816\nreply\n1\nThird line.\n.\n1\nb\nquit\n").await;
    assert!(ran.out.contains("You began a reply 5 minutes ago; reply goes on with it."), "{}", ran.out);
    assert!(ran.out.contains("You began a reply 5 minutes ago: First line. Second li\n1. Go on\n2. Begin anew"), "{}", ran.out);
    let body = world.lock().unwrap().entries.last().unwrap()["comment"]["body"].clone();
    assert_eq!(body, "First line.\nSecond li\nThird line.\n");
}

#[tokio::test]
async fn begun_anew_leaves_the_first_text_among_the_drafts() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    let server = serve(&world).await;
    told(Shell::at(&server), "204816\nreply\nFirst.\n").await;
    let ran = told(Shell::at(&server), "204816\nreply\n2\nOther.\n.\n5\nb\ndrafts\n1\n1\nMore.\n.\n1\nb\n1\n2\nyes\nquit\n").await;
    assert!(ran.out.contains("1. Reply, 204816, First., 5 minutes ago\n") && ran.out.contains("The draft is gone."), "{}", ran.out);
    let world = world.lock().unwrap();
    assert!(world.entries.last().unwrap()["comment"]["body"] == "First.\nMore.\n" && world.drafts.is_empty());
}

#[tokio::test]
async fn what_a_killed_client_kept_on_the_machine_is_brought_to_the_server() {
    // Upon no version, and upon one that was thrown away elsewhere.
    for version in [0, 3] {
        let world = world(customer(), "researching", CUSTOMER_CAN);
        let server = serve(&world).await;
        let place = tempfile::tempdir().unwrap();
        let host = LocalHost { folder: Some(Folder::at(place.path())), ..LocalHost::default() };
        let content = DraftContent { body: "Half a reply\n".into(), ..DraftContent::default() };
        let save = SaveDraft { kind: DraftKind::Reply, case: Some("204816".parse().unwrap()), version, content };
        let kept = LocalDraft {
            id: Uuid::from_u128(9),
            server: server.address.clone(),
            email: "ada@example.com".into(),
            save,
            is_solution: false,
            article: None,
        };
        host.keep_draft(&kept).unwrap();
        let ran = told(signed_in(&server, place.path()), "204816\nreply\n1\n.\n1\nb\nquit\n").await;
        assert!(ran.out.contains("You began a reply"), "{}", ran.out);
        assert_eq!(world.lock().unwrap().entries.last().unwrap()["comment"]["body"], "Half a reply\n");
        assert!(host.kept_drafts().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_line_typed_while_the_server_is_away_is_on_the_machine_before_the_next() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    let refuses = {
        let world = Arc::clone(&world);
        move |_, asked: &Asked| {
            let is_save = asked.line.starts_with("PUT /v1/drafts");
            if is_save { Answer::Nothing } else { answer(&mut world.lock().unwrap(), asked) }
        }
    };
    let server = Server::start(refuses).await;
    let place = tempfile::tempdir().unwrap();
    let ran = told(signed_in(&server, place.path()), "204816\nreply\nFirst line.\nSecond line.\n").await;
    assert!(ran.out.ends_with("What you wrote is kept as a draft.\nGood bye.\n"), "{}", ran.out);
    let host = LocalHost { folder: Some(Folder::at(place.path())), ..LocalHost::default() };
    let kept = host.kept_drafts().unwrap();
    assert_eq!(kept[0].save.content.body, "First line.\nSecond line.\n");
}

/// A machine with a sign-in in its folder.
fn signed_in(server: &Server, folder: &std::path::Path) -> Shell {
    let mut shell = Shell::with_folder(server, folder);
    if let crate::cli::Door::Machine(machine) = &mut shell.host.door {
        machine.server = Some(server.address.clone());
        machine.token = Some("token".into());
    }
    shell
}

#[tokio::test]
async fn signing_in_is_asked_kept_and_tried_again() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let place = tempfile::tempdir().unwrap();
    let shell = || {
        let mut shell = signed_in(&server, place.path());
        if let crate::cli::Door::Machine(machine) = &mut shell.host.door {
            machine.token = None;
        }
        shell
    };
    let ran = told(shell(), "ada@example.com\nwrong\nada@example.com\nright\nquit\n").await;
    assert_eq!(ran.exit, 0);
    assert!(ran.out.contains("Email and password do not fit together. Try again.\n"), "{}", ran.out);
    assert!(ran.out.contains("Signed in as Ada, Acme. Support by Acme.\nTimes are those of Europe/Berlin (CET).\n"), "{}", ran.out);
    let ran = told(shell(), "quit\n").await;
    assert!(ran.exit == 0 && !ran.out.contains("Email"), "the sign-in is kept: {}", ran.out);
    // Nobody who could be asked: the exit code of the commands.
    let nowhere = tempfile::tempdir().unwrap();
    let mut stranger = signed_in(&server, nowhere.path());
    if let crate::cli::Door::Machine(machine) = &mut stranger.host.door {
        machine.token = None;
    }
    assert_eq!(told(stranger, "").await.exit, 3);
}

#[tokio::test]
async fn products_and_people_are_read_out() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let ran = told(Shell::at(&server), "products\n1\nb\npeople\nquit\n").await;
    for line in [
        "First answer: 1 Outage: within 30 minutes, around the clock, every day",
        "Maintenance: Wednesday 02:00 (UTC), 60 minutes; next: 4 February 2026, 03:00",
        "Seats: 2 of 5 taken, counted per person",
        "1. Grace, grace@desk.example, Agent",
    ] {
        assert!(ran.out.contains(&format!("{line}\n")), "{line}\n{}", ran.out);
    }
    assert!(server.lines().iter().any(|line| line == "GET /v1/people?organization=acme"));
}

#[tokio::test]
async fn an_interruption_while_writing_keeps_the_draft() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    let server = serve(&world).await;
    let mut shell = Shell::at(&server);
    let (mut typist, stdin) = tokio::io::duplex(1_000);
    shell.io.stdin = Box::new(stdin);
    tokio::io::AsyncWriteExt::write_all(&mut typist, b"204816\nreply\nHalf a line.\n").await.unwrap();
    let saved = async {
        while world.lock().unwrap().drafts.is_empty() {
            tokio::task::yield_now().await;
        }
    };
    let exit = super::run(&mut shell.io, &shell.host, None, saved).await;
    assert_eq!(exit.0, 130);
    assert_eq!(world.lock().unwrap().drafts[0]["content"]["body"], "Half a line.\n");
    assert!(shell.said().ends_with("What you wrote is kept as a draft.\nGood bye.\n"), "{}", shell.said());
}

#[tokio::test]
async fn a_file_is_saved_by_its_number_and_never_over_another() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let place = tempfile::tempdir().unwrap();
    let (there, new) = (place.path().join("there"), place.path().join("new.png"));
    std::fs::write(&there, "mine").unwrap();
    let script = format!("204816\na\nsave 1 {}\nsave\n1\n{}\nb\nquit\n", there.display(), new.display());
    let ran = told(Shell::at(&server), &script).await;
    assert!(ran.out.contains("File 1: shot.png, 7 B, image/png.\n"), "{}", ran.out);
    assert!(ran.out.contains("exists already; choose another name.") && ran.out.contains("Saved as "), "{}", ran.out);
    assert_eq!((std::fs::read(&there).unwrap(), std::fs::read(&new).unwrap()), (b"mine".to_vec(), b"picture".to_vec()));
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 2, "nothing is left beside it");
}

#[tokio::test]
async fn where_the_files_are_elsewhere_the_command_to_send_and_fetch_them_is_said() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let place = tempfile::tempdir().unwrap();
    let mut shell = Shell::over_a_line(&server, place.path());
    // However narrow the window is, a command is one line.
    (shell.io.width, shell.io.stdout_is_terminal) = (Some(24), true);
    let ran = told(shell, "204816\nattach /etc/passwd\n\nsave 1 /tmp/x\nb\nquit\n").await;
    assert!(ran.out.contains("\nscp -P 2222 screenshot.png cases@help.example.com:204816/\n"), "{}", ran.out);
    assert!(ran.out.contains("\nscp -P 2222 cases@help.example.com:204816/shot.png .\n"), "{}", ran.out);
    assert!(!server.lines().iter().any(|line| line.starts_with("POST") || line.contains("/files/")));
}

#[tokio::test]
async fn a_file_that_came_for_what_is_being_written_is_said_when_it_is_asked_for() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    let server = serve(&world).await;
    let place = tempfile::tempdir().unwrap();
    let script = |answer: &str| format!("204816\nreply\nSee the picture.\n.\n4\n{answer}\n1\nb\nquit\n");
    let ran = told(Shell::over_a_line(&server, place.path()), &script("")).await;
    assert!(ran.out.contains("scp -P 2222 screenshot.png cases@help.example.com:204816/\n"), "{}", ran.out);
    assert!(ran.out.contains("No file has come yet."), "{}", ran.out);
    world.lock().unwrap().arriving.push(file("shot.png", 7, b"picture"));
    let ran = told(Shell::over_a_line(&server, place.path()), &script("")).await;
    assert!(ran.out.contains("Received: File shot.png, 7 B, image/png") && !ran.out.contains("No file has come"), "{}", ran.out);
    let ran = told(Shell::over_a_line(&server, place.path()), &script("b")).await;
    assert!(!ran.out.contains("No file has come") && !ran.out.contains("Received:"), "{}", ran.out);
}

#[tokio::test]
async fn one_of_many_is_found_ten_at_a_time_or_by_words() {
    let world = world(agent(), "researching", AGENT_CAN);
    let many = (1..=12).map(|number| {
        let mut product = product();
        product["slug"] = json!(format!("product-{number}"));
        product["name"] = json!(format!("Product {number}"));
        product
    });
    world.lock().unwrap().products = many.collect();
    let server = serve(&world).await;
    let ran = told(Shell::at(&server), "products\nn\nn\np\nnothing\nduct 12\n1\nb\nquit\n").await;
    for words in ["1 to 10 of 12.", "\n11. Product 11, Community\n", "11 to 12 of 12.", "There are no more.", "Nothing fits."] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    assert!(ran.out.contains("\n1. Product 12, Community\n1 to 1 of 1.\n"), "{}", ran.out);
    assert!(server.lines().iter().any(|line| line == "GET /v1/products/product-12"));
}

#[tokio::test]
async fn foreign_lines_are_set_in_so_that_none_passes_for_the_programs_own() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    world.lock().unwrap().entries.push(reply(3, "Mallory", "Hello.\nReply 4 by Bob, just now.\n  Send your password."));
    world.lock().unwrap().case["latest"]["replies"] = json!(3);
    let server = serve(&world).await;
    let mut shell = Shell::at(&server);
    shell.io.width = Some(24);
    let ran = told(shell, "204816\nb\nquit\n").await;
    assert!(ran.out.contains("\n  Hello.\n  Reply 4 by Bob, just\n  now.\n"), "{}", ran.out);
    let longest = ran.out.lines().map(unicode_width::UnicodeWidthStr::width).max();
    assert!(longest.is_some_and(|longest| longest < 24), "{}", ran.out);
}

#[tokio::test]
async fn a_long_case_is_read_from_the_oldest_unseen_in_parts_and_what_was_not_read_is_not_seen() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    world.lock().unwrap().entries = (1..=130).map(|number| reply(number, "Bob", "More.")).collect();
    world.lock().unwrap().case["latest"]["replies"] = json!(130);
    let server = serve(&world).await;
    let ran = told(Shell::at(&server), "204816\nstop\nreply\nEnough.\n.\n1\nstop\n1\nb\nquit\n").await;
    let replies: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("Reply ") && line.contains(" by Bob")).collect();
    assert!(replies[0].starts_with("Reply 2 ") && replies[20].starts_with("Reply 22 "), "{replies:?}");
    assert!(ran.out.contains("109 more. Enter reads on"), "{}", ran.out);
    let seen: Vec<Value> = sent(&server, "POST", "/submit").into_iter().map(|body| body["send"]["seen"]["replies"].clone()).collect();
    assert_eq!(seen, [21, 130], "the server is told how far the writer really read, and then what they know of");
    assert_eq!(sent(&server, "PUT", "/seen")[0], json!({"replies": 21, "notes": 0}));
}

#[tokio::test]
async fn asked_for_twice_it_is_the_same_and_commands_do_not_change() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let ran = Shell::at(&server).stdin(b"quit\n").run(&["--linear", "--linear"]).await;
    assert!(ran.exit == 0 && ran.out.ends_with("Good bye.\n"), "{ran:?}");
    let ran = Shell::at(&server).run(&["--linear", "case", "list", "--limit", "1", "-product:acme"]).await;
    assert!(ran.exit == 0 && ran.out.starts_with("Number "), "{ran:?}");
}

#[tokio::test]
async fn a_solution_that_is_refused_and_a_reason_that_is_left_are_kept_as_drafts() {
    let refused = world(agent(), "researching", AGENT_CAN);
    refused.lock().unwrap().refusal = Some(problem(409, "wrong_state"));
    let server = serve(&refused).await;
    let ran = told(Shell::at(&server), "204816\nsolve\nRestart.\n.\nb\nquit\n").await;
    assert!(ran.out.contains("No.\nWhat you wrote is kept as a draft.\n"), "{}", ran.out);
    let draft = refused.lock().unwrap().drafts[0].clone();
    assert_eq!((&draft["kind"], &draft["content"]["body"]), (&json!("note"), &json!("Restart.\n")), "nobody but support reads it");

    let left = world(customer(), "researching", CUSTOMER_CAN);
    let server = serve(&left).await;
    let ran = told(Shell::at(&server), "204816\nescalate\nIt costs us\n").await;
    assert!(ran.out.ends_with("What you wrote is kept as a draft.\nGood bye.\n"), "{}", ran.out);
    assert_eq!(left.lock().unwrap().drafts[0]["content"]["body"], "It costs us\n");
    left.lock().unwrap().drafts.clear();
    let ran = told(Shell::at(&server), "204816\nescalate\nIt costs us a day.\n.\nb\nquit\n").await;
    assert!(ran.out.contains("The case is escalated.") && left.lock().unwrap().drafts.is_empty(), "{}", ran.out);
    assert_eq!(sent(&server, "POST", "/escalate"), [json!({"reason": "It costs us a day."})]);
}

#[tokio::test]
async fn it_can_be_spawned_as_a_channel_needs_it() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let mut shell = Shell::at(&server).stdin(b"quit\n");
    let task = async move { super::run(&mut shell.io, &shell.host, None, std::future::pending()).await };
    assert_eq!(tokio::spawn(task).await.unwrap().0, 0);
}

/// Ada, who signs in for the first time.
fn newcomer() -> Value {
    let mut me = customer();
    me["settings"] = json!({"is_asked": false, "proposed_time_zone": "Asia/Tokyo"});
    me
}

#[tokio::test]
async fn i3_the_first_sign_in_asks_for_language_and_zone() {
    let server = serve(&world(newcomer(), "researching", CUSTOMER_CAN)).await;
    // German by its number, then a zone by words, of which several fit.
    let ran = told(Shell::at(&server), "2\nnew york\nquit\n").await;
    assert!(ran.out.contains("First things first.") && ran.out.contains("1. English\n2. Deutsch\n3. 日本語\n"), "{}", ran.out);
    assert!(ran.out.contains("Vorgeschlagen ist Asia/Tokyo."), "{}", ran.out);
    assert_eq!(sent(&server, "PUT", "settings"), [json!({"language": "de", "time_zone": "America/New_York", "is_asked": true})]);
    assert!(ran.out.contains("Uhrzeiten sind die von America/New_York (EST).\n") && ran.out.contains("Hauptmenü."), "{}", ran.out);
    // They are not asked again.
    let ran = told(Shell::at(&server), "quit\n").await;
    assert!(!ran.out.contains("Das Wichtigste zuerst") && !ran.out.contains("First things"), "{}", ran.out);
}

#[tokio::test]
async fn i3_what_is_proposed_is_taken_by_enter_and_left_by_going_back() {
    let server = serve(&world(newcomer(), "researching", CUSTOMER_CAN)).await;
    let ran = told(Shell::at(&server), "\nb\nquit\n").await;
    assert!(sent(&server, "PUT", "settings").is_empty() && ran.out.contains("Main menu."), "{}", ran.out);
    let ran = told(Shell::at(&server), "\n\nquit\n").await;
    assert_eq!(sent(&server, "PUT", "settings"), [json!({"language": "en", "time_zone": "Asia/Tokyo", "is_asked": true})], "{}", ran.out);
    assert!(ran.out.contains("Times are those of Asia/Tokyo (JST).\n"), "{}", ran.out);
}

#[tokio::test]
async fn i3_a_case_is_read_in_the_readers_language_zone_and_locale() {
    let mut me = customer();
    me["settings"] = json!({"language": "de", "time_zone": "Asia/Tokyo", "is_asked": true, "proposed_time_zone": "Europe/London"});
    let server = serve(&world(me, "pending-closure", CUSTOMER_CAN)).await;
    let ran = told(Shell::at(&server), "204816\nclose\nja\nb\nquit\n").await;
    assert!(ran.out.contains("schließt am 7. Februar 2026, 18:30"), "{}", ran.out);
    assert!(ran.out.contains("Antwort 2 von Bob, vor 10 Stunden.") && ran.out.contains("Die Anfrage ist geschlossen."), "{}", ran.out);
    assert!(!ran.out.contains("2026-0"), "no date is left as machines write it: {}", ran.out);
}

#[tokio::test]
async fn support_does_what_a_case_asks_for_takes_it_back_and_declines_it() {
    let world = world(agent(), "researching", AGENT_CAN);
    let full = json!({"type": "about:blank", "status": 409, "code": "no_seat_left", "title": "no seat is left", "current": seats()});
    {
        let mut world = world.lock().unwrap();
        world.case["request"] = asking("pending", &["apply", "decline"]);
        world.refusal = Some(Answer::json(409, &full));
    }
    let server = serve(&world).await;
    let script = "requests\n1\nundo\napply\n2\n2\nundo\nyes\ndecline\nYou must ask an Owner.\napply\nb\nb\nq\n";
    let ran = told(Shell::at(&server), script).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    insta::assert_snapshot!(ran.out);
    let role = json!({"role": "owner"});
    let leaver = json!({"role": "owner", "instead_of": "bob@example.com"});
    assert_eq!(sent(&server, "POST", "/request/apply"), [role, leaver]);
    assert_eq!(sent(&server, "POST", "/request/decline"), [json!({"words": "You must ask an Owner."})]);
    assert_eq!(server.lines().iter().filter(|line| line.ends_with("/request/undo")).count(), 1);
}

#[tokio::test]
async fn a_customer_asks_for_a_seat_and_corrects_what_was_refused_without_typing_it_again() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    let wrong = json!({"type": "about:blank", "status": 422, "code": "invalid_field", "title": "no such address", "field": "email"});
    world.lock().unwrap().refusal = Some(Answer::json(422, &wrong));
    let server = serve(&world).await;
    let first = "requests\n1\nNia Sol\nnia\nnia@exmaple.com\nBuyer\n\n1\n2\n1\nyes\n";
    let again = "\nnia@example.com\n\n\n1\n2\n1\nyes\nrequests\n3\n2\nyes\nquit\n";
    let ran = told(Shell::at(&server), &format!("{first}{again}")).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    insta::assert_snapshot!(ran.out);
    let filed: Vec<Value> = sent(&server, "POST", "/cases").into_iter().map(|case| case["request"].clone()).collect();
    assert_eq!(filed.len(), 3);
    assert_eq!(
        (&filed[1]["name"], &filed[1]["email"], &filed[1]["title"]),
        (&json!("Nia Sol"), &json!("nia@example.com"), &json!("Buyer"))
    );
    assert_eq!(filed[2], json!({"kind": "change-seat", "email": "bob@example.com", "account_wide": true}));
}

#[tokio::test]
async fn s6_a_seat_that_somebody_else_took_meanwhile_is_answered_by_naming_who_leaves() {
    let world = world(customer(), "researching", CUSTOMER_CAN);
    let server = {
        let world = Arc::clone(&world);
        // The last seat is taken while the questions are answered.
        Server::start(move |_, asked| {
            let mut world = world.lock().unwrap();
            let answered = answer(&mut world, asked);
            world.is_full |= asked.line.contains("/v1/seats");
            answered
        })
        .await
    };
    let first = "requests\n1\nNia Sol\nnia@example.com\n\n\n1\n2\n1\nyes\n";
    let ran = told(Shell::at(&server), &format!("{first}\n\n\n\n1\n2\n1\n1\nyes\nquit\n")).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    let filed: Vec<Value> = sent(&server, "POST", "/cases").into_iter().map(|case| case["request"].clone()).collect();
    assert_eq!((filed.len(), &filed[1]["instead_of"], &filed[1]["name"]), (2, &json!("bob@example.com"), &json!("Nia Sol")), "{}", ran.out);
}

#[tokio::test]
async fn notifications_are_chosen_one_after_the_other() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let ran = told(Shell::at(&server), "notifications\n1\n2\nb\nquit\n").await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(ran.out.contains("1. Replies on the cases that you filed or watch: digest\n"), "{}", ran.out);
    assert_eq!(sent(&server, "PUT", "/me/notifications"), [json!({"kinds": [{"kind": "replies", "mode": "digest"}]})]);
}

#[tokio::test]
async fn a_code_lets_in_and_another_is_sent_where_the_password_is_forgotten() {
    let server = serve(&world(customer(), "researching", CUSTOMER_CAN)).await;
    let place = tempfile::tempdir().unwrap();
    let script = "forgot\nada\nada@example.com\ncode\nwrong\ncode\nabcde-fghij\n5\n2\nlong enough here\nlong enough here\nquit\n";
    let mut shell = signed_in(&server, place.path());
    if let crate::cli::Door::Machine(machine) = &mut shell.host.door {
        machine.token = None;
    }
    let ran = told(shell, script).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(ran.out.contains("SHA256:two phone\n") && ran.out.contains("Signed in as Ada, Acme."), "{}", ran.out);
    assert_eq!(sent(&server, "POST", "/password-resets"), [json!({"email": "ada@example.com"})]);
    let accepted = sent(&server, "POST", "/codes/accept");
    assert_eq!((&accepted[0]["code"], &accepted[0]["keep_keys"]), (&json!("abcde-fghij"), &json!(["SHA256:two"])));
}
