//! The knowledge base as customers, another organization, a stranger, an agent and an Admin meet it (MISSION section 5, C2).

use std::fmt::Write as _;

use axum::http::Method;
use rstest::rstest;
use serde_json::{Value, json};

use crate::store::check;
use crate::testing::{Answer, Client, Engine, World};

/// A picture of one pixel.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89";

async fn upon(who: &Client, method: Method, path: &str, version: i64, body: &Value) -> Answer {
    who.json(method, path, &[("if-match", &format!("\"{version}\""))], body).await
}

/// Writes an article as an agent.
async fn write(world: &World, slug: &str, content: Value) -> Value {
    let mut whole = json!({"title": slug.replace('-', " "), "body": "Nothing.", "audience": "customers"});
    whole.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
    let answer = world.of("agent").post("/v1/articles", &json!({"slug": slug, "content": whole})).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

/// The same, published by an Admin.
pub(super) async fn published(world: &World, slug: &str, content: Value) {
    let version = write(world, slug, content).await["desk"]["version"].as_i64().unwrap();
    let answer = upon(world.of("admin"), Method::POST, &format!("/v1/articles/{slug}/publish"), version, &json!(null)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

async fn version(world: &World, slug: &str) -> i64 {
    world.of("admin").get(&format!("/v1/articles/{slug}")).await["desk"]["version"].as_i64().unwrap()
}

fn slugs(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["slug"].as_str().unwrap()).collect()
}

/// Words as a query string has them.
pub(super) fn encoded(words: &str) -> String {
    words.bytes().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "%{byte:02X}");
        out
    })
}

async fn search(who: &Client, words: &str) -> Value {
    who.get(&format!("/v1/articles?query={}", encoded(words))).await
}

/// Whatever an answer says of time and chance is taken out, so that two can be compared.
fn told(answer: &Answer) -> (u16, Value) {
    let mut body = answer.json();
    if let Some(body) = body.as_object_mut() {
        body.remove("trace");
    }
    (answer.status.as_u16(), body)
}

async fn is_whole(world: &World) {
    let found: Result<Vec<String>, crate::store::StoreError> = world.app.store().read(check::articles).await;
    assert_eq!(found.unwrap(), Vec::<String>::new());
}

#[rstest]
#[tokio::test]
async fn an_article_is_written_by_an_agent_published_by_an_admin_and_found_by_customers(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let (agent, admin, ada) = (world.of("agent"), world.of("admin"), world.of("ada"));
    let body = "## Steps\n\nOpen **Settings**, then choose a new password. It expires after 90 days.";
    let made = write(&world, "reset-password", json!({"title": "Reset a password", "body": body, "keywords": ["locked out"]})).await;
    assert_eq!((made["state"].as_str(), made["desk"]["version"].as_i64()), (Some("draft"), Some(1)));
    assert_eq!(slugs(&search(ada, "password").await), Vec::<&str>::new());
    assert_eq!(slugs(&search(agent, "password").await), ["reset-password"]);
    let refused = upon(agent, Method::POST, "/v1/articles/reset-password/publish", 1, &json!(null)).await;
    assert_eq!(refused.status, 403);
    let ready = upon(agent, Method::POST, "/v1/articles/reset-password/review", 1, &json!(null)).await;
    assert_eq!(ready.json()["state"], "in-review");
    let stale = upon(admin, Method::POST, "/v1/articles/reset-password/publish", 7, &json!(null)).await;
    assert_eq!(stale.status, 412);
    let done = upon(admin, Method::POST, "/v1/articles/reset-password/publish", 1, &json!(null)).await;
    assert_eq!(done.status, 200, "{}", done.text());
    for words in ["password", "pasword", "passwrod", "resetting passwords", "RESET", "lockd out", "passw", "expire", "Pässword"] {
        assert_eq!(slugs(&search(ada, words).await), ["reset-password"], "{words}");
    }
    let found = search(ada, "new passwords").await["items"][0].clone();
    let (text, marks) = (found["excerpt"]["text"].as_str().unwrap(), found["excerpt"]["marks"].as_array().unwrap());
    let letters: Vec<char> = text.chars().collect();
    let at = |mark: &Value, end: usize| usize::try_from(mark[end].as_u64().unwrap()).unwrap();
    let marked: Vec<String> = marks.iter().map(|mark| letters[at(mark, 0)..at(mark, 1)].iter().collect()).collect();
    assert_eq!(marked, ["new", "password"]);
    let seen = ada.get("/v1/articles/reset-password").await;
    assert_eq!((&seen["body"], &seen["desk"], &seen["can"]), (&json!(body), &Value::Null, &json!(["vote"])));
    // A newer version is the desk's until it is published.
    let content = json!({"title": "Reset a passphrase", "body": "Anew.", "audience": "customers"});
    assert_eq!(upon(agent, Method::PUT, "/v1/articles/reset-password", 1, &content).await.status, 200);
    assert_eq!(ada.get("/v1/articles/reset-password").await["title"]["text"], "Reset a password");
    assert_eq!(agent.get("/v1/articles/reset-password").await["title"]["text"], "Reset a passphrase");
    assert_eq!(search(agent, "password").await["items"][0]["has_changes"], true);
    upon(admin, Method::POST, "/v1/articles/reset-password/publish", 2, &json!(null)).await;
    assert_eq!(ada.get("/v1/articles/reset-password").await["title"]["text"], "Reset a passphrase");
    assert_eq!(slugs(&search(ada, "expire").await), Vec::<&str>::new(), "what is not there any more is not found");
    let versions = agent.get("/v1/articles/reset-password/versions").await;
    assert_eq!((versions["items"][0]["is_published"].clone(), versions["items"][1]["version"].clone()), (json!(true), json!(1)));
    assert_eq!(agent.get("/v1/articles/reset-password/versions/1").await["body"], body);
    let back = upon(agent, Method::POST, "/v1/articles/reset-password/versions/1/restore", 2, &json!(null)).await;
    assert_eq!((back.json()["desk"]["version"].as_i64(), back.json()["body"].clone()), (Some(3), json!(body)));
    upon(admin, Method::POST, "/v1/articles/reset-password/archive", 3, &json!(null)).await;
    assert_eq!(ada.ask("/v1/articles/reset-password").await.status, 404);
    assert_eq!(slugs(&search(ada, "passphrase").await), Vec::<&str>::new());
    assert_eq!(slugs(&admin.get("/v1/articles?state=archived").await), ["reset-password"]);
    assert_eq!(upon(agent, Method::POST, "/v1/articles/reset-password/reopen", 3, &json!(null)).await.json()["state"], "draft");
    assert_eq!(slugs(&search(agent, "password").await), ["reset-password"]);
    is_whole(&world).await;
}

