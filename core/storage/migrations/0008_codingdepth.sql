-- Coding in depth: exchanges, second parents, kinds of memos, comparison, theory, suggestions, sampling.

-- A coding can lie on an exchange: `turn` is then its first turn.
ALTER TABLE coding ADD COLUMN exchange INTEGER NOT NULL DEFAULT 0; -- 1: the whole exchange that `turn` opens
-- What it came from: the model and its confidence, the pattern of an autocode; empty for a person's own.
ALTER TABLE coding ADD COLUMN origin_detail TEXT NOT NULL DEFAULT '';
DROP INDEX coding_once;
CREATE UNIQUE INDEX coding_once ON coding (turn, code, coder, span_begin, span_end, exchange) WHERE turn IS NOT NULL;
-- The newest codings of a code come first without looking at the others.
DROP INDEX coding_code;
CREATE INDEX coding_code ON coding (code, coder, created_at);
CREATE UNIQUE INDEX coding_once_dialogue ON coding (dialogue, code, coder) WHERE turn IS NULL;

-- A coder who is blind sees nothing of the others' codings, memos and verdicts.
ALTER TABLE coder ADD COLUMN blind INTEGER NOT NULL DEFAULT 0;

-- A code shown under a second category.
CREATE TABLE code_reference (
    id       BLOB PRIMARY KEY NOT NULL,
    code     BLOB NOT NULL REFERENCES code (id),
    parent   BLOB NOT NULL REFERENCES code (id),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX code_reference_once ON code_reference (code, parent);
CREATE INDEX code_reference_parent ON code_reference (parent, position);

-- target_kind may also be 'span' (target is the turn) and 'journal' (no target).
ALTER TABLE memo ADD COLUMN kind TEXT NOT NULL DEFAULT '';   -- 'theoretical', 'methodological', ...; empty: none
ALTER TABLE memo ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE memo ADD COLUMN span_begin INTEGER NOT NULL DEFAULT -1; -- code points; only for spans
ALTER TABLE memo ADD COLUMN span_end INTEGER NOT NULL DEFAULT -1;
CREATE INDEX memo_coder ON memo (coder, changed_at);

-- The evidence that a memo rests on.
CREATE TABLE memo_link (
    id          BLOB PRIMARY KEY NOT NULL,
    memo        BLOB NOT NULL REFERENCES memo (id),
    target_kind TEXT NOT NULL,              -- 'dialogue', 'turn', 'span', 'coding', 'code' or 'memo'
    target      BLOB NOT NULL,
    span_begin  INTEGER NOT NULL DEFAULT -1,
    span_end    INTEGER NOT NULL DEFAULT -1,
    position    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX memo_link_memo ON memo_link (memo);
CREATE INDEX memo_link_target ON memo_link (target);

-- Constant comparison: what a coder found when she held a turn with a code against an earlier one.
CREATE TABLE comparison (
    id         BLOB PRIMARY KEY NOT NULL,
    code       BLOB NOT NULL REFERENCES code (id),
    coder      BLOB NOT NULL REFERENCES coder (id),
    turn       BLOB NOT NULL REFERENCES turn (id), -- the turn in hand
    against    BLOB REFERENCES turn (id),          -- the earlier incident
    verdict    TEXT NOT NULL,                      -- 'fits', 'split', 'property' or 'negative'
    note       TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX comparison_code ON comparison (code, coder);
CREATE INDEX comparison_turn ON comparison (turn, code);
CREATE INDEX comparison_against ON comparison (against);

-- Axial coding: typed relations between categories, properties with a dimension, places on the canvas.
CREATE TABLE code_relation (
    id         BLOB PRIMARY KEY NOT NULL,
    source     BLOB NOT NULL REFERENCES code (id),
    target     BLOB NOT NULL REFERENCES code (id),
    kind       TEXT NOT NULL, -- 'condition', 'context', 'action', 'consequence', 'is-a' or 'property-of'
    note       TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX code_relation_once ON code_relation (source, target, kind);
CREATE INDEX code_relation_target ON code_relation (target);
CREATE TABLE code_property (
    id       BLOB PRIMARY KEY NOT NULL,
    code     BLOB NOT NULL REFERENCES code (id),
    name     TEXT NOT NULL,
    low      TEXT NOT NULL DEFAULT '',      -- the ends of its dimension: "seldom" to "often"
    high     TEXT NOT NULL DEFAULT '',
    note     TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX code_property_once ON code_property (code, name);
CREATE TABLE code_place (
    code BLOB PRIMARY KEY NOT NULL REFERENCES code (id),
    x    REAL NOT NULL,
    y    REAL NOT NULL
) STRICT;
-- Selective coding: the one core category.
CREATE TABLE theory (
    id   INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    core BLOB REFERENCES code (id)
) STRICT;

-- What a model proposes; bulk rows, not recorded. Never a coding until a person accepts it. They go with what they
-- speak of, so that undoing an added code or coder never fails for them.
CREATE TABLE suggestion (
    turn       BLOB NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    code       BLOB NOT NULL REFERENCES code (id) ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder (id) ON DELETE CASCADE, -- for whom
    model      TEXT NOT NULL,                       -- 'device' or the endpoint and model asked
    confidence REAL NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (turn, code, coder, model)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggestion_code ON suggestion (code);
CREATE INDEX suggestion_coder ON suggestion (coder);
-- What a person decided about one; recorded.
CREATE TABLE suggestion_verdict (
    id         BLOB PRIMARY KEY NOT NULL,
    turn       BLOB NOT NULL REFERENCES turn (id),
    code       BLOB NOT NULL REFERENCES code (id),
    coder      BLOB NOT NULL REFERENCES coder (id),
    model      TEXT NOT NULL,
    confidence REAL NOT NULL,
    accepted   INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX suggestion_verdict_turn ON suggestion_verdict (turn, coder);
CREATE INDEX suggestion_verdict_code ON suggestion_verdict (code, coder);
-- Where a coder drew the line for a code herself, instead of the model. Outlives the code: an undo may bring it back.
CREATE TABLE suggestion_threshold (
    coder     BLOB NOT NULL,
    code      BLOB NOT NULL,
    threshold REAL NOT NULL,
    PRIMARY KEY (coder, code)
) STRICT;
-- The trained model of a coder; made anew from her codings at any time, so not recorded.
CREATE TABLE suggestion_model (
    coder      BLOB PRIMARY KEY NOT NULL REFERENCES coder (id) ON DELETE CASCADE,
    trained_at INTEGER NOT NULL,
    turns      INTEGER NOT NULL,            -- coded turns it was trained on
    content    BLOB NOT NULL
) STRICT;

-- Theoretical sampling: which dialogue was taken up next, and why.
CREATE TABLE sampling_choice (
    id         BLOB PRIMARY KEY NOT NULL,
    dialogue   BLOB NOT NULL REFERENCES dialogue (id),
    coder      BLOB NOT NULL REFERENCES coder (id),
    strategy   TEXT NOT NULL,               -- 'random', 'uncertain', 'unlike' or 'thin'
    code       BLOB REFERENCES code (id),
    seed       INTEGER NOT NULL DEFAULT 0,
    reason     TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sampling_choice_dialogue ON sampling_choice (dialogue, coder);

-- The one coder whose codings, memos or verdicts an act touched; null where it touched none's or several coders'.
ALTER TABLE history ADD COLUMN coder BLOB;

-- How many codings each code has by each coder in each source, kept by triggers so that nobody waits while half a
-- million codings are counted. Derived, so not recorded: undo and redo fire the triggers, too.
CREATE TABLE coding_count (
    coder   BLOB NOT NULL,
    code    BLOB NOT NULL,
    source  BLOB NOT NULL,
    codings INTEGER NOT NULL,               -- above 0
    PRIMARY KEY (coder, code, source)
) STRICT, WITHOUT ROWID;
INSERT INTO coding_count (coder, code, source, codings)
    SELECT coding.coder, coding.code, dialogue.source, count(*) FROM coding
    JOIN dialogue ON dialogue.id = coding.dialogue GROUP BY 1, 2, 3;
CREATE TRIGGER coding_count_insert AFTER INSERT ON coding BEGIN
    INSERT INTO coding_count (coder, code, source, codings)
        SELECT new.coder, new.code, dialogue.source, 1 FROM dialogue WHERE dialogue.id = new.dialogue
        ON CONFLICT (coder, code, source) DO UPDATE SET codings = codings + 1;
END;
CREATE TRIGGER coding_count_delete AFTER DELETE ON coding BEGIN
    UPDATE coding_count SET codings = codings - 1 WHERE coder = old.coder AND code = old.code
        AND source = (SELECT source FROM dialogue WHERE id = old.dialogue);
    DELETE FROM coding_count WHERE coder = old.coder AND code = old.code
        AND source = (SELECT source FROM dialogue WHERE id = old.dialogue) AND codings = 0;
END;
CREATE TRIGGER coding_count_update AFTER UPDATE OF coder, code, dialogue ON coding
WHEN old.coder <> new.coder OR old.code <> new.code OR old.dialogue <> new.dialogue BEGIN
    UPDATE coding_count SET codings = codings - 1 WHERE coder = old.coder AND code = old.code
        AND source = (SELECT source FROM dialogue WHERE id = old.dialogue);
    DELETE FROM coding_count WHERE coder = old.coder AND code = old.code
        AND source = (SELECT source FROM dialogue WHERE id = old.dialogue) AND codings = 0;
    INSERT INTO coding_count (coder, code, source, codings)
        SELECT new.coder, new.code, dialogue.source, 1 FROM dialogue WHERE dialogue.id = new.dialogue
        ON CONFLICT (coder, code, source) DO UPDATE SET codings = codings + 1;
END;

-- A text that a coder mended. The turn itself is a bulk row: it follows the correction, also through undo and redo.
CREATE TABLE turn_correction (
    turn       BLOB PRIMARY KEY NOT NULL REFERENCES turn (id),
    original   TEXT NOT NULL,
    text       TEXT NOT NULL,
    preview    TEXT,                        -- the dialogue's before, where it begins with this turn; else null
    changed_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER turn_correction_insert AFTER INSERT ON turn_correction BEGIN
    UPDATE turn SET text = new.text WHERE id = new.turn;
    UPDATE dialogue SET preview = trim(substr(replace(new.text, char(10), ' '), 1, 120))
        WHERE new.preview IS NOT NULL AND id = (SELECT dialogue FROM turn WHERE id = new.turn);
END;
CREATE TRIGGER turn_correction_update AFTER UPDATE ON turn_correction BEGIN
    UPDATE turn SET text = new.text WHERE id = new.turn;
    UPDATE dialogue SET preview = trim(substr(replace(new.text, char(10), ' '), 1, 120))
        WHERE new.preview IS NOT NULL AND id = (SELECT dialogue FROM turn WHERE id = new.turn);
END;
CREATE TRIGGER turn_correction_delete AFTER DELETE ON turn_correction BEGIN
    UPDATE turn SET text = old.original WHERE id = old.turn;
    UPDATE dialogue SET preview = old.preview
        WHERE old.preview IS NOT NULL AND id = (SELECT dialogue FROM turn WHERE id = old.turn);
END;
