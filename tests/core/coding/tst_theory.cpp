#include "core/base/random.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/memostore.h"
#include "core/coding/theorystore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class TheoryTest : public test::CodingProject
{
protected:
    Code intent(const char* name) const { return code(Facet::Intent, QLatin1String(name)); }
    CodeRelation relation(const char* from, RelationKind kind, const char* to) const
    {
        CodeRelation relation;
        relation.source = intent(from).id;
        relation.target = intent(to).id;
        relation.kind = kind;
        return relation;
    }
    CodeDensity density(CodeId code, std::optional<CoderId> coder) const
    {
        const QList<CodeDensity> densities = codeDensities(db(), coder).value();
        for (const CodeDensity& density : densities) {
            if (density.code == code)
                return density;
        }
        return {};
    }
};

} // namespace

TEST_F(TheoryTest, KeepsRelations)
{
    CodeRelation first = relation("greeting", RelationKind::Condition, "initial_query");
    first.note = QStringLiteral("they greet before they ask");
    const auto id = addRelation(db(), first);
    ASSERT_OK(id);
    ASSERT_OK(addRelation(db(), relation("greeting", RelationKind::Context, "initial_query")));
    EXPECT_ERROR(addRelation(db(), first), ErrorCode::AlreadyExists);
    EXPECT_ERROR(addRelation(db(), relation("greeting", RelationKind::Action, "greeting")),
                 ErrorCode::InvalidValue);
    CodeRelation nowhere = first;
    nowhere.target = CodeId::create();
    EXPECT_ERROR(addRelation(db(), nowhere), ErrorCode::NotFound);

    CodeRelation changed = readTheory(db())->relations.first();
    changed.kind = RelationKind::Consequence;
    changed.note = QStringLiteral("seldom");
    changed.target = intent("continue").id; // stays where it was
    ASSERT_OK(changeRelation(db(), changed));
    const auto theory = readTheory(db());
    ASSERT_OK(theory);
    ASSERT_EQ(theory->relations.size(), 2);
    EXPECT_EQ(theory->relations.first().kind, RelationKind::Consequence);
    EXPECT_EQ(theory->relations.first().target, first.target);
    changed.kind = RelationKind::Context;
    EXPECT_ERROR(changeRelation(db(), changed), ErrorCode::AlreadyExists);
    ASSERT_OK(removeRelation(db(), *id));
    EXPECT_EQ(readTheory(db())->relations.size(), 1);
    EXPECT_ERROR(changeRelation(db(), changed), ErrorCode::NotFound);
}

TEST_F(TheoryTest, KeepsKindsFromGoingRound)
{
    ASSERT_OK(addRelation(db(), relation("greeting", RelationKind::IsA, "others")));
    ASSERT_OK(addRelation(db(), relation("others", RelationKind::IsA, "continue")));
    EXPECT_ERROR(addRelation(db(), relation("continue", RelationKind::IsA, "greeting")),
                 ErrorCode::NotPossible);
    // What leads to each other is no contradiction.
    EXPECT_OK(addRelation(db(), relation("continue", RelationKind::Condition, "greeting")));
    EXPECT_OK(addRelation(db(), relation("greeting", RelationKind::Condition, "continue")));
}

TEST_F(TheoryTest, KeepsPropertiesInOrder)
{
    CodeProperty property;
    property.code = intent("add_filter").id;
    property.name = QStringLiteral(" frequency ");
    property.low = QStringLiteral("seldom");
    property.high = QStringLiteral("often");
    ASSERT_OK(addProperty(db(), property));
    property.name = QStringLiteral("Frequency");
    EXPECT_ERROR(addProperty(db(), property), ErrorCode::AlreadyExists);
    property.name = QStringLiteral("tone");
    ASSERT_OK(addProperty(db(), property));
    property.name.clear();
    EXPECT_ERROR(addProperty(db(), property), ErrorCode::InvalidValue);
    auto theory = readTheory(db());
    ASSERT_OK(theory);
    ASSERT_EQ(theory->properties.size(), 2);
    EXPECT_EQ(theory->properties[0].name, QStringLiteral("frequency"));
    EXPECT_EQ(theory->properties[1].position, 1);
    CodeProperty tone = theory->properties[1];
    tone.high = QStringLiteral("curt");
    ASSERT_OK(changeProperty(db(), tone));
    tone.name = QStringLiteral("FREQUENCY");
    EXPECT_ERROR(changeProperty(db(), tone), ErrorCode::AlreadyExists);
    ASSERT_OK(removeProperty(db(), theory->properties[0].id));
    EXPECT_EQ(readTheory(db())->properties.first().high, QStringLiteral("curt"));
}

TEST_F(TheoryTest, KeepsPlacesAndTheCore)
{
    const CodeId code = intent("add_filter").id;
    ASSERT_OK(pinCode(db(), {code, 10.5, -3}));
    ASSERT_OK(pinCode(db(), {code, 11, -4}));
    EXPECT_EQ(readTheory(db())->places, (QList<CanvasPlace>{{code, 11, -4}}));
    EXPECT_ERROR(pinCode(db(), {code, std::numeric_limits<double>::quiet_NaN(), 0}), ErrorCode::InvalidValue);
    ASSERT_OK(unpinCode(db(), code));
    EXPECT_TRUE(readTheory(db())->places.isEmpty());
    EXPECT_EQ(readTheory(db())->core, std::nullopt);
    ASSERT_OK(setCoreCategory(db(), code));
    EXPECT_EQ(readTheory(db())->core, code);
    EXPECT_ERROR(setCoreCategory(db(), CodeId::create()), ErrorCode::NotFound);
    ASSERT_OK(setCoreCategory(db(), std::nullopt));
    EXPECT_EQ(readTheory(db())->core, std::nullopt);
}

