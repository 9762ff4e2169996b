//! Files in a bucket that several processes share.

use axum::body::Body;
use axum::http::Method;
use bytes::Bytes;
use futures_util::stream;
use jiff::ToSpan as _;
use rstest::rstest;
use serde_json::json;

use crate::app::App;
use crate::blob::{Files, Patience};
use crate::clock::Clock;
use crate::store::{alone, check as stored};
use crate::testing::s3::{Mood, S3};
use crate::testing::{Engine, NOW, World, bucket, settings, sign_in};

struct Shared {
    world: World,
    server: S3,
    files: Files,
    path: String,
}

impl Shared {
    async fn on(engine: Engine) -> Option<Self> {
        let server = S3::start();
        let files = bucket(&server.endpoint(), "caseport", Patience::default());
        let world = World::with(engine, Some(files.clone())).await?;
        let path = format!("/v1/cases/{}/files", world.file("ada", "Login fails").await);
        Some(Self { world, server, files, path })
    }

    /// Puts a file on the case; returns its path.
    async fn attach(&self, bytes: impl Into<Body>) -> String {
        let stored = self.world.of("ada").upload(&format!("{}?name=a.log", self.path), bytes).await;
        assert_eq!(stored.status, 201, "{}", stored.text());
        format!("{}/{}", self.path, stored.json()["id"].as_str().unwrap())
    }
}

#[rstest]
#[tokio::test]
async fn what_one_process_took_another_one_gives(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(shared) = Shared::on(engine).await else { return };
    let file = shared.attach("bytes of a log\n").await;
    let place = &shared.world.place;
    let elsewhere = tempfile::tempdir().unwrap();
    let other = App::open(&place.database, &shared.files, elsewhere.path(), settings(), Clock::standing_at(NOW.parse().unwrap())).unwrap();
    let ada = sign_in(&other, "ada@acme.example").await;
    assert_eq!(ada.ask(&file).await.text(), "bytes of a log\n");
    let part = ada.send(Method::GET, &file, &[("range", "bytes=6-7")], Body::empty()).await;
    assert_eq!((part.status.as_u16(), part.text().as_str(), &part.headers["content-range"]), (206, "of", &"bytes 6-7/15".parse().unwrap()));
    let zoe = sign_in(&other, "zoe@brook.example").await;
    assert_eq!(zoe.ask(&file).await.status.as_u16(), 404);
    let agent = sign_in(&other, "agent@larkfold.example").await;
    let redacted = agent.json(Method::POST, &format!("{file}/redact"), &[], &json!({"reason": "A password."})).await;
    assert_eq!(redacted.status.as_u16(), 204, "{}", redacted.text());
    let gone = async {
        while !shared.server.objects().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_mins(1), gone).await.unwrap();
    other.close();
}

#[rstest]
#[case(Mood::Away)]
#[case(Mood::Broken)]
#[tokio::test]
async fn a_store_that_does_not_answer_is_a_matter_of_trying_again(#[case] mood: Mood) {
    let shared = Shared::on(Engine::Sqlite).await.unwrap();
    let file = shared.attach("kept\n").await;
    let before = shared.server.objects();
    shared.server.set(mood);
    let ada = shared.world.of("ada");
    let upload = ada.upload(&format!("{}?name=b.log", shared.path), "not yet\n").await;
    let download = ada.ask(&file).await;
    for refused in [upload, download] {
        assert_eq!(refused.problem(), (503, "overloaded".to_owned()));
        assert_eq!(refused.headers["retry-after"], "1");
        assert!(!refused.text().contains("127.0.0.1") && !refused.text().contains("s3"), "{}", refused.text());
    }
    for probe in ["/healthz", "/readyz"] {
        assert_eq!(ada.ask(probe).await.status.as_u16(), 200, "cases are there without their files: {probe}");
    }
    let reply = ada.post(&shared.path.replace("/files", "/replies"), &json!({"body": "Meanwhile."})).await;
    assert_eq!(reply.status.as_u16(), 201, "{}", reply.text());
    shared.server.set(Mood::Well);
    assert_eq!(shared.server.objects(), before);
    assert_eq!(ada.get(&shared.path).await["files"].as_array().unwrap().len(), 1);
    assert_eq!(ada.ask(&file).await.text(), "kept\n");
    shared.attach("now\n").await;
}

#[tokio::test]
async fn what_is_too_large_or_breaks_off_leaves_nothing_in_the_bucket() {
    let shared = Shared::on(Engine::Sqlite).await.unwrap();
    let ada = shared.world.of("ada");
    let path = format!("{}?name=big", shared.path);
    let endless = stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[0; 8_192])));
    assert_eq!(ada.upload(&path, Body::from_stream(endless)).await.problem(), (413, "too_large".to_owned()));
    let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err(std::io::Error::other("gone"))]);
    assert_eq!(ada.upload(&path, Body::from_stream(broken)).await.status.as_u16(), 408);
    assert_eq!((shared.server.objects(), shared.server.parts()), (Vec::new(), 0));
}

#[tokio::test]
async fn the_sweep_takes_what_nothing_refers_to_and_nothing_else() {
    let shared = Shared::on(Engine::Sqlite).await.unwrap();
    shared.attach("kept\n").await;
    let app = &shared.world.app;
    let lost = app.blobs().put(stream::iter([Ok::<_, String>(Bytes::from_static(b"lost"))]), 10).await.unwrap().blob;
    app.blobs().own("installation 1").await.unwrap();
    std::fs::write(shared.server.file("report.pdf"), "of somebody else").unwrap();
    let foreign = shared.server.file(&format!("other/{lost}"));
    std::fs::create_dir_all(foreign.parent().unwrap()).unwrap();
    std::fs::write(foreign, "of another installation").unwrap();
    let kept = alone::read(&shared.world.place.database, |tx| stored::files(tx, 0, 1)).unwrap().remove(0).blob;
    // The clock of the store is the true one.
    shared.world.clock.set(jiff::Timestamp::now() + 23.hours());
    crate::sweep::sweep(app).await;
    assert!(shared.server.objects().contains(&format!("caseport/{lost}")), "it may belong to an upload that is under way");
    shared.world.clock.set(jiff::Timestamp::now() + 25.hours());
    crate::sweep::sweep(app).await;
    let mut left = [format!("caseport/{kept}"), "caseport/installation".to_owned(), format!("other/{lost}"), "report.pdf".to_owned()];
    left.sort();
    assert_eq!(shared.server.objects(), left);
}
