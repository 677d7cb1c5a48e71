// Makes a recipe from what somebody coded.
#pragma once

#include "core/cascade/recipeestimate.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QPushButton;

namespace antiphon {

class RecipeDesk;

class EstimateForm : public QWidget
{
    Q_OBJECT
public:
    EstimateForm(RecipeDesk& desk, QWidget* parent);
    void open(); // reads who coded, and shows itself
    QPushButton* button() const { return m_estimate; }

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Choices
    {
        QStringList coders;
        QStringList taxonomies;
    };
    void adopt(const Choices& choices);
    void estimate();
    RecipeDesk& m_desk;
    QComboBox* m_coder;
    QComboBox* m_taxonomy;
    QDoubleSpinBox* m_prior;
    QPushButton* m_estimate;
};

} // namespace antiphon
