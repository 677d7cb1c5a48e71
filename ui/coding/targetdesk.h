// What is coded, and with which coding one works: spans, turns, exchanges and the dialogue.
#pragma once

#include "core/base/textsteps.h"
#include "ui/coding/codingdesk.h"

namespace antiphon {

class DialogueView;

// Where the next code goes. Selection: on the selected words, or on the turn where none are selected.
enum class CodingAim { Selection, Exchange, Dialogue, Recode };

// The acts of the dialogue pane. One coding of the current turn can be the current one; acts on a coding are
// about it, or else about the last one that was given.
class TargetDesk : public QObject
{
    Q_OBJECT
public:
    TargetDesk(CodingDesk& desk, DialogueView& view, QObject* parent);

    // Puts the code where the aim says, or takes it off there; the aim is the selection again.
    void give(const Code& code);
    CodingAim aim() const { return m_aim; }
    QString aimText() const; // "The next code goes on the exchange"; empty for the selection
    // What codes the aim takes: of one role, or any.
    std::optional<Role> aimRole() const;

    void aimAtExchange() { aimAt(CodingAim::Exchange); }
    void aimAtDialogue() { aimAt(CodingAim::Dialogue); }
    void aimAtRecode() { aimAt(CodingAim::Recode); }
    // Ends the aim, else the choice of a current coding; false where there was neither.
    bool stepBack();

    // Makes a free code that is called as the selected words, and codes them with it.
    void codeInVivo();
    void takeOff();
    void nextCoding() { goThrough(1); }
    void previousCoding() { goThrough(-1); }
    void extendBegin() { moveEnd(SpanEnd::Begin, TextStep::Character, -1); }
    void shrinkBegin() { moveEnd(SpanEnd::Begin, TextStep::Character, 1); }
    void extendEnd() { moveEnd(SpanEnd::End, TextStep::Character, 1); }
    void shrinkEnd() { moveEnd(SpanEnd::End, TextStep::Character, -1); }
    void extendBeginByWord() { moveEnd(SpanEnd::Begin, TextStep::Word, -1); }
    void shrinkBeginByWord() { moveEnd(SpanEnd::Begin, TextStep::Word, 1); }
    void extendEndByWord() { moveEnd(SpanEnd::End, TextStep::Word, 1); }
    void shrinkEndByWord() { moveEnd(SpanEnd::End, TextStep::Word, -1); }

    // The coding that acts are about; nothing where the turn has none.
    std::optional<Coding> coding() const;
    // A coding of the turn that was clicked.
    void choose(CodingId coding);

Q_SIGNALS:
    void said(const QString& sentence);
    void aimChanged();
    void gave(const antiphon::Code& code);

private:
    void aimAt(CodingAim aim);
    std::optional<CodingTarget> target();
    void endAim();
    QString reasonNotToRecode(const Coding& coding, const Code& code) const;
    void recodeWith(const Code& code);
    void goThrough(int step);
    void moveEnd(SpanEnd end, TextStep step, int steps);
    void forgetCoding();
    int turn() const;

    CodingDesk& m_desk;
    DialogueView& m_view;
    CodingAim m_aim = CodingAim::Selection;
};

} // namespace antiphon
