//! `caseportd seed`: the same made-up bulk data for the same numbers, for measuring.

use std::path::{Path, PathBuf};

use caseport_shared::status::Status;

use super::{EXIT_CODES, Failure, data, print};
use crate::plans;
use crate::store::seed::{Filling, SeedCase, SeedPerson, SeedReply, Seeding};
use crate::store::{Database, StoreError};

/// Fills an empty data folder with made-up cases, the same for the same numbers.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub struct Seed {
    /// The folder; made if there is none.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// How many cases.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    cases: u32,
    /// How many organizations; the first gets a fifth of all cases.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    organizations: u32,
    /// How many articles, all published for all customers.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    articles: u32,
}

impl Seed {
    /// Fills the folder.
    ///
    /// # Errors
    /// When it is in use or holds cases already.
    pub fn run(&self) -> Result<(), Failure> {
        let _lock = data::lock(&self.data)?;
        plans::seed_database(&Database::in_folder(&self.data))?;
        let emails = seed(&self.data, Amount { cases: self.cases, organizations: self.organizations, articles: self.articles })?;
        let known = ["an agent", "a customer", "a colleague who sees the whole account"].iter().zip(emails);
        let lines: Vec<String> = known.map(|(who, email)| format!("{who}: {email}")).collect();
        print(&format!("{} cases; set passwords with `caseportd admin reset-password`:\n{}", self.cases, lines.join("\n")))
    }
}

/// How much to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Cases.
    pub cases: u32,
    /// Organizations; the first has a fifth of all cases.
    pub organizations: u32,
    /// Articles.
    pub articles: u32,
}

/// People of each organization.
const PEOPLE: u32 = 10;
/// People of support.
const AGENTS: u32 = 30;
/// The newest case is filed at 2026-01-01T00:00:00Z, each other 30 seconds before the next.
const NEWEST: i64 = 1_767_225_600_000;
const BETWEEN: i64 = 30_000;

