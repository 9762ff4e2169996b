//! A folder that gets its name once everything in it is safe on disk: until then it has another one, and goes when it is
//! given up. What a killed process leaves is named NAME.….unfinished.

use std::ffi::OsString;
use std::fs::{DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tokio::io::{AsyncWriteExt as _, BufWriter};

use crate::secret::hex;

/// Folders and files for their owner alone.
const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;
/// Bytes that are written at once.
const PART: usize = 256 * 1024;

/// A folder on its way.
#[derive(Debug)]
pub(super) struct Unfinished {
    folder: TempDir,
    goal: PathBuf,
}

/// The full path of a folder that is not there yet or is empty, and that a whole folder can be put in the place of; in
/// one clause why not.
pub(super) fn vacant(goal: &Path) -> Result<PathBuf, String> {
    let said = |error: io::Error| error.to_string();
    let goal = match goal.symlink_metadata() {
        Ok(_) => goal.canonicalize().map_err(said)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = goal.file_name().ok_or("it has no name")?;
            let parent = goal.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let parent = parent.canonicalize().map_err(|error| format!("{}: {error}", parent.display()))?;
            return Ok(parent.join(name));
        }
        Err(error) => return Err(said(error)),
    };
    if !goal.is_dir() {
        return Err("it is not a folder".to_owned());
    }
    if goal.read_dir().map_err(said)?.next().is_some() {
        return Err("it is not empty".to_owned());
    }
    let parent = goal.parent().ok_or("it is the top folder")?;
    if goal.metadata().map_err(said)?.dev() != parent.metadata().map_err(said)?.dev() {
        return Err("it is where a disk is mounted; name a folder on it".to_owned());
    }
    Ok(goal)
}

impl Unfinished {
    /// Begins a folder beside its later place, which [`vacant`] told.
    pub(super) fn begin(goal: PathBuf) -> io::Result<Self> {
        let (Some(parent), Some(name)) = (goal.parent(), goal.file_name()) else { return Err(io::ErrorKind::InvalidInput.into()) };
        let mut prefix = OsString::from(name);
        prefix.push(".");
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(".unfinished").permissions(Permissions::from_mode(FOLDER_MODE));
        Ok(Self { folder: builder.tempdir_in(parent)?, goal })
    }

    /// Where it is until it is finished.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Gives it its name, unless that is taken by something in the meantime. Files in it must be synced.
    pub(super) fn finish(self) -> io::Result<()> {
        sync_folders(self.path())?;
        std::fs::rename(self.path(), &self.goal)?;
        let _ = self.folder.keep();
        self.goal.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all())
    }
}

fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in folder.read_dir()? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    File::open(folder)?.sync_all()
}

/// Makes a folder for its owner alone, with those above it, unless it is there.
pub(super) fn private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(path)
}

/// Writes a new file for its owner alone, synced, with the folders above it; returns its SHA-256.
pub(super) async fn save<S, E>(mut bytes: S, path: &Path) -> io::Result<String>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
    E: std::fmt::Display,
{
    if let Some(parent) = path.parent() {
        private_folder(parent)?;
    }
    let mut options = tokio::fs::OpenOptions::new();
    let file = options.write(true).create_new(true).mode(FILE_MODE).open(path).await?;
    let mut out = BufWriter::with_capacity(PART, file);
    let mut hash = Sha256::new();
    while let Some(chunk) = bytes.next().await {
        let chunk = chunk.map_err(|error| io::Error::other(error.to_string()))?;
        hash.update(&chunk);
        out.write_all(&chunk).await?;
    }
    out.flush().await?;
    out.into_inner().sync_all().await?;
    Ok(hex(&hash.finalize()))
}

/// The bytes of a file, for [`save`].
pub(super) async fn bytes_of(path: &Path) -> io::Result<impl Stream<Item = io::Result<Bytes>> + Unpin + use<>> {
    Ok(tokio_util::io::ReaderStream::with_capacity(tokio::fs::File::open(path).await?, PART))
}

/// The SHA-256 of a file.
pub(super) async fn digest(path: &Path) -> io::Result<String> {
    let (mut hash, mut bytes) = (Sha256::new(), bytes_of(path).await?);
    while let Some(chunk) = bytes.next().await {
        hash.update(&chunk?);
    }
    Ok(hex(&hash.finalize()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    use bytes::Bytes;
    use futures_util::stream;

    use super::{Unfinished, save, vacant};

    #[tokio::test]
    async fn a_folder_has_its_name_once_it_is_whole_and_is_gone_when_it_is_given_up() {
        let top = tempfile::tempdir().unwrap();
        let goal = top.path().join("goal");
        let names = || {
            let names = top.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            names.collect::<Vec<_>>()
        };
        let given_up = Unfinished::begin(vacant(&goal).unwrap()).unwrap();
        assert!(names()[0].starts_with("goal.") && names()[0].ends_with(".unfinished"), "{:?}", names());
        drop(given_up);
        assert_eq!(names(), Vec::<String>::new());
        // An empty folder is as good as none.
        std::fs::create_dir(&goal).unwrap();
        let begun = Unfinished::begin(vacant(&goal).unwrap()).unwrap();
        let bytes = stream::iter([Ok::<_, String>(Bytes::from_static(b"hello"))]);
        let digest = save(bytes, &begun.path().join("a/b/file")).await.unwrap();
        assert_eq!(digest, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        begun.finish().unwrap();
        assert_eq!((names(), std::fs::read_to_string(goal.join("a/b/file")).unwrap()), (vec!["goal".to_owned()], "hello".to_owned()));
        for (path, mode) in [("", 0o700), ("a", 0o700), ("a/b", 0o700), ("a/b/file", 0o600)] {
            assert_eq!(goal.join(path).metadata().unwrap().permissions().mode() & 0o777, mode, "{path}");
        }
    }

    #[test]
    fn what_is_taken_in_the_meantime_stays() {
        let top = tempfile::tempdir().unwrap();
        let goal = top.path().join("goal");
        let begun = Unfinished::begin(vacant(&goal).unwrap()).unwrap();
        std::fs::create_dir(&goal).unwrap();
        std::fs::write(goal.join("mine"), "mine").unwrap();
        begun.finish().unwrap_err();
        assert_eq!(std::fs::read_to_string(goal.join("mine")).unwrap(), "mine");
        assert_eq!(top.path().read_dir().unwrap().count(), 1, "and what was begun is gone");
    }

    #[test]
    fn a_place_is_vacant_or_it_is_said_why_not() {
        let top = tempfile::tempdir().unwrap();
        let at = |name: &str| top.path().canonicalize().unwrap().join(name);
        std::fs::create_dir_all(at("full/inner")).unwrap();
        std::fs::create_dir(at("empty")).unwrap();
        std::fs::write(at("file"), "").unwrap();
        std::os::unix::fs::symlink("empty", at("link")).unwrap();
        assert_eq!(vacant(&at("new")), Ok(at("new")));
        assert_eq!(vacant(&at("link")), Ok(at("empty")));
        for (path, why) in [
            (at("full"), "it is not empty"),
            (at("file"), "it is not a folder"),
            (at("nowhere/new"), "nowhere: No such file or directory"),
            (Path::new("/proc").to_owned(), "it is not empty"),
            (Path::new("/").to_owned(), "it is not empty"),
        ] {
            assert!(vacant(&path).unwrap_err().contains(why), "{}: {:?}", path.display(), vacant(&path));
        }
    }
}
