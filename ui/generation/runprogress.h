// How the run in hand stands: a line with a bar, and four figures.
#pragma once

#include "ui/generation/rundesk.h"

#include <QProgressBar>
#include <QPushButton>

namespace antiphon {

class TextLabel;
class ElidedLabel;

class RunProgress : public QWidget
{
    Q_OBJECT
public:
    explicit RunProgress(RunDesk& desk, QWidget* parent = nullptr);
    QPushButton* stopButton() const { return m_stop; }

private:
    struct Figure
    {
        TextLabel* value;
        ElidedLabel* detail;
    };
    Figure addFigure(QLayout* row, const QString& title);
    void refresh();

    RunDesk& m_desk;
    TextLabel* m_name;
    ElidedLabel* m_line;
    QProgressBar* m_bar;
    QPushButton* m_stop;
    Figure m_pace, m_tokens, m_setAside, m_latest;
};

} // namespace antiphon
