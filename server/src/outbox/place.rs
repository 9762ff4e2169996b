//! Where people come in, as letters name it.

use caseport_tui::Reach;

/// Where people come in.
#[derive(Debug, Clone)]
pub struct Place {
    /// The vendor's name.
    pub brand: String,
    /// The address of the API, for the client; absent where nobody said under which name it is reached.
    pub server: Option<String>,
    /// The door for SSH and the fingerprint of its key.
    pub ssh: Option<(Reach, String)>,
}

impl Place {
    /// A command of the client's over SSH.
    pub(super) fn over_ssh(&self, words: &[&str]) -> Option<String> {
        self.ssh.as_ref().map(|(reach, _)| reach.run(words).line())
    }

    /// The line that brings a stranger in over SSH (I1).
    pub(super) fn join(&self) -> Option<String> {
        let (reach, _) = self.ssh.as_ref()?;
        Some(Reach { user: JOIN.to_owned(), ..reach.clone() }.run(&[]).line())
    }
}

/// The name under which those come in who have no account yet (I1).
const JOIN: &str = "join";
