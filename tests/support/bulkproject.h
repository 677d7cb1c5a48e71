// Projects of the size that an institute has after a year: for benchmarks, and for trying the window by hand.
#pragma once

#include "core/base/result.h"
#include "core/storage/connection.h"

namespace antiphon::test {

struct BulkSize
{
    int dialogues = 20'000;
    int turns = 12; // of each dialogue, user first
    int codes = 200;
    int codings = 500'000;
    int coders = 2; // "ada", "ben", then numbered; each has her share of the codings
};

// Fills a new project: source "talks" with dialogues "d000000" on, a codebook of all facets with categories,
// and codings. A coder has thirteen in each dialogue from the first until her share is used up: every turn
// coded, two turns in three whole and the third on some of its words, and one code on the dialogue; the rest
// of the dialogues is uncoded. The same size gives the same dialogues, codes and codings. 500,000 codings
// take about 10 s.
Result<void> fillBulkProject(const Connection& connection, const BulkSize& size = {});

// A source "long" with one dialogue of about `characters` in `turns` turns, and `codings` of "ada" on its
// words; for a project that fillBulkProject() filled.
Result<void> addLongDialogue(const Connection& connection, int characters = 1'000'000, int turns = 2'000,
                             int codings = 20'000);

} // namespace antiphon::test
