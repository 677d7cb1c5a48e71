// What the shell says and finds, without a window.
#include "tests/support/resultassertions.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/fuzzymatch.h"
#include "ui/shell/historymodel.h"
#include "ui/shell/jobtext.h"
#include "ui/shell/keymap.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/numbers.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace antiphon;

TEST(FuzzyMatch, LettersInOrderWithAnythingBetween)
{
    EXPECT_TRUE(fuzzyMatch(QStringLiteral("imcor"), QStringLiteral("Import a corpus…")));
    EXPECT_TRUE(fuzzyMatch(QStringLiteral("IC"), QStringLiteral("Import a corpus…")));
    EXPECT_FALSE(fuzzyMatch(QStringLiteral("corim"), QStringLiteral("Import a corpus…")));
    EXPECT_EQ(fuzzyMatch(QString(), QStringLiteral("Anything"))->score, 0);
}

TEST(FuzzyMatch, WordBeginningsCountMore)
{
    const auto initials = fuzzyMatch(QStringLiteral("dp"), QStringLiteral("Draw plans"));
    const auto inside = fuzzyMatch(QStringLiteral("dp"), QStringLiteral("Windpipe"));
    ASSERT_TRUE(initials && inside);
    EXPECT_GT(initials->score, inside->score);
}

TEST(CommandPalette, RecentFirstThenTheBestMatch)
{
    const QList<PaletteEntry> entries{
        {QStringLiteral("a"), QStringLiteral("Corpus"), QStringLiteral("Import a corpus…")},
        {QStringLiteral("b"), QStringLiteral("Window"), QStringLiteral("History")},
        {QStringLiteral("c"), QStringLiteral("Cascade"), QStringLiteral("Import a catalogue…")}};
    const auto all = filterEntries(entries, {}, {QStringLiteral("c")});
    ASSERT_EQ(all.size(), 3);
    EXPECT_EQ(all[0].id, QStringLiteral("c"));
    const auto found = filterEntries(entries, QStringLiteral("hist"), {});
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found[0].id, QStringLiteral("b"));
    EXPECT_EQ(filterEntries(entries, QStringLiteral("cascade"), {}).size(),
              1); // the station's name finds, too
}

TEST(JobText, SaysHowFarAndHowLong)
{
    const Progress progress{41220, 288000, QStringLiteral("dialogues")};
    EXPECT_EQ(progressText(progress),
              QStringLiteral("%1 of %2 dialogues").arg(countText(41220), countText(288000)));
    EXPECT_EQ(paceText(progress, 5.2), QStringLiteral("312/min · 13 h 11 min left"));
    EXPECT_TRUE(paceText(progress, std::nullopt).isEmpty());
    EXPECT_TRUE(progressText({}).isEmpty());
}

TEST(JobText, RateNeedsTimeAndStartsAgainWithAPhase)
{
    RateMeter meter;
    meter.add(0, 0);
    meter.add(1000, 50);
    EXPECT_FALSE(meter.perSecond());
    meter.add(4000, 200);
    ASSERT_TRUE(meter.perSecond());
    EXPECT_DOUBLE_EQ(*meter.perSecond(), 50.0);
    meter.add(5000, 3);
    EXPECT_FALSE(meter.perSecond());
}

