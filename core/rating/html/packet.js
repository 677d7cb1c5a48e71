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
        criteria: json.criteria,
        items: new Map(json.items.map((item) => [item.id, packetItem(item)])),
        order: json.order,
        digest: hex(sha256(bytes)),
    };
}

function packetItem(json) {
    return { id: json.id, kind: "dialogue", dialogues: [json.turns] };
}

// In the order in which they are asked.
function questionsOf(packet, item) {
    return packet.criteria.map((criterion) => ({ criterion, part: 0 }));
}

// The values that answer a question, from 1, each with its word.
function choicesOf(packet, item, question) {
    return Array.from({ length: packet.points }, (_, i) => question.criterion.anchors[i] || "");
}
