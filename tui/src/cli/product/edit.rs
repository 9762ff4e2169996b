//! `caseport product create` and `edit`: what is said of a product (staff).

use caseport_shared::api::product::{AccountManager, EditProduct, NewProduct, SetWindow};
use caseport_shared::product::ProductKind;
use clap::Args;
use jiff::civil::Date;

use super::super::Cli;
use super::super::desk::Version;
use super::super::failure::Failure;

/// What stands for a field that is emptied.
const NONE: &str = "none";

#[derive(Debug, Args)]
pub(in crate::cli) struct Create {
    organization: String,
    name: String,
    #[arg(long, value_name = "community|social|learning|other")]
    kind: ProductKind,
    #[arg(long)]
    slug: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Edit {
    product: String,
    #[arg(long)]
    name: Option<String>,
    #[arg(long, value_name = "community|social|learning|other")]
    kind: Option<ProductKind>,
    #[arg(long, value_name = "URL|none")]
    environment: Option<Given<Text>>,
    #[arg(long, value_name = "NAME <EMAIL>|none")]
    account_manager: Option<Given<Manager>>,
    #[arg(long, value_name = "VERSION|none")]
    current_version: Option<Given<Text>>,
    #[arg(long, value_name = "VERSION|none")]
    upgrade_version: Option<Given<Text>>,
    #[arg(long, value_name = "DATE|none")]
    upgrade_on: Option<Given<Date>>,
    #[arg(long, value_name = "DAY HH:MM MINUTES ZONE|none")]
    window: Option<Given<Weekly>>,
    #[command(flatten)]
    version: Version,
}

/// A value, or nothing in its place.
#[derive(Debug, Clone)]
struct Given<T>(Option<T>);

impl<T: std::str::FromStr> std::str::FromStr for Given<T>
where
    T::Err: std::fmt::Display,
{
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        if text == NONE { Ok(Self(None)) } else { text.parse().map(|value| Self(Some(value))).map_err(|error: T::Err| error.to_string()) }
    }
}

/// Any text.
#[derive(Debug, Clone)]
struct Text(String);

impl std::str::FromStr for Text {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

/// A person as `Mary Somerville <mary@example.com>`.
#[derive(Debug, Clone)]
struct Manager(AccountManager);

impl std::str::FromStr for Manager {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = text.trim().strip_suffix('>').and_then(|text| text.split_once('<'));
        let (name, email) = found.ok_or("write a name and an address, such as Mary Somerville <mary@example.com>")?;
        Ok(Self(AccountManager { name: name.trim().to_owned(), email: email.trim().to_owned() }))
    }
}

/// A window as `sun 02:00 120 Europe/Berlin`.
#[derive(Debug, Clone)]
struct Weekly(SetWindow);

/// Days of the week as they are typed, from Monday.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl std::str::FromStr for Weekly {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "write a window such as \"sun 02:00 120 Europe/Berlin\"";
        let [day, starts, minutes, zone] = text.split_whitespace().collect::<Vec<_>>()[..] else { return Err(wrong) };
        let day = day.to_lowercase();
        let weekday = (1..).zip(DAYS).find(|(_, known)| day.starts_with(known)).ok_or(wrong)?.0;
        let minutes = minutes.parse().map_err(|_| wrong)?;
        Ok(Self(SetWindow { weekday, starts: starts.to_owned(), minutes, time_zone: zone.to_owned() }))
    }
}

pub(super) async fn create(cli: &mut Cli<'_>, wanted: Create) -> Result<(), Failure> {
    let api = cli.api().await?;
    let Create { organization, name, kind, slug } = wanted;
    let key = cli.key();
    let made = api.create_product(&NewProduct { organization, slug, name, kind }, key).await?;
    super::show(cli, &made).await
}

pub(super) async fn edit(cli: &mut Cli<'_>, wanted: Edit) -> Result<(), Failure> {
    let api = cli.api().await?;
    let version = match wanted.version.if_version {
        Some(version) => version,
        None => super::find(cli, &api, &wanted.product).await?.version,
    };
    let text = |given: Option<Given<Text>>| given.map(|Given(text)| text.map(|Text(text)| text));
    let edit = EditProduct {
        name: wanted.name,
        kind: wanted.kind,
        environment: text(wanted.environment),
        account_manager: wanted.account_manager.map(|Given(manager)| manager.map(|Manager(manager)| manager)),
        current_version: text(wanted.current_version),
        upgrade_version: text(wanted.upgrade_version),
        upgrade_on: wanted.upgrade_on.map(|Given(on)| on),
        maintenance_window: wanted.window.map(|Given(window)| window.map(|Weekly(window)| window)),
    };
    let key = cli.key();
    let saved = api.edit_product(&wanted.product, version, &edit, key).await?;
    super::show(cli, &saved).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_typed_as_it_is_said() {
        let Given(Some(Weekly(window))) = "Sunday 02:00 120 Europe/Berlin".parse().unwrap() else { panic!("a window") };
        assert_eq!((window.weekday, window.starts.as_str(), window.minutes), (7, "02:00", 120));
        assert!("none".parse::<Given<Weekly>>().unwrap().0.is_none());
        for wrong in ["sun 02:00 120", "someday 02:00 120 UTC", "sun 02:00 long UTC"] {
            assert!(wrong.parse::<Given<Weekly>>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_manager_has_a_name_and_an_address() {
        let Given(Some(Manager(manager))) = "Mary Somerville <mary@example.com>".parse().unwrap() else { panic!("a manager") };
        assert_eq!((manager.name.as_str(), manager.email.as_str()), ("Mary Somerville", "mary@example.com"));
        assert!("mary@example.com".parse::<Given<Manager>>().is_err());
    }
}
