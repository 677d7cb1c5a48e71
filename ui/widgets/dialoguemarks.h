// The marks of a dialogue's turns by the blocks that they are painted with, and its search hits in order.
#pragma once

#include "ui/widgets/dialogueflow.h"

#include <QHash>

namespace antiphon {

struct PlacedMark
{
    qsizetype begin = 0; // UTF-16 units of the turn's text
    qsizetype end = 0;
    MarkKind kind = MarkKind::Hit;
    int hit = -1; // its number over the dialogue
};

class DialogueMarks
{
public:
    struct Hit
    {
        int turn = 0;
        TextSpan span;
        int block = 0; // where it begins
        qsizetype begin = 0;
    };

    void documentChanged(const DialogueDocument& document, const DialogueFlow& flow);
    QList<PlacedMark> inBlock(int block) const { return m_marks.value(block); }
    const QList<Hit>& hits() const { return m_hits; }

private:
    void addMarks(int turn, const DialogueTurn& value, const DialogueFlow& flow);

    QHash<int, QList<PlacedMark>> m_marks;
    QList<Hit> m_hits;
};

} // namespace antiphon
