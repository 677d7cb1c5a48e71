#include "core/exchange/exchangeidstore.h"

namespace antiphon {

namespace {

const char* tableOf(ExchangedKind kind)
{
    switch (kind) {
    case ExchangedKind::Source:
        return "source";
    case ExchangedKind::Dialogue:
        return "dialogue";
    case ExchangedKind::Turn:
        return "turn";
    case ExchangedKind::Coder:
        return "coder";
    case ExchangedKind::Code:
        return "code";
    case ExchangedKind::Reference:
        return "code_reference";
    case ExchangedKind::Coding:
        return "coding";
    case ExchangedKind::Memo:
        return "memo";
    case ExchangedKind::Relation:
        return "code_relation";
    case ExchangedKind::Property:
        return "code_property";
    case ExchangedKind::Comparison:
        break;
    }
    return "comparison";
}

} // namespace

Result<bool> hasId(const Connection& connection, ExchangedKind kind, const IdBytes& id)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare(std::string("SELECT 1 FROM ") + tableOf(kind) + " WHERE id = ?"));
    return select.bind(1, Id<struct AnyExchangedTag>(id)).step();
}

} // namespace antiphon
