-- How people read (I3); what nobody said is NULL. asked_at is when the questions of the first sign-in were answered.
CREATE TABLE person_settings (
    person_id INTEGER NOT NULL PRIMARY KEY REFERENCES people (id),
    language TEXT,
    locale TEXT,
    time_zone TEXT,
    theme TEXT,
    asked_at INTEGER
) STRICT;
