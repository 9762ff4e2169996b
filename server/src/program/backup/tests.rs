use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use axum::http::Method;
use jiff::Timestamp;
use rstest::rstest;
use serde_json::{Value, json};

use super::manifest::{DATA, MANIFEST, Manifest, SUMS, is_plain};
use super::{Making, backup};
use crate::app::{App, blob_folder};
use crate::blob::{Files, Patience};
use crate::clock::Clock;
use crate::program::restore::restore;
use crate::program::{Failure, Installation, check};
use crate::secret;
use crate::store::{SCHEMA_VERSION, Tx, alone, check as stored, database_path};
use crate::testing::s3::{Mood, S3};
use crate::testing::{Engine, NOW, World, bucket, place, settings, sign_in};

/// A world with a case and files on it, and a folder for backups.
struct Story {
    world: World,
    number: i64,
    room: tempfile::TempDir,
}

impl Story {
    async fn new() -> Self {
        Self::on(Engine::Sqlite).await.unwrap()
    }

    async fn on(engine: Engine) -> Option<Self> {
        Self::with(engine, None).await
    }

    async fn with(engine: Engine, files: Option<Files>) -> Option<Self> {
        let world = World::with(engine, files).await?;
        let number = world.file("ada", "Nobody can sign in").await;
        let story = Self { world, number, room: tempfile::tempdir().unwrap() };
        story.attach("log.txt", "line 1\nline 2\n").await;
        Some(story)
    }

    fn data(&self) -> &Path {
        self.world.folder.path()
    }

