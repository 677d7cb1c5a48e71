#include "ui/generation/batchpanel.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QUrl>

namespace antiphon {

namespace {

QStringList filesOf(const QMimeData* data)
{
    QStringList files;
    const QList<QUrl> urls = data->urls();
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

QString summary(const BatchImportReport& report)
{
    QStringList parts{countedText(report.samples, BatchPanel::tr("sample"), BatchPanel::tr("samples"))};
    const auto add = [&parts](qint64 count, const QString& text) {
        if (count > 0)
            parts << text.arg(countText(count));
    };
    add(report.setAside, BatchPanel::tr("%1 set aside"));
    add(report.failed, BatchPanel::tr("%1 failed and queued again"));
    add(report.missing, BatchPanel::tr("%1 missing and still queued"));
    add(report.already, BatchPanel::tr("%1 known before"));
    add(report.rejected,
        report.rejected == 1 ? BatchPanel::tr("%1 line refused") : BatchPanel::tr("%1 lines refused"));
    QString text = BatchPanel::tr("%1: %2.").arg(
        countedText(report.lines, BatchPanel::tr("line"), BatchPanel::tr("lines")),
        parts.join(QStringLiteral(", ")));
    if (report.cost)
        text += BatchPanel::tr(" Cost: %1.").arg(QString::number(*report.cost, 'f', 4));
    constexpr qsizetype shownRejects = 5;
    const auto rejects = report.rejects.first(std::min(shownRejects, report.rejects.size()));
    for (const RejectedRow& row : rejects)
        text += BatchPanel::tr("\n%1, line %2: %3")
                    .arg(row.file.section(QLatin1Char('/'), -1), QString::number(row.line), row.reason);
    return text;
}

} // namespace

BatchPanel::BatchPanel(const WorkspaceContext& context, QWidget* parent) : Card(parent), m_context(context)
{
    setAccessibleName(tr("Batch"));
    setAcceptDrops(true);
    makeFields();
    makeForm();
    setFocusProxy(m_name);
    connect(m_name, &QComboBox::editTextChanged, this, &BatchPanel::adopt);
    for (QComboBox* box : {m_planSet, m_endpoint})
        connect(box, &QComboBox::currentIndexChanged, this, &BatchPanel::adopt);
    connect(m_write, &QPushButton::clicked, this, &BatchPanel::askToWrite);
    connect(m_import, &QPushButton::clicked, this, &BatchPanel::askToImport);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_context.jobs.cancel(m_job); });
    adopt();
}

