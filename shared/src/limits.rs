//! The bounds of everything a person can send, each with one name and stated once.

/// Longest subject of a case, in characters.
pub const SUBJECT_CHARS: usize = 200;
/// Longest description, reply or note, in characters.
pub const BODY_CHARS: usize = 65_536;
/// Longest solution, in characters.
pub const SOLUTION_CHARS: usize = 20_000;
/// Longest reason of an escalation or a redaction, in characters.
pub const REASON_CHARS: usize = 2_000;
/// Longest version name or internal ticket reference, in characters.
pub const REFERENCE_CHARS: usize = 100;
/// Longest name of a person, product, organization or category, in characters.
pub const NAME_CHARS: usize = 100;
/// Longest email address, in characters (RFC 5321 section 4.5.3.1).
pub const EMAIL_CHARS: usize = 254;
/// Longest part of an email address before the `@`, in characters (RFC 5321 section 4.5.3.1).
pub const EMAIL_LOCAL_CHARS: usize = 64;
/// Longest password, in bytes.
pub const PASSWORD_BYTES: usize = 1_024;
/// Shortest password, in characters.
pub const PASSWORD_MIN_CHARS: usize = 10;
/// Longest file name, in characters.
pub const FILE_NAME_CHARS: usize = 150;
/// Most files on one case form, reply or note.
pub const FILES_PER_DRAFT: usize = 20;
/// Most files of a case that everyone on it sees, and as many that support alone sees.
pub const FILES_PER_CASE: usize = 1_000;
/// Most bytes of files on all drafts of one person.
pub const DRAFT_BYTES_PER_PERSON: u64 = 500 * 1024 * 1024;
/// Default size of the largest attachment, in bytes; the configuration may change it.
pub const ATTACHMENT_BYTES: u64 = 25 * 1024 * 1024;
/// Most drafts that one person keeps.
pub const DRAFTS_PER_PERSON: usize = 20;
/// Most seats of one organization that are listed.
pub const SEATS_LISTED: usize = 1_000;
/// Most watchers on one case.
pub const WATCHERS_PER_CASE: usize = 50;
/// Most categories and subcategories of one product.
pub const CATEGORIES_PER_PRODUCT: usize = 500;
/// Most contacts of one product.
pub const CONTACTS_PER_PRODUCT: usize = 100;
/// Most notices that stand on the page of one product at a time.
pub const NOTICES_PER_PRODUCT: usize = 20;
/// Longest text of a notice, in characters.
pub const NOTICE_CHARS: usize = 10_000;
/// Most holidays of one region.
pub const HOLIDAYS_PER_REGION: usize = 500;
/// Longest title of an article or help document, in characters.
pub const TITLE_CHARS: usize = 200;
/// Longest text of an article, in characters.
pub const ARTICLE_CHARS: usize = 100_000;
/// Longest slug of an article or of a category of articles, in characters.
pub const ARTICLE_SLUG_CHARS: usize = 80;
/// Most keywords of an article.
pub const KEYWORDS_PER_ARTICLE: usize = 30;
/// Longest keyword of an article, in characters.
pub const KEYWORD_CHARS: usize = 60;
/// Most products that an article is about, and most organizations that may read it.
pub const LINKS_PER_ARTICLE: usize = 200;
/// Most pictures of an article.
pub const PICTURES_PER_ARTICLE: usize = 50;
/// Largest picture of an article, in bytes.
pub const PICTURE_BYTES: usize = 5 * 1024 * 1024;
/// Most versions of an article; the oldest that nobody reads give way.
pub const VERSIONS_PER_ARTICLE: usize = 200;
/// Most categories of articles.
pub const ARTICLE_CATEGORIES: usize = 500;
/// Most categories of articles within each other.
pub const ARTICLE_CATEGORY_DEPTH: usize = 5;
/// Longest word about an article that did or did not help, in characters.
pub const VOTE_CHARS: usize = 500;
/// Most articles that are suggested beside a form or on a case.
pub const SUGGESTIONS: usize = 8;
/// Most articles that a case names.
pub const ARTICLES_PER_CASE: usize = 50;
/// Most help documents of a product in a language.
pub const DOCUMENTS_PER_GROUP: usize = 200;
/// Longest address of a help document, in characters.
pub const URL_CHARS: usize = 2_000;
/// Most plans of an installation.
pub const PLANS: usize = 100;
/// Most seats that a plan gives.
pub const SEATS_PER_PLAN: u32 = 1_000_000;
/// Most units in which a first answer is promised.
pub const PROMISE_AMOUNT: u32 = 1_000;
/// Most sign-ins of one person; the one that was used least lately ends.
pub const SIGN_INS_PER_PERSON: usize = 100;
/// Most tokens of one person.
pub const TOKENS_PER_PERSON: usize = 50;
/// Longest life of a token, in days: a year.
pub const TOKEN_DAYS: i64 = 366;
/// Most requests for access that wait for support at once; beyond it, whoever asks is told to come back later.
pub const ACCESS_REQUESTS_OPEN: usize = 1_000;
/// Most SSH keys of one person.
pub const SSH_KEYS_PER_PERSON: usize = 50;
/// Longest public SSH key with its comment, in characters; one of RSA with 16,384 bits has fewer than 3,000.
pub const SSH_KEY_CHARS: usize = 8_192;
/// Longest signature by an SSH key, in characters.
pub const SSH_SIGNATURE_CHARS: usize = 16_384;
/// Longest query, in characters.
pub const QUERY_CHARS: usize = 500;
/// Most terms in a query.
pub const QUERY_TERMS: usize = 20;
/// Most words in a query that must not be found.
pub const QUERY_NEGATED_WORDS: usize = 5;
/// Shortest word that is also matched as the beginning of longer words, in characters.
pub const PREFIX_MIN_CHARS: usize = 3;
/// Cases on a page unless asked otherwise.
pub const PAGE_DEFAULT: usize = 50;
/// Most entries on any page.
pub const PAGE_MAX: usize = 100;
/// Longest solution shown in a list, in characters.
pub const SOLUTION_EXCERPT_CHARS: usize = 240;
/// Longest `Idempotency-Key`, in characters.
pub const IDEMPOTENCY_KEY_CHARS: usize = 200;
/// Largest JSON request body, in bytes.
pub const JSON_BYTES: usize = 1024 * 1024;
/// Largest JSON response that the client reads, in bytes.
pub const RESPONSE_BYTES: usize = 16 * 1024 * 1024;
