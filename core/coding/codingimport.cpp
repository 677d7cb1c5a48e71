#include "core/coding/codingimport.h"

#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"
#include "core/coding/codingrows.h"
#include "core/coding/codingstore.h"
#include "core/corpus/corpusstore.h"

#include <QFileInfo>

namespace antiphon {

namespace {

template<typename T>
using Found = tl::expected<T, QString>; // the error is a reason to refuse the row

tl::unexpected<QString> refuse(const QString& reason)
{
    return tl::unexpected(reason);
}

// Where a row's codings lie.
struct Place
{
    CodingTarget target;
    QList<Role> roles; // of the turns that it takes in; empty for a dialogue
};

// Finds the targets that rows speak of, each dialogue once.
class TargetFinder
{
public:
    TargetFinder(const Connection& connection, std::optional<SourceId> source)
        : m_connection(connection), m_source(source)
    {
    }

    Result<Found<Place>> find(const LabelRow& row)
    {
        ANTIPHON_TRY_ASSIGN(const Known* dialogue, lookUp(row.dialogue));
        if (dialogue->count == 0)
            return Found<Place>(refuse(QStringLiteral("no dialogue %1 is in the project").arg(row.dialogue)));
        if (dialogue->count > 1)
            return Found<Place>(refuse(
                QStringLiteral("several sources have a dialogue %1, so name the source").arg(row.dialogue)));
        if (row.target == TargetKind::Dialogue)
            return Found<Place>(Place{{dialogue->id, {}, {}}, {}});
        for (qsizetype i = 0; i < dialogue->turns.size(); ++i) {
            const TurnPlace& place = dialogue->turns[i];
            const bool hit = row.exchange ? dialogue->exchanges[i] == *row.exchange && place.role == row.role
                                          : place.position == row.position;
            if (hit && row.role && place.role != *row.role)
                return Found<Place>(
                    refuse(QStringLiteral("that turn is the %1's").arg(roleWord(place.role))));
            if (hit)
                return placed(row, *dialogue, static_cast<int>(i));
        }
        return Found<Place>(refuse(QStringLiteral("dialogue %1 has no such turn").arg(row.dialogue)));
    }

private:
    struct Known
    {
        qsizetype count = 0; // dialogues of that name
        DialogueId id;
        QList<TurnPlace> turns;
        QList<Role> roles;
        QList<int> exchanges;
    };

    Result<const Known*> lookUp(const QString& externalId)
    {
        if (const auto known = m_known.constFind(externalId); known != m_known.constEnd())
            return &*known;
        ANTIPHON_TRY_ASSIGN(const auto dialogues, dialoguesCalled(m_connection, externalId, m_source));
        Known known{dialogues.size(), {}, {}, {}, {}};
        if (dialogues.size() == 1) {
            known.id = dialogues.first();
            ANTIPHON_TRY_ASSIGN(known.turns, turnPlaces(m_connection, known.id));
            for (const TurnPlace& place : known.turns)
                known.roles << place.role;
            known.exchanges = exchangesOf(known.roles);
        }
        return &*m_known.insert(externalId, known);
    }

    Result<Found<Place>> placed(const LabelRow& row, const Known& dialogue, int turn)
    {
        Place place{{dialogue.id, dialogue.turns[turn].turn, row.span}, {dialogue.roles[turn]}};
        if (row.target == TargetKind::Exchange) {
            const ExchangeRange range = exchangeAround(dialogue.roles, turn);
            if (range.first != turn)
                return Found<Place>(refuse(QStringLiteral("that turn does not open an exchange")));
            place.target.exchange = true;
            place.roles = dialogue.roles.mid(turn, range.last - turn + 1);
        }
        if (row.span) {
            ANTIPHON_TRY_ASSIGN(const QString text, textOf(dialogue.id, turn));
            if (row.span->end > codePointsBefore(text, text.size()))
                return Found<Place>(refuse(QStringLiteral("the turn's text ends before the span does")));
            if (!row.quote.isEmpty() && spanText(text, *row.span) != row.quote)
                return Found<Place>(refuse(QStringLiteral("the turn's text there is \u201c%1\u201d")
                                               .arg(spanText(text, *row.span))));
        }
        return Found<Place>(place);
    }

    Result<QString> textOf(DialogueId dialogue, int turn)
    {
        if (m_read.id != dialogue) {
            ANTIPHON_TRY_ASSIGN(m_read, readDialogue(m_connection, dialogue));
        }
        return m_read.turns.value(turn).text;
    }

    const Connection& m_connection;
    std::optional<SourceId> m_source;
    QHash<QString, Known> m_known;
    Dialogue m_read; // the last whose text was asked for
};

// The codes of labels, made where they are missing.
class CodeFinder
{
public:
    static Result<CodeFinder> open(const Connection& connection)
    {
        ANTIPHON_TRY_ASSIGN(QList<Code> codes, readCodes(connection));
        return CodeFinder(connection, std::move(codes));
    }

