// The samples of a run as columns of numbers in memory, to be sorted and filtered at once however many they
// are.
#pragma once

#include "core/generation/samplecheckstore.h"
#include "core/generation/sampleverdictstore.h"

#include <memory>

namespace antiphon {

// Row i of every column is the same sample; rows are in the order of their plans. About 40 bytes a sample.
struct SampleColumns
{
    enum class Standing : quint8 { Failed, Unchecked, Checked }; // Failed: the writer gave the plan up
    qint64 stamp = 0;
    std::vector<quint32> plans; // ordinals
    std::vector<Standing> standing;
    std::vector<quint16> turns;
    std::vector<quint16> words;
    std::vector<float> recall;
    std::array<std::vector<quint16>, checkKinds> findings;
    qint64 checked = 0; // rows whose counts are there

    qint64 rows() const { return static_cast<qint64>(plans.size()); }
    // Of a plan; -1 where it is not there.
    qint64 rowOf(qint64 planOrdinal) const;
};
Result<SampleColumns> sampleColumns(const Connection& connection, RunId run);

using SampleVerdicts = QHash<qint64, SampleVerdict>;

// What a list of samples is sorted or filtered by.
struct SampleKey
{
    enum class What { Plan, Turns, Words, Recall, Findings, OneKind, Decision };
    What what = What::Plan;
    CheckKind kind = CheckKind::FutureLeak; // with OneKind
    bool operator==(const SampleKey&) const = default;
};
// "plan", "turns", "words", "recall", "findings" (of all kinds), "decision" or the key of a check;
// "leaks" for future_leaks. Errors: InvalidValue, which names them all.
Result<SampleKey> sampleKeyCalled(const QString& name);
QString sampleKeyName(const SampleKey& key);
// Nothing where it is not known: of failed samples, and of unchecked ones all but plan and decision.
std::optional<double> sampleValue(const SampleColumns& columns, const SampleVerdicts& verdicts,
                                  const SampleKey& key, size_t row);

struct SampleCondition
{
    enum class Relation { Less, AtMost, Equal, Unequal, AtLeast, More };
    SampleKey key;
    Relation relation = Relation::More;
    double value = 0;
    bool operator==(const SampleCondition&) const = default;
};
// "leaks>0", "recall<=0.9". Errors: InvalidValue.
Result<SampleCondition> sampleConditionFrom(const QString& text);
QString sampleConditionText(const SampleCondition& condition);

struct SampleFilter
{
    QString search;                    // full text, as everywhere; see samplesThatSay()
    QList<SampleCondition> conditions; // all must hold; what is not known holds none
    std::optional<SampleDecision> decision;
    QString person;                               // who decided or commented; empty: anybody
    bool commented = false;                       // only with a comment
    bool failed = false;                          // only plans that the writer gave up
    std::optional<std::vector<qint64>> only = {}; // only these plans, ascending: an audit's
    bool operator==(const SampleFilter&) const = default;
    bool isEmpty() const { return *this == SampleFilter(); }
};

struct SampleOrder
{
    SampleKey key;
    bool descending = false;
    bool operator==(const SampleOrder&) const = default;
};

// The rows that pass, in order; equal ones by plan, unknown values last. `found`: the plans that the search
// finds, ascending, where the filter has one.
std::vector<quint32> chooseSamples(const SampleColumns& columns, const SampleVerdicts& verdicts,
                                   const SampleFilter& filter, const SampleOrder& order,
                                   const std::vector<qint64>& found = {});

} // namespace antiphon
