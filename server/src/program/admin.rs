//! `caseportd admin …`: people, organizations, products and passwords, on the machine itself and beside a running server.

use std::io::Read;

use caseport_shared::limits::PASSWORD_BYTES;
use caseport_shared::organization::Region;
use caseport_shared::person::{AccountRole, StaffRole};
use caseport_shared::product::ProductKind;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;

use super::import::Import;
use super::relocate::Move;
use super::{EXIT_CODES, Failure, Installation, Place, log};
use crate::commands::admin::{self as command, Category, NewCustomer};
use crate::store::events::Did;
use crate::store::products::{NewProduct, Window};
use crate::store::{Tx, alone, signatures};
use crate::{commands, secret};

/// Largest number of bytes read for a password, its line end included.
const PASSWORD_LINE: u64 = PASSWORD_BYTES as u64 + 2;

/// What an administrator does on the machine itself.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Add a person of support; prints a password unless one is given.
    CreateStaff(CreateStaff),
    /// Add an organization on a plan.
    CreateOrganization(CreateOrganization),
    /// Add a product of an organization.
    CreateProduct(Box<CreateProduct>),
    /// Add a person of an organization with their seats; prints a password unless one is given.
    CreateCustomer(CreateCustomer),
    /// Set a new password and end all sign-ins; prints the password unless one is given.
    ResetPassword(ResetPassword),
    /// Make a one-time code by which a person sets a password, and print it.
    Code(Code),
    /// Move the database into PostgreSQL, and the attachments into a bucket.
    Move(Move),
    /// Import organizations, products, categories, contacts, people and seats from CSV files.
    Import(Import),
}

/// A person of support.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct CreateStaff {
    #[command(flatten)]
    place: Place,
    /// Address to sign in with.
    #[arg(long)]
    email: String,
    /// Full name.
    #[arg(long)]
    name: String,
    /// May do everything; without it, an agent who works on cases.
    #[arg(long)]
    admin: bool,
    #[command(flatten)]
    password: Password,
}

/// An organization.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct CreateOrganization {
    #[command(flatten)]
    place: Place,
    /// Name.
    #[arg(long)]
    name: String,
    /// Its name in commands; made from the name unless given.
    #[arg(long)]
    slug: Option<String>,
    /// The plan's slug, such as standard or premium.
    #[arg(long)]
    plan: String,
    /// Whose hours and holidays count: americas, emea or apac.
    #[arg(long)]
    region: Region,
}

/// A product.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct CreateProduct {
    #[command(flatten)]
    place: Place,
    /// The organization's slug.
    #[arg(long)]
    organization: String,
    /// Name.
    #[arg(long)]
    name: String,
    /// Its name in commands; made from the name unless given.
    #[arg(long)]
    slug: Option<String>,
    /// community, social, learning or other.
    #[arg(long, default_value = "other")]
    kind: ProductKind,
    /// Where it runs.
    #[arg(long, value_name = "URL")]
    environment: Option<String>,
    /// The technical account manager's name.
    #[arg(long, value_name = "NAME", requires = "account_manager_email")]
    account_manager_name: Option<String>,
    /// Their address.
    #[arg(long, value_name = "EMAIL", requires = "account_manager_name")]
    account_manager_email: Option<String>,
    /// What runs now.
    #[arg(long, value_name = "VERSION")]
    current_version: Option<String>,
    /// What comes next.
    #[arg(long, value_name = "VERSION")]
    upgrade_version: Option<String>,
    /// And when.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "upgrade_version")]
    upgrade_on: Option<Date>,
    /// Day of the weekly maintenance window: mon to sun.
    #[arg(long, value_name = "DAY", value_parser = weekday, requires = "window_starts", requires = "window_minutes", requires = "window_zone")]
    window_weekday: Option<u8>,
    /// When it starts there.
    #[arg(long, value_name = "HH:MM", requires = "window_weekday")]
    window_starts: Option<String>,
    /// How long it is.
    #[arg(long, value_name = "M", requires = "window_weekday")]
    window_minutes: Option<u32>,
    /// Its time zone, such as Europe/Berlin.
    #[arg(long, value_name = "ZONE", requires = "window_weekday")]
    window_zone: Option<String>,
    /// A category, "Name", or a subcategory, "Name/Sub"; may be repeated, in the order in which they are shown.
    #[arg(long = "category", value_name = "NAME")]
    categories: Vec<String>,
}

