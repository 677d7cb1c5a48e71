#include "core/generation/dialoguechecks.h"
#include "core/generation/phrasebook.h"
#include "core/generation/sample.h"
#include "core/generation/sentencepicker.h"
#include "resources/resources.h"
#include "tests/core/generation/randomplans.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;

namespace {

QByteArray shippedJson()
{
    return resourceContent(QStringLiteral("phrases/en.json"));
}

} // namespace

TEST(PhraseBook, shipsSeveralPhrasingsForEachIntentAndType)
{
    const PhraseBook& book = shippedPhraseBook();
    EXPECT_EQ(book.language, QStringLiteral("en"));
    for (const auto& [intent, list] : book.user.asKeyValueRange())
        EXPECT_GE(list.size(), 3) << intent.toStdString();
    for (const auto& [type, list] : book.attributes.asKeyValueRange())
        EXPECT_GE(list.size(), 3) << type.toStdString();
    EXPECT_EQ(book.digest.size(), 64);
}

TEST(PhraseBook, refusesWhatItCanNotUse)
{
    const auto parse = [](QByteArray json) { return parsePhraseBook(json, QStringLiteral("mine.json")); };
    EXPECT_ERROR(parse("{"), ErrorCode::WrongFormat);
    EXPECT_ERROR(parse("[]"), ErrorCode::WrongFormat);
    EXPECT_ERROR(parse("{}"), ErrorCode::WrongFormat);
    EXPECT_ERROR(parse(shippedJson().replace("{attributes}", "{atributes}")), ErrorCode::InvalidValue);
    EXPECT_ERROR(parse(shippedJson().replace("{removed}", "it")), ErrorCode::InvalidValue);
    EXPECT_ERROR(parse(shippedJson().replace("\"greeting\"", "\"greting\"")), ErrorCode::InvalidValue);
    ASSERT_OK(parse(shippedJson()));
}

TEST(PhraseBook, namesTheLineOfAFault)
{
    const auto line = [](const QByteArray& json) {
        const auto book = parsePhraseBook(json, QStringLiteral("mine.json"));
        return book ? 0 : book.error().line;
    };
    const auto lineOf = [](const QByteArray& json, const char* words) {
        return 1 + json.left(json.indexOf(words)).count('\n');
    };
    EXPECT_EQ(line("{\n\n\"user\" 3}"), 3);
    const QByteArray json = shippedJson();
    QByteArray wrong = QByteArray(json).replace("Hiya!", "{hiya}");
    EXPECT_EQ(line(wrong), lineOf(wrong, "\"greeting\""));
    wrong = QByteArray(json).replace("Major or minor?", "{major}");
    EXPECT_GT(line(wrong), lineOf(wrong, "\"detail_attribute_request\""));
}

TEST(PhraseBook, readsAPersonsFile)
{
    const test::TemporaryProject project;
    const QString path =
        project.writeFile(QStringLiteral("mine.json"), shippedJson().replace("Hiya!", "Moin!"));
    const auto book = readPhraseBook(path);
    ASSERT_OK(book);
    EXPECT_TRUE(book->user.value(QStringLiteral("greeting")).contains(QStringLiteral("Moin!")));
    EXPECT_NE(book->digest, shippedPhraseBook().digest);
    EXPECT_ERROR(readPhraseBook(project.filePath(QStringLiteral("none.json"))), ErrorCode::NotFound);
}

TEST(PhraseBook, speaksRangesOfNumbers)
{
    const PhraseBook& book = shippedPhraseBook();
    EXPECT_EQ(spokenValue(book, QStringLiteral("1990-1999")), QStringLiteral("the 1990s"));
    EXPECT_EQ(spokenValue(book, QStringLiteral("2010s")), QStringLiteral("the 2010s"));
    EXPECT_EQ(spokenValue(book, QStringLiteral("60s")), QStringLiteral("60s"));
    EXPECT_EQ(spokenValue(book, QStringLiteral("1992-1995")), QStringLiteral("1992 to 1995"));
    EXPECT_EQ(spokenValue(book, QStringLiteral("2010-")), QStringLiteral("2010 or later"));
    EXPECT_EQ(spokenValue(book, QStringLiteral("-1959")), QStringLiteral("1959 or earlier"));
    EXPECT_EQ(spokenValue(book, QStringLiteral("drum_and_bass")), QStringLiteral("drum and bass"));
    EXPECT_EQ(spokenValue(book, QStringLiteral("hip-hop")), QStringLiteral("hip-hop"));
    EXPECT_EQ(spokenValue(book, QStringLiteral("-")), QStringLiteral("-"));
}

