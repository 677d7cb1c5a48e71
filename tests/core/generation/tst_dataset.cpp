#include "core/base/linereader.h"
#include "core/corpus/corpusimport.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/datasetexport.h"
#include "core/generation/phrasebook.h"
#include "core/generation/runstore.h"
#include "core/generation/sampleverdictstore.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/resultassertions.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <numeric>
#include <set>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const Actor tester{QStringLiteral("tester")};

std::vector<QByteArray> linesOf(const QString& path)
{
    std::vector<QByteArray> lines;
    auto reader = LineReader::open(path);
    EXPECT_OK(reader);
    for (;;) {
        const auto line = reader->next();
        EXPECT_OK(line);
        if (!line || !*line)
            return lines;
        lines.emplace_back((*line)->data(), static_cast<qsizetype>((*line)->size()));
    }
}

class Dataset : public testing::Test
{
protected:
    // A run "r" over `count` plans of which neighbours share a goal track, so that they stand in groups.
    void writeRun(int count, int groupSize)
    {
        m_project.addPlans(QStringLiteral("p"), count, groupSize);
        ASSERT_OK(m_project.perform(templateRun(QStringLiteral("r"), QStringLiteral("p"))));
    }
    DatasetRequest request(const char* folder = "out") const
    {
        DatasetRequest request;
        request.source = QStringLiteral("r");
        request.folder = m_project.filePath(QLatin1String(folder));
        return request;
    }
    Result<DatasetExport> write(const DatasetRequest& request) const
    {
        return exportDataset(m_project.path(), request, {});
    }
    // The ids of the dialogues in the files of a part, in their order.
    static QStringList idsIn(const DatasetRequest& request, const DatasetPart& part)
    {
        QStringList ids;
        for (const QString& file : part.files) {
            for (const QByteArray& line : linesOf(QDir(request.folder).filePath(file)))
                ids << QJsonDocument::fromJson(line)[QStringLiteral("id")].toString();
        }
        return ids;
    }

    GenerationProject m_project;
};

} // namespace

TEST(SplitGroups, joinsWhatSharesAKeyAndNothingElse)
{
    SplitGroups groups(6);
    groups.addKey(0, 7);
    groups.addKey(4, 7);
    groups.addKey(4, 9);
    groups.addKey(5, 9);
    groups.addKey(2, 1);
    EXPECT_EQ(groups.groups(), (std::vector<quint32>{0, 1, 2, 3, 0, 0}));
}

