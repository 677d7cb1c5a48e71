#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/base/tablefile.h"
#include "core/coding/codestore.h"
#include "core/coding/codingexport.h"
#include "core/coding/codingimport.h"
#include "core/coding/codingstore.h"
#include "core/coding/frequencystore.h"
#include "core/corpus/corpusstore.h"
#include "core/taxonomy/taxonomystore.h"

#include <QElapsedTimer>

namespace antiphon::cli {

namespace {

Result<CodingFormat> formatOf(const Call& call, const QString& path)
{
    const QString name = call.arguments.value(QStringLiteral("format"));
    if (name.isEmpty())
        return guessCodingFormat(path);
    if (name == QLatin1String("cpcd-intent"))
        return CodingFormat::CpcdIntent;
    if (name == QLatin1String("csv"))
        return CodingFormat::Csv;
    return fail(ErrorCode::InvalidValue, QStringLiteral("--format %1").arg(name),
                QStringLiteral("codings come as cpcd-intent or csv"));
}

QJsonArray refusedJson(const QList<RefusedRow>& rows)
{
    QJsonArray array;
    for (const RefusedRow& row : rows)
        array << QJsonObject{{QStringLiteral("line"), row.line},
                             {QStringLiteral("row"), row.row},
                             {QStringLiteral("reason"), row.reason}};
    return array;
}

QString refusedText(const QList<RefusedRow>& rows)
{
    constexpr int shown = 5;
    QString text;
    for (const RefusedRow& row : rows.mid(0, shown))
        text += QStringLiteral("  line %1: %2\n").arg(row.line).arg(row.reason);
    if (rows.size() > shown)
        text += QStringLiteral("  and %L1 more; --rejects FILE writes them all\n").arg(rows.size() - shown);
    return text;
}

Result<Answer> importCodingsVerb(const Call& call)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    CodingImportRequest request;
    request.path = call.arguments.positional.first();
    request.coder = call.arguments.value(QStringLiteral("coder"));
    ANTIPHON_TRY_ASSIGN(request.format, formatOf(call, request.path));
    ANTIPHON_TRY_ASSIGN(request.source, sourceAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const CodingImport result,
                        importCodings(connection, call.actor, request, call.cancel, call.progress));
    const QJsonArray rejects = refusedJson(result.refused);
    ANTIPHON_TRY(writeRejects(call, rejects));
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    Answer answer;
    answer.json = {{QStringLiteral("coder"), request.coder},
                   {QStringLiteral("dialogues"), result.dialogues},
                   {QStringLiteral("turns"), result.turns},
                   {QStringLiteral("codings"), result.codings},
                   {QStringLiteral("unchanged"), result.unchanged},
                   {QStringLiteral("codes"), result.newCodes.size()},
                   {QStringLiteral("newCodes"), QJsonArray::fromStringList(result.newCodes)},
                   {QStringLiteral("rejected"), result.refused.size()},
                   {QStringLiteral("rejects"), rejects},
                   {QStringLiteral("seconds"), seconds}};
    answer.text =
        QStringLiteral("%L1 codings of %2 added on %L3 turns of %L4 dialogues in %5 s; %L6 were there "
                       "already; %L7 new codes; %L8 rows refused\n")
            .arg(result.codings)
            .arg(request.coder)
            .arg(result.turns)
            .arg(result.dialogues)
            .arg(seconds, 0, 'f', 2)
            .arg(result.unchanged)
            .arg(result.newCodes.size())
            .arg(result.refused.size()) +
        refusedText(result.refused);
    answer.rejected = result.refused.size();
    return answer;
}

// What a code shall lie on.
struct TargetInHand
{
    TurnPlace place; // of a dialogue its first turn
    CodingTarget target;
    QString dialogue;
};

Result<TargetKind> targetKindOf(const Call& call)
{
    const bool hasSpan =
        call.arguments.has(QStringLiteral("begin")) || call.arguments.has(QStringLiteral("end"));
    const QString word = call.arguments.value(QStringLiteral("target"),
                                              targetWord(hasSpan ? TargetKind::Span : TargetKind::Turn));
    if (const auto kind = targetFromWord(word); kind && (*kind == TargetKind::Span) == hasSpan)
        return *kind;
    return fail(ErrorCode::InvalidValue, QStringLiteral("--target %1").arg(word),
                hasSpan
                    ? QStringLiteral("--begin and --end are of a span")
                    : QStringLiteral("span (with --begin and --end), turn, exchange or dialogue is needed"));
}

Result<TextSpan> spanOf(const Call& call)
{
    constexpr qint64 longest = 1'000'000'000;
    ANTIPHON_TRY_ASSIGN(const qint64 begin, call.arguments.integer(QStringLiteral("begin"), 0, 0, longest));
    ANTIPHON_TRY_ASSIGN(const qint64 end,
                        call.arguments.integer(QStringLiteral("end"), 0, begin + 1, longest));
    return TextSpan{begin, end};
}

Result<TargetInHand> targetOf(const Call& call, const Connection& connection)
{
    TargetInHand turn;
    turn.dialogue = call.arguments.value(QStringLiteral("dialogue"));
    ANTIPHON_TRY_ASSIGN(const auto source, sourceAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto dialogues, dialoguesCalled(connection, turn.dialogue, source));
    if (dialogues.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("the dialogue %1").arg(turn.dialogue));
    if (dialogues.size() > 1)
        return fail(ErrorCode::NotPossible, QStringLiteral("choosing the dialogue %1").arg(turn.dialogue),
                    QStringLiteral("several sources have it, so name one with --source"));
    ANTIPHON_TRY_ASSIGN(const auto places, turnPlaces(connection, dialogues.first()));
    ANTIPHON_TRY_ASSIGN(const TargetKind kind, targetKindOf(call));
    turn.place = places.value(0);
    turn.target.dialogue = dialogues.first();
    if (kind == TargetKind::Dialogue)
        return turn;
    ANTIPHON_TRY_ASSIGN(const qint64 number,
                        call.arguments.integer(QStringLiteral("turn"), 0, 1, places.size()));
    if (number < 1)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--turn"),
                    QStringLiteral("name the turn, from 1"));
    turn.place = places[number - 1];
    turn.target.turn = turn.place.turn;
    turn.target.exchange = kind == TargetKind::Exchange;
    if (kind == TargetKind::Span) {
        ANTIPHON_TRY_ASSIGN(turn.target.span, spanOf(call));
    }
    return turn;
}

