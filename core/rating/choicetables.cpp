#include "core/rating/choiceresults.h"
#include "core/rating/figuretables.h"

#include <QJsonArray>

namespace antiphon {

namespace {

FigureTable pairTable(const ChoiceResult& result)
{
    FigureTable table;
    table.title = QStringLiteral("Which of two is better");
    table.note =
        QStringLiteral("Shares of wins of the first, ties half; one half is no difference. The p of signs "
                       "is exact and leaves ties out. Left: the share that the left one wins.");
    table.columns = {QStringLiteral("Pair"),
                     QStringLiteral("n"),
                     QStringLiteral("wins, losses, ties"),
                     QStringLiteral("share"),
                     QStringLiteral("for equivalence"),
                     QStringLiteral("p of signs"),
                     QStringLiteral("verdict")};
    for (const PairWins& pair : result.pairs.pairs)
        table.rows << QStringList{
            differenceName(result.conditions.at(pair.first), result.conditions.at(pair.second)),
            QString::number(pair.rate.wide.n),
            QStringLiteral("%1, %2, %3").arg(pair.wins).arg(pair.losses).arg(pair.ties),
            estimateText(pair.rate.wide),
            intervalText(pair.rate.narrow),
            probabilityText(pair.signP),
            winVerdictText(pair.rate)};
    table.rows << QStringList{QStringLiteral("left"),
                              QString::number(result.pairs.side.n),
                              QString(),
                              estimateText(result.pairs.side),
                              QString(),
                              QString(),
                              QString()};
    return table;
}

FigureTable standingTable(const ChoiceResult& result)
{
    FigureTable table;
    table.title = QStringLiteral("Best and worst");
    table.note = QStringLiteral("The score is best less worst by times shown, from \u22121 to 1.");
    table.columns = {QStringLiteral("Condition"), QStringLiteral("shown"), QStringLiteral("best"),
                     QStringLiteral("worst"), QStringLiteral("score")};
    for (qsizetype i = 0; i < result.standings.size(); ++i) {
        const BestWorstStanding& one = result.standings.at(i);
        table.rows << QStringList{result.conditions.at(i), QString::number(one.shown),
                                  QString::number(one.best), QString::number(one.worst),
                                  estimateText(one.score)};
    }
    return table;
}

} // namespace

QList<FigureTable> choiceTables(const ChoiceResult& result)
{
    if (result.criterion.kind == QuestionKind::BestWorst)
        return {standingTable(result)};
    return {pairTable(result),
            abilityTable(QStringLiteral("Standing by choices"),
                         QStringLiteral(
                             "Bradley and Terry's model, ties half: log odds of winning against the first."),
                         result.conditions, result.pairs.wins)};
}

FigureTable guessTable(const QList<GuessResult>& guesses)
{
    FigureTable table;
    table.title = QStringLiteral("Guesses of who wrote them");
    table.note = QStringLiteral(
        "Bang's blinding index, (right \u2212 wrong) / all: 0 is as by chance, 1 is all right.");
    table.columns = {QStringLiteral("Condition"), QStringLiteral("right"), QStringLiteral("wrong"),
                     QStringLiteral("do not know"), QStringLiteral("index")};
    for (const GuessResult& guess : guesses)
        table.rows << QStringList{guess.condition, QString::number(guess.right), QString::number(guess.wrong),
                                  QString::number(guess.unknown), estimateText(guess.index)};
    return table;
}

FigureTable skipTable(const QList<SkipReason>& skips)
{
    FigureTable table;
    table.title = QStringLiteral("Skipped items");
    table.note = QStringLiteral("Their questions count as skipped, not as missing.");
    table.columns = {QStringLiteral("Reason"), QStringLiteral("items")};
    for (const SkipReason& skip : skips)
        table.rows << QStringList{skip.reason, QString::number(skip.items)};
    return table;
}

QJsonObject choiceJson(const ChoiceResult& result)
{
    QJsonObject json{{QStringLiteral("criterion"), result.criterion.key},
                     {QStringLiteral("kind"), kindWord(result.criterion.kind)},
                     {QStringLiteral("answers"), result.answers},
                     {QStringLiteral("missing"), result.missing},
                     {QStringLiteral("skipped"), result.skipped}};
    QJsonArray pairs;
    for (const PairWins& pair : result.pairs.pairs)
        pairs << QJsonObject{
            {QStringLiteral("first"), result.conditions.at(pair.first)},
            {QStringLiteral("second"), result.conditions.at(pair.second)},
            {QStringLiteral("wins"), pair.wins},
            {QStringLiteral("losses"), pair.losses},
            {QStringLiteral("ties"), pair.ties},
            {QStringLiteral("share"), estimateJson(pair.rate.wide)},
            {QStringLiteral("share_for_equivalence"), estimateJson(pair.rate.narrow)},
            {QStringLiteral("margin"), pair.rate.margin},
            {QStringLiteral("verdict"), verdictWord(pair.rate.verdict).toLower()},
            {QStringLiteral("p_signs"), pair.signP ? QJsonValue(*pair.signP) : QJsonValue()}};
    QJsonArray standings;
    for (qsizetype i = 0; i < result.standings.size(); ++i)
        standings << QJsonObject{{QStringLiteral("condition"), result.conditions.at(i)},
                                 {QStringLiteral("shown"), result.standings.at(i).shown},
                                 {QStringLiteral("best"), result.standings.at(i).best},
                                 {QStringLiteral("worst"), result.standings.at(i).worst},
                                 {QStringLiteral("score"), estimateJson(result.standings.at(i).score)}};
    if (result.criterion.kind == QuestionKind::BestWorst) {
        json[QStringLiteral("standings")] = standings;
        return json;
    }
    json[QStringLiteral("pairs")] = pairs;
    json[QStringLiteral("left_share")] = estimateJson(result.pairs.side);
    QJsonArray abilities;
    for (const statistics::Estimate& ability : result.pairs.wins.abilities)
        abilities << estimateJson(ability);
    json[QStringLiteral("abilities")] = abilities;
    return json;
}

QJsonObject guessJson(const GuessResult& guess)
{
    return {{QStringLiteral("condition"), guess.condition},
            {QStringLiteral("right"), guess.right},
            {QStringLiteral("wrong"), guess.wrong},
            {QStringLiteral("unknown"), guess.unknown},
            {QStringLiteral("bang_index"), estimateJson(guess.index)}};
}

} // namespace antiphon
