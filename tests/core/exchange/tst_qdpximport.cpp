#include "core/base/linereader.h"
#include "core/base/random.h"
#include "core/base/zipfile.h"
#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memoliststore.h"
#include "core/coding/memostore.h"
#include "core/coding/theorystore.h"
#include "core/corpus/corpusstore.h"
#include "core/exchange/qdpxfile.h"
#include "core/exchange/qdpximport.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

const QString emoji = QString::fromUtf8("a \U0001F3B8 solo\nplease \U0001F600");

QHash<QString, QByteArray> partsOf(const QString& path)
{
    QHash<QString, QByteArray> parts;
    const auto bytes = readWholeFile(path);
    EXPECT_OK(bytes);
    const auto entries = readZipArchive(*bytes);
    EXPECT_OK(entries);
    for (const ZipEntry& entry : *entries)
        parts.insert(entry.name, entry.content);
    return parts;
}

bool isTold(const QdpxImport& done, const char* what)
{
    return std::any_of(done.written.losses.begin(), done.written.losses.end(),
                       [&](const ExchangeLoss& loss) { return loss.item.contains(QLatin1String(what)); });
}

// A project with everything that a .qdpx can carry.
class FullProject : public test::CodingProject
{
protected:
    FullProject()
    {
        addTalk(QStringLiteral("guitars"), QStringLiteral("t"),
                {emoji, QStringLiteral("Sure"), {}, QStringLiteral("User: no")});
        const TurnPlace first = place(QStringLiteral("t"), 0);
        const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
        const Code mood = code(Facet::Attribute, QStringLiteral("mood"));
        EXPECT_OK(edit(QStringLiteral("Everything"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder ada, ensureCoder(db(), QStringLiteral("ada")));
            ANTIPHON_TRY_ASSIGN(const Coder ben, ensureCoder(db(), QStringLiteral("ben")));
            const auto put = [&](const CodingTarget& target, const Coder& by) {
                return addCoding(db(), {CodingId::create(), genre.id, by.id, target});
            };
            ANTIPHON_TRY(put({first.dialogue, first.turn}, ada));
            ANTIPHON_TRY(put({first.dialogue, first.turn, TextSpan{2, 3}}, ben));
            ANTIPHON_TRY(put({first.dialogue, first.turn, {}, true}, ada));
            ANTIPHON_TRY(put({first.dialogue}, ben));
            ANTIPHON_TRY(memos(first, genre, ada));
            ANTIPHON_TRY(addRelation(db(), {{}, genre.id, mood.id, RelationKind::Context, u"note"_qs, 0}));
            ANTIPHON_TRY(addProperty(db(), {{}, genre.id, u"width"_qs, u"narrow"_qs, u"wide"_qs, {}, 0}));
            ANTIPHON_TRY(pinCode(db(), {mood.id, 1.5, -2}));
            ANTIPHON_TRY(setCoreCategory(db(), genre.id));
            ANTIPHON_TRY(addCodeReferences(
                db(), {genre.id}, {Facet::Free, code(Facet::Intent, QStringLiteral("add_filter")).id, -1}));
            Comparison verdict;
            verdict.code = genre.id;
            verdict.coder = ada.id;
            verdict.turn = first.turn;
            verdict.against = place(QStringLiteral("t"), 2).turn;
            verdict.verdict = ComparisonVerdict::Negative;
            return giveVerdict(db(), verdict);
        }));
    }

    Result<void> memos(const TurnPlace& first, const Code& genre, const Coder& by) const
    {
        const QList<MemoAnchor> anchors{{MemoTarget::Project},
                                        {MemoTarget::Journal},
                                        {MemoTarget::Dialogue, first.dialogue.bytes()},
                                        {MemoTarget::Span, first.turn.bytes(), TextSpan{0, 3}},
                                        {MemoTarget::Code, genre.id.bytes()}};
        TimePoint at = 1'700'000'000'123;
        for (const MemoAnchor& anchor : anchors) {
            Memo memo = memoOn(anchor, by.id);
            memo.text = QStringLiteral("<why> %1\n").arg(memoTargetWord(anchor.kind));
            memo.kind = MemoKind::Question;
            memo.createdAt = memo.changedAt = ++at;
            ANTIPHON_TRY_ASSIGN(const MemoId id, addMemo(db(), memo));
            ANTIPHON_TRY(linkMemo(db(), id, {MemoTarget::Turn, first.turn.bytes()}));
        }
        return {};
    }

    QString exported(const Connection& connection, const QString& name) const
    {
        const QString folder = m_project.filePath(name);
        QDir().mkpath(folder);
        const QString path = folder + QStringLiteral("/out.qdpx");
        EXPECT_OK(exportQdpx(connection, path, {}));
        return path;
    }
};

