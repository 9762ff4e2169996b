use serde_json::json;

use super::{copy_files, relocate};
use crate::app::blob_folder;
use crate::blob::{Files, Patience};
use crate::program::{Installation, check};
use crate::store::{Database, StoreError, Tx, alone, check as stored, transfer};
use crate::testing::s3::{Mood, S3};
use crate::testing::{Engine, World, bucket, place, prepared, settings, sign_in};

/// A world with something in every table that people fill.
async fn world() -> (World, i64) {
    let world = World::new().await;
    let number = world.file("ada", "Nobody can sign in").await;
    let path = format!("/v1/cases/{number}");
    let answer = world.of("ada").upload(&format!("{path}/files?name=log.txt"), "line 1\nline 2\n").await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    world.of("agent").post(&format!("{path}/notes"), &json!({"body": "Ask Hinnerk of the network team."})).await;
    world.of("agent").post(&format!("{path}/replies"), &json!({"body": "Grüße! Which browser, naïvely asked? \u{1f600}"})).await;
    (world, number)
}

fn ask<T: Send>(place: &Installation, query: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError> + Send) -> T {
    alone::read(&place.database, query).unwrap()
}

fn indexes(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    tx.query("SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1", &[], |row| row.text(0))
}

#[tokio::test]
async fn everything_arrives_and_goes_on_there() {
    let (world, number) = world().await;
    let Some(mut there) = place(Engine::Postgres, world.folder.path()) else { return };
    there.data = world.folder.path().to_owned();
    world.app.store().close();
    let said = relocate(&world.place.database, &there.database).unwrap();
    assert!(said.contains("cases: 1 rows, compared\n") && said.contains("comments: 2 rows, compared\n"), "{said}");
    assert_eq!(check::check(&there).await.unwrap(), "ok: 1 cases, 1 files");
    let app = there.open(settings()).await.unwrap();
    let (ada, agent) = (sign_in(&app, "ada@acme.example").await, sign_in(&app, "agent@larkfold.example").await);
    assert_eq!(ada.get("/v1/cases?query=grusse").await["cases"], json!([]));
    assert_eq!(ada.get("/v1/cases?query=Grüße").await["cases"][0]["number"], number);
    assert_eq!(ada.get("/v1/cases?query=Hinnerk").await["cases"], json!([]));
    assert_eq!(agent.get("/v1/cases?query=hinnerk").await["cases"][0]["number"], number);
    let reply = json!({"body": "Any of them."});
    let answer = ada.post(&format!("/v1/cases/{number}/replies"), &reply).await;
    assert_eq!(answer.status, 201, "what is new gets ids after those that came: {}", answer.text());
    app.close();
    let stale = world.place.open(settings()).await.map(|_| ()).unwrap_err().to_string();
    assert!(stale.ends_with(": its database was moved to PostgreSQL: set `database` in the configuration"), "{stale}");
    let again = relocate(&world.place.database, &there.database).unwrap_err();
    assert_eq!(again.to_string(), "it holds an installation already");
}

#[tokio::test]
async fn what_is_broken_off_goes_on_where_it_stopped_and_is_not_served_before() {
    let (world, _) = world().await;
    let Some(there) = place(Engine::Postgres, world.folder.path()) else { return };
    world.app.store().close();
    // As a process leaves it that was killed among the people.
    transfer::break_off(&world.place.database, &there.database, 6).unwrap();
    let refused = there.open(settings()).await.map(|_| ()).unwrap_err().to_string();
    assert_eq!(refused, "a move into this database, or a restore, was not finished: run it again");
    let checked = check::check(&there).await.unwrap_err().to_string();
    assert_eq!(checked, refused);
    relocate(&world.place.database, &there.database).unwrap();
    assert_eq!(ask(&there, stored::count_cases), 1);
    let empty = prepared(Engine::Postgres, world.folder.path()).unwrap();
    assert_eq!(ask(&there, indexes), ask(&empty, indexes), "all are made again");
    assert_eq!(ask(&there, |tx| tx.query("SELECT name FROM leases", &[], |row| row.text(0))), [""; 0], "and nothing is left of it");
    there.open(settings()).await.unwrap().close();
}

#[tokio::test]
async fn all_of_it_goes_over_one_connection_which_is_made_again_when_it_is_lost() {
    let (world, _) = world().await;
    let Some(there) = place(Engine::Postgres, world.folder.path()) else { return };
    let Database::Postgres(server) = &there.database else { unreachable!() };
    let made = || server.made.load(std::sync::atomic::Ordering::Relaxed);
    let cut =
        "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let mut told = Vec::new();
    transfer::fill(&world.place.database, &there.database, |table, rows| {
        if table == "people" {
            // One looks at the schema, the other is what everything goes over.
            assert_eq!(made(), 2);
            assert_eq!(ask(&there, |tx| tx.first(cut, &[], |row| row.int(0))), Some(1));
        }
        told.push((table.to_owned(), rows));
    })
    .unwrap();
    assert_eq!(made(), 4, "the one that cut it off, and the one that was made again");
    transfer::finish(&there.database).unwrap();
    assert_eq!(made(), 6);
    assert_eq!(told.iter().find(|(table, _)| table == "comments"), Some(&("comments".to_owned(), 2)));
    assert_eq!(ask(&there, stored::count_cases), 1);
}

