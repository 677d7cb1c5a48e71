#include "core/rating/practice.h"

#include <QJsonArray>

#include <algorithm>
#include <cstdlib>

namespace antiphon {

namespace {

QJsonObject expectedJson(const QHash<QString, QList<int>>& expected)
{
    QJsonObject json;
    for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
        QJsonArray points;
        for (const int point : it.value())
            points << point;
        json[it.key()] = points;
    }
    return json;
}

// A point alone, or a list of them.
QHash<QString, QList<int>> expectedOf(const QJsonObject& json)
{
    QHash<QString, QList<int>> expected;
    for (auto it = json.begin(); it != json.end(); ++it) {
        QList<int> points;
        if (it.value().isDouble())
            points << it.value().toInt();
        for (const QJsonArray list = it.value().toArray(); const QJsonValue& point : list)
            points << point.toInt();
        expected.insert(it.key(), points);
    }
    return expected;
}

} // namespace

bool KnownAnswers::isRight(const QString& criterion, int value) const
{
    const QList<int> points = expected.value(criterion);
    return std::any_of(points.begin(), points.end(),
                       [&](int point) { return std::abs(value - point) <= tolerance; });
}

bool PracticeTally::reaches(double share) const
{
    return right + 1e-9 >= share * answers; // 0.7 of 10 is 7, whatever binary fractions make of it
}

QJsonObject knownAnswersJson(const KnownAnswers& known)
{
    QJsonObject json{{QStringLiteral("expected"), expectedJson(known.expected)}};
    if (!known.why.isEmpty())
        json[QStringLiteral("why")] = known.why;
    if (known.tolerance != 0)
        json[QStringLiteral("tolerance")] = known.tolerance;
    QJsonObject reasons;
    for (auto it = known.reasons.cbegin(); it != known.reasons.cend(); ++it)
        reasons[it.key()] = it.value();
    if (!reasons.isEmpty())
        json[QStringLiteral("reasons")] = reasons;
    return json;
}

KnownAnswers knownAnswersOf(const QJsonObject& json)
{
    KnownAnswers known;
    known.expected = expectedOf(json[QStringLiteral("expected")].toObject());
    known.why = json[QStringLiteral("why")].toString();
    known.tolerance = json[QStringLiteral("tolerance")].toInt();
    const QJsonObject reasons = json[QStringLiteral("reasons")].toObject();
    for (auto it = reasons.begin(); it != reasons.end(); ++it)
        known.reasons.insert(it.key(), it.value().toString());
    return known;
}

} // namespace antiphon
