#include "ui/rating/collectpage.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QUrl>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column { Rater, State, Answers, Missing, When, ColumnCount };

QStringList filesOf(const QMimeData* data)
{
    QStringList files;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

// A dashed frame that says what to drop.
class DropZone : public QFrame
{
public:
    using QFrame::QFrame;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(tokensOf(palette()).muted, 1, Qt::DashLine));
        painter.setBrush(tokensOf(palette()).panel);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::cardRadius,
                                metrics::cardRadius);
    }
};

QString stateOf(const PacketRow& packet, qint64 missing)
{
    if (packet.collectedAt == 0)
        return CollectPage::tr("waiting");
    return missing == 0 ? CollectPage::tr("complete") : CollectPage::tr("incomplete");
}

} // namespace

CollectPage::CollectPage(QWidget* parent) : QWidget(parent)
{
    setAcceptDrops(true);
    auto* zone = new DropZone(this);
    auto* choose = new QPushButton(tr("Choose answers files…"), zone);
    makePrimary(choose);
    choose->setToolTip(tr("Files that end in .antiphon-answers (Ctrl+Shift+O)"));
    auto* zoneRow = new QHBoxLayout(zone);
    zoneRow->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    zoneRow->setSpacing(metrics::padding);
    zoneRow->addWidget(
        new TextLabel(
            tr("Drop the raters' answers files here, as often as you like: only what is new is taken in."),
            TextSize::Body, Tone::Muted, zone),
        1);
    zoneRow->addWidget(choose);
    m_problems = new TextLabel({}, TextSize::Body, Tone::Danger, this);
    m_problems->setWordWrap(true);
    m_problems->hide();
    m_header = new SectionHeader(tr("Raters"), {}, this);
    m_table = new CalmTable(this);
    m_table->setFramed(true);
    m_table->setAccessibleName(tr("Raters"));
    m_model = new QStandardItemModel(0, ColumnCount, this);
    m_model->setHorizontalHeaderLabels(
        {tr("Rater"), tr("State"), tr("Answers"), tr("Missing"), tr("Collected")});
    for (const Column column : {Answers, Missing})
        m_model->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setSectionResizeMode(Rater, QHeaderView::Stretch);
    auto* work = new QWidget(this);
    auto* column = new QVBoxLayout(work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::padding);
    column->addWidget(zone);
    column->addWidget(m_problems);
    column->addWidget(m_header);
    column->addWidget(m_table, 1);

    m_empty = new EmptyView(QStringLiteral("import"), {}, this);
    m_empty->setButton(tr("Make packets…"));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(work);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);
    connect(choose, &QPushButton::clicked, this, &CollectPage::filesRequested);
    connect(m_empty->button(), &QPushButton::clicked, this, &CollectPage::packetsRequested);
}

void CollectPage::show(const StudyRow* row)
{
    const bool ready = row && !row->packets.isEmpty();
    m_stack->setCurrentIndex(ready ? 1 : 0);
    m_empty->setSentence(row ? tr("Answers come back when raters have their packets.")
                             : tr("There is no study yet whose answers could be collected."));
    m_empty->button()->setVisible(row && row->study.state == StudyState::Frozen);
    m_model->setRowCount(0);
    if (!ready)
        return;
    qint64 answers = 0;
    qint64 missing = 0;
    for (const PacketRow& packet : row->packets) {
        const qint64 given = row->answers.value(packet.id);
        const qint64 open = row->questions(packet) - given;
        answers += given;
        missing += open;
        QList<QStandardItem*> cells;
        for (const QString& text :
             {packet.rater, stateOf(packet, open), countText(given), countText(open),
              packet.collectedAt > 0 ? timeText(packet.collectedAt, now()) : QString()}) {
            cells << new QStandardItem(text);
            cells.last()->setEditable(false);
        }
        for (const Column column : {Answers, Missing})
            cells[column]->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_model->appendRow(cells);
    }
    m_header->setRemark(tr("%1 of %2 collected · %3 answers · %4 missing")
                            .arg(row->collected())
                            .arg(row->packets.size())
                            .arg(countText(answers), countText(missing)));
}

void CollectPage::showProblems(const QStringList& sentences)
{
    m_problems->setText(sentences.join(QLatin1Char('\n')));
    m_problems->setVisible(!sentences.isEmpty());
}

void CollectPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_stack->currentIndex() == 1 && !filesOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void CollectPage::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    Q_EMIT filesDropped(filesOf(event->mimeData()));
}

} // namespace antiphon
