//! A desk full of made-up cases behind a server of its own.

use std::path::{Path, PathBuf};

use caseport_tests::desk::{Desk, Person, administer, daemon};
use tempfile::TempDir;

/// Organizations of a desk; the first has a fifth of all cases and its share of the rest.
const ORGANIZATIONS: u32 = 50;
/// Cases for each organization at least, so that a small desk still has lists to scroll.
const CASES_EACH: u32 = 100;

/// Whose screens are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Sees all cases.
    Agent,
    /// Sees all cases of the largest organization.
    Customer,
}

impl Role {
    /// As `caseportd seed` names them.
    const fn email(self) -> &'static str {
        match self {
            Self::Agent => "agent0@support.example",
            Self::Customer => "person0@organization0.example",
        }
    }
}

/// A running server on a filled folder.
pub(crate) struct SeededDesk {
    desk: Desk,
    /// The folder, where it is not kept.
    _temporary: Option<TempDir>,
}

impl SeededDesk {
    /// Serves a folder with so many cases and articles: one that is kept in `data`, or a fresh one.
    pub(crate) fn open(amount: (u32, u32), data: Option<&Path>) -> Self {
        let temporary = data.is_none().then(|| tempfile::tempdir().expect("a temporary folder"));
        let place = data.or(temporary.as_ref().map(TempDir::path)).expect("one of both is there");
        let folder = seeded(place, amount);
        for role in [Role::Agent, Role::Customer] {
            let ended = administer(&folder, &["reset-password", "--email", role.email(), "--password-stdin"]);
            assert_eq!(ended.code, 0, "{}", ended.err());
        }
        Self { desk: Desk::open(&folder), _temporary: temporary }
    }

    /// Signs somebody in.
    pub(crate) fn sign_in(&self, role: Role) -> Person {
        self.desk.sign_in(role.email())
    }
}

/// The folder for so many cases and articles, filled unless it is there; one that was not filled to the end has another name.
fn seeded(place: &Path, (cases, articles): (u32, u32)) -> PathBuf {
    let folder = place.join(if articles > 0 { format!("{cases}-{articles}") } else { cases.to_string() });
    if !folder.exists() {
        std::fs::create_dir_all(place).expect("the folder is made");
        let unfinished = tempfile::Builder::new().prefix(".unfinished-").tempdir_in(place).expect("a folder to fill");
        let organizations = (cases / CASES_EACH).clamp(1, ORGANIZATIONS);
        let mut command = daemon();
        command.arg("seed").arg("--data").arg(unfinished.path());
        command.args(["--cases", &cases.to_string(), "--organizations", &organizations.to_string()]);
        command.args(["--articles", &articles.to_string()]);
        let ended = command.output().expect("the program starts");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        std::fs::rename(unfinished.keep(), &folder).expect("the folder gets its name");
    }
    folder
}
