#include "core/corpus/corpusimport.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/overview/contents.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;

TEST(ContentsStore, CountsNothingInANewProject)
{
    const test::TemporaryProject project;
    const auto contents = readContents(project.connection());
    ASSERT_OK(contents);
    EXPECT_TRUE(contents->sources.isEmpty());
    EXPECT_EQ(contents->dialogues + contents->codes + contents->codings + contents->memos, 0);
    EXPECT_TRUE(contents->catalogues.isEmpty() && contents->runs.isEmpty() && contents->studies.isEmpty());
}

TEST(ContentsStore, CountsWhatIsSeen)
{
    const test::TemporaryProject project;
    const Connection& db = project.connection();
    const QByteArray lines =
        R"({"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes"}]})";
    const CorpusImport request{{project.writeFile(QStringLiteral("x.jsonl"), lines)}, {}, {}, {}};
    ASSERT_OK(importCorpus(db, Actor{QStringLiteral("ada")}, request));
    ASSERT_OK(db.execute(
        "INSERT INTO catalogue (id, name, origin, map, state, created_at, tracks, tag_values) VALUES "
        "(x'01', 'tracks', '', '{\"id\": \"I\", \"attributes\": {\"genre\": \"G\", "
        "\"talk\": {\"column\": \"T\", \"family\": \"context\"}}}', 'ready', 1, 9, 4), (x'02', 'gone', '', "
        "'{}', 'removed', 2, 7, 7)"));
    ASSERT_OK(db.execute(
        "INSERT INTO coder (id, name) VALUES (x'01', 'ada'); INSERT INTO code (id, facet, name) VALUES "
        "(x'01', 'intent', 'greeting'); INSERT INTO coding (id, code, coder, dialogue, origin, "
        "created_at) SELECT x'01', x'01', x'01', id, 'person', 1 FROM dialogue"));
    auto contents = readContents(db);
    ASSERT_OK(contents);
    EXPECT_EQ(contents->sources.size(), 1);
    EXPECT_EQ(contents->turns, 2);
    EXPECT_EQ(contents->codes, 1);
    EXPECT_EQ(contents->codings, 1);
    EXPECT_EQ(contents->codedDialogues, 1);
    ASSERT_EQ(contents->catalogues.size(), 1);
    EXPECT_EQ(contents->catalogues.first().tracks, 9);
    const QList<std::pair<QString, QString>> types{{QStringLiteral("genre"), QStringLiteral("content")},
                                                   {QStringLiteral("talk"), QStringLiteral("context")}};
    EXPECT_EQ(contents->catalogues.first().types, types);
    ASSERT_OK(removeSource(db, Actor{QStringLiteral("ada")}, QStringLiteral("x")));
    contents = readContents(db);
    ASSERT_OK(contents);
    EXPECT_EQ(contents->dialogues, 0);
    EXPECT_EQ(contents->codings, 0);
}
