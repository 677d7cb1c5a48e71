#include "core/base/random.h"
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/coding/codingexport.h"
#include "core/coding/codingimport.h"
#include "core/coding/codingstore.h"
#include "core/coding/frequencystore.h"
#include "tests/core/coding/codingproject.h"

#include <map>

using namespace antiphon;

namespace {

// Each letter of these is more than one code point or more than one UTF-16 unit, or runs from the right.
const QString familyText =
    QStringLiteral("play \U0001F469\u200D\U0001F467\u200D\U0001F466 songs, cafe\u0301!");
const QString hebrewText =
    QStringLiteral("\u05E9\u05DC\u05D5\u05DD rock \U0001F3B8\U0001F3FD \u0627\u0647\u0644\u0627");

class CodingTargets : public test::CodingProject
{
protected:
    CodingTargets()
    {
        addTalk(QStringLiteral("script"), QStringLiteral("x"),
                {familyText, hebrewText, QStringLiteral("and jazz"), QStringLiteral("here is jazz")});
        ada = ensureCoder(db(), QStringLiteral("ada")).value();
    }
    TurnPlace at(int position) const { return place(QStringLiteral("x"), position); }
    CodingTarget turn(int position) const { return {at(position).dialogue, at(position).turn, {}}; }
    CodingTarget span(int position, qint64 begin, qint64 end) const
    {
        return {at(position).dialogue, at(position).turn, TextSpan{begin, end}};
    }
    CodingTarget exchange(int position) const { return {at(position).dialogue, at(position).turn, {}, true}; }
    CodingTarget dialogue() const { return {at(0).dialogue, {}, {}}; }
    Result<bool> add(const CodingTarget& target, const Code& code)
    {
        bool added = false;
        const auto done = edit(QStringLiteral("Add"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(added, addCoding(db(), {{}, code.id, ada.id, target, {}, 0}));
            return {};
        });
        if (!done)
            return fail(done.error());
        return added;
    }
    QStringList quotes() const
    {
        QStringList all;
        CodedTurnQuery query;
        query.coder = ada.id;
        const QList<CodedTurn> turns = codedTurns(db(), query).value_or(QList<CodedTurn>());
        for (const CodedTurn& coded : turns)
            all << targetWord(coded.target.kind()) + QLatin1Char(' ') + coded.code.name + QLatin1Char(' ') +
                       coded.quote();
        return all;
    }

    Coder ada;
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    const Code mood = code(Facet::Attribute, QStringLiteral("mood"));
    const Code intent = code(Facet::Intent, QStringLiteral("add_filter"));
    const Code action = code(Facet::Action, QStringLiteral("passive_recommend"));
};

} // namespace

TEST_F(CodingTargets, LieOnSpansTurnsExchangesAndDialogues)
{
    for (const CodingTarget& target :
         {span(0, 5, 10), span(0, 3, 12), span(0, 5, 10), turn(0), exchange(0), dialogue()})
        ASSERT_OK(add(target, genre));
    EXPECT_EQ(codings(), 5); // the span that came twice counts once
    QList<CodingTarget> targets;
    for (const Coding& coding : codingsOf(QStringLiteral("x"), QStringLiteral("ada")))
        targets << coding.target;
    EXPECT_EQ(targets,
              (QList<CodingTarget>{span(0, 5, 10), span(0, 3, 12), turn(0), exchange(0), dialogue()}));
    EXPECT_EQ(targets[0].kind(), TargetKind::Span);
    EXPECT_EQ(targets[3].kind(), TargetKind::Exchange);
    EXPECT_EQ(codingCounts(db(), ada.id)->value(genre.id), 5);
}

TEST_F(CodingTargets, RefuseWhatCanNotBe)
{
    EXPECT_ERROR(add(span(0, 5, 5), genre), ErrorCode::InvalidValue);
    EXPECT_ERROR(add(span(0, -1, 5), genre), ErrorCode::InvalidValue);
    EXPECT_ERROR(add(span(2, 0, 9), genre), ErrorCode::InvalidValue);
    EXPECT_OK(add(span(2, 0, 8), genre));
    EXPECT_ERROR(add(exchange(1), genre), ErrorCode::InvalidValue);
    EXPECT_ERROR(add({at(0).dialogue, {}, TextSpan{0, 1}}, genre), ErrorCode::InvalidValue);
    EXPECT_ERROR(add({at(0).dialogue, {}, {}, true}, genre), ErrorCode::InvalidValue);
    EXPECT_ERROR(add({at(0).dialogue, at(0).turn, TextSpan{0, 1}, true}, genre), ErrorCode::InvalidValue);
    EXPECT_ERROR(add({DialogueId::create(), {}, {}}, genre), ErrorCode::NotFound);
    EXPECT_ERROR(add(span(1, 0, 2), intent), ErrorCode::NotPossible);
    EXPECT_OK(add(exchange(0), intent)); // one of its turns is the user's
    EXPECT_OK(add(exchange(0), action));
    EXPECT_OK(add(dialogue(), intent));
    EXPECT_EQ(codings(), 4);
}

