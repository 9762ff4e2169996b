//! `caseport request`: asks support to change seats, people, contacts or lists, and lets support decide.

use caseport_shared::api::case::NewCase;
use caseport_shared::api::request::{ApplyRequest, Decided, DeclineRequest};
use caseport_shared::case::CaseNumber;
use caseport_shared::limits::{BODY_CHARS, REASON_CHARS};
use caseport_shared::person::AccountRole;
use caseport_shared::request::{ChangeRole, ChangeSeat, GrantSeat, PutContact, RemoveContact, RemoveUser, ServiceRequest};
use caseport_shared::severity::Severity;
use clap::{Args, Subcommand, ValueEnum};

use super::Cli;
use super::failure::Failure;
use crate::api::Api;
use crate::words::request as sentences;

#[derive(Debug, Subcommand)]
pub(super) enum RequestCommand {
    NewUser(NewUser),
    RemoveUser {
        email: String,
        #[arg(long, value_name = "EMAIL")]
        hand_over_to: Option<String>,
        #[command(flatten)]
        case: About,
    },
    ChangeSeat {
        email: String,
        #[arg(value_name = "all|own")]
        sees: Sees,
        #[arg(long, value_name = "SLUG")]
        product: Option<String>,
        #[command(flatten)]
        case: About,
    },
    Role {
        email: String,
        role: AccountRole,
        #[command(flatten)]
        case: About,
    },
    Contact {
        email: String,
        #[arg(long, value_name = "SLUG")]
        product: String,
        #[arg(long)]
        name: String,
        #[arg(long)]
        title: Option<String>,
        #[arg(long)]
        maintenance: bool,
        #[arg(long)]
        incidents: bool,
        #[command(flatten)]
        case: About,
    },
    RemoveContact {
        email: String,
        #[arg(long, value_name = "SLUG")]
        product: String,
        #[command(flatten)]
        case: About,
    },
    Apply {
        number: CaseNumber,
        #[arg(long)]
        role: Option<AccountRole>,
        #[arg(long, value_name = "EMAIL")]
        instead_of: Option<String>,
        #[arg(long, value_name = "EMAIL")]
        hand_over_to: Option<String>,
    },
    Decline {
        number: CaseNumber,
        #[arg(long, value_name = "TEXT")]
        words: String,
    },
    Undo {
        number: CaseNumber,
    },
}

#[derive(Debug, Args)]
pub(super) struct NewUser {
    #[arg(long)]
    name: String,
    #[arg(long)]
    email: String,
    #[arg(long, default_value = "administrator")]
    role: AccountRole,
    #[arg(long)]
    title: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long, value_name = "SLUG")]
    product: Option<String>,
    #[arg(long)]
    account_wide: bool,
    #[arg(long)]
    shared: bool,
    #[arg(long, value_name = "EMAIL")]
    instead_of: Option<String>,
    #[arg(long, value_name = "EMAIL")]
    hand_over_to: Option<String>,
    #[command(flatten)]
    case: About,
}

/// The case that carries the request.
#[derive(Debug, Args)]
pub(super) struct About {
    #[arg(long = "case-product", id = "request_product", value_name = "SLUG")]
    request_product: Option<String>,
    #[arg(long = "for", id = "for_customer", value_name = "EMAIL")]
    for_customer: Option<String>,
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
}

/// What a seat sees (S9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Sees {
    All,
    Own,
}

