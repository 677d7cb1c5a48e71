#include "core/cascade/recipecalibration.h"

#include "core/cascade/plandiagnostics.h"
#include "core/catalogue/typefamily.h"

#include <cmath>
#include <functional>
#include <thread>

namespace antiphon {

namespace {

const QString noneType = QStringLiteral("none");

// What a round draws.
struct Drawn
{
    PlanCounts counts;
    qint64 named = 0; // values
    qint64 excluded = 0;

    void add(const Plan& plan)
    {
        counts.add(plan);
        for (const PlanTurn& turn : plan.turns)
            for (const QString& text : turn.attributes) {
                named += turn.removed.contains(text) ? 0 : 1;
                excluded += text.startsWith(QLatin1Char('!')) && !turn.removed.contains(text) ? 1 : 0;
            }
    }
    double excludedPercent() const
    {
        return named > 0 ? 100 * static_cast<double>(excluded) / static_cast<double>(named) : 0;
    }
    // In percent.
    double share(const CalibratedShare& of) const
    {
        const bool isAction = of.facet == ShareFacet::Actions;
        const auto& labels = of.facet == ShareFacet::Intents ? counts.intents
                             : isAction                      ? counts.actions
                                                             : counts.types;
        const qint64 turns = isAction ? counts.systemTurns : counts.userTurns;
        const auto found = labels.find(of.label);
        return found == labels.end() || turns == 0
                   ? 0
                   : 100 * static_cast<double>(found->second) / static_cast<double>(turns);
    }
};

Drawn drawRange(const Planner& planner, qint64 first, qint64 last, const CancelToken& cancel)
{
    Drawn drawn;
    for (qint64 i = first; i < last && !cancel.isCancelled(); ++i)
        drawn.add(planner.draw(i));
    return drawn;
}

Drawn drawAll(const Planner& planner, qint64 plans, int threads, const CancelToken& cancel)
{
    const int parts = std::max(threads, 1);
    std::vector<Drawn> drawn(static_cast<std::size_t>(parts));
    std::vector<std::thread> running;
    for (int part = 0; part < parts; ++part)
        running.emplace_back([&, part] {
            drawn[static_cast<std::size_t>(part)] =
                drawRange(planner, plans * part / parts, plans * (part + 1) / parts, cancel);
        });
    for (std::thread& thread : running)
        thread.join();
    Drawn all;
    for (const Drawn& each : drawn) {
        all.counts.add(each.counts);
        all.named += each.named;
        all.excluded += each.excluded;
    }
    return all;
}

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

void turnAims(QList<CalibratedShare>& types, double contentShare)
{
    const auto sumOf = [&](TypeFamily family) {
        double sum = 0;
        for (const CalibratedShare& type : std::as_const(types))
            sum += familyOfType(type.label) == family ? type.aim : 0;
        return sum;
    };
    const double metadata = sumOf(TypeFamily::Metadata);
    const double content = sumOf(TypeFamily::Content);
    if (metadata <= 0 || content <= 0)
        return;
    for (CalibratedShare& type : types) {
        if (familyOfType(type.label) == TypeFamily::Metadata)
            type.aim *= (metadata + content) * (1 - contentShare) / metadata;
        else if (familyOfType(type.label) == TypeFamily::Content)
            type.aim *= (metadata + content) * contentShare / content;
    }
}

QList<CalibratedShare> aimsOf(const CatalogueIndex& index, const Recipe& recipe, QStringList& lacking)
{
    QList<CalibratedShare> aims;
    for (const WeightedName& item : recipe.intentShares)
        aims << CalibratedShare{ShareFacet::Intents, item.name, item.weight, item.weight, 0, 0};
    for (const WeightedName& item : recipe.actionShares)
        aims << CalibratedShare{ShareFacet::Actions, item.name, item.weight, item.weight, 0, 0};
    QList<CalibratedShare> types;
    double all = 0;
    double here = 0;
    for (const WeightedName& item : recipe.typeShares) {
        if (item.name == noneType || item.weight <= 0)
            continue;
        all += item.weight;
        if (isThere(index, recipe, item.name)) {
            here += item.weight;
            types << CalibratedShare{ShareFacet::Types, item.name, item.weight, item.weight, 0, 0};
        } else {
            lacking << item.name;
        }
    }
    for (CalibratedShare& type : types)
        type.aim = std::min(type.named * all / here, 100.0);
    if (recipe.contentShare)
        turnAims(types, *recipe.contentShare);
    return aims + types;
}

// The odds of the aim over those of what was drawn, damped, and never far in one round.
double factorOf(double aim, double drawn, double step)
{
    const auto odds = [](double percent) { return (percent + 0.02) / (100.02 - std::min(percent, 100.0)); };
    return std::clamp(std::pow(odds(aim) / odds(drawn), step), 0.25, 4.0);
}

class Calibrator
{
public:
    Calibrator(Recipe recipe, const QList<CalibratedShare>& aims, bool mayExclude)
        : m_recipe(std::move(recipe)), m_aims(aims), m_mayExclude(mayExclude)
    {
    }
    const Recipe& recipe() const { return m_recipe; }

