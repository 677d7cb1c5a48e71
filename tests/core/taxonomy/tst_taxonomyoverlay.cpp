#include "core/coding/codemergestore.h"
#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/frequencystore.h"
#include "core/taxonomy/taxonomystore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

// A coded project whose codebook is published as v1 and may change afterwards.
class CodedUnder : public test::CodingProject
{
protected:
    CodedUnder()
        : m_add(code(Facet::Intent, QStringLiteral("add_filter"))),
          m_remove(code(Facet::Intent, QStringLiteral("remove_filter")))
    {
        put(place(QStringLiteral("a"), 0), m_add, QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 2), m_add, QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 4), m_remove, QStringLiteral("ada"));
        m_before = frequencies();
        EXPECT_OK(edit(QStringLiteral("Publish"), [&]() -> Result<void> {
            ANTIPHON_TRY(publishTaxonomy(db(), m_actor, QStringLiteral("v1")));
            return {};
        }));
    }
    QList<FrequencyRow> frequencies() { return readFrequencies(db(), {}).value(); }
    QList<CodedTurn> turns() { return codedTurns(db(), {}).value(); }
    TaxonomyOverlay overlay() { return overlayCalled(db(), QStringLiteral("v1")).value(); }
    QList<FrequencyRow> under()
    {
        return frequenciesUnder(overlay(), frequencies(), FrequencyBy::Role, turns());
    }
    static QStringList text(const QList<FrequencyRow>& rows)
    {
        QStringList lines;
        for (const FrequencyRow& row : rows)
            lines << QStringLiteral("%1 %2 %3").arg(row.code.name).arg(row.turns).arg(row.n);
        lines.sort();
        return lines;
    }
    void split(const char* name, qsizetype codings)
    {
        QList<CodingId> taken;
        for (const MergeCoding& coding : codingsOfCodes(db(), {m_add.id}).value().mid(0, codings))
            taken << coding.id;
        Code part;
        part.facet = Facet::Intent;
        part.name = QLatin1String(name);
        EXPECT_OK(edit(QStringLiteral("Split"), [&]() -> Result<void> {
            ANTIPHON_TRY(splitCode(db(), m_add.id, {{part, taken}}));
            return {};
        }));
    }
    Code m_add, m_remove;
    QList<FrequencyRow> m_before;
};

} // namespace

TEST_F(CodedUnder, ARenamedCodeHasItsOldName)
{
    Code renamed = m_add;
    renamed.name = QStringLiteral("narrow");
    ASSERT_OK(edit(QStringLiteral("Rename"), [&] { return saveCode(db(), renamed); }));
    EXPECT_NE(text(frequencies()), text(m_before));
    EXPECT_EQ(text(under()), text(m_before));
    for (const CodedTurn& turn : codedUnder(overlay(), turns()))
        EXPECT_NE(turn.code.name, QStringLiteral("narrow"));
}

TEST_F(CodedUnder, PartsOfASplitCountAsTheWhole)
{
    split("narrow", 1);
    // On a turn with both the whole counts once.
    put(place(QStringLiteral("a"), 0), m_add, QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 0), code(Facet::Intent, QStringLiteral("narrow")), QStringLiteral("ada"));
    EXPECT_NE(text(frequencies()), text(m_before));
    EXPECT_EQ(text(under()), text(m_before));
    EXPECT_EQ(turns().size(), 4);
    EXPECT_EQ(codedUnder(overlay(), turns()).size(), 3);
    EXPECT_TRUE(overlay().notes().isEmpty());
}

TEST_F(CodedUnder, TellsWhatWasMadeLaterMergedAndRemoved)
{
    Code late;
    late.facet = Facet::Intent;
    late.name = QStringLiteral("late");
    ASSERT_OK(edit(QStringLiteral("Edit"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(late.id, addCode(db(), late));
        ANTIPHON_TRY(mergeCodes(db(), {m_remove.id}, m_add.id, SpanMerge::KeepApart));
        ANTIPHON_TRY(
            deleteCodes(db(), {code(Facet::Intent, QStringLiteral("greeting")).id}, CodesBelow::Keep));
        return {};
    }));
    put(place(QStringLiteral("b"), 0), late, QStringLiteral("ada"));
    EXPECT_EQ(overlay().notes(),
              (QStringList{QStringLiteral("Made after v1 and shown as they are: intent:late"),
                           QStringLiteral("Merged since, and counted: intent:remove_filter within "
                                          "intent:add_filter"),
                           QStringLiteral("Removed since with their codings: intent:greeting")}));
    const QStringList told = text(under());
    EXPECT_TRUE(told.contains(QStringLiteral("late 1 4")));
    EXPECT_TRUE(told.contains(QStringLiteral("add_filter 3 4")));
    EXPECT_TRUE(told.contains(QStringLiteral("remove_filter 0 4")));
}
