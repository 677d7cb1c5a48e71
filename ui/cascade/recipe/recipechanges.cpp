#include "ui/cascade/recipe/recipechanges.h"

#include "core/cascade/recipediff.h"
#include "ui/cascade/recipe/recipedesk.h"
#include "ui/models/texttablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QHeaderView>
#include <QVBoxLayout>

namespace antiphon {

RecipeChanges::RecipeChanges(RecipeDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_header(new SectionHeader(tr("What is different"), {}, this)),
      m_against(new QComboBox(this)),
      m_table(new CalmTable(this)),
      m_rows(new TextTableModel({{tr("Key")}, {tr("There"), Qt::AlignRight}, {tr("Here"), Qt::AlignRight}},
                                TextTableModel::Boxes::None, this))
{
    m_against->setAccessibleName(tr("Compared with"));
    m_against->setToolTip(tr("The version that the recipe in hand is compared with"));
    m_against->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_table->setFramed(true);
    m_table->setModel(m_rows);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(tr("What is different"));
    m_table->setEmptyText(tr("Nothing is different: both draw the same plans."));
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const int column : {1, 2})
        m_table->horizontalHeader()->resizeSection(column, 110);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::gap);
    top->addWidget(new TextLabel(tr("Compared with"), TextSize::Body, Tone::Normal, this));
    top->addWidget(m_against);
    top->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(top);
    column->addWidget(m_header);
    column->addWidget(m_table, 1);
    setFocusProxy(m_against);
    connect(m_against, &QComboBox::activated, this, [this] {
        m_isChosen = true;
        show();
    });
    connect(&desk, &RecipeDesk::listChanged, this, &RecipeChanges::listVersions);
    connect(&desk, &RecipeDesk::opened, this, [this] {
        m_isChosen = false;
        listVersions();
    });
    connect(&desk, &RecipeDesk::edited, this, &RecipeChanges::listVersions);
    listVersions();
}

// At first the version that is edited, else the one that it was made from.
void RecipeChanges::listVersions()
{
    const OpenRecipe& open = m_desk.inHand();
    const bool isWritten = open.isChanged() && !open.isFresh();
    QString chosen = m_isChosen ? m_against->currentText() : QString();
    m_against->clear();
    const QList<RecipeVersion>& versions = m_desk.versions();
    for (const RecipeVersion& version : versions) {
        m_against->addItem(version.title());
        const bool isBase = isWritten ? version.id == open.base().id : version.id == open.base().parent;
        if (chosen.isEmpty() && isBase && !open.isFresh())
            chosen = version.title();
    }
    m_against->setCurrentIndex(std::max(0, m_against->findText(chosen)));
    show();
}

void RecipeChanges::show()
{
    const int place = m_against->currentIndex();
    if (place < 0 || place >= m_desk.versions().size())
        return;
    QList<QList<TextCell>> rows;
    const QString none = QStringLiteral("–");
    const auto changes = recipeDiff(m_desk.versions()[place].recipe, m_desk.recipe());
    for (const RecipeChange& change : changes)
        rows << QList<TextCell>{{change.key, {}, change.key},
                                {change.before.isEmpty() ? none : change.before},
                                {change.after.isEmpty() ? none : change.after}};
    m_header->setRemark(countedText(rows.size(), tr("key"), tr("keys")));
    m_rows->setRows(std::move(rows));
}

} // namespace antiphon
