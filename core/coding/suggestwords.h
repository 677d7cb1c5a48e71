// What the words of a turn are: names of tracks and artists, words of music and of talk.
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace antiphon {

struct WordToken
{
    QString text;           // in lower case; or "?" and "!"
    bool isCapital = false; // begins with a capital inside a sentence
};

// Words (letters, digits, apostrophes and hyphens inside), question and exclamation marks.
std::vector<WordToken> wordTokens(const QString& text);

// Phrases by class, at most 32 classes. A phrase may be in several; the longest phrase at a place wins.
class WordClasses
{
public:
    // Phrases of more than eight words are left out.
    void add(const QString& phrase, const QString& wordClass);

    struct Match
    {
        int length = 0;      // in tokens; 0: none
        quint32 classes = 0; // bit n: the class names()[n]
    };
    Match longestAt(const std::vector<WordToken>& tokens, std::size_t at) const;
    const QStringList& names() const { return m_names; }
    qsizetype size() const { return m_phrases.size(); }

private:
    QHash<quint64, quint32> m_phrases;
    QStringList m_names;
    int m_longest = 0;
};

// The classes of common words about music that come with the program. Errors: WrongFormat.
Result<WordClasses> musicWordClasses();

} // namespace antiphon
