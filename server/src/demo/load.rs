//! Loads the demo's content through the commands that everybody uses, at the times at which it is said to have happened.

use std::collections::HashMap;

use bytes::Bytes;
use caseport_shared::api::case::{EditCase, NewCase, SetStatus};
use caseport_shared::api::comment::{NewNote, NewReply, Send};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Seen;
use caseport_shared::person::{Side, StaffRole};
use jiff::{Timestamp, ToSpan as _};
use uuid::Uuid;

use super::{Content, ContentError, DemoAction, DemoCase, DemoStep, Organization, Product, SignIn, cases};
use crate::app::App;
use crate::blob::{BlobError, Stored};
use crate::commands::admin::{self, NewCustomer};
use crate::commands::{Context, Error, Rules, attach, change, comment, file_case, system};
use crate::secret::{self, HashFailed};
use crate::store::attachments::{self, NewAttachment, Place};
use crate::store::drafts::{self, Draft};
use crate::store::events::Did;
use crate::store::products::{NewProduct, Window};
use crate::store::settings::{self, Said};
use crate::store::{StoreError, Tx, categories, contacts, housekeeping, people, products, reads};

/// Marks a database as the demo's.
const MARK: &str = "demo";
/// Stands where a hash would: no password is theirs, and they have come in.
const NOBODYS: &str = "!";
/// The seed of the cases.
const SEED: u64 = 7;
/// Customers who have read articles.
const READ_BY: usize = 6;
/// Comments of the last days are left unread.
const UNREAD_DAYS: i64 = 2;

/// Why the demo could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// An asset does not say what it should.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// The folder belongs to somebody.
    #[error("this data folder holds an installation that is not the demo")]
    NotTheDemo,
    /// A command refused.
    #[error(transparent)]
    Command(#[from] Error),
    /// A file could not be stored.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// A password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashFailed),
}

impl From<StoreError> for LoadError {
    fn from(error: StoreError) -> Self {
        Self::Command(error.into())
    }
}

/// Somebody to sign in as.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Account {
    /// Which role.
    pub role: SignIn,
    /// Address.
    pub email: String,
    /// Without blanks.
    pub password: String,
}

/// The accounts of the demo, whose passwords `password` makes.
pub fn accounts(content: &Content, mut password: impl FnMut() -> String) -> Vec<Account> {
    let customers =
        content.organizations.iter().flat_map(|organization| &organization.people).map(|person| (person.sign_in, &person.email));
    let staff = content.support.people.iter().map(|person| (person.sign_in, &person.email));
    let mut found: Vec<Account> = customers
        .chain(staff)
        .filter_map(|(role, email)| Some(Account { role: role?, email: email.clone(), password: password() }))
        .collect();
    found.sort_by_key(|account| account.role);
    found
}

/// Loads the demo in one transaction, unless it is there; false when it was.
///
/// # Errors
/// When the database holds something else, or the content does not fit the rules.
pub async fn load(app: &App, content: Content, accounts: &[Account]) -> Result<bool, LoadError> {
    let state: (bool, bool) =
        app.store().read(|tx| Ok::<_, Error>((housekeeping::setting(tx, MARK)?.is_some(), people::has_staff(tx)?))).await?;
    match state {
        (true, _) => return Ok(false),
        (false, true) => return Err(LoadError::NotTheDemo),
        (false, false) => {}
    }
    let now = app.clock().now();
    let cases = cases(&content, SEED, now);
    let mut hashes = HashMap::new();
    for account in accounts {
        hashes.insert(account.email.clone(), secret::hash_slowly(account.password.clone()).await?);
    }
    let files = store_files(app, &content, &cases).await?;
    let rules = app.settings().rules;
    let written: Result<(), Error> = app
        .store()
        .write(move |tx| {
            let loader = Loader { content: &content, hashes: &hashes, files: &files, rules, now };
            loader.people_and_products(tx)?;
            for (index, case) in cases.iter().enumerate() {
                loader.case(tx, index, case)?;
            }
            loader.knowledge(tx)?;
            Ok(housekeeping::set_setting(tx, MARK, "1")?)
        })
        .await;
    written?;
    Ok(true)
}

/// Files of one case or step, by the name that the content gives them.
type Files = HashMap<(usize, usize, String), Stored>;

