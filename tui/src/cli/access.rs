//! `caseport access`: asking for access as somebody without an account, and what support makes of it (S3).

use caseport_shared::api::access::{AccessState, GrantAccess, NewAccessRequest};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::person::AccountRole;
use caseport_shared::text::inline;
use clap::{Args, Subcommand};

use super::Cli;
use super::auth::ask;
use super::failure::Failure;
use super::render::Table;
use super::request::told;

#[derive(Debug, Subcommand)]
pub(super) enum AccessCommand {
    Request(Box<Request>),
    List {
        #[arg(long)]
        state: Option<AccessState>,
    },
    Grant(Box<Grant>),
    Decline {
        request: i64,
        #[arg(long)]
        reason: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct Grant {
    request: i64,
    #[arg(long, value_name = "SLUG")]
    organization: String,
    #[arg(long, value_name = "SLUG")]
    product: Option<String>,
    #[arg(long, default_value = "administrator")]
    role: AccountRole,
    #[arg(long)]
    account_wide: bool,
    #[arg(long)]
    shared: bool,
    #[arg(long, value_name = "EMAIL")]
    instead_of: Option<String>,
    #[arg(long, value_name = "EMAIL")]
    hand_over_to: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Request {
    #[arg(long)]
    name: Option<String>,
    #[arg(long)]
    email: Option<String>,
    #[arg(long)]
    company: Option<String>,
    #[arg(long)]
    username: Option<String>,
    #[arg(long)]
    product: Option<String>,
    #[arg(long)]
    title: Option<String>,
    #[arg(long)]
    phone: Option<String>,
}

pub(super) async fn run(cli: &mut Cli<'_>, command: AccessCommand) -> Result<(), Failure> {
    match command {
        AccessCommand::Request(said) => request(cli, *said).await,
        AccessCommand::List { state } => list(cli, state).await,
        AccessCommand::Grant(how) => grant(cli, *how).await,
        AccessCommand::Decline { request, reason } => decline(cli, request, &reason).await,
    }
}

/// What was said, or what a person answers; what need not be said is left out where nobody can be asked.
async fn field(cli: &mut Cli<'_>, said: Option<String>, name: &str, option: &'static str, is_required: bool) -> Result<String, Failure> {
    match said {
        Some(said) => Ok(said),
        None if is_required || cli.io.ask.is_some() => ask(cli, &format!("access-ask-{name}"), false, option).await,
        None => Ok(String::new()),
    }
}

async fn request(cli: &mut Cli<'_>, said: Request) -> Result<(), Failure> {
    let api = cli.open()?;
    let asked = NewAccessRequest {
        name: field(cli, said.name, "name", "--name", true).await?,
        email: field(cli, said.email, "email", "--email", true).await?,
        company: field(cli, said.company, "company", "--company", true).await?,
        username: field(cli, said.username, "username", "--username", false).await?,
        product: field(cli, said.product, "product", "--product", true).await?,
        title: field(cli, said.title, "title", "--title", false).await?,
        phone: field(cli, said.phone, "phone", "--phone", false).await?,
    };
    api.ask_for_access(&asked).await?;
    if cli.json { Ok(()) } else { cli.line(&cli.text("access-asked")).await }
}

async fn list(cli: &mut Cli<'_>, state: Option<AccessState>) -> Result<(), Failure> {
    let api = cli.api().await?;
    let (mut requests, mut cursor) = (Vec::new(), None);
    loop {
        let page = api.access_requests(state.or(Some(AccessState::Open)), cursor.as_deref()).await?;
        let is_stuck = page.requests.is_empty();
        requests.extend(page.requests);
        cursor = page.next;
        if cursor.is_none() || is_stuck {
            break;
        }
    }
    if cli.json {
        return cli.print_json(&requests).await;
    }
    if requests.is_empty() {
        return cli.line(&cli.text("access-none")).await;
    }
    let headings = ["column-request", "column-since", "column-name", "column-email", "column-company", "column-product", "column-from"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[2, 4, 5]);
    for request in requests {
        let (since, asked) = (cli.host.times.stamp(request.created_at), request.asked);
        table.row(vec![request.id.to_string(), since, asked.name, asked.email, asked.company, asked.product, request.address], None);
    }
    Ok(cli.io.out(&table.render(cli.io.width)).await?)
}

async fn grant(cli: &mut Cli<'_>, wanted: Grant) -> Result<(), Failure> {
    let (api, key) = (cli.api().await?, cli.key());
    let how = GrantAccess {
        organization: wanted.organization,
        product: wanted.product,
        role: wanted.role,
        account_wide: wanted.account_wide,
        is_shared: wanted.shared,
        instead_of: wanted.instead_of,
        hand_over_to: wanted.hand_over_to,
    };
    let decided = match api.grant_access(wanted.request, &how, key).await {
        Err(error) if error.code() == Some(ErrorCode::NotFound) => return Err(Failure::NotFound(cli.text("access-no-such"))),
        decided => decided?,
    };
    told(cli, &decided, "cli-request-done").await
}

async fn decline(cli: &mut Cli<'_>, id: i64, reason: &str) -> Result<(), Failure> {
    let (api, key) = (cli.api().await?, cli.key());
    match api.decline_access(id, reason, key).await {
        Err(error) if error.code() == Some(ErrorCode::NotFound) => return Err(Failure::NotFound(cli.text("access-no-such"))),
        declined => declined?,
    }
    let words = cli.text_with("access-declined", &[("request", inline(&id.to_string()).into_owned().into())]);
    if cli.json { Ok(()) } else { cli.line(&words).await }
}
