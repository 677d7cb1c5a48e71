-- What an act concerned, so that the history can be filtered by it: "coding+ memo-" for rows added and removed.
ALTER TABLE history ADD COLUMN objects TEXT NOT NULL DEFAULT '';