/// Stores every file as often as it is attached: bytes are never shared, so that one can be redacted without the others.
async fn store_files(app: &App, content: &Content, cases: &[DemoCase]) -> Result<Files, LoadError> {
    let mut out = Files::new();
    for (index, case) in cases.iter().enumerate() {
        let of_steps = case.steps.iter().enumerate().flat_map(|(step, DemoStep { action, .. })| {
            let names: &[String] = match action {
                DemoAction::Reply { files, .. } | DemoAction::Note { files, .. } => files,
                DemoAction::Attach { file } => std::slice::from_ref(file),
                _ => &[],
            };
            names.iter().map(move |name| (step + 1, name))
        });
        for (step, name) in case.files.iter().map(|name| (0, name)).chain(of_steps) {
            let bytes = content.file(name).map_or(&[][..], |file| file.bytes);
            let chunks = futures_util::stream::iter([Ok::<_, std::convert::Infallible>(Bytes::from_static(bytes))]);
            let stored = app.blobs().put(chunks, app.settings().rules.attachment_bytes).await?;
            out.insert((index, step, name.clone()), stored);
        }
    }
    Ok(out)
}

struct Loader<'a> {
    content: &'a Content,
    hashes: &'a HashMap<String, String>,
    files: &'a Files,
    rules: Rules,
    now: Timestamp,
}

/// Somebody has answered the questions of the first sign-in, and left everything as it is proposed.
fn answered(tx: &mut Tx<'_>, email: &str, begun: i64) -> Result<(), Error> {
    let person = people::by_email(tx, email)?.ok_or(Error::NotFound)?;
    Ok(settings::put(tx, person.id, &Said { asked_at: Some(begun), ..Said::default() })?)
}

