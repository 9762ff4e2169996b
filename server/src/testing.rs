//! A small installation for tests: two organizations, their people, support, and a client for the router.

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::Path;
use std::sync::OnceLock;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use caseport_shared::organization::Region;
use caseport_shared::person::{AccountRole, StaffRole};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::app::{App, Settings, router};
use crate::blob::{Bucket, Files, Patience, Setup};
use crate::clock::Clock;
use crate::commands::admin::{self, NewCustomer};
use crate::commands::{Error, Rules, session};
use crate::config::Metrics;
use crate::http::Peer;
use crate::program::Installation;
use crate::store::events::Did;
use crate::store::products::NewProduct;
use crate::store::{Database, Tx, people};
use crate::{plans, secret};

/// The server that the tests of every crate start.
#[path = "../../tests/src/postgres.rs"]
#[expect(dead_code, unreachable_pub, reason = "other tests use the rest of it")]
pub(crate) mod postgres;

/// The store of attachments that the tests of every crate start.
#[path = "../../tests/src/s3.rs"]
#[expect(unreachable_pub, reason = "tests of another crate use it, too")]
pub(crate) mod s3;

/// The moment at which the installation of tests stands.
pub(crate) const NOW: &str = "2026-03-02T10:00:00Z";
/// Where clients are unless said.
const ADDRESS: [u8; 4] = [192, 0, 2, 1];

/// What stands where a hash would: the people of tests have come in, and no password is theirs.
const NOBODYS: &str = "no hash";

/// Of nobody: names localhost, signs itself.
pub(crate) const CERTIFICATE: &str = include_str!("../../tests/fixtures/localhost.pem");
/// Its key.
pub(crate) const KEY: &str = include_str!("../../tests/fixtures/localhost.key");

/// Settings of the installation of tests.
pub(crate) fn settings() -> Settings {
    Settings {
        brand: "Larkfold".to_owned(),
        ideas_link: None,
        public_host: None,
        rules: Rules { auto_close_days: 7, attachment_bytes: 1_000_000, agents_publish: false },
        trusted_proxies: Vec::new(),
        metrics: Metrics::Off,
    }
}

/// What keeps the database of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A database without anything in it, not even tables, beside a folder; `None` where there is no PostgreSQL.
pub(crate) fn place(engine: Engine, data: &Path) -> Option<Installation> {
    let database = match engine {
        Engine::Sqlite => Database::in_folder(data),
        Engine::Postgres => {
            let cluster = postgres::cluster()?;
            Database::at(&cluster.url(&cluster.create(None)), None).unwrap()
        }
    };
    Some(Installation { database, ..Installation::in_folder(data) })
}

/// The same with tables and plans.
pub(crate) fn prepared(engine: Engine, data: &Path) -> Option<Installation> {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    let place = match engine {
        Engine::Sqlite => place(engine, data)?,
        Engine::Postgres => {
            let cluster = postgres::cluster()?;
            // Migrated once, and copied for each test.
            let template = TEMPLATE.get_or_init(|| {
                let name = cluster.create(None);
                plans::seed_database(&Database::at(&cluster.url(&name), None).unwrap()).unwrap();
                cluster.cut(&name);
                name
            });
            let database = Database::at(&cluster.url(&cluster.create(Some(template))), None).unwrap();
            Installation { database, ..Installation::in_folder(data) }
        }
    };
    plans::seed_database(&place.database).unwrap();
    Some(place)
}

