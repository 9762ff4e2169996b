-- Ways in: tokens for programs, names of those behind a shared mailbox, what strangers ask for twice.

-- A token is a sign-in for a program, which its person ends by name.
ALTER TABLE sessions ADD COLUMN is_token BIGINT NOT NULL DEFAULT 0;

-- Who writes for a shared mailbox (S7): chosen for each key and each sign-in, kept with each comment and draft.
ALTER TABLE sessions ADD COLUMN signs_as TEXT COLLATE "C";
ALTER TABLE ssh_keys ADD COLUMN signs_as TEXT COLLATE "C";
ALTER TABLE comments ADD COLUMN signed TEXT COLLATE "C";
ALTER TABLE drafts ADD COLUMN signs_as TEXT COLLATE "C";

-- Whoever asks again while they wait has asked once; how often is counted.
ALTER TABLE access_requests ADD COLUMN repeats BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX access_requests_open ON access_requests (email) WHERE state = 'open';
