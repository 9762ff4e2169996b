//! `caseportd admin import`: a folder of CSV files becomes organizations, products, contacts, people and seats, all or nothing.

#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod properties;
mod rows;
mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use caseport_shared::text;

use super::{EXIT_CODES, Failure, Installation, Place, data, log};
use crate::commands::import::{Outcome, Subject};
use crate::commands::{Error, admin};
use crate::plans;
use crate::store::{StoreError, Tx, alone};
use rows::Contacts;
use table::{Mistakes, Row, Spec, Table};

/// The files in the order in which they build on one another.
const SPECS: [Spec; 6] = [
    Spec { file: "organizations.csv", required: &["name", "plan", "region"], optional: &["slug"] },
    Spec {
        file: "products.csv",
        required: &["organization", "slug", "name"],
        optional: &[
            "kind",
            "environment",
            "account_manager_name",
            "account_manager_email",
            "current_version",
            "upgrade_version",
            "upgrade_on",
            "window_weekday",
            "window_starts",
            "window_minutes",
            "window_zone",
        ],
    },
    Spec { file: "categories.csv", required: &["product", "category"], optional: &["subcategory"] },
    Spec {
        file: "contacts.csv",
        required: &["organization", "email", "name"],
        optional: &["title", "product", "maintenance", "incidents"],
    },
    Spec { file: "people.csv", required: &["organization", "email", "name", "role"], optional: &[] },
    Spec { file: "seats.csv", required: &["email"], optional: &["product", "account_wide"] },
];

/// Imports organizations, products, categories, contacts, people and seats from CSV files, all or nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES, after_long_help = long_help())]
pub struct Import {
    #[command(flatten)]
    place: Place,
    /// The folder of the files.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Do everything, say what would change, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

fn long_help() -> String {
    let mut help = "The files are UTF-8 with commas and a header; each may be missing. Columns in brackets may be left out; \
         what a file does not say stays as it is, an empty cell says that there is none.\n\n"
        .to_owned();
    for Spec { file, required, optional } in &SPECS {
        let optional = if optional.is_empty() { String::new() } else { format!(" [{}]", optional.join(", ")) };
        let _ = writeln!(help, "  {file}: {}{optional}", required.join(", "));
    }
    help + "\nOrganizations and products are referred to by slug, people by email. Regions: americas, emea, apac. \
        Roles: owner, administrator, member. Yes and no: yes, no. Days: mon to sun. A seat without a product is for all of the \
        organization's. What is there already is written again where the files differ; nothing is ever removed. Imported people \
        have no password: set one with caseportd admin reset-password.\n\n"
        + EXIT_CODES
}

/// How many rows of a file had which outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    created: u32,
    updated: u32,
    unchanged: u32,
}

