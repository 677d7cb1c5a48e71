#include "ui/rating/ratertable.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column { Rater, State, Answers, Skipped, Missing, Missed, Seconds, Decision, When, ColumnCount };
constexpr Column figures[] = {Answers, Skipped, Missing, Missed, Seconds};

QString stateOf(const PacketRow& packet, qint64 missing)
{
    if (packet.collectedAt == 0)
        return RaterTable::tr("waiting");
    return missing == 0 ? RaterTable::tr("complete") : RaterTable::tr("incomplete");
}

QString missedText(const RaterQuality* quality)
{
    const int checks = quality ? quality->attention + quality->gold : 0;
    return checks == 0
               ? QString()
               : RaterTable::tr("%1 of %2").arg(quality->attentionMissed + quality->goldMissed).arg(checks);
}

// What was decided, else what the declared rules say.
QString decisionText(const QList<const RaterDecision*>& decisions, const RaterQuality* quality)
{
    QStringList parts;
    for (const RaterDecision* decision : decisions)
        parts << (decision->act == RaterAct::Excluded ? RaterTable::tr("left out: %1")
                                                      : RaterTable::tr("gave up: %1"))
                     .arg(decision->reason);
    if (parts.isEmpty() && quality && !quality->failed.isEmpty())
        parts << RaterTable::tr("to be left out by the rules: %1")
                     .arg(quality->failed.join(QLatin1String("; ")));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

RaterTable::RaterTable(QWidget* parent) : QWidget(parent)
{
    m_header = new SectionHeader(tr("Raters"), {}, this);
    m_exclude = button(tr("Leave out…"), tr("Leaves the chosen rater out of the analysis, with a reason"));
    m_drop = button(tr("Gave up…"), tr("Notes that the chosen rater gave up; open dialogues are handed on"));
    m_add = button(tr("Add a rater…"), tr("Makes one more packet, of the dialogues with fewest ratings"));
    m_table = new CalmTable(this);
    m_table->setFramed(true);
    m_table->setAccessibleName(tr("Raters"));
    m_model = new QStandardItemModel(0, ColumnCount, this);
    m_model->setHorizontalHeaderLabels({tr("Rater"), tr("State"), tr("Answers"), tr("Skipped"), tr("Missing"),
                                        tr("Checks missed"), tr("Seconds each"), tr("Decision"),
                                        tr("Collected")});
    for (const Column column : figures)
        m_model->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setStretchLastSection(false);
    for (const Column column : {Missed, Seconds})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(Decision, QHeaderView::Stretch);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::gap);
    top->addWidget(m_header, 1);
    for (QPushButton* one : {m_exclude, m_drop, m_add})
        top->addWidget(one);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RaterTable::judge);
    connect(m_exclude, &QPushButton::clicked, this, [this] {
        if (m_excluded.contains(chosen()))
            Q_EMIT includeRequested(chosen());
        else
            Q_EMIT excludeRequested(chosen());
    });
    connect(m_drop, &QPushButton::clicked, this, [this] { Q_EMIT dropRequested(chosen()); });
    connect(m_add, &QPushButton::clicked, this, &RaterTable::addRequested);
    judge();
}

QPushButton* RaterTable::button(const QString& text, const QString& toolTip)
{
    auto* made = new QPushButton(text, this);
    made->setToolTip(toolTip);
    return made;
}

void RaterTable::show(const StudyRow& row, const CollectFacts& facts)
{
    const QString before = chosen();
    fill(row, facts.study == row.study.id ? facts : CollectFacts());
    for (int place = 0; place < m_model->rowCount(); ++place) {
        if (m_model->item(place, Rater)->text() == before)
            m_table->selectRow(place);
    }
    judge();
}

void RaterTable::fill(const StudyRow& row, const CollectFacts& facts)
{
    m_model->setRowCount(0);
    m_excluded.clear();
    m_dropped.clear();
    AskedCount all;
    for (const PacketRow& packet : row.packets) {
        const auto quality = std::find_if(facts.qualities.cbegin(), facts.qualities.cend(),
                                          [&](const RaterQuality& one) { return one.rater == packet.rater; });
        const RaterQuality* known = quality == facts.qualities.cend() ? nullptr : &*quality;
        QList<const RaterDecision*> decisions;
        for (const RaterDecision& decision : facts.decisions) {
            if (decision.rater == packet.rater)
                decisions << &decision;
        }
        for (const RaterDecision* decision : std::as_const(decisions))
            (decision->act == RaterAct::Excluded ? m_excluded : m_dropped) << packet.rater;
        const AskedCount count = row.counts.value(packet.id);
        all += count;
        const QStringList texts{packet.rater,
                                stateOf(packet, count.missing()),
                                countText(count.answered),
                                countText(count.skipped),
                                countText(count.missing()),
                                missedText(known),
                                known ? QLocale().toString(known->medianSeconds, 'f', 1) : QString(),
                                decisionText(decisions, known),
                                packet.collectedAt > 0 ? timeText(packet.collectedAt, now()) : QString()};
        QList<QStandardItem*> cells;
        for (const QString& text : texts) {
            cells << new QStandardItem(text);
            cells.last()->setEditable(false);
            cells.last()->setToolTip(text);
        }
        for (const Column column : figures)
            cells[column]->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_model->appendRow(cells);
    }
    m_header->setRemark(tr("%1 of %2 collected · %3 answers · %4 skipped · %5 missing")
                            .arg(countText(row.collected()), countText(row.packets.size()),
                                 countText(all.answered), countText(all.skipped), countText(all.missing())));
}

QString RaterTable::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : m_model->item(rows.constFirst().row(), Rater)->text();
}

void RaterTable::judge()
{
    const QString rater = chosen();
    m_exclude->setEnabled(!rater.isEmpty());
    m_exclude->setText(m_excluded.contains(rater) ? tr("Take back in…") : tr("Leave out…"));
    m_drop->setEnabled(!rater.isEmpty() && !m_dropped.contains(rater));
}

} // namespace antiphon
