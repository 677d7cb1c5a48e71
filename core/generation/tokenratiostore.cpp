#include "core/generation/tokenratiostore.h"

namespace antiphon {

Result<TokenRatio> promptTokenRatio(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT count(*), coalesce(sum(counted), 0), coalesce(sum(guessed), 0) FROM (SELECT "
            "json_extract(provenance, '$.prompt_tokens') AS counted, "
            "json_extract(provenance, '$.prompt_tokens_guessed') AS guessed, "
            "json_extract(provenance, '$.tokens_estimated') AS estimated FROM run_item WHERE run IN (SELECT "
            "id "
            "FROM run WHERE writer <> 'template' AND state <> 'removed' ORDER BY created_at DESC LIMIT 3) "
            "AND "
            "dialogue IS NOT NULL LIMIT 500) WHERE guessed > 0 AND counted > 0 AND estimated IS NULL"));
    ANTIPHON_TRY(select.step());
    TokenRatio ratio;
    const qint64 guessed = select.integer(2);
    if (guessed > 0)
        ratio = {static_cast<double>(select.integer(1)) / static_cast<double>(guessed), select.integer(0)};
    return ratio;
}

} // namespace antiphon
