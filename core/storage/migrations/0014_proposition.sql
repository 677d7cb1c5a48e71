-- Propositions: what a coder holds to be so, the codes it is about, and the evidence for and against it.
CREATE TABLE proposition (
    id         BLOB PRIMARY KEY NOT NULL,
    text       TEXT NOT NULL,
    note       TEXT NOT NULL DEFAULT '',
    coder      BLOB NOT NULL REFERENCES coder (id),
    state      TEXT NOT NULL DEFAULT '',    -- '': under test; 'kept', 'revised' or 'dropped'
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX proposition_coder ON proposition (coder);
CREATE TABLE proposition_code (
    id          BLOB PRIMARY KEY NOT NULL,
    proposition BLOB NOT NULL REFERENCES proposition (id),
    code        BLOB NOT NULL REFERENCES code (id),
    coder       BLOB NOT NULL REFERENCES coder (id) -- of the proposition: a blind coder sees neither
) STRICT;
CREATE UNIQUE INDEX proposition_code_once ON proposition_code (proposition, code);
CREATE INDEX proposition_code_code ON proposition_code (code);
CREATE INDEX proposition_code_coder ON proposition_code (coder);
CREATE TABLE proposition_evidence (
    id          BLOB PRIMARY KEY NOT NULL,
    proposition BLOB NOT NULL REFERENCES proposition (id),
    target_kind TEXT NOT NULL,              -- 'turn', 'span' (target is the turn), 'dialogue', 'memo' or 'code'
    target      BLOB NOT NULL,
    span_begin  INTEGER NOT NULL DEFAULT -1, -- code points; only for spans
    span_end    INTEGER NOT NULL DEFAULT -1,
    stance      TEXT NOT NULL,              -- 'for' or 'against'
    note        TEXT NOT NULL DEFAULT '',
    answer      TEXT NOT NULL DEFAULT '',   -- how a negative case was dealt with; empty: it is open
    coder       BLOB NOT NULL REFERENCES coder (id),
    created_at  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX proposition_evidence_once ON proposition_evidence (proposition, target, span_begin, span_end, coder);
CREATE INDEX proposition_evidence_target ON proposition_evidence (target);
CREATE INDEX proposition_evidence_coder ON proposition_evidence (coder);
