//! The client against a server that fails in every way there is.

use std::sync::{Arc, Mutex};

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::NewCase;
use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::case::CaseNumber;
use caseport_shared::limits::RESPONSE_BYTES;
use futures_util::StreamExt as _;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::testing::{Answer, Server};
use super::*;

const NUMBER: CaseNumber = CaseNumber(204_816);

fn quiet() -> Progress {
    Arc::new(|_| {})
}

fn view(content: &[u8]) -> AttachmentView {
    let digest = crate::api::hexadecimal(&Sha256::digest(content));
    serde_json::from_value(json!({
        "id": "0198c0de-0000-7000-8000-000000000001", "name": "a.log", "size": content.len(), "content_type": "text/plain",
        "sha256": digest, "visibility": "public", "at": "2026-01-31T10:00:00Z",
    }))
    .unwrap()
}

#[tokio::test]
async fn a_filing_whose_answer_was_lost_is_sent_again_with_the_same_key() {
    let server = Server::start(|place, _| match place {
        0 => Answer::Nothing,
        _ => Answer::json(201, &json!({"number": 204_816, "files": []})),
    })
    .await;
    let case = NewCase { product: "acme".into(), subject: "s".into(), description: "d".into(), ..NewCase::default() };
    let filed = server.api().file_case(&case, Key::fresh()).await.unwrap();
    assert_eq!(filed.number, NUMBER);
    let asked = server.asked();
    assert_eq!(server.lines(), ["POST /v1/cases", "POST /v1/cases"]);
    assert!(asked[0].header("idempotency-key").is_some());
    assert_eq!(asked[0].header("idempotency-key"), asked[1].header("idempotency-key"));
    assert_eq!(asked[0].body, asked[1].body);
    assert_eq!(asked[0].header("authorization"), Some("Bearer token"));
}

#[tokio::test]
async fn a_connection_that_is_always_lost_is_given_up() {
    let server = Server::start(|_, _| Answer::Nothing).await;
    let error = server.api().close_case(NUMBER, Key::fresh()).await.unwrap_err();
    assert!(matches!(error, ApiError::Unreachable(Unreachable::Lost(_))), "{error:?}");
    assert_eq!(server.asked().len(), 1 + RETRIES.len());
}

#[tokio::test]
async fn a_server_with_too_much_to_do_is_asked_again_and_counts_as_away() {
    let busy = || {
        let problem = json!({"type": "about:blank", "code": "overloaded", "title": "busy", "status": 503});
        Answer::Full(
            503,
            vec![("content-type", "application/problem+json".to_owned()), ("retry-after", "0".to_owned())],
            problem.to_string().into(),
        )
    };
    let server =
        Server::start(move |place, _| if place == 0 { busy() } else { Answer::json(201, &json!({"number": 204_816, "files": []})) }).await;
    let case = NewCase { product: "acme".into(), subject: "s".into(), description: "d".into(), ..NewCase::default() };
    assert_eq!(server.api().file_case(&case, Key::fresh()).await.unwrap().number, NUMBER);
    let asked = server.asked();
    assert_eq!((asked.len(), asked[0].header("idempotency-key")), (2, asked[1].header("idempotency-key")));
    let server = Server::start(move |_, _| busy()).await;
    let error = server.api().close_case(NUMBER, Key::fresh()).await.unwrap_err();
    assert!(matches!(error, ApiError::Unreachable(Unreachable::Overloaded(_))), "{error:?}");
    assert_eq!(server.asked().len(), 1 + RETRIES.len());
}

#[test]
fn a_server_may_ask_for_patience_but_not_for_ever() {
    let [usual, second] = [Duration::from_millis(150), Duration::from_secs(1)];
    assert_eq!(Unreachable::Lost(String::new()).pause(usual), usual);
    assert_eq!(Unreachable::Overloaded(Duration::ZERO).pause(usual), usual);
    assert_eq!(Unreachable::Overloaded(second).pause(usual), second);
    assert_eq!(Unreachable::Overloaded(Duration::from_hours(1)).pause(usual), Duration::from_secs(5));
}

