// Asks what the turn in hand is to be held against, and keeps the verdicts.
#pragma once

#include "ui/coding/comparepanel.h"

#include <QKeySequence>
#include <QTimer>

namespace antiphon {

class CodingDesk;

class ComparisonDesk;

// What the palette offers and the view's keys do.
struct ComparisonAct
{
    QString id;
    QString title;
    QKeySequence keys;
    std::function<void(ComparisonDesk&)> run;
};
QList<ComparisonAct> comparisonActs();

class ComparisonDesk : public QObject
{
    Q_OBJECT
public:
    ComparisonDesk(CodingDesk& desk, ComparePanel* panel, QObject* parent = nullptr);

    // A pause later the panel shows the earlier incidents; no code or no turn: nothing.
    void setInHand(const std::optional<Code>& code, int turn);
    void setTurn(int turn) { setInHand(m_code, turn); }
    void focus(); // the panel takes the verdict keys
    void give(ComparisonVerdict verdict) { m_panel->give(verdict); }

Q_SIGNALS:
    void goTo(const antiphon::TurnPlace& place);
    void listRequested();
    void left();
    // The person wants to split the code; `turn` and `against` are the two that are not the same thing.
    // Offered only while somebody listens.
    void splitRequested(const antiphon::Code& code, antiphon::TurnId turn, antiphon::TurnId against);

private:
    void ask();
    void keep(const Incident& inHand, const Incident& against, ComparisonVerdict verdict,
              const QString& note);
    void offerNext(ComparisonVerdict verdict, const QString& note);
    void takeOffer(const QString& text);

    CodingDesk& m_desk;
    ComparePanel* m_panel;
    std::optional<Code> m_code;
    int m_turn = -1;
    std::optional<ComparisonVerdict> m_offered;
    TurnId m_offeredTurn;
    TurnId m_offeredAgainst;
    QTimer m_pause;
};

} // namespace antiphon
