#include "core/base/random.h"
#include "core/base/textposition.h"
#include "core/exchange/offsetmodel.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

const QStringList pieces{QStringLiteral("\r\n"), QString::fromUtf8("\U0001F3B8"), QStringLiteral("a"),
                         QStringLiteral("b "),   QString::fromUtf8("\u00e9"),     QStringLiteral("word")};

QString randomText(Random& random)
{
    QString text = QChar(QChar::ByteOrderMark);
    for (int i = 0; i < 60; ++i)
        text += pieces[static_cast<qsizetype>(random.below(static_cast<quint64>(pieces.size())))];
    return text;
}

// A source with selections of random words as a program that counts by the model writes it.
QdpxSource sourceOf(Random& random, const OffsetModel& model, QStringList& words)
{
    QdpxSource source;
    source.text = randomText(random);
    const CountedText text(source.text, model);
    const auto length = static_cast<quint64>(codePointsBefore(text.text(), text.text().size()));
    for (int i = 0; i < 30; ++i) {
        const auto begin = static_cast<qint64>(random.below(length - 1));
        const qint64 end =
            begin + 1 + static_cast<qint64>(random.below(length - static_cast<quint64>(begin)));
        words << spanText(text.text(), {begin, end});
        const TextSpan counted = text.counted({begin, end});
        QdpxSelection selection;
        selection.name = words.last();
        selection.begin = counted.begin;
        selection.end = counted.end;
        source.selections << selection;
    }
    return source;
}

} // namespace

TEST(OffsetModel, OfEachKindIsFoundByTheWordsChosen)
{
    Random random(7);
    const QList<OffsetModel> models = allOffsetModels();
    ASSERT_EQ(models.size(), 16);
    ASSERT_EQ(models.first(), OffsetModel());
    for (const OffsetModel& model : models) {
        for (int round = 0; round < 20; ++round) {
            QStringList words;
            const QdpxSource source = sourceOf(random, model, words);
            const OffsetChoice choice = chooseOffsets({source});
            ASSERT_EQ(choice.model, model) << offsetModelText(choice.model).toStdString() << " for "
                                           << offsetModelText(model).toStdString();
            const CountedText text(source.text, choice.model);
            for (qsizetype i = 0; i < words.size(); ++i) {
                const QdpxSelection& selection = source.selections[i];
                ASSERT_EQ(spanText(text.text(), text.span(selection.begin, selection.end)), words[i]);
            }
        }
    }
}

TEST(OffsetModel, IsTheStandardsWhereNothingTells)
{
    QdpxSource source;
    source.text = QStringLiteral("plain");
    source.selections << QdpxSelection{{}, {}, {}, {}, 0, 1, 3, {}, {}};
    const OffsetChoice choice = chooseOffsets({source});
    EXPECT_EQ(choice.model, OffsetModel());
    EXPECT_EQ(choice.named, 0);
}

TEST(OffsetModel, KeepsPlacesOutsideOfTheTextWithin)
{
    const CountedText text(QStringLiteral("abc"), {});
    EXPECT_EQ(text.span(-5, 99), (TextSpan{0, 3}));
    EXPECT_EQ(text.span(2, 1), (TextSpan{2, 2}));
    const CountedText inclusive(QStringLiteral("abc"), OffsetModel{false, 2, false, true});
    EXPECT_EQ(inclusive.span(1, 99), (TextSpan{1, 3}));
}

TEST(OffsetModel, TakesCutNames)
{
    QdpxSource source;
    source.text = QString(300, QLatin1Char('x')) + QStringLiteral("yz");
    QdpxSelection selection;
    selection.name = QStringLiteral("yz\u2026");
    selection.begin = 300;
    selection.end = 302;
    source.selections << selection;
    EXPECT_EQ(chooseOffsets({source}).matched, 1);
}
