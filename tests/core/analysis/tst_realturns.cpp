// Counts over the real coding of CPCD, held against a count of the file itself that goes through nothing of
// core.
#include "core/analysis/codedcorpusstore.h"
#include "core/analysis/transitions.h"
#include "core/coding/codingimport.h"
#include "core/corpus/corpusimport.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QRegularExpression>

#include <map>
#include <set>

using namespace antiphon;

namespace {

using Labels = std::set<QString>;
using Counts = std::map<std::pair<QString, QString>, qint64>;

struct FileTurn
{
    bool user = false;
    Labels intents;
    Labels attributes;
};

// The fields of a CSV file with quoted fields.
QList<QStringList> csvRows(const QString& text)
{
    QList<QStringList> rows{{QString()}};
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == QLatin1Char('"')) {
            if (quoted && i + 1 < text.size() && text[i + 1] == c)
                rows.last().last() += text[++i];
            else
                quoted = !quoted;
        } else if (!quoted && c == QLatin1Char(',')) {
            rows.last() << QString();
        } else if (!quoted && c == QLatin1Char('\n')) {
            rows << QStringList{QString()};
        } else if (quoted || c != QLatin1Char('\r')) {
            rows.last().last() += c;
        }
    }
    return rows;
}

Labels labelsIn(const QString& list)
{
    static const QRegularExpression quoted(QStringLiteral("'([^']*)'"));
    Labels labels;
    for (auto match = quoted.globalMatch(list); match.hasNext();)
        labels.insert(match.next().captured(1));
    return labels;
}

// Turns by dialogue and by their place in it: "dialogue:exchange:role".
std::map<QString, std::map<int, FileTurn>> readFile(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    std::map<QString, std::map<int, FileTurn>> dialogues;
    const QList<QStringList> rows = csvRows(QString::fromUtf8(file.readAll()));
    for (qsizetype i = 1; i < rows.size(); ++i) {
        const QStringList& row = rows[i];
        if (row.size() < 7)
            continue;
        const bool user = row[3] == QLatin1String("user");
        const int exchange = row[2].section(QLatin1Char(':'), 1, 1).toInt();
        dialogues[row[1]][exchange * 2 + (user ? 0 : 1)] = {user, labelsIn(row[5]), labelsIn(row[6])};
    }
    return dialogues;
}

Counts countFile(const QString& path, bool fromUser)
{
    Counts counts;
    for (const auto& [id, turns] : readFile(path)) {
        for (const auto& [place, turn] : turns) {
            const auto next = turns.find(place + 1);
            if (turn.user != fromUser || next == turns.end())
                continue;
            for (const QString& from : turn.intents) {
                for (const QString& to : next->second.intents)
                    ++counts[{from, to}];
            }
        }
    }
    return counts;
}

Counts countProject(const CodedCorpus& corpus, TurnStep step)
{
    const bool fromUser = step == TurnStep::UserToSystem;
    const auto found = countTransitions(
        corpus, corpus.layers.at(0),
        {step, fromUser ? Facet::Intent : Facet::Action, fromUser ? Facet::Action : Facet::Intent});
    Counts counts;
    for (std::size_t row = 0; row < found.rows.size(); ++row) {
        for (std::size_t column = 0; column < found.columns.size(); ++column) {
            if (const qint64 count = found.table.count(row, column); count > 0)
                counts[{corpus.codes[found.rows[row]].name, corpus.codes[found.columns[column]].name}] =
                    count;
        }
    }
    return counts;
}

} // namespace

TEST(RealTurns, FollowEachOtherAsTheFileSays)
{
    const auto data = test::sharedData();
    if (!data)
        GTEST_SKIP() << "the real data is not here";
    const test::TemporaryProject project;
    const Actor actor{QStringLiteral("ada")};
    CorpusImport dialogues;
    dialogues.files = {*data + QStringLiteral("/cpcd/cpcd_v1.dialogs.dev.train.jsonl")};
    dialogues.name = QStringLiteral("cpcd");
    ASSERT_OK(importCorpus(project.connection(), actor, dialogues));
    CodingImportRequest codings;
    codings.path = *data + QStringLiteral("/cpcd-intent/cpcd_intent.train.csv");
    codings.coder = QStringLiteral("authors");
    ASSERT_OK(importCodings(project.connection(), actor, codings));
    const auto corpus = readCodedCorpus(project.connection(), {});
    ASSERT_OK(corpus);
    const Counts replies = countFile(codings.path, true);
    const Counts answers = countFile(codings.path, false);
    EXPECT_GT(replies.size(), 50U);
    EXPECT_GT(answers.size(), 40U);
    EXPECT_EQ(countProject(*corpus, TurnStep::UserToSystem), replies);
    EXPECT_EQ(countProject(*corpus, TurnStep::SystemToUser), answers);
}
