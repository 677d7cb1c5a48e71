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
    QByteArray csv =
        csvLine(placeHeader() << QStringLiteral("facet") << QStringLiteral("code") << QStringLiteral("coder")
                              << QStringLiteral("origin") << QStringLiteral("text"));
    for (const CodedTurn& turn : turns)
        csv += csvLine(placeFields(turn) << facetWord(turn.code.facet) << turn.code.name << turn.coder
                                         << originWord(turn.origin) << turn.text);
    return csv;
}

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
    for (qsizetype i = 0; i < turns.size();) {
        const CodedTurn& first = turns[i];
        QList<bool> present(columns.size(), false);
        for (; i < turns.size() && turns[i].place.turn == first.place.turn && turns[i].coder == first.coder;
             ++i)
            present[columns.value(turns[i].code.id)] = true;
        QStringList fields = placeFields(first) << first.coder;
        for (const bool value : present)
            fields << (value ? QStringLiteral("1") : QStringLiteral("0"));
        csv += csvLine(fields);
    }
    return csv;
}

} // namespace antiphon
