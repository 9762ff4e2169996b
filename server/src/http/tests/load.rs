//! More than can be done at once: who is sent away, who is not, and who waits for whom.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::FromRequestParts as _;
use axum::http::{Method, Request};
use bytes::Bytes;
use futures_util::future::join_all;
use futures_util::{FutureExt as _, stream};
use http_body_util::BodyExt as _;
use serde_json::json;
use tokio::sync::mpsc::unbounded_channel;
use tower::ServiceExt as _;

use crate::app::router;
use crate::gate::Pass;
use crate::http::actor::Caller;
use crate::http::work::{Asker, DOWNLOADS_EACH, KNOWN, READS_EACH, SIGN_INS_EACH, WORK, WORK_EACH};
use crate::http::{Bounds, Peer, network, observe};
use crate::secret::token_hash;
use crate::testing::World;

/// Somebody else each time.
fn stranger(at: usize) -> Asker {
    Asker::Network(IpAddr::V4(Ipv4Addr::from_bits(u32::try_from(at).unwrap())))
}

/// So much work that there is no room for more.
async fn busy(world: &World) -> Vec<Pass<Asker>> {
    let passes = join_all((0..WORK).map(|at| world.app.bounds().work.enter(stranger(at)))).await;
    passes.into_iter().map(Option::unwrap).collect()
}

/// Who somebody is taken for.
fn asker(world: &World, name: &str) -> Asker {
    let (hash, address) = (world.of(name).token.as_deref().map(token_hash), world.of(name).address);
    world.app.bounds().asker(hash.as_deref(), Peer { address, is_local: false })
}

/// An answer whose body nobody takes yet.
async fn untaken(world: &World, name: &str, path: &str) -> axum::response::Response {
    let token = world.of(name).token.clone().unwrap();
    let request = Request::get(path).header("authorization", format!("Bearer {token}")).body(Body::empty()).unwrap();
    router(world.app.clone()).oneshot(request).await.unwrap()
}

#[tokio::test]
async fn too_much_work_is_refused_unread_while_health_files_and_hints_go_on() {
    let world = World::new().await;
    let number = world.file("ada", "Login fails").await;
    let mut hints = untaken(&world, "bob", "/v1/live").await.into_body();
    let (bytes, more) = unbounded_channel::<Bytes>();
    let pieces = stream::unfold(more, async |mut more| more.recv().await.map(|piece| (Ok::<_, std::io::Error>(piece), more)));
    let (ada, path) = (world.of("ada").clone(), format!("/v1/cases/{number}/files?name=long.log"));
    let upload = tokio::spawn(async move { ada.upload(&path, Body::from_stream(pieces)).await });
    bytes.send(Bytes::from_static(b"first ")).unwrap();

    let passes = busy(&world).await;
    let unread = || Body::from_stream(stream::poll_fn(|_| -> std::task::Poll<Option<Result<Bytes, std::io::Error>>> { unreachable!() }));
    // Whoever waits does so until time has passed, which it does by itself while everybody waits.
    tokio::time::pause();
    for (method, path) in [(Method::POST, "/v1/cases"), (Method::GET, "/v1/cases"), (Method::GET, "/v1/live")] {
        let refused = world.of("ada").send(method, path, &[("content-type", "application/json")], unread()).await;
        assert_eq!(refused.problem(), (503, "overloaded".to_owned()), "{path}");
        assert_eq!(refused.headers["retry-after"], "1", "{path}");
        assert_eq!(refused.headers["content-type"], "application/problem+json", "{path}");
    }
    tokio::time::resume();
    let figures = observe::figures().unwrap().render();
    assert!(figures.contains("caseport_shed_total{what=\"work\"} "), "{figures}");
    for (path, said) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = world.of("nobody").ask(path).await;
        assert_eq!((answer.status.as_u16(), answer.text().as_str()), (200, said));
    }
    bytes.send(Bytes::from_static(b"last")).unwrap();
    drop(bytes);
    let stored = upload.await.unwrap();
    assert_eq!((stored.status.as_u16(), &stored.json()["size"]), (201, &json!(10)), "{}", stored.text());
    let hint = hints.frame().await.unwrap().unwrap().into_data().unwrap();
    assert_eq!(hint, format!("data: {{\"kind\":\"case\",\"number\":{number}}}\n\n"));

    drop(passes);
    assert_eq!(world.of("ada").ask("/v1/cases").await.status.as_u16(), 200);
}

