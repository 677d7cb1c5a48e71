#include "core/rating/packettext.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

QString plain(const char* utf8)
{
    return plainText(QString::fromUtf8(utf8));
}

Turn turnOf(Role role, const char* text, int tracks = 0)
{
    Turn turn;
    turn.role = role;
    turn.text = QString::fromUtf8(text);
    for (int i = 0; i < tracks; ++i)
        turn.tracks << TrackReference{QString::number(i), i % 2 == 0 ? Verdict::Liked : Verdict::Shown};
    return turn;
}

QHash<QString, SourceTrack> knownTracks(int count)
{
    QHash<QString, SourceTrack> tracks;
    for (int i = 0; i < count; ++i)
        tracks.insert(
            QString::number(i),
            SourceTrack{QString::number(i), QStringLiteral("T%1").arg(i), QStringLiteral("A%1").arg(i), {}});
    return tracks;
}

} // namespace

TEST(PacketText, OneFormForAllCharacters)
{
    EXPECT_EQ(plain("It\u2019s  \u201cnice\u201d \u2013 or\u00a0not\u2026 "),
              QStringLiteral("It's \"nice\" - or not..."));
    EXPECT_EQ(plain("a\r\n\r\n\r\nb  \n"), QStringLiteral("a\nb"));
    EXPECT_EQ(plain("zero\u200bwidth\ufeff"), QStringLiteral("zerowidth"));
    EXPECT_EQ(plain("cafe\u0301"), QString::fromUtf8("caf\u00e9"));
    EXPECT_EQ(plain("[MUSIC]Lovely. [music]"), QStringLiteral("Lovely."));
    EXPECT_EQ(plain("Assistant: **Bold** choice"), QStringLiteral("Bold choice"));
    EXPECT_EQ(plain("- one\n- two"), QStringLiteral("one\ntwo"));
    EXPECT_EQ(plain("\U0001F3B5 song"), QString::fromUtf8("\U0001F3B5 song"));
}

TEST(PacketText, IsItsOwnFixedPoint)
{
    for (const char* text :
         {"- - twice", "User: System: hi", "a \u2013 b", "# # x", "** ** y", "[MU[MUSIC]SIC]"}) {
        const QString once = plain(text);
        EXPECT_EQ(plainText(once), once) << text;
    }
}

TEST(Masker, MasksPartsAndWholeNames)
{
    Masker masker({QStringLiteral("template")}, {QStringLiteral("run-1"), QStringLiteral("ab")});
    EXPECT_EQ(masker.masked(QStringLiteral("Templates of run-1, rerun-12, ab")),
              QStringLiteral("[...] of [...], rerun-12, ab"));
    EXPECT_EQ(masker.count(), 2);
    EXPECT_EQ(Masker({}, {}).masked(QStringLiteral("nothing")), QStringLiteral("nothing"));
}

TEST(PacketTurns, TracksInOneForm)
{
    Dialogue dialogue;
    dialogue.turns << turnOf(Role::User, "hi", 3) << turnOf(Role::System, "many", 100)
                   << turnOf(Role::User, "ok") << turnOf(Role::System, "", 2);
    Masker masker({}, {});
    const auto titles = packetTurns(dialogue, knownTracks(100), TrackForm::Titles, masker);
    ASSERT_EQ(titles.size(), 4);
    EXPECT_FALSE(titles[0].showsTracks);
    EXPECT_EQ(titles[1].tracks, (QStringList{QStringLiteral("T0 - A0"), QStringLiteral("T20 - A20"),
                                             QStringLiteral("T40 - A40"), QStringLiteral("T60 - A60"),
                                             QStringLiteral("T80 - A80")}));
    EXPECT_TRUE(titles[3].showsTracks);
    const auto marks = packetTurns(dialogue, knownTracks(100), TrackForm::Mark, masker);
    EXPECT_TRUE(marks[1].showsTracks && marks[1].tracks.isEmpty());
    const auto hidden = packetTurns(dialogue, knownTracks(100), TrackForm::Hidden, masker);
    EXPECT_EQ(hidden.size(), 3); // the last turn had nothing else
    EXPECT_NEAR(knownTitleShare(dialogue, knownTracks(1)), 2.0 / 7.0, 1e-12);
}

TEST(PacketTurns, EmptyTurnsGoAndNeighboursJoin)
{
    Dialogue dialogue;
    dialogue.turns << turnOf(Role::User, "one") << turnOf(Role::System, "") << turnOf(Role::User, "two")
                   << turnOf(Role::System, "three");
    Masker masker({}, {});
    const auto turns = packetTurns(dialogue, {}, TrackForm::Titles, masker);
    ASSERT_EQ(turns.size(), 2);
    EXPECT_EQ(turns[0].text, QStringLiteral("one\ntwo"));
}
