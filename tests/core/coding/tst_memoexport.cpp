#include "core/base/zipfile.h"
#include "core/coding/memoexport.h"
#include "tests/support/resultassertions.h"

#include <QXmlStreamReader>

using namespace antiphon;

namespace {

MemoSheet sheet(const QString& title, const QString& text)
{
    MemoSheet sheet;
    sheet.listed.memo.title = title;
    sheet.listed.memo.text = text;
    sheet.listed.memo.kind = MemoKind::Theoretical;
    sheet.listed.memo.changedAt = 1'000'000;
    sheet.listed.coder = QStringLiteral("ada");
    sheet.listed.place.anchor.kind = MemoTarget::Journal;
    MemoPlace turn;
    turn.anchor.kind = MemoTarget::Turn;
    turn.dialogueName = QStringLiteral("a<91>f");
    turn.position = 3;
    turn.excerpt = QStringLiteral("less & sad");
    sheet.evidence << MemoLink{{}, {}, turn};
    return sheet;
}

// The text of a document as a reader shows it: a line for every paragraph and heading.
QString shownText(const QByteArray& xml, QString& fault)
{
    QXmlStreamReader reader(xml);
    QString text;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isCharacters())
            text += reader.text();
        else if (reader.isStartElement() && reader.name() == QLatin1String("s"))
            text += QString(reader.attributes().last().value().toInt(), u' ');
        else if (reader.isStartElement() && reader.name() == QLatin1String("tab"))
            text += u'\t';
        else if (reader.isEndElement() &&
                 QStringList{QStringLiteral("p"), QStringLiteral("h")}.contains(reader.name().toString()))
            text += u'\n';
    }
    fault = reader.errorString();
    return text;
}

} // namespace

TEST(MemoExport, WritesMarkdown)
{
    const QString text = QString::fromUtf8(
        memosMarkdown({sheet(QStringLiteral("Softening"), QStringLiteral("Thanks first.\n\n- then *no*"))},
                      QStringLiteral("Memos")));
    EXPECT_TRUE(text.startsWith(
        QStringLiteral("# Memos\n\n## Softening\n\n*Theoretical · Journal · ada · 1970-01-01")));
    EXPECT_TRUE(text.contains(QStringLiteral(
        "\n\nThanks first.\n\n- then *no*\n\nEvidence:\n\n- Turn 4 of a<91>f: “less & sad”\n")));
}

TEST(MemoExport, WritesAnOdtThatHoldsEveryWord)
{
    const QString awkward =
        QStringLiteral("a  b   c\n\tindented <tag> & \"quoted\" 🎵 שלום\n\n  led by spaces ");
    const auto odt = memosOdt({sheet(QStringLiteral("First & last"), awkward),
                               sheet({}, QStringLiteral("second\u0001 memo\uFFFE"))},
                              QStringLiteral("Memos of <p>"));
    ASSERT_OK(odt);
    EXPECT_EQ(odt->mid(30, 8), "mimetype");
    EXPECT_EQ(odt->mid(38, 39), "application/vnd.oasis.opendocument.text");
    const auto entries = readZipArchive(*odt);
    ASSERT_OK(entries);
    ASSERT_EQ(entries->size(), 4);
    QString fault;
    for (const ZipEntry& entry : entries->mid(1)) {
        shownText(entry.content, fault);
        EXPECT_EQ(fault, QString()) << entry.name.toStdString();
    }
    const QString text = shownText(entries->at(1).content, fault);
    EXPECT_TRUE(text.startsWith(QStringLiteral("Memos of <p>\nFirst & last\n")));
    EXPECT_TRUE(text.contains(u'\n' + awkward + u'\n'));
    EXPECT_TRUE(text.contains(QStringLiteral("\nsecond memo\n"))); // what XML cannot hold is left out
    EXPECT_EQ(text.count(QStringLiteral("Turn 4 of a<91>f: “less & sad”")), 2);
}

TEST(MemoExport, WritesADocumentWithoutMemos)
{
    EXPECT_EQ(memosMarkdown({}, QStringLiteral("Memos")), "# Memos\n");
    EXPECT_OK(memosOdt({}, QStringLiteral("Memos")));
}
