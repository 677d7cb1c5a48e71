-- Sets of plans drawn from one catalogue by one recipe and seed.
CREATE TABLE plan_set (
    id         BLOB PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    catalogue  BLOB NOT NULL REFERENCES catalogue (id),
    recipe     TEXT NOT NULL,               -- the recipe as JSON, whole
    seed       INTEGER NOT NULL,
    state      TEXT NOT NULL,               -- 'drawing', 'ready' or 'removed'
    created_at INTEGER NOT NULL,
    plans      INTEGER NOT NULL DEFAULT 0,
    turns      INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE plan (
    plan_set BLOB NOT NULL REFERENCES plan_set (id),
    ordinal  INTEGER NOT NULL,              -- from 0
    body     TEXT NOT NULL                  -- the plan as JSON, see core/cascade/plan.h; tracks by their ordinals
) STRICT;
-- A plan is about a kilobyte: in a table without row ids each would spill to a page of its own.
CREATE UNIQUE INDEX plan_place ON plan (plan_set, ordinal);
