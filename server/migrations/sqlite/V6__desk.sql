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
