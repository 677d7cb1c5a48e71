#include "app/cli/agreementtables.h"

#include "core/base/csvfile.h"

namespace antiphon::cli {

namespace {

using statistics::Estimate;

// In the order of Coefficient.
const std::array<QString, coefficients>& keys()
{
    static const std::array<QString, coefficients> words{QStringLiteral("percent"), QStringLiteral("cohen"),
                                                         QStringLiteral("fleiss"), QStringLiteral("ac1"),
                                                         QStringLiteral("alpha")};
    return words;
}

QString nameOf(const CodedCorpus& corpus, const AgreementRow& row)
{
    if (row.code)
        return corpus.codes[*row.code].name;
    return row.facet ? facetTitle(*row.facet) : QStringLiteral("All codes");
}

QJsonObject jsonOf(const CodedCorpus& corpus, const AgreementRow& row, AgreementUnit unit)
{
    const Estimate& percent = row.of(Coefficient::Percent);
    QJsonObject object{{QStringLiteral("units"), row.units},
                       {QStringLiteral("missing"), static_cast<qint64>(percent.missing)}};
    object.insert(row.code ? QStringLiteral("code") : QStringLiteral("codes"), nameOf(corpus, row));
    if (row.facet)
        object.insert(QStringLiteral("facet"), facetWord(*row.facet));
    if (unit == AgreementUnit::Turn)
        object.insert(QStringLiteral("turns"), row.units);
    QJsonArray given;
    for (const qint64 count : row.given)
        given << count;
    object.insert(QStringLiteral("given"), given);
    for (std::size_t i = 0; i < coefficients; ++i)
        object.insert(keys()[i], json(row.estimates[i]));
    return object;
}

QString textOf(const CodedCorpus& corpus, const AgreementRow& row)
{
    QString text = QStringLiteral("  %1").arg(nameOf(corpus, row).leftJustified(28));
    for (const qint64 count : row.given)
        text += QLatin1Char(' ') + QString::number(count).rightJustified(8);
    for (const Estimate& estimate : row.estimates)
        text += figure(estimate);
    return text + interval(row.of(Coefficient::Alpha)) + QLatin1Char('\n');
}

QByteArray csvOf(const CodedCorpus& corpus, const AgreementRow& row)
{
    QStringList cells{facetWord(*row.facet), nameOf(corpus, row), QString::number(row.units),
                      QString::number(row.of(Coefficient::Percent).missing)};
    for (const qint64 count : row.given)
        cells << QString::number(count);
    const auto number = [](std::optional<double> value) {
        return value ? QString::number(*value, 'f', 6) : QString();
    };
    for (const Estimate& estimate : row.estimates)
        cells << number(estimate.value);
    for (const Estimate& estimate : row.estimates)
        cells << number(estimate.low) << number(estimate.high);
    return csvLine(cells);
}

QByteArray csvHeader(const CodedCorpus& corpus, AgreementUnit unit)
{
    QStringList header{QStringLiteral("facet"), QStringLiteral("code"), unitsCounted(unit),
                       QStringLiteral("missing")};
    for (const CodingLayer& layer : corpus.layers)
        header << layer.coder().name;
    for (const QString& key : keys())
        header << key;
    for (const QString& key : keys())
        header << key + QStringLiteral("_low") << key + QStringLiteral("_high");
    return csvLine(header);
}

QString textHeader(const CodedCorpus& corpus)
{
    QString head = QStringLiteral("  %1").arg(QStringLiteral("code").leftJustified(28));
    for (const CodingLayer& layer : corpus.layers)
        head += layer.coder().name.left(8).rightJustified(9);
    for (const char* name : {"percent", "Cohen", "Fleiss", "AC1", "alpha"})
        head += QString::fromLatin1(name).rightJustified(9);
    return head + QStringLiteral(" [alpha's interval]\n");
}

} // namespace

QJsonObject json(const Estimate& estimate)
{
    QJsonObject object{{QStringLiteral("value"),
                        estimate.value ? QJsonValue(*estimate.value) : QJsonValue(QJsonValue::Null)},
                       {QStringLiteral("n"), static_cast<qint64>(estimate.n)},
                       {QStringLiteral("missing"), static_cast<qint64>(estimate.missing)},
                       {QStringLiteral("method"), QString::fromStdString(estimate.method)}};
    if (!estimate.reason.empty())
        object.insert(QStringLiteral("reason"), QString::fromStdString(estimate.reason));
    if (estimate.low) {
        object.insert(QStringLiteral("low"), *estimate.low);
        object.insert(QStringLiteral("high"), *estimate.high);
        object.insert(QStringLiteral("level"), estimate.level);
    }
    if (estimate.seed)
        object.insert(QStringLiteral("seed"), static_cast<qint64>(*estimate.seed));
    return object;
}

QString figure(const Estimate& estimate)
{
    return (estimate.value ? QString::number(*estimate.value, 'f', 3) : QStringLiteral("undef."))
        .rightJustified(9);
}

QString interval(const Estimate& estimate)
{
    if (!estimate.low)
        return {};
    return QStringLiteral(" [%1, %2]")
        .arg(QString::number(*estimate.low, 'f', 3), QString::number(*estimate.high, 'f', 3));
}

QString unitWord(AgreementUnit unit)
{
    switch (unit) {
    case AgreementUnit::Turn:
        break;
    case AgreementUnit::Span:
        return QStringLiteral("span");
    case AgreementUnit::Dialogue:
        return QStringLiteral("dialogue");
    }
    return QStringLiteral("turn");
}

std::optional<AgreementUnit> unitFromWord(const QString& word)
{
    for (const AgreementUnit unit : {AgreementUnit::Turn, AgreementUnit::Span, AgreementUnit::Dialogue}) {
        if (unitWord(unit) == word)
            return unit;
    }
    return std::nullopt;
}

QString unitsCounted(AgreementUnit unit)
{
    return unit == AgreementUnit::Span ? QStringLiteral("characters") : unitWord(unit) + QLatin1Char('s');
}

AgreementTables agreementTables(const CodedCorpus& corpus, const std::vector<AgreementRow>& rows,
                                AgreementUnit unit)
{
    AgreementTables tables;
    tables.csv = csvHeader(corpus, unit);
    tables.text = textHeader(corpus);
    for (const AgreementRow& row : rows) {
        (row.code ? tables.codes : tables.pooled) << jsonOf(corpus, row, unit);
        tables.text += textOf(corpus, row);
        if (row.code)
            tables.csv += csvOf(corpus, row);
    }
    return tables;
}

} // namespace antiphon::cli
