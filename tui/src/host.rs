//! What the machine of the user does for the screens: files, kept drafts, kept sign-ins. Every call may block.

use std::io;
use std::path::{Path, PathBuf};

use caseport_shared::text::{file_name, inline};
use uuid::Uuid;

use crate::credentials::Credentials;
use crate::effect::LocalDraft;
use crate::preferences::{self, Preference};
use crate::settings::Folder;

/// A machine that the screens run for; its methods are called away from the screens.
pub trait Host: Send + Sync + 'static {
    /// Remembers a token for the next start.
    fn keep_token(&self, server: &str, email: &str, token: &str) -> io::Result<()>;
    /// A path as the user typed it.
    fn path(&self, typed: &str) -> PathBuf;
    /// Paths that begin as typed, folders ending in `/`.
    fn complete(&self, typed: &str) -> Vec<String>;
    /// Keeps a wish of the user for the next start.
    fn keep_preference(&self, wish: &Preference) -> io::Result<()>;
    /// The command of the user's own editor, if there is one.
    fn editor(&self) -> Option<String>;
    /// Keeps a draft.
    fn keep_draft(&self, draft: &LocalDraft) -> io::Result<()>;
    /// Forgets a draft, if it was kept.
    fn forget_draft(&self, id: Uuid) -> io::Result<()>;
    /// The drafts that were kept; a damaged one is left where it is.
    fn kept_drafts(&self) -> io::Result<Vec<LocalDraft>>;
}

/// Most completions of a path.
const COMPLETIONS_MAX: usize = 200;
/// Most drafts kept at once.
const DRAFTS_MAX: usize = 100;
/// How the name of a kept draft begins.
const DRAFT: &str = "draft-";

/// The machine that this program runs on.
#[derive(Debug, Clone)]
pub struct LocalHost {
    /// The sign-ins; `None` keeps none.
    pub credentials: Option<Credentials>,
    /// The user's private folder; `None` keeps no drafts.
    pub folder: Option<Folder>,
    /// What `~` stands for.
    pub home: Option<PathBuf>,
    /// The configuration, where what the user wants is written down; `None` keeps nothing.
    pub config: Option<PathBuf>,
}

impl LocalHost {
    /// The machine with the folders of the user who runs this program.
    pub fn of_user(credentials: Option<Credentials>) -> Self {
        let home = directories::BaseDirs::new().map(|places| places.home_dir().to_owned());
        Self { credentials, folder: Folder::of_user(), home, config: preferences::path() }
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

    fn keep_preference(&self, wish: &Preference) -> io::Result<()> {
        match &self.config {
            Some(path) => preferences::keep(path, wish),
            None => Ok(()),
        }
    }

    fn editor(&self) -> Option<String> {
        let named = |name| std::env::var(name).ok().filter(|command| !command.trim().is_empty());
        named("VISUAL").or_else(|| named("EDITOR")).or_else(|| Some("vi".to_owned()))
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

/// A path as it was typed, with the home folder in place of `~`.
fn expand(typed: &str, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim();
    // Terminals put quotes or backslashes around what is dropped on them.
    let bare = match typed.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => quoted.to_owned(),
        None if Path::new(typed).exists() => typed.to_owned(),
        None => typed.replace("\\ ", " "),
    };
    match (bare.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(bare),
    }
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

    use super::{Host as _, LocalHost, expand};
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
        let host = LocalHost { credentials: None, folder: Some(Folder::at(place.path().join("caseport"))), home: None, config: None };
        assert!(host.kept_drafts().unwrap().is_empty());
        let content = DraftContent { body: "half a reply".into(), ..DraftContent::default() };
        let save = SaveDraft { kind: DraftKind::Reply, case: None, version: 0, content };
        let draft = LocalDraft {
            id: Uuid::from_u128(7),
            server: "https://help.example.com".into(),
            email: "ada@example.com".into(),
            save,
            is_solution: false,
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
        let host = LocalHost { credentials: None, folder: None, home: Some(place.path().to_owned()), config: None };
        assert_eq!(host.complete("~/lo"), ["~/log.txt", "~/logs/", "~/lost.png"]);
        assert_eq!(host.complete("~/b"), Vec::<String>::new());
        assert_eq!(host.complete("~/nowhere/x"), Vec::<String>::new());
    }
}
