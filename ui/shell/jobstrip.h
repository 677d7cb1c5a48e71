// The foot of the window: one line per running job, and whether everything is saved.
#pragma once

#include "ui/shell/jobtext.h"

#include <QHash>
#include <QWidget>

class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace antiphon {

class ElidedLabel;
class TextLabel;

class JobStrip : public QWidget
{
    Q_OBJECT
public:
    explicit JobStrip(JobRunner& jobs, QWidget* parent = nullptr);
    void setSavedText(const QString& text);
    int lineCount() const { return static_cast<int>(m_lines.size()); }
    QPushButton* stopButton(JobNumber job) const;

Q_SIGNALS:
    void panelRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    struct Line
    {
        QWidget* row = nullptr;
        ElidedLabel* title = nullptr;
        QProgressBar* bar = nullptr;
        TextLabel* figures = nullptr;
        QPushButton* stop = nullptr;
        RateMeter meter;
    };
    void refresh();
    void alignTitles();
    Line makeLine(const JobSnapshot& job);
    void showEnd(const JobSnapshot& job);

    JobRunner& m_jobs;
    QHash<JobNumber, Line> m_lines;
    QVBoxLayout* m_column;
    ElidedLabel* m_last; // what ended last, for some seconds
    TextLabel* m_saved;
};

} // namespace antiphon