#[rstest]
#[tokio::test]
async fn c13_what_is_not_for_somebody_is_nowhere_to_be_found(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    published(&world, "open", json!({"title": "Quarterly zebra report", "body": "See article:secret-staff."})).await;
    let hidden = [
        ("secret-draft", json!({"audience": "customers"})),
        ("secret-staff", json!({"audience": "staff"})),
        ("secret-brook", json!({"audience": "organizations", "organizations": ["brook"]})),
    ];
    let before: Vec<(u16, Value)> = all_answers(&world, "ada").await;
    for (slug, content) in hidden {
        let mut content = content;
        content.as_object_mut().unwrap().extend(
            json!({"title": "Quarterly zebra xylophone", "body": "Zebra, xylofone and quarterly.", "keywords": ["zebra"], "category": null})
                .as_object()
                .unwrap()
                .clone(),
        );
        if slug == "secret-draft" { drop(write(&world, slug, content).await) } else { published(&world, slug, content).await }
    }
    // Everything that a customer can ask is answered as if they were not there, to the letter.
    assert_eq!(all_answers(&world, "ada").await, before);
    let absent = told(&world.of("ada").ask("/v1/articles/secret-none").await);
    for slug in ["secret-draft", "secret-staff", "secret-brook"] {
        let ada = world.of("ada");
        assert_eq!(told(&ada.ask(&format!("/v1/articles/{slug}")).await), absent, "{slug}");
        for (method, path, body) in [
            (Method::PUT, "vote", json!({"helpful": true})),
            (Method::PUT, "read", json!({})),
            (Method::POST, "publish", json!(null)),
            (Method::POST, "review", json!(null)),
            (Method::POST, "archive", json!(null)),
            (Method::GET, "versions", json!(null)),
            (Method::GET, "versions/1", json!(null)),
            (Method::GET, "pictures/a.png", json!(null)),
        ] {
            let at = |slug: &str| format!("/v1/articles/{slug}/{path}");
            let (one, other) =
                (upon(ada, method.clone(), &at(slug), 1, &body).await, upon(ada, method.clone(), &at("secret-none"), 1, &body).await);
            assert_eq!((one.status.as_u16(), told(&one)), (404, told(&other)), "{slug} {path}");
        }
    }
    // Whose it is finds it; support finds all.
    assert_eq!(slugs(&search(world.of("zoe"), "xylophone").await), ["secret-brook"]);
    assert_eq!(search(world.of("agent"), "xylophone").await["items"].as_array().unwrap().len(), 3);
    // What is narrowed is gone at once.
    let now = version(&world, "secret-brook").await;
    let content = json!({"title": "Quarterly zebra xylophone", "body": "b", "audience": "staff"});
    upon(world.of("admin"), Method::PUT, "/v1/articles/secret-brook", now, &content).await;
    upon(world.of("admin"), Method::POST, "/v1/articles/secret-brook/publish", now + 1, &json!(null)).await;
    assert_eq!(slugs(&search(world.of("zoe"), "xylophone").await), Vec::<&str>::new());
    is_whole(&world).await;
}

