#include "core/generation/sourcecheck.h"

#include "core/cascade/planstore.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/aliasstore.h"
#include "core/generation/runstore.h"
#include "core/generation/runtexts.h"
#include "core/generation/samplecheckstore.h"
#include "core/generation/samplestore.h"

#include <QElapsedTimer>

#include <mutex>
#include <thread>

namespace antiphon {

namespace {

constexpr qint64 portion = 512;

// What the threads share.
struct Work
{
    QString path;
    Source source;
    std::optional<PlanSetId> plans;
    std::shared_ptr<const PhraseBook> phrases; // of the run, or the English ones
    std::optional<RunId> run;
    int examplesPerKind = 0;
    CancelToken cancel;
    ProgressSink progress;
    std::atomic<qint64> next = 0;
    std::mutex mutex;
    SourceCheck result;
    measures::CorpusTally* tally = nullptr; // null: not wanted
    AliasTable aliases;
    std::shared_ptr<const CatalogueFacts> facts; // null: no plans
    std::optional<Error> failure;
};

bool before(const CheckExample& a, const CheckExample& b)
{
    return std::tuple(a.finding.kind, a.ordinal, a.finding.turn) <
           std::tuple(b.finding.kind, b.ordinal, b.finding.turn);
}

// Keeps the first examples of each kind.
void thinOut(QList<CheckExample>& examples, int perKind)
{
    std::sort(examples.begin(), examples.end(), before);
    std::array<int, checkKinds> kept{};
    examples.removeIf([&](const CheckExample& example) {
        return ++kept[static_cast<size_t>(example.finding.kind)] > perKind;
    });
}

void enter(SourceCheck& sum, const Dialogue& dialogue, qint64 ordinal, const DialogueChecks& checks)
{
    ++sum.dialogues;
    sum.turns += dialogue.turns.size();
    for (size_t kind = 0; kind < sum.counts.size(); ++kind) {
        const qint64 count = checks.count(static_cast<CheckKind>(kind));
        sum.counts[kind].count += count;
        sum.counts[kind].n += checks.looked[kind];
        sum.counts[kind].dialogues += count > 0 ? 1 : 0;
    }
    for (const Finding& finding : checks.findings)
        sum.examples << CheckExample{dialogue.id, dialogue.externalId, ordinal, finding,
                                     dialogue.turns[finding.turn].text};
}

void join(Work& work, const SourceCheck& part)
{
    const std::lock_guard lock(work.mutex);
    SourceCheck& sum = work.result;
    sum.dialogues += part.dialogues;
    sum.turns += part.turns;
    for (size_t kind = 0; kind < sum.counts.size(); ++kind) {
        sum.counts[kind].count += part.counts[kind].count;
        sum.counts[kind].n += part.counts[kind].n;
        sum.counts[kind].dialogues += part.counts[kind].dialogues;
    }
    sum.examples << part.examples;
    thinOut(sum.examples, work.examplesPerKind);
    report(work.progress, sum.dialogues, work.source.dialogues, QStringLiteral("dialogues"));
}

Result<void> keep(const Connection& connection, const Work& work, const std::vector<KeptCheck>& checks)
{
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    ANTIPHON_TRY(keepSampleChecks(connection, *work.run, checkStamp(*work.phrases, work.aliases), checks));
    return transaction.commit();
}

// What one thread keeps for itself.
struct Hand
{
    explicit Hand(const Work& work) : checker(*work.phrases, work.aliases, work.facts) {}
    DialogueChecker checker;
    std::optional<measures::CorpusTally> tally;
};

Result<void> checkPortion(const Connection& connection, Work& work, Hand& hand, qint64 first)
{
    QList<Plan> plans;
    if (work.plans) {
        ANTIPHON_TRY_ASSIGN(plans, readPlans(connection, *work.plans, first, portion));
    }
    SourceCheck part;
    std::vector<KeptCheck> kept;
    ANTIPHON_TRY(forEachDialogueOf(connection, work.source.id, first, portion,
                                   [&](const Dialogue& dialogue, qint64 ordinal) -> Result<void> {
                                       const qint64 place = ordinal - first;
                                       const Plan* plan = place < plans.size() ? &plans[place] : nullptr;
                                       const DialogueChecks checks = hand.checker.check(dialogue, plan);
                                       enter(part, dialogue, ordinal, checks);
                                       kept.push_back(keptCheckOf(ordinal, dialogue, checks));
                                       if (hand.tally)
                                           hand.tally->add(dialogue, ordinal);
                                       return {};
                                   }));
    thinOut(part.examples, work.examplesPerKind);
    join(work, part);
    return work.run ? keep(connection, work, kept) : Result<void>();
}

Result<void> checkPortions(Work& work)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, Connection::open(work.path, Access::ReadWrite));
    ANTIPHON_TRY(connection.setDurability(Durability::Normal)); // counts can be counted again
    Hand hand(work);
    if (work.tally)
        hand.tally.emplace(work.tally->seed());
    for (;;) {
        const qint64 first = work.next.fetch_add(portion);
        if (first >= work.source.published)
            break;
        if (work.cancel.isCancelled())
            return fail(ErrorCode::Cancelled, work.source.name);
        ANTIPHON_TRY(checkPortion(connection, work, hand, first));
    }
    if (hand.tally) {
        const std::lock_guard lock(work.mutex);
        work.tally->join(std::move(*hand.tally));
    }
    return {};
}

void runThread(Work& work)
{
    if (auto result = checkPortions(work); !result) {
        work.next = work.source.published; // the others end, too
        const std::lock_guard lock(work.mutex);
        if (!work.failure)
            work.failure = result.error();
    }
}

Result<void> findSource(const Connection& connection, const QString& name, Work& work)
{
    ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, name));
    if (!source)
        return fail(ErrorCode::NotFound, QStringLiteral("the source \"%1\"").arg(name));
    work.source = *source;
    ANTIPHON_TRY_ASSIGN(work.aliases, aliasesOf(connection));
    work.result.aliases = work.aliases.digest();
    ANTIPHON_TRY_ASSIGN(const auto run, runOfSource(connection, source->id));
    work.phrases = checkingPhrases(connection, run ? run->parameters : QJsonObject());
    if (!run)
        return {};
    work.plans = run->planSet;
    work.run = run->id;
    ANTIPHON_TRY_ASSIGN(work.facts, factsOf(connection, run->planSet, *work.phrases, work.aliases));
    return {};
}

} // namespace

Result<SourceCheck> checkSource(const QString& projectPath, const QString& source, int examplesPerKind,
                                const CancelToken& cancel, const ProgressSink& progress,
                                measures::CorpusTally* tally)
{
    QElapsedTimer timer;
    timer.start();
    Work work;
    work.path = projectPath;
    work.examplesPerKind = examplesPerKind;
    work.progress = progress;
    {
        ANTIPHON_TRY_ASSIGN(const Connection connection, Connection::open(projectPath, Access::ReadWrite));
        ANTIPHON_TRY(findSource(connection, source, work));
    }
    work.cancel = cancel;
    work.tally = tally;
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back([&work] { runThread(work); });
    for (std::thread& thread : threads)
        thread.join();
    if (work.failure)
        return fail(*work.failure);
    work.result.source = work.source.name;
    work.result.plansKnown = work.plans.has_value();
    work.result.seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return std::move(work.result);
}

std::optional<double> mentionRecall(const SourceCheck& check)
{
    const CheckCount& missed = check.of(CheckKind::MentionMissed);
    if (missed.n == 0)
        return std::nullopt;
    return 1.0 - static_cast<double>(missed.count) / static_cast<double>(missed.n);
}

} // namespace antiphon
