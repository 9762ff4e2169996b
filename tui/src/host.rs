//! What the machine of the user does for the screens: files, kept drafts, kept sign-ins. Every call may block.

mod dropped;
mod folder;
mod reach;
mod remote;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use caseport_shared::api::settings::SettingsView;
use caseport_shared::text::{file_name, inline};
use tokio::sync::Semaphore;
use uuid::Uuid;

pub use self::reach::{Command, Reach};
pub use self::remote::RemoteHost;
use crate::credentials::Credentials;
use crate::effect::{Found, Listing, LocalDraft, LocalStart};
use crate::preferences::{self, Preference};
use crate::settings::{Folder, START};
use crate::widgets::picture::Colours;

/// A machine that the screens run for; its methods are called away from the screens.
pub trait Host: Send + Sync + 'static {
    /// Remembers a token for the next start.
    fn keep_token(&self, server: &str, email: &str, token: &str) -> io::Result<()>;
    /// The user's own files and programs; none where those around belong to somebody else.
    fn files(&self) -> Option<&dyn Files>;
    /// Keeps what the next start can show at once.
    fn keep_start(&self, start: &LocalStart) -> io::Result<()>;
    /// What the last time left to show at once; nothing, where it is damaged.
    fn kept_start(&self) -> Option<LocalStart>;
    /// Forgets what the last time left.
    fn forget_start(&self) -> io::Result<()>;
    /// Keeps how the user of a server reads for the next start.
    fn keep_reader(&self, server: &str, said: &SettingsView) -> io::Result<()>;
    /// Keeps a wish of the user for the next start.
    fn keep_preference(&self, wish: &Preference) -> io::Result<()>;
    /// The colours that the user's terminal shows.
    fn colours(&self) -> Colours;
    /// Turns at looking at a file, which takes much memory; none on a machine that nobody shares.
    fn looks(&self) -> Option<Arc<Semaphore>>;
    /// Keeps a draft.
    fn keep_draft(&self, draft: &LocalDraft) -> io::Result<()>;
    /// Forgets a draft, if it was kept.
    fn forget_draft(&self, id: Uuid) -> io::Result<()>;
    /// The drafts that were kept; a damaged one is left where it is.
    fn kept_drafts(&self) -> io::Result<Vec<LocalDraft>>;
}

/// The files and programs of a machine.
pub trait Files: Send + Sync {
    /// A path as the user typed it.
    fn path(&self, typed: &str) -> PathBuf;
    /// Paths that begin as typed, folders ending in `/`.
    fn complete(&self, typed: &str) -> Vec<String>;
    /// What is in a folder; without one, in the folder that was listed last, or where the program was started.
    fn list(&self, folder: Option<&str>) -> io::Result<Listing>;
    /// The files that a text names, when it names nothing else.
    fn find(&self, text: &str) -> Vec<Found>;
    /// The command of the user's own editor, if there is one.
    fn editor(&self) -> Option<String>;
}

/// Most completions of a path.
const COMPLETIONS_MAX: usize = 200;
/// Most drafts kept at once.
const DRAFTS_MAX: usize = 100;
/// How the name of a kept draft begins.
const DRAFT: &str = "draft-";

/// The machine that this program runs on.
#[derive(Debug, Clone, Default)]
pub struct LocalHost {
    /// The sign-ins; `None` keeps none.
    pub credentials: Option<Credentials>,
    /// The user's private folder; `None` keeps no drafts.
    pub folder: Option<Folder>,
    /// What `~` stands for.
    pub home: Option<PathBuf>,
    /// The configuration, where what the user wants is written down; `None` keeps nothing.
    pub config: Option<PathBuf>,
    /// Whether the token is one of the environment, and not of a sign-in that is kept here.
    pub has_token: bool,
    /// The folder that was listed last.
    pub last_folder: Arc<Mutex<Option<PathBuf>>>,
}

impl LocalHost {
    /// The machine with the folders of the user who runs this program.
    pub fn of_user(credentials: Option<Credentials>) -> Self {
        let home = directories::BaseDirs::new().map(|places| places.home_dir().to_owned());
        Self {
            credentials,
            folder: Folder::of_user(),
            home,
            has_token: std::env::var_os("CASEPORT_TOKEN").is_some_and(|token| !token.is_empty()),
            config: preferences::path(),
            last_folder: Arc::default(),
        }
    }

