#include "app/window/options.h"

#include <QCommandLineParser>

namespace antiphon {

Options parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Workbench for music dialogues"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("file"), QStringLiteral("A project, or a packet to rate."),
                                 QStringLiteral("[file...]"));
    const QCommandLineOption sample(QStringLiteral("sample"), QStringLiteral("Open the sample project."));
    QCommandLineOption measure(QStringLiteral("measure-first-paint"));
    measure.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({sample, measure});
    parser.process(arguments);

    Options options;
    options.files = parser.positionalArguments();
    options.measureFirstPaint = parser.isSet(measure);
    options.start = parser.isSet(sample)      ? StartWith::Sample
                    : options.files.isEmpty() ? StartWith::Nothing
                                              : StartWith::Files;
    return options;
}

} // namespace antiphon
