#include "ui/cascade/import/importpage.h"

#include "ui/cascade/import/columnpanel.h"
#include "ui/cascade/import/columntable.h"
#include "ui/cascade/import/importfindings.h"
#include "ui/cascade/import/jobline.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int previewAfterMs = 200;
constexpr int columnPanelWidth = 320;

// Without the endings of format and packing.
QString nameOf(const QFileInfo& file)
{
    const bool isPacked = file.suffix() == QLatin1String("gz") || file.suffix() == QLatin1String("zst");
    return isPacked ? QFileInfo(file.completeBaseName()).completeBaseName() : file.completeBaseName();
}

} // namespace

ImportPage::ImportPage(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_pages(new QStackedLayout(this)),
      m_empty(new EmptyView(QStringLiteral("cascade"), {}, this))
{
    connect(m_empty->setButton(tr("Choose a file…")), &QPushButton::clicked, this, &ImportPage::chooseFile);
    connect(m_empty->setLink(tr("Back to the catalogue")), &QPushButton::clicked, this, &ImportPage::leave);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(makePage());
    connectParts();
    setStage(Stage::Choosing);
}

QWidget* ImportPage::makePage()
{
    auto* page = new QWidget(this);
    m_header = new SectionHeader(tr("Import a catalogue"), {}, page);
    m_columns = new ColumnTable(page);
    m_column = new ColumnPanel(m_context, page);
    m_column->setFixedWidth(columnPanelWidth);
    m_findings = new ImportFindings(m_context, page);
    m_busy = new BusyBar(page);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(metrics::padding);
    upper->addWidget(m_columns, 1);
    upper->addWidget(m_column);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addWidget(m_header);
    column->addLayout(makeTop());
    column->addLayout(upper, 3);
    column->addWidget(m_busy);
    column->addWidget(m_findings, 2);
    column->addLayout(makeButtons());
    m_mapping += {m_columns, m_column, m_name, m_missing};
    return page;
}

QLayout* ImportPage::makeTop()
{
    m_name = new QLineEdit(this);
    m_missing = new QLineEdit(this);
    auto* other = new QPushButton(tr("Other file…"), this);
    auto* load = new QPushButton(tr("Open map…"), this);
    auto* save = new QPushButton(tr("Save map…"), this);
    other->setToolTip(tr("Import another file instead"));
    load->setToolTip(tr("Take the meaning of the columns from a file"));
    save->setToolTip(tr("Keep the meaning of the columns for the next table, or for antiphon-cli"));
    m_name->setAccessibleName(tr("Name of the catalogue"));
    m_name->setToolTip(tr("What the catalogue will be called"));
    m_missing->setAccessibleName(tr("Unknown cells of all columns"));
    m_missing->setToolTip(tr("Cells of any labels or numbers that mean \"not known\", with commas between"));
    m_missing->setPlaceholderText(tr("n/a, -"));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(new TextLabel(tr("Name"), TextSize::Body, Tone::Muted, this));
    row->addWidget(m_name, 2);
    row->addSpacing(metrics::gap);
    row->addWidget(new TextLabel(tr("Unknown in all columns"), TextSize::Body, Tone::Muted, this));
    row->addWidget(m_missing, 1);
    row->addSpacing(metrics::gap);
    for (QPushButton* button : {other, load, save}) {
        row->addWidget(button);
        m_mapping << button;
    }
    connect(other, &QPushButton::clicked, this, &ImportPage::chooseFile);
    connect(load, &QPushButton::clicked, this, &ImportPage::loadMap);
    connect(save, &QPushButton::clicked, this, &ImportPage::saveMap);
    return row;
}

QLayout* ImportPage::makeButtons()
{
    m_job = new JobLine(m_context.jobs, this);
    m_close = new QPushButton(tr("Close"), this);
    m_close->setToolTip(tr("Leave this page (Escape)"));
    m_import = new QPushButton(this);
    m_import->setObjectName(QStringLiteral("import"));
    m_import->setToolTip(tr("Runs in the background and can be stopped (Ctrl+Return)"));
    makePrimary(m_import);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_job, 1);
    row->addStretch();
    row->addWidget(m_close);
    row->addWidget(m_import);
    connect(m_close, &QPushButton::clicked, this, &ImportPage::leave);
    connect(m_import, &QPushButton::clicked, this, [this] {
        if (m_stage == Stage::Imported)
            leave();
        else
            startImport();
    });
    return row;
}

