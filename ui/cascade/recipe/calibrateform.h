// Turns the weights of the recipe in hand until plans over the catalogue have its shares.
#pragma once

#include "core/cascade/recipecalibration.h"
#include "core/jobs/jobrunner.h"

#include <QWidget>

class QCheckBox;
class QProgressBar;
class QPushButton;

namespace antiphon {

class CalmTable;
class GapModel;
class RecipeDesk;
class TextLabel;

class CalibrateForm : public QWidget
{
    Q_OBJECT
public:
    CalibrateForm(RecipeDesk& desk, QWidget* parent);
    void open();
    QPushButton* button() const { return m_start; }
    QPushButton* cancelButton() const { return m_cancel; }
    CalmTable* table() const { return m_table; }
    void setPlans(qint64 first, qint64 measured); // of a calibration; for tests
    // Shows what a calibration found, without making a recipe of it.
    void present(const Calibration& found);

Q_SIGNALS:
    void closed();
    void finished(); // done, failed or cancelled

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void start();
    void cancel();
    void setRunning(JobNumber job);
    void followJob();

    RecipeDesk& m_desk;
    QCheckBox* m_mayExclude;
    QPushButton* m_start;
    QPushButton* m_cancel;
    QProgressBar* m_bar;
    TextLabel* m_summary;
    GapModel* m_shares;
    CalmTable* m_table;
    CalibrationRequest m_request;
    JobNumber m_job = 0; // 0: none runs
};

} // namespace antiphon
