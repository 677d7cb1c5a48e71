// From opening the page to the saved file.

const sizeKey = "antiphon text size";

class Rating {
    constructor(packet) {
        this.packet = packet;
        this.log = new AnswerLog(packet);
        this.active = new ActiveTime();
        this.scale = 100;
        this.saved = false;
        this.place = "welcome";
        this.page = new RatingPage({ press: (row, value) => this.press(row, value) });
        this.acts = { begin: () => this.rate(), save: () => this.save(), back: () => this.goBack(), openFile: () => this.openFile() };
    }

    start() {
        document.getElementById("title").textContent = this.packet.rater ? "Rating · " + this.packet.rater : "Rating";
        const unread = this.log.open();
        this.pass = new RaterPass(this.packet, this.log);
        this.listen();
        this.scaleText(this.keptScale() - 100);
        const saveButton = document.getElementById("save");
        saveButton.hidden = false;
        saveButton.addEventListener("click", () => this.save());
        if (unread)
            showBanner("The last answers kept in this browser could not be read; they are asked again.");
        this.pass.done ? this.showDone() : this.showWelcome();
    }

    listen() {
        document.addEventListener("keydown", (event) => this.key(event));
        for (const sign of ["pointermove", "pointerdown", "wheel"])
            document.addEventListener(sign, () => this.active.sign(performance.now()), { passive: true });
        document.addEventListener("visibilitychange", () => this.runClock());
        window.addEventListener("beforeunload", (event) => {
            if (!this.log.store && this.log.unsaved > 0 && this.log.lines.length > 1)
                event.preventDefault();
        });
        document.getElementById("smaller").addEventListener("click", () => this.scaleText(-10));
        document.getElementById("larger").addEventListener("click", () => this.scaleText(10));
        document.getElementById("banner-close").addEventListener("click", () => showBanner(""));
    }

    // Counts while a dialogue is in sight.
    runClock() {
        if (this.place === "rating" && !document.hidden)
            this.active.start(performance.now());
        else if (this.active.running)
            this.active.stop(performance.now());
    }

    put(place, content) {
        this.place = place;
        document.body.setAttribute("data-place", place);
        document.getElementById("page").replaceChildren(content);
        this.runClock();
        const first = place === "rating" ? null : content.querySelector("button.primary");
        if (first)
            first.focus();
    }

    showWelcome() {
        this.put("welcome", welcomePage(this.packet, this.log, this.pass.itemsDone(), this.acts));
    }
    showPause() {
        this.put("paused", pausePage(this.pass.itemsDone(), this.pass.count, this.log, this.acts));
        announce("Paused");
    }
    showDone() {
        this.put("done", donePage(this.pass.count, this.fileName(), this.saved, this.acts));
        announce("All done");
    }
    rate() {
        if (this.pass.done)
            return this.showDone();
        this.page.confirm("");
        if (this.place !== "rating")
            this.put("rating", this.page.root);
        this.page.show(this.pass);
    }

    give(value) {
        const { place } = this.pass;
        const { name } = this.pass.question.criterion;
        const activeMs = this.active.take(performance.now());
        try {
            this.pass.answer(value, Date.now(), activeMs);
        } catch (error) {
            this.active.giveBack(activeMs);
            this.notKept(error);
            return;
        }
        this.saved = false;
        if (this.pass.done)
            return this.showDone();
        this.page.confirm(this.pass.place === place ? name + " " + value + " kept" : "Dialogue " + (place + 1) + " kept");
        this.page.show(this.pass);
    }

    notKept(error) {
        if (error.name !== "QuotaExceededError") {
            showBanner("This answer was not kept: " + error.message, "danger");
            return;
        }
        this.log.giveUpStorage();
        showBanner("The browser has no room for more answers. Press the answer again: from now on they live in this page " +
            "only, so save them before you close it.", "danger");
    }

