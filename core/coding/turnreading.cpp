#include "core/coding/turnreading.h"

namespace antiphon {

namespace {

constexpr qsizetype longestText = 20'000; // UTF-16 units that are read of a turn

// "90s" and "1980's" are decades, 1994 is a year; other numbers are just numbers.
QString numberClass(const QString& token)
{
    qsizetype digits = 0;
    while (digits < token.size() && token[digits].isDigit())
        ++digits;
    const QStringView rest = QStringView(token).mid(digits);
    if (rest == u"s" || rest == u"'s")
        return QStringLiteral("@decade");
    const bool isYear = digits == 4 && rest.isEmpty() && (token.startsWith(u"19") || token.startsWith(u"20"));
    return isYear ? QStringLiteral("@year") : QStringLiteral("@number");
}

class Reading
{
public:
    Reading(const QString& text, const FeatureWords& words) : m_words(words)
    {
        m_turn.tokens = wordTokens(text.left(longestText));
    }
    ReadTurn read()
    {
        for (std::size_t i = 0; i < m_turn.tokens.size();)
            i += take(i);
        return std::move(m_turn);
    }

private:
    std::size_t take(std::size_t at)
    {
        const WordToken& token = m_turn.tokens[at];
        const auto music = m_words.music.longestAt(m_turn.tokens, at);
        const auto name = m_words.names.longestAt(m_turn.tokens, at);
        if (name.length > music.length && (name.length > 1 || token.isCapital))
            return takeMatch(m_words.names, name, QStringLiteral("known "));
        if (music.length > 0) {
            if (name.length >= music.length)
                addClasses(m_words.names, name.classes, QStringLiteral("perhaps "));
            return takeMatch(m_words.music, music, {});
        }
        if (token.text[0].isDigit())
            takeClass(numberClass(token.text));
        else if (!token.isCapital)
            m_turn.masked.push_back(token.text);
        else if (m_turn.masked.empty() || m_turn.masked.back() != m_capital)
            takeClass(m_capital); // once for a run of capitals
        return 1;
    }

    std::size_t takeMatch(const WordClasses& words, const WordClasses::Match& match, const QString& prefix)
    {
        addClasses(words, match.classes, prefix);
        qsizetype first = 0;
        while ((match.classes >> first & 1u) == 0)
            ++first;
        m_turn.masked.push_back(u'@' + words.names()[first]);
        return static_cast<std::size_t>(match.length);
    }

    void takeClass(const QString& name)
    {
        m_turn.masked.push_back(name);
        addClass(name);
    }

    void addClasses(const WordClasses& words, quint32 classes, const QString& prefix)
    {
        for (qsizetype n = 0; n < words.names().size(); ++n) {
            if ((classes >> n & 1u) != 0)
                addClass(prefix + words.names()[n]);
        }
    }

    void addClass(const QString& name)
    {
        if (!m_turn.classes.contains(name))
            m_turn.classes << name;
    }

    const FeatureWords& m_words;
    const QString m_capital = QStringLiteral("@name");
    ReadTurn m_turn;
};

} // namespace

ReadTurn readTurn(const QString& text, const FeatureWords& words)
{
    return Reading(text, words).read();
}

} // namespace antiphon
