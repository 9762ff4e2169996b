use rstest::rstest;
use serde_json::Value;

use super::{accounts, load};
use crate::app::App;
use crate::clock::Clock;
use crate::demo::{CASES, Content, SignIn};
use crate::testing::{self, Engine};

#[rstest]
#[tokio::test]
async fn the_demo_is_loaded_once_and_everyone_finds_their_part_of_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let Some(place) = testing::prepared(engine, folder.path()) else { return };
    let clock = Clock::standing_at(testing::NOW.parse().unwrap());
    let app = App::open(&place.database, &place.files, &place.data, testing::settings(), clock).unwrap();
    let content = Content::read().unwrap();
    let accounts = accounts(&content, || "a long password".to_owned());
    assert_eq!(accounts.iter().map(|account| account.role).collect::<Vec<_>>(), SignIn::ALL);
    assert!(load(&app, content.clone(), &accounts).await.unwrap());
    assert!(!load(&app, content, &accounts).await.unwrap(), "a second time adds nothing");
    let mut seen = Vec::new();
    for account in &accounts {
        let client = testing::sign_in(&app, &account.email).await;
        seen.push(all(&client).await);
    }
    let [customer, colleague, stranger, agent, admin] = seen.try_into().unwrap();
    assert_eq!((agent.len(), admin.len()), (CASES, CASES));
    assert!(customer.len() >= 10 && customer.len() < colleague.len() && colleague.len() < CASES);
    assert!(!stranger.is_empty() && stranger.iter().all(|case| !colleague.contains(case)));
    app.close();
}

async fn all(client: &testing::Client) -> Vec<i64> {
    let (mut out, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("/v1/cases?limit=100{cursor}")).await;
        out.extend(page["cases"].as_array().unwrap().iter().map(|case| case["number"].as_i64().unwrap()));
        match &page["next"] {
            Value::String(next) => cursor = format!("&cursor={next}"),
            _ => return out,
        }
    }
}
