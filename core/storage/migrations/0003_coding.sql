CREATE TABLE coder (
    id   BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE code (
    id         BLOB PRIMARY KEY NOT NULL,
    parent     BLOB REFERENCES code (id),
    facet      TEXT NOT NULL,               -- 'intent', 'action', 'attribute' or '' for a free code
    name       TEXT NOT NULL,
    definition TEXT NOT NULL DEFAULT '',
    includes   TEXT NOT NULL DEFAULT '',    -- what the code also covers
    excludes   TEXT NOT NULL DEFAULT '',    -- what it does not, and the code for that
    examples   TEXT NOT NULL DEFAULT '[]',  -- JSON list of texts
    shortcut   TEXT NOT NULL DEFAULT '',    -- the one key that codes with it; empty: none
    colour     INTEGER NOT NULL DEFAULT 0,  -- index into the palette of code colours
    codable    INTEGER NOT NULL DEFAULT 1,  -- 0: a folder that groups
    position   INTEGER NOT NULL DEFAULT 0   -- among its siblings
) STRICT;
CREATE UNIQUE INDEX code_name ON code (facet, name);

CREATE TABLE coding (
    id         BLOB PRIMARY KEY NOT NULL,
    code       BLOB NOT NULL REFERENCES code (id),
    coder      BLOB NOT NULL REFERENCES coder (id),
    dialogue   BLOB NOT NULL REFERENCES dialogue (id),
    turn       BLOB REFERENCES turn (id),   -- null: the whole dialogue
    span_begin INTEGER NOT NULL DEFAULT -1, -- code points; -1: the whole turn
    span_end   INTEGER NOT NULL DEFAULT -1,
    origin     TEXT NOT NULL,               -- 'person', 'import' or 'suggestion'
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX coding_dialogue ON coding (dialogue, coder);
CREATE INDEX coding_code ON coding (code, coder);
CREATE UNIQUE INDEX coding_once ON coding (turn, code, coder, span_begin, span_end) WHERE turn IS NOT NULL;

CREATE TABLE memo (
    id          BLOB PRIMARY KEY NOT NULL,
    target_kind TEXT NOT NULL,              -- 'project', 'dialogue', 'turn', 'coding' or 'code'
    target      BLOB,                       -- null for the project
    coder       BLOB NOT NULL REFERENCES coder (id),
    text        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX memo_target ON memo (target_kind, target);
