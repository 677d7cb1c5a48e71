#include "ui/cascade/diagnostics/diagnosticspage.h"

#include "core/analysis/codedcorpusstore.h"
#include "core/coding/coderstore.h"
#include "core/storage/project.h"
#include "ui/cascade/diagnostics/findings.h"
#include "ui/cascade/diagnostics/formfield.h"
#include "ui/panes/chartpane.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tabstrip.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

Result<PlanDiagnosis> measureInBackground(const QString& path, const DiagnosisRequest& request,
                                          const JobContext& job)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
    ANTIPHON_TRY_ASSIGN(const auto index, CatalogueIndex::load(connection, request.set.catalogue));
    return diagnosePlans(connection, *index, request, job.cancel, job.progress);
}

// As the coder in hand may see it: the job's own connection would see everything.
Result<QList<LabelTable>> readCoding(const Connection& connection, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, {{coder}, {}}));
    if (corpus.layers.empty())
        return QList<LabelTable>{};
    return tablesOfCoding(corpus, corpus.layers.front());
}

QSpinBox* spin(QWidget* parent, int minimum, int maximum, int value)
{
    auto* field = new QSpinBox(parent);
    field->setRange(minimum, maximum);
    field->setValue(value);
    field->setGroupSeparatorShown(true);
    return field;
}

} // namespace

DiagnosticsPage::DiagnosticsPage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_loader(loader),
      m_sections(new TabStrip(this)),
      m_pages(new QStackedWidget(this))
{
    m_bar = makeBar();
    addSections();
    m_sections->setAccessibleName(tr("What is measured"));
    auto* strip = new QHBoxLayout;
    strip->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, 0);
    strip->addWidget(m_sections);
    strip->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(strip);
    column->addWidget(m_bar);
    column->addWidget(m_pages, 1);
    connect(m_sections, &QTabBar::currentChanged, this, [this](int section) {
        m_pages->setCurrentIndex(section);
        m_bar->setVisible(section < Noise);
    });
    connect(&context.session, &ProjectSession::changed, this, &DiagnosticsPage::refresh);
    setFocusProxy(m_sections);
    setMeasuring(false);
    refresh();
}

QWidget* DiagnosticsPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, 0);
    row->setSpacing(metrics::gap);
    const auto add = [row](const QString& name, QWidget* field, const QString& hint) {
        addFormField(*row, name, field, hint);
    };
    m_set = new QComboBox(bar);
    m_set->setMinimumWidth(150);
    m_reference = new QComboBox(bar);
    m_reference->setMinimumWidth(170);
    m_reference->setObjectName(QStringLiteral("reference"));
    m_shuffles = spin(bar, 0, 100'000, 199);
    m_seed = spin(bar, 0, INT_MAX, 1);
    add(tr("Plans"), m_set, tr("The plan set that is measured"));
    add(tr("Against"), m_reference,
        tr("The recipe that the plans were drawn by, or how a coder coded human dialogues"));
    add(tr("Shuffles"), m_shuffles, tr("Shuffled catalogues that coherence is held against; 0: no test"));
    add(tr("Seed"), m_seed, tr("Of the shuffles; the same seed gives the same p"));
    m_measure = new QPushButton(tr("Measure"), bar);
    m_measure->setToolTip(tr("Goes over all plans in the background (D)"));
    makePrimary(m_measure);
    row->addStretch(1);
    row->addWidget(m_measure);
    connect(m_measure, &QPushButton::clicked, this, &DiagnosticsPage::measure);
    return bar;
}

