// A rater's way through the packet: which question is asked now, and what an answer or a step back does.

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

    valueAt(place, index) {
        const question = this.questions[place][index];
        return this.log.valueOf(this.packet.order[place], question.criterion.key, question.part);
    }
    isAnswered(place, index) {
        return this.valueAt(place, index) !== 0;
    }
    isItemDone(place) {
        return this.questions[place].every((_, index) => this.isAnswered(place, index));
    }
    itemsDone() {
        return this.questions.filter((_, place) => this.isItemDone(place)).length;
    }

    step() {
        if (this.index + 1 < this.asked.length) {
            this.index += 1;
        } else if (this.place + 1 < this.count) {
            this.place += 1;
            this.index = 0;
        } else {
            this.done = true;
        }
    }

    // Throws when the answer is not kept; then the same question stays.
    answer(value, at, activeMs) {
        this.log.append({ item: this.item.id, criterion: this.question.criterion.key, value, at, active_ms: activeMs });
        this.step();
    }

    back() {
        if (this.done) {
            this.done = false;
        } else if (this.index > 0) {
            this.index -= 1;
        } else if (this.place > 0) {
            this.place -= 1;
            this.index = this.asked.length - 1;
        }
    }

    forward() {
        if (!this.done && this.isAnswered(this.place, this.index))
            this.step();
    }

    // As far as there are answers, to the beginning of the next dialogue.
    next() {
        const place = this.place;
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
}
