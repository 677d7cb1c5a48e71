// The same questions to other engines, and the table of all.
#pragma once

#include "core/catalogue/catalogueindex.h"

#include <array>
#include <optional>

namespace antiphon::bench {

using Question = std::array<ValueId, 3>; // a pool of two filters, and one filter more

struct Measured // milliseconds, one a question
{
    std::vector<double> step;
    std::vector<double> facets;
    std::vector<double> facetsByMasks; // numpy only
    std::vector<double> sample;
    std::vector<double> nearest; // ours only
    std::vector<std::vector<quint32>> counts;
};

// Of this thread, in milliseconds.
double processorTime();
double quantile(std::vector<double> times, double at);

// The track's values that are labels of the file: neither its artist nor a decade.
std::vector<ValueId> labelsOf(const CatalogueIndex& index, quint32 track);

// The labels of all tracks with numbers of their own from 0: what the peers are given. They are spared
// artists and decades, which our index counts along.
class Labels
{
public:
    explicit Labels(const CatalogueIndex& index);
    quint32 numberOf(ValueId value) const { return m_numbers[value]; }
    std::vector<ValueId> values; // by number
    std::vector<quint32> starts; // tracks + 1
    std::vector<quint32> labels; // numbers

private:
    std::vector<quint32> m_numbers;
};

// A table of (label, track) with indexes both ways, in memory.
Measured askSqlite(const Labels& labels, const std::vector<Question>& questions, const QString& folder);
// Nothing where python3 or numpy is missing.
std::optional<Measured> askNumpy(const Labels& labels, const std::vector<Question>& questions,
                                 const QString& folder);

void printTable(const Measured& ours, const Measured& sqlite, const std::optional<Measured>& numpy,
                const Labels& labels);

} // namespace antiphon::bench
