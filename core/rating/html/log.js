// The answers file, line by line: kept in the browser before an answer counts, and the same bytes that Antiphon writes.

class AnswerLog {
    constructor(packet) {
        this.packet = packet;
        this.lines = [];
        this.link = "";
        this.values = new Map(); // of questions
        this.notes = new Map();  // what is said beside the answers, by item and kind
        this.unsaved = 0; // lines that no saved file holds
        this.store = usableStorage();
    }

    // Takes what the browser has kept, or begins with a header. How many lines could not be read; they go.
    open() {
        let text = this.keptLine(0);
        while (text !== null && this.take(text))
            text = this.keptLine(this.lines.length);
        let unread = 0;
        for (; this.keptLine(this.lines.length + unread) !== null; ++unread)
            this.store.removeItem(this.key(this.lines.length + unread));
        if (this.lines.length === 0)
            this.append({ digest: this.packet.digest, format: "antiphon-answers", packet: this.packet.id,
                rater: this.packet.rater,
                version: this.packet.answerKey ? 2 : 1 });
        return unread;
    }

    key(number) {
        return "antiphon " + this.packet.id + " " + number;
    }

    keptLine(number) {
        return this.store ? this.store.getItem(this.key(number)) : null;
    }

    linkOf(body) {
        const bytes = utf8(this.link + body);
        return hex(this.packet.answerKey ? hmacSha256(this.packet.answerKey, bytes) : sha256(bytes));
    }

    // Adds a line that was written before; false when it does not fit the one before it.
    take(text) {
        const parts = /^(\{.*),"link":"([0-9a-f]{64})"\}$/.exec(text);
        if (!parts || this.linkOf(parts[1]) !== parts[2])
            return false;
        const json = JSON.parse(text);
        if (this.lines.length === 0 && (json.packet !== this.packet.id || json.digest !== this.packet.digest))
            return false;
        this.adopt(text, parts[2], json);
        return true;
    }

    adopt(text, link, json) {
        this.lines.push(text);
        this.link = link;
        if (json.criterion !== undefined)
            this.values.set(valueKey(json.item, json.criterion, json.part || 0), json.value);
        if (json.note !== undefined)
            this.takeNote(json);
    }

    // A later note of a kind stands for an earlier one; one that says nothing takes it back.
    takeNote(json) {
        const key = json.item + " " + json.note;
        if (json.note === "comment" ? json.text !== "" : json.value !== 0)
            this.notes.set(key, { text: json.text, value: json.value });
        else
            this.notes.delete(key);
    }

    noteOf(item, kind) {
        return this.notes.get(item + " " + kind) || null;
    }

    // Members in the order of their names, as the program writes them. Throws when the browser does not keep it.
    append(json) {
        const sorted = {};
        Object.keys(json).sort().forEach((name) => { sorted[name] = json[name]; });
        const body = JSON.stringify(sorted).slice(0, -1);
        const link = this.linkOf(body);
        const text = body + ",\"link\":\"" + link + "\"}";
        if (this.store) {
            if (this.keptLine(this.lines.length) !== null)
                throw new Error("Another window has answered this packet meanwhile. Load this page again.");
            this.store.setItem(this.key(this.lines.length), text);
        }
        this.adopt(text, link, json);
        this.unsaved += 1;
    }

    // From now on the answers live in this page only.
    giveUpStorage() {
        this.store = null;
    }

    // Goes on with a saved file, when what is kept here is its beginning. A sentence when it can not.
    resume(fileText) {
        const lines = fileText.split("\n");
        if (lines.pop() !== "")
            lines.push("");
        const same = this.lines.length > 1 && this.lines.some((line, i) => i < lines.length && line !== lines[i]);
        if (same)
            return "The file and the answers kept here are two different ratings of this packet.";
        const fresh = new AnswerLog(this.packet);
        fresh.store = null;
        for (const line of lines.filter((text) => text !== "")) {
            if (!fresh.take(line))
                return "The file does not belong to this packet, or it was changed.";
        }
        if (fresh.lines.length <= this.lines.length)
            return this.lines.length > 1 ? "The answers kept here go at least as far as the file." : "The file holds no answers.";
        this.replaceBy(fresh);
        return "";
    }

    replaceBy(other) {
        this.lines = other.lines;
        this.link = other.link;
        this.values = other.values;
        this.notes = other.notes;
        if (this.store)
            this.lines.forEach((line, i) => this.store.setItem(this.key(i), line));
    }

    text() {
        return this.lines.map((line) => line + "\n").join("");
    }

    valueOf(item, criterion, part) {
        return this.values.get(valueKey(item, criterion, part)) || 0;
    }
}

function valueKey(item, criterion, part) {
    return item + " " + part + " " + criterion;
}

// The browser's own store, or null where it keeps nothing.
function usableStorage() {
    try {
        const store = window.localStorage;
        store.setItem("antiphon", "kept");
        const works = store.getItem("antiphon") === "kept";
        store.removeItem("antiphon");
        return works ? store : null;
    } catch (error) {
        return null;
    }
}
