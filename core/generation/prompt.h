// Prompts: versioned texts that ask a model to write a dialogue of a plan.
#pragma once

#include "core/generation/templatewriter.h"
#include "core/llm/chat.h"

namespace antiphon {

// A prompt text in parts. Slots: {plan}, {count} in the user part; {error}, {count} in the repair part.
struct PromptVersion
{
    QString name;
    int version = 1;
    QString system;
    QString user;
    QString repair;
    QString digest; // SHA-256 of the whole text, hex

    QString label() const { return QStringLiteral("%1@%2").arg(name).arg(version); }
};

// Reads a prompt file: a line "# version N", then the parts under "# system", "# user", "# repair". Errors:
// WrongFormat that names the part that is missing.
Result<PromptVersion> parsePrompt(const QString& name, const QByteArray& text);
// The prompts that ship with the program.
QStringList shippedPromptNames();
// "whole-dialogue" or "whole-dialogue@1". Errors: NotFound, with the prompts that are there.
Result<PromptVersion> shippedPrompt(const QString& label);
QByteArray shippedPromptText(const QString& name);

// A plan in words for a model: one line a turn with its role, what it does, what it names and asks for.
QString planInWords(const Plan& plan, const TrackFacts& tracks, const PhraseBook& book);

// The messages that ask for the whole dialogue, and the schema of the reply.
QList<ChatMessage> promptMessages(const PromptVersion& prompt, const QString& planWords, qsizetype turns);
ReplySchema dialogueSchema();
// The messages after a reply that could not be used.
QList<ChatMessage> repairMessages(const QList<ChatMessage>& asked, const QString& reply, const QString& error,
                                  const PromptVersion& prompt, qsizetype turns);

} // namespace antiphon
