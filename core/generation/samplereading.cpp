#include "core/generation/samplereading.h"

#include "core/cascade/planstore.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/runstore.h"

#include <QLocale>

namespace antiphon {

namespace {

SampleRow rowOf(const RunItem& item, const Dialogue& dialogue, const DialogueChecks& checks)
{
    SampleRow row;
    row.planOrdinal = item.planOrdinal;
    row.dialogue = item.dialogue;
    row.turns = static_cast<int>(dialogue.turns.size());
    row.recall = checks.recall();
    row.leaks = checks.count(CheckKind::FutureLeak);
    row.contradictions = checks.count(CheckKind::Contradiction);
    row.others = checks.count(CheckKind::RoleConfusion) + checks.count(CheckKind::RepeatedTrack) +
                 checks.count(CheckKind::GenreReplaced);
    row.preview = dialogue.turns.isEmpty() ? QString() : dialogue.turns.first().text;
    return row;
}

} // namespace

Result<QList<SampleRow>> sampleRows(const Connection& connection, const Run& run, qint64 offset, qint64 limit)
{
    ANTIPHON_TRY_ASSIGN(const auto items, runItems(connection, run.id, ItemChoice::All, offset, limit));
    DialogueChecker checker(shippedPhraseBook());
    QList<SampleRow> rows;
    for (const RunItem& item : items) {
        if (item.dialogue.isNull()) {
            SampleRow row;
            row.planOrdinal = item.planOrdinal;
            row.preview = item.error;
            rows << row;
            continue;
        }
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, readDialogue(connection, item.dialogue));
        ANTIPHON_TRY_ASSIGN(const Plan plan, readPlan(connection, run.planSet, item.planOrdinal));
        rows << rowOf(item, dialogue, checker.check(dialogue, &plan));
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
    ANTIPHON_TRY_ASSIGN(sample.plan, readPlan(connection, run.planSet, planOrdinal));
    if (item->dialogue.isNull())
        return sample;
    ANTIPHON_TRY_ASSIGN(sample.dialogue, readDialogue(connection, item->dialogue));
    ANTIPHON_TRY_ASSIGN(sample.tracks, tracksOf(connection, sample.dialogue));
    sample.checks = DialogueChecker(shippedPhraseBook()).check(sample.dialogue, &sample.plan);
    return sample;
}

QString stateLine(const PlanTurn& turn)
{
    const QString sentence = stateSentence(turn.state);
    return turn.pool > 0 ? QStringLiteral("%1; %2 tracks").arg(sentence, QLocale().toString(turn.pool))
                         : sentence;
}

} // namespace antiphon