// A .qdpx as another program may write it.
struct Foreign
{
    QByteArray selections; // XML in the one source
    QByteArray rest = {};  // XML behind the sources
    QByteArray text;
    QString write(const test::TemporaryProject& project) const
    {
        const QByteArray xml =
            "<Project name='study' origin='Other' creatingUserGUID='11111111-0000-4000-8000-000000000001'>"
            "<Users><User guid='{11111111-0000-4000-8000-000000000001}' name='Eve'/></Users><CodeBook><Codes>"
            "<Code guid='22222222-0000-4000-8000-000000000001' name='warm' isCodable='true'>"
            "<NoteRef targetGUID='33333333-0000-4000-8000-000000000001'/></Code></Codes></CodeBook><Sources>"
            "<TextSource guid='44444444-0000-4000-8000-000000000001' name='talk' "
            "plainTextPath='internal://t.txt'>" +
            selections + "</TextSource></Sources>" + rest + "</Project>";
        const auto bytes = zipArchive({{QStringLiteral("project.qde"), xml}, {u"sources/t.txt"_qs, text}});
        EXPECT_OK(bytes);
        return project.writeFile(QStringLiteral("study.qdpx"), *bytes);
    }
};

QByteArray selection(qint64 begin, qint64 end, const QByteArray& name, bool coded = true,
                     const QByteArray& inside = {})
{
    return "<PlainTextSelection guid='" + idText(opaqueIdBytes()).toUtf8() + "' name='" + name +
           "' startPosition='" + QByteArray::number(begin) + "' endPosition='" + QByteArray::number(end) +
           "'>" +
           (coded ? "<Coding guid='" + idText(opaqueIdBytes()).toUtf8() +
                        "' creatingUser='11111111-0000-4000-8000-000000000001'><CodeRef "
                        "targetGUID='{22222222-0000-4000-8000-000000000001}'/></Coding>"
                  : QByteArray()) +
           inside + "</PlainTextSelection>";
}

class ForeignImport : public testing::Test
{
protected:
    const Connection& db() const { return m_project.connection(); }
    Result<QdpxImport> take(const Foreign& file) const
    {
        return importQdpx(db(), {QStringLiteral("ada")}, file.write(m_project));
    }
    QStringList quotes() const
    {
        QStringList found;
        const auto turns = codedTurns(db(), {});
        EXPECT_OK(turns);
        for (const CodedTurn& turn : *turns)
            found << (turn.target.span ? QStringLiteral("words ") : QStringLiteral("turn ")) + turn.quote();
        return found;
    }
    test::TemporaryProject m_project;
};

} // namespace

TEST_F(FullProject, ComesBackByteForByte)
{
    const QString first = exported(db(), QStringLiteral("first"));
    const test::TemporaryProject fresh;
    const auto done = importQdpx(fresh.connection(), m_actor, first);
    ASSERT_OK(done);
    EXPECT_TRUE(done->ours);
    EXPECT_EQ(done->written.codings, 4);
    EXPECT_EQ(done->written.memos, 5);
    for (const ExchangeLoss& loss : done->written.losses)
        ADD_FAILURE() << loss.item.toStdString();
    const auto before = partsOf(first);
    const auto after = partsOf(exported(fresh.connection(), QStringLiteral("second")));
    EXPECT_EQ(after.size(), before.size());
    for (auto part = before.cbegin(); part != before.cend(); ++part)
        EXPECT_EQ(after.value(part.key()).toStdString(), part.value().toStdString())
            << part.key().toStdString();
}

TEST_F(FullProject, IsUndoneAtOnce)
{
    const QString path = exported(db(), QStringLiteral("first"));
    const test::TemporaryProject fresh;
    ASSERT_OK(importQdpx(fresh.connection(), m_actor, path));
    EditHistory history(fresh.connection());
    const auto entry = history.undo(m_actor);
    ASSERT_OK(entry);
    EXPECT_EQ(entry->label, QStringLiteral("Import out.qdpx"));
    EXPECT_EQ(readySources(fresh.connection())->size(), 0);
    EXPECT_EQ(readCodes(fresh.connection())->size(), 0);
    EXPECT_EQ(allCoders(fresh.connection())->size(), 0);
    ASSERT_OK(history.redo(m_actor));
    EXPECT_EQ(readySources(fresh.connection())->size(), readySources(db())->size());
    EXPECT_GT(readCodes(fresh.connection())->size(), 0);
}

TEST_F(FullProject, GoesBesideItselfUnderOtherNames)
{
    const QString path = exported(db(), QStringLiteral("first"));
    const qint64 before = codings();
    const auto done = importQdpx(db(), m_actor, path);
    ASSERT_OK(done);
    EXPECT_EQ(done->written.codes, 0);
    EXPECT_EQ(done->written.coders, 0);
    EXPECT_EQ(codings(), 2 * before);
    EXPECT_TRUE(isTold(*done, "is called \"guitars (2)\" here"));
}