    // One round of fitting by what the recipe as it is drew.
    void fit(const Drawn& drawn, double step)
    {
        fitSets(drawn, step);
        fitTypes(drawn, step);
        fitChances(drawn);
    }

private:
    QHash<QString, double> factors(ShareFacet facet, const Drawn& drawn, double step) const
    {
        QHash<QString, double> found;
        for (const CalibratedShare& aim : m_aims)
            if (aim.facet == facet)
                found.insert(aim.label, factorOf(aim.aim, drawn.share(aim), step));
        return found;
    }
    static void scale(QList<LabelSet>& sets, const QHash<QString, double>& factors)
    {
        double before = 0;
        double after = 0;
        for (LabelSet& set : sets) {
            before += set.weight;
            for (const QString& label : std::as_const(set.labels))
                set.weight *= factors.value(label, 1);
            after += set.weight;
        }
        for (LabelSet& set : sets)
            set.weight *= after > 0 ? before / after : 1;
    }
    void fitSets(const Drawn& drawn, double step)
    {
        const auto intents = factors(ShareFacet::Intents, drawn, step);
        for (QList<LabelSet>& table : m_recipe.intentsAfter)
            scale(table, intents);
        auto actions = factors(ShareFacet::Actions, drawn, step);
        for (WeightedName& beside : m_recipe.besideActions) {
            beside.weight = std::clamp(beside.weight * actions.value(beside.name, 1), 0.0, 1.0);
            actions.remove(beside.name);
        }
        scale(m_recipe.laterActions, actions);
        scale(m_recipe.lastActions, actions);
    }
    void fitTypes(const Drawn& drawn, double step)
    {
        const auto factor = factors(ShareFacet::Types, drawn, step);
        double sum = 0;
        for (WeightedName& type : m_recipe.laterNaming.types) {
            type.weight *= factor.value(type.name, 1);
            sum += type.weight;
        }
        for (WeightedName& type : m_recipe.laterNaming.types)
            type.weight = sum > 0 ? 1000 * type.weight / sum : 0;
    }
    double shortBy(ShareFacet facet, const QString& label, const Drawn& drawn) const
    {
        for (const CalibratedShare& aim : m_aims)
            if (aim.facet == facet && aim.label == label)
                return aim.aim - drawn.share(aim);
        return 0;
    }
    void fitChances(const Drawn& drawn)
    {
        constexpr double perPoint = 0.05;
        const auto turn = [](double& chance, double by) { chance = std::clamp(chance + by, 0.0, 1.0); };
        const double removes = -shortBy(ShareFacet::Intents, QStringLiteral("remove_filter"), drawn);
        if (removes > 0)
            turn(m_recipe.continuesWhenNarrow, perPoint * removes);
        const double adds = shortBy(ShareFacet::Intents, QStringLiteral("add_filter"), drawn);
        if (m_mayExclude && (adds > 0 || m_recipe.excludesWhenNarrow > 0))
            turn(m_recipe.excludesWhenNarrow, perPoint * adds);
        if (m_mayExclude)
            fitExcludes(drawn);
    }
    // Of types that are short though most of the weight is theirs, or that were so before.
    void fitExcludes(const Drawn& drawn)
    {
        constexpr double perPoint = 0.02;
        for (const CalibratedShare& aim : m_aims) {
            const auto isIt = [&](const WeightedName& item) { return item.name == aim.label; };
            const auto& types = m_recipe.laterNaming.types;
            const auto type = std::find_if(types.begin(), types.end(), isIt);
            if (aim.facet != ShareFacet::Types || type == types.end())
                continue;
            const double missing = aim.aim - drawn.share(aim);
            auto known = std::find_if(m_recipe.excludesOf.begin(), m_recipe.excludesOf.end(), isIt);
            if (known == m_recipe.excludesOf.end() && missing > 1 && type->weight > 10 * aim.aim) {
                m_recipe.excludesOf << WeightedName{aim.label, m_recipe.excludes};
                known = std::prev(m_recipe.excludesOf.end());
            }
            if (known != m_recipe.excludesOf.end())
                known->weight = std::clamp(known->weight + perPoint * missing, 0.0, 1.0);
        }
    }

