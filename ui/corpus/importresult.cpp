#include "ui/corpus/importresult.h"

#include "core/base/linereader.h"
#include "ui/corpus/importjob.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

const QList<int> allColumns{RejectedRowsModel::FileColumn, RejectedRowsModel::LineColumn,
                            RejectedRowsModel::ReasonColumn};

CalmTable* makeTable(RejectedRowsModel* model, QWidget* parent)
{
    constexpr int fileWidth = 180;
    constexpr int lineWidth = 64;
    constexpr int height = 168;
    auto* table = new CalmTable(parent);
    table->setModel(model);
    table->setColumnWidth(RejectedRowsModel::FileColumn, fileWidth);
    table->setColumnWidth(RejectedRowsModel::LineColumn, lineWidth);
    table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    table->setFixedHeight(height);
    table->setExportable(true);
    table->setAccessibleName(ImportResult::tr("Refused rows"));
    return table;
}

} // namespace

ImportResult::ImportResult(WorkspaceContext context, QWidget* parent)
    : QWidget(parent),
      m_context(std::move(context)),
      m_rejects(new RejectedRowsModel(this)),
      m_head(new SectionHeader({}, {}, this)),
      m_text(new TextLabel({}, TextSize::Body, Tone::Normal, this)),
      m_refused(new TextLabel({}, TextSize::Body, Tone::Warn, this)),
      m_table(makeTable(m_rejects, this)),
      m_copy(new QPushButton(themeIcon(QStringLiteral("copy")), tr("Copy"), this)),
      m_save(new QPushButton(themeIcon(QStringLiteral("export")), tr("Save as CSV…"), this)),
      m_retry(new QPushButton(tr("Choose other files…"), this))
{
    auto* close = new QPushButton(tr("Close"), this);
    m_copy->setToolTip(tr("Copy the refused rows as a table"));
    m_save->setToolTip(tr("Write the refused rows to a file"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    for (QPushButton* button : {m_copy, m_save, m_retry})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_head);
    column->addWidget(m_text);
    column->addWidget(m_refused);
    column->addWidget(m_table);
    column->addLayout(buttons);
    m_text->setWordWrap(true);
    m_refused->setWordWrap(true);
    setFocusProxy(close);

    connect(close, &QPushButton::clicked, this, &ImportResult::closeRequested);
    connect(m_retry, &QPushButton::clicked, this, &ImportResult::retryRequested);
    connect(m_copy, &QPushButton::clicked, this, &ImportResult::copyRejects);
    connect(m_save, &QPushButton::clicked, this, &ImportResult::saveRejects);
    connect(m_table, &CalmTable::exportRequested, this, &ImportResult::saveRejects);
}

QString ImportResult::text() const
{
    return m_text->text();
}

void ImportResult::showReport(const CorpusImportReport& report)
{
    m_head->setTitle(tr("Imported into %1").arg(report.source.name));
    m_head->setRemark(report.seconds < 0.1 ? QString() : tr("%1 s").arg(report.seconds, 0, 'f', 1));
    m_text->setTone(Tone::Normal);
    m_text->setText(importText(report));
    const bool refused = report.rejected > 0;
    m_refused->setText(
        report.rejected == 1
            ? tr("1 row was refused. The rest is imported.")
            : tr("%1 rows were refused. The rest is imported.").arg(countText(report.rejected)));
    m_rejects->setRows(report.rejects);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_refused, m_table, m_copy, m_save})
        widget->setVisible(refused);
    m_retry->hide();
}

void ImportResult::showError(const QString& title, const Error& error)
{
    m_head->setTitle(title);
    m_head->setRemark({});
    m_text->setTone(Tone::Danger);
    m_text->setText(errorSentence(error));
    m_rejects->setRows({});
    for (QWidget* widget : std::initializer_list<QWidget*>{m_refused, m_table, m_copy, m_save})
        widget->hide();
    m_retry->show();
}

void ImportResult::copyRejects()
{
    QApplication::clipboard()->setText(tableText(*m_rejects, {}, allColumns, TableFormat::Tsv));
}

void ImportResult::saveRejects()
{
    const FileQuestion question{tr("Save the refused rows"), tr("refused-rows.csv"), tr("CSV (*.csv)")};
    m_context.files.save(this, question, [this](const QString& path) {
        const QString table = tableText(*m_rejects, {}, allColumns, TableFormat::Csv);
        if (const auto written = writeWholeFile(path, table.toUtf8()); !written)
            m_context.notify(noticeOf(written.error()));
        else
            m_context.notify(Notice{NoticeKind::Done, tr("The refused rows are saved.")});
    });
}

} // namespace antiphon
