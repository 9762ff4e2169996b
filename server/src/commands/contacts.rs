//! Contacts of products, and the notification lists that they are on.

use caseport_shared::limits::NAME_CHARS;
use serde::{Deserialize, Serialize};

use super::{Error, field};
use crate::store::{Tx, contacts, events, products};

/// A contact as it is written down for one product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they do.
    pub title: Option<String>,
    /// Whether they are told of maintenance and upgrades.
    pub maintenance: bool,
    /// Whether they are told of incidents.
    pub incidents: bool,
}

/// Puts a contact on a product, or changes the one with the address; what was there before.
pub fn put(tx: &mut Tx<'_>, product_id: i64, organization_id: i64, new: &Contact, now: i64) -> Result<Option<Contact>, Error> {
    let email = field::email("email", &new.email)?;
    let name = field::line("name", &new.name, NAME_CHARS)?;
    let title = field::given(new.title.as_deref()).map(|title| field::line("title", title, NAME_CHARS)).transpose()?;
    let before = find(tx, product_id, organization_id, &email)?;
    let id = products::contact(tx, organization_id, &email, &name, title.as_deref())?;
    products::link_contact(tx, product_id, id, new.maintenance, new.incidents)?;
    events::append_other(tx, ("product", product_id), now, "contact-put")?;
    Ok(before)
}

/// Takes a contact off a product and its lists; who that was.
pub fn remove(tx: &mut Tx<'_>, product_id: i64, organization_id: i64, email: &str, now: i64) -> Result<Option<Contact>, Error> {
    let email = field::email("email", email)?;
    let before = find(tx, product_id, organization_id, &email)?;
    if let Some((id, _, _)) = products::contact_by_email(tx, organization_id, &email)?.filter(|_| before.is_some()) {
        contacts::unlink(tx, product_id, id)?;
        events::append_other(tx, ("product", product_id), now, "contact-removed")?;
    }
    Ok(before)
}

/// The contact of a product with an address.
pub fn find(tx: &mut Tx<'_>, product_id: i64, organization_id: i64, email: &str) -> Result<Option<Contact>, Error> {
    let Some((id, name, title)) = products::contact_by_email(tx, organization_id, email)? else { return Ok(None) };
    let link = products::link_of(tx, product_id, id)?;
    Ok(link.map(|(maintenance, incidents)| Contact { name, email: email.to_owned(), title, maintenance, incidents }))
}
