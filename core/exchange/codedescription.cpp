#include "core/exchange/codedescription.h"

namespace antiphon {

namespace {

constexpr QLatin1String includesMark("Includes: ");
constexpr QLatin1String excludesMark("Excludes: ");
constexpr QLatin1String exampleMark("Example: ");
constexpr QLatin1String paragraphEnd("\n\n");

// Which part of the code the text is for, by how its first paragraph begins; behind the mark in `rest`.
QString* partOf(Code& code, const QString& paragraph, QString& rest)
{
    const auto is = [&](QLatin1String mark) {
        if (!paragraph.startsWith(mark))
            return false;
        rest = paragraph.mid(mark.size());
        return true;
    };
    if (is(includesMark))
        return &code.includes;
    if (is(excludesMark))
        return &code.excludes;
    if (!is(exampleMark))
        return nullptr;
    code.examples << QString();
    return &code.examples.last();
}

} // namespace

QString descriptionOf(const Code& code)
{
    QStringList paragraphs;
    if (!code.definition.isEmpty())
        paragraphs << code.definition;
    if (!code.includes.isEmpty())
        paragraphs << includesMark + code.includes;
    if (!code.excludes.isEmpty())
        paragraphs << excludesMark + code.excludes;
    for (const QString& example : code.examples)
        paragraphs << exampleMark + example;
    return paragraphs.join(paragraphEnd);
}

void takeDescription(Code& code, const QString& description)
{
    Code parts;
    QString* part = &parts.definition;
    const QStringList paragraphs = description.split(paragraphEnd);
    for (const QString& paragraph : paragraphs) {
        QString rest;
        if (QString* next = partOf(parts, paragraph, rest)) {
            part = next;
            *part = rest;
        } else {
            *part += part->isEmpty() ? paragraph : paragraphEnd + paragraph;
        }
    }
    if (descriptionOf(parts) != description) {
        code.definition = description;
        return;
    }
    code.definition = parts.definition;
    code.includes = parts.includes;
    code.excludes = parts.excludes;
    code.examples = parts.examples;
}

} // namespace antiphon
