#include "app/cli/verbs.h"
#include "core/cascade/cascadestore.h"
#include "core/cascade/pool.h"
#include "core/catalogue/cataloguestore.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QLocale>

namespace antiphon::cli {

namespace {

using IndexPointer = std::shared_ptr<const CatalogueIndex>;

Result<IndexPointer> loadIndex(const Connection& connection, const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue,
                        catalogueByName(connection, call.arguments.value(QStringLiteral("catalogue"))));
    return CatalogueIndex::load(connection, catalogue.id);
}

Result<FilterState> stateOf(const QStringList& texts)
{
    FilterState state;
    for (const QString& text : texts) {
        const auto filter = filterFromText(text);
        if (!filter)
            return fail(ErrorCode::InvalidValue, QStringLiteral("--filter ") + text,
                        QStringLiteral("a filter is TYPE=VALUE or !TYPE=VALUE"));
        state = withFilter(state, *filter);
    }
    return state;
}

QString percent(double share)
{
    return QLocale().toString(100 * share, 'f', 1) + QStringLiteral(" %");
}

QJsonObject nextJson(const CatalogueIndex& index, const NextValue& next)
{
    return {{QStringLiteral("value"), index.attributeValue(next.value).toText()},
            {QStringLiteral("tracks"), static_cast<qint64>(next.count)},
            {QStringLiteral("share"), next.share},
            {QStringLiteral("lift"), next.lift},
            {QStringLiteral("gain"), next.gain}};
}

QJsonObject trackJson(const Track& track)
{
    QJsonArray values;
    for (const AttributeValue& value : track.values)
        values << value.toText();
    QJsonObject json{{QStringLiteral("id"), track.externalId},
                     {QStringLiteral("title"), track.title},
                     {QStringLiteral("artist"), track.artist},
                     {QStringLiteral("attributes"), values}};
    for (const NumberValue& number : track.numbers)
        json.insert(number.type, number.number);
    return json;
}

QJsonArray stepsJson(const CascadeAnswer& found)
{
    QJsonArray steps;
    for (std::size_t i = 0; i < found.pools.size(); ++i)
        steps << QJsonObject{{QStringLiteral("filter"),
                              i == 0 ? QString() : filterText(found.state.filters[qsizetype(i) - 1])},
                             {QStringLiteral("tracks"), static_cast<qint64>(found.pools[i])}};
    return steps;
}

QJsonObject familiesJson(const CatalogueIndex& index)
{
    QJsonObject families;
    for (const IndexedType& type : index.types())
        families.insert(type.name, familyWord(type.family));
    return families;
}

QString cascadeText(const CatalogueIndex& index, const CascadeAnswer& found)
{
    const QLocale locale;
    const auto all = static_cast<double>(std::max<quint64>(found.pools.front(), 1));
    QString text;
    for (std::size_t i = 0; i < found.pools.size(); ++i)
        text += QStringLiteral("%1  %2  %3\n")
                    .arg(locale.toString(found.pools[i]), 10)
                    .arg(percent(static_cast<double>(found.pools[i]) / all), 8)
                    .arg(i == 0 ? QStringLiteral("all tracks")
                                : filterText(found.state.filters[qsizetype(i) - 1]));
    for (const auto& type : found.next) {
        text += QStringLiteral("\nNext %1 (tracks, share, lift)\n")
                    .arg(index.attributeValue(type.front().value).type);
        for (const NextValue& next : type)
            text += QStringLiteral("%1  %2  %3  %4\n")
                        .arg(locale.toString(next.count), 10)
                        .arg(percent(next.share), 8)
                        .arg(QStringLiteral("x") + locale.toString(next.lift, 'f', 1), 6)
                        .arg(index.valueText(next.value));
    }
    text += QStringLiteral("\nSample\n");
    for (const quint32 track : found.sample)
        text += QStringLiteral("  ") + trackLabel(index.track(track)) + QLatin1Char('\n');
    return text;
}

// What --name stands for, with --filter on top of it, and the catalogue it is of.
struct AskedCascade
{
    FilterState state;
    IndexPointer index;
};

Result<AskedCascade> cascadeAsked(const Call& call, const Connection& connection)
{
    AskedCascade asked;
    ANTIPHON_TRY_ASSIGN(asked.state, stateOf(call.arguments.values(QStringLiteral("filter"))));
    if (!call.arguments.has(QStringLiteral("name"))) {
        ANTIPHON_TRY_ASSIGN(asked.index, loadIndex(connection, call));
        return asked;
    }
    ANTIPHON_TRY_ASSIGN(Cascade named,
                        cascadeByName(connection, call.arguments.value(QStringLiteral("name"))));
    for (const Filter& filter : std::as_const(asked.state.filters))
        named.state = withFilter(named.state, filter);
    asked.state = named.state;
    ANTIPHON_TRY_ASSIGN(asked.index, CatalogueIndex::load(connection, named.catalogue));
    return asked;
}

Result<void> saveAsked(const Call& call, const Connection& connection, const AskedCascade& asked)
{
    if (!call.arguments.has(QStringLiteral("save")))
        return {};
    const QString name = call.arguments.value(QStringLiteral("save"));
    return EditHistory(connection)
        .record(call.actor, QStringLiteral("Save cascade %1").arg(name), [&]() -> Result<void> {
            ANTIPHON_TRY(saveCascade(connection, name, asked.index->catalogue(), asked.state));
            return {};
        });
}

Result<Answer> runCascade(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const qint64 top, call.arguments.integer(QStringLiteral("top"), 5, 1, 10'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0, INT64_MAX));
    const bool saves = call.arguments.has(QStringLiteral("save"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, saves ? call.openProject() : call.readProject());
    ANTIPHON_TRY_ASSIGN(const AskedCascade asked, cascadeAsked(call, connection));
    const FilterState& state = asked.state;
    const IndexPointer& index = asked.index;
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const CascadeAnswer found, answerCascade(*index, state, static_cast<quint64>(seed),
                                                                 10, static_cast<std::size_t>(top)));
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    ANTIPHON_TRY(saveAsked(call, connection, asked));
    QJsonObject next;
    for (const auto& type : found.next) {
        QJsonArray values;
        for (const NextValue& value : type)
            values << nextJson(*index, value);
        next.insert(index->attributeValue(type.front().value).type, values);
    }
    QJsonArray sample;
    for (const quint32 track : found.sample)
        sample << trackJson(index->track(track));
    Answer answer;
    answer.json = {{QStringLiteral("tracks"), static_cast<qint64>(found.pools.back())},
                   {QStringLiteral("state"), stateSentence(state)},
                   {QStringLiteral("steps"), stepsJson(found)},
                   {QStringLiteral("next"), next},
                   {QStringLiteral("families"), familiesJson(*index)},
                   {QStringLiteral("sample"), sample},
                   {QStringLiteral("seed"), seed},
                   {QStringLiteral("seconds"), seconds}};
    answer.text = cascadeText(*index, found);
    return answer;
}

} // namespace

QList<Verb> cascadeVerbs()
{
    return {
        {{QStringLiteral("cascade")},
         {},
         0,
         0,
         QStringLiteral("pool size after each filter, best next values, sample tracks"),
         QStringLiteral("antiphon-cli cascade --filter genre=reggae --filter '!mood=sad' --top 10 "
                        "--project evening.antiphon"),
         {{QStringLiteral("filter"), QStringLiteral("TYPE=VALUE"),
           QStringLiteral("a filter; with ! before it, what it names is excluded; may be repeated")},
          {QStringLiteral("top"), QStringLiteral("N"), QStringLiteral("next values of each type (5)")},
          {QStringLiteral("seed"), QStringLiteral("S"), QStringLiteral("of the sample (1)")},
          {QStringLiteral("name"), QStringLiteral("NAME"),
           QStringLiteral("begin with the filters of a named cascade")},
          {QStringLiteral("save"), QStringLiteral("NAME"), QStringLiteral("keep the filters under a name")},
          {QStringLiteral("catalogue"), QStringLiteral("N"),
           QStringLiteral("which catalogue, where the project has several")}},
         runCascade}};
}

} // namespace antiphon::cli
