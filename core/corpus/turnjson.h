// The lists that a turn keeps in one column each, as compact JSON.
#pragma once

#include "core/corpus/dialogue.h"

#include <QByteArray>

#include <string_view>

namespace antiphon {

QByteArray encodeStrings(const QStringList& strings);         // ["a","b"]
QByteArray encodeTracks(const QList<TrackReference>& tracks); // [["id",1],["id",0]]

// What is not of that shape is left out: the columns are written by encodeStrings and encodeTracks alone.
QStringList decodeStrings(std::string_view json);
QList<TrackReference> decodeTracks(std::string_view json);

} // namespace antiphon
