-- What people changed of tracks, over what was imported: null where a text or the attributes stand as they came.
CREATE TABLE track_edit (
    catalogue  BLOB NOT NULL REFERENCES catalogue (id),
    ordinal    INTEGER NOT NULL,            -- of the track
    title      TEXT,
    artist     TEXT,
    album      TEXT,
    attributes TEXT,                        -- all of them, in the form of the catalogue's own
    PRIMARY KEY (catalogue, ordinal)
) STRICT;
