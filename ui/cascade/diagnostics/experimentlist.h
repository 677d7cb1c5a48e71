// The experiments that the project keeps: one is shown, several are compared.
#pragma once

#include "core/cascade/experimentstore.h"

#include <QWidget>

class QPushButton;

namespace antiphon {

class CalmTable;
class TextTableModel;

class ExperimentList : public QWidget
{
    Q_OBJECT
public:
    explicit ExperimentList(QWidget* parent);

    void setExperiments(const QList<KeptExperiment>& newestFirst);
    void select(ExperimentId experiment);   // also one that is not read yet
    QList<KeptExperiment> selected() const; // oldest first

Q_SIGNALS:
    void selectionChanged();
    void removeAsked();
    void exportAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; // Delete in the table

private:
    void restoreSelection();
    void takeSelection();

    QList<KeptExperiment> m_experiments;
    QList<ExperimentId> m_selected;
    TextTableModel* m_model;
    CalmTable* m_table;
    QPushButton* m_remove;
    QPushButton* m_export;
};

} // namespace antiphon
