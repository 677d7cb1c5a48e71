-- Prompts and phrase files of a project in versions. A row is one version, whole; it never changes.
CREATE TABLE text_version (
    id         BLOB PRIMARY KEY NOT NULL,
    kind       TEXT NOT NULL,               -- 'prompt' or 'phrases'
    name       TEXT NOT NULL,
    version    INTEGER NOT NULL,            -- from 1, within kind and name
    body       TEXT NOT NULL,               -- as in a file of its own
    digest     TEXT NOT NULL,               -- SHA-256 of the body, hex
    note       TEXT NOT NULL,
    actor      TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX text_version_number ON text_version (kind, name, version);
CREATE TRIGGER text_version_frozen BEFORE UPDATE OF kind, version, body, digest ON text_version BEGIN
    SELECT raise(ABORT, 'a version of a prompt or of phrases does not change');
END;

-- What is being written and is not yet a version; no edit of the project, so it is not recorded.
CREATE TABLE text_draft (
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    body       TEXT NOT NULL,               -- as it was typed: it need not be right
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
