#include "core/coding/autocode.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/corpus/corpusstore.h"
#include "tests/core/coding/codingproject.h"

#include <QElapsedTimer>

using namespace antiphon;

namespace {

AutocodeRule ruleOf(PatternKind kind, const QString& pattern)
{
    AutocodeRule rule;
    rule.kind = kind;
    rule.pattern = pattern;
    return rule;
}

// What fits, as texts.
QStringList found(const AutocodeRule& rule, const QString& text)
{
    const auto expression = compilePattern(rule);
    EXPECT_OK(expression);
    QStringList parts;
    for (const TextSpan& span : findPattern(*expression, text).value_or(QList<TextSpan>()))
        parts << spanText(text, span);
    return parts;
}

class Autocode : public test::CodingProject
{
protected:
    Autocode() : m_code(code(Facet::Attribute, QStringLiteral("genre"))) { m_rule.code = m_code.id; }
    AutocodePreview preview()
    {
        const auto seen = previewAutocode(db(), m_rule);
        EXPECT_OK(seen);
        return seen.value_or(AutocodePreview());
    }
    Result<qint64> apply(const QList<AutocodeMatch>& matches)
    {
        return applyAutocode(db(), m_actor, m_rule, QStringLiteral("ada"), matches);
    }
    Code m_code;
    AutocodeRule m_rule;
};

} // namespace

TEST(AutocodePattern, TextWordsAndExpressions)
{
    const QString text = QStringLiteral("Soul, soulful SOUL; rock'n'soul a.b axb");
    EXPECT_EQ(found(ruleOf(PatternKind::Text, QStringLiteral("soul")), text).size(), 4);
    EXPECT_EQ(found(ruleOf(PatternKind::Words, QStringLiteral("soul")), text),
              (QStringList{QStringLiteral("Soul"), QStringLiteral("SOUL"), QStringLiteral("soul")}));
    AutocodeRule exact = ruleOf(PatternKind::Words, QStringLiteral("Soul"));
    exact.letterCase = Qt::CaseSensitive;
    EXPECT_EQ(found(exact, text), QStringList{QStringLiteral("Soul")});
    EXPECT_EQ(found(ruleOf(PatternKind::Text, QStringLiteral("a.b")), text),
              QStringList{QStringLiteral("a.b")});
    EXPECT_EQ(found(ruleOf(PatternKind::Expression, QStringLiteral("a.b")), text).size(), 2);
    EXPECT_TRUE(found(ruleOf(PatternKind::Expression, QStringLiteral("z*")), text).isEmpty());
}

TEST(AutocodePattern, PositionsAreCodePointsOfWholeCharacters)
{
    const QString text =
        QStringLiteral("\U0001F3B5 cafe\u0301 \u05e9\u05dc\u05d5\u05dd \U0001F469\u200d\U0001F3A4 cafe");
    const auto expression = compilePattern(ruleOf(PatternKind::Text, QStringLiteral("cafe")));
    const auto spans = findPattern(*expression, text);
    ASSERT_OK(spans);
    ASSERT_EQ(spans->size(), 2);
    EXPECT_EQ(spans->first(), (TextSpan{2, 7})); // with the accent that belongs to the e
    EXPECT_EQ(spanText(text, spans->at(1)), QStringLiteral("cafe"));
    EXPECT_EQ(found(ruleOf(PatternKind::Words, QStringLiteral("\u05e9\u05dc\u05d5\u05dd")), text).size(), 1);
    // A part of a joined emoji is the whole of it.
    EXPECT_EQ(found(ruleOf(PatternKind::Text, QStringLiteral("\U0001F3A4")), text),
              QStringList{QStringLiteral("\U0001F469\u200d\U0001F3A4")});
}

TEST(AutocodePattern, RefusesWhatCannotWork)
{
    EXPECT_ERROR(compilePattern(ruleOf(PatternKind::Text, QStringLiteral(" "))), ErrorCode::InvalidValue);
    const auto faulty = compilePattern(ruleOf(PatternKind::Expression, QStringLiteral("(rock")));
    EXPECT_ERROR(faulty, ErrorCode::InvalidValue);
    EXPECT_TRUE(errorSentence(faulty.error()).contains(QStringLiteral("at character 6")))
        << errorSentence(faulty.error()).toStdString();
    // The classic that takes for ever.
    const auto slow = compilePattern(ruleOf(PatternKind::Expression, QStringLiteral("^(a+)+$")));
    QElapsedTimer timer;
    timer.start();
    EXPECT_ERROR(findPattern(*slow, QString(40, u'a') + u'!'), ErrorCode::NotPossible);
    EXPECT_LT(timer.elapsed(), 2000);
}

