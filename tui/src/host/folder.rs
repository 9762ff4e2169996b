//! Lists folders of the user's machine and finds the files that a text names; bounded, and never through a shell.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::dropped::readings;
use crate::effect::{Entry, Found, Listing};

/// Most entries of a folder that are listed.
const ENTRIES_MAX: usize = 20_000;
/// Longest text in which files are looked for, in bytes.
const TEXT_MAX: usize = 64 * 1024;

/// What is in a folder, in no order.
pub(super) fn list(folder: &Path) -> io::Result<Listing> {
    let folder = std::path::absolute(folder)?;
    // `..` is taken away by name, as a shell shows it.
    let folder = plain(&folder);
    let named = |path: &Path| path.to_str().map(str::to_owned);
    let path = named(&folder).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    let (mut entries, mut left_out) = (Vec::new(), 0);
    for entry in fs::read_dir(&folder)? {
        let found = if entries.len() < ENTRIES_MAX { entry.ok().and_then(|entry| look(&entry)) } else { None };
        match found {
            Some(found) => entries.push(found),
            None => left_out += 1,
        }
    }
    Ok(Listing { path, parent: folder.parent().and_then(named), entries, left_out })
}

/// A file or folder that can be named; pipes, devices and links to nothing are none.
fn look(entry: &fs::DirEntry) -> Option<Entry> {
    let name = entry.file_name().into_string().ok()?;
    let about = fs::metadata(entry.path()).ok().filter(|about| about.is_file() || about.is_dir())?;
    Some(Entry { name, is_folder: about.is_dir(), size: about.len(), at: changed(&about) })
}

fn changed(about: &Metadata) -> Option<Timestamp> {
    about.modified().ok().and_then(|at| Timestamp::try_from(at).ok())
}

fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                out.pop();
            }
            std::path::Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

/// The files that a text names, when it names nothing else: absolute paths, and those from `~`.
pub(super) fn find(text: &str, home: Option<&Path>) -> Vec<Found> {
    if text.len() > TEXT_MAX {
        return Vec::new();
    }
    let found = |paths: Vec<String>| paths.iter().map(|path| one(path, home)).collect::<Option<Vec<Found>>>();
    readings(text).into_iter().find_map(found).unwrap_or_default()
}

fn one(path: &str, home: Option<&Path>) -> Option<Found> {
    let path = at_home(path, home);
    let about = path.is_absolute().then(|| fs::metadata(&path).ok())??;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_str()?.to_owned();
    let is_sound = about.is_file() || about.is_dir();
    is_sound.then_some(Found { path: path.to_str()?.to_owned(), name, is_folder: about.is_dir(), size: about.len() })
}

/// A path with the home folder in place of `~`.
pub(super) fn at_home(path: &str, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{find, list};

    #[test]
    fn a_folder_is_listed_with_what_can_be_named_and_taken() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("logs")).unwrap();
        fs::write(place.path().join("a.txt"), "four").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt as _;
            fs::write(place.path().join(std::ffi::OsStr::from_bytes(b"\xff.txt")), "").unwrap();
            std::os::unix::fs::symlink("/nowhere/at/all", place.path().join("broken")).unwrap();
        }
        let mut listing = list(&place.path().join("logs/..")).unwrap();
        listing.entries.sort_by(|a, b| a.name.cmp(&b.name));
        let names: Vec<_> = listing.entries.iter().map(|entry| (entry.name.as_str(), entry.is_folder)).collect();
        assert_eq!(names, [("a.txt", false), ("logs", true)]);
        assert_eq!((listing.entries[0].size, listing.entries[0].at.is_some()), (4, true));
        assert_eq!(listing.path, place.path().to_str().unwrap());
        assert_eq!(listing.left_out, if cfg!(unix) { 2 } else { 0 });
        assert!(list(&place.path().join("nowhere")).is_err());
    }

    #[test]
    fn a_folder_of_ten_thousand_is_listed_whole() {
        let place = tempfile::tempdir().unwrap();
        for at in 0..10_000 {
            fs::File::create(place.path().join(format!("{at:05}.log"))).unwrap();
        }
        let listing = list(place.path()).unwrap();
        assert_eq!((listing.entries.len(), listing.left_out), (10_000, 0));
    }

    #[test]
    fn files_are_found_where_the_text_names_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let (one, two) = (place.path().join("a b.png"), place.path().join("two.log"));
        fs::write(&one, "x").unwrap();
        fs::write(&two, "xy").unwrap();
        let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
        let names = |text: &str| find(text, Some(place.path())).into_iter().map(|found| found.path).collect::<Vec<_>>();
        assert_eq!(names(one), [one]);
        assert_eq!(names(&format!("'{one}' {two}")), [one, two]);
        assert_eq!(names(&format!("{one}\n{two}\n")), [one, two]);
        assert_eq!(names(&format!("file://{}", one.replace(' ', "%20"))), [one]);
        assert_eq!(names("~/two.log"), [two]);
        for text in [format!("see {one}"), format!("{one} and so on"), format!("{one}\n/nowhere/else"), "two.log".to_owned()] {
            assert_eq!(names(&text), Vec::<String>::new(), "{text}");
        }
    }
}
