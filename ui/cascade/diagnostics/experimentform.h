// What a new experiment is asked: catalogue, recipe, rates, how much is drawn; and the run in hand.
#pragma once

#include "core/cascade/experimentstore.h"
#include "ui/cascade/catalogueloader.h"
#include "ui/widgets/panels.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace antiphon {

class RecipeChoice;

class ExperimentForm : public Card
{
    Q_OBJECT
public:
    // `title`: "noise" or "sparsity".
    ExperimentForm(const WorkspaceContext& context, CatalogueLoader& loader, const QString& title,
                   QWidget* parent);

    // Nothing, and a notice that says why, where a field can not be read or there is no catalogue.
    std::optional<ExperimentOrder> order() const;
    void setRunning(bool running);
    void setProgress(const Progress& progress);

Q_SIGNALS:
    void runAsked();
    void cancelAsked();

private:
    void addFields();
    QWidget* makeActs();
    QSpinBox* spin(const char* name, int minimum, int maximum, int value);
    std::optional<std::vector<double>> rates() const;
    void adoptCatalogues();

    WorkspaceContext m_context;
    CatalogueLoader& m_loader;
    QString m_title;
    CatalogueId m_chosen; // null: the one in hand
    QComboBox* m_catalogue;
    RecipeChoice* m_recipe;
    QLineEdit* m_rates;
    QSpinBox* m_cascades;
    QSpinBox* m_plans;
    QSpinBox* m_seeds;
    QSpinBox* m_seed;
    QPushButton* m_run = nullptr;
    QPushButton* m_cancel = nullptr;
    TextLabel* m_progress = nullptr;
    bool m_isRunning = false;
};

} // namespace antiphon
