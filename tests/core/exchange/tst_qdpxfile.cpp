#include "core/base/linereader.h"
#include "core/base/zipfile.h"
#include "core/coding/codingstore.h"
#include "core/coding/memostore.h"
#include "core/corpus/corpusstore.h"
#include "core/exchange/qdpxfile.h"
#include "tests/core/coding/codingproject.h"
#include "tests/core/exchange/schemacheck.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

using namespace antiphon;

namespace {

const QString guitar = QString::fromUtf8("a \U0001F3B8 solo\nplease");

// The attributes of every element of that name.
QList<QXmlStreamAttributes> elements(const QByteArray& xml, const char* name)
{
    QList<QXmlStreamAttributes> found;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String(name))
            found << reader.attributes();
    }
    EXPECT_FALSE(reader.hasError());
    return found;
}

QString valueOf(const QXmlStreamAttributes& attributes, const char* name)
{
    return attributes.value(QLatin1String(name)).toString();
}

class QdpxFile : public test::CodingProject
{
protected:
    QdpxFile()
    {
        addTalk(QStringLiteral("guitars"), QStringLiteral("t"), {guitar, QStringLiteral("Sure"), {}});
    }

    bool putOn(const CodingTarget& target, const Code& code) const
    {
        return edit(QStringLiteral("Code"),
                    [&]() -> Result<void> {
                        ANTIPHON_TRY_ASSIGN(const Coder by, ensureCoder(db(), QStringLiteral("ada")));
                        ANTIPHON_TRY(addCoding(db(), {{}, code.id, by.id, target}));
                        return {};
                    })
            .has_value();
    }
    // The parts of an export by their names.
    QHash<QString, QByteArray> exported()
    {
        const QString path = m_project.filePath(QStringLiteral("out.qdpx"));
        const auto source = sourceByName(db(), QStringLiteral("guitars"));
        EXPECT_OK(source);
        const auto done = exportQdpx(db(), path, (*source)->id);
        EXPECT_OK(done);
        m_done = *done;
        QHash<QString, QByteArray> parts;
        const auto entries = readZipArchive(*readWholeFile(path));
        EXPECT_OK(entries);
        for (const ZipEntry& entry : *entries)
            parts.insert(entry.name, entry.content);
        return parts;
    }
    std::optional<QString> faults(const QByteArray& xml) const
    {
        return test::schemaFaults(QStringLiteral("Project-mrt2019.xsd"),
                                  m_project.writeFile(QStringLiteral("project.qde"), xml));
    }
    QdpxExport m_done;
};

} // namespace

TEST_F(QdpxFile, PutsEveryTargetOnItsOwnWords)
{
    const TurnPlace first = place(QStringLiteral("t"), 0);
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    ASSERT_TRUE(putOn({first.dialogue, first.turn}, genre));
    ASSERT_TRUE(putOn({first.dialogue, first.turn, TextSpan{2, 3}}, genre));
    ASSERT_TRUE(putOn({first.dialogue, first.turn, {}, true}, genre));
    ASSERT_TRUE(putOn({first.dialogue}, genre));
    const auto parts = exported();
    EXPECT_EQ(m_done.codings, 4);
    const QString text =
        QString::fromUtf8(parts.value(QStringLiteral("sources/%1.txt").arg(first.dialogue.toText())));
    EXPECT_EQ(text, QStringLiteral("User: %1\nSystem: Sure\nUser: \n").arg(guitar));
    const QByteArray xml = parts.value(QStringLiteral("project.qde"));
    QStringList quotes;
    const auto selections = elements(xml, "PlainTextSelection");
    for (const auto& selection : selections) {
        const TextSpan span{valueOf(selection, "startPosition").toLongLong(),
                            valueOf(selection, "endPosition").toLongLong()};
        EXPECT_LT(span.begin, span.end);
        EXPECT_EQ(spanText(text, span).simplified(), valueOf(selection, "name"));
        quotes << spanText(text, span);
    }
    EXPECT_EQ(quotes, (QStringList{guitar, QStringLiteral("Sure"), QStringLiteral("User: "), guitar.mid(2, 2),
                                   guitar + QStringLiteral("\nSystem: Sure")}));
    EXPECT_EQ(elements(xml, "Coding").size(), 4);
    EXPECT_EQ(elements(xml, "Case").size(), 2);
    EXPECT_EQ(elements(xml, "SelectionRef").size(), 3);
}

