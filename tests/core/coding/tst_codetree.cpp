#include "core/coding/codetree.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;
using test::named;

namespace {

// User intents: a (b (d), c), e; system actions: s; free: f.
class CodeTree : public testing::Test
{
protected:
    CodeTree()
    {
        add(u'a', {}, 0);
        add(u'b', u'a', 0);
        add(u'd', u'b', 0);
        add(u'c', u'a', 1);
        add(u'e', {}, 1);
        add(u's', {}, 0, Facet::Action);
        add(u'f', {}, 0, Facet::Free);
    }
    void add(QChar name, QChar parent, int position, Facet facet = Facet::Intent)
    {
        Code code = named(facet, name);
        code.position = position;
        code.parent = parent.isNull() ? CodeId() : id(parent);
        m_book.codes << code;
    }
    static Code named(Facet facet, QChar name) { return test::named(facet, QString(name)); }
    CodeId id(QChar name) const
    {
        for (const Code& code : m_book.codes) {
            if (code.name == name)
                return code.id;
        }
        return {};
    }
    CodeNode node(QChar name) const { return {id(name), {}}; }
    CodePlace in(QChar parent, int index = -1) const { return {Facet::Free, id(parent), index}; }
    // "a(b(d)c)e": intents; a second place has a star.
    QString drawn(const Codebook& book, Facet facet = Facet::Intent, CodeId parent = {}) const
    {
        QString text;
        for (const CodeNode& node : nodesIn(book, facet, parent)) {
            text += codeIn(book.codes, node.code)->name;
            if (!node.reference.isNull()) {
                text += u'*';
                continue;
            }
            if (const QString inside = drawn(book, facet, node.code); !inside.isEmpty())
                text += u'(' + inside + u')';
        }
        return text;
    }
    QString moved(const QList<CodeNode>& nodes, const CodePlace& to) const
    {
        const auto move = moveNodes(m_book, nodes, to);
        return move ? drawn(move->codebook) : errorSentence(move.error());
    }
    Codebook m_book;
};

} // namespace

TEST_F(CodeTree, OrdersCodesAsTheTreeShowsThem)
{
    QString names;
    for (const Code& code : inTreeOrder(m_book.codes))
        names += code.name;
    EXPECT_EQ(names, QStringLiteral("abdcesf"));
    EXPECT_EQ(drawn(m_book), QStringLiteral("a(b(d)c)e"));
    EXPECT_EQ(codesBelow(m_book, id(u'a')), (QList<CodeId>{id(u'b'), id(u'd'), id(u'c')}));
    EXPECT_EQ(pathOf(m_book, id(u'd')), QStringLiteral("User intents / a / b"));
    // What lies in itself is shown all the same.
    Codebook knot = m_book;
    for (Code& code : knot.codes) {
        if (code.name == QLatin1String("a"))
            code.parent = id(u'd');
    }
    EXPECT_EQ(inTreeOrder(knot.codes).size(), knot.codes.size());
}

TEST_F(CodeTree, MovesOneAndSeveral)
{
    EXPECT_EQ(moved({node(u'c')}, in(u'a', 0)), QStringLiteral("a(cb(d))e"));
    EXPECT_EQ(moved({node(u'e')}, in(u'a', 1)), QStringLiteral("a(b(d)ec)"));
    EXPECT_EQ(moved({node(u'd')}, {Facet::Intent, {}, 0}), QStringLiteral("da(bc)e"));
    EXPECT_EQ(moved({node(u'e'), node(u'c')}, in(u'b')), QStringLiteral("a(b(dce))"));
    // What lies in a moved code goes along and is no move of its own.
    EXPECT_EQ(moved({node(u'd'), node(u'b')}, {Facet::Intent, {}, -1}), QStringLiteral("a(c)eb(d)"));
    EXPECT_EQ(moved({node(u'b')}, in(u'a', 0)), QStringLiteral("a(b(d)c)e")); // before itself
}

TEST_F(CodeTree, NothingLiesInItself)
{
    EXPECT_ERROR(moveNodes(m_book, {node(u'a')}, in(u'd')), ErrorCode::NotPossible);
    EXPECT_ERROR(moveNodes(m_book, {node(u'a')}, in(u'a')), ErrorCode::NotPossible);
    EXPECT_ERROR(referToCodes(m_book, {id(u'a')}, in(u'd')), ErrorCode::NotPossible);
    // Nor through a second place: e is shown in b, so b can not go into e.
    m_book = *referToCodes(m_book, {id(u'e')}, in(u'b'));
    EXPECT_EQ(drawn(m_book), QStringLiteral("a(b(de*)c)e"));
    EXPECT_TRUE(isWithin(m_book, id(u'e'), id(u'a')));
    EXPECT_ERROR(moveNodes(m_book, {node(u'b')}, in(u'e')), ErrorCode::NotPossible);
    EXPECT_ERROR(moveNodes(m_book, {node(u'a')}, in(u'e')), ErrorCode::NotPossible);
    EXPECT_TRUE(moveNodes(m_book, {node(u'c')}, in(u'e')).has_value());
}

