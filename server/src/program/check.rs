//! `caseportd check`: whether everything that an installation keeps is there and whole; changes nothing.

use std::fmt::Write as _;

use caseport_shared::text;
use futures_util::{StreamExt as _, stream};

use super::{EXIT_CODES, Failure, Installation, Place, data, log};
use crate::blob::{BlobError, Blobs};
use crate::commands;
use crate::store::check::{self, Expected};
use crate::store::{StoreError, alone, attachments};

/// Files that a check looks up at once.
const STEP: usize = 1_000;
/// Files whose bytes a check reads at once.
const AT_ONCE: usize = 16;
/// Most problems that a check lists.
const LISTED: usize = 200;
/// Longest file name that a check shows, in characters.
const SHOWN: usize = 80;

/// Checks the database and every attachment, beside a running server too; lists what is wrong and exits with 1.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub struct Check {
    #[command(flatten)]
    place: Place,
}

impl Check {
    /// Checks and returns what is to be printed.
    ///
    /// # Errors
    /// The list of problems, or why it could not be checked.
    pub async fn run(self) -> Result<String, Failure> {
        let config = self.place.read()?;
        log::begin(&config.log, "warn");
        check(&Installation::of(&config)?).await
    }
}

/// What is wrong, the first [`LISTED`] in full.
#[derive(Default)]
pub(super) struct Problems {
    listed: Vec<String>,
    pub(super) count: usize,
}

impl Problems {
    pub(super) fn add(&mut self, problem: String) {
        self.count += 1;
        if self.listed.len() < LISTED {
            self.listed.push(problem);
        }
    }

    pub(super) fn told(&self) -> String {
        let mut out = format!("{} problems", self.count);
        for problem in &self.listed {
            let _ = write!(out, "\n{problem}");
        }
        if self.count > self.listed.len() {
            let _ = write!(out, "\nand {} more", self.count - self.listed.len());
        }
        out
    }
}

/// Looks at everything in an installation; returns how much there is, or [`Failure::Found`].
pub(super) async fn check(place: &Installation) -> Result<String, Failure> {
    place.must_be_there()?;
    match look(place).await {
        // The database cannot say that it is the folder that takes nothing, not even what reading it needs.
        Err(Failure::Command(commands::Error::Store(StoreError::Disk(why)))) => {
            data::prepare(&place.data).and(Err(Failure::Data { folder: place.data.clone(), why }))
        }
        looked => looked,
    }
}

async fn look(place: &Installation) -> Result<String, Failure> {
    let mut problems = Problems::default();
    let damage = match alone::read(&place.database, check::integrity) {
        // A database that cannot even be looked at is what was asked for.
        Err(StoreError::Corrupt(why)) => vec![why],
        other => other?,
    };
    if !damage.is_empty() {
        for line in damage {
            problems.add(format!("database: {line}"));
        }
        return Err(Failure::Found(problems.told()));
    }
    let cases = alone::read(&place.database, |tx| {
        for line in check::cases(tx)? {
            problems.add(line);
        }
        for line in check::articles(tx)? {
            problems.add(line);
        }
        check::count_cases(tx)
    })?;
    let files = files(place, &mut problems).await?;
    if problems.count > 0 { Err(Failure::Found(problems.told())) } else { Ok(format!("ok: {cases} cases, {files} files")) }
}

/// Looks at every file that is recorded; returns how many.
pub(super) async fn files(place: &Installation, problems: &mut Problems) -> Result<u64, Failure> {
    let blobs = place.files.found()?;
    let (mut after, mut count) = (0, 0);
    loop {
        let step = alone::read(&place.database, |tx| check::files(tx, after, STEP))?;
        let Some(last) = step.last() else { return Ok(count) };
        after = last.id;
        count += step.len() as u64;
        let mut looked = stream::iter(step.iter().map(|expected| wrong_with(blobs.as_ref(), expected))).buffered(AT_ONCE);
        for expected in &step {
            if let Some(what) = looked.next().await.transpose()?.flatten()
                // A server may have redacted it in the meantime.
                && alone::read(&place.database, |tx| attachments::is_referenced(tx, &expected.blob))?
            {
                problems.add(of_file(expected, &what));
            }
        }
    }
}

/// A file's problem, in one line.
pub(super) fn of_file(expected: &Expected, what: &str) -> String {
    let place = match (&expected.case, &expected.article) {
        (Some(number), _) => format!("case {number}"),
        (None, Some(slug)) => format!("article {slug}"),
        (None, None) => "a draft".to_owned(),
    };
    format!("{place}: file {}: {what} ({})", text::line(&expected.name, SHOWN), expected.blob)
}

