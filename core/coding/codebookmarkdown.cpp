// The codebook as a text that people read and print.
#include "core/coding/codebookfile.h"

namespace antiphon {

namespace {

constexpr int firstLevel = 3; // of a code's heading: 1 is the book, 2 the facet
constexpr int lastLevel = 6;

bool isWord(const QString& text, qsizetype at)
{
    return at >= 0 && at < text.size() && text[at].isLetterOrNumber();
}

// Whether the character would begin something else than text (CommonMark 0.30, 2.4): a mark anywhere, or a
// list, heading or line at the start. An underscore within a word is one.
bool needsEscape(const QString& text, qsizetype at, bool lineStart)
{
    const QChar c = text[at];
    if (QStringLiteral("\\`*[]<>&|~").contains(c))
        return true;
    if (c == QLatin1Char('_'))
        return !isWord(text, at - 1) || !isWord(text, at + 1);
    if (lineStart && QStringLiteral("#+-=").contains(c))
        return true;
    if (c != QLatin1Char('.') && c != QLatin1Char(')'))
        return false;
    qsizetype begin = at;
    while (begin > 0 && text[begin - 1].isDigit())
        --begin;
    return begin < at && (begin == 0 || text[begin - 1] == QLatin1Char('\n')); // "1." begins a list
}

QString escaped(const QString& raw)
{
    const QString text = raw.trimmed();
    QString out;
    bool lineStart = true;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (needsEscape(text, i, lineStart))
            out += QLatin1Char('\\');
        out += text[i];
        lineStart = text[i] == QLatin1Char('\n') || (lineStart && text[i].isSpace());
    }
    return out;
}

QString oneLine(const QString& text)
{
    return escaped(text.simplified());
}

QString headingOf(const Code& code, int depth)
{
    return QString(std::min(firstLevel + depth, lastLevel), QLatin1Char('#')) + QLatin1Char(' ') +
           oneLine(code.name) + QStringLiteral("\n\n");
}

QString codeText(const Code& code, const std::optional<qint64>& codings)
{
    QStringList facts;
    if (!code.codable)
        facts << QStringLiteral("a category, not applied itself");
    if (!code.shortcut.isEmpty())
        facts << QStringLiteral("key: `%1`").arg(code.shortcut);
    if (codings)
        facts << QStringLiteral("codings: %1").arg(*codings);
    QString text;
    if (!facts.isEmpty())
        text += facts.join(QStringLiteral("; ")) + QStringLiteral("\n\n");
    if (!code.definition.isEmpty())
        text += escaped(code.definition) + QStringLiteral("\n\n");
    if (!code.includes.isEmpty())
        text += QStringLiteral("*Includes:* %1\n\n").arg(escaped(code.includes));
    if (!code.excludes.isEmpty())
        text += QStringLiteral("*Excludes:* %1\n\n").arg(escaped(code.excludes));
    for (const QString& example : code.examples)
        text += QStringLiteral("> %1\n\n")
                    .arg(escaped(example).replace(QLatin1Char('\n'), QLatin1String("\n> ")));
    return text;
}

} // namespace

QByteArray codebookMarkdown(const QList<Code>& codes, const QString& name,
                            const QHash<CodeId, qint64>& codings)
{
    QHash<CodeId, int> depths; // a code comes behind the one that it lies in
    for (const Code& code : codes)
        depths.insert(code.id, depths.contains(code.parent) ? depths.value(code.parent) + 1 : 0);
    QString text = QStringLiteral("# %1\n\n").arg(oneLine(name));
    for (const Facet facet : allFacets) {
        bool first = true;
        for (const Code& code : codes) {
            if (code.facet != facet)
                continue;
            if (std::exchange(first, false))
                text += QStringLiteral("## %1\n\n").arg(facetTitle(facet));
            const auto count = codings.isEmpty() ? std::nullopt : std::optional(codings.value(code.id));
            text += headingOf(code, depths.value(code.id)) + codeText(code, count);
        }
    }
    return text.toUtf8();
}

} // namespace antiphon
