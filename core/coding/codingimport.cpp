#include "core/coding/codingimport.h"

#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"
#include "core/coding/codingrows.h"
#include "core/coding/codingstore.h"

#include <QFileInfo>

namespace antiphon {

namespace {

// Finds the turns that rows speak of, each dialogue once.
class TurnFinder
{
public:
    TurnFinder(const Connection& connection, std::optional<SourceId> source)
        : m_connection(connection), m_source(source)
    {
    }

    // The turn, or a reason to refuse the row.
    Result<tl::expected<TurnPlace, QString>> find(const LabelRow& row)
    {
        ANTIPHON_TRY_ASSIGN(const Found* dialogue, lookUp(row.dialogue));
        if (dialogue->count == 0)
            return tl::expected<TurnPlace, QString>(
                tl::unexpected(QStringLiteral("no dialogue %1 is in the project").arg(row.dialogue)));
        if (dialogue->count > 1)
            return tl::expected<TurnPlace, QString>(tl::unexpected(
                QStringLiteral("several sources have a dialogue %1, so name the source").arg(row.dialogue)));
        for (qsizetype i = 0; i < dialogue->turns.size(); ++i) {
            const TurnPlace& place = dialogue->turns[i];
            const bool hit = row.exchange ? dialogue->exchanges[i] == *row.exchange && place.role == row.role
                                          : place.position == row.position;
            if (!hit)
                continue;
            if (row.role && place.role != *row.role)
                return tl::expected<TurnPlace, QString>(
                    tl::unexpected(QStringLiteral("that turn is the %1's").arg(roleWord(place.role))));
            return tl::expected<TurnPlace, QString>(place);
        }
        return tl::expected<TurnPlace, QString>(
            tl::unexpected(QStringLiteral("dialogue %1 has no such turn").arg(row.dialogue)));
    }

private:
    struct Found
    {
        qsizetype count = 0; // dialogues of that name
        QList<TurnPlace> turns;
        QList<int> exchanges;
    };

    Result<const Found*> lookUp(const QString& externalId)
    {
        if (const auto known = m_found.constFind(externalId); known != m_found.constEnd())
            return &*known;
        ANTIPHON_TRY_ASSIGN(const auto dialogues, dialoguesCalled(m_connection, externalId, m_source));
        Found found{dialogues.size(), {}, {}};
        if (dialogues.size() == 1) {
            ANTIPHON_TRY_ASSIGN(found.turns, turnPlaces(m_connection, dialogues.first()));
            QList<Role> roles;
            for (const TurnPlace& place : found.turns)
                roles << place.role;
            found.exchanges = exchangesOf(roles);
        }
        return &*m_found.insert(externalId, found);
    }

    const Connection& m_connection;
    std::optional<SourceId> m_source;
    QHash<QString, Found> m_found;
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
    Result<tl::expected<CodeId, QString>> find(std::optional<Facet> facet, const QString& name, Role role)
    {
        if (!facet) {
            const auto called = codeCalled(m_codes, name, role);
            if (!called && called.error().code != ErrorCode::NotFound)
                return tl::expected<CodeId, QString>(tl::unexpected(called.error().detail));
            if (called)
                return tl::expected<CodeId, QString>(called->id);
            facet = Facet::Free;
        }
        if (!mayCode(*facet, role))
            return tl::expected<CodeId, QString>(tl::unexpected(
                QStringLiteral("the code %1 does not go on turns of the %2").arg(name, roleWord(role))));
        for (const Code& code : m_codes) {
            if (code.facet != *facet || code.name != name)
                continue;
            if (!code.codable)
                return tl::expected<CodeId, QString>(
                    tl::unexpected(QStringLiteral("%1 is a category, which only groups codes").arg(name)));
            return tl::expected<CodeId, QString>(code.id);
        }
        ANTIPHON_TRY_ASSIGN(const Code made, ensureCode(m_connection, *facet, name));
        m_codes << made;
        m_made << QStringLiteral("%1:%2").arg(facetWord(*facet), name);
        return tl::expected<CodeId, QString>(made.id);
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
    TurnPlace place;
};

Result<QList<PlacedRow>> placeRows(const Connection& connection, const LabelRows& rows,
                                   const CodingImportRequest& request, const CancelToken& cancel,
                                   CodingImport& result)
{
    TurnFinder turns(connection, request.source);
    QList<PlacedRow> placed;
    for (const LabelRow& row : rows.rows) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, request.path);
        ANTIPHON_TRY_ASSIGN(const auto place, turns.find(row));
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
            ANTIPHON_TRY_ASSIGN(const auto code, codes.find(facet, label, place.role));
            if (!code) {
                result.refused << RefusedRow{row.line, row.row, code.error()};
                continue;
            }
            used = true;
            ANTIPHON_TRY_ASSIGN(
                const bool added,
                writer.add({{}, *code, coder.id, {place.dialogue, place.turn, {}}, CodingOrigin::Import, 0}));
            ++(added ? result.codings : result.unchanged);
        }
        if (used) {
            dialogues.insert(place.dialogue);
            turns.insert(place.turn);
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
