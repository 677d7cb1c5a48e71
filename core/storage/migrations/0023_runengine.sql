-- What a run handed out: plans [first, last]. The row goes with the transaction that stores the last of them,
-- so those that a dead program left tell what was in flight. Never merged: no reference to run.
CREATE TABLE run_lease (
    run    BLOB NOT NULL,
    first  INTEGER NOT NULL,                -- plan ordinal
    last   INTEGER NOT NULL,
    holder TEXT NOT NULL,                   -- process and machine
    at     INTEGER NOT NULL,
    PRIMARY KEY (run, first)
) STRICT, WITHOUT ROWID;

-- Programs that wait for their turn to write a run. A row that was not touched for long is a dead program's.
CREATE TABLE run_turn (
    id       BLOB PRIMARY KEY NOT NULL,
    priority INTEGER NOT NULL,              -- higher goes first
    since    INTEGER NOT NULL,
    seen     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The exact bytes of the last request of each sample.
CREATE TABLE run_request (
    run    BLOB NOT NULL REFERENCES run (id),
    digest BLOB NOT NULL,                   -- SHA-256 of the bytes
    base   BLOB,                            -- digest of the run's request that it is packed against; null: none
    body   BLOB NOT NULL,                   -- Zstandard, see core/base/packedbytes.h
    PRIMARY KEY (run, digest)
) STRICT, WITHOUT ROWID;

-- Replies that led to samples, so that nobody pays for one twice. Belongs to this file alone.
CREATE TABLE run_reply (
    key   BLOB PRIMARY KEY NOT NULL,        -- SHA-256 of base URL, line end and exact body
    at    INTEGER NOT NULL,
    reply BLOB NOT NULL                     -- Zstandard of JSON, see core/generation/replystore.h
) STRICT, WITHOUT ROWID;
