//! Keeps the token of a sign-in: in the system's keyring, else in a private file (I4).

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use crate::settings::{Backend, Folder, SignIn};

const FILE: &str = "tokens.toml";
const SERVICE: &str = "caseport";
/// How long a keyring may take; one without anybody behind it never answers.
const KEYRING_LIMIT: Duration = Duration::from_secs(3);

/// A store of secrets that the system offers.
pub trait Keyring: Send + Sync {
    /// The secret of an account; `None` when there is none.
    fn get(&self, account: &str) -> Result<Option<String>, KeyringError>;
    /// Keeps a secret.
    fn set(&self, account: &str, secret: &str) -> Result<(), KeyringError>;
    /// Forgets a secret, if there is one.
    fn delete(&self, account: &str) -> Result<(), KeyringError>;
}

/// A keyring that is not there or does not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the system's keyring cannot be used: {0}")]
pub struct KeyringError(pub String);

/// The keyring of the system that this runs on.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemKeyring;

impl Keyring for SystemKeyring {
    fn get(&self, account: &str) -> Result<Option<String>, KeyringError> {
        let account = account.to_owned();
        limited(move || match keyring::Entry::new(SERVICE, &account)?.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn set(&self, account: &str, secret: &str) -> Result<(), KeyringError> {
        let (account, secret) = (account.to_owned(), secret.to_owned());
        limited(move || keyring::Entry::new(SERVICE, &account)?.set_password(&secret))
    }

    fn delete(&self, account: &str) -> Result<(), KeyringError> {
        let account = account.to_owned();
        limited(move || match keyring::Entry::new(SERVICE, &account)?.delete_credential() {
            Err(keyring::Error::NoEntry) => Ok(()),
            outcome => outcome,
        })
    }
}

/// Asks on a thread of its own, which is left behind when the keyring does not answer.
fn limited<T: Send + 'static>(ask: impl FnOnce() -> keyring::Result<T> + Send + 'static) -> Result<T, KeyringError> {
    let (sender, receiver) = mpsc::channel();
    let asked = std::thread::Builder::new().name("keyring".to_owned()).spawn(move || {
        // Nobody may be waiting any more.
        let _ = sender.send(ask());
    });
    asked.map_err(|error| KeyringError(error.to_string()))?;
    match receiver.recv_timeout(KEYRING_LIMIT) {
        Ok(outcome) => outcome.map_err(|error| KeyringError(error.to_string())),
        Err(_) => Err(KeyringError("it does not answer".to_owned())),
    }
}

/// The sign-ins of one user of one machine.
#[derive(Clone)]
pub struct Credentials {
    folder: Folder,
    keyring: Arc<dyn Keyring>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Credentials {
    /// Sign-ins that are remembered in a folder, their tokens in a keyring where it works.
    pub fn new(folder: Folder, keyring: impl Keyring + 'static) -> Self {
        Self { folder, keyring: Arc::new(keyring) }
    }

    /// The folder in which sign-ins are remembered.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The sign-in at a server and its token, if there is one; may wait for the keyring.
    pub fn find(&self, server: &str) -> io::Result<Option<(SignIn, String)>> {
        let Some(sign_in) = self.folder.settings()?.sign_ins.remove(server) else { return Ok(None) };
        let token = match sign_in.backend {
            Backend::Keyring => self.keyring.get(server).map_err(io::Error::other)?,
            Backend::File => self.tokens()?.remove(server),
        };
        Ok(token.map(|token| (sign_in, token)))
    }

    /// Keeps a token and makes its server the one to ask from now on; may wait for the keyring.
    pub fn keep(&self, server: &str, email: &str, token: &str) -> io::Result<Backend> {
        let backend = match self.keyring.set(server, token) {
            Ok(()) => Backend::Keyring,
            Err(_) => Backend::File,
        };
        self.folder.alone(|| {
            let mut tokens = self.tokens()?;
            let had_one = tokens.remove(server).is_some();
            if backend == Backend::File {
                tokens.insert(server.to_owned(), token.to_owned());
            }
            if backend == Backend::File || had_one {
                self.save_tokens(&tokens)?;
            }
            let mut settings = self.folder.settings()?;
            if settings.sign_ins.get(server).is_none_or(|before| before.email != email) {
                // What somebody else saw last is nothing to show to this one.
                self.folder.forget_start()?;
            }
            settings.server = Some(server.to_owned());
            settings.sign_ins.insert(server.to_owned(), SignIn { email: email.to_owned(), backend });
            self.folder.save(&settings)?;
            Ok(backend)
        })
    }

    /// Forgets a sign-in; the server stays the one to ask.
    pub fn forget(&self, server: &str) -> io::Result<()> {
        self.folder.alone(|| {
            let mut settings = self.folder.settings()?;
            self.folder.forget_start()?;
            let Some(sign_in) = settings.sign_ins.remove(server) else { return Ok(()) };
            match sign_in.backend {
                Backend::Keyring => self.keyring.delete(server).map_err(io::Error::other)?,
                Backend::File => {
                    let mut tokens = self.tokens()?;
                    tokens.remove(server);
                    self.save_tokens(&tokens)?;
                }
            }
            self.folder.save(&settings)
        })
    }

    fn tokens(&self) -> io::Result<BTreeMap<String, String>> {
        let Some(text) = self.folder.read(FILE)? else { return Ok(BTreeMap::new()) };
        // The parser's own message would quote the line, and with it a token.
        toml::from_str(&text).map_err(|_| {
            let place = self.folder.path().join(FILE);
            io::Error::new(io::ErrorKind::InvalidData, format!("{} is damaged", place.display()))
        })
    }

    fn save_tokens(&self, tokens: &BTreeMap<String, String>) -> io::Result<()> {
        self.folder.write(FILE, &toml::to_string(tokens).map_err(io::Error::other)?)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Mutex;

    use super::*;

    const SERVER: &str = "https://help.example.com";

    /// A machine without a keyring.
    pub(crate) struct NoKeyring;

    impl Keyring for NoKeyring {
        fn get(&self, _: &str) -> Result<Option<String>, KeyringError> {
            Err(KeyringError("none".to_owned()))
        }
        fn set(&self, _: &str, _: &str) -> Result<(), KeyringError> {
            Err(KeyringError("none".to_owned()))
        }
        fn delete(&self, _: &str) -> Result<(), KeyringError> {
            Err(KeyringError("none".to_owned()))
        }
    }

    #[derive(Default)]
    struct Remembering(Mutex<BTreeMap<String, String>>);

    impl Keyring for Remembering {
        fn get(&self, account: &str) -> Result<Option<String>, KeyringError> {
            Ok(self.0.lock().unwrap().get(account).cloned())
        }
        fn set(&self, account: &str, secret: &str) -> Result<(), KeyringError> {
            self.0.lock().unwrap().insert(account.to_owned(), secret.to_owned());
            Ok(())
        }
        fn delete(&self, account: &str) -> Result<(), KeyringError> {
            self.0.lock().unwrap().remove(account);
            Ok(())
        }
    }

    #[test]
    fn i4_a_working_keyring_leaves_no_token_on_disk() {
        let place = tempfile::tempdir().unwrap();
        let credentials = Credentials::new(Folder::at(place.path()), Remembering::default());
        assert_eq!(credentials.keep(SERVER, "ada@example.com", "secret").unwrap(), Backend::Keyring);
        assert_eq!(credentials.find(SERVER).unwrap().unwrap().1, "secret");
        assert!(!place.path().join(FILE).exists());
        credentials.forget(SERVER).unwrap();
        assert_eq!(credentials.find(SERVER).unwrap(), None);
        assert_eq!(credentials.folder().settings().unwrap().server.as_deref(), Some(SERVER));
    }

    #[test]
    fn i4_without_a_keyring_the_token_is_in_a_private_file() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("caseport");
        let credentials = Credentials::new(Folder::at(&folder), NoKeyring);
        assert_eq!(credentials.keep(SERVER, "ada@example.com", "secret").unwrap(), Backend::File);
        assert_eq!(credentials.find(SERVER).unwrap().unwrap().1, "secret");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&folder), 0o700);
            assert_eq!(mode(&folder.join(FILE)), 0o600);
            assert_eq!(mode(&folder.join("settings.toml")), 0o600);
        }
        credentials.forget(SERVER).unwrap();
        assert_eq!(credentials.find(SERVER).unwrap(), None);
        assert!(!std::fs::read_to_string(folder.join(FILE)).unwrap().contains("secret"));
    }

    #[test]
    fn a_damaged_token_file_is_named_but_not_quoted() {
        let place = tempfile::tempdir().unwrap();
        let credentials = Credentials::new(Folder::at(place.path()), NoKeyring);
        credentials.keep(SERVER, "ada@example.com", "secret").unwrap();
        std::fs::write(place.path().join(FILE), "secret = [broken").unwrap();
        let error = credentials.find(SERVER).unwrap_err().to_string();
        assert!(error.contains(FILE) && !error.contains("secret"), "{error}");
    }
}
