// The sections that are tables of weights.
#include "ui/cascade/recipe/lengthbars.h"
#include "ui/cascade/recipe/recipedesk.h"
#include "ui/cascade/recipe/recipesections.h"
#include "ui/cascade/recipe/weighttable.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/tabstrip.h"
#include "ui/widgets/textlabel.h"

#include <QDoubleSpinBox>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

using Reads = std::function<QList<WeightedName>(const Recipe&)>;
using Writes = std::function<void(Recipe&, const QList<WeightedName>&)>;

// Keeps the widget like the recipe, whatever changed it.
void follow(RecipeDesk& desk, QWidget* widget, const std::function<void()>& show)
{
    QObject::connect(&desk, &RecipeDesk::opened, widget, show);
    QObject::connect(&desk, &RecipeDesk::edited, widget, show);
    show();
}

WeightTable* bind(RecipeDesk& desk, WeightTable* table, const QString& subject, const Reads& reads,
                  const Writes& writes)
{
    follow(desk, table, [&desk, table, reads] {
        table->setReadOnly(desk.isReadOnly());
        table->setItems(reads(desk.recipe()));
    });
    QObject::connect(table, &WeightTable::edited, &desk,
                     [&desk, subject, writes](const QList<WeightedName>& items) {
                         desk.change(subject, [&](Recipe& recipe) { writes(recipe, items); });
                     });
    return table;
}

using SetsOf = std::function<QList<LabelSet>&(Recipe&)>;

WeightTable* setTable(RecipeDesk& desk, const QString& title, Facet facet, const QString& always,
                      const SetsOf& sets, QWidget* parent)
{
    auto* table = new WeightTable(
        WeightModel::Kind::Weights,
        {title, RecipeDesk::tr("Labels"), RecipeDesk::tr("No labels yet. Plans need at least one row.")},
        parent);
    table->offerSets([&desk, facet] { return desk.labels(facet); }, always);
    return bind(
        desk, table, title,
        [sets](const Recipe& recipe) {
            Recipe copy = recipe;
            return namesOf(sets(copy));
        },
        [sets](Recipe& recipe, const QList<WeightedName>& items) { sets(recipe) = setsOf(items); });
}

WeightTable* nameTable(RecipeDesk& desk, WeightModel::Kind kind, const WeightTable::Texts& texts,
                       std::function<QStringList()> names, QList<WeightedName> Recipe::*list, QWidget* parent)
{
    auto* table = new WeightTable(kind, texts, parent);
    table->offerNames(std::move(names));
    return bind(
        desk, table, texts.title, [list](const Recipe& recipe) { return recipe.*list; },
        [list](Recipe& recipe, const QList<WeightedName>& items) { recipe.*list = items; });
}

// Tables of which one is shown, chosen by a strip above them.
QWidget* pages(const QList<std::pair<QString, QWidget*>>& tables, const QString& name, QWidget* parent)
{
    auto* page = new QWidget(parent);
    auto* strip = new TabStrip(page);
    strip->setAccessibleName(name);
    auto* stack = new QStackedWidget(page);
    for (const auto& [title, table] : tables) {
        strip->addPage(title);
        stack->addWidget(table);
    }
    QObject::connect(strip, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(strip);
    column->addWidget(stack, 1);
    page->setFocusProxy(stack->widget(0));
    QObject::connect(stack, &QStackedWidget::currentChanged, page,
                     [page, stack](int index) { page->setFocusProxy(stack->widget(index)); });
    return page;
}

QWidget* namingPage(RecipeDesk& desk, const QString& title, NamingRule Recipe::*rule, QWidget* parent)
{
    auto* splitter = new QSplitter(Qt::Vertical, parent);
    splitter->setChildrenCollapsible(false);
    auto* types =
        new WeightTable(WeightModel::Kind::Weights,
                        {RecipeDesk::tr("Types named on %1").arg(title), RecipeDesk::tr("Attribute type"),
                         RecipeDesk::tr("No types yet. A turn needs one to name a value of.")},
                        splitter);
    types->offerNames([&desk] { return desk.types(); });
    bind(
        desk, types, QStringLiteral("types of ") + title,
        [rule](const Recipe& recipe) { return (recipe.*rule).types; },
        [rule](Recipe& recipe, const QList<WeightedName>& items) { (recipe.*rule).types = items; });
    auto* values = new WeightTable(WeightModel::Kind::Weights,
                                   {RecipeDesk::tr("How many values such a turn adds"),
                                    RecipeDesk::tr("Values"), RecipeDesk::tr("No numbers yet.")},
                                   splitter);
    values->offerNames([] {
        return QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("4"),
                           QStringLiteral("5")};
    });
    bind(
        desk, values, QStringLiteral("values of ") + title,
        [rule](const Recipe& recipe) { return (recipe.*rule).values; },
        [rule](Recipe& recipe, const QList<WeightedName>& items) { (recipe.*rule).values = items; });
    types->setContentsMargins(0, 0, 0, metrics::gap);
    values->setContentsMargins(0, metrics::padding, 0, 0);
    splitter->setHandleWidth(1);
    splitter->addWidget(types);
    splitter->addWidget(values);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    return splitter;
}