TEST_F(FullProject, IsForeignWhereASideFileDoesNotFit)
{
    auto parts = partsOf(exported(db(), QStringLiteral("first")));
    QList<ZipEntry> entries;
    for (auto part = parts.cbegin(); part != parts.cend(); ++part) {
        QByteArray content = part.value();
        if (part.key().endsWith(QLatin1String(".txt")))
            content.replace("Sure", "Certainly");
        entries << ZipEntry{part.key(), content};
    }
    const test::TemporaryProject fresh;
    const auto done =
        importQdpx(fresh.connection(), m_actor, fresh.writeFile(u"changed.qdpx"_qs, *zipArchive(entries)));
    ASSERT_OK(done);
    EXPECT_FALSE(done->ours);
    EXPECT_TRUE(isTold(*done, "antiphon.json was not used"));
    EXPECT_GT(done->written.codings, 0);
}

TEST_F(FullProject, ComesInWholeOrNotAtAllHoweverTheFileIsSpoilt)
{
    const auto parts = partsOf(exported(db(), QStringLiteral("first")));
    QStringList names = parts.keys();
    names.sort();
    const test::TemporaryProject fresh;
    Random random(12);
    const auto below = [&](qsizetype bound) {
        return static_cast<qsizetype>(random.below(static_cast<quint64>(bound)));
    };
    int taken = 0;
    for (int round = 0; round < 60; ++round) {
        QList<ZipEntry> entries;
        const QString spoilt = names[below(names.size())];
        for (const QString& name : std::as_const(names)) {
            QByteArray content = parts.value(name);
            for (int i = 0; name == spoilt && i < 3; ++i)
                content[below(content.size())] = "09af\"-<x"[below(8)];
            entries << ZipEntry{name, content};
        }
        const QString path = fresh.writeFile(u"spoilt.qdpx"_qs, *zipArchive(entries));
        const qint64 before = EditHistory(fresh.connection()).state()->undoSequence;
        const auto done = importQdpx(fresh.connection(), m_actor, path);
        const qint64 after = EditHistory(fresh.connection()).state()->undoSequence;
        EXPECT_EQ(after > before, done.has_value()) << round;
        const bool blamesFile = !done && (done.error().code == ErrorCode::WrongFormat ||
                                          done.error().code == ErrorCode::AlreadyExists);
        EXPECT_TRUE(done || blamesFile) << errorSentence(done ? Error() : done.error()).toStdString();
        taken += done ? 1 : 0;
    }
    EXPECT_GT(taken, 0);
    EXPECT_LT(taken, 60);
}

TEST_F(ForeignImport, PutsTurnsWordsAndMemosInTheirPlaces)
{
    const QByteArray text = "\xEF\xBB\xBFUser: \xF0\x9F\x8E\xB8 please\r\nSystem: gladly\r\nUser: more\r\n";
    // Counted as UTF-16 units with the mark and CRLF as two.
    const auto done =
        take({selection(7, 16, "\xF0\x9F\x8E\xB8 please") + selection(7, 9, "\xF0\x9F\x8E\xB8") +
                  selection(10, 32, "please System: gladly") +
                  selection(26, 32, "gladly", false, "<Description>a thought</Description>"),
              "<Notes><Note guid='33333333-0000-4000-8000-000000000001' name='on warm'><PlainTextContent>what"
              "</PlainTextContent></Note></Notes><Graphs><Graph name='g'/></Graphs>",
              text});
    ASSERT_OK(done);
    EXPECT_EQ(done->offsets->model, (OffsetModel{true, 2, true, false}))
        << offsetModelText(done->offsets->model).toStdString();
    EXPECT_EQ(done->offsets->matched, 4);
    const QString guitar = QString::fromUtf8("\U0001F3B8");
    QStringList found = quotes();
    found.sort();
    QStringList expected{QStringLiteral("turn ") + guitar + QStringLiteral(" please"),
                         QStringLiteral("words ") + guitar, QStringLiteral("words please"),
                         QStringLiteral("turn gladly")};
    expected.sort();
    EXPECT_EQ(found, expected);
    EXPECT_TRUE(isTold(*done, "over several turns"));
    EXPECT_TRUE(isTold(*done, "the graph \"g\""));
    const auto sheets = memoSheets(db(), {});
    ASSERT_OK(sheets);
    ASSERT_EQ(sheets->size(), 2);
    for (const MemoSheet& sheet : *sheets) {
        EXPECT_TRUE(sheet.listed.place.there);
        EXPECT_EQ(sheet.listed.coder, QStringLiteral("Eve"));
    }
    EXPECT_EQ(readySources(db())->first().name, QStringLiteral("study"));
}

