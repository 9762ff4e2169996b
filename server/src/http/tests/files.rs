//! Files: up, down, in parts, bounded.

use axum::body::Body;
use axum::http::Method;
use bytes::Bytes;
use futures_util::stream;
use rstest::rstest;
use serde_json::json;

use crate::testing::{Engine, World};

#[rstest]
#[tokio::test]
async fn a_file_comes_down_as_it_went_up(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}/files");
    let put = async |digest: &str, name: &str| {
        let headers = [("content-type", "application/octet-stream"), ("repr-digest", digest)];
        world.of("ada").send(Method::POST, &format!("{path}?name={name}"), &headers, "bytes of a log\n").await
    };
    let wrong = put("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", "a.log").await;
    assert_eq!(wrong.problem(), (400, "digest_mismatch".to_owned()));
    assert_eq!(put("md5=:x:", "a.log").await.problem(), (422, "invalid_field".to_owned()));
    let stored = world.of("ada").upload(&format!("{path}?name=..%2F..%2F%0Aetc%2Fa%1B%5B2J.log"), "bytes of a log\n").await.json();
    assert_eq!(
        (&stored["name"], &stored["size"], &stored["content_type"]),
        (&json!("a.log"), &json!(15), &json!("text/plain; charset=utf-8"))
    );
    let file = format!("{path}/{}", stored["id"].as_str().unwrap());
    let whole = world.of("agent").ask(&file).await;
    assert_eq!((whole.text().as_str(), &whole.headers["content-length"]), ("bytes of a log\n", &"15".parse().unwrap()));
    assert_eq!(whole.headers["content-disposition"], "attachment; filename*=UTF-8''a.log");
    let digest = whole.headers["repr-digest"].to_str().unwrap().to_owned();
    assert_eq!(put(&digest, "again.log").await.status.as_u16(), 201, "the digest told is the digest taken");
    let part = world.of("bob").send(Method::GET, &file, &[("range", "bytes=6-7")], Body::empty()).await;
    assert_eq!((part.status.as_u16(), part.text().as_str(), &part.headers["content-range"]), (206, "of", &"bytes 6-7/15".parse().unwrap()));
    let beyond = world.of("bob").send(Method::GET, &file, &[("range", "bytes=15-")], Body::empty()).await;
    assert_eq!(beyond.status.as_u16(), 416);
}

#[rstest]
#[tokio::test]
async fn what_is_too_large_or_breaks_off_leaves_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}/files?name=big");
    let ada = world.of("ada");
    let announced = ada.send(Method::POST, &path, &[("content-length", "1000001")], Body::empty()).await;
    assert_eq!((announced.problem(), announced.json()["limit"].as_u64()), ((413, "too_large".to_owned()), Some(1_000_000)));
    let endless = stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[0; 8_192])));
    assert_eq!(ada.upload(&path, Body::from_stream(endless)).await.problem(), (413, "too_large".to_owned()));
    let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err(std::io::Error::other("gone"))]);
    assert_eq!(ada.upload(&path, Body::from_stream(broken)).await.status.as_u16(), 408);
    let form = ada.send(Method::POST, &path, &[("content-type", "multipart/form-data; boundary=x")], "--x--").await;
    assert_eq!(form.problem(), (415, "unsupported_media_type".to_owned()));
    assert_eq!(ada.get(&format!("/v1/cases/{number}/files")).await["files"], json!([]));
    assert_eq!(world.blobs(), 0);
}

#[rstest]
#[tokio::test]
async fn a_file_that_support_sends_is_internal_until_a_reply_includes_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    let path = format!("/v1/cases/{number}");
    let file = agent.upload(&format!("{path}/files?name=patch.zip"), "PK").await.json();
    assert_eq!(file["visibility"], "internal");
    assert_eq!(ada.get(&format!("{path}/files")).await["files"], json!([]));
    let id = file["id"].as_str().unwrap();
    assert_eq!(ada.post(&format!("{path}/replies"), &json!({"body": "x", "send": {"include": [id]}})).await.status.as_u16(), 403);
    let sent = agent.post(&format!("{path}/replies"), &json!({"body": "Try this.", "send": {"include": [id]}})).await;
    assert_eq!((sent.status.as_u16(), &sent.json()["comment"]["files"][0]["name"]), (201, &json!("patch.zip")));
    assert_eq!(ada.get(&format!("{path}/files")).await["files"][0]["visibility"], "public");
    assert_eq!(ada.ask(&format!("{path}/files/{id}")).await.text(), "PK");
    let timeline = ada.get(&format!("{path}/timeline")).await;
    assert_eq!(timeline["total"], 2, "where it stood before is nobody's business: {timeline}");
    let own = ada.upload(&format!("{path}/files?name=mine.txt"), "x").await.json();
    assert_eq!(own["visibility"], "public");
}