TEST_F(CodingTargets, AnExchangeOfOneSideTakesThatSidesCodes)
{
    addTalk(QStringLiteral("half"), QStringLiteral("h"), {QStringLiteral("hello")});
    const CodingTarget alone{
        place(QStringLiteral("h"), 0).dialogue, place(QStringLiteral("h"), 0).turn, {}, true};
    EXPECT_OK(add(alone, intent));
    EXPECT_ERROR(add(alone, action), ErrorCode::NotPossible);
}

TEST_F(CodingTargets, ChangeTheirSpanAndCodeAndStayThemselves)
{
    ASSERT_OK(add(span(0, 5, 10), genre));
    const Coding before = codingsOf(QStringLiteral("x"), QStringLiteral("ada")).first();
    ASSERT_OK(edit(QStringLiteral("Extend"), [&] { return changeCodingSpan(db(), before.id, {3, 12}); }));
    ASSERT_OK(edit(QStringLiteral("Recode"), [&] { return recode(db(), before.id, mood.id); }));
    Coding wanted = before;
    wanted.target = span(0, 3, 12);
    wanted.code = mood.id;
    EXPECT_EQ(codingsOf(QStringLiteral("x"), QStringLiteral("ada")), QList<Coding>{wanted});
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(codingsOf(QStringLiteral("x"), QStringLiteral("ada")), QList<Coding>{before});
}

TEST_F(CodingTargets, RefuseChangesThatWouldDoubleThem)
{
    ASSERT_OK(add(span(0, 5, 10), genre));
    ASSERT_OK(add(span(0, 3, 12), genre));
    ASSERT_OK(add(span(0, 5, 10), mood));
    ASSERT_OK(add(turn(0), genre));
    const QList<Coding> all = codingsOf(QStringLiteral("x"), QStringLiteral("ada"));
    EXPECT_ERROR(changeCodingSpan(db(), all[0].id, {3, 12}), ErrorCode::NotPossible);
    EXPECT_ERROR(changeCodingSpan(db(), all[0].id, {3, 999}), ErrorCode::InvalidValue);
    EXPECT_ERROR(changeCodingSpan(db(), all[3].id, {3, 4}), ErrorCode::NotPossible);
    EXPECT_ERROR(changeCodingSpan(db(), CodingId::create(), {3, 4}), ErrorCode::NotFound);
    EXPECT_ERROR(recode(db(), all[2].id, genre.id), ErrorCode::NotPossible);
    EXPECT_ERROR(recode(db(), all[2].id, action.id), ErrorCode::NotPossible);
    EXPECT_OK(recode(db(), all[2].id, mood.id)); // itself is no rival
    EXPECT_EQ(codingsOf(QStringLiteral("x"), QStringLiteral("ada")), all);
}

TEST_F(CodingTargets, AreFoundInBothDirections)
{
    ASSERT_OK(add(span(0, 0, 4), genre));
    ASSERT_OK(add(exchange(2), genre));
    ASSERT_OK(add(turn(3), mood));
    const auto uncoded = [&](int from, Direction direction) {
        return nextUncodedTurn(db(), ada.id, at(from), direction).value();
    };
    EXPECT_EQ(uncoded(0, Direction::Forward), at(1));
    EXPECT_EQ(uncoded(1, Direction::Forward), at(2)); // an exchange's code is not its turns'
    EXPECT_EQ(uncoded(2, Direction::Forward), std::nullopt);
    EXPECT_EQ(uncoded(3, Direction::Backward), at(2));
    EXPECT_EQ(uncoded(1, Direction::Backward), std::nullopt);
    const auto coded = [&](int from, Direction direction) {
        return nextTurnWithCode(db(), ada.id, genre.id, at(from), direction).value();
    };
    EXPECT_EQ(coded(0, Direction::Forward), at(2));
    EXPECT_EQ(coded(2, Direction::Forward), std::nullopt);
    EXPECT_EQ(coded(2, Direction::Backward), at(0));
    EXPECT_EQ(coded(0, Direction::Backward), std::nullopt);
}

