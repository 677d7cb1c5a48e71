// The form that begins a run.
#pragma once

#include "core/cascade/planstore.h"
#include "core/generation/runjob.h"
#include "core/llm/endpoint.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

namespace antiphon {

// What the form can offer.
struct RunChoices
{
    QList<PlanSet> planSets;
    QList<Endpoint> endpoints;
    QStringList takenNames;
};

class NewRunPanel : public Card
{
    Q_OBJECT
public:
    explicit NewRunPanel(QWidget* parent = nullptr);
    // Keeps what was entered where it still holds.
    void setChoices(const RunChoices& choices);
    void choosePlanSet(const QString& name);
    RunRequest request() const;

Q_SIGNALS:
    void startRequested(const antiphon::RunRequest& request);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void adopt();
    void start();
    RunChoices m_choices;
    QComboBox* m_planSet;
    QComboBox* m_writer;
    QLineEdit* m_name;
    QSpinBox* m_limit;
    QSpinBox* m_seed;
    TextLabel* m_trouble;
    QPushButton* m_start;
};

} // namespace antiphon
