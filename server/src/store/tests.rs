use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use caseport_shared::api::case::NewCase;
use caseport_shared::api::comment::{NewNote, NewReply, Send as Sent};
use caseport_shared::api::draft::SubmitDraft;
use caseport_shared::api::live::Hint;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Seen;
use caseport_shared::severity::Severity;
use rstest::rstest;

use super::idempotency::{self, Done};
use super::{Aftermath, Audience, SCHEMA_VERSION, Store, StoreError, Tx, alone, attempts, housekeeping, people};
use crate::commands::replay::Receipt;
use crate::commands::{Context, Error, change, comment, draft, file_case};
use crate::program::Installation;
use crate::testing::{self, Engine, World};

mod outbox;
mod schema;

struct Opened {
    store: Store,
    told: Arc<Mutex<Vec<Aftermath>>>,
    place: Installation,
    _folder: tempfile::TempDir,
}

impl Opened {
    fn on(engine: Engine) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let place = testing::place(engine, folder.path())?;
        let told = Arc::new(Mutex::new(Vec::new()));
        let teller = Arc::clone(&told);
        let store = Store::open(&place.database, Arc::new(move |aftermath| teller.lock().unwrap().push(aftermath))).unwrap();
        Some(Self { store, told, place, _folder: folder })
    }

    fn on_sqlite() -> Self {
        Self::on(Engine::Sqlite).unwrap()
    }

    async fn set(&self, name: &'static str, value: &'static str) -> Result<(), StoreError> {
        self.store.write(move |tx| housekeeping::set_setting(tx, name, value)).await
    }

    async fn get(&self, name: &'static str) -> Option<String> {
        let found: Result<_, StoreError> = self.store.read(move |tx| housekeeping::setting(tx, name)).await;
        found.unwrap()
    }

    fn hints(&self) -> usize {
        self.told.lock().unwrap().iter().map(|aftermath| aftermath.hints.len()).sum()
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.store.close();
    }
}

#[rstest]
#[tokio::test]
async fn a_refused_command_is_undone_and_its_neighbours_are_kept(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(opened) = Opened::on(engine) else { return };
    let refuse = opened.store.write(|tx| {
        housekeeping::set_setting(tx, "refused", "1")?;
        tx.hint(Audience::Support, Hint::Case { number: CaseNumber(1) });
        Err::<(), _>(StoreError::TooBroad)
    });
    let (before, refused, after) = tokio::join!(opened.set("before", "1"), refuse, opened.set("after", "1"));
    assert_eq!((before, refused, after), (Ok(()), Err(StoreError::TooBroad), Ok(())));
    assert_eq!(
        (opened.get("before").await, opened.get("refused").await, opened.get("after").await),
        (Some("1".into()), None, Some("1".into()))
    );
    assert_eq!(opened.hints(), 0, "nobody is told of what did not happen");
}

#[rstest]
#[tokio::test]
async fn a_command_that_panics_harms_nobody_else(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(opened) = Opened::on(engine) else { return };
    let panic = opened.store.write::<(), StoreError, _>(|tx| {
        housekeeping::set_setting(tx, "panicked", "1")?;
        panic!("on purpose")
    });
    let (panicked, beside) = tokio::join!(panic, opened.set("beside", "1"));
    assert!(matches!(panicked, Err(StoreError::Database(_))));
    assert_eq!(beside, Ok(()));
    assert_eq!((opened.get("panicked").await, opened.get("beside").await), (None, Some("1".into())));
    let read: Result<(), StoreError> = opened.store.read(|_| panic!("on purpose")).await;
    assert!(read.is_err());
    assert_eq!(opened.get("beside").await, Some("1".into()), "the reader goes on");
}

#[tokio::test]
async fn a_command_that_ends_the_transaction_fails_the_whole_batch_and_nothing_after_it() {
    let opened = Opened::on_sqlite();
    let rogue: Result<(), StoreError> = opened.store.write(|tx| tx.execute("ROLLBACK", &[]).map(|_| ())).await;
    assert!(rogue.is_err());
    assert_eq!(opened.set("later", "1").await, Ok(()));
    assert_eq!(opened.get("later").await, Some("1".into()));
}

