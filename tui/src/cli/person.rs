//! `caseport seat` and `caseport person`: who holds seats, roles, invitations, leaving.

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::seat::{Deactivate, Invited, NewStaff, SetRole, SetStaffRole};
use caseport_shared::person::{AccountRole, StaffRole};
use caseport_shared::text::inline;
use clap::Subcommand;

use super::Cli;
use super::failure::Failure;
use super::render::Table;
use super::request::{left_open, listed};
use crate::api::Api;

#[derive(Debug, Subcommand)]
pub(super) enum SeatCommand {
    List {
        #[arg(long, value_name = "SLUG")]
        organization: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum PersonCommand {
    Role {
        #[arg(id = "person_email", value_name = "EMAIL")]
        email: String,
        #[arg(id = "account_role", value_name = "ROLE")]
        role: AccountRole,
    },
    StaffRole {
        #[arg(id = "person_email", value_name = "EMAIL")]
        email: String,
        #[arg(id = "staff_role", value_name = "ROLE")]
        role: StaffRole,
    },
    Leave {
        #[arg(id = "person_email", value_name = "EMAIL")]
        email: String,
        #[arg(long, value_name = "EMAIL")]
        hand_over_to: Option<String>,
    },
    Invite {
        #[arg(id = "person_email", value_name = "EMAIL")]
        email: String,
    },
    Revoke {
        #[arg(id = "person_email", value_name = "EMAIL")]
        email: String,
    },
    Lock {
        #[arg(id = "person_email", value_name = "EMAIL")]
        email: String,
    },
    Unlock {
        #[arg(id = "person_email", value_name = "EMAIL")]
        email: String,
    },
    NewStaff {
        #[arg(id = "person_email", value_name = "EMAIL")]
        email: String,
        #[arg(long)]
        name: String,
        #[arg(long = "role", id = "staff_role", value_name = "ROLE", default_value = "agent")]
        role: StaffRole,
    },
}

pub(super) async fn seats(cli: &mut Cli<'_>, command: SeatCommand) -> Result<(), Failure> {
    let SeatCommand::List { organization } = command;
    let seats = cli.api().await?.seats(organization.as_deref()).await?;
    if cli.json {
        return cli.print_json(&seats).await;
    }
    let headings = ["column-name", "column-email", "column-role", "column-product", "column-sees", "column-held"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[3, 0, 1, 4]);
    for holder in &seats.holders {
        let product = holder.product.as_ref().map_or_else(|| cli.text("request-all-products"), |product| product.name.clone());
        let sees = cli.text(if holder.account_wide { "request-sees-all" } else { "request-sees-own" });
        let held = holder.held_until.map(|at| cli.text_with("cli-seat-invited", &[("date", cli.host.times.stamp(at).into())]));
        let role = if holder.is_shared { cli.text("request-shared") } else { cli.text(&format!("account-role-{}", holder.role)) };
        table.row(vec![holder.name.clone(), holder.email.clone(), role, product, sees, held.unwrap_or_default()], None);
    }
    let text = table.render(cli.io.width);
    cli.io.out(&text).await?;
    let pool = &seats.pool;
    let values = [
        ("taken", pool.taken.into()),
        ("total", pool.total.into()),
        ("plan", inline(&seats.plan).into_owned().into()),
        ("counts", cli.text(&format!("seats-{}", pool.counts)).into()),
    ];
    let said = cli.text_with("cli-seats", &values);
    cli.aside(&said).await
}

pub(super) async fn people(cli: &mut Cli<'_>, command: PersonCommand) -> Result<(), Failure> {
    let api = cli.api().await?;
    let key = cli.key();
    match command {
        PersonCommand::Role { email, role } => {
            api.set_role(&email, &SetRole { role }, key).await?;
            is_now(cli, &email, &format!("account-role-{role}")).await
        }
        PersonCommand::StaffRole { email, role } => {
            api.set_staff_role(&email, &SetStaffRole { role }, key).await?;
            is_now(cli, &email, &format!("staff-role-{role}")).await
        }
        PersonCommand::Leave { email, hand_over_to } => {
            let left = api.deactivate(&email, &Deactivate { hand_over_to }, key).await?;
            if cli.json {
                return cli.print_json(&left).await;
            }
            let said = cli.text_with("cli-person-left", &[("email", inline(&email).into_owned().into())]);
            cli.line(&said).await?;
            if !left.handed_over.is_empty() {
                let said = cli.text_with("cli-handed-over", &[("numbers", listed(&left.handed_over).into())]);
                cli.aside(&said).await?;
            }
            left_open(cli, &left.left_open).await
        }
        PersonCommand::Invite { email } => {
            let invited = api.invite_again(&email, key).await?;
            on_its_way(cli, &invited).await
        }
        PersonCommand::Revoke { email } => {
            api.revoke_invitation(&email, key).await?;
            let said = cli.text_with("cli-invitation-revoked", &[("email", inline(&email).into_owned().into())]);
            if cli.json { Ok(()) } else { cli.line(&said).await }
        }
        PersonCommand::Lock { email } => lock(cli, &api, &email, true).await,
        PersonCommand::Unlock { email } => lock(cli, &api, &email, false).await,
        PersonCommand::NewStaff { email, name, role } => {
            let invited = api.invite_staff(&NewStaff { name, email, role }, key).await?;
            on_its_way(cli, &invited).await
        }
    }
}

async fn lock(cli: &mut Cli<'_>, api: &Api, email: &str, is_locked: bool) -> Result<(), Failure> {
    let key = cli.key();
    match api.lock_person(email, is_locked, key).await {
        Err(error) if error.code() == Some(ErrorCode::NotFound) => return Err(Failure::NotFound(cli.text("cli-no-such-person"))),
        done => done?,
    }
    let words = if is_locked { "cli-person-locked" } else { "cli-person-unlocked" };
    let words = cli.text_with(words, &[("email", inline(email).into_owned().into())]);
    if cli.json { Ok(()) } else { cli.line(&words).await }
}

async fn is_now(cli: &mut Cli<'_>, email: &str, role: &str) -> Result<(), Failure> {
    let said = cli.text_with("cli-role-set", &[("email", inline(email).into_owned().into()), ("role", cli.text(role).into())]);
    if cli.json { Ok(()) } else { cli.line(&said).await }
}

async fn on_its_way(cli: &mut Cli<'_>, invited: &Invited) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(invited).await;
    }
    let date = cli.host.times.stamp(invited.expires_at);
    let said = cli.text_with("cli-invited", &[("email", inline(&invited.email).into_owned().into()), ("date", date.into())]);
    cli.line(&said).await
}
