// How long a rater was really at work: the time between signs of life, of a silence its first minute only.

const idleAfterMs = 60000;

class ActiveTime {
    constructor() {
        this.running = false;
        this.last = 0;
        this.counted = 0;
    }
    start(at) {
        if (!this.running)
            this.last = at;
        this.running = true;
    }
    stop(at) {
        this.sign(at);
        this.running = false;
    }
    sign(at) {
        if (!this.running)
            return;
        this.counted += Math.min(Math.max(at - this.last, 0), idleAfterMs);
        this.last = at;
    }
    take(at) {
        this.sign(at);
        const counted = Math.round(this.counted);
        this.counted = 0;
        return counted;
    }
    giveBack(ms) {
        this.counted += ms;
    }
}
