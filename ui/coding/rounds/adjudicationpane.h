// Settling the turns on which coders differ: side by side, without names, by keys.
#pragma once

#include "core/reliability/adjudication.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace antiphon {

class CodeFinder;
class CodingDesk;
class TablePane;
class TextLabel;

// A to Z take a side, + takes all codes, 0 none, Enter finds other codes, Backspace takes a decision back.
// After a decision the next open turn is in hand.
class AdjudicationPane : public QWidget
{
    Q_OBJECT
public:
    explicit AdjudicationPane(CodingDesk& desk, QWidget* parent = nullptr);
    void show(const CodingRound& round, const QList<DisputedTurn>& turns, const Settlement& settlement);

protected:
    bool event(QEvent* event) override; // the letters mean sides here, not acts of the station
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeCard();
    void showTurn();
    const DisputedTurn* turnInHand() const;
    void take(Took took, qsizetype side = -1);
    void findCodes();
    void settleWith(const Adjudication& decision);
    void takeBack();
    void takeOver();
    void goToNextOpen();

    CodingDesk& m_desk;
    CodingRound m_round;
    QList<DisputedTurn> m_turns;
    Settlement m_settlement;
    TablePane* m_list;
    TextLabel* m_place;
    TextLabel* m_before;
    TextLabel* m_words;
    QHBoxLayout* m_sides;
    TextLabel* m_settled;
    QLineEdit* m_note;
    QPushButton* m_takeOver;
    CodeFinder* m_finder;
    bool m_goOn = false; // to the next open turn, when the decision is in the file
};

} // namespace antiphon
