#include "ui/generation/exportpanel.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace antiphon {

namespace {

constexpr int pauseMs = 250;

} // namespace

ExportPanel::ExportPanel(const WorkspaceContext& context, QWidget* parent) : Card(parent), m_context(context)
{
    setAccessibleName(tr("Export a data set"));
    makeFields();
    makeForm();
    setFocusProxy(m_source);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ExportPanel::preview);
    for (QComboBox* box : {m_source, m_format, m_packing})
        connect(box, &QComboBox::currentIndexChanged, this, &ExportPanel::adopt);
    for (QLineEdit* field : {m_shares, m_license})
        connect(field, &QLineEdit::textChanged, this, &ExportPanel::adopt);
    for (QSpinBox* field : {m_seed, m_shards})
        connect(field, &QSpinBox::valueChanged, this, &ExportPanel::adopt);
    connect(m_accepted, &QCheckBox::toggled, this, &ExportPanel::adopt);
    connect(m_write, &QPushButton::clicked, this, &ExportPanel::ask);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_context.jobs.cancel(m_job); });
    adopt();
}

void ExportPanel::makeFields()
{
    m_source = new QComboBox(this);
    m_source->setToolTip(tr("The run or corpus whose dialogues are written"));
    m_format = new QComboBox(this);
    m_format->addItem(tr("LP-MusicDialog records"), static_cast<int>(ExportFormat::LpLines));
    m_format->addItem(tr("Chat messages"), static_cast<int>(ExportFormat::Chat));
    m_format->addItem(tr("Antiphon, with everything"), static_cast<int>(ExportFormat::Native));
    m_format->addItem(tr("Table of turns (CSV)"), static_cast<int>(ExportFormat::Csv));
    m_packing = new QComboBox(this);
    m_packing->addItem(tr("gzip"), static_cast<int>(Packing::Gzip));
    m_packing->addItem(tr("Zstandard"), static_cast<int>(Packing::Zstandard));
    m_packing->addItem(tr("none"), static_cast<int>(Packing::None));
    m_shares = new QLineEdit(QStringLiteral("0.8, 0.1, 0.1"), this);
    m_shares->setToolTip(
        tr("Shares of train, validation and test; two are train and test, empty is no split. "
           "Dialogues that share a goal track stay together."));
    m_seed = new QSpinBox(this);
    m_seed->setRange(0, 1'000'000'000);
    m_seed->setValue(1);
    m_seed->setToolTip(tr("The same seed gives the same split again."));
    m_shards = new QSpinBox(this);
    m_shards->setRange(1, 1'000);
    m_shards->setToolTip(tr("Files of the largest split; the others get by their size."));
    m_license = new QLineEdit(this);
    m_license->setPlaceholderText(QStringLiteral("cc-by-4.0"));
    m_license->setToolTip(tr("An id for the data card; empty says that none was declared."));
    m_accepted = new QCheckBox(tr("Only samples that were accepted"), this);
    m_state = new TextLabel({}, TextSize::Caption, Tone::Muted, this);
    m_state->setWordWrap(true);
    m_state->setMinimumHeight(3 * m_state->fontMetrics().lineSpacing());
    m_state->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_write = new QPushButton(tr("Export…"), this);
    m_write->setToolTip(tr("Writes the files and a data card into a new or empty folder"));
    makePrimary(m_write);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->hide();
}

void ExportPanel::makeForm()
{
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::padding);
    form->setVerticalSpacing(metrics::gap);
    form->addRow(tr("&Source"), m_source);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Packed with"), m_packing);
    form->addRow(tr("S&hares"), m_shares);
    form->addRow(tr("See&d"), m_seed);
    form->addRow(tr("Fi&les"), m_shards);
    form->addRow(tr("Licen&ce"), m_license);
    form->addRow(QString(), m_accepted);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_write);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    column()->addWidget(new SectionHeader(tr("Export a data set"), {}, this));
    column()->addLayout(form);
    column()->addWidget(m_state);
    column()->addLayout(buttons);
    column()->addStretch(1);
}

void ExportPanel::setSources(const QList<Source>& sources)
{
    m_hasRead = true;
    const QString kept = m_wanted.isEmpty() ? m_source->currentData().toString() : m_wanted;
    {
        const QSignalBlocker blocker(m_source);
        m_source->clear();
        for (auto it = sources.crbegin(); it != sources.crend(); ++it)
            m_source->addItem(tr("%1 (%2 dialogues)").arg(it->name, countText(it->dialogues)), it->name);
        m_source->setCurrentIndex(std::max(0, m_source->findData(kept)));
    }
    if (m_source->currentData().toString() == m_wanted)
        m_wanted.clear();
    adopt();
}

