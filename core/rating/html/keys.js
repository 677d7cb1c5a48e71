// What a key means.

// The value that a key answers with, from 1; 0 for other keys.
function valueOfKey(key, offered, kind) {
    const sides = { l: 1, r: 2, "=": 3 };
    if (kind === "pair" && sides[key.toLowerCase()])
        return sides[key.toLowerCase()];
    return 1 + offered.findIndex((choice) => choice.key.toUpperCase() === key.toUpperCase());
}

function wishOf(event) {
    const wishes = { backspace: "back", arrowleft: "previous", arrowright: "next", end: "latest", escape: "pause",
        p: "pause", c: "comment", f: "flag", s: "skip" };
    return event.repeat ? undefined : wishes[event.key.toLowerCase()];
}

// A part of what is in sight to scroll by; 0 for other keys.
function scrollOf(event) {
    if (event.key === " ")
        return event.shiftKey ? -0.85 : 0.85;
    return { PageDown: 0.85, PageUp: -0.85, ArrowDown: 0.12, ArrowUp: -0.12, Home: -1e6 }[event.key] || 0;
}

function scaleOf(key) {
    return { "+": 10, "=": 10, "-": -10 }[key] || 0;
}

// Text fields and pressed buttons keep their own keys.
function keepsKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey)
        return true;
    const { target } = event;
    if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)
        return true;
    return target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ");
}

function actOnKey(rating, event) {
    rating.active.sign(performance.now());
    if (keepsKey(event))
        return;
    const taken = rating.place === "rating" ? ratingKey(rating, event) : pageKey(rating, event);
    if (!taken && scaleOf(event.key) === 0)
        return;
    if (!taken)
        rating.size.change(scaleOf(event.key));
    event.preventDefault();
}

// On the pages around the rating: Enter presses the marked button. Whether the key meant something.
function pageKey(rating, event) {
    if (event.repeat)
        return false;
    if (event.key === "Backspace" && (rating.place === "done" || rating.place === "guess")) {
        rating.goBack();
        return true;
    }
    if (rating.place === "guess" && /^[123]$/.test(event.key)) {
        rating.giveGuess(Number(event.key));
        return true;
    }
    const first = document.querySelector("#page button.primary");
    const goesOn = event.key === "Enter" || (event.key === " " && (rating.place === "feedback" || rating.place === "practice-over"));
    if (!goesOn || !first)
        return false;
    first.click();
    return true;
}

function ratingKey(rating, event) {
    const { pass, page } = rating;
    const value = valueOfKey(event.key, choicesOf(pass.packet, pass.item, pass.question), pass.question.criterion.kind);
    if (value > 0) {
        if (!event.repeat)
            rating.give(value);
        return true;
    }
    const parts = page.scrollingParts();
    const goesUp = event.key === "ArrowUp" && !event.repeat && parts.every((part) => part.scrollTop === 0);
    const wish = goesUp ? "back" : wishOf(event);
    if (wish)
        rating.wish(wish);
    else if (scrollOf(event) !== 0)
        scrollParts(parts, scrollOf(event));
    return Boolean(wish) || scrollOf(event) !== 0;
}
