#include "ui/rating/proofpage.h"

#include "ui/rating/figuretablecard.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

// What a page can show at a glance; the file holds all.
constexpr qsizetype mostColumns = 200;

QList<FigureTable> shownTables(const DesignProof& proof)
{
    QList<FigureTable> tables = proofTables(proof);
    for (FigureTable& table : tables) {
        if (table.columns.size() <= mostColumns)
            continue;
        table.note +=
            QLatin1Char(' ') + ProofPage::tr("The first %1 of %2 columns; the file has all.")
                                   .arg(countText(mostColumns - 1), countText(table.columns.size() - 1));
        table.columns.resize(mostColumns);
        for (QStringList& row : table.rows)
            row.resize(mostColumns);
    }
    return tables;
}

TextLabel* paragraph(const QString& text, Tone tone, QWidget* parent)
{
    auto* label = new TextLabel(text, TextSize::Body, tone, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

QString orderSentence(const DesignProof& proof)
{
    qint64 answered = 0;
    qint64 moved = 0;
    for (const OrderCheck& check : proof.orders) {
        answered += check.answered;
        moved += check.moved;
    }
    if (answered == 0)
        return ProofPage::tr("Whether the order shown is the order answered is told when answers are in.");
    if (moved == 0)
        return ProofPage::tr("The order shown is the order logged for all %1 answered dialogues.")
            .arg(countText(answered));
    return ProofPage::tr("%1 of %2 answered dialogues were answered in another order than shown.")
        .arg(countText(moved), countText(answered));
}

ProofPage::ProofPage(QWidget* parent) : QWidget(parent)
{
    m_empty = new EmptyView(QStringLiteral("table"), {}, this);
    m_empty->setButton(tr("Studies"));
    connect(m_empty->button(), &QPushButton::clicked, this, &ProofPage::stepRequested);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setAccessibleName(tr("Proof of the design"));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_stack);
}

void ProofPage::show(const QString& study, const DesignProof& proof)
{
    m_scroll->setWidget(makePage(study, proof));
    m_stack->setCurrentIndex(1);
}

void ProofPage::showNothing(const QString& sentence, const QString& button)
{
    m_empty->setSentence(sentence);
    m_empty->button()->setText(button);
    m_stack->setCurrentIndex(0);
}

QWidget* ProofPage::makePage(const QString& study, const DesignProof& proof)
{
    auto* page = new QWidget;
    page->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, metrics::padding);
    column->setSpacing(metrics::padding);
    auto* verdict = new Card(page);
    verdict->setAccessibleName(tr("Verdict on the design"));
    verdict->column()->setSpacing(metrics::gap);
    auto* save = new QPushButton(tr("Counts as CSV…"), verdict);
    save->setToolTip(tr("Every count, one a row: table, row, column, count"));
    connect(save, &QPushButton::clicked, this, &ProofPage::countsRequested);
    auto* head = new QHBoxLayout;
    head->addWidget(new SectionHeader(tr("Design of %1").arg(study), {}, verdict), 1);
    head->addWidget(save);
    verdict->column()->addLayout(head);
    verdict->column()->addWidget(
        proof.holds()
            ? paragraph(tr("Balanced: no count differs from its like by more than one."), Tone::Ok, verdict)
            : paragraph(tr("Not balanced to one: the tables say where."), Tone::Warn, verdict));
    verdict->column()->addWidget(paragraph(orderSentence(proof), Tone::Normal, verdict));
    verdict->column()->addWidget(paragraph(proofSentence(proof), Tone::Muted, verdict));
    column->addWidget(verdict);
    auto* counts = new FigureTableCard(tr("Counts"), tr("of what was handed out"), shownTables(proof), page);
    connect(counts, &FigureTableCard::exportRequested, this, &ProofPage::chartExportRequested);
    column->addWidget(counts);
    column->addStretch(1);
    return page;
}

} // namespace antiphon
