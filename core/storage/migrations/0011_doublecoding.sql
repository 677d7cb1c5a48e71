-- Double coding: the same dialogues coded by several coders who do not see each other, compared and settled afterwards.
CREATE TABLE coding_round (
    id         BLOB PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,               -- 'double', or 'again': one coder codes dialogues of hers once more
    draw       TEXT NOT NULL,               -- how the dialogues were chosen: 'random', 'stratified' or 'chosen'
    seed       INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    closed_at  INTEGER NOT NULL DEFAULT 0,  -- 0: open, and its coders are blind
    settled    BLOB REFERENCES coder (id)   -- who has the codings that were settled on; null: none yet
) STRICT;
CREATE TABLE round_dialogue (
    id       BLOB PRIMARY KEY NOT NULL,
    round    BLOB NOT NULL REFERENCES coding_round (id),
    dialogue BLOB NOT NULL REFERENCES dialogue (id),
    position INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX round_dialogue_once ON round_dialogue (round, dialogue);
CREATE INDEX round_dialogue_dialogue ON round_dialogue (dialogue);
CREATE TABLE round_coder (
    id        BLOB PRIMARY KEY NOT NULL,
    round     BLOB NOT NULL REFERENCES coding_round (id),
    coder     BLOB NOT NULL REFERENCES coder (id),
    was_blind INTEGER NOT NULL              -- before the round began
) STRICT;
CREATE UNIQUE INDEX round_coder_once ON round_coder (round, coder);
CREATE INDEX round_coder_coder ON round_coder (coder);
-- A coder has read the dialogue to its end: turns that she left without a code are her answer, too.
CREATE TABLE round_finish (
    id          BLOB PRIMARY KEY NOT NULL,
    round       BLOB NOT NULL REFERENCES coding_round (id),
    dialogue    BLOB NOT NULL REFERENCES dialogue (id),
    coder       BLOB NOT NULL REFERENCES coder (id),
    finished_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX round_finish_once ON round_finish (round, dialogue, coder);
CREATE INDEX round_finish_coder ON round_finish (coder);
-- What was settled on for a turn on which coders differed. The codes are codings of the round's settled coder.
CREATE TABLE adjudication (
    id         BLOB PRIMARY KEY NOT NULL,
    round      BLOB NOT NULL REFERENCES coding_round (id),
    turn       BLOB NOT NULL REFERENCES turn (id),
    coder      BLOB NOT NULL REFERENCES coder (id), -- who decided
    took       TEXT NOT NULL,                       -- 'one', 'all', 'none' or 'own'
    side       BLOB REFERENCES coder (id),          -- for 'one': whose codes
    note       TEXT NOT NULL DEFAULT '',
    decided_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX adjudication_once ON adjudication (round, turn);
CREATE INDEX adjudication_coder ON adjudication (coder);
CREATE INDEX adjudication_turn ON adjudication (turn);
