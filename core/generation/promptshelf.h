// All prompts that a project can use: its own in versions, and those that ship with the program.
#pragma once

#include "core/generation/prompt.h"
#include "core/generation/textversionstore.h"

namespace antiphon {

// By name, the newest version first; under one name those of the project stand before the shipped one.
Result<QList<TextVersion>> allPrompts(const Connection& connection);
// "mine" for its newest version, "mine@2" for that one; the project's own before the shipped; empty for the
// shipped "whole-dialogue". Errors: NotFound, whose detail names what is there; those of parsePrompt.
Result<TextVersion> promptTextNamed(const Connection& connection, const QString& label);
Result<PromptVersion> promptNamed(const Connection& connection, const QString& label);

// The text with its line "# version N" saying that number.
QByteArray withVersionLine(const QByteArray& text, int version);

// Keeps the text as the next version of the name, which its version line then says; a name of a shipped
// prompt goes on behind the shipped version. Call it inside EditHistory::record or ProjectSession::edit.
// Errors: those of parsePrompt; InvalidValue for a name that is empty, over 100 characters or has an @ or a
// line end; NotPossible where nothing is different from the newest version.
Result<TextVersion> savePrompt(const Connection& connection, const Actor& actor, const QString& name,
                               const QByteArray& text, const QString& note = {});
// A prompt as a file in a folder.
struct PromptFile
{
    QString name; // "mine.txt"; signs that file names can not hold are "_"
    QByteArray text;
};
// The newest version of every prompt, none of a name twice.
Result<QList<PromptFile>> promptFiles(const Connection& connection);

// What the history says of these acts.
QString savePromptLabel(const QString& name);
QString removePromptLabel(const QString& label);

// The same rules for every kind of text.
Result<void> checkTextName(const QString& name, const QString& subject);
Result<TextVersion> versionCalled(const QList<TextVersion>& all, const QString& label, const QString& what);

} // namespace antiphon