#[rstest]
#[tokio::test]
async fn hints_are_told_after_the_commit_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(opened) = Opened::on(engine) else { return };
    let done: Result<(), StoreError> = opened
        .store
        .write(|tx| {
            tx.hint(Audience::Support, Hint::Reload);
            housekeeping::set_setting(tx, "a", "1")
        })
        .await;
    done.unwrap();
    assert_eq!(opened.hints(), 1);
}

#[rstest]
#[tokio::test]
async fn a_read_changes_nothing_and_does_not_last_for_ever(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(opened) = Opened::on(engine) else { return };
    let write: Result<(), StoreError> = opened.store.read(|tx| housekeeping::set_setting(tx, "a", "1")).await;
    assert!(matches!(write, Err(StoreError::Database(_) | StoreError::Away(_))), "{write:?}");
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
    let broad: Result<Option<i64>, StoreError> = opened.store.read(move |tx| tx.first(endless, &[], |row| row.int(0))).await;
    assert_eq!(broad, Err(StoreError::TooBroad));
    assert_eq!(opened.get("a").await, None, "the reader goes on");
}

#[rstest]
#[tokio::test]
async fn what_must_be_unique_says_so(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(opened) = Opened::on(engine) else { return };
    let staff =
        || opened.store.write(|tx| people::insert_staff(tx, "a@b.example", "A", caseport_shared::person::StaffRole::Agent, None, 0));
    staff().await.unwrap();
    assert_eq!(staff().await, Err(StoreError::Exists("people.email".to_owned())));
}

#[rstest]
#[tokio::test]
async fn a_lease_is_held_by_one_until_it_ends(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(opened) = Opened::on(engine) else { return };
    let lease = |holder: &'static str, now: i64| opened.store.write(move |tx| housekeeping::lease(tx, "house", holder, now, now + 100));
    assert_eq!(lease("one", 0).await, Ok(true));
    assert_eq!(lease("other", 99).await, Ok(false));
    assert_eq!(lease("one", 50).await, Ok(true), "its holder renews it");
    assert_eq!(lease("other", 150).await, Ok(true));
    let released: Result<(), StoreError> = opened.store.write(|tx| housekeeping::release(tx, "house", "one")).await;
    released.unwrap();
    assert_eq!(lease("one", 151).await, Ok(false), "nobody releases what another holds");
}

#[tokio::test]
async fn a_closed_store_says_so_and_leaves_one_file() {
    let opened = Opened::on_sqlite();
    opened.set("kept", "1").await.unwrap();
    opened.store.close();
    assert_eq!(opened.set("late", "1").await, Err(StoreError::Closed));
    let log = opened.place.data.join("caseport.db-wal");
    assert!(!log.exists() || std::fs::metadata(log).unwrap().len() == 0, "the log is folded in");
    let again = Store::open(&opened.place.database, Arc::new(|_| {})).unwrap();
    let kept: Result<_, StoreError> = again.read(|tx| housekeeping::setting(tx, "kept")).await;
    assert_eq!(kept, Ok(Some("1".to_owned())));
    again.close();
}

#[test]
fn a_database_of_a_newer_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    testing::prepared(Engine::Sqlite, folder.path()).unwrap();
    let connection = rusqlite::Connection::open(super::database_path(folder.path())).unwrap();
    let newer = SCHEMA_VERSION + 1;
    connection
        .execute(
            "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) VALUES (?1, 'newer', '2026-01-01T00:00:00Z', '0')",
            [newer],
        )
        .unwrap();
    let refused = Store::open(&folder.path().into(), Arc::new(|_| {}));
    assert_eq!(refused.err(), Some(StoreError::NewerSchema { found: newer }));
}

#[test]
fn the_schema_version_is_the_newest_migration() {
    let migrations = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite")).unwrap();
    let versions = migrations.map(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        name.trim_start_matches('V').split("__").next().unwrap().parse::<i32>().unwrap()
    });
    assert_eq!(versions.max(), Some(SCHEMA_VERSION));
}

