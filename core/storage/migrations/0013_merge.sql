-- Bringing two copies of a project together; see core/merge. All three are recorded with the merge, so that undoing it
-- takes them back, too.

-- How far another copy was taken in: everything in its history up to the entry.
CREATE TABLE merge_point (
    entry     BLOB PRIMARY KEY NOT NULL,    -- the id in the other's history
    sequence  INTEGER NOT NULL,             -- of the merge in the history of this file
    file      TEXT NOT NULL,                -- the other's name without folder, for people
    merged_at INTEGER NOT NULL
) STRICT;

-- Rows that both made for the same fact: the other's id stands for mine.
CREATE TABLE merge_alias (
    theirs BLOB PRIMARY KEY NOT NULL,
    mine   BLOB NOT NULL
) STRICT;

-- What both changed, each in a way of her own. Mine stays until a person decides.
CREATE TABLE merge_conflict (
    id        BLOB PRIMARY KEY NOT NULL,
    merged_at INTEGER NOT NULL,
    file      TEXT NOT NULL,
    object    TEXT NOT NULL,                -- the table
    row_key   TEXT NOT NULL,                -- JSON list
    field     TEXT NOT NULL,                -- the column; empty: the row as a whole
    label     TEXT NOT NULL,                -- what it is, for people: "the code jazz"
    mine      TEXT NOT NULL,                -- JSON; null for a row: removed
    theirs    TEXT NOT NULL,
    coder     BLOB,                         -- whose row it is; null: nobody's
    state     TEXT NOT NULL DEFAULT 'open'  -- 'open', 'mine' or 'theirs'
) STRICT;
CREATE UNIQUE INDEX merge_conflict_once ON merge_conflict (object, row_key, field, theirs);
