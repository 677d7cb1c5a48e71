#include "ui/coding/relationfinder.h"

#include "ui/coding/finderlist.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/popupframe.h"
#include "ui/widgets/textlabel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int finderWidth = 320;
constexpr int shownLines = 8;
constexpr int mostFound = 200;

// How well a name fits what was typed: smaller is better, -1 not at all.
int fitOf(const QString& name, const QString& typed)
{
    if (name.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    return name.contains(typed, Qt::CaseInsensitive) ? 1 : -1;
}

} // namespace

RelationFinder::RelationFinder(QWidget* parent)
    : QFrame(parent),
      m_sentence(new TextLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_field(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    column->setSpacing(metrics::unit);
    column->addWidget(m_sentence);
    column->addWidget(m_field);
    column->addWidget(m_list);
    m_sentence->setWordWrap(true);
    m_field->setTextMargins(metrics::unit, 0, metrics::unit, 0);
    m_field->installEventFilter(this);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedWidth(finderWidth);
    connect(m_field, &QLineEdit::textChanged, this, &RelationFinder::find);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { take(m_list->row(item)); });
    hide();
}

void RelationFinder::open(const QList<Code>& codes, std::optional<CodeId> source,
                          std::optional<CodeId> target, const QPoint& at)
{
    m_codes = codes;
    m_source = source;
    m_target = target;
    m_step = !source ? Step::Source : !target ? Step::Target : Step::Kind;
    show(at);
}

void RelationFinder::openForCode(const QList<Code>& codes, const QString& question, const QPoint& at)
{
    m_codes = codes;
    m_question = question;
    m_step = Step::Code;
    show(at);
}

void RelationFinder::show(const QPoint& at)
{
    ask();
    QRect place(at, size());
    place.moveRight(std::min(place.right(), parentWidget()->width() - metrics::gap));
    place.moveBottom(std::min(place.bottom(), parentWidget()->height() - metrics::gap));
    move(std::max(place.left(), metrics::gap), std::max(place.top(), metrics::gap));
    QFrame::show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

QString RelationFinder::nameOf(std::optional<CodeId> code) const
{
    for (const Code& other : m_codes) {
        if (code && other.id == *code)
            return other.name;
    }
    return {};
}

void RelationFinder::ask()
{
    switch (m_step) {
    case Step::Source:
        m_sentence->setText(tr("Relate which code?"));
        break;
    case Step::Target:
        m_sentence->setText(tr("Relate %1 to which code?").arg(nameOf(m_source)));
        break;
    case Step::Kind:
        m_sentence->setText(tr("%1 … %2: press a digit").arg(nameOf(m_source), nameOf(m_target)));
        break;
    case Step::Code:
        m_sentence->setText(m_question);
        break;
    }
    m_field->setAccessibleName(m_sentence->text());
    m_field->setPlaceholderText(m_step == Step::Kind ? tr("1 to 6") : tr("Find a code"));
    m_field->clear();
    find({});
}

void RelationFinder::find(const QString& typed)
{
    m_list->clear();
    m_found.clear();
    if (m_step == Step::Kind) {
        int digit = 0;
        for (const RelationKind kind : allRelationKinds)
            m_list->addItem(QStringLiteral("%1   %2").arg(++digit).arg(relationPhrase(kind)));
    } else {
        for (const int wanted : {0, 1}) {
            for (const Code& code : std::as_const(m_codes)) {
                const bool taken = m_step == Step::Target && m_source && code.id == *m_source;
                if (taken || m_found.size() >= mostFound || fitOf(code.name, typed.trimmed()) != wanted)
                    continue;
                m_found << code.id;
                m_list->addItem(code.codable ? code.name : tr("%1 (category)").arg(code.name));
            }
        }
    }
    fitFinderList(*m_list, shownLines);
    adjustSize();
}

void RelationFinder::take(int row)
{
    if (row < 0 || row >= m_list->count())
        return;
    if (m_step == Step::Kind) {
        const CodeId source = *m_source;
        const CodeId target = *m_target;
        close();
        Q_EMIT related(source, allRelationKinds[row], target);
        return;
    }
    const CodeId code = m_found[row];
    if (m_step == Step::Code) {
        close();
        Q_EMIT codeFound(code);
        return;
    }
    (m_step == Step::Source ? m_source : m_target) = code;
    m_step = m_step == Step::Source && !m_target ? Step::Target : Step::Kind;
    ask();
}

void RelationFinder::close()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT closed();
}

bool RelationFinder::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && isVisible()) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (m_step == Step::Kind && key >= Qt::Key_1 && key <= Qt::Key_6) {
        take(key - Qt::Key_1);
        return true;
    }
    switch (key) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveInFinderList(*m_list, key);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take(m_list->currentRow());
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void RelationFinder::paintEvent(QPaintEvent*)
{
    paintPopupFrame(*this);
}

} // namespace antiphon
