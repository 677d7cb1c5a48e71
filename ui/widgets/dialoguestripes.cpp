#include "ui/widgets/dialoguestripes.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/linegeometry.h"

#include <QFontMetrics>

#include <cmath>

namespace antiphon {

namespace {
constexpr int lineInset = 2; // between the lines of stripes that follow each other
constexpr int keptPlaces = 400;
} // namespace

DialogueStripes::DialogueStripes(const DialogueDocument& document, DialogueFlow& flow)
    : m_document(document), m_flow(flow)
{
}

void DialogueStripes::documentChanged()
{
    placesChanged();
    collectRuns();
    giveLanes();
    QList<Interval> blocks;
    blocks.reserve(m_runs.size());
    for (const StripeRun& run : std::as_const(m_runs))
        blocks << Interval{run.firstBlock, run.lastBlock};
    m_index = IntervalIndex(blocks);
}

void DialogueStripes::placesChanged()
{
    m_placed.clear();
}

const DialogueStripe& DialogueStripes::stripe(int run) const
{
    return m_document.turns[m_runs[run].turn].stripes[m_runs[run].stripe];
}

void DialogueStripes::collectRuns()
{
    m_runs.clear();
    QHash<QString, int> before; // runs of the whole previous turn by their key
    for (int turn = 0; turn < m_document.turns.size(); ++turn) {
        QHash<QString, int> open = std::exchange(before, {});
        const DialogueTurn& value = m_document.turns[turn];
        if (value.stripes.isEmpty())
            continue;
        const TextPositions positions(value.text);
        for (int stripe = 0; stripe < value.stripes.size(); ++stripe)
            addRun(turn, stripe, positions, open);
        for (const DialogueStripe& stripe : value.stripes) {
            if (!stripe.span && open.contains(stripe.key))
                before.insert(stripe.key, open.value(stripe.key));
        }
    }
}

void DialogueStripes::addRun(int turn, int stripe, const TextPositions& positions, QHash<QString, int>& open)
{
    const DialogueTurn& value = m_document.turns[turn];
    const DialogueStripe& of = value.stripes[stripe];
    if (!of.span && open.contains(of.key) && m_runs[open.value(of.key)].turn < turn) {
        StripeRun& run = m_runs[open.value(of.key)];
        run.lastTurn = turn;
        run.lastBlock = m_flow.lastBlock(turn);
        return;
    }
    StripeRun run{turn, stripe, turn, !of.span, 0, value.text.size()};
    run.firstBlock = m_flow.firstBlock(turn);
    run.lastBlock = m_flow.lastBlock(turn);
    if (of.span) {
        run.begin = positions.utf16(of.span->begin);
        run.end = std::max(run.begin, positions.utf16(of.span->end));
        run.firstBlock = m_flow.blockOf(turn, run.begin);
        run.lastBlock = m_flow.blockOf(turn, std::max(run.begin, run.end - 1));
    } else if (!of.key.isEmpty()) {
        open.insert(of.key, static_cast<int>(m_runs.size()));
    }
    m_runs << run;
}

// What is in several blocks has one lane in all of them, and no other in its blocks has it.
void DialogueStripes::giveLanes()
{
    QList<int> runs;
    QList<Interval> blocks;
    for (int i = 0; i < m_runs.size(); ++i) {
        if (m_runs[i].firstBlock == m_runs[i].lastBlock)
            continue;
        runs << i;
        blocks << Interval{m_runs[i].firstBlock, m_runs[i].lastBlock};
    }
    const QList<int> lanes = lanesOf(blocks);
    for (qsizetype i = 0; i < runs.size(); ++i)
        m_runs[runs[i]].lane = lanes[i];
}

const BlockStripes& DialogueStripes::inBlock(int block)
{
    const auto known = m_placed.constFind(block);
    if (known != m_placed.cend())
        return *known;
    if (m_placed.size() >= keptPlaces)
        m_placed.clear();
    return *m_placed.insert(block, place(block));
}

BlockStripes DialogueStripes::place(int block)
{
    BlockStripes placed;
    const QList<int> runs = m_index.meeting({block, block});
    if (runs.isEmpty())
        return placed;
    const QList<int> lanes = lanesIn(block, runs);
    for (qsizetype i = 0; i < runs.size(); ++i)
        placed.lines << lineOf(runs[i], block, std::min(lanes[i], stripeLanes - 1));
    placeLabels(placed, block, runs);
    placeUnderlines(placed, block, runs);
    return placed;
}

QList<int> DialogueStripes::lanesIn(int block, const QList<int>& runs)
{
    const BlockLayout& layout = m_flow.block(block);
    QList<int> taken;
    QList<Interval> lines;
    for (const int index : runs) {
        const StripeRun& run = m_runs[index];
        if (run.lane >= 0)
            taken << run.lane;
        else
            lines << Interval{layout.lineOf(run.begin),
                              run.wholeTurn ? layout.text.lineCount() : layout.lineOf(run.end - 1)};
    }
    const QList<int> given = lanesOf(lines, taken);
    QList<int> lanes;
    qsizetype next = 0;
    for (const int index : runs)
        lanes << (m_runs[index].lane >= 0 ? m_runs[index].lane : given[next++]);
    return lanes;
}

BlockStripes::Line DialogueStripes::lineOf(int index, int block, int lane)
{
    const StripeRun& run = m_runs[index];
    const BlockLayout& layout = m_flow.block(block);
    const int turn = m_flow.turnOfBlock(block);
    const TurnFrame& frame = m_flow.frame(turn);
    const int turnTop = m_flow.turnTop(turn) - m_flow.blockTop(block);
    const auto lineHeight = static_cast<int>(m_flow.style().lineHeight);
    BlockStripes::Line line{index, lane, 0, layout.height};
    if (block == m_flow.firstBlock(turn))
        line.top = turnTop;
    if (block == m_flow.lastBlock(turn))
        line.bottom = turnTop + (turn < run.lastTurn ? frame.height : frame.bubble.bottom() + 1);
    if (!run.wholeTurn && block == run.firstBlock)
        line.top = layout.lineOf(run.begin) * lineHeight + lineInset;
    if (!run.wholeTurn && block == run.lastBlock)
        line.bottom = (layout.lineOf(std::max(run.begin, run.end - 1)) + 1) * lineHeight - lineInset;
    return line;
}

namespace {

// "ool" for "occasion of listening".
QString initialsOf(const QString& name)
{
    constexpr int most = 3;
    QString initials;
    bool begins = true;
    for (const QChar character : name) {
        if (begins && character.isLetterOrNumber() && initials.size() < most)
            initials += character;
        begins = !character.isLetterOrNumber();
    }
    return initials.isEmpty() ? name.left(most) : initials;
}

// Places for names, each at the height that it wants or below the one before, none beyond the last row.
QList<int> spreadRows(QList<int> wanted, int row, int bottom)
{
    for (qsizetype i = 1; i < wanted.size(); ++i)
        wanted[i] = std::max(wanted[i], wanted[i - 1] + row);
    int limit = bottom - row;
    for (qsizetype i = wanted.size() - 1; i >= 0; --i) {
        wanted[i] = std::min(wanted[i], limit);
        limit = wanted[i] - row;
    }
    return wanted;
}

} // namespace

// Those that begin in the block, in the order of the text.
QList<int> DialogueStripes::namedIn(int block, const QList<int>& runs) const
{
    QList<int> named;
    for (const int run : runs) {
        if (m_runs[run].firstBlock == block)
            named << run;
    }
    std::stable_sort(named.begin(), named.end(),
                     [this](int a, int b) { return m_runs[a].begin < m_runs[b].begin; });
    return named;
}

// The room for names beside a block: down to the end of its turn beside the last one.
Interval DialogueStripes::labelRoom(int block) const
{
    const int turn = m_flow.turnOfBlock(block);
    const int turnTop = m_flow.turnTop(turn) - m_flow.blockTop(block);
    Interval room{0, m_flow.blockHeight(block)};
    if (block == m_flow.firstBlock(turn))
        room.begin = turnTop;
    if (block == m_flow.lastBlock(turn))
        room.end = turnTop + m_flow.turnHeight(turn) - metrics::gap;
    return room;
}

void DialogueStripes::placeLabels(BlockStripes& placed, int block, const QList<int>& runs)
{
    const DialogueStyle& style = m_flow.style();
    const BlockLayout& layout = m_flow.block(block);
    const Interval room = labelRoom(block);
    const qsizetype rows = std::max(1, (room.end - room.begin) / style.labelHeight);
    const QList<int> named = namedIn(block, runs);
    QList<int> wanted;
    for (qsizetype i = 0; i < std::min(named.size(), rows); ++i) {
        const int line = layout.lineOf(m_runs[named[i]].begin);
        wanted << static_cast<int>(line * style.lineHeight + (style.lineHeight - style.labelHeight) / 2);
    }
    const QList<int> places = spreadRows(wanted, style.labelHeight, room.end);
    for (qsizetype i = 0; i < places.size(); ++i) {
        const bool shares = i == rows - 1 && named.size() > rows;
        const QList<int> of = shares ? named.mid(i) : QList<int>{named[i]};
        placed.labels << BlockStripes::Label{
            of, labelText(of), {style.labelLeft, places[i], style.labelWidth, style.labelHeight}};
    }
}

QString DialogueStripes::labelText(const QList<int>& runs) const
{
    if (runs.size() > 1)
        return QStringLiteral("+%1").arg(runs.size());
    const DialogueStyle& style = m_flow.style();
    const QString& name = stripe(runs.first()).text;
    if (style.labels == StripeLabels::Initials)
        return initialsOf(name);
    return QFontMetrics(style.caption).elidedText(name, Qt::ElideRight, style.labelTextWidth());
}

namespace {

QList<BlockStripes::Piece> piecesOf(const BlockLayout& layout, qsizetype begin, qsizetype end)
{
    QList<BlockStripes::Piece> pieces;
    const int last = layout.lineOf(end - 1);
    for (int i = layout.lineOf(begin); i <= last; ++i) {
        const QTextLine line = layout.text.lineAt(i);
        const auto ranges = horizontalRanges(layout.text, line, static_cast<int>(begin - layout.block.begin),
                                             static_cast<int>(end - layout.block.begin));
        const auto baseLine = static_cast<int>(std::floor(line.y() + line.ascent()));
        for (const HorizontalRange& range : ranges)
            pieces << BlockStripes::Piece{i, baseLine, range.left, range.right};
    }
    return pieces;
}

} // namespace

void DialogueStripes::placeUnderlines(BlockStripes& placed, int block, const QList<int>& runs)
{
    const BlockLayout& layout = m_flow.block(block);
    QList<Interval> spans;
    for (const int index : runs) {
        const StripeRun& run = m_runs[index];
        const qsizetype begin = std::max(run.begin, layout.block.begin);
        const qsizetype end = std::min(run.end, layout.block.end);
        if (run.wholeTurn || begin >= end)
            continue;
        spans << Interval{static_cast<int>(begin), static_cast<int>(end) - 1};
        placed.underlines << BlockStripes::Underline{index, 0, piecesOf(layout, begin, end)};
    }
    const QList<int> levels = lanesOf(spans);
    for (qsizetype i = 0; i < levels.size(); ++i) {
        placed.underlines[i].level = levels[i];
        placed.levels = std::max(placed.levels, levels[i] + 1);
    }
}

QList<int> DialogueStripes::at(const QPoint& position)
{
    const DialogueStyle& style = m_flow.style();
    const int turn = m_flow.turnAt(position.y());
    if (isEmpty() || turn < 0 || position.x() < style.marginLeft())
        return {};
    const int block = m_flow.blockAt(turn, position.y());
    const QPoint inside = position - QPoint(0, m_flow.blockTop(block));
    const BlockStripes& placed = inBlock(block);
    for (const BlockStripes::Label& label : placed.labels) {
        if (label.place.contains(inside))
            return label.runs;
    }
    const int pitch = 2 * style.stroke;
    const int lane = (style.lanesRight - 1 - position.x()) / pitch;
    QList<int> found;
    for (const BlockStripes::Line& line : placed.lines) {
        if (position.x() < style.lanesRight && line.lane == lane && line.top <= inside.y() &&
            inside.y() < line.bottom)
            found << line.run;
    }
    return found;
}

QList<int> DialogueStripes::around(int turn, qsizetype offset) const
{
    const int block = m_flow.blockOf(turn, offset);
    QList<int> found = m_index.meeting({block, block});
    found.removeIf([&](int index) {
        const StripeRun& run = m_runs[index];
        return run.wholeTurn || run.turn != turn || offset < run.begin || offset >= run.end;
    });
    return found;
}

} // namespace antiphon
