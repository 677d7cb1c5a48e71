// Random audits of a run: draw one, go on with one, what it tells so far.
#pragma once

#include "core/generation/sampleauditstore.h"
#include "ui/shell/workspace.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace antiphon {

class TextLabel;

class SampleAuditBar : public QWidget
{
    Q_OBJECT
public:
    explicit SampleAuditBar(const WorkspaceContext& context, QWidget* parent = nullptr);

    // Offers the audits that drew from this run; asks again what they tell.
    void setRun(const std::optional<Run>& run);
    void openForm();
    void chooseAudit(const QString& name); // empty: none
    QString chosen() const;

Q_SIGNALS:
    // The plans of the chosen audit in the run, ascending; nothing where none is chosen.
    void plansChosen(const std::optional<std::vector<qint64>>& plans);

private:
    QWidget* makeForm();
    void adopt(const QList<SampleAudit>& audits);
    void tell();
    void draw();
    void closeForm();
    bool eventFilter(QObject* watched, QEvent* event) override;

    WorkspaceContext m_context;
    std::optional<Run> m_run;
    QList<SampleAudit> m_audits; // of the run
    QString m_wanted;
    std::optional<std::vector<qint64>> m_told;
    QComboBox* m_choice;
    QPushButton* m_new;
    TextLabel* m_progress;
    QWidget* m_form;
    QLineEdit* m_name;
    QSpinBox* m_count;
    QSpinBox* m_seed;
};

} // namespace antiphon
