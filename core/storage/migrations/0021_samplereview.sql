-- What people make of samples, one row a person and sample.
CREATE TABLE sample_verdict (
    run          BLOB NOT NULL REFERENCES run (id),
    plan_ordinal INTEGER NOT NULL,
    person       TEXT NOT NULL,
    decision     TEXT NOT NULL DEFAULT '',  -- 'accepted', 'set-aside' or empty: only a comment
    decided_at   INTEGER NOT NULL DEFAULT 0,
    comment      TEXT NOT NULL DEFAULT '',  -- of a sample set aside: why
    commented_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run, plan_ordinal, person)
) STRICT, WITHOUT ROWID;

-- What the checks counted in a sample, so that lists can be sorted by it. Not recorded: it can be counted again.
CREATE TABLE sample_check (
    run          BLOB NOT NULL REFERENCES run (id),
    plan_ordinal INTEGER NOT NULL,
    stamp        INTEGER NOT NULL,          -- of checks and phrases; counts of another stamp are not believed
    turns        INTEGER NOT NULL,
    words        INTEGER NOT NULL,
    counts       BLOB NOT NULL,             -- by kind: findings, and what could have had the fault; 16 bits each
    PRIMARY KEY (run, plan_ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER sample_check_item AFTER DELETE ON run_item BEGIN
    DELETE FROM sample_check WHERE run = old.run AND plan_ordinal = old.plan_ordinal;
END;

-- A sample that was written again. The triggers keep turns and item as the row says, through undo and redo, too.
CREATE TABLE sample_rewrite (
    run          BLOB NOT NULL REFERENCES run (id),
    plan_ordinal INTEGER NOT NULL,
    dialogue     BLOB NOT NULL REFERENCES dialogue (id),
    first_texts  TEXT NOT NULL,             -- JSON list: the turns' texts as the run wrote them
    first_provenance TEXT NOT NULL,
    texts        TEXT NOT NULL,             -- JSON list: as they are now
    provenance   TEXT NOT NULL,             -- of the texts as they are now; holds the earlier ones as attempts
    person       TEXT NOT NULL,
    made_at      INTEGER NOT NULL,
    PRIMARY KEY (run, plan_ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX sample_rewrite_dialogue ON sample_rewrite (dialogue);
CREATE TRIGGER sample_rewrite_insert AFTER INSERT ON sample_rewrite BEGIN
    UPDATE turn SET text = (SELECT value FROM json_each(new.texts) WHERE key = turn.position)
        WHERE dialogue = new.dialogue AND position < json_array_length(new.texts);
    UPDATE dialogue SET preview = trim(substr(replace(json_extract(new.texts, '$[0]'), char(10), ' '), 1, 120))
        WHERE id = new.dialogue;
    UPDATE run_item SET provenance = new.provenance WHERE run = new.run AND plan_ordinal = new.plan_ordinal;
    DELETE FROM sample_check WHERE run = new.run AND plan_ordinal = new.plan_ordinal;
END;
CREATE TRIGGER sample_rewrite_update AFTER UPDATE ON sample_rewrite BEGIN
    UPDATE turn SET text = (SELECT value FROM json_each(new.texts) WHERE key = turn.position)
        WHERE dialogue = new.dialogue AND position < json_array_length(new.texts);
    UPDATE dialogue SET preview = trim(substr(replace(json_extract(new.texts, '$[0]'), char(10), ' '), 1, 120))
        WHERE id = new.dialogue;
    UPDATE run_item SET provenance = new.provenance WHERE run = new.run AND plan_ordinal = new.plan_ordinal;
    DELETE FROM sample_check WHERE run = new.run AND plan_ordinal = new.plan_ordinal;
END;
CREATE TRIGGER sample_rewrite_delete AFTER DELETE ON sample_rewrite BEGIN
    UPDATE turn SET text = (SELECT value FROM json_each(old.first_texts) WHERE key = turn.position)
        WHERE dialogue = old.dialogue AND position < json_array_length(old.first_texts);
    UPDATE dialogue SET preview = trim(substr(replace(json_extract(old.first_texts, '$[0]'), char(10), ' '), 1, 120))
        WHERE id = old.dialogue;
    UPDATE run_item SET provenance = old.first_provenance WHERE run = old.run AND plan_ordinal = old.plan_ordinal;
    DELETE FROM sample_check WHERE run = old.run AND plan_ordinal = old.plan_ordinal;
END;

-- Samples drawn at random to be looked at one by one. What is found is their verdicts.
CREATE TABLE sample_audit (
    id         BLOB PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    seed       INTEGER NOT NULL,
    population INTEGER NOT NULL,            -- samples that could be drawn
    person     TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sample_audit_item (
    audit        BLOB NOT NULL REFERENCES sample_audit (id),
    position     INTEGER NOT NULL,          -- in the order drawn, from 0
    run          BLOB NOT NULL REFERENCES run (id),
    plan_ordinal INTEGER NOT NULL,
    PRIMARY KEY (audit, position)
) STRICT, WITHOUT ROWID;
