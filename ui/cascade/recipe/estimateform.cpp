#include "ui/cascade/recipe/estimateform.h"

#include "core/cascade/recipetaxonomy.h"
#include "ui/cascade/recipe/coderread.h"
#include "ui/cascade/recipe/recipedesk.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace antiphon {

EstimateForm::EstimateForm(RecipeDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_coder(new QComboBox(this)),
      m_taxonomy(new QComboBox(this)),
      m_prior(new QDoubleSpinBox(this)),
      m_estimate(new QPushButton(tr("Estimate"), this))
{
    m_coder->setAccessibleName(tr("Coder"));
    m_coder->setToolTip(tr("Whose codings the weights are counted from"));
    m_taxonomy->setAccessibleName(tr("Version of the codebook"));
    m_taxonomy->setToolTip(tr("The published version of the codebook that the recipe will name"));
    m_prior->setRange(0.1, 1e6);
    m_prior->setDecimals(1);
    m_prior->setValue(1);
    m_prior->setAccessibleName(tr("Prior"));
    m_prior->setToolTip(tr("How many turns the shares of all turns weigh in each table"));
    m_estimate->setToolTip(tr("Counts in the background and opens the result as a new recipe"));
    makePrimary(m_estimate);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    for (const auto& [title, field] : {std::pair<QString, QWidget*>(tr("Coder"), m_coder),
                                       {tr("Codebook"), m_taxonomy},
                                       {tr("Prior"), m_prior}}) {
        row->addWidget(new TextLabel(title, TextSize::Body, Tone::Muted, this));
        row->addWidget(field);
    }
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_estimate);
    auto* card = new Card(this);
    card->column()->addWidget(new SectionHeader(tr("Estimate from coding"), {}, card));
    card->column()->addLayout(row);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(card);
    connect(cancel, &QPushButton::clicked, this, &EstimateForm::closed);
    connect(m_estimate, &QPushButton::clicked, this, &EstimateForm::estimate);
}

void EstimateForm::open()
{
    m_desk.context().session.read<Choices>(
        this,
        [](const Connection& connection) -> Result<Choices> {
            Choices choices;
            ANTIPHON_TRY_ASSIGN(choices.coders, coderNames(connection));
            ANTIPHON_TRY_ASSIGN(const auto versions, readTaxonomyVersions(connection));
            for (const TaxonomyVersion& version : versions)
                choices.taxonomies << version.name;
            return choices;
        },
        [this](const Result<Choices>& choices) {
            if (choices)
                adopt(*choices);
        },
        QStringLiteral("cascade.recipe.estimate"));
    show();
    m_coder->setFocus();
}

void EstimateForm::adopt(const Choices& choices)
{
    const QString coder = m_coder->currentText();
    m_coder->clear();
    m_coder->addItems(choices.coders);
    m_coder->setCurrentIndex(std::max(0, m_coder->findText(coder)));
    m_taxonomy->clear();
    m_taxonomy->addItem(tr("none named"), QString());
    for (const QString& taxonomy : choices.taxonomies)
        m_taxonomy->addItem(taxonomy, taxonomy);
    m_taxonomy->setCurrentIndex(m_taxonomy->count() - 1);
    m_estimate->setEnabled(!choices.coders.isEmpty());
    m_coder->setPlaceholderText(choices.coders.isEmpty() ? tr("nobody has coded yet") : QString());
}

void EstimateForm::estimate()
{
    m_estimate->setEnabled(false);
    m_desk.context().session.readAside<RecipeEstimate>(
        this,
        [coder = m_coder->currentText(), taxonomy = m_taxonomy->currentData().toString(),
         name = tr("shares of %1").arg(m_coder->currentText()),
         prior = m_prior->value()](const Connection& connection) -> Result<RecipeEstimate> {
            ANTIPHON_TRY_ASSIGN(RecipeEstimate found, estimateOf(connection, coder, name, prior));
            found.recipe.taxonomy.name = taxonomy;
            ANTIPHON_TRY_ASSIGN(const auto version, taxonomyOfRecipe(connection, found.recipe));
            if (version)
                found.recipe.taxonomy.hash = version->hash;
            return found;
        },
        [this](const Result<RecipeEstimate>& found) {
            m_estimate->setEnabled(true);
            if (!found)
                return m_desk.context().notify(noticeOf(found.error()));
            m_desk.add(found->recipe);
            m_desk.context().notify(
                {NoticeKind::Done,
                 tr("Estimated from %1 dialogues; save it to keep it").arg(countText(found->dialogues))});
            Q_EMIT closed();
        });
}

void EstimateForm::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else if (event->key() == Qt::Key_Return && m_estimate->isEnabled())
        estimate();
    else
        QWidget::keyPressEvent(event);
}

} // namespace antiphon
