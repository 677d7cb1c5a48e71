// Recipes: the rules and weights that plans are drawn by, as readable JSON.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/cascade/recipestarts.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <optional>

namespace antiphon {

using RecipeId = Id<struct RecipeTag>; // of one version in the project file

// The labels of one turn with the weight with which they are drawn together.
struct LabelSet
{
    QStringList labels;
    double weight = 0;
    bool operator==(const LabelSet&) const = default;
};

struct WeightedName
{
    QString name;
    double weight = 0;
    bool operator==(const WeightedName&) const = default;
};

// How turns of a position name attributes.
struct NamingRule
{
    QList<WeightedName> types;  // attribute types; those that the catalogue lacks are passed over
    QList<WeightedName> values; // how many values a turn that adds filters names: "1", "2", "3"
    bool operator==(const NamingRule&) const = default;
};

// How the value of a drawn type is drawn, always among those that leave enough tracks.
enum class ValueDraw {
    Frequency,         // as often as the tracks of the pool have them
    Uniform,           // every value of the type alike
    Tempered,          // by the tracks of the pool that have it, to the power of 1 / temperature: 1 is by
                       // frequency, above 1 rarer values come more often, below 1 common ones
    InversePropensity, // by 1 / the tracks of the catalogue that have it: rare ones first
    InformationGain    // by the bits that knowing "has it or not" tells about the pool
};

// How the tracks of a reply are drawn from the pool.
enum class ListDraw {
    Uniform,          // every track alike
    InversePropensity // by 1 / how often the track is expected to be in a pool that is listed from
};

// Tracks that a dialogue is after. The user names only what all of them have, and excludes only what none of
// them has; the system does not know them.
struct GoalRule
{
    int tracks = 0; // 0: no goal; 1: a track; more: a set of tracks that share values
    int reply = 0;  // which reply lists them, from 1; 0, and where a dialogue is shorter: the last one
    bool operator==(const GoalRule&) const = default;
};

// The published version of the codebook that a recipe's labels are of.
struct RecipeTaxonomy
{
    QString name; // empty: none is named
    QString hash; // of its content; empty: whatever stands under the name
    bool operator==(const RecipeTaxonomy&) const = default;
};

// Weights need not add up to anything. Every chance is in [0, 1].
struct Recipe
{
    QString name;
    int version = 1;
    QString about;
    RecipeTaxonomy taxonomy = {};
    int listSize = 10;           // tracks of a system turn
    QList<WeightedName> lengths; // turns of a dialogue, "4" to "100"; an even number ends with a reply, an
                                 // odd one with the user's thanks
    QList<LabelSet> firstIntents;
    NamingRule firstNaming;
    QHash<QString, QList<LabelSet>> intentsAfter; // by the reply's leading action; "others" for the rest
    NamingRule laterNaming;
    QList<LabelSet> firstActions;
    QList<LabelSet> laterActions;
    QList<LabelSet> lastActions;
    QList<WeightedName> besideActions; // chances of actions that go beside the drawn ones
    ValueDraw draw = ValueDraw::Frequency;
    double temperature = 1;             // of ValueDraw::Tempered, 0.05 to 20
    std::optional<double> contentShare; // of the weight of the types of metadata and content, how much
                                        // content has; nothing: as the tables say
    ListDraw lists = ListDraw::Uniform;
    GoalRule goal = {};
    double excludes = 0;            // chance that a value named after the first turn is excluded: "not sad"
    QList<WeightedName> excludesOf; // the same chance by type, in place of `excludes`
    double excludesWhenNarrow = 0;  // no value of the drawn type can be added: chance to exclude one of it
    double sameTypeAgain = 1;       // chance that a further value of a turn may be of a type that it names
    double answersAsked = 1;        // chance that a user who was asked for a type names a value of it
    double takesProposal = 0;       // chance that a user who adds a filter takes the value just proposed
    double looksAhead = 1;          // chance that a value must leave tracks for all replies to come
    double continuesWhenNarrow = 1; // no value narrows the pool any more: chance to continue, else to replace
    RecipeStarts starts = {};       // cascades that a share of the plans begin with

    // What the drawn plans are compared with, in percent of the turns of the role; may be empty.
    QList<WeightedName> intentShares;
    QList<WeightedName> actionShares;
    QList<WeightedName> typeShares;
    double meanTurns = 0; // 0: not given

    bool operator==(const Recipe&) const = default;
};

// The labels of the taxonomy that recipes may use.
const QStringList& userIntents();
const QStringList& systemActions();

// The names in recipes and on the command line: "frequency", "inverse-propensity". In the order of the enum.
const QStringList& valueDrawNames();
QString valueDrawName(ValueDraw draw);
std::optional<ValueDraw> valueDrawOf(const QString& name);
const QStringList& listDrawNames();
QString listDrawName(ListDraw draw);
std::optional<ListDraw> listDrawOf(const QString& name);

// Reads a recipe and checks it whole; `subject` names it in errors. Errors: WrongFormat (no JSON object),
// InvalidValue (names the key and what is wrong).
Result<Recipe> recipeFromJson(const QByteArray& json, const QString& subject);
// Indented JSON that recipeFromJson() reads back as the same recipe. Keys that version 1 of the program did
// not know are there only where they say something.
QByteArray recipeJson(const Recipe& recipe);
// The recipe that ships with the program: the shares of the human coding.
Recipe defaultRecipe();

} // namespace antiphon
