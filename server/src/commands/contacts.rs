//! Contacts of products, and on which of the two notification lists they are (MISSION section 6).

use caseport_shared::api::product::{ContactView, SaveContact};
use caseport_shared::limits::{CONTACTS_PER_PRODUCT, NAME_CHARS};
use serde_json::json;

use super::error::too_many;
use super::products::edited;
use super::{Context, Error, announce_products, field};
use crate::store::{Tx, contacts, events};

/// Who a contact is, and on which lists.
pub type Contact = ContactView;

/// Makes somebody a contact of a product, or says anew who they are and on which lists; returns what was said before. Whoever
/// calls it notes it in the journal.
///
/// # Errors
/// A field that is wrong, or too many contacts.
pub fn put(tx: &mut Tx<'_>, product_id: i64, organization_id: i64, contact: &Contact) -> Result<Option<Contact>, Error> {
    let email = field::email("email", &contact.email)?;
    let name = field::line("name", &contact.name, NAME_CHARS)?;
    let title = contact.title.as_deref().map(|title| field::line("title", title, NAME_CHARS)).transpose()?;
    let before = get(tx, product_id, organization_id, &email)?;
    if before.is_none() && contacts::count_contacts(tx, product_id)? >= CONTACTS_PER_PRODUCT {
        return Err(too_many("contacts", CONTACTS_PER_PRODUCT));
    }
    let id = contacts::contact(tx, organization_id, &email, &name, title.as_deref())?;
    contacts::link_contact(tx, product_id, id, contact.maintenance, contact.incidents)?;
    announce_products(tx, organization_id);
    Ok(before)
}

/// Takes somebody off a product and its lists; returns who they were. Whoever calls it notes it in the journal.
///
/// # Errors
/// An address that is none, or the store's.
pub fn remove(tx: &mut Tx<'_>, product_id: i64, email: &str) -> Result<Option<Contact>, Error> {
    let email = field::email("email", email)?;
    let Some(product) = crate::store::products::by_id(tx, product_id)? else { return Ok(None) };
    let before = get(tx, product_id, product.organization_id, &email)?;
    if before.is_some()
        && let Some((id, ..)) = contacts::contact_by_email(tx, product.organization_id, &email)?
    {
        contacts::unlink_contact(tx, product_id, id)?;
        announce_products(tx, product.organization_id);
    }
    Ok(before)
}

/// The contact of a product with an address.
pub(super) fn get(tx: &mut Tx<'_>, product_id: i64, organization_id: i64, email: &str) -> Result<Option<Contact>, Error> {
    let Some((id, name, title)) = contacts::contact_by_email(tx, organization_id, email)? else { return Ok(None) };
    let lists = contacts::link_of(tx, product_id, id)?;
    Ok(lists.map(|(maintenance, incidents)| Contact { name, email: email.to_owned(), title, maintenance, incidents }))
}

/// The same as [`put`], as support asks for it.
pub fn save(tx: &mut Tx<'_>, context: &Context, slug: &str, email: &str, save: &SaveContact) -> Result<ContactView, Error> {
    let product = edited(tx, context, slug)?;
    let contact = Contact {
        name: save.name.clone(),
        email: email.to_owned(),
        title: save.title.clone(),
        maintenance: save.maintenance,
        incidents: save.incidents,
    };
    put(tx, product.id, product.organization_id, &contact)?;
    let email = field::email("email", email)?;
    let after = get(tx, product.id, product.organization_id, &email)?.ok_or(Error::NotFound)?;
    let detail = json!({"email": email, "maintenance": after.maintenance, "incidents": after.incidents});
    events::append_detail(tx, ("product", product.id), context.did(), "contact-saved", &detail)?;
    Ok(after)
}

/// The same as [`remove`], as support asks for it.
pub fn take_off(tx: &mut Tx<'_>, context: &Context, slug: &str, email: &str) -> Result<(), Error> {
    let product = edited(tx, context, slug)?;
    let gone = remove(tx, product.id, email)?.ok_or(Error::NotFound)?;
    Ok(events::append_detail(tx, ("product", product.id), context.did(), "contact-removed", &json!({"email": gone.email}))?)
}
