#include "core/cascade/recipeestimate.h"

#include <cmath>

namespace antiphon {

namespace {

constexpr int shortestPlan = 4;
constexpr int longestPlan = 100;
constexpr int mostValues = 5;

const QString initialQuery = QStringLiteral("initial_query");
const QString noneType = QStringLiteral("none"); // coded where a turn names nothing
const QString otherAction = QStringLiteral("others");

// How often each of some names occurred: label sets joined by '+', types, numbers.
class Tally
{
public:
    void add(const QString& name) { m_counts[name] += 1; }
    bool isEmpty() const { return m_counts.empty(); }
    // Counts plus `prior` times the pooled shares; what neither has is not there.
    QList<WeightedName> smoothed(const Tally& pooled, double prior) const
    {
        std::map<QString, double> weights = m_counts;
        double sum = 0;
        for (const auto& [name, count] : pooled.m_counts)
            sum += count;
        for (const auto& [name, count] : pooled.m_counts)
            weights[name] += prior * count / sum;
        QList<WeightedName> list;
        for (const auto& [name, weight] : weights)
            list << WeightedName{name, std::round(weight * 1e6) / 1e6};
        return list;
    }
    QList<WeightedName> percentOf(double n) const
    {
        QList<WeightedName> list;
        for (const auto& [name, count] : m_counts)
            list << WeightedName{name, n > 0 ? std::round(count / n * 1e4) / 1e2 : 0};
        return list;
    }

private:
    std::map<QString, double> m_counts;
};

QList<LabelSet> setsOf(const QList<WeightedName>& weights)
{
    QList<LabelSet> sets;
    for (const WeightedName& each : weights)
        sets << LabelSet{each.name.split(QLatin1Char('+')), each.weight};
    return sets;
}

QString leadingOf(const QStringList& actions)
{
    for (const char* action : {"detail_attribute_request", "active_recommend", "passive_recommend"}) {
        if (actions.contains(QLatin1String(action)))
            return QLatin1String(action);
    }
    return otherAction;
}

// The labels of a turn in the order of `known`.
struct TurnLabels
{
    QStringList intents;
    QStringList actions;
    QStringList types;
};

class Counter
{
public:
    Counter(const CodedCorpus& corpus, const CodingLayer& layer) : m_corpus(corpus), m_layer(layer) {}

    void count()
    {
        const auto& all = m_corpus.turns;
        for (std::size_t first = 0; first < all.size();) {
            std::size_t end = first;
            while (end < all.size() && all[end].dialogue == all[first].dialogue)
                ++end;
            if (m_layer.touched(all[first].dialogue))
                countDialogue(first, end);
            first = end;
        }
    }

    Tally lengths, firstIntents, laterIntents, firstActions, laterActions, lastActions, allActions;
    QHash<QString, Tally> intentsAfter;
    Tally firstTypes, laterTypes, allTypes, firstValues, laterValues, allValues;
    Tally intents, actions;
    qint64 dialogues = 0, userTurns = 0, systemTurns = 0, missing = 0, turns = 0;
    qint64 askedFor = 0, answered = 0;

private:
    TurnLabels labelsOf(std::size_t turn) const
    {
        TurnLabels labels;
        QStringList wanted;
        QStringList done;
        for (const quint16 index : m_layer.codesOf(turn)) {
            const Code& code = m_corpus.codes[index];
            if (code.facet == Facet::Intent)
                wanted << code.name;
            else if (code.facet == Facet::Action)
                done << code.name;
            else if (code.facet == Facet::Attribute && code.name != noneType)
                labels.types << code.name;
        }
        for (const QString& label : userIntents()) {
            if (wanted.contains(label))
                labels.intents << label;
        }
        for (const QString& label : systemActions()) {
            if (done.contains(label))
                labels.actions << label;
        }
        return labels;
    }

    void countDialogue(std::size_t first, std::size_t end)
    {
        ++dialogues;
        const int length = static_cast<int>(end - first);
        turns += length;
        lengths.add(QString::number(std::clamp(length, shortestPlan, longestPlan)));
        QString leading = otherAction;
        QStringList asked;
        for (std::size_t turn = first; turn < end; ++turn) {
            const TurnLabels labels = labelsOf(turn);
            if (m_corpus.turns[turn].role == Role::User) {
                countUser(labels, turn == first, leading);
                countAnswer(labels, asked);
            } else {
                // A reply is followed by a user's turn but at the end.
                countSystem(labels, turn == first + 1, turn + 1 == end);
                leading = leadingOf(labels.actions);
                asked = labels.actions.contains(QStringLiteral("detail_attribute_request")) ? labels.types
                                                                                            : QStringList();
            }
        }
    }

