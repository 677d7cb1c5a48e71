#include "ui/rating/raterpages.h"

#include "ui/rating/criterionrow.h"
#include "ui/rating/questionkeys.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/panels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace antiphon {

namespace {

QString translated(const char* text)
{
    return TextPage::tr(text);
}

bool asks(const Packet& packet, QuestionKind kind)
{
    return std::any_of(packet.criteria.cbegin(), packet.criteria.cend(),
                       [kind](const Criterion& criterion) { return criterion.kind == kind; });
}

void addAnswerKeys(TextPage& page, const Packet& packet)
{
    if (asks(packet, QuestionKind::Dialogue) || asks(packet, QuestionKind::Turn))
        page.addKey(
            keySpan(packet.answerKeys.isEmpty() ? digitKeys(packet.points) : packet.answerKeys).split(u'–'),
            translated("Answer the question that is marked, and go on to the next one"));
    if (asks(packet, QuestionKind::Pair))
        page.addKey({QStringLiteral("1"), QStringLiteral("3")},
                    translated("Of two dialogues: left, right, no difference; L, R and = do the same"));
    if (asks(packet, QuestionKind::BestWorst))
        page.addKey({QStringLiteral("1"), QStringLiteral("5")},
                    translated("Of several dialogues: first the best one, then the worst one"));
}

void addKeys(TextPage& page, const Packet& packet)
{
    addAnswerKeys(page, packet);
    page.addKey({QStringLiteral("Backspace")}, translated("Go back one question to change its answer"));
    page.addKey({QStringLiteral("Space")},
                translated("Read on in a long dialogue; the arrows up and down, too"));
    page.addKey({QStringLiteral("←"), QStringLiteral("→")},
                translated("Look through the dialogues you have answered"));
    if (packet.comments) {
        page.addKey({QStringLiteral("C")}, translated("Write a comment"));
        page.addKey({QStringLiteral("F")}, translated("Flag that something is wrong, or take the flag away"));
    }
    if (packet.allowsSkip)
        page.addKey({QStringLiteral("S")}, translated("Skip what cannot be rated, and say why"));
    page.addKey({QStringLiteral("P")}, translated("Pause"));
    page.addKey({QStringLiteral("Ctrl +"), QStringLiteral("Ctrl -")}, translated("Larger or smaller text"));
    page.addKey({QStringLiteral("Ctrl Shift L")}, translated("Light or dark"));
}

QString practiceText(const Packet& packet)
{
    const auto practice = std::count_if(packet.items.cbegin(), packet.items.cend(),
                                        [](const PacketItem& item) { return item.practice.has_value(); });
    if (practice == 0)
        return {};
    return practice == 1
               ? translated(" The first one is practice: after it you see which answers were expected. For "
                            "all others it holds:")
               : TextPage::tr(" The first %1 are practice: after each one you see which answers were "
                              "expected. For all others it holds:")
                     .arg(practice);
}

QString introText(const Packet& packet)
{
    const bool compares = asks(packet, QuestionKind::Pair) || asks(packet, QuestionKind::BestWorst);
    const bool everyReply = asks(packet, QuestionKind::Turn);
    const qsizetype count = packet.order.size();
    const QString rest =
        practiceText(packet) +
        translated(" There are no right answers; what counts is your own reading. Every answer "
                   "is kept at once, so you can stop at any time and go on later at the same "
                   "place.");
    if (compares)
        return TextPage::tr(
                   "You will read dialogues between a listener and a music assistant, some of them beside "
                   "each other: %1 times one, two or several. Answer the questions about them.")
                   .arg(count) +
               rest;
    if (everyReply)
        return TextPage::tr("You will read %1 dialogues between a listener and a music assistant. Answer the "
                            "questions about each reply that is marked, and about each dialogue.")
                   .arg(count) +
               rest;
    return TextPage::tr(
               "You will read %1 dialogues between a listener and a music assistant. After each one, "
               "answer %2 questions.")
               .arg(count)
               .arg(packet.criteria.size()) +
           rest;
}

} // namespace

TextPage::TextPage(const QString& title, QWidget* parent) : QScrollArea(parent), m_sheet(new QWidget(this))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(title);
    auto* holder = new QWidget(this);
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    row->addStretch(1);
    row->addWidget(m_sheet, 1000);
    row->addStretch(1);
    m_column = new QVBoxLayout(m_sheet);
    m_column->setSpacing(metrics::gap);
    m_column->addStretch(2);
    m_column->addStretch(3);
    setWidget(holder);
    addText(title, TextSize::Figure);
    adoptWidth();
}

void TextPage::adoptWidth()
{
    m_sheet->setMaximumWidth(QFontMetrics(fontOf(TextSize::Reading)).averageCharWidth() * 82);
}

TextLabel* TextPage::addText(const QString& text, TextSize size, Tone tone)
{
    auto* label = new TextLabel(text, size, tone, m_sheet);
    label->setWordWrap(true);
    m_column->insertWidget(m_column->count() - 1, label);
    return label;
}

