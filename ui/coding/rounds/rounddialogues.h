// The dialogues of an open round, as one of its coders works through them.
#pragma once

#include "core/reliability/codinground.h"

#include <QWidget>

class QPushButton;

namespace antiphon {

class CodingDesk;
class TablePane;

// Enter opens a dialogue; the button and Ctrl+Enter say that it is finished, or not after all.
class RoundDialogues : public QWidget
{
    Q_OBJECT
public:
    explicit RoundDialogues(CodingDesk& desk, QWidget* parent = nullptr);
    // `mine`: the dialogues as the coder in hand sees them; `inRound`: whether she is one of its coders.
    void show(const CodingRound& round, const QList<RoundDialogue>& mine, bool inRound);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void toggleFinished();
    void openDialogue(int row);

    CodingDesk& m_desk;
    CodingRound m_round;
    QList<RoundDialogue> m_dialogues;
    TablePane* m_pane;
    QPushButton* m_finish;
};

} // namespace antiphon
