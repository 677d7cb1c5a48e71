// A dialogue to read: who says what, and which tracks stand beside it.

function turnElement(turn, number) {
    const isSystem = turn.role === "system";
    const said = element("div", { class: "said", dir: "auto" });
    if (turn.text !== "")
        said.append(element("p", {}, turn.text));
    if (turn.tracks && turn.tracks.length > 0)
        said.append(element("ul", { class: "tracks", "aria-label": "Tracks" },
            ...turn.tracks.map((title) => element("li", { dir: "auto" }, title))));
    else if (turn.tracks)
        said.append(element("p", { class: "mark" }, "♪ Tracks were shown here"));
    const role = element("div", { class: "role" }, isSystem ? "Assistant" : "Listener");
    return element("section", { class: isSystem ? "turn system" : "turn user", "data-turn": String(number) }, role, said);
}

// One pane a dialogue; `names` where there are several.
function paneElement(turns, name, label) {
    const pane = element("article", { class: "pane", tabindex: "0", "aria-label": label });
    if (name)
        pane.append(element("h3", {}, name));
    turns.forEach((turn, i) => pane.append(turnElement(turn, i + 1)));
    return pane;
}

// Marks the reply that is asked about, and brings it into sight; none for 0.
function markTurn(pane, number) {
    for (const turn of pane.querySelectorAll(".turn")) {
        const isAsked = turn.getAttribute("data-turn") === String(number);
        turn.classList.toggle("asked", isAsked);
        if (isAsked)
            turn.scrollIntoView({ block: "center" });
    }
}

// Scrolls each by a part of what is in sight.
function scrollParts(parts, byShare) {
    parts.forEach((part) => part.scrollBy({ top: part.clientHeight * byShare }));
}