void TextPage::addKey(const QStringList& keys, const QString& words)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::unit);
    auto* caps = new QWidget(m_sheet);
    caps->setMinimumWidth(QFontMetrics(fontOf(TextSize::Body)).averageCharWidth() * 18);
    auto* capsRow = new QHBoxLayout(caps);
    capsRow->setContentsMargins({});
    capsRow->setSpacing(metrics::unit);
    for (const QString& key : keys) {
        if (&key != &keys.front())
            capsRow->addWidget(new TextLabel(QStringLiteral("–"), TextSize::Body, Tone::Muted, caps));
        capsRow->addWidget(new KeyCap(key, caps));
    }
    capsRow->addStretch(1);
    row->addWidget(caps);
    auto* label = new TextLabel(words, TextSize::Body, Tone::Normal, m_sheet);
    label->setAccessibleName(QStringLiteral("%1: %2").arg(keys.join(QStringLiteral(" – ")), words));
    label->setWordWrap(true);
    row->addWidget(label, 1);
    m_column->insertLayout(m_column->count() - 1, row);
}

void TextPage::addSpace(int pixels)
{
    m_column->insertSpacing(m_column->count() - 1, pixels);
}

QPushButton* TextPage::addButton(const QString& title)
{
    if (!m_row) {
        addSpace(metrics::padding);
        m_row = new QHBoxLayout;
        m_row->setSpacing(metrics::gap);
        m_row->addStretch(1);
        m_column->insertLayout(m_column->count() - 1, m_row);
    }
    auto* button = new QPushButton(title, m_sheet);
    if (m_buttons.isEmpty()) {
        makePrimary(button);
        setFocusProxy(button);
    }
    button->installEventFilter(this);
    m_row->insertWidget(m_row->count() - 1, button);
    m_buttons << button;
    return button;
}

void TextPage::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    adoptWidth();
}

void TextPage::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        adoptWidth();
}

bool TextPage::eventFilter(QObject* watched, QEvent* event)
{
    const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event)->key() : 0;
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
        verticalScrollBar()->triggerAction(key == Qt::Key_Up ? QAbstractSlider::SliderSingleStepSub
                                                             : QAbstractSlider::SliderSingleStepAdd);
        return true;
    }
    if (m_buttons.size() == 1 && (key == Qt::Key_Left || key == Qt::Key_Right))
        return true;
    return QScrollArea::eventFilter(watched, event);
}

void TextPage::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !event->isAutoRepeat() && !m_buttons.isEmpty()) {
        QPushButton* held = m_buttons.first();
        for (QPushButton* button : std::as_const(m_buttons)) {
            if (button->hasFocus())
                held = button;
        }
        held->click();
        return;
    }
    QScrollArea::keyPressEvent(event);
}

TextPage* makeWelcomePage(const Packet& packet, qsizetype done, QWidget* parent)
{
    const qsizetype count = packet.order.size();
    auto* page =
        new TextPage(done == 0 ? translated("Rating dialogues") : translated("Welcome back"), parent);
    if (done == 0)
        page->addText(introText(packet));
    else
        page->addText(TextPage::tr("%1 of %2 dialogues are answered. You go on where you left off.")
                          .arg(done)
                          .arg(count));
    for (const Criterion& criterion : packet.criteria) {
        page->addSpace(metrics::gap);
        page->addText(QStringLiteral("%1: %2").arg(criterion.name, criterion.question), TextSize::Heading);
        if (!criterion.definition.isEmpty())
            page->addText(criterion.definition, TextSize::Body, Tone::Muted);
    }
    page->addSpace(metrics::gap);
    addKeys(*page, packet);
    page->addButton(done == 0 ? translated("Begin") : translated("Go on"));
    return page;
}

TextPage* makePausePage(qsizetype done, qsizetype count, QWidget* parent)
{
    auto* page = new TextPage(translated("Paused"), parent);
    page->addText(
        TextPage::tr("%1 of %2 dialogues are answered, and all answers are kept. The clock stands still.")
            .arg(done)
            .arg(count));
    page->addButton(translated("Go on"));
    return page;
}

TextPage* makeGuessPage(QWidget* parent, const std::function<void(int)>& guessed)
{
    auto* page = new TextPage(translated("One more question"), parent);
    page->addText(translated("Think of the last dialogue that you read. Whose words were the replies?"));
    page->addSpace(metrics::gap);
    const AskedRow asked{translated("Your guess"),
                         translated("It does not matter whether you are right."),
                         {},
                         {translated("a person"), translated("a machine"), translated("I do not know")},
                         digitKeys(3)};
    auto* row = new CriterionRow(asked, page);
    QObject::connect(row, &CriterionRow::pressed, page, guessed);
    page->column()->insertWidget(page->column()->count() - 1, row);
    return page;
}

TextPage* makeDonePage(const QString& answersPath, qsizetype count, QWidget* parent)
{
    auto* page = new TextPage(translated("All done, thank you"), parent);
    page->addText(
        TextPage::tr("All %1 dialogues are answered. Send this file back to the person who gave you the "
                     "packet:")
            .arg(count));
    auto* card = new Card(page);
    auto* path = new TextLabel(answersPath, TextSize::Reading, Tone::Normal, card);
    path->setWordWrap(true);
    path->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    path->setAccessibleName(TextPage::tr("File to send back: %1").arg(answersPath));
    card->column()->addWidget(path);
    page->column()->insertWidget(page->column()->count() - 1, card);
    page->addText(
        translated("You may still look at your answers and change them; the file is always up to date."),
        TextSize::Body, Tone::Muted);
    page->addButton(translated("Copy the path"));
    page->addButton(translated("Open the folder"));
    page->addButton(translated("Back to my answers"))->setToolTip(translated("Backspace"));
    return page;
}

} // namespace antiphon