pub(super) async fn run(cli: &mut Cli<'_>, command: RequestCommand) -> Result<(), Failure> {
    match command {
        RequestCommand::NewUser(new) => {
            let grant = GrantSeat {
                name: new.name,
                email: new.email,
                title: new.title,
                phone: new.phone,
                product: new.product,
                role: new.role,
                account_wide: new.account_wide,
                is_shared: new.shared,
                instead_of: new.instead_of,
                hand_over_to: new.hand_over_to,
            };
            file(cli, ServiceRequest::GrantSeat(grant), new.case).await
        }
        RequestCommand::RemoveUser { email, hand_over_to, case } => {
            file(cli, ServiceRequest::RemoveUser(RemoveUser { email, hand_over_to }), case).await
        }
        RequestCommand::ChangeSeat { email, sees, product, case } => {
            let change = ChangeSeat { email, product, account_wide: sees == Sees::All };
            file(cli, ServiceRequest::ChangeSeat(change), case).await
        }
        RequestCommand::Role { email, role, case } => file(cli, ServiceRequest::ChangeRole(ChangeRole { email, role }), case).await,
        RequestCommand::Contact { email, product, name, title, maintenance, incidents, case } => {
            let put = PutContact { product, email, name, title, maintenance, incidents };
            file(cli, ServiceRequest::PutContact(put), case).await
        }
        RequestCommand::RemoveContact { email, product, case } => {
            file(cli, ServiceRequest::RemoveContact(RemoveContact { product, email }), case).await
        }
        RequestCommand::Apply { number, role, instead_of, hand_over_to } => {
            cli.about_case = true;
            let api = cli.api().await?;
            let key = cli.key();
            let done = api.apply_request(number, &ApplyRequest { role, instead_of, hand_over_to }, key).await?;
            told(cli, &done, "cli-request-done").await
        }
        RequestCommand::Decline { number, words } => {
            cli.about_case = true;
            let api = cli.api().await?;
            let words = cli.given_text("words", Some(words), None, REASON_CHARS).await?;
            let key = cli.key();
            let done = api.decline_request(number, &DeclineRequest { words }, key).await?;
            told(cli, &done, "cli-request-declined").await
        }
        RequestCommand::Undo { number } => {
            cli.about_case = true;
            let api = cli.api().await?;
            let key = cli.key();
            let done = api.undo_request(number, key).await?;
            told(cli, &done, "cli-request-undone").await
        }
    }
}

pub(super) async fn told(cli: &mut Cli<'_>, decided: &Decided, words: &str) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(decided).await;
    }
    let until = decided.request.undo_until.map(|at| cli.host.times.stamp(at)).unwrap_or_default();
    let said = cli.text_with(words, &[("number", decided.number.to_string().into()), ("date", until.into())]);
    cli.line(&said).await?;
    left_open(cli, &decided.left_open).await
}

/// Says which open cases nobody was given.
pub(super) async fn left_open(cli: &mut Cli<'_>, numbers: &[CaseNumber]) -> Result<(), Failure> {
    if numbers.is_empty() {
        return Ok(());
    }
    let said = cli.text_with("cli-left-open", &[("numbers", listed(numbers).into())]);
    cli.aside(&said).await
}

pub(super) fn listed(numbers: &[CaseNumber]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Files a case that carries a request.
async fn file(cli: &mut Cli<'_>, asks: ServiceRequest, about: About) -> Result<(), Failure> {
    let api = cli.api().await?;
    let product = match about.request_product.or_else(|| asks.product().map(str::to_owned)) {
        Some(product) => product,
        None => first_product(cli, &api, about.for_customer.is_some()).await?,
    };
    let strings = &cli.host.strings;
    let mut description = sentences::description(strings, &asks);
    let subject = sentences::subject(strings, &asks);
    if let Some(words) = about.words {
        let words = cli.given_text("words", Some(words), None, BODY_CHARS / 2).await?;
        description = format!("{words}\n\n{description}");
    }
    // What is asked of support about access is of the least impact (MISSION section 8).
    let severity = Severity::Cosmetic;
    let case =
        NewCase { product, severity, subject, description, requester: about.for_customer, request: Some(asks), ..NewCase::default() };
    let key = cli.key();
    let filed = api.file_case(&case, key).await?;
    if cli.json {
        return cli.print_json(&filed).await;
    }
    cli.line(&filed.number.to_string()).await?;
    super::case::tell(cli, &filed).await
}

/// The product that a case is about where nothing says: the first that the reader can file for.
async fn first_product(cli: &Cli<'_>, api: &Api, is_for_another: bool) -> Result<String, Failure> {
    if is_for_another {
        return Err(Failure::Usage(cli.text("cli-request-name-product")));
    }
    let page = api.products(None).await?;
    let first = page.products.into_iter().find(|product| product.can_file);
    first.map(|product| product.slug).ok_or_else(|| Failure::Said(cli.text("cli-request-no-product")))
}