/// What somebody is answered who looks for what is not theirs.
async fn all_answers(world: &World, who: &str) -> Vec<(u16, Value)> {
    let who = world.of(who);
    let mut all = Vec::new();
    for path in [
        "/v1/articles",
        "/v1/articles?sort=popular",
        "/v1/articles?state=draft",
        "/v1/articles?state=archived",
        "/v1/articles?category=secret",
        "/v1/articles?query=zebra",
        "/v1/articles?query=zebar",
        "/v1/articles?query=zeb",
        "/v1/articles?query=xylophone",
        "/v1/articles?query=xylophoen",
        "/v1/articles?query=quarterly%20xylophone%20report",
        "/v1/articles/open",
        "/v1/articles/report",
        "/v1/article-categories",
        "/v1/documents",
    ] {
        all.push(told(&who.ask(path).await));
    }
    let form = json!({"subject": "Quarterly zebra xylophone", "description": "zebra xylofone"});
    all.push(told(&who.post("/v1/articles/suggestions", &form).await));
    all
}

#[rstest]
#[tokio::test]
async fn customers_write_nothing_and_strangers_read_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    published(&world, "open", json!({})).await;
    let new = json!({"content": {"title": "t", "body": "b"}});
    let calls = [
        (Method::POST, "/v1/articles", new.clone()),
        (Method::PUT, "/v1/articles/open", json!({"title": "t", "body": "b"})),
        (Method::POST, "/v1/articles/open/archive", json!(null)),
        (Method::GET, "/v1/articles/open/versions", json!(null)),
        (Method::GET, "/v1/articles/report", json!(null)),
        (Method::PUT, "/v1/article-categories/new", json!({"name": "n"})),
        (Method::DELETE, "/v1/article-categories/new", json!(null)),
        (Method::PUT, "/v1/documents", json!({"documents": []})),
    ];
    for (method, path, body) in &calls {
        for (who, status) in [("bob", 404), ("nobody", 401)] {
            assert_eq!(upon(world.of(who), method.clone(), path, 1, body).await.status, status, "{who} {path}");
        }
    }
    for (method, path, body) in &calls[5..] {
        assert_eq!(upon(world.of("agent"), method.clone(), path, 1, body).await.status, 403, "{path}");
    }
    for path in ["/v1/articles", "/v1/articles/open", "/v1/article-categories", "/v1/documents"] {
        assert_eq!(world.of("nobody").ask(path).await.status, 401, "{path}");
    }
}

