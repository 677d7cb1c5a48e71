// A server that does everything wrong that servers do, and a run through it.
#pragma once

namespace antiphon::test {

// Writes so many plans against a server that tells nine of ten requests to wait, and answers the others with
// failures, half answers, wrong JSON, web pages and silence among good replies. Expects that each plan ends
// once: written, set aside with a reason, or still queued; and that nobody asks before the told time.
void expectNothingLostInAStorm(int plans);

} // namespace antiphon::test
