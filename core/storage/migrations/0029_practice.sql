-- What practice says when one of its dialogues is answered. Studies frozen before say nothing, as their packets do.
ALTER TABLE study_role ADD COLUMN place INTEGER NOT NULL DEFAULT 0;     -- among those of its role, as declared
ALTER TABLE study_role ADD COLUMN tolerance INTEGER NOT NULL DEFAULT 0; -- so many points beside the expected ones are right, too
ALTER TABLE study_role ADD COLUMN reasons TEXT NOT NULL DEFAULT '{}';   -- JSON: criterion to its explanation
ALTER TABLE study_role ADD COLUMN feedback INTEGER NOT NULL DEFAULT 0;  -- 1: packets hold the answers that are expected
