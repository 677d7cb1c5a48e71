// The figure that merging is held to: two copies with 10,000 edits each in less than ten seconds, nothing
// lost.
#include "core/base/random.h"
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "tests/core/merge/mergecopies.h"

#include <QElapsedTimer>
#include <QSet>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr int edits = 10'000;

QSet<QString> codingsIn(const Connection& in)
{
    QSet<QString> ids;
    auto select = in.prepare("SELECT hex(id) FROM coding");
    while (select && select->step().value_or(false))
        ids.insert(select->text(0));
    return ids;
}

class MergeLarge : public MergeCopies
{
protected:
    // Nine of ten edits code a turn, the tenth takes a coding of hers off again.
    static void editMuch(const Connection& in, const QString& name, quint64 seed)
    {
        const auto places = placesOf(in);
        const auto codes = readCodes(in);
        Random random(seed);
        QList<CodingTarget> done;
        QList<CodeId> doneCodes;
        for (int i = 0; i < edits; ++i) {
            ASSERT_OK(EditHistory(in).record({name}, QStringLiteral("Code"), [&]() -> Result<void> {
                ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(in, name));
                if (i % 10 == 9) {
                    ANTIPHON_TRY(removeCoding(in, done.takeLast(), doneCodes.takeLast(), coder.id));
                    return {};
                }
                Coding coding;
                coding.coder = coder.id;
                for (bool added = false; !added;) {
                    const auto& place = places[random.below(places.size())];
                    coding.code =
                        (*codes)[static_cast<qsizetype>(random.below(static_cast<quint64>(codes->size())))]
                            .id;
                    coding.target = {DialogueId(place.first), TurnId(place.second), {}};
                    const auto put = addCoding(in, coding);
                    added = put.value_or(false);
                }
                done << coding.target;
                doneCodes << coding.code;
                return {};
            }));
        }
    }
    static std::vector<std::pair<IdBytes, IdBytes>> placesOf(const Connection& in)
    {
        std::vector<std::pair<IdBytes, IdBytes>> places;
        auto select = in.prepare("SELECT dialogue, id FROM turn");
        while (select && select->step().value_or(false))
            places.emplace_back(select->id<DialogueId>(0).bytes(), select->id<TurnId>(1).bytes());
        return places;
    }
};

} // namespace

TEST_F(MergeLarge, tenThousandEditsEachInTenSeconds)
{
    addSource(QStringLiteral("long"), QList<int>(200, 20));
    part();
    editMuch(db(), QStringLiteral("ada"), 1);
    editMuch(other(), QStringLiteral("ben"), 2);
    const auto mine = codingsIn(db());
    const auto theirs = codingsIn(other());
    ASSERT_EQ(mine.size(), edits / 10 * 8);
    ASSERT_EQ(theirs.size(), edits / 10 * 8);
    QElapsedTimer clock;
    clock.start();
    const auto report = merge();
    const qint64 took = clock.elapsed();
    ASSERT_OK(report);
    const auto after = codingsIn(db());
    std::printf("merged 10,000 with 10,000 edits in %lld ms; codings %lld, lost %lld\n",
                static_cast<long long>(took), static_cast<long long>(after.size()),
                static_cast<long long>((mine + theirs - after).size()));
    EXPECT_EQ(after, mine + theirs);
    EXPECT_EQ(report->tables[QStringLiteral("coding")].added, theirs.size());
    EXPECT_TRUE(openConflicts(db())->isEmpty());
    EXPECT_LT(took, 10'000);
}
