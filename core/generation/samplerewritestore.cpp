#include "core/generation/samplerewritestore.h"

#include "core/corpus/turnjson.h"

namespace antiphon {

Result<void> keepRewrite(const Connection& connection, const RewrittenSample& sample)
{
    ANTIPHON_TRY_ASSIGN(
        auto upsert,
        connection.prepare(
            "INSERT INTO sample_rewrite (run, plan_ordinal, dialogue, first_texts, first_provenance, texts, "
            "provenance, person, made_at) VALUES (?1, ?2, ?3, (SELECT json_group_array(text) FROM (SELECT "
            "text FROM turn WHERE dialogue = ?3 ORDER BY position)), (SELECT provenance FROM run_item WHERE "
            "run = ?1 AND plan_ordinal = ?2), ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET texts = "
            "excluded.texts, provenance = excluded.provenance, person = excluded.person, made_at = "
            "excluded.made_at"));
    return upsert.bind(1, sample.run)
        .bind(2, sample.planOrdinal)
        .bind(3, sample.dialogue)
        .bind(4, QString::fromUtf8(encodeStrings(sample.texts)))
        .bind(5, QString::fromUtf8(sample.provenance))
        .bind(6, sample.person)
        .bind(7, now())
        .run();
}

Result<QString> reasonToStay(const Connection& connection, DialogueId dialogue)
{
    const std::pair<const char*, const char*> uses[] = {
        {"SELECT 1 FROM coding WHERE dialogue = ? LIMIT 1", "people coded it"},
        {"SELECT 1 FROM memo WHERE target_kind IN ('dialogue', 'turn', 'span') AND (target = ?1 OR target IN "
         "(SELECT id FROM turn WHERE dialogue = ?1)) LIMIT 1",
         "there are memos on it"},
        {"SELECT 1 FROM study_item JOIN study ON study.id = study_item.study WHERE study_item.dialogue = ? "
         "AND study.state = 'frozen' LIMIT 1",
         "a study has it for its raters"}};
    for (const auto& [sql, reason] : uses) {
        ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(sql));
        ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, dialogue).step());
        if (found)
            return QString::fromLatin1(reason);
    }
    return QString();
}

} // namespace antiphon
