// Another copy of the project is merged in the window, and what both changed is decided by keys.
#include "core/coding/codestore.h"
#include "core/merge/mergeconflict.h"
#include "core/storage/project.h"
#include "tests/ui/coding/stationtest.h"
#include "ui/coding/conflictpage.h"
#include "ui/coding/mergefiles.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/tabstrip.h"

using namespace antiphon;

namespace {

class ConflictsTest : public test::StationTest
{
protected:
    ConflictsTest()
    {
        put(place(QStringLiteral("a"), 0), m_genre, QStringLiteral("ada"));
        m_other = m_project.filePath(QStringLiteral("anna.antiphon"));
        EXPECT_OK(db().backupTo(m_other));
        m_files.open = [this](QWidget*, const FileQuestion&,
                              const std::function<void(const QString&)>& chosen) { chosen(m_other); };
    }
    // Both say what two codes mean, each in her way; the other also has a new code.
    void diverge()
    {
        const auto there = openProject(m_other);
        ASSERT_OK(there);
        for (const Connection* copy : {&db(), &*there}) {
            const QString who = copy == &db() ? QStringLiteral("mine") : QStringLiteral("theirs");
            ASSERT_OK(EditHistory(*copy).record(m_actor, QStringLiteral("Define"), [&]() -> Result<void> {
                for (Code code : {m_genre, m_mood}) {
                    code.definition = who + QLatin1Char(' ') + code.name;
                    ANTIPHON_TRY(changeCode(*copy, code));
                }
                if (copy != &db()) {
                    Code added;
                    added.facet = Facet::Attribute;
                    added.name = QStringLiteral("zither");
                    ANTIPHON_TRY(addCode(*copy, added));
                }
                return {};
            }));
        }
    }
    void mergeInWindow()
    {
        const QList<FileAct> acts = mergeFileActs(m_view->desk(), m_view.get());
        ASSERT_EQ(acts.size(), 1);
        const qsizetype told = m_notices.size();
        acts.first().run();
        ASSERT_TRUE(settled([&] { return m_notices.size() > told; }));
    }
    QString definition(const Code& code) const { return readCode(code.id); }
    QString readCode(CodeId id) const
    {
        const auto codes = readCodes(db());
        for (const Code& code : *codes) {
            if (code.id == id)
                return code.definition;
        }
        return {};
    }
    qsizetype open() const { return openConflicts(db())->size(); }
    CalmTable* table() const { return m_view->findChild<CalmTable*>(QStringLiteral("conflicts")); }

    Code m_genre = code(Facet::Attribute, QStringLiteral("genre"));
    Code m_mood = code(Facet::Attribute, QStringLiteral("mood"));
    QString m_other;
};

} // namespace

TEST_F(ConflictsTest, AreShownAfterMergingAndDecidedByKeys)
{
    diverge();
    StationTest::open();
    mergeInWindow();
    EXPECT_TRUE(m_notices.last().contains(QStringLiteral("2 conflicts"))) << m_notices.last().toStdString();
    EXPECT_TRUE(m_notices.last().contains(QStringLiteral("1 added"))) << m_notices.last().toStdString();
    ASSERT_TRUE(
        settled([&] { return table() && table()->isVisible() && table()->model()->rowCount() == 2; }));
    table()->setFocus();
    const QString first = table()->model()->index(table()->currentIndex().row(), 0).data().toString();
    const bool genreFirst = first.contains(QStringLiteral("genre"));
    const Code& kept = genreFirst ? m_genre : m_mood;
    const Code& taken = genreFirst ? m_mood : m_genre;
    press(Qt::Key_M);
    ASSERT_TRUE(settled([&] { return open() == 1 && table()->model()->rowCount() == 1; }));
    EXPECT_EQ(definition(kept), QStringLiteral("mine ") + kept.name);
    press(Qt::Key_T);
    ASSERT_TRUE(settled([&] { return open() == 0 && table()->model()->rowCount() == 0; }));
    EXPECT_EQ(definition(taken), QStringLiteral("theirs ") + taken.name);
    // Each was one step.
    m_session.undo();
    ASSERT_TRUE(settled([&] { return open() == 1 && table()->model()->rowCount() == 1; }));
    EXPECT_EQ(definition(taken), QStringLiteral("mine ") + taken.name);
    press(Qt::Key_Return); // shows the code
    EXPECT_TRUE(settled([&] { return m_view->isCoding(); }));
}

TEST_F(ConflictsTest, HaveATabOnlyWhileTheyAreShown)
{
    StationTest::open();
    auto* tabs = m_view->findChild<TabStrip*>();
    const int last = tabs->count() - 1;
    EXPECT_FALSE(tabs->isTabVisible(last));
    m_view->navigate(QStringLiteral("conflicts"));
    ASSERT_TRUE(settled([&] { return table() != nullptr; }));
    EXPECT_TRUE(tabs->isTabVisible(last));
    EXPECT_EQ(tabs->currentIndex(), last);
    m_view->setPage(QStringLiteral("memos"));
    EXPECT_FALSE(tabs->isTabVisible(last));
}

TEST_F(ConflictsTest, NothingNewIsSaidSo)
{
    StationTest::open();
    mergeInWindow();
    EXPECT_TRUE(m_notices.last().contains(QStringLiteral("nothing was new")))
        << m_notices.last().toStdString();
}