TEST(SplitGroups, reachesTheSharesAsNearAsGroupsAllow)
{
    const auto shares = splitShares(QStringLiteral("0.8,0.1,0.1"));
    ASSERT_OK(shares);
    std::vector<quint32> alone(1'000);
    std::iota(alone.begin(), alone.end(), 0U);
    const Split split = splitGroups(alone, *shares, 3);
    EXPECT_EQ(split.sizes, (QList<qint64>{800, 100, 100}));
    EXPECT_EQ(splitGroups(alone, *shares, 3).parts, split.parts);
    EXPECT_NE(splitGroups(alone, *shares, 4).parts, split.parts);
    const Split one = splitGroups(std::vector<quint32>(50, 0), *shares, 3);
    EXPECT_EQ(one.sizes, (QList<qint64>{50, 0, 0}));
    EXPECT_EQ(one.largestGroup, 50);
}

TEST(SplitShares, refusesWhatIsNoSplit)
{
    for (const char* text : {"", "0.5", "0.8,0.3", "1.5,-0.5", "0.25,0.25,0.25,0.25", "a,b"})
        EXPECT_ERROR(splitShares(QLatin1String(text)), ErrorCode::InvalidValue);
    EXPECT_EQ(splitShares(QStringLiteral("0.9, 0.1"))->last().name, QStringLiteral("test"));
}

TEST_F(Dataset, LetsNoGoalTrackCrossAndNamesFilesAsTheyAreLookedFor)
{
    writeRun(300, 7);
    DatasetRequest wanted = request();
    wanted.shares = *splitShares(QStringLiteral("0.8,0.1,0.1"));
    wanted.shards = 4;
    wanted.packing = Packing::Gzip;
    const auto done = write(wanted);
    ASSERT_OK(done);
    ASSERT_EQ(done->parts.size(), 3);
    EXPECT_EQ(done->parts[0].files.first(), QStringLiteral("data/train-00000-of-00004.jsonl.gz"));
    EXPECT_EQ(done->parts[1].files, QStringList{QStringLiteral("data/validation-00000-of-00001.jsonl.gz")});
    std::set<int> all, goalsBefore;
    for (const DatasetPart& part : done->parts) {
        std::set<int> goals;
        const QStringList ids = idsIn(wanted, part);
        EXPECT_EQ(ids.size(), part.dialogues);
        for (const QString& id : ids) {
            EXPECT_TRUE(all.insert(id.toInt()).second);
            goals.insert(id.toInt() / 7);
        }
        for (const int goal : goals)
            EXPECT_TRUE(goalsBefore.insert(goal).second) << "goal " << goal << " is in two splits";
        EXPECT_NEAR(static_cast<double>(part.dialogues) / 300.0, part.asked, 0.04);
    }
    EXPECT_EQ(all.size(), 300U);
    EXPECT_EQ(done->groups, 43);
    EXPECT_EQ(done->largestGroup, 7);
}

TEST_F(Dataset, WritesEveryFormatSoThatItComesBack)
{
    writeRun(20, 1);
    const auto source = sourceByName(m_project.connection(), QStringLiteral("r"));
    const auto ids = dialogueIds(m_project.connection(), (*source)->id);
    for (const auto& [format, name, packing] : {std::tuple(ExportFormat::LpLines, "lp", Packing::None),
                                                std::tuple(ExportFormat::Chat, "chat", Packing::Zstandard),
                                                std::tuple(ExportFormat::Native, "jsonl", Packing::Gzip),
                                                std::tuple(ExportFormat::Csv, "csv", Packing::Gzip)}) {
        DatasetRequest wanted = request(name);
        wanted.format = format;
        wanted.packing = packing;
        wanted.shards = 3;
        const auto done = write(wanted);
        ASSERT_OK(done);
        QStringList files;
        for (const QString& file : done->parts.first().files)
            files << QDir(wanted.folder).filePath(file);
        ASSERT_EQ(files.size(), 3);
        const auto back = importCorpus(m_project.connection(), tester,
                                       {files, {}, QStringLiteral("back ") + QLatin1String(name), {}});
        ASSERT_OK(back);
        EXPECT_EQ(back->dialogues, 20) << name;
        EXPECT_EQ(back->rejected, 0);
        const auto again = dialogueIds(m_project.connection(), back->source.id);
        for (qsizetype i = 0; i < ids->size(); ++i) {
            const auto before = readDialogue(m_project.connection(), (*ids)[i]);
            const auto after = readDialogue(m_project.connection(), (*again)[i]);
            ASSERT_EQ(after->turns.size(), before->turns.size());
            if (format == ExportFormat::Native) {
                EXPECT_TRUE(sameContent(*before, *after));
            }
            for (qsizetype turn = 0; turn < before->turns.size(); ++turn)
                EXPECT_EQ(after->turns[turn].text, before->turns[turn].text);
        }
    }
}

TEST_F(Dataset, TellsInItsCardWhatItIs)
{
    writeRun(40, 2);
    DatasetRequest wanted = request();
    wanted.shares = *splitShares(QStringLiteral("0.5,0.5"));
    wanted.license = QStringLiteral("cc-by-4.0");
    wanted.format = ExportFormat::Native;
    const auto done = write(wanted);
    ASSERT_OK(done);
    const auto text = readWholeFile(wanted.folder + QStringLiteral("/README.md"));
    ASSERT_OK(text);
    const QString card = QString::fromUtf8(*text);
    for (const char* line :
         {"---\npretty_name: \"r\"\nlicense: cc-by-4.0\nlanguage:\n- en\n", "size_categories:\n- n<1K\n",
          "  - split: train\n    path: data/train-*\n  - split: test\n    path: data/test-*\n---\n",
          "| train | 20 |", "a goal track of their plans", "template phrases", "Mention recall: 1.0000"})
        EXPECT_TRUE(card.contains(QLatin1String(line))) << line << "\nis not in\n" << card.toStdString();
    EXPECT_TRUE(card.contains(shippedPhraseBook().digest));
    for (const QByteArray& line : linesOf(QDir(wanted.folder).filePath(done->parts.first().files.first()))) {
        const QJsonObject row = QJsonDocument::fromJson(line).object();
        const QJsonObject kept =
            QJsonDocument::fromJson(row.value(QStringLiteral("provenance")).toString().toUtf8()).object();
        EXPECT_EQ(kept.value(QStringLiteral("plan")).toInt(-1),
                  row.value(QStringLiteral("id")).toString().toInt());
    }
}

TEST_F(Dataset, HoldsOnlyWhatWasAccepted)
{
    writeRun(10, 1);
    DatasetRequest wanted = request();
    wanted.acceptedOnly = true;
    EXPECT_ERROR(write(wanted), ErrorCode::NotPossible);
    EXPECT_FALSE(QFileInfo::exists(wanted.folder));
    const auto run = runByName(m_project.connection(), QStringLiteral("r"));
    ASSERT_OK(EditHistory(m_project.connection()).record(tester, QStringLiteral("Accept"), [&] {
        return decideOnSample(m_project.connection(), (*run)->id, 4, SampleDecision::Accepted,
                              QStringLiteral("ada"));
    }));
    const auto done = write(wanted);
    ASSERT_OK(done);
    EXPECT_EQ(idsIn(wanted, done->parts.first()), QStringList{QStringLiteral("4")});
}

TEST_F(Dataset, LeavesNothingWhenItCanNotBeWritten)
{
    writeRun(10, 1);
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(exportDataset(m_project.path(), request(), cancel), ErrorCode::Cancelled);
    DatasetRequest wrong = request();
    wrong.license = QStringLiteral("CC BY\nx: y");
    EXPECT_ERROR(write(wrong), ErrorCode::InvalidValue);
    EXPECT_FALSE(QFileInfo::exists(request().folder));
    EXPECT_EQ(QDir(QFileInfo(request().folder).path())
                  .entryList({QStringLiteral("*unfinished*")}, QDir::AllEntries | QDir::Hidden)
                  .size(),
              0);
    m_project.writeFile(QStringLiteral("taken"), "x");
    EXPECT_ERROR(write(request("taken")), ErrorCode::AlreadyExists);
}
