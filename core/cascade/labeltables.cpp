#include "core/cascade/labeltables.h"

#include <algorithm>

namespace antiphon {

namespace {

enum Table {
    FirstIntents,
    AfterPassive,
    AfterActive,
    AfterDetail,
    AfterOthers,
    FirstActions,
    LaterActions,
    LastActions,
    FirstTypes,
    LaterTypes,
    Lengths,
    UserToSystem,
    SystemToUser
};

// In the order in which they lead.
const char* const leadingActions[] = {"detail_attribute_request", "active_recommend", "passive_recommend"};
const int tableAfter[] = {AfterDetail, AfterActive, AfterPassive, AfterOthers};

int leadingOf(const QStringList& actions)
{
    int place = 0;
    while (place < 3 && !actions.contains(QLatin1String(leadingActions[place])))
        ++place;
    return tableAfter[place];
}

LabelTable tableOf(int table)
{
    LabelTable made;
    made.name = labelTableNames()[table];
    return made;
}

LabelTable setTable(int table, const QList<LabelSet>& sets, Role role)
{
    LabelTable made = tableOf(table);
    made.isCounted = false;
    for (const LabelSet& set : sets)
        made.weights[labelSetText(set.labels, role)] += set.weight;
    return made;
}

// Every beside action may join a set, each by its own chance; asking for feedback makes no sense at the end.
LabelTable actionTable(int table, const QList<LabelSet>& sets, const QList<WeightedName>& beside)
{
    std::map<QStringList, double> mixed;
    for (const LabelSet& set : sets)
        mixed[set.labels] += set.weight;
    for (const WeightedName& action : beside) {
        if (table == LastActions && action.name == QLatin1String("feedback_request"))
            continue;
        std::map<QStringList, double> next;
        for (const auto& [labels, weight] : mixed) {
            QStringList more = labels;
            if (!more.contains(action.name))
                more << action.name;
            next[more] += weight * action.weight;
            next[labels] += weight * (1.0 - action.weight);
        }
        mixed = std::move(next);
    }
    LabelTable made = tableOf(table);
    made.isCounted = false;
    for (const auto& [labels, weight] : mixed)
        made.weights[labelSetText(labels, Role::System)] += weight;
    return made;
}

LabelTable nameTable(int table, const QList<WeightedName>& names, const QStringList* wanted)
{
    LabelTable made = tableOf(table);
    made.isCounted = false;
    for (const WeightedName& name : names)
        if (!wanted || wanted->contains(name.name))
            made.weights[name.name] += name.weight;
    return made;
}

LabelTable unsaid(int table)
{
    LabelTable made = tableOf(table);
    made.isCounted = false;
    made.reason = QStringLiteral("a recipe says nothing of single steps");
    return made;
}

} // namespace

QString labelSetText(QStringList labels, Role role)
{
    const QStringList& known = role == Role::User ? userIntents() : systemActions();
    const auto place = [&known](const QString& label) {
        const auto found = known.indexOf(label);
        return found < 0 ? known.size() : found;
    };
    std::sort(labels.begin(), labels.end(), [&](const QString& a, const QString& b) {
        return std::pair(place(a), a) < std::pair(place(b), b);
    });
    return labels.join(QLatin1Char('+'));
}

double LabelTable::sum() const
{
    double sum = 0;
    for (const auto& [label, weight] : weights)
        sum += weight;
    return sum;
}

const QStringList& labelTableNames()
{
    static const QStringList names{QStringLiteral("first intents"),
                                   QStringLiteral("intents after passive_recommend"),
                                   QStringLiteral("intents after active_recommend"),
                                   QStringLiteral("intents after detail_attribute_request"),
                                   QStringLiteral("intents after others"),
                                   QStringLiteral("first actions"),
                                   QStringLiteral("later actions"),
                                   QStringLiteral("last actions"),
                                   QStringLiteral("first types"),
                                   QStringLiteral("later types"),
                                   QStringLiteral("lengths"),
                                   QStringLiteral("user to system"),
                                   QStringLiteral("system to user")};
    return names;
}

void LabelTally::add(const QList<LabelledTurn>& turns)
{
    ++m_dialogues;
    count(Lengths, QString::number(turns.size()));
    int leading = AfterOthers;
    for (qsizetype i = 0; i < turns.size(); ++i) {
        const LabelledTurn& turn = turns[i];
        if (turn.role == Role::User) {
            addUser(turn, i == 0, leading);
        } else {
            addSystem(turn, i == 1, i + 1 == turns.size());
            leading = leadingOf(turn.labels);
        }
        if (i + 1 < turns.size())
            addSteps(turn, turns[i + 1]);
    }
}

void LabelTally::add(const Plan& plan)
{
    QList<LabelledTurn> turns;
    turns.reserve(plan.turns.size());
    for (const PlanTurn& turn : plan.turns)
        turns << LabelledTurn{turn.role, turn.intents, typesNamed(turn)};
    add(turns);
}

void LabelTally::addUser(const LabelledTurn& turn, bool isFirst, int leading)
{
    const int table = isFirst ? FirstIntents : leading;
    if (turn.labels.isEmpty())
        ++m_missing[table];
    else
        count(table, labelSetText(turn.labels, Role::User));
    for (const QString& type : turn.types)
        count(isFirst ? FirstTypes : LaterTypes, type);
}

void LabelTally::addSystem(const LabelledTurn& turn, bool isFirst, bool isLast)
{
    const int table = isLast ? LastActions : isFirst ? FirstActions : LaterActions;
    if (turn.labels.isEmpty())
        ++m_missing[table];
    else
        count(table, labelSetText(turn.labels, Role::System));
}

void LabelTally::addSteps(const LabelledTurn& turn, const LabelledTurn& next)
{
    if (turn.role == next.role)
        return;
    const int table = turn.role == Role::User ? UserToSystem : SystemToUser;
    if (turn.labels.isEmpty() || next.labels.isEmpty())
        ++m_missing[table];
    for (const QString& from : turn.labels)
        for (const QString& to : next.labels)
            count(table, from + QLatin1String(" > ") + to);
}

QList<LabelTable> LabelTally::tables() const
{
    QList<LabelTable> tables;
    for (int i = 0; i < tableCount; ++i) {
        LabelTable table = tableOf(i);
        table.missing = m_missing[i];
        for (auto item = m_counts[i].begin(); item != m_counts[i].end(); ++item)
            table.weights[item.key()] = static_cast<double>(item.value());
        tables << table;
    }
    return tables;
}

QList<LabelTable> tablesOfCoding(const CodedCorpus& corpus, const CodingLayer& layer)
{
    LabelTally tally;
    QList<LabelledTurn> turns;
    for (std::size_t i = 0; i < corpus.turns.size(); ++i) {
        const CorpusTurn& turn = corpus.turns[i];
        LabelledTurn labelled;
        labelled.role = turn.role;
        for (const quint16 index : layer.codesOf(i)) {
            const Code& code = corpus.codes[index];
            if (code.facet == (turn.role == Role::User ? Facet::Intent : Facet::Action))
                labelled.labels << code.name;
            else if (code.facet == Facet::Attribute && turn.role == Role::User)
                labelled.types << code.name;
        }
        turns << labelled;
        const bool isLast = i + 1 == corpus.turns.size() || corpus.turns[i + 1].dialogue != turn.dialogue;
        if (isLast && layer.touched(turn.dialogue))
            tally.add(turns);
        if (isLast)
            turns.clear();
    }
    return tally.tables();
}

QList<LabelTable> tablesOfRecipe(const Recipe& recipe, const QStringList& types)
{
    const auto after = [&recipe](int table, const char* action) {
        return setTable(table, recipe.intentsAfter.value(QLatin1String(action)), Role::User);
    };
    return {setTable(FirstIntents, recipe.firstIntents, Role::User),
            after(AfterPassive, "passive_recommend"),
            after(AfterActive, "active_recommend"),
            after(AfterDetail, "detail_attribute_request"),
            after(AfterOthers, "others"),
            actionTable(FirstActions, recipe.firstActions, recipe.besideActions),
            actionTable(LaterActions, recipe.laterActions, recipe.besideActions),
            actionTable(LastActions, recipe.lastActions, recipe.besideActions),
            nameTable(FirstTypes, recipe.firstNaming.types, &types),
            nameTable(LaterTypes, recipe.laterNaming.types, &types),
            nameTable(Lengths, recipe.lengths, nullptr),
            unsaid(UserToSystem),
            unsaid(SystemToUser)};
}

} // namespace antiphon
