#include "ui/corpus/importpanel.h"

#include "ui/corpus/importjob.h"
#include "ui/corpus/importresult.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QKeyEvent>
#include <QProgressBar>

namespace antiphon {

namespace {

struct FormatChoice
{
    CorpusFormat format;
    const char* title;
};
constexpr FormatChoice choices[] = {
    {CorpusFormat::Cpcd, QT_TRANSLATE_NOOP("ImportPanel", "CPCD, JSON lines")},
    {CorpusFormat::Lp, QT_TRANSLATE_NOOP("ImportPanel", "LP-MusicDialog records")},
    {CorpusFormat::Chat, QT_TRANSLATE_NOOP("ImportPanel", "Chat, JSON lines with messages")},
    {CorpusFormat::Csv, QT_TRANSLATE_NOOP("ImportPanel", "CSV, one turn a row")},
    {CorpusFormat::Native, QT_TRANSLATE_NOOP("ImportPanel", "Antiphon, JSON lines")},
};

QString importFilter()
{
    return ImportPanel::tr("Dialogues (*.jsonl *.json *.csv *.txt *.py);;All files (*)");
}

} // namespace

ImportPanel::ImportPanel(WorkspaceContext context, QWidget* parent)
    : QWidget(parent), m_context(std::move(context)), m_result(new ImportResult(m_context, this))
{
    m_pages = {makeQuestion(), makeProgress(), m_result};
    auto* card = new Card(this);
    for (QWidget* page : m_pages) {
        card->column()->addWidget(page);
        page->hide();
    }
    auto* around = new QVBoxLayout(this);
    around->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    around->addWidget(card);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Import"));
    connect(&m_context.jobs, &JobRunner::changed, this, &ImportPanel::updateProgress);
    connect(m_result, &ImportResult::closeRequested, this, &ImportPanel::close);
    connect(m_result, &ImportResult::retryRequested, this, &ImportPanel::askForFiles);
    hide();
}

QWidget* ImportPanel::makeQuestion()
{
    auto* page = new QWidget(this);
    m_questionHead = new SectionHeader({}, {}, page);
    m_format = new QComboBox(page);
    m_format->setAccessibleName(tr("Format"));
    m_format->addItem(tr("Look at each file"));
    for (const FormatChoice& choice : choices)
        m_format->addItem(tr(choice.title), static_cast<int>(choice.format));
    m_guess = new TextLabel({}, TextSize::Caption, Tone::Muted, page);
    m_name = new QLineEdit(page);
    m_name->setTextMargins(metrics::unit, 0, metrics::unit, 0);
    m_name->setAccessibleName(tr("Name of the source"));
    m_name->setToolTip(
        tr("A name that is there already: new dialogues are added to it, equal ones are not doubled"));
    m_import = new QPushButton(tr("Import"), page);
    makePrimary(m_import);
    auto* cancel = new QPushButton(tr("Cancel"), page);

    auto* formatLabel = new TextLabel(tr("&Format"), TextSize::Caption, Tone::Muted, page);
    auto* nameLabel = new TextLabel(tr("&Name"), TextSize::Caption, Tone::Muted, page);
    formatLabel->setTextFormat(Qt::PlainText);
    formatLabel->setBuddy(m_format);
    nameLabel->setBuddy(m_name);
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(metrics::gap);
    grid->setVerticalSpacing(metrics::unit);
    grid->addWidget(m_questionHead, 0, 0, 1, 4);
    grid->setRowMinimumHeight(0, metrics::controlHeight);
    grid->addWidget(nameLabel, 1, 0);
    grid->addWidget(formatLabel, 1, 1);
    grid->addWidget(m_name, 2, 0);
    grid->addWidget(m_format, 2, 1);
    grid->addWidget(m_import, 2, 2);
    grid->addWidget(cancel, 2, 3);
    grid->addWidget(m_guess, 3, 1, 1, 3);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    connect(m_name, &QLineEdit::returnPressed, this, &ImportPanel::start);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString& name) { m_import->setEnabled(!name.trimmed().isEmpty()); });
    connect(m_import, &QPushButton::clicked, this, &ImportPanel::start);
    connect(cancel, &QPushButton::clicked, this, &ImportPanel::close);
    return page;
}