    // The code, or a reason to refuse the label.
    Result<Found<CodeId>> find(std::optional<Facet> facet, const QString& name, const Place& place)
    {
        const TargetKind kind = place.target.kind();
        if (!facet) {
            const auto role = place.roles.size() == 1 ? std::optional(place.roles.first()) : std::nullopt;
            const auto called = codeCalled(m_codes, name, role);
            if (!called && called.error().code != ErrorCode::NotFound)
                return Found<CodeId>(refuse(called.error().detail));
            if (called)
                return Found<CodeId>(called->id);
            facet = Facet::Free;
        }
        if (!mayCodeTarget(*facet, kind, place.roles))
            return Found<CodeId>(refuse(QStringLiteral("the code %1 does not go on turns of the %2")
                                            .arg(name, roleWord(place.roles.first()))));
        for (const Code& code : m_codes) {
            if (code.facet != *facet || code.name != name)
                continue;
            if (!code.codable)
                return Found<CodeId>(
                    refuse(QStringLiteral("%1 is a category, which only groups codes").arg(name)));
            return Found<CodeId>(code.id);
        }
        ANTIPHON_TRY_ASSIGN(const Code made, ensureCode(m_connection, *facet, name));
        m_codes << made;
        m_made << QStringLiteral("%1:%2").arg(facetWord(*facet), name);
        return Found<CodeId>(made.id);
    }

    const QStringList& made() const { return m_made; }

private:
    CodeFinder(const Connection& connection, QList<Code> codes)
        : m_connection(connection), m_codes(std::move(codes))
    {
    }
    const Connection& m_connection;
    QList<Code> m_codes;
    QStringList m_made;
};

struct PlacedRow
{
    LabelRow row;
    Place place;
};

Result<QList<PlacedRow>> placeRows(const Connection& connection, const LabelRows& rows,
                                   const CodingImportRequest& request, const CancelToken& cancel,
                                   CodingImport& result)
{
    TargetFinder targets(connection, request.source);
    QList<PlacedRow> placed;
    for (const LabelRow& row : rows.rows) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, request.path);
        ANTIPHON_TRY_ASSIGN(const auto place, targets.find(row));
        if (place)
            placed << PlacedRow{row, *place};
        else
            result.refused << RefusedRow{row.line, row.row, place.error()};
    }
    return placed;
}

// Inside the recorded edit.
Result<void> addAll(const Connection& connection, const QList<PlacedRow>& rows, const QString& coderName,
                    const CancelToken& cancel, const ProgressSink& progress, CodingImport& result)
{
    ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, coderName));
    ANTIPHON_TRY_ASSIGN(CodeFinder codes, CodeFinder::open(connection));
    ANTIPHON_TRY_ASSIGN(CodingWriter writer, CodingWriter::open(connection));
    QSet<DialogueId> dialogues;
    QSet<TurnId> turns;
    qint64 done = 0;
    for (const auto& [row, place] : rows) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the import"));
        report(progress, ++done, rows.size(), QStringLiteral("rows"));
        bool used = row.labels.isEmpty();
        for (const auto& [facet, label] : row.labels) {
            ANTIPHON_TRY_ASSIGN(const auto code, codes.find(facet, label, place));
            if (!code) {
                result.refused << RefusedRow{row.line, row.row, code.error()};
                continue;
            }
            used = true;
            ANTIPHON_TRY_ASSIGN(const bool added,
                                writer.add({{}, *code, coder.id, place.target, CodingOrigin::Import, 0}));
            ++(added ? result.codings : result.unchanged);
        }
        if (used) {
            dialogues.insert(place.target.dialogue);
            if (place.target.turn)
                turns.insert(*place.target.turn);
        }
    }
    result.dialogues = dialogues.size();
    result.turns = turns.size();
    result.newCodes = codes.made();
    return {};
}

} // namespace

Result<CodingImport> importCodings(const Connection& connection, const Actor& actor,
                                   const CodingImportRequest& request, const CancelToken& cancel,
                                   const ProgressSink& progress)
{
    if (request.coder.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the coder"),
                    QStringLiteral("a coder needs a name"));
    ANTIPHON_TRY_ASSIGN(const LabelRows rows, readLabelRows(request.path, request.format, cancel));
    CodingImport result;
    result.rows = rows.rows.size() + rows.refused.size();
    result.refused = rows.refused;
    ANTIPHON_TRY_ASSIGN(const auto placed, placeRows(connection, rows, request, cancel, result));
    if (!placed.isEmpty()) {
        const QString label = QStringLiteral("Import codings of %1 from %2")
                                  .arg(request.coder, QFileInfo(request.path).fileName());
        ANTIPHON_TRY(EditHistory(connection).record(actor, label, [&] {
            return addAll(connection, placed, request.coder, cancel, progress, result);
        }));
    }
    std::stable_sort(result.refused.begin(), result.refused.end(),
                     [](const RefusedRow& left, const RefusedRow& right) { return left.line < right.line; });
    return result;
}

} // namespace antiphon