QHBoxLayout* labelled(const QString& text, QWidget* field, QWidget* parent)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(new TextLabel(text, TextSize::Body, Tone::Normal, parent));
    row->addWidget(field);
    row->addStretch(1);
    return row;
}

} // namespace

QWidget* makeLengthSection(RecipeDesk& desk, QWidget* parent)
{
    auto* page = new QWidget(parent);
    auto* bars = new LengthBars(page);
    bars->setAccessibleName(RecipeDesk::tr("Turns of a dialogue, weights as bars"));
    bars->setObjectName(QStringLiteral("lengths"));
    auto* mean = new TextLabel({}, TextSize::Body, Tone::Muted, page);
    auto* hint = new TextLabel(
        RecipeDesk::tr(
            "Drag a bar, or choose it with ← → and change it with ↑ ↓. A dialogue of an even number "
            "of turns ends with a reply, one of an odd number with the user's thanks."),
        TextSize::Caption, Tone::Muted, page);
    hint->setWordWrap(true);
    auto* list = new QSpinBox(page);
    list->setRange(1, 100);
    list->setAccessibleName(RecipeDesk::tr("Tracks of a reply"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(mean);
    column->addWidget(bars, 1);
    column->addWidget(hint);
    column->addLayout(labelled(RecipeDesk::tr("Tracks of a reply"), list, page));
    page->setFocusProxy(bars);
    follow(desk, page, [&desk, bars, mean, list] {
        bars->setReadOnly(desk.isReadOnly());
        bars->setWeights(desk.recipe().lengths);
        mean->setText(RecipeDesk::tr("%1 turns a dialogue on average")
                          .arg(QLocale().toString(bars->meanTurns(), 'f', 1)));
        const QSignalBlocker quiet(list);
        list->setEnabled(!desk.isReadOnly());
        list->setValue(desk.recipe().listSize);
    });
    QObject::connect(bars, &LengthBars::edited, &desk, [&desk](const QList<WeightedName>& weights) {
        desk.change(QStringLiteral("lengths"), [&](Recipe& recipe) { recipe.lengths = weights; });
    });
    QObject::connect(list, &QSpinBox::valueChanged, &desk, [&desk](int tracks) {
        desk.change(QStringLiteral("listSize"), [&](Recipe& recipe) { recipe.listSize = tracks; });
    });
    return page;
}

QWidget* makeFirstTurnSection(RecipeDesk& desk, QWidget* parent)
{
    return setTable(
        desk, RecipeDesk::tr("What the user does first"), Facet::Intent, QStringLiteral("initial_query"),
        [](Recipe& recipe) -> QList<LabelSet>& { return recipe.firstIntents; }, parent);
}

QWidget* makeLaterTurnsSection(RecipeDesk& desk, QWidget* parent)
{
    QList<std::pair<QString, QWidget*>> tables;
    const std::pair<QString, QString> replies[] = {
        {QStringLiteral("passive_recommend"), RecipeDesk::tr("After a list")},
        {QStringLiteral("detail_attribute_request"), RecipeDesk::tr("After a question")},
        {QStringLiteral("active_recommend"), RecipeDesk::tr("After a proposal")},
        {QStringLiteral("others"), RecipeDesk::tr("After anything else")}};
    for (const auto& [action, title] : replies)
        tables << std::pair<QString, QWidget*>(
            title,
            setTable(
                desk, RecipeDesk::tr("What the user does after %1").arg(action), Facet::Intent, {},
                [action = action](Recipe& recipe) -> QList<LabelSet>& { return recipe.intentsAfter[action]; },
                parent));
    return pages(tables, RecipeDesk::tr("The reply before"), parent);
}

QWidget* makeRepliesSection(RecipeDesk& desk, QWidget* parent)
{
    const auto table = [&](const QString& title, QList<LabelSet> Recipe::*sets) {
        return setTable(
            desk, title, Facet::Action, {},
            [sets](Recipe& recipe) -> QList<LabelSet>& { return recipe.*sets; }, parent);
    };
    auto* beside = nameTable(
        desk, WeightModel::Kind::Chances,
        {RecipeDesk::tr("Chance that a reply does this beside"), RecipeDesk::tr("Action"),
         RecipeDesk::tr("Nothing goes beside the drawn actions.")},
        [&desk] { return desk.labels(Facet::Action); }, &Recipe::besideActions, parent);
    return pages({{RecipeDesk::tr("First"), table(RecipeDesk::tr("The first reply"), &Recipe::firstActions)},
                  {RecipeDesk::tr("Later"), table(RecipeDesk::tr("Later replies"), &Recipe::laterActions)},
                  {RecipeDesk::tr("Last"), table(RecipeDesk::tr("The last reply"), &Recipe::lastActions)},
                  {RecipeDesk::tr("Beside"), beside}},
                 RecipeDesk::tr("Which reply"), parent);
}

QWidget* makeNamingSection(RecipeDesk& desk, QWidget* parent)
{
    return pages({{RecipeDesk::tr("First turn"),
                   namingPage(desk, RecipeDesk::tr("first turns"), &Recipe::firstNaming, parent)},
                  {RecipeDesk::tr("Later turns"),
                   namingPage(desk, RecipeDesk::tr("later turns"), &Recipe::laterNaming, parent)}},
                 RecipeDesk::tr("Which turns name"), parent);
}

QWidget* makeAimsSection(RecipeDesk& desk, QWidget* parent)
{
    const auto table = [&](const QString& title, std::function<QStringList()> names,
                           QList<WeightedName> Recipe::*list) {
        return nameTable(desk, WeightModel::Kind::Percents,
                         {title, RecipeDesk::tr("Label"), RecipeDesk::tr("Nothing is aimed at.")},
                         std::move(names), list, parent);
    };
    auto* page = new QWidget(parent);
    auto* tables =
        pages({{RecipeDesk::tr("Intents"), table(
                                               RecipeDesk::tr("Percent of user turns with the intent"),
                                               [] { return userIntents(); }, &Recipe::intentShares)},
               {RecipeDesk::tr("Actions"), table(
                                               RecipeDesk::tr("Percent of replies with the action"),
                                               [] { return systemActions(); }, &Recipe::actionShares)},
               {RecipeDesk::tr("Types"), table(
                                             RecipeDesk::tr("Percent of user turns that name the type"),
                                             [&desk] { return desk.types(); }, &Recipe::typeShares)}},
              RecipeDesk::tr("Aims of"), page);
    auto* turns = new QDoubleSpinBox(page);
    turns->setRange(0, 100);
    turns->setDecimals(1);
    turns->setSpecialValueText(RecipeDesk::tr("not given"));
    turns->setAccessibleName(RecipeDesk::tr("Turns a dialogue that are aimed at"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(
        new TextLabel(RecipeDesk::tr("What drawn plans are compared with; nothing is drawn by it."),
                      TextSize::Caption, Tone::Muted, page));
    column->addWidget(tables, 1);
    column->addLayout(labelled(RecipeDesk::tr("Turns a dialogue"), turns, page));
    page->setFocusProxy(tables);
    follow(desk, turns, [&desk, turns] {
        const QSignalBlocker quiet(turns);
        turns->setEnabled(!desk.isReadOnly());
        turns->setValue(desk.recipe().meanTurns);
    });
    QObject::connect(turns, &QDoubleSpinBox::valueChanged, &desk, [&desk](double mean) {
        desk.change(QStringLiteral("turns"), [&](Recipe& recipe) { recipe.meanTurns = mean; });
    });
    return page;
}

} // namespace antiphon
