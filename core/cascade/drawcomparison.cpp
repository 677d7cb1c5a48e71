#include "core/cascade/drawcomparison.h"

#include "core/analysis/figuretext.h"
#include "core/base/csvfile.h"
#include "core/cascade/planner.h"

#include <thread>

namespace antiphon {

namespace {

constexpr double temperatureShown = 3;

BalanceCounts drawnBy(const Planner& planner, const DrawComparisonRequest& request, const CancelToken& cancel)
{
    const int threads = std::max(request.threads, 1);
    std::vector<BalanceCounts> parts(static_cast<std::size_t>(threads), BalanceCounts(planner.index()));
    std::vector<std::thread> running;
    for (int part = 0; part < threads; ++part)
        running.emplace_back([&, part] {
            const qint64 last = request.plans * (part + 1) / threads;
            for (qint64 i = request.plans * part / threads; i < last && !cancel.isCancelled(); ++i)
                parts[static_cast<std::size_t>(part)].add(planner.index(), planner.draw(i));
        });
    for (std::thread& thread : running)
        thread.join();
    for (std::size_t part = 1; part < parts.size(); ++part)
        parts.front().add(parts[part]);
    return parts.front();
}

QByteArray csvRow(const DrawBalance& draw, const QString& of, const Balance& balance)
{
    return csvLine({valueDrawName(draw.draw),
                    draw.draw == ValueDraw::Tempered ? figureText(draw.temperature) : QString(), of,
                    QString::number(balance.items), QString::number(balance.came),
                    figureText(balance.coverage()), figureText(balance.topTenth),
                    balance.gini ? figureText(*balance.gini) : QString()});
}

} // namespace

Result<QList<DrawBalance>> compareDraws(const std::shared_ptr<const CatalogueIndex>& index,
                                        const DrawComparisonRequest& request, const CancelToken& cancel,
                                        const ProgressSink& progress)
{
    if (request.plans < 1)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the plans by each draw"),
                    QStringLiteral("at least one is drawn"));
    QList<DrawBalance> draws;
    const qsizetype all = valueDrawNames().size();
    for (qsizetype i = 0; i < all; ++i) {
        Recipe recipe = request.recipe;
        recipe.draw = static_cast<ValueDraw>(i);
        if (recipe.draw == ValueDraw::Tempered && qFuzzyCompare(recipe.temperature, 1))
            recipe.temperature = temperatureShown;
        ANTIPHON_TRY_ASSIGN(const Planner planner, Planner::create(index, recipe, request.seed));
        const BalanceCounts counts = drawnBy(planner, request, cancel);
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("comparing draws"));
        draws << DrawBalance{recipe.draw, recipe.temperature, balanceOf(*index, counts)};
        report(progress, i + 1, all, QStringLiteral("draws"));
    }
    return draws;
}

QByteArray drawComparisonCsv(const QList<DrawBalance>& draws)
{
    QByteArray csv = csvLine({QStringLiteral("draw"), QStringLiteral("temperature"), QStringLiteral("of"),
                              QStringLiteral("items"), QStringLiteral("came"), QStringLiteral("coverage"),
                              QStringLiteral("topTenth"), QStringLiteral("gini")});
    for (const DrawBalance& draw : draws) {
        csv += csvRow(draw, QStringLiteral("tracks"), draw.balance.tracks);
        csv += csvRow(draw, QStringLiteral("values"), draw.balance.values);
        for (const TypeBalance& type : draw.balance.types)
            csv += csvRow(draw, type.type, type.values);
    }
    return csv;
}

} // namespace antiphon