#[tokio::test]
async fn a_change_that_nobody_waits_for_is_not_begun() {
    let opened = Opened::on_sqlite();
    let (begun, begins) = tokio::sync::oneshot::channel();
    let (begun, (end, ended)) = (Mutex::new(Some(begun)), std::sync::mpsc::channel::<()>());
    let ended = Mutex::new(ended);
    let (store, slow) = (opened.store.clone(), move |_: &mut super::Tx<'_>| {
        begun.lock().unwrap().take().unwrap().send(()).unwrap();
        // Until its other end is dropped.
        let _ = ended.lock().unwrap().recv();
        Ok::<_, StoreError>(())
    });
    let slow = tokio::spawn(async move { store.write(slow).await });
    begins.await.unwrap();
    let mut given_up = Box::pin(opened.set("given up", "1"));
    assert!(futures_util::poll!(given_up.as_mut()).is_pending());
    drop(given_up);
    drop(end);
    slow.await.unwrap().unwrap();
    opened.set("after", "1").await.unwrap();
    assert_eq!((opened.get("given up").await, opened.get("after").await), (None, Some("1".into())));
}

#[rstest]
#[tokio::test]
async fn what_has_outlived_its_time_goes_step_by_step(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(opened) = Opened::on(engine) else { return };
    let count = async || {
        let found: Result<_, StoreError> = opened.store.read(attempts::subjects).await;
        found.unwrap()
    };
    let filled: Result<(), StoreError> = opened
        .store
        .write(|tx| {
            for at in 0..2_500 {
                attempts::count(tx, &at.to_string(), 0, 1)?;
            }
            attempts::count(tx, "new", 1_000_000_000, 1).map(|_| ())
        })
        .await;
    filled.unwrap();
    for (left, is_unfinished) in [(1_501, true), (501, true), (1, false)] {
        assert_eq!(opened.store.write(|tx| housekeeping::purge(tx, 1_000_000_000)).await, Ok(is_unfinished));
        assert_eq!(count().await, left);
    }
}

#[rstest]
#[tokio::test]
async fn what_a_read_asks_again_and_again_ends_like_one_long_question(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(opened) = Opened::on(engine) else { return };
    let asked: Result<(), StoreError> = opened
        .store
        .read(|tx| {
            loop {
                // Long enough to be looked at, short enough to end by itself.
                let slow = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT COUNT(*) FROM n";
                tx.first(slow, &[], |row| row.int(0))?;
            }
        })
        .await;
    assert_eq!(asked, Err(StoreError::TooBroad));
    assert_eq!(opened.get("a").await, None, "the reader goes on");
}

/// Says how often a command was run that another thread runs a whole one in the middle of.
fn times_run(place: &Installation, command: impl Fn(&mut Tx<'_>, bool) -> Result<(), Error> + Sync) -> usize {
    let runs = AtomicUsize::new(0);
    let done: Result<(), Error> = alone::write(&place.database, |tx| {
        let is_first = runs.fetch_add(1, Ordering::Relaxed) == 0;
        command(tx, true)?;
        if is_first {
            alone::write(&place.database, |tx| command(tx, false))?;
        }
        tx.execute("UPDATE settings SET value = value WHERE name = 'nobody else writes this'", &[])?;
        Ok(())
    });
    done.unwrap();
    runs.into_inner()
}

/// Somebody of a world who does something now.
fn acting(world: &World, email: &str) -> Context {
    let found: Result<_, StoreError> = alone::read(&world.place.database, |tx| {
        let id = people::by_email(tx, email)?.expect("somebody known").id;
        Ok(people::actor(tx, id)?.expect("somebody active"))
    });
    Context { actor: found.unwrap(), sign_in: None, now: world.clock.now(), rules: world.app.settings().rules }
}

#[tokio::test]
async fn those_who_file_side_by_side_do_not_meet() {
    let Some(world) = World::on(Engine::Postgres).await else { return };
    let (ada, bob) = (acting(&world, "ada@acme.example"), acting(&world, "bob@acme.example"));
    let new = NewCase {
        request: None,
        product: "acme-social".to_owned(),
        subject: "Nobody can sign in".to_owned(),
        description: "It does not work since Monday.".to_owned(),
        category: None,
        subcategory: None,
        severity: Severity::try_from(3).unwrap(),
        requester: None,
    };
    let runs = times_run(&world.place, |tx, is_ada| {
        let who = if is_ada { &ada } else { &bob };
        let now = who.now_ms();
        assert!(idempotency::get(tx, who.actor.person_id, "key", now)?.is_none());
        let filed = file_case::file(tx, who, &new, None)?;
        let done = Done { request_hash: String::new(), status: 201, receipt: Receipt::Filed(filed.number) };
        Ok(idempotency::insert(tx, who.actor.person_id, "key", &done, now)?)
    });
    assert_eq!(runs, 1, "what is filed is filed at once");
    assert_eq!(alone::read(&world.place.database, super::check::count_cases), Ok(2));
}

/// Runs a change of a case that `begun` and `rest` are the parts of, and something else whole between them; says how often the
/// change was run, and what came of it.
async fn changed_beside<T: Send + 'static>(
    world: &World,
    begun: impl Fn(&mut Tx<'_>) -> Result<(), Error> + Send + 'static,
    other: impl AsyncFn(&Store) + Send + 'static,
    rest: impl Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
) -> (usize, Result<T, Error>) {
    let (runs, runtime, store) = (Arc::new(AtomicUsize::new(0)), tokio::runtime::Handle::current(), world.app.store().clone());
    let counted = Arc::clone(&runs);
    let change = move |tx: &mut Tx<'_>| {
        begun(tx)?;
        if counted.fetch_add(1, Ordering::Relaxed) == 0 {
            runtime.block_on(other(&store));
        }
        rest(tx)
    };
    let done = world.app.store().change_case(change).await;
    (runs.load(Ordering::Relaxed), done)
}