TEST_F(CodingTargets, CountOnTurnsOnlyWhereTheyLieOnThem)
{
    ASSERT_OK(add(span(0, 0, 4), genre));
    ASSERT_OK(add(span(0, 1, 3), genre));
    ASSERT_OK(add(exchange(2), mood));
    ASSERT_OK(add(dialogue(), mood));
    FrequencyQuery query;
    query.by = FrequencyBy::Coder;
    const auto rows = readFrequencies(db(), query);
    ASSERT_OK(rows);
    for (const FrequencyRow& row : *rows) {
        EXPECT_EQ(row.turns, row.code.id == genre.id ? 1 : 0) << qPrintable(row.code.name);
        EXPECT_EQ(row.n, 1);
        EXPECT_EQ(row.missing, 3);
    }
}

// The words that a coding lies on, through saving, export, deletion and import.
TEST_F(CodingTargets, StayOnTheirCharactersThroughExportAndImport)
{
    ASSERT_OK(add(span(0, 5, 10), genre));  // a family of five code points
    ASSERT_OK(add(span(0, 18, 23), genre)); // "cafe" with an accent of its own
    ASSERT_OK(add(span(1, 0, 4), genre));   // from the right
    ASSERT_OK(add(span(1, 10, 12), mood));  // a guitar with a skin tone
    ASSERT_OK(add(turn(1), mood));
    ASSERT_OK(add(exchange(2), mood));
    ASSERT_OK(add(dialogue(), genre));
    const QStringList before = quotes();
    EXPECT_TRUE(before.contains(QStringLiteral("span genre \U0001F469\u200D\U0001F467\u200D\U0001F466")));
    EXPECT_TRUE(before.contains(QStringLiteral("span genre cafe\u0301")));
    EXPECT_TRUE(before.contains(QStringLiteral("span genre \u05E9\u05DC\u05D5\u05DD")));
    EXPECT_TRUE(before.contains(QStringLiteral("span mood \U0001F3B8\U0001F3FD")));
    m_project.restart();
    EXPECT_EQ(quotes(), before);
    const QByteArray csv = codingsCsv(codedTurns(db(), {}).value());
    const QString path = m_project.writeFile(QStringLiteral("out.csv"), csv);
    for (const Coding& coding : codingsOf(QStringLiteral("x"), QStringLiteral("ada")))
        ASSERT_OK(removeCoding(db(), coding.id));
    EXPECT_EQ(codings(), 0);
    const auto imported = importCodings(db(), m_actor, {path, CodingFormat::Csv, QStringLiteral("ada"), {}});
    ASSERT_OK(imported);
    EXPECT_EQ(imported->codings, 7);
    EXPECT_TRUE(imported->refused.isEmpty());
    EXPECT_EQ(quotes(), before);
    EXPECT_EQ(codingsCsv(codedTurns(db(), {}).value()).replace(",import,", ",person,"), csv);
}

TEST_F(CodingTargets, RefuseRowsWhoseQuoteStandsElsewhere)
{
    const QByteArray rows = "dialogue,turn,target,begin,end,code,quote\n"
                            "x,3,span,4,8,genre,jazz\n"
                            "x,3,span,3,7,genre,jazz\n"
                            "x,3,span,4,90,genre,\n"
                            "x,3,span,,,genre,\n"
                            "x,3,,0,3,mood,\n"
                            "x,2,exchange,,,genre,\n"
                            "x,3,exchange,,,genre,\n"
                            "x,,dialogue,,,genre,\n"
                            "x,3,page,,,genre,\n";
    const QString path = m_project.writeFile(QStringLiteral("in.csv"), rows);
    const auto imported = importCodings(db(), m_actor, {path, CodingFormat::Csv, QStringLiteral("ada"), {}});
    ASSERT_OK(imported);
    QList<qint64> lines;
    for (const RefusedRow& row : imported->refused)
        lines << row.line;
    EXPECT_EQ(lines, (QList<qint64>{3, 4, 5, 7, 10}));
    EXPECT_EQ(quotes(), (QStringList{QStringLiteral("dialogue genre "), QStringLiteral("span genre jazz"),
                                     QStringLiteral("exchange genre "), QStringLiteral("span mood and")}));
}

