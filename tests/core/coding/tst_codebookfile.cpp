#include "core/base/linereader.h"
#include "core/coding/codebookfile.h"
#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

using CodebookFile = test::CodingProject;

TEST_F(CodebookFile, ShipsTheTaxonomyOfThePaper)
{
    const auto entries = startingCodebook();
    ASSERT_OK(entries);
    QHash<QString, int> codable;
    QSet<QString> keys;
    for (const CodebookEntry& entry : *entries) {
        if (!entry.code.codable)
            continue;
        ++codable[facetWord(entry.code.facet)];
        EXPECT_FALSE(entry.code.definition.isEmpty()) << entry.code.name.toStdString();
        EXPECT_TRUE(isCodeKey(entry.code.shortcut)) << entry.code.name.toStdString();
        EXPECT_FALSE(keys.contains(entry.code.shortcut)) << entry.code.name.toStdString();
        keys.insert(entry.code.shortcut);
    }
    EXPECT_EQ(codable.value(QStringLiteral("intent")), 9);
    EXPECT_EQ(codable.value(QStringLiteral("action")), 9);
    EXPECT_EQ(codable.value(QStringLiteral("attribute")), 15);
}

TEST_F(CodebookFile, ReadsWhatItWrites)
{
    const auto codes = readCodes(db());
    ASSERT_OK(codes);
    const QByteArray json = codebookJson(*codes, QStringLiteral("book"));
    const auto fromJson = parseCodebookJson(json, QStringLiteral("book"));
    ASSERT_OK(fromJson);
    EXPECT_EQ(*fromJson, *startingCodebook());
    const auto fromCsv =
        readCodebookFile(m_project.writeFile(QStringLiteral("book.csv"), codebookCsv(*codes)));
    ASSERT_OK(fromCsv);
    ASSERT_EQ(fromCsv->size(), fromJson->size());
    for (const CodebookEntry& entry : *fromCsv) {
        const auto twin = std::find_if(fromJson->begin(), fromJson->end(), [&](const CodebookEntry& other) {
            return other.code.facet == entry.code.facet && other.code.name == entry.code.name;
        });
        ASSERT_NE(twin, fromJson->end());
        EXPECT_EQ(twin->category, entry.category);
        EXPECT_EQ(twin->code.definition, entry.code.definition);
        EXPECT_EQ(twin->code.examples, entry.code.examples);
        EXPECT_EQ(twin->code.shortcut, entry.code.shortcut);
    }
    const QByteArray text = codebookMarkdown(*codes, QStringLiteral("book"));
    EXPECT_TRUE(text.startsWith("# book\n"));
    EXPECT_TRUE(text.contains("## User intents\n\n### initial_query\n"));
}

TEST_F(CodebookFile, ReadsAsATextWithTheTreeAsHeadings)
{
    Code family = test::named(Facet::Attribute, QStringLiteral("music_content"));
    family.codable = false;
    Code genre = test::named(Facet::Attribute, QStringLiteral("genre"), QStringLiteral("g"));
    genre.parent = family.id;
    genre.definition = QStringLiteral("# a *kind* of <music> & more_or_less _so_\n1. not a list\n- nor this");
    genre.examples = QStringList{QStringLiteral("reggae\nand dub")};
    Code dub = test::named(Facet::Attribute, QStringLiteral("dub"));
    dub.parent = genre.id;
    const QByteArray text = codebookMarkdown({family, genre, dub}, QStringLiteral("book"), {{genre.id, 7}});
    EXPECT_EQ(text, "# book\n\n## Musical attributes\n\n"
                    "### music_content\n\na category, not applied itself; codings: 0\n\n"
                    "#### genre\n\nkey: `g`; codings: 7\n\n"
                    "\\# a \\*kind\\* of \\<music\\> \\& more_or_less \\_so\\_\n"
                    "1\\. not a list\n\\- nor this\n\n"
                    "> reggae\n> and dub\n\n"
                    "##### dub\n\ncodings: 0\n\n");
    EXPECT_FALSE(codebookMarkdown({family, genre, dub}, QStringLiteral("book")).contains("codings"));
}

