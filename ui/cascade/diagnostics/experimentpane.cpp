#include "ui/cascade/diagnostics/experimentpane.h"

#include "core/base/linereader.h"
#include "core/base/tablefile.h"
#include "core/storage/project.h"
#include "ui/cascade/diagnostics/findings.h"
#include "ui/panes/chartpane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSplitter>
#include <QVBoxLayout>

namespace antiphon {

namespace {

Result<KeptExperiment> runInBackground(const QString& path, const Actor& actor, const ExperimentOrder& order,
                                       const JobContext& job)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
    return runAndKeep(connection, actor, order, job.cancel, job.progress);
}

QString titleOf(ExperimentPane::Kind kind)
{
    return kind == ExperimentPane::Kind::Noise ? QStringLiteral("noise") : QStringLiteral("sparsity");
}

QByteArray jsonOf(const QList<Experiment>& experiments)
{
    if (experiments.size() == 1)
        return experimentJson(experiments.constFirst());
    QJsonArray list;
    for (const Experiment& each : experiments)
        list << QJsonDocument::fromJson(experimentJson(each)).object();
    return QJsonDocument(QJsonObject{{QStringLiteral("experiments"), list}}).toJson();
}

} // namespace

ExperimentPane::ExperimentPane(const WorkspaceContext& context, CatalogueLoader& loader, Kind kind,
                               QWidget* parent)
    : QWidget(parent), m_context(context), m_kind(kind)
{
    makePane();
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(makeLeft(loader));
    splitter->addWidget(m_pane);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({380, 800});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(splitter);
    setFocusProxy(m_form);
    connect(&context.jobs, &JobRunner::changed, this, &ExperimentPane::showProgress);
    connect(&context.session, &ProjectSession::changed, this, [this] {
        m_isStale = true;
        refresh();
    });
    m_form->setRunning(false);
}

QWidget* ExperimentPane::makeLeft(CatalogueLoader& loader)
{
    auto* left = new QWidget(this);
    m_form = new ExperimentForm(m_context, loader, titleOf(m_kind), left);
    m_list = new ExperimentList(left);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
    column->setSpacing(metrics::padding);
    column->addWidget(m_form);
    column->addWidget(m_list, 1);
    connect(m_form, &ExperimentForm::runAsked, this, &ExperimentPane::run);
    connect(m_form, &ExperimentForm::cancelAsked, this, &ExperimentPane::cancel);
    connect(m_list, &ExperimentList::selectionChanged, this, &ExperimentPane::show);
    connect(m_list, &ExperimentList::removeAsked, this, &ExperimentPane::removeSelected);
    connect(m_list, &ExperimentList::exportAsked, this, &ExperimentPane::exportSelected);
    return left;
}

void ExperimentPane::makePane()
{
    const bool isNoise = m_kind == Kind::Noise;
    m_pane = new ChartPane(
        m_context,
        {isNoise ? tr("What wrong annotations do") : tr("What missing annotations do"), tr("Filter figures"),
         isNoise ? tr("Annotations are dropped, added and swapped at each rate; run it to see how "
                      "pools, coherence and plans follow.")
                 : tr("Values, tracks and whole types are hidden at each rate; run it to see how "
                      "pools, coherence and plans follow."),
         titleOf(m_kind), QStringLiteral("cascade")},
        experimentColumns(), 3, this);
    m_measure = new QComboBox(this);
    m_measure->setObjectName(QStringLiteral("measure"));
    m_measure->addItem(tr("All measures"), -1);
    for (const Measure measure : allMeasures())
        m_measure->addItem(measureTitle(measure), static_cast<int>(measure));
    m_measure->setAccessibleName(tr("Which measure is drawn"));
    m_measure->setToolTip(tr("Every measure as a small panel, or one of them large"));
    m_pane->bar()->addWidget(m_measure);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &ExperimentPane::show);
}

void ExperimentPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

// Figures are many: they are read when they are looked at.
void ExperimentPane::refresh()
{
    if (!m_isStale || !isVisible())
        return;
    m_isStale = false;
    const QString title = titleOf(m_kind);
    m_context.session.readAside<QList<KeptExperiment>>(
        this, [title](const Connection& connection) { return keptExperiments(connection, title); },
        [this](const Result<QList<KeptExperiment>>& kept) {
            if (kept)
                m_list->setExperiments(*kept);
            else
                m_context.notify(noticeOf(kept.error()));
        },
        QStringLiteral("cascade.experiments.") + title);
}