/// What an import did, by file.
type Report = Vec<(&'static str, Counts)>;

/// Why a transaction is not kept.
enum Stop {
    Mistakes(Mistakes),
    DryRun(Report),
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Import {
    /// Imports and returns what is to be printed.
    ///
    /// # Errors
    /// Every mistake with file, line and column, up to 50.
    pub(super) fn run(self, now: i64) -> Result<String, Failure> {
        let config = self.place.read()?;
        log::begin(&config.log, "warn");
        import(&Installation::of(&config)?, &self.folder, self.dry_run, now)
    }
}

fn import(place: &Installation, folder: &Path, dry_run: bool, now: i64) -> Result<String, Failure> {
    let tables = read(folder)?;
    data::prepare(&place.data)?;
    place.refuse_moved()?;
    let outcome = alone::write(&place.database, |tx| {
        plans::seed(tx)?;
        let report = all(tx, &tables, now)?;
        if dry_run { Err(Stop::DryRun(report)) } else { Ok(report) }
    });
    match outcome {
        Ok(report) => {
            let has_changed = report.iter().any(|(_, counts)| counts.created + counts.updated > 0);
            Ok(told(&report, if has_changed { "imported" } else { "nothing changed: all of it was there already" }))
        }
        Err(Stop::DryRun(report)) => Ok(told(&report, "dry run: nothing was written")),
        Err(Stop::Mistakes(mistakes)) => Err(Failure::Found(mistakes.to_string())),
        Err(Stop::Store(error)) => Err(error.into()),
    }
}

fn told(report: &Report, end: &str) -> String {
    let mut out = String::new();
    for (file, Counts { created, updated, unchanged }) in report {
        let _ = writeln!(out, "{file}: {created} created, {updated} updated, {unchanged} unchanged");
    }
    out + end
}

/// Reads every file of the folder that is there; one that nobody would read is a mistake.
fn read(folder: &Path) -> Result<Vec<Table>, Failure> {
    let failed = |error: std::io::Error| Failure::Input(format!("{}: {error}", folder.display()));
    let mut mistakes = Mistakes::default();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        if name.to_ascii_lowercase().ends_with(".csv") && !SPECS.iter().any(|spec| spec.file == name) {
            mistakes.add(&text::line(&name, 100), 1, "no file of an import has this name");
        }
    }
    let tables: Vec<Table> = SPECS.iter().filter_map(|spec| Table::read(folder, spec, &mut mistakes)).collect();
    if !mistakes.is_empty() {
        return Err(Failure::Found(mistakes.to_string()));
    }
    if tables.is_empty() {
        let names: Vec<&str> = SPECS.iter().map(|spec| spec.file).collect();
        return Err(Failure::Input(format!("{}: none of {} is there", folder.display(), names.join(", "))));
    }
    Ok(tables)
}

/// Organizations whose pool may have changed, with the last row that changed it.
type Pools = BTreeMap<i64, (&'static str, u64)>;

/// Writes every row of every table.
fn all(tx: &mut Tx<'_>, tables: &[Table], now: i64) -> Result<Report, Stop> {
    let (mut mistakes, mut pools, mut contacts) = (Mistakes::default(), Pools::new(), Contacts::default());
    let mut report = Report::new();
    for table in tables {
        let mut counts = Counts::default();
        let mut seen: HashMap<Subject, u64> = HashMap::new();
        for row in table.rows() {
            match one(tx, table.file, &row, &mut pools, &mut contacts, now) {
                Ok((subject, outcome)) => match seen.insert(subject, row.line) {
                    Some(before) => mistakes.add(table.file, row.line, &format!("the row is about the same as line {before}")),
                    None => counts.add(outcome),
                },
                Err(Error::Store(error)) => return Err(error.into()),
                Err(error) => mistakes.refused(table.file, row.line, &error),
            }
        }
        report.push((table.file, counts));
    }
    for (organization_id, (file, line)) in pools {
        match admin::check_pool(tx, organization_id, now) {
            Ok(()) => {}
            Err(Error::Store(error)) => return Err(error.into()),
            Err(error) => mistakes.refused(file, line, &error),
        }
    }
    if mistakes.is_empty() { Ok(report) } else { Err(Stop::Mistakes(mistakes)) }
}

fn one(
    tx: &mut Tx<'_>,
    file: &'static str,
    row: &Row<'_>,
    pools: &mut Pools,
    contacts: &mut Contacts,
    now: i64,
) -> Result<(Subject, Outcome), Error> {
    match file {
        "organizations.csv" => {
            let (subject, outcome) = rows::organization(tx, row, now)?;
            if outcome == Outcome::Updated {
                pools.insert(subject.0, (file, row.line));
            }
            Ok((subject, outcome))
        }
        "products.csv" => rows::product(tx, row, now),
        "categories.csv" => rows::category(tx, row, now),
        "contacts.csv" => rows::contact(tx, row, contacts, now),
        "people.csv" => rows::person(tx, row, now),
        _ => {
            let (subject, outcome, organization_id) = rows::seat(tx, row, now)?;
            if outcome == Outcome::Created {
                pools.insert(organization_id, (file, row.line));
            }
            Ok((subject, outcome))
        }
    }
}

impl Counts {
    const fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Created => self.created += 1,
            Outcome::Updated => self.updated += 1,
            Outcome::Unchanged => self.unchanged += 1,
        }
    }
}