TEST_F(TheoryTest, CountsWhatStandsBehindACategory)
{
    Code folder = test::named(Facet::Intent, QStringLiteral("Steering"));
    folder.codable = false;
    ASSERT_OK(addCode(db(), folder));
    Code filter = intent("add_filter");
    filter.parent = folder.id;
    ASSERT_OK(changeCode(db(), filter));
    const QString ada = QStringLiteral("ada");
    put(place(QStringLiteral("a"), 0), filter, ada);
    put(place(QStringLiteral("a"), 2), filter, ada);
    put(place(QStringLiteral("b"), 0), filter, ada);
    put(place(QStringLiteral("b"), 2), filter, QStringLiteral("bea"));
    Memo memo = memoOn({MemoTarget::Code, filter.id.bytes()}, coder(ada).id);
    memo.text = QStringLiteral("x");
    ASSERT_OK(addMemo(db(), memo));
    ASSERT_OK(addRelation(db(), relation("greeting", RelationKind::Condition, "add_filter")));
    CodeProperty property;
    property.code = folder.id;
    property.name = QStringLiteral("strength");
    ASSERT_OK(addProperty(db(), property));
    CodeProperty dimension;
    dimension.code = folder.id;
    dimension.name = QStringLiteral("frequency");
    dimension.high = QStringLiteral("often");
    ASSERT_OK(addProperty(db(), dimension));
    ASSERT_OK(setCoreCategory(db(), intent("greeting").id));

    EXPECT_EQ(density(filter.id, coder(ada).id), (CodeDensity{filter.id, 3, 2, 0, 1, 1, true}));
    EXPECT_EQ(density(filter.id, std::nullopt), (CodeDensity{filter.id, 4, 2, 0, 1, 1, true}));
    EXPECT_EQ(density(folder.id, coder(ada).id), (CodeDensity{folder.id, 3, 2, 2, 0, 1, false, 1}));
    EXPECT_EQ(density(filter.id, coder(QStringLiteral("bea")).id),
              (CodeDensity{filter.id, 1, 1, 0, 1, 0, true}));
    EXPECT_TRUE(density(intent("greeting").id, std::nullopt).relatesToCore);
}

TEST(Theory, SaysWhyACategoryIsThin)
{
    const ThinRule rule;
    CodeDensity density;
    EXPECT_EQ(thinReasons(density, rule, true),
              (QStringList{QStringLiteral("no incident"), QStringLiteral("no property"),
                           QStringLiteral("no relation to the core")}));
    density.incidents = 8;
    density.dialogues = 1;
    density.properties = 1;
    EXPECT_EQ(thinReasons(density, rule, false), QStringList{QStringLiteral("1 dialogue")});
    density.dialogues = 3;
    density.relatesToCore = true;
    EXPECT_TRUE(thinReasons(density, rule, true).isEmpty());
    EXPECT_TRUE(thinReasons({}, {0, 0, false, false}, true).isEmpty());
    EXPECT_EQ(ruleText({5, 0, false, true}),
              QStringLiteral("thin: fewer than 5 incidents, or no relation to the core category"));
}

TEST(Theory, KnowsItsWords)
{
    for (const RelationKind kind : allRelationKinds)
        EXPECT_EQ(relationFromWord(relationWord(kind)), kind);
    EXPECT_EQ(relateLabel(QStringLiteral("mood"), RelationKind::IsA, QStringLiteral("wish")),
              QStringLiteral("Relate: mood is a kind of wish"));
}

TEST_F(TheoryTest, RemembersTheRule)
{
    EXPECT_EQ(thinRule(db()).value(), ThinRule());
    const ThinRule rule{9, 0, false, true};
    ASSERT_OK(setThinRule(db(), rule));
    EXPECT_EQ(thinRule(db()).value(), rule);
}

// Whatever the order of edits: undoing all of them gives the first state, redoing all the last.
TEST_F(TheoryTest, UndoesEveryEdit)
{
    const QList<Code> codes = readCodes(db()).value();
    Random random(7);
    const auto any = [&](const auto& list) { return list[random.below(list.size())]; };
    const auto act = [&]() -> Result<void> {
        const Theory theory = readTheory(db()).value();
        switch (random.below(7)) {
        case 0:
        case 1: {
            const auto added = addRelation(
                db(), {{}, any(codes).id, any(codes).id, allRelationKinds[random.below(6)], {}, 0});
            return added ? Result<void>() : fail(added.error());
        }
        case 2: {
            CodeProperty property;
            property.code = any(codes).id;
            property.name = QStringLiteral("p%1").arg(random.below(5));
            const auto added = addProperty(db(), property);
            return added ? Result<void>() : fail(added.error());
        }
        case 3:
            return pinCode(db(), {any(codes).id, double(random.below(900)), double(random.below(900))});
        case 4:
            return setCoreCategory(db(), any(codes).id);
        case 5:
            return theory.relations.isEmpty() ? Result<void>()
                                              : removeRelation(db(), any(theory.relations).id);
        default:
            return theory.places.isEmpty() ? Result<void>() : unpinCode(db(), any(theory.places).code);
        }
    };
    const QString before = test::dumpOfRecordedTables(db());
    const qint64 first = EditHistory(db()).state()->undoSequence;
    for (int i = 0; i < 150; ++i)
        (void)edit(QStringLiteral("act"), act);
    const QString after = test::dumpOfRecordedTables(db());
    EXPECT_GT(readTheory(db())->relations.size(), 10);
    int undone = 0;
    while (EditHistory(db()).state()->undoSequence > first) {
        ASSERT_OK(EditHistory(db()).undo(m_actor));
        ++undone;
    }
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
    for (int i = 0; i < undone; ++i)
        ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), after);
}
