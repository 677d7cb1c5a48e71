#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/sampling.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "tests/core/coding/codingproject.h"

#include <set>

using namespace antiphon;

namespace {

class Sampling : public test::CodingProject
{
protected:
    Sampling()
    {
        const std::pair<const char*, const char*> talks[] = {
            {"piano", "calm piano music for the evening"},
            {"piano2", "more calm piano music please"},
            {"drums", "loud drums and fast metal"},
            {"tempo", "something with a slow tempo, slow beat"}};
        Source source;
        source.name = QStringLiteral("words");
        source.format = QStringLiteral("chat");
        auto writer = SourceWriter::begin(db(), source);
        int ordinal = 0;
        for (const auto& [name, text] : talks) {
            Dialogue dialogue;
            dialogue.externalId = QString::fromLatin1(name);
            dialogue.turns << Turn{{}, Role::User, QString::fromLatin1(text), {}, {}, {}};
            EXPECT_OK(writer->add(dialogue, ordinal++));
        }
        const auto finished = writer->finish();
        EXPECT_OK(edit(QStringLiteral("Import"), [&] { return publishSource(db(), *finished); }));
        m_query.source = finished->id;
        m_query.coder = ensureCoder(db(), QStringLiteral("ada"))->id;
    }
    QStringList queue()
    {
        const auto result = samplingQueue(db(), m_query);
        EXPECT_OK(result);
        QStringList names;
        for (const SamplingCandidate& one : result.value_or(SamplingQueue()).candidates) {
            names << one.externalId;
            EXPECT_TRUE(one.reason.endsWith(u'.')) << one.reason.toStdString();
        }
        return names;
    }
    void code(const QString& dialogue, Facet facet, const QString& name)
    {
        put(place(dialogue, 0), CodingProject::code(facet, name), QStringLiteral("ada"));
    }
    SamplingQuery m_query;
};

} // namespace

TEST_F(Sampling, DrawsUncodedDialoguesBySeed)
{
    code(QStringLiteral("drums"), Facet::Attribute, QStringLiteral("genre"));
    const QStringList first = queue();
    EXPECT_EQ(first.size(), 3);
    EXPECT_FALSE(first.contains(QStringLiteral("drums")));
    EXPECT_EQ(queue(), first);
    std::set<QStringList> orders;
    for (m_query.seed = 1; m_query.seed < 30; ++m_query.seed)
        orders.insert(queue());
    EXPECT_EQ(orders.size(), 6u); // every order comes up
    m_query.limit = 1;
    EXPECT_EQ(queue().size(), 1);
    // Another coder's work counts nothing.
    m_query.coder = CoderId::create();
    m_query.limit = 10;
    EXPECT_EQ(queue().size(), 4);
}

TEST_F(Sampling, FindsWhatIsMostUnlikeTheCoded)
{
    m_query.strategy = SamplingStrategy::Unlike;
    EXPECT_ERROR(samplingQueue(db(), m_query), ErrorCode::NotPossible);
    code(QStringLiteral("piano"), Facet::Attribute, QStringLiteral("mood"));
    const QStringList names = queue();
    ASSERT_EQ(names.size(), 3);
    EXPECT_EQ(names.last(), QStringLiteral("piano2"));
    EXPECT_FALSE(names.contains(QStringLiteral("piano")));
}

TEST_F(Sampling, LooksForTheThinCodesFirst)
{
    m_query.strategy = SamplingStrategy::Thin;
    // Every code but tempo has an incident.
    const auto codes = readCodes(db());
    for (const Code& one : *codes) {
        if (one.codable && one.name != QStringLiteral("tempo")) {
            const Coding coding{{},
                                one.id,
                                m_query.coder,
                                {place(QStringLiteral("a"), 0).dialogue,
                                 place(QStringLiteral("a"), one.facet == Facet::Action ? 1 : 0).turn,
                                 {}}};
            ASSERT_OK(addCoding(db(), coding));
        }
    }
    const auto result = samplingQueue(db(), m_query);
    ASSERT_OK(result);
    ASSERT_FALSE(result->candidates.isEmpty());
    EXPECT_EQ(result->candidates.first().externalId, QStringLiteral("tempo"));
    EXPECT_TRUE(result->candidates.first().reason.startsWith(QStringLiteral("May hold tempo, which has 0 ")))
        << result->candidates.first().reason.toStdString();
}

TEST_F(Sampling, AsksWhereAModelIsUnsure)
{
    m_query.strategy = SamplingStrategy::Uncertain;
    EXPECT_ERROR(samplingQueue(db(), m_query), ErrorCode::NotPossible);
    m_query.codeName = QStringLiteral("mood");
    m_query.probabilities = [drums = place(QStringLiteral("drums"), 0).dialogue](const Connection&,
                                                                                 DialogueId dialogue) {
        const double p = dialogue == drums ? 0.55 : 0.99;
        return Result<QList<std::optional<double>>>(QList<std::optional<double>>{p});
    };
    EXPECT_EQ(queue(), (QStringList{QStringLiteral("drums"), QStringLiteral("piano"),
                                    QStringLiteral("piano2"), QStringLiteral("tempo")}));
    EXPECT_EQ(samplingQueue(db(), m_query)->candidates.first().reason,
              QStringLiteral("The model is unsure of mood on turn 1 (probability 0.55)."));
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(samplingQueue(db(), m_query, cancel), ErrorCode::Cancelled);
}

TEST_F(Sampling, SaysWhereTheModelKnowsNothing)
{
    const CodeId mood = CodingProject::code(Facet::Attribute, QStringLiteral("mood")).id;
    EXPECT_ERROR(modelProbabilities(db(), m_query.coder, mood), ErrorCode::NotPossible);
}

TEST_F(Sampling, LogsWhatWasTakenUp)
{
    const TurnPlace drums = place(QStringLiteral("drums"), 0);
    const QString before = test::dumpOfRecordedTables(db());
    ASSERT_OK(edit(QStringLiteral("Take up drums"), [&] {
        return addSamplingChoice(db(), {{},
                                        drums.dialogue,
                                        m_query.coder,
                                        SamplingStrategy::Unlike,
                                        {},
                                        7,
                                        QStringLiteral("Shares few words."),
                                        0,
                                        {},
                                        0});
    }));
    code(QStringLiteral("drums"), Facet::Attribute, QStringLiteral("genre"));
    const auto log = samplingChoices(db(), m_query.coder);
    ASSERT_OK(log);
    ASSERT_EQ(log->size(), 1);
    EXPECT_EQ(log->first().externalId, QStringLiteral("drums"));
    EXPECT_EQ(log->first().strategy, SamplingStrategy::Unlike);
    EXPECT_EQ(log->first().codings, 1);
    EXPECT_TRUE(samplingCsv(*log).contains("drums,unlike,7,Shares few words.,1,"));
    EXPECT_TRUE(samplingChoices(db(), CoderId::create())->isEmpty());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}
