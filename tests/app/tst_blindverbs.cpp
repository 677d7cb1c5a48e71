// A coder in hand who is blind finds nothing of another coder through any verb that tells or exports.
#include "core/base/zipfile.h"
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memostore.h"
#include "core/coding/propositionstore.h"
#include "core/coding/sampling.h"
#include "core/coding/suggeststore.h"
#include "core/reliability/adjudicationstore.h"
#include "tests/core/coding/codingproject.h"
#include "tests/support/program.h"

#include <QRegularExpression>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// How many turns bartholomew coded: a number that occurs nowhere else.
constexpr int manyTurns = 1237;

class BlindVerbs : public CodingProject
{
protected:
    // Words that occur nowhere but in bartholomew's work: "quetzal" in what he wrote, "zanzibar" in the
    // history.
    BlindVerbs()
    {
        put(place(QStringLiteral("a"), 0), m_genre, QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 2), m_mood, QStringLiteral("bartholomew"));
        m_other = coder(QStringLiteral("bartholomew")).id;
        holdRound();
        addTalk(QStringLiteral("long"), QStringLiteral("talk"),
                QStringList(manyTurns + 3, QStringLiteral("something calm")));
        EXPECT_OK(edit(QStringLiteral("Codings zanzibar"), [&] { return codeAll(); }));
        EXPECT_OK(edit(QStringLiteral("Memo zanzibar"), [&] { return write(); }));
        EXPECT_OK(edit(QStringLiteral("Verdicts zanzibar"), [&] { return judge(); }));
    }
    Result<void> codeAll() const
    {
        ANTIPHON_TRY_ASSIGN(auto writer, CodingWriter::open(db()));
        const auto talk = dialoguesCalled(db(), QStringLiteral("talk"), std::nullopt);
        ANTIPHON_TRY_ASSIGN(const auto turns, turnPlaces(db(), talk->first()));
        for (int i = 0; i < manyTurns; ++i) {
            Coding coding;
            coding.code = m_mood.id;
            coding.coder = m_other;
            coding.target = {turns[i].dialogue, turns[i].turn};
            ANTIPHON_TRY(writer.add(coding));
        }
        return {};
    }
    Result<void> write() const
    {
        const IdBytes turn = place(QStringLiteral("a"), 2).turn.bytes();
        Memo memo;
        memo.coder = m_other;
        memo.targetKind = MemoTarget::Turn;
        memo.target = turn;
        memo.text = QStringLiteral("a quetzal in the reply");
        ANTIPHON_TRY(addMemo(db(), memo));
        Proposition proposition;
        proposition.coder = m_other;
        proposition.text = QStringLiteral("quetzal moods come late");
        proposition.codes = {m_mood.id};
        ANTIPHON_TRY_ASSIGN(const PropositionId id, addProposition(db(), proposition));
        PropositionEvidence against;
        against.proposition = id;
        against.coder = m_other;
        against.anchor = {MemoTarget::Turn, turn};
        against.stance = Stance::Against;
        against.note = QStringLiteral("no quetzal here");
        ANTIPHON_TRY(addEvidence(db(), against));
        return {};
    }
    Result<void> judge() const
    {
        const TurnPlace first = place(QStringLiteral("a"), 0);
        const TurnPlace second = place(QStringLiteral("a"), 2);
        ANTIPHON_TRY(giveVerdict(db(), {{},
                                        m_mood.id,
                                        m_other,
                                        second.turn,
                                        first.turn,
                                        ComparisonVerdict::Negative,
                                        QStringLiteral("quetzal verdict"),
                                        0}));
        ANTIPHON_TRY(addSamplingChoice(db(), {{},
                                              first.dialogue,
                                              m_other,
                                              SamplingStrategy::Random,
                                              {},
                                              1,
                                              QStringLiteral("quetzal choice"),
                                              0,
                                              {},
                                              0}));
        SuggestionVerdict verdict;
        verdict.place = place(QStringLiteral("a"), 4);
        verdict.code = m_mood.id;
        verdict.model = QStringLiteral("quetzal-model");
        verdict.confidence = 0.5;
        verdict.accepted = true;
        return decideSuggestion(db(), m_other, verdict);
    }
    // Closed, and settled by bartholomew.
    void holdRound() const
    {
        EXPECT_OK(edit(QStringLiteral("Round"), [&]() -> Result<void> {
            const DialogueId dialogue = place(QStringLiteral("a"), 0).dialogue;
            NewRound asked{QStringLiteral("March"), {coder(QStringLiteral("ada")).id, m_other}};
            asked.draw = OverlapDraw::Chosen;
            asked.chosen = {dialogue};
            ANTIPHON_TRY_ASSIGN(const CodingRound round, openRound(db(), asked));
            ANTIPHON_TRY(setFinished(db(), round.id, dialogue, m_other, true));
            ANTIPHON_TRY(setFinished(db(), round.id, dialogue, coder(QStringLiteral("ada")).id, true));
            return closeRound(db(), round.id);
        }));
        EXPECT_OK(edit(QStringLiteral("Settle zanzibar"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const auto round, roundByName(db(), QStringLiteral("March")));
            ANTIPHON_TRY_ASSIGN(const auto turns, disputedTurns(db(), *round, {}));
            Adjudication decision;
            decision.took = Took::None;
            decision.by = m_other;
            decision.note = QStringLiteral("a quetzal settled");
            return settle(db(), *round, turns.first(), decision);
        }));
    }
    void blind(bool blind) const
    {
        EXPECT_OK(edit(QStringLiteral("Take a seat"), [&]() -> Result<void> {
            ANTIPHON_TRY(setChosenCoder(db(), QStringLiteral("ada")));
            return setCoderSight(db(), coder(QStringLiteral("ada")).id,
                                 blind ? CoderSight::Blind : CoderSight::Sighted);
        }));
    }
    QByteArray told(const QString& line) const
    {
        const ProgramRun run =
            runProgram(antiphonCli(), line.split(QLatin1Char(' ')) +
                                          QStringList{QStringLiteral("--project"), m_project.path()});
        return run.out + run.err;
    }
    // What may not even name him.
    QByteArray everything() const
    {
        QByteArray all;
        for (const char* verb : {"frequencies",
                                 "frequencies --by coder --json",
                                 "frequencies --by position --json",
                                 "frequencies --by role --json",
                                 "info --json",
                                 "search --in memos quetzal",
                                 "search mood --json",
                                 "history --json",
                                 "history --words zanzibar",
                                 "cooccurrence --json",
                                 "transitions --json",
                                 "saturation --json",
                                 "crosstab --by position --json",
                                 "taxonomy publish --name v1",
                                 "taxonomy list --json",
                                 "taxonomy show v1 --json",
                                 "taxonomy diff v1 current --json",
                                 "frequencies --taxonomy v1 --json",
                                 "proposition list --json",
                                 "negatives --json",
                                 "merge --conflicts --json"})
            all += told(QLatin1String(verb));
        for (const char* what : {"codings --format csv", "codings --format matrix", "memos", "codebook",
                                 "codebook --taxonomy v1", "corpus --source long"})
            all += exported(QLatin1String(what), QStringLiteral("out.csv"));
        for (const char* what : {"memos", "codebook"})
            all += exported(QLatin1String(what), QStringLiteral("out.md"));
        for (const char* table : {"frequencies", "cooccurrence", "transitions", "negatives"})
            all += written(QLatin1String(table), QStringLiteral("t.csv"));
        return all;
    }
    // What may say that he is there, as he who was asked about or one of a round, and no more.
    QByteArray namesAtMost() const
    {
        QByteArray all;
        for (const char* verb :
             {"agreement --coders ada,bartholomew --json", "round list --json", "round show March --json",
              "round disputes March --json", "frequencies --coder bartholomew --json",
              "saturation --coder bartholomew --json", "crosstab --by position --coder bartholomew --json",
              "proposition list --coder bartholomew --json", "negatives --coder bartholomew --json",
              "suggest evaluate --coder bartholomew --json", "suggest train --coder bartholomew --json",
              "suggest apply --coder bartholomew --json",
              "autocode calm --code mood --coder bartholomew --dry-run --json",
              "round settle March --dialogue a --turn 3 --take none --coder ada --json"})
            all += QByteArray(verb) + '\n' + told(QLatin1String(verb));
        return all + exported(QStringLiteral("memos --coder bartholomew"), QStringLiteral("his.md")) +
               written(QStringLiteral("recipe estimate --coder bartholomew"), QStringLiteral("recipe.json"));
    }
    // The parts of a project for other programs, which lists all coders.
    QByteArray exchanged() const
    {
        QByteArray all;
        const QString path = outPath(QStringLiteral("out.qdpx"));
        told(QStringLiteral("export qdpx --out ") + path);
        const auto parts = readZipArchive(content(path));
        EXPECT_TRUE(parts && parts->size() > 1);
        const QList<ZipEntry> entries = parts ? *parts : QList<ZipEntry>();
        for (const ZipEntry& part : entries)
            all += part.name.toUtf8() + part.content;
        return all;
    }
    QString outPath(const QString& name) const { return m_project.filePath(name); }
    QByteArray exported(const QString& what, const QString& name) const
    {
        return written(QStringLiteral("export ") + what, name);
    }
    QByteArray written(const QString& verb, const QString& name) const
    {
        QFile::remove(outPath(name));
        const QByteArray said = told(QStringLiteral("%1 --out %2").arg(verb, outPath(name)));
        return said + content(outPath(name));
    }
    // The lines that hold it.
    static QByteArray linesOf(const QByteArray& text, const char* pattern)
    {
        const QRegularExpression wanted{QString::fromLatin1(pattern)};
        QByteArray found;
        for (const QByteArray& line : text.split('\n')) {
            if (wanted.match(QString::fromUtf8(line)).hasMatch())
                found += line + '\n';
        }
        return found;
    }
    static constexpr char count[] = "(?<![0-9A-Za-z.:-])1[,. ]?23[789](?![0-9A-Za-z:])";
    static QByteArray content(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Code m_genre = code(Facet::Attribute, QStringLiteral("genre"));
    Code m_mood = code(Facet::Attribute, QStringLiteral("mood"));
    CoderId m_other;
};

} // namespace

TEST_F(BlindVerbs, TellNothingOfTheOthers)
{
    blind(false);
    const QByteArray seeing = everything() + namesAtMost();
    for (const char* word : {"bartholomew", "quetzal in the reply", "quetzal moods", "zanzibar"})
        EXPECT_TRUE(seeing.contains(word)) << word;
    EXPECT_NE(linesOf(seeing, count), QByteArray());
    EXPECT_GT(exchanged().count("<Coding "), manyTurns);
    blind(true);
    const QByteArray alone = everything();
    EXPECT_TRUE(alone.contains("genre")); // her own is there
    EXPECT_EQ(linesOf(alone, "bartholomew"), QByteArray());
    for (const QByteArray& told : {alone, namesAtMost()}) {
        EXPECT_EQ(linesOf(told, "quetzal"), QByteArray());
        EXPECT_EQ(linesOf(told, "zanzibar"), QByteArray());
        EXPECT_EQ(linesOf(told, count), QByteArray());
    }
    const QByteArray project = exchanged();
    EXPECT_EQ(project.count("<Coding "), 1);
    EXPECT_FALSE(project.contains("quetzal"));
}
