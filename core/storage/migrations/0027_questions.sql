-- Questions of more kinds than one about one dialogue, and what raters say beside their answers.

ALTER TABLE packet ADD COLUMN answer_key BLOB NOT NULL DEFAULT x'';      -- chains the answers file; empty: version 1
ALTER TABLE packet ADD COLUMN criterion_order TEXT NOT NULL DEFAULT '';  -- keys as this rater is asked, JSON; empty: as defined
ALTER TABLE packet ADD COLUMN questions INTEGER NOT NULL DEFAULT 0;      -- that the packet asks; 0: items times criteria
ALTER TABLE packet_item ADD COLUMN sides TEXT NOT NULL DEFAULT '';       -- places of study_item_dialogue from the left: "1,0"
ALTER TABLE packet_item ADD COLUMN turns TEXT NOT NULL DEFAULT '';       -- that are asked about, from 1: "2,4,6"
ALTER TABLE study_item ADD COLUMN kind TEXT NOT NULL DEFAULT 'dialogue'; -- 'dialogue', 'pair' or 'best-worst'

-- The dialogues of items that show several at once. The first stands in study_item too. While a study's key is sealed,
-- they are random ids as there.
CREATE TABLE study_item_dialogue (
    item     BLOB NOT NULL REFERENCES study_item (id),
    place    INTEGER NOT NULL,              -- from 0, by the letters of the conditions
    source   BLOB NOT NULL,
    dialogue BLOB NOT NULL,
    PRIMARY KEY (item, place)
) STRICT, WITHOUT ROWID;

-- Answers to a part of a question: a turn, or the best and the worst. A table of its own, as the key of `answer`
-- stands in the steps of the edit history, which must stay undoable.
CREATE TABLE part_answer (
    packet     BLOB NOT NULL REFERENCES packet (id),
    public_id  BLOB NOT NULL,
    criterion  TEXT NOT NULL,
    part       INTEGER NOT NULL,            -- the turn from 1; 1 the best, 2 the worst
    value      INTEGER NOT NULL,
    given_at   INTEGER NOT NULL,
    active_ms  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (packet, public_id, criterion, part)
) STRICT, WITHOUT ROWID;

CREATE VIEW every_answer (packet, public_id, criterion, part, value, given_at, active_ms) AS
    SELECT packet, public_id, criterion, 0, value, given_at, active_ms FROM answer
    UNION ALL
    SELECT packet, public_id, criterion, part, value, given_at, active_ms FROM part_answer;

CREATE TABLE answer_note (
    packet    BLOB NOT NULL REFERENCES packet (id),
    public_id BLOB NOT NULL,
    kind      TEXT NOT NULL,                -- 'comment', 'flag', 'skip' or 'guess'
    text      TEXT NOT NULL DEFAULT '',
    value     INTEGER NOT NULL DEFAULT 0,   -- guess: 1 a person, 2 a machine, 3 do not know
    given_at  INTEGER NOT NULL,
    PRIMARY KEY (packet, public_id, kind)
) STRICT, WITHOUT ROWID;
