// How values and tracks are drawn, and the cascades that plans begin with.
#include "ui/cascade/recipe/chanceslider.h"
#include "ui/cascade/recipe/recipedesk.h"
#include "ui/cascade/recipe/recipesections.h"
#include "ui/cascade/recipe/rulefields.h"
#include "ui/cascade/recipe/weighttable.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/panels.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>

namespace antiphon {

namespace {

// The form of the values; each field shows the recipe in hand and writes into it.
class ValuesForm : public QWidget
{
public:
    ValuesForm(RecipeDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk), m_form(new QFormLayout)
    {
        m_form->setSpacing(metrics::gap);
        m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
        m_form->setHorizontalSpacing(metrics::padding);
        addDraws();
        addContent();
        addGoal();
        addChances();
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, metrics::gap, 0);
        column->addLayout(m_form);
        column->addStretch(1);
        connect(&desk, &RecipeDesk::opened, this, [this] { show(); });
        connect(&desk, &RecipeDesk::edited, this, [this] { show(); });
        show();
    }

private:
    using Show = std::function<void(const Recipe&)>;

    void show()
    {
        setEnabled(!m_desk.isReadOnly());
        for (const Show& one : std::as_const(m_shows))
            one(m_desk.recipe());
    }
    void heading(const QString& title)
    {
        if (m_form->rowCount() > 0)
            m_form->addItem(new QSpacerItem(0, metrics::gap));
        m_form->addRow(new SectionHeader(title, {}, this));
    }
    void addChance(const QString& title, const QString& explanation, double Recipe::*chance)
    {
        auto* slider = new ChanceSlider(title, explanation, this);
        slider->setObjectName(title);
        m_form->addRow(title, slider);
        connect(slider, &ChanceSlider::edited, &m_desk, [this, title, chance](double value) {
            m_desk.change(title, [&](Recipe& recipe) { recipe.*chance = value; });
        });
        m_shows << [slider, chance](const Recipe& recipe) { slider->setChance(recipe.*chance); };
    }
    QComboBox* addChoice(const QString& title, const QString& explanation, const QStringList& names,
                         const std::function<void(Recipe&, int)>& write,
                         const std::function<int(const Recipe&)>& read)
    {
        auto* box = new QComboBox(this);
        box->addItems(names);
        box->setAccessibleName(title);
        box->setToolTip(explanation);
        m_form->addRow(title, box);
        connect(box, &QComboBox::activated, &m_desk, [this, title, write](int index) {
            m_desk.change(title, [&](Recipe& recipe) { write(recipe, index); });
        });
        m_shows << [box, read](const Recipe& recipe) { box->setCurrentIndex(read(recipe)); };
        return box;
    }
    void addDraws();
    void addContent();
    void addGoal();
    void addChances();