TEST(FilledTemplate, fillsSlotsAndKeepsOneSentenceMark)
{
    const auto fill = [](const char* text, const char* value) {
        return filledTemplate(QLatin1String(text),
                              {{QStringLiteral("attributes"), QString::fromUtf8(value)}});
    };
    EXPECT_EQ(fill("I'd like {attributes}.", "fun."), QStringLiteral("I'd like fun."));
    EXPECT_EQ(fill("How about {attributes}?", "Wham!"), QStringLiteral("How about Wham?"));
    EXPECT_EQ(fill("{attributes}, please.", "rock"), QStringLiteral("rock, please."));
    EXPECT_EQ(fill("{track}", "x"), std::nullopt);
    EXPECT_EQ(fill("{attributes", "x"), std::nullopt);
    EXPECT_EQ(fill("No slot.", ""), QStringLiteral("No slot."));
    EXPECT_EQ(fill("{attributes}", ""), std::nullopt);
}

TEST(PhraseBook, shipsGermanThatNamesEveryValueAndNoneTooEarly)
{
    const auto parsed = parsePhraseBook(shippedPhraseText(QStringLiteral("de")), QStringLiteral("de"));
    ASSERT_OK(parsed);
    const PhraseBook& book = *parsed;
    EXPECT_EQ(book.language, QStringLiteral("de"));
    for (const auto& [intent, list] : shippedPhraseBook().user.asKeyValueRange())
        EXPECT_GE(book.user.value(intent).size(), 3) << intent.toStdString();
    for (const auto& [action, list] : shippedPhraseBook().system.asKeyValueRange())
        EXPECT_GE(book.system.value(action).size(), 3) << action.toStdString();
    for (const auto& [type, list] : shippedPhraseBook().detailRequests.asKeyValueRange())
        EXPECT_GE(book.detailRequests.value(type).size(), 3) << type.toStdString();
    const TrackFacts tracks = test::someTracks();
    MentionFinder finder(book);
    DialogueChecker checker(book);
    qint64 leaks = 0, missed = 0, looked = 0;
    for (int i = 0; i < 300; ++i) {
        const Plan plan = test::randomPlan(i, 7);
        const Dialogue sample = sampleOf(plan, writeByTemplate(plan, tracks, book, finder, 1), tracks);
        const DialogueChecks checks = checker.check(sample, &plan);
        leaks += checks.count(CheckKind::FutureLeak);
        missed += checks.count(CheckKind::MentionMissed);
        looked += checks.looked[static_cast<size_t>(CheckKind::MentionMissed)];
    }
    EXPECT_GT(looked, 500);
    EXPECT_EQ(leaks, 0);
    EXPECT_EQ(missed, 0);
}

TEST(PhraseBook, findsValuesByTheWordsOfItsLanguage)
{
    const PhraseBook book = *parsePhraseBook(shippedPhraseText(QStringLiteral("de")), QStringLiteral("de"));
    MentionFinder finder(book);
    const auto names = [&finder](const char* text, const char* attribute) {
        return finder.names(foldedText(QString::fromUtf8(text)), QLatin1String(attribute));
    };
    EXPECT_TRUE(names("Etwas Fröhliches bitte.", "mood:happy"));
    EXPECT_TRUE(names("Gern mit Klavier.", "instrument:piano"));
    EXPECT_TRUE(names("Musik aus dem Jahr 1994", "year:1994"));
    EXPECT_FALSE(names("Etwas Ruhiges bitte.", "mood:happy"));
    EXPECT_EQ(spokenValue(book, QStringLiteral("1990-1999")), QStringLiteral("den 1990er Jahren"));
    EXPECT_EQ(spokenValue(book, QStringLiteral("1994")), QStringLiteral("dem Jahr 1994"));
}
