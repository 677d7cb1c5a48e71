// What a rater says beside the answers: a comment, a flag, why an item was skipped.

// What is said of the item in hand.
function showMarks(place, pass) {
    const note = (kind) => pass.log.noteOf(pass.item.id, kind);
    const marks = [];
    if (note("skip"))
        marks.push("Skipped: " + note("skip").text + " (an answer takes this back)");
    if (note("flag"))
        marks.push("⚑ Flagged");
    if (note("comment"))
        marks.push("Comment: " + note("comment").text);
    place.replaceChildren(...marks.map((text) => element("span", { dir: "auto" }, text)));
    place.hidden = marks.length === 0;
}

// The keys that hold here; what a mouse may want, too, is a button.
function hintElements(pass, acts) {
    const offered = choicesOf(pass.packet, pass.item, pass.question).map((choice) => choice.key);
    const hint = (cap, words) => element("span", {}, element("kbd", {}, cap), " " + words);
    const hints = [hint(keyRange(offered), "answer"), hint("Backspace", "back"),
        hint("Space", "read on"), hint("←–→", "look through"), hint("End", "go on")];
    const act = (cap, words, wish) => {
        const made = button("", () => acts.wish(wish), { class: "quiet" });
        made.append(element("kbd", {}, cap), " " + words);
        hints.push(made);
    };
    if (pass.packet.comments) {
        act("C", "comment", "comment");
        act("F", "flag", "flag");
    }
    if (pass.packet.allowsSkip && !pass.isPractice)
        act("S", "skip", "skip");
    act("P", "pause", "pause");
    return hints;
}

// Opens a field for a text; `keep` gets it and says whether it was taken.
function openNote(page, { label, text, action, needsText }, keep) {
    closeNote(page);
    const field = element("textarea", { dir: "auto", rows: "2" });
    field.value = text;
    const done = () => {
        const said = field.value.trim();
        if (needsText && said === "")
            field.focus();
        else if (keep(said))
            closeNote(page);
    };
    const form = element("div", { class: "note" }, element("label", {}, label, field), button(action, done, { class: "primary" }),
        button("Cancel", () => closeNote(page)));
    form.addEventListener("keydown", (event) => {
        if (event.key === "Escape")
            closeNote(page);
        else if (event.key === "Enter" && !event.shiftKey && event.target === field && !event.isComposing)
            done();
        else
            return;
        event.preventDefault();
        event.stopPropagation();
    });
    page.rows.after(form);
    field.focus();
}

function closeNote(page) {
    const form = page.root.querySelector(".note");
    if (!form)
        return;
    form.remove();
    page.panes.firstElementChild.focus({ preventScroll: true });
}
