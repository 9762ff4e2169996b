use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use axum::http::Method;
use futures_util::future::{join, join_all};
use serde_json::json;

use super::{Patience, Server};
use crate::app::App;
use crate::program::Installation;
use crate::store::{Database, StoreError, alone};
use crate::testing::{CERTIFICATE, Engine, KEY, OTHER_CERTIFICATE, World, postgres, settings, sign_in};

/// What a way does with what goes over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// Carries everything.
    Carries,
    /// Takes everything, from new connections too, and nothing comes back.
    Silent,
    /// Falls silent once a transaction was to be committed: that arrives.
    SilentAfterCommit,
}

/// A way to a database that takes bytes for as long as it is there.
struct Way {
    port: u16,
    mood: Arc<Mutex<Mood>>,
}

impl Way {
    fn to(cluster: &postgres::Cluster) -> Self {
        let (listener, socket) = (TcpListener::bind("127.0.0.1:0").unwrap(), cluster.socket());
        let way = Self { port: listener.local_addr().unwrap().port(), mood: Arc::new(Mutex::new(Mood::Carries)) };
        let mood = Arc::clone(&way.mood);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, database) = (client.unwrap(), UnixStream::connect(&socket).unwrap());
                let (from, into, here) = (client.try_clone().unwrap(), database.try_clone().unwrap(), Arc::clone(&mood));
                thread::spawn(move || carry(from, into, &here));
                let here = Arc::clone(&mood);
                thread::spawn(move || carry(database, client, &here));
            }
        });
        way
    }

    fn set(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }
}

fn carry(mut from: impl Read, mut into: impl Write, mood: &Mutex<Mood>) {
    let mut bytes = [0; 8_192];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        let bytes = &bytes[..count];
        let mut mood = mood.lock().unwrap();
        if *mood == Mood::Silent {
            continue;
        }
        if *mood == Mood::SilentAfterCommit && bytes.windows(6).any(|some| some == b"COMMIT") {
            *mood = Mood::Silent;
        }
        if into.write_all(bytes).is_err() {
            return;
        }
    }
}

#[tokio::test]
async fn a_database_elsewhere_is_the_one_that_its_certificate_names_or_is_told_nothing() {
    let Some(cluster) = postgres::tls_cluster(CERTIFICATE, KEY) else { return };
    let folder = tempfile::tempdir().unwrap();
    let [own, other] = [("own.pem", CERTIFICATE), ("other.pem", OTHER_CERTIFICATE)].map(|(name, certificate)| {
        let path = folder.path().join(name);
        std::fs::write(&path, certificate).unwrap();
        path
    });
    let name = cluster.create(None);
    let at = |host: &str, parameters: &str, authority: &Path| {
        Database::at(&format!("{}?{parameters}", cluster.network_url(host, &name)), Some(authority)).unwrap()
    };
    let right = at("localhost", "sslmode=require", &own);
    let ask = |database: &Database| {
        let answer: Result<_, StoreError> = alone::write(database, |tx| tx.first("SELECT 1", &[], |row| row.int(0)));
        answer.map_err(|error| error.to_string())
    };
    assert_eq!(ask(&right), Ok(Some(1)));
    // Every connection of a server, that of its hints among them.
    let place = Installation { database: right, ..Installation::in_folder(folder.path()) };
    let app = place.open(settings()).await.unwrap();
    let count = |which: &str| {
        let of = "pg_stat_activity JOIN pg_stat_ssl USING (pid) WHERE application_name = 'caseportd'";
        cluster.ask("postgres", &format!("SELECT COUNT(*) FROM {of} AND {which}")).parse::<u32>().unwrap()
    };
    let heard = async {
        while count("query LIKE '%pg_notify%' AND ssl") == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), heard).await.unwrap();
    assert_eq!(count("NOT ssl"), 0);
    app.close();

    let plain = format!("postgres://caseport@localhost:{}/{name}?sslmode=require", Way::to(&cluster).port);
    for (database, why) in [
        (at("db.caseport.example", "hostaddr=127.0.0.1", &own), "certificate not valid for name \"db.caseport.example\""),
        (at("localhost", "sslmode=require", &other), "invalid peer certificate: UnknownIssuer"),
        (Database::at(&plain, Some(&own)).unwrap(), "server does not support TLS"),
    ] {
        let refused = ask(&database).unwrap_err();
        assert!(refused.starts_with("the database cannot be reached: PostgreSQL database") && refused.contains(why), "{why}: {refused}");
    }
    let machine = Database::at(&cluster.network_url("localhost", &name), None).unwrap();
    assert_eq!(ask(&machine), Ok(Some(1)), "on this machine itself nothing is asked for");
}