/// A person of an organization.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct CreateCustomer {
    #[command(flatten)]
    place: Place,
    /// The organization's slug.
    #[arg(long)]
    organization: String,
    /// Address to sign in with.
    #[arg(long)]
    email: String,
    /// Full name.
    #[arg(long)]
    name: String,
    /// owner, administrator or member.
    #[arg(long, default_value = "administrator")]
    role: AccountRole,
    /// A product that their seat is for; may be repeated. Without it, one seat on all of the organization's.
    #[arg(long = "product", value_name = "SLUG")]
    products: Vec<String>,
    /// They see all cases of the organization, not only those that they filed or watch.
    #[arg(long)]
    account_wide: bool,
    /// Their address is a shared mailbox or a list: whoever signs in there writes by a name of their own.
    #[arg(long)]
    shared: bool,
    /// They get no seat, and so see nothing yet.
    #[arg(long, conflicts_with_all = ["products", "account_wide"])]
    no_seat: bool,
    #[command(flatten)]
    password: Password,
}

/// Whose password.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct ResetPassword {
    #[command(flatten)]
    place: Place,
    /// Their address.
    #[arg(long)]
    email: String,
    #[command(flatten)]
    password: Password,
}

/// For whom a one-time code is.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct Code {
    #[command(flatten)]
    place: Place,
    /// Their address.
    #[arg(long)]
    email: String,
}

/// Where a password comes from.
#[derive(Debug, Args)]
struct Password {
    /// Read the password from the first line of stdin; without it, one is made and printed once.
    #[arg(long)]
    password_stdin: bool,
}

impl Admin {
    /// Does it and returns what is to be printed.
    ///
    /// # Errors
    /// One line that names the field.
    pub fn run(self) -> Result<String, Failure> {
        let now = Timestamp::now().as_millisecond();
        self.run_with(&mut std::io::stdin().lock(), now)
    }

    fn run_with(self, stdin: &mut impl Read, now: i64) -> Result<String, Failure> {
        match self {
            Self::CreateStaff(new) => new.run(stdin, now),
            Self::CreateOrganization(new) => new.run(now),
            Self::CreateProduct(new) => new.run(now),
            Self::CreateCustomer(new) => new.run(stdin, now),
            Self::ResetPassword(reset) => reset.run(stdin, now),
            Self::Code(code) => code.run(now),
            Self::Move(relocation) => relocation.run(),
            Self::Import(import) => import.run(now),
        }
    }
}

impl CreateStaff {
    fn run(self, stdin: &mut impl Read, now: i64) -> Result<String, Failure> {
        let chosen = self.password.choose(stdin)?;
        let role = if self.admin { StaffRole::Admin } else { StaffRole::Agent };
        let Self { email, name, .. } = &self;
        write(&self.place, |tx| command::create_staff(tx, email, name, role, Some(&chosen.hash), now))?;
        Ok(chosen.told(&format!("created {role} {}", email.trim().to_lowercase())))
    }
}

impl CreateOrganization {
    fn run(self, now: i64) -> Result<String, Failure> {
        let Self { place, name, slug, plan, region } = &self;
        let (_, slug) =
            write(place, |tx| command::create_organization(tx, name, slug.as_deref(), plan, *region, Did::on_the_machine(now)))?;
        Ok(format!("created organization {slug}"))
    }
}

impl CreateProduct {
    fn run(self, now: i64) -> Result<String, Failure> {
        let window = match (self.window_weekday, self.window_starts, self.window_minutes, self.window_zone) {
            (Some(weekday), Some(starts), Some(minutes), Some(time_zone)) => Some(Window { weekday, starts, minutes, time_zone }),
            _ => None,
        };
        let product = NewProduct {
            slug: self.slug.unwrap_or_default(),
            name: self.name,
            kind: Some(self.kind),
            environment: self.environment,
            account_manager: self.account_manager_name.zip(self.account_manager_email),
            current_version: self.current_version,
            upgrade_version: self.upgrade_version,
            upgrade_on: self.upgrade_on,
            window,
        };
        let categories = categories(&self.categories);
        let (_, slug) =
            write(&self.place, |tx| command::create_product(tx, &self.organization, &product, &categories, Did::on_the_machine(now)))?;
        Ok(format!("created product {slug}"))
    }
}

