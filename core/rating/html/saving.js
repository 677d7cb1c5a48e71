// Files out of the page and into it, as a rater asks for them.

function answersFileName(rater) {
    return (rater || "answers").replace(/[^\p{L}\p{N}_-]/gu, "-") + ".antiphon-answers";
}

function saveFile(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function chooseFile(take) {
    const input = element("input", { type: "file", accept: ".antiphon-answers" });
    input.addEventListener("change", () => {
        const reader = new FileReader();
        reader.addEventListener("load", () => take(reader.result));
        reader.readAsText(input.files[0]);
    });
    input.click();
}

// The size of all text in per cent, kept for the next time where the browser keeps anything.
class TextSize {
    constructor(store) {
        this.store = store;
        this.percent = (store && Number(store.getItem("antiphon text size"))) || 100;
        this.change(0);
    }
    change(by) {
        this.percent = Math.min(Math.max(this.percent + by, 70), 200);
        document.documentElement.style.fontSize = (16 * this.percent / 100) + "px";
        try {
            if (this.store)
                this.store.setItem("antiphon text size", String(this.percent));
        } catch (error) {
            // The size of the text is not worth a word.
        }
    }
}
