// Versions of the codebook through the window.
#include "core/coding/codestore.h"
#include "core/taxonomy/taxonomystore.h"
#include "tests/ui/coding/stationtest.h"
#include "ui/coding/versionspage.h"
#include "ui/widgets/calmtable.h"

#include <QComboBox>
#include <QLineEdit>

using namespace antiphon;

namespace {

class VersionsTest : public test::StationTest
{
protected:
    void showPage(const char* target)
    {
        open(QLatin1String(target));
        m_page = m_view->findChild<VersionsPage*>();
        ASSERT_TRUE(m_page && settled([&] { return m_page->isVisible(); }));
        const auto tables = m_page->findChildren<CalmTable*>();
        for (auto* table : tables)
            (table->model()->columnCount() > 3 ? m_versions : m_changes) = table;
        ASSERT_TRUE(m_versions && m_changes);
    }
    QString cell(const CalmTable* table, int row, int column) const
    {
        return table->model()->index(row, column).data().toString();
    }
    void publish(const QString& name)
    {
        ASSERT_OK(edit(publishLabel(name), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const auto version, publishTaxonomy(db(), m_actor, name));
            return {};
        }));
    }

    VersionsPage* m_page = nullptr;
    CalmTable* m_versions = nullptr;
    CalmTable* m_changes = nullptr;
};

} // namespace

TEST_F(VersionsTest, PublishByKeysAndUndo)
{
    showPage("versions/publish");
    type(QStringLiteral("Spring"));
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return m_versions->model()->rowCount() == 1; }))
        << m_notices.join(u'\n').toStdString();
    const auto stored = readTaxonomyVersions(db());
    ASSERT_OK(stored);
    EXPECT_EQ(stored->first().name, QStringLiteral("Spring"));
    EXPECT_EQ(stored->first().actor, QStringLiteral("ada"));
    EXPECT_EQ(cell(m_versions, 0, 1), QStringLiteral("Spring"));
    EXPECT_EQ(m_changes->model()->rowCount(), 0);
    m_session.undo();
    EXPECT_TRUE(settled([&] { return m_versions->model()->rowCount() == 0; }));
}

TEST_F(VersionsTest, ShowWhatChangedSinceAndHowManyCodingsItConcerns)
{
    publish(QStringLiteral("Spring"));
    Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    put(place(QStringLiteral("a"), 0), genre, QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 2), genre, QStringLiteral("ada"));
    genre.name = QStringLiteral("style");
    ASSERT_OK(edit(QStringLiteral("Rename"), [&] { return changeCode(db(), genre); }));
    showPage("versions");
    ASSERT_TRUE(settled([&] { return m_changes->model()->rowCount() == 1; }));
    EXPECT_EQ(cell(m_changes, 0, 0), VersionsPage::tr("Renamed"));
    EXPECT_TRUE(cell(m_changes, 0, 1).contains(QLatin1String("style")));
    EXPECT_EQ(cell(m_changes, 0, 2), QStringLiteral("2"));
    publish(QStringLiteral("Summer"));
    m_session.noteChange();
    ASSERT_TRUE(settled([&] { return m_versions->model()->rowCount() == 2; }));
    EXPECT_EQ(cell(m_versions, 0, 1), QStringLiteral("Summer")); // the newest first
    m_versions->selectRow(1);
    for (auto* against : m_page->findChildren<QComboBox*>()) {
        against->setCurrentIndex(against->findText(QStringLiteral("Spring")));
        Q_EMIT against->activated(against->currentIndex());
    }
    EXPECT_TRUE(settled([&] { return m_changes->model()->rowCount() == 0; })); // Spring with itself
}
