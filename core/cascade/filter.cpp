#include "core/cascade/filter.h"

#include <QJsonArray>

namespace antiphon {

namespace {

Filter opposite(Filter filter)
{
    filter.sense = filter.sense == Sense::Include ? Sense::Exclude : Sense::Include;
    return filter;
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
    next.left.insert(next.left.end(), shown.begin(), shown.end());
    std::sort(next.left.begin(), next.left.end());
    next.left.erase(std::unique(next.left.begin(), next.left.end()), next.left.end());
    return next;
}

QString stateSentence(const FilterState& state)
{
    if (state.filters.isEmpty())
        return QStringLiteral("all tracks");
    QStringList parts;
    for (const Filter& filter : state.filters)
        parts << QStringLiteral("%1 is %2%3")
                     .arg(filter.type, filter.sense == Sense::Exclude ? QStringLiteral("not ") : QString(),
                          filter.value);
    return parts.join(QStringLiteral(", and "));
}

QJsonObject stateJson(const FilterState& state)
{
    QJsonArray filters;
    for (const Filter& filter : state.filters)
        filters << filterText(filter);
    QJsonObject json{{QStringLiteral("filters"), filters}};
    if (!state.left.empty()) {
        QJsonArray left;
        for (const quint32 track : state.left)
            left << static_cast<qint64>(track);
        json.insert(QStringLiteral("left"), left);
    }
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
    std::vector<quint32> left;
    const auto ordinals = json.value(QStringLiteral("left")).toArray();
    for (const QJsonValue& value : ordinals)
        left.push_back(static_cast<quint32>(value.toInteger()));
    return rejecting(state, left);
}

} // namespace antiphon