TEST_F(CodeTree, ACodeIsShownOnceInAParent)
{
    EXPECT_ERROR(referToCodes(m_book, {id(u'b')}, in(u'a')), ErrorCode::AlreadyExists);
    EXPECT_ERROR(referToCodes(m_book, {id(u'b')}, {Facet::Intent, {}, 0}), ErrorCode::NotPossible);
    m_book = *referToCodes(m_book, {id(u'd'), id(u's')}, in(u'e'));
    EXPECT_EQ(drawn(m_book), QStringLiteral("a(b(d)c)e(d*s*)"));
    EXPECT_ERROR(referToCodes(m_book, {id(u'd')}, in(u'e')), ErrorCode::AlreadyExists);
    const CodeNode second{id(u'd'), m_book.references.first().id};
    EXPECT_EQ(moved({second}, in(u'a', 1)), QStringLiteral("a(b(d)d*c)e(s*)"));
    EXPECT_ERROR(moveNodes(m_book, {second}, in(u'b')), ErrorCode::AlreadyExists);
    EXPECT_ERROR(moveNodes(m_book, {second}, {Facet::Intent, {}, 0}), ErrorCode::NotPossible);
    // The code itself may come to where it is shown; its second place is not needed then.
    const auto home = moveNodes(m_book, {node(u'd')}, in(u'e', 0));
    ASSERT_OK(home);
    EXPECT_EQ(home->referencesDropped, 1);
    EXPECT_EQ(drawn(home->codebook), QStringLiteral("a(bc)e(ds*)"));
    EXPECT_EQ(drawn(*withoutReference(m_book, second.reference)), QStringLiteral("a(b(d)c)e(s*)"));
}

TEST_F(CodeTree, AMoveAcrossFacetsTakesTheFacetAlong)
{
    auto move = moveNodes(m_book, {node(u'b')}, in(u'f'));
    ASSERT_OK(move);
    EXPECT_EQ(drawn(move->codebook), QStringLiteral("a(c)e"));
    EXPECT_EQ(drawn(move->codebook, Facet::Free), QStringLiteral("f(b(d))"));
    EXPECT_EQ(codeIn(move->codebook.codes, id(u'd'))->facet, Facet::Free);
    // Codings that would come to lie on the other side's turns stand in the way, those of what lies in it
    // too.
    EXPECT_ERROR(moveNodes(m_book, {node(u'b')}, in(u's'), {{id(u'd'), {1, 0}}}), ErrorCode::NotPossible);
    EXPECT_OK(moveNodes(m_book, {node(u'b')}, in(u's'), {{id(u'd'), {0, 4}}}));
    EXPECT_OK(moveNodes(m_book, {node(u'b')}, in(u'f'), {{id(u'd'), {3, 4}}}));
    add(u'd', {}, 1, Facet::Free);
    EXPECT_ERROR(moveNodes(m_book, {node(u'b')}, in(u'f')), ErrorCode::AlreadyExists);
}

TEST_F(CodeTree, AKeyThatIsTakenInTheNewFacetIsGivenUp)
{
    for (Code& code : m_book.codes)
        code.shortcut = code.name == QLatin1String("b") || code.name == QLatin1String("s")
                            ? QStringLiteral("1")
                            : QString();
    const auto move = moveNodes(m_book, {node(u'b')}, in(u's'));
    ASSERT_OK(move);
    EXPECT_EQ(move->keysDropped, 1);
    EXPECT_TRUE(codeIn(move->codebook.codes, id(u'b'))->shortcut.isEmpty());
    EXPECT_EQ(codeIn(move->codebook.codes, id(u's'))->shortcut, QStringLiteral("1"));
}

TEST_F(CodeTree, StepsWithTheArrows)
{
    const auto step = [&](const QList<CodeNode>& nodes, TreeStep way) {
        const auto to = stepPlace(m_book, nodes, way);
        return to ? moved(nodes, *to) : QStringLiteral("shut");
    };
    EXPECT_EQ(step({node(u'e')}, TreeStep::Up), QStringLiteral("ea(b(d)c)"));
    EXPECT_EQ(step({node(u'a')}, TreeStep::Up), QStringLiteral("shut"));
    EXPECT_EQ(step({node(u'b')}, TreeStep::Down), QStringLiteral("a(cb(d))e"));
    EXPECT_EQ(step({node(u'e')}, TreeStep::Down), QStringLiteral("shut"));
    EXPECT_EQ(step({node(u'b')}, TreeStep::Out), QStringLiteral("a(c)b(d)e"));
    EXPECT_EQ(step({node(u'e')}, TreeStep::Out), QStringLiteral("shut"));
    EXPECT_EQ(step({node(u'e')}, TreeStep::In), QStringLiteral("a(b(d)ce)"));
    EXPECT_EQ(step({node(u'c')}, TreeStep::In), QStringLiteral("a(b(dc))e"));
    EXPECT_EQ(step({node(u'a')}, TreeStep::In), QStringLiteral("shut"));
    EXPECT_EQ(step({node(u'b'), node(u'c')}, TreeStep::Out), QStringLiteral("ab(d)ce"));
    EXPECT_EQ(step({node(u'b'), node(u'e')}, TreeStep::Up), QStringLiteral("shut")); // no siblings
}

TEST_F(CodeTree, WhatLiesInADeletedCodeMovesUp)
{
    m_book = *referToCodes(m_book, {id(u'e')}, in(u'b'));
    EXPECT_EQ(drawn(*withoutCodes(m_book, {id(u'b')})), QStringLiteral("a(dc)e"));
    EXPECT_EQ(drawn(*withoutCodes(m_book, {id(u'a'), id(u'b')})), QStringLiteral("dce"));
    EXPECT_EQ(drawn(*withoutCodes(m_book, {id(u'e')})), QStringLiteral("a(b(d)c)"));
    EXPECT_TRUE(withoutCodes(m_book, {id(u'e')})->references.isEmpty());
    EXPECT_ERROR(withoutCodes(m_book, {CodeId::create()}), ErrorCode::NotFound);
}
