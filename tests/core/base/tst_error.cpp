#include "tests/support/resultassertions.h"

using namespace antiphon;

TEST(ErrorSentence, NamesFileLineAndRemedy)
{
    const Error error{ErrorCode::InvalidText, QStringLiteral("a/b.jsonl"), 17, {}};
    EXPECT_EQ(
        errorSentence(error),
        QStringLiteral(
            "a/b.jsonl holds bytes that are not UTF-8, line 17; save the file as UTF-8 and try again."));
}

TEST(ErrorSentence, EveryCodeMakesOneSentence)
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        const QString sentence = errorSentence({static_cast<ErrorCode>(code), QStringLiteral("X"), 0, {}});
        EXPECT_TRUE(sentence.endsWith(QLatin1Char('.'))) << sentence.toStdString();
        EXPECT_EQ(sentence.count(QLatin1Char('.')), 1) << sentence.toStdString();
        EXPECT_TRUE(sentence[0].isUpper()) << sentence.toStdString();
    }
}
