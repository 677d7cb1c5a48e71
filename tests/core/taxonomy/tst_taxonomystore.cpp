#include "core/coding/codemergestore.h"
#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "core/taxonomy/taxonomystore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class TaxonomyStore : public test::CodingProject
{
protected:
    Result<TaxonomyVersion> publish(const QString& name, const QString& note = {})
    {
        TaxonomyVersion version;
        ANTIPHON_TRY(edit(publishLabel(name), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(version, publishTaxonomy(db(), m_actor, name, note));
            return {};
        }));
        return version;
    }
    Code intent(const char* name) { return code(Facet::Intent, QLatin1String(name)); }
    void merge(const Code& from, const Code& into)
    {
        EXPECT_OK(edit(QStringLiteral("Merge"), [&]() -> Result<void> {
            ANTIPHON_TRY(mergeCodes(db(), {from.id}, into.id, SpanMerge::KeepApart));
            return {};
        }));
    }
    TaxonomyDiff diff(const char* before, const char* after)
    {
        return taxonomyDiff(db(), QLatin1String(before), QLatin1String(after)).value();
    }
};

} // namespace

TEST_F(TaxonomyStore, KeepsAVersionWholeAndFrozen)
{
    const TaxonomyVersion first = publish(QStringLiteral(" v1 "), QStringLiteral("pilot")).value();
    Code greeting = intent("greeting");
    greeting.name = QStringLiteral("hello");
    ASSERT_OK(edit(QStringLiteral("Rename"), [&] { return saveCode(db(), greeting); }));
    ASSERT_OK(publish(QStringLiteral("v2")));
    const QList<TaxonomyVersion> versions = readTaxonomyVersions(db()).value();
    ASSERT_EQ(versions.size(), 2);
    EXPECT_EQ(versions[0].name, QStringLiteral("v1"));
    EXPECT_EQ(versions[0].note, QStringLiteral("pilot"));
    EXPECT_EQ(versions[0].actor, m_actor.name);
    EXPECT_EQ(versions[0].number, 1);
    EXPECT_EQ(versions[1].number, 2);
    EXPECT_EQ(versions[0].content, first.content);
    EXPECT_EQ(versions[0].hash, first.hash);
    EXPECT_EQ(versions[0].hash.size(), 64);
    EXPECT_EQ(codeIn(versions[0].content.codebook.codes, greeting.id)->name, QStringLiteral("greeting"));
    EXPECT_EQ(codeIn(versions[1].content.codebook.codes, greeting.id)->name, QStringLiteral("hello"));
    EXPECT_FALSE(db().execute("UPDATE taxonomy_version SET note = 'other'"));
}

TEST_F(TaxonomyStore, RefusesWhatSaysNothingNew)
{
    ASSERT_OK(publish(QStringLiteral("v1")));
    const auto again = publish(QStringLiteral("v2"));
    EXPECT_ERROR(again, ErrorCode::NotPossible);
    ASSERT_FALSE(again);
    EXPECT_TRUE(again.error().detail.contains(QStringLiteral("v1")));
    // A colour and a key are not part of what a code says.
    Code greeting = intent("greeting");
    greeting.colour = (greeting.colour + 1) % codeColours;
    greeting.shortcut.clear();
    ASSERT_OK(edit(QStringLiteral("Colour"), [&] { return saveCode(db(), greeting); }));
    EXPECT_ERROR(publish(QStringLiteral("v2")), ErrorCode::NotPossible);
    greeting.definition += QStringLiteral(" And so on.");
    ASSERT_OK(edit(QStringLiteral("Define"), [&] { return saveCode(db(), greeting); }));
    EXPECT_ERROR(publish(QStringLiteral("v1")), ErrorCode::AlreadyExists);
    EXPECT_ERROR(publish(QStringLiteral("current")), ErrorCode::InvalidValue);
    EXPECT_ERROR(publish(QStringLiteral("  ")), ErrorCode::InvalidValue);
    EXPECT_OK(publish(QStringLiteral("v2")));
}

TEST_F(TaxonomyStore, UndoTakesAPublishingBack)
{
    ASSERT_OK(publish(QStringLiteral("v1")));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_TRUE(readTaxonomyVersions(db()).value().isEmpty());
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_EQ(readTaxonomyVersions(db()).value().size(), 1);
    m_project.restart();
    EXPECT_EQ(readTaxonomyVersions(db()).value().size(), 1);
    EXPECT_ERROR(taxonomyCalled(db(), QStringLiteral("v2")), ErrorCode::NotFound);
}

TEST_F(TaxonomyStore, TellsMergesAndTheirCodings)
{
    const Code add = intent("add_filter");
    const Code remove = intent("remove_filter");
    put(place(QStringLiteral("a"), 0), add, QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 2), remove, QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 4), remove, QStringLiteral("bo"));
    ASSERT_OK(publish(QStringLiteral("v1")));
    merge(remove, add);
    const TaxonomyDiff merged = diff("v1", "current");
    ASSERT_FALSE(merged.changes.isEmpty());
    EXPECT_EQ(merged.changes[0].kind, TaxonomyChangeKind::Merged);
    EXPECT_EQ(merged.changes[0].before, (QList<CodeId>{add.id, remove.id}));
    EXPECT_EQ(merged.changes[0].after, QList<CodeId>{add.id});
    EXPECT_EQ(codingsAffected(db(), merged).value().value(0), 3);
    // Taken back, the merge is no fact any more.
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_TRUE(diff("v1", "current").changes.isEmpty());
    EXPECT_TRUE(readLineage(db()).value().isEmpty());
}

TEST_F(TaxonomyStore, TellsSplits)
{
    const Code add = intent("add_filter");
    put(place(QStringLiteral("a"), 0), add, QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 2), add, QStringLiteral("ada"));
    ASSERT_OK(publish(QStringLiteral("v1")));
    const QList<MergeCoding> codings = codingsOfCodes(db(), {add.id}).value();
    Code part;
    part.facet = Facet::Intent;
    part.name = QStringLiteral("add_mood");
    ASSERT_OK(edit(QStringLiteral("Split"), [&]() -> Result<void> {
        ANTIPHON_TRY(splitCode(db(), add.id, {{part, {codings.first().id}}}));
        return {};
    }));
    ASSERT_OK(publish(QStringLiteral("v2")));
    const TaxonomyDiff split = diff("v1", "v2");
    ASSERT_EQ(split.changes.size(), 1);
    EXPECT_EQ(taxonomyChangeText(split.changes[0]),
              QStringLiteral("intent:add_filter -> intent:add_filter + intent:add_mood"));
    EXPECT_EQ(codingsAffected(db(), split).value(), QList<qint64>{2});
}