TEST_F(CodebookFile, KeepsATreeOfAnyDepth)
{
    QList<Code> codes;
    const auto add = [&](const char* name, const char* parent, bool codable) {
        Code code = test::named(Facet::Free, QLatin1String(name));
        code.codable = codable;
        code.position = static_cast<int>(codes.size());
        for (const Code& other : codes) {
            if (other.name == QLatin1String(parent))
                code.parent = other.id;
        }
        codes << code;
    };
    add("places", "", false); // a category before a code
    add("home", "places", true);
    add("kitchen", "home", true); // a code in a code
    add("rooms", "kitchen", false);
    add("pantry", "rooms", true);
    add("alone", "", true);
    const auto outline = [](const QList<CodebookEntry>& entries) {
        QStringList lines;
        for (const CodebookEntry& entry : entries)
            lines << QStringLiteral("%1/%2%3").arg(entry.category, entry.code.name,
                                                   entry.code.codable ? QString() : QStringLiteral("+"));
        return lines.join(u' ');
    };
    const QString expected =
        QStringLiteral("/places+ places/home home/kitchen kitchen/rooms+ rooms/pantry /alone");
    const auto json = parseCodebookJson(codebookJson(codes, QStringLiteral("b")), QStringLiteral("b"));
    ASSERT_OK(json);
    EXPECT_EQ(outline(*json), expected);
    const auto csv = readCodebookFile(m_project.writeFile(QStringLiteral("b.csv"), codebookCsv(codes)));
    ASSERT_OK(csv);
    EXPECT_EQ(outline(*csv), expected);
    // Lines in any order; what is named without a line of its own is a category.
    const auto turned = readCodebookFile(m_project.writeFile(
        QStringLiteral("t.csv"), "facet,category,code\nfree,home,kitchen\nfree,places,home\n"));
    ASSERT_OK(turned);
    EXPECT_EQ(outline(*turned), QStringLiteral("/places+ places/home home/kitchen"));
}

TEST_F(CodebookFile, NamesTheFaultOfAFile)
{
    const auto read = [&](const QString& name, const QByteArray& content) {
        return readCodebookFile(m_project.writeFile(name, content));
    };
    const QString json = QStringLiteral("c.json");
    const QString csv = QStringLiteral("c.csv");
    const auto broken = read(json, "{\"facets\": [\n{\"id\": \"intent\",,");
    EXPECT_ERROR(broken, ErrorCode::WrongFormat);
    EXPECT_EQ(broken.error().line, 2);
    EXPECT_ERROR(read(json, "[]"), ErrorCode::WrongFormat);
    EXPECT_ERROR(read(json, R"({"facets": [{"id": "mood", "codes": []}]})"), ErrorCode::InvalidValue);
    EXPECT_ERROR(read(json, R"({"facets": [{"id": "intent", "codes": [{"name": " "}]}]})"),
                 ErrorCode::InvalidValue);
    EXPECT_ERROR(read(json, R"({"facets": [{"id": "intent", "codes": [{"name": "a"}, {"name": "a"}]}]})"),
                 ErrorCode::AlreadyExists);
    EXPECT_ERROR(read(csv, "facet,definition\n"), ErrorCode::MissingColumn);
    const auto facet = read(csv, "facet,name\nintent,a\nmood,b\n");
    EXPECT_ERROR(facet, ErrorCode::InvalidValue);
    EXPECT_EQ(facet.error().line, 3);
    EXPECT_ERROR(read(csv, ""), ErrorCode::EmptyFile);
    EXPECT_ERROR(read(QStringLiteral("c.txt"), "x"), ErrorCode::WrongFormat);
    EXPECT_ERROR(readCodebookFile(m_project.filePath(QStringLiteral("none.json"))), ErrorCode::NotFound);
}
