#include "ui/rating/questionkeys.h"

#include "ui/rating/questionpage.h"
#include "ui/rating/readingpane.h"

#include <QKeyEvent>

namespace antiphon {

int valueOfKey(int key, QuestionKind kind, const QStringList& keys)
{
    if (kind == QuestionKind::Pair) {
        const QList<int> letters{Qt::Key_L, Qt::Key_R, Qt::Key_Equal};
        if (const qsizetype place = letters.indexOf(key); place >= 0)
            return static_cast<int>(place) + 1;
    }
    // Qt names a key of one character by its upper case.
    for (qsizetype i = 0; i < keys.size(); ++i) {
        if (keys[i].size() == 1 && keys[i].at(0).toUpper().unicode() == key)
            return static_cast<int>(i) + 1;
    }
    return 0;
}

QString keySpan(const QStringList& keys)
{
    if (keys.isEmpty())
        return {};
    return QStringLiteral("%1–%2").arg(keys.constFirst().toUpper(), keys.constLast().toUpper());
}

QList<KeyHint> keyHints(const RatingSheet& sheet)
{
    const AskedRow asked = sheet.rows.value(sheet.criterion);
    QList<KeyHint> hints{{keySpan(asked.keys), QuestionPage::tr("answer and go on")},
                         {QStringLiteral("Backspace"), QuestionPage::tr("back")},
                         {QStringLiteral("Space"), QuestionPage::tr("read on")}};
    if (sheet.allowsComments)
        hints << KeyHint{QStringLiteral("C"), QuestionPage::tr("comment")}
              << KeyHint{QStringLiteral("F"), QuestionPage::tr("flag")};
    if (sheet.allowsSkip)
        hints << KeyHint{QStringLiteral("S"), QuestionPage::tr("skip")};
    hints << KeyHint{QStringLiteral("P"), QuestionPage::tr("pause")}
          << KeyHint{QStringLiteral("←–→"), QuestionPage::tr("dialogues")}
          << KeyHint{QStringLiteral("End"), QuestionPage::tr("where you left off")};
    return hints;
}

QString spotText(const RatingSheet& sheet)
{
    if (sheet.kind == QuestionKind::Pair)
        return QuestionPage::tr("Pair %1").arg(sheet.number);
    if (sheet.kind == QuestionKind::BestWorst)
        return QuestionPage::tr("Set %1").arg(sheet.number);
    if (sheet.practice && sheet.turn < 0)
        return QuestionPage::tr("Practice %1").arg(sheet.number);
    if (sheet.practice)
        return QuestionPage::tr("Practice %1, turn %2").arg(sheet.number).arg(sheet.turn + 1);
    if (sheet.turn >= 0)
        return QuestionPage::tr("Dialogue %1, turn %2").arg(sheet.number).arg(sheet.turn + 1);
    return QuestionPage::tr("Dialogue %1").arg(sheet.number);
}

QString valuesText(const RatingSheet& sheet)
{
    QStringList texts;
    for (qsizetype i = 0; i < sheet.rows.size(); ++i) {
        const int value = sheet.values.value(i);
        const bool isWord = sheet.kind == QuestionKind::Pair && value > 0;
        texts << (isWord ? sheet.rows.at(i).words.value(value - 1) : QString::number(value));
    }
    return texts.join(QStringLiteral(" · "));
}

QString placeText(const RatingSheet& sheet)
{
    RatingSheet whole = sheet;
    whole.turn = -1;
    const QString text = QuestionPage::tr("%1 of %2").arg(spotText(whole)).arg(sheet.count);
    return sheet.turn < 0 ? text : QuestionPage::tr("%1, turn %2").arg(text).arg(sheet.turn + 1);
}

// --- What the page does with keys

bool QuestionPage::handleKey(const QKeyEvent& event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool shift = modifiers == Qt::ShiftModifier;
    const int key = event.key();
    const bool goesBack = key == Qt::Key_Up && !event.isAutoRepeat() && m_pane->isAtTop();
    if (goesBack && modifiers == Qt::NoModifier) {
        Q_EMIT wished(RaterWish::Back);
        return true;
    }
    if ((modifiers == Qt::NoModifier || shift) && scroll(key, shift))
        return true;
    // Some keyboards have their digits, or the equals sign, on the shifted level.
    const int value = answerOf(key);
    if (modifiers != Qt::NoModifier && !(shift && value > 0))
        return false;
    if (value > 0 && !event.isAutoRepeat())
        Q_EMIT answered(value);
    return value > 0 || (event.isAutoRepeat() ? false : handleOnce(key));
}

int QuestionPage::answerOf(int key) const
{
    if (m_sheet.rows.isEmpty())
        return 0;
    return valueOfKey(key, m_sheet.kind, m_sheet.rows.at(m_sheet.criterion).keys);
}

bool QuestionPage::handleOnce(int key)
{
    const QList<std::pair<int, RaterWish>> wishes{
        {Qt::Key_Backspace, RaterWish::Back}, {Qt::Key_Left, RaterWish::Previous},
        {Qt::Key_Right, RaterWish::Next},     {Qt::Key_End, RaterWish::Latest},
        {Qt::Key_P, RaterWish::Pause},        {Qt::Key_Escape, RaterWish::Pause},
        {Qt::Key_C, RaterWish::Comment},      {Qt::Key_F, RaterWish::Flag},
        {Qt::Key_S, RaterWish::Skip}};
    for (const auto& wish : wishes) {
        if (wish.first != key)
            continue;
        Q_EMIT wished(wish.second);
        return true;
    }
    return false;
}

bool QuestionPage::scroll(int key, bool shift)
{
    const bool space = key == Qt::Key_Space;
    if (key == Qt::Key_PageDown || (space && !shift))
        m_pane->scroll(QAbstractSlider::SliderPageStepAdd);
    else if (key == Qt::Key_PageUp || (space && shift))
        m_pane->scroll(QAbstractSlider::SliderPageStepSub);
    else if (key == Qt::Key_Down)
        m_pane->scroll(QAbstractSlider::SliderSingleStepAdd);
    else if (key == Qt::Key_Up)
        m_pane->scroll(QAbstractSlider::SliderSingleStepSub);
    else if (key == Qt::Key_Home)
        m_pane->scroll(QAbstractSlider::SliderToMinimum);
    else
        return false;
    return true;
}

} // namespace antiphon
