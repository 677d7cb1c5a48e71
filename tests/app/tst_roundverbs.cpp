// Double coding by command: a round from its opening to what was settled on.
#include "tests/core/coding/codingproject.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class RoundVerbs : public CodingProject
{
protected:
    RoundVerbs()
    {
        const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
        put(place(QStringLiteral("a"), 0), genre, QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 2), genre, QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 0), genre, QStringLiteral("ben"));
    }
    ProgramRun run(const QString& line) const
    {
        return runProgram(antiphonCli(), line.split(QLatin1Char(' ')) +
                                             QStringList{QStringLiteral("--project"), m_project.path()});
    }
    QJsonObject json(const QString& line) const
    {
        const ProgramRun answer = run(line + QStringLiteral(" --json"));
        EXPECT_EQ(answer.exitStatus, 0) << answer.err.toStdString();
        return QJsonDocument::fromJson(answer.out).object();
    }
};

} // namespace

TEST_F(RoundVerbs, GoFromOpeningToWhatIsSettled)
{
    const QJsonObject opened = json(QStringLiteral("round open March --coders ada,ben --dialogues a"));
    EXPECT_EQ(opened.value(QLatin1String("dialogues")).toInt(), 1);
    EXPECT_TRUE(opened.value(QLatin1String("open")).toBool());
    for (const char* coder : {"ada", "ben"})
        json(QStringLiteral("round finish March --dialogue a --coder ") + QLatin1String(coder));
    EXPECT_EQ(run(QStringLiteral("round disputes March")).exitStatus, 1); // it is open
    json(QStringLiteral("round close March"));
    const QJsonArray turns =
        json(QStringLiteral("round disputes March")).value(QLatin1String("turns")).toArray();
    ASSERT_EQ(turns.size(), 1);
    EXPECT_EQ(turns[0][QLatin1String("turn")].toInt(), 3);
    const QJsonObject sides = turns[0][QLatin1String("sides")].toObject();
    const QString side =
        sides.value(QLatin1String("A")).toArray().isEmpty() ? QStringLiteral("B") : QStringLiteral("A");
    json(QStringLiteral("round settle March --dialogue a --turn 3 --coder cleo --take ") + side);
    EXPECT_EQ(json(QStringLiteral("round agreed March")).value(QLatin1String("codings")).toInt(), 1);
    const QJsonObject shown = json(QStringLiteral("round show March"));
    EXPECT_EQ(shown.value(QLatin1String("settled")).toInt(), 1);
    EXPECT_EQ(shown.value(QLatin1String("alike")).toInt(), 5);
    EXPECT_EQ(codingsOf(QStringLiteral("a"), QStringLiteral("Settled: March")).size(), 2);
    EXPECT_EQ(codingsOf(QStringLiteral("a"), QStringLiteral("ben")).size(), 1);
}

TEST_F(RoundVerbs, RefuseWithOneSentenceAndChangeNothing)
{
    const qint64 before = *db().integer("SELECT count(*) FROM history");
    for (const char* line :
         {"round open March --coders ada,ada", "round open March --coders ada,ben --draw often",
          "round open March --coders ada,ben --dialogues nowhere", "round open March --again zoe",
          "round close Nowhere", "round show Nowhere", "round finish Nowhere --coder ada --dialogue a"}) {
        const ProgramRun refused = run(QLatin1String(line));
        EXPECT_EQ(refused.exitStatus, 1) << line;
        EXPECT_EQ(refused.err.count('\n'), 1) << line << refused.err.toStdString();
    }
    EXPECT_EQ(*db().integer("SELECT count(*) FROM history"), before);
    EXPECT_EQ(*db().integer("SELECT count(*) FROM coder"), 2);
}
