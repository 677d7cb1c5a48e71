// What a rater says beside the answers: comments, flags, reasons to skip, the guess; what practice says; and
// the word about a break.
#include "ui/rating/practicepages.h"
#include "ui/rating/raterwindow.h"
#include "ui/widgets/numbers.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QtConcurrentRun>

namespace antiphon {

namespace {

QString savedText(NoteKind kind, bool empty)
{
    switch (kind) {
    case NoteKind::Comment:
        return empty ? RaterWindow::tr("Comment taken away") : RaterWindow::tr("Comment saved");
    case NoteKind::Flag:
        return empty ? RaterWindow::tr("Flag taken away") : RaterWindow::tr("Flagged");
    case NoteKind::Skip:
        return RaterWindow::tr("Skipped");
    case NoteKind::Guess:
    case NoteKind::Feedback:
        break;
    }
    return {};
}

Result<void> keepNote(RaterPass& pass, NoteKind kind, const QString& text, int value, TimePoint at)
{
    switch (kind) {
    case NoteKind::Comment:
        return pass.comment(text, at);
    case NoteKind::Flag:
        return pass.flag(value == 1, at);
    case NoteKind::Skip:
        return pass.skip(text, at);
    case NoteKind::Feedback:
        return pass.acknowledge(at);
    case NoteKind::Guess:
        break;
    }
    return pass.guess(value, at);
}

} // namespace

void RaterWindow::note(NoteKind kind, const QString& text, int value)
{
    if (m_busy)
        return;
    m_busy = true;
    const QString saved = savedText(kind, text.isEmpty() && value == 0);
    QtConcurrent::run(&m_disk, [pass = m_pass, kind, text, value, at = now()] {
        return keepNote(*pass, kind, text, value, at);
    }).then(this, [this, saved](const Result<void>& result) {
        m_busy = false;
        noted(result, saved);
    });
}

void RaterWindow::noted(const Result<void>& result, const QString& saved)
{
    if (!result) {
        notKept(result.error());
        return;
    }
    clearBanners(NoticeKind::Error);
    if (m_pass->isDone()) {
        m_waiting.clear();
        showEnd();
        return;
    }
    if (m_place == RaterPlace::Feedback) {
        goOn();
        return;
    }
    m_rating->confirm(saved);
    showSheet();
    actOnWaiting();
    if (!m_busy)
        Q_EMIT settled();
}

void RaterWindow::notKept(const Error& error)
{
    m_waiting.clear();
    if (m_rating)
        m_rating->confirm({});
    Notice notice = noticeOf(error);
    notice.text = tr("This was not kept: %1 Then try again.").arg(notice.text);
    m_banners->show(notice);
    Q_EMIT settled();
}

// --- Practice

void RaterWindow::goOn()
{
    if (m_pass->awaitsReading())
        showFeedback();
    else if (m_pass->isPastPractice() && !m_practiceOverSeen)
        showPracticeOver();
    else
        showRating();
}

void RaterWindow::showFeedback()
{
    TextPage* page = makeFeedbackPage(*m_pass, m_pages);
    connect(page->button(0), &QPushButton::clicked, this, [this] { note(NoteKind::Feedback, {}, 1); });
    showText(RaterPlace::Feedback, page);
}

void RaterWindow::showPracticeOver()
{
    m_practiceOverSeen = true;
    TextPage* page = makePracticeOverPage(*m_pass, m_pages);
    connect(page->button(0), &QPushButton::clicked, this, &RaterWindow::goOn);
    showText(RaterPlace::PracticeOver, page);
}

// --- The end

void RaterWindow::showEnd()
{
    m_pass->awaitsGuess() ? showGuess() : showDone();
}

void RaterWindow::showGuess()
{
    showText(RaterPlace::Guess,
             makeGuessPage(m_pages, [this](int value) { note(NoteKind::Guess, {}, value); }));
}

void RaterWindow::backToAnswers()
{
    m_pass->back();
    showRating();
}

// Says once in a while that a pause would do; it never interrupts a dialogue.
void RaterWindow::remindOfBreak()
{
    if (m_sincePause < m_parts.breakAfterMs)
        return;
    const qint64 minutes = m_sincePause / 60'000;
    m_sincePause = 0;
    clearBanners(NoticeKind::Warning);
    m_banners->show({NoticeKind::Warning,
                     minutes > 0 ? tr("You have been rating for %1. A break keeps your judgement fresh.")
                                       .arg(durationText(minutes * 60))
                                 : tr("A break keeps your judgement fresh."),
                     {},
                     tr("Pause"),
                     [this] {
                         act({Act::Kind::Wish, 0, 0, RaterWish::Pause});
                     }});
}

} // namespace antiphon