#[rstest]
#[tokio::test]
async fn c2_a_form_is_shown_what_may_answer_it_and_left_when_it_does(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    published(&world, "sso", json!({"title": "Single sign-on fails with an expired certificate", "body": "Renew the certificate."})).await;
    published(&world, "themes", json!({"title": "Change the colours of a theme", "body": "Open the theme."})).await;
    let ada = world.of("ada");
    let form =
        json!({"subject": "Sign-on broken: certifcate expired", "description": "Since Monday nobody gets in.", "product": "acme-social"});
    let suggested = ada.post("/v1/articles/suggestions", &form).await.json();
    assert_eq!(slugs(&suggested), ["sso"]);
    assert_eq!(slugs(&ada.post("/v1/articles/suggestions", &json!({})).await.json()), Vec::<&str>::new());
    assert_eq!(slugs(&ada.post("/v1/articles/suggestions", &json!({"subject": "Lunch menu"})).await.json()), Vec::<&str>::new());
    let draft = "0191d3c0-0000-7000-8000-000000000001";
    let body =
        json!({"kind": "case", "version": 0, "content": {"product": "acme-social", "subject": "Sign-on broken", "body": "Since Monday."}});
    let read = |slug: &'static str| {
        let ada = ada.clone();
        async move { ada.json(Method::PUT, &format!("/v1/articles/{slug}/read"), &[], &json!({"draft": draft})).await.status.as_u16() }
    };
    assert_eq!(read("sso").await, 404, "there is no such draft yet");
    assert_eq!(ada.json(Method::PUT, &format!("/v1/drafts/{draft}"), &[], &body).await.status, 200);
    let solved = |slug: &'static str| {
        let (ada, path) = (ada.clone(), format!("/v1/drafts/{draft}/solved"));
        async move { ada.post(&path, &json!({"article": slug})).await.status.as_u16() }
    };
    assert_eq!(solved("sso").await, 404, "what was not opened answered nothing");
    assert_eq!(read("sso").await, 204);
    let zoe = world.of("zoe");
    let beside = zoe.json(Method::PUT, "/v1/articles/sso/read", &[], &json!({"draft": draft})).await;
    assert_eq!(beside.status, 404, "a draft is its writer's alone");
    assert_eq!(solved("themes").await, 404);
    assert_eq!(solved("sso").await, 204);
    assert_eq!(ada.ask(&format!("/v1/drafts/{draft}")).await.status, 404);
    let desk = world.of("agent").get("/v1/articles/sso").await["desk"].clone();
    assert_eq!((&desk["deflected"], &desk["reads"]), (&json!(1), &json!(1)));
    // What is filed all the same says what was read before.
    assert_eq!(ada.json(Method::PUT, &format!("/v1/drafts/{draft}"), &[], &body).await.status, 200);
    assert_eq!(read("sso").await, 204);
    let sent = ada.post(&format!("/v1/drafts/{draft}/submit"), &json!({"version": 1})).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    let number = sent.json()["number"].clone();
    let of_case = world.of("agent").get(&format!("/v1/cases/{number}/articles")).await;
    assert_eq!(of_case["items"][0]["article"]["slug"], "sso");
    assert_eq!((&of_case["items"][0]["was_read"], &of_case["items"][0]["is_cited"]), (&json!(true), &json!(false)));
    assert_eq!(world.of("agent").get("/v1/articles/sso").await["desk"]["reads"], 1, "a reader counts once a day");
    assert_eq!(world.of("zoe").ask(&format!("/v1/cases/{number}/articles")).await.status, 404);
}

#[rstest]
#[tokio::test]
async fn what_support_cites_stands_on_the_case_and_counts_once_it_is_closed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    published(&world, "open", json!({"title": "Nobody can sign in"})).await;
    published(&world, "inside", json!({"audience": "staff"})).await;
    let (agent, ada) = (world.of("agent"), world.of("ada"));
    let number = world.file("ada", "Nobody can sign in").await;
    let of_case = async |who: &str| world.of(who).get(&format!("/v1/cases/{number}/articles")).await;
    assert_eq!(slugs(&json!({"items": of_case("agent").await["suggested"]})), ["open"]);
    assert_eq!(of_case("ada").await, json!({"items": []}));
    let note = json!({"body": "They should read article:open."});
    agent.post(&format!("/v1/cases/{number}/notes"), &note).await;
    assert_eq!(of_case("ada").await, json!({"items": []}), "a note cites nothing that a customer sees");
    let reply = json!({"body": "See article:open, and article:inside, and article:none."});
    assert_eq!(agent.post(&format!("/v1/cases/{number}/replies"), &reply).await.status, 201);
    let cited = |list: &Value| list["items"].as_array().unwrap().iter().map(|item| item["article"]["slug"].clone()).collect::<Vec<_>>();
    assert_eq!(cited(&of_case("ada").await), ["open"], "what she may not read is not listed");
    assert_eq!(cited(&of_case("agent").await), ["open", "inside"]);
    assert_eq!(agent.get("/v1/articles/open").await["desk"]["solved"], 0);
    assert_eq!(ada.post(&format!("/v1/cases/{number}/close"), &json!(null)).await.status, 200);
    assert_eq!(agent.get("/v1/articles/open").await["desk"]["solved"], 1);
}

