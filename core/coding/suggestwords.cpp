#include "core/coding/suggestwords.h"

#include "core/coding/featurehash.h"
#include "resources/resources.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon {

namespace {

constexpr int longestPhrase = 8; // tokens; longer titles are not looked for

bool joinsWords(QChar c)
{
    return c == u'\'' || c == u'\u2019' || c == u'-' || c == u'&';
}

bool isWordPart(const QString& text, qsizetype i)
{
    const QChar c = text[i];
    if (c.isLetterOrNumber() || c.isSurrogate() || c.isMark())
        return true;
    return joinsWords(c) && i > 0 && i + 1 < text.size() && text[i - 1].isLetterOrNumber() &&
           text[i + 1].isLetterOrNumber();
}

QString plain(QStringView word)
{
    QString lower = word.toString().toLower();
    lower.replace(u'\u2019', u'\'');
    return lower;
}

} // namespace

std::vector<WordToken> wordTokens(const QString& text)
{
    std::vector<WordToken> tokens;
    bool sentenceStarts = true;
    for (qsizetype i = 0; i < text.size();) {
        if (!isWordPart(text, i)) {
            const QChar c = text[i++];
            if (c == u'?' || c == u'!')
                tokens.push_back({QString(c), false});
            if (c == u'?' || c == u'!' || c == u'.' || c == u'\n')
                sentenceStarts = true;
            continue;
        }
        const qsizetype begin = i;
        while (i < text.size() && isWordPart(text, i))
            ++i;
        const QStringView word = QStringView(text).mid(begin, i - begin);
        const bool isPronoun = word == u"I" || word.startsWith(u"I'") || word.startsWith(u"I\u2019");
        tokens.push_back({plain(word), word[0].isUpper() && !sentenceStarts && !isPronoun});
        sentenceStarts = false;
    }
    return tokens;
}

void WordClasses::add(const QString& phrase, const QString& wordClass)
{
    const auto tokens = wordTokens(phrase);
    if (tokens.empty() || tokens.size() > longestPhrase)
        return;
    FeatureHash hash(0);
    for (const WordToken& token : tokens)
        hash.add(token.text);
    qsizetype number = m_names.indexOf(wordClass);
    if (number < 0) {
        number = m_names.size();
        m_names << wordClass;
    }
    Q_ASSERT(number < 32);
    m_phrases[hash.value()] |= 1u << number;
    m_longest = std::max(m_longest, static_cast<int>(tokens.size()));
}

WordClasses::Match WordClasses::longestAt(const std::vector<WordToken>& tokens, std::size_t at) const
{
    Match match;
    FeatureHash hash(0);
    const std::size_t end = std::min(tokens.size(), at + static_cast<std::size_t>(m_longest));
    for (std::size_t i = at; i < end; ++i) {
        hash.add(tokens[i].text);
        if (const auto found = m_phrases.constFind(hash.value()); found != m_phrases.constEnd())
            match = {static_cast<int>(i - at) + 1, *found};
    }
    return match;
}

Result<WordClasses> musicWordClasses()
{
    WordClasses words;
    const QString name = QStringLiteral("words/music.json");
    const QJsonDocument document = QJsonDocument::fromJson(resourceContent(name));
    if (!document.isObject())
        return fail(ErrorCode::WrongFormat, name);
    const QJsonObject classes = document.object();
    for (auto entry = classes.begin(); entry != classes.end(); ++entry) {
        const QJsonArray phrases = entry.value().toArray();
        for (const QJsonValue& phrase : phrases)
            words.add(phrase.toString(), entry.key());
    }
    return words;
}

} // namespace antiphon