void DiagnosticsPage::addSections()
{
    const auto add = [this](const QString& tab, const QString& title, const QString& empty,
                            const QString& file, const QList<TextColumn>& columns, int stretched) {
        auto* pane =
            new ChartPane(m_context, {title, tr("Filter rows"), empty, file, QStringLiteral("cascade")},
                          columns, stretched, this);
        m_sections->addPage(tab);
        m_pages->addWidget(pane);
        m_panes << pane;
    };
    add(tr("Distance"), tr("How far the plans lie from what they should be like"),
        tr("Measure the plans to see, table by table, how far they lie from the recipe or from human "
           "dialogues."),
        QStringLiteral("distance"), distanceColumns(), 0);
    add(tr("Coherence"), tr("Whether values named one after the other go together"),
        tr("Measure the plans to see whether their values share more tracks than chance would let them."),
        QStringLiteral("coherence"), coherenceColumns(), 0);
    add(tr("Balance"), tr("How evenly tracks and values are used"),
        tr("Measure the plans to see how much of the catalogue they use, and how evenly."),
        QStringLiteral("balance"), balanceColumns(), 0);
    add(tr("Pools"), tr("How pools shrink from turn to turn"),
        tr("Measure the plans to see how many tracks are left after each turn."), QStringLiteral("pools"),
        poolColumns(), 6);
    add(tr("Repeats"), tr("What plans have in common"),
        tr("Measure the plans to see which runs of turns they share."), QStringLiteral("repeats"),
        repeatColumns(), 2);
    m_panes[Distance]->setNote(
        tr("Total variation: half the sum of the differences of shares, 0 for the same, 1 for "
           "nothing in common. V: Cramer's V against a coding; w: Cohen's w against a recipe (0.1 "
           "small, 0.3 medium, 0.5 large). p takes turns for independent, which those of one plan "
           "are not."));
    m_panes[Coherent]->setNote(
        tr("Means over the pairs of included values in the order in which users name them. The "
           "whisker is the middle 95 % of catalogues whose values were shuffled among the tracks "
           "of their type; p is the share of them, the plans counted in, that reach the figure."));
    m_panes[Balanced]->setNote(
        tr("Gini 0: all alike; near 1: few have nearly all. Tracks and values that no plan uses "
           "count, too."));
    m_table = new QComboBox(this);
    m_table->setObjectName(QStringLiteral("table"));
    m_table->addItem(tr("All tables"), QString());
    for (const QString& table : labelTableNames())
        m_table->addItem(table, table);
    m_table->setAccessibleName(tr("Which table is drawn"));
    m_table->setToolTip(tr("All tables by their distance, or the labels of one on both sides"));
    m_panes[Distance]->bar()->addWidget(m_table);
    connect(m_table, &QComboBox::currentIndexChanged, this, &DiagnosticsPage::showDistances);
    m_noise = new ExperimentPane(m_context, m_loader, ExperimentPane::Kind::Noise, this);
    m_sparsity = new ExperimentPane(m_context, m_loader, ExperimentPane::Kind::Sparsity, this);
    m_sections->addPage(tr("Noise experiment"));
    m_sections->addPage(tr("Sparsity experiment"));
    m_pages->addWidget(m_noise);
    m_pages->addWidget(m_sparsity);
}

ChartPane* DiagnosticsPage::pane(Section section) const
{
    return section < Noise ? m_panes[section] : experiment(section)->pane();
}

void DiagnosticsPage::showSection(Section section)
{
    m_sections->setCurrentIndex(section);
}

void DiagnosticsPage::refresh()
{
    m_context.session.read<Choice>(
        this,
        [](const Connection& connection) -> Result<Choice> {
            Choice choice;
            ANTIPHON_TRY_ASSIGN(choice.sets, readyPlanSets(connection));
            ANTIPHON_TRY_ASSIGN(choice.coders, allCoders(connection));
            return choice;
        },
        [this](Result<Choice> choice) {
            if (choice)
                adopt(*choice);
            else
                m_context.notify(noticeOf(choice.error()));
        },
        QStringLiteral("cascade.diagnostics"));
}

