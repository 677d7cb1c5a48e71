// bulkcatalogue FILE [--tracks N] [--seed S]: a TSV of N tracks (1,000,000) with 1,054 labels, nine a track,
// and beside it FILE.map.json, the map to import it by.
#include "core/base/linereader.h"
#include "tests/support/cataloguefile.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace antiphon;

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("tracks"), {}, QStringLiteral("N"), QStringLiteral("1000000")},
                       {QStringLiteral("seed"), {}, QStringLiteral("S"), QStringLiteral("1")}});
    parser.process(application);
    const QString path = parser.positionalArguments().value(0);
    if (path.isEmpty()) {
        std::fputs("bulkcatalogue FILE [--tracks N] [--seed S]\n", stderr);
        return 2;
    }
    auto made = test::writeCatalogueFile(path, {parser.value(QStringLiteral("tracks")).toLongLong(),
                                                parser.value(QStringLiteral("seed")).toULongLong()});
    if (made)
        made = writeWholeFile(path + QStringLiteral(".map.json"), test::catalogueFileMap());
    if (!made)
        std::fprintf(stderr, "%s\n", qPrintable(errorSentence(made.error())));
    return made ? 0 : 1;
}
