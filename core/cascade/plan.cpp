#include "core/cascade/plan.h"

#include "core/base/jsontext.h"

#include <simdjson.h>

namespace antiphon {

namespace {

const QString rejectResponse = QStringLiteral("reject_response");

void beginField(QByteArray& json, const char* name)
{
    if (!json.endsWith('{'))
        json.append(',');
    json.append('"').append(name).append("\":");
}

template<typename List, typename Append>
void appendList(QByteArray& json, const char* name, const List& items, Append append)
{
    beginField(json, name);
    json.append('[');
    bool first = true;
    for (const auto& item : items) {
        if (!first)
            json.append(',');
        first = false;
        append(item);
    }
    json.append(']');
}

void appendTexts(QByteArray& json, const char* name, const QStringList& texts)
{
    appendList(json, name, texts, [&](const QString& text) { appendJsonString(json, text); });
}

void appendTurn(QByteArray& json, const PlanTurn& turn, const PlanTurn* before)
{
    json.append('{');
    appendTexts(json, turn.role == Role::User ? "u" : "s", turn.intents);
    if (!turn.attributes.isEmpty())
        appendTexts(json, "a", turn.attributes);
    if (!turn.removed.isEmpty())
        appendTexts(json, "d", turn.removed);
    if (!before || turn.state.filters != before->state.filters)
        appendList(json, "f", turn.state.filters,
                   [&](const Filter& filter) { appendJsonString(json, filterText(filter)); });
    if (!before || turn.pool != before->pool) {
        beginField(json, "n");
        appendJsonNumber(json, turn.pool);
    }
    if (!turn.askedType.isEmpty()) {
        beginField(json, "q");
        appendJsonString(json, turn.askedType);
    }
    if (!turn.proposed.isEmpty())
        appendTexts(json, "p", turn.proposed);
    if (!turn.tracks.empty())
        appendList(json, "t", turn.tracks,
                   [&](quint32 track) { appendJsonNumber(json, static_cast<qint64>(track)); });
    json.append('}');
}

using Object = simdjson::dom::object;

bool readTexts(const Object& turn, std::string_view name, QStringList& texts)
{
    simdjson::dom::array items;
    if (turn[name].get(items) != simdjson::SUCCESS)
        return false;
    for (const auto item : items) {
        std::string_view text;
        if (item.get(text) == simdjson::SUCCESS)
            texts << QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }
    return true;
}

// False for a list of anything but numbers; a list that is not there is empty.
bool readTracks(const Object& object, std::string_view name, std::vector<quint32>& tracks)
{
    simdjson::dom::array items;
    if (object[name].get(items) != simdjson::SUCCESS)
        return true;
    for (const auto item : items) {
        uint64_t track = 0;
        if (item.get(track) != simdjson::SUCCESS)
            return false;
        tracks.push_back(static_cast<quint32>(track));
    }
    return true;
}

void readState(const Object& object, PlanTurn& turn, const PlanTurn* before)
{
    QStringList filters;
    if (readTexts(object, "f", filters)) {
        for (const QString& text : filters)
            if (const auto filter = filterFromText(text))
                turn.state.filters << *filter;
        if (before)
            turn.state.left = before->state.left;
    } else if (before) {
        turn.state = before->state;
    }
    if (int64_t pool = 0; object["n"].get(pool) == simdjson::SUCCESS)
        turn.pool = pool;
    else if (before)
        turn.pool = before->pool;
    if (before && turn.role == Role::User && turn.intents.contains(rejectResponse))
        turn.state = rejecting(turn.state, before->tracks);
}

bool readTurn(const Object& object, Plan& plan)
{
    PlanTurn turn;
    const PlanTurn* before = plan.turns.isEmpty() ? nullptr : &plan.turns.constLast();
    if (!readTexts(object, "u", turn.intents)) {
        turn.role = Role::System;
        if (!readTexts(object, "s", turn.intents))
            return false;
    }
    readTexts(object, "a", turn.attributes);
    readTexts(object, "d", turn.removed);
    readTexts(object, "p", turn.proposed);
    readState(object, turn, before);
    if (std::string_view asked; object["q"].get(asked) == simdjson::SUCCESS)
        turn.askedType = QString::fromUtf8(asked.data(), static_cast<qsizetype>(asked.size()));
    if (!readTracks(object, "t", turn.tracks))
        return false;
    plan.turns << std::move(turn);
    return true;
}

} // namespace

QByteArray encodePlan(const Plan& plan)
{
    QByteArray json;
    json.reserve(1024);
    json.append('{');
    if (!plan.goal.empty())
        appendList(json, "goal", plan.goal,
                   [&](quint32 track) { appendJsonNumber(json, static_cast<qint64>(track)); });
    beginField(json, "turns");
    json.append('[');
    const PlanTurn* before = nullptr;
    for (const PlanTurn& turn : plan.turns) {
        if (before)
            json.append(',');
        appendTurn(json, turn, before);
        before = &turn;
    }
    json.append("]}");
    return json;
}

Result<Plan> decodePlan(const QByteArray& json, qint64 ordinal)
{
    const auto failure = [ordinal](const QString& detail) {
        return fail(ErrorCode::WrongFormat, QStringLiteral("plan %1").arg(ordinal), detail);
    };
    thread_local simdjson::dom::parser parser;
    Object whole;
    simdjson::dom::array turns;
    if (parser.parse(json.constData(), static_cast<std::size_t>(json.size())).get(whole) !=
            simdjson::SUCCESS ||
        whole["turns"].get(turns) != simdjson::SUCCESS)
        return failure(QStringLiteral("it is no plan in JSON"));
    Plan plan;
    plan.ordinal = ordinal;
    if (!readTracks(whole, "goal", plan.goal))
        return failure(QStringLiteral("its goal is no list of tracks"));
    for (const auto item : turns) {
        Object object;
        if (item.get(object) != simdjson::SUCCESS || !readTurn(object, plan))
            return failure(QStringLiteral("turn %1 is not a turn of a plan").arg(plan.turns.size() + 1));
    }
    return plan;
}

QStringList typesNamed(const PlanTurn& turn)
{
    QStringList types;
    for (const QString& text : turn.attributes)
        if (const auto filter = filterFromText(text);
            filter && filter->type != QLatin1String("continue") && !types.contains(filter->type))
            types << filter->type;
    return types;
}

QList<Introduction> introductions(const Plan& plan)
{
    QList<Introduction> found;
    QHash<QString, qsizetype> proposedAt;
    for (qsizetype i = 0; i < plan.turns.size(); ++i) {
        const PlanTurn& turn = plan.turns[i];
        for (const QString& text : turn.proposed)
            if (!proposedAt.contains(text))
                proposedAt.insert(text, i);
        for (const Filter& filter : turn.state.filters) {
            const bool isNew = std::none_of(found.begin(), found.end(), [&](const Introduction& known) {
                return known.filter == filter;
            });
            if (turn.role != Role::User || !isNew)
                continue;
            const auto proposed = proposedAt.constFind(filterText(filter));
            if (proposed != proposedAt.constEnd())
                found << Introduction{filter, Role::System, *proposed};
            else
                found << Introduction{filter, Role::User, i};
        }
    }
    return found;
}

std::optional<qsizetype> firstListed(const Plan& plan, quint32 track)
{
    for (qsizetype i = 0; i < plan.turns.size(); ++i) {
        const auto& tracks = plan.turns[i].tracks;
        if (std::find(tracks.begin(), tracks.end(), track) != tracks.end())
            return i;
    }
    return std::nullopt;
}

} // namespace antiphon
