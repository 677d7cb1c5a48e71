#include "core/rating/designproof.h"

#include "core/rating/designstore.h"

#include <QJsonArray>
#include <QMap>

#include <algorithm>

namespace antiphon {

namespace {

int countAt(const ExposureTable& table, qsizetype row, qsizetype column)
{
    return table.counts.at(row).value(column);
}

void count(ExposureTable& table, qsizetype row, qsizetype column)
{
    if (row < 0 || column < 0)
        return;
    while (table.counts.size() < table.rows.size())
        table.counts << QList<int>();
    QList<int>& own = table.counts[row];
    while (own.size() <= column)
        own << 0;
    ++own[column];
}

void measure(ExposureTable& table, bool neighbours)
{
    while (table.counts.size() < table.rows.size())
        table.counts << QList<int>();
    int lowest = 0;
    int highest = 0;
    bool first = true;
    for (qsizetype column = 0; column < table.columns.size(); ++column) {
        for (qsizetype row = 0; row < table.rows.size(); ++row) {
            if (neighbours && row == column)
                continue;
            const int own = countAt(table, row, column);
            lowest = first ? own : std::min(lowest, own);
            highest = first ? own : std::max(highest, own);
            first = false;
        }
        if (neighbours)
            continue;
        table.imbalance = std::max(table.imbalance, highest - lowest);
        first = true;
    }
    if (neighbours)
        table.imbalance = highest - lowest;
}

QStringList numbers(qsizetype count)
{
    QStringList texts;
    for (qsizetype i = 1; i <= count; ++i)
        texts << QString::number(i);
    return texts;
}

struct Shown
{
    QStringList letters;
    QStringList raters;
    QMap<QString, QList<int>> conditions; // of each rater's items, in the order shown
};

Result<Shown> shownConditions(const Connection& connection, const Study& study, const QList<ShownItem>& items)
{
    ANTIPHON_TRY_ASSIGN(const QList<Condition> all, conditions(connection, study.id));
    Shown shown;
    QHash<SourceId, int> places;
    for (const Condition& condition : all) {
        places.insert(condition.source, static_cast<int>(shown.letters.size()));
        shown.letters << condition.letter;
    }
    for (const ShownItem& item : items) {
        if (!shown.raters.contains(item.rater))
            shown.raters << item.rater;
        shown.conditions[item.rater] << places.value(item.source, -1);
    }
    return shown;
}

QList<ExposureTable> conditionTables(const Shown& shown)
{
    ExposureTable positions{QStringLiteral("Conditions by position"),
                            QStringLiteral("How many raters saw a dialogue of each condition in each place."),
                            shown.letters,
                            {},
                            {},
                            0};
    ExposureTable raters{QStringLiteral("Conditions by rater"),
                         QStringLiteral("How many dialogues of each condition each rater got."),
                         shown.letters,
                         shown.raters,
                         {},
                         0};
    ExposureTable neighbours{
        QStringLiteral("Neighbours"),
        QStringLiteral("How often a dialogue of the row was followed by one of the column."),
        shown.letters,
        shown.letters,
        {},
        0};
    qsizetype longest = 0;
    for (qsizetype rater = 0; rater < shown.raters.size(); ++rater) {
        const QList<int> order = shown.conditions.value(shown.raters.at(rater));
        longest = std::max(longest, order.size());
        for (qsizetype position = 0; position < order.size(); ++position) {
            count(positions, order.at(position), position);
            count(raters, order.at(position), rater);
            if (position > 0)
                count(neighbours, order.at(position - 1), order.at(position));
        }
    }
    positions.columns = numbers(longest);
    measure(positions, false);
    measure(raters, false);
    measure(neighbours, true);
    return {positions, raters, neighbours};
}

ExposureTable criterionTable(const StudyDefinition& definition, const QList<PacketDesign>& designs)
{
    ExposureTable table{QStringLiteral("Criteria by place"),
                        QStringLiteral("How many raters were asked each criterion in each place."),
                        {},
                        numbers(definition.criteria.size()),
                        {},
                        0};
    for (const Criterion& criterion : definition.criteria)
        table.rows << criterion.key;
    for (const PacketDesign& design : designs) {
        for (qsizetype place = 0; place < design.criteria.size(); ++place)
            count(table, table.rows.indexOf(design.criteria.at(place)), place);
    }
    measure(table, false);
    return table;
}

QList<OrderCheck> orderChecks(const QList<ShownItem>& items, const QStringList& raters)
{
    QList<OrderCheck> checks;
    for (const QString& rater : raters) {
        OrderCheck check{rater, 0, 0, 0};
        QList<int> firsts; // places of the first answers, in the order shown
        for (const ShownItem& item : items) {
            if (item.rater != rater)
                continue;
            ++check.shown;
            if (item.firstAnswer >= 0)
                firsts << item.firstAnswer;
        }
        check.answered = firsts.size();
        QList<int> sorted = firsts;
        std::sort(sorted.begin(), sorted.end());
        for (qsizetype i = 0; i < firsts.size(); ++i)
            check.moved += firsts.at(i) == sorted.at(i) ? 0 : 1;
        checks << check;
    }
    return checks;
}

} // namespace

bool DesignProof::holds() const
{
    for (const ExposureTable& table : tables) {
        if (table.rows != table.columns && table.imbalance > 1)
            return false;
    }
    return std::all_of(orders.begin(), orders.end(), [](const OrderCheck& one) { return one.moved == 0; });
}

Result<DesignProof> designProof(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const QList<ShownItem> items, shownItems(connection, study.id));
    if (items.isEmpty())
        return fail(ErrorCode::NotPossible,
                    QStringLiteral("the proof of the design of %1").arg(study.definition.name),
                    QStringLiteral("its packets are not made yet"));
    ANTIPHON_TRY_ASSIGN(const Shown shown, shownConditions(connection, study, items));
    ANTIPHON_TRY_ASSIGN(const QList<PacketDesign> designs, packetDesigns(connection, study.id));
    DesignProof proof;
    proof.tables = conditionTables(shown);
    proof.tables << criterionTable(study.definition, designs);
    proof.orders = orderChecks(items, shown.raters);
    const int ratings = study.definition.rules.ratingsPerItem;
    proof.complete = ratings == 0 || ratings == study.definition.raters.size();
    QHash<ItemId, int> exposures;
    for (const ShownItem& item : items)
        ++exposures[item.item];
    proof.fewestRatings = exposures.isEmpty() ? 0 : exposures.begin().value();
    for (const int count : std::as_const(exposures)) {
        proof.fewestRatings = std::min(proof.fewestRatings, count);
        proof.mostRatings = std::max(proof.mostRatings, count);
    }
    return proof;
}

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
