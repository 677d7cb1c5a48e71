// Catalogues of tracks with their attributes, as values.
#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace antiphon {

using CatalogueId = Id<struct CatalogueTag>;

enum class CatalogueState { Importing, Ready, Removed };

// One value of one attribute type: genre, reggae. A number keeps its number beside it (see NumberValue).
struct AttributeValue
{
    QString type;
    QString value;

    // "genre:reggae", the form of the LP-MusicDialog record.
    QString toText() const { return type + QLatin1Char(':') + value; }
    // Nothing when there is no colon or one side is empty. The type ends at the first colon.
    static std::optional<AttributeValue> fromText(QStringView text);
    bool operator==(const AttributeValue&) const = default;
};

// The number that a track has in a type of numbers: year, 1999.
struct NumberValue
{
    QString type;
    double number = 0;
    bool operator==(const NumberValue&) const = default;
};

// A track as the catalogue gives it; texts that are not known are empty.
struct Track
{
    quint32 ordinal = 0; // place within the catalogue, from 0
    QString externalId;
    QString title;
    QString artist;
    QString album;
    QList<AttributeValue> values; // in the order of types, then as in the file
    QList<NumberValue> numbers;   // at most one a type
    bool operator==(const Track&) const = default;
};

struct Catalogue
{
    CatalogueId id;
    QString name;
    QString origin; // file name without folder, for people
    QByteArray map; // the JSON map it was imported by
    CatalogueState state = CatalogueState::Importing;
    TimePoint createdAt = 0;
    qint64 tracks = 0;
    qint64 values = 0; // different attribute values, numbers not counted
};

// "Title - Artist", or what is known of it, or the track's own id.
QString trackLabel(const Track& track);

} // namespace antiphon
