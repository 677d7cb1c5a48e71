#include "core/coding/codetreerows.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;
using test::named;

namespace {

// "User intents(add_filter greeting)": rows as they are nested.
QString drawn(const Codebook& codebook, const CodeTreeRows& rows, const QList<int>& some)
{
    QStringList texts;
    for (const int row : some) {
        const CodeTreeRow& value = rows.rows[row];
        QString text =
            value.node.code.isNull() ? facetWord(value.facet) : codeIn(codebook.codes, value.node.code)->name;
        if (!value.node.reference.isNull())
            text += u'*';
        if (!value.children.isEmpty())
            text += u'(' + drawn(codebook, rows, value.children) + u')';
        texts << text;
    }
    return texts.join(u' ');
}

class CodeTreeRowsTest : public testing::Test
{
protected:
    CodeTreeRowsTest()
    {
        add("greeting", Facet::Intent).definition = QStringLiteral("The turn says hello; no filter.");
        add("add_filter", Facet::Intent).examples = {QStringLiteral("Something by Nina Simone")};
        const CodeId music = add("music", Facet::Free).id;
        add("mood", Facet::Free).parent = music;
        add("party mood", Facet::Free).parent = music;
        m_book.references << CodeReference{CodeReferenceId::create(), m_book.codes[1].id, music, 0};
    }
    Code& add(const char* name, Facet facet)
    {
        m_book.codes << named(facet, QLatin1String(name));
        m_book.codes.last().position = static_cast<int>(m_book.codes.size());
        return m_book.codes.last();
    }
    QString shown(const char* typed) const
    {
        const CodeTreeRows rows = treeRows(m_book, QLatin1String(typed));
        return drawn(m_book, rows, rows.tops);
    }
    QString best(const char* typed) const
    {
        const CodeTreeRows rows = treeRows(m_book, QLatin1String(typed));
        return rows.best < 0 ? QString() : codeIn(m_book.codes, rows.rows[rows.best].node.code)->name;
    }
    Codebook m_book;
};

} // namespace

TEST_F(CodeTreeRowsTest, ShowsAllByDefault)
{
    EXPECT_EQ(shown(""),
              QStringLiteral("intent(greeting add_filter) free(music(add_filter* mood party mood))"));
    const CodeTreeRows rows = treeRows(m_book);
    EXPECT_EQ(rows.found, 5);
    for (qsizetype row = 0; row < rows.rows.size(); ++row) {
        const CodeTreeRow& value = rows.rows[row];
        const QList<int>& siblings = value.parent < 0 ? rows.tops : rows.rows[value.parent].children;
        EXPECT_EQ(siblings[value.place], row);
        EXPECT_EQ(value.depth, value.parent < 0 ? 0 : rows.rows[value.parent].depth + 1);
    }
}

TEST_F(CodeTreeRowsTest, KeepsTheWayToWhatFits)
{
    EXPECT_EQ(shown("mood"), QStringLiteral("free(music(mood party mood))"));
    EXPECT_EQ(shown("PARTY"), QStringLiteral("free(music(party mood))"));
    EXPECT_EQ(shown("nina"), QStringLiteral("intent(add_filter) free(music(add_filter*))"));
    EXPECT_EQ(treeRows(m_book, QStringLiteral("nina")).found, 1);
    EXPECT_EQ(shown("mood party"), QStringLiteral("free(music(party mood))"));
    EXPECT_EQ(shown("zzz"), QString());
    EXPECT_EQ(best("zzz"), QString());
}

TEST_F(CodeTreeRowsTest, RanksNamesBeforeDefinitionsBeforeExamples)
{
    // The name of add_filter has it, greeting only speaks of it.
    EXPECT_EQ(shown("filter"), QStringLiteral("intent(add_filter greeting) free(music(add_filter*))"));
    EXPECT_EQ(best("filter"), QStringLiteral("add_filter"));
    EXPECT_EQ(best("m"), QStringLiteral("music"));
    EXPECT_EQ(fitOf(m_book.codes[1], {QStringLiteral("fil")}), CodeFit::WordBegins);
    EXPECT_EQ(fitOf(m_book.codes[1], {QStringLiteral("ilt")}), CodeFit::NameHolds);
    EXPECT_EQ(fitOf(m_book.codes[0], {QStringLiteral("hello")}), CodeFit::DefinitionHolds);
    EXPECT_EQ(fitOf(m_book.codes[1], {QStringLiteral("nina"), QStringLiteral("add")}), CodeFit::ExampleHolds);
    EXPECT_FALSE(fitOf(m_book.codes[1], {QStringLiteral("nina"), QStringLiteral("hello")}));
}

TEST_F(CodeTreeRowsTest, FindsSimilarNames)
{
    const auto similar = [this](const char* name) {
        QStringList names;
        for (const Code& code : similarCodes(m_book.codes, QLatin1String(name)))
            names << code.name;
        return names.join(u',');
    };
    EXPECT_EQ(similar("Moods"), QStringLiteral("mood,party mood"));
    EXPECT_EQ(similar("mood-party"), QStringLiteral("party mood,mood"));
    EXPECT_EQ(similar("greating"), QStringLiteral("greeting"));
    EXPECT_EQ(similar("add filters"), QStringLiteral("add_filter"));
    EXPECT_EQ(similar("tempo"), QString());
    EXPECT_EQ(similar(""), QString());
    EXPECT_EQ(similar("greeting"), QString()); // itself is told elsewhere
}
