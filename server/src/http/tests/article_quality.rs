//! How well searches answer: labelled questions over the demo's articles, by mean reciprocal rank and recall, the same on both engines.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use axum::http::Method;
use caseport_shared::article::ArticleAudience;
use caseport_tui::page::Page;
use rstest::rstest;
use serde::Deserialize;
use serde_json::json;

use super::articles::{encoded, published};
use crate::testing::{Engine, World};

/// Least mean of one divided by the place of the first answer, within the first ten.
const MRR_AT_10: f64 = 0.8;
/// Least part of the answers that stand among the first five.
const RECALL_AT_5: f64 = 0.9;

#[derive(Deserialize)]
struct Labelled {
    query: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    kind: String,
    words: String,
    answers: Vec<String>,
}

/// Puts the demo's articles into a world, all for customers but those that are not.
async fn fill(world: &World) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/demo/articles");
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let mut content = Page::read(&std::fs::read_to_string(&file).unwrap()).unwrap().content;
        if content.audience != ArticleAudience::Customers {
            continue;
        }
        (content.products, content.category) = (Vec::new(), None);
        let slug = file.file_stem().unwrap().to_string_lossy().into_owned();
        let admin = world.of("admin");
        let made = admin.post("/v1/articles", &json!({"slug": slug, "content": content})).await;
        assert_eq!(made.status, 201, "{}", made.text());
        let path = format!("/v1/articles/{slug}/publish");
        assert_eq!(admin.json(Method::POST, &path, &[("if-match", "\"1\"")], &json!(null)).await.status, 200);
    }
}

#[rstest]
#[tokio::test]
async fn questions_are_answered_as_well_as_is_promised(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    fill(&world).await;
    let labelled = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/article-queries.toml")).unwrap();
    let labelled: Labelled = toml::from_str(&labelled).unwrap();
    assert_eq!(labelled.query.len(), 60);
    let mut told = String::new();
    let mut kinds: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
    for question in &labelled.query {
        let words = encoded(&question.words);
        let found = world.of("bob").get(&format!("/v1/articles?limit=10&query={words}")).await;
        let found: Vec<&str> = found["items"].as_array().unwrap().iter().map(|item| item["slug"].as_str().unwrap()).collect();
        let is_answer = |slug: &&&str| question.answers.iter().any(|answer| answer == **slug);
        let place = found.iter().position(|slug| is_answer(&slug));
        let rank = place.map_or(0.0, |place| 1.0 / f64::from(u32::try_from(place).unwrap() + 1));
        let among = found.iter().take(5).filter(|slug| is_answer(slug)).count();
        let recall = f64::from(u32::try_from(among).unwrap()) / f64::from(u32::try_from(question.answers.len()).unwrap());
        if rank < 1.0 || recall < 1.0 {
            let _ = writeln!(told, "{} {:?}: {rank:.2} {recall:.2}, found {found:?}", question.kind, question.words);
        }
        for kind in [question.kind.as_str(), "all"] {
            let sums = kinds.entry(kind).or_default();
            *sums = (sums.0 + 1.0, sums.1 + rank, sums.2 + recall);
        }
    }
    for (kind, (count, rank, recall)) in &kinds {
        let _ = writeln!(told, "{kind}: {count} questions, MRR@10 {:.3}, recall@5 {:.3}", rank / count, recall / count);
    }
    let (count, rank, recall) = kinds["all"];
    assert!(rank / count >= MRR_AT_10 && recall / count >= RECALL_AT_5, "{told}");
}

#[rstest]
#[tokio::test]
async fn a_word_that_stands_everywhere_is_marked_and_found_where_nothing_rarer_is(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    for at in 0..12 {
        let rarer = if at == 5 { "through the gateway" } else { "as ever" };
        let content = json!({"title": format!("Certificates {rarer}"), "body": "They end.", "audience": "customers"});
        published(&world, &format!("a{at}"), content).await;
    }
    let search = async |words: &str| {
        let found = world.of("ada").get(&format!("/v1/articles?query={}", encoded(words))).await;
        found["items"].as_array().unwrap().clone()
    };
    let found = search("certificate gateway").await;
    assert_eq!(found.len(), 1, "the rarer word decides");
    assert_eq!(found[0]["title"], json!({"text": "Certificates through the gateway", "marks": [[0, 12], [25, 32]]}));
    assert_eq!(search("certificate").await.len(), 12);
    assert_eq!(search("certificate zyzzyva").await.len(), 12, "a word that nobody knows hides nothing");
}
