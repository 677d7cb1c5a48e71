#include "core/base/linereader.h"
#include "core/base/random.h"
#include "core/coding/codestore.h"
#include "core/exchange/codedescription.h"
#include "core/exchange/exchangexml.h"
#include "core/exchange/qdcfile.h"
#include "tests/core/coding/codingproject.h"
#include "tests/core/exchange/schemacheck.h"

using namespace antiphon;

namespace {

const QString subject = QStringLiteral("x.qdc");

// The codebook that an empty project has after the import of `xml`.
QList<Code> importedInto(const test::TemporaryProject& project, const QByteArray& xml)
{
    const QString path = project.writeFile(QStringLiteral("in.qdc"), xml);
    const auto done = importQdc(project.connection(), Actor{QStringLiteral("ada")}, path);
    EXPECT_OK(done);
    return *readCodes(project.connection());
}

QByteArray codebook(const QByteArray& inside)
{
    return "<CodeBook xmlns=\"urn:QDA-XML:codebook:0:4\"><Codes>" + inside + "</Codes></CodeBook>";
}

} // namespace

using QdcFile = test::CodingProject;

TEST_F(QdcFile, IsValidByTheOfficialSchema)
{
    const auto xml = codebookQdc(*readCodes(db()));
    ASSERT_OK(xml);
    const auto faults = test::schemaFaults(QStringLiteral("Codebook-mrt2019.xsd"),
                                           m_project.writeFile(QStringLiteral("out.qdc"), *xml));
    if (!faults)
        GTEST_SKIP() << "xmllint or the schemas are absent";
    EXPECT_EQ(*faults, QString());
}

TEST_F(QdcFile, ComesBackAsItWas)
{
    ASSERT_OK(edit(QStringLiteral("Add"), [&]() -> Result<void> {
        Code odd = test::named(Facet::Free, QString::fromUtf8("\u00e9t\u00e9 \U0001F3B8 <&> \"quoted\""));
        odd.definition = QStringLiteral("One.\n\nTwo & <three>\n");
        odd.includes = QStringLiteral("a\n\nb");
        odd.examples = {QStringLiteral("one"), QStringLiteral("two\n\nparts")};
        ANTIPHON_TRY(addCode(db(), odd));
        return {};
    }));
    const auto first = codebookQdc(*readCodes(db()));
    ASSERT_OK(first);
    const test::TemporaryProject other;
    const QList<Code> codes = importedInto(other, *first);
    EXPECT_EQ(codes.size(), readCodes(db())->size());
    EXPECT_EQ(*codebookQdc(codes), *first);
}

TEST_F(QdcFile, IsNotWrittenWithoutACode)
{
    EXPECT_ERROR(codebookQdc({}), ErrorCode::NotPossible);
}

TEST(ForeignQdc, KeepsFoldersNestingAndColours)
{
    const test::TemporaryProject project;
    const QList<Code> codes = importedInto(
        project,
        codebook("<Code guid=\"{5215CC69-B628-4E02-AFB9-9BEEAEE55808}\" name=\"Topics\" isCodable=\"false\">"
                 "<Code guid=\"d7aa29da-519b-4946-9b90-253b6db8fd0a\" name=\"Jobs\" isCodable=\"true\" "
                 "color=\"#36B\"><Description>Work</Description></Code></Code>"));
    ASSERT_EQ(codes.size(), 2);
    EXPECT_FALSE(codes[0].codable);
    EXPECT_EQ(codes[0].id.toText(), QStringLiteral("5215cc69-b628-4e02-afb9-9beeaee55808"));
    EXPECT_EQ(codes[1].parent, codes[0].id);
    EXPECT_EQ(codes[1].definition, QStringLiteral("Work"));
    EXPECT_EQ(codes[1].colour, 0);
    EXPECT_EQ(codes[1].facet, Facet::Free);
}

