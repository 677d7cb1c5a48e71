// The form of a new study: its criteria by keys and menus, its definition as a file.
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"
#include "ui/rating/anchorseditor.h"
#include "ui/rating/criteriaeditor.h"
#include "ui/rating/studyfiles.h"
#include "ui/rating/studyform.h"
#include "ui/widgets/keycap.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class StudyFormTest : public testing::Test
{
protected:
    StudyFormTest()
    {
        Source first;
        first.name = QStringLiteral("cpcd");
        Source second;
        second.name = QStringLiteral("run");
        form.setSources({first, second});
        form.resize(1100, 680);
        form.show();
        QTest::keyClicks(named<QLineEdit>(QStringLiteral("Name")), QStringLiteral("Autumn"));
    }

    template<typename Widget>
    Widget* named(const QString& name)
    {
        const auto widgets = form.findChildren<Widget*>();
        for (Widget* one : widgets) {
            if (one->accessibleName() == name)
                return one;
        }
        ADD_FAILURE() << "nothing is called " << name.toStdString();
        return nullptr;
    }

    void addPreset(const QString& begin)
    {
        const auto actions = named<QToolButton>(QStringLiteral("Add a criterion"))->menu()->actions();
        for (QAction* action : actions) {
            if (action->text().startsWith(begin)) {
                action->trigger();
                return;
            }
        }
        ADD_FAILURE() << "no preset " << begin.toStdString();
    }

    void retype(const QString& field, const QString& text)
    {
        auto* edit = named<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

    bool says(const QString& part)
    {
        const auto labels = form.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(part);
        });
    }

    StudyForm form;
};

} // namespace

TEST_F(StudyFormTest, OffersAPresetForEveryKindOfQuestion)
{
    addPreset(QStringLiteral("Fit of the reply"));
    addPreset(QStringLiteral("Preference"));
    addPreset(QStringLiteral("Best and worst"));
    const QList<Criterion> criteria = form.definition().criteria;
    ASSERT_EQ(criteria.size(), 6);
    EXPECT_EQ(criteria.mid(0, 3), presetCriteria());
    EXPECT_EQ(static_cast<int>(criteria[3].kind), static_cast<int>(QuestionKind::Turn));
    EXPECT_EQ(criteria[3].anchors.size(), 5);
    EXPECT_EQ(static_cast<int>(criteria[4].kind), static_cast<int>(QuestionKind::Pair));
    EXPECT_EQ(static_cast<int>(criteria[5].kind), static_cast<int>(QuestionKind::BestWorst));
    EXPECT_FALSE(named<QSpinBox>(QStringLiteral("Points of the scale"))->isVisible());
}

TEST_F(StudyFormTest, EqualKeysAreToldWhileTheyAreTyped)
{
    retype(QStringLiteral("Key of the criterion"), QStringLiteral("relevance"));
    EXPECT_TRUE(says(QStringLiteral("Two criteria have the key \"relevance\"")));
    retype(QStringLiteral("Key of the criterion"), QStringLiteral("coherence"));
    EXPECT_FALSE(says(QStringLiteral("Two criteria have the key")));
    EXPECT_EQ(form.definition().criteria.constFirst().key, QStringLiteral("coherence"));
}

TEST_F(StudyFormTest, TheKeyFollowsTheNameUntilItHasItsOwn)
{
    addPreset(QStringLiteral("An empty one"));
    retype(QStringLiteral("Name of the criterion"), QStringLiteral("Reply length!"));
    EXPECT_EQ(form.definition().criteria.constLast().key, QStringLiteral("reply_length"));
    retype(QStringLiteral("Key of the criterion"), QStringLiteral("len"));
    retype(QStringLiteral("Name of the criterion"), QStringLiteral("Length"));
    EXPECT_EQ(form.definition().criteria.constLast().key, QStringLiteral("len"));
}

