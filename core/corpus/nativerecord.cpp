#include "core/corpus/nativerecord.h"

#include "core/base/jsontext.h"
#include "core/corpus/linerecords.h"
#include "core/corpus/turnjson.h"

namespace antiphon {

namespace {

void appendField(QByteArray& json, const char* name, const QString& text)
{
    if (!json.endsWith('{'))
        json += ',';
    json += '"' + QByteArray(name) + "\":";
    appendJsonString(json, text);
}

void appendList(QByteArray& json, const char* name, const QByteArray& list)
{
    if (list != "[]")
        json += ",\"" + QByteArray(name) + "\":" + list;
}

QByteArray turnsJson(const QList<Turn>& turns)
{
    QByteArray json("[");
    for (const Turn& turn : turns) {
        json += json.size() > 1 ? ",{" : "{";
        appendField(json, "role",
                    turn.role == Role::User ? QStringLiteral("user") : QStringLiteral("system"));
        appendField(json, "text", turn.text);
        appendList(json, "tracks", encodeTracks(turn.tracks));
        appendList(json, "intents", encodeStrings(turn.intents));
        appendList(json, "attributes", encodeStrings(turn.attributes));
        json += '}';
    }
    return json + ']';
}

QByteArray trackObjects(const QList<TrackReference>& tracks)
{
    QByteArray json("[");
    for (const TrackReference& track : tracks) {
        json += json.size() > 1 ? ",{" : "{";
        appendField(json, "id", track.externalId);
        json += ",\"verdict\":" + QByteArray::number(static_cast<int>(track.verdict)) + '}';
    }
    return json + ']';
}

QByteArray factsJson(const QHash<QString, SourceTrack>& facts)
{
    QStringList ids = facts.keys();
    ids.sort();
    QByteArray json("[");
    for (const QString& id : std::as_const(ids)) {
        const SourceTrack track = facts.value(id);
        json += json.size() > 1 ? ",{" : "{";
        appendField(json, "id", track.externalId);
        appendField(json, "title", track.title);
        appendField(json, "artist", track.artist);
        appendField(json, "album", track.album);
        json += '}';
    }
    return json + ']';
}

Result<QList<TrackReference>> trackPairs(const JsonObject& object)
{
    QList<TrackReference> tracks;
    ANTIPHON_TRY_ASSIGN(const auto list, listField(object, "tracks"));
    if (!list)
        return tracks;
    for (const JsonElement pair : *list) {
        std::string_view id;
        int64_t verdict = 0;
        const bool isObject = pair.is_object();
        if ((isObject ? pair.at_key("id") : pair.at(0)).get(id) != simdjson::SUCCESS ||
            (isObject ? pair.at_key("verdict") : pair.at(1)).get(verdict) != simdjson::SUCCESS ||
            verdict < -1 || verdict > 1)
            return rowFault(QStringLiteral("a track of a turn is no pair of id and verdict"));
        tracks << TrackReference{cleanText(id), static_cast<Verdict>(verdict)};
    }
    return tracks;
}

Result<Turn> turnFromNative(const JsonElement& element)
{
    JsonObject object;
    if (element.get(object) != simdjson::SUCCESS)
        return rowFault(QStringLiteral("a turn is no object"));
    Turn turn;
    ANTIPHON_TRY_ASSIGN(const QString role, textField(object, "role"));
    ANTIPHON_TRY_ASSIGN(turn.role, roleFromText(role));
    ANTIPHON_TRY_ASSIGN(turn.text, textField(object, "text"));
    ANTIPHON_TRY_ASSIGN(turn.tracks, trackPairs(object));
    ANTIPHON_TRY_ASSIGN(turn.intents, textsField(object, "intents"));
    ANTIPHON_TRY_ASSIGN(turn.attributes, textsField(object, "attributes"));
    return turn;
}

Result<QList<SourceTrack>> factsFromNative(const JsonObject& object)
{
    QList<SourceTrack> facts;
    ANTIPHON_TRY_ASSIGN(const auto list, listField(object, "tracks"));
    if (!list)
        return facts;
    for (const JsonElement element : *list) {
        JsonObject track;
        if (element.get(track) != simdjson::SUCCESS)
            return rowFault(QStringLiteral("a track in \"tracks\" is no object"));
        SourceTrack fact;
        ANTIPHON_TRY_ASSIGN(fact.externalId, textField(track, "id"));
        ANTIPHON_TRY_ASSIGN(fact.title, textField(track, "title"));
        ANTIPHON_TRY_ASSIGN(fact.artist, textField(track, "artist"));
        ANTIPHON_TRY_ASSIGN(fact.album, textField(track, "album"));
        facts << std::move(fact);
    }
    return facts;
}

} // namespace

QByteArray nativeLine(const Dialogue& dialogue, const QHash<QString, SourceTrack>& facts)
{
    QByteArray json("{");
    appendField(json, "id", dialogue.externalId);
    json += ",\"turns\":" + turnsJson(dialogue.turns);
    appendList(json, "goal", encodeStrings(dialogue.goal));
    appendList(json, "tracks", factsJson(facts));
    return json + "}\n";
}

QByteArray nativeRow(const Dialogue& dialogue, const QHash<QString, SourceTrack>& facts,
                     const QByteArray& provenance)
{
    QByteArray json("{");
    appendField(json, "id", dialogue.externalId);
    json += ",\"turns\":[";
    for (const Turn& turn : dialogue.turns) {
        json += json.endsWith('[') ? "{" : ",{";
        appendField(json, "role",
                    turn.role == Role::User ? QStringLiteral("user") : QStringLiteral("system"));
        appendField(json, "text", turn.text);
        json += ",\"tracks\":" + trackObjects(turn.tracks) + ",\"intents\":" + encodeStrings(turn.intents) +
                ",\"attributes\":" + encodeStrings(turn.attributes) + '}';
    }
    json += "],\"goal\":" + encodeStrings(dialogue.goal) + ",\"tracks\":" + factsJson(facts);
    if (!provenance.isEmpty())
        appendField(json, "provenance", QString::fromUtf8(provenance));
    return json + "}\n";
}

Result<CorpusRecord> recordFromNative(const JsonObject& object)
{
    CorpusRecord record;
    ANTIPHON_TRY_ASSIGN(record.dialogue.externalId, textField(object, "id"));
    ANTIPHON_TRY_ASSIGN(const auto turns, listField(object, "turns"));
    if (!turns)
        return rowFault(QStringLiteral("the dialogue has no \"turns\""));
    for (const JsonElement element : *turns) {
        ANTIPHON_TRY_ASSIGN(Turn turn, turnFromNative(element));
        record.dialogue.turns << std::move(turn);
    }
    ANTIPHON_TRY_ASSIGN(record.dialogue.goal, textsField(object, "goal"));
    ANTIPHON_TRY_ASSIGN(record.tracks, factsFromNative(object));
    return record;
}

} // namespace antiphon
