#include "ui/widgets/dialoguemarks.h"

namespace antiphon {

void DialogueMarks::documentChanged(const DialogueDocument& document, const DialogueFlow& flow)
{
    m_marks.clear();
    m_hits.clear();
    for (int turn = 0; turn < document.turns.size(); ++turn) {
        if (!document.turns[turn].marks.isEmpty())
            addMarks(turn, document.turns[turn], flow);
    }
}

void DialogueMarks::addMarks(int turn, const DialogueTurn& value, const DialogueFlow& flow)
{
    const TextPositions positions(value.text);
    for (const DialogueMark& mark : value.marks) {
        PlacedMark placed{positions.utf16(mark.span.begin), positions.utf16(mark.span.end), mark.kind};
        const int first = flow.blockOf(turn, placed.begin);
        if (mark.kind == MarkKind::Hit) {
            placed.hit = static_cast<int>(m_hits.size());
            m_hits << Hit{turn, mark.span, first, placed.begin};
        }
        const int last = flow.blockOf(turn, std::max(placed.begin, placed.end - 1));
        for (int block = first; block <= last; ++block)
            m_marks[block] << placed;
    }
}

} // namespace antiphon
