#include "core/cascade/filter.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

Filter filter(const char* text)
{
    return filterFromText(QString::fromUtf8(text)).value();
}

FilterState stateOf(std::initializer_list<const char*> texts)
{
    FilterState state;
    for (const char* text : texts)
        state = withFilter(state, filter(text));
    return state;
}

} // namespace

TEST(Filter, IsReadFromRecordsAndFromTheCommandLine)
{
    EXPECT_EQ(filter("genre:reggae"), (Filter{QStringLiteral("genre"), QStringLiteral("reggae")}));
    EXPECT_EQ(filter("!mood=sad"), (Filter{QStringLiteral("mood"), QStringLiteral("sad"), Sense::Exclude}));
    EXPECT_EQ(filterText(filter("!mood=sad")), QStringLiteral("!mood:sad"));
    EXPECT_EQ(filter("theme:night: late").value, QStringLiteral("night: late"));
    for (const char* wrong : {"", "genre", "genre:", ":rock", "!", "!:x"})
        EXPECT_FALSE(filterFromText(QString::fromUtf8(wrong))) << wrong;
}

TEST(FilterState, NarrowsWithoutChangingTheFormerState)
{
    const FilterState before = stateOf({"genre:rock"});
    const FilterState after = withFilter(before, filter("mood:sad"));
    EXPECT_EQ(before, stateOf({"genre:rock"}));
    EXPECT_EQ(after.filters.size(), 2);
    EXPECT_EQ(withFilter(after, filter("mood:sad")), after);
}

TEST(FilterState, TheOppositeTakesThePlace)
{
    const FilterState state = withFilter(stateOf({"mood:sad", "genre:rock"}), filter("!mood:sad"));
    EXPECT_EQ(state, stateOf({"genre:rock", "!mood:sad"}));
}

TEST(FilterState, ReplacesTheSameTypeAndSense)
{
    const FilterState state = stateOf({"genre:rock", "!genre:pop", "mood:sad", "genre:indie"});
    EXPECT_EQ(replacingType(state, filter("genre:jazz")), stateOf({"!genre:pop", "mood:sad", "genre:jazz"}));
}

TEST(FilterState, RelaxesWhatIsThere)
{
    const FilterState state = stateOf({"genre:rock", "mood:sad"});
    EXPECT_EQ(withoutFilter(state, filter("genre:rock")), stateOf({"mood:sad"}));
    EXPECT_EQ(withoutFilter(state, filter("genre:jazz")), state);
}

TEST(FilterState, RejectedTracksLeaveOnce)
{
    const FilterState state = rejecting(rejecting({}, {9, 3}), {3, 5});
    EXPECT_EQ(state.left, (std::vector<quint32>{3, 5, 9}));
}

TEST(FilterState, ReadsAsASentenceAndAsJson)
{
    EXPECT_EQ(stateSentence({}), QStringLiteral("all tracks"));
    const FilterState state = rejecting(stateOf({"genre:reggae", "!mood:sad"}), {4});
    EXPECT_EQ(stateSentence(state), QStringLiteral("genre is reggae, and mood is not sad"));
    EXPECT_EQ(stateFromJson(stateJson(state)), state);
    EXPECT_FALSE(stateFromJson({}));
}