/// Fills a data folder whose plans are seeded, and that holds no cases; returns addresses to sign in with once their
/// passwords are reset: an agent, a customer of the largest organization, its account-wide colleague.
///
/// # Errors
/// The store's; data that are there already.
pub fn seed(data: &Path, amount: Amount) -> Result<[String; 3], StoreError> {
    let mut seeding = Seeding::open(data)?;
    let filling = seeding.begin()?;
    let mut random = Random(0x5eed);
    let organizations = organizations(&filling, amount.organizations)?;
    let agents = (0..AGENTS)
        .map(|index| {
            let (email, name) = (format!("agent{index}@support.example"), format!("{} {}", random.word(FIRST), random.word(LAST)));
            filling.person(&SeedPerson { email: &email, name: &name, organization_id: None, account_wide: false })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut taken = std::collections::HashSet::with_capacity(amount.cases as usize);
    for index in 0..amount.cases {
        let at = NEWEST - i64::from(amount.cases - index) * BETWEEN;
        let organization = &organizations[random.organization(organizations.len())];
        let requester_id = organization.people[random.below(organization.people.len())];
        let status =
            if u64::from(index) * 10 < u64::from(amount.cases) * 9 { Status::Closed } else { Status::ALL[random.below(Status::ALL.len())] };
        let agent = agents[random.below(agents.len())];
        let replies = replies(&mut random, at, requester_id, agent);
        let number = loop {
            let number = 100_000 + i64::try_from(random.next() % (u64::from(amount.cases) * 4 + 900_000)).unwrap_or(0);
            if taken.insert(number) {
                break number;
            }
        };
        let is_unassigned = status == Status::Researching && random.below(2) == 0;
        filling.case(&SeedCase {
            number,
            organization_id: organization.id,
            product_id: organization.product_id,
            requester_id,
            assignee_id: if is_unassigned { None } else { Some(agent) },
            status,
            severity: [1, 2, 2, 3, 3, 3, 3, 4][random.below(8)],
            created_at: at,
            subject: &random.sentence(6),
            description: &random.sentence(40),
            replies: &replies,
        })?;
    }
    articles(&filling, &mut random, agents[0], amount.articles)?;
    filling.finish()?;
    seeding.end()?;
    Ok(["agent0@support.example".to_owned(), "person1@organization0.example".to_owned(), "person0@organization0.example".to_owned()])
}

/// Articles that one step writes.
const ARTICLES: u32 = 500;
/// Words of an article, without its title.
const ARTICLE_WORDS: usize = 180;

/// Articles with words that a few share and many do not, as in a language.
fn articles(filling: &Filling<'_>, random: &mut Random, author: i64, count: u32) -> Result<(), StoreError> {
    let mut done = 0;
    while done < count {
        let some = (done..count.min(done + ARTICLES))
            .map(|index| {
                let title = random.prose(7);
                let body = format!("## {}\n\n{}", random.prose(4), random.prose(ARTICLE_WORDS));
                (format!("article-{index}"), title, body)
            })
            .collect::<Vec<_>>();
        filling.articles(author, NEWEST, &some)?;
        done += ARTICLES;
    }
    Ok(())
}

struct Organization {
    id: i64,
    product_id: i64,
    people: Vec<i64>,
}

fn organizations(filling: &Filling<'_>, count: u32) -> Result<Vec<Organization>, StoreError> {
    let plan = filling.plan("premium")?;
    (0..count.max(1))
        .map(|index| {
            let (id, product_id) = filling.organization(&format!("organization{index}"), &format!("Organization {index}"), plan)?;
            let people = (0..PEOPLE)
                .map(|person| {
                    let email = format!("person{person}@organization{index}.example");
                    let name =
                        format!("{} {}", FIRST[(index + person) as usize % FIRST.len()], LAST[(index * 7 + person) as usize % LAST.len()]);
                    filling.person(&SeedPerson { email: &email, name: &name, organization_id: Some(id), account_wide: person == 0 })
                })
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Organization { id, product_id, people })
        })
        .collect()
}

fn replies(random: &mut Random, filed: i64, requester: i64, agent: i64) -> Vec<SeedReply> {
    let count = [0, 1, 1, 2, 2, 3][random.below(6)];
    (0..count)
        .map(|index| {
            let is_support = index % 2 == 0;
            let author_id = if is_support { agent } else { requester };
            SeedReply { author_id, is_support, at: filed + (index + 1) * 3_600_000, body: random.sentence(20) }
        })
        .collect()
}

/// splitmix64, which makes the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }

    /// A fifth for the first, the others alike.
    fn organization(&mut self, count: usize) -> usize {
        if self.below(5) == 0 { 0 } else { self.below(count) }
    }

    fn word<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    /// Words of a large language: half of them common, the others rarer and rarer.
    fn prose(&mut self, words: usize) -> String {
        let mut out = String::with_capacity(words * 8);
        for index in 0..words {
            if index > 0 {
                out.push(' ');
            }
            if self.below(2) == 0 {
                out.push_str(WORDS[self.below(WORDS.len()).min(self.below(WORDS.len()))]);
            } else {
                let rank = self.below(LANGUAGE).min(self.below(LANGUAGE)).min(self.below(LANGUAGE));
                let syllable = |at: usize| SYLLABLES[at % SYLLABLES.len()];
                out.push_str(syllable(rank));
                out.push_str(syllable(rank / SYLLABLES.len()));
                out.push_str(syllable(rank / (SYLLABLES.len() * SYLLABLES.len())));
            }
        }
        out
    }

    /// Common words often, rare ones (numbered, 5,000 of them) now and then.
    fn sentence(&mut self, words: usize) -> String {
        let mut out = String::with_capacity(words * 8);
        for index in 0..words {
            if index > 0 {
                out.push(' ');
            }
            if self.below(12) == 0 {
                out.push_str("ref");
                out.push_str(&self.below(5_000).to_string());
            } else {
                // The smaller of two draws, so that some words are much more common than others.
                let draw = self.below(WORDS.len()).min(self.below(WORDS.len()));
                out.push_str(WORDS[draw]);
            }
        }
        out
    }
}

