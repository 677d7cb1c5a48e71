#include "core/generation/duevalues.h"
#include "core/generation/templatewriter.h"
#include "tests/core/generation/randomplans.h"
#include "tests/support/resultassertions.h"

#include <QRegularExpression>

#include <thread>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr int planCount = 2'000;

QStringList write(const Plan& plan, const TrackFacts& tracks, quint64 seed = 1)
{
    MentionFinder finder(shippedPhraseBook());
    return writeByTemplate(plan, tracks, shippedPhraseBook(), finder, seed);
}

struct WrittenPlan
{
    Plan plan;
    QStringList texts;
};

// Thousands of plans with their texts, written once for all tests.
const std::vector<WrittenPlan>& writtenPlans()
{
    static const std::vector<WrittenPlan> written = [] {
        const TrackFacts tracks = someTracks();
        MentionFinder finder(shippedPhraseBook());
        std::vector<WrittenPlan> list;
        for (int i = 0; i < planCount; ++i) {
            const Plan plan = randomPlan(i, 42);
            list.push_back({plan, writeByTemplate(plan, tracks, shippedPhraseBook(), finder, 1)});
        }
        return list;
    }();
    return written;
}

template<typename Check>
void forEachWritten(Check check)
{
    MentionFinder finder(shippedPhraseBook());
    for (const WrittenPlan& written : writtenPlans()) {
        check(written.plan, written.texts, finder);
        if (testing::Test::HasFailure())
            return;
    }
}

Plan smallPlan()
{
    Plan plan;
    PlanTurn ask;
    ask.intents = {QStringLiteral("initial_query"), QStringLiteral("greeting")};
    ask.attributes = {QStringLiteral("genre:reggae")};
    ask.state = withFilter({}, {QStringLiteral("genre"), QStringLiteral("reggae")});
    PlanTurn reply;
    reply.role = Role::System;
    reply.intents = {QStringLiteral("passive_recommend")};
    reply.state = ask.state;
    reply.tracks = {0, 1, 2};
    plan.turns = {ask, reply};
    return plan;
}

} // namespace

TEST(TemplateWriter, writesATextForEveryTurn)
{
    forEachWritten([](const Plan& plan, const QStringList& texts, MentionFinder&) {
        ASSERT_EQ(texts.size(), plan.turns.size());
        for (const QString& text : texts)
            EXPECT_FALSE(text.trimmed().isEmpty());
    });
}

TEST(TemplateWriter, namesEveryValueOfATurn)
{
    forEachWritten([](const Plan& plan, const QStringList& texts, MentionFinder& finder) {
        for (int i = 0; i < plan.turns.size(); ++i) {
            for (const QString& attribute : namedAttributes(plan.turns[i]))
                EXPECT_TRUE(finder.names(foldedText(texts[i]), attribute))
                    << attribute.toStdString() << " in: " << texts[i].toStdString();
        }
    });
}

TEST(TemplateWriter, namesNoValueBeforeItsTurn)
{
    forEachWritten([](const Plan& plan, const QStringList& texts, MentionFinder& finder) {
        const DueValues due(namedByTurn(plan));
        for (int i = 0; i < plan.turns.size(); ++i)
            EXPECT_EQ(due.leakIn(foldedText(texts[i]), i, finder), QString()) << texts[i].toStdString();
    });
}

TEST(TemplateWriter, keepsToTheGrammarOfSentences)
{
    const QRegularExpression doubled(QStringLiteral("[.?!,][.?!,]|  | [.,?!]|[{}]|^\\s|\\s$"));
    const QRegularExpression smallStart(QStringLiteral("(^|[.?!] )(?!fun|k-pop)[a-z]"));
    forEachWritten([&](const Plan&, const QStringList& texts, MentionFinder&) {
        for (const QString& text : texts) {
            QString plain = text; // signs that belong to a value
            plain.replace(QLatin1String("fun., "), QLatin1String("fun, "))
                .replace(QLatin1String("Wham!,"), QLatin1String("Wham,"))
                .replace(QLatin1String("Who?,"), QLatin1String("Who,"))
                .replace(QRegularExpression(QStringLiteral("(fun\\.|Wham!|Who\\?) ")), QStringLiteral("x "));
            EXPECT_FALSE(doubled.match(plain).hasMatch()) << text.toStdString();
            EXPECT_FALSE(smallStart.match(plain).hasMatch()) << text.toStdString();
        }
    });
}

