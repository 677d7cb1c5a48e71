// Plans: the sets in the project, drawing a new one, and each plan turn by turn.
#pragma once

#include "core/cascade/planstore.h"
#include "ui/cascade/catalogueloader.h"

class QLineEdit;
class QPushButton;
class QSpinBox;

namespace antiphon {

class CalmTable;
class DialogueView;
class PlanSetModel;
class RecipeChoice;
class SectionHeader;

class PlansPage : public QWidget
{
    Q_OBJECT
public:
    PlansPage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent);

    void drawPlans(); // by what the form says
    void showPlan(qint64 ordinal);
    qint64 shownPlan() const { return m_ordinal; }
    void removeSet();
    void useRecipe(RecipeId version); // in the form

Q_SIGNALS:
    void planShown();

private:
    QWidget* makeForm();
    QWidget* makeSets();
    QWidget* makeViewer();
    const PlanSet* currentSet() const;
    void refresh();
    void adopt(const QList<PlanSet>& sets);
    void present(const Plan& plan, const std::shared_ptr<const CatalogueIndex>& index);

    WorkspaceContext m_context;
    CatalogueLoader& m_loader;
    QLineEdit* m_name = nullptr;
    RecipeChoice* m_recipe = nullptr;
    QSpinBox* m_count = nullptr;
    QSpinBox* m_seed = nullptr;
    QPushButton* m_draw = nullptr;
    PlanSetModel* m_sets = nullptr;
    CalmTable* m_table = nullptr;
    SectionHeader* m_header = nullptr;
    QPushButton* m_former = nullptr;
    QPushButton* m_next = nullptr;
    DialogueView* m_view = nullptr;
    PlanSetId m_chosen;
    PlanSetId m_shownSet;
    qint64 m_ordinal = 0;
    std::shared_ptr<const CatalogueIndex> m_index; // of the shown set's catalogue
};

} // namespace antiphon
