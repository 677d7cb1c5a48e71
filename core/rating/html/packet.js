// The packet that this page carries: its bytes, its checksum, its questions.

// The bytes as they were before they were put between two tags; undoes htmlPacket() of the program.
function packetText() {
    const data = document.getElementById("packet").textContent;
    return data.replace(/\\(u003c|u2028|u2029|[^])/g, (all, escape) =>
        ({ u003c: "<", u2028: "\u2028", u2029: "\u2029" })[escape] || all);
}

// Null when a byte differs from what was written.
function readPacket() {
    const bytes = utf8(packetText());
    const tail = 64 + 4; // the checksum and "\n}\n after it
    const json = JSON.parse(new TextDecoder().decode(bytes));
    if (json.checksum !== hex(sha256(bytes.subarray(0, bytes.length - tail))))
        return null;
    return {
        id: json.packet,
        rater: json.rater,
        points: json.points,
        criteria: json.criteria.map((criterion) => ({ kind: "dialogue", ...criterion })),
        criterionOrder: json.criterion_order || [],
        answerKeys: json.answer_keys || [],
        answerKey: json.answer_key ? bytesOfHex(json.answer_key) : null,
        items: new Map(json.items.map((item) => [item.id, packetItem(item)])),
        order: json.order,
        comments: json.comments === true,
        allowsSkip: json.skip === true,
        asksGuess: json.guess === true,
        qualification: json.qualification || 0,
        digest: hex(sha256(bytes)),
    };
}

function packetItem(json) {
    return { id: json.id, kind: json.kind || "dialogue", dialogues: json.dialogues || [json.turns], practice: json.practice || null };
}

// The criteria of one kind, in the order in which this rater is asked.
function criteriaOf(packet, kind) {
    const place = (criterion) => packet.criterionOrder.indexOf(criterion.key);
    return packet.criteria.filter((criterion) => criterion.kind === kind).sort((a, b) => place(a) - place(b));
}

// In the order in which they are asked: reply by reply, then the dialogue as a whole. The part is the turn, from 1,
// or 1 for the best and 2 for the worst of several.
function questionsOf(packet, item) {
    const questions = [];
    if (item.kind === "dialogue")
        item.dialogues[0].forEach((turn, i) => {
            if (turn.role === "system")
                criteriaOf(packet, "turn").forEach((criterion) => questions.push({ criterion, part: i + 1 }));
        });
    criteriaOf(packet, item.kind).forEach((criterion) => {
        const parts = item.kind === "best-worst" ? [1, 2] : [0];
        parts.forEach((part) => questions.push({ criterion, part }));
    });
    return questions;
}

// The values that answer a question, from 1, each with its word and its key.
function choicesOf(packet, item, question) {
    const { kind, anchors } = question.criterion;
    if (kind === "pair")
        return choices(["Left", "Right", "No difference"], []);
    if (kind === "best-worst")
        return choices(item.dialogues.map(() => ""), []);
    return choices(Array.from({ length: packet.points }, (_, i) => anchors[i] || ""), packet.answerKeys);
}

// "1–5", "1–9 0 -", or letters one by one.
function keyRange(keys) {
    const digits = keys.filter((key, i) => key === String(i + 1)).length;
    const range = digits > 2 ? ["1–" + digits, ...keys.slice(digits)] : keys;
    return range.join(" ");
}

function choices(words, keys) {
    const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-"];
    return words.map((word, i) => ({ word, key: keys[i] || digits[i] }));
}
