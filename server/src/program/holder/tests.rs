use rstest::rstest;

use super::Filling;
use crate::blob::{Files, Patience};
use crate::program::{Failure, Installation};
use crate::testing::s3::{Mood, S3};
use crate::testing::{Engine, bucket, prepared, settings};

/// A new installation on a bucket, with the folder that keeps the rest.
fn installation(engine: Engine, files: &Files) -> Option<(Installation, tempfile::TempDir)> {
    let folder = tempfile::tempdir().unwrap();
    let place = prepared(engine, folder.path())?;
    Some((Installation { files: files.clone(), ..place }, folder))
}

async fn opened(place: &Installation) -> Result<(), Failure> {
    place.open(settings()).await.map(|app| app.close())
}

#[rstest]
#[tokio::test]
async fn a_bucket_belongs_to_one_installation(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let server = S3::start();
    let files = bucket(&server.endpoint(), "caseport", Patience::default());
    let Some((one, _folder)) = installation(engine, &files) else { return };
    let Some((other, _other_folder)) = installation(engine, &files) else { return };
    opened(&one).await.unwrap();
    opened(&one).await.unwrap();
    let refused = opened(&other).await.unwrap_err();
    let what = "files: s3://files-of-tests/caseport: it holds the attachments of another installation";
    assert_eq!((refused.to_string().as_str(), refused.exit_code()), (what, 1));
    let beside = Installation { files: bucket(&server.endpoint(), "other", Patience::default()), ..other };
    opened(&beside).await.unwrap();
}

#[tokio::test]
async fn a_bucket_that_cannot_be_used_at_the_start_is_told_in_one_line() {
    let server = S3::start();
    let files = bucket(&server.endpoint(), "", Patience::default());
    let (place, _folder) = installation(Engine::Sqlite, &files).unwrap();
    for (mood, why) in [(Mood::Away, "it cannot be reached: "), (Mood::Broken, "it cannot be reached: ")] {
        server.set(mood);
        let refused = opened(&place).await.unwrap_err();
        let said = refused.to_string();
        assert!(said.starts_with(&format!("files: s3://files-of-tests: {why}")) && !said.contains('\n'), "{said}");
    }
    server.set(Mood::Well);
    std::fs::remove_dir(server.file("")).unwrap();
    let refused = opened(&place).await.unwrap_err().to_string();
    assert_eq!(refused, "files: s3://files-of-tests: there is no such bucket");
}

#[tokio::test]
async fn what_a_restore_did_not_finish_is_not_served_and_goes_on_with_the_same_backup_alone() {
    let server = S3::start();
    let files = bucket(&server.endpoint(), "", Patience::default());
    let (place, _folder) = installation(Engine::Sqlite, &files).unwrap();
    drop(Filling::begin(&files, "one").await.unwrap().unwrap());
    let refused = opened(&place).await.unwrap_err().to_string();
    assert!(refused.contains("a restore into it was not finished"), "{refused}");
    let refused = Filling::begin(&files, "other").await.map(|_| ()).unwrap_err().to_string();
    assert!(refused.contains("it holds attachments already"), "{refused}");
    let filling = Filling::begin(&files, "one").await.unwrap().unwrap();
    filling.finish(&place.database).await.unwrap();
    opened(&place).await.unwrap();
    let refused = Filling::begin(&files, "one").await.map(|_| ()).unwrap_err().to_string();
    assert!(refused.contains("it holds attachments already"), "{refused}");
}
