//! `caseport plan`: support plans (S1).

use caseport_shared::api::plan::{NewPlan, PlanContent, PlanView, SavePlan};
use caseport_shared::api::product::Promise;
use caseport_shared::person::AccountRole;
use caseport_shared::plan::{SeatCount, SlaTarget};
use caseport_shared::severity::Severity;
use caseport_shared::text::inline;
use clap::{Args, Subcommand};

use super::super::Cli;
use super::super::failure::Failure;
use super::super::render::{self, Table};
use super::{Answer, Version};
use crate::words;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PlanCommand {
    List,
    View {
        plan: String,
    },
    Create {
        name: String,
        #[arg(long)]
        slug: Option<String>,
        #[arg(long, value_name = "PLAN")]
        like: String,
        #[command(flatten)]
        change: PlanChange,
    },
    Edit {
        plan: String,
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        change: PlanChange,
        #[arg(long)]
        over_pool: bool,
        #[command(flatten)]
        version: Version,
    },
}

/// What of a plan is said anew.
#[derive(Debug, Args)]
pub(in crate::cli) struct PlanChange {
    #[arg(long, value_name = "NUMBER")]
    seats: Option<u32>,
    #[arg(long, value_name = "user-per-product|user")]
    counts: Option<SeatCount>,
    #[arg(long, value_name = "ROLE", value_delimiter = ',')]
    seat_roles: Vec<AccountRole>,
    #[arg(long)]
    trial: Option<Answer>,
    #[arg(long)]
    trial_seats: Option<Answer>,
    #[arg(long)]
    account_manager: Option<Answer>,
    #[arg(long, value_name = "SEVERITY=AMOUNT:UNIT:HOURS")]
    respond: Vec<Respond>,
}

/// A promise as it is typed, such as `2=4:business-hours:24x5`.
#[derive(Debug, Clone, Copy)]
struct Respond(Promise);

impl std::str::FromStr for Respond {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "write a promise such as 2=4:business-hours:24x5".to_owned();
        let (severity, target) = text.split_once('=').ok_or_else(wrong)?;
        let severity: Severity = severity.parse().map_err(|_| wrong())?;
        let [amount, unit, hours] = target.split(':').collect::<Vec<_>>()[..] else { return Err(wrong()) };
        let target = SlaTarget {
            amount: amount.parse().map_err(|_| wrong())?,
            unit: unit.parse().map_err(|error| format!("{error}"))?,
            hours: hours.parse().map_err(|error| format!("{error}"))?,
        };
        Ok(Self(Promise { severity, target, due_at: None }))
    }
}

impl PlanChange {
    fn over(self, mut plan: PlanContent) -> PlanContent {
        plan.seats = self.seats.unwrap_or(plan.seats);
        plan.counts = self.counts.unwrap_or(plan.counts);
        if !self.seat_roles.is_empty() {
            plan.seat_roles = self.seat_roles;
        }
        plan.is_trial = self.trial.map_or(plan.is_trial, Answer::is_yes);
        plan.trial_seats = self.trial_seats.map_or(plan.trial_seats, Answer::is_yes);
        plan.has_account_manager = self.account_manager.map_or(plan.has_account_manager, Answer::is_yes);
        for Respond(given) in self.respond {
            for promise in plan.first_response.iter_mut().filter(|promise| promise.severity == given.severity) {
                *promise = given;
            }
        }
        plan
    }
}

pub(in crate::cli) async fn run(cli: &mut Cli<'_>, command: PlanCommand) -> Result<(), Failure> {
    match command {
        PlanCommand::List => list(cli).await,
        PlanCommand::View { plan } => {
            let plan = cli.api().await?.plan(&plan).await?;
            show(cli, &plan).await
        }
        PlanCommand::Create { name, slug, like, change } => {
            let api = cli.api().await?;
            let model = api.plan(&like).await?;
            let content = change.over(PlanContent { name, ..model.content });
            let key = cli.key();
            let made = api.create_plan(&NewPlan { slug, content }, key).await?;
            show(cli, &made).await
        }
        PlanCommand::Edit { plan: slug, name, change, over_pool, version } => {
            let api = cli.api().await?;
            let plan = api.plan(&slug).await?;
            let content = change.over(PlanContent { name: name.unwrap_or(plan.content.name), ..plan.content });
            let key = cli.key();
            let save = SavePlan { content, over_pool_ok: over_pool };
            let saved = api.save_plan(&slug, version.if_version.unwrap_or(plan.version), &save, key).await?;
            show(cli, &saved).await
        }
    }
}

async fn list(cli: &mut Cli<'_>) -> Result<(), Failure> {
    let all = cli.api().await?.plans().await?;
    if cli.json {
        return cli.print_json(&all).await;
    }
    let headings = ["column-plan", "column-name", "column-seats", "column-counts", "column-organizations"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[1, 3]);
    for plan in &all.plans {
        let content = &plan.content;
        let counts = cli.text(&format!("seats-{}", content.counts));
        let cells = [plan.slug.clone(), content.name.clone(), content.seats.to_string(), counts, plan.organizations.to_string()];
        table.row(cells.into(), None);
    }
    Ok(cli.io.out(&table.render(cli.io.width)).await?)
}

async fn show(cli: &mut Cli<'_>, plan: &PlanView) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(plan).await;
    }
    let (strings, content) = (&cli.host.strings, &plan.content);
    let answer = |yes: bool| strings.text(if yes { "yes" } else { "no" });
    let roles: Vec<String> = content.seat_roles.iter().map(|role| strings.text(&format!("account-role-{role}"))).collect();
    let mut pairs = vec![
        (strings.text("column-plan"), format!("{} ({})", inline(&content.name), inline(&plan.slug))),
        (strings.text("column-seats"), format!("{}, {}", content.seats, strings.text(&format!("seats-{}", content.counts)))),
        (strings.text("label-seat-roles"), roles.join(", ")),
        (strings.text("label-trial"), answer(content.is_trial)),
    ];
    if content.is_trial {
        pairs.push((strings.text("label-trial-seats"), answer(content.trial_seats)));
    }
    pairs.push((strings.text("label-has-manager"), answer(content.has_account_manager)));
    pairs.push((strings.text("column-organizations"), plan.organizations.to_string()));
    pairs.push((strings.text("label-version"), plan.version.to_string()));
    let promise = |promise: &Promise| (words::severity(strings, promise.severity), words::promise(strings, promise));
    let promises = render::pairs(&content.first_response.iter().map(promise).collect::<Vec<_>>());
    let text = format!("{}\n{}\n{}", render::pairs(&pairs), strings.text("heading-promises"), render::indented(&promises));
    Ok(cli.io.out(&text).await?)
}