impl CreateCustomer {
    fn run(self, stdin: &mut impl Read, now: i64) -> Result<String, Failure> {
        let chosen = self.password.choose(stdin)?;
        let new = NewCustomer {
            organization: &self.organization,
            email: &self.email,
            name: &self.name,
            role: self.role,
            password_hash: Some(&chosen.hash),
            products: &self.products,
            account_wide: self.account_wide,
            has_seat: !self.no_seat,
        };
        write(&self.place, |tx| {
            let id = command::create_customer(tx, &new, now)?;
            if self.shared {
                signatures::share(tx, id)?;
            }
            Ok(())
        })?;
        Ok(chosen.told(&format!("created {} {}", self.role, self.email.trim().to_lowercase())))
    }
}

impl ResetPassword {
    fn run(self, stdin: &mut impl Read, now: i64) -> Result<String, Failure> {
        let chosen = self.password.choose(stdin)?;
        write(&self.place, |tx| command::reset_password(tx, &self.email, &chosen.hash, now))?;
        Ok(chosen.told(&format!("set the password of {} and ended their sign-ins", self.email.trim().to_lowercase())))
    }
}

impl Code {
    fn run(self, now: i64) -> Result<String, Failure> {
        let (purpose, issued) = write(&self.place, |tx| commands::codes::hand_out(tx, &self.email, now))?;
        let until = Timestamp::from_millisecond(issued.expires_at).map_or_else(|_| String::new(), |at| at.to_string());
        Ok(format!("made a code ({purpose}) for {}, until {until}\ncode: {}", self.email.trim().to_lowercase(), issued.code))
    }
}

/// A password's hash, and the password itself if nobody knows it yet.
struct Chosen {
    hash: String,
    made: Option<String>,
}

impl Chosen {
    fn told(&self, done: &str) -> String {
        match &self.made {
            Some(password) => format!("{done}\npassword: {password}"),
            None => done.to_owned(),
        }
    }
}

impl Password {
    fn choose(&self, stdin: &mut impl Read) -> Result<Chosen, Failure> {
        if !self.password_stdin {
            let made = secret::password();
            return Ok(Chosen { hash: secret::hash(&made)?, made: Some(made) });
        }
        let mut bytes = Vec::new();
        stdin.take(PASSWORD_LINE).read_to_end(&mut bytes)?;
        let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let given = std::str::from_utf8(line).map_err(|_| Failure::Input("password: it is not valid UTF-8".to_owned()))?;
        command::check_password("password", given)?;
        Ok(Chosen { hash: secret::hash(given)?, made: None })
    }
}

/// Opens the installation, made with its plans if there is none, and runs a command in a transaction of its own.
fn write<T: Send>(place: &Place, command: impl Fn(&mut Tx<'_>) -> Result<T, commands::Error> + Send) -> Result<T, Failure> {
    let config = place.read()?;
    log::begin(&config.log, "warn");
    write_in(&Installation::of(&config)?, command)
}

fn write_in<T: Send>(place: &Installation, command: impl Fn(&mut Tx<'_>) -> Result<T, commands::Error> + Send) -> Result<T, Failure> {
    place.prepare()?;
    Ok(alone::write(&place.database, command)?)
}

pub(super) fn weekday(text: &str) -> Result<u8, String> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let day = (1..).zip(DAYS).find(|(_, day)| text.eq_ignore_ascii_case(day)).map(|(number, _)| number);
    day.ok_or_else(|| format!("a day is one of: {}", DAYS.join(", ")))
}

/// Categories in their order, from `Name` and `Name/Sub`.
fn categories(given: &[String]) -> Vec<Category> {
    let mut all: Vec<Category> = Vec::new();
    for text in given {
        let (name, sub) = text.split_once('/').map_or((text.trim(), None), |(name, sub)| (name.trim(), Some(sub.trim())));
        let at = all.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            all.push((name.to_owned(), Vec::new()));
            all.len() - 1
        });
        all[at].1.extend(sub.map(str::to_owned));
    }
    all
}

#[cfg(test)]
mod tests;
