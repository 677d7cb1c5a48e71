// Propositions: all of them to the left, the chosen one with its evidence to the right, and every negative
// case that is open.
#pragma once

#include "ui/coding/propositions/propositiondesk.h"

class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace antiphon {

class EmptyView;
class PropositionPane;
class TablePane;
class TabStrip;

// N writes a new proposition; Enter goes to its text, Delete deletes it (one undo step).
class PropositionPage : public QWidget
{
    Q_OBJECT
public:
    explicit PropositionPage(CodingDesk& desk, QWidget* parent = nullptr);
    void showCases(); // the open negative cases
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeLeft();
    QWidget* makeRight();
    QWidget* makeCases();
    void connectParts();
    void show();
    void fillPropositions();
    void fillCases();
    void propose();
    bool pressed(QObject* table, int key); // false: not its key
    void takeCase();                       // against the chosen proposition
    void answerCase();

    PropositionDesk* m_desk;
    QList<PropositionId> m_rows; // in the list
    bool m_filling = false;
    QLineEdit* m_new = nullptr;
    QComboBox* m_scope = nullptr;
    TablePane* m_list = nullptr;
    TabStrip* m_tabs = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyView* m_empty = nullptr;
    PropositionPane* m_pane = nullptr;
    TablePane* m_cases = nullptr;
};

} // namespace antiphon