TEST(ForeignQdc, TellsWhatItCouldNotTake)
{
    const auto read = parseQdc("<q:CodeBook xmlns:q=\"urn:QDA-XML:codebook:1:0\"><q:Codes>"
                               "<q:Code name=\"a\"/><q:Code name=\"a\"/><q:Code/></q:Codes>"
                               "<q:Sets><q:Set name=\"mine\"/></q:Sets></q:CodeBook>",
                               subject);
    ASSERT_OK(read);
    ASSERT_EQ(read->entries.size(), 3);
    EXPECT_EQ(read->entries[1].code.name, QStringLiteral("a (2)"));
    EXPECT_TRUE(read->entries[0].code.codable);
    ASSERT_EQ(read->losses.size(), 3);
    EXPECT_TRUE(read->losses[2].contains(QStringLiteral("mine")));
}

TEST(ForeignQdc, TakesEmptyContainers)
{
    const auto read = parseQdc(codebook(""), subject);
    ASSERT_OK(read);
    EXPECT_TRUE(read->entries.isEmpty());
}

TEST(ForeignQdc, RefusesDocumentTypesAndEntities)
{
    EXPECT_ERROR(parseQdc("<!DOCTYPE CodeBook [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" +
                              codebook("<Code name=\"&x;\"/>"),
                          subject),
                 ErrorCode::WrongFormat);
    EXPECT_ERROR(parseQdc("<!DOCTYPE CodeBook><CodeBook/>", subject), ErrorCode::WrongFormat);
    EXPECT_ERROR(parseQdc(codebook("<Code name=\"a\"><Description>&x;</Description></Code>"), subject),
                 ErrorCode::WrongFormat);
}

TEST(ForeignQdc, RefusesWhatIsNoCodebook)
{
    EXPECT_ERROR(parseQdc("<Project/>", subject), ErrorCode::WrongFormat);
    EXPECT_ERROR(parseQdc("facet,code\n", subject), ErrorCode::WrongFormat);
    EXPECT_ERROR(parseQdc("", subject), ErrorCode::WrongFormat);
    EXPECT_ERROR(parseQdc("<CodeBook><Codes>", subject), ErrorCode::WrongFormat);
}

TEST(ForeignQdc, RefusesWhatLiesTooDeep)
{
    const auto nested = [](int depth) {
        return codebook(QByteArray("<Code>").repeated(depth) + QByteArray("</Code>").repeated(depth));
    };
    EXPECT_OK(parseQdc(nested(exchangeDepth - 2), subject));
    EXPECT_ERROR(parseQdc(nested(exchangeDepth - 1), subject), ErrorCode::WrongFormat);
    EXPECT_ERROR(parseQdc(nested(100000), subject), ErrorCode::WrongFormat);
}

TEST(ForeignQdc, TakesTheStandardsOwnExample)
{
    const auto data = test::sharedData();
    const QString path = data.value_or(QString()) + QStringLiteral("/refi-qda/refispec-A1-codebook.qdc");
    if (!data || !QFile::exists(path))
        GTEST_SKIP() << "the standard's annex is absent";
    const auto read = parseQdc(*readWholeFile(path), path);
    ASSERT_OK(read);
    EXPECT_EQ(read->entries.size(), 6);
    EXPECT_EQ(read->losses, QStringList());
}

TEST(CodeDescription, IsWrittenAgainWordForWord)
{
    Random random(7);
    const QStringList pieces{QStringLiteral("Includes: "), QStringLiteral("Excludes: "),
                             QStringLiteral("Example: "),  QStringLiteral("\n\n"),
                             QStringLiteral("\n"),         QStringLiteral("words")};
    for (int i = 0; i < 2000; ++i) {
        QString text;
        for (int n = static_cast<int>(random.below(9)); n > 0; --n)
            text += pieces[static_cast<qsizetype>(random.below(6))];
        Code code;
        takeDescription(code, text);
        EXPECT_EQ(descriptionOf(code), text);
    }
}
