// Rating studies of the largest size that is planned for: for benchmarks and slow tests.
#pragma once

#include "core/rating/conduct.h"

namespace antiphon::test {

struct BulkStudySize
{
    int sources = 5;
    int itemsPerSource = 10'000;
    int raters = 10; // each answers one criterion of every dialogue
};

// Fills a new project with sources of dialogues of two turns, a frozen study "bulk" over them, a packet for
// each rater and all answers: by defaults 50,000 items and 500,000 answers. Raters differ in severity, and so
// do dialogues; each source is rated a tenth of a point higher than the one before. The same size gives the
// same dialogues and answers.
Result<Study> fillBulkStudy(const Connection& connection, const Actor& actor, const BulkStudySize& size = {});

} // namespace antiphon::test
