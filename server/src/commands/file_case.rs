//! Filing a case (C1): by a customer, or by an agent for one.

use caseport_shared::api::case::{CaseFiled, NewCase, StatusDetail};
use caseport_shared::api::live::Hint;
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::{Seen, Visibility};
use caseport_shared::limits::{BODY_CHARS, SUBJECT_CHARS};
use caseport_shared::person::Side;
use caseport_shared::severity::Priority;
use caseport_shared::status::Status;
use uuid::Uuid;

use super::error::{invalid, required, required_of};
use super::{Context, Error, Loaded, field, load, notify, regions, requests};
use crate::domain::case::Case;
use crate::domain::number::candidates;
use crate::policy;
use crate::store::articles::uses::move_to_case;
use crate::store::events::Did;
use crate::store::products::Found;
use crate::store::{Audience, StoreError, Tx, attachments, cases, categories, people, products};

/// Categories that are named where one is needed.
const NAMED: usize = 50;

/// Files a case, with the files of a draft if there is one.
pub fn file(tx: &mut Tx<'_>, context: &Context, new: &NewCase, draft: Option<Uuid>) -> Result<CaseFiled, Error> {
    // What a request is about is said by itself.
    let needs_category = new.request.is_none() || field::given(new.category.as_deref()).is_some();
    file_as(tx, context, new, draft, needs_category)
}

/// Files a case of support's own making, which is about nothing that the product's categories name.
pub(super) fn file_for_access(tx: &mut Tx<'_>, context: &Context, new: &NewCase) -> Result<CaseFiled, Error> {
    file_as(tx, context, new, None, false)
}

fn file_as(tx: &mut Tx<'_>, context: &Context, new: &NewCase, draft: Option<Uuid>, needs_category: bool) -> Result<CaseFiled, Error> {
    let subject = field::line("subject", &new.subject, SUBJECT_CHARS)?;
    let description = field::block("description", &new.description, BODY_CHARS)?;
    let product = product(tx, context, &new.product)?;
    let (category_id, subcategory_id) =
        if needs_category { category(tx, product.id, new.category.as_deref(), new.subcategory.as_deref())? } else { (None, None) };
    let request = match &new.request {
        Some(asks) => Some(requests::check(tx, context, product.organization_id, asks)?),
        None => None,
    };
    let requester_id = requester(tx, context, &product, new.requester.as_deref())?;
    let now = context.now_ms();
    let mut case = Case {
        id: 0,
        number: CaseNumber(0),
        organization_id: product.organization_id,
        product_id: product.id,
        category_id,
        subcategory_id,
        requester_id,
        filed_by_id: context.actor.person_id,
        assignee_id: None,
        severity: new.severity,
        priority: Priority::default(),
        status: Status::Researching,
        open_status: Status::Researching,
        detail: StatusDetail::default(),
        closes_at: None,
        solution: None,
        escalated_at: None,
        last_side: Side::Customer,
        last_reply_at: None,
        last_reply_by_id: None,
        first_answer_at: None,
        latest: Seen::default(),
        file_count: 0,
        created_at: now,
        updated_at: now,
        public_updated_at: now,
        version: 1,
        public_version: 1,
    };
    let on_behalf_of_id = (requester_id != context.actor.person_id).then_some(requester_id);
    let did = Did { on_behalf_of_id, ..context.did() };
    insert(tx, &mut case, (&subject, &description), did)?;
    if let Some(asks) = &request {
        requests::put(tx, context, &case, asks)?;
    }
    notify::filed(tx, did, &case)?;
    if let Some(draft) = draft {
        attachments::move_from_draft(tx, (context.actor.person_id, draft), case.id, None, Visibility::Public)?;
        move_to_case(tx, context.actor.person_id, draft, case.id)?;
    }
    // Nobody follows it yet.
    let audience = Audience::Case { organization_id: case.organization_id, people: vec![case.requester_id] };
    tx.hint(audience, Hint::Case { number: case.number });
    filed(tx, context, &case, draft.is_some())
}

