//! Every bound in one table, `assets/limits.md`: made from the constants in the source, so that none is missing or wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::limits;

use super::shape::{Source, sources, top};

const PAGE: &str = "# Limits of Caseport

Everything that can be much has a bound. This table has all of them, made from the constants in the source; \
`UPDATE_ASSETS=1 cargo test -p caseport-tests limits` writes it again. A code such as `too_long` is the `code` of the problem \
(RFC 9457) that is answered; 503 comes with `Retry-After`, and nothing was done. What is kept for good, cases with their \
comments, files and journal, is bounded by the disk alone.
";

/// How a number is to be read.
#[derive(Clone, Copy)]
enum Unit {
    Count,
    Chars,
    Bytes,
    KiB,
    Pages,
    Millis,
    Minutes,
    Hours,
    Days,
    Digits,
    Steps,
    Seconds,
    /// The source says it by its type.
    Span,
}
use Unit::{Bytes, Chars, Count, Days, Digits, Hours, KiB, Millis, Minutes, Pages, Seconds, Span, Steps};

/// A file, and its constants with what happens when the bound is reached.
type Bounds = (&'static str, &'static [(&'static str, Unit, &'static str)]);

const TABLE: &[(&str, &[Bounds])] = &[
    (
        "What people write",
        &[
            (
                "shared/src/limits.rs",
                &[
                    ("SUBJECT_CHARS", Chars, "422 `too_long`; a draft may hold ten times as much, to be cut down"),
                    ("BODY_CHARS", Chars, "422 `too_long`; a draft may hold half again as much, to be cut down"),
                    ("SOLUTION_CHARS", Chars, "422 `too_long`"),
                    ("REASON_CHARS", Chars, "422 `too_long`"),
                    ("REFERENCE_CHARS", Chars, "422 `too_long`"),
                    ("NAME_CHARS", Chars, "the command or import is refused"),
                    ("EMAIL_CHARS", Chars, "422 `invalid_field`; 401 `wrong_credentials` when signing in"),
                    ("EMAIL_LOCAL_CHARS", Chars, "as above"),
                    ("PASSWORD_BYTES", Bytes, "401 `wrong_credentials`; refused where it is set"),
                    ("PASSWORD_MIN_CHARS", Chars, "below: refused where it is set"),
                    ("FILE_NAME_CHARS", Chars, "the name is cut, its ending kept"),
                ],
            ),
            ("shared/src/text.rs", &[("MARKS_IN_A_ROW", Count, "further ones are taken out")]),
            ("server/src/commands/draft.rs", &[("SMALL_CHARS", Chars, "422 `too_long`")]),
            ("server/src/commands/session.rs", &[("LABEL_CHARS", Chars, "it is cut")]),
        ],
    ),
    (
        "How many of something",
        &[
            (
                "shared/src/limits.rs",
                &[
                    ("FILES_PER_DRAFT", Count, "422 `too_many`"),
                    ("FILES_PER_CASE", Count, "422 `too_many`"),
                    ("ATTACHMENT_BYTES", Bytes, "413 `too_large`, at once where the length is announced"),
                    ("DRAFT_BYTES_PER_PERSON", Bytes, "413 `too_large`"),
                    ("DRAFTS_PER_PERSON", Count, "422 `too_many`"),
                    ("WATCHERS_PER_CASE", Count, "422 `too_many`"),
                    ("SEATS_LISTED", Count, "the others are not listed, but counted"),
                    ("CATEGORIES_PER_PRODUCT", Count, "the command or import is refused"),
                    ("CONTACTS_PER_PRODUCT", Count, "422 `too_many`"),
                    ("NOTICES_PER_PRODUCT", Count, "422 `too_many`"),
                    ("NOTICE_CHARS", Chars, "422 `too_long`"),
                    ("HOLIDAYS_PER_REGION", Count, "422 `too_many`"),
                    ("PLANS", Count, "422 `too_many`"),
                    ("SEATS_PER_PLAN", Count, "422 `invalid_field`"),
                    ("PROMISE_AMOUNT", Count, "422 `invalid_field`"),
                    ("SSH_KEYS_PER_PERSON", Count, "422 `too_many`"),
                    ("SSH_KEY_CHARS", Chars, "422 `too_long`"),
                    ("SSH_SIGNATURE_CHARS", Chars, "422 `invalid_field`"),
                    ("SIGN_INS_PER_PERSON", Count, "the one used least lately ends: 401 `unauthenticated`"),
                    ("TOKENS_PER_PERSON", Count, "422 `too_many`"),
                    ("TOKEN_DAYS", Days, "422 `invalid_field`"),
                    ("ACCESS_REQUESTS_OPEN", Count, "429 `rate_limited`, whoever asks; those that wait are kept"),
                ],
            ),
            (
                "server/src/domain/number.rs",
                &[
                    ("SHORTEST", Digits, "numbers have at least as many"),
                    ("LONGEST", Digits, "503 `overloaded` when no number is found any more"),
                    ("TRIES", Count, "numbers with one digit more are drawn"),
                ],
            ),
        ],
    ),
    (
        "Articles",
        &[
            (
                "shared/src/limits.rs",
                &[
                    ("TITLE_CHARS", Chars, "422 `too_long`"),
                    ("ARTICLE_CHARS", Chars, "422 `too_long`"),
                    ("ARTICLE_SLUG_CHARS", Chars, "422 `invalid_field`"),
                    ("KEYWORDS_PER_ARTICLE", Count, "422 `too_many`"),
                    ("KEYWORD_CHARS", Chars, "422 `too_long`"),
                    ("LINKS_PER_ARTICLE", Count, "422 `too_many`"),
                    ("PICTURES_PER_ARTICLE", Count, "422 `too_many`"),
                    ("PICTURE_BYTES", Bytes, "413 `too_large`, at once where the length is announced"),
                    ("VERSIONS_PER_ARTICLE", Count, "the oldest that nobody reads is removed"),
                    ("ARTICLE_CATEGORIES", Count, "422 `too_many`"),
                    ("ARTICLE_CATEGORY_DEPTH", Count, "422 `too_many`"),
                    ("VOTE_CHARS", Chars, "422 `too_long`"),
                    ("SUGGESTIONS", Count, "those that answer less well are not suggested"),
                    ("ARTICLES_PER_CASE", Count, "further ones are not noted on the case"),
                    ("DOCUMENTS_PER_GROUP", Count, "422 `too_many`"),
                    ("URL_CHARS", Chars, "422 `too_long`"),
                ],
            ),
            ("server/src/commands/articles/arrange.rs", &[("DOCUMENTS", Count, "422 `too_many`")]),
            ("server/src/commands/articles/find.rs", &[("DESCRIPTION_READ", Chars, "suggestions are made from its beginning")]),
            ("server/src/commands/articles/mod.rs", &[("RELATED", Count, "those that are less near are not shown")]),
            (
                "server/src/commands/articles/proposal.rs",
                &[("REPLIES", Count, "older ones are not proposed"), ("ROOM", Bytes, "later ones are not proposed")],
            ),
            ("server/src/commands/articles/uses.rs", &[("WORDS", Count, "older ones are not reported")]),
            ("server/src/commands/articles/write.rs", &[("NAMES_TRIED", Count, "the name ends in a random number")]),
            (
                "server/src/store/articles/uses.rs",
                &[
                    ("READS_KEPT", Millis, "it is removed"),
                    ("MISSES_KEPT", Millis, "they are removed"),
                    ("MISSES_PER_PERSON", Count, "the oldest is removed"),
                ],
            ),
            (
                "server/src/store/finder/find.rs",
                &[
                    ("WORDS", Count, "those that say least are not looked for"),
                    ("WORDS_SEEN", Count, "further ones are not looked at"),
                    ("MISTYPED", Count, "rarer words are not meant"),
                    ("BEGUN", Count, "rarer words are not meant"),
                    ("BEGUN_SEEN", Count, "later words of the alphabet are not meant"),
                ],
            ),
            ("server/src/store/finder/score.rs", &[("CLOSELY", Count, "those that answer less well are not found")]),
            ("server/src/store/finder/index.rs", &[("TOGETHER", Count, "the rest waits for the next statement")]),
            (
                "server/src/store/finder/passage.rs",
                &[("PASSAGE_CHARS", Chars, "it is cut"), ("LOOKED_THROUGH", Chars, "what follows is not shown as a passage")],
            ),
            (
                "server/src/store/finder/plain.rs",
                &[("WORDS", Count, "later ones are not found"), ("TERMS", Count, "those that the article says least of are not found")],
            ),
            ("server/src/store/finder/words.rs", &[("WORD_CHARS", Chars, "the rest of the word is not looked at")]),
        ],
    ),
    (
        "Lists and search",
        &[
            (
                "shared/src/limits.rs",
                &[
                    ("QUERY_CHARS", Chars, "400 `invalid_query`"),
                    ("QUERY_TERMS", Count, "400 `invalid_query`"),
                    ("QUERY_NEGATED_WORDS", Count, "400 `invalid_query`"),
                    ("PREFIX_MIN_CHARS", Chars, "shorter words are found whole"),
                    ("PAGE_DEFAULT", Count, "the answer has a cursor for the rest"),
                    ("PAGE_MAX", Count, "422 `invalid_field`; lists without pages end there"),
                    ("SOLUTION_EXCERPT_CHARS", Chars, "lists show its beginning"),
                ],
            ),
            ("server/src/cursor.rs", &[("LONGEST", Chars, "400 `invalid_cursor`")]),
            ("server/src/commands/timeline.rs", &[("PAGE_TEXT_BYTES", Bytes, "the page has fewer entries")]),
            ("server/src/commands/plans.rs", &[("NAMED", Count, "the refusal does not name further ones in its sentence")]),
            ("server/src/commands/notices.rs", &[("STANDS_DAYS", Days, "422 `invalid_field`")]),
            ("shared/src/hours.rs", &[("HORIZON_DAYS", Days, "no moment is promised")]),
            (
                "shared/src/calendar.rs",
                &[("YEARS", Count, "later changes of the clocks are not told"), ("LINE_BYTES", Bytes, "a line goes on in the next")],
            ),
            ("server/src/commands/file_case.rs", &[("NAMED", Count, "the refusal does not name further ones")]),
            ("server/src/store/attachments.rs", &[("LISTED", Count, "there cannot be more")]),
            (
                "server/src/store/search/mod.rs",
                &[
                    ("STEP", Count, "the next step goes on below them"),
                    ("STEPS", Count, "older matches are not found"),
                    ("FEW", Count, "with as many, longer words are not looked for"),
                    ("SCORED", Count, "older matches are not found"),
                ],
            ),
            (
                "server/src/store/search/text.rs",
                &[
                    ("INDEXED_CHARS", Chars, "the oldest comments are not found"),
                    ("INDEXED_COMMENTS", Count, "the oldest comments are not found"),
                ],
            ),
            ("server/src/store/search/sqlite.rs", &[("PAGES", Pages, "the rest waits for the next step")]),
            (
                "server/src/store/search/postgres.rs",
                &[
                    ("LEXEME_CHARS", Chars, "the rest of the word is not looked at"),
                    ("LAST", Count, "phrases are not found beyond so many words"),
                    ("POSITIONS", Count, "further ones are not found in phrases"),
                    ("SIZE", Bytes, "further words are not found"),
                ],
            ),
            (
                "server/src/store/jobs/mod.rs",
                &[
                    ("READ_LIMIT", Span, "422 `query_too_broad`"),
                    ("GRACE", Span, "a thread that waits for PostgreSQL is left behind when the server stops"),
                    ("LOOK", Span, "it is looked again"),
                ],
            ),
            ("server/src/store/engine/sqlite.rs", &[("STEPS_BETWEEN_LOOKS", Steps, "the clock is looked at")]),
        ],
    ),
    (
        "Requests and answers",
        &[
            (
                "server/src/program/listen.rs",
                &[("HEAD_BYTES", Bytes, "431, or the connection ends"), ("HEAD", Span, "the connection ends")],
            ),
            (
                "shared/src/limits.rs",
                &[
                    ("JSON_BYTES", Bytes, "413 `too_large`"),
                    ("RESPONSE_BYTES", Bytes, "the client says that the answer is too large"),
                    ("IDEMPOTENCY_KEY_CHARS", Chars, "422 `invalid_field`"),
                ],
            ),
            ("server/src/http/mod.rs", &[("REQUEST_TIME", Span, "408 `timeout`")]),
            ("server/src/http/transfer.rs", &[("IDLE", Span, "408 `timeout`; nothing of the file is kept")]),
            (
                "server/src/http/paced.rs",
                &[("PIECE", Bytes, "the next piece waits until it is taken"), ("STALL", Span, "the answer breaks off")],
            ),
            (
                "server/src/blob/mod.rs",
                &[
                    ("PART", Bytes, "they are written"),
                    ("PIECE", Bytes, "the next ones are read once these are taken"),
                    ("SNIFFED", Bytes, "the rest is not looked at"),
                    ("REASON", Chars, "it is cut"),
                ],
            ),
            ("server/src/blob/s3.rs", &[("BUCKET_PART", Bytes, "they are sent, in one of the parts that make the file")]),
            ("server/src/blob/owner.rs", &[("LONGEST", Bytes, "the rest is not read, and it is nobody's word")]),
        ],
    ),
    (
        "At once",
        &[
            (
                "server/src/program/listen.rs",
                &[
                    ("CONNECTIONS", Count, "further ones wait to be accepted, in the system's queue"),
                    ("CONNECTIONS_EACH", Count, "a further one is ended at once"),
                    ("STREAMS", Count, "the peer is refused further ones until others end"),
                    ("RESERVED", Count, "there are so many fewer connections"),
                ],
            ),
            (
                "server/src/http/work.rs",
                &[
                    ("WORK", Count, "further ones wait"),
                    ("WORK_EACH", Count, "further ones wait behind their own, and keep nobody else waiting"),
                    ("WORK_WAITING", Count, "503 `overloaded` at once, before the body is read"),
                    ("WORK_WAITING_EACH", Count, "503 `overloaded` at once, before the body is read"),
                    ("WORK_PATIENCE", Span, "503 `overloaded`, before the body is read"),
                    ("SMALL_ANSWER", Bytes, "it counts as work until it is taken"),
                    ("READS", Count, "further ones wait"),
                    ("READS_EACH", Count, "further ones wait behind their own, and keep nobody else waiting"),
                    ("READS_WAITING", Count, "503 `overloaded` at once"),
                    ("READS_WAITING_EACH", Count, "503 `overloaded` at once"),
                    ("READS_PATIENCE", Span, "503 `overloaded`"),
                    ("STREAMS", Count, "503 `overloaded`"),
                    ("STREAMS_EACH", Count, "503 `overloaded`"),
                    ("UPLOADS", Count, "503 `overloaded`"),
                    ("UPLOADS_EACH", Count, "503 `overloaded`"),
                    ("DOWNLOADS", Count, "503 `overloaded`"),
                    ("DOWNLOADS_EACH", Count, "503 `overloaded`"),
                    ("SIGN_INS", Count, "503 `overloaded`; it does not count as an attempt"),
                    ("SIGN_INS_EACH", Count, "503 `overloaded`; it does not count as an attempt"),
                    ("KNOWN", Count, "all are forgotten; until they ask again they count by their network"),
                ],
            ),
            ("server/src/secret.rs", &[("HASHES_AT_ONCE", Count, "further ones wait, as many as there are sign-ins at once")]),
            ("server/src/live.rs", &[("BEHIND", Count, "the listener is told to fetch everything again")]),
            ("server/src/store/jobs/mod.rs", &[("WAITING", Count, "503 `overloaded`"), ("READERS", Count, "further reads wait")]),
            ("server/src/store/jobs/sqlite.rs", &[("BATCH", Count, "further ones wait for the next commit")]),
            (
                "server/src/store/jobs/postgres.rs",
                &[
                    ("WRITERS", Count, "further changes wait"),
                    ("RETRIES", Count, "503 `overloaded`"),
                    ("TURNS", Count, "from there on, those who meet take turns"),
                    ("PAUSE", Span, "it is tried again"),
                    ("REST", Span, "a connection is asked for again"),
                ],
            ),
            (
                "server/src/store/engine/postgres/relay.rs",
                &[
                    ("WAITING", Count, "those who look on at other servers are told to fetch everything again"),
                    ("TOGETHER", Count, "further ones are told with the next statement"),
                    ("LONGEST", Bytes, "those who look on at other servers are told to fetch everything again"),
                    ("PEOPLE", Count, "further ones are told by a hint of their own"),
                    ("AGAIN", Span, "the connection is made again"),
                    ("ANSWER", Span, "the connection is made again"),
                ],
            ),
            (
                "server/src/store/engine/postgres/session.rs",
                &[("PREPARED", Count, "all are prepared again"), ("COPIED", Bytes, "further rows are sent next")],
            ),
            (
                "server/src/store/transfer.rs",
                &[
                    ("STEP", Count, "further rows come with the next step"),
                    ("STEP_BYTES", Bytes, "further rows come with the next step"),
                    ("TOGETHER", Count, "further rows come with the next statement"),
                ],
            ),
            ("server/src/app.rs", &[("FORGOTTEN", Count, "the sweep removes further ones")]),
            ("server/src/store/engine/sqlite.rs", &[("PREPARED", Count, "the one used least lately is prepared again")]),
            (
                "server/src/store/engine/sqlite.rs",
                &[("CACHE_KIB", KiB, "pages are read again"), ("SEEDING_CACHE_KIB", KiB, "pages are read again")],
            ),
        ],
    ),
    (
        "Guessing passwords and codes, and asking for codes and access",
        &[
            (
                "server/src/commands/session.rs",
                &[
                    ("SPAN", Millis, "counting begins anew"),
                    ("PER_NETWORK", Count, "429 `rate_limited` until the span ends"),
                    ("PER_ACCOUNT_AND_NETWORK", Count, "429 `rate_limited` until the span ends"),
                    ("PER_ACCOUNT", Count, "429 `rate_limited` until the span ends"),
                ],
            ),
            ("server/src/commands/leave.rs", &[("CASES", Count, "422 `too_many`; some have to be handed over before")]),
            (
                "server/src/commands/codes.rs",
                &[
                    ("RESETS_PER_NETWORK", Count, "429 `rate_limited` until the span ends"),
                    ("LOOKS_PER_NETWORK", Count, "429 `rate_limited` until the span ends"),
                    ("RESETS_PER_ACCOUNT", Count, "no further code is sent, and nobody is told"),
                ],
            ),
            (
                "server/src/commands/access.rs",
                &[
                    ("PER_NETWORK", Count, "429 `rate_limited` until the span ends"),
                    ("PER_ADDRESS", Count, "it is not looked at, and nobody is told"),
                    ("FULL_WAIT", Millis, "it can be asked again"),
                ],
            ),
            ("shared/src/api/code.rs", &[("CODE_CHARS", Chars, "what follows does not count: 422 `wrong_code`")]),
        ],
    ),
    (
        "Waiting for a peer or for one another",
        &[
            (
                "server/src/store/engine/postgres/mod.rs",
                &[
                    ("REACH", Span, "the next address of the host is tried"),
                    ("CONNECT", Span, "503 `overloaded`; exit code 8 at the start"),
                    ("NOD", Span, "another connection is made; 503 `overloaded` where that does not answer either"),
                    ("READ", Span, "503 `overloaded`, and the connection is given up"),
                    ("WRITE", Span, "503 `overloaded`, and the connection is given up; it may have been done"),
                    ("SILENCE", Span, "the connection is given up"),
                ],
            ),
            ("server/src/store/engine/postgres/link.rs", &[("GOODBYE", Span, "it ends without one")]),
            (
                "server/src/program/listen.rs",
                &[
                    ("GREETING", Span, "the connection ends"),
                    ("STALL", Span, "the connection ends"),
                    ("PING", Span, "without an answer the connection ends"),
                    ("PROBED_AFTER", Span, "the peer's system is asked"),
                    ("PROBED_EACH", Span, "it is asked again"),
                    ("PROBES", Count, "the connection ends"),
                    ("FINISH", Span, "what is not done is cut off"),
                    ("BREATH", Span, "it is tried again"),
                ],
            ),
            (
                "server/src/blob/s3.rs",
                &[
                    ("CONNECT", Span, "it is asked again"),
                    ("SILENCE", Span, "503 `overloaded`, or the command fails; a download that has begun goes on by another request"),
                    ("KEPT", Span, "the connection ends"),
                    ("RETRIES", Count, "503 `overloaded`, or the command fails"),
                    ("RETRIED_FOR", Span, "as above"),
                    ("FIRST_PAUSE", Span, "it is asked again, and the next pause is twice as long"),
                    ("LONGEST_PAUSE", Span, "it is asked again"),
                ],
            ),
            (
                "server/src/http/error.rs",
                &[("RETRY", Seconds, "`Retry-After` of each 503"), ("MAKE_ROOM", Seconds, "`Retry-After` of each 507")],
            ),
            ("shared/src/api/live.rs", &[("ALIVE", Span, "a comment is sent")]),
            ("server/src/http/live.rs", &[("LOOK", Span, "the stream ends if the rights have")]),
            ("server/src/store/engine/sqlite.rs", &[("BUSY", Span, "503 `overloaded`, or the command fails")]),
        ],
    ),
    (
        "Files over SSH",
        &[
            (
                "server/src/ssh/files/wire.rs",
                &[("PACKET_BYTES", Bytes, "the channel ends"), ("DATA_BYTES", Bytes, "an answer has no more; the client asks on")],
            ),
            ("server/src/ssh/files/path.rs", &[("PATH_BYTES", Bytes, "there is no such file")]),
            (
                "server/src/ssh/files/tree.rs",
                &[
                    ("LISTED", Count, "it is said, and others are there under their numbers"),
                    ("SENT", Count, "the oldest are found under their listed names alone"),
                ],
            ),
            (
                "server/src/ssh/files/session.rs",
                &[("HANDLES", Count, "nothing more is opened"), ("ENTRIES", Count, "the rest follows in the next answer")],
            ),
            ("server/src/ssh/files/incoming.rs", &[("AHEAD", Count, "nothing further is read")]),
            ("server/src/ssh/files/outgoing.rs", &[("QUIET", Span, "the read fails")]),
            ("server/src/ssh/files/scp.rs", &[("LINE_BYTES", Bytes, "the copy ends"), ("PATHS", Count, "the command is refused")]),
            ("server/src/ssh/files/mod.rs", &[("LINES", Count, "only codes tell what cannot be")]),
        ],
    ),
    (
        "Email",
        &[
            (
                "server/src/outbox/deliver.rs",
                &[
                    ("CLAIM", Millis, "the letter is sent again under the same name, by another server too"),
                    ("TRIES", Count, "the letter is given up until an Admin has it tried again"),
                    ("RETRY_FIRST", Millis, "it is tried again, and the next pause is twice as long"),
                    ("RETRY_MAX", Millis, "it is tried again"),
                    ("NEWS_AGE", Millis, "news that were never tried are not sent"),
                    ("POLL", Span, "it is looked for letters again"),
                    ("AWAY", Span, "the mail server is asked again"),
                    ("BREATH", Span, "below: it is waited for so long"),
                    ("GRACE", Span, "the letter is sent again after the next start"),
                ],
            ),
            (
                "server/src/outbox/post.rs",
                &[
                    ("SEND", Span, "it is tried again"),
                    ("IDLE", Span, "the connection ends"),
                    ("CONNECTIONS", Count, "further letters wait"),
                    ("ERROR_CHARS", Chars, "it is cut"),
                ],
            ),
            ("server/src/outbox/render.rs", &[("DIGEST_SHOWN", Count, "further ones are counted")]),
            ("server/src/commands/notify.rs", &[("TOLD", Count, "further people of support are not told")]),
            (
                "server/src/outbox/reject.rs",
                &[
                    ("CONNECTIONS", Count, "further ones are ended at once"),
                    ("LINE_BYTES", Bytes, "the connection ends"),
                    ("LINES", Count, "the connection ends"),
                    ("IDLE", Span, "the connection ends"),
                    ("TOTAL", Span, "the connection ends"),
                    ("BREATH", Span, "it is tried again"),
                    ("REPLY_CHARS", Chars, "it is cut"),
                ],
            ),
        ],
    ),
    (
        "What the server keeps, and how it cleans up",
        &[
            (
                "server/src/commands/session.rs",
                &[("LASTS", Millis, "401 `unauthenticated`"), ("CONNECTION_LASTS", Millis, "401 `unauthenticated`")],
            ),
            (
                "server/src/commands/codes.rs",
                &[("INVITATION_LASTS", Millis, "422 `wrong_code`; it can be sent again"), ("RESET_LASTS", Millis, "422 `wrong_code`")],
            ),
            ("server/src/commands/invite.rs", &[("PER_PERSON", Count, "429 `rate_limited` until the span ends")]),
            ("server/src/commands/requests.rs", &[("UNDO", Millis, "409 `wrong_state`; a request of its own takes it back")]),
            ("server/src/http/actor.rs", &[("USED_AGAIN", Millis, "it is written down that it is used")]),
            ("server/src/store/idempotency.rs", &[("KEPT", Millis, "the same key makes something new")]),
            (
                "server/src/store/housekeeping.rs",
                &[
                    ("PURGED", Count, "the rest waits for the next transaction"),
                    ("ATTEMPTS_KEPT", Millis, "they are removed"),
                    ("LETTERS_KEPT", Millis, "they are removed"),
                ],
            ),
            (
                "server/src/commands/system.rs",
                &[("AT_ONCE", Count, "the rest waits for the next transaction"), ("LEASE", Millis, "another process may take it")],
            ),
            ("server/src/sweep.rs", &[("AGE_HOURS", Hours, "they are removed")]),
            (
                "server/src/program/serve.rs",
                &[("ROUND", Span, "it looks again"), ("FOLD", Span, "it is folded"), ("THOROUGH", Span, "it is cleared")],
            ),
        ],
    ),
    (
        "What the owner sets",
        &[
            (
                "server/src/config.rs",
                &[
                    ("FILE_BYTES", Bytes, "the start is refused"),
                    ("IDLE_MINUTES_MAX", Minutes, "the start is refused"),
                    ("AUTO_CLOSE_DAYS_MAX", Days, "the start is refused"),
                    ("ATTACHMENT_BYTES_MAX", Bytes, "the start is refused"),
                    ("PROXIES", Count, "the start is refused"),
                    ("LINK_CHARS", Chars, "the start is refused"),
                ],
            ),
            (
                "server/src/commands/admin.rs",
                &[
                    ("WINDOW_MINUTES", Minutes, "the command or import is refused"),
                    ("ENVIRONMENT_CHARS", Chars, "the command or import is refused"),
                ],
            ),
            (
                "server/src/program/backup/mod.rs",
                &[
                    ("ROUNDS", Count, "there is no backup, and it is said why"),
                    ("STEP", Count, "the next ones follow"),
                    ("AT_ONCE", Count, "the next ones follow"),
                ],
            ),
            (
                "server/src/program/backup/manifest.rs",
                &[("MANIFEST_BYTES", Bytes, "the backup is refused"), ("LINE_BYTES", Bytes, "the backup is refused")],
            ),
            ("server/src/program/admin.rs", &[("PASSWORD_LINE", Bytes, "the rest is not read, and the password is refused")]),
            (
                "server/src/program/import/table.rs",
                &[
                    ("FILE_BYTES", Bytes, "nothing is imported"),
                    ("ROWS", Count, "nothing is imported"),
                    ("LISTED", Count, "further ones are counted"),
                    ("SHOWN", Chars, "it is cut"),
                ],
            ),
            (
                "server/src/config/s3.rs",
                &[("BUCKET_CHARS_MIN", Chars, "below: the start is refused"), ("BUCKET_CHARS", Chars, "the start is refused")],
            ),
            ("server/src/program/relocate.rs", &[("STEP", Count, "the next ones follow"), ("AT_ONCE", Count, "the next ones follow")]),
            (
                "server/src/program/check.rs",
                &[
                    ("STEP", Count, "the next step goes on after them"),
                    ("AT_ONCE", Count, "the next ones follow"),
                    ("LISTED", Count, "further ones are counted"),
                    ("SHOWN", Chars, "it is cut"),
                ],
            ),
            ("server/src/store/check.rs", &[("LISTED", Count, "further ones are counted")]),
        ],
    ),
    (
        "Over SSH",
        &[
            ("server/src/commands/keys.rs", &[("RSA_BITS_MIN", Count, "below: 422 `invalid_field`; such a key signs nobody in")]),
            (
                "server/src/ssh/mod.rs",
                &[
                    ("GRACE", Span, "the connection ends"),
                    ("TOTAL", Span, "the connection ends, and says why"),
                    ("LOOK", Span, "it is looked at again"),
                    ("LOOKS", Count, "further ones wait"),
                ],
            ),
            (
                "server/src/ssh/crowd.rs",
                &[
                    ("CONNECTIONS", Count, "one more is ended, and is told so"),
                    ("CONNECTIONS_EACH", Count, "one more is ended, and is told so"),
                    ("CONNECTIONS_OF_ONE", Count, "one more is ended, and is told so"),
                    ("STRANGERS", Count, "one more is ended at once"),
                    ("STRANGERS_EACH", Count, "one more is ended at once"),
                    ("TELL", Span, "the log hears of it again"),
                ],
            ),
            (
                "server/src/ssh/listen.rs",
                &[
                    ("REJECTIONS", Count, "the connection ends"),
                    ("REJECTION", Span, "the answer comes"),
                    ("STALL", Span, "the connection ends"),
                    ("WINDOW", Bytes, "the client waits"),
                    ("MESSAGES", Count, "the connection is read no further until there is room"),
                    ("FINISH", Span, "the connection is cut off"),
                    ("BREATH", Span, "it is tried again"),
                ],
            ),
            (
                "server/src/ssh/sign_in.rs",
                &[
                    ("KEYS", Count, "further ones are refused"),
                    ("PASSWORDS", Count, "only keys are taken"),
                    ("ROUNDS", Count, "only keys are taken"),
                ],
            ),
            (
                "server/src/ssh/connection.rs",
                &[
                    ("CHANNELS", Count, "one more is refused"),
                    ("CHANNELS_EVER", Count, "one more is refused"),
                    ("PROBES", Count, "further ones are refused"),
                    ("ANSWERS", Count, "the answers are refused"),
                    ("ANSWER_BYTES", Bytes, "the rest is not read"),
                ],
            ),
            ("server/src/ssh/channel.rs", &[("WAITING", Count, "what is sent waits further back"), ("AHEAD", Bytes, "the client waits")]),
            ("server/src/ssh/environment.rs", &[("WORD_CHARS", Chars, "the request is refused")]),
            ("server/src/ssh/command.rs", &[("COMMAND_BYTES", Bytes, "the command is refused"), ("SILENCE", Span, "the command fails")]),
            ("server/src/ssh/life.rs", &[("SPOOLED", Count, "further ones wait"), ("WILL", Span, "what the server did not take is lost")]),
            ("server/src/ssh/line.rs", &[("LINE_BYTES", Bytes, "further letters are not taken")]),
            (
                "server/src/ssh/output.rs",
                &[
                    ("STALL", Span, "the channel is closed"),
                    ("PIECES", Count, "the command waits"),
                    ("PIECE_BYTES", Bytes, "the rest follows"),
                ],
            ),
            ("server/src/ssh/screens.rs", &[("TYPED", Count, "the client waits")]),
        ],
    ),
];

