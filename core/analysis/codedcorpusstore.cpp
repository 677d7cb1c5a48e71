#include "core/analysis/codedcorpusstore.h"

#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace antiphon {

namespace {

constexpr int rowsBetweenLooks = 4096; // at the cancel token

template<typename Row>
Result<void> forEachRow(Statement& select, const CancelToken& cancel, Row&& row)
{
    for (int rows = 0;; ++rows) {
        if (rows % rowsBetweenLooks == 0 && cancel.isCancelled())
            return fail(ErrorCode::Cancelled);
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        row();
    }
}

Result<QList<Coder>> codersAsked(const Connection& connection, const CodedCorpusQuery& query)
{
    ANTIPHON_TRY_ASSIGN(QList<Coder> coders, allCoders(connection));
    if (!query.coders.isEmpty())
        coders.removeIf([&query](const Coder& coder) { return !query.coders.contains(coder.id); });
    std::ranges::sort(coders, {}, &Coder::name);
    return coders;
}

// The dialogues in which one of the coders coded a turn, from an index alone, or that she read to the end.
Result<QSet<DialogueId>> codedDialogues(const Connection& connection, const CodedCorpusQuery& query,
                                        const QList<Coder>& coders, const CancelToken& cancel)
{
    QSet<CoderId> asked;
    for (const Coder& coder : coders)
        asked.insert(coder.id);
    QSet<DialogueId> dialogues;
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT DISTINCT dialogue, coder FROM coding"));
    ANTIPHON_TRY(forEachRow(select, cancel, [&] {
        if (asked.contains(select.id<CoderId>(1)))
            dialogues.insert(select.id<DialogueId>(0));
    }));
    for (const QSet<DialogueId>& read : query.read)
        dialogues.unite(read);
    if (query.dialogues)
        dialogues.intersect(*query.dialogues);
    return dialogues;
}

// Those of them that lie in the sources asked for, in order.
Result<QHash<DialogueId, quint32>> readDialogues(const Connection& connection, const CodedCorpusQuery& query,
                                                 const QSet<DialogueId>& coded, const CancelToken& cancel,
                                                 CodedCorpus& corpus)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT id, source FROM ready_dialogue WHERE ?1 IS NULL OR source = ?1 "
                           "ORDER BY source_at, source, ordinal"));
    select.bind(1, query.source);
    QHash<DialogueId, quint32> places;
    ANTIPHON_TRY(forEachRow(select, cancel, [&] {
        const auto id = select.id<DialogueId>(0);
        if (!coded.contains(id))
            return;
        places.insert(id, static_cast<quint32>(corpus.dialogues.size()));
        corpus.dialogues.push_back(id);
        corpus.sources.push_back(select.id<SourceId>(1));
    }));
    return places;
}

struct TurnRow
{
    CorpusTurn turn;
    TurnId id;
};

TurnRow turnRow(const Statement& select, quint32 dialogue)
{
    return {{dialogue, static_cast<qint32>(select.integer(1)),
             select.integer(2) == 0 ? Role::User : Role::System},
            select.id<TurnId>(0)};
}

// One walk over all turns: right where most dialogues are coded.
Result<std::vector<TurnRow>> turnsByScan(const Connection& connection,
                                         const QHash<DialogueId, quint32>& places, const CancelToken& cancel)
{
    std::vector<TurnRow> rows;
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id, position, role, dialogue FROM turn"));
    ANTIPHON_TRY(forEachRow(select, cancel, [&] {
        const auto place = places.constFind(select.id<DialogueId>(3));
        if (place != places.cend())
            rows.push_back(turnRow(select, *place));
    }));
    return rows;
}

// A look-up for each dialogue: right where few of many dialogues are coded.
Result<std::vector<TurnRow>> turnsByLookUp(const Connection& connection,
                                           const std::vector<DialogueId>& dialogues,
                                           const CancelToken& cancel)
{
    std::vector<TurnRow> rows;
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, position, role FROM turn WHERE dialogue = ?1"));
    for (std::size_t i = 0; i < dialogues.size(); ++i) {
        select.reset().bind(1, dialogues[i]);
        ANTIPHON_TRY(
            forEachRow(select, cancel, [&] { rows.push_back(turnRow(select, static_cast<quint32>(i))); }));
    }
    return rows;
}

// Every turn of those dialogues, sorted.
Result<void> readTurns(const Connection& connection, const QHash<DialogueId, quint32>& places,
                       const CancelToken& cancel, CodedCorpus& corpus)
{
    ANTIPHON_TRY_ASSIGN(const qint64 all, connection.integer("SELECT count(*) FROM dialogue"));
    const bool most = places.size() * 4 > all;
    ANTIPHON_TRY_ASSIGN(std::vector<TurnRow> rows, most
                                                       ? turnsByScan(connection, places, cancel)
                                                       : turnsByLookUp(connection, corpus.dialogues, cancel));
    std::ranges::sort(rows, {},
                      [](const TurnRow& row) { return std::pair(row.turn.dialogue, row.turn.position); });
    corpus.turns.reserve(rows.size());
    corpus.ids.reserve(rows.size());
    for (const TurnRow& row : rows) {
        corpus.turns.push_back(row.turn);
        corpus.ids.push_back(row.id);
    }
    return {};
}

