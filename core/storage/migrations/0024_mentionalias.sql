-- How texts may spell a value of a catalogue, besides what ships with the program.
CREATE TABLE mention_alias (
    value TEXT NOT NULL,                    -- without its type
    alias TEXT NOT NULL,
    PRIMARY KEY (value, alias)
) STRICT, WITHOUT ROWID;
