//! `caseportd admin move`: an installation's SQLite database into PostgreSQL, compared row by row before it counts.

use std::fmt::Write as _;

use super::{EXIT_CODES, Failure, Installation, Place, log};
use crate::store::transfer::{self, MoveError};
use crate::store::{Database, StoreError, alone};

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
         has finished, the new database refuses to be used. The SQLite file is left where it is, marked as moved, so that nobody \
         writes to it any more: once `database` is set in the configuration, the folder holds the attachments alone, and the file \
         may be put away.\n\n{EXIT_CODES}"
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

/// Moves a database into an empty one, and marks it as moved; returns how much.
pub(super) fn relocate(from: &Database, into: &Database) -> Result<String, Failure> {
    // Within a transaction that writes to it, so that nobody else does meanwhile.
    let told = alone::write(from, |tx| {
        let told = fill(from, into).map_err(Box::new)?;
        transfer::mark_away(tx).map_err(|error| Box::new(error.into()))?;
        Ok::<_, Refused>(told)
    })
    .map_err(|Refused(failure)| *failure)?;
    transfer::finish(into)?;
    Ok(told + "moved; set `database` in the configuration to serve it")
}

/// Fills an empty database, which must not be used before [`transfer::finish`]; returns how much there is.
pub(super) fn fill(from: &Database, into: &Database) -> Result<String, Failure> {
    let mut told = String::new();
    let filled = transfer::fill(from, into, |table, rows| {
        let _ = writeln!(told, "{table}: {rows} rows, compared");
    });
    match filled {
        Ok(()) => Ok(told),
        Err(MoveError::Store(error)) => Err(error.into()),
        Err(refused) => Err(Failure::Input(refused.to_string())),
    }
}

/// Why the transaction around a move is undone.
struct Refused(Box<Failure>);

impl From<Box<Failure>> for Refused {
    fn from(failure: Box<Failure>) -> Self {
        Self(failure)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self(Box::new(error.into()))
    }
}

#[cfg(test)]
mod tests;
