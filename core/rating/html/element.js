// Small help with the document. Text goes in as text, never as markup.

function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => {
        if (value === true)
            made.setAttribute(name, "");
        else if (value !== false && value !== null)
            made.setAttribute(name, value);
    });
    made.append(...children);
    return made;
}

function button(text, act, attributes) {
    const made = element("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", act);
    return made;
}

function announce(text) {
    document.getElementById("announcement").textContent = text;
}

// What was done is said until the next act.
function closeDoneBanner() {
    if (document.getElementById("banner").className === "done")
        showBanner("");
}

function showBanner(text, kind) {
    const banner = document.getElementById("banner");
    document.getElementById("banner-text").textContent = text;
    banner.className = kind || "";
    banner.hidden = text === "";
}
