// A rater's window on a small packet, with keys and files at hand.
#pragma once

#include "tests/support/temporaryproject.h"
#include "ui/rating/raterwindow.h"

#include <QApplication>
#include <QSettings>
#include <QTest>

namespace antiphon::test {

class RaterStage
{
public:
    RaterStage();
    ~RaterStage();

    void write(int items); // the packet's file
    void writePacket();    // the file of `packet` as it is
    void open(int items);  // the file and a window on it
    void begin(int items); // past the welcome
    void reopen();         // a new window on the same file
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier); // and waits for its effect
    void pressAll(const QList<Qt::Key>& keys);
    void settle();

    QString packetPath() const { return project.filePath(QStringLiteral("rater-1.antiphon-packet")); }
    QString answersPath() const { return project.filePath(QStringLiteral("rater-1.antiphon-answers")); }
    QList<GivenAnswer> answers() const; // every line
    QStringList turnsInSight() const;

    TemporaryProject project; // for its folder
    Theme theme;
    QSettings memory;
    Packet packet;
    int turns = 4; // of each dialogue
    qint64 breakAfterMs = 25 * 60'000;
    QString toSave; // what the file dialog answers
    Appearance kept;
    std::unique_ptr<RaterWindow> window;
};

} // namespace antiphon::test
