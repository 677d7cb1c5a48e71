// What the rating page shows of a packet, as plain values and words.
#pragma once

#include "core/rating/raterpass.h"
#include "ui/widgets/dialoguedocument.h"

namespace antiphon {

// A dialogue as it is read: its title ("Left", "2"; empty where there is only one) and what was said of it.
struct ReadDialogue
{
    DialogueDocument document;
    QString title = {};
    QString remark = {}; // "best"
    bool operator==(const ReadDialogue&) const = default;
};

// A question with the buttons that answer it.
struct AskedRow
{
    QString title;          // the criterion's name
    QString question;       // one line
    QString tip = {};       // its definition
    QStringList words = {}; // of the buttons, from 1; may be empty texts
    QStringList keys = {};  // of the buttons
    int closed = 0;         // the value that another answer has taken: the worst is not the best; 0: none
    bool operator==(const AskedRow&) const = default;
};

// One item in hand, with the questions that stand on the page at once: those about it as a whole, about one
// turn, or about a choice. Nothing in it tells where the dialogues come from.
struct RatingSheet
{
    QuestionKind kind = QuestionKind::Dialogue; // of the questions that stand here
    QList<ReadDialogue> dialogues;
    bool practice = false;
    qsizetype number = 1; // from 1, in the order of presentation; practice is numbered apart
    qsizetype count = 1;
    qsizetype done = 0; // items with all answers
    QList<AskedRow> rows;
    QList<int> values;       // of each row, 0: none
    qsizetype criterion = 0; // the row that is asked now
    qsizetype firstRow = 0;  // place of the first row among the item's questions
    qsizetype questions = 0; // of the item
    int turn = -1;           // that the rows are about, from 0
    bool flagged = false;
    QString comment;
    QString skipped;             // the reason; empty: not
    bool allowsComments = false; // and flags
    bool allowsSkip = false;
};

RatingSheet sheetOf(const RaterPass& pass);
DialogueDocument documentOf(const QList<PacketTurn>& turns);

// The whole dialogue for a screen reader: a line per turn.
QString spokenText(const DialogueDocument& dialogue);

} // namespace antiphon
