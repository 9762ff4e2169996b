-- A key signs its person in once it was proven to be theirs; only then nobody else can have it.
CREATE TABLE ssh_keys (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    fingerprint TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    label TEXT NOT NULL,
    is_proven INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE UNIQUE INDEX ssh_keys_by_person ON ssh_keys (person_id, fingerprint);
CREATE UNIQUE INDEX ssh_keys_proven ON ssh_keys (fingerprint) WHERE is_proven = 1;

-- The key that a sign-in over SSH was made with; the sign-in ends with its connection, and with its key.
ALTER TABLE sessions ADD COLUMN ssh_key_id INTEGER REFERENCES ssh_keys (id);
CREATE INDEX sessions_by_key ON sessions (ssh_key_id);
