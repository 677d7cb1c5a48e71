// Propositions with their evidence as the window shows and edits them.
#pragma once

#include "core/coding/propositionstore.h"
#include "ui/shell/workspace.h"

namespace antiphon {

class CodingDesk;

// Reads anew when it is told to; its owner tells it while it is in sight.
class PropositionDesk : public QObject
{
    Q_OBJECT
public:
    explicit PropositionDesk(CodingDesk& desk, QObject* parent = nullptr);

    void refresh();
    bool isLoaded() const { return m_loaded; }
    const QList<ListedProposition>& propositions() const { return m_propositions; }
    const QList<ListedEvidence>& evidence() const { return m_evidence; } // of the chosen one
    const QList<NegativeCase>& cases() const { return m_cases; }
    void choose(PropositionId proposition);
    PropositionId chosenId() const { return m_chosen; }
    const ListedProposition* chosen() const; // null: none is there yet

    // Each is one undo step; what fails is told by the session. They are those of the coder in hand.
    PropositionId propose(const QString& text); // and chooses it
    PropositionId propose(const QString& text, const MemoAnchor& evidence, Stance stance);
    // Changes it as it is stored then, so that quick acts do not undo each other.
    void change(PropositionId proposition, const QString& label, std::function<void(Proposition&)> how);
    void remove(const ListedProposition& listed);
    void take(const ListedProposition& listed, const MemoAnchor& evidence, Stance stance);
    void changeEvidence(const PropositionEvidence& evidence, const QString& label);
    void removeEvidence(const ListedEvidence& listed);

    CodingDesk& desk() { return m_desk; }
    const WorkspaceContext& context() const;

Q_SIGNALS:
    void changed();

private:
    struct Answer;
    void adopt(const Answer& answer);
    void edit(const QString& label, std::function<Result<void>(const Connection&)> change);

    CodingDesk& m_desk;
    QString m_question; // each desk has its own: the newest of a kind alone is answered
    bool m_loaded = false;
    PropositionId m_chosen;
    QList<ListedProposition> m_propositions;
    QList<ListedEvidence> m_evidence;
    QList<NegativeCase> m_cases;
};

} // namespace antiphon
