// What coders gave, counted dialogue by dialogue: all that coefficients of agreement need, and cheap to add
// up over resampled dialogues.
#pragma once

#include "core/analysis/codedextentstore.h"
#include "core/statistics/chancecorrected.h"

#include <array>

namespace antiphon {

// What is coded or not. A code that may not go on a turn's role has no unit there.
enum class AgreementUnit {
    Turn,    // a turn carries a code that lies on it or on words of it
    Span,    // the characters of turns; a coding of a whole turn covers them all
    Dialogue // a dialogue carries a code that lies on itself or in any of its turns
};

// For units of dialogues a coder rated those of which she coded a turn or themselves, else those of which she
// coded a turn; in the others she is missing.
class AgreementTally
{
public:
    // Added up over dialogues, for one code or several.
    struct Sums
    {
        // Units that `ratings` coders rated and `given` of them gave the code: at ratings * (coders + 1) +
        // given.
        std::vector<double> units;
        double onlyFirst = 0; // of two coders who both rated, units to which the first alone gave it
        double squares = 0;   // of spans where two or more rated: their lengths squared, summed
    };

    // `extent` belongs to `corpus`. Errors: Cancelled.
    static Result<AgreementTally> of(const CodedCorpus& corpus, const CodedExtent& extent, AgreementUnit unit,
                                     const CancelToken& cancel = {});

    AgreementUnit unit() const { return m_unit; }
    std::size_t coders() const { return m_coders; }
    std::size_t dialogues() const { return m_ratings.size(); }
    std::size_t ratings(std::size_t dialogue) const { return m_ratings[dialogue]; } // coders who rated it
    // How often a coder gave the code, over all units, in the order of the layers.
    const std::vector<qint64>& given(quint16 code) const { return m_given[code]; }
    // Units rated, by number of ratings, for codes of one kind (see `sums`).
    using Rated = std::array<std::vector<double>, 4>;
    // `weights`: how often each dialogue counts.
    Rated rated(const std::vector<double>& weights) const;
    // Adds what `code` has in these dialogues; `rated` of the same weights.
    void add(quint16 code, const std::vector<double>& weights, const Rated& rated, Sums& sums) const;
    Sums none() const;
    // As a table of two categories, not given and given.
    statistics::PatternTable patterns(const Sums& sums) const;

private:
    friend class AgreementCounting;

    struct Entry
    {
        quint32 dialogue = 0;
        quint32 cell = 0; // of Sums::units, then onlyFirst, then squares
        double count = 0;
    };

    AgreementUnit m_unit = AgreementUnit::Turn;
    std::size_t m_coders = 0;
    std::vector<std::size_t> m_ratings;         // of each dialogue
    std::vector<std::array<double, 4>> m_sizes; // units of each dialogue, by roles: 1 user, 2 system, 3 both
    std::vector<std::size_t> m_roles;           // of each code, as there
    std::vector<std::vector<Entry>> m_entries;  // of each code; without the units where nobody gave it
    std::vector<std::vector<qint64>> m_given;   // of each code, by coder
};

} // namespace antiphon
