-- What a file says of how alike tracks or artists are: lists of the most similar, or embeddings. As with catalogues only
-- the row of `similarity` is recorded in the history, and only those in state 'ready' are seen.
CREATE TABLE similarity (
    id         BLOB PRIMARY KEY NOT NULL,
    catalogue  BLOB NOT NULL REFERENCES catalogue (id),
    name       TEXT NOT NULL,
    target     TEXT NOT NULL,               -- 'tracks' or 'artists'
    kind       TEXT NOT NULL,               -- 'list' or 'embedding'
    origin     TEXT NOT NULL,               -- file name without folder
    state      TEXT NOT NULL,               -- 'importing' or 'ready'
    created_at INTEGER NOT NULL,
    items      INTEGER NOT NULL,            -- tracks or artists it speaks of
    dimensions INTEGER NOT NULL             -- of an embedding; 0: a list
) STRICT;
CREATE INDEX similarity_catalogue ON similarity (catalogue);
CREATE TABLE similarity_item (
    similarity BLOB NOT NULL REFERENCES similarity (id),
    item       TEXT NOT NULL,               -- external id of a track, name of an artist
    body       BLOB NOT NULL,               -- a list: JSON [["other", weight], ...], best first; an embedding: float32,
                                            -- little endian, of length 1
    PRIMARY KEY (similarity, item)
) STRICT, WITHOUT ROWID;