/// Numbers that bound nothing, and why.
const NO_BOUNDS: &[(&str, &str, &str)] = &[
    ("server/src/blob/mod.rs", "NAME", "the length of a name is fixed"),
    ("server/src/commands/notify.rs", "DIGEST_HOUR", "an hour of the day"),
    ("server/src/config/mail.rs", "SMTPS", "a port"),
    ("server/src/config/mail.rs", "SUBMISSION", "a port"),
    ("server/src/config/mail.rs", "SMTP", "a port"),
    ("server/src/cursor.rs", "TIE", "the length of a code is fixed"),
    ("server/src/commands/token.rs", "DAY", "a measure"),
    ("server/src/domain/decide.rs", "DAY", "a measure"),
    ("server/src/program/backup/manifest.rs", "FORMAT", "a version"),
    ("server/src/program/backup/manifest.rs", "DIGEST", "the length of a digest is fixed"),
    ("server/src/program/data.rs", "MODE", "the rights of a folder"),
    ("server/src/program/unfinished.rs", "FOLDER_MODE", "the rights of a folder"),
    ("server/src/program/unfinished.rs", "FILE_MODE", "the rights of a file"),
    ("server/src/program/unfinished.rs", "PART", "what is written goes on after it"),
    ("server/src/ssh/files/wire.rs", "VERSION", "a version"),
    ("server/src/ssh/files/wire.rs", "WRITE", "a flag"),
    ("server/src/ssh/files/wire.rs", "APPEND", "a flag"),
    ("server/src/ssh/files/wire.rs", "CREATE", "a flag"),
    ("server/src/ssh/files/wire.rs", "EXCLUDE", "a flag"),
    ("server/src/ssh/files/scp.rs", "WARNING", "what a line begins with"),
    ("server/src/ssh/files/session.rs", "UNFINISHED", "the rights of a file"),
    ("server/src/ssh/files/tree.rs", "FOLDER", "a kind of file"),
    ("server/src/ssh/files/tree.rs", "FILE", "a kind of file"),
    ("server/src/ssh/files/tree.rs", "TOP_RIGHTS", "the rights of a folder"),
    ("server/src/ssh/files/tree.rs", "FOLDER_RIGHTS", "the rights of a folder"),
    ("server/src/ssh/files/tree.rs", "EVERYONE", "the rights of a file"),
    ("server/src/ssh/files/tree.rs", "INTERNAL", "the rights of a file"),
    ("server/src/ssh/files/tree.rs", "DRAFTED", "the rights of a file"),
    ("server/src/ssh/output.rs", "STDERR", "the number of a stream"),
    ("server/src/ssh/line.rs", "INTERRUPT", "a key"),
    ("server/src/ssh/line.rs", "END", "a key"),
    ("server/src/ssh/line.rs", "BACKSPACE", "a key"),
    ("server/src/ssh/line.rs", "ESCAPE", "a key"),
    ("server/src/ssh/line.rs", "ERASE_LINE", "a key"),
    ("server/src/ssh/line.rs", "ERASE_WORD", "a key"),
    ("server/src/ssh/line.rs", "DELETE", "a key"),
    ("server/src/secret.rs", "RESERVED_KIB", "addresses, of which a hash uses a part"),
    ("server/src/store/value.rs", "PLACES", "the shortest list, whose values are the last again and again"),
    ("server/src/store/mod.rs", "SCHEMA_VERSION", "a version"),
    ("shared/src/hours.rs", "WHOLE_DAY", "how long a day is"),
    ("server/src/store/engine/postgres/mod.rs", "MIGRATING", "the name of a lock"),
    ("server/src/store/search/postgres.rs", "OVERHEAD", "a measure"),
    ("server/src/store/search/postgres.rs", "PER_POSITION", "a measure"),
    ("server/src/demo/generate.rs", "CASES", "how much the demo has"),
    ("server/src/demo/generate.rs", "OLDEST_DAYS", "how old the demo is"),
    ("server/src/store/articles/list.rs", "SUGGESTED_FROM", "a measure of how well an article answers"),
    ("server/src/store/articles/list.rs", "BESIDE_BEST", "a measure of how well an article answers"),
    ("server/src/store/articles/list.rs", "FOUND_BESIDE_BEST", "a measure of how well an article answers"),
    ("server/src/store/finder/find.rs", "WORTH_READING", "a measure of how much a word says"),
    ("server/src/store/articles/list.rs", "YEAR", "a year"),
    ("server/src/store/articles/mod.rs", "STAFF", "the name of readers"),
    ("server/src/store/articles/mod.rs", "CUSTOMERS", "the name of readers"),
    ("server/src/store/articles/uses.rs", "DAY", "a day"),
    ("server/src/store/articles/uses.rs", "TYPED_ON", "when two searches are one"),
    ("server/src/store/check.rs", "PICTURES", "where ids of pictures begin"),
    ("server/src/store/finder/find.rs", "ALIKE", "a measure of what a word means"),
    ("server/src/store/finder/find.rs", "UNFINISHED", "a measure of what a word means"),
    ("server/src/store/finder/find.rs", "BEGUN_MIN", "a measure of what a word means"),
    ("server/src/store/finder/passage.rs", "BEFORE", "where a passage begins"),
    ("server/src/store/finder/plain.rs", "IN_TITLE", "a measure of what a word says"),
    ("server/src/store/finder/plain.rs", "IN_KEYWORDS", "a measure of what a word says"),
    ("server/src/store/finder/plain.rs", "IN_NAME", "a measure of what a word says"),
    ("server/src/store/finder/plain.rs", "IN_HEADING", "a measure of what a word says"),
    ("server/src/store/finder/plain.rs", "ENOUGH", "a measure of what a word says"),
    ("server/src/store/finder/plain.rs", "LONG", "a measure of what a word says"),
    ("server/src/store/finder/plain.rs", "ORDINARY", "a measure of what a word says"),
    ("server/src/store/finder/postings.rs", "BLOCK_BITS", "how the index is laid out"),
    ("server/src/store/finder/postings.rs", "BLOCK", "how the index is laid out"),
    ("server/src/store/finder/postings.rs", "WEIGHT_MAX", "how the index is laid out"),
    ("server/src/store/finder/postings.rs", "WEIGHT_BITS", "how the index is laid out"),
    ("server/src/store/finder/words.rs", "SPELT_MIN", "a measure of slips"),
    ("server/src/store/finder/words.rs", "SPELT_TWICE_MIN", "a measure of slips"),
    ("server/src/domain/proposal.rs", "NAME_PART", "a measure of what may be a name"),
    ("server/src/domain/proposal.rs", "TOKEN", "a measure of what may be a token"),
    ("server/src/domain/proposal.rs", "DIGITS", "a measure of what may be a number of somebody"),
    ("server/src/commands/articles/uses.rs", "HOLDS", "when an article is stale"),
    ("server/src/commands/articles/uses.rs", "MISS_MIN", "what is worth noting"),
    ("server/src/demo/knowledge.rs", "OLDEST", "how old the demo is"),
    ("server/src/demo/load.rs", "READ_BY", "how much the demo has"),
    ("server/src/demo/load.rs", "SEED", "where chance begins"),
    ("server/src/demo/load.rs", "UNREAD_DAYS", "what is new in the demo"),
    ("server/src/demo/write.rs", "UNTIL_CLOSED", "how the demo closes cases"),
    ("server/src/program/seed.rs", "ARTICLES", "how much is made for measuring"),
    ("server/src/program/seed.rs", "ARTICLE_WORDS", "how much is made for measuring"),
    ("server/src/program/seed.rs", "LANGUAGE", "how much is made for measuring"),
    ("server/src/program/seed.rs", "PEOPLE", "how much is made for measuring"),
    ("server/src/program/seed.rs", "AGENTS", "how much is made for measuring"),
    ("server/src/program/seed.rs", "NEWEST", "a day"),
    ("server/src/program/seed.rs", "BETWEEN", "what is made for measuring"),
];