/// Gives a case the first number that is free, and its id.
fn insert(tx: &mut Tx<'_>, case: &mut Case, (subject, description): (&str, &str), did: Did) -> Result<(), Error> {
    for number in candidates(crate::secret::random_u64) {
        case.number = number;
        if let Some(id) = cases::insert(tx, case, subject, description, did)? {
            case.id = id;
            return Ok(());
        }
    }
    Err(StoreError::Overloaded.into())
}

/// What was told of a case that was filed before, as it is now.
pub(super) fn filed_before(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<CaseFiled, Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::View)?;
    filed(tx, context, &case, true)
}

fn filed(tx: &mut Tx<'_>, context: &Context, case: &Case, may_have_files: bool) -> Result<CaseFiled, Error> {
    let files = if may_have_files { attachments::of_case(tx, context.scope(), case.id, true, context.actor.side())? } else { Vec::new() };
    Ok(CaseFiled { number: case.number, files: files.into_iter().map(|file| file.view).collect(), promise: regions::promise(tx, case)? })
}

fn product(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<Found, Error> {
    let slug = slug.trim();
    if slug.is_empty() {
        return Err(required("product"));
    }
    let found = products::by_slug(tx, policy::products_of(&context.actor)?, slug)?;
    found.ok_or_else(|| invalid("product", "there is no such product, or it is not yours"))
}

/// Looks up category and subcategory, which are required wherever there are any (C1).
pub(super) fn category(
    tx: &mut Tx<'_>,
    product_id: i64,
    category: Option<&str>,
    subcategory: Option<&str>,
) -> Result<(Option<i64>, Option<i64>), Error> {
    let category_id = level(tx, product_id, None, "category", field::given(category))?;
    if category_id.is_none() {
        return match field::given(subcategory) {
            Some(_) => Err(invalid("subcategory", "this product has no subcategories")),
            None => Ok((None, None)),
        };
    }
    Ok((category_id, level(tx, product_id, category_id, "subcategory", field::given(subcategory))?))
}

fn level(tx: &mut Tx<'_>, product_id: i64, parent_id: Option<i64>, name: &str, slug: Option<&str>) -> Result<Option<i64>, Error> {
    let known = |tx: &mut Tx<'_>| categories::category_slugs(tx, product_id, parent_id, NAMED);
    let Some(slug) = slug else {
        let known = known(tx)?;
        return if known.is_empty() { Ok(None) } else { Err(required_of(name, &known)) };
    };
    if let Some(id) = categories::open_category(tx, product_id, parent_id, slug)? {
        return Ok(Some(id));
    }
    let known = known(tx)?;
    let known = if known.is_empty() { "there are none here".to_owned() } else { format!("there are: {}", known.join(", ")) };
    Err(invalid(name, format!("there is no such {name}; {known}")))
}

/// For whom the case is: the customer who files it, or the one whom an agent names.
fn requester(tx: &mut Tx<'_>, context: &Context, product: &Found, email: Option<&str>) -> Result<i64, Error> {
    let email = field::given(email);
    match (context.actor.side(), email) {
        (Side::Customer, Some(email)) if field::email("requester", email)? != context.actor.email => {
            Err(invalid("requester", "only support files cases for somebody else"))
        }
        (Side::Customer, _) => {
            if people::reaches(tx, context.actor.person_id, product.id, context.now_ms())? {
                Ok(context.actor.person_id)
            } else {
                Err(invalid("product", "your seat does not reach this product; ask your account's owner"))
            }
        }
        (Side::Support, None) => Err(required("requester")),
        (Side::Support, Some(email)) => {
            let found = people::by_email(tx, &field::email("requester", email)?)?;
            match found.filter(|person| person.is_active && person.organization_id == Some(product.organization_id)) {
                Some(person) if people::reaches(tx, person.id, product.id, context.now_ms())? => Ok(person.id),
                Some(_) => Err(invalid("requester", "this person holds no seat that reaches the product")),
                None => Err(invalid("requester", "there is no such person in the product's organization")),
            }
        }
    }
}