#[tokio::test]
async fn searches_of_one_person_leave_the_store_to_others_even_when_nobody_waits_for_them() {
    let world = World::new().await;
    world.of("ada").get("/v1/me").await;
    let (begun, mut begins) = unbounded_channel();
    let mut ends = Vec::new();
    let mut searches = Vec::new();
    for _ in 0..READS_EACH {
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let (app, begun, token) = (world.app.clone(), begun.clone(), world.of("ada").token.clone().unwrap());
        let request = Request::get("/v1/cases").header("authorization", format!("Bearer {token}")).body(()).unwrap();
        let caller = Caller::from_request_parts(&mut request.into_parts().0, &()).await.unwrap();
        ends.push(end);
        searches.push(tokio::spawn(async move {
            let search = move |_: &mut crate::store::Tx<'_>, _: &crate::commands::Context| {
                begun.send(()).unwrap();
                // Until its other end is dropped.
                let _ = ended.recv();
                Ok(())
            };
            drop(caller.read(&app, search).await);
        }));
        begins.recv().await.unwrap();
    }
    for search in searches {
        search.abort();
        assert!(search.await.unwrap_err().is_cancelled());
    }
    assert!(matches!(asker(&world, "ada"), Asker::Person(_)));
    let mut turn = Box::pin(world.app.bounds().reads.enter(asker(&world, "ada")));
    assert!(turn.as_mut().now_or_never().is_none(), "they are still at it");
    assert_eq!(world.of("bob").ask("/v1/cases?query=login").await.status.as_u16(), 200);
    drop(ends);
    drop(turn.await.unwrap());
    assert_eq!(world.of("ada").ask("/v1/cases?query=login").await.status.as_u16(), 200);
}

#[tokio::test]
async fn one_who_asks_for_much_is_refused_alone() {
    let world = World::new().await;
    world.of("ada").get("/v1/me").await;
    let ada = asker(&world, "ada");
    let work = join_all((0..WORK_EACH).map(|_| world.app.bounds().work.enter(ada))).await;
    tokio::time::pause();
    assert_eq!(world.of("ada").ask("/v1/me").await.problem(), (503, "overloaded".to_owned()));
    tokio::time::resume();
    assert_eq!(world.of("bob").ask("/v1/me").await.status.as_u16(), 200, "he sits at the same place");
    drop(work);
    let reads = join_all((0..READS_EACH).map(|_| world.app.bounds().reads.enter(ada))).await;
    tokio::time::pause();
    assert_eq!(world.of("ada").ask("/v1/me").await.problem(), (503, "overloaded".to_owned()));
    tokio::time::resume();
    assert_eq!(world.of("bob").ask("/v1/me").await.status.as_u16(), 200);
    drop(reads);
    assert_eq!(world.of("ada").ask("/v1/me").await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_long_answer_is_in_work_until_it_is_taken_and_a_short_one_until_it_is_written() {
    let world = World::new().await;
    let number = world.file("ada", "Login fails").await;
    let (case, reply) = (format!("/v1/cases/{number}/timeline"), json!({"body": "It fails. ".repeat(1_000)}));
    assert_eq!(world.of("ada").post(&format!("/v1/cases/{number}/replies"), &reply).await.status.as_u16(), 201);
    let mut answers = Vec::new();
    for _ in 0..WORK_EACH {
        let head = world.of("ada").send(Method::HEAD, &case, &[], Body::empty()).await;
        assert!(head.body.is_empty() && head.headers["content-length"].len() == "10000".len(), "{:?}", head.headers);
        answers.push(untaken(&world, "ada", "/v1/me").await);
        let long = untaken(&world, "ada", &case).await;
        let length: usize = long.headers()["content-length"].to_str().unwrap().parse().unwrap();
        assert!(long.status().as_u16() == 200 && length > 10_000);
        answers.push(long);
    }
    tokio::time::pause();
    assert_eq!(world.of("ada").ask("/v1/me").await.problem(), (503, "overloaded".to_owned()));
    tokio::time::resume();
    let whole = answers.pop().unwrap().into_body().collect().await.unwrap().to_bytes();
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&whole).unwrap()["total"], 2);
    assert_eq!(world.of("ada").ask("/v1/me").await.status.as_u16(), 200);
}

