#include "core/taxonomy/taxonomydiff.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

CodeId add(Taxonomy& taxonomy, const QString& name, CodeId parent = {}, Facet facet = Facet::Intent)
{
    Code code;
    code.id = CodeId::create();
    code.parent = parent;
    code.facet = facet;
    code.name = name;
    taxonomy.codebook.codes << code;
    return code.id;
}

Code& codeOf(Taxonomy& taxonomy, CodeId id)
{
    const auto found = std::find_if(taxonomy.codebook.codes.begin(), taxonomy.codebook.codes.end(),
                                    [id](const Code& code) { return code.id == id; });
    return *found;
}

void remove(Taxonomy& taxonomy, CodeId id)
{
    taxonomy.codebook.codes.removeIf([id](const Code& code) { return code.id == id; });
}

QStringList lines(const TaxonomyDiff& diff)
{
    QStringList texts;
    for (const TaxonomyChange& change : diff.changes)
        texts << taxonomyChangeWord(change.kind) + QStringLiteral(" ") + taxonomyChangeText(change);
    return texts;
}

CodeLineage merged(CodeId from, CodeId into)
{
    return {from, into, LineageKind::Merge, 1};
}

CodeLineage split(CodeId from, CodeId into)
{
    return {from, into, LineageKind::Split, 1};
}

class TaxonomyDiffs : public testing::Test
{
protected:
    TaxonomyDiffs()
        : m_filter(add(m_before, QStringLiteral("filter"))),
          m_add(add(m_before, QStringLiteral("add"))),
          m_ask(add(m_before, QStringLiteral("ask"))),
          m_after(m_before)
    {
    }
    Taxonomy m_before;
    CodeId m_filter, m_add, m_ask;
    Taxonomy m_after;
};

} // namespace

TEST_F(TaxonomyDiffs, EqualOnesHaveNoChanges)
{
    EXPECT_TRUE(diffTaxonomies(m_before, m_after).changes.isEmpty());
}

TEST_F(TaxonomyDiffs, TellsWhatCameWentAndChanged)
{
    add(m_after, QStringLiteral("greet"));
    remove(m_after, m_ask);
    codeOf(m_after, m_add).name = QStringLiteral("add_filter");
    codeOf(m_after, m_add).parent = m_filter;
    codeOf(m_after, m_filter).definition = QStringLiteral("narrows the pool");
    codeOf(m_after, m_filter).examples = {QStringLiteral("only reggae")};
    EXPECT_EQ(lines(diffTaxonomies(m_before, m_after)),
              (QStringList{QStringLiteral("added intent:greet"), QStringLiteral("removed intent:ask"),
                           QStringLiteral("renamed intent:add -> intent:add_filter"),
                           QStringLiteral("moved User intents / add -> User intents / filter / add_filter"),
                           QStringLiteral("redefined intent:filter (definition, examples)")}));
}

TEST_F(TaxonomyDiffs, AMergeIsNeitherARemovalNorMoreThanOne)
{
    remove(m_after, m_add);
    EXPECT_EQ(lines(diffTaxonomies(m_before, m_after, {merged(m_add, m_filter)})),
              QStringList{QStringLiteral("merged intent:filter + intent:add -> intent:filter")});
    // Through a code that came and went in between.
    remove(m_after, m_ask);
    const CodeId between = CodeId::create();
    const TaxonomyDiff diff = diffTaxonomies(
        m_before, m_after, {merged(m_add, between), merged(m_ask, between), merged(between, m_filter)});
    EXPECT_EQ(lines(diff),
              QStringList{QStringLiteral("merged intent:filter + intent:add + intent:ask -> intent:filter")});
}

TEST_F(TaxonomyDiffs, AMergeIntoACodeDeletedSinceIsARemoval)
{
    remove(m_after, m_add);
    remove(m_after, m_filter);
    EXPECT_EQ(lines(diffTaxonomies(m_before, m_after, {merged(m_add, m_filter)})),
              (QStringList{QStringLiteral("removed intent:add"), QStringLiteral("removed intent:filter")}));
}

