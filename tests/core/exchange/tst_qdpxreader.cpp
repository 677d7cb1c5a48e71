#include "core/base/zipfile.h"
#include "core/exchange/qdpxreader.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

const QByteArray smallProject =
    "<Project name='p' xmlns='urn:QDA-XML:project:0:10'><Users/><CodeBook><Codes>"
    "<Code guid='{AD68FBE7-E1EE-4A82-A279-23CC698C89EB}' name='mood' isCodable='true'/></Codes></CodeBook>"
    "<Sources><TextSource guid='69A4332D-5B31-4915-B520-5275CFC21B40' name='t' "
    "plainTextPath='internal://T.txt'><PlainTextSelection guid='69A4332D-5B31-4915-B520-5275CFC21B41' "
    "startPosition='0' endPosition='2'><Coding guid='69A4332D-5B31-4915-B520-5275CFC21B42'><CodeRef "
    "targetGUID='ad68fbe7-e1ee-4a82-a279-23cc698c89eb'/></Coding></PlainTextSelection></TextSource>"
    "</Sources><Notes/><Sets/></Project>";

Result<QdpxProject> read(const QList<ZipEntry>& entries)
{
    const auto bytes = zipArchive(entries);
    EXPECT_OK(bytes);
    return readQdpx(*bytes, QStringLiteral("in.qdpx"));
}

ZipEntry root(const QByteArray& xml)
{
    return {QStringLiteral("project.qde"), xml};
}

QString whyNot(const QList<ZipEntry>& entries)
{
    const auto made = read(entries);
    EXPECT_FALSE(made.has_value());
    if (made)
        return {};
    EXPECT_EQ(made.error().code, ErrorCode::WrongFormat);
    return made.error().detail;
}

} // namespace

TEST(QdpxReader, IsLenientWithNamesAndEmptyContainers)
{
    const auto made = read({{QStringLiteral("Trial.QDE"), smallProject},
                            {QStringLiteral("Sources/.root"), {}},
                            {QStringLiteral("Sources/t.TXT"), "hello"}});
    ASSERT_OK(made);
    ASSERT_EQ(made->sources.size(), 1);
    EXPECT_EQ(made->sources.first().text, QStringLiteral("hello"));
    ASSERT_EQ(made->codes.entries.size(), 1);
    EXPECT_EQ(made->codes.entries.first().code.id.toText(),
              made->sources.first().selections.first().codings.first().code);
    EXPECT_EQ(made->losses, QStringList());
}

TEST(QdpxReader, OpensNothingOutsideOfTheArchive)
{
    for (const QByteArray place :
         {"relative:///etc/passwd", "absolute:///etc/passwd", "file:///etc/passwd"}) {
        QByteArray xml = smallProject;
        xml.replace("internal://T.txt", place);
        const auto made = read({root(xml)});
        ASSERT_OK(made);
        EXPECT_TRUE(made->sources.isEmpty());
        ASSERT_EQ(made->losses.size(), 1);
        EXPECT_TRUE(made->losses.first().contains(QStringLiteral("outside"))) << place.constData();
    }
}

TEST(QdpxReader, TellsWhatHasNoPlainText)
{
    QByteArray xml = smallProject;
    xml.replace("</Sources>",
                "<PictureSource name='cover.png'/><TextSource name='d' "
                "richTextPath='internal://d.docx'/></Sources><Graphs><Graph name='g'/></Graphs>");
    const auto made = read({root(xml), {QStringLiteral("sources/t.txt"), "hello"}});
    ASSERT_OK(made);
    EXPECT_EQ(made->sources.size(), 1);
    const QString told = made->losses.join(u'\n');
    for (const char* part : {"cover.png", "the styled text of \"d\"", "the source \"d\"", "the graph \"g\""})
        EXPECT_TRUE(told.contains(QLatin1String(part))) << told.toStdString();
}

TEST(QdpxReader, RefusesHostileArchives)
{
    const QList<QPair<QList<ZipEntry>, QString>> table{
        {{root(smallProject), {QStringLiteral("../evil"), "x"}}, QStringLiteral("leads out")},
        {{root(smallProject), {QStringLiteral("sources/../../evil"), "x"}}, QStringLiteral("leads out")},
        {{root(smallProject), {QStringLiteral("/etc/evil"), "x"}}, QStringLiteral("leads out")},
        {{root(smallProject), {QStringLiteral("C:/evil"), "x"}}, QStringLiteral("leads out")},
        {{root(smallProject), {QStringLiteral("sources\\evil"), "x"}}, QStringLiteral("not allowed")},
        {{root(smallProject), {QStringLiteral("Project.qde"), smallProject}}, QStringLiteral("comes twice")},
        {{root(smallProject), {QStringLiteral("other.qde"), smallProject}}, QStringLiteral("several")},
        {{{QStringLiteral("deep/project.qde"), smallProject}}, QStringLiteral("no project")},
        {{root(smallProject), {QStringLiteral("sources/bomb"), QByteArray(40 * 1024 * 1024, 'x')}},
         QStringLiteral("too much")},
        {{root("<!DOCTYPE Project [<!ENTITY a 'b'>]><Project name='&a;'/>")}, QStringLiteral("entities")},
        {{root("<!DOCTYPE Project SYSTEM 'file:///etc/passwd'><Project name='p'/>")},
         QStringLiteral("document types")},
        {{root("<Project name='p'>" + QByteArray("<Code>").repeated(200))}, QStringLiteral("deep")},
        {{root("<Project name='p'>")}, QString()},
        {{root("<CodeBook/>")}, QStringLiteral("CodeBook")}};
    for (const auto& [entries, why] : table)
        EXPECT_TRUE(whyNot(entries).contains(why))
            << why.toStdString() << ": " << whyNot(entries).toStdString();
    EXPECT_EQ(readQdpx("no zip at all", QStringLiteral("x")).error().code, ErrorCode::WrongFormat);
}
