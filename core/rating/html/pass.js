// A rater's way through the packet: which question is asked now, and what an answer, a note or a step back does.
//
// Practice comes first. When one of its dialogues is answered, nothing goes on before the rater has read what was expected;
// from then on it is behind: its answers stand, and no step leads back.

class RaterPass {
    constructor(packet, log) {
        this.packet = packet;
        this.log = log;
        this.questions = packet.order.map((id) => questionsOf(packet, packet.items.get(id)));
        this.practiceCount = packet.order.filter((id) => packet.items.get(id).practice).length;
        this.goToLatest();
    }

    // The first question without an answer, or feedback that was not read.
    goToLatest() {
        this.place = this.practiceRead();
        this.index = 0;
        this.done = false;
        this.reading = this.isPractice && this.isItemDone(this.place);
        while (!this.done && !this.reading && this.isAnswered(this.place, this.index))
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

    get isPractice() {
        return this.item.practice !== null;
    }

    // Practice that is behind: dialogues with their feedback.
    practiceRead() {
        const open = this.packet.order.findIndex((id) => !this.packet.items.get(id).practice || !this.log.noteOf(id, "feedback"));
        return open < 0 ? this.practiceCount : open;
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
        } else if (this.isPractice) {
            this.reading = true;
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

    // An answer of practice beside what was expected.
    feedbackAt(place) {
        const { expected, reasons, tolerance } = this.packet.items.get(this.packet.order[place]).practice;
        return this.questions[place].map((question, index) => {
            const value = this.valueAt(place, index);
            const points = expected[question.criterion.key] || [];
            return { question, value, expected: points, right: points.some((point) => Math.abs(value - point) <= (tolerance || 0)),
                reason: (reasons || {})[question.criterion.key] || "" };
        });
    }

    // Notes that the feedback was read, and goes on. Throws as answer() does.
    acknowledge(at) {
        this.note("feedback", "", 1, at);
        this.reading = false;
        this.goToLatest();
    }

    // Practice is over and no answer was given since.
    isPastPractice() {
        return this.practiceCount > 0 && this.place === this.practiceCount && !this.reading &&
            !this.isSkipped && this.asked.every((_, index) => this.valueAt(this.place, index) === 0);
    }

    // Of all practice, how many answers were expected ones.
    practiceTally() {
        const rows = this.questions.slice(0, this.practiceCount).flatMap((_, place) => this.isItemDone(place) ? this.feedbackAt(place) : []);
        return { answers: rows.filter((row) => row.expected.length > 0).length, right: rows.filter((row) => row.right).length };
    }

    awaitsGuess() {
        return this.done && this.packet.asksGuess && this.guess() === 0;
    }
    guess() {
        const note = this.log.noteOf(this.packet.order[this.count - 1], "guess");
        return note ? note.value : 0;
    }

    back() {
        if (this.reading)
            return;
        if (this.done) {
            this.done = false;
        } else if (this.index > 0) {
            this.index -= 1;
        } else if (this.place > this.practiceRead()) {
            this.place -= 1;
            this.index = this.isSkipped ? 0 : this.asked.length - 1;
        }
    }

    forward() {
        if (!this.done && !this.reading && this.isAnswered(this.place, this.index))
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
        if (this.place > this.practiceRead())
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