#[rstest]
#[tokio::test]
async fn an_article_from_a_case_marks_what_tells_of_the_customer_and_waits_for_a_person(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let agent = world.of("agent");
    let number = world.file("ada", "Acme cannot sign in").await;
    let said = json!({"body": "I am ada@acme.example, key=sk_live_0123456789abcdefgh, from 203.0.113.9."});
    assert_eq!(world.of("ada").post(&format!("/v1/cases/{number}/replies"), &said).await.status, 201);
    let note = json!({"body": "Blame Hinnerk."});
    agent.post(&format!("/v1/cases/{number}/notes"), &note).await;
    assert_eq!(world.of("ada").ask(&format!("/v1/cases/{number}/article-draft")).await.status, 404);
    let proposal = agent.get(&format!("/v1/cases/{number}/article-draft")).await;
    let body = proposal["content"]["body"].as_str().unwrap();
    for marked in ["⟦ada@acme.example⟧", "⟦sk_live_0123456789abcdefgh⟧", "⟦203.0.113.9⟧"] {
        assert!(body.contains(marked), "{marked} in {body}");
    }
    assert!(!body.contains("Hinnerk"), "notes are no part of it");
    assert_eq!(proposal["content"]["title"], "⟦Acme⟧ cannot sign in");
    let made = agent.post("/v1/articles", &proposal).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let (slug, from) = (made.json()["slug"].as_str().unwrap().to_owned(), made.json()["desk"]["case"].clone());
    assert_eq!(from, number);
    let refused = upon(world.of("admin"), Method::POST, &format!("/v1/articles/{slug}/publish"), 1, &json!(null)).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["field"]), (422, &json!("title")));
    let content = json!({"title": "Cannot sign in", "body": "Renew it.", "audience": "customers"});
    upon(agent, Method::PUT, &format!("/v1/articles/{slug}"), 1, &content).await;
    assert_eq!(upon(world.of("admin"), Method::POST, &format!("/v1/articles/{slug}/publish"), 2, &json!(null)).await.status, 200);
    let seen = world.of("zoe").ask(&format!("/v1/articles/{slug}")).await.text();
    assert!(!seen.contains(&number.to_string()) && !seen.contains("Acme"), "no reader learns of the case: {seen}");
}

#[rstest]
#[tokio::test]
async fn pictures_are_seen_where_the_published_text_shows_them(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (agent, ada) = (world.of("agent"), world.of("ada"));
    published(&world, "open", json!({"body": "![it](shown.png)"})).await;
    let put = async |who: &Client, name: &str| {
        who.send(Method::PUT, &format!("/v1/articles/open/pictures/{name}"), &[("content-type", "application/octet-stream")], PICTURE)
            .await
            .status
            .as_u16()
    };
    assert_eq!(put(ada, "mine.png").await, 404);
    assert_eq!(put(agent, "shown.png").await, 200);
    assert_eq!(put(agent, "later.png").await, 200);
    assert_eq!(put(agent, "shown.png").await, 403, "readers see this one: an Admin changes it");
    assert_eq!(put(world.of("admin"), "shown.png").await, 200);
    assert_eq!(put(agent, "..%2Fup.png").await, 422);
    let text = agent.send(Method::PUT, "/v1/articles/open/pictures/text.png", &[], "no picture at all").await;
    assert_eq!(text.status, 422, "{}", text.text());
    assert_eq!(ada.ask("/v1/articles/open/pictures/shown.png").await.body, PICTURE);
    assert_eq!(ada.ask("/v1/articles/open/pictures/later.png").await.status, 404);
    assert_eq!(ada.get("/v1/articles/open").await["pictures"].as_array().unwrap().len(), 1);
    assert_eq!(world.blobs(), 2, "what was put in the place of another is the only one");
    let files: Result<Vec<check::Expected>, crate::store::StoreError> = world.app.store().read(|tx| check::files(tx, 0, 10)).await;
    let files: Vec<_> = files.unwrap().into_iter().map(|file| (file.article.unwrap(), file.name)).collect();
    assert_eq!(files, [("open".to_owned(), "shown.png".to_owned()), ("open".to_owned(), "later.png".to_owned())]);
}

