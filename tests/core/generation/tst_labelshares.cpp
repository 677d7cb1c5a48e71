#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "core/generation/labelshares.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class LabelShares : public test::CodingProject
{
protected:
    LabelShares()
    {
        Dialogue dialogue;
        dialogue.externalId = QStringLiteral("x");
        for (int i = 0; i < 4; ++i) {
            Turn turn;
            turn.role = i % 2 == 0 ? Role::User : Role::System;
            turn.text = QStringLiteral("turn %1").arg(i);
            turn.intents = {i % 2 == 0 ? QStringLiteral("add_filter") : QStringLiteral("passive_recommend")};
            dialogue.turns << turn;
        }
        Source source;
        source.name = QStringLiteral("planned");
        source.format = QStringLiteral("chat");
        auto writer = SourceWriter::begin(db(), source);
        EXPECT_OK(writer);
        EXPECT_OK(writer->add(dialogue, 0));
        const auto finished = writer->finish();
        EXPECT_OK(finished);
        EXPECT_OK(edit(QStringLiteral("Import"), [&] { return publishSource(db(), *finished); }));
        m_source = finished->id;
    }
    QList<ObservedShares> shares() const
    {
        const auto found = observedShares(db(), m_source);
        EXPECT_OK(found);
        return found.value_or(QList<ObservedShares>());
    }
    SourceId m_source;
};

} // namespace

TEST_F(LabelShares, AreNothingWhereNobodyCoded)
{
    EXPECT_TRUE(shares().isEmpty());
}

TEST_F(LabelShares, SetCodesAgainstWhatWasPlannedOnTheSameTurns)
{
    const QString ada = QStringLiteral("ada");
    put(place(QStringLiteral("x"), 0), code(Facet::Intent, QStringLiteral("add_filter")), ada);
    put(place(QStringLiteral("x"), 2), code(Facet::Intent, QStringLiteral("reject_response")), ada);
    put(place(QStringLiteral("x"), 2), code(Facet::Attribute, QStringLiteral("genre")), ada);
    put(place(QStringLiteral("x"), 1), code(Facet::Action, QStringLiteral("passive_recommend")), ada);
    const auto list = shares();
    ASSERT_EQ(list.size(), 2);
    EXPECT_EQ(list[0].coder, ada);
    EXPECT_EQ(list[0].role, Role::User);
    EXPECT_EQ(list[0].distance.n, 2);
    EXPECT_DOUBLE_EQ(list[0].distance.value.value(), 0.5);
    EXPECT_EQ(list[1].distance.n, 1);
    EXPECT_EQ(list[1].distance.missing, 1);
    EXPECT_DOUBLE_EQ(list[1].distance.value.value(), 0);
}
