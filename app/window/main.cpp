// The window program: builds the parts and hands them over. Nothing else belongs here.
#include "app/window/options.h"
#include "app/window/stations.h"
#include "core/coding/codebookimport.h"
#include "core/overview/sampleproject.h"
#include "ui/home/startpage.h"
#include "ui/rating/raterwindow.h"
#include "ui/shell/filedialogs.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace antiphon;

namespace {

// One more window; it deletes itself when it is closed.
MainWindow* openWindow(Theme& theme, WindowSettings& settings)
{
    WindowParts parts{theme, settings, windowStations(), desktopFileDialogs(), makeStartPage, {}};
    parts.fillNew = [actor = settings.actor()](const Connection& connection,
                                               const JobContext&) -> Result<void> {
        ANTIPHON_TRY(addStartingCodebook(connection, Actor{actor}));
        return {};
    };
    parts.fillSample = [actor = settings.actor()](const Connection& connection,
                                                  const JobContext& job) -> Result<void> {
        ANTIPHON_TRY(addStartingCodebook(connection, Actor{actor}));
        return addSampleData(connection, Actor{actor}, job.cancel, job.progress);
    };
    parts.newWindow = [&theme, &settings] { openWindow(theme, settings); };
    auto* window = new MainWindow(std::move(parts));
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
    return window;
}

void open(MainWindow* window, const Options& options)
{
    if (options.start == StartWith::Sample)
        window->openSample();
    for (const QString& file : options.files)
        window->openProject(file);
}

bool isPacket(const QString& file)
{
    return file.endsWith(QLatin1String(packetSuffix), Qt::CaseInsensitive);
}

// A packet opens in a window of its own, from which nothing else is reachable.
void openPacket(Theme& theme, WindowSettings& settings, QSettings& memory, const QString& file)
{
    RaterParts parts{theme, memory, desktopFileDialogs(),
                     [&settings](const Appearance& appearance) { settings.setAppearance(appearance); }};
    auto* window = new RaterWindow(std::move(parts), file);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

} // namespace

int main(int argc, char** argv)
{
    QElapsedTimer sinceMain;
    sinceMain.start();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Antiphon"));
    QApplication::setApplicationName(QStringLiteral("antiphon"));
    QApplication::setApplicationDisplayName(QStringLiteral("Antiphon"));
    QApplication::setApplicationVersion(QStringLiteral(ANTIPHON_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("antiphon"));
    const Options options = parseOptions(QApplication::arguments());

    Theme theme(application);
    WindowSettings settings;
    theme.apply(settings.appearance());
    QApplication::setWindowIcon(themeIcon(QStringLiteral("antiphon")));
    QSettings memory;
    if (!options.files.isEmpty() && std::all_of(options.files.cbegin(), options.files.cend(), isPacket)) {
        for (const QString& file : options.files)
            openPacket(theme, settings, memory, file);
        return QApplication::exec();
    }
    MainWindow* window = openWindow(theme, settings);
    if (options.measureFirstPaint) {
        QObject::connect(window, &MainWindow::firstPainted, &application, [sinceMain] {
            std::printf("first paint after %lld ms\n", static_cast<long long>(sinceMain.elapsed()));
            std::fflush(stdout);
            QApplication::quit();
        });
    } else {
        // The window is there before the project is loaded.
        QTimer::singleShot(0, window, [window, options] { open(window, options); });
    }
    return QApplication::exec();
}
