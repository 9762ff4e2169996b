-- The knowledge base: articles with their versions and readers, help documents, and the words by which articles are found.

-- A tree; slugs are unique in all of it.
CREATE TABLE article_categories (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES article_categories (id),
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

-- title, language, audience and category are those of the published version, or of the newest where none is published; version is
-- the newest. touched_at orders lists: published last, or written last where nothing is published.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    published_version INTEGER,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    audience TEXT NOT NULL,
    category_id INTEGER REFERENCES article_categories (id),
    case_id INTEGER REFERENCES cases (id),
    created_at INTEGER NOT NULL,
    touched_at INTEGER NOT NULL,
    reviewed_at INTEGER NOT NULL,
    helpful INTEGER NOT NULL DEFAULT 0,
    unhelpful INTEGER NOT NULL DEFAULT 0,
    reads INTEGER NOT NULL DEFAULT 0,
    deflected INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX articles_by_touch ON articles (state, touched_at, id);
CREATE INDEX articles_by_newest ON articles (touched_at, id);
CREATE INDEX articles_by_most_read ON articles (reads, id);
CREATE INDEX articles_by_reads ON articles (state, reads, id);
CREATE INDEX articles_by_review ON articles (state, reviewed_at, id);
CREATE INDEX articles_by_category ON articles (category_id, touched_at, id);
CREATE INDEX articles_by_case ON articles (case_id);

-- content is JSON: everything that was written, the audience included.
CREATE TABLE article_versions (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    version INTEGER NOT NULL,
    author_id INTEGER NOT NULL REFERENCES people (id),
    written_at INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (article_id, version)
) STRICT;

-- Which customers read an article: organizations, or 0 for all. What is not published has none.
CREATE TABLE article_readers (
    reach INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (reach, article_id)
) STRICT;
CREATE INDEX article_readers_by_article ON article_readers (article_id);

-- Products of the version that title is of; none where it is about all.
CREATE TABLE article_products (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    PRIMARY KEY (article_id, product_id)
) STRICT;
CREATE INDEX article_products_by_product ON article_products (product_id, article_id);

CREATE TABLE article_pictures (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    blob TEXT NOT NULL,
    UNIQUE (article_id, name)
) STRICT;
CREATE INDEX article_pictures_by_blob ON article_pictures (blob);

CREATE TABLE article_votes (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    helpful INTEGER NOT NULL,
    word TEXT,
    voted_at INTEGER NOT NULL,
    PRIMARY KEY (article_id, person_id)
) STRICT;

-- Who opened what on which day (when it began), so that a reader counts once a day; removed after a while.
CREATE TABLE article_reads (
    day INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    PRIMARY KEY (day, article_id, person_id)
) STRICT;

-- What somebody opened beside a draft; goes with it.
CREATE TABLE draft_articles (
    person_id INTEGER NOT NULL,
    draft_id TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (person_id, draft_id, article_id)
) STRICT;

-- What a case has to do with articles: opened by its requester before it was filed, cited by support.
CREATE TABLE case_articles (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    article_id INTEGER NOT NULL REFERENCES articles (id),
    was_read INTEGER NOT NULL,
    is_cited INTEGER NOT NULL,
    PRIMARY KEY (case_id, article_id)
) STRICT;
CREATE INDEX case_articles_by_article ON case_articles (article_id, case_id);

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    product_id INTEGER REFERENCES products (id),
    language TEXT NOT NULL,
    place INTEGER NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_product ON documents (product_id, language, place);

-- Words that were looked for in vain, the newest of each person and word.
CREATE TABLE article_misses (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    words TEXT NOT NULL,
    missed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX article_misses_by_person ON article_misses (person_id, id);
CREATE INDEX article_misses_by_time ON article_misses (missed_at);

-- The index of search, one for each reach: an organization, 0 for all customers, -1 for support. postings tell which of the
-- articles of a block (of 1,024 ids) have a term, and how much they are about it.
CREATE TABLE article_terms (
    reach INTEGER NOT NULL,
    term TEXT NOT NULL,
    block INTEGER NOT NULL,
    uses INTEGER NOT NULL,
    postings TEXT NOT NULL,
    PRIMARY KEY (reach, term, block)
) STRICT;

-- Words as they are written, with the term that they are found by and in how many articles they stand.
CREATE TABLE article_words (
    reach INTEGER NOT NULL,
    word TEXT NOT NULL,
    term TEXT NOT NULL,
    uses INTEGER NOT NULL,
    PRIMARY KEY (reach, word, term)
) STRICT;

-- Each word under every spelling that it has without one of its letters, so that one that is mistyped is found.
CREATE TABLE article_spellings (
    reach INTEGER NOT NULL,
    spelling TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (reach, spelling, word)
) STRICT;