// Random acts on all targets against a plain map: the file holds what the map holds, after undo and redo,
// too.
TEST_F(CodingTargets, AgreeWithAMapOfCodings)
{
    Random random(7);
    const QList<Code> codes{genre, mood, intent, action};
    const auto key = [](const Coding& coding) {
        const CodingTarget& t = coding.target;
        return QStringLiteral("%1 %2 %3 %4 %5 %6")
            .arg(coding.code.toText(), t.dialogue.toText(), t.turn.value_or(TurnId()).toText())
            .arg(t.span ? t.span->begin : -1)
            .arg(t.span ? t.span->end : -1)
            .arg(t.exchange);
    };
    using Model = std::map<QString, QString>; // coding id to what it says
    const auto drawTarget = [&]() -> CodingTarget {
        const int position = static_cast<int>(random.below(4));
        const auto begin = static_cast<qint64>(random.below(6));
        switch (random.below(5)) {
        case 0:
            return dialogue();
        case 1:
            return exchange(position);
        case 2:
            return turn(position);
        default:
            return span(position, begin, begin + static_cast<qint64>(random.below(4)));
        }
    };
    const auto isRight = [&](const Coding& coding) {
        const CodingTarget& t = coding.target;
        int position = 0;
        while (t.turn && at(position).turn != *t.turn)
            ++position;
        if (t.span && t.span->begin >= t.span->end)
            return false;
        if (t.exchange)
            return position % 2 == 0;
        const bool user = position % 2 == 0;
        return !t.turn || coding.code == genre.id || coding.code == mood.id ||
               coding.code == (user ? intent.id : action.id);
    };
    Model model;
    const auto held = [&](const QString& said) {
        return std::any_of(model.begin(), model.end(), [&](const auto& row) { return row.second == said; });
    };
    QList<Model> past{model};
    for (int round = 0; round < 400; ++round) {
        const QList<Coding> all = codingsOf(QStringLiteral("x"), QStringLiteral("ada"));
        Coding coding{
            CodingId::create(), codes[static_cast<int>(random.below(4))].id, ada.id, drawTarget(), {},
            round + 1};
        const quint64 act = all.isEmpty() ? 0 : random.below(4);
        bool changed = false;
        if (act == 0) {
            const bool possible = isRight(coding) && !held(key(coding));
            const auto done = edit(QStringLiteral("Add"), [&]() -> Result<void> {
                ANTIPHON_TRY_ASSIGN(changed, addCoding(db(), coding));
                return {};
            });
            EXPECT_EQ(changed, possible);
            EXPECT_EQ(done.has_value(), isRight(coding));
            if (changed)
                model[coding.id.toText()] = key(coding);
        } else {
            Coding other = all[static_cast<int>(random.below(static_cast<quint64>(all.size())))];
            Result<void> done;
            if (act == 1) {
                done = edit(QStringLiteral("Remove"), [&]() -> Result<void> {
                    ANTIPHON_TRY_ASSIGN(changed, removeCoding(db(), other.target, other.code, other.coder));
                    return {};
                });
                EXPECT_TRUE(changed);
                model.erase(other.id.toText());
            } else {
                const Coding was = other;
                if (act == 2)
                    other.code = coding.code;
                else
                    other.target.span = coding.target.span.value_or(TextSpan{1, 3});
                const bool movable = act == 2 || was.target.span.has_value();
                const bool possible =
                    movable && isRight(other) && (key(other) == key(was) || !held(key(other)));
                done = edit(QStringLiteral("Change"), [&] {
                    return act == 2 ? recode(db(), was.id, other.code)
                                    : changeCodingSpan(db(), was.id, *other.target.span);
                });
                EXPECT_EQ(done.has_value(), possible);
                changed = possible && key(other) != key(was);
                if (changed)
                    model[was.id.toText()] = key(other);
            }
        }
        if (changed)
            past << model;
        ASSERT_EQ(codings(), static_cast<qint64>(model.size()));
    }
    const auto stored = [&] {
        Model now;
        for (const Coding& coding : codingsOf(QStringLiteral("x"), QStringLiteral("ada")))
            now[coding.id.toText()] = key(coding);
        return now;
    };
    EXPECT_EQ(stored(), model);
    EXPECT_GT(past.size(), 150);
    m_project.restart();
    for (qsizetype i = past.size() - 2; i >= 0; --i) {
        ASSERT_OK(EditHistory(db()).undo(m_actor));
        ASSERT_EQ(stored(), past[i]);
    }
    for (qsizetype i = 1; i < past.size(); ++i) {
        ASSERT_OK(EditHistory(db()).redo(m_actor));
        ASSERT_EQ(stored(), past[i]);
    }
}
