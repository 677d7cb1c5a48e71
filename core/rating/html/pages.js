// The pages around the rating: welcome, pause, end, and what can not be rated.

function sheet(title, ...children) {
    return element("div", { class: "sheet" }, element("h2", { tabindex: "-1" }, title), ...children);
}

function paragraph(text, kind) {
    return element("p", { class: kind || false }, text);
}

function buttonRow(...buttons) {
    buttons[0].classList.add("primary");
    return element("div", { class: "buttons" }, ...buttons);
}

function keyList(keys) {
    const list = element("dl", { class: "keys" });
    keys.forEach(([caps, words]) => {
        const term = element("dt");
        caps.forEach((cap, i) => term.append(i > 0 ? " " : "", element("kbd", {}, cap)));
        list.append(term, element("dd", {}, words));
    });
    return list;
}

function welcomeKeys(packet) {
    const kind = packet.criteria[0].kind;
    const words = packet.criteria.map((criterion) => criterion.kind);
    const scale = words.includes("dialogue") || words.includes("turn");
    const offered = scale ? choices(Array(packet.points).fill(""), packet.answerKeys) : choices(Array(kind === "pair" ? 3 : 5).fill(""), []);
    const keys = [
        [[keyRange(offered.map((choice) => choice.key))], "Answer the question that is marked, and go on to the next one"],
        [["Backspace"], "Go back one question to change its answer"],
        [["Space"], "Read on in a long dialogue; the arrows up and down, too"],
        [["←", "→"], "Look through what you have answered"],
        [["End"], "Go where you left off"],
    ];
    if (packet.comments)
        keys.push([["C", "F"], "Comment on what you read, or flag it"]);
    if (packet.allowsSkip)
        keys.push([["S"], "Skip what can not be answered, and say why"]);
    return keys.concat([
        [["P"], "Pause; the text is covered and the clock stands still"],
        [["+", "-"], "Larger or smaller text"],
    ]);
}

function counted(count, one, many) {
    return count + " " + (count === 1 ? one : many);
}

// "12 dialogues and 6 pairs of dialogues".
function itemsText(packet) {
    const nouns = { dialogue: ["dialogue", "dialogues"], pair: ["pair of dialogues", "pairs of dialogues"],
        "best-worst": ["set of dialogues", "sets of dialogues"] };
    const kinds = Array.from(packet.items.values(), (item) => item.kind);
    return Object.keys(nouns).map((kind) => [kinds.filter((one) => one === kind).length, ...nouns[kind]])
        .filter(([count]) => count > 0).map(([count, one, many]) => counted(count, one, many)).join(", ").replace(/, ([^,]*)$/, " and $1");
}

function introText(packet) {
    const ofTurns = packet.criteria.some((criterion) => criterion.kind === "turn");
    const asks = ofTurns ? "You are asked about replies of the assistant one by one, and about what is shown as a whole."
        : "After each one, answer " + counted(packet.criteria.length, "question", "questions") + ".";
    return "You will read " + itemsText(packet) + " between a listener and a music assistant. " + asks + " There are no right " +
        "answers; what counts is your own reading. You can stop at any time and go on later at the same place.";
}

function keepingText(log) {
    if (log.store)
        return paragraph("Your answers are kept in this browser on this computer, each one before the next question is " +
            "shown, until you save them as a file. A private window forgets them when it is closed: save them before.", "muted");
    return paragraph("This browser keeps nothing for this page: it is a private window, or its storage is switched off. You " +
        "can rate all the same, but save your answers before you close or reload the page. To go on later, open the page and " +
        "the saved file again.", "notice");
}

function welcomePage(packet, log, done, acts) {
    const count = packet.order.length;
    const intro = done === 0 ? introText(packet) : done + " of " + count + " are answered. You go on where you left off.";
    const page = sheet(done === 0 ? "Rating dialogues" : "Welcome back", paragraph(intro), keepingText(log));
    packet.criteria.forEach((criterion) => {
        page.append(element("h3", {}, criterion.name + ": " + criterion.question));
        if (criterion.definition)
            page.append(paragraph(criterion.definition, "muted"));
    });
    page.append(keyList(welcomeKeys(packet)), buttonRow(button(done === 0 ? "Begin" : "Go on", acts.begin),
        button("Go on from a saved file…", acts.openFile)));
    return page;
}

function pausePage(done, count, log, acts) {
    const kept = log.store ? "and all answers are kept" : "and your answers live in this page only";
    return sheet("Paused", paragraph(done + " of " + count + " are answered, " + kept + ". The clock stands still."),
        buttonRow(button("Go on", acts.begin)));
}

function guessPage(given, acts) {
    const words = ["A person", "A machine", "I do not know"];
    const buttons = words.map((word, i) => {
        const made = button("", () => acts.guess(i + 1), { "aria-pressed": String(given === i + 1) });
        made.append(element("kbd", {}, String(i + 1)), " " + word);
        return made;
    });
    return sheet("One last question", paragraph("Think of what you read last: who wrote it, do you believe?"),
        element("div", { class: "buttons" }, ...buttons),
        paragraph("A guess is enough. Backspace goes back to the dialogue.", "muted"));
}

function donePage(name, saved, acts) {
    const page = sheet("All done, thank you", paragraph("Everything is answered. " + (saved
        ? "The file lies where your browser puts downloads. Send it back to the person who gave you this page:"
        : "Save the file with your answers and send it back to the person who gave you this page:")));
    page.append(element("p", { class: "file" }, name),
        paragraph("You may still look at your answers and change them; then save the file again.", "muted"),
        buttonRow(button(saved ? "Save again" : "Save answers", acts.save), button("Back to my answers", acts.back, { title: "Backspace" })));
    return page;
}

function refusalPage(reason) {
    return sheet("This packet cannot be rated", paragraph(reason),
        paragraph("Ask the person who gave it to you to send it again.", "muted"));
}
