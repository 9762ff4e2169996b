//! The commands of `caseportd`: each does its work and returns what is to be printed, or why it failed and the exit code.

pub mod admin;
pub mod backup;
pub mod check;
pub mod data;
pub mod demo;
mod holder;
pub mod import;
pub mod listen;
pub mod log;
pub mod relocate;
pub mod restore;
pub mod seed;
pub mod serve;
pub mod ssh_fingerprint;
mod unfinished;

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::app::{App, OpenError, Settings, blob_folder};
use crate::blob::{BlobError, Files};
use crate::clock::Clock;
use crate::commands;
use crate::config::{Config, ConfigError, Environment};
use crate::plans;
use crate::ssh::HostKeyError;
use crate::store::transfer::{self, Moved};
use crate::store::{Database, StoreError, alone};

/// The exit codes, as every command's help shows them.
pub const EXIT_CODES: &str = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 bad configuration, 4 data folder not usable, \
     5 data folder in use, 6 database of a newer caseportd, 7 address not free, 8 database not reached";

/// Why a command failed, in one line.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration cannot be used.
    #[error("configuration: {0}")]
    Config(#[from] ConfigError),
    /// Certificate or key cannot be used.
    #[error("configuration: tls: {0}")]
    Tls(String),
    /// The data folder cannot be made, read or written.
    #[error("data folder {}: {why}", folder.display())]
    Data {
        /// Which.
        folder: PathBuf,
        /// What the system says.
        why: String,
    },
    /// Another process serves it.
    #[error("data folder {}: another caseportd serves it", .0.display())]
    InUse(PathBuf),
    /// A backup cannot be made, or is none that can be used.
    #[error("backup {}: {why}", folder.display())]
    Backup {
        /// Where.
        folder: PathBuf,
        /// In one clause.
        why: String,
    },
    /// The address cannot be listened on.
    #[error("{address} cannot be listened on: {why}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// What the system says.
        why: std::io::Error,
    },
    /// A command of the house said no.
    #[error("{}", told(.0))]
    Command(#[from] commands::Error),
    /// The SSH host key cannot be used.
    #[error(transparent)]
    HostKey(#[from] crate::ssh::HostKeyError),
    /// Attachments could not be opened.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// A password could not be hashed.
    #[error(transparent)]
    Hash(#[from] crate::secret::HashFailed),
    /// Input that cannot be used; says where.
    #[error("{0}")]
    Input(String),
    /// Something that should not be was found; the list is what the command was for.
    #[error("{0}")]
    Found(String),
    /// Nobody reads what is printed.
    #[error("the output could not be written: {0}")]
    Output(#[from] std::io::Error),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Command(error.into())
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Store(error) => error.into(),
            OpenError::Blobs(error) => error.into(),
        }
    }
}

impl Failure {
    /// The process's exit code; see [`EXIT_CODES`].
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Config(_) | Self::Tls(_) => 3,
            Self::Data { .. } | Self::Command(commands::Error::Store(StoreError::Disk(_))) | Self::Blobs(BlobError::Disk(_)) => 4,
            Self::InUse(_) => 5,
            Self::Command(commands::Error::Store(StoreError::NewerSchema { .. })) => 6,
            Self::Listen { .. } => 7,
            Self::Command(commands::Error::Store(StoreError::Away(_))) | Self::HostKey(HostKeyError::Store(StoreError::Away(_))) => 8,
            Self::Backup { .. }
            | Self::HostKey(_)
            | Self::Command(_)
            | Self::Blobs(_)
            | Self::Hash(_)
            | Self::Input(_)
            | Self::Found(_)
            | Self::Output(_) => 1,
        }
    }
}

/// A command's refusal with the field that it is about.
fn told(error: &commands::Error) -> String {
    let said = error.to_string();
    match error {
        commands::Error::Invalid(problem) => match &problem.field {
            Some(field) if !said.starts_with(field.as_str()) => format!("{field}: {said}"),
            _ => said,
        },
        _ => said,
    }
}

/// Where an installation is.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Place {
    /// The configuration, in TOML.
    #[arg(long, value_name = "FILE", env = "CASEPORT_CONFIG")]
    pub config: Option<PathBuf>,
    /// Folder of the database and the attachments; made if there is none.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

