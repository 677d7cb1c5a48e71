// bulkproject PATH [DIALOGUES [TURNS [CODES [CODINGS]]]]: a project of 20,000 dialogues, 200 codes and
// 500,000 codings, or of the given size, with a dialogue of a million characters; to be opened in the window.
#include "tests/support/bulkproject.h"

#include "core/storage/project.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace antiphon;

namespace {

Result<void> make(const QString& path, const test::BulkSize& size)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, createProject(path));
    ANTIPHON_TRY(test::fillBulkProject(connection, size));
    return test::addLongDialogue(connection);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    test::BulkSize size;
    int* const numbers[] = {&size.dialogues, &size.turns, &size.codes, &size.codings};
    for (int i = 2; i < argc && i < 6; ++i)
        *numbers[i - 2] = std::atoi(argv[i]);
    const auto made = argc > 1 ? make(QFile::decodeName(argv[1]), size)
                               : Result<void>(fail(ErrorCode::InvalidValue, QStringLiteral("the path")));
    if (!made)
        std::fprintf(stderr, "%s\n", qPrintable(errorSentence(made.error())));
    return made ? 0 : 1;
}