Result<Code> codeFor(const Call& call, const Connection& connection, const TargetInHand& turn)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    const bool ofOneTurn = turn.target.turn && !turn.target.exchange;
    return codeCalled(codes, call.arguments.value(QStringLiteral("code")),
                      ofOneTurn ? std::optional(turn.place.role) : std::nullopt);
}

QString doneText(const TargetInHand& turn, const Code& code, bool remove)
{
    const QString label = remove ? uncodeLabel(turn.place, code, turn.target.kind())
                                 : codeLabel(turn.place, code, turn.target.kind());
    return QStringLiteral("%1: %2").arg(turn.dialogue, label);
}

Result<Answer> codeTarget(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const TargetInHand turn, targetOf(call, connection));
    ANTIPHON_TRY_ASSIGN(const Code code, codeFor(call, connection, turn));
    const QString coder = call.arguments.value(QStringLiteral("coder"));
    const bool remove = call.arguments.has(QStringLiteral("remove"));
    const TargetKind kind = turn.target.kind();
    bool changed = false;
    ANTIPHON_TRY(EditHistory(connection)
                     .record(call.actor,
                             remove ? uncodeLabel(turn.place, code, kind) : codeLabel(turn.place, code, kind),
                             [&]() -> Result<void> {
                                 ANTIPHON_TRY_ASSIGN(const Coder by, ensureCoder(connection, coder));
                                 const Coding coding{{}, code.id, by.id, turn.target, {}, 0};
                                 ANTIPHON_TRY_ASSIGN(
                                     changed, remove ? removeCoding(connection, turn.target, code.id, by.id)
                                                     : addCoding(connection, coding));
                                 return {};
                             }));
    QJsonObject json{{QStringLiteral("dialogue"), turn.dialogue},
                     {QStringLiteral("target"), targetWord(kind)},
                     {QStringLiteral("facet"), facetWord(code.facet)},
                     {QStringLiteral("code"), code.name},
                     {QStringLiteral("coder"), coder},
                     {QStringLiteral("changed"), changed}};
    if (turn.target.turn)
        json.insert(QStringLiteral("turn"), turn.place.position + 1);
    return Answer{json, changed ? doneText(turn, code, remove) : QStringLiteral("Nothing to change")};
}

Result<FrequencyBy> byOf(const Call& call)
{
    const QString word = call.arguments.value(QStringLiteral("by"), QStringLiteral("role"));
    if (word == QLatin1String("role"))
        return FrequencyBy::Role;
    if (word == QLatin1String("position"))
        return FrequencyBy::Position;
    if (word == QLatin1String("coder"))
        return FrequencyBy::Coder;
    return fail(ErrorCode::InvalidValue, QStringLiteral("--by %1").arg(word),
                QStringLiteral("role, position or coder is needed"));
}