/// Another certificate for `localhost` that signs itself, of nobody here.
pub(crate) const OTHER_CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\n\
    MIIBkjCCATigAwIBAgIUGXLu5sPAcYkfi71vZ19GSvjyfOcwCgYIKoZIzj0EAwIw\n\
    FDESMBAGA1UEAwwJZWxzZXdoZXJlMCAXDTI2MTEzMDIzNDY1OVoYDzIxMjYxMTA2\n\
    MjM0NjU5WjAUMRIwEAYDVQQDDAllbHNld2hlcmUwWTATBgcqhkjOPQIBBggqhkjO\n\
    PQMBBwNCAARh0LJCmjt/W9kE708nDp6dpnj65t7Z/XcNIJKedhbW4fVnwwJ9V4Hc\n\
    mP6GZntoDyQ/S+BB5EONvqB1+/ApIKNao2YwZDAdBgNVHQ4EFgQUWnu/41ZR+it3\n\
    ysPhUWu6kmWXe5EwHwYDVR0jBBgwFoAUWnu/41ZR+it3ysPhUWu6kmWXe5EwFAYD\n\
    VR0RBA0wC4IJbG9jYWxob3N0MAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAw\n\
    RQIgcBPY4gpQN9FwNY0K6Rlx6aIAuxh7dy2bzZZUgB3UJjYCIQDA9Lf0h1/6+HkY\n\
    ffgIHt1b/vyY5ZZw3IzBLNqMIgxWQw==\n\
    -----END CERTIFICATE-----\n";

/// Where the bucket of a store of tests is, below a prefix, waited for as long as said.
pub(crate) fn bucket(endpoint: &str, prefix: &str, patience: Patience) -> Files {
    bucket_of(endpoint, prefix, None, patience)
}

/// The same, where the certificates of a file alone are believed.
pub(crate) fn bucket_of(endpoint: &str, prefix: &str, authority: Option<&Path>, patience: Patience) -> Files {
    let setup = Setup {
        bucket: s3::BUCKET,
        prefix,
        endpoint: Some(endpoint),
        is_here: true,
        region: "us-east-1",
        access_key_id: s3::KEY_ID,
        secret_access_key: s3::KEY,
        session_token: None,
        authority,
        patience,
    };
    Files::S3(Bucket::new(&setup).unwrap())
}

/// An installation in a folder and a database of its own, gone when dropped.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) clock: Clock,
    clients: HashMap<&'static str, Client>,
    pub(crate) place: Installation,
    pub(crate) folder: tempfile::TempDir,
}

impl World {
    /// Acme (product `acme-community` with categories, `acme-social` without) with `ada` (own cases), `bob` (account-wide) and
    /// `cleo` (own cases); Brook with `zoe` (account-wide); support with `agent`, `other` and `admin`; and `nobody`.
    pub(crate) async fn new() -> Self {
        Self::on(Engine::Sqlite).await.unwrap()
    }

    /// The same on either engine; `None` where there is no PostgreSQL.
    pub(crate) async fn on(engine: Engine) -> Option<Self> {
        Self::with(engine, None).await
    }

    /// The same with the files in another place than its folder.
    pub(crate) async fn with(engine: Engine, files: Option<Files>) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut place = prepared(engine, folder.path())?;
        if let Some(files) = files {
            place.files = files;
        }
        let clock = Clock::standing_at(NOW.parse().unwrap());
        let app = App::open(&place.database, &place.files, &place.data, settings(), clock.clone()).unwrap();
        app.store().write(populate).await.unwrap();
        let mut clients = HashMap::new();
        for name in ["ada", "bob", "cleo"] {
            clients.insert(name, sign_in(&app, &format!("{name}@acme.example")).await);
        }
        clients.insert("zoe", sign_in(&app, "zoe@brook.example").await);
        for name in ["agent", "other", "admin"] {
            clients.insert(name, sign_in(&app, &format!("{name}@larkfold.example")).await);
        }
        clients.insert("nobody", Client { router: router(app.clone()), token: None, address: ADDRESS.into() });
        Some(Self { app, clock, clients, place, folder })
    }

    /// Somebody's client.
    pub(crate) fn of(&self, name: &str) -> &Client {
        &self.clients[name]
    }

    /// How many files' bytes there are on disk.
    pub(crate) fn blobs(&self) -> usize {
        files(&crate::app::blob_folder(self.folder.path()))
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, span: jiff::Span) {
        self.clock.set(self.clock.now().checked_add(span).unwrap());
    }

    /// Files a case as somebody; returns its number.
    pub(crate) async fn file(&self, name: &str, subject: &str) -> i64 {
        let new = serde_json::json!({"product": "acme-social", "subject": subject, "description": "It does not work since Monday."});
        let filed = self.of(name).post("/v1/cases", &new).await;
        assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text());
        filed.json()["number"].as_i64().unwrap()
    }
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

