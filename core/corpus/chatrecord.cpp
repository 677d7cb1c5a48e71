// Chat records: {"messages": [{"role": "user" or "assistant", "content"}], "id"}.
#include "core/corpus/linerecords.h"

namespace antiphon {

namespace {

// The content of a message: a text, null, or a list of parts of which the texts count.
Result<QString> contentOf(const JsonObject& message)
{
    JsonElement content;
    JsonArray parts;
    if (message.at_key("content").get(content) != simdjson::SUCCESS ||
        content.get(parts) != simdjson::SUCCESS)
        return textField(message, "content");
    QStringList texts;
    for (const JsonElement part : parts) {
        JsonObject object;
        if (part.get(object) != simdjson::SUCCESS)
            return rowFault(QStringLiteral("a part of a \"content\" is no object"));
        ANTIPHON_TRY_ASSIGN(const QString text, textField(object, "text"));
        if (!text.isEmpty())
            texts << text;
    }
    return texts.join(QLatin1Char('\n'));
}

struct Message
{
    QString role;
    QString content;
};

Result<QList<Message>> messagesOf(const JsonArray& list)
{
    QList<Message> messages;
    for (const JsonElement element : list) {
        JsonObject object;
        if (element.get(object) != simdjson::SUCCESS)
            return rowFault(QStringLiteral("a message is no object"));
        Message message;
        ANTIPHON_TRY_ASSIGN(message.role, textField(object, "role"));
        ANTIPHON_TRY_ASSIGN(message.content, contentOf(object));
        message.role = message.role.toLower();
        messages << std::move(message);
    }
    return messages;
}

} // namespace

Result<CorpusRecord> recordFromChat(const JsonObject& object)
{
    CorpusRecord record;
    ANTIPHON_TRY_ASSIGN(record.dialogue.externalId, textField(object, "id"));
    ANTIPHON_TRY_ASSIGN(const auto list, listField(object, "messages"));
    if (!list)
        return rowFault(QStringLiteral("the record has no \"messages\""));
    ANTIPHON_TRY_ASSIGN(const QList<Message> messages, messagesOf(*list));
    // Where an assistant speaks, "system" is the prompt and no turn; elsewhere it is the one who answers.
    const bool hasAssistant = std::any_of(messages.begin(), messages.end(), [](const Message& message) {
        return message.role == QLatin1String("assistant");
    });
    for (const Message& message : messages) {
        if (hasAssistant && message.role == QLatin1String("system")) {
            if (!record.dialogue.turns.isEmpty())
                return rowFault(QStringLiteral("a system prompt stands in the middle of the dialogue"));
            ++record.skippedPrompts;
            continue;
        }
        Turn turn;
        ANTIPHON_TRY_ASSIGN(turn.role, roleFromText(message.role));
        turn.text = message.content;
        record.dialogue.turns << std::move(turn);
    }
    if (record.dialogue.turns.isEmpty())
        return rowFault(QStringLiteral("the dialogue has no turn"));
    return record;
}

} // namespace antiphon
