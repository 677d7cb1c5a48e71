#include "core/corpus/lprecord.h"

#include "core/base/jsontext.h"
#include "core/corpus/pythonliteral.h"

namespace antiphon {

namespace {

QString roleName(Role role)
{
    return role == Role::User ? QStringLiteral("user") : QStringLiteral("system");
}

QStringList trackIds(const Turn& turn)
{
    QStringList ids;
    for (const TrackReference& track : turn.tracks)
        ids << track.externalId;
    return ids;
}

void appendIndentedList(QByteArray& json, const char* name, const QStringList& texts)
{
    json += "  \"" + QByteArray(name) + "\": [";
    for (qsizetype i = 0; i < texts.size(); ++i) {
        json += i == 0 ? "\n   " : ",\n   ";
        appendJsonString(json, texts[i]);
    }
    json += texts.isEmpty() ? "]" : "\n  ]";
}

void appendIndentedText(QByteArray& json, const char* name, const QString& text)
{
    json += "  \"" + QByteArray(name) + "\": ";
    appendJsonString(json, text);
    json += ",\n";
}

void appendPythonList(QByteArray& literal, const char* name, const QStringList& texts)
{
    literal += ", '" + QByteArray(name) + "': [";
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (i > 0)
            literal += ", ";
        appendPythonString(literal, texts[i]);
    }
    literal += ']';
}

} // namespace

Result<Turn> turnFromLp(const JsonElement& element)
{
    JsonObject object;
    if (element.get(object) != simdjson::SUCCESS)
        return rowFault(QStringLiteral("a turn is no object"));
    Turn turn;
    ANTIPHON_TRY_ASSIGN(const QString role, textField(object, "role"));
    ANTIPHON_TRY_ASSIGN(turn.role, roleFromText(role));
    ANTIPHON_TRY_ASSIGN(turn.text, textField(object, "content"));
    ANTIPHON_TRY_ASSIGN(turn.intents, textsField(object, "intent"));
    ANTIPHON_TRY_ASSIGN(turn.attributes, textsField(object, "music_attribute"));
    ANTIPHON_TRY_ASSIGN(const QStringList tracks, textsField(object, "track_seq"));
    for (const QString& id : tracks)
        turn.tracks << TrackReference{id, Verdict::Shown};
    return turn;
}

Result<QList<Turn>> conversationFromLp(const JsonElement& element)
{
    std::string_view text;
    if (element.get(text) == simdjson::SUCCESS)
        return conversationFromLp(text);
    JsonArray list;
    if (element.get(list) != simdjson::SUCCESS)
        return rowFault(QStringLiteral("the conversation is no list of turns"));
    QList<Turn> turns;
    for (const JsonElement turn : list) {
        ANTIPHON_TRY_ASSIGN(Turn read, turnFromLp(turn));
        turns << std::move(read);
    }
    if (turns.isEmpty())
        return rowFault(QStringLiteral("the conversation has no turn"));
    return turns;
}

Result<QList<Turn>> conversationFromLp(std::string_view text)
{
    simdjson::dom::parser parser;
    if (const auto json = parseJson(parser, text); json && !json->is_string())
        return conversationFromLp(*json);
    ANTIPHON_TRY_ASSIGN(const QByteArray translated, jsonFromPythonLiteral(text));
    ANTIPHON_TRY_ASSIGN(const JsonElement element,
                        parseJson(parser, std::string_view(translated.constData(),
                                                           static_cast<std::size_t>(translated.size()))));
    if (element.is_string())
        return rowFault(QStringLiteral("the conversation is no list of turns"));
    return conversationFromLp(element);
}

QByteArray lpJson(const Dialogue& dialogue)
{
    QByteArray json("[");
    for (const Turn& turn : dialogue.turns) {
        json += json.size() == 1 ? "\n {\n" : ",\n {\n";
        appendIndentedText(json, "role", roleName(turn.role));
        appendIndentedText(json, "content", turn.text);
        appendIndentedList(json, "intent", turn.intents);
        json += ",\n";
        appendIndentedList(json, "music_attribute", turn.attributes);
        if (turn.role == Role::System) {
            json += ",\n";
            appendIndentedList(json, "track_seq", trackIds(turn));
        }
        json += "\n }";
    }
    return json + (dialogue.turns.isEmpty() ? "]" : "\n]");
}

QByteArray lpPythonLiteral(const Dialogue& dialogue)
{
    QByteArray literal("[");
    for (const Turn& turn : dialogue.turns) {
        literal += literal.size() == 1 ? "{'role': '" : ", {'role': '";
        literal += roleName(turn.role).toUtf8() + "', 'content': ";
        appendPythonString(literal, turn.text);
        appendPythonList(literal, "intent", turn.intents);
        appendPythonList(literal, "music_attribute", turn.attributes);
        if (turn.role == Role::System)
            appendPythonList(literal, "track_seq", trackIds(turn));
        literal += '}';
    }
    return literal + ']';
}

} // namespace antiphon
