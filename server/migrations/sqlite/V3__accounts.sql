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
