// A rater's way through the packet: which question is asked now, and what an answer, a note or a step back does.

class RaterPass {
    constructor(packet, log) {
        this.packet = packet;
        this.log = log;
        this.questions = packet.order.map((id) => questionsOf(packet, packet.items.get(id)));
        this.goToLatest();
    }

    // The first question without an answer.
    goToLatest() {
        this.place = 0;
        this.index = 0;
        this.done = false;
        while (!this.done && this.isAnswered(this.place, this.index))
            this.step();
    }

    get count() {
        return this.packet.order.length;
    }
    get item() {
        return this.packet.items.get(this.packet.order[this.place]);
    }
    get asked() {
        return this.questions[this.place];
    }
    get question() {
        return this.asked[this.index];
    }
    get isSkipped() {
        return this.isSkippedAt(this.place);
    }

    isSkippedAt(place) {
        return this.log.noteOf(this.packet.order[place], "skip") !== null;
    }

    // The worst of several that is also the best is no answer.
    valueAt(place, index) {
        const { criterion, part } = this.questions[place][index];
        const id = this.packet.order[place];
        const value = this.isSkippedAt(place) ? 0 : this.log.valueOf(id, criterion.key, part);
        const isWorst = criterion.kind === "best-worst" && part === 2;
        return isWorst && value === this.log.valueOf(id, criterion.key, 1) ? 0 : value;
    }
    isAnswered(place, index) {
        return this.isSkippedAt(place) || index >= this.questions[place].length || this.valueAt(place, index) !== 0;
    }
    isItemDone(place) {
        return this.questions[place].every((_, index) => this.isAnswered(place, index));
    }
    itemsDone() {
        return this.questions.filter((_, place) => this.isItemDone(place)).length;
    }

    step() {
        if (!this.isSkipped && this.index + 1 < this.asked.length) {
            this.index += 1;
        } else if (this.place + 1 < this.count) {
            this.place += 1;
            this.index = 0;
        } else {
            this.done = true;
        }
    }

    // Whether this value can answer the question in hand: the worst is not the best.
    allows(value) {
        const { criterion, part } = this.question;
        return criterion.kind !== "best-worst" || part === 1 || this.log.valueOf(this.item.id, criterion.key, 1) !== value;
    }

    // Throws when the answer is not kept; then the same question stays.
    answer(value, at, activeMs) {
        const { criterion, part } = this.question;
        if (this.isSkipped)
            this.note("skip", "", 0, at);
        const line = { item: this.item.id, criterion: criterion.key, value, at, active_ms: activeMs };
        this.log.append(part === 0 ? line : { ...line, part });
        this.step();
    }

    // Of the item in hand. Throws as answer() does.
    note(kind, text, value, at) {
        this.log.append({ item: this.item.id, note: kind, text, value, at });
    }

    skip(reason, at) {
        this.note("skip", reason, 1, at);
        this.step();
    }

    awaitsGuess() {
        return this.done && this.packet.asksGuess && this.guess() === 0;
    }
    guess() {
        const note = this.log.noteOf(this.packet.order[this.count - 1], "guess");
        return note ? note.value : 0;
    }

    back() {
        if (this.done) {
            this.done = false;
        } else if (this.index > 0) {
            this.index -= 1;
        } else if (this.place > 0) {
            this.place -= 1;
            this.index = this.isSkipped ? 0 : this.asked.length - 1;
        }
    }

    forward() {
        if (!this.done && this.isAnswered(this.place, this.index))
            this.step();
    }

    // As far as there are answers, to the beginning of the next item.
    next() {
        const { place } = this;
        for (;;) {
            const before = this.index;
            this.forward();
            if (this.done || this.place !== place || this.index === before)
                return;
        }
    }

    previous() {
        this.done = false;
        if (this.place > 0)
            this.place -= 1;
        this.index = 0;
    }

    // False when a question before it has no answer yet.
    goTo(index) {
        for (let before = 0; before < index; ++before) {
            if (!this.isAnswered(this.place, before))
                return false;
        }
        this.index = index;
        this.done = false;
        return true;
    }

    // The questions that are shown together with the one in hand: those about one reply, or about the whole.
    shown() {
        const { criterion, part } = this.question;
        return this.asked.map((question, index) => ({ question, index })).filter((one) => criterion.kind === "turn"
            ? one.question.criterion.kind === "turn" && one.question.part === part
            : one.question.criterion.kind !== "turn");
    }
}