    void countUser(const TurnLabels& labels, bool isFirst, const QString& leading)
    {
        if (labels.intents.isEmpty()) {
            ++missing;
            return;
        }
        ++userTurns;
        for (const QString& label : labels.intents)
            intents.add(label);
        countTypes(labels, isFirst);
        QStringList set = labels.intents;
        if (isFirst && !set.contains(initialQuery))
            set.prepend(initialQuery);
        const QString name = set.join(QLatin1Char('+'));
        if (isFirst) {
            firstIntents.add(name);
        } else {
            laterIntents.add(name);
            intentsAfter[leading].add(name);
        }
    }

    // Whether a user who adds filters names a type that the reply before asked for.
    void countAnswer(const TurnLabels& labels, const QStringList& asked)
    {
        if (asked.isEmpty() || !labels.intents.contains(QStringLiteral("add_filter")))
            return;
        ++askedFor;
        answered += std::any_of(asked.begin(), asked.end(),
                                [&](const QString& type) { return labels.types.contains(type); });
    }

    void countTypes(const TurnLabels& labels, bool isFirst)
    {
        for (const QString& type : labels.types) {
            allTypes.add(type);
            (isFirst ? firstTypes : laterTypes).add(type);
        }
        if (labels.types.isEmpty() || !labels.intents.contains(QStringLiteral("add_filter")))
            return;
        const QString values = QString::number(std::min<qsizetype>(labels.types.size(), mostValues));
        allValues.add(values);
        (isFirst ? firstValues : laterValues).add(values);
    }

    void countSystem(const TurnLabels& labels, bool isFirst, bool isLast)
    {
        if (labels.actions.isEmpty()) {
            ++missing;
            return;
        }
        ++systemTurns;
        for (const QString& label : labels.actions)
            actions.add(label);
        const QString name = labels.actions.join(QLatin1Char('+'));
        allActions.add(name);
        (isLast ? lastActions : isFirst ? firstActions : laterActions).add(name);
    }

    const CodedCorpus& m_corpus;
    const CodingLayer& m_layer;
};

void fillShares(Recipe& recipe, const Counter& counter)
{
    recipe.intentShares = counter.intents.percentOf(static_cast<double>(counter.userTurns));
    recipe.actionShares = counter.actions.percentOf(static_cast<double>(counter.systemTurns));
    recipe.typeShares = counter.allTypes.percentOf(static_cast<double>(counter.userTurns));
    recipe.meanTurns = static_cast<double>(counter.turns) / static_cast<double>(counter.dialogues);
}

void fillNaming(Recipe& recipe, const Counter& counter, double prior)
{
    if (counter.allTypes.isEmpty() || counter.allValues.isEmpty())
        return; // as in the default recipe
    recipe.firstNaming = {counter.firstTypes.smoothed(counter.allTypes, prior),
                          counter.firstValues.smoothed(counter.allValues, prior)};
    recipe.laterNaming = {counter.laterTypes.smoothed(counter.allTypes, prior),
                          counter.laterValues.smoothed(counter.allValues, prior)};
}

} // namespace

Result<RecipeEstimate> estimateRecipe(const CodedCorpus& corpus, const CodingLayer& layer,
                                      const QString& name, double prior)
{
    if (!(prior > 0) || prior > 1e6)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the prior"),
                    QStringLiteral("its mass must be above 0 and at most a million"));
    Counter counter(corpus, layer);
    counter.count();
    if (counter.firstIntents.isEmpty() || counter.laterIntents.isEmpty() || counter.allActions.isEmpty())
        return fail(
            ErrorCode::NotPossible, QStringLiteral("estimating a recipe"),
            QStringLiteral("it needs coded first turns, coded later turns of users and coded replies"));
    Recipe recipe = defaultRecipe();
    recipe.name = name;
    recipe.version = 1;
    recipe.about = QStringLiteral("Estimated from %1 dialogues coded by %2: %3 user turns, %4 system turns.")
                       .arg(QString::number(counter.dialogues), layer.coder().name,
                            QString::number(counter.userTurns), QString::number(counter.systemTurns));
    recipe.lengths = counter.lengths.smoothed({}, prior);
    recipe.firstIntents = setsOf(counter.firstIntents.smoothed({}, prior));
    for (auto table = recipe.intentsAfter.begin(); table != recipe.intentsAfter.end(); ++table)
        *table = setsOf(counter.intentsAfter.value(table.key()).smoothed(counter.laterIntents, prior));
    recipe.firstActions = setsOf(counter.firstActions.smoothed(counter.allActions, prior));
    recipe.laterActions = setsOf(counter.laterActions.smoothed(counter.allActions, prior));
    recipe.lastActions = setsOf(counter.lastActions.smoothed(counter.allActions, prior));
    recipe.besideActions.clear(); // they stand in the sets
    recipe.sameTypeAgain = 0;     // types were counted, not values
    recipe.answersAsked = (static_cast<double>(counter.answered) + prior * recipe.answersAsked) /
                          (static_cast<double>(counter.askedFor) + prior);
    fillNaming(recipe, counter, prior);
    fillShares(recipe, counter);
    return RecipeEstimate{recipe, counter.dialogues, counter.userTurns, counter.systemTurns, counter.missing};
}

} // namespace antiphon
