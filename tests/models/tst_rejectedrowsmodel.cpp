#include "tests/support/resultassertions.h"
#include "ui/models/rejectedrowsmodel.h"

#include <QAbstractItemModelTester>

using namespace antiphon;

TEST(RejectedRowsModel, ShowsAndSortsRows)
{
    RejectedRowsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({{QStringLiteral("/in/b.jsonl"), 12, QStringLiteral("no id")},
                   {QStringLiteral("/in/a.jsonl"), 0, QStringLiteral("empty")},
                   {QStringLiteral("/in/b.jsonl"), 2, QStringLiteral("cut off")}});
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_EQ(model.index(0, RejectedRowsModel::FileColumn).data().toString(), QStringLiteral("b.jsonl"));
    EXPECT_EQ(model.index(1, RejectedRowsModel::LineColumn).data().toString(), QString());
    model.sort(RejectedRowsModel::LineColumn, Qt::DescendingOrder);
    EXPECT_EQ(model.index(0, RejectedRowsModel::ReasonColumn).data().toString(), QStringLiteral("no id"));
    model.sort(RejectedRowsModel::FileColumn);
    EXPECT_EQ(model.index(1, RejectedRowsModel::LineColumn).data().toString(), QStringLiteral("2"));
}
