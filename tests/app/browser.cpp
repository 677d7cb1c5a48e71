#include "tests/app/browser.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QThread>
#include <QUrl>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace antiphon::test {

namespace {

constexpr int answerMs = 60'000;
constexpr int patienceMs = 60'000; // on a busy machine

QStringList flags(const QString& folder)
{
    return {QStringLiteral("--headless"),
            QStringLiteral("--no-sandbox"), // a container's root has none
            QStringLiteral("--disable-gpu"),
            QStringLiteral("--disable-dev-shm-usage"),
            QStringLiteral("--disable-background-networking"),
            QStringLiteral("--no-first-run"),
            QStringLiteral("--force-color-profile=srgb"),
            QStringLiteral("--remote-debugging-pipe"),
            QStringLiteral("--user-data-dir=") + folder + QStringLiteral("/profile"),
            QStringLiteral("about:blank")};
}

} // namespace

QString Browser::program()
{
    for (const char* name : {"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"}) {
        const QString found = QStandardPaths::findExecutable(QString::fromLatin1(name));
        if (!found.isEmpty())
            return found;
    }
    return {};
}

Browser::Browser(const QString& folder) : m_folder(folder)
{
    QDir().mkpath(downloads());
    int toBrowser[2];
    int fromBrowser[2];
    if (::pipe2(toBrowser, O_CLOEXEC) != 0 || ::pipe2(fromBrowser, O_CLOEXEC) != 0)
        return;
    m_to = toBrowser[1];
    m_from = fromBrowser[0];
    m_process.setChildProcessModifier([in = toBrowser[0], out = fromBrowser[1]] {
        // Copies above 4 first: either may be 3 or 4 itself.
        const int safeIn = ::fcntl(in, F_DUPFD, 10);
        const int safeOut = ::fcntl(out, F_DUPFD, 10);
        ::dup2(safeIn, 3);
        ::dup2(safeOut, 4);
        ::close(safeIn);
        ::close(safeOut);
    });
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.start(program(), flags(folder));
    m_process.waitForStarted();
    ::close(toBrowser[0]);
    ::close(fromBrowser[1]);
    const QJsonObject target = callBrowser(QStringLiteral("Target.createTarget"),
                                           {{QStringLiteral("url"), QStringLiteral("about:blank")}});
    m_session = callBrowser(QStringLiteral("Target.attachToTarget"),
                            {{QStringLiteral("targetId"), target[QStringLiteral("targetId")]},
                             {QStringLiteral("flatten"), true}})[QStringLiteral("sessionId")]
                    .toString();
    for (const char* domain : {"Page", "Runtime", "Network", "Log", "Audits"})
        call(QLatin1String(domain) + QStringLiteral(".enable"));
    callBrowser(QStringLiteral("Browser.setDownloadBehavior"),
                {{QStringLiteral("behavior"), QStringLiteral("allow")},
                 {QStringLiteral("downloadPath"), downloads()},
                 {QStringLiteral("eventsEnabled"), true}});
}

