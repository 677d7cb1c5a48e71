// What the results show beside scales.
#include "ui/rating/figuretablecard.h"
#include "ui/rating/resultspage.h"
#include "ui/widgets/calmtable.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

Criterion preference()
{
    Criterion criterion;
    criterion.key = QStringLiteral("preference");
    criterion.name = QStringLiteral("Preference");
    criterion.kind = QuestionKind::Pair;
    return criterion;
}

// Of two conditions; in each pair the left dialogue is of the first.
StudyResults chosenResults(int left, int right)
{
    StudyResults results;
    results.study.definition.name = QStringLiteral("autumn");
    results.study.definition.criteria = {preference()};
    const SourceId first = SourceId::create(), second = SourceId::create();
    QList<RatedAnswer> answers;
    for (int i = 0; i < left + right; ++i) {
        RatedAnswer answer;
        answer.item = ItemId::createOpaque();
        answer.source = first;
        answer.rater = QStringLiteral("rater-%1").arg(i % 3);
        answer.criterion = QStringLiteral("preference");
        answer.value = i < left ? 1 : 2;
        answer.shown = {first, second};
        answers << answer;
    }
    results.choices = choiceResults(results.study.definition, {QStringLiteral("A"), QStringLiteral("B")},
                                    {{first, 0}, {second, 1}}, answers, {});
    return results;
}

template<typename Widget>
Widget* called(const QWidget& page, const QString& name)
{
    for (Widget* one : page.findChildren<Widget*>()) {
        if (one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

QString cellsOf(const QWidget& card)
{
    QStringList cells;
    for (const CalmTable* table : card.findChildren<CalmTable*>()) {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            for (int column = 0; column < table->model()->columnCount(); ++column)
                cells << table->model()->index(row, column).data().toString();
        }
    }
    return cells.join(QLatin1Char('|'));
}

} // namespace

TEST(ResultsPage, ShowsChoicesGuessesAndSkips)
{
    StudyResults results = chosenResults(21, 9);
    results.skips = {{QStringLiteral("in Dutch"), 3}};
    GuessResult guess;
    guess.condition = QStringLiteral("A");
    guess.right = 82;
    guess.wrong = 25;
    results.guesses = {guess};
    ResultsPage page;
    page.resize(1100, 700);
    page.show(results);
    page.QWidget::show();
    const auto* choice = called<FigureTableCard>(page, QStringLiteral("Preference"));
    ASSERT_NE(choice, nullptr);
    EXPECT_TRUE(cellsOf(*choice).contains(QLatin1String("21"))) << qPrintable(cellsOf(*choice));
    const auto* guesses = called<FigureTableCard>(page, QStringLiteral("Guesses"));
    ASSERT_NE(guesses, nullptr);
    EXPECT_TRUE(cellsOf(*guesses).contains(QLatin1String("82")));
    const auto* skipped = called<FigureTableCard>(page, QStringLiteral("Skipped"));
    ASSERT_NE(skipped, nullptr);
    EXPECT_TRUE(cellsOf(*skipped).contains(QLatin1String("in Dutch")));
    EXPECT_EQ(called<Card>(page, QStringLiteral("Left out")), nullptr);

    results.guesses.clear(); // while the study is blind
    results.leftOut = {{QStringLiteral("rater-2"), QStringLiteral("missed two checks")}};
    page.show(results);
    EXPECT_EQ(called<FigureTableCard>(page, QStringLiteral("Guesses")), nullptr);
    EXPECT_NE(called<Card>(page, QStringLiteral("Left out")), nullptr);
}

TEST(ResultsPage, NewFiguresLeaveWhatIsTypedAtTheKey)
{
    StudyResults results = chosenResults(21, 9);
    results.study.id = StudyId::createOpaque();
    ResultsPage page;
    page.resize(1100, 700);
    page.show(results);
    page.QWidget::show();
    page.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    auto* role = called<QLineEdit>(page, QStringLiteral("Role of who asks to open the key"));
    ASSERT_NE(role, nullptr);
    role->setFocus();
    QTest::keyClicks(role, QStringLiteral("statist"));
    results.answers = 40;
    page.show(results);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("ician"));
    EXPECT_EQ(called<QLineEdit>(page, QStringLiteral("Role of who asks to open the key"))->text(),
              QStringLiteral("statistician"));

    UnblindingRequest request;
    request.code = QStringLiteral("c0de");
    results.key.request = request;
    page.show(results);
    EXPECT_EQ(called<QLineEdit>(page, QStringLiteral("Role of who asks to open the key"))->text(), QString())
        << "another request is another card";
}
