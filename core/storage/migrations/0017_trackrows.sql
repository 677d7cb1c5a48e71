-- Tracks lie in the order of their places in the catalogue, without ids of their own: an import appends and nothing else.
-- That an external id stands once in a catalogue is held by the import. What the values of tracks are is written once a
-- catalogue (catalogue_value); tracks of an earlier version keep their JSON.
CREATE TABLE track_row (
    catalogue   BLOB NOT NULL REFERENCES catalogue (id),
    ordinal     INTEGER NOT NULL,           -- place within the catalogue, from 0: its bit in the index
    external_id TEXT NOT NULL,
    title       TEXT NOT NULL,
    artist      TEXT NOT NULL,
    album       TEXT NOT NULL,
    attributes  ANY NOT NULL,               -- BLOB: numbers of catalogue_value, see core/catalogue/packedvalues.h; TEXT: JSON
                                            -- {"genre": ["rock", "indie"], "year": [1999]}
    PRIMARY KEY (catalogue, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO track_row (catalogue, ordinal, external_id, title, artist, album, attributes)
    SELECT catalogue, ordinal, external_id, title, artist, album, attributes FROM track ORDER BY catalogue, ordinal;
DROP TABLE track;
ALTER TABLE track_row RENAME TO track;

CREATE TABLE catalogue_value (
    catalogue BLOB NOT NULL REFERENCES catalogue (id),
    number    INTEGER NOT NULL,             -- from 0, in the order in which the import met them
    type      TEXT NOT NULL,
    value     TEXT,                         -- NULL: the track's number of that type follows
    PRIMARY KEY (catalogue, number)
) STRICT, WITHOUT ROWID;
