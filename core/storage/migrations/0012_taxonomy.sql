-- Published versions of the codebook; see core/taxonomy/taxonomy.h. Frozen: a row comes and, by undo, goes.
CREATE TABLE taxonomy_version (
    id           BLOB PRIMARY KEY NOT NULL, -- time-ordered: the versions count in this order
    name         TEXT NOT NULL UNIQUE,
    note         TEXT NOT NULL,
    actor        TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    hash         TEXT NOT NULL,             -- SHA-256 of the content, lower-case hex
    content      TEXT NOT NULL              -- the codebook as canonical JSON
) STRICT;
CREATE TRIGGER taxonomy_version_frozen BEFORE UPDATE ON taxonomy_version BEGIN
    SELECT raise(ABORT, 'a taxonomy version is frozen');
END;

-- What became of codes that were merged or split. No foreign keys: a merged code is gone.
CREATE TABLE code_lineage (
    id        BLOB PRIMARY KEY NOT NULL,
    from_code BLOB NOT NULL,
    into_code BLOB NOT NULL,
    kind      TEXT NOT NULL,                -- 'merge' or 'split'
    at        INTEGER NOT NULL
) STRICT;
CREATE INDEX code_lineage_from ON code_lineage (from_code);
