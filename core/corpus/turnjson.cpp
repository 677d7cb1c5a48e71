#include "core/corpus/turnjson.h"

#include "core/base/jsontext.h"

#include <simdjson.h>

namespace antiphon {

namespace {

constexpr std::string_view emptyList = "[]";

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

// Calls `take` for each element of a JSON list.
template<typename Take>
void forEachElement(std::string_view json, Take take)
{
    if (json.empty() || json == emptyList)
        return;
    static thread_local simdjson::dom::parser parser; // keeps its buffers
    simdjson::dom::array list;
    if (parser.parse(json.data(), json.size()).get(list) != simdjson::SUCCESS)
        return;
    for (const simdjson::dom::element element : list)
        take(element);
}

} // namespace

QByteArray encodeStrings(const QStringList& strings)
{
    QByteArray json("[");
    for (const QString& string : strings) {
        if (json.size() > 1)
            json += ',';
        appendJsonString(json, string);
    }
    return json += ']';
}

QByteArray encodeTracks(const QList<TrackReference>& tracks)
{
    QByteArray json("[");
    for (const TrackReference& track : tracks) {
        json += json.size() > 1 ? ",[" : "[";
        appendJsonString(json, track.externalId);
        json += track.verdict == Verdict::Liked ? ",1]" : track.verdict == Verdict::Disliked ? ",-1]" : ",0]";
    }
    return json += ']';
}

QStringList decodeStrings(std::string_view json)
{
    QStringList strings;
    forEachElement(json, [&strings](const simdjson::dom::element& element) {
        std::string_view utf8;
        if (element.get(utf8) == simdjson::SUCCESS)
            strings << toText(utf8);
    });
    return strings;
}

QList<TrackReference> decodeTracks(std::string_view json)
{
    QList<TrackReference> tracks;
    forEachElement(json, [&tracks](const simdjson::dom::element& element) {
        std::string_view id;
        int64_t verdict = 0;
        if (element.at(0).get(id) == simdjson::SUCCESS && element.at(1).get(verdict) == simdjson::SUCCESS)
            tracks << TrackReference{toText(id), static_cast<Verdict>(std::clamp<int64_t>(verdict, -1, 1))};
    });
    return tracks;
}

} // namespace antiphon
