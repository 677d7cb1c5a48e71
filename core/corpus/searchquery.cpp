#include "core/corpus/searchquery.h"

#include <QStringList>

namespace antiphon {

namespace {

bool hasWord(const QString& text)
{
    return std::any_of(text.begin(), text.end(),
                       [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); });
}

QString quoted(QString text)
{
    return QLatin1Char('"') + text.remove(QChar(u'\0')).replace(QLatin1Char('"'), QLatin1Char(' ')) +
           QLatin1Char('"');
}

} // namespace

QString fullTextQuery(const QString& typed)
{
    QStringList terms;
    bool prefixLast = false;
    // Between quotes stand the parts with odd numbers; an unclosed quote counts as closed at the end.
    const QStringList parts = typed.split(QLatin1Char('"'));
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool isPhrase = i % 2 == 1;
        const QStringList words =
            isPhrase ? QStringList{parts[i]} : parts[i].simplified().split(QLatin1Char(' '));
        for (const QString& word : words) {
            if (!hasWord(word))
                continue;
            terms << quoted(word);
            prefixLast = !isPhrase && i == parts.size() - 1 && !typed.back().isSpace();
        }
        if (isPhrase && !terms.isEmpty())
            prefixLast = false;
    }
    QString query = terms.join(QLatin1Char(' '));
    if (prefixLast)
        query += QLatin1Char('*');
    return query;
}

} // namespace antiphon
