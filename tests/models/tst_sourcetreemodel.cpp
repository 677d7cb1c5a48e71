#include "tests/support/resultassertions.h"
#include "ui/models/sourcetreemodel.h"

#include <QAbstractItemModelTester>

using namespace antiphon;

namespace {

Source named(const char* name, SourceKind kind, qint64 dialogues)
{
    Source source;
    source.id = SourceId::create();
    source.name = QString::fromLatin1(name);
    source.kind = kind;
    source.dialogues = dialogues;
    return source;
}

} // namespace

TEST(SourceTreeModel, GroupsCorporaApartFromRuns)
{
    SourceTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(model.rowCount(), 1);
    const Source run = named("run 1", SourceKind::Run, 1000);
    model.setSources({named("cpcd", SourceKind::Corpus, 400), run, named("chat", SourceKind::Corpus, 7)});
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_EQ(model.index(0, 0).data(SourceTreeModel::CountRole).toString(), QStringLiteral("1,407"));
    EXPECT_TRUE(model.index(1, 0).data(SourceTreeModel::IsGroupRole).toBool());
    EXPECT_EQ(model.rowCount(model.index(1, 0)), 2);
    const QModelIndex found = model.indexOf(run.id);
    ASSERT_TRUE(found.isValid());
    EXPECT_EQ(found.parent().row(), 2);
    EXPECT_EQ(found.data().toString(), QStringLiteral("run 1"));
    ASSERT_NE(model.sourceAt(found), nullptr);
    EXPECT_EQ(model.sourceAt(found)->id, run.id);
    EXPECT_FALSE(model.indexOf(SourceId::create()).isValid());
    EXPECT_TRUE(model.isAll(model.indexOf({})));
    EXPECT_FALSE(model.flags(model.index(1, 0)) & Qt::ItemIsSelectable);
}

TEST(SourceTreeModel, AGroupWithoutSourcesIsNotThere)
{
    SourceTreeModel model;
    model.setSources({named("run 1", SourceKind::Run, 2)});
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.index(1, 0).data().toString(), QStringLiteral("Runs"));
}