impl Place {
    /// The configuration with what the command line says.
    ///
    /// # Errors
    /// [`Failure::Config`].
    pub fn read(&self) -> Result<Config, Failure> {
        let mut config = Config::read(self.config.as_deref(), &Environment::of_process())?;
        if let Some(data) = &self.data {
            config.data.clone_from(data);
        }
        Ok(config)
    }
}

/// The database and the folder of an installation.
#[derive(Debug, Clone)]
pub struct Installation {
    /// The database.
    pub database: Database,
    /// The attachments.
    pub files: Files,
    /// The folder of both where they are files, and of whatever else belongs to the installation.
    pub data: PathBuf,
}

impl Installation {
    /// Where a configuration says.
    ///
    /// # Errors
    /// [`Failure::Config`].
    pub fn of(config: &Config) -> Result<Self, Failure> {
        Ok(Self { database: config.database()?, files: config.files()?, data: config.data.clone() })
    }

    /// One that is in a folder as a whole.
    pub fn in_folder(data: &Path) -> Self {
        Self { database: Database::in_folder(data), files: Files::in_folder(data), data: data.to_owned() }
    }

    /// Says where there is no installation to look at.
    pub(crate) fn must_be_there(&self) -> Result<(), Failure> {
        match self.database.file() {
            Some(file) if !file.is_file() => Err(Failure::Data { folder: self.data.clone(), why: "there is no database in it".to_owned() }),
            Some(_) => Ok(()),
            None => self.must_be_whole(alone::read(&self.database, transfer::moved)?),
        }
    }

    /// Says why nobody may write to a database of which a move says something.
    fn must_be_whole(&self, moved: Option<Moved>) -> Result<(), Failure> {
        let why = match moved {
            None => return Ok(()),
            Some(Moved::Unfinished) => "a move into this database, or a restore, was not finished: run it again",
            Some(Moved::Away) => "its database was moved to PostgreSQL: set `database` in the configuration",
        };
        Err(match self.database.file() {
            Some(_) => Failure::Data { folder: self.data.clone(), why: why.to_owned() },
            None => Failure::Input(why.to_owned()),
        })
    }

    /// Refuses a database, made where there is none, that nobody may write to.
    pub(crate) fn refuse_moved(&self) -> Result<(), Failure> {
        self.must_be_whole(alone::write(&self.database, transfer::moved)?)
    }

    /// Makes the folder, and the database with its plans, where they are not there yet. Blocks.
    ///
    /// # Errors
    /// [`Failure::Data`], or the store's.
    pub(crate) fn prepare(&self) -> Result<(), Failure> {
        data::prepare(&self.data)?;
        if self.database.file().is_some_and(|file| !file.exists()) && holds_files(&blob_folder(&self.data)) {
            // Whatever nothing refers to is taken away after a while.
            let why = "there are attached files and no database in it: is `database` missing in the configuration?".to_owned();
            return Err(Failure::Data { folder: self.data.clone(), why });
        }
        self.refuse_moved()?;
        Ok(plans::seed_database(&self.database)?)
    }

    /// Opens it, made with its plans where it is not there yet; call it within a tokio runtime.
    ///
    /// # Errors
    /// When database or attachments cannot be opened.
    pub async fn open(&self, settings: Settings) -> Result<App, Failure> {
        self.prepare()?;
        holder::take_up(&self.files, &self.database).await?;
        Ok(App::open(&self.database, &self.files, &self.data, settings, Clock::System)?)
    }

    /// Takes the right to serve it: from a folder with its database one process serves, from PostgreSQL as many as one likes.
    ///
    /// # Errors
    /// [`Failure::InUse`], [`Failure::Data`].
    pub(crate) fn lock(&self) -> Result<Option<data::Lock>, Failure> {
        if self.database.file().is_some() { data::lock(&self.data).map(Some) } else { data::prepare(&self.data).map(|()| None) }
    }
}

fn holds_files(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut entries| entries.next().is_some())
}

/// Prints lines to stdout, at once.
///
/// # Errors
/// When nobody reads them.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.is_empty() && !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}
