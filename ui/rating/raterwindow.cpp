#include "ui/rating/raterwindow.h"

#include "ui/rating/questionkeys.h"
#include "ui/rating/raterpages.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QUrl>
#include <QtConcurrentRun>

namespace antiphon {

namespace {

QString placeKey(const Packet& packet)
{
    return QStringLiteral("rater/answers/") + packet.id.toText();
}

} // namespace

QString answersPathOf(const QString& packetPath)
{
    const QFileInfo packet(packetPath);
    QString name = packet.fileName();
    const QString ending = QLatin1String(packetSuffix);
    if (name.endsWith(ending))
        name.chop(ending.size());
    return packet.absoluteDir().filePath(name + QLatin1String(answersSuffix));
}

RaterWindow::RaterWindow(RaterParts parts, QString packetPath)
    : m_parts(std::move(parts)), m_packetPath(std::move(packetPath))
{
    m_disk.setMaxThreadCount(1);
    m_disk.setExpiryTimeout(-1);
    m_clock.start();
    compose();
    addShortcuts();
    if (!restoreGeometry(m_parts.memory.value(QStringLiteral("rater/geometry")).toByteArray()))
        resize(1280, 800);
    qApp->installEventFilter(this);
    load();
}

RaterWindow::~RaterWindow()
{
    m_disk.waitForDone(); // an answer that was pressed gets to the disk
}

// --- From the files to the first page

void RaterWindow::load()
{
    m_busy = true;
    QtConcurrent::run(&m_disk, [path = m_packetPath] {
        return readPacket(path);
    }).then(this, [this](const Result<Packet>& packet) {
        m_busy = false;
        if (!packet) {
            showRefusal(packet.error());
            return;
        }
        m_packet = *packet;
        if (!packet->rater.isEmpty())
            m_title->setText(tr("Rating · %1").arg(packet->rater));
        openAnswers(m_parts.memory.value(placeKey(m_packet), answersPathOf(m_packetPath)).toString());
    });
}

void RaterWindow::openAnswers(const QString& path)
{
    m_busy = true;
    QtConcurrent::run(&m_disk, [packet = m_packet, path]() -> Result<std::shared_ptr<RaterPass>> {
        ANTIPHON_TRY_ASSIGN(AnswerLog log, AnswerLog::open(packet, path));
        return std::make_shared<RaterPass>(packet, std::move(log));
    }).then(this, [this, path](const Result<std::shared_ptr<RaterPass>>& pass) {
        m_busy = false;
        if (!pass) {
            showNoPlace(path, pass.error());
            return;
        }
        if (path != answersPathOf(m_packetPath))
            m_parts.memory.setValue(placeKey(m_packet), path);
        m_pass = *pass;
        m_rating = new QuestionPage(m_pages);
        connectRating();
        m_pages->addWidget(m_rating);
        m_pass->isDone() ? showEnd() : showWelcome();
    });
}

void RaterWindow::connectRating()
{
    connect(m_rating, &QuestionPage::answered, this, [this](int value) {
        act({Act::Kind::Answer, 0, value});
    });
    connect(m_rating, &QuestionPage::pressed, this, [this](qsizetype row, int value) {
        act({Act::Kind::Press, row, value});
    });
    connect(m_rating, &QuestionPage::wished, this, [this](RaterWish wish) {
        act({Act::Kind::Wish, 0, 0, wish});
    });
    connect(m_rating, &QuestionPage::commented, this, [this](const QString& text) {
        act({Act::Kind::Comment, 0, 0, RaterWish::Comment, text});
    });
    connect(m_rating, &QuestionPage::skipped, this, [this](const QString& reason) {
        act({Act::Kind::Skip, 0, 0, RaterWish::Skip, reason});
    });
}

void RaterWindow::showText(RaterPlace place, TextPage* page)
{
    if (m_active.isRunning())
        m_active.stop(m_clock.elapsed());
    m_place = place;
    TextPage* before = m_text;
    m_text = page;
    m_pages->addWidget(page);
    m_pages->setCurrentWidget(page);
    page->setFocus();
    if (before)
        before->deleteLater();
    Q_EMIT settled();
}

void RaterWindow::showRefusal(const Error& error)
{
    auto* page = new TextPage(tr("This packet cannot be rated"), m_pages);
    page->addText(errorSentence(error));
    showText(RaterPlace::Refused, page);
}

void RaterWindow::showNoPlace(const QString& path, const Error& error)
{
    auto* page = new TextPage(tr("The answers need a place"), m_pages);
    page->addText(errorSentence(error));
    page->addText(
        tr("Your answers are kept in a file that you send back at the end. Choose a folder where you "
           "may write, or mend what is wrong and try again."),
        TextSize::Body, Tone::Muted);
    connect(page->addButton(tr("Choose another place…")), &QPushButton::clicked, this, [this, path] {
        m_parts.files.save(this,
                           {tr("Where to keep the answers"), QFileInfo(path).fileName(),
                            tr("Answers (*%1)").arg(QLatin1String(answersSuffix))},
                           [this](const QString& chosen) { openAnswers(chosen); });
    });
    connect(page->addButton(tr("Try again")), &QPushButton::clicked, this,
            [this, path] { openAnswers(path); });
    showText(RaterPlace::NoPlace, page);
}

void RaterWindow::showWelcome()
{
    auto* page = makeWelcomePage(m_packet, m_pass->itemsDone(), m_pages);
    connect(page->button(0), &QPushButton::clicked, this, &RaterWindow::goOn);
    showText(RaterPlace::Welcome, page);
}

void RaterWindow::pause()
{
    m_sincePause = 0;
    clearBanners(NoticeKind::Warning);
    auto* page = makePausePage(m_pass->itemsDone(), m_pass->itemCount(), m_pages);
    connect(page->button(0), &QPushButton::clicked, this, &RaterWindow::goOn);
    showText(RaterPlace::Paused, page);
}

void RaterWindow::showDone()
{
    const QString path = m_pass->log().path();
    auto* page = makeDonePage(path, m_pass->itemCount(), m_pages);
    connect(page->button(0), &QPushButton::clicked, this, [this, path] {
        QApplication::clipboard()->setText(path);
        m_banners->show({NoticeKind::Done, tr("The path is on the clipboard.")});
    });
    connect(page->button(1), &QPushButton::clicked, this,
            [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
    connect(page->button(2), &QPushButton::clicked, this, &RaterWindow::backToAnswers);
    showText(RaterPlace::Done, page);
}

void RaterWindow::showRating()
{
    m_place = RaterPlace::Rating;
    m_active.start(m_clock.elapsed());
    m_pages->setCurrentWidget(m_rating);
    m_rating->confirm({});
    m_rating->setFocus();
    showSheet();
    Q_EMIT settled();
}

// --- Answers and steps

void RaterWindow::act(const Act& asked)
{
    Act act = asked;
    act.item = m_inSight;
    m_active.sign(m_clock.elapsed());
    if (m_busy)
        m_waiting << act;
    else
        perform(act);
}

void RaterWindow::perform(const Act& act)
{
    // What is about a dialogue does not go to another one that came into sight meanwhile.
    const bool moves = act.kind == Act::Kind::Wish && act.wish < RaterWish::Comment;
    if (m_place != RaterPlace::Rating || (!moves && act.item != m_inSight))
        return;
    switch (act.kind) {
    case Act::Kind::Answer:
        give(act.value);
        return;
    case Act::Kind::Press:
        press(act);
        return;
    case Act::Kind::Comment:
        note(NoteKind::Comment, act.text, 0);
        return;
    case Act::Kind::Skip:
        note(NoteKind::Skip, act.text, 0);
        return;
    case Act::Kind::Wish:
        wish(act.wish);
        return;
    }
}

void RaterWindow::wish(RaterWish wish)
{
    switch (wish) {
    case RaterWish::Pause:
        pause();
        return;
    case RaterWish::Comment:
        m_rating->writeComment();
        return;
    case RaterWish::Skip:
        m_rating->writeSkip();
        return;
    case RaterWish::Flag:
        if (m_packet.comments)
            note(NoteKind::Flag, {}, m_rating->sheet().flagged ? 0 : 1);
        return;
    default:
        walk(wish);
    }
}

void RaterWindow::press(const Act& act)
{
    const RatingSheet& sheet = m_rating->sheet();
    const qsizetype question = sheet.firstRow + act.row;
    m_pass->goToQuestion(question);
    if (m_pass->questionIndex() == question)
        give(act.value);
    else
        m_rating->confirm(tr("%1 comes first").arg(sheet.rows.value(sheet.criterion).title));
}

void RaterWindow::give(int value)
{
    RatingSheet before = sheetOf(*m_pass);
    if (before.rows.value(before.criterion).closed == value) {
        m_rating->confirm(tr("%1 is taken by the other answer").arg(value));
        return;
    }
    before.values[before.criterion] = value;
    m_busy = true;
    const qint64 activeMs = m_active.take(m_clock.elapsed());
    QtConcurrent::run(&m_disk, [pass = m_pass, value, at = now(), activeMs] {
        return pass->answer(value, at, activeMs);
    }).then(this, [this, before, value, activeMs](const Result<void>& result) {
        m_busy = false;
        if (!result)
            m_active.giveBack(activeMs);
        else
            m_sincePause += activeMs;
        given(result, before, value);
    });
}

void RaterWindow::given(const Result<void>& result, const RatingSheet& before, int value)
{
    if (!result) {
        notKept(result.error());
        return;
    }
    clearBanners(NoticeKind::Error);
    if (m_pass->isDone() || m_pass->awaitsReading()) {
        m_waiting.clear();
        m_pass->isDone() ? showEnd() : showFeedback();
        return;
    }
    const RatingSheet next = sheetOf(*m_pass);
    const bool goesOn = next.number != before.number || next.turn != before.turn || next.kind != before.kind;
    if (goesOn)
        m_rating->confirm(tr("%1 saved: %2").arg(spotText(before), valuesText(before)));
    else
        m_rating->confirm(tr("%1 %2 saved").arg(before.rows.at(before.criterion).title).arg(value));
    showSheet();
    if (next.number != before.number)
        remindOfBreak();
    actOnWaiting();
    if (!m_busy)
        Q_EMIT settled();
}

void RaterWindow::actOnWaiting()
{
    while (!m_busy && !m_waiting.isEmpty())
        perform(m_waiting.takeFirst());
}

void RaterWindow::walk(RaterWish wish)
{
    const qsizetype item = m_pass->itemNumber();
    if (wish == RaterWish::Back) {
        m_pass->back();
    } else if (wish == RaterWish::Previous) {
        m_pass->goToQuestion(0);
        m_pass->back();
        m_pass->goToQuestion(0);
    } else {
        // As far as there are answers; Next ends at the next dialogue, or past the last one.
        std::pair<qsizetype, qsizetype> place{-1, -1};
        const auto here = [this] { return std::pair(m_pass->itemNumber(), m_pass->questionIndex()); };
        while (!m_pass->isDone() && place != here()) {
            if (wish == RaterWish::Next && m_pass->itemNumber() != item)
                break;
            place = here();
            m_pass->forward();
        }
    }
    m_rating->confirm({});
    if (m_pass->isDone())
        showEnd();
    else
        showSheet();
}

void RaterWindow::showSheet()
{
    m_rating->show(sheetOf(*m_pass));
    m_inSight = m_pass->itemNumber();
}

} // namespace antiphon
