// The template writer's phrases: what can be said for an intent, an action, an attribute, in one language.
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace antiphon {

// Read from JSON; resources/README.md describes the file. Lists of templates with slots in braces:
// {attributes}, {removed}, {proposed}, {track}, {artist}, {count}; in phrases for values {value}.
struct PhraseBook
{
    QString language;
    QHash<QString, QStringList> user;             // by intent
    QHash<QString, QStringList> system;           // by action
    QHash<QString, QStringList> detailRequests;   // by attribute type; "any" for the rest
    QHash<QString, QStringList> attributes;       // by attribute type; "any" for the rest
    QHash<QString, QStringList> removed;          // as attributes, for values that are left out
    QHash<QString, QStringList> valueOverrides;   // by "type:value": whole phrases
    QHash<QString, QStringList> removedOverrides; // by "type:value": whole phrases for what is left out
    QHash<QString, QStringList> valueWords; // by "type:value": words that name it, for finding it in texts
    QStringList capitalTypes;               // attribute types whose values begin with a capital
    QHash<QString, QString> ranges; // "decade", "from", "to", "between", "year", slots {from} and {to}
    QStringList unnamedTracks;      // for a track whose title is not known
    QStringList numbers;            // words for 0, 1, 2, ...
    QString joinTwo = QStringLiteral(" and ");
    QString joinMany = QStringLiteral(", ");
    QString joinLast = QStringLiteral(" and ");
    QString joinSentences = QStringLiteral(" ");
    QString digest; // SHA-256 of the file, hex; for provenance
};

// Errors: WrongFormat (no JSON, a section of the wrong shape), InvalidValue (an empty list, an unknown slot,
// no template with the slot that its intent needs), with the line; `name` is the subject.
Result<PhraseBook> parsePhraseBook(const QByteArray& json, const QString& name);
// The English phrases that ship with the program.
const PhraseBook& shippedPhraseBook();
// The languages whose phrases ship: "en", "de"; the file of one.
QStringList phraseLanguages();
QByteArray shippedPhraseText(const QString& language);
// A person's own file. Errors: those of readWholeFile and parsePhraseBook.
Result<PhraseBook> readPhraseBook(const QString& path);

// A value as people say it: a year or a range of numbers by the book's words ("1990-1999" is "the 1990s"),
// underscores as blanks, anything else as it stands.
QString spokenValue(const PhraseBook& book, const QString& value);

} // namespace antiphon