TEST_F(StudyFormTest, AScaleHasTwoToElevenPoints)
{
    auto* points = named<QSpinBox>(QStringLiteral("Points of the scale"));
    points->setValue(11);
    EXPECT_EQ(form.definition().criteria.constFirst().anchors.size(), 11);
    retype(QStringLiteral("Word of point 11"), QStringLiteral("entirely"));
    EXPECT_EQ(form.definition().criteria.constFirst().anchors.constLast(), QStringLiteral("entirely"));
    points->setValue(99);
    EXPECT_EQ(points->value(), 11);
    points->setValue(1);
    EXPECT_EQ(form.definition().criteria.constFirst().anchors,
              QStringList({QStringLiteral("not at all"), QStringLiteral("a little")}));
}

TEST_F(StudyFormTest, CriteriaAreOrderedAndRemoved)
{
    auto* list = named<QListWidget>(QStringLiteral("Criteria in the order in which they are asked"));
    list->setCurrentRow(2);
    QTest::mouseClick(named<QToolButton>(QStringLiteral("Ask earlier")), Qt::LeftButton);
    EXPECT_EQ(form.definition().criteria[1].key, QStringLiteral("naturalness"));
    QTest::mouseClick(named<QToolButton>(QStringLiteral("Remove the criterion")), Qt::LeftButton);
    ASSERT_EQ(form.definition().criteria.size(), 2);
    EXPECT_EQ(form.definition().criteria[1].key, QStringLiteral("relevance"));
}

TEST_F(StudyFormTest, WhatIsDeclaredIsTypedLineByLine)
{
    auto* hypotheses = named<QPlainTextEdit>(QStringLiteral("Hypotheses"));
    hypotheses->setFocus();
    QTest::keyClicks(hypotheses, QStringLiteral(" Runs are as consistent. "));
    QTest::keyClick(hypotheses, Qt::Key_Return);
    QTest::keyClick(hypotheses, Qt::Key_Return);
    QTest::keyClicks(hypotheses, QStringLiteral("And as relevant."));
    QTest::keyClick(hypotheses, Qt::Key_Tab);
    EXPECT_FALSE(hypotheses->toPlainText().contains(QLatin1Char('\t')));
    QTest::keyClicks(named<QLineEdit>(QStringLiteral("Stopping rule")), QStringLiteral("30 November"));
    named<QSpinBox>(QStringLiteral("Raters of each dialogue"))->setValue(2);
    named<QSpinBox>(QStringLiteral("Attention checks of each rater"))->setValue(3);
    const StudyRules rules = form.definition().rules;
    EXPECT_EQ(rules.hypotheses,
              QStringList({QStringLiteral("Runs are as consistent."), QStringLiteral("And as relevant.")}));
    EXPECT_EQ(rules.stoppingRule, QStringLiteral("30 November"));
    EXPECT_EQ(rules.ratingsPerItem, 2);
    EXPECT_EQ(rules.attentionChecks, 3);
    StudyForm other;
    other.setDefinition(form.definition());
    EXPECT_EQ(other.definition().rules, rules);
}

TEST_F(StudyFormTest, ADefinitionComesBackFromItsFile)
{
    TemporaryProject project;
    PaneContext context;
    QList<Notice> notices;
    const QString path = project.filePath(QStringLiteral("Autumn.json"));
    context.notify = [&notices](const Notice& notice) { notices << notice; };
    context.files.save = [path](QWidget*, const FileQuestion&,
                                const std::function<void(const QString&)>& then) { then(path); };
    context.files.open = [path](QWidget*, const FileQuestion&,
                                const std::function<void(const QString&)>& then) { then(path); };
    addPreset(QStringLiteral("Preference"));
    const StudyDefinition saved = form.definition();
    saveDefinition(&form, context, saved);
    ASSERT_EQ(notices.size(), 1);
    EXPECT_EQ(static_cast<int>(notices[0].kind), static_cast<int>(NoticeKind::Done));
    StudyForm other;
    Source first;
    first.name = QStringLiteral("cpcd");
    Source second;
    second.name = QStringLiteral("run");
    Source third;
    third.name = QStringLiteral("other");
    other.setSources({first, second, third});
    openDefinition(&other, context, [&other](const StudyDefinition& read) { other.setDefinition(read); });
    EXPECT_EQ(other.definition(), saved);
    project.writeFile(QStringLiteral("Autumn.json"), "[1, 2");
    openDefinition(&other, context, [&other](const StudyDefinition& read) { other.setDefinition(read); });
    ASSERT_EQ(notices.size(), 2);
    EXPECT_EQ(static_cast<int>(notices[1].kind), static_cast<int>(NoticeKind::Error));
    EXPECT_EQ(other.definition(), saved);
}