/// What is wrong with a file's bytes.
///
/// # Errors
/// When their store does not answer or is not there, which tells nothing of them.
pub(super) async fn wrong_with(blobs: Option<&Blobs>, expected: &Expected) -> Result<Option<String>, BlobError> {
    let digest = match blobs {
        Some(blobs) => blobs.digest(&expected.blob).await,
        None => Err(BlobError::Missing),
    };
    Ok(match digest {
        Ok((size, _)) if size != expected.size => Some(format!("{size} bytes instead of {}", expected.size)),
        Ok((_, sha256)) if sha256 != expected.sha256 => Some("its bytes were changed".to_owned()),
        Ok(_) => None,
        Err(error @ (BlobError::Away(_) | BlobError::NoBucket)) => return Err(error),
        Err(error) => Some(error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Installation, check};
    use crate::app::blob_folder;
    use crate::store::{Tx, alone, database_path};
    use crate::testing::World;

    /// A world with a case, a file on it, a reply and a note; the path of the file's bytes.
    async fn world() -> (World, i64, PathBuf) {
        let world = World::new().await;
        let number = world.file("ada", "Nobody can sign in").await;
        let answer = world.of("ada").upload(&format!("/v1/cases/{number}/files?name=log.txt"), "line 1\nline 2\n").await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let blob = alone::read(&world.place.database, |tx| crate::store::check::files(tx, 0, 1)).unwrap().remove(0).blob;
        let path = blob_folder(world.folder.path()).join(blob);
        (world, number, path)
    }

    async fn found(world: &World) -> String {
        check(&world.place).await.unwrap_err().to_string()
    }

    fn damage(world: &World, sql: &str) {
        alone::write(&world.place.database, |tx: &mut Tx<'_>| tx.execute(sql, &[]).map(|_| ())).unwrap();
    }

    #[tokio::test]
    async fn what_is_whole_is_counted_beside_a_running_server() {
        let (world, ..) = world().await;
        assert_eq!(check(&world.place).await.unwrap(), "ok: 1 cases, 1 files");
    }

    #[tokio::test]
    async fn a_flipped_byte_a_cut_and_a_missing_file_are_found() {
        let (world, number, path) = world().await;
        std::fs::write(&path, "line 1\nLine 2\n").unwrap();
        assert!(found(&world).await.starts_with(&format!("1 problems\ncase {number}: file log.txt: its bytes were changed (")));
        std::fs::write(&path, "line 1\n").unwrap();
        assert!(found(&world).await.contains("file log.txt: 7 bytes instead of 14"));
        std::fs::remove_file(&path).unwrap();
        assert!(found(&world).await.contains("file log.txt: the file's bytes are missing"));
        std::fs::remove_dir_all(blob_folder(world.folder.path())).unwrap();
        assert!(found(&world).await.contains("file log.txt: the file's bytes are missing"));
    }

    #[tokio::test]
    async fn a_case_that_does_not_agree_with_its_history_is_found() {
        for (sql, what) in [
            ("UPDATE cases SET reply_count = 7", "its number of replies is not how many there are"),
            ("UPDATE cases SET note_count = 1", "its number of notes is not how many there are"),
            ("UPDATE cases SET note_count = 1", "search does not know its notes"),
            ("DELETE FROM events WHERE kind = 'filed'", "its journal does not say that it was filed"),
            ("DELETE FROM case_search", "search does not know it"),
        ] {
            let (world, number, _) = world().await;
            damage(&world, sql);
            let said = found(&world).await;
            assert!(said.contains(&format!("case {number}: {what}")), "{sql}: {said}");
        }
        let (world, ..) = world().await;
        damage(&world, "INSERT INTO case_search (rowid, subject, body, scope) VALUES (99, 'a', 'b', 'c')");
        assert!(found(&world).await.contains("search knows 1 cases that are not there (case_search)"));
    }

    #[tokio::test]
    async fn a_damaged_database_is_found_and_a_missing_one_is_not_made() {
        let (world, ..) = world().await;
        world.app.close();
        let path = database_path(world.folder.path());
        let mut bytes = std::fs::read(&path).unwrap();
        for page in bytes.chunks_mut(4096).skip(3) {
            page[..64].fill(0x5a);
        }
        std::fs::write(&path, bytes).unwrap();
        let said = found(&world).await;
        assert!(said.contains("database: "), "{said}");
        let empty = tempfile::tempdir().unwrap();
        let refused = check(&Installation::in_folder(empty.path())).await.unwrap_err();
        assert_eq!(refused.exit_code(), 4);
        assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 0);
    }
}