void ExperimentPane::run()
{
    const auto order = m_form->order();
    if (m_job || !order)
        return;
    m_form->setRunning(true);
    m_job = m_context.jobs.start<KeptExperiment>(
        tr("Experiment: %1").arg(order->request.title), this,
        [path = m_context.session.path(), actor = m_context.session.actor(),
         asked = *order](const JobContext& job) { return runInBackground(path, actor, asked, job); },
        [this](const Result<KeptExperiment>& kept) { end(kept); },
        [](const KeptExperiment& kept) {
            return tr("%1: %2 figures in %3 s")
                .arg(kept.found.name, countText(kept.found.rows.size()),
                     QString::number(kept.found.seconds, 'f', 1));
        });
}

void ExperimentPane::end(const Result<KeptExperiment>& kept)
{
    m_job.reset();
    m_form->setRunning(false);
    if (kept) {
        m_list->select(kept->id);
        m_context.session.noteChange();
    } else if (kept.error().code != ErrorCode::Cancelled) {
        m_context.notify(noticeOf(kept.error()));
    }
    Q_EMIT finished();
}

void ExperimentPane::cancel()
{
    if (m_job)
        m_context.jobs.cancel(*m_job);
}

void ExperimentPane::showProgress()
{
    if (!m_job)
        return;
    const QList<JobSnapshot> jobs = m_context.jobs.snapshots();
    for (const JobSnapshot& job : jobs)
        if (job.number == *m_job)
            m_form->setProgress(job.progress);
}

void ExperimentPane::removeSelected()
{
    const QList<KeptExperiment> selected = m_list->selected();
    if (selected.isEmpty())
        return;
    QList<ExperimentId> ids;
    for (const KeptExperiment& kept : selected)
        ids << kept.id;
    const QString label = selected.size() == 1 ? removeExperimentLabel(selected.constFirst().found.name)
                                               : tr("Remove %1 experiments").arg(selected.size());
    m_context.session.edit(label, [ids](const Connection& connection) -> Result<void> {
        for (const ExperimentId id : ids)
            ANTIPHON_TRY(removeExperiment(connection, id));
        return {};
    });
}

Result<void> ExperimentPane::write(const QString& path) const
{
    if (path.endsWith(QLatin1String(".json")))
        return writeWholeFile(path, jsonOf(shown()));
    if (path.endsWith(QLatin1String(".csv")) || path.endsWith(QLatin1String(".xlsx")))
        return writeTableFile(path, experimentCsv(shown()));
    return exportChart(m_pane->chart(), path);
}

void ExperimentPane::exportSelected()
{
    if (shown().isEmpty())
        return;
    const FileQuestion question{tr("Export experiments"), titleOf(m_kind) + QStringLiteral(".json"),
                                tr("Figures (*.json);;Table (*.csv);;Excel (*.xlsx);;Picture (*.png);;"
                                   "Drawing (*.svg)")};
    m_context.files.save(this, question, [this](const QString& path) {
        if (const auto written = write(path); !written)
            m_context.notify(noticeOf(written.error()));
        else
            m_context.notify({NoticeKind::Done, tr("Wrote %1").arg(path)});
    });
}

QList<Experiment> ExperimentPane::shown() const
{
    QList<Experiment> experiments;
    const QList<KeptExperiment> selected = m_list->selected();
    for (const KeptExperiment& kept : selected)
        experiments << kept.found;
    return experiments;
}

void ExperimentPane::show()
{
    const QList<Experiment> experiments = shown();
    if (experiments.isEmpty())
        return m_pane->show({}, {}, {});
    const int measure = m_measure->currentData().toInt();
    PlanFinding finding = experimentFinding(
        experiments, measure < 0 ? std::nullopt : std::optional(static_cast<Measure>(measure)));
    m_pane->setNote(experimentsNote(experiments));
    m_pane->show(std::move(finding.chart), std::move(finding.rows), finding.remark);
    m_pane->table()->setExport([experiments] { return experimentCsv(experiments); });
}

} // namespace antiphon
