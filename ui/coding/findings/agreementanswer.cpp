#include "ui/coding/findings/agreementanswer.h"

#include "core/reliability/roundstore.h"

#include <QThread>

namespace antiphon {

namespace {

constexpr qsizetype mostTurnsListed = 2000;

// Who speaks for a round, or for an earlier self.
QSet<CoderId> codersAside(const QList<CodingRound>& rounds)
{
    QSet<CoderId> aside;
    for (const CodingRound& round : rounds) {
        aside.insert(round.settled);
        for (const Coder& coder : round.coders) {
            if (round.kind == RoundKind::Again && coder.name.endsWith(againName({}, round.name)))
                aside.insert(coder.id);
        }
    }
    return aside;
}

Result<AgreementReport> reportOf(const Connection& connection, const CodedCorpus& corpus,
                                 const AgreementQuestion& question, const CancelToken& cancel,
                                 const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const CodedExtent extent, readCodedExtent(connection, corpus, cancel));
    if (!question.intervals)
        return agreementReport(corpus, extent, question.unit, mostTurnsListed, cancel);
    statistics::BootstrapOptions folds;
    folds.seed = agreementSeed;
    folds.replicates = agreementFolds;
    return agreementReport(corpus, extent, question.unit, mostTurnsListed, folds, QThread::idealThreadCount(),
                           cancel, progress);
}

} // namespace

Result<AgreementAnswer> agreementAnswer(const Connection& connection, const AgreementQuestion& question,
                                        const CancelToken& cancel, const ProgressSink& progress)
{
    AgreementAnswer answer;
    ANTIPHON_TRY_ASSIGN(answer.rounds, allRounds(connection));
    const auto round = std::ranges::find(answer.rounds, question.round, &CodingRound::name);
    CodedCorpus corpus;
    if (round != answer.rounds.end()) {
        ANTIPHON_TRY_ASSIGN(corpus, readRound(connection, *round, cancel));
    } else {
        answer.aside = codersAside(answer.rounds);
        CodedCorpusQuery query;
        query.source = question.source;
        ANTIPHON_TRY_ASSIGN(corpus, readCodedCorpus(connection, query, cancel));
    }
    for (const CodingLayer& layer : corpus.layers)
        answer.coders << layer.coder();
    std::erase_if(corpus.layers, [&](const CodingLayer& layer) {
        const CoderId coder = layer.coder().id;
        return question.chosen ? !question.chosen->contains(coder) : answer.aside.contains(coder);
    });
    ANTIPHON_TRY_ASSIGN(answer.report, reportOf(connection, corpus, question, cancel, progress));
    ANTIPHON_TRY_ASSIGN(TurnTexts texts, TurnTexts::open(connection));
    for (const DifferingTurn& turn : std::as_const(answer.report.differing)) {
        ANTIPHON_TRY_ASSIGN(const TurnText text, texts.read(turn.place.turn));
        answer.words << text;
    }
    return answer;
}

} // namespace antiphon