void BatchPanel::makeFields()
{
    m_name = new QComboBox(this);
    m_name->setEditable(true);
    m_name->setInsertPolicy(QComboBox::NoInsert);
    m_name->setToolTip(tr("A new name makes a run; the name of a run that is there goes on with it."));
    m_name->lineEdit()->setPlaceholderText(tr("Name of the run"));
    m_planSet = new QComboBox(this);
    m_planSet->setToolTip(tr("The plans whose requests are written"));
    m_endpoint = new QComboBox(this);
    m_endpoint->setToolTip(tr("Its model and settings go into the requests; nothing is sent to it."));
    m_prompt = new QComboBox(this);
    m_prompt->setToolTip(
        tr("Its newest version is used. Prompts that ask turn by turn are not listed: each of their "
           "requests needs the reply before it."));
    m_retry = new QCheckBox(tr("Also what was set aside for good"), this);
    m_write = new QPushButton(tr("Write requests…"), this);
    m_write->setToolTip(tr("Writes the requests of all plans without a sample into a new or empty folder"));
    makePrimary(m_write);
    m_import = new QPushButton(tr("Import replies…"), this);
    m_import->setToolTip(tr("Output and error files in any order; they can be dropped here, too"));
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->hide();
    m_state = new TextLabel({}, TextSize::Caption, Tone::Muted, this);
    m_result = new TextLabel({}, TextSize::Body, Tone::Normal, this);
    for (TextLabel* label : {m_state, m_result})
        label->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void BatchPanel::makeForm()
{
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::padding);
    form->setVerticalSpacing(metrics::gap);
    form->addRow(tr("&Run"), m_name);
    form->addRow(tr("Pl&ans"), m_planSet);
    form->addRow(tr("&Endpoint"), m_endpoint);
    form->addRow(tr("P&rompt"), m_prompt);
    form->addRow(QString(), m_retry);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    for (QPushButton* button : {m_write, m_import, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch(1);
    column()->addWidget(new SectionHeader(tr("Batch"), tr("Requests and replies as files"), this));
    column()->addLayout(form);
    column()->addWidget(m_state);
    column()->addLayout(buttons);
    column()->addWidget(m_result);
    column()->addStretch(1);
}

void BatchPanel::setChoices(const BatchChoices& choices)
{
    m_choices = choices;
    const QString name = m_name->currentText();
    const QVariant plans = m_planSet->currentData();
    const QVariant endpoint = m_endpoint->currentData();
    const QString prompt = m_prompt->currentText();
    {
        const QSignalBlocker names(m_name), sets(m_planSet), servers(m_endpoint);
        for (QComboBox* box : {m_name, m_planSet, m_endpoint, m_prompt})
            box->clear();
        m_prompt->addItems(choices.prompts);
        m_prompt->setCurrentIndex(std::max(0, m_prompt->findText(prompt)));
        for (const Run& run : choices.runs)
            m_name->addItem(run.name);
        for (auto it = choices.planSets.crbegin(); it != choices.planSets.crend(); ++it)
            m_planSet->addItem(tr("%1 (%2 plans)").arg(it->name, countText(it->plans)), it->name);
        for (const Endpoint& each : choices.endpoints)
            m_endpoint->addItem(tr("%1 (%2)").arg(each.name, each.model), each.name);
        m_planSet->setCurrentIndex(std::max(0, m_planSet->findData(plans)));
        m_endpoint->setCurrentIndex(std::max(0, m_endpoint->findData(endpoint)));
        m_name->setCurrentText(name);
    }
    adopt();
}

bool BatchPanel::goesOn() const
{
    const QString name = m_name->currentText().trimmed();
    return std::any_of(m_choices.runs.begin(), m_choices.runs.end(),
                       [&name](const Run& run) { return run.name == name; });
}

void BatchPanel::adopt()
{
    const bool isThere = goesOn();
    const bool hasName = !m_name->currentText().trimmed().isEmpty();
    m_planSet->setEnabled(!isThere);
    m_endpoint->setEnabled(!isThere);
    m_prompt->setEnabled(!isThere);
    m_retry->setEnabled(isThere);
    QString trouble;
    if (!isThere && m_endpoint->count() == 0)
        trouble = tr("There is no endpoint yet: add one on the page Endpoints.");
    else if (!isThere && m_planSet->count() == 0)
        trouble = tr("There are no plans yet: draw some at the Cascade station.");
    m_state->setTone(trouble.isEmpty() ? Tone::Muted : Tone::Warn);
    m_state->setText(!trouble.isEmpty() ? trouble
                     : isThere          ? tr("The requests of all its plans without a sample are written.")
                                        : tr("No key is read and no server is asked."));
    m_write->setEnabled(hasName && trouble.isEmpty() && isFree());
    m_import->setEnabled(isFree());
}

void BatchPanel::askToWrite()
{
    if (m_write->isEnabled())
        m_context.files.folder(this, {tr("A new or empty folder for the requests"), {}, {}},
                               [this](const QString& folder) { write(folder); });
}

void BatchPanel::askToImport()
{
    if (isFree())
        m_context.files.openMany(this,
                                 {tr("Output and error files of a batch"),
                                  {},
                                  tr("Lines (*.jsonl *.jsonl.gz *.jsonl.zst);;All files (*)")},
                                 [this](const QStringList& files) { import(files); });
}

void BatchPanel::begin(JobNumber job)
{
    m_job = job;
    m_cancel->show();
    adopt();
}

void BatchPanel::end(const QString& text, Tone tone)
{
    m_job = 0;
    m_cancel->hide();
    m_result->setTone(tone);
    m_result->setText(text);
    adopt();
}

void BatchPanel::write(const QString& folder)
{
    BatchExportRequest request;
    request.folder = folder;
    request.run.name = m_name->currentText().trimmed();
    if (!goesOn()) {
        request.run.planSet = m_planSet->currentData().toString();
        request.run.writer = m_endpoint->currentData().toString();
        request.run.prompt = m_prompt->currentText();
    }
    request.run.retrySetAside = m_retry->isChecked();
    begin(m_context.jobs.start<BatchExport>(
        tr("Writing requests of %1").arg(request.run.name), this,
        [path = m_context.session.path(), actor = m_context.session.actor(), request](const JobContext& job) {
            return exportBatch(path, request, actor, job.cancel, job.progress);
        },
        [this, folder](Result<BatchExport> done) {
            if (!done)
                return end(errorSentence(done.error()), Tone::Warn);
            end(tr("%1 requests are in %2, in %3 files. Import the replies when the provider has answered.")
                    .arg(countText(done->requests), folder, countText(done->parts.size())),
                Tone::Normal);
        },
        [](const BatchExport& done) { return tr("%1 requests").arg(countText(done.requests)); }));
}

void BatchPanel::import(const QStringList& files)
{
    if (files.isEmpty() || !isFree())
        return;
    begin(m_context.jobs.start<BatchImportReport>(
        tr("Importing replies"), this,
        [path = m_context.session.path(), actor = m_context.session.actor(), files](const JobContext& job) {
            return importBatch(path, {files}, actor, job.cancel, job.progress);
        },
        [this](Result<BatchImportReport> report) {
            if (report)
                end(summary(*report), report->rejected > 0 ? Tone::Warn : Tone::Normal);
            else
                end(errorSentence(report.error()), Tone::Warn);
        },
        [](const BatchImportReport& report) { return tr("%1 samples").arg(countText(report.samples)); }));
}

void BatchPanel::dragEnterEvent(QDragEnterEvent* event)
{
    if (isFree() && !filesOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void BatchPanel::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    import(filesOf(event->mimeData()));
}

} // namespace antiphon