QJsonObject rowJson(const FrequencyRow& row)
{
    QJsonObject object{{QStringLiteral("coder"), row.coder},
                       {QStringLiteral("facet"), facetWord(row.code.facet)},
                       {QStringLiteral("code"), row.code.name},
                       {QStringLiteral("turns"), row.turns}};
    if (row.role)
        object.insert(QStringLiteral("role"), roleWord(*row.role));
    if (row.position)
        object.insert(QStringLiteral("position"), *row.position + 1);
    const auto share = row.share();
    object.insert(QStringLiteral("share"),
                  QJsonObject{{QStringLiteral("value"), share ? QJsonValue(*share) : QJsonValue()},
                              {QStringLiteral("n"), row.n},
                              {QStringLiteral("missing"), row.missing},
                              {QStringLiteral("method"), frequencyMethod()},
                              {QStringLiteral("low"), QJsonValue()},
                              {QStringLiteral("high"), QJsonValue()},
                              {QStringLiteral("seed"), QJsonValue()}});
    return object;
}

QString groupTitle(const FrequencyRow& row)
{
    QString title = row.coder;
    if (row.role)
        title += QStringLiteral(", %1 turns").arg(roleWord(*row.role));
    if (row.position)
        title += QStringLiteral(", turn %1").arg(*row.position + 1);
    return title + QStringLiteral(": n = %L1 coded, %L2 not coded").arg(row.n).arg(row.missing);
}

QString frequencyText(const QList<FrequencyRow>& rows)
{
    QString text;
    QString group;
    for (const FrequencyRow& row : rows) {
        if (const QString title = groupTitle(row); title != group) {
            group = title;
            text += title + QLatin1Char('\n');
        }
        const auto share = row.share();
        text += QStringLiteral("  %1 %2 %3  %4\n")
                    .arg(facetWord(row.code.facet), -10)
                    .arg(row.code.name, -26)
                    .arg(row.turns, 7)
                    .arg(share ? QStringLiteral("%1 %").arg(*share * 100, 5, 'f', 1)
                               : QStringLiteral("undefined"));
    }
    return rows.isEmpty() ? QStringLiteral("There are no codings.")
                          : text + QStringLiteral("Share: %1\n").arg(frequencyMethod());
}

// Of --taxonomy; nothing where it is left out.
Result<std::optional<TaxonomyOverlay>> overlayAsked(const Call& call, const Connection& connection)
{
    const QString name = call.arguments.value(QStringLiteral("taxonomy"));
    if (name.isEmpty())
        return std::optional<TaxonomyOverlay>();
    ANTIPHON_TRY_ASSIGN(TaxonomyOverlay overlay, overlayCalled(connection, name));
    return std::optional(std::move(overlay));
}

Option taxonomyOption()
{
    return {QStringLiteral("taxonomy"), QStringLiteral("V"),
            QStringLiteral("as coded under this version of the codebook")};
}

void tellOverlay(Answer& answer, const std::optional<TaxonomyOverlay>& overlay)
{
    if (!overlay)
        return;
    QStringList later;
    for (const Code& code : overlay->later)
        later << code.name;
    answer.json.insert(QStringLiteral("taxonomy"), overlay->name);
    answer.json.insert(QStringLiteral("later"), QJsonArray::fromStringList(later));
    answer.json.insert(QStringLiteral("notes"), QJsonArray::fromStringList(overlay->notes()));
    const QStringList notes = overlay->notes();
    for (const QString& note : notes)
        answer.text += QLatin1Char('\n') + note;
}

Result<QList<FrequencyRow>> frequenciesAsked(const Connection& connection, const FrequencyQuery& query,
                                             const std::optional<TaxonomyOverlay>& overlay)
{
    ANTIPHON_TRY_ASSIGN(const auto rows, readFrequencies(connection, query));
    if (!overlay)
        return rows;
    CodedTurnQuery same;
    same.coder = query.coder;
    same.source = query.source;
    ANTIPHON_TRY_ASSIGN(const auto turns, codedTurns(connection, same));
    return frequenciesUnder(*overlay, rows, query.by, turns);
}

Result<Answer> frequencies(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    FrequencyQuery query;
    ANTIPHON_TRY_ASSIGN(query.by, byOf(call));
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
    query.coder = coder ? std::optional(coder->id) : std::nullopt;
    ANTIPHON_TRY_ASSIGN(query.source, sourceAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto overlay, overlayAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto rows, frequenciesAsked(connection, query, overlay));
    QJsonArray array;
    for (const FrequencyRow& row : rows)
        array << rowJson(row);
    Answer answer{{{QStringLiteral("by"), call.arguments.value(QStringLiteral("by"), QStringLiteral("role"))},
                   {QStringLiteral("frequencies"), array}},
                  frequencyText(rows)};
    tellOverlay(answer, overlay);
    ANTIPHON_TRY(writeTable(call, frequencyCsv(rows, query.by), answer));
    return answer;
}

