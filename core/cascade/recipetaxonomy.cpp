#include "core/cascade/recipetaxonomy.h"

#include "core/cascade/planstore.h"
#include "core/cascade/recipestore.h"
#include "core/coding/codestore.h"

#include <QRegularExpression>

namespace antiphon {

namespace {

using Labels = QMap<Facet, QSet<QString>>;

void addSets(Labels& labels, Facet facet, const QList<LabelSet>& sets)
{
    for (const LabelSet& set : sets) {
        if (set.weight > 0)
            labels[facet].unite(QSet<QString>(set.labels.begin(), set.labels.end()));
    }
}

void addNames(Labels& labels, Facet facet, const QList<WeightedName>& names)
{
    for (const WeightedName& name : names) {
        if (name.weight > 0)
            labels[facet].insert(name.name);
    }
}

Labels labelsOf(const Recipe& recipe)
{
    Labels labels;
    addSets(labels, Facet::Intent, recipe.firstIntents);
    for (const QList<LabelSet>& sets : recipe.intentsAfter)
        addSets(labels, Facet::Intent, sets);
    for (const QList<LabelSet>& sets : {recipe.firstActions, recipe.laterActions, recipe.lastActions})
        addSets(labels, Facet::Action, sets);
    addNames(labels, Facet::Action, recipe.besideActions);
    addNames(labels, Facet::Attribute, recipe.firstNaming.types);
    addNames(labels, Facet::Attribute, recipe.laterNaming.types);
    return labels;
}

// Of the labels those that are no code of the facet.
QStringList missingFrom(const TaxonomyVersion& version, const QSet<QString>& labels,
                        const QList<Facet>& facets)
{
    QSet<QString> missing = labels;
    for (const Code& code : version.content.codebook.codes) {
        if (facets.contains(code.facet))
            missing.remove(code.name);
    }
    QStringList names = missing.values();
    names.sort();
    return names;
}

Result<void> refuse(const QStringList& missing, const TaxonomyVersion& version, const QString& subject)
{
    if (missing.isEmpty())
        return {};
    return fail(
        ErrorCode::InvalidValue, subject,
        QStringLiteral("the taxonomy %1 has no %2").arg(version.name, missing.join(QStringLiteral(", "))));
}

} // namespace

bool usesCode(const Recipe& recipe, const Code& code)
{
    return labelsOf(recipe).value(code.facet).contains(code.name);
}

Result<void> checkLabels(const Recipe& recipe, const TaxonomyVersion& version, const QString& subject)
{
    const Labels labels = labelsOf(recipe);
    return refuse(missingFrom(version, labels.value(Facet::Intent), {Facet::Intent}) +
                      missingFrom(version, labels.value(Facet::Action), {Facet::Action}),
                  version, subject);
}

Result<void> checkLabelsIn(const QString& text, const TaxonomyVersion& version, const QString& subject)
{
    static const QRegularExpression word(QStringLiteral("[a-z]+(_[a-z]+)+"));
    QSet<QString> labels;
    for (auto found = word.globalMatch(text); found.hasNext();) {
        const QString label = found.next().captured();
        if (userIntents().contains(label) || systemActions().contains(label))
            labels.insert(label);
    }
    return refuse(missingFrom(version, labels, {Facet::Intent, Facet::Action}), version, subject);
}

Result<std::optional<TaxonomyVersion>> taxonomyOfRecipe(const Connection& connection, const Recipe& recipe)
{
    if (recipe.taxonomy.name.isEmpty())
        return std::optional<TaxonomyVersion>();
    const QString subject = QStringLiteral("the recipe %1").arg(recipe.name);
    ANTIPHON_TRY_ASSIGN(TaxonomyVersion version, taxonomyCalled(connection, recipe.taxonomy.name));
    if (!recipe.taxonomy.hash.isEmpty() && recipe.taxonomy.hash != version.hash)
        return fail(
            ErrorCode::NotPossible, QStringLiteral("using %1").arg(subject),
            QStringLiteral("it was written for another content of the taxonomy %1").arg(version.name));
    ANTIPHON_TRY(checkLabels(recipe, version, subject));
    return std::optional(std::move(version));
}

Result<QList<RecipeUse>> usesOfCode(const Connection& connection, const Code& code)
{
    ANTIPHON_TRY_ASSIGN(const QList<PlanSet> sets, readyPlanSets(connection));
    QList<RecipeUse> uses;
    for (const PlanSet& set : sets) {
        // One that an older version of the program wrote otherwise says nothing.
        const auto recipe = recipeFromJson(set.recipe, set.name);
        if (recipe && usesCode(*recipe, code))
            uses << RecipeUse{recipe->name, set.name};
    }
    ANTIPHON_TRY_ASSIGN(const QList<RecipeVersion> versions, recipeVersions(connection));
    QString former;
    for (const RecipeVersion& version : versions) {
        if (version.name() != former && usesCode(version.recipe, code))
            uses << RecipeUse{version.title(), {}};
        former = version.name();
    }
    return uses;
}

QString usesText(const QList<RecipeUse>& uses)
{
    QStringList texts;
    for (const RecipeUse& use : uses)
        texts << (use.planSet.isEmpty()
                      ? QStringLiteral("the recipe %1").arg(use.recipe)
                      : QStringLiteral("the recipe %1 of the plans %2").arg(use.recipe, use.planSet));
    if (texts.isEmpty())
        return {};
    const QString all = texts.join(QStringLiteral(", "));
    return all.at(0).toUpper() + all.mid(1) +
           (texts.size() == 1 ? QStringLiteral(" uses it") : QStringLiteral(" use it"));
}

Result<QString> recipesUsing(const Connection& connection, const QList<CodeId>& codes)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> all, readCodes(connection));
    QStringList lines;
    for (const CodeId id : codes) {
        const Code* code = codeIn(all, id);
        if (!code)
            continue;
        ANTIPHON_TRY_ASSIGN(const QList<RecipeUse> uses, usesOfCode(connection, *code));
        const QString text = usesText(uses);
        if (!text.isEmpty())
            lines << QStringLiteral("%1: %2").arg(code->name, text.at(0).toLower() + text.mid(1));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace antiphon
