-- Tracks with their attributes; as with sources, only catalogues in state 'ready' are seen and only the row of
-- `catalogue` is recorded in the history.
CREATE TABLE catalogue (
    id         BLOB PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    origin     TEXT NOT NULL,
    map        TEXT NOT NULL,               -- the JSON map it was imported by
    state      TEXT NOT NULL,               -- 'importing', 'ready' or 'removed'
    created_at INTEGER NOT NULL,
    tracks     INTEGER NOT NULL DEFAULT 0,
    tag_values INTEGER NOT NULL DEFAULT 0   -- different attribute values, numbers not counted
) STRICT;

CREATE TABLE track (
    id          BLOB PRIMARY KEY NOT NULL,
    catalogue   BLOB NOT NULL REFERENCES catalogue (id),
    ordinal     INTEGER NOT NULL,           -- place within the catalogue, from 0: its bit in the index
    external_id TEXT NOT NULL,
    title       TEXT NOT NULL,
    artist      TEXT NOT NULL,
    album       TEXT NOT NULL,
    attributes  TEXT NOT NULL               -- JSON {"genre": ["rock", "indie"], "year": [1999]}
) STRICT;
CREATE UNIQUE INDEX track_place ON track (catalogue, ordinal);
CREATE UNIQUE INDEX track_external ON track (catalogue, external_id);