/// A constant as the source has it.
#[derive(Debug)]
struct Constant {
    /// What its comment says.
    said: String,
    /// What it is.
    is: String,
}

type Constants = BTreeMap<(String, String), Constant>;

/// Whether a file is part of the server or of what it shares with clients.
fn is_ours(source: &Source) -> bool {
    ["shared/src/", "server/src/"].iter().any(|part| source.path.starts_with(part)) && !source.is_test()
}

/// Constants of server and shared that hold numbers or spans of time.
fn constants() -> Constants {
    let mut found = Constants::new();
    for source in sources().iter().filter(|source| is_ours(source)) {
        let mut said = Vec::new();
        let mut lines = source.program().map(|(_, line)| line.trim());
        while let Some(line) = lines.next() {
            if let Some(comment) = line.strip_prefix("/// ") {
                said.push(comment);
                continue;
            }
            let declared =
                ["const ", "pub const ", "pub(crate) const ", "pub(super) const "].iter().find_map(|start| line.strip_prefix(start));
            if let Some((name, rest)) = declared.and_then(|rest| rest.split_once(": ")) {
                let mut rest = rest.to_owned();
                while !rest.ends_with(';') {
                    let Some(more) = lines.next() else { break };
                    rest = format!("{rest} {more}");
                }
                if let Some((kind, is)) = rest.trim_end_matches(';').split_once(" = ")
                    && is_number(kind)
                {
                    let constant = Constant { said: said.join(" "), is: is.to_owned() };
                    found.insert((source.path.clone(), name.to_owned()), constant);
                }
            }
            said.clear();
        }
    }
    found
}

