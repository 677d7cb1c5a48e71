#include "ui/widgets/textblocks.h"

#include "ui/widgets/caretsteps.h"

namespace antiphon {

namespace {

constexpr qsizetype wholeBlock = 1500; // so many units are laid out in about a millisecond

qsizetype endOfParagraph(const QString& text, qsizetype begin)
{
    const qsizetype feed = text.indexOf(u'\n', begin);
    return feed < 0 ? text.size() : feed + 1;
}

// The last place behind a space in the second half of [begin, end), else between two characters near its end.
qsizetype cutPlace(const QString& text, qsizetype begin, qsizetype end)
{
    for (qsizetype i = end; i > begin + (end - begin) / 2; --i) {
        if (text[i - 1] == u' ')
            return i;
    }
    const qsizetype place = caretByCharacter(text, end, CaretDirection::Back);
    return place > begin ? place : caretByCharacter(text, end, CaretDirection::Forward);
}

void appendParagraph(QList<TextBlock>& blocks, const QString& text, qsizetype begin, qsizetype end)
{
    const QStringView paragraph = QStringView(text).mid(begin, end - begin);
    const auto direction = paragraph.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
    const bool joins =
        !blocks.isEmpty() && blocks.last().direction == direction && end - blocks.last().begin <= wholeBlock;
    if (joins) {
        blocks.last().end = end;
        return;
    }
    while (end - begin > wholeBlock) {
        const qsizetype cut = cutPlace(text, begin, begin + wholeBlock);
        blocks << TextBlock{begin, cut, direction};
        begin = cut;
    }
    if (begin < end)
        blocks << TextBlock{begin, end, direction};
}

} // namespace

QList<TextBlock> textBlocks(const QString& text)
{
    QList<TextBlock> blocks;
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype end = endOfParagraph(text, begin);
        appendParagraph(blocks, text, begin, end);
        begin = end;
    }
    if (blocks.isEmpty())
        blocks << TextBlock{};
    return blocks;
}

} // namespace antiphon