QWidget* ImportPanel::makeProgress()
{
    auto* page = new QWidget(this);
    m_progressHead = new SectionHeader({}, {}, page);
    m_bar = new QProgressBar(page);
    m_bar->setAccessibleName(tr("Progress of the import"));
    m_bar->setTextVisible(false);
    m_stop = new QPushButton(tr("Stop"), page);
    m_stop->setToolTip(tr("Stop the import; the project stays as it was"));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_bar, 1);
    row->addWidget(m_stop);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_progressHead);
    column->addLayout(row);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_context.jobs.cancel(m_job); });
    return page;
}

void ImportPanel::showPage(QWidget* page)
{
    for (QWidget* other : m_pages)
        other->setVisible(other == page);
    show();
    Q_EMIT opened();
}

void ImportPanel::askForFiles()
{
    if (isRunning())
        return;
    m_context.files.openMany(this, FileQuestion{tr("Import files of dialogues"), {}, importFilter()},
                             [this](const QStringList& files) { offer(files); });
}

void ImportPanel::offer(const QStringList& files)
{
    if (files.isEmpty() || isRunning())
        return;
    m_files = files;
    m_questionHead->setTitle(tr("Import %1").arg(filesText(files)));
    m_questionHead->setRemark(QFileInfo(files.first()).absolutePath());
    m_name->setText(QFileInfo(files.first()).completeBaseName());
    m_format->setCurrentIndex(0);
    m_guess->setText(tr("Looking at the file…"));
    showPage(m_pages[0]);
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
    guess(files.first());
}

// The file's first bytes are read off the GUI thread.
void ImportPanel::guess(const QString& path)
{
    m_context.session.read<CorpusFormat>(
        this, [path](const Connection&) { return guessFormat(path); },
        [this, path](Result<CorpusFormat> format) {
            if (path != m_files.value(0))
                return;
            m_guess->setTone(format ? Tone::Muted : Tone::Warn);
            if (!format) {
                m_guess->setText(errorSentence(format.error()));
                return;
            }
            m_guess->setText(m_files.size() > 1
                                 ? tr("Recognised in the first file. Change it where that is wrong.")
                                 : tr("Recognised. Change it where that is wrong."));
            if (m_files.size() == 1)
                m_format->setCurrentIndex(m_format->findData(static_cast<int>(*format)));
        });
}

void ImportPanel::start()
{
    if (isRunning() || m_name->text().trimmed().isEmpty())
        return;
    CorpusImport request;
    request.files = m_files;
    request.name = m_name->text().trimmed();
    if (m_format->currentData().isValid())
        request.format = static_cast<CorpusFormat>(m_format->currentData().toInt());
    m_progressHead->setTitle(tr("Importing %1").arg(filesText(m_files)));
    m_progressHead->setRemark({});
    m_bar->setRange(0, 0);
    showPage(m_pages[1]);
    m_stop->setFocus(Qt::OtherFocusReason);
    m_job = startImport(m_context, this, request,
                        [this](const Result<CorpusImportReport>& report) { take(report); });
}

void ImportPanel::take(const Result<CorpusImportReport>& report)
{
    m_job = 0;
    if (!report && report.error().code == ErrorCode::Cancelled) {
        m_context.notify(Notice{NoticeKind::Info, tr("The import was stopped. The project is as it was.")});
        close();
        return;
    }
    if (report)
        m_result->showReport(*report);
    else
        m_result->showError(tr("Nothing was imported"), report.error());
    showPage(m_result);
    m_result->setFocus(Qt::OtherFocusReason);
    if (report)
        Q_EMIT imported(report->source.id);
}

void ImportPanel::updateProgress()
{
    if (!isRunning())
        return;
    for (const JobSnapshot& job : m_context.jobs.snapshots()) {
        if (job.number != m_job || job.progress.total <= 0)
            continue;
        constexpr int steps = 1000;
        m_bar->setRange(0, steps);
        m_bar->setValue(static_cast<int>(job.progress.done * steps / job.progress.total));
        m_progressHead->setRemark(
            tr("%1 of %2 %3")
                .arg(countText(job.progress.done), countText(job.progress.total), job.progress.unit));
    }
}

void ImportPanel::close()
{
    hide();
    Q_EMIT closed();
}

void ImportPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !isRunning())
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace antiphon