void ExportPanel::chooseSource(const QString& name)
{
    m_wanted = m_source->findData(name) < 0 ? name : QString();
    m_source->setCurrentIndex(std::max(0, m_source->findData(name)));
}

Result<DatasetRequest> ExportPanel::request() const
{
    DatasetRequest request;
    request.source = m_source->currentData().toString();
    request.format = static_cast<ExportFormat>(m_format->currentData().toInt());
    request.packing = static_cast<Packing>(m_packing->currentData().toInt());
    request.seed = static_cast<quint64>(m_seed->value());
    request.shards = m_shards->value();
    request.license = m_license->text().trimmed();
    request.acceptedOnly = m_accepted->isChecked();
    if (!m_shares->text().trimmed().isEmpty()) {
        ANTIPHON_TRY_ASSIGN(request.shares, splitShares(m_shares->text()));
    }
    return request;
}

bool ExportPanel::canWrite() const
{
    return m_write->isEnabled();
}

void ExportPanel::adopt()
{
    m_previewing.cancel();
    const auto wanted = request();
    const bool hasSource = m_source->count() > 0;
    m_write->setEnabled(hasSource && wanted.has_value() && m_job == 0);
    m_state->setTone(wanted ? Tone::Muted : Tone::Warn);
    if (!m_hasRead)
        m_state->clear();
    else if (!hasSource)
        m_state->setText(tr("There is no dialogue yet: import some or write a run."));
    else if (!wanted)
        m_state->setText(errorSentence(wanted.error()));
    else
        m_pause.start();
}

void ExportPanel::preview()
{
    const auto wanted = request();
    if (!wanted)
        return;
    m_previewing = CancelToken();
    m_context.session.readAside<DatasetExport>(
        this,
        [request = *wanted, cancel = m_previewing](const Connection& connection) {
            return planDataset(connection, request, cancel);
        },
        [this](Result<DatasetExport> planned) {
            if (planned)
                return showParts(*planned);
            if (planned.error().code == ErrorCode::Cancelled)
                return;
            m_state->setTone(Tone::Warn);
            m_state->setText(errorSentence(planned.error()));
        },
        QStringLiteral("generation.split"));
}

void ExportPanel::showParts(const DatasetExport& planned)
{
    const auto all = static_cast<double>(planned.dialogues());
    QStringList parts;
    for (const DatasetPart& part : planned.parts)
        parts << tr("%1 %2 (%3 %)")
                     .arg(part.name, countText(part.dialogues),
                          QString::number(100.0 * static_cast<double>(part.dialogues) / all, 'f', 1));
    QString text = tr("Dialogues: %1.").arg(parts.join(QStringLiteral(", ")));
    if (planned.parts.size() > 1)
        text += QLatin1Char(' ') +
                tr("Together stay those that share %1: %2 groups, the largest of %3.")
                    .arg(planned.splitBy, countText(planned.groups), countText(planned.largestGroup));
    m_state->setTone(Tone::Muted);
    m_state->setText(text);
}

void ExportPanel::ask()
{
    if (!canWrite())
        return;
    m_context.files.folder(this, {tr("A new or empty folder for the data set"), {}, {}},
                           [this](const QString& folder) { write(folder); });
}

void ExportPanel::write(const QString& folder)
{
    auto wanted = request();
    if (!wanted || m_job != 0)
        return;
    wanted->folder = folder;
    m_job = m_context.jobs.start<DatasetExport>(
        tr("Exporting %1").arg(wanted->source), this,
        [path = m_context.session.path(), request = *wanted](const JobContext& job) {
            return exportDataset(path, request, job.cancel, job.progress);
        },
        [this, folder](Result<DatasetExport> done) {
            m_job = 0;
            m_cancel->hide();
            adopt();
            if (done)
                m_context.notify({NoticeKind::Done,
                                  tr("%1 dialogues are in %2.").arg(countText(done->dialogues()), folder)});
            else if (done.error().code != ErrorCode::Cancelled)
                m_context.notify(noticeOf(done.error()));
        },
        [](const DatasetExport& done) { return tr("%1 dialogues").arg(countText(done.dialogues())); });
    m_cancel->show();
    m_write->setEnabled(false);
}

} // namespace antiphon
