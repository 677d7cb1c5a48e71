#include "tests/gallery/stagehands.h"

#include "core/coding/codebookimport.h"
#include "core/overview/demo.h"
#include "core/overview/sampleproject.h"
#include "core/storage/project.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QSet>
#include <QTest>

namespace antiphon::gallery {

namespace {

constexpr int settleAtMostMs = 4000;
constexpr int quietMs = 80;

void settle(MainWindow& window)
{
    QElapsedTimer clock;
    clock.start();
    // Answers of reads come as events; two rounds cover a view that asks again because of an answer.
    for (int round = 0; round < 2; ++round) {
        if (window.session())
            window.session()->drain();
        QTest::qWait(quietMs);
    }
    while (clock.elapsed() < settleAtMostMs && QApplication::focusWidget() == nullptr)
        QTest::qWait(10);
}

Result<void> makeProject(const QString& path, Project kind, const Actor& actor)
{
    if (kind == Project::Demo) {
        const QString folder = QFileInfo(path).absolutePath() + QStringLiteral("/demo");
        ANTIPHON_TRY_ASSIGN(const DemoSummary demo, runDemo(folder, actor));
        return QFile::rename(demo.project, path) ? Result<void>() : fail(ErrorCode::WriteFailed, path);
    }
    ANTIPHON_TRY_ASSIGN(const Connection connection, createProject(path));
    ANTIPHON_TRY(addStartingCodebook(connection, actor));
    return kind == Project::Sample ? addSampleData(connection, actor) : Result<void>();
}

// Each kind is made once and copied for each picture.
Result<QString> projectFor(const Production& production, const State& state)
{
    static int number = 0;
    const Actor actor{QStringLiteral("ada")};
    const QDir folder(production.folder);
    const QString path = folder.filePath(QStringLiteral("%1/Evening playlists.antiphon").arg(++number));
    QDir().mkpath(QFileInfo(path).absolutePath());
    const QString made = folder.filePath(QStringLiteral("kind-%1.antiphon").arg(int(state.project)));
    if (!QFile::exists(made))
        ANTIPHON_TRY(makeProject(made, state.project, actor));
    if (!QFile::copy(made, path))
        return fail(ErrorCode::WriteFailed, path);
    if (state.prepare) {
        ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
        ANTIPHON_TRY(state.prepare(connection));
    }
    return path;
}

QImage grab(MainWindow& window)
{
    return window.grab().toImage();
}

} // namespace

Result<QImage> takePicture(const Production& production, const State& state, SchemeChoice scheme)
{
    QString path;
    if (state.project != Project::None) {
        ANTIPHON_TRY_ASSIGN(path, projectFor(production, state));
    }
    production.theme.apply({scheme, state.textScale});
    static int number = 0;
    WindowSettings settings(
        QDir(production.folder).filePath(QStringLiteral("settings-%1.ini").arg(++number)));
    settings.setActor(QStringLiteral("ada"));
    WindowParts parts{production.theme, settings, production.stations, {}, production.startPage, {}};
    MainWindow window(std::move(parts));
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    if (!path.isEmpty()) {
        bool opened = false;
        QObject::connect(&window, &MainWindow::projectOpened, &window, [&opened] { opened = true; });
        window.openProject(path);
        if (!QTest::qWaitFor([&opened] { return opened; }))
            return fail(ErrorCode::Timeout, path);
    }
    Stage stage{window, production.theme, path, production.folder, [&window] { settle(window); }, {}, {}};
    stage.go = [&](const QString& station, const QString& target) {
        window.navigate(station, target);
        settle(window);
    };
    stage.press = [&](int key, Qt::KeyboardModifiers modifiers) {
        QWidget* target = QApplication::focusWidget();
        QTest::keyClick(target ? target : &window, static_cast<Qt::Key>(key), modifiers);
        settle(window);
    };
    settle(window);
    if (state.show)
        state.show(stage);
    return grab(window);
}

bool showsSomething(const QImage& image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 7) {
        for (int x = 0; x < image.width(); x += 7)
            colours.insert(image.pixel(x, y));
    }
    return colours.size() > 3;
}

} // namespace antiphon::gallery
