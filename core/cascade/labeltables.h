// How dialogues move, as tables of counts or shares that plans, a coding and a recipe have in common.
#pragma once

#include "core/analysis/codedcorpus.h"
#include "core/cascade/plan.h"
#include "core/cascade/recipe.h"

#include <QHash>

#include <map>

namespace antiphon {

// One table: label sets such as "add_filter+greeting", attribute types, lengths or steps "add_filter >
// passive_recommend".
struct LabelTable
{
    QString name;                           // see labelTableNames()
    std::map<QString, double> weights = {}; // counts, or the weights of a recipe
    bool isCounted = true;
    qint64 missing = 0;  // turns without a label that the table could take
    QString reason = {}; // why it is empty, where that is known

    double sum() const;
};

// "first intents", "intents after passive_recommend", ..., "first actions", "later actions", "last actions",
// "first types", "later types", "lengths", "user to system", "system to user".
const QStringList& labelTableNames();

// "add_filter+greeting": the labels in the order of the taxonomy, others behind.
QString labelSetText(QStringList labels, Role role);

// The labels of one turn as the tables want them.
struct LabelledTurn
{
    Role role = Role::User;
    QStringList labels; // intents or actions
    QStringList types;  // attribute types named, none twice
};

// Grows dialogue by dialogue. Sets are written in the order of the taxonomy. A step counts each label of a
// turn against each of the next one's.
class LabelTally
{
public:
    void add(const QList<LabelledTurn>& turns);
    void add(const Plan& plan);
    // One table for each of labelTableNames().
    QList<LabelTable> tables() const;
    qint64 dialogues() const { return m_dialogues; }

private:
    void addUser(const LabelledTurn& turn, bool isFirst, int leading);
    void addSystem(const LabelledTurn& turn, bool isFirst, bool isLast);
    void addSteps(const LabelledTurn& turn, const LabelledTurn& next);
    void count(int table, const QString& label) { ++m_counts[table][label]; }

    static constexpr int tableCount = 13;
    QHash<QString, qint64> m_counts[tableCount];
    qint64 m_missing[tableCount] = {};
    qint64 m_dialogues = 0;
};

// The tables of the dialogues that the coder touched. Turns without an intent or action are missing.
QList<LabelTable> tablesOfCoding(const CodedCorpus& corpus, const CodingLayer& layer);
// What a recipe aims at, as weights. Actions that it sets beside others are mixed into its sets by their
// chances, as if every user had named a value; types are those of `types`, which the catalogue has. Steps are
// left empty: a recipe says nothing of them.
QList<LabelTable> tablesOfRecipe(const Recipe& recipe, const QStringList& types);

} // namespace antiphon