TEST_F(StudyFormTest, PracticeIsDeclaredByKeys)
{
    EXPECT_TRUE(form.definition().rules.training.isEmpty());
    QTest::mouseClick(named<QToolButton>(QStringLiteral("Add a practice dialogue")), Qt::LeftButton);
    QTest::keyClicks(named<QLineEdit>(QStringLiteral("Practice dialogue")), QStringLiteral("c0412"));
    QTest::keyClicks(named<QLineEdit>(QStringLiteral("Expected of Relevance")), QStringLiteral("2, 3"));
    QTest::keyClicks(named<QLineEdit>(QStringLiteral("Explanation of Relevance")),
                     QStringLiteral("Too late."));
    QTest::keyClicks(named<QLineEdit>(QStringLiteral("Explanation of the dialogue")),
                     QStringLiteral("Slow."));
    auto* tolerance = named<QSpinBox>(QStringLiteral("Tolerance in points"));
    tolerance->setFocus();
    QTest::keyClick(tolerance, Qt::Key_Up);
    const auto items = form.definition().rules.training;
    ASSERT_EQ(items.size(), 1);
    EXPECT_EQ(items.constFirst().source, QStringLiteral("cpcd"));
    EXPECT_EQ(items.constFirst().dialogue, QStringLiteral("c0412"));
    const KnownAnswers& known = items.constFirst().known;
    EXPECT_EQ(known.expected.value(QStringLiteral("relevance")), QList<int>({2, 3}));
    EXPECT_EQ(known.expected.size(), 1);
    EXPECT_EQ(known.reasons.value(QStringLiteral("relevance")), QStringLiteral("Too late."));
    EXPECT_EQ(known.why, QStringLiteral("Slow."));
    EXPECT_EQ(known.tolerance, 1);
    EXPECT_OK(checkDefinition(form.definition()));
    const auto back = definitionFromJson(definitionJson(form.definition()));
    ASSERT_OK(back);
    EXPECT_EQ(back->rules.training, items);
}

TEST_F(StudyFormTest, PracticeThatCannotBeAnsweredIsToldAtOnce)
{
    QTest::mouseClick(named<QToolButton>(QStringLiteral("Add a practice dialogue")), Qt::LeftButton);
    QTest::keyClicks(named<QLineEdit>(QStringLiteral("Practice dialogue")), QStringLiteral("c0412"));
    QTest::keyClicks(named<QLineEdit>(QStringLiteral("Expected of Relevance")), QStringLiteral("7"));
    QTest::keyClick(named<QLineEdit>(QStringLiteral("Name")), Qt::Key_Return);
    EXPECT_TRUE(says(QStringLiteral("7 is expected of \"relevance\", but the scale goes from 1 to 5")));
}

