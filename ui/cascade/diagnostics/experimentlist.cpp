#include "ui/cascade/diagnostics/experimentlist.h"

#include "ui/models/texttablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textlabel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace antiphon {

namespace {

QList<TextCell> cellsOf(const KeptExperiment& kept)
{
    const Experiment& found = kept.found;
    const QString when = timeText(found.doneAt, now());
    const QString hint = ExperimentList::tr("%1 on %2 by %3, seed %4, %5 repeats, by %6, %7")
                             .arg(found.name, found.catalogue, found.recipe, QString::number(found.seed),
                                  QString::number(found.seeds), kept.actor, when);
    return {{found.name, {}, hint}, {found.catalogue, {}, hint}, {found.recipe, {}, hint}, {when, {}, hint}};
}

} // namespace

ExperimentList::ExperimentList(QWidget* parent)
    : QWidget(parent),
      m_model(new TextTableModel({{tr("Kept")}, {tr("Catalogue")}, {tr("Recipe")}, {tr("When")}},
                                 TextTableModel::Boxes::None, this)),
      m_table(new CalmTable(this)),
      m_remove(new QPushButton(tr("Remove"), this)),
      m_export(new QPushButton(tr("Export…"), this))
{
    m_table->setFramed(true);
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setAccessibleName(tr("Kept experiments"));
    m_table->setEmptyText(tr("No experiments yet. Run one above."));
    m_table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setColumnWidth(0, 78);
    m_table->setColumnWidth(1, 84);
    m_table->setColumnWidth(3, 78);
    m_remove->setToolTip(tr("Take the selected experiments away (Delete); undo brings them back"));
    m_export->setToolTip(tr("Write the selected experiments as JSON, CSV or XLSX, or their chart"));
    auto* acts = new QHBoxLayout;
    acts->setSpacing(metrics::gap);
    acts->addWidget(new TextLabel(tr("Shift or Ctrl selects several"), TextSize::Caption, Tone::Muted, this),
                    1);
    acts->addWidget(m_remove);
    acts->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_table, 1);
    column->addLayout(acts);
    setFocusProxy(m_table);
    m_table->installEventFilter(this);
    connect(m_remove, &QPushButton::clicked, this, &ExperimentList::removeAsked);
    connect(m_export, &QPushButton::clicked, this, &ExperimentList::exportAsked);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ExperimentList::takeSelection);
    restoreSelection();
}

bool ExperimentList::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        Q_EMIT removeAsked();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ExperimentList::setExperiments(const QList<KeptExperiment>& newestFirst)
{
    {
        const QSignalBlocker quiet(m_table->selectionModel());
        m_experiments = newestFirst;
        QList<QList<TextCell>> rows;
        for (const KeptExperiment& kept : std::as_const(m_experiments))
            rows << cellsOf(kept);
        m_model->setRows(std::move(rows));
    }
    restoreSelection();
}

void ExperimentList::select(ExperimentId experiment)
{
    m_selected = {experiment};
    for (const KeptExperiment& kept : std::as_const(m_experiments))
        if (kept.id == experiment)
            return restoreSelection();
}

// The newest where none of those that were selected is there.
void ExperimentList::restoreSelection()
{
    {
        const QSignalBlocker quiet(m_table->selectionModel());
        m_table->clearSelection();
        QItemSelection rows;
        for (int row = 0; row < m_experiments.size(); ++row)
            if (m_selected.contains(m_experiments[row].id))
                rows.select(m_model->index(row, 0), m_model->index(row, m_model->columnCount() - 1));
        if (rows.isEmpty() && !m_experiments.isEmpty())
            rows.select(m_model->index(0, 0), m_model->index(0, m_model->columnCount() - 1));
        if (!rows.isEmpty())
            m_table->setCurrentIndex(rows.indexes().constFirst());
        m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    }
    takeSelection();
    m_table->viewport()->update();
}

void ExperimentList::takeSelection()
{
    const QList<KeptExperiment> now = selected();
    if (!now.isEmpty()) {
        m_selected.clear();
        for (const KeptExperiment& kept : now)
            m_selected << kept.id;
    }
    m_remove->setEnabled(!now.isEmpty());
    m_export->setEnabled(!now.isEmpty());
    Q_EMIT selectionChanged();
}

QList<KeptExperiment> ExperimentList::selected() const
{
    QList<KeptExperiment> chosen;
    for (qsizetype row = m_experiments.size() - 1; row >= 0; --row)
        if (m_table->selectionModel()->isRowSelected(static_cast<int>(row)))
            chosen << m_experiments[row];
    return chosen;
}

} // namespace antiphon
