// How turns begin: templates show in the same few first words.
#pragma once

#include "core/corpus/dialogue.h"
#include "core/measures/measure.h"

#include <QHash>

#include <array>

namespace antiphon::measures {

inline constexpr int openingWords = 3;

struct Opening
{
    QString words; // "i'm looking for"
    qint64 turns = 0;
};

// The first three words (fewer where a turn has fewer) of all turns with a text, by role; adding in any order
// gives the same.
class OpeningTally
{
public:
    void add(const Dialogue& dialogue);
    void join(const OpeningTally& other);

    // The commonest, then by their words.
    QList<Opening> commonest(Role role, qsizetype most = 10) const;
    // The entropy of the openings in bits (plug-in estimate), and the share of turns that begin with one of
    // the ten commonest; template detection in Shaib et al. 2024, arXiv 2403.00553.
    QList<Measure> measures() const;

private:
    std::array<QHash<QString, qint64>, 2> m_counts;
};

} // namespace antiphon::measures
