-- The append-only history of what people did; see core/storage/edithistory.h.
CREATE TABLE history (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    id        BLOB NOT NULL UNIQUE,
    kind      INTEGER NOT NULL,            -- 0 edit, 1 undo, 2 redo
    label     TEXT NOT NULL,
    actor     TEXT NOT NULL,
    at        INTEGER NOT NULL,            -- ms since 1970
    target    INTEGER NOT NULL DEFAULT 0,  -- undo, redo: the edit's sequence
    undone    INTEGER NOT NULL DEFAULT 0,  -- edits: 0 in effect, 1 undone, 2 undone and overtaken by a later edit
    changes   INTEGER NOT NULL DEFAULT 0,
    changeset BLOB NOT NULL
) STRICT;
CREATE INDEX history_line ON history (undone, sequence) WHERE kind = 0;

-- Settings of the project itself: its name, its current coder.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
