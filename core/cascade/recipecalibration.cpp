#include "core/cascade/recipecalibration.h"

#include "core/cascade/recipefit.h"

#include <cmath>
#include <thread>

namespace antiphon {

namespace {

const QString noneType = QStringLiteral("none");
constexpr double growth = 1.3; // of the plans of a round
constexpr double mostGrowth = 8;

bool isThere(const CatalogueIndex& index, const Recipe& recipe, const QString& type)
{
    const int place = index.typeIndex(type);
    const auto names = [&](const NamingRule& rule) {
        return std::any_of(rule.types.begin(), rule.types.end(),
                           [&](const WeightedName& item) { return item.name == type && item.weight > 0; });
    };
    return place >= 0 && index.types()[static_cast<std::size_t>(place)].valueCount > 0 &&
           (names(recipe.firstNaming) || names(recipe.laterNaming));
}

TypeFamily familyOf(const CatalogueIndex& index, const CalibratedShare& type)
{
    return index.types()[static_cast<std::size_t>(index.typeIndex(type.of.label))].family;
}

// `types` are in the index.
void turnAims(const CatalogueIndex& index, QList<CalibratedShare>& types, double contentShare)
{
    const auto sumOf = [&](TypeFamily family) {
        double sum = 0;
        for (const CalibratedShare& type : std::as_const(types))
            sum += familyOf(index, type) == family ? type.aim : 0;
        return sum;
    };
    const double metadata = sumOf(TypeFamily::Metadata);
    const double content = sumOf(TypeFamily::Content);
    if (metadata <= 0 || content <= 0)
        return;
    for (CalibratedShare& type : types) {
        if (familyOf(index, type) == TypeFamily::Metadata)
            type.aim *= (metadata + content) * (1 - contentShare) / metadata;
        else if (familyOf(index, type) == TypeFamily::Content)
            type.aim *= (metadata + content) * contentShare / content;
    }
}

// The sum of the shares where only `here` of `all` can be named: as if each turn named those of its types
// that are there, and one of them where none is.
double sumWithout(const Recipe& recipe, double here, double all)
{
    double adds = 0;
    for (const WeightedName& intent : recipe.intentShares)
        adds = intent.name == QLatin1String("add_filter") ? intent.weight : adds;
    double turns = 0;
    double without = 0;
    for (const WeightedName& values : recipe.laterNaming.values) {
        turns += values.weight;
        without += values.weight * std::pow(1 - here / all, values.name.toInt());
    }
    return std::min(here + adds * (turns > 0 ? without / turns : 0), all);
}

QList<CalibratedShare> aimsOf(const CatalogueIndex& index, const Recipe& recipe, QStringList& lacking)
{
    QList<CalibratedShare> aims;
    for (const WeightedName& item : recipe.intentShares)
        aims << CalibratedShare{{ShareFacet::Intents, item.name}, item.weight, item.weight};
    for (const WeightedName& item : recipe.actionShares)
        aims << CalibratedShare{{ShareFacet::Actions, item.name}, item.weight, item.weight};
    QList<CalibratedShare> types;
    double all = 0;
    double here = 0;
    for (const WeightedName& item : recipe.typeShares) {
        if (item.name == noneType || item.weight <= 0)
            continue;
        all += item.weight;
        if (isThere(index, recipe, item.name)) {
            here += item.weight;
            types << CalibratedShare{{ShareFacet::Types, item.name}, item.weight, item.weight};
        } else {
            lacking << item.name;
        }
    }
    const double sum = here < all ? sumWithout(recipe, here, all) : all;
    for (CalibratedShare& type : types)
        type.aim = std::min(type.named * sum / here, 100.0);
    if (recipe.contentShare)
        turnAims(index, types, *recipe.contentShare);
    return aims + types;
}

QList<ShareLabel> labelsOf(const QList<CalibratedShare>& shares)
{
    QList<ShareLabel> labels;
    for (const CalibratedShare& share : shares)
        labels << share.of;
    return labels;
}

// Draws plans and measures them, in threads.
class Sampler
{
public:
    Sampler(std::shared_ptr<const CatalogueIndex> index, QList<ShareLabel> labels, int threads,
            CancelToken cancel)
        : m_index(std::move(index)),
          m_labels(std::move(labels)),
          m_threads(std::max(threads, 1)),
          m_cancel(std::move(cancel))
    {
    }

    Result<ShareTally> draw(const Recipe& recipe, quint64 seed, qint64 plans)
    {
        ANTIPHON_TRY_ASSIGN(const Planner planner, Planner::create(m_index, recipe, seed));
        std::vector<ShareTally> parts(static_cast<std::size_t>(m_threads), ShareTally(m_labels));
        std::vector<std::thread> running;
        for (int part = 0; part < m_threads; ++part)
            running.emplace_back([&, part] {
                drawRange(planner, plans * part / m_threads, plans * (part + 1) / m_threads,
                          parts[static_cast<std::size_t>(part)]);
            });
        for (std::thread& thread : running)
            thread.join();
        if (m_cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("calibrating a recipe"));
        for (std::size_t part = 1; part < parts.size(); ++part)
            parts.front().add(parts[part]);
        m_drawn += plans;
        return parts.front();
    }
    qint64 drawn() const { return m_drawn; }

private:
    void drawRange(const Planner& planner, qint64 first, qint64 last, ShareTally& tally) const
    {
        std::vector<TurnWish> wishes;
        for (qint64 i = first; i < last && !m_cancel.isCancelled(); ++i) {
            const Plan plan = planner.draw(i, &wishes);
            tally.add(plan, wishes);
        }
    }

