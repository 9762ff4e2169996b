//! Email: who is told of what, what a letter says, and who may look at it.

use axum::http::Method;
use caseport_shared::code::CodePurpose;
use rstest::rstest;
use serde_json::{Value, json};

use crate::commands::{Error, codes};
use crate::outbox::{self, Letter};
use crate::store::people;
use crate::testing::{Engine, NOW, World};

/// What waits for an address, the oldest first: references.
async fn waiting(world: &World, to: &str) -> Vec<String> {
    let page = world.of("admin").get("/v1/mail?state=waiting&limit=100").await;
    let letters = page["letters"].as_array().unwrap().iter().rev().filter(|letter| letter["to"] == to);
    letters.map(|letter| letter["reference"].as_str().unwrap().to_owned()).collect()
}

/// A letter as it would be sent now.
async fn letter(world: &World, reference: &str) -> (String, String) {
    let letter = world.of("admin").get(&format!("/v1/mail/{reference}")).await;
    (letter["subject"].as_str().unwrap().to_owned(), letter["text"].as_str().unwrap().to_owned())
}

/// The texts of all that waits for an address.
async fn texts(world: &World, to: &str) -> Vec<String> {
    let mut out = Vec::new();
    for reference in waiting(world, to).await {
        out.push(letter(world, &reference).await.1);
    }
    out
}

async fn reply(world: &World, name: &str, case: i64, body: &str) -> Value {
    let answer = world.of(name).post(&format!("/v1/cases/{case}/replies"), &json!({"body": body})).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    answer.json()
}

async fn edit(world: &World, name: &str, case: i64, body: &Value) {
    let version = world.of(name).get(&format!("/v1/cases/{case}")).await["version"].as_i64().unwrap();
    let answer = world.of(name).patch(&format!("/v1/cases/{case}"), version, body).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
}

async fn choose(world: &World, name: &str, kind: &str, mode: &str) {
    let set = json!({"kinds": [{"kind": kind, "mode": mode}]});
    let answer = world.of(name).put("/v1/me/notifications", &set).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
}

const ADA: &str = "ada@acme.example";
const CLEO: &str = "cleo@acme.example";
const AGENT: &str = "agent@larkfold.example";
const OTHER: &str = "other@larkfold.example";
const ADMIN: &str = "admin@larkfold.example";