#[rstest]
#[tokio::test]
async fn a_customers_file_by_itself_is_noticed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let (ada, bob, agent) = (world.of("ada"), world.of("bob"), world.of("agent"));
    let path = format!("/v1/cases/{number}");
    let asked = json!({"body": "The log, please.", "send": {"status": "pending-your-response"}});
    assert_eq!(agent.post(&format!("{path}/replies"), &asked).await.status.as_u16(), 201);
    let seen = json!({"replies": 1, "notes": 0});
    for who in [agent, bob, ada] {
        assert_eq!(who.put(&format!("{path}/seen"), &seen).await.status.as_u16(), 204);
    }
    assert_eq!(ada.upload(&format!("{path}/files?name=core.log"), "x").await.status.as_u16(), 201);
    let case = agent.get(&path).await;
    assert_eq!((&case["status"], &case["unread"]), (&json!("researching"), &json!(true)));
    let waiting = agent.get("/v1/cases?query=unread:yes%20last:customer").await;
    assert_eq!(waiting["cases"][0]["number"], number, "{waiting}");
    let timeline = ada.get(&format!("{path}/timeline")).await;
    let told: Vec<_> = timeline["entries"].as_array().unwrap().iter().map(|entry| entry["entry"].as_str().unwrap()).collect();
    assert_eq!(told, ["event", "comment", "event", "file", "event"], "the file comes before what it moved");
    assert_eq!((&ada.get(&path).await["unread"], &bob.get(&path).await["unread"]), (&json!(false), &json!(true)));
    for who in [agent, bob] {
        assert_eq!(who.put(&format!("{path}/seen"), &seen).await.status.as_u16(), 204);
        assert_eq!(who.get(&path).await["unread"], false);
    }
    assert_eq!(agent.get("/v1/cases?query=unread:yes").await["cases"], json!([]));
    assert_eq!(agent.upload(&format!("{path}/files?name=patch.zip"), "PK").await.json()["visibility"], "internal");
    assert_eq!((&bob.get(&path).await["unread"], &ada.get("/v1/cases?query=unread:yes").await["cases"]), (&json!(false), &json!([])));
}

#[rstest]
#[tokio::test]
async fn a_file_whose_bytes_are_lost_costs_nothing_else(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let (ada, agent, path) = (world.of("ada"), world.of("agent"), format!("/v1/cases/{number}"));
    let put = async |name: &str| {
        let stored = ada.upload(&format!("{path}/files?name={name}"), "bytes of a log\n").await;
        assert_eq!(stored.status.as_u16(), 201, "{}", stored.text());
        format!("{path}/files/{}", stored.json()["id"].as_str().unwrap())
    };
    let lost = put("lost.log").await;
    std::fs::remove_dir_all(crate::app::blob_folder(world.folder.path())).unwrap();
    let kept = put("kept.log").await;
    for who in [ada, agent] {
        for range in ["bytes=0-", "bytes=3-5"] {
            let answer = who.send(Method::GET, &lost, &[("range", range)], Body::empty()).await;
            assert_eq!(answer.problem(), (500, "internal".to_owned()));
            assert_eq!(answer.json()["title"], "the bytes of this file are lost on the server; it has to be sent again");
        }
        assert_eq!(who.ask(&kept).await.text(), "bytes of a log\n");
        let files = who.get(&format!("{path}/files")).await;
        assert_eq!((&files["files"][0]["name"], &files["files"][1]["name"]), (&json!("lost.log"), &json!("kept.log")));
        assert_eq!(who.get(&path).await["subject"], "Login fails");
        assert!(who.get(&format!("{path}/timeline")).await.to_string().contains("lost.log"));
    }
    assert_eq!(world.of("zoe").ask(&lost).await.problem(), (404, "not_found".to_owned()), "a stranger learns nothing of it");
    assert_eq!(ada.post(&format!("{path}/replies"), &json!({"body": "I send it again."})).await.status.as_u16(), 201);
    assert_eq!(ada.ask(&put("lost.log").await).await.text(), "bytes of a log\n");
    let taken = agent.post(&format!("{lost}/redact"), &json!({"reason": "It was lost."})).await;
    assert_eq!(taken.status.as_u16(), 204, "{}", taken.text());
    assert_eq!(ada.ask(&lost).await.status.as_u16(), 404);
}

#[rstest]
#[tokio::test]
async fn nobody_takes_all_turns_at_uploading(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}/files?name=slow");
    let (begun, mut begins) = tokio::sync::mpsc::unbounded_channel();
    let mut uploads = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (ada, path, begun) = (world.of("ada").clone(), path.clone(), begun.clone());
        // A sender that says when it is listened to, and then nothing.
        let silent = stream::poll_fn(move |_| {
            begun.send(()).unwrap();
            std::task::Poll::<Option<Result<Bytes, std::io::Error>>>::Pending
        });
        uploads.spawn(async move { ada.upload(&path, Body::from_stream(silent)).await.status });
        begins.recv().await.unwrap();
    }
    let refused = world.of("ada").upload(&path, "x").await;
    assert_eq!(refused.problem(), (503, "overloaded".to_owned()));
    assert_eq!(refused.headers["retry-after"], "1");
    assert_eq!(world.of("bob").upload(&path, "x").await.status.as_u16(), 201);
    uploads.shutdown().await;
    assert_eq!(world.of("ada").upload(&path, "x").await.status.as_u16(), 201);
}
