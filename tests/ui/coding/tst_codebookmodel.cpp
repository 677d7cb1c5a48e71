#include "tests/core/coding/codingproject.h"
#include "ui/coding/codetreemodel.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>

using namespace antiphon;
using test::named;

namespace {

// music (mood, party mood), folder; intents: greeting.
class CodeTreeModelTest : public testing::Test
{
protected:
    CodeTreeModelTest()
    {
        m_music = add("music", {}, 0);
        m_mood = add("mood", m_music, 0);
        m_party = add("party mood", m_music, 1);
        m_other = add("other", {}, 1);
        m_model.show(m_book, {{m_mood, 3}, {m_party, 4}}, {});
    }
    CodeId add(const char* name, CodeId parent, int position)
    {
        Code code = named(Facet::Free, QLatin1String(name));
        code.parent = parent;
        code.position = position;
        m_book.codes << code;
        return code.id;
    }
    Codebook m_book;
    CodeId m_music, m_mood, m_party, m_other;
    CodeTreeModel m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

TEST(CodebookModel, KeepsRowsWhereOnlyFiguresChange)
{
    const Code genre = named(Facet::Attribute, QStringLiteral("genre"), QStringLiteral("g"));
    CodebookModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRows({{{}, genre, 1}});
    EXPECT_EQ(reset.count(), 1);
    model.setRows({{{}, genre, 2}});
    EXPECT_EQ(reset.count(), 1);
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(model.index(0).data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("genre, 2 codings, key g"));
    EXPECT_EQ(model.rowOf(genre.id), 0);
    EXPECT_EQ(model.rowOf({}), -1);
}

TEST_F(CodeTreeModelTest, NestsCodesBelowTheirFacet)
{
    const QModelIndex heading = m_model.index(0, 0);
    EXPECT_EQ(heading.data().toString(), facetTitle(Facet::Free));
    const QModelIndex music = m_model.index(0, 0, heading);
    EXPECT_EQ(music.data().toString(), QStringLiteral("music"));
    EXPECT_EQ(m_model.rowCount(music), 2);
    EXPECT_EQ(m_model.rowAt(music).below, 7);
    EXPECT_EQ(m_model.indexOf(m_party).parent(), music);
    EXPECT_FALSE(m_model.indexOf(CodeId::create()).isValid());
}

TEST_F(CodeTreeModelTest, FiguresAndNamesResetNothing)
{
    QSignalSpy reset(&m_model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex mood = m_model.indexOf(m_mood);
    m_book.codes[1].name = QStringLiteral("feeling");
    m_book.codes[1].colour = 3;
    m_model.show(m_book, {{m_mood, 5}}, {});
    EXPECT_EQ(reset.count(), 0);
    EXPECT_EQ(mood.data().toString(), QStringLiteral("feeling"));
    m_model.show(m_book, {}, QStringLiteral("party"));
    EXPECT_EQ(reset.count(), 1);
    EXPECT_FALSE(m_model.indexOf(m_mood).isValid());
}

TEST_F(CodeTreeModelTest, TellsWhereSomethingWasDropped)
{
    QList<CodeNode> nodes;
    std::optional<CodePlace> place;
    QObject::connect(&m_model, &CodeTreeModel::dropped, &m_model,
                     [&](const QList<CodeNode>& dropped, const CodePlace& to) {
                         nodes = dropped;
                         place = to;
                     });
    const std::unique_ptr<QMimeData> data(
        m_model.mimeData({m_model.indexOf(m_mood), m_model.indexOf(m_party)}));
    EXPECT_EQ(data->text(), QStringLiteral("mood\nparty mood"));
    const QModelIndex heading = m_model.index(0, 0);
    EXPECT_TRUE(m_model.dropMimeData(data.get(), Qt::MoveAction, 1, 0, heading));
    EXPECT_EQ(nodes, (QList<CodeNode>{{m_mood, {}}, {m_party, {}}}));
    EXPECT_EQ(place, (CodePlace{Facet::Free, {}, 1}));
    EXPECT_TRUE(m_model.dropMimeData(data.get(), Qt::CopyAction, -1, -1, m_model.indexOf(m_other)));
    EXPECT_EQ(place, (CodePlace{Facet::Free, m_other, -1}));
    // Not into itself, not between the facets, no second place at the top.
    EXPECT_FALSE(m_model.canDropMimeData(data.get(), Qt::MoveAction, -1, -1, m_model.indexOf(m_mood)));
    EXPECT_FALSE(m_model.canDropMimeData(data.get(), Qt::MoveAction, 0, 0, {}));
    EXPECT_FALSE(m_model.canDropMimeData(data.get(), Qt::CopyAction, 1, 0, heading));
    EXPECT_EQ(m_model.rowCount(m_model.indexOf(m_music)), 2); // the model itself moves nothing
}
