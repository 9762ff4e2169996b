//! What holds for any files of an import: all of it is done, or each mistake is told with its file and line.

use std::sync::LazyLock;

use caseport_shared::text;
use tempfile::TempDir;

use super::table::{Mistakes, Table};
use super::{SPECS, import};
use crate::program::Failure;
use crate::program::Installation;

/// A data folder with plans alone; nothing is written to it but by a dry run.
static DATA: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    crate::plans::seed_database(&crate::store::Database::in_folder(folder.path())).expect("plans are seeded");
    folder
});

pub(crate) fn files(data: &[u8]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files: Vec<_> = SPECS.iter().zip(data.split(|byte| *byte == 0)).filter(|(_, bytes)| !bytes.is_empty()).collect();
    for (spec, bytes) in &files {
        std::fs::write(folder.path().join(spec.file), bytes).expect("it is written");
        let lines = bytes.split(|byte| *byte == b'\n').count() as u64;
        let table = Table::read(folder.path(), spec, &mut Mistakes::default());
        let rows: Vec<u64> = table.iter().flat_map(Table::rows).map(|row| row.line).collect();
        assert!(rows.is_sorted() && rows.iter().all(|line| (1..=lines).contains(line)), "{rows:?} of {lines}");
    }
    let told = match import(&Installation::in_folder(DATA.path()), folder.path(), true, 0) {
        Ok(told) => return assert!(told.ends_with("dry run: nothing was written"), "{told}"),
        Err(Failure::Input(why)) => return assert!(files.is_empty(), "{why}"),
        Err(Failure::Found(told)) => told,
        Err(other) => panic!("{other}"),
    };
    let mut mistakes = told.lines();
    assert_eq!(mistakes.next(), Some("nothing was imported"));
    for mistake in mistakes.filter(|line| !(line.starts_with("and ") && line.ends_with(" more"))) {
        assert!(text::is_clean_line(mistake), "{mistake:?}");
        let (file, line) = place(mistake).unwrap_or_else(|| panic!("{mistake:?} names no place"));
        let (_, bytes) = files.iter().find(|(spec, _)| spec.file == file).expect("it names a file of the import");
        assert!((1..=bytes.split(|byte| *byte == b'\n').count()).contains(&line), "{mistake:?}");
    }
}

/// File and line of a mistake that also says something.
fn place(mistake: &str) -> Option<(&str, usize)> {
    let mut parts = mistake.splitn(3, ':');
    let (file, line, what) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
    (!what.trim().is_empty()).then_some((file, line))
}
