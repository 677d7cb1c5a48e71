#include "core/generation/labelshares.h"

#include "core/analysis/codedcorpusstore.h"
#include "core/corpus/corpusstore.h"

#include <array>

namespace antiphon {

namespace {

Facet facetOf(Role role)
{
    return role == Role::User ? Facet::Intent : Facet::Action;
}

// The dialogues of the corpus with their labels, read once for all coders.
Result<std::vector<QStringList>> labelsOfTurns(const Connection& connection, const CodedCorpus& corpus,
                                               const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(DialogueReader reader, DialogueReader::open(connection));
    std::vector<QStringList> labels(corpus.turns.size());
    for (std::size_t turn = 0; turn < corpus.turns.size();) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the labels"));
        const quint32 at = corpus.turns[turn].dialogue;
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, reader.read(corpus.dialogues[at]));
        for (; turn < corpus.turns.size() && corpus.turns[turn].dialogue == at; ++turn)
            labels[turn] = dialogue.turns.value(corpus.turns[turn].position).intents;
    }
    return labels;
}

ObservedShares sharesOf(const CodedCorpus& corpus, const CodingLayer& layer,
                        const std::vector<QStringList>& labels, Role role)
{
    ObservedShares shares;
    shares.coder = layer.coder().name;
    shares.role = role;
    qint64 coded = 0, left = 0;
    for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
        if (corpus.turns[turn].role != role || !layer.touched(corpus.turns[turn].dialogue))
            continue;
        bool any = false;
        for (const quint16 code : layer.codesOf(turn)) {
            if (corpus.codes[code].facet != facetOf(role))
                continue;
            shares.observed.add(corpus.turns[turn].dialogue, corpus.codes[code].name);
            any = true;
        }
        ++(any ? coded : left);
        for (const QString& label : any ? labels[turn] : QStringList())
            shares.planned.add(corpus.turns[turn].dialogue, label);
    }
    shares.distance = measures::shareDistance(shares.planned, shares.observed, measures::Drawn::Together);
    shares.distance.n = coded;
    shares.distance.missing = left;
    if (!shares.distance.value)
        shares.distance.reason = "no turn has both a planned label and a code";
    return shares;
}

} // namespace

Result<QList<ObservedShares>> observedShares(const Connection& connection, SourceId source,
                                             const CancelToken& cancel)
{
    CodedCorpusQuery query;
    query.source = source;
    ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, query, cancel));
    ANTIPHON_TRY_ASSIGN(const auto labels, labelsOfTurns(connection, corpus, cancel));
    QList<ObservedShares> list;
    for (const CodingLayer& layer : corpus.layers)
        list << sharesOf(corpus, layer, labels, Role::User) << sharesOf(corpus, layer, labels, Role::System);
    return list;
}

} // namespace antiphon
