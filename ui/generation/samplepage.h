// The samples of a run: a list to sort and filter, one of them beside its plan, verdicts by key.
#pragma once

#include "core/generation/sampleverdictstore.h"
#include "core/generation/sourcecheck.h"
#include "ui/generation/samplelistmodel.h"
#include "ui/shell/workspace.h"

class QComboBox;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace antiphon {

class CalmTable;
class SampleAuditBar;
class SampleDesk;
class SampleFilterBar;
class SamplePane;
class TextLabel;

class SamplePage : public QWidget
{
    Q_OBJECT
public:
    explicit SamplePage(const WorkspaceContext& context, QWidget* parent = nullptr);

    void chooseRun(const QString& name, qint64 planOrdinal = -1);
    void step(int rows);
    void checkAll();
    void accept() { decide(SampleDecision::Accepted, {}); }
    void askToSetAside();
    void reopen() { decide(SampleDecision::Open, {}); }
    void askForComment();
    SampleDesk& desk() { return *m_desk; }
    void search();
    void newAudit();
    void showNextView(); // dialogue, provenance, attempts
    bool hasSample() const { return m_shownPlan >= 0; }

    QJsonObject save() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void runRequested(); // from the empty view

private:
    QWidget* makeTop();
    QWidget* makeAuditRow();
    void makeTable();
    void wire();
    void reload();
    void adoptRuns(const QList<Run>& runs);
    void adoptRun();
    void keepPlace();
    void tellCounts();
    void applyFilter();
    void showRow();
    void choosePlan(qint64 plan, int row);
    void readShown();
    void decide(SampleDecision decision, const QString& reason);
    void showCheck(const SourceCheck& check);

    WorkspaceContext m_context;
    SampleDesk* m_desk;
    QList<Run> m_runs;
    QString m_wanted;
    qint64 m_wantedPlan = -1;
    qint64 m_shownPlan = -1;
    int m_shownRow = 0;
    QComboBox* m_run;
    QPushButton* m_check;
    TextLabel* m_summary;
    TextLabel* m_counts;
    SampleFilterBar* m_filter;
    SampleAuditBar* m_audit;
    std::optional<std::vector<qint64>> m_audited;
    SampleListModel* m_model;
    CalmTable* m_table;
    SamplePane* m_pane;
    QSplitter* m_split;
    QStackedWidget* m_stack;
};

} // namespace antiphon
