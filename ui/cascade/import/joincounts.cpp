#include "ui/cascade/import/joincounts.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QHeaderView>
#include <QLocale>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int figureWidth = 110;
constexpr int countLines = 4;

QStandardItem* figureItem(const QString& text)
{
    auto* item = new QStandardItem(text);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

// "1,204 (12.0 %)"
QString sharedText(qint64 count, qint64 all)
{
    const double share = all == 0 ? 0 : 100.0 * static_cast<double>(count) / static_cast<double>(all);
    return QStringLiteral("%1 (%2 %)").arg(countText(count), QLocale().toString(share, 'f', 1));
}

void alignFigures(QStandardItemModel& model, std::initializer_list<int> columns)
{
    for (const int column : columns)
        model.horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace

JoinCountsView::JoinCountsView(QWidget* parent)
    : QWidget(parent),
      m_counts(new QStandardItemModel(this)),
      m_ambiguous(new QStandardItemModel(this)),
      m_ambiguousHeader(new SectionHeader(tr("Tracks that look like several"), {}, this)),
      m_countTable(new CalmTable(this)),
      m_ambiguousTable(new CalmTable(this))
{
    for (CalmTable* table : {m_countTable, m_ambiguousTable}) {
        table->setFramed(true);
        table->setSortingEnabled(false);
    }
    m_countTable->setModel(m_counts);
    m_countTable->setAccessibleName(tr("What the join would do"));
    m_countTable->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_ambiguousTable->setModel(m_ambiguous);
    m_ambiguousTable->setAccessibleName(tr("Tracks that look like several"));
    m_ambiguousTable->setEmptyText(
        tr("None. Tracks that look like several are joined with none and listed here."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(new SectionHeader(tr("What the join gives"), {}, this));
    column->addWidget(m_countTable);
    column->addSpacing(metrics::gap);
    column->addWidget(m_ambiguousHeader);
    column->addWidget(m_ambiguousTable, 1);
    fitCounts();
    showFault({});
}

// Room for its four lines and no more.
void JoinCountsView::fitCounts()
{
    const int row = m_countTable->verticalHeader()->defaultSectionSize();
    const int header = std::max(row, m_countTable->horizontalHeader()->sizeHint().height());
    m_countTable->setFixedHeight(countLines * row + header + 2 * m_countTable->frameWidth());
}

void JoinCountsView::show(const JoinCounts& counts, const JoinRequest& request)
{
    const qint64 into = counts.matched + counts.onlyInto + counts.ambiguousInto;
    const qint64 with = counts.matched + counts.onlyWith + counts.ambiguousWith;
    m_counts->clear();
    m_counts->setHorizontalHeaderLabels({tr("Tracks"), request.into, request.with});
    m_counts->appendRow({new QStandardItem(tr("Joined")), figureItem(sharedText(counts.matched, into)),
                         figureItem(sharedText(counts.matched, with))});
    m_counts->appendRow({new QStandardItem(tr("Only in %1").arg(request.into)),
                         figureItem(sharedText(counts.onlyInto, into)), figureItem(QString())});
    m_counts->appendRow({new QStandardItem(tr("Only in %1").arg(request.with)), figureItem(QString()),
                         figureItem(sharedText(counts.onlyWith, with))});
    m_counts->appendRow({new QStandardItem(tr("Look like several")),
                         figureItem(sharedText(counts.ambiguousInto, into)),
                         figureItem(sharedText(counts.ambiguousWith, with))});
    alignFigures(*m_counts, {1, 2});
    fitCounts();
    QHeaderView* header = m_countTable->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->resizeSection(1, figureWidth * 3 / 2);
    header->resizeSection(2, figureWidth * 3 / 2);
    m_ambiguous->clear();
    m_ambiguous->setHorizontalHeaderLabels(
        {tr("Track id"), tr("Title"), tr("Artist"), tr("Alike here"), tr("Partners")});
    alignFigures(*m_ambiguous, {3, 4});
    for (const AmbiguousMatch& match : counts.ambiguous)
        m_ambiguous->appendRow({new QStandardItem(match.externalId), new QStandardItem(match.title),
                                new QStandardItem(match.artist), figureItem(countText(match.alike)),
                                figureItem(countText(match.partners))});
    QHeaderView* list = m_ambiguousTable->horizontalHeader();
    list->setStretchLastSection(false);
    list->resizeSection(0, figureWidth * 3 / 2);
    list->setSectionResizeMode(1, QHeaderView::Stretch);
    list->setSectionResizeMode(2, QHeaderView::Stretch);
    m_ambiguousHeader->setRemark(
        counts.ambiguousInto > counts.ambiguous.size()
            ? tr("%1, the first %2 listed")
                  .arg(countText(counts.ambiguousInto), countText(counts.ambiguous.size()))
        : counts.ambiguousInto > 0 ? countText(counts.ambiguousInto)
                                   : QString());
}

void JoinCountsView::showFault(const QString& sentence)
{
    m_counts->clear();
    m_counts->setHorizontalHeaderLabels({tr("Tracks")});
    m_countTable->setEmptyText(sentence);
    m_ambiguous->clear();
    m_ambiguousHeader->setRemark({});
}

QStringList JoinCountsView::lines() const
{
    QStringList lines;
    for (int row = 0; row < m_counts->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_counts->columnCount(); ++column)
            cells << m_counts->item(row, column)->text();
        lines << cells.join(QLatin1Char('|'));
    }
    return lines;
}

} // namespace antiphon
