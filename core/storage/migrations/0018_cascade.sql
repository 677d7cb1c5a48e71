-- Cascades that somebody gave a name to.
CREATE TABLE cascade (
    id         BLOB PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    catalogue  BLOB NOT NULL REFERENCES catalogue (id), -- that its values are of
    state      TEXT NOT NULL,               -- JSON, see stateJson() in core/cascade/filter.h
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX cascade_name ON cascade (name);
CREATE INDEX cascade_catalogue ON cascade (catalogue);
