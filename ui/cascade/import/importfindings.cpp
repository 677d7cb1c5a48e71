#include "ui/cascade/import/importfindings.h"

#include "core/base/csvfile.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/tabstrip.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int figureWidth = 76;
constexpr int textWidth = 160;

CalmTable* makeTable(QStandardItemModel* model, const QString& name, QWidget* parent)
{
    auto* table = new CalmTable(parent);
    table->setFramed(true);
    table->setSortingEnabled(false);
    table->setModel(model);
    table->setAccessibleName(name);
    return table;
}

QStandardItem* textItem(const QString& text)
{
    auto* item = new QStandardItem(text);
    item->setToolTip(text);
    return item;
}

QStandardItem* numberItem(const QString& number)
{
    auto* item = new QStandardItem(number);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

void alignFigures(QStandardItemModel& model, std::initializer_list<int> columns)
{
    for (const int column : columns)
        model.horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

// "1999, 1990s": the number of the type and its labels.
QString valuesOf(const Track& track, const QString& type)
{
    QStringList parts;
    for (const NumberValue& number : track.numbers)
        if (number.type == type)
            parts << QString::number(number.number, 'g', 12);
    for (const AttributeValue& value : track.values)
        if (value.type == type)
            parts << value.value;
    return parts.join(QStringLiteral(", "));
}

} // namespace

ImportFindings::ImportFindings(const PaneContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_header(new SectionHeader(tr("What it gives"), {}, this)),
      m_refusedHeader(new SectionHeader(tr("Refused rows"), {}, this)),
      m_tabs(new TabStrip(this)),
      m_given(new QStackedWidget(this)),
      m_tracks(new QStandardItemModel(this)),
      m_types(new QStandardItemModel(this)),
      m_refused(new QStandardItemModel(this)),
      m_trackTable(makeTable(m_tracks, tr("First tracks as they would be stored"), this)),
      m_typeTable(makeTable(m_types, tr("Types with their values"), this)),
      m_refusedTable(makeTable(m_refused, tr("Refused rows"), this)),
      m_export(new QPushButton(tr("Export…"), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(metrics::padding);
    row->addLayout(makeGiven(), 2);
    row->addLayout(makeRefused(), 1);
    showTypes({});
    showRefused({}, 0);
}

QLayout* ImportFindings::makeGiven()
{
    m_tabs->addPage(tr("Tracks"));
    m_tabs->addPage(tr("Types"));
    m_tabs->setAccessibleName(tr("What the map gives"));
    m_given->addWidget(m_trackTable);
    m_given->addWidget(m_typeTable);
    m_typeTable->setEmptyText(tr("No column is an attribute yet: say \"labels\" or \"numbers\" for one."));
    connect(m_tabs, &QTabBar::currentChanged, m_given, &QStackedWidget::setCurrentIndex);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::gap);
    top->addWidget(m_tabs);
    top->addWidget(m_header, 1);
    auto* column = new QVBoxLayout;
    column->setSpacing(metrics::gap);
    column->addLayout(top);
    column->addWidget(m_given, 1);
    return column;
}

QLayout* ImportFindings::makeRefused()
{
    m_export->setToolTip(tr("Write the lines and reasons as CSV"));
    m_export->setObjectName(QStringLiteral("export-refused"));
    m_refusedTable->setEmptyText(tr("No row is refused."));
    m_refusedTable->horizontalHeader()->setStretchLastSection(true);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::gap);
    top->addWidget(m_refusedHeader, 1);
    top->addWidget(m_export);
    connect(m_export, &QPushButton::clicked, this, &ImportFindings::exportRefused);
    auto* column = new QVBoxLayout;
    column->setSpacing(metrics::gap);
    column->addLayout(top);
    column->addWidget(m_refusedTable, 1);
    return column;
}

void ImportFindings::setSummary(const QString& summary)
{
    m_summary = summary;
    m_header->setRemark(summary);
}

void ImportFindings::showPreview(const ImportPreview& preview)
{
    showTracks(preview);
    showTypes(preview.types);
    setSummary(tr("%1 in the first %2")
                   .arg(countedText(preview.tracks, tr("track"), tr("tracks")),
                        countedText(preview.rows, tr("row"), tr("rows"))));
    showRefused(preview.rejects, preview.refused);
}

void ImportFindings::showFault(const QString& sentence)
{
    m_tracks->clear();
    m_trackTable->setEmptyText(sentence);
    showTypes({});
    setSummary({});
    showRefused({}, 0);
}

void ImportFindings::showImport(const CatalogueImport& import)
{
    setSummary(tr("%1 stored").arg(countedText(import.catalogue.tracks, tr("track"), tr("tracks"))));
    showRefused(import.rejects, import.rejected);
}

void ImportFindings::showTracks(const ImportPreview& preview)
{
    m_tracks->clear();
    QStringList titles{tr("Track id"), tr("Title"), tr("Artist"), tr("Album")};
    for (const ImportPreview::Type& type : preview.types)
        titles << type.type;
    m_tracks->setHorizontalHeaderLabels(titles);
    for (const Track& track : preview.first) {
        QList<QStandardItem*> cells{textItem(track.externalId), textItem(track.title), textItem(track.artist),
                                    textItem(track.album)};
        for (const ImportPreview::Type& type : preview.types)
            cells << textItem(valuesOf(track, type.type));
        m_tracks->appendRow(cells);
    }
    const auto has = [&preview](const QString Track::*text) {
        return std::any_of(preview.first.begin(), preview.first.end(),
                           [text](const Track& track) { return !(track.*text).isEmpty(); });
    };
    m_trackTable->setColumnHidden(1, !has(&Track::title));
    m_trackTable->setColumnHidden(2, !has(&Track::artist));
    m_trackTable->setColumnHidden(3, !has(&Track::album));
    for (int column = 0; column < m_tracks->columnCount(); ++column) {
        m_trackTable->resizeColumnToContents(column);
        m_trackTable->setColumnWidth(column,
                                     std::min(m_trackTable->columnWidth(column) + metrics::gap, textWidth));
    }
    m_trackTable->setEmptyText(tr("No row gives a track."));
}

void ImportFindings::showTypes(const QList<ImportPreview::Type>& types)
{
    m_types->clear();
    m_types->setHorizontalHeaderLabels({tr("Type"), tr("Values"), tr("Tracks"), tr("First values")});
    for (const ImportPreview::Type& type : types)
        m_types->appendRow({textItem(type.type), numberItem(countText(type.values)),
                            numberItem(countText(type.tracks)),
                            textItem(type.examples.join(QStringLiteral(", ")))});
    alignFigures(*m_types, {1, 2});
    m_typeTable->setColumnWidth(0, textWidth);
    m_typeTable->setColumnWidth(1, figureWidth);
    m_typeTable->setColumnWidth(2, figureWidth);
}

void ImportFindings::showRefused(const QList<RejectedTrack>& refused, qint64 all)
{
    m_listed = refused;
    m_refused->clear();
    m_refused->setHorizontalHeaderLabels({tr("Line"), tr("Reason")});
    alignFigures(*m_refused, {0});
    m_refusedTable->setColumnWidth(0, figureWidth);
    for (const RejectedTrack& each : refused)
        m_refused->appendRow({numberItem(countText(each.line)), textItem(each.reason)});
    m_refusedHeader->setRemark(
        all == 0               ? QString()
        : all > refused.size() ? tr("%1, the first %2 listed").arg(countText(all), countText(refused.size()))
                               : countText(all));
    m_export->setEnabled(!refused.isEmpty());
}

void ImportFindings::exportRefused()
{
    QByteArray csv = csvLine({QStringLiteral("line"), QStringLiteral("reason")});
    for (const RejectedTrack& each : std::as_const(m_listed))
        csv += csvLine({QString::number(each.line), each.reason});
    m_context.files.save(this,
                         {tr("Export the refused rows"), QStringLiteral("refused.csv"), tr("CSV (*.csv)")},
                         [this, csv](const QString& path) {
                             if (const auto written = writeWholeFile(path, csv); !written)
                                 m_context.notify(noticeOf(written.error()));
                         });
}

} // namespace antiphon