TEST_F(StudyFormTest, PracticeFollowsItsCriteriaAndItsOrder)
{
    StudyDefinition definition = form.definition();
    KnownAnswers known;
    known.expected = {{QStringLiteral("relevance"), {2}}, {QStringLiteral("consistency"), {4}}};
    definition.rules.training = {{QStringLiteral("cpcd"), QStringLiteral("one"), known},
                                 {QStringLiteral("cpcd"), QStringLiteral("two"), known}};
    definition.rules.exclusions.qualification = 0.725; // finer than the field
    definition.rules.tellQualification = true;
    form.setDefinition(definition);
    EXPECT_EQ(form.definition().rules, definition.rules);
    QTest::mouseClick(named<QToolButton>(QStringLiteral("Show later")), Qt::LeftButton);
    EXPECT_EQ(form.definition().rules.training.constFirst().dialogue, QStringLiteral("two"));
    auto* list = named<QListWidget>(QStringLiteral("Criteria in the order in which they are asked"));
    list->setCurrentRow(1);
    retype(QStringLiteral("Key of the criterion"), QStringLiteral("fit"));
    EXPECT_EQ(form.definition().rules.training.constFirst().known.expected.value(QStringLiteral("fit")),
              QList<int>({2}));
    QTest::mouseClick(named<QToolButton>(QStringLiteral("Remove the criterion")), Qt::LeftButton);
    EXPECT_EQ(form.definition().rules.training.constFirst().known.expected.keys(),
              QStringList{QStringLiteral("consistency")});
    QTest::mouseClick(named<QToolButton>(QStringLiteral("Remove the practice dialogue")), Qt::LeftButton);
    QTest::mouseClick(named<QToolButton>(QStringLiteral("Remove the practice dialogue")), Qt::LeftButton);
    EXPECT_TRUE(form.definition().rules.training.isEmpty());
    EXPECT_FALSE(form.definition().rules.tellQualification);
}

TEST_F(StudyFormTest, KeysOfThePointsAreTypedInOneGo)
{
    EXPECT_TRUE(form.definition().answerKeys.isEmpty()) << "the digits";
    form.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&form));
    auto* first = named<QLineEdit>(QStringLiteral("Key of point 1"));
    first->setFocus();
    for (const QString& key : {QStringLiteral("a"), QStringLiteral("g"), QStringLiteral("d"),
                               QStringLiteral("h"), QStringLiteral("j")})
        QTest::keyClicks(QApplication::focusWidget(), key);
    EXPECT_EQ(form.definition().answerKeys.join(QString()), QStringLiteral("agdhj"));
    EXPECT_EQ(form.findChild<AnchorsEditor*>()->findChildren<KeyCap*>().at(1)->key(), QStringLiteral("G"));
    EXPECT_OK(checkDefinition(form.definition()));
    form.setDefinition(form.definition());
    EXPECT_EQ(first->text(), QStringLiteral("a"));
    QTest::mouseClick(named<QPushButton>(QStringLiteral("Digits as keys")), Qt::LeftButton);
    EXPECT_TRUE(form.definition().answerKeys.isEmpty());
}

TEST_F(StudyFormTest, KeysThatCollideAreToldWhileTyping)
{
    retype(QStringLiteral("Key of point 2"), QStringLiteral("1"));
    EXPECT_TRUE(says(QStringLiteral("one key stands for two points")));
    retype(QStringLiteral("Key of point 2"), QStringLiteral("f"));
    EXPECT_TRUE(says(QStringLiteral("\"f\" is a key of the rater's window")));
    auto* empty = named<QLineEdit>(QStringLiteral("Key of point 2"));
    empty->selectAll();
    QTest::keyClick(empty, Qt::Key_Delete);
    EXPECT_TRUE(says(QStringLiteral("is no key of one visible character")));
    retype(QStringLiteral("Key of point 2"), QStringLiteral("x"));
    EXPECT_FALSE(says(QStringLiteral("key of the rater's window")));
    EXPECT_EQ(form.definition().answerKeys.value(1), QStringLiteral("x"));
}

TEST_F(StudyFormTest, EveryPointOfAScaleHasAKeyField)
{
    named<QSpinBox>(QStringLiteral("Points of the scale"))->setValue(11);
    EXPECT_TRUE(named<QLineEdit>(QStringLiteral("Key of point 11"))->isVisible());
    EXPECT_EQ(named<QLineEdit>(QStringLiteral("Key of point 11"))->text(), QStringLiteral("-"));
    named<QSpinBox>(QStringLiteral("Points of the scale"))->setValue(4);
    EXPECT_FALSE(named<QLineEdit>(QStringLiteral("Key of point 5"))->isVisible());
    EXPECT_TRUE(form.definition().answerKeys.isEmpty());
}
