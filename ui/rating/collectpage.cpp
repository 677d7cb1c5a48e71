#include "ui/rating/collectpage.h"

#include "ui/rating/itemlist.h"
#include "ui/rating/ratertable.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace antiphon {

namespace {

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
    m_raters = new RaterTable(this);
    m_items = new ItemList(this);
    auto* work = new QWidget(this);
    auto* column = new QVBoxLayout(work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::padding);
    column->addWidget(zone);
    column->addWidget(m_problems);
    column->addWidget(m_raters, 2);
    column->addWidget(m_items, 3);

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
    m_row = ready ? std::optional(*row) : std::nullopt;
    if (ready)
        fill();
}

void CollectPage::showFacts(const CollectFacts& facts)
{
    m_facts = facts;
    if (m_row)
        fill();
}

void CollectPage::fill()
{
    const bool fits = m_facts.study == m_row->study.id;
    m_raters->show(*m_row, m_facts);
    m_items->show(fits ? m_facts.items : QList<ListedItem>(), !m_row->key.open);
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
