-- Times are unix milliseconds, booleans 0 or 1, dates and slugs text, JSON text. Nothing is deferrable.

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE plans (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    seats INTEGER NOT NULL CHECK (seats >= 0),
    seat_counts TEXT NOT NULL,
    has_account_manager INTEGER NOT NULL,
    is_trial INTEGER NOT NULL
) STRICT;

CREATE TABLE plan_targets (
    plan_id INTEGER NOT NULL REFERENCES plans (id),
    severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
    amount INTEGER NOT NULL CHECK (amount > 0),
    unit TEXT NOT NULL,
    hours TEXT NOT NULL,
    PRIMARY KEY (plan_id, severity)
) STRICT;

CREATE TABLE organizations (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    plan_id INTEGER NOT NULL REFERENCES plans (id),
    region TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE products (
    id INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    environment TEXT,
    account_manager_name TEXT,
    account_manager_email TEXT,
    current_version TEXT,
    upgrade_version TEXT,
    upgrade_on TEXT,
    window_weekday INTEGER CHECK (window_weekday BETWEEN 1 AND 7),
    window_starts TEXT,
    window_minutes INTEGER,
    window_zone TEXT,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX products_by_organization ON products (organization_id, name);

CREATE TABLE categories (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES products (id),
    parent_id INTEGER REFERENCES categories (id),
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX categories_by_product ON categories (product_id, COALESCE(parent_id, 0), slug);
CREATE INDEX categories_by_slug ON categories (slug);

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    organization_id INTEGER REFERENCES organizations (id),
    account_role TEXT,
    staff_role TEXT,
    password_hash TEXT,
    is_active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CHECK ((organization_id IS NULL) = (staff_role IS NOT NULL)),
    CHECK ((organization_id IS NULL) = (account_role IS NULL))
) STRICT;
CREATE INDEX people_by_organization ON people (organization_id, name, email);

CREATE TABLE seats (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    product_id INTEGER REFERENCES products (id),
    account_wide INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX seats_by_person ON seats (person_id, COALESCE(product_id, 0));
CREATE INDEX seats_by_product ON seats (product_id);

CREATE TABLE contacts (
    id INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT,
    UNIQUE (organization_id, email)
) STRICT;

CREATE TABLE product_contacts (
    product_id INTEGER NOT NULL REFERENCES products (id),
    contact_id INTEGER NOT NULL REFERENCES contacts (id),
    maintenance INTEGER NOT NULL,
    incidents INTEGER NOT NULL,
    PRIMARY KEY (product_id, contact_id)
) STRICT;

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES people (id),
    label TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE attempts (
    subject TEXT NOT NULL PRIMARY KEY,
    started_at INTEGER NOT NULL,
    count INTEGER NOT NULL
) STRICT;

-- public_version and public_updated_at are what customers see; nothing internal moves them (C13).
CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    category_id INTEGER REFERENCES categories (id),
    subcategory_id INTEGER REFERENCES categories (id),
    requester_id INTEGER NOT NULL REFERENCES people (id),
    filed_by_id INTEGER NOT NULL REFERENCES people (id),
    assignee_id INTEGER REFERENCES people (id),
    severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
    priority TEXT NOT NULL,
    status TEXT NOT NULL,
    status_group TEXT NOT NULL,
    open_status TEXT NOT NULL,
    status_date TEXT,
    fixed_in TEXT,
    ticket TEXT,
    closes_at INTEGER,
    subject TEXT NOT NULL,
    description TEXT NOT NULL,
    solution TEXT,
    escalated_at INTEGER,
    last_side TEXT NOT NULL,
    last_reply_at INTEGER,
    last_reply_by_id INTEGER REFERENCES people (id),
    first_answer_at INTEGER,
    reply_count INTEGER NOT NULL,
    note_count INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    public_updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    public_version INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_by_update ON cases (updated_at, number);
CREATE INDEX cases_by_creation ON cases (created_at, number);
CREATE INDEX cases_by_severity ON cases ((-severity), updated_at, number);
CREATE INDEX cases_by_group ON cases (status_group, updated_at, number);
CREATE INDEX cases_by_status ON cases (status, updated_at, number);
CREATE INDEX cases_by_side ON cases (last_side, status_group, updated_at, number);
CREATE INDEX cases_by_assignee ON cases (assignee_id, updated_at, number);
CREATE INDEX cases_by_product ON cases (product_id, updated_at, number);
CREATE INDEX cases_by_organization ON cases (organization_id, public_updated_at, number);
CREATE INDEX cases_by_organization_group ON cases (organization_id, status_group, public_updated_at, number);
CREATE INDEX cases_by_organization_creation ON cases (organization_id, created_at, number);
CREATE INDEX cases_by_requester ON cases (requester_id, public_updated_at, number);
CREATE INDEX cases_by_closing ON cases (closes_at) WHERE closes_at IS NOT NULL;

CREATE TABLE watchers (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    added_at INTEGER NOT NULL,
    PRIMARY KEY (case_id, person_id)
) STRICT;
CREATE INDEX watchers_by_person ON watchers (person_id, case_id);

CREATE TABLE comments (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    visibility TEXT NOT NULL,
    number INTEGER NOT NULL,
    author_id INTEGER NOT NULL REFERENCES people (id),
    body TEXT NOT NULL,
    is_escalation INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    redacted_at INTEGER,
    redacted_by_id INTEGER REFERENCES people (id),
    redaction_reason TEXT,
    UNIQUE (case_id, visibility, number)
) STRICT;

CREATE TABLE drafts (
    person_id INTEGER NOT NULL REFERENCES people (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    case_id INTEGER REFERENCES cases (id),
    content TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, id)
) STRICT;

-- A file is on a draft, or on a case: with its description (came_with_case), with a comment, or by itself.
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    case_id INTEGER REFERENCES cases (id),
    comment_id INTEGER REFERENCES comments (id),
    came_with_case INTEGER NOT NULL,
    draft_person_id INTEGER,
    draft_id TEXT,
    visibility TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    blob TEXT,
    uploaded_by_id INTEGER NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    redacted_at INTEGER,
    redacted_by_id INTEGER REFERENCES people (id),
    redaction_reason TEXT,
    FOREIGN KEY (draft_person_id, draft_id) REFERENCES drafts (person_id, id),
    CHECK ((case_id IS NULL) <> (draft_id IS NULL))
) STRICT;
CREATE INDEX attachments_by_case ON attachments (case_id, id);
CREATE INDEX attachments_by_comment ON attachments (comment_id);
CREATE INDEX attachments_by_draft ON attachments (draft_person_id, draft_id);
CREATE INDEX attachments_by_blob ON attachments (blob);

CREATE TABLE reads (
    person_id INTEGER NOT NULL REFERENCES people (id),
    case_id INTEGER NOT NULL REFERENCES cases (id),
    replies INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    PRIMARY KEY (person_id, case_id)
) STRICT;

-- Facts, appended and never changed; actor_id is NULL where the system acted.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_id INTEGER REFERENCES people (id),
    on_behalf_of_id INTEGER REFERENCES people (id),
    subject_kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    visibility TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_subject ON events (subject_kind, subject_id, visibility, id);

-- What requests made, never what they were answered with: words may be taken away later.
CREATE TABLE idempotency (
    person_id INTEGER NOT NULL REFERENCES people (id),
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    receipt TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, key)
) STRICT;
CREATE INDEX idempotency_by_creation ON idempotency (created_at);

CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until INTEGER NOT NULL
) STRICT;

-- One row per case, rowid = case id; scope holds oORGANIZATION pPARTICIPANT gGROUP.
CREATE VIRTUAL TABLE case_search USING fts5 (
    subject, body, scope,
    content = '', contentless_delete = 1, detail = full, prefix = '3',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- Internal notes apart, so that no query of a customer can open them (C13).
CREATE VIRTUAL TABLE note_search USING fts5 (
    body,
    content = '', contentless_delete = 1, detail = full, prefix = '3',
    tokenize = 'unicode61 remove_diacritics 2'
);
