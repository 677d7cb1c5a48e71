// One rater's way through a packet: which question is asked now, and what an answer, a note, a step back or a
// pause does.
//
// Practice comes first. When one of its dialogues is answered, nothing goes on before the rater has read what
// was expected; from then on it is behind: its answers stand as they were given, and no step leads back.
#pragma once

#include "core/rating/answerlog.h"

namespace antiphon {

// An answer of practice beside what was expected.
struct FeedbackRow
{
    Question question;
    int value = 0;       // as it was given
    QList<int> expected; // points; empty: no answer is better than another
    bool right = false;
    QString reason;
};

// Answers and notes go to the log first; the pass moves on only when they are on disk.
class RaterPass
{
public:
    // Begins at the first question without an answer, or the first feedback that was not read, in the
    // packet's order.
    RaterPass(Packet packet, AnswerLog log);

    const Packet& packet() const { return m_packet; }
    const AnswerLog& log() const { return m_log; }
    const PacketItem& item() const { return itemAt(m_item); } // in hand; the last one when all is done
    qsizetype itemNumber() const { return m_item + 1; }       // from 1
    qsizetype itemCount() const { return m_packet.order.size(); }
    const QList<Question>& questions() const { return m_questions; } // about the item in hand
    qsizetype questionIndex() const { return m_question; }           // the one in hand
    const Question& question() const { return m_questions[m_question]; }
    const Criterion& criterion() const; // of the question in hand
    // Every item is answered or skipped and the rater is past the last. The guess may be left.
    bool isDone() const { return m_done; }
    qsizetype itemsDone() const { return m_itemsDone; } // with all questions answered, or skipped
    qint64 missing() const { return m_missing; }        // questions without an answer, of items not skipped
    qint64 answered() const;                            // questions with an answer, of items not skipped
    int value(qsizetype question) const;                // of the item in hand, 0: none

    // Answers the question in hand and goes on; an item that was skipped is not any more. Errors:
    // InvalidValue outside of what the question can be answered with, and for a worst that is the best;
    // NotPossible when all is done or feedback is due; those of AnswerLog::append.
    Result<void> answer(int value, TimePoint at, qint64 activeMs);
    void back();                           // to the question before; not into practice that is behind
    void forward();                        // to the question after, where the current one has an answer
    void goToQuestion(qsizetype question); // of the item in hand; not past the first without an answer
    // To the first question of an item, from 1; not past the first item that is open.
    void goToItem(qsizetype number);

    // Notes about the item in hand. Errors: NotPossible where the packet does not allow them; those of
    // AnswerLog::append.
    Result<void> comment(const QString& text, TimePoint at); // an empty text takes it back
    Result<void> flag(bool flagged, TimePoint at);
    // Leaves the item without answers and goes on to the next. Errors, too: InvalidValue without a reason;
    // NotPossible for practice, whose answers qualification counts.
    Result<void> skip(const QString& reason, TimePoint at);
    std::optional<GivenNote> note(NoteKind kind) const { return m_log.noteOf(item().id, kind); }
    bool isSkipped() const { return note(NoteKind::Skip).has_value(); }

    // Practice. Its dialogues come first, numbered as items are.
    bool isPractice() const { return item().practice.has_value(); } // the item in hand
    qsizetype practiceCount() const { return m_practice; }
    qsizetype practiceRead() const { return m_read; } // with their feedback
    bool awaitsReading() const { return m_reading; }  // the item in hand is answered and its feedback due
    QList<FeedbackRow> feedback() const;              // about the item in hand, in the order of its questions
    // Notes that the feedback was read, and goes on. Errors: NotPossible where none is due; those of
    // AnswerLog::append.
    Result<void> acknowledge(TimePoint at);
    // Practice is over and no answer was given since.
    bool isPastPractice() const;
    PracticeTally practiceTally() const; // of all practice that is answered whole

    // Past the last item: 1 a person wrote it, 2 a machine, 3 do not know; about the item shown last. Errors:
    // NotPossible before the end or where the packet does not ask; InvalidValue; those of AnswerLog::append.
    Result<void> guess(int value, TimePoint at);
    bool awaitsGuess() const; // done, asked and not answered yet

private:
    const PacketItem& itemAt(qsizetype place) const;
    int valueAt(const PacketItem& item, const Question& question) const;
    bool isAnswered(qsizetype question) const;
    qsizetype openQuestions(const PacketItem& item) const;
    bool isOpen(qsizetype place) const;
    QList<FeedbackRow> feedbackOf(qsizetype place) const;
    void enter(qsizetype item);
    void step();
    void count(qsizetype place);
    Result<void> keep(const GivenNote& note);

    Packet m_packet;
    AnswerLog m_log;
    std::vector<qsizetype> m_places; // in m_packet.items, by order of presentation
    std::vector<int> m_open;         // questions without an answer, by order of presentation
    std::vector<int> m_asked;        // questions, likewise
    QList<Question> m_questions;
    qsizetype m_item = 0;
    qsizetype m_question = 0;
    qsizetype m_itemsDone = 0;
    qint64 m_missing = 0;
    bool m_done = false;
    qsizetype m_practice = 0; // items
    qsizetype m_read = 0;     // of them, with their feedback
    bool m_reading = false;
};

} // namespace antiphon