const AGENT: &str = "agent@larkfold.example";

/// As a request would.
fn reply(tx: &mut Tx<'_>, who: &Context, number: CaseNumber) -> Result<(), Error> {
    let (person, now, key) = (who.actor.person_id, who.now_ms(), uuid::Uuid::new_v4().to_string());
    assert!(idempotency::get(tx, person, &key, now)?.is_none());
    let new = NewReply { body: "It still does not.".to_owned(), send: Sent::default() };
    comment::reply(tx, who, number, &new, None)?;
    let done = Done { request_hash: String::new(), status: 201, receipt: Receipt::Nothing };
    Ok(idempotency::insert(tx, person, &key, &done, now)?)
}

fn note(tx: &mut Tx<'_>, who: &Context, number: CaseNumber) -> Result<(), Error> {
    let new = NewNote { body: "Ask the network team.".to_owned(), ..NewNote::default() };
    comment::note(tx, who, number, &new, None).map(|_| ())
}

#[tokio::test]
async fn those_who_change_neighbouring_cases_do_not_meet() {
    let Some(world) = World::on(Engine::Postgres).await else { return };
    let (mine, other) = (CaseNumber(world.file("ada", "Mine").await), CaseNumber(world.file("bob", "Other").await));
    for (one, another) in [("ada@acme.example", "bob@acme.example"), ("ada@acme.example", AGENT), (AGENT, "bob@acme.example")] {
        // A change at another time is one of all indexes that lists are ordered by.
        world.pass(jiff::Span::new().minutes(1));
        let (one, another) = (acting(&world, one), acting(&world, another));
        let scope = one.scope();
        // What is found near it before the others write there, and what they found is where it writes then.
        let found = move |tx: &mut Tx<'_>| super::cases::get(tx, scope, mine).map(|_| ()).map_err(Error::from);
        let writes = |who: Context, number| {
            move |tx: &mut Tx<'_>| if who.actor.email == AGENT { note(tx, &who, number) } else { reply(tx, &who, number) }
        };
        let theirs = writes(another, other);
        let beside = async move |store: &Store| store.change_case(theirs.clone()).await.unwrap();
        assert!(matches!(changed_beside(&world, found, beside, writes(one, mine)).await, (1, Ok(()))));
    }
    let mut counts = Vec::new();
    for number in [mine, other] {
        let case = world.of("agent").get(&format!("/v1/cases/{number}")).await;
        counts.push((case["latest"]["replies"].as_i64(), case["latest"]["notes"].as_i64()));
    }
    assert_eq!(counts, [(Some(2), Some(1)); 2]);
}