/// A world, and another server of it whose database is found over a way and waited for a second.
async fn over_a_way() -> Option<(World, Way, App)> {
    let world = World::on(Engine::Postgres).await?;
    let way = Way::to(postgres::cluster()?);
    let Database::Postgres(near) = &world.place.database else { unreachable!() };
    let url = format!("postgres://caseport@127.0.0.1:{}/{}", way.port, near.config.get_dbname().unwrap());
    let mut far = Server::at(&url, None).unwrap();
    let second = Duration::from_secs(1);
    far.patience = Patience { connect: second, nod: second, read: second, write: second };
    let place = Installation { database: Database::Postgres(Box::new(far)), ..world.place.clone() };
    Some((world, way, place.open(settings()).await.unwrap()))
}

#[tokio::test]
async fn a_database_that_takes_and_never_answers_is_told_of_and_found_again() {
    let Some((world, way, app)) = over_a_way().await else { return };
    let number = world.file("ada", "It does not work").await;
    let path = format!("/v1/cases/{number}");
    let mut people = Vec::new();
    for name in ["ada@acme.example", "bob@acme.example", "agent@larkfold.example", "admin@larkfold.example"] {
        people.push(sign_in(&app, name).await);
    }
    let (path, people) = (&path, &people);
    // More at once than there are connections, each of which is in use or has been.
    let all = async || {
        let replies = (0..16).map(async |at: usize| {
            let (key, body) = (format!("key-{at}"), json!({ "body": format!("Reply {at}.") }));
            people[at % 4].json(Method::POST, &format!("{path}/replies"), &[("idempotency-key", key.as_str())], &body).await
        });
        let reads = (0..8).map(async |at: usize| people[at % 4].ask(path).await);
        join(join_all(replies), join_all(reads)).await
    };
    people[0].get(path).await;
    way.set(Mood::Silent);
    let (replies, reads) = all().await;
    for answer in replies.iter().chain(&reads) {
        assert_eq!(answer.problem(), (503, "overloaded".to_owned()));
        assert_eq!(answer.headers["retry-after"], "1");
    }
    way.set(Mood::Carries);
    let (replies, reads) = all().await;
    assert!(replies.iter().all(|answer| answer.status == 201) && reads.iter().all(|answer| answer.status == 200));
    assert_eq!(world.of("ada").get(path).await["latest"]["replies"], 16, "each once");
    app.close();
}

#[tokio::test]
async fn a_commit_whose_answer_never_comes_is_asked_for_again_under_its_key() {
    let Some((world, way, app)) = over_a_way().await else { return };
    let number = world.file("ada", "It does not work").await;
    let ada = sign_in(&app, "ada@acme.example").await;
    let reply = async || {
        let path = format!("/v1/cases/{number}/replies");
        ada.json(Method::POST, &path, &[("idempotency-key", "once")], &json!({ "body": "It still does not." })).await
    };
    let count = async || world.of("ada").get(&format!("/v1/cases/{number}")).await["latest"]["replies"].clone();
    way.set(Mood::SilentAfterCommit);
    assert_eq!(reply().await.problem(), (503, "overloaded".to_owned()));
    assert_eq!(count().await, 1, "it was kept, which nobody here can know");
    way.set(Mood::Carries);
    assert_eq!(reply().await.status, 201);
    assert_eq!(count().await, 1);
    app.close();
}