TEST_F(ForeignImport, MakesParagraphsTurnsOfTheUser)
{
    const auto done = take({selection(4, 7, "two"), {}, "one\ntwo\nthree"});
    ASSERT_OK(done);
    EXPECT_EQ(done->written.turns, 3);
    EXPECT_EQ(quotes(), QStringList{QStringLiteral("turn two")});
    EXPECT_TRUE(isTold(*done, "each paragraph is a turn"));
}

TEST_F(ForeignImport, LeavesTheProjectAsItWasWhereTheFileIsBad)
{
    const QString before = test::dumpOfAllTables(db());
    const QString path = m_project.writeFile(
        u"evil.qdpx"_qs, *zipArchive({{u"project.qde"_qs, "<Project name='p'/>"}, {u"../x"_qs, "x"}}));
    EXPECT_FALSE(importQdpx(db(), {QStringLiteral("ada")}, path).has_value());
    const QString empty =
        m_project.writeFile(u"no.qdpx"_qs, *zipArchive({{u"project.qde"_qs, "<Project name='p'/>"}}));
    EXPECT_EQ(importQdpx(db(), {QStringLiteral("ada")}, empty).error().code, ErrorCode::EmptyFile);
    const CancelToken cancel;
    cancel.cancel();
    const auto stopped = importQdpx(db(), {QStringLiteral("ada")},
                                    Foreign{selection(0, 1, "o"), {}, "one"}.write(m_project), {}, cancel);
    ASSERT_FALSE(stopped.has_value());
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(test::dumpOfAllTables(db()), before);
}

TEST_F(ForeignImport, TakesAProjectsXmlWithoutItsZip)
{
    const QByteArray xml =
        "<?xml version=\"1.0\"?><Project name=\"x\" xmlns=\"urn:QDA-XML:project:1.0\"><CodeBook>"
        "<Codes><Code guid=\"11111111-2222-4333-8444-555555555555\" name=\"warmth\" "
        "isCodable=\"true\"/></Codes></CodeBook></Project>";
    for (const QByteArray& mark : {QByteArray(), QByteArray("\xef\xbb\xbf")}) {
        const auto done =
            importQdpx(db(), {QStringLiteral("ada")}, m_project.writeFile(u"bare.qde"_qs, mark + xml));
        ASSERT_OK(done);
    }
    const auto codes = readCodes(db());
    ASSERT_OK(codes);
    EXPECT_EQ(std::ranges::count(*codes, QStringLiteral("warmth"), &Code::name), 1);
    EXPECT_ERROR(importQdpx(db(), {QStringLiteral("ada")}, m_project.writeFile(u"no.qdpx"_qs, "neither")),
                 ErrorCode::WrongFormat);
}

TEST_F(ForeignImport, TakesTheStandardsOwnExampleWithTextsThatFit)
{
    const auto data = test::sharedData();
    const auto xml = readWholeFile(data.value_or(QString()) + u"/refi-qda/refispec-A2-ATLASti-8.4.0.qde"_qs);
    if (!data || !xml)
        GTEST_SKIP() << "the standard's annex is absent";
    // The annex has no texts: these put the words that it names where it says they are.
    const auto words = [](qint64 begin, const QString& text) {
        return QString(begin, QLatin1Char('x')).toUtf8() + text.toUtf8() + " and on.";
    };
    const QString coke = u"Oh, that was great. See you tomorrow? Eleven thirty. Mm."_qs;
    const QString bread = u"I did try the gluten free bread, but it was always so soggy,"_qs;
    const QByteArray marked = xml->mid(0, xml->indexOf("Simon.docx"));
    const qsizetype at = marked.lastIndexOf("plainTextPath=\"internal://") + 26;
    const QString simon = QString::fromUtf8(marked.mid(at, marked.indexOf('"', at) - at));
    const auto whole =
        zipArchive({{u"Project.qde"_qs, *xml},
                    {u"sources/230B768E-5A3D-42B7-BE92-2A3721177944.txt"_qs, words(139, coke)},
                    {u"sources/142EB46D-612E-4593-A385-D0E5D04D1288.txt"_qs, words(62, u"granola"_qs)},
                    {u"sources/"_qs + simon, words(215, bread)}});
    const auto done =
        importQdpx(db(), {QStringLiteral("ada")}, m_project.writeFile(u"annex.qdpx"_qs, *whole));
    ASSERT_OK(done);
    EXPECT_FALSE(done->offsets->model.inclusive);
    const QStringList found = quotes();
    for (const QString& expected : {coke, bread, u"granola"_qs})
        EXPECT_TRUE(found.contains(QStringLiteral("words ") + expected)) << expected.toStdString();
    EXPECT_TRUE(isTold(*done, "Memo-Quotation Relation"));
}
