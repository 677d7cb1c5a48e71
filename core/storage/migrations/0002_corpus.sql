-- Dialogues wherever they come from. Bulk rows are not recorded in the history: the row of `source` that owns them is.
-- Only sources in state 'ready' are seen, and of these only the dialogues whose place is below `published` (their facts
-- of tracks below `tracks`). So an import, also one that adds to a source, is undone at once whatever its size.
CREATE TABLE source (
    id         BLOB PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,               -- 'corpus' or 'run'
    format     TEXT NOT NULL,               -- 'cpcd', 'lp', 'chat', 'csv', 'jsonl' or 'run'
    origin     TEXT NOT NULL,               -- file name(s) without folder, for people
    state      TEXT NOT NULL,               -- 'importing', 'ready' or 'removed'
    created_at INTEGER NOT NULL,
    dialogues  INTEGER NOT NULL DEFAULT 0,
    turns      INTEGER NOT NULL DEFAULT 0,
    tracks     INTEGER NOT NULL DEFAULT 0,  -- different tracks whose facts are known
    published  INTEGER NOT NULL DEFAULT 0   -- dialogues at places below this are seen
) STRICT;

CREATE TABLE dialogue (
    id          BLOB PRIMARY KEY NOT NULL,
    source      BLOB NOT NULL REFERENCES source (id),
    ordinal     INTEGER NOT NULL,           -- place within the source, from 0
    external_id TEXT NOT NULL,              -- the id in the imported file; unique within the source
    turns       INTEGER NOT NULL,
    tracks      INTEGER NOT NULL,           -- track references in all turns
    preview     TEXT NOT NULL,              -- the first words, for lists
    goal        TEXT NOT NULL DEFAULT '[]'  -- goal playlist: JSON list of track ids
) STRICT;
CREATE UNIQUE INDEX dialogue_place ON dialogue (source, ordinal);
CREATE UNIQUE INDEX dialogue_external ON dialogue (source, external_id);

-- The dialogues that anybody may see.
CREATE VIEW ready_dialogue AS
    SELECT dialogue.*, source.created_at AS source_at FROM dialogue JOIN source ON source.id = dialogue.source
    WHERE source.state = 'ready' AND dialogue.ordinal < source.published;

CREATE TABLE turn (
    number     INTEGER PRIMARY KEY,         -- what the full-text index points to
    id         BLOB UNIQUE NOT NULL,
    dialogue   BLOB NOT NULL REFERENCES dialogue (id),
    position   INTEGER NOT NULL,            -- from 0
    role       INTEGER NOT NULL,            -- 0 user, 1 system
    text       TEXT NOT NULL,               -- LF line ends; empty where the turn only shows tracks
    tracks     TEXT NOT NULL DEFAULT '[]',  -- JSON list of [track id, verdict]: 0 shown, 1 liked, -1 disliked
    intents    TEXT NOT NULL DEFAULT '[]',  -- JSON list: labels that came with the record (LP, runs)
    attributes TEXT NOT NULL DEFAULT '[]'   -- JSON list of "type:value", as intents
) STRICT;
CREATE UNIQUE INDEX turn_place ON turn (dialogue, position);

-- Facts of the tracks that a source mentions, by the source's own track ids.
CREATE TABLE source_track (
    source      BLOB NOT NULL REFERENCES source (id),
    external_id TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,           -- in the order they became known, from 0
    title       TEXT NOT NULL,
    artist      TEXT NOT NULL,
    album       TEXT NOT NULL,
    PRIMARY KEY (source, external_id)
) STRICT, WITHOUT ROWID;

-- New turns are put into the index by the writer of sources, one statement for a batch: a trigger on insert would make
-- the index write itself out at every row, which takes four times as long.
CREATE VIRTUAL TABLE turn_text USING fts5 (
    text, content = 'turn', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER turn_text_delete AFTER DELETE ON turn WHEN old.text <> '' BEGIN
    INSERT INTO turn_text (turn_text, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TRIGGER turn_text_update AFTER UPDATE OF text ON turn BEGIN
    INSERT INTO turn_text (turn_text, rowid, text) VALUES ('delete', old.number, old.text);
    INSERT INTO turn_text (rowid, text) VALUES (new.number, new.text);
END;