    /// Whether it is the one whose sign-in is kept here that this was shown to, and not somebody with a token of their own.
    fn has_signed_in(&self, start: &LocalStart) -> bool {
        let kept = self.folder.as_ref().and_then(|folder| folder.settings().ok()).unwrap_or_default();
        let is_same = kept.sign_ins.get(&start.server).is_some_and(|sign_in| sign_in.email == start.me.email);
        is_same && !self.has_token
    }

    fn drafts(&self) -> io::Result<&Folder> {
        self.folder.as_ref().ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "there is no folder to keep drafts in"))
    }
}

impl Host for LocalHost {
    fn keep_token(&self, server: &str, email: &str, token: &str) -> io::Result<()> {
        match &self.credentials {
            Some(credentials) => credentials.keep(server, email, token).map(|_| ()),
            None => Ok(()),
        }
    }

    fn files(&self) -> Option<&dyn Files> {
        Some(self)
    }

    fn keep_start(&self, start: &LocalStart) -> io::Result<()> {
        match &self.folder {
            Some(folder) if self.has_signed_in(start) => folder.write(START, &serde_json::to_string(start).map_err(io::Error::other)?),
            _ => Ok(()),
        }
    }

    fn kept_start(&self) -> Option<LocalStart> {
        let start = serde_json::from_str(&self.folder.as_ref()?.read(START).ok()??).ok()?;
        self.has_signed_in(&start).then_some(start)
    }

    fn forget_start(&self) -> io::Result<()> {
        self.folder.as_ref().map_or(Ok(()), Folder::forget_start)
    }

    fn keep_reader(&self, server: &str, said: &SettingsView) -> io::Result<()> {
        self.folder.as_ref().map_or(Ok(()), |folder| folder.keep_reader(server, said))
    }

    fn keep_preference(&self, wish: &Preference) -> io::Result<()> {
        match &self.config {
            Some(path) => preferences::keep(path, wish),
            None => Ok(()),
        }
    }

    fn colours(&self) -> Colours {
        Colours::of(|name| std::env::var(name).ok())
    }

    fn looks(&self) -> Option<Arc<Semaphore>> {
        None
    }

    fn keep_draft(&self, draft: &LocalDraft) -> io::Result<()> {
        let text = serde_json::to_string(draft).map_err(io::Error::other)?;
        self.drafts()?.write(&format!("{DRAFT}{}.json", draft.id), &text)
    }

    fn forget_draft(&self, id: Uuid) -> io::Result<()> {
        match std::fs::remove_file(self.drafts()?.path().join(format!("{DRAFT}{id}.json"))) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        }
    }

    fn kept_drafts(&self) -> io::Result<Vec<LocalDraft>> {
        let Some(folder) = &self.folder else { return Ok(Vec::new()) };
        let entries = match std::fs::read_dir(folder.path()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let names = names.filter(|name| name.starts_with(DRAFT)).take(DRAFTS_MAX);
        Ok(names.filter_map(|name| serde_json::from_str(&folder.read(&name).ok()??).ok()).collect())
    }
}

impl Files for LocalHost {
    fn path(&self, typed: &str) -> PathBuf {
        expand(typed, self.home.as_deref())
    }

    fn complete(&self, typed: &str) -> Vec<String> {
        let (folder, start) = typed.rsplit_once('/').map_or(("", typed), |(folder, start)| (folder, start));
        let shown = if typed.contains('/') { format!("{folder}/") } else { String::new() };
        let place = if shown.is_empty() { PathBuf::from(".") } else { self.path(&shown) };
        let Ok(entries) = std::fs::read_dir(place) else { return Vec::new() };
        let mut found: Vec<String> = entries
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let is_hidden = name.starts_with('.') && !start.starts_with('.');
                // A name that would look different on the screen cannot be typed either.
                let is_plain = inline(&name) == name;
                let slash = if entry.path().is_dir() { "/" } else { "" };
                (name.starts_with(start) && !is_hidden && is_plain).then(|| format!("{shown}{name}{slash}"))
            })
            .take(COMPLETIONS_MAX)
            .collect();
        found.sort();
        found
    }

    fn list(&self, folder: Option<&str>) -> io::Result<Listing> {
        let last = || self.last_folder.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = match folder {
            Some(typed) => self.path(typed),
            None => last().clone().map_or_else(std::env::current_dir, Ok)?,
        };
        let listing = folder::list(&asked)?;
        *last() = Some(PathBuf::from(&listing.path));
        Ok(listing)
    }

    fn find(&self, text: &str) -> Vec<Found> {
        folder::find(text, self.home.as_deref())
    }

    fn editor(&self) -> Option<String> {
        let named = |name| std::env::var(name).ok().filter(|command| !command.trim().is_empty());
        named("VISUAL").or_else(|| named("EDITOR")).or_else(|| Some("vi".to_owned()))
    }
}

