#include "core/rating/designproof.h"

#include <QJsonArray>

namespace antiphon {

namespace {

int countAt(const ExposureTable& table, qsizetype row, qsizetype column)
{
    return table.counts.at(row).value(column);
}

} // namespace

QList<FigureTable> proofTables(const DesignProof& proof)
{
    QList<FigureTable> tables;
    for (const ExposureTable& exposure : proof.tables) {
        FigureTable table;
        table.title = exposure.title;
        table.note = QStringLiteral("%1 Largest difference: %2.").arg(exposure.note).arg(exposure.imbalance);
        table.columns << QString() << exposure.columns;
        for (qsizetype row = 0; row < exposure.rows.size(); ++row) {
            QStringList cells{exposure.rows.at(row)};
            for (qsizetype column = 0; column < exposure.columns.size(); ++column)
                cells << QString::number(countAt(exposure, row, column));
            table.rows << cells;
        }
        tables << table;
    }
    FigureTable orders{QStringLiteral("Order of answers"),
                       QStringLiteral("Dialogues that a rater answered for the first time in another place "
                                      "than they were shown, by the answers file."),
                       {QStringLiteral("Rater"), QStringLiteral("dialogues"), QStringLiteral("answered"),
                        QStringLiteral("out of order")},
                       {}};
    for (const OrderCheck& check : proof.orders)
        orders.rows << QStringList{check.rater, QString::number(check.shown), QString::number(check.answered),
                                   QString::number(check.moved)};
    return tables << orders;
}

QString proofSentence(const DesignProof& proof)
{
    QStringList parts;
    for (const ExposureTable& table : proof.tables)
        parts << QStringLiteral("%1 differ by at most %2")
                     .arg(parts.isEmpty() ? table.title : table.title.toLower())
                     .arg(table.imbalance);
    qint64 moved = 0;
    qint64 answered = 0;
    for (const OrderCheck& check : proof.orders) {
        moved += check.moved;
        answered += check.answered;
    }
    if (proof.itemSides >= 0)
        parts << QStringLiteral("sides of one item differ by at most %1").arg(proof.itemSides);
    const QString ratings = proof.fewestRatings == proof.mostRatings
                                ? QStringLiteral("every dialogue is in %1 packets").arg(proof.mostRatings)
                                : QStringLiteral("dialogues are in %1 to %2 packets")
                                      .arg(proof.fewestRatings)
                                      .arg(proof.mostRatings);
    return QStringLiteral("%1; %2; %3 of %4 answered dialogues were answered in another order than shown.")
        .arg(parts.join(QLatin1String(", ")), ratings, QString::number(moved), QString::number(answered));
}

QJsonObject proofJson(const DesignProof& proof)
{
    QJsonArray tables;
    for (const ExposureTable& table : proof.tables) {
        QJsonArray rows;
        for (qsizetype row = 0; row < table.rows.size(); ++row) {
            QJsonArray counts;
            for (qsizetype column = 0; column < table.columns.size(); ++column)
                counts << countAt(table, row, column);
            rows << QJsonObject{{QStringLiteral("row"), table.rows.at(row)},
                                {QStringLiteral("counts"), counts}};
        }
        tables << QJsonObject{{QStringLiteral("table"), table.title},
                              {QStringLiteral("columns"), QJsonArray::fromStringList(table.columns)},
                              {QStringLiteral("rows"), rows},
                              {QStringLiteral("imbalance"), table.imbalance}};
    }
    QJsonArray orders;
    for (const OrderCheck& check : proof.orders)
        orders << QJsonObject{{QStringLiteral("rater"), check.rater},
                              {QStringLiteral("items"), check.shown},
                              {QStringLiteral("answered"), check.answered},
                              {QStringLiteral("out_of_order"), check.moved}};
    return {{QStringLiteral("tables"), tables},
            {QStringLiteral("orders"), orders},
            {QStringLiteral("complete"), proof.complete},
            {QStringLiteral("item_sides"), proof.itemSides >= 0 ? QJsonValue(proof.itemSides) : QJsonValue()},
            {QStringLiteral("fewest_ratings"), proof.fewestRatings},
            {QStringLiteral("most_ratings"), proof.mostRatings},
            {QStringLiteral("holds"), proof.holds()}};
}

QByteArray proofCsv(const DesignProof& proof)
{
    const auto quoted = [](QString text) {
        text.replace(QLatin1Char('"'), QLatin1String("\"\""));
        return QLatin1Char('"') + text + QLatin1Char('"');
    };
    QString csv = QStringLiteral("table,row,column,count\n");
    const QList<FigureTable> tables = proofTables(proof);
    for (const FigureTable& table : tables) {
        for (const QStringList& row : table.rows) {
            for (qsizetype column = 1; column < row.size(); ++column)
                csv += quoted(table.title) + QLatin1Char(',') + quoted(row.at(0)) + QLatin1Char(',') +
                       quoted(table.columns.at(column)) + QLatin1Char(',') + row.at(column) +
                       QLatin1Char('\n');
        }
    }
    return csv.toUtf8();
}

} // namespace antiphon
