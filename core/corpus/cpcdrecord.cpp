// Records of the Conversational Playlist Curation Dataset (arXiv 2303.06791).
#include "core/corpus/linerecords.h"

namespace antiphon {

namespace {

// The results of all searches in their order without repeats; then what was judged but not found.
Result<QList<TrackReference>> shownTracks(const JsonObject& exchange)
{
    QList<TrackReference> shown;
    QHash<QString, qsizetype> places;
    const auto placeOf = [&](const QString& id) {
        const auto known = places.constFind(id);
        if (known != places.cend())
            return *known;
        shown << TrackReference{id, Verdict::Shown};
        places.insert(id, shown.size() - 1);
        return shown.size() - 1;
    };
    ANTIPHON_TRY_ASSIGN(const auto searches, listField(exchange, "search_results"));
    if (searches) {
        for (const JsonElement search : *searches) {
            JsonArray results;
            if (search.get(results) != simdjson::SUCCESS)
                return rowFault(QStringLiteral("\"search_results\" is no list of lists"));
            ANTIPHON_TRY_ASSIGN(const QStringList ids, textsOf(results, "search_results"));
            for (const QString& id : ids)
                placeOf(id);
        }
    }
    for (const auto& [name, verdict] :
         {std::pair("liked_results", Verdict::Liked), std::pair("disliked_results", Verdict::Disliked)}) {
        ANTIPHON_TRY_ASSIGN(const QStringList ids, textsField(exchange, name));
        for (const QString& id : ids)
            shown[placeOf(id)].verdict = verdict;
    }
    return shown;
}

Result<void> appendExchange(const JsonElement& element, Dialogue& dialogue)
{
    JsonObject exchange;
    if (element.get(exchange) != simdjson::SUCCESS)
        return rowFault(QStringLiteral("an exchange in \"turns\" is no object"));
    JsonElement side;
    if (exchange.at_key("user_query").get(side) != simdjson::SUCCESS &&
        exchange.at_key("system_response").get(side) != simdjson::SUCCESS)
        return rowFault(QStringLiteral("an exchange has neither \"user_query\" nor \"system_response\""));
    Turn user;
    ANTIPHON_TRY_ASSIGN(user.text, textField(exchange, "user_query"));
    Turn system;
    system.role = Role::System;
    ANTIPHON_TRY_ASSIGN(system.text, textField(exchange, "system_response"));
    ANTIPHON_TRY_ASSIGN(system.tracks, shownTracks(exchange));
    dialogue.turns << std::move(user) << std::move(system);
    return {};
}

Result<QString> artistsOf(const JsonObject& facts)
{
    JsonElement artists;
    if (facts.at_key("track_artists").get(artists) != simdjson::SUCCESS || !artists.is_array())
        return textField(facts, "track_artists");
    ANTIPHON_TRY_ASSIGN(const QStringList names, textsField(facts, "track_artists"));
    return names.join(QStringLiteral(", "));
}

Result<QList<SourceTrack>> trackFacts(const JsonObject& object)
{
    QList<SourceTrack> tracks;
    JsonElement element;
    if (object.at_key("tracks").get(element) != simdjson::SUCCESS || element.is_null())
        return tracks;
    JsonObject byId;
    if (element.get(byId) != simdjson::SUCCESS)
        return rowFault(QStringLiteral("\"tracks\" is no object"));
    for (const auto& [id, value] : byId) {
        JsonObject facts;
        if (value.get(facts) != simdjson::SUCCESS)
            return rowFault(QStringLiteral("a track in \"tracks\" is no object"));
        SourceTrack track;
        track.externalId = cleanText(id);
        ANTIPHON_TRY_ASSIGN(track.title, textField(facts, "track_titles"));
        ANTIPHON_TRY_ASSIGN(track.artist, artistsOf(facts));
        ANTIPHON_TRY_ASSIGN(track.album, textField(facts, "track_release_titles"));
        tracks << std::move(track);
    }
    return tracks;
}

} // namespace

Result<CorpusRecord> recordFromCpcd(const JsonObject& object)
{
    CorpusRecord record;
    ANTIPHON_TRY_ASSIGN(record.dialogue.externalId, textField(object, "id"));
    ANTIPHON_TRY_ASSIGN(const auto exchanges, listField(object, "turns"));
    if (!exchanges || exchanges->size() == 0)
        return rowFault(QStringLiteral("the dialogue has no \"turns\""));
    for (const JsonElement exchange : *exchanges)
        ANTIPHON_TRY(appendExchange(exchange, record.dialogue));
    ANTIPHON_TRY_ASSIGN(record.dialogue.goal, textsField(object, "goal_playlist"));
    ANTIPHON_TRY_ASSIGN(record.tracks, trackFacts(object));
    return record;
}

} // namespace antiphon