#[tokio::test]
async fn nobody_else_moves_into_what_another_began() {
    let (world, _) = world().await;
    let other = World::new().await;
    let Some(there) = place(Engine::Postgres, world.folder.path()) else { return };
    transfer::break_off(&world.place.database, &there.database, 0).unwrap();
    let refused = relocate(&other.place.database, &there.database).unwrap_err();
    assert_eq!(refused.to_string(), "another installation is being moved into it");
}

#[tokio::test]
async fn a_row_that_changed_on_its_way_is_noticed() {
    let (world, _) = world().await;
    let Some(there) = place(Engine::Postgres, world.folder.path()) else { return };
    transfer::break_off(&world.place.database, &there.database, usize::MAX).unwrap();
    alone::write(&there.database, |tx| tx.execute("UPDATE comments SET body = 'other' WHERE id = 1", &[])).unwrap();
    let refused = relocate(&world.place.database, &there.database).unwrap_err();
    assert!(refused.to_string().starts_with("what arrived in the table comments is not what was sent"), "{refused}");
}

fn bucket_of(server: &S3) -> Files {
    bucket(&server.endpoint(), "caseport", Patience::default())
}

#[tokio::test]
async fn files_arrive_in_a_bucket_beside_a_database_that_moves() {
    let (world, number) = world().await;
    let server = S3::start();
    let Some(mut there) = place(Engine::Postgres, world.folder.path()) else { return };
    world.app.store().close();
    let into = bucket_of(&server);
    assert_eq!(copy_files(&world.place, &into).await.unwrap(), "files: 1 in s3://files-of-tests/caseport, compared\n");
    relocate(&world.place.database, &there.database).unwrap();
    there.files = into;
    std::fs::remove_dir_all(blob_folder(world.folder.path())).unwrap();
    let app = there.open(settings()).await.unwrap();
    let ada = sign_in(&app, "ada@acme.example").await;
    let files = format!("/v1/cases/{number}/files");
    let file = ada.get(&files).await["files"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(ada.ask(&format!("{files}/{file}")).await.text(), "line 1\nline 2\n");
    app.close();
    assert_eq!(check::check(&there).await.unwrap(), "ok: 1 cases, 1 files");
}

#[tokio::test]
async fn files_go_on_where_they_stopped_and_each_is_compared() {
    let (world, number) = world().await;
    let path = format!("/v1/cases/{number}/files?name=late.txt");
    assert_eq!(world.of("ada").upload(&path, "late").await.status, 201);
    let server = S3::start();
    let into = bucket_of(&server);
    server.set(Mood::Broken);
    let refused = copy_files(&world.place, &into).await.unwrap_err().to_string();
    assert!(refused.starts_with("files: s3://files-of-tests/caseport: it cannot be reached: "), "{refused}");
    server.set(Mood::Well);
    let early = Installation { files: into.clone(), ..world.place.clone() };
    let refused = early.open(settings()).await.map(|_| ()).unwrap_err().to_string();
    assert!(refused.ends_with("no attachment is there, but some are recorded: run caseportd admin move first"), "{refused}");
    copy_files(&world.place, &into).await.unwrap();
    early.open(settings()).await.unwrap().close();
    let both = ask(&world.place, |tx| stored::files(tx, 0, 2));
    let (log, late) = (&both[0], &both[1]);
    // What arrived is not read from the folder any more.
    let old = |blob: &str| blob_folder(world.folder.path()).join(blob);
    let new = |blob: &str| server.file(&format!("caseport/{blob}"));
    std::fs::remove_file(old(&log.blob)).unwrap();
    // What arrived in part is sent again.
    std::fs::write(new(&late.blob), "la").unwrap();
    copy_files(&world.place, &into).await.unwrap();
    assert_eq!(std::fs::read_to_string(new(&late.blob)).unwrap(), "late");
    // What is not what it was is told, and not there.
    std::fs::write(new(&late.blob), "").unwrap();
    std::fs::write(old(&late.blob), "lata").unwrap();
    std::fs::remove_file(new(&log.blob)).unwrap();
    let refused = copy_files(&world.place, &into).await.unwrap_err().to_string();
    assert!(refused.starts_with("not everything arrived in s3://files-of-tests/caseport: 2 problems\n"), "{refused}");
    assert!(
        refused.contains("file late.txt: its bytes were changed") && refused.contains("log.txt: the file's bytes are missing"),
        "{refused}"
    );
    assert_eq!(server.objects(), ["caseport/installation"]);
    let other = World::new().await;
    let refused = copy_files(&other.place, &into).await.unwrap_err().to_string();
    assert!(refused.ends_with("it holds the attachments of another installation"), "{refused}");
}
