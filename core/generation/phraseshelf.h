// All phrases that a project can use: its own in versions, and those that ship with the program.
#pragma once

#include "core/generation/phrasebook.h"
#include "core/generation/textversionstore.h"

#include <memory>

namespace antiphon {

// By name, the newest version first; those that ship are called by their language, version 1.
Result<QList<TextVersion>> allPhrases(const Connection& connection);

// Phrases as a run names them.
struct NamedPhrases
{
    QString label; // "de@1", "mine@2" or the path of a file
    std::shared_ptr<const PhraseBook> book;
    QByteArray fileText; // of a file, which may change or go; empty for the rest
};
// "de", "mine", "mine@2", or a file: whatever has a slash or ends in ".json"; empty: the English ones.
// Errors: NotFound, whose detail names what is there; those of readPhraseBook.
Result<NamedPhrases> phrasesNamed(const Connection& connection, const QString& label);

// Keeps the JSON as the next version of the name. Call it inside EditHistory::record or ProjectSession::edit.
// Errors: those of parsePhraseBook and of savePrompt.
Result<TextVersion> savePhrases(const Connection& connection, const Actor& actor, const QString& name,
                                const QByteArray& json, const QString& note = {});
// What the history says of it.
QString savePhrasesLabel(const QString& name);

} // namespace antiphon
