#include "ui/coding/findings/agreementfigures.h"

#include "core/analysis/coefficientdefinitions.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/valuebars.h"
#include "ui/coding/findings/agreementpage.h"
#include "ui/widgets/numbers.h"

#include <QLocale>

namespace antiphon {

namespace {

using statistics::Estimate;

constexpr int figureDigits = 2;

QString figureText(const Estimate& estimate)
{
    return estimate.value ? QLocale().toString(*estimate.value, 'f', figureDigits)
                          : AgreementPage::tr("undefined");
}

QString reasonText(const Estimate& estimate)
{
    return estimate.value ? QString() : QString::fromStdString(estimate.reason);
}

TextCell figureCell(const Estimate& estimate)
{
    return {figureText(estimate), estimate.value.value_or(-2), reasonText(estimate)};
}

// "0.81 [0.76, 0.85]"
QString intervalText(const Estimate& estimate)
{
    const QLocale locale;
    const QString value = figureText(estimate);
    return estimate.low ? AgreementPage::tr("%1 [%2, %3]")
                              .arg(value, locale.toString(*estimate.low, 'f', figureDigits),
                                   locale.toString(*estimate.high, 'f', figureDigits))
                        : value;
}

QString rowName(const AgreementRow& row, const QList<Code>& codes)
{
    if (row.code)
        return codes[*row.code].name;
    return row.facet ? AgreementPage::tr("All of %1").arg(facetTitle(*row.facet))
                     : AgreementPage::tr("All codes");
}

QList<TextCell> rowCells(const AgreementRow& row, const QList<Code>& codes)
{
    QStringList given;
    for (const qint64 count : row.given)
        given << countText(count);
    const qint64 missing = row.of(Coefficient::Percent).missing;
    QList<TextCell> cells{{rowName(row, codes)},
                          {row.facet ? facetTitle(*row.facet) : QString()},
                          {given.join(QStringLiteral(" · ")), row.given.empty() ? 0 : row.given.front()},
                          {countText(row.units), row.units},
                          {countText(missing), missing}};
    for (const Coefficient measure : agreementMeasures) {
        const Estimate& figure = row.of(measure);
        cells << TextCell{intervalText(figure), figure.value.value_or(-2), reasonText(figure)};
    }
    return cells;
}

QString codeNames(const QList<Code>& codes, const QList<quint16>& given)
{
    QStringList names;
    for (const quint16 code : given)
        names << codes[code].name;
    return names.isEmpty() ? AgreementPage::tr("none") : names.join(QStringLiteral(", "));
}

// "ada: genre, mood; ben: none"
QString sidesText(const AgreementReport& report, const DifferingTurn& turn)
{
    QStringList sides;
    for (qsizetype i = 0; i < turn.codes.size(); ++i) {
        if (turn.codes[i])
            sides << AgreementPage::tr("%1: %2").arg(report.coders[i].name,
                                                     codeNames(report.codes, *turn.codes[i]));
    }
    return sides.join(QStringLiteral(";  "));
}

QString definitionText(const QString& key)
{
    const auto definition = coefficientDefinition(key);
    return definition
               ? AgreementPage::tr("%1. %2\nWhen it misleads: %3\nSource: %4")
                     .arg(definition->name, definition->formula, definition->misleads, definition->source)
               : QString();
}

QString codesRemark(const AgreementReport& report, Coefficient drawn)
{
    if (report.sets.isEmpty() || report.rows.empty())
        return {};
    const statistics::Agreement& all = report.sets.front().masi;
    QString remark = AgreementPage::tr("All codes: alpha (MASI) %1, n = %2, %3 ratings missing")
                         .arg(figureText(all.estimate),
                              countedText(all.units, AgreementPage::tr("turn"), AgreementPage::tr("turns")),
                              countText(all.estimate.missing));
    const bool hasIntervals = std::ranges::any_of(
        report.rows, [drawn](const AgreementRow& row) { return row.of(drawn).low.has_value(); });
    if (hasIntervals)
        remark += AgreementPage::tr("; 95 % intervals over %1 draws of dialogues, seed %2")
                      .arg(countText(agreementFolds), QString::number(agreementSeed));
    return remark;
}

HeatMap emptyMap(const QList<Coder>& coders)
{
    HeatMap map;
    map.title = AgreementPage::tr("Agreement of each pair of coders");
    for (const Coder& coder : coders) {
        map.rows << coder.name;
        map.columns << coder.name;
    }
    map.cells.fill(QList<HeatCell>(coders.size()), coders.size());
    return map;
}

} // namespace

QString measureName(Coefficient coefficient)
{
    return coefficientDefinitions()[static_cast<qsizetype>(coefficient)].name;
}

AgreementFigures codeFigures(const AgreementReport& report, Coefficient drawn)
{
    ValueBars bars{AgreementPage::tr("Agreement on each code"), measureName(drawn)};
    AgreementFigures figures;
    for (const AgreementRow& row : report.rows) {
        const Estimate& figure = row.of(drawn);
        bars.bars << ValueBar{rowName(row, report.codes), figure.value, figure.low, figure.high,
                              figure.value ? intervalText(figure)
                                           : AgreementPage::tr("undefined: %1").arg(reasonText(figure))};
        figures.rows << rowCells(row, report.codes);
    }
    figures.remark = codesRemark(report, drawn);
    figures.chart = valueBars(bars);
    return figures;
}

AgreementFigures pairFigures(const AgreementReport& report, SetMeasure drawn)
{
    if (report.pairs.isEmpty())
        return {};
    const QList<Coder>& coders = report.coders;
    HeatMap map = emptyMap(coders);
    AgreementFigures figures;
    for (const PairFigures& pair : report.pairs) {
        const auto first = static_cast<qsizetype>(pair.first);
        const auto second = static_cast<qsizetype>(pair.second);
        const Estimate& masi = pair.masi.estimate;
        const Estimate& figure = drawn == SetMeasure::Masi ? masi : pair.jaccard.estimate;
        map.cells[first][second] = {figure.value, figureText(figure)};
        map.cells[second][first] = map.cells[first][second];
        figures.rows << QList<TextCell>{{coders[first].name},
                                        {coders[second].name},
                                        {countText(pair.masi.units), static_cast<qint64>(pair.masi.units)},
                                        {countText(masi.missing), static_cast<qint64>(masi.missing)},
                                        figureCell(masi),
                                        figureCell(pair.jaccard.estimate)};
    }
    figures.remark = countedText(report.pairs.size(), AgreementPage::tr("pair"), AgreementPage::tr("pairs"));
    figures.chart = heatMap(map);
    return figures;
}

AgreementFigures turnFigures(const AgreementAnswer& answer)
{
    const AgreementReport& report = answer.report;
    AgreementFigures figures;
    for (qsizetype i = 0; i < report.differing.size(); ++i) {
        const DifferingTurn& turn = report.differing[i];
        const TurnText& words = answer.words[i];
        const QString sides = sidesText(report, turn);
        figures.rows << QList<TextCell>{{words.dialogue},
                                        {countText(turn.place.position + 1), turn.place.position},
                                        {words.text.simplified(), {}, words.text},
                                        {sides, {}, sides}};
    }
    const qint64 all = report.differingInAll;
    const auto listed = static_cast<qint64>(report.differing.size());
    figures.remark = all > listed
                         ? AgreementPage::tr("The first %1 of %2").arg(countText(listed), countText(all))
                         : countedText(all, AgreementPage::tr("turn"), AgreementPage::tr("turns"));
    return figures;
}

QString definitionOf(Coefficient coefficient, AgreementUnit unit)
{
    if (coefficient == Coefficient::Alpha && unit == AgreementUnit::Span)
        return definitionText(QStringLiteral("u-alpha"));
    return definitionText(coefficientDefinitions()[static_cast<qsizetype>(coefficient)].key);
}

QString definitionOf(SetMeasure measure)
{
    return definitionText(measure == SetMeasure::Masi ? QStringLiteral("masi") : QStringLiteral("jaccard"));
}

} // namespace antiphon
