#include "core/cascade/drawplans.h"

#include "core/cascade/planner.h"
#include "core/cascade/recipetaxonomy.h"

#include <QElapsedTimer>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace antiphon {

namespace {

constexpr qint64 plansInABlock = 500;
constexpr std::size_t blocksAhead = 16; // that may wait for the writer

struct Block
{
    std::vector<EncodedPlan> plans;
    PlanCounts counts;
};

// Threads that draw blocks; the caller takes them in order.
class BlockSource
{
public:
    BlockSource(const Planner& planner, qint64 count, int threads, CancelToken cancel)
        : m_planner(planner),
          m_count(count),
          m_cancel(std::move(cancel)),
          m_blocks((count + plansInABlock - 1) / plansInABlock),
          m_balance(static_cast<std::size_t>(std::max(threads, 1)), BalanceCounts(planner.index()))
    {
        for (BalanceCounts& balance : m_balance)
            m_threads.emplace_back([this, &balance] { drawBlocks(balance); });
    }
    ~BlockSource()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
        }
        m_room.notify_all();
        for (std::thread& thread : m_threads)
            thread.join();
    }
    qint64 blocks() const { return m_blocks; }
    // Of all plans, once every block was taken; empties what the threads hold.
    BalanceCounts takeBalance()
    {
        for (std::size_t i = 1; i < m_balance.size(); ++i)
            m_balance.front().add(m_balance[i]);
        return std::move(m_balance.front());
    }

    // The next block in order; waits until it is drawn. Nothing when cancelled.
    std::optional<Block> take()
    {
        std::unique_lock lock(m_mutex);
        while (!m_ready.contains(m_taken)) {
            if (m_cancel.isCancelled())
                return std::nullopt;
            m_drawn.wait_for(lock, std::chrono::milliseconds(20));
        }
        Block block = std::move(m_ready.extract(m_taken).mapped());
        ++m_taken;
        lock.unlock();
        m_room.notify_all();
        return block;
    }

private:
    void drawBlocks(BalanceCounts& balance)
    {
        for (;;) {
            qint64 number = 0;
            {
                std::unique_lock lock(m_mutex);
                m_room.wait(lock, [this] {
                    return m_isEnding || m_next == m_blocks ||
                           m_next < m_taken + static_cast<qint64>(blocksAhead);
                });
                if (m_isEnding || m_next == m_blocks)
                    return;
                number = m_next++;
            }
            Block block = draw(number, balance);
            {
                const std::lock_guard lock(m_mutex);
                m_ready.emplace(number, std::move(block));
            }
            m_drawn.notify_one();
        }
    }
    Block draw(qint64 number, BalanceCounts& balance) const
    {
        Block block;
        const qint64 first = number * plansInABlock;
        const qint64 last = std::min(first + plansInABlock, m_count);
        for (qint64 ordinal = first; ordinal < last && !m_cancel.isCancelled(); ++ordinal) {
            const Plan plan = m_planner.draw(ordinal);
            block.plans.push_back({encodePlan(plan), static_cast<int>(plan.turns.size())});
            block.counts.add(plan);
            balance.add(m_planner.index(), plan);
        }
        return block;
    }

    const Planner& m_planner;
    const qint64 m_count;
    const CancelToken m_cancel;
    const qint64 m_blocks;
    std::vector<BalanceCounts> m_balance; // by thread
    std::mutex m_mutex;
    std::condition_variable m_room;
    std::condition_variable m_drawn;
    std::map<qint64, Block> m_ready;
    qint64 m_next = 0;  // block that nobody draws yet
    qint64 m_taken = 0; // block that the writer wants
    bool m_isEnding = false;
    std::vector<std::thread> m_threads;
};

struct Written
{
    PlanCounts counts;
    PlanBalance balance;
};

Result<Written> writeAll(PlanWriter& writer, const Planner& planner, const DrawRequest& request,
                         const CancelToken& cancel, const ProgressSink& progress)
{
    BlockSource source(planner, request.count, request.threads, cancel);
    PlanCounts counts;
    for (qint64 block = 0; block < source.blocks(); ++block) {
        const auto drawn = source.take();
        if (!drawn || cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("drawing plans"));
        ANTIPHON_TRY(writer.write(block * plansInABlock, drawn->plans));
        counts.add(drawn->counts);
        report(progress, counts.plans, request.count, QStringLiteral("plans"));
    }
    return Written{counts, balanceOf(planner.index(), source.takeBalance())};
}

} // namespace

Result<DrawnPlans> drawPlans(const Connection& connection, const Actor& actor,
                             const std::shared_ptr<const CatalogueIndex>& index, const DrawRequest& request,
                             const CancelToken& cancel, const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    if (request.count < 1)
        return fail(ErrorCode::InvalidValue, QStringLiteral("count"),
                    QStringLiteral("at least one plan is drawn"));
    ANTIPHON_TRY_ASSIGN(const Planner planner, Planner::create(index, request.recipe, request.seed));
    PlanSet set;
    set.name = request.name;
    set.catalogue = index->catalogue();
    Recipe recipe = request.recipe;
    ANTIPHON_TRY_ASSIGN(const auto taxonomy, taxonomyOfRecipe(connection, recipe));
    if (taxonomy)
        recipe.taxonomy.hash = taxonomy->hash;
    set.recipe = recipeJson(recipe);
    set.seed = request.seed;
    set.recipeVersion = request.recipeVersion;
    ANTIPHON_TRY_ASSIGN(PlanWriter writer, PlanWriter::begin(connection, set));

    DrawnPlans drawn;
    const auto fillAndPublish = [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const Written written, writeAll(writer, planner, request, cancel, progress));
        ANTIPHON_TRY_ASSIGN(drawn.set, writer.finish());
        drawn.diagnostics = diagnose(written.counts, request.recipe);
        drawn.balance = written.balance;
        return EditHistory(connection).record(actor, QStringLiteral("Draw plans %1").arg(request.name), [&] {
            return setPlanSetState(connection, drawn.set.id, PlanSetState::Ready);
        });
    };
    if (const auto done = fillAndPublish(); !done) {
        // When this fails too, the next draw tries again.
        static_cast<void>(deleteUnfinishedPlanSet(connection, writer.set().id));
        return fail(done.error());
    }
    drawn.set.state = PlanSetState::Ready;
    drawn.seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return drawn;
}

} // namespace antiphon
