// What a study says: figures per criterion and condition, differences, verdicts, agreement.
#pragma once

#include "core/rating/asked.h"
#include "core/rating/choiceresults.h"
#include "core/rating/conduct.h"
#include "core/rating/criterionfigures.h"
#include "core/rating/keystate.h"
#include "core/statistics/agreement.h"
#include "core/statistics/clusteredbootstrap.h"
#include "core/statistics/ranktests.h"

namespace antiphon {

struct ConditionResult
{
    QString letter;
    QString name;              // the source's name once the study is unblinded; empty before
    statistics::Estimate mean; // with the interval clustered by dialogue
    statistics::Estimate median;
    statistics::Estimate deviation;
    std::vector<std::int64_t> distribution; // of the points, from 1
    qint64 skipped = 0;                     // answers that skipped items do not have; not missing
    QString label() const { return name.isEmpty() ? letter : name; }
};

struct PairResult
{
    qsizetype first = 0; // of the conditions
    qsizetype second = 0;
    statistics::Difference difference; // first - second
    statistics::Estimate delta;        // Cliff's delta of the dialogues' means
    statistics::Estimate chance;       // A12 of them: that a dialogue of the first is rated higher
    // The same two shares held against the margin that was declared for shares, if one was: `chance` again,
    // and over all pairs of answers that one rater gave.
    statistics::WinRate dialogueWins;
    statistics::WinRate answerWins;
    statistics::RankTest test; // Mann-Whitney on the dialogues' means
    double adjustedP = 1.0;    // Holm over all pairs and criteria with a p
    double discoveryP = 1.0;   // Benjamini and Hochberg over the same
};

struct CriterionResult
{
    Criterion criterion;
    QList<ConditionResult> conditions; // by letter
    QList<PairResult> pairs;           // A-B, A-C, ..., B-C, ...
    statistics::Agreement agreement;   // Krippendorff's alpha, ordinal
    CriterionFigures figures;
    qint64 answers = 0;
    qint64 missing = 0;
    qint64 skipped = 0;
};

struct RaterProgress
{
    QString rater;
    qint64 answers = 0;
    qint64 missing = 0;
    qint64 skipped = 0;        // questions about items that were skipped
    TimePoint collectedAt = 0; // 0: nothing yet
};

// A rater left out of the figures, and why.
struct LeftOut
{
    QString rater;
    QString reason;
};

struct StudyResults
{
    Study study;
    bool unblinded = false;
    bool sealIntact = true;
    QList<Unblinding> unblindings;
    KeyState key;
    QList<RaterProgress> raters;
    QList<CriterionResult> criteria; // on a scale
    QList<ChoiceResult> choices;     // among dialogues
    QList<GuessResult> guesses;      // once the study is unblinded, where any were asked for
    QList<SkipReason> skips;
    qint64 items = 0;
    qint64 answers = 0;
    qint64 missing = 0;
    qint64 skipped = 0;
    int replicates = 0;
    QList<LeftOut> leftOut;
    QList<CriterionResult>
        withAll; // the same criteria with everybody's answers; only when somebody is left out
};

struct ResultOptions
{
    int replicates = 0; // 0: as befits the number of answers, see resamplesFor()
    statistics::Clusters clusters = statistics::Clusters::Items;
    CancelToken cancel = {};
    int threads = 2;              // the figures do not depend on it
    QList<AskedItems> asked = {}; // by all packets; none: every rater got every dialogue, no turn is missing
    bool further = true;          // model, tests and agreement beside the verdicts
};

// Everything that can be said now, with whatever was collected. The bootstrap takes the study's seed. Errors:
// NotPossible for a draft, Cancelled.
Result<StudyResults> studyResults(const Connection& connection, const Study& study,
                                  const ResultOptions& options = {});

// The pure part: `places` gives each source its condition, `raters` all who got a packet. Missing counts what
// `options.asked` asks of them that has no answer and was not skipped.
QList<CriterionResult> resultsOf(const StudyDefinition& definition, const QList<ConditionResult>& conditions,
                                 const QHash<SourceId, qsizetype>& places, const QStringList& raters,
                                 const QList<RatedAnswer>& answers, const ResultOptions& options);

// For people: "Equivalent", "Different", "Different, but within the margin", "Inconclusive" or "Undefined".
QString verdictWord(const std::optional<statistics::Verdict>& verdict);
// The whole sentence with difference, interval and margin.
QString verdictSentence(const CriterionResult& result, const PairResult& pair);
// Non-inferiority: whether the first (or the second) is not worse than the other by the margin, one-sided at
// alpha. Nothing without an interval.
std::optional<bool> firstNotWorse(const statistics::Difference& difference);
std::optional<bool> secondNotWorse(const statistics::Difference& difference);
// A figure to two places with a proper minus sign; "undefined" without one.
QString figureText(const std::optional<double>& value, int places = 2);
// "[low, high]", or nothing.
QString intervalText(const statistics::Estimate& estimate, int places = 2);

QJsonObject estimateJson(const statistics::Estimate& estimate);
QJsonObject resultsJson(const StudyResults& results);
// Who was left out and why, and each verdict with everybody; empty when nobody was.
QStringList leftOutLines(const StudyResults& results);
QJsonObject leftOutJson(const StudyResults& results);
// One row an answer, without the source while the study is blind: rater, position, item, condition,
// criterion, value, given_at, active_ms, kind, part (the turn; 1 best, 2 worst), shown (conditions from the
// left), opened (1 where the item was opened singly, whoever rated it); the condition of a pair or a
// best-worst is the chosen one.
Result<QByteArray> answersCsv(const Connection& connection, const Study& study);
// The same, one JSON object a line.
Result<QByteArray> answersJsonl(const Connection& connection, const Study& study);
// Comments, flags, skips and guesses, one a line. Errors: those of SQLite.
Result<QByteArray> notesCsv(const Connection& connection, const Study& study);
// One row a criterion and condition: the table twin of the charts.
QByteArray resultsCsv(const StudyResults& results);

} // namespace antiphon