void ImportPage::connectParts()
{
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(previewAfterMs);
    connect(&m_previewTimer, &QTimer::timeout, this, &ImportPage::preview);
    connect(m_columns, &ColumnTable::handChanged, this, &ImportPage::showColumn);
    connect(&m_columns->columns(), &ColumnModel::mapChanged, this, [this] {
        showColumn();
        previewSoon();
    });
    connect(m_column, &ColumnPanel::changed, this,
            [this] { m_columns->columns().setAttribute(m_columns->rowInHand(), m_column->attribute()); });
    connect(m_missing, &QLineEdit::textEdited, this,
            [this](const QString& text) { m_columns->columns().setMissing(marksOf(text)); });
    connect(&m_context.session, &ProjectSession::changed, this, &ImportPage::seeWhetherItIsThere);
}

void ImportPage::setStage(Stage stage)
{
    m_stage = stage;
    m_pages->setCurrentIndex(stage == Stage::Choosing ? 0 : 1);
    if (stage == Stage::Choosing)
        m_empty->setSentence(
            tr("Choose a table of tracks, or drop it here: TSV, CSV or JSON lines, also packed "
               "as .gz or .zst."));
    for (QWidget* part : std::as_const(m_mapping))
        part->setEnabled(stage == Stage::Mapping);
    m_close->setVisible(stage == Stage::Mapping);
    m_import->setVisible(stage != Stage::Running);
    m_import->setText(stage == Stage::Imported ? tr("Show the catalogue") : tr("Import"));
    if (stage != Stage::Running)
        m_job->end();
}

CatalogueMap ImportPage::map() const
{
    return m_columns->columns().map();
}

void ImportPage::show(const TablePreview& preview)
{
    const QFileInfo file(m_path);
    m_name->setText(nameOf(file));
    m_header->setRemark(
        tr("%1, %2").arg(file.fileName(), countedText(preview.columns.size(), tr("column"), tr("columns"))));
    setStage(Stage::Mapping);
    m_columns->columns().setTable(preview);
    applyMap(guessCatalogueMap(preview));
    m_columns->setFocus();
}

void ImportPage::refuseFile(const Error& error)
{
    setStage(Stage::Choosing);
    m_empty->setSentence(errorSentence(error));
    m_empty->button()->setFocus();
    Q_EMIT foundOut();
}

void ImportPage::applyMap(const CatalogueMap& map)
{
    const QStringList lacking = m_columns->columns().setMap(map);
    m_missing->setText(map.missing.join(QStringLiteral(", ")));
    m_columns->setCurrentIndex(m_columns->model()->index(0, ColumnModel::UseColumn));
    showColumn();
    previewSoon();
    if (!lacking.isEmpty())
        m_context.notify(
            {NoticeKind::Warning,
             tr("The map names columns that this table lacks: %1.").arg(lacking.join(QStringLiteral(", ")))});
}

// What the panel beside the table tells is about the column in hand.
void ImportPage::showColumn()
{
    const int row = m_columns->rowInHand();
    m_column->show(row < 0 ? QString() : m_columns->columns().nameAt(row),
                   m_columns->columns().attributeAt(row));
}

void ImportPage::showPreview(const Result<ImportPreview>& preview)
{
    if (m_busy->isBusy())
        m_busy->end();
    if (preview)
        m_findings->showPreview(*preview);
    else
        m_findings->showFault(errorSentence(preview.error()));
    Q_EMIT foundOut();
}

void ImportPage::leave()
{
    if (m_stage == Stage::Running)
        return m_job->stop();
    m_previewTimer.stop();
    m_previewed.cancel();
    setStage(Stage::Choosing);
    Q_EMIT closed();
}

void ImportPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return leave();
    if (event->key() == Qt::Key_Return && event->modifiers() == Qt::ControlModifier)
        return startImport();
    QWidget::keyPressEvent(event);
}

} // namespace antiphon
