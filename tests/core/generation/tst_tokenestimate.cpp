#include "core/generation/prompt.h"
#include "core/llm/tokenestimate.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

qint64 tokens(const char* text)
{
    return estimatedTokens(QString::fromUtf8(text));
}

} // namespace

TEST(TokenEstimate, goesByTheClassOfSigns)
{
    EXPECT_EQ(tokens(""), 0);
    EXPECT_EQ(tokens("music"), 1);
    EXPECT_EQ(tokens("some music"), 2);
    EXPECT_EQ(tokens("recommendation"), 3);
    EXPECT_EQ(tokens("1990"), 2);
    EXPECT_EQ(tokens("rock, please"), 3);
    EXPECT_EQ(tokens("a\n\n\nb"), 3);
    EXPECT_EQ(tokens("a.\nb"), 3);
    EXPECT_EQ(tokens("a    b"), 3);
    EXPECT_GT(tokens("für"), 0);
    EXPECT_EQ(tokens("музыка"), 3);
    EXPECT_EQ(tokens("音楽"), 2);
    EXPECT_EQ(tokens("🎵"), 2);
    EXPECT_EQ(estimatedTokens(QList<ChatMessage>{{QStringLiteral("user"), QStringLiteral("music")}}), 8);
}

// Counted with the tokenizer cl100k_base over the files as they ship.
TEST(TokenEstimate, comesNearATokenizerOnPrompts)
{
    const std::pair<const char*, double> counted[] = {{"whole-dialogue", 485},
                                                      {"turn-by-turn", 511},
                                                      {"whole-dialogue-no-intents", 327},
                                                      {"turn-by-turn-no-intents", 318}};
    for (const auto& [name, count] : counted) {
        const auto estimate =
            static_cast<double>(estimatedTokens(QString::fromUtf8(shippedPromptText(QLatin1String(name)))));
        EXPECT_NEAR(estimate / count, 1.0, 0.12) << name;
    }
}
