// What a key means on the page of questions.

function digitOf(key) {
    if (!/^[0-9]$/.test(key))
        return 0;
    return key === "0" ? 10 : Number(key);
}

function wishOf(event) {
    const wishes = { Backspace: "back", ArrowLeft: "previous", ArrowRight: "next", End: "latest", Escape: "pause",
        p: "pause", P: "pause" };
    return event.repeat ? undefined : wishes[event.key];
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
