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
    const practice = Array.from(packet.items.values()).filter((item) => item.practice).length;
    const first = practice === 0 ? "" : "The first " + (practice === 1 ? "one is" : practice + " are") + " practice: after each one you " +
        "see which answers were expected. ";
    return "You will read " + itemsText(packet) + " between a listener and a music assistant. " + asks + " " + first + (first ? "After that there" : "There") + " are no right " +
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

// "3, mostly"; or "3" where the scale has no words.
function pointText(criterion, value) {
    const word = criterion.anchors[value - 1];
    return word ? value + ", " + word : String(value);
}

function expectedText(criterion, points, tolerance) {
    const sorted = [...points].sort((a, b) => a - b);
    const text = sorted.length === 1 ? pointText(criterion, sorted[0])
        : sorted.slice(0, -1).join(", ") + " or " + sorted[sorted.length - 1];
    return tolerance > 0 ? text + " (" + tolerance + " more or less will do)" : text;
}

function verdictOf(row) {
    if (row.expected.length === 0)
        return ["free", "No answer is better than another"];
    if (row.right)
        return ["right", "✓ As expected"];
    const off = Math.min(...row.expected.map((point) => Math.abs(point - row.value)));
    return ["off", "≠ " + counted(off, "point", "points") + " away"];
}

function feedbackRow(row, tolerance) {
    const { criterion } = row.question;
    const [kind, verdict] = verdictOf(row);
    const made = element("section", { class: "said-of " + kind, "aria-label": rowName(row.question) },
        element("div", { class: "head" }, element("h3", {}, rowName(row.question)), element("span", { class: "verdict" }, verdict)));
    const list = element("dl", {}, element("dt", {}, "Your answer"), element("dd", {}, pointText(criterion, row.value)));
    if (row.expected.length > 0)
        list.append(element("dt", {}, "Expected"), element("dd", {}, expectedText(criterion, row.expected, tolerance)));
    made.append(list);
    if (row.reason)
        made.append(element("p", { dir: "auto" }, row.reason));
    return made;
}

// What practice says when a dialogue of it is answered.
function feedbackPage(pass, acts) {
    const { why, tolerance } = pass.item.practice;
    const page = sheet("Practice " + (pass.place + 1) + " of " + pass.practiceCount);
    if (why)
        page.append(element("p", { dir: "auto" }, why));
    page.append(...pass.feedbackAt(pass.place).map((row) => feedbackRow(row, tolerance || 0)));
    page.append(paragraph("Your answers stay as you gave them.", "muted"), buttonRow(button("Continue", acts.readOn)),
        element("h3", {}, "The dialogue again"), ...pass.item.dialogues[0].map((turn, i) => turnElement(turn, i + 1)));
    return page;
}

function qualificationText(packet, { answers, right }) {
    const share = Math.round(100 * packet.qualification) + " %";
    const reached = right + 1e-9 >= packet.qualification * answers;
    return right + " of your " + answers + " answers were as expected. The study asks for " + share + ": " +
        (reached ? "you have reached that." : "that was not reached. Ask the person who gave you this page whether to go on.");
}

function practiceOverPage(pass, acts) {
    const { packet } = pass;
    const page = sheet("Practice is over", paragraph("From here on there is no feedback, and no answer is right or wrong: what counts is " +
        "your own reading."));
    if (packet.qualification > 0)
        page.append(paragraph(qualificationText(packet, pass.practiceTally())));
    page.append(paragraph((pass.count - pass.practiceCount === 1 ? "1 item follows." : (pass.count - pass.practiceCount) + " items follow.") +
        " What you answered in practice is behind.", "muted"), buttonRow(button("Begin rating", acts.begin)));
    return page;
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
