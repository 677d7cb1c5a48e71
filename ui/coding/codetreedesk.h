// The tree of codes as it is worked on: the code in hand, and every act on the codebook.
#pragma once

#include "core/coding/codemergestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/incidentstore.h"

#include <QObject>
#include <QTimer>

namespace antiphon {

class CodingDesk;

// Each act is one step of undo; what fails is told by the session, and what an act dropped by a notice.
class CodeTreeDesk : public QObject
{
    Q_OBJECT
public:
    explicit CodeTreeDesk(CodingDesk& desk);

    Codebook codebook() const;
    CodeId inHand() const { return m_inHand; }
    void takeInHand(CodeId code);
    void readUse(); // of the code in hand; told by useRead() after a pause in the typing

    void move(const QList<CodeNode>& nodes, const CodePlace& to);
    void step(const QList<CodeNode>& nodes, TreeStep way);
    void showUnder(const QList<CodeNode>& nodes, const CodePlace& to); // a second time
    void colour(const QList<CodeNode>& nodes, int colour);
    CodeId save(Code code); // a null id: a new one, where its parent and position say
    void merge(const QList<CodeId>& merged, CodeId target, SpanMerge spans);
    void split(CodeId code, const QList<SplitPart>& parts);
    // Codes with their codings; second places alone where those are chosen.
    void remove(const QList<CodeNode>& nodes, CodesBelow below);

    // Codings of any code.
    void recode(const QList<CodingId>& codings, const Code& to);
    void takeOff(const QList<CodingId>& codings);

    // What waits to be put elsewhere.
    void cut(const QList<CodeNode>& nodes);
    const QList<CodeNode>& cutNodes() const { return m_cut; }

    // Where an act begins that another page ends.
    void beginSplit(CodeId code);

Q_SIGNALS:
    void codebookChanged();
    void inHandChanged();
    void useRead(const antiphon::CodeUse& use);
    void recipesRead(const QString& lines); // that need the code in hand; empty: none
    void cutChanged();
    void splitBegun(antiphon::CodeId code);

private:
    void readReferences();
    void askUse();
    QString nameOf(CodeId code) const;
    QString namesOf(const QList<CodeNode>& nodes) const;
    void say(const QString& sentence) const;

    CodingDesk& m_desk;
    QList<CodeReference> m_references;
    CodeId m_inHand;
    QList<CodeNode> m_cut;
    QTimer m_useTimer;
};

} // namespace antiphon