#[tokio::test]
async fn a_sign_in_is_tried_once() {
    let server = Server::start(|_, _| Answer::Nothing).await;
    let session = serde_json::from_value(json!({"email": "a@b.c", "password": "p"})).unwrap();
    assert!(server.api().sign_in(&session).await.is_err());
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn nobody_listening_is_said_at_once() {
    let server = Server::start(|_, _| Answer::Nothing).await;
    server.api();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = Api::new(http::Http::new(&address).unwrap()).me().await.unwrap_err();
    assert!(matches!(error, ApiError::Unreachable(Unreachable::Connect(_))), "{error:?}");
}

#[tokio::test]
async fn what_the_server_refuses_comes_with_its_code_and_field() {
    let problem = json!({"type": "about:blank", "status": 422, "code": "too_long", "title": "Too long", "field": "subject", "limit": 200});
    let server = Server::start(move |_, _| Answer::json(422, &problem)).await;
    match server.api().me().await.unwrap_err() {
        ApiError::Problem(problem) => {
            assert_eq!((problem.code, problem.field.as_deref(), problem.limit), (ErrorCode::TooLong, Some("subject"), Some(200)));
        }
        error => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn answers_of_something_else_are_told_apart() {
    for (status, body, expected) in [
        (404, "<html>", "the server answered 404"),
        (200, "<html>", "the server's answer cannot be read: expected value at line 1 column 1"),
        (302, "", "the server answered 302"),
        (502, "<html>", "the server cannot be reached: the gateway before it answered 502"),
        (404, r#"{"code": "gone_fishing", "title": "Gone"}"#, "Gone"),
    ] {
        let server = Server::start(move |_, _| Answer::Full(status, Vec::new(), body.into())).await;
        assert_eq!(server.api().me().await.unwrap_err().to_string(), expected);
    }
}

#[tokio::test]
async fn an_answer_without_end_is_not_read() {
    let server = Server::start(|_, _| Answer::Full(200, Vec::new(), vec![b' '; RESPONSE_BYTES + 1])).await;
    let error = server.api().me().await.unwrap_err();
    assert_eq!(error, ProtocolError::TooLarge.into());
}

#[tokio::test]
async fn values_stay_inside_their_part_of_the_address() {
    let server = Server::start(|_, _| Answer::json(200, &json!({"cases": []}))).await;
    server.api().cases("a&limit=9 #é/\"", Some("x+y"), Some(5)).await.unwrap();
    let _ = server.api().product("../cases").await;
    assert_eq!(server.lines(), ["GET /v1/cases?query=a%26limit%3D9%20%23%C3%A9%2F%22&cursor=x%2By&limit=5", "GET /v1/products/..%2Fcases"]);
}

#[tokio::test]
async fn a_file_is_sent_with_its_length_and_digest() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a b.log");
    let content = vec![7; 200_000];
    std::fs::write(&path, &content).unwrap();
    let upload = Upload::open(&path, None, 1_000_000).await.unwrap();
    let answer = serde_json::to_value(view(&content)).unwrap();
    let server = Server::start(move |place, _| if place == 0 { Answer::Nothing } else { Answer::json(201, &answer) }).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&seen);
    let progress: Progress = Arc::new(move |done| sink.lock().unwrap().push(done));
    server.api().attach(NUMBER, &upload, Key::fresh(), &progress).await.unwrap();
    let asked = server.asked();
    assert_eq!(asked[1].line, "POST /v1/cases/204816/files?name=a%20b.log");
    assert_eq!(asked[1].header("content-length"), Some("200000"));
    assert!(asked[1].header("repr-digest").unwrap().starts_with("sha-256=:"));
    assert_eq!(asked[0].header("idempotency-key"), asked[1].header("idempotency-key"));
    assert_eq!(asked[1].body, content);
    assert_eq!(seen.lock().unwrap().last(), Some(&200_000));
}

#[tokio::test]
async fn a_file_that_changes_while_it_is_sent_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(|_, _| Answer::Nothing).await;
    let path = place.path().join("a.log");
    for (after, expected) in [
        (Some(100), "a.log became shorter while it was being sent"),
        (Some(100_001), "a.log grew while it was being sent"),
        (None, "a.log cannot be read: No such file or directory (os error 2)"),
    ] {
        std::fs::write(&path, vec![1; 100_000]).unwrap();
        let upload = Upload::open(&path, None, 1_000_000).await.unwrap();
        match after {
            Some(len) => std::fs::write(&path, vec![1; len]).unwrap(),
            None => std::fs::remove_file(&path).unwrap(),
        }
        let error = server.api().attach(NUMBER, &upload, Key::fresh(), &quiet()).await.unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    assert!(server.asked().is_empty(), "nothing arrived whole");
}

#[tokio::test]
async fn what_cannot_be_sent_is_said_before_anything_is() {
    let place = tempfile::tempdir().unwrap();
    let large = place.path().join("large.bin");
    std::fs::write(&large, vec![0; 11]).unwrap();
    assert!(matches!(Upload::open(&large, None, 10).await.unwrap_err(), FileError::TooLarge { limit: 10, .. }));
    assert!(matches!(Upload::open(place.path(), None, 10).await.unwrap_err(), FileError::Kind { .. }));
    let hostile = place.path().join("a\u{1b}[2Jb");
    assert!(!Upload::open(&hostile, None, 10).await.unwrap_err().to_string().contains('\u{1b}'));
}

#[tokio::test]
async fn a_download_goes_on_where_it_was_cut() {
    let content: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let (file, sent) = (view(&content), content.clone());
    let server = Server::start(move |place, asked| {
        if place == 0 {
            return Answer::Cut(200, Vec::new(), sent.clone(), 40_000);
        }
        let range = asked.header("range").unwrap();
        let start: usize = range.strip_prefix("bytes=").unwrap().strip_suffix('-').unwrap().parse().unwrap();
        let headers = vec![("content-range", format!("bytes {start}-99999/100000"))];
        Answer::Full(206, headers, sent[start..].to_vec())
    })
    .await;
    let mut out = Vec::new();
    let received = server.api().download(NUMBER, &file, &mut out, &quiet()).await.unwrap();
    assert_eq!((received.size, received.sha256), (100_000, file.sha256));
    assert_eq!(out, content);
}

#[tokio::test]
async fn only_the_beginning_is_asked_for_and_goes_on_where_it_was_cut() {
    let server = Server::start(|place, _| match place {
        0 => Answer::Cut(206, vec![("content-range", "bytes 0-5/1000".to_owned())], b"abcdef".to_vec(), 4),
        // A server that knows no ranges sends everything from the start.
        _ => Answer::Full(200, Vec::new(), b"abcdefghijkl".to_vec()),
    })
    .await;
    let mut file = view(b"");
    file.size = 1_000;
    let bytes = server.api().beginning(NUMBER, &file, 6, &quiet()).await.unwrap();
    assert_eq!(bytes, b"abcdef");
    let ranges: Vec<_> = server.asked().iter().map(|asked| asked.header("range").unwrap_or_default().to_owned()).collect();
    assert_eq!(ranges, ["bytes=0-5", "bytes=4-5"]);
    file.size = 0;
    assert!(server.api().beginning(NUMBER, &file, 6, &quiet()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_download_that_is_not_the_file_fails() {
    let file = view(b"what was sent");
    for (body, expected) in [
        (&b"what was sEnt"[..], ProtocolError::Digest),
        (b"what was sent, and more", ProtocolError::Length),
        (b"what", ProtocolError::Length),
    ] {
        let server = Server::start(move |_, _| Answer::Full(200, Vec::new(), body.to_vec())).await;
        let error = server.api().download(NUMBER, &file, &mut Vec::new(), &quiet()).await.unwrap_err();
        assert_eq!(error, expected.into());
    }
    let headers = vec![("repr-digest", "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:".to_owned())];
    let server = Server::start(move |_, _| Answer::Full(200, headers.clone(), b"what was sent".to_vec())).await;
    let error = server.api().download(NUMBER, &file, &mut Vec::new(), &quiet()).await.unwrap_err();
    assert_eq!(error, ProtocolError::Digest.into());
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_system_finds_out_whether_a_server_is_gone() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = silent.local_addr().unwrap();
    let api = Server::at(&format!("http://{address}"));
    let asking = tokio::spawn(async move { drop(api.live().await) });
    let _held = silent.accept().await.unwrap();
    let port = format!(":{:04X}", address.port());
    // Columns: the other end, and the kind of timer with the hundredths of a second until it runs out; the second kind asks
    // whether the other end is there.
    let is_asked = |line: &str| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let left = columns[5].strip_prefix("02:").and_then(|left| u64::from_str_radix(left, 16).ok());
        columns[2].ends_with(&port) && left.is_some_and(|left| left <= http::PROBED_AFTER.as_secs() * 100)
    };
    let table = || std::fs::read_to_string("/proc/self/net/tcp").unwrap();
    let asked = async {
        while !table().lines().any(is_asked) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), asked).await.unwrap();
    asking.abort();
}

#[tokio::test]
async fn hints_come_one_by_one_and_unknown_ones_mean_reload() {
    let events = ": hello\n\ndata: {\"kind\":\"case\",\"number\":7}\n\ndata: {\"kind\":\"news\"}\r\n\r\n";
    let server = Server::start(move |_, _| Answer::Full(200, Vec::new(), events.into())).await;
    let hints: Vec<Hint> = server.api().live().await.unwrap().map(Result::unwrap).collect().await;
    assert_eq!(hints, [Hint::Case { number: CaseNumber(7) }, Hint::Reload]);
}
