// Chooses one plan of the project, to try something on.
#pragma once

#include "ui/shell/workspace.h"

class QComboBox;
class QPushButton;
class QSpinBox;

namespace antiphon {

class PlanChooser : public QWidget
{
    Q_OBJECT
public:
    PlanChooser(const WorkspaceContext& context, QWidget* parent);
    QString planSet() const; // empty: the project has none
    qint64 plan() const;
    void chooseAny();

Q_SIGNALS:
    void chosen(); // another plan, or the plans may be different

private:
    void reload();
    WorkspaceContext m_context;
    QComboBox* m_planSet;
    QSpinBox* m_plan;
    QPushButton* m_any;
    quint64 m_draws = 0;
};

} // namespace antiphon