TEST_F(QdpxFile, IsValidWithMemosOnEverything)
{
    const TurnPlace first = place(QStringLiteral("t"), 0);
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    ASSERT_TRUE(putOn({first.dialogue, first.turn}, genre));
    const CoderId by = coder(QStringLiteral("ada")).id;
    const QList<MemoAnchor> anchors{{MemoTarget::Project},
                                    {MemoTarget::Dialogue, first.dialogue.bytes()},
                                    {MemoTarget::Turn, first.turn.bytes()},
                                    {MemoTarget::Span, first.turn.bytes(), TextSpan{0, 3}},
                                    {MemoTarget::Code, genre.id.bytes()},
                                    {MemoTarget::Code, CodeId::create().bytes()}};
    for (const MemoAnchor& anchor : anchors) {
        ASSERT_OK(edit(QStringLiteral("Note"), [&]() -> Result<void> {
            Memo memo = memoOn(anchor, by);
            memo.text = QString::fromUtf8("Why \u0001<this>?\n");
            ANTIPHON_TRY(addMemo(db(), memo));
            return {};
        }));
    }
    const auto parts = exported();
    const QByteArray xml = parts.value(QStringLiteral("project.qde"));
    EXPECT_EQ(elements(xml, "Note").size(), 6);
    EXPECT_EQ(elements(xml, "NoteRef").size(), 5); // the last one's code is gone
    EXPECT_TRUE(std::any_of(m_done.losses.begin(), m_done.losses.end(), [](const ExchangeLoss& loss) {
        return loss.item.startsWith(QStringLiteral("what the memo"));
    }));
    const auto found = faults(xml);
    if (!found)
        GTEST_SKIP() << "xmllint or the schemas are absent";
    EXPECT_EQ(*found, QString());
}

TEST_F(QdpxFile, SaysTheSameTwice)
{
    EXPECT_EQ(exported(), exported());
}

TEST_F(QdpxFile, KeepsTheRestInItsSideFile)
{
    const auto parts = exported();
    const QJsonObject side = QJsonDocument::fromJson(parts.value(sideFileName())).object();
    EXPECT_EQ(side[QLatin1String("version")].toInt(), sideFileVersion);
    const QJsonArray dialogues = side[QLatin1String("dialogues")].toArray();
    ASSERT_EQ(dialogues.size(), 1);
    const QJsonArray turns = dialogues[0][QLatin1String("turns")].toArray();
    ASSERT_EQ(turns.size(), 3);
    EXPECT_EQ(turns[1][QLatin1String("role")].toString(), QStringLiteral("system"));
    EXPECT_EQ(turns[2][QLatin1String("span")].toArray()[0], turns[2][QLatin1String("span")].toArray()[1]);
    EXPECT_FALSE(m_done.losses.isEmpty());
}

TEST(EmptyQdpx, IsValidToo)
{
    const test::TemporaryProject project;
    const QString path = project.filePath(QStringLiteral("empty.qdpx"));
    ASSERT_OK(exportQdpx(project.connection(), path, {}));
    const auto entries = readZipArchive(*readWholeFile(path));
    ASSERT_OK(entries);
    const auto found =
        test::schemaFaults(QStringLiteral("Project-mrt2019.xsd"),
                           project.writeFile(QStringLiteral("e.qde"), entries->first().content));
    if (!found)
        GTEST_SKIP() << "xmllint or the schemas are absent";
    EXPECT_EQ(*found, QString());
}
