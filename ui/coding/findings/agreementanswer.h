// What the page of agreement asks a project, and what comes back.
#pragma once

#include "core/reliability/agreementreport.h"
#include "core/reliability/codinground.h"
#include "core/reliability/turntextstore.h"

#include <QSet>

namespace antiphon {

struct AgreementQuestion
{
    QString round = {};                       // empty: all dialogues
    std::optional<QSet<CoderId>> chosen = {}; // nothing: everybody but those aside
    std::optional<SourceId> source = {};      // of a round all dialogues are asked
    AgreementUnit unit = AgreementUnit::Turn;
    bool intervals = false;
};

struct AgreementAnswer
{
    QList<Coder> coders; // who has codings, or is in the round
    QSet<CoderId> aside; // of these, who settled or codes once more: not asked unless chosen
    QList<CodingRound> rounds;
    AgreementReport report;
    QList<TurnText> words; // of the differing turns
};

inline constexpr quint64 agreementSeed = 1;
inline constexpr int agreementFolds = 1000;

// Errors: those of readRound and agreementReport; Cancelled.
Result<AgreementAnswer> agreementAnswer(const Connection& connection, const AgreementQuestion& question,
                                        const CancelToken& cancel = {}, const ProgressSink& progress = {});

} // namespace antiphon
