// SHA-256 (FIPS 180-4) and HMAC (RFC 2104) of bytes. Browsers lend their own to pages from the network only.

const roundConstants = new Uint32Array(64);
const firstState = new Uint32Array(8);

// The fractional parts of the roots of the first primes.
(function fillConstants() {
    const fraction = (x) => Math.floor((x - Math.floor(x)) * 4294967296);
    let found = 0;
    for (let n = 2; found < 64; ++n) {
        let prime = true;
        for (let d = 2; d * d <= n; ++d)
            prime = prime && n % d !== 0;
        if (!prime)
            continue;
        if (found < 8)
            firstState[found] = fraction(Math.sqrt(n));
        roundConstants[found] = fraction(Math.cbrt(n));
        ++found;
    }
}());

function turned(x, by) {
    return (x >>> by) | (x << (32 - by));
}

function digestBlock(state, view, at, w) {
    for (let i = 0; i < 16; ++i)
        w[i] = view.getUint32(at + 4 * i);
    for (let i = 16; i < 64; ++i) {
        const s0 = turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ (w[i - 15] >>> 3);
        const s1 = turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ (w[i - 2] >>> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; ++i) {
        const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
        const t1 = (h + s1 + ((e & f) ^ (~e & g)) + roundConstants[i] + w[i]) | 0;
        const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
        const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
}

function sha256(bytes) {
    const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 536870912));
    view.setUint32(padded.length - 4, bytes.length << 3);
    const state = firstState.slice();
    const w = new Uint32Array(64);
    for (let at = 0; at < padded.length; at += 64)
        digestBlock(state, view, at, w);
    const digest = new Uint8Array(32);
    state.forEach((word, i) => { new DataView(digest.buffer).setUint32(4 * i, word); });
    return digest;
}

function joined(first, second) {
    const bytes = new Uint8Array(first.length + second.length);
    bytes.set(first);
    bytes.set(second, first.length);
    return bytes;
}

function hmacSha256(key, bytes) {
    const block = new Uint8Array(64);
    block.set(key.length > 64 ? sha256(key) : key);
    const inner = sha256(joined(block.map((b) => b ^ 0x36), bytes));
    return sha256(joined(block.map((b) => b ^ 0x5c), inner));
}

function utf8(text) {
    return new TextEncoder().encode(text);
}

function hex(bytes) {
    return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

function bytesOfHex(text) {
    return Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
}

// Whether this browser computes as the standards' own examples say (FIPS 180-4; RFC 4231, case 2).
function digestsAreRight() {
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const jefe = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    return hex(sha256(utf8("abc"))) === abc &&
        hex(hmacSha256(utf8("Jefe"), utf8("what do ya want for nothing?"))) === jefe;
}
