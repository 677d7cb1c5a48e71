#include "core/cascade/planexport.h"

#include "core/base/jsontext.h"

#include <QFileInfo>
#include <QSaveFile>

namespace antiphon {

namespace {

template<typename List, typename Append>
void appendList(QByteArray& json, const char* key, const List& items, Append append)
{
    json.append(",\"").append(key).append("\":[");
    bool isFirst = true;
    for (const auto& item : items) {
        if (!isFirst)
            json.append(',');
        isFirst = false;
        append(item);
    }
    json.append(']');
}

QString introducerOf(const QList<Introduction>& known, const Filter& filter)
{
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const Introduction& each) { return each.filter == filter; });
    return found != known.end() && found->by == Role::System ? QStringLiteral("system")
                                                             : QStringLiteral("user");
}

void appendGoal(QByteArray& json, const CatalogueIndex& index, const Plan& plan)
{
    appendList(json, "goal", plan.goal, [&](quint32 track) {
        json.append("{\"track\":");
        appendJsonString(json, index.externalId(track));
        json.append(",\"turn\":");
        appendJsonNumber(json, firstListed(plan, track).value_or(-1));
        json.append('}');
    });
}

void appendTurn(QByteArray& json, const CatalogueIndex& index, const PlanTurn& turn,
                const QList<Introduction>& known)
{
    const auto appendText = [&](const QString& text) { appendJsonString(json, text); };
    const bool isUser = turn.role == Role::User;
    json.append(isUser ? "{\"role\":\"user\"" : "{\"role\":\"system\"");
    appendList(json, "intents", turn.intents, appendText);
    appendList(json, "attributes", turn.attributes, appendText);
    if (isUser)
        appendList(json, "removed", turn.removed, appendText);
    appendList(json, "state", turn.state.filters,
               [&](const Filter& filter) { appendText(filterText(filter)); });
    if (isUser)
        appendList(json, "introducedBy", turn.state.filters,
                   [&](const Filter& filter) { appendText(introducerOf(known, filter)); });
    json.append(",\"pool\":");
    appendJsonNumber(json, turn.pool);
    if (!isUser) {
        if (!turn.askedType.isEmpty()) {
            json.append(",\"asked\":");
            appendText(turn.askedType);
        }
        appendList(json, "proposed", turn.proposed, appendText);
        appendList(json, "tracks", turn.tracks,
                   [&](quint32 track) { appendJsonString(json, index.externalId(track)); });
    }
    json.append('}');
}

Error writeError(const QSaveFile& file)
{
    const bool isFull = file.error() == QFileDevice::ResourceError;
    return {isFull ? ErrorCode::DiskFull : ErrorCode::WriteFailed, file.fileName(), 0, file.errorString()};
}

} // namespace

QByteArray planLine(const CatalogueIndex& index, const PlanSet& set, const Plan& plan)
{
    QByteArray json("{\"set\":");
    appendJsonString(json, set.name);
    json.append(",\"plan\":");
    appendJsonNumber(json, plan.ordinal);
    if (!plan.goal.empty())
        appendGoal(json, index, plan);
    json.append(",\"turns\":[");
    const QList<Introduction> known = introductions(plan);
    for (const PlanTurn& turn : plan.turns) {
        if (!json.endsWith('['))
            json.append(',');
        appendTurn(json, index, turn, known);
    }
    json.append("]}");
    return json;
}

Result<qint64> exportPlans(const Connection& connection, const CatalogueIndex& index, const PlanSet& set,
                           const QString& path, const CancelToken& cancel, const ProgressSink& progress)
{
    if (QFileInfo(path).isDir())
        return fail(ErrorCode::NotAFile, path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(file.error() == QFileDevice::PermissionsError || file.error() == QFileDevice::OpenError
                        ? ErrorCode::PermissionDenied
                        : ErrorCode::WriteFailed,
                    path, file.errorString());
    qint64 plans = 0;
    ANTIPHON_TRY(forEachPlan(connection, set.id, [&](const Plan& plan) -> Result<void> {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("exporting plans"));
        const QByteArray line = planLine(index, set, plan) + '\n';
        if (file.write(line) != line.size())
            return fail(writeError(file));
        report(progress, ++plans, set.plans, QStringLiteral("plans"));
        return {};
    }));
    if (!file.commit())
        return fail(writeError(file));
    return plans;
}

} // namespace antiphon
