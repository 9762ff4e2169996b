//! `caseport audit`: who did what, when, and on whose behalf.

use caseport_shared::api::audit::{AuditEntry, AuditPage};
use caseport_shared::api::person::PersonRef;
use caseport_shared::limits::{PAGE_DEFAULT, PAGE_MAX};
use caseport_shared::query::parse_audit;
use clap::{Subcommand, ValueEnum};

use super::super::Cli;
use super::super::failure::Failure;
use super::super::render::{self, Table};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum AuditCommand {
    List {
        query: Vec<String>,
        #[arg(long, value_name = "NUMBER")]
        limit: Option<usize>,
    },
    Export {
        query: Vec<String>,
        #[arg(long, value_enum)]
        format: Format,
    },
}

/// How what is exported is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    Csv,
    Json,
}

pub(in crate::cli) async fn run(cli: &mut Cli<'_>, command: AuditCommand) -> Result<(), Failure> {
    match command {
        AuditCommand::List { query, limit } => list(cli, &checked(&query)?, limit).await,
        AuditCommand::Export { query, format } => export(cli, &checked(&query)?, format).await,
    }
}

/// The query as one text, which is known to be one.
fn checked(terms: &[String]) -> Result<String, Failure> {
    let query = terms.iter().map(|term| term.trim()).collect::<Vec<_>>().join(" ");
    match parse_audit(&query) {
        Ok(_) => Ok(query),
        Err(error) => Err(Failure::Query(query, error)),
    }
}

async fn list(cli: &mut Cli<'_>, query: &str, limit: Option<usize>) -> Result<(), Failure> {
    let wanted = limit.unwrap_or(PAGE_DEFAULT);
    let api = cli.api().await?;
    let mut all = AuditPage { entries: Vec::new(), next: None };
    while all.entries.len() < wanted {
        let found = api.audit(query, all.next.as_deref(), Some((wanted - all.entries.len()).min(PAGE_MAX))).await?;
        let is_stuck = found.entries.is_empty();
        all.entries.extend(found.entries);
        all.next = found.next;
        if all.next.is_none() || is_stuck {
            break;
        }
    }
    if cli.json {
        return cli.print_json(&all).await;
    }
    let headings = ["column-when", "column-who", "column-behalf", "column-what", "column-of-what"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[4, 1, 2]);
    for entry in &all.entries {
        let detail = detail(entry);
        let cells = vec![
            cli.host.times.stamp(entry.at),
            entry.actor.as_ref().map_or_else(|| cli.text("actor-system"), who),
            entry.on_behalf_of.as_ref().map(who).unwrap_or_default(),
            entry.kind.clone(),
            subject(entry),
        ];
        table.row(cells, Some(detail).filter(|detail| !detail.is_empty()));
    }
    Ok(cli.io.out(&table.render(cli.io.width)).await?)
}

fn who(person: &PersonRef) -> String {
    person.email.clone().unwrap_or_else(|| person.name.clone())
}

fn subject(entry: &AuditEntry) -> String {
    match &entry.subject.name {
        Some(name) => format!("{}:{name}", entry.subject.kind),
        None => entry.subject.kind.clone(),
    }
}

/// What belongs to a fact; nothing where there is nothing.
fn detail(entry: &AuditEntry) -> String {
    if entry.detail.as_object().is_some_and(|detail| !detail.is_empty()) { entry.detail.to_string() } else { String::new() }
}

/// Writes everything that a query finds as it comes, in UTC; no more than a page is held.
async fn export(cli: &mut Cli<'_>, query: &str, format: Format) -> Result<(), Failure> {
    let api = cli.api().await?;
    let (mut cursor, mut count) = (None::<String>, 0_usize);
    let begin = match format {
        Format::Csv => "at,actor,on_behalf_of,kind,subject,detail\r\n",
        Format::Json => "[",
    };
    let mut out = begin.to_owned();
    loop {
        let found = api.audit(query, cursor.as_deref(), Some(PAGE_MAX)).await?;
        for entry in &found.entries {
            match format {
                Format::Csv => out.push_str(&row(entry)),
                Format::Json => {
                    out.push_str(if count == 0 { "\n" } else { ",\n" });
                    out.push_str(render::json(entry).trim_end());
                }
            }
            count += 1;
        }
        cli.io.out(&out).await?;
        out.clear();
        let is_stuck = found.entries.is_empty();
        cursor = found.next;
        if cursor.is_none() || is_stuck {
            break;
        }
    }
    if format == Format::Json {
        cli.io.out("\n]\n").await?;
    }
    Ok(())
}

/// A fact as a row of CSV (RFC 4180).
fn row(entry: &AuditEntry) -> String {
    let cells = [
        entry.at.to_string(),
        entry.actor.as_ref().map(who).unwrap_or_default(),
        entry.on_behalf_of.as_ref().map(who).unwrap_or_default(),
        entry.kind.clone(),
        subject(entry),
        detail(entry),
    ];
    format!("{}\r\n", cells.map(|cell| quoted(&cell)).join(","))
}

/// A cell that no spreadsheet takes for a formula, and no terminal for a command.
fn quoted(cell: &str) -> String {
    let cell = caseport_shared::text::inline(cell);
    let sign = if cell.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    format!("\"{sign}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_cell_is_no_formula_and_no_command() {
        assert_eq!(quoted("plain \"quoted\", text"), "\"plain \"\"quoted\"\", text\"");
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("-a\u{1b}[2J\nb"), "\"'-a b\"");
    }
}
