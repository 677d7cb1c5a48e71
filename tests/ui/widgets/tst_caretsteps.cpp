#include "core/base/random.h"
#include "ui/widgets/caretsteps.h"

#include <QTextBoundaryFinder>

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

QString forward(const QString& text, qsizetype from)
{
    return text.mid(from, caretByCharacter(text, from, CaretDirection::Forward) - from);
}

} // namespace

TEST(CaretSteps, CharactersAreWhatAReaderTakesForOne)
{
    const QString woman = QString::fromUtf8("👩🏽‍🎤");
    const QString accent = QString::fromUtf8("e\xcc\x81");
    const QString text = woman + accent + QStringLiteral("z");
    EXPECT_EQ(forward(text, 0), woman);
    EXPECT_EQ(forward(text, woman.size()), accent);
    EXPECT_EQ(caretByCharacter(text, text.size(), CaretDirection::Forward), text.size());
    EXPECT_EQ(caretByCharacter(text, 0, CaretDirection::Back), 0);
    EXPECT_EQ(caretByCharacter(text, text.size() - 1, CaretDirection::Back), woman.size());
    EXPECT_EQ(caretByCharacter({}, 0, CaretDirection::Forward), 0);
}

TEST(CaretSteps, WindowsAgreeWithTheWholeText)
{
    Random random(5);
    static const QStringList pieces{QStringLiteral("a"),           QStringLiteral(" "),
                                    QString::fromUtf8("👍🏽"), QString::fromUtf8("o\xcc\x88"),
                                    QString::fromUtf8("عربي "),    QStringLiteral("don't ")};
    QString text;
    while (text.size() < 3'000)
        text += pieces[static_cast<int>(random.below(static_cast<quint64>(pieces.size())))];
    QTextBoundaryFinder whole(QTextBoundaryFinder::Grapheme, text);
    qsizetype before = 0;
    for (qsizetype at = whole.toNextBoundary(); at >= 0; at = whole.toNextBoundary()) {
        ASSERT_EQ(caretByCharacter(text, before, CaretDirection::Forward), at);
        ASSERT_EQ(caretByCharacter(text, at, CaretDirection::Back), before);
        before = at;
    }
}

TEST(CaretSteps, WordsEndAndBeginWithoutSpace)
{
    const QString text = QStringLiteral("Soul, please!  It's late");
    EXPECT_EQ(caretByWord(text, 0, CaretDirection::Forward), 4);
    EXPECT_EQ(caretByWord(text, 4, CaretDirection::Forward), 12);
    EXPECT_EQ(caretByWord(text, 12, CaretDirection::Forward), 19) << "an apostrophe is in the word";
    EXPECT_EQ(caretByWord(text, 19, CaretDirection::Forward), text.size());
    EXPECT_EQ(caretByWord(text, text.size(), CaretDirection::Back), 20);
    EXPECT_EQ(caretByWord(text, 20, CaretDirection::Back), 15);
    EXPECT_EQ(caretByWord(text, 6, CaretDirection::Back), 0);
}

TEST(CaretSteps, AWordLongerThanTheWindowIsOne)
{
    const QString text = QStringLiteral("a ") + QString(5'000, u'b') + QStringLiteral(" c");
    EXPECT_EQ(caretByWord(text, 2, CaretDirection::Forward), 5'002);
    EXPECT_EQ(caretByWord(text, 5'002, CaretDirection::Back), 2);
}

TEST(CaretSteps, WordAroundAPlace)
{
    const QString text = QString::fromUtf8("cafe\xcc\x81 \xc3\xa9t\xc3\xa9 x");
    const auto word = [&](qsizetype at) {
        const WordRange range = wordAround(text, at);
        return text.mid(range.begin, range.end - range.begin).toStdString();
    };
    EXPECT_EQ(word(0), "cafe\xcc\x81");
    EXPECT_EQ(word(3), "cafe\xcc\x81");
    EXPECT_EQ(word(5), "cafe\xcc\x81") << "its end belongs to it";
    EXPECT_EQ(word(7), "\xc3\xa9t\xc3\xa9");
    EXPECT_EQ(word(text.size()), "x");
    EXPECT_EQ(wordAround(QStringLiteral("a  b"), 2).begin, wordAround(QStringLiteral("a  b"), 2).end);
}
