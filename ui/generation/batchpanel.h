// A run through files of the Batch API.
#pragma once

#include "core/cascade/planstore.h"
#include "core/generation/batchexport.h"
#include "core/generation/batchimport.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/panels.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace antiphon {

// What a batch can be made of.
struct BatchChoices
{
    QList<PlanSet> planSets;
    QList<Endpoint> endpoints;
    QStringList prompts; // those that ask for a whole dialogue in one request
    QList<Run> runs;     // those of the template writer left out
};

class BatchPanel : public Card
{
    Q_OBJECT
public:
    explicit BatchPanel(const WorkspaceContext& context, QWidget* parent = nullptr);

    void setChoices(const BatchChoices& choices);
    void askToWrite();
    void askToImport();
    bool isFree() const { return m_job == 0; }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeFields();
    void makeForm();
    bool goesOn() const; // the name is of a run that is there
    void adopt();
    void write(const QString& folder);
    void import(const QStringList& files);
    void begin(JobNumber job);
    void end(const QString& text, Tone tone);

    WorkspaceContext m_context;
    BatchChoices m_choices;
    JobNumber m_job = 0;
    QComboBox* m_name; // editable: a new run, or one that is gone on with
    QComboBox* m_planSet;
    QComboBox* m_endpoint;
    QComboBox* m_prompt;
    QCheckBox* m_retry;
    QPushButton* m_write;
    QPushButton* m_import;
    QPushButton* m_cancel;
    TextLabel* m_state;
    TextLabel* m_result;
};

} // namespace antiphon