TEST_F(TaxonomyDiffs, PartsOfASplitAreNotAdded)
{
    const CodeId genre = add(m_after, QStringLiteral("genre"));
    const CodeId mood = add(m_after, QStringLiteral("mood"));
    const TaxonomyDiff diff = diffTaxonomies(m_before, m_after, {split(m_filter, genre), split(genre, mood)});
    EXPECT_EQ(lines(diff), QStringList{QStringLiteral(
                               "split intent:filter -> intent:filter + intent:genre + intent:mood")});
    remove(m_after, m_filter);
    EXPECT_EQ(lines(diffTaxonomies(m_before, m_after, {split(m_filter, genre), split(genre, mood)})),
              QStringList{QStringLiteral("split intent:filter -> intent:genre + intent:mood")});
}

TEST_F(TaxonomyDiffs, BackwardsTheLineageSaysNothing)
{
    remove(m_after, m_add);
    EXPECT_EQ(lines(diffTaxonomies(m_after, m_before, {merged(m_add, m_filter)})),
              QStringList{QStringLiteral("added intent:add")});
}

TEST_F(TaxonomyDiffs, HeirsAreFoundThroughMergesAndSplits)
{
    const CodeId genre = add(m_after, QStringLiteral("genre"));
    remove(m_after, m_add);
    const QList<CodeLineage> lineage{split(m_add, genre), merged(m_add, m_filter), merged(m_ask, m_ask)};
    EXPECT_EQ(heirsOf(m_add, m_after.codebook, lineage), (QList<CodeId>{m_filter, genre}));
    EXPECT_EQ(heirsOf(m_ask, m_after.codebook, lineage), QList<CodeId>{m_ask});
    remove(m_after, m_ask);
    EXPECT_TRUE(heirsOf(m_ask, m_after.codebook, lineage).isEmpty());
}

TEST_F(TaxonomyDiffs, EveryDifferenceOfContentIsAChange)
{
    const std::pair<const char*, std::function<void(Taxonomy&)>> edits[] = {
        {"include", [&](Taxonomy& t) { codeOf(t, m_add).includes = QStringLiteral("x"); }},
        {"exclude", [&](Taxonomy& t) { codeOf(t, m_add).excludes = QStringLiteral("x"); }},
        {"codable", [&](Taxonomy& t) { codeOf(t, m_add).codable = false; }},
        {"second places",
         [&](Taxonomy& t) {
             t.codebook.references << CodeReference{{}, m_add, m_ask, 0};
         }},
        {"relations",
         [&](Taxonomy& t) { t.relations << CodeRelation{{}, m_add, m_ask, RelationKind::Context, {}, 0}; }},
        {"properties", [&](Taxonomy& t) {
             t.properties << CodeProperty{{}, m_add, QStringLiteral("how")};
         }}};
    for (const auto& [field, edit] : edits) {
        Taxonomy changed = m_before;
        edit(changed);
        const TaxonomyDiff diff = diffTaxonomies(m_before, changed);
        ASSERT_EQ(diff.changes.size(), 1) << field;
        EXPECT_EQ(diff.changes[0].fields, QStringList{QLatin1String(field)});
        EXPECT_NE(taxonomyHash(changed), taxonomyHash(m_before)) << field;
        EXPECT_EQ(taxonomyFromJson(taxonomyJson(changed), QStringLiteral("x")).value(), changed) << field;
    }
}

TEST(TaxonomyFile, RefusesWhatIsNone)
{
    EXPECT_ERROR(taxonomyFromJson("[]", QStringLiteral("x")), ErrorCode::WrongFormat);
    EXPECT_ERROR(taxonomyFromJson("{\"codes\": [{\"name\": \"a\"}]}", QStringLiteral("x")),
                 ErrorCode::WrongFormat);
}
