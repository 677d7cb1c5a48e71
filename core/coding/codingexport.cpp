#include "core/coding/codingexport.h"

#include "core/base/csvfile.h"

namespace antiphon {

namespace {

QStringList placeFields(const CodedTurn& turn)
{
    return {turn.source, turn.dialogue, QString::number(turn.place.position + 1), roleWord(turn.place.role)};
}

QStringList placeHeader()
{
    return {QStringLiteral("source"), QStringLiteral("dialogue"), QStringLiteral("turn"),
            QStringLiteral("role")};
}

} // namespace

QByteArray codingsCsv(const QList<CodedTurn>& turns)
{
    QStringList header = placeHeader();
    for (const char* name : {"target", "begin", "end", "facet", "code", "coder", "origin", "quote", "text"})
        header << QLatin1String(name);
    QByteArray csv = csvLine(header);
    for (const CodedTurn& turn : turns) {
        QStringList fields = turn.target.turn ? placeFields(turn)
                                              : QStringList{turn.source, turn.dialogue, QString(), QString()};
        fields << targetWord(turn.target.kind());
        if (const auto span = turn.target.span)
            fields << QString::number(span->begin) << QString::number(span->end);
        else
            fields << QString() << QString();
        csv += csvLine(fields << facetWord(turn.code.facet) << turn.code.name << turn.coder
                              << originWord(turn.origin) << turn.quote() << turn.text);
    }
    return csv;
}

namespace {

bool isOnTurn(const CodedTurn& turn)
{
    const TargetKind kind = turn.target.kind();
    return kind == TargetKind::Turn || kind == TargetKind::Span;
}

} // namespace

QByteArray codingsMatrix(const QList<CodedTurn>& turns, const QList<Code>& codes)
{
    QStringList header = placeHeader() << QStringLiteral("coder");
    QHash<CodeId, int> columns;
    for (const Code& code : codes) {
        if (!code.codable)
            continue;
        columns.insert(code.id, static_cast<int>(columns.size()));
        header << QStringLiteral("%1:%2").arg(facetWord(code.facet), code.name);
    }
    QByteArray csv = csvLine(header);
    QList<CodedTurn> onTurns;
    std::copy_if(turns.begin(), turns.end(), std::back_inserter(onTurns), isOnTurn);
    for (qsizetype i = 0; i < onTurns.size();) {
        const CodedTurn& first = onTurns[i];
        QList<bool> present(columns.size(), false);
        for (; i < onTurns.size() && onTurns[i].place.turn == first.place.turn &&
               onTurns[i].coder == first.coder;
             ++i)
            present[columns.value(onTurns[i].code.id)] = true;
        QStringList fields = placeFields(first) << first.coder;
        for (const bool value : present)
            fields << (value ? QStringLiteral("1") : QStringLiteral("0"));
        csv += csvLine(fields);
    }
    return csv;
}

} // namespace antiphon