    fn at(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    /// Puts a file on the case; returns its id and the name of its bytes.
    async fn attach(&self, name: &str, content: &'static str) -> (String, String) {
        let path = format!("/v1/cases/{}/files?name={name}", self.number);
        let answer = self.world.of("ada").upload(&path, content).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let blob = alone::read(&self.world.place.database, |tx| stored::files(tx, 0, 100)).unwrap().pop().unwrap().blob;
        (answer.json()["id"].as_str().unwrap().to_owned(), blob)
    }

    /// Takes a file away for good, its bytes too.
    async fn redact(&self, (id, blob): &(String, String)) {
        let path = format!("/v1/cases/{}/files/{id}/redact", self.number);
        let answer = self.world.of("agent").json(Method::POST, &path, &[], &json!({ "reason": "A password." })).await;
        assert_eq!(answer.status, 204, "{}", answer.text());
        // The server removes the bytes some time after it has answered.
        self.world.app.blobs().delete(blob).await.unwrap();
    }

    async fn backup(&self, name: &str) -> Result<String, Failure> {
        backup(&self.world.place, &self.at(name), NOW.parse().unwrap()).await
    }

    async fn restore(&self, name: &str, data: &str) -> Result<String, Failure> {
        restored(&self.at(name), &self.at(data)).await
    }

    /// What lies in the room.
    fn names(&self) -> Vec<String> {
        let entries = self.room.path().read_dir().unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

async fn restored(folder: &Path, data: &Path) -> Result<String, Failure> {
    restore(folder, &Manifest::read(folder)?, &Installation::in_folder(data)).await
}

/// Everything below a folder: modes of folders and files, and what is in files.
fn everything(folder: &Path) -> BTreeMap<String, (u32, Option<Vec<u8>>)> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in at.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let mode = path.metadata().unwrap().permissions().mode() & 0o777;
            let content = if path.is_dir() { None } else { Some(std::fs::read(&path).unwrap()) };
            out.insert(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), (mode, content));
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    out
}

fn edit_manifest(folder: &Path, edit: impl FnOnce(&mut Value)) {
    let path = folder.join(MANIFEST);
    let mut manifest: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    edit(&mut manifest);
    std::fs::write(path, manifest.to_string()).unwrap();
}

/// Writes the list of digests anew and has the manifest vouch for it.
fn edit_sums(folder: &Path, edit: impl FnOnce(&str) -> String) {
    let sums = edit(&std::fs::read_to_string(folder.join(SUMS)).unwrap());
    std::fs::write(folder.join(SUMS), &sums).unwrap();
    edit_manifest(folder, |manifest| manifest["sums_sha256"] = secret::token_hash(&sums).into());
}

#[tokio::test]
async fn what_is_backed_up_beside_a_server_is_restored_with_everything() {
    let story = Story::new().await;
    std::fs::create_dir(story.data().join("tls")).unwrap();
    std::fs::write(story.data().join("tls/key.pem"), "the key").unwrap();
    std::fs::set_permissions(story.data().join("tls/key.pem"), std::fs::Permissions::from_mode(0o644)).unwrap();
    std::os::unix::fs::symlink("tls/key.pem", story.data().join("current.pem")).unwrap();
    std::os::unix::fs::symlink("nowhere", story.data().join("dangling")).unwrap();
    std::fs::write(story.data().join("caseport.lock"), "").unwrap();
    std::fs::write(story.data().join("caseport.db.old"), "kept by hand").unwrap();
    std::fs::create_dir_all(blob_folder(story.data()).join("aa")).unwrap();
    std::fs::write(blob_folder(story.data()).join("aa/lost"), "bytes that nothing refers to").unwrap();
    assert_eq!(story.backup("today").await.unwrap(), "ok: 1 cases, 1 files");
    assert_eq!(story.names(), ["today"]);

    let blob = alone::read(&story.world.place.database, |tx| stored::files(tx, 0, 1)).unwrap().remove(0).blob;
    let kept = everything(&story.at("today"));
    let (part, _) = blob.split_once('/').unwrap();
    let mut names =
        ["caseport.db", "caseport.db.old", "current.pem", "files", "tls", "tls/key.pem"].map(|name| format!("{DATA}/{name}")).to_vec();
    names.extend([SUMS.to_owned(), MANIFEST.to_owned(), DATA.to_owned(), format!("{DATA}/files/{part}"), format!("{DATA}/files/{blob}")]);
    names.sort();
    assert_eq!(kept.keys().cloned().collect::<Vec<_>>(), names);
    for (name, (mode, content)) in &kept {
        assert_eq!(*mode, if content.is_some() { 0o600 } else { 0o700 }, "{name}");
    }
    assert_eq!(kept["data/current.pem"].1.as_deref(), Some(b"the key".as_slice()));
    let manifest: Value = serde_json::from_slice(kept[MANIFEST].1.as_ref().unwrap()).unwrap();
    assert_eq!((&manifest["format"], &manifest["schema"], &manifest["begun_at"]), (&json!(1), &json!(SCHEMA_VERSION), &json!(NOW)));
    assert_eq!((&manifest["counts"]["cases"], &manifest["counts"]["attachments"]), (&json!(1), &json!(1)));

    // What happens later is not in it.
    story.world.file("bob", "Too late").await;
    std::fs::create_dir(story.at("restored")).unwrap();
    assert_eq!(story.restore("today", "restored").await.unwrap(), "ok: 1 cases, 1 files");
    let data = story.at("restored");
    let mut before = kept;
    before.retain(|name, _| name.starts_with("data/"));
    let before: BTreeMap<_, _> = before.into_iter().map(|(name, what)| (name.split_once('/').unwrap().1.to_owned(), what)).collect();
    assert_eq!(data.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    assert!(everything(&data) == before, "{:?}", everything(&data).keys());

    let app =
        App::open(&data.as_path().into(), &Files::in_folder(&data), &data, settings(), Clock::standing_at(NOW.parse().unwrap())).unwrap();
    let mut ada = sign_in(&app, "ada@acme.example").await;
    let files = format!("/v1/cases/{}/files", story.number);
    let file = ada.get(&files).await["files"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(ada.ask(&format!("{files}/{file}")).await.text(), "line 1\nline 2\n");
    assert_eq!(ada.get("/v1/cases?query=sign").await["cases"][0]["number"], story.number);
    let new = json!({"product": "acme-social", "subject": "Life goes on", "description": "Here."});
    assert_eq!(ada.post("/v1/cases", &new).await.status, 201);
    // Those who were signed in still are.
    ada.token.clone_from(&story.world.of("agent").token);
    assert_eq!(ada.ask("/v1/me").await.status, 200);
    app.close();
    assert_eq!(check::check(&Installation::in_folder(&data)).await.unwrap(), "ok: 2 cases, 1 files");
}

#[rstest]
#[tokio::test]
async fn a_backup_of_either_engine_makes_an_installation_on_either(
    #[values(Engine::Sqlite, Engine::Postgres)] from: Engine,
    #[values(Engine::Sqlite, Engine::Postgres)] into: Engine,
) {
    let Some(story) = Story::on(from).await else { return };
    assert_eq!(story.backup("today").await.unwrap(), "ok: 1 cases, 1 files");
    story.world.file("bob", "Too late").await;
    let Some(there) = place(into, &story.at("restored")) else { return };
    let manifest = Manifest::read(&story.at("today")).unwrap();
    assert_eq!(restore(&story.at("today"), &manifest, &there).await.unwrap(), "ok: 1 cases, 1 files");
    assert_eq!(database_path(&there.data).exists(), into == Engine::Sqlite);
    let app = there.open(settings()).await.unwrap();
    let ada = sign_in(&app, "ada@acme.example").await;
    assert_eq!(ada.get("/v1/cases?query=sign").await["cases"][0]["number"], story.number);
    let new = json!({"product": "acme-social", "subject": "Life goes on", "description": "Here."});
    assert_eq!(ada.post("/v1/cases", &new).await.status, 201);
    app.close();
    assert_eq!(check::check(&there).await.unwrap(), "ok: 2 cases, 1 files");
    if into == Engine::Postgres {
        let elsewhere = Installation { data: story.at("elsewhere"), ..there };
        let again = restore(&story.at("today"), &manifest, &elsewhere).await.unwrap_err();
        assert_eq!(again.to_string(), "it holds an installation already");
        assert!(!elsewhere.data.exists());
    }
}

/// Where files are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keep {
    Folder,
    Bucket,
}

impl Keep {
    /// A place that is not the folder of the data.
    fn files(self, server: &S3, prefix: &str) -> Option<Files> {
        (self == Self::Bucket).then(|| bucket(&server.endpoint(), prefix, Patience::default()))
    }
}

fn installation(data: &Path, files: Option<Files>) -> Installation {
    let place = Installation::in_folder(data);
    Installation { files: files.unwrap_or_else(|| place.files.clone()), ..place }
}

#[rstest]
#[tokio::test]
async fn a_backup_of_files_anywhere_makes_an_installation_with_files_anywhere(
    #[values(Keep::Folder, Keep::Bucket)] from: Keep,
    #[values(Keep::Folder, Keep::Bucket)] into: Keep,
) {
    let server = S3::start();
    let story = Story::with(Engine::Sqlite, from.files(&server, "old")).await.unwrap();
    assert_eq!(check::check(&story.world.place).await.unwrap(), "ok: 1 cases, 1 files");
    // As a folder is left behind when its files were moved.
    std::fs::create_dir_all(blob_folder(story.data()).join("aa")).unwrap();
    std::fs::write(blob_folder(story.data()).join("aa/left"), "behind").unwrap();
    assert_eq!(story.backup("today").await.unwrap(), "ok: 1 cases, 1 files");
    let blob = alone::read(&story.world.place.database, |tx| stored::files(tx, 0, 1)).unwrap().remove(0).blob;
    assert_eq!(std::fs::read_to_string(story.at("today").join("data/files").join(&blob)).unwrap(), "line 1\nline 2\n");
    assert!(!story.at("today").join("data/files/aa/left").exists());
    let there = installation(&story.at("restored"), into.files(&server, "new"));
    let manifest = Manifest::read(&story.at("today")).unwrap();
    assert_eq!(restore(&story.at("today"), &manifest, &there).await.unwrap(), "ok: 1 cases, 1 files");
    assert_eq!(blob_folder(&there.data).exists(), into == Keep::Folder);
    assert_eq!(server.objects().contains(&format!("new/{blob}")), into == Keep::Bucket);
    let app = there.open(settings()).await.unwrap();
    let ada = sign_in(&app, "ada@acme.example").await;
    let files = format!("/v1/cases/{}/files", story.number);
    let file = ada.get(&files).await["files"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(ada.ask(&format!("{files}/{file}")).await.text(), "line 1\nline 2\n");
    app.close();
    let elsewhere = Installation { data: story.at("elsewhere"), ..installation(&story.at("elsewhere"), into.files(&server, "new")) };
    let again = restore(&story.at("today"), &manifest, &elsewhere).await.map_err(|refused| refused.to_string());
    match into {
        Keep::Folder => assert_eq!(again.unwrap(), "ok: 1 cases, 1 files"),
        Keep::Bucket => {
            assert!(again.unwrap_err().ends_with("it holds attachments already; name an empty bucket, or another folder in it"));
            assert!(!elsewhere.data.exists() && server.objects().contains(&format!("new/{blob}")), "what was there stays");
        }
    }
}

#[tokio::test]
async fn a_bucket_holds_nothing_of_a_restore_that_failed_and_what_was_broken_off_goes_on() {
    let server = S3::start();
    let story = Story::new().await;
    let (_, late) = story.attach("late.txt", "late").await;
    story.backup("today").await.unwrap();
    let manifest = Manifest::read(&story.at("today")).unwrap();
    let files = bucket(&server.endpoint(), "", Patience::default());
    let there = installation(&story.at("restored"), Some(files.clone()));
    let path = story.at("today").join("data/files").join(&late);
    std::fs::write(&path, "lata").unwrap();
    let refused = restore(&story.at("today"), &manifest, &there).await.unwrap_err().to_string();
    assert!(refused.contains("is damaged: it does not have the digest that is listed"), "{refused}");
    assert_eq!((server.objects(), story.names()), (Vec::new(), vec!["today".to_owned()]));
    std::fs::write(&path, "late").unwrap();
    server.set(Mood::Broken);
    let refused = restore(&story.at("today"), &manifest, &there).await.unwrap_err().to_string();
    assert!(refused.starts_with("files: s3://files-of-tests: it cannot be reached: "), "{refused}");
    server.set(Mood::Well);
    // As a process leaves it that was killed among the files.
    let filling = crate::program::holder::Filling::begin(&files, &manifest.sums_sha256).await.unwrap().unwrap();
    let half = futures_util::stream::iter([Ok::<_, String>(bytes::Bytes::from_static(b"half"))]);
    filling.blobs.put_as(&late, half, 10).await.unwrap();
    drop(filling);
    assert_eq!(restore(&story.at("today"), &manifest, &there).await.unwrap(), "ok: 1 cases, 2 files");
    assert_eq!(std::fs::read_to_string(server.file(&late)).unwrap(), "late");
    there.open(settings()).await.unwrap().close();
}

#[tokio::test]
async fn what_is_wrong_in_a_bucket_is_found_and_a_bucket_that_is_away_tells_nothing_of_files() {
    let server = S3::start();
    let story = Story::with(Engine::Sqlite, Keep::Bucket.files(&server, "")).await.unwrap();
    let object = server.file(&server.objects()[0]);
    std::fs::write(&object, "line 1\nLine 2\n").unwrap();
    let found = |said: Result<String, Failure>| said.unwrap_err().to_string();
    let case = format!("1 problems\ncase {}: file log.txt: ", story.number);
    assert!(found(check::check(&story.world.place).await).starts_with(&format!("{case}its bytes were changed (")));
    assert!(found(story.backup("today").await).starts_with(&format!("no backup was made: {case}its bytes were changed (")));
    std::fs::remove_file(&object).unwrap();
    assert!(found(check::check(&story.world.place).await).starts_with(&format!("{case}the file's bytes are missing (")));
    assert!(found(story.backup("today").await).starts_with(&format!("no backup was made: {case}the file's bytes are missing (")));
    server.set(Mood::Broken);
    for said in [check::check(&story.world.place).await, story.backup("today").await] {
        assert!(found(said).starts_with("the store of the attachments does not answer: "));
    }
    assert_eq!(story.names(), [""; 0]);
}

#[tokio::test]
async fn what_is_taken_away_while_it_is_copied_is_not_in_the_backup() {
    let story = Story::new().await;
    let (early, late) = (story.attach("early.txt", "early secret").await, story.attach("late.txt", "late secret").await);
    let into = story.at("copy");
    std::fs::create_dir(&into).unwrap();
    let making = Making { place: &story.world.place, folder: Path::new("today"), into: Installation::in_folder(&into) };
    making.database().unwrap();
    story.redact(&late).await;
    assert_eq!(making.blobs().await.unwrap(), 1, "the copy of the database names what is no more");
    story.redact(&early).await;
    making.all_blobs().await.unwrap();
    assert_eq!(check::check(&making.into).await.unwrap(), "ok: 1 cases, 1 files");
    for (name, (_, content)) in everything(&making.into.data) {
        let content = content.unwrap_or_default();
        let tells = |secret: &[u8]| content.windows(secret.len()).any(|part| part == secret);
        assert!(!tells(b"early secret") && !tells(b"late secret"), "{name}");
    }
}

#[tokio::test]
async fn a_backup_that_would_lack_something_is_none() {
    let story = Story::new().await;
    let (_, blob) = story.attach("other.txt", "other").await;
    let path = blob_folder(story.data()).join(blob);
    for (damage, what) in [("othfr", "its bytes were changed"), ("oth", "3 bytes instead of 5"), ("", "the file's bytes are missing")] {
        if damage.is_empty() {
            std::fs::remove_file(&path).unwrap();
        } else {
            std::fs::write(&path, damage).unwrap();
        }
        let refused = story.backup("today").await.unwrap_err();
        let said = refused.to_string();
        assert!(said.starts_with(&format!("no backup was made: 1 problems\ncase {}: file other.txt: {what} (", story.number)), "{said}");
        assert_eq!((refused.exit_code(), story.names()), (1, Vec::new()));
    }
    std::fs::write(&path, "other").unwrap();
    alone::write(&story.world.place.database, |tx: &mut Tx<'_>| tx.execute("UPDATE cases SET reply_count = 7", &[]).map(|_| ())).unwrap();
    assert!(story.backup("today").await.unwrap_err().to_string().contains("its number of replies is not how many there are"));
}

#[tokio::test]
async fn a_backup_has_a_place_of_its_own() {
    let story = Story::new().await;
    std::fs::create_dir(story.at("full")).unwrap();
    std::fs::write(story.at("full/mine"), "mine").unwrap();
    let nothing = tempfile::tempdir().unwrap();
    for (data, folder, code, why) in [
        (story.data(), story.at("full"), 1, "it is not empty"),
        (story.data(), story.at("nowhere/today"), 1, "No such file or directory"),
        (story.data(), story.data().join("today"), 1, "it lies in the data folder"),
        (nothing.path(), story.at("today"), 4, "there is no database in it"),
    ] {
        let refused = backup(&Installation::in_folder(data), &folder, Timestamp::UNIX_EPOCH).await.unwrap_err();
        assert_eq!(refused.exit_code(), code, "{refused}");
        assert!(refused.to_string().contains(why), "{refused}");
    }
    assert_eq!((story.names(), nothing.path().read_dir().unwrap().count()), (vec!["full".to_owned()], 0));
    alone::write(&story.world.place.database, |tx: &mut Tx<'_>| {
        tx.execute("INSERT INTO refinery_schema_history (version, name) VALUES (99, 'later')", &[]).map(|_| ())
    })
    .unwrap();
    assert_eq!(story.backup("today").await.unwrap_err().exit_code(), 6);
    assert_eq!(story.names(), ["full"]);
}

/// What is done to a copy of a backup.
type Damage<'a> = Box<dyn Fn(&Path) + 'a>;

#[tokio::test]
async fn a_backup_that_is_not_whole_leaves_nothing() {
    let story = Story::new().await;
    story.backup("today").await.unwrap();
    let blob = alone::read(&story.world.place.database, |tx| stored::files(tx, 0, 1)).unwrap().remove(0).blob;
    let digest = "0".repeat(64);
    let damages: Vec<(&str, Damage<'_>)> = vec![
        ("there is no manifest.json in it", Box::new(|at| std::fs::remove_file(at.join(MANIFEST)).unwrap())),
        ("manifest.json is damaged, or none of a backup", Box::new(|at| std::fs::write(at.join(MANIFEST), "{\"name\": \"app\"}").unwrap())),
        (
            "manifest.json is damaged",
            Box::new(|at| {
                let text = std::fs::read_to_string(at.join(MANIFEST)).unwrap();
                std::fs::write(at.join(MANIFEST), &text[..text.len() / 2]).unwrap();
            }),
        ),
        (
            "it has format 2, this program knows 1: use a newer caseportd",
            Box::new(|at| edit_manifest(at, |manifest| *manifest = json!({"format": 2}))),
        ),
        ("use a newer caseportd", Box::new(|at| edit_manifest(at, |manifest| manifest["schema"] = 99.into()))),
        ("no schema has such a number", Box::new(|at| edit_manifest(at, |manifest| manifest["schema"] = i64::MAX.into()))),
        (
            "its database does not hold what its manifest says",
            Box::new(|at| edit_manifest(at, |manifest| manifest["counts"]["cases"] = 2.into())),
        ),
        ("SHA256SUMS: No such file", Box::new(|at| std::fs::remove_file(at.join(SUMS)).unwrap())),
        (
            "SHA256SUMS is damaged or cut off",
            Box::new(|at| {
                let text = std::fs::read_to_string(at.join(SUMS)).unwrap();
                std::fs::write(at.join(SUMS), text.lines().next().unwrap().to_owned() + "\n").unwrap();
            }),
        ),
        (
            "SHA256SUMS is damaged: it has a line",
            Box::new(|at| {
                let text = std::fs::read_to_string(at.join(SUMS)).unwrap();
                std::fs::write(at.join(SUMS), &text[..text.len() - 10]).unwrap();
            }),
        ),
        ("data/caseport.db is missing", Box::new(|at| std::fs::remove_file(at.join("data/caseport.db")).unwrap())),
        ("is missing", Box::new(|at| std::fs::remove_file(at.join("data/files").join(&blob)).unwrap())),
        (
            "data/caseport.db is damaged",
            Box::new(|at| {
                let mut bytes = std::fs::read(at.join("data/caseport.db")).unwrap();
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                std::fs::write(at.join("data/caseport.db"), bytes).unwrap();
            }),
        ),
        ("is damaged: it does not have the digest", Box::new(|at| std::fs::write(at.join("data/files").join(&blob), "line 1\n").unwrap())),
        // Lists that fit their manifests, but no installation.
        ("there is no database in it", Box::new(|at| edit_sums(at, |sums| sums.split_once('\n').unwrap().1.to_owned()))),
        ("nothing was restored: 1 problems\ncase", Box::new(|at| edit_sums(at, |sums| sums.lines().next().unwrap().to_owned() + "\n"))),
        (
            "it has a line that names no file",
            Box::new(|at| {
                std::fs::write(at.join("outside"), "").unwrap();
                edit_sums(at, |sums| format!("{sums}{digest}  data/../outside\n"));
            }),
        ),
    ];
    for (why, damage) in damages {
        let copied = std::process::Command::new("cp").arg("-r").arg(story.at("today")).arg(story.at("bad")).status().unwrap();
        assert!(copied.success());
        damage(&story.at("bad"));
        let refused = story.restore("bad", "restored").await.unwrap_err();
        assert!(refused.to_string().contains(why), "{why}: {refused}");
        assert_eq!(refused.exit_code(), if why == "use a newer caseportd" { 6 } else { 1 }, "{refused}");
        assert_eq!(story.names(), ["bad", "today"], "{why}");
        std::fs::remove_dir_all(story.at("bad")).unwrap();
    }
    let foreign = restored(story.data(), &story.at("restored")).await.unwrap_err();
    assert!(foreign.to_string().contains("it is no backup"), "{foreign}");
    story.restore("today", "restored").await.unwrap();
}

#[tokio::test]
async fn a_data_folder_that_holds_anything_is_left_as_it_is() {
    let story = Story::new().await;
    story.backup("today").await.unwrap();
    let before = everything(story.data());
    let refused = restored(&story.at("today"), story.data()).await.unwrap_err();
    assert_eq!((refused.exit_code(), refused.to_string().contains("it is not empty")), (4, true), "{refused}");
    assert!(everything(story.data()) == before);
    std::fs::create_dir(story.at("started")).unwrap();
    std::fs::write(story.at("started/caseport.lock"), "").unwrap();
    assert_eq!(story.restore("today", "started").await.unwrap_err().exit_code(), 4);
    assert_eq!(story.names(), ["started", "today"]);
}

#[test]
fn a_listed_path_stays_in_its_folder() {
    assert!(["a", "a/b.c", "ä ö/x y", "..a"].into_iter().all(is_plain));
    assert!(!["", "/etc/passwd", "../a", "a/../../b", "a\nb", "a\\b"].into_iter().any(is_plain));
}

#[tokio::test]
async fn a_copied_database_is_one_file_without_a_log() {
    let story = Story::new().await;
    story.backup("today").await.unwrap();
    let copy = story.at("today").join(DATA);
    alone::read(&copy.as_path().into(), stored::count_cases).unwrap();
    assert!(database_path(&copy).is_file());
    assert_eq!(everything(&copy).keys().filter(|name| name.starts_with("caseport.db")).count(), 1);
}
