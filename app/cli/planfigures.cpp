#include "app/cli/planfigures.h"

#include "app/cli/counttext.h"

#include <cmath>

namespace antiphon::cli {

namespace {

QJsonValue orNull(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QString shown(std::optional<double> value)
{
    return value ? QString::number(*value, 'f', 3) : QStringLiteral("undefined");
}

QJsonObject sharesJson(const QList<ShareRow>& rows, qint64 n)
{
    QJsonObject json;
    for (const ShareRow& row : rows)
        json.insert(row.label,
                    QJsonObject{{QStringLiteral("value"), row.observed},
                                {QStringLiteral("count"), row.count},
                                {QStringLiteral("n"), n},
                                {QStringLiteral("recipe"),
                                 row.expected ? QJsonValue(*row.expected) : QJsonValue(QJsonValue::Null)}});
    return json;
}

struct LargestGap
{
    double points = 0;
    QString label;
};

QString tableText(const QString& title, const QList<ShareRow>& rows, const QString& reference,
                  LargestGap& largest)
{
    QString text = QStringLiteral("\n%1\n%2%3%4\n")
                       .arg(title, QStringLiteral("drawn").rightJustified(10), reference.rightJustified(12),
                            QStringLiteral("gap").rightJustified(8));
    for (const ShareRow& row : rows) {
        const QString drawn = QString::number(row.observed, 'f', 1) + QStringLiteral(" %");
        QString expected = QStringLiteral("-");
        QString gap;
        if (row.expected) {
            const double points = row.observed - *row.expected;
            expected = QString::number(*row.expected, 'f', 1) + QStringLiteral(" %");
            gap = QString::number(points, 'f', 1);
            // "none" stands for a turn that names nothing: no value of plans.
            if (std::abs(points) > std::abs(largest.points) && row.label != QLatin1String("none"))
                largest = {points, row.label};
        }
        text += drawn.rightJustified(10) + expected.rightJustified(12) + gap.rightJustified(8) +
                QStringLiteral("   ") + row.label + QLatin1Char('\n');
    }
    return text;
}

} // namespace

void insertShares(QJsonObject& json, const PlanDiagnostics& diagnostics)
{
    json.insert(QStringLiteral("intents"), sharesJson(diagnostics.intents, diagnostics.userTurns));
    json.insert(QStringLiteral("actions"), sharesJson(diagnostics.actions, diagnostics.systemTurns));
    json.insert(QStringLiteral("attributes"), sharesJson(diagnostics.types, diagnostics.userTurns));
}

QString sharesText(const PlanDiagnostics& diagnostics, const QString& reference)
{
    LargestGap largest;
    QString text = tableText(QStringLiteral("User intents, percent of %1 user turns that carry the label")
                                 .arg(number(diagnostics.userTurns)),
                             diagnostics.intents, reference, largest);
    text += tableText(QStringLiteral("System actions, percent of %1 system turns that carry the label")
                          .arg(number(diagnostics.systemTurns)),
                      diagnostics.actions, reference, largest);
    text += tableText(QStringLiteral("Attribute types, percent of %1 user turns that name one")
                          .arg(number(diagnostics.userTurns)),
                      diagnostics.types, reference, largest);
    if (!largest.label.isEmpty())
        text += QStringLiteral("  the largest gap is %1 points (%2)\n")
                    .arg(QString::number(largest.points, 'f', 2), largest.label);
    return text;
}

QJsonObject balanceJson(const Balance& balance)
{
    return {{QStringLiteral("n"), balance.items},
            {QStringLiteral("used"), balance.came},
            {QStringLiteral("coverage"), balance.coverage()},
            {QStringLiteral("topTenth"), balance.topTenth},
            {QStringLiteral("gini"), orNull(balance.gini)}};
}

QJsonObject balanceJson(const PlanBalance& balance)
{
    QJsonObject types;
    for (const TypeBalance& type : balance.types)
        types.insert(type.type, balanceJson(type.values));
    return {{QStringLiteral("tracks"), balanceJson(balance.tracks)},
            {QStringLiteral("values"), balanceJson(balance.values)},
            {QStringLiteral("types"), types}};
}

QString balanceText(const PlanBalance& balance)
{
    QString text = QStringLiteral("\nBalance (Gini 0: all alike)\n");
    const auto row = [&](const QString& name, const Balance& each) {
        text += QStringLiteral("  %1 Gini %2, coverage %3 (%4 of %5), the commonest tenth has %6\n")
                    .arg(name.leftJustified(16), shown(each.gini), shown(each.coverage()), number(each.came),
                         number(each.items), shown(each.topTenth));
    };
    row(QStringLiteral("tracks"), balance.tracks);
    row(QStringLiteral("values"), balance.values);
    for (const TypeBalance& type : balance.types)
        row(type.type, type.values);
    return text;
}

} // namespace antiphon::cli
