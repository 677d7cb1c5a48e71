// How the run in hand stands, and the levers to steer it: a line with a bar, four figures with their course,
// the text that is being written, and the runs that wait.
#pragma once

#include "ui/generation/rundesk.h"

#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>

class QHBoxLayout;

namespace antiphon {

class ChipBar;
class ElidedLabel;
class FigureCard;
class TextLabel;

class RunProgress : public QWidget
{
    Q_OBJECT
public:
    explicit RunProgress(RunDesk& desk, QWidget* parent = nullptr);
    QPushButton* stopButton() const { return m_stop; }

private:
    QWidget* makeHead();
    QLayout* makeLevers();
    QLayout* makeFigures();
    QWidget* makeSample();
    void begin();
    void refresh();
    void refreshLevers();
    void refreshFigures();
    void refreshLeaks();
    void addToCourses();
    void showWaiting();

    RunDesk& m_desk;
    TextLabel* m_name = nullptr;
    ElidedLabel* m_line = nullptr;
    QProgressBar* m_bar = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_stop = nullptr;
    QSpinBox* m_atOnce = nullptr;
    QDoubleSpinBox* m_budget = nullptr;
    QWidget* m_levers = nullptr; // of model runs
    FigureCard* m_pace = nullptr;
    FigureCard* m_tokens = nullptr;
    FigureCard* m_setAside = nullptr;
    FigureCard* m_faults = nullptr;
    FigureCard* m_leaks = nullptr;
    TextLabel* m_sampleTitle = nullptr;
    TextLabel* m_sample = nullptr;
    ChipBar* m_waiting = nullptr;
    QWidget* m_waitingRow = nullptr;
    QElapsedTimer m_sinceCourse;
};

} // namespace antiphon
