use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use caseport_shared::api::case::NewCase;
use caseport_shared::api::live::Hint;
use caseport_shared::case::CaseNumber;
use caseport_shared::severity::Severity;
use rstest::rstest;

use super::idempotency::{self, Done};
use super::{Aftermath, Audience, SCHEMA_VERSION, Store, StoreError, Tx, alone, attempts, housekeeping, people};
use crate::commands::replay::Receipt;
use crate::commands::{Context, Error, file_case};
use crate::program::Installation;
use crate::testing::{self, Engine, World};

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

#[tokio::test]
async fn those_who_file_side_by_side_do_not_meet() {
    let Some(world) = World::on(Engine::Postgres).await else { return };
    let actor = |email: &'static str| {
        let found: Result<_, StoreError> = alone::read(&world.place.database, |tx| {
            let id = people::by_email(tx, email)?.expect("somebody known").id;
            Ok(people::actor(tx, id)?.expect("somebody active"))
        });
        found.unwrap()
    };
    let now = world.clock.now();
    let context = |actor| Context { actor, sign_in: None, now, rules: world.app.settings().rules };
    let (ada, bob) = (context(actor("ada@acme.example")), context(actor("bob@acme.example")));
    let new = NewCase {
        product: "acme-social".to_owned(),
        subject: "Nobody can sign in".to_owned(),
        description: "It does not work since Monday.".to_owned(),
        category: None,
        subcategory: None,
        severity: Severity::try_from(3).unwrap(),
        requester: None,
    };
    let runs = times_run(&world.place, |tx, is_ada| {
        let (who, now) = (if is_ada { &ada } else { &bob }, now.as_millisecond());
        assert!(idempotency::get(tx, who.actor.person_id, "key", now)?.is_none());
        let filed = file_case::file(tx, who, &new, None)?;
        let done = Done { request_hash: String::new(), status: 201, receipt: Receipt::Filed(filed.number) };
        Ok(idempotency::insert(tx, who.actor.person_id, "key", &done, now)?)
    });
    assert_eq!(runs, 1, "what is filed is filed at once");
    assert_eq!(alone::read(&world.place.database, super::check::count_cases), Ok(2));
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
