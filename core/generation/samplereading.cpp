#include "core/generation/samplereading.h"

#include "core/cascade/planstore.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/aliasstore.h"
#include "core/generation/runstore.h"
#include "core/generation/runtexts.h"
#include "core/generation/samplestore.h"

#include <QLocale>

namespace antiphon {

namespace {

Result<KeptCheck> checkNow(const Connection& connection, const Run& run, const RunItem& item,
                           DialogueChecker& checker)
{
    ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, readDialogue(connection, item.dialogue));
    ANTIPHON_TRY_ASSIGN(const Plan plan, readPlan(connection, run.planSet, item.planOrdinal));
    return keptCheckOf(item.planOrdinal, dialogue, checker.check(dialogue, &plan));
}

} // namespace

Result<QList<SampleRow>> sampleRows(const Connection& connection, const Run& run,
                                    const std::vector<qint64>& plans)
{
    const auto phrases = checkingPhrases(connection, run.parameters);
    ANTIPHON_TRY_ASSIGN(const AliasTable aliases, aliasesOf(connection));
    std::optional<DialogueChecker> checker; // made for the first row that nobody counted
    const qint64 stamp = checkStamp(*phrases, aliases);
    QList<SampleRow> rows;
    for (const qint64 plan : plans) {
        SampleRow row;
        row.planOrdinal = plan;
        ANTIPHON_TRY_ASSIGN(const auto item, runItem(connection, run.id, plan));
        if (item && item->dialogue.isNull()) {
            row.preview = item->error;
        } else if (item) {
            row.dialogue = item->dialogue;
            ANTIPHON_TRY_ASSIGN(row.preview, samplePreview(connection, item->dialogue));
            ANTIPHON_TRY_ASSIGN(row.check, keptCheck(connection, run.id, stamp, plan));
            if (!row.check && !checker) {
                ANTIPHON_TRY_ASSIGN(auto facts, factsOf(connection, run.planSet, *phrases, aliases));
                checker.emplace(*phrases, aliases, std::move(facts));
            }
            if (!row.check) {
                ANTIPHON_TRY_ASSIGN(row.check, checkNow(connection, run, *item, *checker));
            }
        }
        rows << row;
    }
    return rows;
}

Result<Sample> readSample(const Connection& connection, const Run& run, qint64 planOrdinal)
{
    ANTIPHON_TRY_ASSIGN(const auto item, runItem(connection, run.id, planOrdinal));
    if (!item)
        return fail(ErrorCode::NotFound, QStringLiteral("sample %1").arg(planOrdinal));
    Sample sample;
    sample.item = *item;
    ANTIPHON_TRY_ASSIGN(sample.verdicts, verdictsOn(connection, run.id, planOrdinal));
    ANTIPHON_TRY_ASSIGN(sample.plan, readPlan(connection, run.planSet, planOrdinal));
    if (item->dialogue.isNull())
        return sample;
    ANTIPHON_TRY_ASSIGN(sample.dialogue, readDialogue(connection, item->dialogue));
    ANTIPHON_TRY_ASSIGN(sample.tracks, tracksOf(connection, sample.dialogue));
    sample.phrases = checkingPhrases(connection, run.parameters);
    ANTIPHON_TRY_ASSIGN(const AliasTable aliases, aliasesOf(connection));
    ANTIPHON_TRY_ASSIGN(const auto facts, factsOf(connection, run.planSet, *sample.phrases, aliases));
    sample.checks = DialogueChecker(*sample.phrases, aliases, facts).check(sample.dialogue, &sample.plan);
    return sample;
}

QString stateLine(const PlanTurn& turn)
{
    const QString sentence = stateSentence(turn.state);
    return turn.pool > 0 ? QStringLiteral("%1; %2 tracks").arg(sentence, QLocale().toString(turn.pool))
                         : sentence;
}

} // namespace antiphon