#[tokio::test]
async fn a_case_that_is_changed_waits_for_nobody_but_those_who_change_it() {
    let Some(world) = World::on(Engine::Postgres).await else { return };
    let number = CaseNumber(world.file("ada", "Ours").await);
    let (agent, bob, place) = (acting(&world, AGENT), acting(&world, "bob@acme.example"), world.place.clone());
    let meanwhile = async move |_: &Store| {
        let change = "SELECT id FROM cases WHERE number = $1 FOR NO KEY UPDATE NOWAIT";
        let changed = alone::write(&place.database, |tx| tx.first(change, &[number.0.into()], |row| row.int(0)));
        assert_eq!(changed, Err(StoreError::Overloaded), "it is locked from when it is found");
        // What refers to it is no change of it.
        let seen: Result<(), Error> = alone::write(&place.database, |tx| change::seen(tx, &bob, number, Seen { replies: 0, notes: 0 }));
        seen.unwrap();
    };
    let found = move |tx: &mut Tx<'_>| super::cases::get(tx, agent.scope(), number).map(|_| ()).map_err(Error::from);
    let more = |tx: &mut Tx<'_>| Ok(tx.execute("UPDATE cases SET severity = severity", &[])?);
    assert!(matches!(changed_beside(&world, found, meanwhile, more).await, (1, Ok(1))));
}

#[tokio::test]
async fn whoever_was_slower_on_a_case_looks_at_it_again() {
    let Some(world) = World::on(Engine::Postgres).await else { return };
    let number = CaseNumber(world.file("ada", "Ours").await);
    let (ada, agent) = (acting(&world, "ada@acme.example"), acting(&world, AGENT));
    let looked = |tx: &mut Tx<'_>| housekeeping::setting(tx, "anything").map(|_| ()).map_err(Error::from);
    let who = agent.clone();
    let notes = move |tx: &mut Tx<'_>| note(tx, &who, number);
    let (theirs, mine) = (notes.clone(), notes);
    let noted = async move |store: &Store| store.change_case(theirs.clone()).await.unwrap();
    let held = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND database = \
         (SELECT oid FROM pg_database WHERE datname = current_database())";
    let waited = move |tx: &mut Tx<'_>| {
        mine(tx)?;
        Ok(tx.first(held, &[], |row| row.int(0))?)
    };
    let (runs, done) = changed_beside(&world, looked, noted.clone(), waited).await;
    assert!(runs == 2 && matches!(done, Ok(Some(1))), "those who met on a case wait for each other: {runs}, {done:?}");
    assert_eq!(alone::read(&world.place.database, |tx| tx.first(held, &[], |row| row.int(0))), Ok(Some(0)));
    let replies = move |tx: &mut Tx<'_>| reply(tx, &ada, number);
    let (runs, done) = changed_beside(&world, looked, noted, replies.clone()).await;
    assert_eq!((runs, done.map_err(|error| error.to_string())), (2, Ok(())));
    let case = world.of("agent").get(&format!("/v1/cases/{number}")).await;
    assert_eq!(case["latest"], serde_json::json!({ "replies": 1, "notes": 3 }), "nobody's words are lost");
    // One who answered what they saw is shown what came meanwhile.
    let replied = async move |store: &Store| store.change_case(replies.clone()).await.unwrap();
    let seen = Some(Seen { replies: 1, notes: 3 });
    let answer = move |tx: &mut Tx<'_>| {
        let new = NewReply { body: "Is it mended?".to_owned(), send: Sent { seen, ..Sent::default() } };
        comment::reply(tx, &agent, number, &new, None).map(|_| ())
    };
    let (runs, done) = changed_beside(&world, looked, replied, answer).await;
    assert!(runs == 2 && matches!(done, Err(Error::Newer(Seen { replies: 2, notes: 3 }))), "{runs}: {done:?}");
}

