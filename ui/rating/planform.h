// Asks what the simulation of study sizes assumes.
#pragma once

#include "core/rating/studyplanner.h"
#include "ui/widgets/panels.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace antiphon {

// Every number of raters is tried with every number of dialogues.
struct PlanQuestion
{
    PlanAssumptions assumptions;
    QList<int> raters;
    QList<int> items;
};

class PlanForm : public Card
{
    Q_OBJECT
public:
    explicit PlanForm(QWidget* parent = nullptr);
    // Errors: InvalidValue that names the field in the words of the form.
    Result<PlanQuestion> question() const;
    void setAssumptions(const PlanAssumptions& assumptions); // shares, variances
    // The criteria whose answers may stand for a pilot; none: the button goes.
    void setPilots(const QStringList& criteria);
    void setProblem(const QString& sentence); // empty: none
    void setRunning(bool running);

Q_SIGNALS:
    void simulateRequested();
    void stopRequested();
    void pilotChosen(int criterion);

private:
    void addAnswers(class QFormLayout& form);
    void addTest(QFormLayout& form);
    void addSizes(QFormLayout& form);
    void describeShares();
    QPushButton* m_pilot;
    QLineEdit* m_shares;
    TextLabel* m_sharesText;
    QDoubleSpinBox* m_raterVariance;
    QDoubleSpinBox* m_itemVariance;
    QDoubleSpinBox* m_effect;
    QDoubleSpinBox* m_margin;
    QDoubleSpinBox* m_alpha;
    QDoubleSpinBox* m_power;
    QComboBox* m_clusters;
    QLineEdit* m_raters;
    QLineEdit* m_items;
    QSpinBox* m_simulations;
    QLineEdit* m_seed;
    TextLabel* m_problem;
    QPushButton* m_simulate;
    QPushButton* m_stop;
};

} // namespace antiphon
