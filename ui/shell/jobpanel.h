// All jobs since the window was opened: what ran, what went wrong, as a log to copy.
#pragma once

#include "core/jobs/jobrunner.h"

#include <QWidget>

class QPushButton;
class QStandardItemModel;

namespace antiphon {

class CalmTable;

class JobPanel : public QWidget
{
    Q_OBJECT
public:
    explicit JobPanel(JobRunner& jobs, QWidget* parent = nullptr);
    QString logText() const;

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refresh();
    void stopSelected();
    JobRunner& m_jobs;
    QStandardItemModel* m_model;
    CalmTable* m_table;
    QPushButton* m_stop;
};

} // namespace antiphon
