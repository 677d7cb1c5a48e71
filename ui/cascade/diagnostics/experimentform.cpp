#include "ui/cascade/diagnostics/experimentform.h"

#include "ui/cascade/recipe/recipechoice.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QThread>
#include <QVBoxLayout>

namespace antiphon {

ExperimentForm::ExperimentForm(const WorkspaceContext& context, CatalogueLoader& loader, const QString& title,
                               QWidget* parent)
    : Card(parent),
      m_context(context),
      m_loader(loader),
      m_title(title),
      m_catalogue(new QComboBox(this)),
      m_recipe(new RecipeChoice(context, this)),
      m_rates(new QLineEdit(QStringLiteral("0, 0.05, 0.1, 0.2, 0.3, 0.5"), this)),
      m_cascades(spin("cascades", 1, 100'000, 200)),
      m_plans(spin("plans", 1, 1'000'000, 300)),
      m_seeds(spin("seeds", 1, 1000, 5)),
      m_seed(spin("seed", 0, INT_MAX, 1))
{
    m_catalogue->setObjectName(QStringLiteral("catalogue"));
    m_catalogue->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_catalogue->setMinimumContentsLength(12);
    m_rates->setObjectName(QStringLiteral("rates"));
    column()->addWidget(new SectionHeader(tr("New experiment"), {}, this));
    addFields();
    column()->addWidget(makeActs());
    setFocusProxy(m_rates);
    connect(m_catalogue, &QComboBox::activated, this,
            [this](int row) { m_chosen = m_loader.catalogues().value(row).id; });
    connect(m_rates, &QLineEdit::returnPressed, this, &ExperimentForm::runAsked);
    connect(&loader, &CatalogueLoader::cataloguesChanged, this, &ExperimentForm::adoptCatalogues);
    adoptCatalogues();
}

QSpinBox* ExperimentForm::spin(const char* name, int minimum, int maximum, int value)
{
    auto* field = new QSpinBox(this);
    field->setObjectName(QLatin1String(name));
    field->setRange(minimum, maximum);
    field->setValue(value);
    field->setGroupSeparatorShown(true);
    field->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return field;
}

void ExperimentForm::addFields()
{
    auto* fields = new QFormLayout;
    fields->setSpacing(metrics::gap);
    fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto prepare = [](QWidget* field, const QString& name, const QString& hint) {
        field->setAccessibleName(name);
        field->setToolTip(hint);
        return field;
    };
    const auto add = [&](const QString& name, QWidget* field, const QString& hint) {
        fields->addRow(name, prepare(field, name, hint));
    };
    // Two numbers share a row.
    const auto addTwo = [&](const QString& name, QWidget* field, const QString& hint, const QString& nextName,
                            QWidget* next, const QString& nextHint) {
        auto* row = new QHBoxLayout;
        row->setSpacing(metrics::gap);
        row->addWidget(prepare(field, name, hint), 1);
        auto* label = new TextLabel(nextName, TextSize::Body, Tone::Normal, this);
        label->setMinimumWidth(fontMetrics().averageCharWidth() * 7);
        row->addWidget(label);
        row->addWidget(prepare(next, nextName, nextHint), 1);
        fields->addRow(name, row);
    };
    add(tr("Catalogue"), m_catalogue, tr("Copies of it are damaged; the catalogue itself stays as it is"));
    add(tr("Recipe"), m_recipe, tr("The recipe and version that plans are drawn by"));
    add(tr("Rates"), m_rates,
        tr("How much of the catalogue is damaged, between 0 and 1, with commas between"));
    addTwo(tr("Cascades"), m_cascades, tr("Random cascades whose pools are measured"), tr("Plans"), m_plans,
           tr("Plans drawn on each damaged catalogue"));
    addTwo(tr("Repeats"), m_seeds, tr("How often each kind of damage is done anew; intervals come from them"),
           tr("Seed"), m_seed, tr("Of everything that is drawn; the same seed gives the same figures"));
    column()->addLayout(fields);
}

QWidget* ExperimentForm::makeActs()
{
    auto* acts = new QWidget(this);
    m_progress = new TextLabel({}, TextSize::Caption, Tone::Muted, acts);
    m_progress->setAccessibleName(tr("How far the experiment is"));
    m_cancel = new QPushButton(tr("Cancel"), acts);
    m_cancel->setToolTip(tr("Stop the experiment; nothing of it is kept"));
    m_run = new QPushButton(tr("Run experiment"), acts);
    m_run->setToolTip(tr("Runs in the background and keeps what it finds (Shift+D)"));
    makePrimary(m_run);
    auto* row = new QHBoxLayout(acts);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_run);
    connect(m_run, &QPushButton::clicked, this, &ExperimentForm::runAsked);
    connect(m_cancel, &QPushButton::clicked, this, &ExperimentForm::cancelAsked);
    return acts;
}

void ExperimentForm::adoptCatalogues()
{
    const QSignalBlocker quiet(m_catalogue);
    const Catalogue* inHand = m_loader.current();
    m_catalogue->clear();
    int row = -1;
    for (const Catalogue& each : m_loader.catalogues()) {
        m_catalogue->addItem(each.name);
        m_catalogue->setItemData(m_catalogue->count() - 1,
                                 countedText(each.tracks, tr("track"), tr("tracks")), Qt::ToolTipRole);
        if (each.id == m_chosen || (row < 0 && inHand && each.id == inHand->id))
            row = m_catalogue->count() - 1;
    }
    m_catalogue->setCurrentIndex(row);
    setRunning(m_isRunning);
}

void ExperimentForm::setRunning(bool running)
{
    m_isRunning = running;
    m_run->setText(running ? tr("Running…") : tr("Run experiment"));
    m_run->setEnabled(!running && m_catalogue->currentIndex() >= 0);
    m_cancel->setVisible(running);
    if (!running)
        m_progress->clear();
}

void ExperimentForm::setProgress(const Progress& progress)
{
    m_progress->setText(
        progress.total > 0
            ? tr("%1 of %2 catalogues").arg(countText(progress.done), countText(progress.total))
            : QString());
}

std::optional<std::vector<double>> ExperimentForm::rates() const
{
    std::vector<double> rates;
    const QStringList parts = m_rates->text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        bool isNumber = false;
        rates.push_back(part.trimmed().toDouble(&isNumber));
        if (!isNumber || !(rates.back() >= 0.0 && rates.back() <= 1.0)) {
            m_context.notify(
                {NoticeKind::Error, tr("Rates are numbers between 0 and 1 with commas between, such as "
                                       "0, 0.1, 0.5. \"%1\" is none.")
                                        .arg(part.trimmed())});
            return std::nullopt;
        }
    }
    if (rates.empty()) {
        m_context.notify({NoticeKind::Error, tr("An experiment needs a rate, such as 0.1.")});
        return std::nullopt;
    }
    return rates;
}

std::optional<ExperimentOrder> ExperimentForm::order() const
{
    const int row = m_catalogue->currentIndex();
    if (m_isRunning || row < 0)
        return std::nullopt;
    const auto wanted = rates();
    if (!wanted)
        return std::nullopt;
    ExperimentOrder order;
    order.catalogue = m_loader.catalogues().value(row).id;
    order.recipe = m_recipe->version();
    order.request.title = m_title;
    order.request.rates = *wanted;
    order.request.cascades = m_cascades->value();
    order.request.plans = m_plans->value();
    order.request.seeds = m_seeds->value();
    order.request.seed = static_cast<quint64>(m_seed->value());
    order.request.threads = std::clamp(QThread::idealThreadCount(), 1, 8);
    return order;
}

} // namespace antiphon
