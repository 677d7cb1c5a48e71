#include "core/analysis/turnvariablestore.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

#include <limits>

namespace antiphon {

namespace {

constexpr std::size_t turnsBetweenLooks = 4096; // at the cancel token

Result<TurnGroups> groupsBySource(const Connection& connection, const CodedCorpus& corpus)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT name FROM source WHERE id = ?1"));
    TurnGroups groups;
    QHash<SourceId, quint16> numbers;
    for (const SourceId& source : corpus.sources) {
        if (numbers.contains(source))
            continue;
        select.reset().bind(1, source);
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        numbers.insert(source, static_cast<quint16>(groups.values.size()));
        groups.values << (found ? select.text(0) : QString());
    }
    for (const CorpusTurn& turn : corpus.turns) {
        const quint16 group = numbers.value(corpus.sources[turn.dialogue]);
        groups.add(std::span(&group, 1));
    }
    return groups;
}

// Hands the column of each turn out, in the order of the corpus.
template<typename Take>
Result<void> forEachTurn(const Connection& connection, const CodedCorpus& corpus, const char* query,
                         const CancelToken& cancel, Take&& take)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(query));
    for (std::size_t turn = 0; turn < corpus.ids.size(); ++turn) {
        if (turn % turnsBetweenLooks == 0 && cancel.isCancelled())
            return fail(ErrorCode::Cancelled);
        select.reset().bind(1, corpus.ids[turn]);
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        take(found ? select.text(0) : QString());
    }
    return {};
}

Result<TurnGroups> groupsByTracks(const Connection& connection, const CodedCorpus& corpus,
                                  const CancelToken& cancel)
{
    TurnGroups groups;
    groups.values << QStringLiteral("no tracks") << QStringLiteral("tracks");
    ANTIPHON_TRY(forEachTurn(connection, corpus, "SELECT tracks FROM turn WHERE id = ?1", cancel,
                             [&groups](const QString& tracks) {
                                 const quint16 group = tracks.size() > 2 ? 1 : 0; // longer than "[]"
                                 groups.add(std::span(&group, 1));
                             }));
    return groups;
}

Result<TurnGroups> groupsByLabel(const Connection& connection, const CodedCorpus& corpus,
                                 const CancelToken& cancel)
{
    std::vector<QStringList> labels;
    QMap<QString, quint16> numbers;
    ANTIPHON_TRY(forEachTurn(connection, corpus, "SELECT intents FROM turn WHERE id = ?1", cancel,
                             [&labels, &numbers](const QString& json) {
                                 const QJsonArray list = QJsonDocument::fromJson(json.toUtf8()).array();
                                 QStringList& own = labels.emplace_back();
                                 for (const QJsonValue& value : list)
                                     own << value.toString();
                                 own.removeDuplicates();
                                 for (const QString& label : std::as_const(own))
                                     numbers.insert(label, 0);
                             }));
    if (numbers.size() > std::numeric_limits<quint16>::max())
        return fail(ErrorCode::NotPossible, QStringLiteral("The labels"),
                    QStringLiteral("more than 65,535 different ones can not be counted together"));
    TurnGroups groups;
    for (auto at = numbers.begin(); at != numbers.end(); ++at) {
        at.value() = static_cast<quint16>(groups.values.size());
        groups.values << at.key();
    }
    for (const QStringList& own : labels) {
        std::vector<quint16> of;
        for (const QString& label : own)
            of.push_back(numbers.value(label));
        groups.add(of);
    }
    return groups;
}

} // namespace

Result<TurnGroups> readTurnGroups(const Connection& connection, const CodedCorpus& corpus,
                                  TurnVariable variable, const CancelToken& cancel)
{
    switch (variable) {
    case TurnVariable::Role:
        return groupsByRole(corpus);
    case TurnVariable::Source:
        return groupsBySource(connection, corpus);
    case TurnVariable::Position:
        return groupsByPosition(corpus);
    case TurnVariable::Length:
        return groupsByLength(corpus);
    case TurnVariable::Tracks:
        return groupsByTracks(connection, corpus, cancel);
    case TurnVariable::Label:
        return groupsByLabel(connection, corpus, cancel);
    case TurnVariable::Coder:
        break;
    }
    return fail(ErrorCode::NotPossible, QStringLiteral("Grouping turns by coder"),
                QStringLiteral("a turn may be coded by several"));
}

Result<CodeByVariable> readCodesByVariable(const Connection& connection, const CodedCorpus& corpus,
                                           TurnVariable variable, std::optional<Facet> facet,
                                           const CancelToken& cancel)
{
    if (variable == TurnVariable::Coder)
        return codesByCoder(corpus, facet);
    if (corpus.layers.empty())
        return CodeByVariable();
    ANTIPHON_TRY_ASSIGN(const TurnGroups groups, readTurnGroups(connection, corpus, variable, cancel));
    return codesByVariable(corpus, corpus.layers.front(), groups, facet);
}

} // namespace antiphon
