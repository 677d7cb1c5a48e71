#include "ui/generation/samplepage.h"

#include "core/generation/runstore.h"
#include "ui/generation/sampledocument.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int examplesKept = 20;

QString provenanceLine(const RunItem& item)
{
    const QJsonObject json = QJsonDocument::fromJson(item.provenance).object();
    const auto text = [&json](const char* name) {
        return json.value(QLatin1String(name)).toVariant().toString();
    };
    QStringList parts;
    if (text("writer") == templateWriterName)
        parts << SamplePage::tr("template writer, phrases %1").arg(text("phrases").left(8));
    else
        parts << SamplePage::tr("%1 by %2")
                     .arg(text("endpoint"),
                          text("model_answered").isEmpty() ? text("model") : text("model_answered"))
              << SamplePage::tr("prompt %1").arg(text("prompt"))
              << SamplePage::tr("%1 tokens")
                     .arg(countText(json.value(QStringLiteral("prompt_tokens")).toInteger() +
                                    json.value(QStringLiteral("completion_tokens")).toInteger()))
              << SamplePage::tr("%1 requests").arg(text("attempts"));
    parts << SamplePage::tr("seed %1").arg(text("seed"))
          << timeText(json.value(QStringLiteral("at")).toInteger(), now());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

SamplePage::SamplePage(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_model(new SampleListModel(context.session, this))
{
    m_run = new QComboBox(this);
    m_run->setAccessibleName(tr("Run"));
    m_run->setToolTip(tr("The run whose samples are shown"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_check = new QPushButton(tr("Check all"), this);
    m_check->setToolTip(tr("Counts the faults of all samples of the run"));
    m_summary = new TextLabel({}, TextSize::Body, Tone::Muted, this);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::gap);
    top->addWidget(m_run);
    top->addWidget(m_check);
    top->addWidget(m_summary, 1);

    m_table = new CalmTable(this);
    m_table->setFramed(true);
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(tr("Samples"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnHidden(SampleListModel::Words, true);
    const int widths[] = {76, 62, 68, 66, 118, 70, 60};
    for (int column = 0; column < 7; ++column)
        m_table->setColumnWidth(column, widths[column]);
    auto* pane = new QWidget(this);
    m_title = new SectionHeader({}, {}, pane);
    m_provenance = new TextLabel({}, TextSize::Caption, Tone::Muted, pane);
    m_provenance->setWordWrap(true);
    m_dialogue = new DialogueView(pane);
    m_dialogue->setFrameShape(QFrame::NoFrame);
    m_dialogue->setAccessibleName(tr("Sample beside its plan"));
    auto* paneColumn = new QVBoxLayout(pane);
    paneColumn->setContentsMargins(metrics::padding, 0, 0, 0);
    paneColumn->setSpacing(metrics::gap);
    paneColumn->addWidget(m_title);
    paneColumn->addWidget(m_provenance);
    paneColumn->addWidget(m_dialogue, 1);
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(1);
    m_split->addWidget(m_table);
    m_split->addWidget(pane);
    m_split->setSizes({560, 620});

    auto* full = new QWidget(this);
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins({});
    column->setSpacing(metrics::padding);
    column->addLayout(top);
    column->addWidget(m_split, 1);
    auto* empty = new EmptyView(
        QStringLiteral("corpus"),
        tr("No samples yet. A run writes one for each plan and they appear here beside it."), this);
    connect(empty->setButton(tr("New run")), &QPushButton::clicked, this, &SamplePage::runRequested);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(full);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->addWidget(m_stack);
    setFocusProxy(m_table);

    connect(m_run, &QComboBox::currentIndexChanged, this, &SamplePage::adoptRun);
    connect(m_check, &QPushButton::clicked, this, &SamplePage::checkAll);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SamplePage::showRow);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &SamplePage::showRow);
    connect(m_model, &SampleListModel::failed, this,
            [this](const Error& error) { m_context.notify(noticeOf(error)); });
    connect(&context.session, &ProjectSession::changed, this, &SamplePage::reload);
    reload();
}

void SamplePage::reload()
{
    m_context.session.read<QList<Run>>(
        this, [](const Connection& connection) { return listRuns(connection); },
        [this](Result<QList<Run>> runs) {
            if (runs)
                adoptRuns(*runs);
        },
        QStringLiteral("generation.samples.runs"));
}

void SamplePage::adoptRuns(const QList<Run>& runs)
{
    m_runs.clear();
    for (const Run& run : runs) {
        if (run.samples + run.setAside > 0)
            m_runs << run;
    }
    const QString kept = m_wanted.isEmpty() ? m_run->currentText() : m_wanted;
    {
        const QSignalBlocker blocker(m_run);
        m_run->clear();
        for (const Run& run : std::as_const(m_runs))
            m_run->addItem(run.name);
        m_run->setCurrentIndex(std::max(0, m_run->findText(kept)));
    }
    m_stack->setCurrentIndex(m_runs.isEmpty() ? 0 : 1);
    adoptRun();
}

void SamplePage::adoptRun()
{
    const int index = m_run->currentIndex();
    const bool there = index >= 0 && index < m_runs.size();
    const bool another = there && (!m_model->run() || m_model->run()->id != m_runs[index].id);
    m_model->setRun(there ? std::optional(m_runs[index]) : std::nullopt);
    if (another) {
        m_shownPlan = -1;
        m_summary->setTone(Tone::Muted);
        m_summary->setToolTip({});
        m_summary->setText(tr("%1 samples, %2 set aside")
                               .arg(countText(m_runs[index].samples), countText(m_runs[index].setAside)));
    }
    if (m_wanted == m_run->currentText() && m_wantedPlan >= 0) {
        m_table->setCurrentIndex(m_model->index(static_cast<int>(m_wantedPlan), 0));
        m_wanted.clear();
        m_wantedPlan = -1;
    } else if (there && !m_table->currentIndex().isValid()) {
        m_table->setCurrentIndex(m_model->index(0, 0));
    }
    showRow();
}

void SamplePage::chooseRun(const QString& name, qint64 planOrdinal)
{
    m_wanted = name;
    m_wantedPlan = planOrdinal;
    const int index = m_run->findText(name);
    if (index < 0)
        return;
    if (index == m_run->currentIndex())
        adoptRun();
    else
        m_run->setCurrentIndex(index);
}

void SamplePage::step(int rows)
{
    const int row = std::clamp(m_table->currentIndex().row() + rows, 0, std::max(0, m_model->rowCount() - 1));
    m_table->setCurrentIndex(m_model->index(row, 0));
}

void SamplePage::showRow()
{
    const auto row = m_model->row(m_table->currentIndex().row());
    if (!row || !m_model->run() || row->planOrdinal == m_shownPlan)
        return;
    m_shownPlan = row->planOrdinal;
    m_context.session.read<Sample>(
        this,
        [run = *m_model->run(), plan = row->planOrdinal](const Connection& connection) {
            return readSample(connection, run, plan);
        },
        [this](Result<Sample> sample) {
            if (sample)
                showSample(*sample);
            else
                m_context.notify(noticeOf(sample.error()));
        },
        QStringLiteral("generation.sample"));
}

void SamplePage::showSample(const Sample& sample)
{
    const bool written = !sample.item.dialogue.isNull();
    m_title->setTitle(tr("Sample %1").arg(countText(sample.item.planOrdinal)));
    const qsizetype faults = sample.checks.findings.size();
    m_title->setRemark(!written      ? tr("set aside, the plan alone")
                       : faults == 0 ? tr("beside its plan, nothing found")
                       : faults == 1 ? tr("beside its plan, one finding")
                                     : tr("beside its plan, %1 findings").arg(faults));
    m_provenance->setText(written ? provenanceLine(sample.item) : sample.item.error);
    m_provenance->setTone(written ? Tone::Muted : Tone::Warn);
    m_dialogue->setDocument(written ? sampleDocument(sample) : planDocument(sample.plan));
    m_context.showPlace(tr("%1, sample %2").arg(m_run->currentText(), countText(sample.item.planOrdinal)));
}

void SamplePage::checkAll()
{
    const QString name = m_run->currentText();
    if (name.isEmpty())
        return;
    m_check->setEnabled(false);
    const QString path = m_context.session.path();
    m_context.jobs.start<SourceCheck>(
        tr("Checking %1").arg(name), this,
        [path, name](const JobContext& job) {
            return checkSource(path, name, examplesKept, job.cancel, job.progress);
        },
        [this](Result<SourceCheck> check) {
            m_check->setEnabled(true);
            if (check)
                showCheck(*check);
            else
                m_context.notify(noticeOf(check.error()));
        },
        [](const SourceCheck& check) { return tr("%1 dialogues").arg(countText(check.dialogues)); });
}

void SamplePage::showCheck(const SourceCheck& check)
{
    if (check.source != m_run->currentText())
        return;
    QStringList parts;
    QStringList details;
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        const CheckCount& count = check.of(kind);
        details << tr("%1: %2 of %3 (%4)")
                       .arg(checkName(kind), countText(count.count), countText(count.n), checkMethod(kind));
        if (count.count > 0)
            parts << tr("%1 %2").arg(countText(count.count), checkName(kind).toLower());
    }
    const auto recall = mentionRecall(check);
    const QString values =
        recall ? tr("recall %1 of %2 values")
                     .arg(QString::number(*recall, 'f', 3), countText(check.of(CheckKind::MentionMissed).n))
               : tr("recall undefined");
    m_summary->setText(tr("%1 checked: %2, %3")
                           .arg(countText(check.dialogues),
                                parts.isEmpty() ? tr("nothing found") : parts.join(QStringLiteral(", ")),
                                values));
    m_summary->setToolTip(details.join(QLatin1Char('\n')));
    m_summary->setTone(parts.isEmpty() ? Tone::Ok : Tone::Warn);
}

QByteArray SamplePage::saveSplit() const
{
    return m_split->saveState();
}

void SamplePage::restoreSplit(const QByteArray& state)
{
    if (!state.isEmpty())
        m_split->restoreState(state);
}

} // namespace antiphon
