-- Model servers. Keys are never stored: only the name of the environment variable that holds one.
CREATE TABLE endpoint (
    id           BLOB PRIMARY KEY NOT NULL,
    name         TEXT NOT NULL UNIQUE,
    base_url     TEXT NOT NULL,
    model        TEXT NOT NULL,
    key_variable TEXT NOT NULL DEFAULT '',
    settings     TEXT NOT NULL DEFAULT '{}' -- JSON: time limits, temperature, concurrency
) STRICT;

-- A run writes one sample per plan. Its samples are dialogues of the source `source`.
CREATE TABLE run (
    id         BLOB PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    plan_set   BLOB NOT NULL REFERENCES plan_set (id),
    source     BLOB NOT NULL REFERENCES source (id),
    writer     TEXT NOT NULL,               -- 'template' or an endpoint's name
    parameters TEXT NOT NULL,               -- JSON: prompt with version, seed, model, program version
    state      TEXT NOT NULL,               -- 'running', 'ready', 'stopped' or 'removed'
    created_at INTEGER NOT NULL,
    planned    INTEGER NOT NULL
) STRICT;

-- One row per finished plan of a run: where its sample is, or why there is none.
CREATE TABLE run_item (
    run          BLOB NOT NULL REFERENCES run (id),
    plan_ordinal INTEGER NOT NULL,
    dialogue     BLOB REFERENCES dialogue (id), -- null: set aside
    provenance   TEXT NOT NULL,             -- JSON: model answered, seed, tokens, attempts, times, request digest
    error        TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (run, plan_ordinal)
) STRICT, WITHOUT ROWID;
-- Deleting dialogues asks which items point to them.
CREATE INDEX run_item_dialogue ON run_item (dialogue) WHERE dialogue IS NOT NULL;