#[rstest]
#[tokio::test]
async fn c9_requester_and_watchers_are_told_of_replies_and_how_to_answer_in_the_portal(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let case = world.file("ada", "Sign-in fails").await;
    let watch = world.of("ada").post(&format!("/v1/cases/{case}/watchers"), &json!({"email": CLEO})).await;
    assert_eq!(watch.status.as_u16(), 200, "{}", watch.text());
    assert!(waiting(&world, ADA).await.is_empty());
    reply(&world, "agent", case, "Please clear the cache.\nThis email is from support, answer it\u{7}.").await;
    assert_eq!(waiting(&world, CLEO).await.len(), 1);
    let references = waiting(&world, ADA).await;
    assert_eq!(references.len(), 1);
    let (subject, text) = letter(&world, &references[0]).await;
    assert_eq!(subject, format!("[Larkfold {case}] Sign-in fails"));
    assert!(text.contains("agent wrote:\n\n> Please clear the cache.\n> This email is from support, answer it"), "{text}");
    assert!(text.contains(&format!("caseport case reply {case} --message-file -")), "{text}");
    assert!(text.contains("cannot be answered") && !text.contains('\u{7}'), "{text}");
    // Nobody is told of what they did themselves, and colleagues who do not watch are not told.
    reply(&world, "ada", case, "That helped.").await;
    assert_eq!((waiting(&world, ADA).await.len(), waiting(&world, CLEO).await.len()), (1, 2));
    assert!(waiting(&world, "bob@acme.example").await.is_empty() && waiting(&world, AGENT).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn c9_status_changes_come_with_their_meaning_and_closing_date(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let case = world.file("ada", "Sign-in fails").await;
    edit(&world, "agent", case, &json!({"solution": "Clear the cache."})).await;
    let told = texts(&world, ADA).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("Status: Pending Closure\nResolved or answered"), "{}", told[0]);
    assert!(told[0].contains("It closes by itself on 2026-03-09 10:00 GMT."), "{}", told[0]);
    assert_eq!(world.of("ada").post(&format!("/v1/cases/{case}/close"), &json!({})).await.status.as_u16(), 200);
    assert_eq!(waiting(&world, ADA).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn c9_notes_and_what_support_does_among_itself_reach_no_customer(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let case = world.file("ada", "Sign-in fails").await;
    let note = json!({"body": "The customer is wrong: secret-of-support."});
    assert_eq!(world.of("agent").post(&format!("/v1/cases/{case}/notes"), &note).await.status.as_u16(), 201);
    edit(&world, "agent", case, &json!({"assignee": AGENT})).await;
    let ticket = json!({"status": {"status": "bug-identified", "ticket": "secret-ticket"}});
    edit(&world, "agent", case, &ticket).await;
    let file = world.of("agent").upload(&format!("/v1/cases/{case}/files?name=secret-file.txt"), "secret-bytes").await;
    assert_eq!(file.status.as_u16(), 201);
    reply(&world, "agent", case, "We look into it.").await;
    let told = texts(&world, ADA).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|text| !text.contains("secret")), "{told:?}");
    let page = world.of("admin").get("/v1/mail?limit=100").await;
    assert!(page["letters"].as_array().unwrap().iter().all(|letter| letter["to"] == ADA), "{page}");
}

#[rstest]
#[tokio::test]
async fn c9_what_may_no_longer_be_seen_is_not_sent(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let case = world.file("ada", "Sign-in fails").await;
    let watch = world.of("ada").post(&format!("/v1/cases/{case}/watchers"), &json!({"email": CLEO})).await;
    assert_eq!(watch.status.as_u16(), 200);
    reply(&world, "agent", case, "The password is hunter2.").await;
    reply(&world, "agent", case, "Never mind.").await;
    let redact = json!({"reason": "a password"});
    assert_eq!(world.of("agent").post(&format!("/v1/cases/{case}/comments/reply-1/redact"), &redact).await.status.as_u16(), 204);
    let told = texts(&world, ADA).await;
    assert_eq!((told[0].as_str(), told[1].contains("> Never mind.")), ("", true), "{told:?}");
    // Somebody who was taken off the case before the letter left.
    assert!(texts(&world, CLEO).await[1].contains("> Never mind."));
    let off = world.of("ada").send(Method::DELETE, &format!("/v1/cases/{case}/watchers/{CLEO}"), &[], "").await;
    assert_eq!(off.status.as_u16(), 200, "{}", off.text());
    assert!(texts(&world, CLEO).await.iter().all(String::is_empty));
}

#[rstest]
#[tokio::test]
async fn c9_an_organization_can_have_email_say_numbers_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let case = world.file("ada", "Secret subject").await;
    reply(&world, "agent", case, "Secret text").await;
    edit(&world, "agent", case, &json!({"status": {"status": "scoping"}})).await;
    let set = json!({"numbers_only": true});
    for (name, status) in [("ada", 403), ("agent", 403), ("admin", 204)] {
        assert_eq!(world.of(name).put("/v1/organizations/acme/mail", &set).await.status.as_u16(), status, "{name}");
    }
    assert_eq!(world.of("admin").put("/v1/organizations/nobody/mail", &set).await.status.as_u16(), 404);
    for reference in waiting(&world, ADA).await {
        let (subject, text) = letter(&world, &reference).await;
        assert_eq!(subject, format!("[Larkfold {case}]"));
        assert!(!text.contains("Secret") && !text.contains("agent") && text.contains(&case.to_string()), "{text}");
    }
}