/// Words beside the common ones that articles are made of.
const LANGUAGE: usize = 30_000;
const SYLLABLES: &[&str] = &[
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su", "ta", "ve", "wi", "xo", "zu", "bra", "cle",
    "dri", "flo", "gru", "kna", "ple", "sti", "tro", "spu", "lan", "mer",
];
const FIRST: &[&str] =
    &["Ada", "Ben", "Chen", "Dara", "Elif", "Femi", "Gina", "Hiro", "Ines", "Jonas", "Kaya", "Lena", "Mira", "Noor", "Omar", "Pia"];
const LAST: &[&str] =
    &["Abel", "Brandt", "Costa", "Dube", "Eriksen", "Fofana", "Garcia", "Haas", "Ito", "Jansen", "Kim", "Lopez", "Meyer", "Novak", "Okoye"];
const WORDS: &[&str] = &[
    "the",
    "login",
    "error",
    "page",
    "after",
    "users",
    "email",
    "cannot",
    "shows",
    "upgrade",
    "since",
    "report",
    "search",
    "when",
    "digest",
    "token",
    "sign",
    "course",
    "import",
    "export",
    "webhook",
    "timeout",
    "certificate",
    "saml",
    "board",
    "badge",
    "index",
    "missing",
    "slow",
    "image",
    "upload",
    "profile",
    "password",
    "reset",
    "notification",
    "mobile",
    "safari",
    "firefox",
    "staging",
    "production",
    "domain",
    "redirect",
    "cookie",
    "session",
    "language",
    "translation",
    "calendar",
    "deadline",
    "completion",
    "score",
    "moderator",
    "queue",
    "spam",
    "filter",
    "rank",
    "attachment",
    "format",
    "encoding",
    "latency",
    "outage",
    "retry",
    "limit",
    "quota",
    "seat",
];

#[cfg(test)]
mod tests {
    use super::{Amount, Random, seed};
    use crate::app::App;
    use crate::blob::Files;
    use crate::clock::Clock;
    use crate::testing::{self, Engine};

    #[test]
    fn the_same_numbers_make_the_same_words() {
        assert_eq!(Random(7).sentence(12), Random(7).sentence(12));
    }

    #[tokio::test]
    async fn bulk_data_are_cases_like_any_other() {
        let folder = tempfile::tempdir().unwrap();
        testing::prepared(Engine::Sqlite, folder.path()).unwrap();
        let emails = seed(folder.path(), Amount { cases: 300, organizations: 4, articles: 700 }).unwrap();
        assert!(seed(folder.path(), Amount { cases: 1, organizations: 1, articles: 0 }).is_err(), "data are never mixed");
        let app =
            App::open(&folder.path().into(), &Files::in_folder(folder.path()), folder.path(), testing::settings(), Clock::System).unwrap();
        let agent = testing::sign_in(&app, &emails[0]).await;
        let page = agent.get("/v1/cases?query=login&limit=100").await;
        assert!(page["cases"].as_array().unwrap().len() > 10);
        let number = page["cases"][0]["number"].clone();
        let timeline = agent.get(&format!("/v1/cases/{number}/timeline")).await;
        assert_eq!(timeline["entries"][0]["fact"], "filed");
        let customer = testing::sign_in(&app, &emails[1]).await;
        assert_eq!(customer.get("/v1/articles?query=certificate&limit=100").await["items"].as_array().unwrap().len(), 100);
        let wrong: Result<Vec<String>, crate::store::StoreError> = app.store().read(crate::store::check::articles).await;
        assert_eq!(wrong.unwrap(), Vec::<String>::new());
        app.close();
    }
}
