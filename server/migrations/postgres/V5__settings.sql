-- How people read (I3); what nobody said is NULL. asked_at is when the questions of the first sign-in were answered.
CREATE TABLE person_settings (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES people (id),
    language TEXT COLLATE "C",
    locale TEXT COLLATE "C",
    time_zone TEXT COLLATE "C",
    theme TEXT COLLATE "C",
    asked_at BIGINT
);