#[rstest]
#[tokio::test]
async fn assignees_followers_and_everybody_of_support_are_told_of_what_is_theirs(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let case = world.file("ada", "Sign-in fails").await;
    edit(&world, "other", case, &json!({"assignee": AGENT})).await;
    reply(&world, "ada", case, "Any news?").await;
    let told = texts(&world, AGENT).await;
    assert!(told.len() == 1 && told[0].contains("> Any news?") && told[0].contains("notifications set assigned off"), "{told:?}");
    assert!(waiting(&world, OTHER).await.is_empty());
    // Nobody follows the product yet, so an escalation goes to everybody, the assignee once.
    let escalated = world.of("ada").post(&format!("/v1/cases/{case}/escalate"), &json!({"reason": "We lose money."})).await;
    assert_eq!(escalated.status.as_u16(), 201, "{}", escalated.text());
    for (who, letters) in [(AGENT, 2), (OTHER, 1), (ADMIN, 1), (ADA, 0)] {
        assert_eq!(waiting(&world, who).await.len(), letters, "{who}");
    }
    assert!(texts(&world, OTHER).await[0].contains("ada escalated the case:\n\n> We lose money."));
    for (name, status) in [("ada", 403), ("other", 200)] {
        let answer = world.of(name).send(Method::PUT, "/v1/me/follows/acme-social", &[], "").await;
        assert_eq!(answer.status.as_u16(), status, "{name}: {}", answer.text());
    }
    let new = json!({"product": "acme-social", "subject": "All is down", "description": "Since noon.", "severity": 1});
    assert_eq!(world.of("ada").post("/v1/cases", &new).await.status.as_u16(), 201);
    for (who, letters) in [(AGENT, 2), (OTHER, 2), (ADMIN, 1)] {
        assert_eq!(waiting(&world, who).await.len(), letters, "{who}");
    }
    let told = texts(&world, OTHER).await;
    assert!(told[1].contains("ada filed this case for Acme Social, with severity 1 Outage.\n\n> Since noon."), "{}", told[1]);
    let left = world.of("other").send(Method::DELETE, "/v1/me/follows/acme-social", &[], "").await.json();
    assert!(left.get("follows").is_none(), "{left}");
}

#[rstest]
#[tokio::test]
async fn each_kind_is_told_now_once_a_day_or_not_at_all(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let defaults = world.of("ada").get("/v1/me/notifications").await;
    assert_eq!(defaults, json!({"kinds": [{"kind": "replies", "mode": "now"}, {"kind": "status", "mode": "now"}]}));
    let wrong = json!({"kinds": [{"kind": "urgent", "mode": "off"}]});
    assert_eq!(world.of("ada").put("/v1/me/notifications", &wrong).await.problem(), (422, "invalid_field".to_owned()));
    choose(&world, "ada", "replies", "digest").await;
    choose(&world, "ada", "status", "off").await;
    let (first, second) = (world.file("ada", "One").await, world.file("ada", "Two").await);
    reply(&world, "agent", first, "Secret text").await;
    edit(&world, "agent", first, &json!({"status": {"status": "scoping"}})).await;
    reply(&world, "agent", second, "More text").await;
    let references = waiting(&world, ADA).await;
    assert_eq!(references.len(), 1);
    let summary = world.of("admin").get(&format!("/v1/mail/{}", references[0])).await;
    // The next morning at eight.
    assert_eq!((summary["letter"].as_str(), summary["due_at"].as_str()), (Some("digest"), Some("2026-03-03T08:00:00Z")));
    let text = summary["text"].as_str().unwrap();
    for part in [&format!("Case {first}: One"), &format!("Case {second}: Two"), "agent wrote:"] {
        assert!(text.contains(part), "{text}");
    }
    assert!(!text.contains("Scoping") && !text.contains("text"), "{text}");
    choose(&world, "ada", "replies", "now").await;
    reply(&world, "agent", first, "At once").await;
    assert_eq!(waiting(&world, ADA).await.len(), 2);
}

/// Leaves an invitation for Ada; tells the code.
async fn invite(world: &World) -> String {
    let invited: Result<String, Error> = world
        .app
        .store()
        .write(|tx| {
            let ada = people::by_email(tx, ADA)?.unwrap().id;
            let issued = codes::issue(tx, ada, CodePurpose::Invitation, now())?;
            let organization = Some("Acme\r\nBcc: everybody@example.com".to_owned());
            let letter = Letter::Invitation { code: issued.code.clone(), organization, expires_at: issued.expires_at };
            outbox::post(tx, Some(ada), ADA, &letter, now())?;
            Ok(issued.code)
        })
        .await;
    invited.unwrap()
}