#[rstest]
#[tokio::test]
async fn votes_count_once_and_the_desk_is_told_what_is_missing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    published(&world, "open", json!({})).await;
    let vote = async |who: &str, vote: Value| world.of(who).json(Method::PUT, "/v1/articles/open/vote", &[], &vote).await.status.as_u16();
    assert_eq!(vote("ada", json!({"helpful": true})).await, 204);
    assert_eq!(vote("ada", json!({"helpful": false, "word": "It is\u{1b}[31m out of date"})).await, 204);
    assert_eq!(vote("zoe", json!({"helpful": false})).await, 204);
    let seen = world.of("ada").get("/v1/articles/open").await;
    assert_eq!((&seen["helpful"], &seen["unhelpful"], &seen["vote"]["helpful"]), (&json!(0), &json!(2), &json!(false)));
    for words in ["Xylo", "Xylophone tun", "xylophone tuning", "xylophone tuning"] {
        search(world.of("ada"), words).await;
    }
    search(world.of("zoe"), "xylophone tuning").await;
    search(world.of("agent"), "glockenspiel").await;
    // Misses are noted after the answer.
    let report = loop {
        let report = world.of("agent").get("/v1/articles/report").await;
        if report["misses"][0]["times"] == 2 {
            break report;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(report["misses"].as_array().unwrap().len(), 1, "what support looks for is not missed by customers: {report}");
    assert_eq!(report["misses"][0]["words"], "xylophone tuning");
    let unhelpful = &report["unhelpful"][0];
    assert_eq!((&unhelpful["article"]["slug"], &unhelpful["words"][0]), (&json!("open"), &json!("It is out of date")));
    assert_eq!(report["stale"], json!([]));
    world.pass(jiff::ToSpan::hours(24 * 200));
    let agent = crate::testing::sign_in(&world.app, "agent@larkfold.example").await;
    assert_eq!(agent.get("/v1/articles/report").await["stale"][0]["article"]["slug"], "open");
}

#[rstest]
#[tokio::test]
async fn articles_are_browsed_by_category_and_page_and_documents_by_product(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (admin, ada) = (world.of("admin"), world.of("ada"));
    let save = async |slug: &str, body: Value| admin.json(Method::PUT, &format!("/v1/article-categories/{slug}"), &[], &body).await;
    for (slug, body) in [
        ("access", json!({"name": "Access"})),
        ("passwords", json!({"name": "Passwords", "parent": "access"})),
        ("empty", json!({"name": "Empty"})),
        ("first", json!({"name": "First", "position": 1})),
    ] {
        assert_eq!(save(slug, body).await.status, 200);
    }
    assert_eq!(save("access", json!({"name": "Access", "parent": "passwords"})).await.status, 422, "nothing is in itself");
    assert_eq!(slugs(&admin.get("/v1/article-categories").await), ["first", "access", "passwords", "empty"]);
    for at in 0..5 {
        world.pass(jiff::ToSpan::minutes(1));
        published(&world, &format!("article-{at}"), json!({"category": if at == 4 { "first" } else { "passwords" }})).await;
    }
    assert_eq!(slugs(&ada.get("/v1/article-categories").await), ["first", "access", "passwords"], "what is empty is not shown");
    let one = ada.get("/v1/articles?category=access&limit=3").await;
    assert_eq!(slugs(&one), ["article-3", "article-2", "article-1"]);
    let next = ada.get(&format!("/v1/articles?category=access&limit=3&cursor={}", one["next"].as_str().unwrap())).await;
    assert_eq!((slugs(&next), &next["next"]), (vec!["article-0"], &Value::Null));
    ada.json(Method::PUT, "/v1/articles/article-1/read", &[], &json!({})).await;
    assert_eq!(slugs(&ada.get("/v1/articles?sort=popular&limit=1").await), ["article-1"]);
    assert_eq!(admin.send(Method::DELETE, "/v1/article-categories/first", &[], "").await.status, 422);
    assert_eq!(admin.send(Method::DELETE, "/v1/article-categories/empty", &[], "").await.status, 204);
    let group = json!({"product": "acme-social", "documents": [{"title": "Manual", "url": "https://docs.example/m"}]});
    assert_eq!(admin.json(Method::PUT, "/v1/documents", &[], &group).await.status, 200);
    for url in ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b"] {
        let wrong = json!({"documents": [{"title": "t", "url": url}]});
        assert_eq!(admin.json(Method::PUT, "/v1/documents", &[], &wrong).await.status, 422, "{url}");
    }
    assert_eq!(ada.get("/v1/documents").await["items"][0]["documents"][0]["title"], "Manual");
    assert_eq!(world.of("zoe").get("/v1/documents").await, json!({"items": []}), "the product is another organization's");
}

#[rstest]
#[tokio::test]
async fn those_who_write_side_by_side_leave_an_index_that_is_whole(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let world = std::sync::Arc::new(world);
    let tasks = (0..8).map(|at| {
        let world = world.clone();
        tokio::spawn(async move {
            for round in 0..3 {
                published(&world, &format!("a-{at}-{round}"), json!({"title": format!("Shared words and word{at}{round}")})).await;
            }
        })
    });
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(search(world.of("ada"), "shared words").await["items"].as_array().unwrap().len(), 24);
    is_whole(&world).await;
}
