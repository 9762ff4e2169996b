//! `caseportd admin move`: an installation's SQLite database into PostgreSQL, compared row by row before it counts.

use std::fmt::Write as _;

use super::{EXIT_CODES, Failure, Installation, Place, log};
use crate::store::transfer::{self, MoveError};
use crate::store::{Database, alone};

/// Moves the database of a data folder that nobody serves into an empty PostgreSQL database.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES, after_long_help = long_help())]
pub struct Move {
    /// The URL of the new database, as `database` in the configuration; the variable keeps a password out of the list of
    /// processes.
    #[arg(long, value_name = "URL", env = "CASEPORT_MOVE_TO", hide_env_values = true)]
    to: String,
    #[command(flatten)]
    place: Place,
}

fn long_help() -> String {
    format!(
        "Nobody may serve the data folder meanwhile. What is broken off goes on where it stopped when it is run again; until it \
         has finished, the new database refuses to be served. The SQLite file is left as it is: once `database` is set in the \
         configuration, the folder holds the attachments alone, and the file may be put away.\n\n{EXIT_CODES}"
    )
}

impl Move {
    /// Moves everything and returns what is to be printed.
    ///
    /// # Errors
    /// Why it was not moved, or not yet.
    pub(super) fn run(self) -> Result<String, Failure> {
        let config = self.place.read()?;
        log::begin(&config.log, "warn");
        let from = Installation::in_folder(&config.data);
        from.must_be_there()?;
        let _lock = from.lock()?;
        let into = Database::at(&self.to, config.database_ca.as_deref()).map_err(|wrong| Failure::Input(format!("--to: {wrong}")))?;
        relocate(&from.database, &into)
    }
}

/// Moves a database into an empty one; returns how much.
pub(super) fn relocate(from: &Database, into: &Database) -> Result<String, Failure> {
    // A schema of an older caseportd is brought to this one's first.
    alone::write(from, |_| Ok::<_, crate::store::StoreError>(()))?;
    let mut told = String::new();
    let moved = transfer::all(from, into, |table, rows| {
        let _ = writeln!(told, "{table}: {rows} rows, compared");
    });
    match moved {
        Ok(()) => Ok(told + "moved; set `database` in the configuration to serve it"),
        Err(MoveError::Store(error)) => Err(error.into()),
        Err(refused) => Err(Failure::Input(refused.to_string())),
    }
}

#[cfg(test)]
mod tests;
