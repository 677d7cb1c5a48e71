// The window of a rater: one packet, from the welcome to the file that goes back. Nothing else is reachable
// from it.
#pragma once

#include "core/rating/activetime.h"
#include "core/rating/raterpass.h"
#include "ui/rating/questionpage.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QThreadPool>

class QSettings;
class QStackedWidget;
class QToolButton;

namespace antiphon {

class TextPage;

// Where the answers to a packet lie: beside it, under its own name.
QString answersPathOf(const QString& packetPath);

// What the composition root hands over; all of it outlives the window.
struct RaterParts
{
    Theme& theme;
    QSettings& memory; // the window's place and size, and where answers lie that could not lie beside
    FileDialogs files;
    std::function<void(const Appearance&)> keepAppearance = {};
    qint64 breakAfterMs = 25 * 60'000; // of active time; sessions of 20 to 30 minutes, as in ITU-R BS.1534
};

enum class RaterPlace {
    Loading,
    Refused,
    NoPlace,
    Welcome,
    Rating,
    Feedback, // what practice says of an answered dialogue
    PracticeOver,
    Paused,
    Guess,
    Done
};

// The packet and the answers are read, and every answer is written, in a thread of the window's own; the next
// question is shown when the answer before is on disk. Keys that come meanwhile wait, but no answer goes to a
// dialogue that was not yet in sight.
class RaterWindow : public QWidget
{
    Q_OBJECT
public:
    RaterWindow(RaterParts parts, QString packetPath);
    ~RaterWindow() override;

    RaterPlace place() const { return m_place; }
    bool isBusy() const { return m_busy; } // reading or writing
    const RaterPass* pass() const { return m_busy ? nullptr : m_pass.get(); }
    QuestionPage* questionPage() const { return m_rating; }
    TextPage* textPage() const { return m_text; } // the page around the rating that is shown
    QList<Notice> notices() const { return m_banners->notices(); }

Q_SIGNALS:
    void settled(); // nothing is being read or written, and the page shows it

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    // Something to do to the pass, kept while another one is being written.
    struct Act
    {
        enum class Kind { Answer, Press, Wish, Comment, Skip } kind;
        qsizetype row = 0; // on the page
        int value = 0;
        RaterWish wish = RaterWish::Back;
        QString text = {};
        qsizetype item = 0; // in sight when it was asked for
    };

    void compose();
    void addShortcuts();
    void load();
    void openAnswers(const QString& path);
    void showText(RaterPlace place, TextPage* page);
    void showRefusal(const Error& error);
    void showNoPlace(const QString& path, const Error& error);
    void showWelcome();
    void goOn(); // to the feedback that is due, the end of practice, or the question in hand
    void showFeedback();
    void showPracticeOver();
    void showRating();
    void connectRating();
    void showEnd(); // the guess where it is asked and was not made yet, else the last page
    void showGuess();
    void showDone();
    void backToAnswers();
    void pause();
    void act(const Act& act);
    void perform(const Act& act);
    void press(const Act& act);
    void wish(RaterWish wish);
    void give(int value);
    void given(const Result<void>& result, const RatingSheet& before, int value);
    void note(NoteKind kind, const QString& text, int value);
    void noted(const Result<void>& result, const QString& saved);
    void notKept(const Error& error);
    void remindOfBreak();
    void actOnWaiting();
    void walk(RaterWish wish);
    void showSheet();
    void clearBanners(NoticeKind kind);
    void toggleScheme();
    void scaleText(int byPerCent); // 0: back to 100
    void setAppearance(const Appearance& appearance);

    RaterParts m_parts;
    QString m_packetPath;
    Packet m_packet;
    QThreadPool m_disk; // one thread
    std::shared_ptr<RaterPass> m_pass;
    ActiveTime m_active;
    QElapsedTimer m_clock;
    QList<Act> m_waiting;
    qsizetype m_inSight = 0; // the dialogue that the page shows, from 1
    bool m_busy = false;
    bool m_practiceOverSeen = false;
    qint64 m_sincePause = 0; // active, in milliseconds
    RaterPlace m_place = RaterPlace::Loading;

    TextLabel* m_title = nullptr;
    QToolButton* m_schemeButton = nullptr;
    BannerArea* m_banners = nullptr;
    QStackedWidget* m_pages = nullptr;
    QuestionPage* m_rating = nullptr;
    TextPage* m_text = nullptr;
};

} // namespace antiphon