void DiagnosticsPage::adopt(const Choice& choice)
{
    const QString set = m_set->currentText();
    const QString coder = m_reference->currentText();
    const QSignalBlocker quietSet(m_set);
    const QSignalBlocker quietReference(m_reference);
    m_sets = choice.sets;
    m_coders = choice.coders;
    std::reverse(m_sets.begin(), m_sets.end());
    m_set->clear();
    for (const PlanSet& each : std::as_const(m_sets))
        m_set->addItem(each.name);
    m_set->setCurrentIndex(std::max(m_set->findText(set), m_sets.isEmpty() ? -1 : 0));
    m_reference->clear();
    m_reference->addItem(tr("their recipe"));
    for (const Coder& each : choice.coders)
        m_reference->addItem(tr("the coding of %1").arg(each.name));
    m_reference->setCurrentIndex(std::max(m_reference->findText(coder), 0));
    for (ChartPane* pane : std::as_const(m_panes))
        if (m_sets.isEmpty())
            pane->setEmptyText(
                tr("There are no plans yet. Draw some on the page Plans; then they are measured here."));
    setMeasuring(m_isMeasuring);
}

void DiagnosticsPage::setMeasuring(bool measuring)
{
    m_isMeasuring = measuring;
    m_measure->setText(measuring ? tr("Measuring…") : tr("Measure"));
    m_measure->setEnabled(!measuring && !m_sets.isEmpty());
}

void DiagnosticsPage::measure()
{
    if (m_isMeasuring || m_set->currentIndex() < 0)
        return;
    const QString name = m_reference->currentText();
    const int coder = m_reference->currentIndex() - 1; // the recipe stands first
    if (coder < 0)
        return measureAgainst({}, {});
    setMeasuring(true);
    m_context.session.readAside<QList<LabelTable>>(
        this, [id = m_coders[coder].id](const Connection& connection) { return readCoding(connection, id); },
        [this, name](Result<QList<LabelTable>> tables) {
            setMeasuring(false);
            if (!tables)
                return m_context.notify(noticeOf(tables.error()));
            if (tables->isEmpty())
                return m_context.notify(
                    {NoticeKind::Error, tr("There is nothing to compare with: %1 is empty.").arg(name)});
            measureAgainst(*tables, name);
        },
        QStringLiteral("cascade.diagnostics.coding"));
}

void DiagnosticsPage::measureAgainst(const QList<LabelTable>& reference, const QString& name)
{
    DiagnosisRequest request;
    request.set = m_sets[m_set->currentIndex()];
    request.reference = reference;
    request.referenceName = name;
    request.shuffles = m_shuffles->value();
    request.seed = static_cast<quint64>(m_seed->value());
    request.threads = std::clamp(QThread::idealThreadCount(), 1, 8);
    setMeasuring(true);
    m_context.jobs.start<PlanDiagnosis>(
        tr("Measuring %1").arg(request.set.name), this,
        [path = m_context.session.path(), request](const JobContext& job) {
            return measureInBackground(path, request, job);
        },
        [this](Result<PlanDiagnosis> found) {
            setMeasuring(false);
            if (!found)
                return m_context.notify(noticeOf(found.error()));
            m_diagnosis = std::move(*found);
            show();
            Q_EMIT measured();
        },
        [](const PlanDiagnosis& found) {
            return tr("%1 plans in %2 s").arg(countText(found.planCount)).arg(found.seconds, 0, 'f', 1);
        });
}

ExperimentPane* DiagnosticsPage::shownExperiment() const
{
    const auto section = static_cast<Section>(m_sections->currentIndex());
    return section < Noise ? nullptr : experiment(section);
}

void DiagnosticsPage::runExperiment()
{
    if (!shownExperiment())
        showSection(Noise);
    shownExperiment()->run();
}

void DiagnosticsPage::showDistances()
{
    if (!m_diagnosis)
        return;
    PlanFinding finding = distanceFinding(*m_diagnosis, m_table->currentData().toString());
    m_panes[Distance]->show(std::move(finding.chart), std::move(finding.rows), finding.remark);
}

void DiagnosticsPage::show()
{
    showDistances();
    const auto put = [this](Section section, PlanFinding finding) {
        m_panes[section]->show(std::move(finding.chart), std::move(finding.rows), finding.remark);
    };
    put(Coherent, coherenceFinding(*m_diagnosis));
    put(Balanced, balanceFinding(*m_diagnosis));
    put(Pools, poolFinding(*m_diagnosis));
    put(Repeats, repeatFinding(*m_diagnosis));
}

} // namespace antiphon
