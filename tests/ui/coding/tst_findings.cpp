#include "tests/ui/coding/codingviewtest.h"
#include "ui/coding/findings/findingspage.h"
#include "ui/coding/findings/saturationpage.h"
#include "ui/coding/findings/togetherpage.h"
#include "ui/coding/findings/transitionpage.h"
#include "ui/coding/findings/variablepage.h"
#include "ui/coding/saturationhint.h"
#include "ui/panes/chartpane.h"

#include <QComboBox>

using namespace antiphon;

namespace {

class FindingsTest : public test::CodingViewTest
{
protected:
    FindingsTest()
        : m_add(code(Facet::Intent, QStringLiteral("add_filter"))),
          m_genre(code(Facet::Attribute, QStringLiteral("genre"))),
          m_recommend(code(Facet::Action, QStringLiteral("passive_recommend")))
    {
        const TurnPlace first = place(QStringLiteral("a"), 0);
        put(first, m_add, m_ada);
        put(first, m_genre, m_ada);
        put(place(QStringLiteral("a"), 1), m_recommend, m_ada);
        put(place(QStringLiteral("a"), 2), m_add, m_ada);
        put(first, code(Facet::Intent, QStringLiteral("greeting")), QStringLiteral("ben"));
        put(first, m_genre, QStringLiteral("ben"));
    }
    template<typename Page>
    Page* shown(const char* target)
    {
        m_view->navigate(QStringLiteral("findings/") + QLatin1String(target));
        auto* page = m_view->findChild<Page*>();
        EXPECT_TRUE(page && page->isVisible());
        return page;
    }
    template<typename Page>
    bool answers(Page* page)
    {
        return settled([page] { return !page->pane()->chart().rows.isEmpty(); });
    }
    Code m_add;
    Code m_genre;
    Code m_recommend;
};

} // namespace

TEST_F(FindingsTest, ShowsTheCodersOwnPairs)
{
    open();
    auto* page = shown<TogetherPage>("together");
    ASSERT_TRUE(answers(page));
    const Chart& chart = page->pane()->chart();
    EXPECT_EQ(chart.columns.mid(1), (QStringList{QStringLiteral("add_filter"), QStringLiteral("genre")}));
    EXPECT_EQ(chart.rows[0].mid(1), (QStringList{{}, QStringLiteral("1")}));
    const auto* model = page->pane()->table()->model();
    ASSERT_EQ(model->rowCount(), 1); // not ben's greeting with genre
    EXPECT_EQ(model->index(0, 3).data().toString(), QLocale().toString(0.5, 'f', 2)); // Jaccard 1 of 2 turns
}

TEST_F(FindingsTest, CountsTransitionsOfTheStepChosen)
{
    open();
    auto* page = shown<TransitionPage>("transitions");
    ASSERT_TRUE(answers(page));
    EXPECT_EQ(page->pane()->chart().rows,
              (QList<QStringList>{
                  {QStringLiteral("add_filter"), QStringLiteral("passive_recommend"), QStringLiteral("1")}}));
    for (auto* box : page->findChildren<QComboBox*>()) {
        if (box->itemText(1) == QLatin1String("System, then user"))
            box->setCurrentIndex(1);
    }
    EXPECT_TRUE(settled([page] {
        const auto& rows = page->pane()->chart().rows;
        return rows.size() == 1 && rows[0][0] == QLatin1String("passive_recommend");
    }));
}

TEST_F(FindingsTest, SaturationFollowsTheCoding)
{
    open();
    auto* page = shown<SaturationPage>("saturation");
    ASSERT_TRUE(answers(page));
    EXPECT_EQ(page->pane()->chart().rows.size(), 1); // one dialogue
    EXPECT_TRUE(page->verdict().contains(QLatin1String("fewer than the base")));
    put(place(QStringLiteral("b"), 0), m_add, m_ada);
    m_session.noteChange();
    EXPECT_TRUE(settled([page] { return page->pane()->chart().rows.size() == 2; }));
}

TEST_F(FindingsTest, SayWhatIsMissingBeforeAnythingIsCoded)
{
    for (const Code& with : {m_add, m_genre})
        take(place(QStringLiteral("a"), 0), with, m_ada);
    take(place(QStringLiteral("a"), 1), m_recommend, m_ada);
    take(place(QStringLiteral("a"), 2), m_add, m_ada);
    open();
    auto* page = shown<TransitionPage>("transitions");
    ASSERT_TRUE(settled([page] { return page->pane()->chart().title.contains(QLatin1String("User")); }));
    EXPECT_TRUE(page->pane()->chart().rows.isEmpty());
}

TEST_F(FindingsTest, TellsBesideTheDialogueWhetherNewCodesStillCome)
{
    addSource(QStringLiteral("more"), QList<int>(7, 2));
    const QString more[] = {QStringLiteral("c"), QStringLiteral("d"), QStringLiteral("e"),
                            QStringLiteral("f")};
    put(place(QStringLiteral("b"), 0), m_add, m_ada);
    for (const QString& dialogue : more)
        put(place(dialogue, 0),
            dialogue == QLatin1String("f") ? code(Facet::Attribute, QStringLiteral("mood")) : m_add, m_ada);
    open();
    const auto* hint = m_view->findChild<SaturationHint*>();
    ASSERT_TRUE(hint);
    m_view->desk().chooseSource({});
    // add_filter, genre and passive_recommend in the first four dialogues, mood in the last two. What stood
    // there for the source that was open first may still be seen for a while.
    EXPECT_TRUE(settled([hint] {
        return hint->isVisible() && hint->text().startsWith(QLatin1String("1 new code"));
    })) << hint->text().toStdString();
    EXPECT_TRUE(hint->text().contains(QLatin1String("33 %"))) << hint->text().toStdString();
}

TEST_F(FindingsTest, SetCodesAgainstTheVariableChosen)
{
    open();
    auto* page = shown<VariablePage>("by-variable");
    ASSERT_TRUE(answers(page));
    const Chart& chart = page->pane()->chart();
    EXPECT_EQ(chart.columns.mid(1), (QStringList{QStringLiteral("user"), QStringLiteral("system")}));
    ASSERT_EQ(chart.rows.size(), 3); // not ben's greeting
    for (auto* box : page->findChildren<QComboBox*>()) {
        if (box->accessibleName() == QLatin1String("Variable"))
            box->setCurrentIndex(box->findText(QStringLiteral("By coder")));
    }
    EXPECT_TRUE(settled([page] {
        const Chart& shown = page->pane()->chart();
        return shown.columns.mid(1) == QStringList{QStringLiteral("ada"), QStringLiteral("ben")} &&
               shown.rows.size() == 4;
    }));
}
