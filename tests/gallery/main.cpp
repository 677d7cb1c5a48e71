// antiphon_gallery [--out DIR] [--only NAME] [--scale 1|2]: renders every registered state, light and dark,
// at 1280x800 and, in a second process, at scale 2.
#include "tests/gallery/stagehands.h"
#include "tests/gallery/stations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>

using namespace antiphon;
using namespace antiphon::gallery;

namespace {

struct Request
{
    QString out;
    QString only;
    QString scale;
};

Request parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("Folder for the pictures."),
                                 QStringLiteral("DIR"), QStringLiteral("gallery"));
    const QCommandLineOption only(QStringLiteral("only"),
                                  QStringLiteral("Only states whose name contains NAME."),
                                  QStringLiteral("NAME"));
    const QCommandLineOption scale(QStringLiteral("scale"), QStringLiteral("1, 2 or both."),
                                   QStringLiteral("N"), QStringLiteral("both"));
    parser.addOptions({out, only, scale});
    parser.process(arguments);
    return {parser.value(out), parser.value(only), parser.value(scale)};
}

int render(const Request& request, const QString& scale)
{
    QTemporaryDir folder;
    Theme theme(*qApp);
    const Production production{theme, galleryStations(), galleryStartPage(), folder.path()};
    QDir().mkpath(request.out);
    int failures = 0;
    for (const State& state : galleryStates()) {
        if (!state.name.contains(request.only))
            continue;
        for (const SchemeChoice scheme : {SchemeChoice::Light, SchemeChoice::Dark}) {
            const QString name =
                QStringLiteral("%1-%2%3.png")
                    .arg(state.name,
                         scheme == SchemeChoice::Light ? QStringLiteral("light") : QStringLiteral("dark"),
                         scale == QLatin1String("2") ? QStringLiteral("@2x") : QString());
            const auto picture = takePicture(production, state, scheme);
            const bool good =
                picture && showsSomething(*picture) && picture->save(QDir(request.out).filePath(name));
            std::printf("%s%s\n", qUtf8Printable(name), good ? "" : "  FAILED");
            if (!picture)
                std::printf("  %s\n", qUtf8Printable(errorSentence(picture.error())));
            failures += good ? 0 : 1;
        }
    }
    return failures == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    const Request request = parse(QApplication::arguments());
    if (request.scale != QLatin1String("both"))
        return render(request, request.scale);
    QProcess twice;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QStringLiteral("2"));
    twice.setProcessEnvironment(environment);
    twice.setProcessChannelMode(QProcess::ForwardedChannels);
    const int first = render(request, QStringLiteral("1"));
    twice.start(QApplication::applicationFilePath(),
                {QStringLiteral("--out"), request.out, QStringLiteral("--only"), request.only,
                 QStringLiteral("--scale"), QStringLiteral("2")});
    twice.waitForFinished(-1);
    return first != 0 ? first : twice.exitCode();
}