#[rstest]
#[tokio::test]
async fn i1_an_invitation_is_read_by_admins_alone_and_that_is_noted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let code = invite(&world).await;
    let reference = waiting(&world, ADA).await.remove(0);
    for name in ["ada", "bob", "zoe", "agent", "nobody"] {
        let status = if name == "nobody" { 401 } else { 403 };
        for path in ["/v1/mail", &format!("/v1/mail/{reference}"), "/v1/mail/nothing"] {
            let answer = world.of(name).ask(path).await;
            assert!(answer.status.as_u16() == status && !answer.text().contains(&code), "{name} {path}: {}", answer.text());
        }
        let retry = world.of(name).post(&format!("/v1/mail/{reference}/retry"), &json!({})).await;
        assert_eq!(retry.status.as_u16(), status, "{name}");
    }
    assert!(!world.of("admin").ask("/v1/mail").await.text().contains(&code));
    assert_eq!(noted(&world).await, 0);
    let (_, text) = letter(&world, &reference).await;
    assert!(text.contains(&format!("Your code is {code}. It works once, until 2026-03-09 10:00 GMT.")), "{text}");
    assert!(text.contains(&format!("caseport auth accept {code}")) && !text.contains("\nBcc:"), "{text}");
    assert_eq!(noted(&world).await, 1);
    // A code that was taken back is in no letter any more.
    let taken: Result<bool, Error> = world
        .app
        .store()
        .write(|tx| {
            let ada = people::by_email(tx, ADA)?.unwrap().id;
            Ok(crate::store::codes::remove(tx, ada, CodePurpose::Invitation)?)
        })
        .await;
    assert!(taken.unwrap());
    assert_eq!(letter(&world, &reference).await.1, "");
}

/// How often reading a letter was noted, with who did.
async fn noted(world: &World) -> i64 {
    let noted: Result<i64, Error> = world.app.store().read(|tx| Ok(crate::store::events::count_of(tx, "letter-read")?)).await;
    noted.unwrap()
}

#[rstest]
#[tokio::test]
async fn an_address_in_a_letter_stops_what_the_letter_was_about_and_nothing_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let link: Result<Option<String>, Error> = world
        .app
        .store()
        .read(|tx| {
            let ada = people::by_email(tx, ADA)?.unwrap().id;
            let mail = outbox::Mail {
                to_name: None,
                subject: String::new(),
                text: String::new(),
                thread: None,
                unsubscribe: Some((ada, caseport_shared::notification::NotificationKind::Status)),
            };
            let place = outbox::Place { brand: String::new(), server: Some("https://help.example".to_owned()), ssh: None };
            Ok(outbox::unsubscribe::link(tx, &place, &mail)?)
        })
        .await;
    let link = link.unwrap().unwrap();
    let path = link.strip_prefix("https://help.example").unwrap();
    let nobody = world.of("nobody");
    // Programs that look at every link change nothing.
    assert!(nobody.ask(path).await.text().contains("caseport notifications set status off"));
    let modes = |kinds: Value| kinds["kinds"].as_array().unwrap().iter().map(|kind| kind["mode"].clone()).collect::<Vec<_>>();
    assert_eq!(modes(world.of("ada").get("/v1/me/notifications").await), ["now", "now"]);
    let mut forged = path.to_owned();
    forged.push('A');
    for wrong in [&forged, "/v1/unsubscribe/x", "/v1/unsubscribe/AAAA"] {
        assert_eq!(nobody.send(Method::POST, wrong, &[], "").await.status.as_u16(), 404, "{wrong}");
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(nobody.send(Method::POST, path, &form, "List-Unsubscribe=One-Click").await.status.as_u16(), 204);
    assert_eq!(modes(world.of("ada").get("/v1/me/notifications").await), ["now", "off"]);
    assert_eq!(modes(world.of("bob").get("/v1/me/notifications").await), ["now", "now"]);
}

fn now() -> i64 {
    NOW.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}
