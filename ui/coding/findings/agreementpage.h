// How far coders agree: by code, by pair of coders, and the turns on which they differ.
#pragma once

#include "ui/coding/findings/agreementanswer.h"
#include "ui/coding/findings/finding.h"

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace antiphon {

class ChartPane;
class TabStrip;
class TablePane;
class TextLabel;

// Enter on a turn goes to it.
class AgreementPage : public Finding
{
    Q_OBJECT
public:
    explicit AgreementPage(WorkspaceContext context, QWidget* parent = nullptr);
    void showRound(const QString& name); // its dialogues and coders

protected:
    void read() override;

private:
    QWidget* makeChoices();
    ChartPane* makeCodes();
    ChartPane* makePairs();
    TablePane* makeTurns();
    void adopt(const AgreementAnswer& answer);
    void fillScopes();
    void fillCoders();
    void setChosen(CoderId coder, bool chosen);
    void showCodes();
    void showPairs();
    void showTurns();
    void explain();
    AgreementQuestion question(bool intervals) const;
    void workOutIntervals();

    AgreementAnswer m_answer;
    QString m_round;
    std::optional<QSet<CoderId>> m_chosen;
    JobNumber m_job = 0; // the intervals that are being worked out
    QComboBox* m_scope;
    QPushButton* m_coders;
    QComboBox* m_unit;
    QPushButton* m_intervals;
    TabStrip* m_tabs;
    QStackedWidget* m_stack;
    ChartPane* m_codes;
    QComboBox* m_measure;
    ChartPane* m_pairs;
    QComboBox* m_distance;
    TablePane* m_turns;
    QPushButton* m_explain;
    TextLabel* m_definition;
};

} // namespace antiphon
