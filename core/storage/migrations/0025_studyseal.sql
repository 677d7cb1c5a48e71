-- While a study's key is sealed, its rows name no source and no dialogue: random ids stand in their place. So these
-- columns point to nothing in particular any more.
CREATE TABLE study_source_free (
    study  BLOB NOT NULL REFERENCES study (id),
    source BLOB NOT NULL,
    letter TEXT NOT NULL,                   -- 'A', 'B', ...: drawn, not in the order of entry
    PRIMARY KEY (study, source)
) STRICT, WITHOUT ROWID;
INSERT INTO study_source_free SELECT study, source, letter FROM study_source;
CREATE TABLE study_item_free (
    id       BLOB PRIMARY KEY NOT NULL,
    study    BLOB NOT NULL REFERENCES study (id),
    source   BLOB NOT NULL,
    dialogue BLOB NOT NULL
) STRICT;
INSERT INTO study_item_free SELECT id, study, source, dialogue FROM study_item;
CREATE TABLE packet_item_free (
    packet   BLOB NOT NULL REFERENCES packet (id),
    public_id BLOB NOT NULL,                -- random; stands in the file
    item     BLOB NOT NULL REFERENCES study_item_free (id),
    position INTEGER NOT NULL,              -- presentation order, from 0
    PRIMARY KEY (packet, public_id)
) STRICT, WITHOUT ROWID;
INSERT INTO packet_item_free SELECT packet, public_id, item, position FROM packet_item;
DROP TABLE packet_item;
DROP TABLE study_item;
DROP TABLE study_source;
ALTER TABLE study_source_free RENAME TO study_source;
ALTER TABLE study_item_free RENAME TO study_item;
ALTER TABLE packet_item_free RENAME TO packet_item;
CREATE UNIQUE INDEX study_item_once ON study_item (study, dialogue);

-- What happened to a study, in one chain; see core/rating/studylog.h. It stays when a study is undone, so it points to
-- no row.
CREATE TABLE study_log (
    study  BLOB NOT NULL,
    number INTEGER NOT NULL,                -- from 1
    entry  TEXT NOT NULL,                   -- JSON
    link   TEXT NOT NULL,                   -- SHA-256 of the link before and the entry
    PRIMARY KEY (study, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER study_log_is_final BEFORE UPDATE ON study_log
BEGIN SELECT RAISE(ABORT, 'the log of a study is never changed'); END;
CREATE TRIGGER study_log_is_kept BEFORE DELETE ON study_log
BEGIN SELECT RAISE(ABORT, 'the log of a study is never shortened'); END;
-- Its last entry, so that a missing end is found.
CREATE TABLE study_log_end (
    study  BLOB PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL,
    link   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The seal of a study whose key left the project; see core/rating/studyseal.h.
CREATE TABLE study_seal (
    study      BLOB PRIMARY KEY NOT NULL,
    at         INTEGER NOT NULL,
    actor      TEXT NOT NULL,
    commitment TEXT NOT NULL,               -- SHA-256 of a random salt and the key, which both lie in the key file
    key_digest TEXT NOT NULL,               -- SHA-256 of the key file's bytes
    blind_digest TEXT NOT NULL,             -- SHA-256 of what stays: definition, items and their letters
    audit      TEXT NOT NULL,               -- JSON: what the leak meter said before; names no condition
    opened_at  INTEGER NOT NULL DEFAULT 0   -- 0: still sealed
) STRICT, WITHOUT ROWID;