template<typename IdType>
QHash<IdType, quint32> numbered(const std::vector<IdType>& ids)
{
    QHash<IdType, quint32> numbers;
    numbers.reserve(static_cast<qsizetype>(ids.size()));
    for (std::size_t i = 0; i < ids.size(); ++i)
        numbers.insert(ids[i], static_cast<quint32>(i));
    return numbers;
}

// The codings of each coder, in the order of `coders`.
Result<std::vector<std::vector<CodedPlace>>> readPlaces(const Connection& connection,
                                                        const CodedCorpus& corpus, const QList<Coder>& coders,
                                                        const CancelToken& cancel)
{
    const QHash<TurnId, quint32> turnNumbers = numbered(corpus.ids);
    QHash<CodeId, quint16> codeNumbers;
    for (qsizetype i = 0; i < corpus.codes.size(); ++i)
        codeNumbers.insert(corpus.codes[i].id, static_cast<quint16>(i));
    QHash<CoderId, std::size_t> layers;
    for (const Coder& coder : coders)
        layers.insert(coder.id, static_cast<std::size_t>(layers.size()));
    std::vector<std::vector<CodedPlace>> codings(static_cast<std::size_t>(coders.size()));
    // In the order of the index that holds all that is asked for.
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT turn, code, coder, span_begin, span_end FROM coding "
                                           "WHERE turn IS NOT NULL AND exchange = 0"));
    ANTIPHON_TRY(forEachRow(select, cancel, [&] {
        const auto turn = turnNumbers.constFind(select.id<TurnId>(0));
        const auto code = codeNumbers.constFind(select.id<CodeId>(1));
        const auto layer = layers.constFind(select.id<CoderId>(2));
        if (turn != turnNumbers.cend() && code != codeNumbers.cend() && layer != layers.cend())
            codings[*layer].push_back({*turn, *code, static_cast<qint32>(select.integer(3)),
                                       static_cast<qint32>(select.integer(4))});
    }));
    return codings;
}

// Which of the dialogues are in the set.
std::vector<bool> numbersIn(const QSet<DialogueId>& set, const QHash<DialogueId, quint32>& places,
                            std::size_t dialogues)
{
    std::vector<bool> within(dialogues);
    for (const DialogueId& dialogue : set) {
        const auto place = places.constFind(dialogue);
        if (place != places.cend())
            within[*place] = true;
    }
    return within;
}

} // namespace

Result<CodedCorpus> readCodedCorpus(const Connection& connection, const CodedCorpusQuery& query,
                                    const CancelToken& cancel)
{
    CodedCorpus corpus;
    ANTIPHON_TRY_ASSIGN(corpus.codes, readCodes(connection));
    if (corpus.codes.size() > std::numeric_limits<quint16>::max())
        return fail(ErrorCode::NotPossible, QStringLiteral("The codebook"),
                    QStringLiteral("more than 65,535 codes can not be counted together"));
    ANTIPHON_TRY_ASSIGN(const QList<Coder> coders, codersAsked(connection, query));
    ANTIPHON_TRY_ASSIGN(const auto coded, codedDialogues(connection, query, coders, cancel));
    ANTIPHON_TRY_ASSIGN(const auto places, readDialogues(connection, query, coded, cancel, corpus));
    ANTIPHON_TRY(readTurns(connection, places, cancel, corpus));
    ANTIPHON_TRY_ASSIGN(auto codings, readPlaces(connection, corpus, coders, cancel));
    for (std::size_t i = 0; i < codings.size(); ++i) {
        if (!query.coders.isEmpty() || !codings[i].empty())
            corpus.layers.emplace_back(coders[static_cast<qsizetype>(i)], std::move(codings[i]), corpus.turns,
                                       corpus.dialogues.size());
    }
    for (CodingLayer& layer : corpus.layers) {
        const auto read = query.read.constFind(layer.coder().id);
        if (read != query.read.cend())
            layer.setTouched(numbersIn(*read, places, corpus.dialogues.size()));
    }
    return corpus;
}

Result<std::vector<quint32>> dialoguesAsCoded(const Connection& connection, const CodedCorpus& corpus,
                                              CoderId coder)
{
    const QHash<DialogueId, quint32> places = numbered(corpus.dialogues);
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare("SELECT dialogue, min(created_at) FROM coding WHERE coder = ?1 AND "
                                        "turn IS NOT NULL AND exchange = 0 GROUP BY dialogue"));
    select.bind(1, coder);
    std::vector<std::pair<qint64, quint32>> found;
    ANTIPHON_TRY(forEachRow(select, {}, [&] {
        const auto place = places.constFind(select.id<DialogueId>(0));
        if (place != places.cend())
            found.emplace_back(select.integer(1), *place);
    }));
    std::ranges::sort(found);
    std::vector<quint32> order;
    order.reserve(found.size());
    for (const auto& [at, place] : found)
        order.push_back(place);
    return order;
}

} // namespace antiphon
