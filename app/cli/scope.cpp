#include "app/cli/scope.h"

#include "core/base/tablefile.h"
#include "core/coding/coderstore.h"
#include "core/corpus/corpusstore.h"
#include "core/storage/blinding.h"

namespace antiphon::cli {

Option coderOption(const QString& help, bool required)
{
    return {QStringLiteral("coder"), QStringLiteral("NAME"), help, required};
}

const Option& sourceOption()
{
    static const Option option{QStringLiteral("source"), QStringLiteral("NAME"),
                               QStringLiteral("only dialogues of this source"), false};
    return option;
}

Option outOption()
{
    return {QStringLiteral("out"), QStringLiteral("FILE"),
            QStringLiteral("write the whole table, as .csv or .xlsx"), false};
}

Result<void> writeTable(const Call& call, const QByteArray& csv, Answer& answer)
{
    const QString path = call.arguments.value(QStringLiteral("out"));
    if (path.isEmpty())
        return {};
    ANTIPHON_TRY(writeTableFile(path, csv));
    answer.json.insert(QStringLiteral("out"), path);
    if (!answer.text.endsWith(QLatin1Char('\n')))
        answer.text += QLatin1Char('\n');
    answer.text += QStringLiteral("Wrote %1\n").arg(path);
    return {};
}

Result<std::optional<Coder>> coderAsked(const Call& call, const Connection& connection)
{
    const QString name = call.arguments.value(QStringLiteral("coder"));
    if (name.isEmpty())
        return std::optional<Coder>();
    ANTIPHON_TRY_ASSIGN(auto coder, coderByName(connection, name));
    if (!coder)
        return fail(ErrorCode::NotFound, QStringLiteral("the coder %1").arg(name));
    return coder;
}

Result<void> mayTellOf(const Connection& connection, const Coder& coder)
{
    ANTIPHON_TRY_ASSIGN(const auto sole, soleCoder(connection));
    if (!sole || *sole == coder.id.bytes())
        return {};
    return fail(ErrorCode::NotPossible, QStringLiteral("this for the coder %1").arg(coder.name),
                QStringLiteral("the coder in hand is blind"));
}

Result<std::optional<SourceId>> sourceAsked(const Call& call, const Connection& connection)
{
    const QString name = call.arguments.value(QStringLiteral("source"));
    if (name.isEmpty())
        return std::optional<SourceId>();
    ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, name));
    if (!source)
        return fail(ErrorCode::NotFound, QStringLiteral("the source %1").arg(name));
    return std::optional(source->id);
}

Result<Coder> oneCoder(const Call& call, const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const auto asked, coderAsked(call, connection));
    if (asked)
        return *asked;
    ANTIPHON_TRY_ASSIGN(const QList<Coder> all, allCoders(connection));
    ANTIPHON_TRY_ASSIGN(const auto sole, soleCoder(connection)); // to a blind coder she is the only one
    for (const Coder& coder : all) {
        if (all.size() == 1 || (sole && coder.id.bytes() == *sole))
            return coder;
    }
    return fail(ErrorCode::NotPossible, QStringLiteral("choosing the coder"),
                all.isEmpty() ? QStringLiteral("nobody has coded yet")
                              : QStringLiteral("several have coded, so name one with --coder"));
}

Result<std::optional<Facet>> facetAsked(const Call& call, const QString& option)
{
    const QString word = call.arguments.value(option);
    if (word.isEmpty())
        return std::optional<Facet>();
    const auto facet = facetFromWord(word);
    if (!facet)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--%1 %2").arg(option, word),
                    QStringLiteral("intent, action, attribute or free is needed"));
    return facet;
}

} // namespace antiphon::cli