    const std::shared_ptr<const CatalogueIndex> m_index;
    const QList<ShareLabel> m_labels;
    const int m_threads;
    const CancelToken m_cancel;
    qint64 m_drawn = 0;
};

// What the aims of types are multiplied by so that their sum is that of the drawn ones.
double scaleOfTypes(const QList<CalibratedShare>& shares, const ShareTally& tally)
{
    double aimed = 0;
    double drawn = 0;
    for (qsizetype i = 0; i < shares.size(); ++i)
        if (shares[i].of.facet == ShareFacet::Types) {
            aimed += shares[i].aim;
            drawn += tally.share(i).drawn;
        }
    return aimed > 0 ? drawn / aimed : 1;
}

// The largest gap in points: with what chance may have added to it, or without it.
double farthest(const Calibration& found, const ShareTally& tally, double errors)
{
    double points = 0;
    const double scale = found.lacking.isEmpty() ? 1 : scaleOfTypes(found.shares, tally);
    for (qsizetype i = 0; i < found.shares.size(); ++i) {
        const Share share = tally.share(i);
        const bool isType = found.shares[i].of.facet == ShareFacet::Types;
        const double aim = found.shares[i].aim * (isType ? scale : 1);
        points = std::max(points, std::abs(share.drawn - aim) + errors * share.error);
    }
    return points;
}

void measure(Calibration& found, const ShareTally& before, const ShareTally& after)
{
    found.recipe.typeShares.clear();
    found.farthestBefore = farthest(found, before, 0);
    const double scale = found.lacking.isEmpty() ? 1 : scaleOfTypes(found.shares, after);
    for (qsizetype i = 0; i < found.shares.size(); ++i) {
        CalibratedShare& share = found.shares[i];
        share.aim *= share.of.facet == ShareFacet::Types ? scale : 1;
        share.before = before.share(i);
        share.after = after.share(i);
        if (std::abs(share.gap()) >= found.farthestAfter) {
            found.farthestAfter = std::abs(share.gap());
            found.farthestError = share.after.error;
            found.farthestLabel = share.of.label;
        }
        if (share.of.facet == ShareFacet::Types)
            found.recipe.typeShares << WeightedName{share.of.label, std::round(share.aim * 100) / 100};
    }
    found.excludedBefore = before.excludedPercent();
    found.excludedAfter = after.excludedPercent();
    found.plans = after.plans();
    found.userTurns = after.turns(ShareFacet::Intents);
    found.systemTurns = after.turns(ShareFacet::Actions);
}

QList<ShareAim> fitAims(const QList<CalibratedShare>& shares)
{
    QList<ShareAim> aims;
    for (const CalibratedShare& share : shares)
        aims << ShareAim{share.of, share.aim};
    return aims;
}

// The recipe of the nearest round goes to `found`.
Result<void> fitRounds(Calibration& found, const CalibrationRequest& request, Sampler& sampler, quint64 base,
                       const ProgressSink& progress)
{
    RecipeFit fit(request.recipe, fitAims(found.shares), found.lacking.isEmpty(), request.mayExclude);
    double nearest = 1e9;
    for (int round = 1; round <= request.rounds; ++round) {
        const double larger = std::min(std::pow(growth, round - 1), mostGrowth);
        const auto plans = static_cast<qint64>(static_cast<double>(request.plans) * larger);
        ANTIPHON_TRY_ASSIGN(const ShareTally drawn,
                            sampler.draw(fit.recipe(), base + static_cast<quint64>(round), plans));
        if (const double distance = farthest(found, drawn, 1); distance < nearest) {
            nearest = distance;
            found.recipe = fit.recipe();
        }
        report(progress, round, request.rounds, QStringLiteral("rounds"));
        found.rounds = round;
        if (larger >= mostGrowth && farthest(found, drawn, -1) <= request.nearEnough)
            break;
        fit.turn(drawn, 0.9 / (1 + 0.06 * round));
    }
    found.recipe = withRoundWeights(found.recipe);
    return {};
}

} // namespace

Result<Calibration> calibrateRecipe(const std::shared_ptr<const CatalogueIndex>& index,
                                    const CalibrationRequest& request, const CancelToken& cancel,
                                    const ProgressSink& progress)
{
    if (request.recipe.intentShares.isEmpty() || request.recipe.actionShares.isEmpty() ||
        request.recipe.typeShares.isEmpty())
        return fail(ErrorCode::NotPossible, QStringLiteral("calibrating the recipe ") + request.recipe.name,
                    QStringLiteral("it names no shares of intents, actions and types to aim at"));
    Calibration found;
    found.recipe = request.recipe;
    found.shares = aimsOf(*index, request.recipe, found.lacking);
    Sampler sampler(index, labelsOf(found.shares), request.threads, cancel);
    // Seeds beside those that plans will be drawn by.
    const quint64 base = request.seed ^ 0x63616c6962726174;
    ANTIPHON_TRY_ASSIGN(const ShareTally before,
                        sampler.draw(request.recipe, base, std::max<qint64>(request.measured / 4, 1)));
    ANTIPHON_TRY(fitRounds(found, request, sampler, base, progress));
    ANTIPHON_TRY_ASSIGN(const ShareTally after, sampler.draw(found.recipe, base - 1, request.measured));
    measure(found, before, after);
    found.drawn = sampler.drawn();
    return found;
}

} // namespace antiphon
