#include "core/cascade/recipe.h"

#include "core/cascade/recipesection.h"

#include <QFile>
#include <QJsonDocument>

namespace antiphon {

namespace {

const QString leadingActions[] = {QStringLiteral("passive_recommend"),
                                  QStringLiteral("detail_attribute_request"),
                                  QStringLiteral("active_recommend"), QStringLiteral("others")};

void checkNumbers(Section& section, const QString& key, const QList<WeightedName>& names, int minimum,
                  int maximum)
{
    for (const WeightedName& item : names) {
        bool isNumber = false;
        const int number = item.name.toInt(&isNumber);
        if (!isNumber || number < minimum || number > maximum)
            section.complain(key, QStringLiteral("has '%1'; its keys are whole numbers from %2 to %3")
                                      .arg(item.name)
                                      .arg(minimum)
                                      .arg(maximum));
    }
}

NamingRule readNaming(Section& section)
{
    NamingRule rule;
    rule.types = section.weights(QStringLiteral("types"), true, Section::anyWeight);
    rule.values = section.weights(QStringLiteral("values"), true, Section::anyWeight);
    checkNumbers(section, QStringLiteral("values"), rule.values, 1, 5);
    return rule;
}

void readUser(Section user, Recipe& recipe)
{
    user.onlyKeys({QStringLiteral("first"), QStringLiteral("later")});
    Section first = user.section(QStringLiteral("first"));
    first.onlyKeys({QStringLiteral("intents"), QStringLiteral("types"), QStringLiteral("values")});
    recipe.firstIntents = first.labelSets(QStringLiteral("intents"), userIntents());
    for (const LabelSet& set : std::as_const(recipe.firstIntents))
        if (!set.labels.contains(QStringLiteral("initial_query")))
            first.complain(QStringLiteral("intents"),
                           QStringLiteral("must have initial_query in every entry"));
    recipe.firstNaming = readNaming(first);
    Section later = user.section(QStringLiteral("later"));
    later.onlyKeys({QStringLiteral("after"), QStringLiteral("types"), QStringLiteral("values")});
    Section after = later.section(QStringLiteral("after"));
    QStringList known;
    for (const QString& action : leadingActions) {
        recipe.intentsAfter.insert(action, after.labelSets(action, userIntents()));
        known << action;
    }
    after.onlyKeys(known);
    recipe.laterNaming = readNaming(later);
}

void readSystem(Section system, Recipe& recipe)
{
    system.onlyKeys(
        {QStringLiteral("first"), QStringLiteral("later"), QStringLiteral("last"), QStringLiteral("beside")});
    recipe.firstActions = system.labelSets(QStringLiteral("first"), systemActions());
    recipe.laterActions = system.labelSets(QStringLiteral("later"), systemActions());
    recipe.lastActions = system.labelSets(QStringLiteral("last"), systemActions());
    recipe.besideActions = system.weights(QStringLiteral("beside"), false, 1);
    for (const WeightedName& action : std::as_const(recipe.besideActions))
        system.checkLabels(QStringLiteral("beside"), {action.name}, systemActions());
}

void readValues(Section values, Recipe& recipe)
{
    values.onlyKeys({QStringLiteral("draw"), QStringLiteral("temperature"), QStringLiteral("contentShare"),
                     QStringLiteral("excludes"), QStringLiteral("excludesOf"),
                     QStringLiteral("excludesWhenNarrow"), QStringLiteral("sameTypeAgain"),
                     QStringLiteral("answersAsked"), QStringLiteral("takesProposal"),
                     QStringLiteral("looksAhead"), QStringLiteral("continuesWhenNarrow")});
    if (!values.keys().contains(QStringLiteral("draw")))
        values.complain(QStringLiteral("draw"),
                        QStringLiteral("must be one of ") + valueDrawNames().join(QStringLiteral(", ")));
    recipe.draw = static_cast<ValueDraw>(values.oneOf(QStringLiteral("draw"), valueDrawNames()));
    recipe.temperature = values.number(QStringLiteral("temperature"), 1, 0.05, 20);
    const QJsonValue content = values.value(QStringLiteral("contentShare"));
    if (!content.isUndefined() && !content.isNull())
        recipe.contentShare = values.chance(QStringLiteral("contentShare"), 0);
    recipe.excludes = values.chance(QStringLiteral("excludes"), 0);
    recipe.excludesOf = values.weights(QStringLiteral("excludesOf"), false, 1);
    recipe.excludesWhenNarrow = values.chance(QStringLiteral("excludesWhenNarrow"), 0);
    recipe.sameTypeAgain = values.chance(QStringLiteral("sameTypeAgain"), 1);
    recipe.answersAsked = values.chance(QStringLiteral("answersAsked"), 1);
    recipe.takesProposal = values.chance(QStringLiteral("takesProposal"), 0);
    recipe.looksAhead = values.chance(QStringLiteral("looksAhead"), 1);
    recipe.continuesWhenNarrow = values.chance(QStringLiteral("continuesWhenNarrow"), 1);
}

void readGoal(Section goal, Recipe& recipe)
{
    goal.onlyKeys({QStringLiteral("tracks"), QStringLiteral("reply")});
    recipe.goal.tracks = static_cast<int>(goal.number(QStringLiteral("tracks"), 1, 0, recipe.listSize));
    recipe.goal.reply = static_cast<int>(goal.number(QStringLiteral("reply"), 0, 0, 50));
}

void readLists(Section lists, Recipe& recipe)
{
    lists.onlyKeys({QStringLiteral("draw")});
    recipe.lists = static_cast<ListDraw>(lists.oneOf(QStringLiteral("draw"), listDrawNames()));
}

void readTaxonomy(Section taxonomy, Recipe& recipe)
{
    taxonomy.onlyKeys({QStringLiteral("name"), QStringLiteral("hash")});
    recipe.taxonomy = {taxonomy.text(QStringLiteral("name")), taxonomy.text(QStringLiteral("hash"))};
    if (recipe.taxonomy.name.isEmpty())
        taxonomy.complain(QStringLiteral("name"), QStringLiteral("must be the name of a version"));
}

void readShares(Section shares, Recipe& recipe)
{
    shares.onlyKeys({QStringLiteral("intents"), QStringLiteral("actions"), QStringLiteral("types"),
                     QStringLiteral("turns")});
    recipe.intentShares = shares.weights(QStringLiteral("intents"), false, 100);
    recipe.actionShares = shares.weights(QStringLiteral("actions"), false, 100);
    recipe.typeShares = shares.weights(QStringLiteral("types"), false, 100);
    recipe.meanTurns = shares.number(QStringLiteral("turns"), 0, 0, 100);
}

QJsonObject weightsJson(const QList<WeightedName>& weights)
{
    QJsonObject json;
    for (const WeightedName& item : weights)
        json.insert(item.name, item.weight);
    return json;
}

QJsonObject setsJson(const QList<LabelSet>& sets)
{
    QJsonObject json;
    for (const LabelSet& set : sets)
        json.insert(set.labels.join(QLatin1Char('+')), set.weight);
    return json;
}

QJsonObject userJson(const Recipe& recipe)
{
    QJsonObject after;
    for (auto table = recipe.intentsAfter.begin(); table != recipe.intentsAfter.end(); ++table)
        after.insert(table.key(), setsJson(table.value()));
    return {{QStringLiteral("first"),
             QJsonObject{{QStringLiteral("intents"), setsJson(recipe.firstIntents)},
                         {QStringLiteral("types"), weightsJson(recipe.firstNaming.types)},
                         {QStringLiteral("values"), weightsJson(recipe.firstNaming.values)}}},
            {QStringLiteral("later"),
             QJsonObject{{QStringLiteral("after"), after},
                         {QStringLiteral("types"), weightsJson(recipe.laterNaming.types)},
                         {QStringLiteral("values"), weightsJson(recipe.laterNaming.values)}}}};
}

QJsonObject valuesJson(const Recipe& recipe)
{
    QJsonObject json{{QStringLiteral("draw"), valueDrawName(recipe.draw)},
                     {QStringLiteral("excludes"), recipe.excludes},
                     {QStringLiteral("answersAsked"), recipe.answersAsked},
                     {QStringLiteral("takesProposal"), recipe.takesProposal},
                     {QStringLiteral("looksAhead"), recipe.looksAhead},
                     {QStringLiteral("continuesWhenNarrow"), recipe.continuesWhenNarrow}};
    if (recipe.draw == ValueDraw::Tempered || !qFuzzyCompare(recipe.temperature, 1))
        json.insert(QStringLiteral("temperature"), recipe.temperature);
    if (recipe.contentShare)
        json.insert(QStringLiteral("contentShare"), *recipe.contentShare);
    if (!recipe.excludesOf.isEmpty())
        json.insert(QStringLiteral("excludesOf"), weightsJson(recipe.excludesOf));
    if (recipe.excludesWhenNarrow > 0)
        json.insert(QStringLiteral("excludesWhenNarrow"), recipe.excludesWhenNarrow);
    if (recipe.sameTypeAgain < 1)
        json.insert(QStringLiteral("sameTypeAgain"), recipe.sameTypeAgain);
    return json;
}

void insertNewer(QJsonObject& json, const Recipe& recipe)
{
    if (!recipe.taxonomy.name.isEmpty())
        json.insert(QStringLiteral("taxonomy"), QJsonObject{{QStringLiteral("name"), recipe.taxonomy.name},
                                                            {QStringLiteral("hash"), recipe.taxonomy.hash}});
    if (recipe.lists != ListDraw::Uniform)
        json.insert(QStringLiteral("lists"),
                    QJsonObject{{QStringLiteral("draw"), listDrawName(recipe.lists)}});
    if (recipe.goal != GoalRule{})
        json.insert(QStringLiteral("goal"), QJsonObject{{QStringLiteral("tracks"), recipe.goal.tracks},
                                                        {QStringLiteral("reply"), recipe.goal.reply}});
    if (recipe.starts != RecipeStarts{})
        json.insert(QStringLiteral("starts"), startsJson(recipe.starts));
}

} // namespace

const QStringList& userIntents()
{
    static const QStringList labels{
        QStringLiteral("initial_query"),   QStringLiteral("greeting"),
        QStringLiteral("add_filter"),      QStringLiteral("remove_filter"),
        QStringLiteral("continue"),        QStringLiteral("accept_response"),
        QStringLiteral("reject_response"), QStringLiteral("item_attribute_question"),
        QStringLiteral("others")};
    return labels;
}

const QStringList& systemActions()
{
    static const QStringList labels{QStringLiteral("passive_recommend"),
                                    QStringLiteral("active_recommend"),
                                    QStringLiteral("detail_attribute_request"),
                                    QStringLiteral("feedback_request"),
                                    QStringLiteral("parroting_response"),
                                    QStringLiteral("sympathetic_response"),
                                    QStringLiteral("item_attribute_answer"),
                                    QStringLiteral("item_attribute_question"),
                                    QStringLiteral("others")};
    return labels;
}

const QStringList& valueDrawNames()
{
    static const QStringList names{QStringLiteral("frequency"), QStringLiteral("uniform"),
                                   QStringLiteral("tempered"), QStringLiteral("inverse-propensity"),
                                   QStringLiteral("information-gain")};
    return names;
}

QString valueDrawName(ValueDraw draw)
{
    return valueDrawNames()[static_cast<int>(draw)];
}

std::optional<ValueDraw> valueDrawOf(const QString& name)
{
    const qsizetype place = valueDrawNames().indexOf(name);
    return place < 0 ? std::nullopt : std::optional(static_cast<ValueDraw>(place));
}

const QStringList& listDrawNames()
{
    static const QStringList names{QStringLiteral("uniform"), QStringLiteral("inverse-propensity")};
    return names;
}

QString listDrawName(ListDraw draw)
{
    return listDrawNames()[static_cast<int>(draw)];
}

std::optional<ListDraw> listDrawOf(const QString& name)
{
    const qsizetype place = listDrawNames().indexOf(name);
    return place < 0 ? std::nullopt : std::optional(static_cast<ListDraw>(place));
}

Result<Recipe> recipeFromJson(const QByteArray& bytes, const QString& subject)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parse);
    if (!document.isObject())
        return fail(ErrorCode::WrongFormat, subject,
                    QStringLiteral("a recipe is a JSON object; ") + parse.errorString());
    std::optional<Error> error;
    Section top(document.object(), {}, error, subject);
    top.onlyKeys({QStringLiteral("name"), QStringLiteral("version"), QStringLiteral("about"),
                  QStringLiteral("taxonomy"), QStringLiteral("listSize"), QStringLiteral("lengths"),
                  QStringLiteral("user"), QStringLiteral("system"), QStringLiteral("values"),
                  QStringLiteral("lists"), QStringLiteral("goal"), QStringLiteral("shares"),
                  QStringLiteral("starts")});
    Recipe recipe;
    recipe.name = top.text(QStringLiteral("name"));
    if (recipe.name.isEmpty())
        top.complain(QStringLiteral("name"), QStringLiteral("must be a text"));
    recipe.version = static_cast<int>(top.number(QStringLiteral("version"), 1, 1, 1e6));
    recipe.about = top.text(QStringLiteral("about"));
    if (top.keys().contains(QStringLiteral("taxonomy")))
        readTaxonomy(top.section(QStringLiteral("taxonomy")), recipe);
    recipe.listSize = static_cast<int>(top.number(QStringLiteral("listSize"), 10, 1, 100));
    recipe.lengths = top.weights(QStringLiteral("lengths"), true, Section::anyWeight);
    checkNumbers(top, QStringLiteral("lengths"), recipe.lengths, 4, 100);
    readUser(top.section(QStringLiteral("user")), recipe);
    readSystem(top.section(QStringLiteral("system")), recipe);
    readValues(top.section(QStringLiteral("values")), recipe);
    if (top.keys().contains(QStringLiteral("lists")))
        readLists(top.section(QStringLiteral("lists")), recipe);
    if (top.keys().contains(QStringLiteral("goal")))
        readGoal(top.section(QStringLiteral("goal")), recipe);
    if (top.keys().contains(QStringLiteral("shares")))
        readShares(top.section(QStringLiteral("shares")), recipe);
    auto starts = startsFromJson(top.value(QStringLiteral("starts")), subject);
    if (starts)
        recipe.starts = std::move(*starts);
    else if (!error)
        error = starts.error();
    if (error)
        return fail(*error);
    return recipe;
}