TEST_F(Autocode, CodesTheTurnsThatFitInOneStep)
{
    m_rule.pattern = QStringLiteral("turn 3");
    m_rule.kind = PatternKind::Words;
    const AutocodePreview seen = preview();
    ASSERT_EQ(seen.matches.size(), 2); // a and b have three turns or more
    EXPECT_EQ(seen.turns, 10);
    EXPECT_EQ(seen.samples.first().dialogue, QStringLiteral("a"));
    const QString before = test::dumpOfRecordedTables(db());
    const auto added = apply(seen.matches);
    ASSERT_OK(added);
    EXPECT_EQ(*added, 2);
    const auto stored =
        codingsOfDialogue(db(), place(QStringLiteral("a"), 2).dialogue, coder(QStringLiteral("ada")).id);
    ASSERT_EQ(stored->size(), 1);
    EXPECT_EQ(stored->first().target.kind(), TargetKind::Turn);
    EXPECT_EQ(stored->first().origin, CodingOrigin::Autocode);
    EXPECT_EQ(stored->first().originDetail, QStringLiteral("words \"turn 3\""));
    m_rule.coder = coder(QStringLiteral("ada")).id;
    EXPECT_EQ(preview().coded, 2);
    EXPECT_EQ(*apply(preview().matches), 0);
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(Autocode, CodesStretchesOfOneRole)
{
    m_rule.pattern = QStringLiteral("\"quoted\"|turn");
    m_rule.kind = PatternKind::Expression;
    m_rule.target = TargetKind::Span;
    m_rule.role = Role::System;
    const AutocodePreview seen = preview();
    EXPECT_EQ(seen.turns, 5);
    ASSERT_EQ(seen.matches.size(), 10);
    EXPECT_EQ(seen.matches[0].span, (TextSpan{0, 4}));
    ASSERT_OK(apply(seen.matches));
    EXPECT_EQ(codings(), 10);
    m_rule.coder = coder(QStringLiteral("ada")).id;
    EXPECT_EQ(preview().coded, 10);
}

TEST_F(Autocode, AgreesWithACountOfEveryTurn)
{
    for (const char* pattern : {"turn", "of a", "5 of", "zebra", "\""}) {
        m_rule.pattern = QString::fromLatin1(pattern);
        qsizetype expected = 0;
        for (const char* name : {"a", "b"}) {
            const auto id = dialoguesCalled(db(), QString::fromLatin1(name), std::nullopt);
            const auto dialogue = readDialogue(db(), id->first());
            ASSERT_OK(dialogue);
            for (const Turn& turn : dialogue->turns)
                expected += turn.text.contains(m_rule.pattern) ? 1 : 0;
        }
        EXPECT_EQ(preview().matches.size(), expected) << pattern;
    }
}

TEST_F(Autocode, KeepsCodesOnTheirRolesAndCanBeStopped)
{
    m_rule.pattern = QStringLiteral("turn");
    m_rule.code = code(Facet::Action, QStringLiteral("passive_recommend")).id;
    EXPECT_EQ(preview().matches.size(), 5);
    m_rule.role = Role::User;
    EXPECT_ERROR(previewAutocode(db(), m_rule), ErrorCode::NotPossible);
    m_rule.role.reset();
    CancelToken cancel;
    const AutocodePreview seen = preview();
    cancel.cancel();
    EXPECT_ERROR(previewAutocode(db(), m_rule, cancel), ErrorCode::Cancelled);
    EXPECT_ERROR(applyAutocode(db(), m_actor, m_rule, QStringLiteral("ada"), seen.matches, cancel),
                 ErrorCode::Cancelled);
    EXPECT_EQ(codings(), 0);
    m_rule.pattern = QStringLiteral("^(.+)+\\d$");
    m_rule.kind = PatternKind::Expression;
    const auto slow = previewAutocode(db(), m_rule);
    EXPECT_ERROR(slow, ErrorCode::NotPossible);
    EXPECT_TRUE(errorSentence(slow.error()).contains(QStringLiteral("turn 2 of a")))
        << errorSentence(slow.error()).toStdString();
}
