#include "app/cli/scope.h"

#include "core/coding/coderstore.h"
#include "core/corpus/corpusstore.h"

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

} // namespace antiphon::cli
