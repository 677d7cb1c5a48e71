// What the checks counted in the samples of a run, kept in the project file.
#pragma once

#include "core/generation/dialoguechecks.h"
#include "core/generation/run.h"
#include "core/storage/connection.h"

#include <functional>

namespace antiphon {

// One sample in numbers. Counts beyond 65,535 stand as that.
struct KeptCheck
{
    qint64 planOrdinal = 0;
    int turns = 0;
    int words = 0;
    std::array<quint16, checkKinds> findings{}; // by kind
    std::array<quint16, checkKinds> looked{};   // by kind: what could have had the fault
    bool operator==(const KeptCheck&) const = default;

    qint64 count(CheckKind kind) const { return findings[static_cast<size_t>(kind)]; }
    // As DialogueChecks::recall().
    double recall() const;
    bool isClean() const;
};
KeptCheck keptCheckOf(qint64 planOrdinal, const Dialogue& dialogue, const DialogueChecks& checks);

// Another number whenever the checks, how they count, phrases or aliases are others: counts kept under
// another stamp are not believed.
qint64 checkStamp(const PhraseBook& book, const AliasTable& aliases = shippedAliases());

// Keeps counts in place of earlier ones of these samples. Not recorded: they can be counted again. Part of
// the caller's transaction, or each on its own.
Result<void> keepSampleChecks(const Connection& connection, RunId run, qint64 stamp,
                              const std::vector<KeptCheck>& checks);
// Those kept under this stamp, by plan ordinal.
Result<void> forEachKeptCheck(const Connection& connection, RunId run, qint64 stamp,
                              const std::function<void(const KeptCheck&)>& use);
Result<std::optional<KeptCheck>> keptCheck(const Connection& connection, RunId run, qint64 stamp,
                                           qint64 planOrdinal);

} // namespace antiphon
