#include "core/coding/comparison.h"

#include "core/base/csvfile.h"
#include "core/coding/textvectors.h"

#include <QDateTime>

namespace antiphon {

QString verdictWord(ComparisonVerdict verdict)
{
    switch (verdict) {
    case ComparisonVerdict::Fits:
        return QStringLiteral("fits");
    case ComparisonVerdict::Split:
        return QStringLiteral("split");
    case ComparisonVerdict::Property:
        return QStringLiteral("property");
    case ComparisonVerdict::Negative:
        return QStringLiteral("negative");
    }
    return {};
}

std::optional<ComparisonVerdict> verdictFromWord(QStringView word)
{
    for (const ComparisonVerdict verdict : allVerdicts) {
        if (verdictWord(verdict) == word)
            return verdict;
    }
    return std::nullopt;
}

QString verdictTitle(ComparisonVerdict verdict)
{
    switch (verdict) {
    case ComparisonVerdict::Fits:
        return QStringLiteral("Fits");
    case ComparisonVerdict::Split:
        return QStringLiteral("Split");
    case ComparisonVerdict::Property:
        return QStringLiteral("New property");
    case ComparisonVerdict::Negative:
        return QStringLiteral("Negative case");
    }
    return {};
}

QString comparisonLabel(const TurnPlace& turn, const Code& code, ComparisonVerdict verdict)
{
    return QStringLiteral("Compare turn %1: %2, %3")
        .arg(turn.position + 1)
        .arg(code.name, verdictTitle(verdict).toLower());
}

QList<RankedIncident> mostDifferentFirst(const Incident& inHand, const QList<Incident>& incidents)
{
    TextVectors vectors;
    const auto add = [&vectors](const Incident& incident) {
        const TextVectors::Piece pieces[] = {
            {incident.text, 1}, {incident.before, neighbourWeight}, {incident.after, neighbourWeight}};
        return vectors.add(pieces);
    };
    const int own = add(inHand);
    QList<RankedIncident> ranked;
    for (const Incident& incident : incidents) {
        if (incident.place.turn == inHand.place.turn ||
            (inHand.codedAt != 0 && incident.codedAt > inHand.codedAt))
            continue;
        add(incident);
        ranked << RankedIncident{incident, 0};
    }
    vectors.weigh();
    for (int i = 0; i < ranked.size(); ++i)
        ranked[i].distance = vectors.distance(own, i + 1);
    std::sort(ranked.begin(), ranked.end(), [](const RankedIncident& a, const RankedIncident& b) {
        if (a.distance != b.distance)
            return a.distance > b.distance;
        return std::pair(a.incident.codedAt, a.incident.place.turn) <
               std::pair(b.incident.codedAt, b.incident.place.turn);
    });
    return ranked;
}

std::optional<double> ComparisonCounts::coverage() const
{
    if (comparable == 0)
        return std::nullopt;
    return static_cast<double>(compared) / static_cast<double>(comparable);
}

QByteArray comparisonsCsv(const QList<ComparisonRow>& rows)
{
    const auto turnNumber = [](const TurnPlace& place) {
        return place.turn.isNull() ? QString() : QString::number(place.position + 1);
    };
    QByteArray csv =
        csvLine({QStringLiteral("code"), QStringLiteral("verdict"), QStringLiteral("dialogue"),
                 QStringLiteral("turn"), QStringLiteral("text"), QStringLiteral("against_dialogue"),
                 QStringLiteral("against_turn"), QStringLiteral("against_text"), QStringLiteral("note"),
                 QStringLiteral("time")});
    for (const ComparisonRow& row : rows)
        csv += csvLine(
            {row.code.name, verdictWord(row.comparison.verdict), row.dialogue, turnNumber(row.place),
             row.text, row.againstDialogue, turnNumber(row.againstPlace), row.againstText,
             row.comparison.note,
             QDateTime::fromMSecsSinceEpoch(row.comparison.createdAt, Qt::UTC).toString(Qt::ISODate)});
    return csv;
}

} // namespace antiphon
