// The page of questions: the dialogue above, one row of numbered buttons a criterion below.

function rowKey(question) {
    return question.criterion.key;
}

class RatingPage {
    constructor(acts) {
        this.acts = acts;
        this.place = element("div", { class: "place" });
        this.bar = element("div");
        this.meter = element("div", { class: "meter", role: "progressbar", "aria-label": "Dialogues done", "aria-valuemin": "0" }, this.bar);
        this.kept = element("div", { class: "kept" });
        this.panes = element("div", { class: "panes" });
        this.rows = element("div", { class: "rows" });
        this.hints = element("div", { class: "hints", "aria-hidden": "true" });
        this.root = element("div", { class: "rating" },
            element("div", { class: "top" }, this.place, this.meter, this.kept), this.panes, this.rows, this.hints);
        this.shownItem = null;
    }

    show(pass) {
        const held = this.heldValue();
        if (this.shownItem !== pass.item.id)
            this.showItem(pass);
        this.showPlace(pass);
        this.markRows(pass);
        this.moveFocus(pass, held);
    }

    showItem(pass) {
        this.shownItem = pass.item.id;
        const number = pass.place + 1;
        this.panes.replaceChildren(...pass.item.dialogues.map((turns) => paneElement(turns, "", "Dialogue " + number)));
        const first = new Map();
        pass.asked.forEach((question) => {
            if (!first.has(rowKey(question)))
                first.set(rowKey(question), question);
        });
        this.rows.replaceChildren(...Array.from(first.values(), (question) => this.rowElement(pass, question)));
        this.showHints(pass);
    }

    rowElement(pass, question) {
        const { criterion } = question;
        const choices = choicesOf(pass.packet, pass.item, question);
        const values = element("div", { class: "values", role: "radiogroup", "aria-label": criterion.name + ": " + criterion.question });
        choices.forEach((word, i) => values.append(this.valueButton(question, i + 1, word)));
        const head = element("div", { class: "head", title: criterion.definition || criterion.question },
            element("span", { class: "name" }, criterion.name), element("span", { class: "question" }, criterion.question));
        return element("div", { class: "row", "data-row": rowKey(question) }, head, values);
    }

    valueButton(question, value, word) {
        const label = question.criterion.name + ": " + value + (word ? ", " + word : "");
        const made = button("", () => this.acts.press(rowKey(question), value),
            { role: "radio", "aria-checked": "false", "aria-label": label, "data-value": String(value), title: word || false });
        made.append(element("span", { class: "number" }, String(value)));
        if (word)
            made.append(element("span", { class: "word" }, word));
        return made;
    }

    showPlace(pass) {
        const done = pass.itemsDone();
        this.place.textContent = "Dialogue " + (pass.place + 1) + " of " + pass.count;
        this.meter.setAttribute("aria-valuemax", String(pass.count));
        this.meter.setAttribute("aria-valuenow", String(done));
        this.bar.style.width = (100 * done / pass.count) + "%";
        announce([this.kept.textContent, this.place.textContent + ", question " + (pass.index + 1) + " of " + pass.asked.length + ": " +
            pass.question.criterion.name + ". " + pass.question.criterion.question].filter((text) => text).join(". "));
    }

    markRows(pass) {
        for (const row of this.rows.children) {
            const isCurrent = row.getAttribute("data-row") === rowKey(pass.question);
            row.classList.toggle("current", isCurrent);
            const index = isCurrent ? pass.index : pass.asked.findIndex((question) => rowKey(question) === row.getAttribute("data-row"));
            const given = pass.valueAt(pass.place, index);
            for (const choice of row.querySelectorAll("button"))
                choice.setAttribute("aria-checked", String(Number(choice.getAttribute("data-value")) === given));
        }
    }

    // Who goes by Tab and Enter stays among the buttons, in the row that is asked now.
    heldValue() {
        const held = document.activeElement;
        return held && this.rows.contains(held) ? held.getAttribute("data-value") : null;
    }

    moveFocus(pass, held) {
        const row = Array.from(this.rows.children).find((one) => one.classList.contains("current"));
        const choice = held && row ? row.querySelector("[data-value=\"" + held + "\"]") : null;
        if (choice)
            choice.focus();
        else if (!this.panes.contains(document.activeElement))
            this.panes.firstElementChild.focus({ preventScroll: true });
    }

    confirm(text) {
        this.kept.textContent = text;
    }

    showHints(pass) {
        const hints = [["1–" + choicesOf(pass.packet, pass.item, pass.question).length, "answer and go on"], ["Backspace", "back"],
            ["Space", "read on"], ["←–→", "dialogues"], ["End", "where you left off"], ["P", "pause"]];
        this.hints.replaceChildren(...hints.map(([cap, words]) => element("span", {}, element("kbd", {}, cap), " " + words)));
    }

    paneList() {
        return Array.from(this.panes.children);
    }
}