fn is_number(kind: &str) -> bool {
    let bare = kind.rsplit("::").next().unwrap_or(kind);
    let integers = ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64"];
    integers.contains(&bare)
        || ["Duration", "SignedDuration", "Range"].iter().any(|start| bare.starts_with(start))
        || bare.contains("NonZero")
}

/// What a constant's words come to; those of another constant are looked up in its file, or wherever there is one alone.
fn number(all: &Constants, file: &str, words: &str) -> u128 {
    let words = words.trim();
    let binary = |sign: &str| words.split_once(sign).map(|(left, right)| (number(all, file, left), number(all, file, right)));
    if let Some((left, right)) = binary(" + ") {
        return left + right;
    }
    if let Some((left, right)) = binary(" * ") {
        return left * right;
    }
    if let Some((left, right)) = binary(" / ") {
        return left / right;
    }
    let words = words.split_once(" as ").map_or(words, |(words, _)| words);
    if let Ok(number) = words.replace('_', "").parse() {
        return number;
    }
    let own = all.get_key_value(&(file.to_owned(), words.to_owned()));
    let mut others = all.iter().filter(|((_, name), _)| name == words);
    let (key, constant) = own.or_else(|| others.next()).unwrap_or_else(|| panic!("{file}: what is {words}?"));
    assert!(own.is_some() || others.next().is_none(), "{file}: which {words}?");
    number(all, &key.0, &constant.is)
}

