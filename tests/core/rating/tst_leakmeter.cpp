#include "core/base/random.h"
#include "core/rating/leakmeter.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const QStringList words{QStringLiteral("slow"),  QStringLiteral("jazz"),  QStringLiteral("tonight"),
                        QStringLiteral("piano"), QStringLiteral("maybe"), QStringLiteral("something"),
                        QStringLiteral("else"),  QStringLiteral("play"),  QStringLiteral("more")};

// `telling` is said in one turn of each item; `turns` is the length.
AuditedItem item(Random& random, int condition, const QString& telling, int turns)
{
    AuditedItem made;
    made.condition = condition;
    for (int i = 0; i < turns; ++i) {
        PacketTurn turn;
        turn.role = i % 2 == 0 ? Role::User : Role::System;
        for (int word = 0; word < 6; ++word)
            turn.text += words[static_cast<qsizetype>(random.below(9))] + QLatin1Char(' ');
        if (i == 1)
            turn.text += telling;
        made.turns << turn;
    }
    return made;
}

QList<AuditedItem> itemsOf(const QStringList& telling, const QList<int>& turns, int each = 30)
{
    Random random(9);
    QList<AuditedItem> items;
    for (int i = 0; i < each; ++i) {
        for (qsizetype c = 0; c < telling.size(); ++c)
            items << item(random, static_cast<int>(c), telling[c], turns[c]);
    }
    return items;
}

const QStringList letters{QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")};

} // namespace

TEST(LeakMeter, FindsATurnOfPhrase)
{
    const QString phrase = QStringLiteral("certainly, here you go!");
    const BlindingAudit audit = auditBlinding(itemsOf({phrase, {}}, {6, 6}), letters.mid(0, 2), {});
    EXPECT_GT(*audit.leak.overall.value, 0.95);
    EXPECT_LT(*audit.leak.p, 0.01);
    for (const LengthDifference& length : audit.lengths)
        EXPECT_EQ(length.warns, length.measure == QLatin1String("words")) << length.measure.toStdString();
}

TEST(LeakMeter, FindsLengthAndNamesIt)
{
    const BlindingAudit audit = auditBlinding(itemsOf({{}, {}, {}}, {6, 6, 9}), letters, {});
    ASSERT_EQ(audit.leak.classes.size(), 3u);
    EXPECT_GT(*audit.leak.classes[2].value, 0.95);
    EXPECT_LT(*audit.leak.classes[0].value, 0.85); // only told from C, not from B
    ASSERT_EQ(audit.lengths[0].measure, QStringLiteral("turns"));
    EXPECT_EQ(audit.lengths[0].means, (std::vector<double>{6, 6, 9}));
    EXPECT_TRUE(audit.lengths[0].warns);
    EXPECT_FALSE(audit.lengths[0].worst.value) << "no spread within: the gap has no measure";
}

TEST(LeakMeter, OfTheSameKindTellsNothing)
{
    const BlindingAudit audit = auditBlinding(itemsOf({{}, {}}, {6, 6}, 60), letters.mid(0, 2), {});
    EXPECT_NEAR(*audit.leak.overall.value, 0.5, 0.12);
    EXPECT_GT(*audit.leak.p, 0.05);
}

TEST(LeakMeter, DrawsFromManyAndIsTheSameAgain)
{
    AuditOptions options;
    options.most = 80;
    options.permutations = 99;
    const QList<AuditedItem> items = itemsOf({QStringLiteral("oh"), {}}, {6, 6}, 100);
    const BlindingAudit one = auditBlinding(items, letters.mid(0, 2), options);
    EXPECT_EQ(one.items, 80);
    EXPECT_EQ(one.all, 200);
    EXPECT_EQ(auditJson(one), auditJson(auditBlinding(items, letters.mid(0, 2), options)));
}

TEST(LeakMeter, AStudyIsAuditedByItsLetters)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    const auto audit = auditStudy(project.connection(), study, {});
    ASSERT_OK(audit);
    EXPECT_EQ(audit->conditions, letters.mid(0, 2));
    EXPECT_EQ(audit->items, 12);
    const QString text = auditText(*audit) + QString::fromUtf8(QJsonDocument(auditJson(*audit)).toJson());
    EXPECT_FALSE(text.contains(QLatin1String("night-writer")));
    EXPECT_TRUE(text.contains(QLatin1String("12 of 12 dialogues")));
    AuditOptions stopped;
    stopped.cancel.cancel();
    EXPECT_ERROR(auditStudy(project.connection(), study, stopped), ErrorCode::Cancelled);
}
