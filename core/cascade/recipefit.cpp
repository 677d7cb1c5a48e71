#include "core/cascade/recipefit.h"

#include <cmath>

namespace antiphon {

namespace {

constexpr double furthest = 4; // that a weight goes in one round

double odds(double percent)
{
    const double inside = std::clamp(percent, 0.0, 99.9);
    return (inside + 0.002) / (100.002 - inside);
}

// Keeps the sum, so that the weights stay readable.
void scale(QList<LabelSet>& sets, const QHash<QString, double>& factors)
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

void scale(QList<WeightedName>& names, const QHash<QString, double>& factors)
{
    double before = 0;
    double after = 0;
    for (WeightedName& name : names) {
        before += name.weight;
        name.weight *= factors.value(name.name, 1);
        after += name.weight;
    }
    for (WeightedName& name : names)
        name.weight *= after > 0 ? before / after : 1;
}

// Not to 0, from where no factor leads back.
void keepAlive(QList<WeightedName>& names)
{
    double sum = 0;
    for (const WeightedName& name : std::as_const(names))
        sum += name.weight;
    for (WeightedName& name : names)
        name.weight = name.weight > 0 ? std::max(name.weight, sum * 1e-5) : 0;
}

void turnChance(double& chance, double by)
{
    chance = std::clamp(chance + by, 0.0, 1.0);
}

} // namespace

RecipeFit::RecipeFit(Recipe recipe, QList<ShareAim> aims, bool keepsSum, bool mayExclude)
    : m_given(recipe),
      m_recipe(std::move(recipe)),
      m_aims(std::move(aims)),
      m_keepsSum(keepsSum),
      m_mayExclude(mayExclude)
{
    for (auto* list : {&m_recipe.laterNaming.types, &m_recipe.firstNaming.types}) {
        double sum = 0;
        for (const WeightedName& type : std::as_const(*list))
            sum += type.weight;
        for (WeightedName& type : *list)
            type.weight *= sum > 0 ? 1000 / sum : 1;
    }
}

double RecipeFit::Label::factor(double step) const
{
    return std::clamp(std::pow(odds(wishedLater() + missing()) / odds(wishedLater()), step), 1 / furthest,
                      furthest);
}

QHash<QString, RecipeFit::Label> RecipeFit::labels(ShareFacet facet, const ShareTally& tally) const
{
    QHash<QString, Label> found;
    for (qsizetype i = 0; i < m_aims.size(); ++i)
        if (m_aims[i].of.facet == facet)
            found.insert(m_aims[i].of.label, Label{m_aims[i].percent, tally.share(i)});
    return found;
}

void RecipeFit::turn(const ShareTally& tally, double step)
{
    if (!m_keepsSum)
        moveSum(tally, step);
    const auto intents = labels(ShareFacet::Intents, tally);
    const auto types = labels(ShareFacet::Types, tally);
    fitIntents(intents, step);
    fitActions(labels(ShareFacet::Actions, tally), step);
    fitNumbers(types, step);
    fitFirstTypes(types, step);
    fitTypes(types, step);
    fitChances(intents, types, step);
    fitAnswers(types, step);
    if (m_mayExclude)
        fitExcludes(types, step);
}

// The sum of the types' aims goes down while a type is wished for in vain whatever its chances: it must not
// ask for more than pools have, and not for less than one type on each turn that adds or removes a filter.
void RecipeFit::moveSum(const ShareTally& tally, double step)
{
    double sum = 0;
    double factor = 1;
    const auto types = labels(ShareFacet::Types, tally);
    for (auto type = types.begin(); type != types.end(); ++type) {
        sum += type->aim;
        if (type->missing() > 0.3 && type->isInVain() && (!m_mayExclude || isExcluded(type.key())))
            factor = std::min(factor, std::pow(std::max(type->share.drawn / type->aim, 0.7), 0.4 * step));
    }
    const auto intents = labels(ShareFacet::Intents, tally);
    const double least =
        intents.value(QStringLiteral("add_filter")).aim + intents.value(QStringLiteral("remove_filter")).aim;
    if (sum * factor < least)
        return;
    for (ShareAim& aim : m_aims)
        aim.percent *= aim.of.facet == ShareFacet::Types ? factor : 1;
}

void RecipeFit::fitIntents(const QHash<QString, Label>& intents, double step)
{
    QHash<QString, double> factors;
    for (auto label = intents.begin(); label != intents.end(); ++label)
        factors.insert(label.key(), label->factor(step));
    for (QList<LabelSet>& table : m_recipe.intentsAfter)
        scale(table, factors);
}

void RecipeFit::fitActions(const QHash<QString, Label>& actions, double step)
{
    QHash<QString, double> factors;
    for (auto label = actions.begin(); label != actions.end(); ++label)
        factors.insert(label.key(), label->factor(step));
    for (WeightedName& beside : m_recipe.besideActions) {
        beside.weight = std::clamp(beside.weight * factors.value(beside.name, 1), 0.0, 1.0);
        factors.remove(beside.name);
    }
    scale(m_recipe.laterActions, factors);
    scale(m_recipe.lastActions, factors);
}

void RecipeFit::fitTypes(const QHash<QString, Label>& types, double step)
{
    QHash<QString, double> factors;
    for (auto label = types.begin(); label != types.end(); ++label)
        factors.insert(label.key(), label->factor(step));
    scale(m_recipe.laterNaming.types, factors);
    keepAlive(m_recipe.laterNaming.types);
}

bool RecipeFit::isExcluded(const QString& type) const
{
    return std::any_of(m_recipe.excludesOf.begin(), m_recipe.excludesOf.end(),
                       [&](const WeightedName& item) { return item.name == type && item.weight > 0.9; });
}

// Only of types that come too often though later turns hardly ask for them, and of those that later turns ask
// for in vain since the first one took what a dialogue can have of them.
void RecipeFit::fitFirstTypes(const QHash<QString, Label>& types, double step)
{
    QHash<QString, double> factors;
    for (auto label = types.begin(); label != types.end(); ++label) {
        if (label->missing() < 0 && label->wishedLater() + label->missing() <= 0.1 * label->aim)
            factors.insert(label.key(), std::pow(label->aim / label->share.drawn, step));
        else if (label->missing() > 0.3 && label->isInVain() && isExcluded(label.key()))
            factors.insert(label.key(), 1 - 0.7 * step);
    }
    scale(m_recipe.firstNaming.types, factors);
    keepAlive(m_recipe.firstNaming.types);
}

// As many types as are aimed at, together: a turn with k more values weighs k times the factor more. Types
// that are wished for in vain are left out, others would come in their place.
void RecipeFit::fitNumbers(const QHash<QString, Label>& types, double step)
{
    double aimed = 0;
    double drawn = 0;
    for (const Label& label : types) {
        if (label.missing() > 1 && label.isInVain())
            continue;
        aimed += label.aim;
        drawn += label.share.drawn;
    }
    if (drawn <= 0)
        return;
    // The mean moves by about a third of what the factor does.
    const double factor = std::pow(std::clamp(aimed / drawn, 0.5, 2.0), 2.5 * step);
    double before = 0;
    double after = 0;
    for (WeightedName& values : m_recipe.laterNaming.values) {
        before += values.weight;
        values.weight *= std::pow(factor, values.name.toInt() - 1);
        after += values.weight;
    }
    for (WeightedName& values : m_recipe.laterNaming.values)
        values.weight *= after > 0 ? before / after : 1;
}

// What weights can not mend: turns that fall back to continuing, to removing or to another type more often
// than is aimed at, since no value can be added.
void RecipeFit::fitChances(const QHash<QString, Label>& intents, const QHash<QString, Label>& types,
                           double step)
{
    constexpr double perPoint = 0.04;
    const auto removes = intents.value(QStringLiteral("remove_filter")).excess();
    if (removes > 0)
        turnChance(m_recipe.continuesWhenNarrow, step * perPoint * removes);
    if (!m_mayExclude)
        return;
    const Label continues = intents.value(QStringLiteral("continue"));
    double most = std::max(continues.excess(), removes);
    for (const Label& type : types)
        most = std::max(most, 0.25 * type.excess());
    const double unwished = continues.share.drawn - continues.share.wished;
    if (most > 0)
        turnChance(m_recipe.excludesWhenNarrow, step * perPoint * std::min(most, 8.0));
    else if (unwished < 0.25 * continues.aim)
        turnChance(m_recipe.excludesWhenNarrow, -0.02 * step);
}

// What the system asks for and proposes are types that pools have: where such types come too often, or others
// are short though each wish for them comes true, users follow it less often, and else again as often as the
// recipe said.
void RecipeFit::fitAnswers(const QHash<QString, Label>& types, double step)
{
    constexpr double perPoint = 0.015;
    double worst = 0;
    for (const Label& label : types)
        worst = std::max({worst, label.isInVain() ? 0 : label.missing(), 2 * label.excess()});
    worst = std::min(worst, 8.0);
    const double by = worst > 0.4 ? -step * perPoint * worst : 0.01 * step;
    m_recipe.answersAsked = std::clamp(m_recipe.answersAsked + by, 0.0, m_given.answersAsked);
    m_recipe.takesProposal = std::clamp(m_recipe.takesProposal + by, 0.0, m_given.takesProposal);
}

// Of types that are wished for in vain, or that were so before.
void RecipeFit::fitExcludes(const QHash<QString, Label>& types, double step)
{
    constexpr double perPoint = 0.05;
    for (auto label = types.begin(); label != types.end(); ++label) {
        const double by = step * perPoint * std::clamp(label->missing(), -8.0, 8.0);
        const auto known = std::find_if(m_recipe.excludesOf.begin(), m_recipe.excludesOf.end(),
                                        [&](const WeightedName& item) { return item.name == label.key(); });
        if (known != m_recipe.excludesOf.end()) {
            if (label->isInVain() || label->missing() < 0)
                turnChance(known->weight, by);
        } else if (label->missing() > 0.5 && label->isInVain()) {
            m_recipe.excludesOf << WeightedName{label.key(), std::min(1.0, m_recipe.excludes + by)};
        }
    }
}

Recipe withRoundWeights(Recipe recipe)
{
    const auto shorten = [](double& weight) { weight = std::round(weight * 1e6) / 1e6; };
    for (QList<LabelSet>& table : recipe.intentsAfter)
        for (LabelSet& set : table)
            shorten(set.weight);
    for (auto* table : {&recipe.laterActions, &recipe.lastActions})
        for (LabelSet& set : *table)
            shorten(set.weight);
    for (auto* list : {&recipe.firstNaming.types, &recipe.laterNaming.types, &recipe.laterNaming.values,
                       &recipe.besideActions, &recipe.excludesOf})
        for (WeightedName& item : *list)
            shorten(item.weight);
    shorten(recipe.answersAsked);
    shorten(recipe.takesProposal);
    shorten(recipe.continuesWhenNarrow);
    shorten(recipe.excludesWhenNarrow);
    return recipe;
}

} // namespace antiphon
