// Rounds of double coding: opening one, working through it, settling what came out.
#pragma once

#include "core/reliability/adjudicationstore.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace antiphon {

class AdjudicationPane;
class CodingDesk;
class EmptyView;
class RoundDialogues;
class RoundForm;
class TextLabel;

class RoundsPage : public QWidget
{
    Q_OBJECT
public:
    explicit RoundsPage(CodingDesk& desk, QWidget* parent = nullptr);
    // The name of a round, or "new".
    void navigate(const QString& target);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Answer
    {
        QList<CodingRound> rounds;
        QString shown; // the round in hand; empty: none
        QList<RoundDialogue> dialogues;
        QList<RoundProgress> progress;
        RoundOutcome outcome; // of a closed round
    };
    QWidget* makeBar();
    void read();
    void adopt(const Answer& answer);
    void fillRounds();
    const CodingRound* roundInHand() const;
    void showForm(bool shown);
    void closeInHand();

    CodingDesk& m_desk;
    Answer m_answer;
    QString m_wanted; // the round that was asked for
    QComboBox* m_rounds;
    QPushButton* m_new;
    QPushButton* m_close;
    QPushButton* m_agreement;
    TextLabel* m_progress;
    QStackedWidget* m_stack;
    EmptyView* m_empty;
    RoundForm* m_form;
    RoundDialogues* m_dialogues;
    AdjudicationPane* m_adjudication;
};

} // namespace antiphon
