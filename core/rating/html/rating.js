// The page of questions: the dialogues above, one row of numbered buttons a question below.

const itemNouns = { dialogue: "Dialogue", pair: "Pair", "best-worst": "Set" };

function rowName(question) {
    const { name, kind } = question.criterion;
    if (kind === "turn")
        return name + ", turn " + question.part;
    return kind === "best-worst" ? name + ": the " + (question.part === 1 ? "best" : "worst") : name;
}

// "Practice 1", "Dialogue 4": where an item stands among those of its part.
function placeName(pass, place) {
    const { kind, practice } = pass.packet.items.get(pass.packet.order[place]);
    return practice ? "Practice " + (place + 1) : itemNouns[kind] + " " + (place + 1 - pass.practiceCount);
}

class RatingPage {
    constructor(acts) {
        this.acts = acts;
        this.place = element("div", { class: "place" });
        this.bar = element("div");
        this.meter = element("div", { class: "meter", role: "progressbar", "aria-label": "Done", "aria-valuemin": "0" }, this.bar);
        this.kept = element("div", { class: "kept" });
        this.panes = element("div", { class: "panes" });
        this.rows = element("div", { class: "rows" });
        this.marks = element("div", { class: "marks" });
        this.hints = element("div", { class: "hints" });
        this.root = element("div", { class: "rating" },
            element("div", { class: "top" }, this.place, this.meter, this.kept), this.panes, this.marks, this.rows, this.hints);
        this.shownItem = null;
        this.shownRows = "";
    }

    show(pass) {
        const held = this.heldValue();
        if (this.shownItem !== pass.item.id)
            this.showDialogues(pass);
        const rows = pass.item.id + " " + pass.shown().map((one) => one.index).join(" ");
        if (this.shownRows !== rows) {
            this.shownRows = rows;
            this.showRows(pass);
        }
        this.showPlace(pass);
        this.markRows(pass);
        this.markPanes(pass);
        showMarks(this.marks, pass);
        this.moveFocus(held);
    }

    showDialogues(pass) {
        const { kind, dialogues } = pass.item;
        this.shownItem = pass.item.id;
        document.getElementById("page").scrollTop = 0;
        const names = kind === "pair" ? ["Left", "Right"] : dialogues.map((_, i) => "Dialogue " + (i + 1));
        const several = dialogues.length > 1;
        this.panes.replaceChildren(...dialogues.map((turns, i) => paneElement(turns, several ? names[i] : "",
            several ? names[i] : placeName(pass, pass.place))));
        this.panes.classList.toggle("several", several);
        this.root.classList.toggle("wide", several);
        this.marked = null;
    }

    showRows(pass) {
        this.rows.replaceChildren(...pass.shown().map((one) => this.rowElement(pass, one)));
        this.rows.classList.toggle("many", this.rows.children.length > 2);
        this.hints.replaceChildren(...hintElements(pass, this.acts));
    }

    rowElement(pass, { question, index }) {
        const { criterion } = question;
        const name = rowName(question);
        const values = element("div", { class: "values", role: "radiogroup", "aria-label": name + ": " + criterion.question });
        choicesOf(pass.packet, pass.item, question).forEach((choice, i) => values.append(this.valueButton(name, index, i + 1, choice)));
        const head = element("div", { class: "head", title: criterion.definition || criterion.question },
            element("span", { class: "name" }, name), element("span", { class: "question" }, criterion.question));
        return element("div", { class: "row", "data-row": String(index) }, head, values);
    }

    valueButton(name, index, value, { word, key }) {
        const made = button("", () => this.acts.press(index, value), { role: "radio", "aria-checked": "false",
            "aria-label": name + ": " + value + (word ? ", " + word : ""), "data-value": String(value), title: word || false });
        made.append(element("span", { class: "number" }, String(value)));
        if (word)
            made.append(element("span", { class: "word" }, word));
        if (key !== String(value))
            made.append(element("kbd", {}, key));
        return made;
    }

    showPlace(pass) {
        const before = pass.isPractice ? 0 : pass.practiceCount;
        const count = pass.isPractice ? pass.practiceCount : pass.count - before;
        const done = pass.isPractice ? pass.practiceRead() : pass.itemsDone() - before;
        this.place.textContent = placeName(pass, pass.place) + " of " + count;
        this.meter.setAttribute("aria-valuemax", String(count));
        this.meter.setAttribute("aria-valuenow", String(done));
        this.bar.style.width = (100 * done / count) + "%";
        announce([this.kept.textContent, this.place.textContent + ", question " + (pass.index + 1) + " of " + pass.asked.length + ": " +
            rowName(pass.question) + ". " + pass.question.criterion.question].filter((text) => text).join(". "));
    }

    markRows(pass) {
        for (const row of this.rows.children) {
            const index = Number(row.getAttribute("data-row"));
            const given = pass.valueAt(pass.place, index);
            row.classList.toggle("current", index === pass.index);
            for (const choice of row.querySelectorAll("button"))
                choice.setAttribute("aria-checked", String(Number(choice.getAttribute("data-value")) === given));
        }
    }

    // The reply that is asked about, or the dialogue that was chosen.
    markPanes(pass) {
        const { criterion, part } = pass.question;
        const asked = criterion.kind === "turn" ? part : 0;
        const panes = this.paneList();
        if (this.marked !== asked)
            markTurn(panes[0], asked);
        this.marked = asked;
        const best = part === 2 ? pass.index - 1 : pass.index;
        const chosen = panes.length > 1 ? pass.valueAt(pass.place, best) : 0;
        panes.forEach((pane, i) => pane.classList.toggle("chosen", i + 1 === chosen));
    }

    // Who goes by Tab and Enter stays among the buttons, in the row that is asked now.
    heldValue() {
        const held = document.activeElement;
        return held && this.rows.contains(held) ? held.getAttribute("data-value") : null;
    }

    moveFocus(held) {
        const choice = held ? this.rows.querySelector(".current [data-value=\"" + held + "\"]") : null;
        if (choice)
            choice.focus();
        else if (!this.panes.contains(document.activeElement))
            this.panes.firstElementChild.focus({ preventScroll: true });
    }

    // Says that an answer is kept, or why none was taken.
    confirm(text, isRefusal) {
        this.kept.textContent = text;
        this.kept.classList.toggle("refused", isRefusal === true);
    }

    paneList() {
        return Array.from(this.panes.children);
    }

    // The panes, or the page as a whole where the window is too narrow for them.
    scrollingParts() {
        const panes = this.paneList().filter((pane) => pane.scrollHeight > pane.clientHeight);
        return panes.length > 0 ? panes : [document.getElementById("page")];
    }
}