Result<Answer> exportCodings(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    const QString format = call.arguments.value(QStringLiteral("format"), QStringLiteral("csv"));
    if (format != QLatin1String("csv") && format != QLatin1String("matrix"))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--format %1").arg(format),
                    QStringLiteral("codings are written as csv or matrix"));
    CodedTurnQuery query;
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
    query.coder = coder ? std::optional(coder->id) : std::nullopt;
    ANTIPHON_TRY_ASSIGN(query.source, sourceAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(QList<CodedTurn> turns, codedTurns(connection, query));
    ANTIPHON_TRY_ASSIGN(QList<Code> codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(const auto overlay, overlayAsked(call, connection));
    if (overlay) {
        turns = codedUnder(*overlay, std::move(turns));
        codes = overlay->codes;
    }
    const QString path = call.arguments.value(QStringLiteral("out"));
    ANTIPHON_TRY(writeTableFile(path, format == QLatin1String("csv") ? codingsCsv(turns)
                                                                     : codingsMatrix(turns, codes)));
    Answer answer{{{QStringLiteral("codings"), turns.size()},
                   {QStringLiteral("format"), format},
                   {QStringLiteral("out"), path}},
                  QStringLiteral("Wrote %L1 codings to %2").arg(turns.size()).arg(path)};
    tellOverlay(answer, overlay);
    return answer;
}

} // namespace

QList<Verb> codingVerbs()
{
    return {
        {{QStringLiteral("import"), QStringLiteral("codings")},
         QStringLiteral("FILE"),
         1,
         1,
         QStringLiteral("a coder's codings onto dialogues that are there"),
         QStringLiteral("antiphon-cli import codings cpcd_intent.csv --format cpcd-intent --coder authors "
                        "--project evening.antiphon"),
         {{QStringLiteral("format"), QStringLiteral("F"),
           QStringLiteral("cpcd-intent or csv; guessed when left out")},
          coderOption(QStringLiteral("whose codings they are"), true),
          sourceOption()},
         importCodingsVerb},
        {{QStringLiteral("code")},
         {},
         0,
         0,
         QStringLiteral("put a code on a turn, words, an exchange or a dialogue, or take it off"),
         QStringLiteral("antiphon-cli code --dialogue 00079c9c --turn 3 --code add_filter --coder ada "
                        "--project evening.antiphon"),
         {{QStringLiteral("dialogue"), QStringLiteral("ID"),
           QStringLiteral("the dialogue's id in its source"), true},
          {QStringLiteral("turn"), QStringLiteral("N"),
           QStringLiteral("the turn, from 1; of an exchange the one that opens it"), false},
          {QStringLiteral("target"), QStringLiteral("T"),
           QStringLiteral("span, turn (the default), exchange or dialogue"), false},
          {QStringLiteral("begin"), QStringLiteral("N"), QStringLiteral("the span's first character, from 0"),
           false},
          {QStringLiteral("end"), QStringLiteral("N"), QStringLiteral("the character behind the span"),
           false},
          {QStringLiteral("code"), QStringLiteral("CODE"), QStringLiteral("a code's name, or facet:name"),
           true},
          coderOption(QStringLiteral("who codes"), true),
          {QStringLiteral("remove"), {}, QStringLiteral("take the code off"), false},
          sourceOption()},
         codeTarget},
        {{QStringLiteral("frequencies")},
         {},
         0,
         0,
         QStringLiteral("how often each code was used"),
         QStringLiteral("antiphon-cli frequencies --by role --project evening.antiphon"),
         {{QStringLiteral("by"), QStringLiteral("WHAT"),
           QStringLiteral("role (the default), position or coder"), false},
          coderOption(QStringLiteral("only this coder"), false),
          sourceOption(),
          taxonomyOption(),
          outOption()},
         frequencies},
        {{QStringLiteral("export"), QStringLiteral("codings")},
         {},
         0,
         0,
         QStringLiteral("codings as one row each, or as a table of 0 and 1, to .csv or .xlsx"),
         QStringLiteral(
             "antiphon-cli export codings --format matrix --out codings.csv --project evening.antiphon"),
         {{QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("where to write"), true},
          {QStringLiteral("format"), QStringLiteral("F"), QStringLiteral("csv (the default) or matrix"),
           false},
          coderOption(QStringLiteral("only this coder"), false),
          sourceOption(),
          taxonomyOption()},
         exportCodings}};
}

} // namespace antiphon::cli
