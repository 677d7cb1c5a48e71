#include "core/corpus/jsonlistreader.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;

namespace {

// Elements as text, "." for the end of a list, "!" and the line for an error.
QStringList split(const QByteArray& content)
{
    const test::TemporaryProject folder;
    auto reader = JsonListReader::open(folder.writeFile(QStringLiteral("x.json"), content));
    QStringList items;
    for (;;) {
        const auto item = reader->next();
        if (!item)
            items << QStringLiteral("!%1").arg(item.error().line);
        else if (!*item)
            return items;
        else
            items << ((*item)->endOfList ? QStringLiteral(".")
                                         : QString::fromStdString(std::string((*item)->text)));
    }
}

QStringList list(std::initializer_list<const char*> texts)
{
    QStringList strings;
    for (const char* text : texts)
        strings << QString::fromUtf8(text);
    return strings;
}

} // namespace

TEST(JsonListReader, SplitsTheFirstLevel)
{
    EXPECT_EQ(split("[1, [2, \"]\"], {\"a\": [3]} ]"), list({"1", "[2, \"]\"]", "{\"a\": [3]} ", "."}));
    EXPECT_EQ(split("\xef\xbb\xbf[\"\\\"]\"]\n[]\n[2]\n"), list({"\"\\\"]\"", ".", ".", "2", "."}));
}

TEST(JsonListReader, NamesWhereAFileEnds)
{
    EXPECT_EQ(split("[1,\n{\"a\":\n"), list({"1", "!2"}));
    EXPECT_EQ(split("[1,\n2"), list({"1", "!2"}));
    EXPECT_EQ(split("[1] x"), list({"1", ".", "!1"}));
}
