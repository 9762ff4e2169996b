//! What `assets/demo` says: the types of its files, and reading them; the assets are part of the program.

use std::collections::BTreeMap;

use caseport_shared::organization::Region;
use caseport_shared::person::{AccountRole, StaffRole};
use caseport_shared::product::ProductKind;
use serde::{Deserialize, Serialize};

use super::knowledge::Knowledge;
use super::thread::Thread;
use super::{ContentError, parse};

/// Everything that the demo is made of.
#[derive(Debug, Clone)]
pub struct Content {
    /// The customers, with their people and products.
    pub organizations: Vec<Organization>,
    /// The vendor.
    pub support: Support,
    /// Category trees by the kind of product.
    pub categories: BTreeMap<ProductKind, Vec<Category>>,
    /// The hand-worded cases.
    pub threads: Vec<Thread>,
    /// Words for placeholders that all threads share.
    pub words: BTreeMap<String, Vec<String>>,
    /// The articles.
    pub knowledge: Knowledge,
    /// The files that cases carry.
    pub files: &'static [DemoFile],
}

/// A file of the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoFile {
    /// Name under which it is attached.
    pub name: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
}

/// The people whom the demo signs in as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignIn {
    /// Sees the cases that they created or watch.
    Customer,
    /// Of the same organization, with an account-wide seat.
    Colleague,
    /// Of another organization.
    Stranger,
    /// An agent of support.
    Agent,
    /// An administrator of support.
    Admin,
}

impl SignIn {
    /// Every role, in the order in which they are told.
    pub const ALL: [Self; 5] = [Self::Customer, Self::Colleague, Self::Stranger, Self::Agent, Self::Admin];

    /// The role's name, as the demo tells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Colleague => "colleague",
            Self::Stranger => "stranger",
            Self::Agent => "agent",
            Self::Admin => "admin",
        }
    }
}

/// A customer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Slug of its plan.
    pub plan: String,
    /// Whose hours and holidays count.
    pub region: Region,
    /// IANA name of the zone that its people work in.
    pub time_zone: String,
    /// Its share of the cases, against those of the others.
    pub share: i64,
    /// Words of its own for placeholders, which win over those that all share.
    pub words: BTreeMap<String, Vec<String>>,
    /// Its people.
    #[serde(rename = "person")]
    pub people: Vec<Person>,
    /// Its products.
    #[serde(rename = "product")]
    pub products: Vec<Product>,
}

impl Organization {
    /// The people with a seat that reaches the product.
    pub fn seated<'a>(&'a self, product: &'a str) -> impl Iterator<Item = &'a Person> {
        self.people.iter().filter(move |person| person.seats.iter().any(|seat| seat == product))
    }
}

/// A person of a customer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they do.
    pub title: String,
    /// What they may do for the organization.
    pub role: AccountRole,
    /// Slugs of the products that their seats reach; empty for people without a seat.
    #[serde(default)]
    pub seats: Vec<String>,
    /// Whether their seats show all cases of the organization (S9).
    #[serde(default)]
    pub account_wide: bool,
    /// Whether the demo signs in as this person.
    #[serde(default)]
    pub sign_in: Option<SignIn>,
}

/// A product under support.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// What sort of product; decides its categories and threads.
    pub kind: ProductKind,
    /// Where it runs.
    pub environment: String,
    /// Email of the technical account manager, on plans that have one.
    #[serde(default)]
    pub account_manager: Option<String>,
    /// What ran before the current version.
    pub previous_version: String,
    /// What runs now.
    pub current_version: String,
    /// How many days ago the current version came.
    pub current_since_days: i32,
    /// What it gets next.
    pub upgrade_version: String,
    /// In how many days.
    pub upgrade_in_days: i32,
    /// The weekly window.
    pub maintenance: Maintenance,
    /// Who stands behind it, and on which notification lists they are.
    pub contacts: Vec<Contact>,
    /// Its share of the organization's cases, against those of the others.
    pub share: i64,
}

/// The weekly time in which a product may be down.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Maintenance {
    /// Day of the week on which it starts, 1 (Monday) to 7 (Sunday).
    pub weekday: i8,
    /// Local time at which it starts, `HH:MM`.
    pub starts: String,
    /// How long it lasts, in minutes.
    pub minutes: u32,
    /// IANA name of the zone that it is set in.
    pub time_zone: String,
}

/// A person who stands behind a product.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Email of somebody of the organization.
    pub email: String,
    /// Whether they are told of maintenance and upgrades.
    pub maintenance: bool,
    /// Whether they are told of incidents.
    pub incidents: bool,
}

/// The vendor and its support.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The name that statuses carry.
    pub brand: String,
    /// Where feature requests belong.
    pub ideas_link: String,
    /// Its people.
    #[serde(rename = "person")]
    pub people: Vec<StaffPerson>,
}

impl Support {
    /// Whether the email is that of one of support's people.
    pub fn is_staff(&self, email: &str) -> bool {
        self.people.iter().any(|person| person.email == email)
    }
}

/// A person of support.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffPerson {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they do.
    pub title: String,
    /// What they may do.
    pub role: StaffRole,
    /// The kinds of product that they take cases of.
    pub kinds: Vec<ProductKind>,
    /// Whether the demo signs in as this person.
    #[serde(default)]
    pub sign_in: Option<SignIn>,
}

/// A category with its subcategories.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// The second level.
    pub subcategories: Vec<Subcategory>,
}

/// The second level of a category.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subcategory {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organizations {
    organization: Vec<Organization>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Threads {
    thread: Vec<Thread>,
}

macro_rules! asset {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../assets/", $name)))
    };
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(DemoFile { name: $name, bytes: include_bytes!(concat!("../../../assets/demo/files/", $name)) }),+]
    };
}

const THREADS: [(&str, &str); 5] = [
    asset!("demo/threads-shared.toml"),
    asset!("demo/threads-community.toml"),
    asset!("demo/threads-learning.toml"),
    asset!("demo/threads-social.toml"),
    asset!("demo/threads-other.toml"),
];

const FILES: &[DemoFile] = files![
    "api-requests.har.json",
    "connection-pool.png",
    "course-progress.png",
    "digest-headers.txt",
    "error-rate.png",
    "gateway-errors.log",
    "moderation-queue.png",
    "quiz-attempts.csv",
    "saml-response.xml",
    "saml-settings.png",
    "scorm-debug.log",
    "sign-in-error.png",
    "tag-merge.csv",
    "theme-broken.png",
    "user-import.csv",
    "webhook-delivery.log",
];

impl Content {
    /// Reads the assets.
    pub fn read() -> Result<Self, ContentError> {
        let (file, text) = asset!("demo/organizations.toml");
        let organizations = parse::<Organizations>(file, text)?.organization;
        let (file, text) = asset!("demo/support.toml");
        let support = parse(file, text)?;
        let (file, text) = asset!("demo/categories.toml");
        let categories = parse(file, text)?;
        let (file, text) = asset!("demo/words.toml");
        let words = parse(file, text)?;
        let mut threads = Vec::new();
        for (file, text) in THREADS {
            threads.extend(parse::<Threads>(file, text)?.thread);
        }
        Ok(Self { organizations, support, categories, threads, words, knowledge: Knowledge::read()?, files: FILES })
    }

    /// The categories of a product; empty where its kind has none.
    pub fn categories(&self, product: &Product) -> &[Category] {
        self.categories.get(&product.kind).map_or(&[], Vec::as_slice)
    }

    /// A file by its name.
    pub fn file(&self, name: &str) -> Option<&DemoFile> {
        self.files.iter().find(|file| file.name == name)
    }
}
