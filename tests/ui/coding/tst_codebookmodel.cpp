#include "tests/core/coding/codingproject.h"
#include "ui/coding/codebookmodel.h"
#include "ui/coding/frequencypage.h"

#include <QAbstractItemModelTester>

using namespace antiphon;
using test::named;

TEST(CodebookModel, GroupsByFacetAndFilters)
{
    Code category = named(Facet::Attribute, QStringLiteral("Content"));
    category.codable = false;
    const QList<Code> codes{named(Facet::Intent, QStringLiteral("greeting")),
                            named(Facet::Action, QStringLiteral("parroting")), category,
                            named(Facet::Attribute, QStringLiteral("genre"))};
    const auto rows = codebookRows(codes, {{codes[3].id, 7}}, {});
    ASSERT_EQ(rows.size(), 6);
    EXPECT_EQ(rows[0].heading, QStringLiteral("User intents"));
    EXPECT_EQ(rows[5].codings, 7);
    EXPECT_EQ(codebookRows(codes, {}, QStringLiteral("GEN")).size(), 2);

    CodebookModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows(rows);
    EXPECT_EQ(model.rowOf(codes[3].id), 5);
    EXPECT_EQ(model.rowOf(category.id), -1);
    model.setRows(codebookRows(codes, {}, {}));
    model.setRows({});
}

TEST(FrequencyModel, ShowsShares)
{
    FrequencyModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    FrequencyRow row;
    row.role = Role::User;
    row.turns = 1;
    row.n = 4;
    model.setRows({row, FrequencyRow()});
    const auto share = [&](int at) { return model.index(at, FrequencyModel::ShareColumn).data().toString(); };
    EXPECT_EQ(share(0), QStringLiteral("25.0 %"));
    EXPECT_EQ(share(1), QStringLiteral("undefined"));
}
