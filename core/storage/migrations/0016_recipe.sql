-- Recipes in versions. A row is one version, whole; only its name may change.
CREATE TABLE recipe (
    id         BLOB PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    version    INTEGER NOT NULL,            -- from 1, within the name
    parent     BLOB,                        -- the version it was made from, which may be gone
    body       TEXT NOT NULL,               -- the recipe as JSON
    note       TEXT NOT NULL,
    actor      TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX recipe_version ON recipe (name, version);
CREATE TRIGGER recipe_frozen BEFORE UPDATE OF version, body ON recipe BEGIN
    SELECT raise(ABORT, 'a version of a recipe does not change');
END;

-- What is being written and is not yet a version; no edit of the project, so it is not recorded.
CREATE TABLE recipe_draft (
    id         BLOB PRIMARY KEY NOT NULL,
    base       BLOB,                        -- the version it began from; null: none
    name       TEXT NOT NULL,
    body       TEXT NOT NULL,               -- as it was typed: it need not be a recipe
    note       TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

ALTER TABLE plan_set ADD COLUMN recipe_version BLOB; -- the version that was drawn by, where it is one of them