/// With its thousands set apart.
fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// In the largest of some measures, from the largest, that comes out even.
fn even(number: u128, measures: &[(u128, &str)]) -> String {
    let (size, name) = measures.iter().find(|(size, _)| number.is_multiple_of(*size)).expect("the smallest measure is 1");
    let count = number / size;
    let name = if count == 1 { name.strip_suffix('s').filter(|one| one.len() > 1).unwrap_or(name) } else { name };
    format!("{} {name}", grouped(count))
}

const BYTES: &[(u128, &str)] = &[(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"), (1, "bytes")];
const MILLIS: &[(u128, &str)] = &[(86_400_000, "days"), (3_600_000, "hours"), (60_000, "minutes"), (1_000, "seconds"), (1, "milliseconds")];

fn value(all: &Constants, file: &str, constant: &Constant, unit: Unit) -> String {
    if let Some((from, to)) = constant.is.split_once("..=") {
        return format!("{} to {}", number(all, file, from), value_of(number(all, file, to), unit));
    }
    if !matches!(unit, Span) {
        return value_of(number(all, file, &constant.is), unit);
    }
    let spans = [("from_millis(", 1), ("from_secs(", 1_000), ("from_mins(", 60_000), ("from_hours(", 3_600_000)];
    let read = spans.iter().find_map(|(start, millis)| Some((constant.is.split_once(start)?.1.strip_suffix(')')?, millis)));
    let (count, millis) = read.unwrap_or_else(|| panic!("{file}: how long is {}?", constant.is));
    even(number(all, file, count) * millis, MILLIS)
}

fn value_of(number: u128, unit: Unit) -> String {
    match unit {
        Count => grouped(number),
        Chars => format!("{} characters", grouped(number)),
        Bytes => even(number, BYTES),
        KiB => even(number * 1_024, BYTES),
        Pages => format!("{} pages", grouped(number)),
        Digits => format!("{} digits", grouped(number)),
        Steps => format!("{} steps", grouped(number)),
        Millis => even(number, MILLIS),
        Seconds => even(number * 1_000, MILLIS),
        Minutes => format!("{} minutes", grouped(number)),
        Hours => format!("{} hours", grouped(number)),
        Days => format!("{} days", grouped(number)),
        Span => unreachable!("spans say their measure themselves"),
    }
}

/// What a comment says, as the page says it: without what the value beside it says.
fn told(said: &str, is: &str) -> String {
    let mut told = said.replace("[`", "`").replace("`]", "`").replace('|', "\\|");
    for measure in ["characters", "bytes", "KiB", "milliseconds", "minutes", "hours", "days"] {
        told = told.replace(&format!(", in {measure}"), "");
    }
    let told = told.trim_end_matches('.');
    told.strip_suffix(&format!(": {is}")).unwrap_or(told).to_owned()
}

#[test]
fn the_page_of_limits_is_what_the_constants_say() {
    let all = constants();
    let mut page = PAGE.to_owned();
    for (section, bounds) in TABLE {
        write!(page, "\n## {section}\n\n| what | value | when it is reached | constant |\n| --- | --- | --- | --- |\n").unwrap();
        for (file, rows) in *bounds {
            for (name, unit, then) in *rows {
                let constant = all.get(&((*file).to_owned(), (*name).to_owned()));
                let constant = constant.unwrap_or_else(|| panic!("{file} has no {name}"));
                assert!(!constant.said.is_empty(), "{file}: {name} says nothing of itself");
                let is = value(&all, file, constant, *unit);
                writeln!(page, "| {} | {is} | {then} | `{name}` in `{file}` |", told(&constant.said, &is)).unwrap();
            }
        }
    }
    let path = top().join("assets/limits.md");
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "assets/limits.md is not what the constants say; run with UPDATE_ASSETS=1");
}

#[test]
fn every_number_is_in_the_table_of_limits_or_bounds_nothing() {
    let all = constants();
    assert!(all.len() > 100, "the source was read: {}", all.len());
    let rows = TABLE.iter().flat_map(|(_, bounds)| *bounds).flat_map(|(file, rows)| rows.iter().map(|(name, ..)| (*file, *name)));
    let exempt = NO_BOUNDS.iter().map(|(file, name, reason)| {
        assert!(!reason.is_empty());
        (*file, *name)
    });
    let mut listed: Vec<(&str, &str)> = rows.chain(exempt).collect();
    listed.sort_unstable();
    for pair in listed.windows(2) {
        assert_ne!(pair[0], pair[1], "listed twice");
    }
    for (file, name) in all.keys() {
        assert!(listed.contains(&(file, name)), "{name} of {file} is neither in the table nor said to bound nothing");
    }
    for (file, name) in listed {
        assert!(all.contains_key(&(file.to_owned(), name.to_owned())), "{file} has no {name}");
    }
}

#[test]
fn a_wait_and_a_length_of_a_list_have_a_name() {
    let digit_after = |line: &str, start: &str| line.split(start).skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_bare = |line: &str| {
        let spans = ["from_millis(", "from_secs(", "from_mins(", "from_hours("];
        let is_list = digit_after(&line.replace("LIMIT 1\"", ""), "LIMIT ");
        is_list || (!line.contains("const ") && spans.iter().any(|start| digit_after(line, start)))
    };
    assert!(is_bare("timeout(Duration::from_secs(3), x)") && is_bare("\"… LIMIT 50\"") && !is_bare("\"… LIMIT 1\""));
    // The demo tells stories that take hours and days.
    for source in sources().iter().filter(|source| is_ours(source) && !source.path.starts_with("server/src/demo/")) {
        for (at, line) in source.program() {
            assert!(!is_bare(line), "{}:{at}: {}", source.path, line.trim());
        }
    }
}

#[test]
fn the_table_names_codes_that_there_are_with_their_status() {
    for (_, bounds) in TABLE {
        for (_, _, then) in bounds.iter().flat_map(|(_, rows)| *rows) {
            for (before, code) in then.split(';').filter_map(|part| part.trim().split_once(" `")) {
                if let Ok(status) = before.parse::<u16>() {
                    let (code, _) = code.split_once('`').unwrap();
                    let known: ErrorCode = code.parse().unwrap_or_else(|_| panic!("there is no code {code}"));
                    assert_eq!(known.status(), status, "{code}");
                }
            }
        }
    }
}

#[test]
fn the_constants_are_read_as_the_compiler_reads_them() {
    let all = constants();
    let read = |name: &str| number(&all, "shared/src/limits.rs", name);
    for (name, compiled) in [
        ("BODY_CHARS", limits::BODY_CHARS as u128),
        ("DRAFT_BYTES_PER_PERSON", u128::from(limits::DRAFT_BYTES_PER_PERSON)),
        ("ATTACHMENT_BYTES", u128::from(limits::ATTACHMENT_BYTES)),
        ("JSON_BYTES", limits::JSON_BYTES as u128),
    ] {
        assert_eq!(read(name), compiled, "{name}");
    }
    assert_eq!(number(&all, "server/src/store/attachments.rs", "LISTED"), 2 * limits::FILES_PER_CASE as u128);
    assert_eq!(number(&all, "server/src/program/admin.rs", "PASSWORD_LINE"), limits::PASSWORD_BYTES as u128 + 2);
    assert_eq!((value_of(26_214_400, Bytes), value_of(1_025, Bytes)), ("25 MiB".to_owned(), "1,025 bytes".to_owned()));
    assert_eq!((value_of(60_000, Millis), value_of(90_000, Millis)), ("1 minute".to_owned(), "90 seconds".to_owned()));
}
