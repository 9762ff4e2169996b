//! What the client remembers on a user's machine, except tokens: the last server, and how each sign-in is kept.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use caseport_shared::api::settings::SettingsView;
use serde::{Deserialize, Serialize};

/// The server that is asked when nothing says otherwise.
pub const DEFAULT_SERVER: &str = "http://127.0.0.1:8025";

const FILE: &str = "settings.toml";
/// Held by whoever changes something.
const LOCK: &str = "settings.lock";
/// Where the first list of the last time is kept.
pub(crate) const START: &str = "start.json";

/// The folder of one user, in which only they may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

/// Where the token of a sign-in is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Backend {
    /// In the system's keyring.
    Keyring,
    /// In a private file.
    File,
}

/// How one sign-in is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// Whose.
    pub email: String,
    /// Where the token is.
    pub backend: Backend,
}

/// What is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The server of the last sign-in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// Sign-ins by server.
    pub sign_ins: BTreeMap<String, SignIn>,
    /// How whoever was signed in last read, by server: what is said before the server is asked is said so too.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub readers: BTreeMap<String, SettingsView>,
}

impl Folder {
    /// The folder of the user who runs this; `None` where there is no home.
    pub fn of_user() -> Option<Self> {
        directories::ProjectDirs::from("", "", "caseport").map(|places| Self(places.data_local_dir().to_owned()))
    }

    /// A folder at a place of the caller's choice.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What is remembered; nothing, before anything was.
    pub fn settings(&self) -> io::Result<Settings> {
        let Some(text) = self.read(FILE)? else { return Ok(Settings::default()) };
        toml::from_str(&text).map_err(|error| {
            let place = self.0.join(FILE);
            io::Error::new(io::ErrorKind::InvalidData, format!("{}: {}", place.display(), error.message()))
        })
    }

    /// Remembers.
    pub fn save(&self, settings: &Settings) -> io::Result<()> {
        let text = toml::to_string(settings).map_err(io::Error::other)?;
        self.write(FILE, &text)
    }

    /// Changes what is in the folder while nobody else does, in this program or another: what is read and written again would take
    /// away what was written in between.
    pub(crate) fn alone<T>(&self, change: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        private_folder(&self.0)?;
        let lock = std::fs::File::create(self.0.join(LOCK))?;
        // Let go when it is closed, whatever happens.
        lock.lock()?;
        change()
    }

    /// Remembers how the user of a server reads.
    pub(crate) fn keep_reader(&self, server: &str, said: &SettingsView) -> io::Result<()> {
        self.alone(|| {
            let mut settings = self.settings()?;
            if settings.readers.get(server) == Some(said) {
                return Ok(());
            }
            settings.readers.insert(server.to_owned(), said.clone());
            self.save(&settings)
        })
    }

    /// Forgets the first list of the last time, if it was kept.
    pub(crate) fn forget_start(&self) -> io::Result<()> {
        match std::fs::remove_file(self.0.join(START)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        }
    }

    /// The content of a file in the folder, if it is there.
    pub(crate) fn read(&self, name: &str) -> io::Result<Option<String>> {
        match std::fs::read_to_string(self.0.join(name)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io::Error::new(error.kind(), format!("{}: {error}", self.0.join(name).display()))),
        }
    }

    /// Writes a file that only its owner may read, whole or not at all.
    pub(crate) fn write(&self, name: &str, text: &str) -> io::Result<()> {
        private_folder(&self.0)?;
        // A temporary file is made with mode 0600, and keeps it when it is renamed.
        let mut file = tempfile::NamedTempFile::new_in(&self.0)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(self.0.join(name)).map_err(|error| error.error)?;
        Ok(())
    }
}

#[cfg(unix)]
fn private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> io::Result<()> {
    std::fs::create_dir_all(path)
}

#[cfg(test)]
mod tests {
    use caseport_shared::api::settings::SettingsView;

    use super::{Backend, Folder, Settings, SignIn};

    #[test]
    fn what_is_saved_is_there_again() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path().join("new/caseport"));
        assert_eq!(folder.settings().unwrap(), Settings::default());
        let mut settings = Settings { server: Some("https://help.example.com".into()), ..Settings::default() };
        settings.sign_ins.insert("https://help.example.com".into(), SignIn { email: "ada@example.com".into(), backend: Backend::File });
        folder.save(&settings).unwrap();
        assert_eq!(folder.settings().unwrap(), settings);
    }

    #[test]
    fn those_who_remember_side_by_side_take_nothing_from_each_other() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path().join("caseport"));
        let reader = |zone: &str| SettingsView { time_zone: Some(zone.to_owned()), ..SettingsView::default() };
        std::thread::scope(|scope| {
            for at in 0..8 {
                let (folder, reader) = (&folder, reader("UTC"));
                scope.spawn(move || (0..5).for_each(|turn| folder.keep_reader(&format!("https://{at}-{turn}.example"), &reader).unwrap()));
            }
        });
        assert_eq!(folder.settings().unwrap().readers.len(), 40);
    }

    #[test]
    fn a_damaged_file_is_named() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("settings.toml"), "server = [").unwrap();
        let error = Folder::at(place.path()).settings().unwrap_err();
        assert!(error.to_string().contains("settings.toml"), "{error}");
    }
}
