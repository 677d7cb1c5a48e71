#include "core/cascade/recipe.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon {

namespace {

// Reads keys of one object of the recipe and remembers the first fault.
class Section
{
public:
    Section(QJsonObject json, QString place, std::optional<Error>& error, const QString& subject)
        : m_json(std::move(json)), m_place(std::move(place)), m_error(error), m_subject(subject)
    {
    }

    Section section(const QString& key)
    {
        if (!value(key).isObject())
            complain(key, QStringLiteral("must be an object"));
        return {value(key).toObject(), placeOf(key) + QLatin1Char('.'), m_error, m_subject};
    }
    QString text(const QString& key) { return value(key).toString(); }
    double number(const QString& key, double otherwise, double minimum, double maximum)
    {
        const QJsonValue found = value(key);
        if (found.isUndefined())
            return otherwise;
        if (!found.isDouble() || found.toDouble() < minimum || found.toDouble() > maximum)
            complain(key, QStringLiteral("must be a number from %1 to %2").arg(minimum).arg(maximum));
        return found.toDouble();
    }
    double chance(const QString& key, double otherwise) { return number(key, otherwise, 0, 1); }

    // {"name": weight}; at least one positive weight where `needed`.
    QList<WeightedName> weights(const QString& key, bool needed, double maximum)
    {
        QList<WeightedName> list;
        double sum = 0;
        const QJsonObject object = value(key).toObject();
        for (auto item = object.begin(); item != object.end(); ++item) {
            if (!item.value().isDouble() || item.value().toDouble() < 0 || item.value().toDouble() > maximum)
                complain(key + QLatin1Char('.') + item.key(),
                         QStringLiteral("must be a number from 0 to %1").arg(maximum));
            list << WeightedName{item.key(), item.value().toDouble()};
            sum += item.value().toDouble();
        }
        if (needed && sum <= 0)
            complain(key, QStringLiteral("needs at least one entry with a positive weight"));
        return list;
    }
    // {"label+label": weight}, each label one of `known`.
    QList<LabelSet> labelSets(const QString& key, const QStringList& known)
    {
        QList<LabelSet> sets;
        for (const WeightedName& item : weights(key, true, anyWeight)) {
            sets << LabelSet{item.name.split(QLatin1Char('+')), item.weight};
            checkLabels(key, sets.last().labels, known);
        }
        return sets;
    }
    void checkLabels(const QString& key, const QStringList& labels, const QStringList& known)
    {
        for (const QString& label : labels)
            if (!known.contains(label))
                complain(key, QStringLiteral("has the label '%1'; there are %2")
                                  .arg(label, known.join(QStringLiteral(", "))));
    }
    void onlyKeys(const QStringList& known)
    {
        for (const QString& key : m_json.keys())
            if (!known.contains(key))
                complain(key, QStringLiteral("is not a key of a recipe here; there are ") +
                                  known.join(QStringLiteral(", ")));
    }
    QStringList keys() const { return m_json.keys(); }
    QJsonValue value(const QString& key) const { return m_json.value(key); }
    void complain(const QString& key, const QString& what)
    {
        if (!m_error)
            m_error = Error{ErrorCode::InvalidValue, m_subject, 0,
                            QStringLiteral("'%1' %2").arg(placeOf(key), what)};
    }
    static constexpr double anyWeight = 1e9;

private:
    QString placeOf(const QString& key) const { return m_place + key; }
    QJsonObject m_json;
    QString m_place;
    std::optional<Error>& m_error;
    const QString& m_subject;
};

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
    values.onlyKeys({QStringLiteral("draw"), QStringLiteral("excludes"), QStringLiteral("answersAsked"),
                     QStringLiteral("takesProposal"), QStringLiteral("looksAhead"),
                     QStringLiteral("continuesWhenNarrow")});
    const QString draw = values.text(QStringLiteral("draw"));
    if (draw != QLatin1String("frequency") && draw != QLatin1String("uniform"))
        values.complain(QStringLiteral("draw"), QStringLiteral("must be frequency or uniform"));
    recipe.draw = draw == QLatin1String("uniform") ? ValueDraw::Uniform : ValueDraw::Frequency;
    recipe.excludes = values.chance(QStringLiteral("excludes"), 0);
    recipe.answersAsked = values.chance(QStringLiteral("answersAsked"), 1);
    recipe.takesProposal = values.chance(QStringLiteral("takesProposal"), 0);
    recipe.looksAhead = values.chance(QStringLiteral("looksAhead"), 1);
    recipe.continuesWhenNarrow = values.chance(QStringLiteral("continuesWhenNarrow"), 1);
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
    return {{QStringLiteral("draw"),
             recipe.draw == ValueDraw::Uniform ? QStringLiteral("uniform") : QStringLiteral("frequency")},
            {QStringLiteral("excludes"), recipe.excludes},
            {QStringLiteral("answersAsked"), recipe.answersAsked},
            {QStringLiteral("takesProposal"), recipe.takesProposal},
            {QStringLiteral("looksAhead"), recipe.looksAhead},
            {QStringLiteral("continuesWhenNarrow"), recipe.continuesWhenNarrow}};
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
                  QStringLiteral("shares")});
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
    if (top.keys().contains(QStringLiteral("shares")))
        readShares(top.section(QStringLiteral("shares")), recipe);
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
    if (!recipe.taxonomy.name.isEmpty())
        json.insert(QStringLiteral("taxonomy"), QJsonObject{{QStringLiteral("name"), recipe.taxonomy.name},
                                                            {QStringLiteral("hash"), recipe.taxonomy.hash}});
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