    RecipeDesk& m_desk;
    QFormLayout* m_form;
    QList<Show> m_shows;
};

void ValuesForm::addDraws()
{
    heading(RecipeDesk::tr("How it is drawn"));
    m_form->addRow(RecipeDesk::tr("Taxonomy"), makeTaxonomyField(m_desk, this));
    addChoice(
        RecipeDesk::tr("Values"),
        RecipeDesk::tr("How the value of a drawn type is drawn among those of the pool"),
        {RecipeDesk::tr("as often as tracks have them"), RecipeDesk::tr("every value alike"),
         RecipeDesk::tr("tempered: in between, by a temperature"),
         RecipeDesk::tr("rare ones first (inverse propensity)"),
         RecipeDesk::tr("those that tell most (information gain)")},
        [](Recipe& recipe, int index) { recipe.draw = static_cast<ValueDraw>(index); },
        [](const Recipe& recipe) { return static_cast<int>(recipe.draw); });
    auto* temperature = new QDoubleSpinBox(this);
    temperature->setRange(0.05, 20);
    temperature->setSingleStep(0.1);
    temperature->setAccessibleName(RecipeDesk::tr("Temperature"));
    temperature->setToolTip(
        RecipeDesk::tr("1 is as often as tracks have them; above it rare values come more often"));
    m_form->addRow(RecipeDesk::tr("Temperature"), temperature);
    connect(temperature, &QDoubleSpinBox::valueChanged, &m_desk, [this](double value) {
        m_desk.change(QStringLiteral("temperature"), [&](Recipe& recipe) { recipe.temperature = value; });
    });
    m_shows << [temperature](const Recipe& recipe) {
        const QSignalBlocker quiet(temperature);
        temperature->setValue(recipe.temperature);
        temperature->setEnabled(recipe.draw == ValueDraw::Tempered);
    };
    addChoice(
        RecipeDesk::tr("Tracks of a reply"),
        RecipeDesk::tr("How the tracks of a reply are drawn from the pool"),
        {RecipeDesk::tr("every track alike"),
         RecipeDesk::tr("rarely listed ones first (inverse propensity)")},
        [](Recipe& recipe, int index) { recipe.lists = static_cast<ListDraw>(index); },
        [](const Recipe& recipe) { return static_cast<int>(recipe.lists); });
}

void ValuesForm::addContent()
{
    auto* given = new QCheckBox(RecipeDesk::tr("Set how much goes by content (genre, mood, tempo …)"), this);
    given->setToolTip(RecipeDesk::tr("Else as the tables of naming say"));
    auto* share =
        new ChanceSlider(RecipeDesk::tr("Content"),
                         RecipeDesk::tr("0 %: metadata alone (artist, year …); 100 %: content alone"), this);
    m_form->addRow(QString(), given);
    m_form->addRow(RecipeDesk::tr("Content"), share);
    connect(given, &QCheckBox::toggled, &m_desk, [this](bool isGiven) {
        m_desk.change(QStringLiteral("content"), [&](Recipe& recipe) {
            recipe.contentShare = isGiven ? std::optional(0.5) : std::nullopt;
        });
    });
    connect(share, &ChanceSlider::edited, &m_desk, [this](double value) {
        m_desk.change(QStringLiteral("content"), [&](Recipe& recipe) { recipe.contentShare = value; });
    });
    m_shows << [given, share](const Recipe& recipe) {
        const QSignalBlocker quiet(given);
        given->setChecked(recipe.contentShare.has_value());
        share->setEnabled(recipe.contentShare.has_value());
        share->setChance(recipe.contentShare.value_or(0.5));
    };
}

void ValuesForm::addGoal()
{
    const auto number = [this](const QString& title, const QString& none, const QString& explanation,
                               int maximum, int GoalRule::*part) {
        auto* field = new QSpinBox(this);
        field->setRange(0, maximum);
        field->setSpecialValueText(none);
        field->setAccessibleName(title);
        field->setToolTip(explanation);
        m_form->addRow(title, field);
        connect(field, &QSpinBox::valueChanged, &m_desk, [this, title, part](int value) {
            m_desk.change(title, [&](Recipe& recipe) { recipe.goal.*part = value; });
        });
        m_shows << [field, part](const Recipe& recipe) {
            const QSignalBlocker quiet(field);
            field->setValue(recipe.goal.*part);
        };
    };
    heading(RecipeDesk::tr("What the user is after"));
    number(RecipeDesk::tr("Tracks in mind"), RecipeDesk::tr("none"),
           RecipeDesk::tr("The user names only what all of these tracks have"), 10, &GoalRule::tracks);
    number(RecipeDesk::tr("Listed by reply"), RecipeDesk::tr("the last"),
           RecipeDesk::tr("Which reply lists them"), 50, &GoalRule::reply);
}

void ValuesForm::addChances()
{
    heading(RecipeDesk::tr("Chances"));
    addChance(RecipeDesk::tr("Excludes"), RecipeDesk::tr("A value named later is excluded: \"not sad\""),
              &Recipe::excludes);
    m_form->addRow(RecipeDesk::tr("Excludes by type"), makeExcludesField(m_desk, this));
    addChance(RecipeDesk::tr("Excludes when narrow"),
              RecipeDesk::tr("No value of the drawn type can be added: one of it is excluded"),
              &Recipe::excludesWhenNarrow);
    addChance(RecipeDesk::tr("Same type again"),
              RecipeDesk::tr("A further value of a turn may be of a type that the turn names already"),
              &Recipe::sameTypeAgain);
    addChance(RecipeDesk::tr("Answers what is asked"),
              RecipeDesk::tr("A user who was asked for a type names a value of it"), &Recipe::answersAsked);
    addChance(RecipeDesk::tr("Takes a proposal"),
              RecipeDesk::tr("A user who adds a filter takes the value just proposed"),
              &Recipe::takesProposal);
    addChance(RecipeDesk::tr("Looks ahead"),
              RecipeDesk::tr("A value must leave tracks for all replies to come"), &Recipe::looksAhead);
    addChance(RecipeDesk::tr("Continues when narrow"),
              RecipeDesk::tr("No value narrows the pool any more: continue, else replace a filter"),
              &Recipe::continuesWhenNarrow);
}

// Starts as names of a weight table: their filters as a text.
QList<WeightedName> startNames(const Recipe& recipe)
{
    QList<WeightedName> names;
    for (const FilterStart& start : recipe.starts.list)
        names << WeightedName{startText(start.filters), start.weight};
    return names;
}

void writeStarts(Recipe& recipe, const QList<WeightedName>& names)
{
    QList<FilterStart> list;
    for (const WeightedName& name : names) {
        const auto same =
            std::find_if(recipe.starts.list.begin(), recipe.starts.list.end(),
                         [&](const FilterStart& start) { return startText(start.filters) == name.name; });
        if (same != recipe.starts.list.end())
            list << FilterStart{same->filters, name.weight};
    }
    recipe.starts.list = list;
}

QLayout* startField(RecipeDesk& desk, QWidget* page)
{
    auto* field = new QLineEdit(page);
    field->setObjectName(QStringLiteral("start"));
    field->setPlaceholderText(RecipeDesk::tr("genre:rock, !mood:sad"));
    field->setAccessibleName(RecipeDesk::tr("Filters of a new cascade"));
    auto* add = new QPushButton(RecipeDesk::tr("Add"), page);
    add->setToolTip(RecipeDesk::tr("Add a cascade of these filters (Enter)"));
    auto* paste = new QPushButton(RecipeDesk::tr("Paste"), page);
    paste->setToolTip(RecipeDesk::tr("Add the cascade that was copied on Explore"));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(field, 1);
    row->addWidget(add);
    row->addWidget(paste);
    const auto addTyped = [&desk, field] {
        if (!field->text().trimmed().isEmpty())
            desk.addStart(field->text());
        field->clear();
    };
    QObject::connect(field, &QLineEdit::returnPressed, page, addTyped);
    QObject::connect(add, &QPushButton::clicked, page, addTyped);
    QObject::connect(paste, &QPushButton::clicked, page,
                     [&desk] { desk.addStart(QGuiApplication::clipboard()->text()); });
    return row;
}

} // namespace

