//! `caseport case list`.

use std::ffi::{OsStr, OsString};

use caseport_shared::api::case::{CasePage, CaseSummary};
use caseport_shared::limits::{PAGE_DEFAULT, PAGE_MAX};
use clap::Args;
use clap::builder::RangedU64ValueParser;

use super::super::Cli;
use super::super::failure::Failure;
use super::super::render::Table;
use crate::words;

#[derive(Debug, Args)]
pub(in crate::cli) struct List {
    query: Vec<String>,
    #[arg(long, value_name = "COUNT", default_value_t = PAGE_DEFAULT, value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    limit: usize,
}

pub(super) async fn run(cli: &mut Cli<'_>, wanted: List) -> Result<(), Failure> {
    let query = wanted.query.join(" ");
    if let Err(error) = caseport_shared::query::parse(&query) {
        return Err(Failure::Query(query, error));
    }
    let api = cli.api().await?;
    let mut all = CasePage { cases: Vec::new(), next: None };
    while all.cases.len() < wanted.limit {
        let count = (wanted.limit - all.cases.len()).min(PAGE_MAX);
        let page = api.cases(&query, all.next.as_deref(), Some(count)).await?;
        let is_stuck = page.cases.is_empty();
        all.cases.extend(page.cases.into_iter().take(count));
        all.next = page.next;
        if all.next.is_none() || is_stuck {
            break;
        }
    }
    if cli.json {
        return cli.print_json(&all).await;
    }
    if all.cases.is_empty() {
        return cli.line(&cli.text("cli-no-cases")).await;
    }
    let brand = super::super::brand(&api).await?;
    let table = table(cli, &brand, &all.cases).render(cli.io.width);
    cli.io.out(&table).await?;
    if all.next.is_some() {
        cli.aside(&cli.text("cli-more-cases")).await?;
    }
    Ok(())
}

fn table(cli: &Cli<'_>, brand: &str, cases: &[CaseSummary]) -> Table {
    let headings =
        ["column-number", "column-unread", "column-status", "column-severity", "column-product", "column-subject", "column-last-reply"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[5, 4, 2]);
    for case in cases {
        let last = case.last_reply.as_ref().map(|reply| cli.host.times.stamp(reply.at)).unwrap_or_default();
        let unread = if case.unread { cli.text("mark-unread") } else { String::new() };
        let cells = vec![
            case.number.to_string(),
            unread,
            words::status(&cli.host.strings, brand, case.status),
            case.severity.to_string(),
            case.product.slug.clone(),
            case.subject.clone(),
            last,
        ];
        let solution = case.solution.as_ref().map(|solution| format!("{}: {solution}", cli.text("label-solution")));
        table.row(cells, solution);
    }
    table
}

/// The arguments with a blank before each negated term of a query, such as `-product:acme`.
///
/// To the parser of arguments they would be options; if it took all dashes for terms, it would take the real options too.
pub(in crate::cli) fn with_negated_terms(args: Vec<OsString>) -> Vec<OsString> {
    if !is_list(&args) {
        return args;
    }
    let is_term = |arg: &str| arg.len() > 2 && arg.starts_with('-') && !arg.starts_with("--");
    args.into_iter().map(|arg| if arg.to_str().is_some_and(is_term) { blank_before(&arg) } else { arg }).collect()
}

fn blank_before(arg: &OsStr) -> OsString {
    let mut out = OsString::from(" ");
    out.push(arg);
    out
}

fn is_list(args: &[OsString]) -> bool {
    let mut rest = args.iter().skip(1);
    let mut words = Vec::new();
    while let Some(arg) = rest.next() {
        match arg.to_str() {
            Some("--server") => drop(rest.next()),
            Some(option) if option.starts_with('-') => {}
            word => words.push(word),
        }
        if words.len() == 2 {
            break;
        }
    }
    matches!(words[..], [Some("case"), Some("list")] | [Some("audit"), Some("list" | "export")])
}
