-- Who holds seats, how they came to them, and what the portal has to tell them by email.

-- A shared mailbox has several people behind one seat (S7). Who is locked is kept out as long as it lasts; who left stays in the
-- history only.
ALTER TABLE people ADD COLUMN title TEXT;
ALTER TABLE people ADD COLUMN phone TEXT;
ALTER TABLE people ADD COLUMN is_shared INTEGER NOT NULL DEFAULT 0;
ALTER TABLE people ADD COLUMN locked_at INTEGER;
ALTER TABLE people ADD COLUMN left_at INTEGER;

-- A seat that an invitation holds is taken until then, and for good once the invitation is accepted (S2).
ALTER TABLE seats ADD COLUMN held_until INTEGER;

-- One-time codes, as hashes. A person has one of each purpose at most; what was used or taken back is gone.
CREATE TABLE codes (
    id INTEGER PRIMARY KEY,
    code_hash TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX codes_by_person ON codes (person_id, purpose);

-- What a case asks support to do, which support applies or declines (S8). undo holds what takes it back.
CREATE TABLE service_requests (
    case_id INTEGER NOT NULL PRIMARY KEY REFERENCES cases (id),
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_at INTEGER,
    decided_by_id INTEGER REFERENCES people (id),
    undo TEXT
) STRICT;
CREATE INDEX service_requests_by_state ON service_requests (state, case_id);

-- Strangers who ask for access (S3), until support decides.
CREATE TABLE access_requests (
    id INTEGER PRIMARY KEY,
    content TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    decided_at INTEGER,
    decided_by_id INTEGER REFERENCES people (id),
    case_id INTEGER REFERENCES cases (id)
) STRICT;
CREATE INDEX access_requests_by_state ON access_requests (state, id);

-- Email on its way, written in the transaction that is its reason; a letter is JSON. reference is the stable Message-ID.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    person_id INTEGER REFERENCES people (id),
    address TEXT NOT NULL,
    letter TEXT NOT NULL,
    has_code INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    state TEXT NOT NULL,
    settled_at INTEGER,
    error TEXT
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, due_at, id);

-- Who is told what by email, and how much of a case may be in it.

-- Whether email about an organization's cases says their numbers alone.
ALTER TABLE organizations ADD COLUMN mail_numbers_only INTEGER NOT NULL DEFAULT 0;

-- What somebody chose; what is not here is as it is unless chosen.
CREATE TABLE notifications (
    person_id INTEGER NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    mode TEXT NOT NULL,
    PRIMARY KEY (person_id, kind)
) STRICT;

-- People of support who are told of a product's new cases.
CREATE TABLE followers (
    product_id INTEGER NOT NULL REFERENCES products (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    added_at INTEGER NOT NULL,
    PRIMARY KEY (product_id, person_id)
) STRICT;
CREATE INDEX followers_by_person ON followers (person_id);

-- What a digest will hold, as letters; due_at is that of the digest.
CREATE TABLE digest_entries (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    due_at INTEGER NOT NULL,
    letter TEXT NOT NULL
) STRICT;
CREATE INDEX digest_entries_by_person ON digest_entries (person_id, due_at, id);

CREATE INDEX outbox_by_newest ON outbox (state, id);
CREATE INDEX outbox_by_creation ON outbox (created_at);

-- How people read (I3); what nobody said is NULL. asked_at is when the questions of the first sign-in were answered.
CREATE TABLE person_settings (
    person_id INTEGER NOT NULL PRIMARY KEY REFERENCES people (id),
    language TEXT,
    locale TEXT,
    time_zone TEXT,
    theme TEXT,
    asked_at INTEGER
) STRICT;

-- What an Admin edits: plans, regions with their hours and holidays, trees of categories; and what staff tell those behind a product.

-- Which account roles may hold a seat, separated by commas, and whether somebody on a trial may (S5).
ALTER TABLE plans ADD COLUMN seat_roles TEXT NOT NULL DEFAULT 'owner,administrator';
ALTER TABLE plans ADD COLUMN trial_seats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plans ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE organizations ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE products ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- A category that nobody files under any more; cases that were keep it.
ALTER TABLE categories ADD COLUMN retired_at INTEGER;

CREATE TABLE regions (
    slug TEXT NOT NULL PRIMARY KEY,
    time_zone TEXT NOT NULL,
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE holidays (
    region TEXT NOT NULL REFERENCES regions (slug),
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (region, day)
) STRICT;

-- Numbered by product, so that no number tells of other products (C13).
CREATE TABLE notices (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES products (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    UNIQUE (product_id, number)
) STRICT;

-- Ways in: tokens for programs, names of those behind a shared mailbox, what strangers ask for twice.

-- A token is a sign-in for a program, which its person ends by name.
ALTER TABLE sessions ADD COLUMN is_token INTEGER NOT NULL DEFAULT 0;

-- Who writes for a shared mailbox (S7): chosen for each key and each sign-in, kept with each comment and draft.
ALTER TABLE sessions ADD COLUMN signs_as TEXT;
ALTER TABLE ssh_keys ADD COLUMN signs_as TEXT;
ALTER TABLE comments ADD COLUMN signed TEXT;
ALTER TABLE drafts ADD COLUMN signs_as TEXT;

-- Whoever asks again while they wait has asked once; how often is counted.
ALTER TABLE access_requests ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX access_requests_open ON access_requests (email) WHERE state = 'open';