TEST(Numbers, TimesAreRelativeUnderADay)
{
    constexpr TimePoint noon = 1'700'000'000'000;
    EXPECT_EQ(timeText(noon - 30'000, noon), QStringLiteral("just now"));
    EXPECT_EQ(timeText(noon - 300'000, noon), QStringLiteral("5 min ago"));
    EXPECT_EQ(timeText(noon - 7'200'000, noon), QStringLiteral("2 h ago"));
    EXPECT_TRUE(timeText(noon - 90'000'000, noon).contains(QStringLiteral("2023")));
    EXPECT_EQ(durationText(45'600), QStringLiteral("12 h 40 min"));
    EXPECT_EQ(countedText(1, QStringLiteral("track"), QStringLiteral("tracks")), QStringLiteral("1 track"));
}

namespace {

double luminance(const QColor& colour)
{
    const auto linear = [](int value) {
        const double share = value / 255.0;
        return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red()) + 0.7152 * linear(colour.green()) + 0.0722 * linear(colour.blue());
}

double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a);
    const double two = luminance(b);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

} // namespace

TEST(Tokens, EveryTextCanBeRead)
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const Tokens& t = tokensOf(scheme);
        for (const QColor& text : {t.text, t.muted, t.accent, t.danger, t.warn, t.ok}) {
            for (const QColor& ground : {t.window, t.panel, t.userBubble, t.systemBubble, t.fill})
                EXPECT_GE(contrast(text, ground), 4.5)
                    << text.name().toStdString() << " on " << ground.name().toStdString();
        }
        for (const QColor& ground : {t.selection, t.hit})
            EXPECT_GE(contrast(t.text, ground), 4.5);
        EXPECT_GE(contrast(t.onAccent, t.accent), 4.5);
    }
}

TEST(History, SaysAnActAsOnePhrase)
{
    EXPECT_EQ(actionLabel(QStringLiteral("Undo"), QStringLiteral("Code turn 4")),
              QStringLiteral("Undo code turn 4"));
    EXPECT_EQ(actionLabel(QStringLiteral("Undo"), QStringLiteral("LP import")),
              QStringLiteral("Undo LP import"));
}

namespace {

KeyBinding binding(const QString& id, const QString& station, const char* keys)
{
    const QKeySequence sequence(QString::fromLatin1(keys));
    return {id, station, station.isEmpty() ? QStringLiteral("Everywhere") : station, id, sequence, sequence};
}

} // namespace

TEST(KeyMap, FindsWhomAKeyWouldBeTakenFrom)
{
    const KeyBinding undo = binding(QStringLiteral("shell/undo"), {}, "Ctrl+Z");
    const KeyBinding memo = binding(QStringLiteral("code/memo"), QStringLiteral("code"), "M");
    const KeyBinding next = binding(QStringLiteral("corpus/next"), QStringLiteral("corpus"), "F3");
    const KeyBinding ofACode = binding({}, QStringLiteral("code"), "1");
    const QList<KeyBinding> all{undo, memo, next, ofACode};
    const auto rival = [&](const KeyBinding& who, const char* keys) {
        return rivalOf(all, who, QKeySequence(QString::fromLatin1(keys))).has_value();
    };
    EXPECT_TRUE(rival(memo, "Ctrl+Z")) << "what works everywhere works in the station, too";
    EXPECT_TRUE(rival(undo, "M"));
    EXPECT_TRUE(rival(memo, "1")) << "the key of a code";
    EXPECT_FALSE(rival(memo, "F3")) << "another station's key";
    EXPECT_FALSE(rival(memo, "M")) << "its own";
    EXPECT_FALSE(rival(memo, ""));
}

TEST(KeyMap, RefusesWithTheReason)
{
    const KeyBinding undo = binding(QStringLiteral("shell/undo"), {}, "Ctrl+Z");
    const KeyBinding memo = binding(QStringLiteral("code/memo"), QStringLiteral("code"), "M");
    const QList<KeyBinding> all{undo, memo};
    const auto refusal = [&](const KeyBinding& who, const char* keys) {
        return refusalOf(all, who, QKeySequence(QString::fromLatin1(keys)));
    };
    EXPECT_TRUE(refusal(memo, "Ctrl+Z").contains(QStringLiteral("shell/undo")));
    EXPECT_FALSE(refusal(memo, "Escape").isEmpty());
    EXPECT_FALSE(refusal(undo, "U").isEmpty()) << "it would be typed into fields";
    EXPECT_FALSE(refusal(memo, "Ctrl+K, Ctrl+M").isEmpty());
    EXPECT_TRUE(refusal(memo, "N").isEmpty());
    EXPECT_TRUE(refusal(undo, "F8").isEmpty());
}

TEST(KeyMap, NamesKeysAsTheirCaps)
{
    EXPECT_EQ(keyText(QKeySequence(Qt::CTRL | Qt::Key_Down)), QStringLiteral("Ctrl ↓"));
    EXPECT_EQ(keyText(QKeySequence(Qt::Key_Return)), QStringLiteral("Enter"));
    EXPECT_EQ(keyText(QKeySequence(QStringLiteral("Ctrl++"))), QStringLiteral("Ctrl +"));
    EXPECT_EQ(keyText({}), QString());
}