QWidget* makeValuesSection(RecipeDesk& desk, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(new ValuesForm(desk, area));
    area->viewport()->setAutoFillBackground(false);
    area->widget()->setAutoFillBackground(false);
    return area;
}

QWidget* makeStartsSection(RecipeDesk& desk, QWidget* parent)
{
    auto* page = new QWidget(parent);
    auto* share = new ChanceSlider(
        RecipeDesk::tr("Plans that begin with one"),
        RecipeDesk::tr("The share of plans whose user names one of these cascades first"), page);
    auto* top = new QFormLayout;
    top->setHorizontalSpacing(metrics::padding);
    top->addRow(RecipeDesk::tr("Plans that begin with one"), share);
    auto* table =
        new WeightTable(WeightModel::Kind::Weights,
                        {RecipeDesk::tr("Cascades that plans begin with"), RecipeDesk::tr("Filters"),
                         RecipeDesk::tr("No cascades yet. Copy one on Explore, or write it below.")},
                        page);
    table->hideAdd();
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(top);
    column->addWidget(table, 1);
    column->addLayout(startField(desk, page));
    page->setFocusProxy(table);
    const auto show = [&desk, page, share, table] {
        page->setEnabled(!desk.isReadOnly());
        share->setChance(desk.recipe().starts.share);
        table->setReadOnly(desk.isReadOnly());
        table->setItems(startNames(desk.recipe()));
    };
    QObject::connect(&desk, &RecipeDesk::opened, page, show);
    QObject::connect(&desk, &RecipeDesk::edited, page, show);
    show();
    QObject::connect(share, &ChanceSlider::edited, &desk, [&desk](double chance) {
        desk.change(QStringLiteral("starts.share"), [&](Recipe& recipe) { recipe.starts.share = chance; });
    });
    QObject::connect(table, &WeightTable::edited, &desk, [&desk](const QList<WeightedName>& names) {
        desk.change(QStringLiteral("starts"), [&](Recipe& recipe) { writeStarts(recipe, names); });
    });
    return page;
}

} // namespace antiphon