TEST(TemplateWriter, saysNoSentenceTwiceWhereThereIsAChoice)
{
    int sentences = 0;
    int repeated = 0;
    forEachWritten([&](const Plan&, const QStringList& texts, MentionFinder&) {
        QSet<QString> seen;
        for (const QString& text : texts) {
            for (const QString& sentence : text.split(QRegularExpression(QStringLiteral("(?<=[.?!]) ")))) {
                ++sentences;
                repeated += seen.contains(sentence) ? 1 : 0;
                seen.insert(sentence);
            }
        }
    });
    EXPECT_LT(repeated, sentences / 100) << repeated << " of " << sentences;
}

TEST(TemplateWriter, writesTheSameAtAnyNumberOfThreads)
{
    const TrackFacts tracks = someTracks();
    std::vector<QStringList> one(500), many(500);
    for (int i = 0; i < 500; ++i)
        one[static_cast<size_t>(i)] = write(randomPlan(i, 9), tracks, 77);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            MentionFinder finder(shippedPhraseBook());
            for (int i = 499 - t; i >= 0; i -= 4)
                many[static_cast<size_t>(i)] =
                    writeByTemplate(randomPlan(i, 9), tracks, shippedPhraseBook(), finder, 77);
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(one, many);
}

TEST(TemplateWriter, anotherSeedGivesOtherWords)
{
    const TrackFacts tracks = someTracks();
    EXPECT_NE(write(randomPlan(3, 1), tracks, 1), write(randomPlan(3, 1), tracks, 2));
}

TEST(TemplateWriter, answersWhatWasAsked)
{
    Plan plan = smallPlan();
    PlanTurn ask;
    ask.intents = {QStringLiteral("item_attribute_question")};
    PlanTurn answer;
    answer.role = Role::System;
    answer.intents = {QStringLiteral("item_attribute_answer")};
    plan.turns << ask << answer;
    const QStringList texts =
        write(plan, {{QStringLiteral("a"), QStringLiteral("Blue"), QStringLiteral("Ann"), {}},
                     {QStringLiteral("b"), QStringLiteral("Blue"), QStringLiteral("Ann"), {}},
                     {QStringLiteral("c"), QStringLiteral("Blue"), QStringLiteral("Ann"), {}}});
    EXPECT_TRUE(texts[2].contains(QLatin1String("Blue")));
    EXPECT_TRUE(texts[3].contains(QLatin1String("Ann")));
}

TEST(TemplateWriter, copesWithTracksThatAreNotThere)
{
    Plan plan = smallPlan();
    plan.turns[1].intents = {QStringLiteral("item_attribute_question")};
    EXPECT_FALSE(write(plan, {})[1].isEmpty());
}

TEST(TemplateWriter, leavesAProposalThatIsTakenUpForTheUserToName)
{
    Plan plan = smallPlan();
    plan.turns[1].intents = {QStringLiteral("active_recommend")};
    plan.turns[1].proposed = {QStringLiteral("mood:calm")};
    PlanTurn take;
    take.intents = {QStringLiteral("add_filter")};
    take.attributes = {QStringLiteral("mood:calm")};
    plan.turns << take;
    for (quint64 seed = 0; seed < 50; ++seed) {
        const QStringList texts = write(plan, someTracks(), seed);
        EXPECT_FALSE(texts[1].contains(QLatin1String("calm")));
        EXPECT_TRUE(texts[2].contains(QLatin1String("calm")));
    }
}
