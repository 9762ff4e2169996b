use std::sync::{Arc, Mutex};

use bytes::Bytes;
use caseport_shared::api::article::{ArticleContent, NewArticle};
use caseport_shared::api::draft::{DraftContent, DraftKind, SaveDraft};
use caseport_shared::api::problem::Problem;
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::api::{Body, Pieces, Transport, Unreachable};

/// A server that has one article, in a version.
struct Shelf {
    version: i64,
    /// Whether nobody is signed in any more.
    is_ended: bool,
    asked: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Transport for Shelf {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<http::Response<Pieces>, Unreachable>> {
        let line = format!("{} {}", request.method(), request.uri());
        let upon = request.headers().get("if-match").map(|value| value.to_str().unwrap().to_owned());
        let Body::Whole(bytes) = request.into_body() else { panic!("an article is sent whole") };
        let is_stale = upon.is_some_and(|upon| upon != format!("\"{}\"", self.version));
        let asked: Value = serde_json::from_slice(&bytes).unwrap();
        let content = asked.get("content").unwrap_or(&asked);
        let is_lacking = ["title", "body"].iter().any(|field| content[*field] == "");
        self.asked.lock().unwrap().push((line, asked));
        let marked = json!({"text": "", "marks": []});
        let problem = |status, code| (status, serde_json::to_value(Problem { status, ..Problem::new(code, "no") }).unwrap());
        let (status, answer) = if self.is_ended {
            problem(401, ErrorCode::Unauthenticated)
        } else if is_lacking {
            problem(422, ErrorCode::InvalidField)
        } else if is_stale {
            (412, serde_json::to_value(Problem::new(ErrorCode::StaleVersion, "changed")).unwrap())
        } else {
            let view = json!({
                "slug": "a", "title": marked, "excerpt": marked, "language": "en", "state": "draft", "has_changes": false,
                "updated_at": "2026-03-02T10:00:00Z", "helpful": 0, "unhelpful": 0, "body": "", "products": [], "related": [],
                "pictures": [], "can": [],
            });
            (200, view)
        };
        let pieces: Pieces = futures_util::stream::once(async move { Ok(Bytes::from(answer.to_string())) }).boxed();
        let response = http::Response::builder().status(status).header("content-type", "application/json").body(pieces).unwrap();
        async { Ok(response) }.boxed()
    }

    fn server(&self) -> &'static str {
        "help.example.com"
    }
}

fn written(version: i64, title: &str) -> LocalDraft {
    let content = ArticleContent { title: title.into(), body: "Now.".into(), ..ArticleContent::default() };
    let new = NewArticle { slug: (version > 0).then(|| "renew-it".to_owned()), case: None, content };
    LocalDraft {
        id: Uuid::from_u128(1),
        server: "help.example.com".into(),
        email: "grace@larkfold.example".into(),
        save: SaveDraft { kind: DraftKind::Note, case: None, version: 0, content: DraftContent::default() },
        is_solution: false,
        article: Some(Box::new(LocalArticle { version, new })),
    }
}

/// What becomes of an article when the line is lost: what is said, what is asked, and what the heir is given.
async fn left_by(draft: LocalDraft, is_ended: bool) -> (Option<&'static str>, Vec<(String, Value)>, Vec<LocalDraft>) {
    let (asked, given) = (Arc::<Mutex<Vec<_>>>::default(), Arc::<Mutex<Vec<_>>>::default());
    let api = Api::new(Shelf { version: 4, is_ended, asked: Arc::clone(&asked) });
    let keep = Arc::clone(&given);
    let heir: Heir = Box::new(move |draft| {
        keep.lock().unwrap().push(draft);
        std::future::ready(true).boxed()
    });
    let mut will = Will::of(vec![draft], api, heir);
    let words = will.words().await;
    will.done().await;
    let (asked, given) = (asked.lock().unwrap().clone(), given.lock().unwrap().clone());
    (words, asked, given)
}

/// The same of one that was written upon a version.
async fn left(version: i64) -> (Option<&'static str>, Vec<(String, Value)>) {
    let (words, asked, given) = left_by(written(version, "Renew it"), false).await;
    assert!(given.is_empty());
    (words, asked)
}

#[tokio::test(start_paused = true)]
async fn an_article_that_was_being_written_becomes_a_version_that_no_reader_sees() {
    let (words, asked) = left(4).await;
    assert_eq!(words, Some("line-article-saved"));
    assert_eq!(asked.iter().map(|(line, _)| line.as_str()).collect::<Vec<_>>(), ["PUT /v1/articles/renew-it"]);
    assert_eq!(asked[0].1["body"], "Now.");
    let (_, asked) = left(0).await;
    assert_eq!((asked.len(), asked[0].0.as_str(), &asked[0].1["content"]["body"]), (1, "POST /v1/articles", &json!("Now.")));
}

#[tokio::test(start_paused = true)]
async fn an_article_that_somebody_else_changed_meanwhile_becomes_another_one() {
    let (words, asked) = left(3).await;
    assert_eq!(words, Some("line-article-saved"));
    assert_eq!(asked.iter().map(|(line, _)| line.as_str()).collect::<Vec<_>>(), ["PUT /v1/articles/renew-it", "POST /v1/articles"]);
    assert!(asked[1].1.get("slug").is_none());
}

#[tokio::test(start_paused = true)]
async fn an_article_without_a_title_is_not_lost() {
    for version in [0, 4] {
        let (words, asked, _) = left_by(written(version, ""), false).await;
        assert_eq!((words, asked.len()), (Some("line-article-saved"), 2));
        let (line, sent) = &asked[1];
        assert_eq!(
            (line.as_str(), &sent["content"]["title"], &sent["content"]["body"]),
            ("POST /v1/articles", &json!("Now."), &json!("Now."))
        );
        assert_eq!(sent["content"]["audience"], "staff", "no reader sees it");
    }
}

#[tokio::test(start_paused = true)]
async fn an_article_goes_to_the_heir_when_the_sign_in_is_no_more() {
    for version in [0, 4] {
        let (words, asked, given) = left_by(written(version, "Renew it"), true).await;
        assert_eq!((words, asked.len(), given), (Some("line-article-saved"), 1, vec![written(version, "Renew it")]));
    }
}
