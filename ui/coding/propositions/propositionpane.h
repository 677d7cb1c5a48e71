// One proposition in full: its text, the codes it is about, what speaks for it and against it.
#pragma once

#include "ui/coding/propositions/propositiondesk.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace antiphon {

class ChipBar;
class RelationFinder;
class SectionHeader;
class TablePane;

// The text is kept when it is left, or with Ctrl+Enter; Escape drops what was written. In the table: Enter
// goes to the turn, F and A take the turn in hand for and against, S moves evidence to the other side, W
// writes how a case was dealt with, Delete takes evidence back.
class PropositionPane : public QWidget
{
    Q_OBJECT
public:
    explicit PropositionPane(PropositionDesk& desk, QWidget* parent = nullptr);

    void show(const ListedProposition* listed, const QList<ListedEvidence>& evidence); // null: nothing
    void takeTurn(Stance stance); // the turn that lies before the coder
    void answerWhenShown(EvidenceId evidence) { m_toAnswer = evidence; }

public Q_SLOTS:
    void focusText();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeCodes();
    QWidget* makeFields();
    void makeTable();
    void findCode();
    void connectParts();
    void showHead();
    void showEvidence();
    void showFields();
    void keepText();
    void keepFields();
    void setState();
    void toggleCode(CodeId code);
    void moveSide();
    bool pressed(int key); // in the table; false: not its key
    const ListedEvidence* current() const;

    PropositionDesk& m_desk;
    ListedProposition m_listed;
    QList<ListedEvidence> m_evidence;
    EvidenceId m_toAnswer; // the field of this one is opened when it is shown
    SectionHeader* m_head = nullptr;
    QComboBox* m_state = nullptr;
    QPlainTextEdit* m_text = nullptr;
    ChipBar* m_codes = nullptr;
    RelationFinder* m_finder = nullptr; // made when it is first asked for
    TablePane* m_table = nullptr;
    QLineEdit* m_note = nullptr;
    QLineEdit* m_answer = nullptr;
};

} // namespace antiphon
