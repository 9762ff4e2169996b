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
