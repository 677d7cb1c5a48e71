#include "ui/widgets/dialogueflow.h"

#include "ui/theme/metrics.h"

#include <QElapsedTimer>

namespace antiphon {

namespace {

constexpr int keptCharacters = 200'000; // of laid out text; far more than is ever in sight
constexpr int keptFrames = 2'000;

// Turns whose frame is not known are taken to be as high as their text with one row of each part.
int guessedExtra(const DialogueTurn& turn, const DialogueStyle& style)
{
    int height = 2 * bubblePaddingY + metrics::padding;
    if (!turn.tracks.isEmpty())
        height += style.captionHeight + 4;
    if (!turn.note.isEmpty())
        height += style.captionHeight + metrics::unit;
    if (!turn.chips.isEmpty())
        height += style.captionHeight + metrics::gap;
    return height;
}

} // namespace

DialogueFlow::DialogueFlow(const DialogueDocument& document)
    : m_document(document),
      m_firstBlocks{0},
      m_tops{metrics::gap},
      m_layouts(keptCharacters),
      m_frames(keptFrames)
{
}

void DialogueFlow::documentChanged()
{
    m_blocks.clear();
    m_turns.clear();
    m_firstBlocks = {0};
    for (int turn = 0; turn < m_document.turns.size(); ++turn) {
        m_blocks << textBlocks(m_document.turns[turn].text);
        m_turns.resize(m_blocks.size(), turn);
        m_firstBlocks << static_cast<int>(m_blocks.size());
    }
    forgetLines();
}

void DialogueFlow::setStyle(DialogueStyle style)
{
    m_style = std::move(style);
    forgetLines();
}

void DialogueFlow::forgetLines()
{
    const qsizetype turns = m_document.turns.size();
    m_layouts.clear();
    m_frames.clear();
    m_known.fill(false, m_blocks.size());
    m_guessedFrom = 0;
    m_heights.resize(m_blocks.size());
    m_offsets.resize(m_blocks.size());
    m_turnHeights.resize(turns);
    m_tops.resize(turns + 1);
    for (int turn = 0; turn < turns; ++turn)
        guess(turn);
    headChanged();
}

void DialogueFlow::headChanged()
{
    m_head = frameHead(m_document.chips, m_style);
    m_tops[0] = m_head.height;
    updateTops(0);
}

void DialogueFlow::guess(int turn)
{
    int offset = 0;
    for (int block = firstBlock(turn); block <= lastBlock(turn); ++block) {
        m_heights[block] = estimatedHeight(m_document.turns[turn].text, m_blocks[block], m_style);
        m_offsets[block] = offset;
        offset += m_heights[block];
    }
    m_turnHeights[turn] = offset + guessedExtra(m_document.turns[turn], m_style);
}

void DialogueFlow::updateTops(int fromTurn)
{
    if (m_topsKept)
        return;
    for (qsizetype turn = fromTurn; turn < m_turnHeights.size(); ++turn)
        m_tops[turn + 1] = m_tops[turn] + m_turnHeights[turn];
}

void DialogueFlow::foldAllTracks()
{
    m_open.clear();
}

void DialogueFlow::turnChanged(int turn)
{
    m_frames.remove(turn);
    if (m_known[firstBlock(turn)])
        makeFrame(turn);
}

void DialogueFlow::setTracksDisplay(int turn, TracksDisplay display)
{
    if (display == TracksDisplay::Open)
        m_open.insert(turn);
    else
        m_open.remove(turn);
    turnChanged(turn);
}

TracksDisplay DialogueFlow::tracksDisplay(int turn) const
{
    return m_open.contains(turn) ? TracksDisplay::Open : TracksDisplay::Folded;
}

int DialogueFlow::turnAt(int y) const
{
    if (m_turnHeights.isEmpty())
        return -1;
    const auto above = std::upper_bound(m_tops.cbegin(), m_tops.cend(), y) - m_tops.cbegin();
    return std::clamp(static_cast<int>(above) - 1, 0, static_cast<int>(m_turnHeights.size()) - 1);
}

int DialogueFlow::blockOf(int turn, qsizetype offset) const
{
    const auto first = m_blocks.cbegin() + firstBlock(turn);
    const auto behind =
        std::upper_bound(first, m_blocks.cbegin() + lastBlock(turn) + 1, offset,
                         [](qsizetype at, const TextBlock& block) { return at < block.begin; });
    return std::max(firstBlock(turn), static_cast<int>(behind - m_blocks.cbegin()) - 1);
}

int DialogueFlow::blockAt(int turn, int y) const
{
    const auto first = m_offsets.cbegin() + firstBlock(turn);
    const int inText = y - m_tops[turn] - bubblePaddingY;
    const auto behind = std::upper_bound(first, m_offsets.cbegin() + lastBlock(turn) + 1, inText);
    return std::max(firstBlock(turn), static_cast<int>(behind - m_offsets.cbegin()) - 1);
}

int DialogueFlow::blockTop(int block) const
{
    return m_tops[m_turns[block]] + bubblePaddingY + m_offsets[block];
}

int DialogueFlow::textHeight(int turn) const
{
    const int last = lastBlock(turn);
    return m_offsets[last] + m_heights[last];
}

const BlockLayout& DialogueFlow::block(int block)
{
    if (const BlockLayout* known = m_layouts.object(block))
        return *known;
    const int turn = m_turns[block];
    const BlockUse use = firstBlock(turn) == lastBlock(turn) ? BlockUse::WholeTurn : BlockUse::PartOfTurn;
    auto layout = layOutBlock(m_document.turns[turn].text, m_blocks[block], m_style, use);
    const int height = layout->height;
    const auto cost = static_cast<int>(100 + layout->text.text().size());
    const BlockLayout& stored = *layout;
    m_layouts.insert(block, layout.release(), cost);
    correct(block, height);
    return stored;
}

void DialogueFlow::correct(int block, int height)
{
    if (m_known[block])
        return;
    m_known[block] = true;
    const int turn = m_turns[block];
    const int change = height - m_heights[block];
    m_heights[block] = height;
    for (int after = block + 1; after <= lastBlock(turn); ++after)
        m_offsets[after] += change;
    m_frames.remove(turn);
    makeFrame(turn);
}

const TurnFrame& DialogueFlow::frame(int turn)
{
    if (const TurnFrame* known = m_frames.object(turn))
        return *known;
    return makeFrame(turn);
}

const TurnFrame& DialogueFlow::makeFrame(int turn)
{
    const bool single = firstBlock(turn) == lastBlock(turn);
    const int width = single ? block(firstBlock(turn)).width : m_style.textWidth;
    if (const TurnFrame* known = m_frames.object(turn)) // made with the block
        return *known;
    auto* made = new TurnFrame(
        frameTurn(m_document.turns[turn], m_style, tracksDisplay(turn), QSize(width, textHeight(turn))));
    m_frames.insert(turn, made);
    if (m_turnHeights[turn] != made->height) {
        m_turnHeights[turn] = made->height;
        updateTops(turn);
    }
    return *made;
}

int DialogueFlow::firstBlockBelow(int y) const
{
    const int turn = turnAt(y);
    if (turn < 0)
        return -1;
    const int block = blockAt(turn, y);
    const int wanted = blockTop(block) >= y ? block : block + 1;
    return wanted < blockCount() ? wanted : -1;
}

int DialogueFlow::settle(int top, int bottom)
{
    const int anchor = firstBlockBelow(top);
    const int anchorTop = anchor < 0 ? 0 : blockTop(anchor);
    const int count = static_cast<int>(m_turnHeights.size());
    for (int turn = turnAt(top); turn >= 0 && turn < count && m_tops[turn] < bottom; ++turn) {
        frame(turn);
        for (int i = blockAt(turn, top); i <= lastBlock(turn) && blockTop(i) < bottom; ++i)
            block(i);
    }
    return anchor < 0 || anchorTop >= bottom ? 0 : blockTop(anchor) - anchorTop;
}

bool DialogueFlow::settleMore(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    m_topsKept = true;
    for (; m_guessedFrom < m_blocks.size() && clock.elapsed() < milliseconds; ++m_guessedFrom) {
        if (!m_known[m_guessedFrom])
            block(m_guessedFrom);
    }
    m_topsKept = false;
    updateTops(0);
    return m_guessedFrom < m_blocks.size();
}

} // namespace antiphon
