//! What the cells of each file mean.

use std::collections::HashMap;

use caseport_shared::organization::Region;
use caseport_shared::person::AccountRole;
use caseport_shared::product::{ProductKind, slug};
use jiff::civil::Date;

use super::super::admin::weekday;
use super::table::Row;
use crate::commands::Error;
use crate::commands::error::{invalid, required};
use crate::commands::import::{self, ContactRow, OrganizationRow, Outcome, Subject};
use crate::store::Tx;
use crate::store::products::{NewProduct, Window};

type Done = Result<(Subject, Outcome), Error>;

/// Contacts by organization and address with the line that first said who they are, for a contact of several products has several rows.
#[derive(Default)]
pub(super) struct Contacts(HashMap<(String, String), (String, String, u64)>);

pub(super) fn organization(tx: &mut Tx<'_>, row: &Row<'_>, now: i64) -> Done {
    let region = row.parsed::<Region>("region")?.ok_or_else(|| required("region"))?;
    let said = OrganizationRow { slug: row.given("slug"), name: row.text("name"), plan: row.needed("plan")?, region };
    import::organization(tx, &said, now)
}

pub(super) fn product(tx: &mut Tx<'_>, row: &Row<'_>, now: i64) -> Done {
    let name = row.needed("name")?.to_owned();
    let own = row.given("slug").map_or_else(|| slug(&name), str::to_owned);
    let kind = row.parsed::<ProductKind>("kind")?;
    let manager = match (row.given("account_manager_name"), row.given("account_manager_email")) {
        (Some(name), Some(email)) => Some((name.to_owned(), email.to_owned())),
        (None, None) => None,
        (None, Some(_)) => return Err(required("account_manager_name")),
        (Some(_), None) => return Err(required("account_manager_email")),
    };
    let upgrade_on = row.parsed::<Date>("upgrade_on")?;
    let window = window(row)?;
    let say = |product: &mut NewProduct| {
        product.name = name;
        let texts = [
            ("environment", &mut product.environment),
            ("current_version", &mut product.current_version),
            ("upgrade_version", &mut product.upgrade_version),
        ];
        for (column, text) in texts {
            if row.has(column) {
                *text = row.given(column).map(str::to_owned);
            }
        }
        if row.has("kind") {
            product.kind = Some(kind.unwrap_or(ProductKind::Other));
        }
        if row.has("account_manager_name") || row.has("account_manager_email") {
            product.account_manager = manager;
        }
        if row.has("upgrade_on") {
            product.upgrade_on = upgrade_on;
        }
        if row.has("window_weekday") {
            product.window = window;
        }
    };
    import::product(tx, row.needed("organization")?, &own, say, now)
}

fn window(row: &Row<'_>) -> Result<Option<Window>, Error> {
    let minutes = row.parsed::<u32>("window_minutes")?;
    let others = [row.given("window_starts"), row.given("window_zone")];
    let Some(day) = row.given("window_weekday") else {
        let is_nothing = minutes.is_none() && others.iter().all(Option::is_none);
        return if is_nothing { Ok(None) } else { Err(required("window_weekday")) };
    };
    Ok(Some(Window {
        weekday: weekday(day).map_err(|error| invalid("window_weekday", error))?,
        starts: row.needed("window_starts")?.to_owned(),
        minutes: minutes.ok_or_else(|| required("window_minutes"))?,
        time_zone: row.needed("window_zone")?.to_owned(),
    }))
}

pub(super) fn category(tx: &mut Tx<'_>, row: &Row<'_>, now: i64) -> Done {
    import::category(tx, row.needed("product")?, row.needed("category")?, row.given("subcategory"), now)
}

pub(super) fn contact(tx: &mut Tx<'_>, row: &Row<'_>, contacts: &mut Contacts, now: i64) -> Done {
    let said = ContactRow {
        organization: row.needed("organization")?,
        email: row.text("email"),
        name: row.text("name"),
        title: row.given("title"),
        product: row.given("product"),
        lists: (row.flag("maintenance")?, row.flag("incidents")?),
    };
    let who = (said.organization.to_owned(), said.email.to_lowercase());
    let (name, title) = (said.name.to_owned(), said.title.unwrap_or_default().to_owned());
    let first = contacts.0.entry(who).or_insert_with(|| (name.clone(), title.clone(), row.line));
    if (&name, &title) != (&first.0, &first.1) {
        let field = if name == first.0 { "title" } else { "name" };
        return Err(invalid(field, format!("line {} calls the same contact otherwise", first.2)));
    }
    import::contact(tx, &said, now)
}

pub(super) fn person(tx: &mut Tx<'_>, row: &Row<'_>, now: i64) -> Done {
    let role = row.parsed::<AccountRole>("role")?.ok_or_else(|| required("role"))?;
    import::person(tx, row.needed("organization")?, row.text("email"), row.text("name"), role, now)
}

pub(super) fn seat(tx: &mut Tx<'_>, row: &Row<'_>, now: i64) -> Result<(Subject, Outcome, i64), Error> {
    import::seat(tx, row.text("email"), row.given("product"), row.flag("account_wide")?, now)
}
