-- How a packet was designed: in which place among the raters it stands, and the order in which it asks its criteria.
CREATE TABLE packet_design (
    packet   BLOB PRIMARY KEY NOT NULL REFERENCES packet (id),
    place    INTEGER NOT NULL,              -- from 0, over all raters that have a packet
    criteria TEXT NOT NULL,                 -- JSON list of keys, as shown
    late     INTEGER NOT NULL DEFAULT 0     -- 1: made after the first packets
) STRICT;

-- Items that are not rated for their own sake. Raters' files never tell.
CREATE TABLE study_role (
    item     BLOB PRIMARY KEY NOT NULL REFERENCES study_item (id),
    role     TEXT NOT NULL,                 -- 'attention', 'gold' or 'training'
    expected TEXT NOT NULL,                 -- JSON: criterion to the points that are right
    why      TEXT NOT NULL DEFAULT ''       -- said with the feedback of training
) STRICT;

-- Raters who gave up and raters left out of the analysis.
CREATE TABLE rater_decision (
    study  BLOB NOT NULL REFERENCES study (id),
    rater  TEXT NOT NULL,
    act    TEXT NOT NULL,                   -- 'dropped' or 'excluded'
    reason TEXT NOT NULL,
    actor  TEXT NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (study, rater, act)
) STRICT, WITHOUT ROWID;

-- From which dialogue a damaged one was made. Its rows come and go with those of its source.
CREATE TABLE damaged_dialogue (
    dialogue BLOB PRIMARY KEY NOT NULL,
    original BLOB NOT NULL,
    damage   TEXT NOT NULL                  -- JSON: the rules that were applied, with counts
) STRICT;

-- In which place of the answers file a dialogue was answered for the first time.
CREATE TABLE answer_order (
    packet    BLOB NOT NULL REFERENCES packet (id),
    public_id BLOB NOT NULL,
    place     INTEGER NOT NULL,             -- from 0
    PRIMARY KEY (packet, public_id)
) STRICT, WITHOUT ROWID;

-- How many tracks of a dialogue raters are shown at most, so that all conditions show alike. No row: all.
CREATE TABLE item_limit (
    item   BLOB PRIMARY KEY NOT NULL REFERENCES study_item (id),
    tracks INTEGER NOT NULL                 -- titles, or replies with the mark that they showed some
) STRICT;