QByteArray recipeJson(const Recipe& recipe)
{
    QJsonObject json{
        {QStringLiteral("name"), recipe.name},
        {QStringLiteral("version"), recipe.version},
        {QStringLiteral("about"), recipe.about},
        {QStringLiteral("listSize"), recipe.listSize},
        {QStringLiteral("lengths"), weightsJson(recipe.lengths)},
        {QStringLiteral("user"), userJson(recipe)},
        {QStringLiteral("system"),
         QJsonObject{{QStringLiteral("first"), setsJson(recipe.firstActions)},
                     {QStringLiteral("later"), setsJson(recipe.laterActions)},
                     {QStringLiteral("last"), setsJson(recipe.lastActions)},
                     {QStringLiteral("beside"), weightsJson(recipe.besideActions)}}},
        {QStringLiteral("values"), valuesJson(recipe)},
        {QStringLiteral("shares"), QJsonObject{{QStringLiteral("intents"), weightsJson(recipe.intentShares)},
                                               {QStringLiteral("actions"), weightsJson(recipe.actionShares)},
                                               {QStringLiteral("types"), weightsJson(recipe.typeShares)},
                                               {QStringLiteral("turns"), recipe.meanTurns}}}};
    insertNewer(json, recipe);
    return QJsonDocument(json).toJson();
}

Recipe defaultRecipe()
{
    QFile file(QStringLiteral(":/antiphon/recipes/default.json"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    Q_UNUSED(isOpen)
    auto recipe = recipeFromJson(file.readAll(), QStringLiteral("default.json"));
    Q_ASSERT(recipe.has_value());
    return recipe ? *recipe : Recipe{};
}

} // namespace antiphon
