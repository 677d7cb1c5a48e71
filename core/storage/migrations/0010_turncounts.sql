-- How many turns carry each code, kept by triggers like coding_count, so that frequencies over half a million codings
-- are read, not counted. Codings of turns and of spans count, a turn once however often a code lies on it; those of
-- exchanges and dialogues do not. Derived, so not recorded.
CREATE TABLE coded_turn_count (
    coder    BLOB NOT NULL,
    code     BLOB NOT NULL,                 -- x'': turns with any code
    source   BLOB NOT NULL,
    role     INTEGER NOT NULL,
    position INTEGER NOT NULL,
    turns    INTEGER NOT NULL,              -- above 0
    PRIMARY KEY (coder, code, source, role, position)
) STRICT, WITHOUT ROWID;
-- All turns of the dialogues in which a coder coded a turn, coded or not.
CREATE TABLE touched_turn_count (
    coder    BLOB NOT NULL,
    source   BLOB NOT NULL,
    role     INTEGER NOT NULL,
    position INTEGER NOT NULL,
    turns    INTEGER NOT NULL,              -- above 0
    PRIMARY KEY (coder, source, role, position)
) STRICT, WITHOUT ROWID;

INSERT INTO coded_turn_count (coder, code, source, role, position, turns)
    SELECT coding.coder, coding.code, dialogue.source, turn.role, turn.position, count(*)
    FROM (SELECT DISTINCT turn, code, coder FROM coding WHERE turn IS NOT NULL AND exchange = 0) AS coding
    JOIN turn ON turn.id = coding.turn JOIN dialogue ON dialogue.id = turn.dialogue GROUP BY 1, 2, 3, 4, 5;
INSERT INTO coded_turn_count (coder, code, source, role, position, turns)
    SELECT coding.coder, x'', dialogue.source, turn.role, turn.position, count(*)
    FROM (SELECT DISTINCT turn, coder FROM coding WHERE turn IS NOT NULL AND exchange = 0) AS coding
    JOIN turn ON turn.id = coding.turn JOIN dialogue ON dialogue.id = turn.dialogue GROUP BY 1, 2, 3, 4, 5;
INSERT INTO touched_turn_count (coder, source, role, position, turns)
    SELECT touched.coder, dialogue.source, turn.role, turn.position, count(*)
    FROM (SELECT DISTINCT dialogue, coder FROM coding WHERE turn IS NOT NULL AND exchange = 0) AS touched
    JOIN dialogue ON dialogue.id = touched.dialogue JOIN turn ON turn.dialogue = touched.dialogue GROUP BY 1, 2, 3, 4;

-- Each of the three counts moves with the first coding of its kind and with the last. A changed coding counts as one
-- that goes and one that comes, but only for the counts whose key changed.
CREATE TRIGGER turn_count_insert AFTER INSERT ON coding WHEN new.turn IS NOT NULL AND new.exchange = 0 BEGIN
    INSERT INTO coded_turn_count (coder, code, source, role, position, turns)
        SELECT new.coder, new.code, dialogue.source, turn.role, turn.position, 1
        FROM turn JOIN dialogue ON dialogue.id = turn.dialogue WHERE turn.id = new.turn AND NOT EXISTS
            (SELECT 1 FROM coding WHERE turn = new.turn AND code = new.code AND coder = new.coder AND exchange = 0
                AND id <> new.id)
        ON CONFLICT DO UPDATE SET turns = turns + 1;
    INSERT INTO coded_turn_count (coder, code, source, role, position, turns)
        SELECT new.coder, x'', dialogue.source, turn.role, turn.position, 1
        FROM turn JOIN dialogue ON dialogue.id = turn.dialogue WHERE turn.id = new.turn AND NOT EXISTS
            (SELECT 1 FROM coding WHERE turn = new.turn AND coder = new.coder AND exchange = 0 AND id <> new.id)
        ON CONFLICT DO UPDATE SET turns = turns + 1;
    INSERT INTO touched_turn_count (coder, source, role, position, turns)
        SELECT new.coder, dialogue.source, turn.role, turn.position, 1
        FROM dialogue JOIN turn ON turn.dialogue = dialogue.id WHERE dialogue.id = new.dialogue AND NOT EXISTS
            (SELECT 1 FROM coding WHERE dialogue = new.dialogue AND coder = new.coder AND turn IS NOT NULL
                AND exchange = 0 AND id <> new.id)
        ON CONFLICT DO UPDATE SET turns = turns + 1;
END;

