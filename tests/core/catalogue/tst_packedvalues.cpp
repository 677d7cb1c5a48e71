#include "core/catalogue/packedvalues.h"
#include "core/catalogue/texttable.h"

#include <gtest/gtest.h>

using namespace antiphon;

TEST(TextTable, NumbersTextsInTheOrderInWhichTheyCome)
{
    TextTable table;
    EXPECT_EQ(table.add("b"), (std::pair<quint32, bool>{0, true}));
    EXPECT_EQ(table.add(""), (std::pair<quint32, bool>{1, true}));
    EXPECT_EQ(table.add("b"), (std::pair<quint32, bool>{0, false}));
    EXPECT_EQ(table.add(""), (std::pair<quint32, bool>{1, false}));
    for (int i = 0; i < 100'000; ++i)
        ASSERT_TRUE(table.add(std::to_string(i)).second);
    for (int i = 0; i < 100'000; ++i)
        ASSERT_EQ(table.add(std::to_string(i)), (std::pair<quint32, bool>{quint32(i) + 2, false}));
    EXPECT_EQ(table.text(0), "b");
    EXPECT_EQ(table.text(table.size() - 1), "99999");
}

TEST(PackedValues, GiveTheirJsonBack)
{
    ValueDictionary dictionary;
    for (int i = 0; i < 300; ++i)
        dictionary.addLabel("genre", "g" + std::to_string(i));
    const quint32 year = dictionary.addNumber("year");
    const quint32 decade = dictionary.addLabel("year", "\"90s\"");
    std::string packed;
    packLabel(packed, 0);
    packLabel(packed, 299);
    packNumber(packed, year, 1999.5);
    packLabel(packed, decade);
    QByteArray json;
    appendJson(json, packed, dictionary);
    EXPECT_EQ(json, R"({"genre":["g0","g299"],"year":[1999.5,"\"90s\""]})");
    json.clear();
    appendJson(json, {}, dictionary);
    EXPECT_EQ(json, "{}");
}

TEST(PackedValues, BytesThatMakeNoSenseEndTheList)
{
    ValueDictionary dictionary;
    const quint32 label = dictionary.addLabel("genre", "rock");
    const quint32 year = dictionary.addNumber("year");
    std::string good;
    packLabel(good, label);
    std::string unknown = good;
    packLabel(unknown, 77);
    std::string cut = good;
    packNumber(cut, year, 1999);
    cut.pop_back();
    for (const std::string& packed : {unknown, cut, good + "\xff", good + "\xff\xff\xff\xff\xff\xff"}) {
        QByteArray json;
        appendJson(json, packed, dictionary);
        EXPECT_EQ(json, R"({"genre":["rock"]})");
    }
}