    Recipe m_recipe;
    const QList<CalibratedShare>& m_aims;
    const bool m_mayExclude;
};

double squares(const QList<CalibratedShare>& aims, const Drawn& drawn)
{
    double sum = 0;
    for (const CalibratedShare& aim : aims)
        sum += (aim.aim - drawn.share(aim)) * (aim.aim - drawn.share(aim));
    return sum;
}

void roundWeights(Recipe& recipe)
{
    const auto shorten = [](double& weight) { weight = std::round(weight * 1e6) / 1e6; };
    for (QList<LabelSet>& table : recipe.intentsAfter)
        for (LabelSet& set : table)
            shorten(set.weight);
    for (auto* table : {&recipe.laterActions, &recipe.lastActions})
        for (LabelSet& set : *table)
            shorten(set.weight);
    for (auto* list : {&recipe.laterNaming.types, &recipe.besideActions, &recipe.excludesOf})
        for (WeightedName& item : *list)
            shorten(item.weight);
    shorten(recipe.continuesWhenNarrow);
    shorten(recipe.excludesWhenNarrow);
}

} // namespace

Result<Calibration> calibrateRecipe(const std::shared_ptr<const CatalogueIndex>& index,
                                    const CalibrationRequest& request, const CancelToken& cancel,
                                    const ProgressSink& progress)
{
    Calibration found{request.recipe, {}, {}, 0, 0, 0, 0, 0};
    found.shares = aimsOf(*index, request.recipe, found.lacking);
    if (request.recipe.intentShares.isEmpty() || request.recipe.actionShares.isEmpty() ||
        request.recipe.typeShares.isEmpty())
        return fail(ErrorCode::NotPossible, QStringLiteral("calibrating the recipe ") + request.recipe.name,
                    QStringLiteral("it names no shares of intents, actions and types to aim at"));
    const auto draw = [&](const Recipe& recipe, quint64 seed, qint64 plans) -> Result<Drawn> {
        ANTIPHON_TRY_ASSIGN(const Planner planner, Planner::create(index, recipe, seed));
        const Drawn drawn = drawAll(planner, plans, request.threads, cancel);
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("calibrating a recipe"));
        return drawn;
    };
    // Seeds beside those that plans will be drawn by.
    const quint64 base = request.seed ^ 0x63616c6962726174;
    ANTIPHON_TRY_ASSIGN(const Drawn before, draw(request.recipe, base, 2 * request.plans));
    Calibrator calibrator(request.recipe, found.shares, request.mayExclude);
    double best = squares(found.shares, before);
    for (int round = 1; round <= request.rounds; ++round) {
        ANTIPHON_TRY_ASSIGN(const Drawn drawn,
                            draw(calibrator.recipe(), base + static_cast<quint64>(round), request.plans));
        if (const double distance = squares(found.shares, drawn); distance < best) {
            best = distance;
            found.recipe = calibrator.recipe();
        }
        calibrator.fit(drawn, 0.9 / (1 + 0.08 * round));
        report(progress, round, request.rounds, QStringLiteral("rounds"));
        found.rounds = round;
    }
    roundWeights(found.recipe);
    ANTIPHON_TRY_ASSIGN(const Drawn after, draw(found.recipe, base - 1, 2 * request.plans));
    found.recipe.typeShares.clear();
    for (CalibratedShare& share : found.shares) {
        share.before = before.share(share);
        share.after = after.share(share);
        found.farthestBefore = std::max(found.farthestBefore, std::abs(share.before - share.aim));
        found.farthestAfter = std::max(found.farthestAfter, std::abs(share.after - share.aim));
        if (share.facet == ShareFacet::Types)
            found.recipe.typeShares << WeightedName{share.label, std::round(share.aim * 100) / 100};
    }
    found.excludedBefore = before.excludedPercent();
    found.excludedAfter = after.excludedPercent();
    return found;
}

} // namespace antiphon
