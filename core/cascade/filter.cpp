#include "core/cascade/filter.h"

#include <QJsonArray>

namespace antiphon {

namespace {

Filter opposite(Filter filter)
{
    filter.sense = filter.sense == Sense::Include ? Sense::Exclude : Sense::Include;
    return filter;
}

void addTracks(std::vector<quint32>& set, const std::vector<quint32>& tracks)
{
    set.insert(set.end(), tracks.begin(), tracks.end());
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
}

QString filterWords(const Filter& filter)
{
    const bool excludes = filter.sense == Sense::Exclude;
    for (const auto& [type, thing] : {std::pair(similarTrackType, QLatin1String("track")),
                                      std::pair(similarArtistType, QLatin1String("artist"))})
        if (filter.type == type)
            return (excludes ? QStringLiteral("not similar to the %1 %2")
                             : QStringLiteral("similar to the %1 %2"))
                .arg(thing, filter.value);
    return QStringLiteral("%1 is %2%3")
        .arg(filter.type, excludes ? QStringLiteral("not ") : QString(), filter.value);
}

void insertTracks(QJsonObject& json, const QString& key, const std::vector<quint32>& tracks)
{
    if (tracks.empty())
        return;
    QJsonArray list;
    for (const quint32 track : tracks)
        list << static_cast<qint64>(track);
    json.insert(key, list);
}

std::vector<quint32> readTracks(const QJsonObject& json, const QString& key)
{
    std::vector<quint32> tracks;
    const auto list = json.value(key).toArray();
    for (const QJsonValue& value : list)
        tracks.push_back(static_cast<quint32>(value.toInteger()));
    return tracks;
}

} // namespace

QString filterText(const Filter& filter)
{
    const QString text = filter.type + QLatin1Char(':') + filter.value;
    return filter.sense == Sense::Exclude ? QLatin1Char('!') + text : text;
}

std::optional<Filter> filterFromText(QStringView text)
{
    Filter filter;
    text = text.trimmed();
    if (text.startsWith(QLatin1Char('!'))) {
        filter.sense = Sense::Exclude;
        text = text.sliced(1);
    }
    qsizetype mark = 0;
    while (mark < text.size() && text[mark] != QLatin1Char(':') && text[mark] != QLatin1Char('='))
        ++mark;
    if (mark >= text.size())
        return std::nullopt;
    filter.type = text.first(mark).trimmed().toString();
    filter.value = text.sliced(mark + 1).trimmed().toString();
    if (filter.type.isEmpty() || filter.value.isEmpty())
        return std::nullopt;
    return filter;
}

bool holds(const FilterState& state, const Filter& filter)
{
    return state.filters.contains(filter);
}

FilterState withFilter(const FilterState& state, const Filter& filter)
{
    if (holds(state, filter))
        return state;
    FilterState next = withoutFilter(state, opposite(filter));
    next.filters << filter;
    return next;
}

FilterState replacingType(const FilterState& state, const Filter& filter)
{
    FilterState next = state;
    next.filters.removeIf([&](const Filter& other) {
        return other.type == filter.type && other.sense == filter.sense && other != filter;
    });
    return withFilter(next, filter);
}

FilterState withoutFilter(const FilterState& state, const Filter& filter)
{
    FilterState next = state;
    next.filters.removeAll(filter);
    return next;
}

FilterState rejecting(const FilterState& state, const std::vector<quint32>& shown)
{
    FilterState next = state;
    addTracks(next.left, shown);
    return next;
}

FilterState continuing(const FilterState& state, const std::vector<quint32>& shown)
{
    FilterState next = state;
    addTracks(next.seen, shown);
    return next;
}

FilterState movingFilter(const FilterState& state, qsizetype from, qsizetype to)
{
    FilterState next = state;
    const qsizetype count = state.filters.size();
    if (from >= 0 && from < count && to >= 0 && to < count)
        next.filters.move(from, to);
    return next;
}

QString stateSentence(const FilterState& state)
{
    if (state.filters.isEmpty())
        return QStringLiteral("all tracks");
    QStringList parts;
    for (const Filter& filter : state.filters)
        parts << filterWords(filter);
    return parts.join(QStringLiteral(", and "));
}

QString wholeStateSentence(const FilterState& state)
{
    QString sentence = stateSentence(state);
    if (!state.left.empty())
        sentence += QStringLiteral(", without %1 refused tracks").arg(state.left.size());
    if (!state.seen.empty())
        sentence += QStringLiteral(", %1 seen").arg(state.seen.size());
    return sentence;
}

QJsonObject stateJson(const FilterState& state)
{
    QJsonArray filters;
    for (const Filter& filter : state.filters)
        filters << filterText(filter);
    QJsonObject json{{QStringLiteral("filters"), filters}};
    insertTracks(json, QStringLiteral("left"), state.left);
    insertTracks(json, QStringLiteral("seen"), state.seen);
    return json;
}

QJsonObject recipeStepJson(const FilterState& state)
{
    FilterState filters;
    filters.filters = state.filters;
    QJsonObject json = stateJson(filters);
    json.insert(QStringLiteral("weight"), 1);
    return json;
}

std::optional<FilterState> stateFromJson(const QJsonObject& json)
{
    if (!json.value(QStringLiteral("filters")).isArray())
        return std::nullopt;
    FilterState state;
    const auto values = json.value(QStringLiteral("filters")).toArray();
    for (const QJsonValue& value : values) {
        const auto filter = filterFromText(value.toString());
        if (!filter)
            return std::nullopt;
        state.filters << *filter;
    }
    addTracks(state.left, readTracks(json, QStringLiteral("left")));
    addTracks(state.seen, readTracks(json, QStringLiteral("seen")));
    return state;
}

} // namespace antiphon
