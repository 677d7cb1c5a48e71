// Prompts: versioned texts that ask a model to write a dialogue of a plan.
#pragma once

#include "core/base/result.h"
#include "core/generation/planwords.h"
#include "core/llm/chat.h"

#include <QHash>

namespace antiphon {

// How a prompt asks: for the whole dialogue at once, or for one text after another, each request telling the
// turns so far and the plan of this turn alone.
enum class PromptForm { Whole, Turns };

// Which dialogues {examples N} shows: those of a source, coded by a coder or with the labels of their record.
struct ExampleChoice
{
    QString source; // empty: the first corpus
    QString coder;  // empty: the labels of the record
    quint64 seed = 1;
    bool operator==(const ExampleChoice&) const = default;
};

// A prompt text in parts; promptslots.h tells the slots of each.
struct PromptVersion
{
    QString name;
    int version = 1;
    PromptForm form = PromptForm::Whole;
    bool intents = true; // false: the plan is told without intents and actions (the paper's ablation)
    ExampleChoice examples;
    QString system;
    QString user;
    QString repair;
    QString digest;  // SHA-256 of the whole text, hex
    QByteArray text; // as it was read

    // What a project gives to slots; preparedPrompt() fills it. Definitions by "intent/add_filter",
    // "action/...", "attribute/genre".
    QStringList exampleTexts;
    QHash<QString, QString> definitions;

    QString label() const { return QStringLiteral("%1@%2").arg(name).arg(version); }
    PlanDetail detail() const { return intents ? PlanDetail::All : PlanDetail::WithoutIntents; }
};

// Reads a prompt file: header lines "# version N" (1 when missing is an error), "# form whole|turns",
// "# intents yes|no", "# examples-from SOURCE", "# examples-by CODER", "# examples-seed N"; then the parts
// under "# system", "# user", "# repair". Errors: WrongFormat and InvalidValue with the line: an unknown
// value of a header, a missing part, an unknown slot (with those that there are), a part without the slot
// that it needs.
Result<PromptVersion> parsePrompt(const QString& name, const QByteArray& text);

// The prompts that ship with the program: "whole-dialogue", "turn-by-turn" and both without intents.
QStringList shippedPromptNames();
// "whole-dialogue" or "whole-dialogue@1"; empty: "whole-dialogue". Errors: NotFound, with the prompts that
// are there.
Result<PromptVersion> shippedPrompt(const QString& label);
QByteArray shippedPromptText(const QString& name);

// The messages that ask for the whole dialogue, and the schema of the reply. Of a prompt of form Whole.
QList<ChatMessage> wholeMessages(const PromptVersion& prompt, const Plan& plan, const TrackFacts& tracks,
                                 const PhraseBook& book);
ReplySchema dialogueSchema();
// One turn of a prompt of form Turns, with everything that its request tells but the texts before it.
struct TurnStep
{
    Role role = Role::User;
    QString system; // as `user`, with the place of {so_far} still open
    QString user;
};
TurnStep turnStep(const PromptVersion& prompt, const Plan& plan, int turn, const TrackFacts& tracks,
                  const PhraseBook& book);
// The messages for the turn behind those of `soFar`.
QList<ChatMessage> turnMessages(const QList<TurnStep>& steps, const QStringList& soFar);
ReplySchema textSchema();
// The messages after a reply that could not be used; `count` is the number of turns.
QList<ChatMessage> repairMessages(const QList<ChatMessage>& asked, const QString& reply, const QString& error,
                                  const PromptVersion& prompt, qsizetype turns);

} // namespace antiphon
