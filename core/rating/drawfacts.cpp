#include "core/rating/drawfacts.h"

#include <QJsonArray>

namespace antiphon {

DrawnTracks drawnTracks(const Drawn& drawn, const StudyDefinition& definition, const QList<StudyItem>& items)
{
    DrawnTracks tracks;
    tracks.gap = drawn.gaps.tracks;
    if (definition.tracks == TrackForm::Hidden)
        tracks.gap = 0.0;
    if (items.isEmpty() || definition.matching == Matching::None || definition.tracks == TrackForm::Hidden)
        return tracks;
    const QList<QList<int>> limits = trackLimits(drawn.chosen, definition.tracks);
    tracks.gap = gapWithLimits(drawn.chosen, limits);
    QList<int> flat;
    for (const QList<int>& own : limits)
        flat << own;
    for (qsizetype i = 0; i < items.size(); ++i)
        tracks.limits.insert(items.at(i).id, flat.value(i));
    return tracks;
}

QJsonObject gapsJson(const LengthGaps& gaps, double shownTracks)
{
    QJsonObject json{{QStringLiteral("turns"), gaps.turns},
                     {QStringLiteral("words"), gaps.words},
                     {QStringLiteral("tracks"), shownTracks},
                     {QStringLiteral("tracks_unlimited"), gaps.tracks}};
    QJsonArray warnings;
    for (const QString& measure :
         {QStringLiteral("turns"), QStringLiteral("words"), QStringLiteral("tracks")}) {
        if (json[measure].toDouble() > largeGap)
            warnings << measure;
    }
    json[QStringLiteral("warnings")] = warnings;
    return json;
}

} // namespace antiphon
