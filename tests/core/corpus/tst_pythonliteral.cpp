#include "core/corpus/pythonliteral.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

QByteArray json(std::string_view literal)
{
    return jsonFromPythonLiteral(literal).value_or("(refused)");
}

QByteArray literalOf(const char* text)
{
    QByteArray literal;
    appendPythonString(literal, QString::fromUtf8(text));
    return literal;
}

} // namespace

TEST(PythonLiteral, BecomesJson)
{
    EXPECT_EQ(json("[{'role': 'user', 'n': 3, 'x': -1.5, 'y': None}, (True, False), ('a',), ()]"),
              "[{\"role\":\"user\",\"n\":3,\"x\":-1.5,\"y\":null},[true,false],[\"a\"],[]]");
    EXPECT_EQ(json(" [ 1 , 2 , ] \n"), "[1,2]");
}

TEST(PythonLiteral, ReadsStringsOfEveryKind)
{
    EXPECT_EQ(json(R"('it\'s')"), R"("it's")");
    EXPECT_EQ(json(R"("it's \"x\"")"), R"("it's \"x\"")");
    EXPECT_EQ(json("'''a\n'b'''"), "\"a\\u000a'b\"");
    EXPECT_EQ(json("u'x'"), "\"x\"");
    EXPECT_EQ(json(R"('\x41\u00e9\U0001f600\101\n\d')"), R"("\u0041\u00e9\ud83d\ude00\u0041\u000a\\d")");
    EXPECT_EQ(json("'gr\xc3\xbc\xc3\x9f'"), "\"gr\xc3\xbc\xc3\x9f\"");
}

TEST(PythonLiteral, RefusesWhatIsNoLiteral)
{
    for (const char* hostile : {"",
                                "[",
                                "[1",
                                "['a'",
                                "'a",
                                "{'a'}",
                                "{1: 2}",
                                "[1 2]",
                                "(1)",
                                "1 2",
                                "__import__('os')",
                                "b'x'",
                                "'\\N{DASH}'",
                                "'\\x4'",
                                "'\\ud8'",
                                "'\\U00110000'",
                                "nan",
                                "1_000",
                                "0x10",
                                "[1,,2]",
                                "'a\nb'",
                                "-",
                                "--1",
                                "True False",
                                "\\"})
        EXPECT_EQ(json(hostile), "(refused)") << hostile;
}

TEST(PythonLiteral, StopsAtDepth)
{
    EXPECT_EQ(json(std::string(60, '[') + std::string(60, ']')), QByteArray(60, '[') + QByteArray(60, ']'));
    EXPECT_EQ(json(std::string(1'000'000, '[')), "(refused)");
    EXPECT_EQ(json(std::string(100'000, '{')), "(refused)");
}

TEST(PythonLiteral, WritesStringsAsPythonDoes)
{
    EXPECT_EQ(literalOf("plain"), "'plain'");
    EXPECT_EQ(literalOf("it's"), "\"it's\"");
    EXPECT_EQ(literalOf("it's \"x\""), "'it\\'s \"x\"'");
    EXPECT_EQ(literalOf("a\nb\\"), "'a\\nb\\\\'");
}