// Closed by its own word, so that it writes what it keeps.
Browser::~Browser()
{
    if (m_process.state() != QProcess::NotRunning) {
        send(QStringLiteral("Browser.close"), {}, {});
        if (!m_process.waitForFinished(20'000))
            m_process.kill();
        m_process.waitForFinished();
    }
    ::close(m_to);
    ::close(m_from);
}

int Browser::send(const QString& method, const QJsonObject& params, const QString& session)
{
    QJsonObject message{{QStringLiteral("id"), ++m_lastId},
                        {QStringLiteral("method"), method},
                        {QStringLiteral("params"), params}};
    if (!session.isEmpty())
        message[QStringLiteral("sessionId")] = session;
    const QByteArray bytes = QJsonDocument(message).toJson(QJsonDocument::Compact) + '\0';
    for (qsizetype sent = 0; sent < bytes.size();) {
        const auto now =
            ::write(m_to, bytes.constData() + sent, static_cast<std::size_t>(bytes.size() - sent));
        if (now <= 0)
            return -1;
        sent += now;
    }
    return m_lastId;
}

void Browser::note(const QJsonObject& message)
{
    (message.contains(QStringLiteral("id")) ? m_answers : m_events) << message;
}

// What has come, or comes within a moment; false when the browser has gone.
bool Browser::readMessages()
{
    pollfd ready{m_from, POLLIN, 0};
    if (::poll(&ready, 1, 100) <= 0)
        return m_process.state() != QProcess::NotRunning;
    char buffer[65536];
    const auto got = ::read(m_from, buffer, sizeof buffer);
    if (got <= 0)
        return false;
    m_pending.append(buffer, got);
    for (qsizetype end = m_pending.indexOf('\0'); end >= 0; end = m_pending.indexOf('\0')) {
        note(QJsonDocument::fromJson(m_pending.left(end)).object());
        m_pending.remove(0, end + 1);
    }
    return true;
}

QJsonObject Browser::await(int id)
{
    QElapsedTimer clock;
    clock.start();
    do {
        for (qsizetype i = 0; i < m_answers.size(); ++i) {
            if (m_answers.at(i)[QStringLiteral("id")].toInt() == id)
                return m_answers.takeAt(i)[QStringLiteral("result")].toObject();
        }
    } while (readMessages() && clock.elapsed() < answerMs);
    return {};
}

QJsonObject Browser::callBrowser(const QString& method, const QJsonObject& params)
{
    return await(send(method, params, {}));
}

QJsonObject Browser::call(const QString& method, const QJsonObject& params)
{
    return await(send(method, params, m_session));
}

void Browser::open(const QString& path)
{
    call(QStringLiteral("Page.navigate"), {{QStringLiteral("url"), QUrl::fromLocalFile(path).toString()}});
    waitFor(QStringLiteral("document.readyState === 'complete' && location.protocol === 'file:'"));
}

void Browser::reload()
{
    evaluate(QStringLiteral("window.wasHere = true"));
    call(QStringLiteral("Page.reload"));
    waitFor(QStringLiteral("!window.wasHere && document.readyState === 'complete'"));
}

QJsonValue Browser::evaluate(const QString& script)
{
    const QJsonObject answer =
        call(QStringLiteral("Runtime.evaluate"), {{QStringLiteral("expression"), script},
                                                  {QStringLiteral("awaitPromise"), true},
                                                  {QStringLiteral("returnByValue"), true}});
    if (answer.contains(QStringLiteral("exceptionDetails")))
        return QJsonValue::Null;
    return answer[QStringLiteral("result")][QStringLiteral("value")];
}

QString Browser::text(const char* selector)
{
    return evaluate(QStringLiteral("(document.querySelector('%1') || {innerText: ''}).innerText")
                        .arg(QString::fromUtf8(selector)))
        .toString();
}

void Browser::key(const QString& key)
{
    QJsonObject event{{QStringLiteral("type"), QStringLiteral("keyDown")}, {QStringLiteral("key"), key}};
    if (key.size() == 1)
        event[QStringLiteral("text")] = key;
    if (key == QLatin1String("Enter"))
        event[QStringLiteral("text")] = QStringLiteral("\r");
    call(QStringLiteral("Input.dispatchKeyEvent"), event);
    event[QStringLiteral("type")] = QStringLiteral("keyUp");
    event.remove(QStringLiteral("text"));
    call(QStringLiteral("Input.dispatchKeyEvent"), event);
}

void Browser::type(const QString& text)
{
    for (const QChar letter : text)
        key(QString(letter));
}

bool Browser::waitFor(const QString& script)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < patienceMs) {
        if (evaluate(script).toBool())
            return true;
        QThread::msleep(20);
    }
    return false;
}

bool Browser::waitForDownload(const QString& fileName)
{
    QElapsedTimer clock;
    clock.start();
    const QString path = downloads() + QLatin1Char('/') + fileName;
    while (clock.elapsed() < patienceMs) {
        if (QFile::exists(path) && !QFile::exists(path + QStringLiteral(".crdownload")))
            return true;
        readMessages();
    }
    return false;
}

QByteArray Browser::screenshot()
{
    const QJsonObject shot = call(QStringLiteral("Page.captureScreenshot"));
    return QByteArray::fromBase64(shot[QStringLiteral("data")].toString().toLatin1());
}

void Browser::setScheme(const QString& scheme)
{
    call(QStringLiteral("Emulation.setEmulatedMedia"),
         {{QStringLiteral("features"),
           QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("prefers-color-scheme")},
                                  {QStringLiteral("value"), scheme}}}}});
}

void Browser::setSize(int width, int height)
{
    call(QStringLiteral("Emulation.setDeviceMetricsOverride"), {{QStringLiteral("width"), width},
                                                                {QStringLiteral("height"), height},
                                                                {QStringLiteral("deviceScaleFactor"), 1},
                                                                {QStringLiteral("mobile"), false}});
}

QStringList Browser::requests() const
{
    QStringList urls;
    for (const QJsonObject& event : m_events) {
        if (event[QStringLiteral("method")].toString() == QLatin1String("Network.requestWillBeSent"))
            urls << event[QStringLiteral("params")][QStringLiteral("request")][QStringLiteral("url")]
                        .toString();
    }
    return urls;
}

QStringList Browser::violations() const
{
    QStringList found;
    for (const QJsonObject& event : m_events) {
        const QString method = event[QStringLiteral("method")].toString();
        const QJsonValue params = event[QStringLiteral("params")];
        const QString issue = params[QStringLiteral("issue")][QStringLiteral("code")].toString();
        if (method == QLatin1String("Audits.issueAdded") &&
            issue == QLatin1String("ContentSecurityPolicyIssue"))
            found << QString::fromUtf8(QJsonDocument(params.toObject()).toJson(QJsonDocument::Compact));
        if (method == QLatin1String("Runtime.exceptionThrown"))
            found << QString::fromUtf8(QJsonDocument(params.toObject()).toJson(QJsonDocument::Compact));
    }
    return found;
}

} // namespace antiphon::test
