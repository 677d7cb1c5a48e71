#include "core/generation/aliasstore.h"
#include "core/generation/mention.h"
#include "core/storage/edithistory.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

bool names(const char* text, const char* attribute, const AliasTable& aliases = shippedAliases())
{
    MentionFinder finder(shippedPhraseBook(), aliases);
    return finder.names(foldedText(QString::fromUtf8(text)), QString::fromUtf8(attribute));
}

} // namespace

TEST(Aliases, nameAValueInItsOtherSpellings)
{
    EXPECT_TRUE(names("Some hiphop, please", "genre:hip hop"));
    EXPECT_TRUE(names("Some hip-hop, please", "genre:hiphop"));
    EXPECT_TRUE(names("a bit of RnB", "genre:r&b"));
    EXPECT_TRUE(names("drum'n'bass now", "genre:drum and bass"));
    EXPECT_TRUE(names("the best of the nineties", "year:1990-1999"));
    EXPECT_TRUE(names("an 80s party", "year:1980-1989"));
    EXPECT_TRUE(names("bossanova for two", "genre:bossa nova"));
    EXPECT_FALSE(names("hip music", "genre:hip hop"));
    EXPECT_FALSE(names("the 90s", "year:1980-1989"));
}

TEST(Aliases, joinAProjectsOwnRowsToTheGroupsThatShip)
{
    const AliasTable table = shippedAliases().with({{QStringLiteral("rnb"), QStringLiteral("slow jams")}});
    EXPECT_TRUE(names("slow jams for two", "genre:r&b", table));
    EXPECT_FALSE(names("slow jams for two", "genre:r&b"));
    EXPECT_NE(table.digest(), shippedAliases().digest());
}

TEST(Aliases, areKeptInTheProjectAndComeBackWithUndo)
{
    TemporaryProject project;
    const Connection& connection = project.connection();
    const Actor ada{QStringLiteral("ada")};
    const QList<Alias> own{{QStringLiteral("reggae"), QStringLiteral("riddim")},
                           {QStringLiteral("reggae"), QStringLiteral("roots")}};
    const auto keep = [&](const QList<Alias>& aliases) {
        return EditHistory(connection).record(ada, QStringLiteral("Import aliases"), [&] {
            return setProjectAliases(connection, aliases);
        });
    };
    ASSERT_OK(keep(own));
    EXPECT_EQ(projectAliases(connection).value(), own);
    ASSERT_OK(keep({}));
    ASSERT_OK(EditHistory(connection).undo(ada));
    EXPECT_EQ(projectAliases(connection).value(), own);
    EXPECT_TRUE(names("some riddim", "genre:reggae", aliasesOf(connection).value()));
    EXPECT_ERROR(keep({{QStringLiteral("reggae"), QStringLiteral(" ")}}), ErrorCode::InvalidValue);
    EXPECT_EQ(projectAliases(connection).value(), own);
}
