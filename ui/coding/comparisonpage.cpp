#include "ui/coding/comparisonpage.h"

#include "ui/coding/codingdesk.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column { CodeColumn, VerdictColumn, TurnColumn, InHandColumn, AgainstColumn, NoteColumn, TimeColumn };

QString placeText(const QString& dialogue, const TurnPlace& place)
{
    return place.turn.isNull() ? QString()
                               : ComparisonPage::tr("%1, turn %2").arg(dialogue).arg(place.position + 1);
}

} // namespace

ComparisonPage::ComparisonPage(CodingDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_verdict(new QComboBox(this))
{
    m_pane = new TablePane(desk.context(),
                           {tr("What comparing found"), tr("Filter comparisons"),
                            tr("No incident was held against another yet. Choose a code, then press Alt+F, "
                               "Alt+S, Alt+P or Alt+N beside the dialogue."),
                            QStringLiteral("comparisons.csv")},
                           {{tr("Code")},
                            {tr("Verdict")},
                            {tr("Dialogue and turn")},
                            {tr("In hand")},
                            {tr("Against")},
                            {tr("Note")},
                            {tr("When")}},
                           InHandColumn, TextTableModel::Boxes::None, this);
    m_verdict->addItem(tr("All verdicts"));
    for (const ComparisonVerdict verdict : allVerdicts)
        m_verdict->addItem(verdictTitle(verdict), static_cast<int>(verdict));
    m_verdict->setAccessibleName(tr("Verdict"));
    m_pane->bar()->addWidget(m_verdict);
    m_pane->setExport([this] { return comparisonsCsv(m_rows); });
    QHeaderView* header = m_pane->table()->horizontalHeader();
    header->resizeSection(CodeColumn, 160);
    header->resizeSection(VerdictColumn, 110);
    header->resizeSection(TurnColumn, 170);
    header->resizeSection(AgainstColumn, 220);
    header->resizeSection(NoteColumn, 140);
    header->resizeSection(TimeColumn, 110);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    column->addWidget(m_pane);
    setFocusProxy(m_pane->table());
    connect(m_verdict, &QComboBox::currentIndexChanged, this, [this] { show(m_all); });
    connect(m_pane, &TablePane::activated, this, [this](int row) {
        m_desk.context().navigate(QStringLiteral("code"), QStringLiteral("dialogue/%1/turn/%2")
                                                              .arg(m_rows[row].place.dialogue.toText())
                                                              .arg(m_rows[row].place.position + 1));
    });
    connect(&desk, &CodingDesk::codersChanged, this, &ComparisonPage::read);
    connect(&desk.context().session, &ProjectSession::changed, this, &ComparisonPage::read);
}

void ComparisonPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
}

void ComparisonPage::read()
{
    if (!isVisible())
        return;
    m_desk.context().session.read<QList<ComparisonRow>>(
        this,
        [coder = m_desk.coderId()](const Connection& connection) { return comparisonsOf(connection, coder); },
        [this](const Result<QList<ComparisonRow>>& rows) {
            if (rows)
                show(*rows);
        },
        QStringLiteral("coding.comparisons"));
}

void ComparisonPage::show(const QList<ComparisonRow>& rows)
{
    m_all = rows;
    m_rows.clear();
    QList<QList<TextCell>> cells;
    const TimePoint at = now();
    const QVariant wanted = m_verdict->currentData();
    for (const ComparisonRow& row : rows) {
        if (wanted.isValid() && wanted.toInt() != static_cast<int>(row.comparison.verdict))
            continue;
        m_rows << row;
        const QString place = placeText(row.dialogue, row.place);
        const QString against = placeText(row.againstDialogue, row.againstPlace);
        cells << QList<TextCell>{
            {row.code.name},
            {verdictTitle(row.comparison.verdict)},
            {place, {}, place},
            {row.text, {}, row.text},
            {row.againstText, {}, QStringLiteral("%1: %2").arg(against, row.againstText)},
            {row.comparison.note, {}, row.comparison.note},
            {timeText(row.comparison.createdAt, at), row.comparison.createdAt}};
    }
    m_pane->setRows(std::move(cells));
    m_pane->setRemark(m_rows.isEmpty() ? QString()
                                       : countedText(m_rows.size(), tr("verdict"), tr("verdicts")));
}

void ComparisonPage::keyPressEvent(QKeyEvent* event)
{
    const int row = m_pane->currentRow();
    if (event->key() != Qt::Key_Delete || row < 0 || row >= m_rows.size()) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_desk.context().session.edit(tr("Take back the verdict on turn %1").arg(m_rows[row].place.position + 1),
                                  [id = m_rows[row].comparison.id](const Connection& connection) {
                                      return deleteComparison(connection, id);
                                  });
}

} // namespace antiphon
