CREATE TABLE study (
    id         BLOB PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    definition TEXT NOT NULL,               -- JSON: criteria, scale, margin, raters, items per source, seed
    frozen     TEXT NOT NULL DEFAULT '{}',  -- JSON: what freezing settled: length bands, form of tracks
    state      TEXT NOT NULL,               -- 'draft', 'frozen' or 'removed'
    created_at INTEGER NOT NULL,
    frozen_at  INTEGER NOT NULL DEFAULT 0,
    digest     TEXT NOT NULL DEFAULT ''     -- SHA-256 of the frozen definition
) STRICT;

-- The conditions of a study: sources under neutral letters.
CREATE TABLE study_source (
    study  BLOB NOT NULL REFERENCES study (id),
    source BLOB NOT NULL REFERENCES source (id),
    letter TEXT NOT NULL,                   -- 'A', 'B', ...: drawn, not in the order of entry
    PRIMARY KEY (study, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE study_item (
    id       BLOB PRIMARY KEY NOT NULL,
    study    BLOB NOT NULL REFERENCES study (id),
    source   BLOB NOT NULL REFERENCES source (id),
    dialogue BLOB NOT NULL REFERENCES dialogue (id)
) STRICT;
CREATE UNIQUE INDEX study_item_once ON study_item (study, dialogue);

-- What one rater gets. The ids in the file are drawn per packet; this is the only place that joins them to items.
CREATE TABLE packet (
    id         BLOB PRIMARY KEY NOT NULL,   -- random; stands in the file
    study      BLOB NOT NULL REFERENCES study (id),
    rater      TEXT NOT NULL,
    digest     TEXT NOT NULL,               -- SHA-256 of the file's bytes
    created_at INTEGER NOT NULL,
    answers_head TEXT NOT NULL DEFAULT '',  -- the last link of the answers file that was collected; empty: none
    collected_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX packet_rater ON packet (study, rater);

CREATE TABLE packet_item (
    packet   BLOB NOT NULL REFERENCES packet (id),
    public_id BLOB NOT NULL,                -- random; stands in the file
    item     BLOB NOT NULL REFERENCES study_item (id),
    position INTEGER NOT NULL,              -- presentation order, from 0
    PRIMARY KEY (packet, public_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
    packet     BLOB NOT NULL REFERENCES packet (id),
    public_id  BLOB NOT NULL,
    criterion  TEXT NOT NULL,
    value      INTEGER NOT NULL,            -- 1 to the points of the scale
    given_at   INTEGER NOT NULL,
    active_ms  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (packet, public_id, criterion)
) STRICT, WITHOUT ROWID;

-- Who opened a study's key, when and why. Append-only and outside of the edit history: undo does not make a person
-- forget which condition is which.
CREATE TABLE unblinding (
    study  BLOB NOT NULL REFERENCES study (id),
    at     INTEGER NOT NULL,
    actor  TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
