//! Installations of every schema that there was, kept as backups in `tests/fixtures`: each becomes one of today, on both engines.

use std::path::{Path, PathBuf};

use caseport_tests::client::run;
use caseport_tests::desk::{Desk, Engine, Place, found};
use rstest::rstest;
use serde_json::json;

/// The file of the kept case.
const LOG: &[u8] = b"line 1: certificate expired\nline 2: retrying\n";

fn kept(schema: usize) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/schema-{schema}"))
}

/// How many schemas there have been.
fn schemas() -> usize {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/migrations/sqlite");
    migrations.read_dir().expect("there are migrations").count()
}

fn done(place: &Place, arguments: &[&str]) {
    let ended = run(place.daemon(arguments), b"");
    assert_eq!(ended.code, 0, "{arguments:?}: {}{}", ended.out(), ended.err());
}

/// Makes the installation that is kept of the schema of today: a case with a file, a reply, a note and a draft.
fn make(into: &Path) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = Place::from(folder.path());
    found(&place);
    let mut desk = Desk::open(&place);
    let (owner, agent) = (desk.sign_in("owner@acme.example"), desk.sign_in("agent@desk.example"));
    let case = owner.files("Nobody can sign in", "The certificate is too old, says the log.");
    let kind = [("content-type", "application/octet-stream")];
    owner.http().send("POST", &format!("/v1/cases/{case}/files?name=sign-in.log"), &kind, LOG).expect(201);
    agent.http().json("POST", &format!("/v1/cases/{case}/notes"), &json!({ "body": "Ask Hinnerk of the network team." })).expect(201);
    agent.http().json("POST", &format!("/v1/cases/{case}/replies"), &json!({ "body": "Which browser is it?" })).expect(201);
    let draft = json!({ "kind": "reply", "case": case, "version": 0, "content": { "body": "Any of th" } });
    owner.http().json("PUT", "/v1/drafts/0191d3c0-0000-7000-8000-000000000001", &draft).expect(200);
    desk.process.terminate();
    assert_eq!(desk.process.wait().code(), Some(0));
    done(&place, &["backup", &into.to_string_lossy()]);
}

#[test]
fn an_installation_is_kept_of_every_schema() {
    let newest = kept(schemas());
    if std::env::var_os("UPDATE_ASSETS").is_some() && !newest.exists() {
        make(&newest);
    }
    for schema in 1..=schemas() {
        let manifest = std::fs::read_to_string(kept(schema).join("manifest.json"));
        let manifest: serde_json::Value = serde_json::from_str(&manifest.expect("UPDATE_ASSETS=1 makes the newest")).expect("a manifest");
        assert_eq!(manifest["schema"], schema);
    }
}

#[rstest]
fn what_any_caseportd_kept_is_served_by_this_one(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    for schema in 1..=schemas() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let Some(place) = Place::on(engine, &folder.path().join("data")) else { return };
        done(&place, &["restore", &kept(schema).to_string_lossy()]);
        let mut desk = Desk::open(&place);
        let (owner, agent) = (desk.sign_in("owner@acme.example"), desk.sign_in("agent@desk.example"));
        let numbers = owner.numbers("certificate");
        let [case] = numbers[..] else { panic!("schema {schema}: {numbers:?}") };
        let view = owner.http().get(&format!("/v1/cases/{case}")).expect(200).json();
        let files = owner.http().get(&format!("/v1/cases/{case}/files")).expect(200).json();
        let file = files["files"][0]["id"].as_str().unwrap_or_default().to_owned();
        assert_eq!(owner.http().get(&format!("/v1/cases/{case}/files/{file}")).expect(200).body, LOG);
        assert!(!view.to_string().contains("Hinnerk"), "{view}");
        assert_eq!((owner.numbers("hinnerk"), agent.numbers("hinnerk")), (vec![], vec![case]));
        let drafts = owner.http().get("/v1/drafts").expect(200).json();
        assert_eq!(drafts["drafts"][0]["content"]["body"], "Any of th", "{drafts}");
        owner.http().json("POST", &format!("/v1/cases/{case}/replies"), &json!({ "body": "Any of them." })).expect(201);
        owner.files("Another", "Life goes on.");
        desk.process.terminate();
        assert_eq!(desk.process.wait().code(), Some(0));
        place.is_sound();
    }
}
