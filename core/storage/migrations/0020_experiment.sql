-- What an experiment on a catalogue found. A row is never changed.
CREATE TABLE experiment (
    id         BLOB PRIMARY KEY NOT NULL,
    kind       TEXT NOT NULL,               -- 'noise' or 'sparsity'
    name       TEXT NOT NULL,               -- 'noise 3'; merged copies may have two of one name
    catalogue  BLOB NOT NULL REFERENCES catalogue (id),
    recipe     BLOB,                        -- the version that drew the plans; null: none of the project's
    body       TEXT NOT NULL,               -- all figures as JSON, see experimentJson() in core/cascade/experiment.h
    actor      TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX experiment_catalogue ON experiment (catalogue);
