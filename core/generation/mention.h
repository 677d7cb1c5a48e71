// Whether a text names an attribute value, and whether it names one too early.
#pragma once

#include "core/generation/aliases.h"
#include "core/generation/foldedtext.h"
#include "core/generation/phrasebook.h"

#include <QHash>
#include <QStringList>

namespace antiphon {

// Finds attribute values ("genre:reggae", "!mood:sad") in texts: the value's words, or a phrase that stands
// for it in the phrase book ("hidden gems" for popularity:low), whole words, case and accents aside, plural
// allowed; other spellings by the table of aliases, and a value of several words also written as one
// ("bossanova"). Keeps what it has looked up, so one is used by one thread.
class MentionFinder
{
public:
    explicit MentionFinder(const PhraseBook& book, const AliasTable& aliases = shippedAliases())
        : m_book(&book), m_aliases(aliases)
    {
    }

    // The folded patterns that name the attribute, each with a blank before it.
    const QStringList& patterns(const QString& attribute);
    // `folded` as foldedText() makes it.
    bool names(const QString& folded, const QString& attribute);
    // The same while words that name any of `named` do not count: in "hard rock" the value hard rock is
    // named, rock is not.
    bool namesBeside(const QString& folded, const QString& attribute, const QStringList& named);
    // `folded` with the words of `named` blotted out, but for those inside a pattern of `than`.
    QString without(const QString& folded, const QStringList& named, const QString& than);
    // The places of the attribute in a text, for marking them; UTF-16, in order.
    QList<TextRange> ranges(const QString& text, const QString& attribute);

private:
    QStringList spellingsOf(const QString& attribute) const;

    const PhraseBook* m_book;
    AliasTable m_aliases;
    QHash<QString, QStringList> m_patterns;
};

// The value part of "type:value" or "!type:value".
QString valueOf(const QString& attribute);
// The type part.
QString typeOf(const QString& attribute);
// Whether it is an attribute that a text can name: everything but "continue:continue" and empty ones.
bool isNameable(const QString& attribute);

} // namespace antiphon
