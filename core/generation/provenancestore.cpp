#include "core/generation/provenancestore.h"

namespace antiphon {

Result<QList<Making>> makingsOf(const Connection& connection, RunId run)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT json_extract(provenance, '$.prompt'), "
                           "json_extract(provenance, '$.prompt_digest'), "
                           "json_extract(provenance, '$.phrases'), json_extract(provenance, '$.model'), "
                           "json_extract(provenance, '$.model_answered'), "
                           "json_extract(provenance, '$.program'), count(*) AS samples FROM run_item "
                           "WHERE run = ? AND dialogue IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6 "
                           "ORDER BY samples DESC, 1, 4, 5"));
    select.bind(1, run);
    QList<Making> makings;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return makings;
        makings << Making{select.text(0), select.text(1), select.text(2),   select.text(3),
                          select.text(4), select.text(5), select.integer(6)};
    }
}

Result<void> forEachProvenance(const Connection& connection, RunId run,
                               const std::function<Result<void>(qint64 planOrdinal, DialogueId dialogue,
                                                                const QByteArray& provenance)>& use)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT plan_ordinal, dialogue, provenance FROM run_item "
                                           "WHERE run = ? AND dialogue IS NOT NULL ORDER BY plan_ordinal"));
    select.bind(1, run);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        ANTIPHON_TRY(use(select.integer(0), select.id<DialogueId>(1), select.text(2).toUtf8()));
    }
}

} // namespace antiphon
