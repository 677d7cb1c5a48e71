// Debian's headless Chromium, driven over the pipe of its DevTools protocol.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QString>

namespace antiphon::test {

// One page in a browser of its own. Calls wait for their answer, a minute at most.
class Browser
{
public:
    // Where it is installed; empty where it is not.
    static QString program();

    // `folder` holds what the browser keeps (its profile, with local storage) and what it downloads.
    explicit Browser(const QString& folder);
    ~Browser();
    Browser(const Browser&) = delete;

    bool isRunning() const { return !m_session.isEmpty(); }
    QString downloads() const { return m_folder + QStringLiteral("/downloads"); }

    void open(const QString& path); // of a file; returns when it is loaded
    void reload();
    QJsonObject call(const QString& method, const QJsonObject& params = {});
    QJsonValue evaluate(const QString& script); // its value; null after an exception
    QString text(const char* selector);         // what a person reads there
    void key(const QString& key);               // pressed and let go: "3", "Backspace", "ArrowLeft"
    void type(const QString& text);             // letter by letter, into what has the focus
    // Waits until a script's value is true; false after a minute.
    bool waitFor(const QString& script);
    QJsonValue evaluate(const char* script) { return evaluate(QString::fromUtf8(script)); }
    void key(const char* name) { key(QString::fromUtf8(name)); }
    bool waitFor(const char* script) { return waitFor(QString::fromUtf8(script)); }
    bool waitForDownload(const QString& fileName);
    QByteArray screenshot();
    void setScheme(const QString& scheme); // "light", "dark"
    void setSize(int width, int height);

    // What was asked of the network, or of disk, since the browser began.
    QStringList requests() const;
    // What the page's policy forbade it.
    QStringList violations() const;

private:
    QJsonObject await(int id);
    bool readMessages();
    void note(const QJsonObject& event);
    QJsonObject callBrowser(const QString& method, const QJsonObject& params);
    int send(const QString& method, const QJsonObject& params, const QString& session);

    QString m_folder;
    QProcess m_process;
    int m_to = -1;
    int m_from = -1;
    int m_lastId = 0;
    QString m_session;
    QByteArray m_pending;
    QList<QJsonObject> m_answers;
    QList<QJsonObject> m_events;
};

} // namespace antiphon::test