#[tokio::test]
async fn nobody_takes_all_downloads() {
    let world = World::new().await;
    let number = world.file("ada", "Login fails").await;
    let file = world.of("ada").upload(&format!("/v1/cases/{number}/files?name=a.log"), vec![b'x'; 200_000]).await.json();
    let path = format!("/v1/cases/{number}/files/{}", file["id"].as_str().unwrap());
    let mut files = Vec::new();
    for _ in 0..DOWNLOADS_EACH {
        files.push(untaken(&world, "ada", &path).await);
    }
    let refused = world.of("ada").ask(&path).await;
    assert_eq!((refused.problem(), &refused.headers["retry-after"]), ((503, "overloaded".to_owned()), &"1".parse().unwrap()));
    assert_eq!(world.of("bob").ask(&path).await.body.len(), 200_000);
    files.pop();
    assert_eq!(world.of("ada").ask(&path).await.body.len(), 200_000);
}

#[tokio::test]
async fn a_file_or_a_stream_of_hints_that_is_never_read_gives_its_turn_back() {
    let world = World::new().await;
    let number = world.file("ada", "Login fails").await;
    let file = world.of("ada").upload(&format!("/v1/cases/{number}/files?name=a.log"), vec![b'x'; 200_000]).await.json();
    let path = format!("/v1/cases/{number}/files/{}", file["id"].as_str().unwrap());
    world.of("bob").get("/v1/me").await;
    let Asker::Person(bob) = asker(&world, "bob") else { panic!("he is known") };
    for (path, turns) in [(path.as_str(), &world.app.bounds().downloads), ("/v1/live", &world.app.bounds().streams)] {
        let silent = untaken(&world, "bob", path).await;
        // One that he has, and all others.
        let others: Vec<_> = std::iter::from_fn(|| turns.take(bob)).collect();
        tokio::time::pause();
        // The file is read by a thread that knows nothing of this time.
        let deadline = Instant::now() + Duration::from_secs(30);
        while turns.take(bob).is_none() {
            assert!(Instant::now() < deadline, "{path}");
            tokio::time::advance(Duration::from_secs(1)).await;
        }
        tokio::time::resume();
        drop((silent, others));
    }
}

#[tokio::test]
async fn sign_ins_of_one_network_leave_others_room_and_are_not_counted_when_they_are_refused() {
    let world = World::new().await;
    let turns: Vec<_> =
        (0..SIGN_INS_EACH).map(|_| world.app.bounds().sign_ins.take(network(world.of("nobody").address)).unwrap()).collect();
    let attempt = json!({"email": "ghost@acme.example", "password": "wrong horse"});
    for _ in 0..11 {
        assert_eq!(world.of("nobody").post("/v1/sessions", &attempt).await.problem(), (503, "overloaded".to_owned()));
    }
    let mut elsewhere = world.of("nobody").clone();
    elsewhere.address = "203.0.113.9".parse().unwrap();
    assert_eq!(elsewhere.post("/v1/sessions", &attempt).await.problem(), (401, "wrong_credentials".to_owned()));
    drop(turns);
    assert_eq!(world.of("nobody").post("/v1/sessions", &attempt).await.problem(), (401, "wrong_credentials".to_owned()));
}

#[test]
fn a_token_stands_for_its_person_and_no_more_are_remembered_than_there_is_room() {
    let bounds = Bounds::default();
    let peer = Peer { address: "2001:db8:1:2:3:4:5:6".parse().unwrap(), is_local: false };
    let there = Asker::Network("2001:db8:1:2::".parse().unwrap());
    assert_eq!((bounds.asker(Some("a"), peer), bounds.asker(None, peer)), (there, there));
    bounds.know("a", 7);
    bounds.know("b", 7);
    assert_eq!((bounds.asker(Some("a"), peer), bounds.asker(Some("b"), peer)), (Asker::Person(7), Asker::Person(7)));
    for at in 0..KNOWN - 1 {
        bounds.know(&at.to_string(), 8);
    }
    assert_eq!((bounds.asker(Some("a"), peer), bounds.asker(Some("8190"), peer)), (there, Asker::Person(8)));
}

#[tokio::test]
async fn a_request_that_is_not_received_in_time_is_told_so() {
    let world = World::new().await;
    tokio::time::pause();
    let silent = Body::from_stream(stream::pending::<Result<Bytes, std::io::Error>>());
    let refused = world.of("ada").send(Method::POST, "/v1/cases", &[("content-type", "application/json")], silent).await;
    assert_eq!(refused.problem(), (408, "timeout".to_owned()));
}
