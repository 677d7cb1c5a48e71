// The form that begins a run.
#pragma once

#include "core/cascade/planstore.h"
#include "core/generation/runjob.h"
#include "core/llm/endpoint.h"
#include "ui/widgets/panels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>

class QFormLayout;
class QMenu;
class QToolButton;

namespace antiphon {

// What the form can offer.
struct RunChoices
{
    QList<PlanSet> planSets;
    QList<Endpoint> endpoints;
    QStringList prompts; // by name, the newest version of each is used
    QStringList phrases; // languages that the template writer speaks
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
    // While a run is written, the new one will wait.
    void setBusy(bool busy);
    RunRequest request() const;

Q_SIGNALS:
    void startRequested(const antiphon::RunRequest& request);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QFormLayout* makeFirstColumn();
    QFormLayout* makeSecondColumn();
    QLayout* makeButtons();
    void fillSharing();
    QStringList sharing() const; // further endpoints
    bool usesModel() const;
    void adopt();
    void showFields();
    void start();

    RunChoices m_choices;
    bool m_busy = false;
    QFormLayout* m_first = nullptr;
    QFormLayout* m_second = nullptr;
    QComboBox* m_planSet = nullptr;
    QComboBox* m_writer = nullptr;
    QToolButton* m_sharing = nullptr;
    QMenu* m_sharingMenu = nullptr;
    QComboBox* m_prompt = nullptr;
    QComboBox* m_phrases = nullptr;
    QLineEdit* m_name = nullptr;
    QSpinBox* m_limit = nullptr;
    QSpinBox* m_seed = nullptr;
    QSpinBox* m_atOnce = nullptr;
    QDoubleSpinBox* m_budget = nullptr;
    QCheckBox* m_pilot = nullptr;
    QCheckBox* m_cache = nullptr;
    QSpinBox* m_priority = nullptr;
    TextLabel* m_trouble = nullptr;
    QPushButton* m_start = nullptr;
};

} // namespace antiphon
