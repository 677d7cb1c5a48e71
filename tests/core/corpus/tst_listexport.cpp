#include "core/corpus/corpusimport.h"
#include "core/corpus/listexport.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QFile>

using namespace antiphon;

TEST(ListExport, WritesTheRowsOfAQueryInItsOrder)
{
    const test::TemporaryProject project;
    CorpusImport request;
    request.name = QStringLiteral("club");
    request.files = {project.writeFile(QStringLiteral("chat.jsonl"),
                                       R"({"messages": [{"role": "user", "content": "Jazz, please"}]}
{"messages": [{"role": "user", "content": "Slow soul"}, {"role": "assistant", "content": "Which years?"}]}
{"messages": [{"role": "user", "content": "Jazz at night"}, {"role": "assistant", "content": "Gladly"}]}
)")};
    ASSERT_OK(importCorpus(project.connection(), Actor{QStringLiteral("ada")}, request));
    DialogueQuery query;
    query.search = QStringLiteral("jazz");
    query.sort = DialogueSort::Turns;
    query.descending = true;
    const QString path = project.filePath(QStringLiteral("list.csv"));
    const auto rows = exportDialogueList(project.connection(), query, path);
    ASSERT_OK(rows);
    EXPECT_EQ(*rows, 2);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().split('\n');
    ASSERT_EQ(lines.size(), 4);
    EXPECT_EQ(lines[0], "dialogue,source,turns,tracks,first_words");
    EXPECT_TRUE(lines[1].endsWith(",club,2,0,Jazz at night"));
    EXPECT_TRUE(lines[2].endsWith(",club,1,0,\"Jazz, please\""));
}

TEST(ListExport, AStoppedExportLeavesNoFile)
{
    const test::TemporaryProject project;
    CorpusImport request;
    request.files = {project.writeFile(QStringLiteral("chat.jsonl"),
                                       R"({"messages": [{"role": "user", "content": "Slow soul"}]})")};
    ASSERT_OK(importCorpus(project.connection(), Actor{QStringLiteral("ada")}, request));
    const CancelToken cancel;
    cancel.cancel();
    const QString path = project.filePath(QStringLiteral("list.csv"));
    EXPECT_ERROR(exportDialogueList(project.connection(), {}, path, cancel), ErrorCode::Cancelled);
    EXPECT_FALSE(QFile::exists(path));
}
