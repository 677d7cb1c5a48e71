-- What a run paid for plans that were set aside and are tried again: their rows go, the money is spent all the same.
CREATE TABLE run_sunk_cost (
    run  BLOB PRIMARY KEY NOT NULL,
    cost REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER run_item_sunk_cost AFTER DELETE ON run_item
WHEN OLD.dialogue IS NULL AND json_extract(OLD.provenance, '$.cost') > 0
BEGIN
    INSERT INTO run_sunk_cost (run, cost) VALUES (OLD.run, json_extract(OLD.provenance, '$.cost'))
    ON CONFLICT (run) DO UPDATE SET cost = cost + excluded.cost;
END;