impl Drop for World {
    fn drop(&mut self) {
        self.app.close();
    }
}

fn populate(tx: &mut Tx<'_>) -> Result<(), Error> {
    admin::create_organization(tx, "Acme", None, "premium", Region::Emea, Did::on_the_machine(0))?;
    admin::create_organization(tx, "Brook", None, "standard", Region::Apac, Did::on_the_machine(0))?;
    let product = |slug: &str, name: &str| NewProduct { slug: slug.to_owned(), name: name.to_owned(), ..NewProduct::default() };
    let categories = [("Sign-in".to_owned(), vec!["SAML".to_owned(), "Password".to_owned()]), ("Other".to_owned(), Vec::new())];
    admin::create_product(tx, "acme", &product("acme-community", "Acme Community"), &categories, Did::on_the_machine(0))?;
    admin::create_product(tx, "acme", &product("acme-social", "Acme Social"), &[], Did::on_the_machine(0))?;
    admin::create_product(tx, "brook", &product("brook-learning", "Brook Learning"), &[], Did::on_the_machine(0))?;
    for (organization, name, account_wide) in
        [("acme", "ada", false), ("acme", "bob", true), ("acme", "cleo", false), ("brook", "zoe", true)]
    {
        let email = format!("{name}@{organization}.example");
        let new = NewCustomer {
            organization,
            email: &email,
            name,
            role: AccountRole::Administrator,
            password_hash: Some(NOBODYS),
            products: &[],
            account_wide,
            has_seat: true,
        };
        admin::create_customer(tx, &new, 0)?;
    }
    for (name, role) in [("agent", StaffRole::Agent), ("other", StaffRole::Agent), ("admin", StaffRole::Admin)] {
        admin::create_staff(tx, &format!("{name}@larkfold.example"), name, role, Some(NOBODYS), 0)?;
    }
    Ok(())
}

/// A client of somebody who is signed in without a password.
pub(crate) async fn sign_in(app: &App, email: &str) -> Client {
    let (token, email, now) = (secret::token(), email.to_owned(), app.clock().now().as_millisecond());
    let hash = secret::token_hash(&token);
    let signed_in: Result<(), Error> = app
        .store()
        .write(move |tx| {
            let person = people::by_email(tx, &email)?.expect("somebody known").id;
            session::begin(tx, person, &hash, "test", "test", now).map(|_| ())
        })
        .await;
    signed_in.unwrap();
    Client { router: router(app.clone()), token: Some(token), address: ADDRESS.into() }
}

/// Somebody who talks to the router.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    pub(crate) token: Option<String>,
    /// Where its requests come from.
    pub(crate) address: IpAddr,
}

/// What the router answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Status and code of a problem.
    pub(crate) fn problem(&self) -> (u16, String) {
        (self.status.as_u16(), self.json()["code"].as_str().unwrap_or_default().to_owned())
    }
}

impl Client {
    /// Sends a request with further headers.
    pub(crate) async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let peer = Peer { address: self.address, is_local: self.address.is_loopback() };
        let request = request.extension(peer).body(body.into()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
    }

    /// Sends JSON with further headers.
    pub(crate) async fn json(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let headers: Vec<_> = headers.iter().copied().chain([("content-type", "application/json")]).collect();
        self.send(method, path, &headers, body.to_string()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.json(Method::POST, path, &[], body).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.json(Method::PUT, path, &[], body).await
    }

    /// Edits a case upon a version.
    pub(crate) async fn patch(&self, path: &str, version: i64, body: &Value) -> Answer {
        self.json(Method::PATCH, path, &[("if-match", &format!("\"{version}\""))], body).await
    }

    /// Whatever is answered.
    pub(crate) async fn ask(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// JSON that must be there.
    pub(crate) async fn get(&self, path: &str) -> Value {
        let answer = self.ask(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        answer.json()
    }

    /// Sends a file.
    pub(crate) async fn upload(&self, path: &str, bytes: impl Into<Body>) -> Answer {
        self.send(Method::POST, path, &[("content-type", "application/octet-stream")], bytes).await
    }
}
