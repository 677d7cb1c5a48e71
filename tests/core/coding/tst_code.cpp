#include "core/coding/coding.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;
using test::named;

namespace {

QStringList namesOf(const QList<Code>& codes)
{
    QStringList names;
    for (const Code& code : codes)
        names << code.name;
    return names;
}

} // namespace

TEST(Code, FacetsGoOnTheirRoles)
{
    EXPECT_TRUE(mayCode(Facet::Intent, Role::User));
    EXPECT_FALSE(mayCode(Facet::Intent, Role::System));
    EXPECT_FALSE(mayCode(Facet::Action, Role::User));
    EXPECT_TRUE(mayCode(Facet::Action, Role::System));
    for (const Role role : {Role::User, Role::System}) {
        EXPECT_TRUE(mayCode(Facet::Attribute, role));
        EXPECT_TRUE(mayCode(Facet::Free, role));
    }
}

TEST(Code, WordsReadBack)
{
    for (const Facet facet : allFacets)
        EXPECT_EQ(facetFromWord(facetWord(facet)), facet);
    EXPECT_FALSE(facetFromWord(u"Intent"));
    EXPECT_EQ(roleFromWord(u"system"), Role::System);
    EXPECT_FALSE(roleFromWord(u"assistant"));
}

TEST(Code, OneKeyMayServeAnIntentAndAnAction)
{
    const QList<Code> codes{named(Facet::Intent, QStringLiteral("greeting"), QStringLiteral("1")),
                            named(Facet::Action, QStringLiteral("parroting"), QStringLiteral("1")),
                            named(Facet::Attribute, QStringLiteral("genre"), QStringLiteral("g"))};
    EXPECT_EQ(codeOfKey(codes, u"1", Role::User)->name, QStringLiteral("greeting"));
    EXPECT_EQ(codeOfKey(codes, u"1", Role::System)->name, QStringLiteral("parroting"));
    EXPECT_EQ(codeOfKey(codes, u"g", Role::System)->name, QStringLiteral("genre"));
    EXPECT_FALSE(codeOfKey(codes, u"", Role::User));
    EXPECT_FALSE(keyRival(codes, codes[0]));
    const auto rival = keyRival(codes, named(Facet::Free, QStringLiteral("x"), QStringLiteral("1")));
    ASSERT_TRUE(rival);
    EXPECT_EQ(rival->name, QStringLiteral("greeting"));
}

TEST(Code, RefusesWhatPeopleMayNotEnter)
{
    const QList<Code> codes{named(Facet::Intent, QStringLiteral("greeting"), QStringLiteral("1"))};
    EXPECT_ERROR(checkCode(codes, named(Facet::Intent, QStringLiteral("  "))), ErrorCode::InvalidValue);
    EXPECT_ERROR(checkCode(codes, named(Facet::Intent, QString(101, u'x'))), ErrorCode::InvalidValue);
    EXPECT_ERROR(checkCode(codes, named(Facet::Intent, QStringLiteral("greeting"))),
                 ErrorCode::AlreadyExists);
    EXPECT_ERROR(checkCode(codes, named(Facet::Free, QStringLiteral("x"), QStringLiteral("1"))),
                 ErrorCode::AlreadyExists);
    for (const char16_t* key : {u"m", u".", u" ", u"A", u"ab"})
        EXPECT_ERROR(checkCode(codes, named(Facet::Free, QStringLiteral("x"), QString::fromUtf16(key))),
                     ErrorCode::InvalidValue);
    EXPECT_TRUE(checkCode(codes, codes.first()).has_value());
    EXPECT_TRUE(
        checkCode(codes, named(Facet::Action, QStringLiteral("greeting"), QStringLiteral("1"))).has_value());
}

TEST(Code, FindsByFewLetters)
{
    QList<Code> codes{named(Facet::Intent, QStringLiteral("accept_response")),
                      named(Facet::Intent, QStringLiteral("add_filter")),
                      named(Facet::Intent, QStringLiteral("remove_filter")),
                      named(Facet::Action, QStringLiteral("feedback_request")),
                      named(Facet::Attribute, QStringLiteral("family"))};
    codes[4].codable = false;
    EXPECT_EQ(namesOf(findCodes(codes, u"fil", Role::User)),
              (QStringList{QStringLiteral("add_filter"), QStringLiteral("remove_filter")}));
    EXPECT_EQ(namesOf(findCodes(codes, u"rf", Role::User)), QStringList{QStringLiteral("remove_filter")});
    EXPECT_EQ(namesOf(findCodes(codes, u"f", Role::System)), QStringList{QStringLiteral("feedback_request")});
    EXPECT_EQ(findCodes(codes, u"", std::nullopt).size(), 4);
}

TEST(Code, NamesSeveralFacets)
{
    const QList<Code> codes{
        named(Facet::Intent, QStringLiteral("others")), named(Facet::Action, QStringLiteral("others")),
        named(Facet::Free, QStringLiteral("odd")), named(Facet::Attribute, QStringLiteral("odd"))};
    EXPECT_EQ(codeCalled(codes, QStringLiteral("others"), Role::System)->facet, Facet::Action);
    EXPECT_EQ(codeCalled(codes, QStringLiteral("free:odd"), Role::User)->facet, Facet::Free);
    EXPECT_ERROR(codeCalled(codes, QStringLiteral("odd"), Role::User), ErrorCode::NotPossible);
    EXPECT_ERROR(codeCalled(codes, QStringLiteral("intent:others"), Role::System), ErrorCode::NotPossible);
    EXPECT_ERROR(codeCalled(codes, QStringLiteral("none"), Role::User), ErrorCode::NotFound);
}

TEST(Coding, ExchangesMayLackASide)
{
    const auto u = Role::User;
    const auto s = Role::System;
    EXPECT_EQ(exchangesOf({u, s, u, s}), (QList<int>{0, 0, 1, 1}));
    EXPECT_EQ(exchangesOf({s, u, u, s, s}), (QList<int>{0, 1, 2, 2, 3}));
    EXPECT_TRUE(exchangesOf({}).isEmpty());
}
