//! The data folder: made for its owner alone, served by one process at a time.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use super::Failure;

/// Its owner alone.
const MODE: u32 = 0o700;
/// Held by whoever serves the folder.
pub(super) const LOCK_FILE: &str = "caseport.lock";

/// The right to serve a data folder, until it is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Makes a data folder, if there is none, and sees that it can be written.
///
/// # Errors
/// [`Failure::Data`].
pub fn prepare(folder: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| unusable(folder, &error);
    if folder.exists() && !folder.is_dir() {
        return Err(Failure::Data { folder: folder.to_owned(), why: "it is not a folder".to_owned() });
    }
    if !folder.is_dir() {
        DirBuilder::new().recursive(true).mode(MODE).create(folder).map_err(failed)?;
    }
    tempfile::tempfile_in(folder).map_err(failed)?;
    Ok(())
}

/// Whether others of this machine may look into a data folder, which this program did not make then.
pub fn is_open_to_others(folder: &Path) -> bool {
    std::fs::metadata(folder).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

/// Takes the right to serve a data folder.
///
/// # Errors
/// [`Failure::InUse`] while another process has it, [`Failure::Data`].
pub fn lock(folder: &Path) -> Result<Lock, Failure> {
    prepare(folder)?;
    let path = folder.join(LOCK_FILE);
    let file =
        OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).map_err(|error| unusable(folder, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(Failure::InUse(folder.to_owned())),
        Err(TryLockError::Error(error)) => Err(unusable(folder, &error)),
    }
}

/// Writes a file of the data folder that its owner alone may read.
///
/// # Errors
/// The system's.
pub fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn unusable(folder: &Path, error: &std::io::Error) -> Failure {
    Failure::Data { folder: folder.to_owned(), why: error.to_string() }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::{Failure, is_open_to_others, lock, prepare};

    #[test]
    fn a_folder_is_made_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("new/data");
        prepare(&data).unwrap();
        assert_eq!(std::fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
        assert!(!is_open_to_others(&data));
        prepare(&data).unwrap();
        assert_eq!(std::fs::read_dir(&data).unwrap().count(), 0);
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let refused = prepare(&file).unwrap_err();
        assert!(refused.exit_code() == 4 && refused.to_string().ends_with(": it is not a folder"));
    }

    #[test]
    fn a_folder_is_served_once_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let held = lock(folder.path()).unwrap();
        let refused = lock(folder.path()).unwrap_err();
        assert!(matches!(&refused, Failure::InUse(path) if path == folder.path()));
        assert_eq!(refused.exit_code(), 5);
        drop(held);
        lock(folder.path()).unwrap();
    }
}