impl Loader<'_> {
    fn people_and_products(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let begun = self.now.checked_sub((24 * 400).hours()).unwrap_or(self.now).as_millisecond();
        for person in &self.content.support.people {
            let hash = Some(self.hashes.get(&person.email).map_or(NOBODYS, String::as_str));
            admin::create_staff(tx, &person.email, &person.name, person.role, hash, begun)?;
            answered(tx, &person.email, begun)?;
        }
        for organization in &self.content.organizations {
            admin::create_organization(
                tx,
                &organization.name,
                Some(&organization.slug),
                &organization.plan,
                organization.region,
                Did::on_the_machine(begun),
            )?;
            for product in &organization.products {
                self.product(tx, organization, product, begun)?;
            }
            for person in &organization.people {
                let new = NewCustomer {
                    organization: &organization.slug,
                    email: &person.email,
                    name: &person.name,
                    role: person.role,
                    // Those whose password nobody is told have come in all the same.
                    password_hash: Some(self.hashes.get(&person.email).map_or(NOBODYS, String::as_str)),
                    products: &person.seats,
                    account_wide: person.account_wide,
                    has_seat: !person.seats.is_empty(),
                };
                admin::create_customer(tx, &new, begun)?;
                answered(tx, &person.email, begun)?;
            }
        }
        Ok(())
    }

    /// The articles are an Admin's; customers with seats read them.
    fn knowledge(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let admin = self.content.support.people.iter().find(|person| person.role == StaffRole::Admin).ok_or(Error::NotFound)?;
        let customers = self.content.organizations.iter().flat_map(|organization| &organization.people);
        let readers: Vec<&str> =
            customers.filter(|person| !person.seats.is_empty()).map(|person| person.email.as_str()).take(READ_BY).collect();
        self.content.knowledge.load(tx, &admin.email, &readers, self.rules, self.now)
    }

    fn product(&self, tx: &mut Tx<'_>, organization: &Organization, product: &Product, begun: i64) -> Result<(), Error> {
        let manager =
            product.account_manager.as_ref().and_then(|email| self.content.support.people.iter().find(|person| person.email == *email));
        let today = self.now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let new = NewProduct {
            slug: product.slug.clone(),
            name: product.name.clone(),
            kind: Some(product.kind),
            environment: Some(product.environment.clone()),
            account_manager: manager.map(|person| (person.name.clone(), person.email.clone())),
            current_version: Some(product.current_version.clone()),
            upgrade_version: Some(product.upgrade_version.clone()),
            upgrade_on: today.checked_add(product.upgrade_in_days.days()).ok(),
            window: Some(Window {
                weekday: product.maintenance.weekday.unsigned_abs(),
                starts: product.maintenance.starts.clone(),
                minutes: product.maintenance.minutes,
                time_zone: product.maintenance.time_zone.clone(),
            }),
        };
        let (product_id, _) = admin::create_product(tx, &organization.slug, &new, &[], Did::on_the_machine(begun))?;
        for (position, category) in (0..).zip(self.content.categories(product)) {
            let parent = add_category(tx, product_id, None, (&category.slug, &category.name), position)?;
            for (position, sub) in (0..).zip(&category.subcategories) {
                add_category(tx, product_id, Some(parent), (&sub.slug, &sub.name), position)?;
            }
        }
        let organization_id = products::by_id(tx, product_id)?.ok_or(Error::NotFound)?.organization_id;
        for contact in &product.contacts {
            let Some(person) = organization.people.iter().find(|person| person.email == contact.email) else { continue };
            let id = contacts::contact(tx, organization_id, &person.email, &person.name, Some(&person.title))?;
            contacts::link_contact(tx, product_id, id, contact.maintenance, contact.incidents)?;
        }
        Ok(())
    }

    /// Somebody as they act at a moment; the system itself has no email.
    fn context(&self, tx: &mut Tx<'_>, email: &str, at: Timestamp) -> Result<Context, Error> {
        let person = people::by_email(tx, email)?.ok_or(Error::NotFound)?;
        let actor = people::actor(tx, person.id)?.ok_or(Error::NotFound)?;
        Ok(Context { actor, sign_in: None, now: at, rules: self.rules })
    }

    fn case(&self, tx: &mut Tx<'_>, index: usize, case: &DemoCase) -> Result<(), Error> {
        let context = self.context(tx, case.filed_by.as_ref().unwrap_or(&case.requester), case.created_at)?;
        let new = NewCase {
            request: None,
            product: case.product.clone(),
            category: case.category.clone(),
            subcategory: case.subcategory.clone(),
            severity: case.severity,
            subject: case.subject.clone(),
            description: case.description.clone(),
            requester: case.filed_by.as_ref().map(|_| case.requester.clone()),
        };
        let draft = self.draft(tx, &context, (index, 0), &case.files)?;
        let number = file_case::file(tx, &context, &new, draft)?.number;
        finish(tx, &context, draft)?;
        if case.priority != caseport_shared::severity::Priority::default() {
            let requester = self.context(tx, &case.requester, case.created_at)?;
            edit(tx, &requester, number, &EditCase { priority: Some(case.priority), ..EditCase::default() })?;
        }
        for (step, what) in case.steps.iter().enumerate() {
            self.step(tx, (index, step + 1), number, what)?;
        }
        self.read(tx, number, case)
    }

    fn step(&self, tx: &mut Tx<'_>, place: (usize, usize), number: CaseNumber, step: &DemoStep) -> Result<(), Error> {
        let Some(email) = &step.actor else {
            return system::close_due(tx, self.rules, step.at.as_millisecond()).map(|_| ());
        };
        let context = &self.context(tx, email, step.at)?;
        match step.action.clone() {
            DemoAction::Reply { body, files, reopen } => {
                let draft = self.draft(tx, context, place, &files)?;
                let send = Send { reopen: if reopen { None } else { Some(false) }, ..Send::default() };
                comment::reply(tx, context, number, &NewReply { body, send }, draft)?;
                finish(tx, context, draft)
            }
            DemoAction::Note { body, files } => {
                let draft = self.draft(tx, context, place, &files)?;
                comment::note(tx, context, number, &NewNote { body, seen: None }, draft)?;
                finish(tx, context, draft)
            }
            DemoAction::Attach { file } => {
                let new = self.file(place, &file)?;
                attach::to_case(tx, context, number, &new).map(|_| ())
            }
            DemoAction::Assign { to } => edit(tx, context, number, &EditCase { assignee: Some(to), ..EditCase::default() }),
            DemoAction::SetStatus { status, date, fixed_in, ticket } => {
                let status = Some(SetStatus { status, date, fixed_in, ticket });
                edit(tx, context, number, &EditCase { status, ..EditCase::default() })
            }
            DemoAction::Solve { solution } => edit(tx, context, number, &EditCase { solution: Some(solution), ..EditCase::default() }),
            DemoAction::SetSeverity { severity } => {
                edit(tx, context, number, &EditCase { severity: Some(severity), ..EditCase::default() })
            }
            DemoAction::SetPriority { priority } => {
                edit(tx, context, number, &EditCase { priority: Some(priority), ..EditCase::default() })
            }
            DemoAction::Close => change::close(tx, context, number).map(|_| ()),
            DemoAction::Reopen => change::reopen(tx, context, number).map(|_| ()),
            DemoAction::Escalate { reason } => comment::escalate(tx, context, number, &reason).map(|_| ()),
            DemoAction::Watch { email } => change::watch(tx, context, number, &email).map(|_| ()),
            DemoAction::CloseByItself => Ok(()),
        }
    }

    /// A draft that holds the files of a place, if there are any.
    fn draft(&self, tx: &mut Tx<'_>, context: &Context, place: (usize, usize), files: &[String]) -> Result<Option<Uuid>, Error> {
        if files.is_empty() {
            return Ok(None);
        }
        let (id, person_id) = (Uuid::new_v4(), context.actor.person_id);
        let kind = caseport_shared::api::draft::DraftKind::Case;
        let draft = Draft {
            id,
            kind,
            case_id: None,
            number: None,
            content: caseport_shared::api::draft::DraftContent::default(),
            version: 1,
            text_version: 1,
            updated_at: context.now_ms(),
        };
        drafts::save(tx, (person_id, None), &draft)?;
        for name in files {
            let new = self.file(place, name)?;
            let visibility = caseport_shared::comment::Visibility::Public;
            attachments::insert(tx, Place::Draft { person_id, id }, &new, visibility, person_id, context.now_ms())?;
        }
        Ok(Some(id))
    }

    fn file(&self, place: (usize, usize), name: &str) -> Result<NewAttachment, Error> {
        let stored = self.files.get(&(place.0, place.1, name.to_owned())).ok_or(Error::NotFound)?;
        Ok(NewAttachment {
            public_id: Uuid::new_v4(),
            name: name.to_owned(),
            size: stored.size,
            content_type: stored.content_type.clone(),
            sha256: stored.sha256.clone(),
            blob: stored.blob.clone(),
        })
    }

    /// What is older than a few days has been read by those who work on it.
    fn read(&self, tx: &mut Tx<'_>, number: CaseNumber, demo: &DemoCase) -> Result<(), Error> {
        let last = demo.steps.last().map_or(demo.created_at, |step| step.at);
        let is_recent = last.checked_add((24 * UNREAD_DAYS).hours()).is_ok_and(|until| until > self.now);
        if is_recent {
            return Ok(());
        }
        let support = self.content.support.people.iter().map(|person| &person.email);
        for email in support.chain([&demo.requester]) {
            let context = self.context(tx, email, self.now)?;
            let Some(case) = crate::store::cases::get(tx, context.scope(), number)? else { continue };
            let Seen { replies, notes } = case.latest_for(context.actor.side());
            reads::advance(tx, context.actor.person_id, case.id, Seen { replies, notes })?;
            reads::know_files(tx, context.actor.person_id, case.id, case.file_count)?;
        }
        Ok(())
    }
}

fn add_category(tx: &mut Tx<'_>, product_id: i64, parent: Option<i64>, named: (&str, &str), position: i64) -> Result<i64, Error> {
    let category = caseport_shared::api::product::CategoryRef { slug: named.0.to_owned(), name: named.1.to_owned() };
    Ok(categories::insert_category(tx, product_id, parent, &category, position)?)
}

fn finish(tx: &mut Tx<'_>, context: &Context, draft: Option<Uuid>) -> Result<(), Error> {
    draft.map_or(Ok(()), |id| Ok(drafts::delete(tx, context.actor.person_id, id)?))
}

fn edit(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, edit: &EditCase) -> Result<(), Error> {
    let case = crate::store::cases::get(tx, context.scope(), number)?.ok_or(Error::NotFound)?;
    let side: Side = context.actor.side();
    change::edit(tx, context, number, case.version_for(side), edit).map(|_| ())
}

#[cfg(test)]
mod tests;
