// Single tracks of a catalogue on the command line: what is known of one, and correcting it.
#include "app/cli/verbs.h"
#include "core/cascade/filter.h"
#include "core/catalogue/trackeditstore.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

Option catalogueOption()
{
    return {QStringLiteral("catalogue"), QStringLiteral("NAME"),
            QStringLiteral("may be left out where there is only one")};
}

Result<Track> trackAsked(const Connection& connection, const Catalogue& catalogue, const QString& id)
{
    ANTIPHON_TRY_ASSIGN(const quint32 ordinal, ordinalOf(connection, catalogue, id));
    ANTIPHON_TRY_ASSIGN(const QList<Track> tracks, tracksAt(connection, catalogue.id, {ordinal}));
    if (tracks.isEmpty())
        return fail(ErrorCode::NotFound, id);
    return tracks.first();
}

QJsonObject trackJson(const Track& track)
{
    QJsonObject attributes;
    const auto add = [&attributes](const QString& type, const QJsonValue& value) {
        QJsonArray list = attributes[type].toArray();
        list << value;
        attributes[type] = list;
    };
    for (const AttributeValue& value : track.values)
        add(value.type, value.value);
    for (const NumberValue& number : track.numbers)
        add(number.type, number.number);
    return {{QStringLiteral("id"), track.externalId},
            {QStringLiteral("title"), track.title},
            {QStringLiteral("artist"), track.artist},
            {QStringLiteral("album"), track.album},
            {QStringLiteral("values"), attributes}};
}

QString trackText(const Track& track)
{
    QString text = QStringLiteral("%1\n  id %2\n").arg(trackLabel(track), track.externalId);
    if (!track.album.isEmpty())
        text += QStringLiteral("  album %1\n").arg(track.album);
    for (const AttributeValue& value : track.values)
        text += QStringLiteral("  %1 %2\n").arg(value.type, value.value);
    for (const NumberValue& number : track.numbers)
        text += QStringLiteral("  %1 %2\n").arg(number.type, QString::number(number.number, 'g', 15));
    return text;
}

Result<Answer> showTrack(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue,
                        catalogueByName(connection, call.arguments.value(QStringLiteral("catalogue"))));
    ANTIPHON_TRY_ASSIGN(const Track track,
                        trackAsked(connection, catalogue, call.arguments.positional.first()));
    ANTIPHON_TRY_ASSIGN(const auto edits, editsOfTrack(connection, catalogue.id, track.ordinal));
    QJsonArray list;
    QString text = trackText(track);
    for (const HistoryEntry& edit : edits) {
        list << QJsonObject{{QStringLiteral("sequence"), edit.sequence},
                            {QStringLiteral("actor"), edit.actor},
                            {QStringLiteral("label"), edit.label},
                            {QStringLiteral("undone"), edit.undone}};
        text += QStringLiteral("  edit %1 by %2: %3%4\n")
                    .arg(QString::number(edit.sequence), edit.actor, edit.label,
                         edit.undone ? QStringLiteral(" (undone)") : QString());
    }
    QJsonObject json = trackJson(track);
    json[QStringLiteral("edits")] = list;
    return Answer{json, text};
}

// "genre=rock,indie": the type and its values.
Result<std::pair<QString, QStringList>> assignment(const QString& option, const QString& text)
{
    const auto filter = filterFromText(text);
    if (!filter || filter->sense == Sense::Exclude)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--%1 %2").arg(option, text),
                    QStringLiteral("a type, = and values are needed, such as genre=rock,indie"));
    return std::pair(filter->type, filter->value.split(QLatin1Char(','), Qt::SkipEmptyParts));
}

bool hasNumber(const Track& track, const QString& type)
{
    return std::any_of(track.numbers.begin(), track.numbers.end(),
                       [&type](const NumberValue& number) { return number.type == type; });
}

void setValues(Track& track, const QString& type, const QStringList& values)
{
    bool isNumber = false;
    const double number = values.value(0).toDouble(&isNumber);
    if (isNumber && values.size() == 1 && hasNumber(track, type)) {
        for (NumberValue& each : track.numbers)
            if (each.type == type)
                each.number = number;
        return;
    }
    track.values.removeIf([&type](const AttributeValue& value) { return value.type == type; });
    for (const QString& value : values)
        track.values << AttributeValue{type, value.trimmed()};
}

Result<void> applyOptions(const Call& call, Track& track)
{
    const auto text = [&call](const char* name, QString& into) {
        if (call.arguments.has(QLatin1String(name)))
            into = call.arguments.value(QLatin1String(name));
    };
    text("title", track.title);
    text("artist", track.artist);
    text("album", track.album);
    for (const char* name : {"set", "add", "remove"}) {
        const QStringList given = call.arguments.values(QLatin1String(name));
        for (const QString& one : given) {
            ANTIPHON_TRY_ASSIGN(const auto asked, assignment(QLatin1String(name), one));
            if (qstrcmp(name, "set") == 0)
                setValues(track, asked.first, asked.second);
            for (const QString& value : asked.second) {
                const AttributeValue each{asked.first, value.trimmed()};
                if (qstrcmp(name, "add") == 0)
                    track.values << each;
                else if (qstrcmp(name, "remove") == 0 && track.values.removeAll(each) == 0)
                    return fail(ErrorCode::NotFound, each.toText(),
                                QStringLiteral("the track has no such value"));
            }
        }
    }
    return {};
}

Result<Answer> changeTrack(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue,
                        catalogueByName(connection, call.arguments.value(QStringLiteral("catalogue"))));
    ANTIPHON_TRY_ASSIGN(Track track, trackAsked(connection, catalogue, call.arguments.positional.first()));
    ANTIPHON_TRY(applyOptions(call, track));
    ANTIPHON_TRY(EditHistory(connection)
                     .record(call.actor, QStringLiteral("Edit track %1").arg(trackLabel(track)),
                             [&] { return editTrack(connection, catalogue.id, track); }));
    return Answer{trackJson(track), trackText(track)};
}

Option repeated(const char* name, const char* help)
{
    return {QString::fromUtf8(name), QStringLiteral("TYPE=VALUES"), QString::fromUtf8(help)};
}

} // namespace

QList<Verb> trackVerbs()
{
    return {{{QStringLiteral("track"), QStringLiteral("show")},
             QStringLiteral("ID"),
             1,
             1,
             QStringLiteral("all that is known of a track, and its edits"),
             QStringLiteral("antiphon-cli track show track_0000948 --project evening.antiphon"),
             {catalogueOption()},
             showTrack},
            {{QStringLiteral("track"), QStringLiteral("edit")},
             QStringLiteral("ID"),
             1,
             1,
             QStringLiteral("correct a track; history --undo takes it back"),
             QStringLiteral("antiphon-cli track edit track_0000948 --title Blue --set genre=rock,indie "
                            "--add mood=sad --project evening.antiphon"),
             {catalogueOption(),
              {QStringLiteral("title"), QStringLiteral("TEXT"), QStringLiteral("its title")},
              {QStringLiteral("artist"), QStringLiteral("TEXT"), QStringLiteral("its artist")},
              {QStringLiteral("album"), QStringLiteral("TEXT"), QStringLiteral("its album")},
              repeated("set", "these values, or this number, instead of those of the type"),
              repeated("add", "values that it gets besides"),
              repeated("remove", "values that it loses")},
             changeTrack}};
}

} // namespace antiphon::cli
