#include "core/catalogue/matchtext.h"

#include "core/catalogue/tracktexts.h"

#include <QRegularExpression>

namespace antiphon {

namespace {

QString folded(const QString& text)
{
    std::string plain;
    appendFolded(plain, text.toStdString());
    return QString::fromStdString(plain);
}

// Letters, digits and single spaces; "&" is a word, an apostrophe nothing.
QString wordsOf(const QString& text)
{
    QString words;
    for (const QChar letter : text) {
        if (letter.isLetterOrNumber())
            words += letter;
        else if (letter == QLatin1Char('&'))
            words += QLatin1String(" and ");
        else if (letter != QLatin1Char('\'') && letter != QChar(0x2019))
            words += QLatin1Char(' ');
    }
    return words.simplified();
}

QString withoutGuests(QString text)
{
    static const QRegularExpression guests(QStringLiteral("\\b(feat|ft|featuring)\\b.*$"));
    const auto match = guests.match(text);
    if (match.hasMatch() && match.capturedStart() > 0)
        text.truncate(match.capturedStart());
    return text;
}

// Whether a remark speaks of the edition and not of another recording.
bool isEdition(const QString& remark)
{
    static const QRegularExpression edition(QStringLiteral(
        "\\b(remaster|remastered|remasterise|bonus track|album version|single version|radio edit|mono|stereo|"
        "explicit|deluxe|anniversary|feat|ft|featuring|original version)\\b"));
    static const QRegularExpression other(
        QStringLiteral("\\b(live|remix|mix|acoustic|demo|instrumental)\\b"));
    return edition.match(remark).hasMatch() && !other.match(remark).hasMatch();
}

QString withoutEditions(QString title)
{
    static const QRegularExpression bracket(QStringLiteral("\\(([^()]*)\\)|\\[([^\\[\\]]*)\\]"));
    qsizetype from = 0;
    for (auto match = bracket.match(title); match.hasMatch(); match = bracket.match(title, from)) {
        if (isEdition(match.captured(0)))
            title.remove(match.capturedStart(), match.capturedLength());
        else
            from = match.capturedEnd();
    }
    const qsizetype dash = title.lastIndexOf(QLatin1String(" - "));
    if (dash > 0 && isEdition(title.mid(dash)))
        title.truncate(dash);
    return title;
}

QString withoutThe(const QString& words)
{
    constexpr QLatin1String the("the ");
    return words.startsWith(the) && words.size() > the.size() ? words.mid(the.size()) : words;
}

} // namespace

QString normalisedTitle(const QString& title)
{
    return withoutThe(wordsOf(withoutGuests(withoutEditions(folded(title)))));
}

QString normalisedArtist(const QString& artist)
{
    QString name = withoutGuests(folded(artist)).trimmed();
    if (constexpr QLatin1String the(", the"); name.endsWith(the))
        name.chop(the.size());
    return withoutThe(wordsOf(name));
}

} // namespace antiphon
