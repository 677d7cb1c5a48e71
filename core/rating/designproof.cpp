#include "core/rating/designproof.h"

#include "core/rating/designstore.h"

#include <QMap>

#include <algorithm>
#include <limits>

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
    QMap<QString, QList<int>> conditions; // of each rater's dialogues read alone, in the order shown
    QHash<ItemId, QList<int>> atOnce;     // conditions of the dialogues of an item that shows several
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
        if (item.kind == QuestionKind::Dialogue)
            shown.conditions[item.rater] << places.value(item.source, -1);
    }
    ANTIPHON_TRY_ASSIGN(const QList<StudyItem> stored, studyItems(connection, study.id));
    for (const StudyItem& item : stored) {
        for (const ItemDialogue& one : item.dialogues)
            shown.atOnce[item.id] << places.value(one.source, -1);
    }
    return shown;
}

QString pairName(const Shown& shown, const QList<int>& conditions)
{
    return shown.letters.value(conditions.value(0)) + QChar(0x2013) +
           shown.letters.value(conditions.value(1));
}

// Of each two conditions, in all and for each rater, how often each stood left; and how far one pair is off.
void addPairTables(DesignProof& proof, const Shown& shown, const QList<ShownItem>& items)
{
    const QStringList rows{QStringLiteral("first left"), QStringLiteral("second left")};
    ExposureTable all{QStringLiteral("Sides of pairs"),
                      QStringLiteral("How often the first and the second of two conditions stood left."),
                      rows,
                      {},
                      {},
                      0};
    ExposureTable raters{QStringLiteral("Sides of pairs by rater"),
                         QStringLiteral("The same for each rater."),
                         rows,
                         {},
                         {},
                         0};
    QHash<ItemId, int> leans;
    for (const ShownItem& item : items) {
        if (item.kind != QuestionKind::Pair || item.sides.size() != 2)
            continue;
        const QString name = pairName(shown, shown.atOnce.value(item.item));
        const QString own = item.rater + QLatin1Char(' ') + name;
        for (const auto& [table, column] : {std::pair(&all, name), std::pair(&raters, own)}) {
            if (!table->columns.contains(column))
                table->columns << column;
            count(*table, item.sides.constFirst() == 0 ? 0 : 1, table->columns.indexOf(column));
        }
        leans[item.item] += item.sides.constFirst() == 0 ? 1 : -1;
    }
    if (leans.isEmpty())
        return;
    for (const int lean : std::as_const(leans))
        proof.itemSides = std::max(proof.itemSides, std::abs(lean));
    for (ExposureTable* table : {&all, &raters}) {
        measure(*table, false);
        proof.tables << *table;
    }
}

// How often each condition stood at each place of best-worsts, and how far one of them is off.
void addBestWorstTable(DesignProof& proof, const Shown& shown, const QList<ShownItem>& items)
{
    ExposureTable table{
        QStringLiteral("Places of best-worsts"),
        QStringLiteral("How often a dialogue of each condition stood at each place from the left."),
        shown.letters,
        {},
        {},
        0};
    QHash<ItemId, QHash<std::pair<int, int>, int>> counts; // by dialogue and place
    for (const ShownItem& item : items) {
        if (item.kind != QuestionKind::BestWorst)
            continue;
        const QList<int> conditions = shown.atOnce.value(item.item);
        table.columns = numbers(std::max(table.columns.size(), item.sides.size()));
        for (int place = 0; place < item.sides.size(); ++place) {
            count(table, conditions.value(item.sides.at(place), -1), place);
            ++counts[item.item][{item.sides.at(place), place}];
        }
    }
    if (counts.isEmpty())
        return;
    for (const auto& own : std::as_const(counts)) {
        const auto size = static_cast<int>(table.columns.size());
        for (int dialogue = 0; dialogue < size; ++dialogue) {
            int low = std::numeric_limits<int>::max();
            int high = 0;
            for (int place = 0; place < size; ++place) {
                low = std::min(low, own.value({dialogue, place}));
                high = std::max(high, own.value({dialogue, place}));
            }
            proof.itemSides = std::max(proof.itemSides, high - low);
        }
    }
    measure(table, false);
    proof.tables << table;
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
    if (itemSides > 1)
        return false;
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
    if (!shown.conditions.isEmpty())
        proof.tables = conditionTables(shown);
    addPairTables(proof, shown, items);
    addBestWorstTable(proof, shown, items);
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

} // namespace antiphon
