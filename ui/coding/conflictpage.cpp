#include "ui/coding/conflictpage.h"

#include "core/coding/codingstore.h"
#include "ui/coding/codingdesk.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column { ThingColumn, FieldColumn, MineColumn, TheirsColumn, FileColumn };

QString fieldText(const MergeConflict& conflict)
{
    return conflict.field.isEmpty() ? ConflictPage::tr("as a whole")
                                    : QString(conflict.field).replace(u'_', u' ');
}

// Of a row as a whole a person need not read the row.
QString sideText(const MergeConflict& conflict, const QString& side)
{
    if (!conflict.field.isEmpty())
        return side.isEmpty() ? ConflictPage::tr("(empty)") : side;
    return side.isEmpty() ? ConflictPage::tr("removed") : ConflictPage::tr("there, changed or in use");
}

bool isPlain(const QKeyEvent& key)
{
    return (key.modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
}

std::optional<MergeChoice> choiceOf(const QKeyEvent& key)
{
    if (isPlain(key) && key.key() == Qt::Key_M)
        return MergeChoice::Mine;
    if (isPlain(key) && key.key() == Qt::Key_T)
        return MergeChoice::Theirs;
    return std::nullopt;
}

TextLabel* sideLabel(QWidget* parent)
{
    auto* label = new TextLabel({}, TextSize::Reading, Tone::Normal, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

ConflictPage::ConflictPage(CodingDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_list(new TablePane(desk.context(),
                           {tr("Conflicts of merging"), tr("Filter conflicts"),
                            tr("No conflict is open. What two copies of the project changed each in a way of "
                               "its own stands here after merging."),
                            QStringLiteral("conflicts.csv")},
                           {{tr("Thing")}, {tr("Column")}, {tr("Mine")}, {tr("Theirs")}, {tr("File")}},
                           ThingColumn, TextTableModel::Boxes::None, this))
{
    QHeaderView* header = m_list->table()->horizontalHeader();
    header->resizeSection(FieldColumn, 120);
    header->resizeSection(MineColumn, 240);
    header->resizeSection(TheirsColumn, 240);
    header->resizeSection(FileColumn, 150);
    m_list->table()->setObjectName(QStringLiteral("conflicts"));
    m_list->table()->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    column->setSpacing(metrics::padding);
    column->addWidget(m_list, 1);
    column->addWidget(makeCard());
    setFocusProxy(m_list->table());
    connect(m_list->table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ConflictPage::showInHand);
    connect(m_list, &TablePane::activated, this, [this](int row) { goTo(m_conflicts.at(row)); });
    connect(&desk, &CodingDesk::codersChanged, this, &ConflictPage::read);
    connect(&desk.context().session, &ProjectSession::changed, this, &ConflictPage::read);
}

QWidget* ConflictPage::makeCard()
{
    auto* card = new Card(this);
    m_card = card;
    m_subject = new TextLabel({}, TextSize::Body, Tone::Muted, card);
    m_mine = sideLabel(card);
    m_theirs = sideLabel(card);
    m_theirsTitle = new TextLabel({}, TextSize::Caption, Tone::Muted, card);
    m_keep = new QPushButton(tr("Keep mine (M)"), card);
    m_keep->setToolTip(tr("What stands here stays; the other value is dropped"));
    m_take = new QPushButton(tr("Take theirs (T)"), card);
    m_take->setToolTip(tr("The other copy's value takes the place of mine"));
    auto* sides = new QHBoxLayout;
    sides->setSpacing(metrics::padding);
    const auto addSide = [&](TextLabel* title, TextLabel* words, QPushButton* button) {
        auto* side = new QVBoxLayout;
        side->setSpacing(metrics::gap);
        side->addWidget(title);
        side->addWidget(words, 1, Qt::AlignTop);
        side->addWidget(button, 0, Qt::AlignLeft);
        sides->addLayout(side, 1);
    };
    addSide(new TextLabel(tr("Mine"), TextSize::Caption, Tone::Muted, card), m_mine, m_keep);
    addSide(m_theirsTitle, m_theirs, m_take);
    card->column()->setSpacing(metrics::gap);
    card->column()->addWidget(m_subject);
    card->column()->addLayout(sides);
    card->hide();
    connect(m_keep, &QPushButton::clicked, this, [this] { choose(MergeChoice::Mine); });
    connect(m_take, &QPushButton::clicked, this, [this] { choose(MergeChoice::Theirs); });
    return card;
}

void ConflictPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
}

void ConflictPage::read()
{
    if (!isVisible())
        return;
    m_desk.context().session.read<QList<MergeConflict>>(
        this, [](const Connection& connection) { return openConflicts(connection); },
        [this](const Result<QList<MergeConflict>>& conflicts) {
            if (conflicts)
                show(*conflicts);
        },
        QStringLiteral("coding.conflicts"));
}

void ConflictPage::show(const QList<MergeConflict>& conflicts)
{
    m_conflicts = conflicts;
    QList<QList<TextCell>> rows;
    for (const MergeConflict& conflict : conflicts) {
        const QString mine = sideText(conflict, conflict.mine);
        const QString theirs = sideText(conflict, conflict.theirs);
        rows << QList<TextCell>{{conflict.label, {}, conflictSubject(conflict)},
                                {fieldText(conflict)},
                                {mine.simplified(), {}, mine},
                                {theirs.simplified(), {}, theirs},
                                {conflict.file}};
    }
    m_list->setRows(std::move(rows));
    m_list->setRemark(m_conflicts.isEmpty()
                          ? QString()
                          : countedText(m_conflicts.size(), tr("open conflict"), tr("open conflicts")));
    if (m_list->currentRow() < 0 && !m_conflicts.isEmpty())
        m_list->table()->selectRow(0);
    showInHand();
}

const MergeConflict* ConflictPage::inHand() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_conflicts.size() ? &m_conflicts[row] : nullptr;
}

void ConflictPage::showInHand()
{
    const MergeConflict* conflict = inHand();
    m_card->setVisible(conflict != nullptr);
    if (conflict == nullptr)
        return;
    m_subject->setText(conflictSubject(*conflict));
    m_mine->setText(sideText(*conflict, conflict->mine));
    m_theirsTitle->setText(tr("Theirs, in %1").arg(conflict->file));
    m_theirs->setText(sideText(*conflict, conflict->theirs));
}

void ConflictPage::choose(MergeChoice choice)
{
    const MergeConflict* conflict = inHand();
    if (conflict == nullptr)
        return;
    m_desk.context().session.edit(choiceLabel(choice),
                                  [id = conflict->id, choice](const Connection& connection) {
                                      return settleConflict(connection, id, choice);
                                  });
}

void ConflictPage::goTo(const MergeConflict& conflict)
{
    const auto go = [this](const QString& target) {
        m_desk.context().navigate(QStringLiteral("code"), target);
    };
    if (!conflict.thing)
        return;
    if (conflict.object == QLatin1String("code"))
        go(QStringLiteral("code/%1").arg(CodeId(*conflict.thing).toText()));
    else if (conflict.object == QLatin1String("memo"))
        go(QStringLiteral("memos/%1").arg(MemoId(*conflict.thing).toText()));
    else if (conflict.object == QLatin1String("coding"))
        goToCoding(CodingId(*conflict.thing));
    else
        m_list->setRemark(tr("This has no place of its own in the window"));
}

void ConflictPage::goToCoding(CodingId id)
{
    m_desk.context().session.read<QString>(
        this,
        [id](const Connection& connection) -> Result<QString> {
            ANTIPHON_TRY_ASSIGN(const auto coding, codingById(connection, id));
            if (!coding)
                return QString();
            ANTIPHON_TRY_ASSIGN(const auto turns, turnPlaces(connection, coding->target.dialogue));
            int position = 0;
            for (const TurnPlace& turn : turns)
                position = turn.turn == coding->target.turn ? turn.position : position;
            return QStringLiteral("dialogue/%1/turn/%2")
                .arg(coding->target.dialogue.toText(), QString::number(position + 1));
        },
        [this](const Result<QString>& target) {
            if (target && !target->isEmpty())
                m_desk.context().navigate(QStringLiteral("code"), *target);
        });
}

bool ConflictPage::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && choiceOf(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool ConflictPage::eventFilter(QObject* watched, QEvent* event)
{
    // Else the table would look for a row that begins with the letter.
    if (watched == m_list->table() && event->type() == QEvent::KeyPress &&
        choiceOf(*static_cast<QKeyEvent*>(event))) {
        keyPressEvent(static_cast<QKeyEvent*>(event));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ConflictPage::keyPressEvent(QKeyEvent* event)
{
    if (const auto choice = choiceOf(*event))
        choose(*choice);
    else
        QWidget::keyPressEvent(event);
}

} // namespace antiphon
