// Theoretical sampling: which dialogue to take up next, and the log of what was taken up and why.
#pragma once

#include "core/coding/sampling.h"
#include "core/jobs/jobrunner.h"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace antiphon {

class CodingDesk;
class TablePane;
class TextLabel;

// Enter on a row of the queue opens the dialogue and logs the choice; Enter on a row of the log opens it.
class SamplingPage : public QWidget
{
    Q_OBJECT
public:
    explicit SamplingPage(CodingDesk& desk, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeChoices();
    void fillCodes();
    SamplingQuery query() const;
    void ask();
    void show(const SamplingQuery& query, const SamplingQueue& queue);
    void take(int row);
    void readLog();
    void open(DialogueId dialogue);

    CodingDesk& m_desk;
    SamplingQuery m_query; // of what is shown
    QList<SamplingCandidate> m_candidates;
    QList<SamplingChoice> m_log;
    JobNumber m_job = 0;
    QComboBox* m_strategy;
    QComboBox* m_code;
    QSpinBox* m_seed;
    TablePane* m_queue;
    TablePane* m_choices;
};

} // namespace antiphon
