// From opening the page to the saved file.

const breakAfterMs = 25 * 60000; // of time at work

class Rating {
    constructor(packet) {
        this.packet = packet;
        this.log = new AnswerLog(packet);
        this.active = new ActiveTime();
        this.fileName = answersFileName(packet.rater);
        this.saved = false;
        this.sinceBreak = 0;
        this.place = "welcome";
        this.page = new RatingPage({ press: (index, value) => this.press(index, value), wish: (wish) => this.wish(wish) });
        this.acts = { begin: () => this.rate(), save: () => this.save(), back: () => this.goBack(), openFile: () => chooseFile((text) => this.resume(text)),
            guess: (value) => this.giveGuess(value), readOn: () => this.readOn() };
        this.practiceOverSeen = false;
    }

    start() {
        document.getElementById("title").textContent = this.packet.rater ? "Rating · " + this.packet.rater : "Rating";
        const unread = this.log.open();
        this.pass = new RaterPass(this.packet, this.log);
        this.listen();
        this.size = new TextSize(this.log.store);
        const saveButton = document.getElementById("save");
        saveButton.hidden = false;
        saveButton.addEventListener("click", () => this.save());
        if (unread)
            showBanner("The last answers kept in this browser could not be read; they are asked again.");
        this.pass.done ? this.showEnd() : this.showWelcome();
    }

    listen() {
        document.addEventListener("keydown", (event) => actOnKey(this, event));
        for (const sign of ["pointermove", "pointerdown", "wheel"])
            document.addEventListener(sign, () => this.active.sign(performance.now()), { passive: true });
        document.addEventListener("visibilitychange", () => this.runClock());
        window.addEventListener("beforeunload", (event) => {
            if (!this.log.store && this.log.unsaved > 0 && this.log.lines.length > 1)
                event.preventDefault();
        });
        document.getElementById("smaller").addEventListener("click", () => this.size.change(-10));
        document.getElementById("larger").addEventListener("click", () => this.size.change(10));
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
        if (place !== "rating")
            document.getElementById("page").scrollTop = 0;
        this.runClock();
        const first = place === "rating" ? null : content.querySelector("button.primary");
        if (first)
            first.focus({ preventScroll: true });
    }

    showWelcome() {
        this.put("welcome", welcomePage(this.packet, this.log, this.pass.itemsDone(), this.acts));
    }
    showPause() {
        this.put("paused", pausePage(this.pass.itemsDone(), this.pass.count, this.log, this.acts));
        announce("Paused");
    }
    // Past the last item: the guess, then the file.
    showEnd() {
        if (!this.pass.awaitsGuess())
            return this.showDone();
        this.put("guess", guessPage(this.pass.guess(), this.acts));
        announce("One last question");
    }
    showDone() {
        this.put("done", donePage(this.fileName, this.saved, this.acts));
        announce("All done");
    }
    rate() {
        if (this.pass.done)
            return this.showEnd();
        if (this.pass.reading)
            return this.showFeedback();
        if (this.pass.isPastPractice() && !this.practiceOverSeen)
            return this.showPracticeOver();
        this.page.confirm("");
        if (this.place !== "rating")
            this.put("rating", this.page.root);
        this.page.show(this.pass);
    }

    showFeedback() {
        this.put("feedback", feedbackPage(this.pass, this.acts));
        const rows = this.pass.feedbackAt(this.pass.place);
        announce("Practice " + (this.pass.place + 1) + " of " + this.pass.practiceCount + ". " +
            rows.map((row) => rowName(row.question) + ": " + verdictOf(row)[1]).join(". "));
    }
    showPracticeOver() {
        this.practiceOverSeen = true;
        this.put("practice-over", practiceOverPage(this.pass, this.acts));
        announce("Practice is over. From here on there is no feedback.");
    }
    readOn() {
        if (this.keep(() => this.pass.acknowledge(Date.now())))
            this.rate();
    }

    // Does what writes to the log; false when it was not kept.
    keep(write) {
        try {
            write();
        } catch (error) {
            this.notKept(error);
            return false;
        }
        this.saved = false;
        closeDoneBanner();
        return true;
    }

    give(value) {
        const { place, question } = this.pass;
        if (!this.pass.allows(value))
            return this.remark("The worst is not the best");
        const activeMs = this.active.take(performance.now());
        if (!this.keep(() => this.pass.answer(value, Date.now(), activeMs)))
            return this.active.giveBack(activeMs);
        this.remindOfBreak(activeMs);
        this.goOn(this.pass.place === place ? rowName(question) + ": " + value + " kept"
            : placeName(this.pass, place) + " kept");
    }

    goOn(confirmation) {
        closeNote(this.page);
        if (this.pass.done)
            return this.showEnd();
        if (this.pass.reading)
            return this.showFeedback();
        this.page.confirm(confirmation);
        this.page.show(this.pass);
    }

    remark(text) {
        this.page.confirm(text, true);
        announce(text);
    }

    remindOfBreak(activeMs) {
        this.sinceBreak += activeMs;
        if (this.sinceBreak < breakAfterMs)
            return;
        this.sinceBreak = 0;
        showBanner("You have been rating for " + breakAfterMs / 60000 + " minutes. A break keeps the judgement fresh; P pauses.");
    }

    giveGuess(value) {
        const last = this.packet.order[this.pass.count - 1];
        if (this.keep(() => this.log.append({ item: last, note: "guess", text: "", value, at: Date.now() })))
            this.showDone();
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

    press(index, value) {
        if (this.pass.goTo(index))
            this.give(value);
        else
            this.remark(rowName(this.pass.question) + " comes first");
    }

    goBack() {
        this.pass.back();
        this.rate();
    }

    wish(wish) {
        if (wish === "pause") {
            this.sinceBreak = 0;
            closeNote(this.page);
            return this.showPause();
        }
        if (wish === "comment" || wish === "flag" || wish === "skip")
            return this.remarkOn(wish);
        const walks = { back: () => this.pass.back(), previous: () => this.pass.previous(), next: () => this.pass.next(),
            latest: () => this.pass.goToLatest() };
        closeNote(this.page);
        walks[wish]();
        this.rate();
    }

    remarkOn(kind) {
        if (kind === "skip" ? !this.packet.allowsSkip || this.pass.isPractice : !this.packet.comments)
            return;
        const { pass } = this;
        const said = this.log.noteOf(pass.item.id, kind);
        const note = (text, value) => this.keep(() => pass.note(kind, text, value, Date.now()));
        const show = (kept) => {
            if (kept)
                pass.done ? this.showEnd() : this.page.show(pass);
            return kept;
        };
        if (kind === "flag")
            show(note("", said ? 0 : 1));
        else if (kind === "comment")
            openNote(this.page, { label: "Comment", text: said ? said.text : "", action: "Keep" }, (text) => show(note(text, 0)));
        else
            openNote(this.page, { label: "Why can this not be answered?", text: "", action: "Skip", needsText: true },
                (text) => show(this.keep(() => pass.skip(text, Date.now()))));
    }

    save() {
        saveFile(this.fileName, this.log.text());
        this.log.unsaved = 0;
        this.saved = true;
        announce("Saved as " + this.fileName);
        if (this.place === "done")
            this.showDone();
        else
            showBanner("Saved as " + this.fileName + " where your browser puts downloads.", "done");
    }

    resume(text) {
        const reason = this.log.resume(text);
        showBanner(reason, "danger");
        this.pass = new RaterPass(this.packet, this.log);
        this.pass.done ? this.showEnd() : this.showWelcome();
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