#[tokio::test]
async fn a_draft_that_is_saved_while_it_is_sent_is_not_lost() {
    let Some(world) = World::on(Engine::Postgres).await else { return };
    let number = world.file("ada", "Mine").await;
    let id = uuid::Uuid::new_v4();
    let draft = |version: i64, body: &str| {
        let content = serde_json::json!({ "severity": 3, "subject": "", "body": body });
        serde_json::json!({ "kind": "reply", "case": number, "version": version, "content": content })
    };
    let path = format!("/v1/drafts/{id}");
    assert_eq!(world.of("ada").put(&path, &draft(0, "Half a sen")).await.status, 200);
    let ada = acting(&world, "ada@acme.example");
    let looked = |tx: &mut Tx<'_>| housekeeping::setting(tx, "anything").map(|_| ()).map_err(Error::from);
    let (client, more, at) = (world.of("ada").clone(), draft(1, "A whole sentence."), path.clone());
    let saved = async move |_: &Store| assert_eq!(client.put(&at, &more).await.status, 200);
    let submit = SubmitDraft { version: 1, send: Sent::default() };
    let (runs, done) = changed_beside(&world, looked, saved, move |tx| draft::submit(tx, &ada, id, &submit).map(|_| ())).await;
    assert!(runs == 2 && matches!(done, Err(Error::StaleDraft)), "{runs}: {done:?}");
    assert_eq!(world.of("ada").get(&path).await["content"]["body"], "A whole sentence.");
}

#[rstest]
#[case::cut_off("SELECT pg_terminate_backend(pg_backend_pid())")]
#[case::of_a_server_that_became_a_standby("SET LOCAL transaction_read_only = on")]
#[tokio::test]
async fn a_command_whose_connection_is_lost_is_run_again_on_another(#[case] how: &'static str) {
    let Some(opened) = Opened::on(Engine::Postgres) else { return };
    let backends = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&backends);
    let done: Result<(), StoreError> = opened
        .store
        .write(move |tx| {
            let backend = tx.first("SELECT pg_backend_pid()", &[], |row| row.int(0))?;
            let is_first = {
                let mut seen = seen.lock().unwrap();
                seen.push(backend);
                seen.len() == 1
            };
            housekeeping::set_setting(tx, "before", "1")?;
            if is_first {
                tx.execute(how, &[])?;
            }
            housekeeping::set_setting(tx, "after", "1")
        })
        .await;
    assert_eq!(done, Ok(()));
    let backends = backends.lock().unwrap().clone();
    assert!(backends.len() == 2 && backends[0] != backends[1], "{backends:?}");
    assert_eq!((opened.get("before").await, opened.get("after").await), (Some("1".to_owned()), Some("1".to_owned())));
}

#[tokio::test]
async fn a_key_that_was_taken_for_nothing_is_given_back() {
    let Some(world) = World::on(Engine::Postgres).await else { return };
    let headers = [("idempotency-key", "taken")];
    let file = async |subject: &str| {
        let new = serde_json::json!({"product": "acme-social", "subject": subject, "description": "It does not work."});
        world.of("ada").json(http::Method::POST, "/v1/cases", &headers, &new).await
    };
    assert_eq!(file("").await.status, 422);
    let filed = file("Now with a subject").await;
    assert_eq!(filed.status, 201, "{}", filed.text());
    assert_eq!(file("Now with a subject").await.json()["number"], filed.json()["number"]);
    assert_eq!(file("Another subject").await.problem().0, 422, "a key is for one request");
}

#[tokio::test]
async fn an_error_after_the_first_row_is_not_lost() {
    let Some(opened) = Opened::on(Engine::Postgres) else { return };
    let written: Result<(), StoreError> = opened
        .store
        .write(|tx| {
            housekeeping::set_setting(tx, "a", "1")?;
            // The second row cannot be computed; the command has seen enough by then.
            drop(tx.first("SELECT 1 / (2 - i) FROM generate_series(1, 10) AS i", &[], |row| row.int(0)));
            Ok(())
        })
        .await;
    assert!(written.is_err(), "what the database undid is not acknowledged");
    assert_eq!(opened.get("a").await, None);
}

#[test]
fn nothing_that_people_wrote_is_in_what_libraries_may_log() {
    let values = [super::Value::from("hunter2"), super::Value::from(4_711_i64), super::Value::NullText];
    assert_eq!(format!("{values:?}"), "[text, number, nothing]");
}
