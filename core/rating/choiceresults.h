// What a study says beside its scales: choices among dialogues, guesses of who wrote them, skipped items.
#pragma once

#include "core/rating/choicefigures.h"
#include "core/rating/figuretable.h"
#include "core/rating/studystore.h"

namespace antiphon {

// The answers to one criterion that chooses among dialogues.
struct ChoiceResult
{
    Criterion criterion;
    QStringList conditions;             // as they may be named, by letter
    PairFigures pairs;                  // of QuestionKind::Pair
    QList<BestWorstStanding> standings; // of QuestionKind::BestWorst, by condition
    qint64 answers = 0;                 // items with a choice; a best and a worst are one
    qint64 missing = 0;                 // items without, that were not skipped
    qint64 skipped = 0;
};

// How the dialogues of one condition were guessed, after the last item.
struct GuessResult
{
    QString condition;
    qint64 right = 0;
    qint64 wrong = 0;
    qint64 unknown = 0;
    statistics::Estimate index; // Bang's
};

struct SkipReason
{
    QString reason;
    qint64 items = 0;
};

// One result for each criterion of the kinds Pair and BestWorst; `places` gives each source its condition.
// A best or a worst without the other does not count.
QList<ChoiceResult> choiceResults(const StudyDefinition& definition, const QStringList& conditions,
                                  const QHash<SourceId, qsizetype>& places, const QList<RatedAnswer>& answers,
                                  const statistics::BootstrapOptions& bootstrap);

// Bang's index of each condition from the guesses; `isHuman` says of each condition who wrote its dialogues.
// Only for an unblinded study, as it gives the key away.
QList<GuessResult> guessResults(const QStringList& conditions, const QList<bool>& isHuman,
                                const QHash<SourceId, qsizetype>& places, const QList<RatedNote>& notes,
                                double level);

// Skipped items by their reason, the most frequent first.
QList<SkipReason> skipReasons(const QList<RatedNote>& notes);

QList<FigureTable> choiceTables(const ChoiceResult& result);
FigureTable guessTable(const QList<GuessResult>& guesses);
FigureTable skipTable(const QList<SkipReason>& skips);
QJsonObject choiceJson(const ChoiceResult& result);
QJsonObject guessJson(const GuessResult& guess);

} // namespace antiphon
