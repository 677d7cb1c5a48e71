#include "core/coding/codingimport.h"
#include "core/coding/codingstore.h"
#include "core/coding/frequencystore.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

// The turns of CPCD as its importer lays them: two an exchange.
Result<void> addCpcd(const Connection& connection, const Actor& actor, const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, path);
    Source source;
    source.name = QStringLiteral("cpcd");
    source.format = QStringLiteral("cpcd");
    ANTIPHON_TRY_ASSIGN(SourceWriter writer, SourceWriter::begin(connection, source));
    while (!file.atEnd()) {
        const QJsonObject record = QJsonDocument::fromJson(file.readLine()).object();
        Dialogue dialogue;
        dialogue.externalId = record[QLatin1String("id")].toString();
        for (const QJsonValue& exchange : record[QLatin1String("turns")].toArray()) {
            Turn turn;
            turn.text = exchange[QLatin1String("user_query")].toString();
            dialogue.turns << turn;
            turn.role = Role::System;
            turn.text = exchange[QLatin1String("system_response")].toString();
            dialogue.turns << turn;
        }
        ANTIPHON_TRY(writer.add(dialogue, writer.nextOrdinal()));
    }
    ANTIPHON_TRY_ASSIGN(const Source finished, writer.finish());
    return EditHistory(connection).record(actor, QStringLiteral("Import"), [&] {
        return publishSource(connection, finished);
    });
}

} // namespace

TEST(RealCodings, MatchTheAuthorsFigures)
{
    const auto data = test::sharedData();
    if (!data)
        GTEST_SKIP() << "the real data is not here";
    const test::TemporaryProject project;
    const Actor actor{QStringLiteral("ada")};
    ASSERT_OK(addCpcd(project.connection(), actor,
                      *data + QStringLiteral("/cpcd/cpcd_v1.dialogs.dev.train.jsonl")));
    CodingImportRequest request;
    request.path = *data + QStringLiteral("/cpcd-intent/cpcd_intent.train.csv");
    request.coder = QStringLiteral("authors");
    const auto result = importCodings(project.connection(), actor, request);
    ASSERT_OK(result);
    EXPECT_EQ(result->dialogues, 386);
    EXPECT_EQ(result->turns, 4078);
    EXPECT_TRUE(result->refused.isEmpty());
    const auto rows = readFrequencies(project.connection(), {});
    ASSERT_OK(rows);
    QHash<QString, qint64> users;
    for (const FrequencyRow& row : *rows) {
        if (row.role == Role::User)
            users[row.code.name] = row.turns;
    }
    EXPECT_EQ(users.value(QStringLiteral("add_filter")), 1567);
    EXPECT_EQ(users.value(QStringLiteral("accept_response")), 917);
    EXPECT_EQ(users.value(QStringLiteral("reject_response")), 88);
}