CREATE TRIGGER turn_count_delete AFTER DELETE ON coding WHEN old.turn IS NOT NULL AND old.exchange = 0 BEGIN
    UPDATE coded_turn_count SET turns = turns - 1 WHERE coder = old.coder AND code = old.code
        AND (source, role, position) = (SELECT dialogue.source, turn.role, turn.position FROM turn
            JOIN dialogue ON dialogue.id = turn.dialogue WHERE turn.id = old.turn)
        AND NOT EXISTS (SELECT 1 FROM coding WHERE turn = old.turn AND code = old.code AND coder = old.coder
            AND exchange = 0);
    UPDATE coded_turn_count SET turns = turns - 1 WHERE coder = old.coder AND code = x''
        AND (source, role, position) = (SELECT dialogue.source, turn.role, turn.position FROM turn
            JOIN dialogue ON dialogue.id = turn.dialogue WHERE turn.id = old.turn)
        AND NOT EXISTS (SELECT 1 FROM coding WHERE turn = old.turn AND coder = old.coder AND exchange = 0);
    DELETE FROM coded_turn_count WHERE coder = old.coder AND code IN (old.code, x'') AND turns = 0;
    UPDATE touched_turn_count SET turns = turns - 1 WHERE coder = old.coder
        AND source = (SELECT source FROM dialogue WHERE id = old.dialogue)
        AND (role, position) IN (SELECT role, position FROM turn WHERE dialogue = old.dialogue)
        AND NOT EXISTS (SELECT 1 FROM coding WHERE dialogue = old.dialogue AND coder = old.coder
            AND turn IS NOT NULL AND exchange = 0);
    DELETE FROM touched_turn_count WHERE coder = old.coder AND turns = 0;
END;

CREATE TRIGGER turn_count_update_code AFTER UPDATE OF coder, code, turn, exchange ON coding
WHEN (old.coder, old.code, old.turn, old.exchange) IS NOT (new.coder, new.code, new.turn, new.exchange) BEGIN
    UPDATE coded_turn_count SET turns = turns - 1 WHERE old.exchange = 0 AND coder = old.coder AND code = old.code
        AND (source, role, position) = (SELECT dialogue.source, turn.role, turn.position FROM turn
            JOIN dialogue ON dialogue.id = turn.dialogue WHERE turn.id = old.turn)
        AND NOT EXISTS (SELECT 1 FROM coding WHERE turn = old.turn AND code = old.code AND coder = old.coder
            AND exchange = 0);
    DELETE FROM coded_turn_count WHERE coder = old.coder AND code = old.code AND turns = 0;
    INSERT INTO coded_turn_count (coder, code, source, role, position, turns)
        SELECT new.coder, new.code, dialogue.source, turn.role, turn.position, 1
        FROM turn JOIN dialogue ON dialogue.id = turn.dialogue WHERE new.exchange = 0 AND turn.id = new.turn AND NOT EXISTS
            (SELECT 1 FROM coding WHERE turn = new.turn AND code = new.code AND coder = new.coder AND exchange = 0
                AND id <> new.id)
        ON CONFLICT DO UPDATE SET turns = turns + 1;
END;
CREATE TRIGGER turn_count_update_turn AFTER UPDATE OF coder, turn, exchange ON coding
WHEN (old.coder, old.turn, old.exchange) IS NOT (new.coder, new.turn, new.exchange) BEGIN
    UPDATE coded_turn_count SET turns = turns - 1 WHERE old.exchange = 0 AND coder = old.coder AND code = x''
        AND (source, role, position) = (SELECT dialogue.source, turn.role, turn.position FROM turn
            JOIN dialogue ON dialogue.id = turn.dialogue WHERE turn.id = old.turn)
        AND NOT EXISTS (SELECT 1 FROM coding WHERE turn = old.turn AND coder = old.coder AND exchange = 0);
    DELETE FROM coded_turn_count WHERE coder = old.coder AND code = x'' AND turns = 0;
    INSERT INTO coded_turn_count (coder, code, source, role, position, turns)
        SELECT new.coder, x'', dialogue.source, turn.role, turn.position, 1
        FROM turn JOIN dialogue ON dialogue.id = turn.dialogue WHERE new.exchange = 0 AND turn.id = new.turn AND NOT EXISTS
            (SELECT 1 FROM coding WHERE turn = new.turn AND coder = new.coder AND exchange = 0 AND id <> new.id)
        ON CONFLICT DO UPDATE SET turns = turns + 1;
END;
CREATE TRIGGER turn_count_update_dialogue AFTER UPDATE OF coder, dialogue, turn, exchange ON coding
WHEN (old.coder, old.dialogue, old.turn IS NULL, old.exchange)
    IS NOT (new.coder, new.dialogue, new.turn IS NULL, new.exchange) BEGIN
    UPDATE touched_turn_count SET turns = turns - 1 WHERE old.turn IS NOT NULL AND old.exchange = 0
        AND coder = old.coder AND source = (SELECT source FROM dialogue WHERE id = old.dialogue)
        AND (role, position) IN (SELECT role, position FROM turn WHERE dialogue = old.dialogue)
        AND NOT EXISTS (SELECT 1 FROM coding WHERE dialogue = old.dialogue AND coder = old.coder
            AND turn IS NOT NULL AND exchange = 0);
    DELETE FROM touched_turn_count WHERE coder = old.coder AND turns = 0;
    INSERT INTO touched_turn_count (coder, source, role, position, turns)
        SELECT new.coder, dialogue.source, turn.role, turn.position, 1
        FROM dialogue JOIN turn ON turn.dialogue = dialogue.id
        WHERE new.turn IS NOT NULL AND new.exchange = 0 AND dialogue.id = new.dialogue AND NOT EXISTS
            (SELECT 1 FROM coding WHERE dialogue = new.dialogue AND coder = new.coder AND turn IS NOT NULL
                AND exchange = 0 AND id <> new.id)
        ON CONFLICT DO UPDATE SET turns = turns + 1;
END;