/// A path as it was typed, with the home folder in place of `~`.
fn expand(typed: &str, home: Option<&Path>) -> PathBuf {
    // What was picked is a path to the letter, blanks at its ends and all.
    if Path::new(typed).is_absolute() && Path::new(typed).exists() {
        return PathBuf::from(typed);
    }
    let typed = typed.trim();
    // Terminals put quotes or backslashes around what is dropped on them.
    let bare = match typed.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => quoted.to_owned(),
        None if Path::new(typed).exists() => typed.to_owned(),
        None => typed.replace("\\ ", " "),
    };
    folder::at_home(&bare, home)
}

/// Where a file with a name is saved for a path as typed: into a folder, or under the path.
pub fn place_for(path: PathBuf, name: &str) -> PathBuf {
    if path.is_dir() { path.join(file_name(name)) } else { path }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use caseport_shared::api::draft::{DraftContent, DraftKind, SaveDraft};
    use uuid::Uuid;

    use super::{Files as _, Host as _, LocalHost, expand};
    use crate::effect::LocalDraft;
    use crate::settings::Folder;

    #[test]
    fn a_path_may_be_typed_or_dropped() {
        let home = Some(Path::new("/home/ada"));
        assert_eq!(expand("~/a b.png ", home), PathBuf::from("/home/ada/a b.png"));
        assert_eq!(expand("'/tmp/a b.png'", home), PathBuf::from("/tmp/a b.png"));
        assert_eq!(expand("/tmp/a\\ b.png", home), PathBuf::from("/tmp/a b.png"));
        assert_eq!(expand("~other/x", home), PathBuf::from("~other/x"));
        assert_eq!(expand("~/x", None), PathBuf::from("~/x"));
    }

    #[test]
    fn a_draft_is_kept_for_its_owner_alone_until_it_is_forgotten() {
        let place = tempfile::tempdir().unwrap();
        let host = LocalHost {
            credentials: None,
            has_token: false,
            folder: Some(Folder::at(place.path().join("caseport"))),
            home: None,
            config: None,
            last_folder: std::sync::Arc::default(),
        };
        assert!(host.kept_drafts().unwrap().is_empty());
        let content = DraftContent { body: "half a reply".into(), ..DraftContent::default() };
        let save = SaveDraft { kind: DraftKind::Reply, case: None, version: 0, content };
        let draft = LocalDraft {
            id: Uuid::from_u128(7),
            server: "https://help.example.com".into(),
            email: "ada@example.com".into(),
            save,
            is_solution: false,
            article: None,
        };
        host.keep_draft(&draft).unwrap();
        assert_eq!(host.kept_drafts().unwrap(), std::slice::from_ref(&draft));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let file = place.path().join("caseport").join(format!("draft-{}.json", draft.id));
            assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        host.forget_draft(draft.id).unwrap();
        host.forget_draft(draft.id).unwrap();
        assert!(host.kept_drafts().unwrap().is_empty());
    }

    #[test]
    fn paths_complete_themselves() {
        let place = tempfile::tempdir().unwrap();
        for name in ["log.txt", "lost.png", ".hidden", "bad\u{202e}name"] {
            std::fs::write(place.path().join(name), "").unwrap();
        }
        std::fs::create_dir(place.path().join("logs")).unwrap();
        let host = LocalHost {
            credentials: None,
            has_token: false,
            folder: None,
            home: Some(place.path().to_owned()),
            config: None,
            last_folder: std::sync::Arc::default(),
        };
        assert_eq!(host.complete("~/lo"), ["~/log.txt", "~/logs/", "~/lost.png"]);
        assert_eq!(host.complete("~/b"), Vec::<String>::new());
        assert_eq!(host.complete("~/nowhere/x"), Vec::<String>::new());
    }
}
