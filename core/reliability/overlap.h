// Which dialogues several coders shall code.
#pragma once

#include "core/corpus/dialogue.h"

#include <optional>

namespace antiphon {

// Random: each dialogue with the same chance. Stratified: as many of each source and length as there are in
// all. Chosen: by hand.
enum class OverlapDraw { Random, Stratified, Chosen };
inline constexpr OverlapDraw allOverlapDraws[] = {OverlapDraw::Random, OverlapDraw::Stratified,
                                                  OverlapDraw::Chosen};
QString overlapDrawWord(OverlapDraw draw); // "random", "stratified", "chosen"
std::optional<OverlapDraw> overlapDrawFromWord(QStringView word);

struct OverlapCandidate
{
    DialogueId dialogue;
    SourceId source;
    int turns = 0;
};

// `count` of the candidates (all of them where there are fewer), in their order; the same with the same seed.
// Stratified: the strata are source by third of length (thirds of all candidates, by turns); each gets its
// share of `count`, what is left over by the largest remainders, the larger stratum first (Hamilton's
// method); within a stratum each has the same chance. Chosen gives the first `count`.
QList<DialogueId> drawOverlap(const QList<OverlapCandidate>& candidates, qsizetype count, OverlapDraw draw,
                              quint64 seed);

} // namespace antiphon
