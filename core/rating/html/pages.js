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
        caps.forEach((cap, i) => term.append(i > 0 ? " – " : "", element("kbd", {}, cap)));
        list.append(term, element("dd", {}, words));
    });
    return list;
}

function welcomeKeys(packet) {
    return [
        [["1", String(packet.points)], "Answer the question that is marked, and go on to the next one"],
        [["Backspace"], "Go back one question to change its answer"],
        [["Space"], "Read on in a long dialogue; the arrows up and down, too"],
        [["←", "→"], "Look through the dialogues you have answered"],
        [["End"], "Go where you left off"],
        [["P"], "Pause; the text is covered and the clock stands still"],
        [["+", "-"], "Larger or smaller text"],
    ];
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
    const intro = done === 0
        ? "You will read " + count + " dialogues between a listener and a music assistant. After each one, answer " +
            packet.criteria.length + " questions. There are no right answers; what counts is your own reading. You can stop " +
            "at any time and go on later at the same place."
        : done + " of " + count + " dialogues are answered. You go on where you left off.";
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
    return sheet("Paused", paragraph(done + " of " + count + " dialogues are answered, " + kept + ". The clock stands still."),
        buttonRow(button("Go on", acts.begin)));
}

function donePage(count, name, saved, acts) {
    const page = sheet("All done, thank you", paragraph("All " + count + " dialogues are answered. " + (saved
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