    press(row, value) {
        const own = this.pass.asked.map((question, index) => ({ question, index })).filter((one) => rowKey(one.question) === row);
        const current = own.find((one) => one.index === this.pass.index);
        const open = own.find((one) => !this.pass.isAnswered(this.pass.place, one.index));
        const { index } = current || open || own[0];
        if (this.pass.goTo(index)) {
            this.give(value);
        } else {
            this.page.confirm(this.pass.question.criterion.name + " comes first");
            announce(this.pass.question.criterion.name + " comes first");
        }
    }

    goBack() {
        this.pass.back();
        this.rate();
    }

    wish(wish) {
        if (wish === "pause")
            return this.showPause();
        const walks = { back: () => this.pass.back(), previous: () => this.pass.previous(), next: () => this.pass.next(),
            latest: () => this.pass.goToLatest() };
        walks[wish]();
        this.rate();
    }

    key(event) {
        this.active.sign(performance.now());
        if (keepsKey(event))
            return;
        if (scaleOf(event.key) !== 0)
            this.scaleText(scaleOf(event.key));
        else if (this.place === "rating" ? !this.ratingKey(event) : !this.pageKey(event))
            return;
        event.preventDefault();
    }

    pageKey(event) {
        if (event.key === "Backspace" && this.place === "done") {
            this.goBack();
            return true;
        }
        const first = document.querySelector("#page button.primary");
        if (event.key !== "Enter" || event.repeat || !first)
            return false;
        first.click();
        return true;
    }

    ratingKey(event) {
        const panes = this.page.paneList();
        const value = digitOf(event.key);
        if (value > 0 && value <= choicesOf(this.packet, this.pass.item, this.pass.question).length) {
            if (!event.repeat)
                this.give(value);
            return true;
        }
        const goesUp = event.key === "ArrowUp" && !event.repeat && panes.every((pane) => pane.scrollTop === 0);
        const wish = goesUp ? "back" : wishOf(event);
        if (wish)
            this.wish(wish);
        else if (scrollOf(event) !== 0)
            scrollPanes(panes, scrollOf(event));
        return Boolean(wish) || scrollOf(event) !== 0;
    }

    fileName() {
        return (this.packet.rater || "answers").replace(/[^\p{L}\p{N}_-]/gu, "-") + ".antiphon-answers";
    }

    save() {
        const address = URL.createObjectURL(new Blob([this.log.text()], { type: "application/octet-stream" }));
        element("a", { href: address, download: this.fileName() }).click();
        setTimeout(() => URL.revokeObjectURL(address), 60000);
        this.log.unsaved = 0;
        this.saved = true;
        announce("Saved as " + this.fileName());
        if (this.place === "done")
            this.showDone();
        else
            showBanner("Saved as " + this.fileName() + " where your browser puts downloads.", "done");
    }

    openFile() {
        const input = element("input", { type: "file", accept: ".antiphon-answers" });
        input.addEventListener("change", async () => this.resume(await input.files[0].text()));
        input.click();
    }

    resume(text) {
        const reason = this.log.resume(text);
        showBanner(reason, "danger");
        this.pass = new RaterPass(this.packet, this.log);
        this.pass.done ? this.showDone() : this.showWelcome();
    }

    keptScale() {
        return this.log.store ? Number(this.log.store.getItem(sizeKey)) || 100 : 100;
    }

    scaleText(by) {
        this.scale = Math.min(Math.max(this.scale + by, 70), 200);
        document.documentElement.style.fontSize = (16 * this.scale / 100) + "px";
        try {
            if (this.log.store)
                this.log.store.setItem(sizeKey, String(this.scale));
        } catch (error) {
            // The size of the text is not worth a word.
        }
    }
}

function open() {
    const refuse = (reason) => document.getElementById("page").replaceChildren(refusalPage(reason));
    if (!digestsAreRight())
        return refuse("This browser computes checksums wrongly, so that no answer could be proved.");
    let packet = null;
    try {
        packet = readPacket();
    } catch (error) {
        packet = null;
    }
    if (!packet)
        return refuse("The file was changed or damaged on its way.");
    new Rating(packet).start();
}

open();
