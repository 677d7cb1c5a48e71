// One rater's way through a packet: which question is asked now, and what an answer, a step back or a pause
// does.
#pragma once

#include "core/rating/answerlog.h"

namespace antiphon {

// Answers go to the log first; the pass moves on only when they are on disk.
class RaterPass
{
public:
    // Begins at the first question without an answer, in the packet's order.
    RaterPass(Packet packet, AnswerLog log);

    const Packet& packet() const { return m_packet; }
    const AnswerLog& log() const { return m_log; }
    const PacketItem& item() const;                     // in hand; the last one when all is done
    qsizetype itemNumber() const { return m_item + 1; } // from 1
    qsizetype itemCount() const { return m_packet.order.size(); }
    qsizetype criterionIndex() const { return m_criterion; }
    bool isDone() const { return m_done; } // every question has an answer and the rater is past the last
    qsizetype itemsDone() const;           // with all criteria answered
    qsizetype missing() const;             // questions without an answer
    int value(qsizetype criterion) const;  // of the item in hand, 0: none

    // Answers the current question and goes on. Errors: InvalidValue outside the scale; those of
    // AnswerLog::append.
    Result<void> answer(int value, TimePoint at, qint64 activeMs);
    void back();                             // to the question before
    void forward();                          // to the question after, where the current one has an answer
    void goToCriterion(qsizetype criterion); // of the item in hand; not past the first without an answer

private:
    const PacketItem& itemAt(qsizetype place) const;
    bool isAnswered(qsizetype item, qsizetype criterion) const;
    void step();

    Packet m_packet;
    AnswerLog m_log;
    QHash<PublicItemId, qsizetype> m_places; // in m_packet.items
    qsizetype m_item = 0;
    qsizetype m_criterion = 0;
    bool m_done = false;
};

} // namespace antiphon
