"""The tables of knowledge.db.

A passage's words lie once, in `passage_words`: the text with its headings as a person reads it, and
its stems. Everything that is asked for every match of a search (which document, is it ready, in
which collection) lies in narrow rows beside it, that stay in memory.

A document without a collection was removed, and waits for its passages to be erased. `stamp` grows
with everything that changes what can be found; `synced` and `gone` tell what the vector index has
yet to follow.
"""

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO meta VALUES ('stamp', 0), ('model', 0), ('erasing', 0);
CREATE TABLE IF NOT EXISTS collection (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
    attached INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS document (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    collection INTEGER REFERENCES collection (id) ON DELETE SET NULL,
    name TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, status TEXT NOT NULL,
    pages INTEGER NOT NULL DEFAULT 0, pieces INTEGER NOT NULL DEFAULT 0,
    passages INTEGER NOT NULL DEFAULT 0, text_sha256 TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '', hint TEXT NOT NULL DEFAULT '',
    created REAL NOT NULL, origin TEXT NOT NULL DEFAULT '', stamp INTEGER NOT NULL DEFAULT 0,
    UNIQUE (collection, sha256)
);
CREATE INDEX IF NOT EXISTS document_by_status ON document (status);
CREATE INDEX IF NOT EXISTS document_by_origin ON document (origin) WHERE origin <> '';
CREATE TABLE IF NOT EXISTS passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (row),
    number INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    heading TEXT NOT NULL, page INTEGER, line INTEGER NOT NULL,
    UNIQUE (document, number)
);
CREATE VIRTUAL TABLE IF NOT EXISTS passage_words USING fts5 (
    words, stems, tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE IF NOT EXISTS passage_terms USING fts5vocab (passage_words, row);
CREATE TABLE IF NOT EXISTS model (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS embedding (
    passage INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES model (id), vector BLOB NOT NULL,
    PRIMARY KEY (passage, model)
);
CREATE TABLE IF NOT EXISTS synced (
    document INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
    stamp INTEGER NOT NULL, PRIMARY KEY (document, model)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS gone (
    model INTEGER NOT NULL, collection INTEGER NOT NULL, passage INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (model, collection, passage)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS watched (
    path TEXT PRIMARY KEY,
    collection INTEGER NOT NULL REFERENCES collection (id) ON DELETE CASCADE
);
"""
